"""What the words of a heading promise. A general lexicon; a profile may add a document's own wording."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.structure.lines import PARTED
from loaders.structure.types import Role

# First match wins. Patterns are matched on the heading in lower case, without its numbering.
_LEXICON: tuple[tuple[str, Role], ...] = (
    (r"^(?:inhoud(?:sopgave)?)$", Role.CONTENTS),
    (r"^colofon", Role.COLOPHON),
    (r"^voorbeeld(?:en)?$|^kader$", Role.EXAMPLE),
    (r"^waarom ", Role.ANALYSIS),
    (r"^zo willen (?:we|wij) (?:samen)?werken|^waar(?:aan|door|mee) .*(?:houden|laten leiden)$|\bleidende (?:gedachten?|beginsel)|^(?:onze )?(?:grondgedachten?|grondregels|vuistregels|leidraad)\b", Role.PRINCIPLES),
    (r"^(?:dit is )?waar (?:we|wij) voor staan\b|^waar staan (?:we|wij) voor$|\b(?:manier|wijze) van (?:samen)?werken\b|^(?:zo|hoe) (?:werken|doen) (?:we|wij)(?: samen| dit)?$|^(?:hoe|zoals) (?:we|wij) (?:samen)?werken|^werkwijze$|beginselen$", Role.PRINCIPLES),
    (r"^(?:zo|hoe) (?:staat|staan|gaat) .*\b(?:er ?voor|er ?bij|ervoor|erbij)$|^hoe (?:veilig is|gaat het)\b|^(?:de )?(?:stand|staat) van (?:zaken|de )|^wat valt (?:er )?(?:verder )?op|^(?:onze |nieuwe )?zorgen$|^aanleiding|^achtergrond|^(?:de )?feiten\b|^(?:de )?(?:huidige )?situatie", Role.ANALYSIS),
    (r"^(?:voorwoord|inleiding|preambule|leeswijzer|samenvatting|ten geleide)", Role.PREFACE),
    (r"sterkteverdeling|\bformatie|politiesterkte|sterkte\b", Role.FORMATION),
    (r"regionale verdeling|verdeling over de eenheden", Role.ALLOCATION),
    (r"^bijlagen?\b", Role.APPENDIX),
    (r"^wie (?:is waarvan|is verantwoordelijk)|^(?:hoe|zo) (?:we|wij) (?:dit |het )?(?:be)?(?:sturen|organiseren)|^(?:hoe|zo) (?:be)?(?:sturen|organiseren) (?:we|wij)|^rolverdeling|^verantwoording|^(?:de )?(?:bestuurlijke |ambtelijke )?(?:aan)?sturing\b|^besturing", Role.GOVERNANCE),
    (r"^wie doet wat|^rollen en taken|^taken en verantwoordelijkheden", Role.GOVERNANCE),
    (r"^(?:dit|wat) (?:zien|weten|merken|horen) (?:we|wij)\b|^wat (?:we|wij) .*\b(?:zien|weten|merken|horen)$|^wat (?:de |onze )?cijfers\b|^(?:het |een )?beeld van\b|^terug(?:blik|kijken)|^wat speelt er|^(?:de )?cijfers$|^trends en cijfers", Role.ANALYSIS),
    (r"uitgangspunt|strategische keuze|criteria|spelregel|\bprincipes?\b|kernwaarden|kenmerken|functies van het", Role.PRINCIPLES),
    (r"^(?:(?:ons|het|gezamenlijk) )?streven$|^(?:onze |de )?(?:streef(?:cijfers|waarden|doelen)|prestaties|prestatie-?indicatoren|(?:beoogde |gewenste |verwachte )?resultaten(?: (?:in|per|tot|eind|voor|over)(?: eind)? (?:20\d\d|vier jaar))?|gewenste? (?:resultaat|situatie|effect(?:en)?))$", Role.AMBITIONS),
    (r"^(?:waar|wat|dit|hier)\b(?: \w+){0,3} (?:we|wij)\b.*\bwillen\b.* (?:komen|bereiken|staan|zijn|zien|realiseren|uitkomen)$|^(?:waar|wat|dit|hier) willen (?:we|wij)\b.*\b(?:zien|realiseren|staan|uitkomen|komen)$", Role.AMBITIONS),
    (r"^(?:onze |de |regionale )?(?:ambities?|doel(?:en|stelling(?:en)?)?)\b|willen (?:we|wij) bereiken|waar streven (?:we|wij) naar|waar willen (?:we|wij) naartoe|wat is ons doel|^(?:cijfers en )?doelen\b|onze ambitie|beoogde? (?:kwalitatieve |kwantitatieve )?resulta|stip op de horizon|^doel$", Role.AMBITIONS),
    (r"afspraken\b", Role.AGREEMENTS),
    (r"prioriteit(?:en)?\b|waar (?:zetten|kiezen|gaan|richten) (?:we|wij) (?:(?:ons )?op|voor)\b|landelijke beleidsdoelstellingen|voorstel voor thema|speerpunten", Role.PRIORITIES),
    (r"\btrends?\b", Role.TRENDS),
    (r"^(?:onze |de |concrete )?(?:stappen|acties|uitvoering)$|^(?:dit|wat|zo) (?:we|wij) .*\b(?:doen|aanpakken|ondernemen|inzetten)$|^(?:onze |de |verbeteren|versterking )?aanpak\b|gaan (?:we|wij) doen|doen (?:we|wij)|(?:hoe|zo) (?:gaan|pakken|werken) (?:we|wij) (?:dat|dit|het|daaraan|hieraan)|wat gaat er gebeuren|maatregelen|acties\b|activiteiten|inzet\b|hoe gaan we", Role.APPROACH),
    (r"opgave|analyse|waar staan (?:we|wij)|probleem|veiligheidsbeeld|ontwikkeling|toelichting|context", Role.ANALYSIS),
    (r"sturing|organisatie|samenwerk|taskforce|ondersteuning|monitoring|evaluatie|vervolg", Role.GOVERNANCE),
)
_COMPILED = tuple((re.compile(pattern), role) for pattern, role in _LEXICON)
PARTS = (Role.AMBITIONS, Role.APPROACH, Role.ANALYSIS, Role.EXAMPLE)  # what a heading of each chapter may promise
_NUMBERING = re.compile(r"^(?:ad\s+)?(?:\d{1,2}(?:\.\d{1,2})*[a-z]?(?:\.\d{1,2})*|[a-z])[.)]?\s+", re.I)
_ROMAN = re.compile(r"^[IVX]{1,4}[.)]?\s+(?=[A-ZÀ-Ý])")


def part_name(heading: str) -> str:
    """A heading without the number of its section where the name of a part stands behind it ("4.1 Accent A: …")."""
    words = heading.strip()
    behind = _NUMBERING.sub("", words)
    return behind if PARTED.match(behind) else words


def without_number(heading: str) -> str:
    """The words of a heading without "2a ", "5.1.1 ", "Ad 2) ", "b. ", "IV. ", "Thema 2: " or "4.1 Accent A: "."""
    words = part_name(heading)
    bare = _ROMAN.sub("", _NUMBERING.sub("", PARTED.sub("", words)))
    return bare or heading.strip()


def role_of(heading: str, extra: Iterable[tuple[re.Pattern[str], Role]] = ()) -> Role | None:
    """The role of a heading, or None when its words promise nothing in particular."""
    words = without_number(heading).lower().rstrip(":?!. ")
    for pattern, role in (*extra, *_COMPILED):
        if pattern.search(words):
            return role
    return None
