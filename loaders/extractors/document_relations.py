"""How a document relates to others: draft of, annex of, replaces, complements, implements, based on, refers to.

The profile's `draft_of`, `annex_of` and `follows` say as what a document of ours is to be read; every other relation
comes from the text. A document we hold is recognised by the words and years of its name and gets our id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.model import Confidence, DocumentRelationFact, Fact, Span
from loaders.context import Reading
from loaders.extractors.document_names import DocumentName, cited, named_documents, sites
from loaders.profiles import PROFILES, load_profile
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role
from loaders.structure.sentences import sentences

_NAME = "document_relations"
_YEARS = re.compile(r"\b(20\d{2})\s?[-–/]\s?(20\d{2})\b")
# What stands right before a name, and what relation it states.
_BEFORE: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:vervang(?:t|en)|(?:is|zijn|als)\s+(?:de\s+|een\s+)?(?:opvolgers?\s+van|vervolg\s+op)|"
            r"(?:kom(?:t|en)|tre(?:edt|den))\s+(?:hiermee\s+|daarmee\s+)?in\s+(?:de\s+)?plaats\s+van|ter\s+vervanging\s+van)\s+"
            r"(?:de|het|ons|onze)?\s*(?:vorige|huidige|oude|eerdere)?\s*$",
            re.I,
        ),
        "vervangt",
    ),
    (re.compile(r"\bcomplementair aan\s+(?:de|het)?\s*(?:lokale|regionale)?(?:\s+en)?\s*$", re.I), "complementair-aan"),
    (
        re.compile(
            r"\b(?:ter (?:verwezenlijking|uitvoering|invulling) van|(?:is|vormt|als) (?:een|de) (?:nadere |regionale |lokale |verdere )?(?:uitwerking|invulling|concretisering|vertaling) van|"
            r"geeft (?:\w+ )?(?:invulling|uitvoering) aan)\s+(?:de\s+)?"
            r"(?:doelstellingen|doelen|afspraken|ambities)?\s*(?:uit|van)?\s*(?:de|het)?\s*$",
            re.I,
        ),
        "voert-uit",
    ),
    (
        re.compile(
            r"\b(?:op basis van|gebaseerd op|op grond van|bouwt voort op|vloei(?:t|en) voort uit)\s+(?:de|het|een)?\s*"
            r"(?:(?:evaluatie|uitkomsten|resultaten)\s+van\s+(?:de|het)?\s*(?:uitvoering\s+van\s+(?:de|het)?\s*)?)?$",
            re.I,
        ),
        "gebaseerd-op",
    ),
)
# "De visie volgt de Veiligheidsstrategie 2020-2023 op"
_FOLLOWS = re.compile(r"\bvolg(?:t|en)\s+(?:hiermee\s+|daarmee\s+)?(?:de|het)?\s*$", re.I)
# "bouwt voort op de Nota 2018-2021 en treedt daarvoor in de plaats"
_INSTEAD = re.compile(r"^,?\s+en\s+(?:(?:komt|treedt)\s+(?:daarvoor|hiervoor)\s+in\s+de\s+plaats|vervangt\s+(?:die|deze|dat))\b")
_UP = re.compile(r"^(?:\s+(?:van|uit)\s[^,;.]{1,40}?)?\s+op\b(?!\s+(?:het|de|basis)\b)")
# "Deze veiligheidsagenda is complementair aan de regionale …": said of another document, the one its chapter is about
_COMPLEMENTS = re.compile(r"^Deze\s+(?P<name>[\w-]+)\s+is complementair aan\b", re.I)
_AND = re.compile(r"(?:,| en)? (?:(?:op|aan|van) )?(?:de |het )?(?:landelijke |regionale |lokale |vigerende )?")
_SELF = re.compile(
    r"\b(?:dit|deze|ons|onze|voorliggende?|onderhavige?)\s+(?:\w+\s+)?$|"
    r"\b(?:vormt|is|geldt als|dient als)\s+(?:(?:hiermee|daarmee|tevens|ook)\s+)+(?:het|de)\s+$",
    re.I,
)
_PREVIOUS = re.compile(r"^(?:vorige|huidige|eerdere)\b", re.I)
_KIND_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bveiligheidsagenda\b", re.I), "landelijke veiligheidsagenda"),
    (re.compile(r"meerjaren ?beleidsplan|\bIMV\b", re.I), "integraal meerjarenbeleidsplan"),
    (re.compile(r"\bveiligheidsstrategie\b", re.I), "regionale veiligheidsstrategie"),
)
_STRATEGY = re.compile(r"^(?:nieuwe |huidige |regionale |de )*veiligheidsstrategie\b", re.I)
_SET_ASIDE = re.compile(
    r"\b(?:landelijke?|regionale?|lokale?|jaarlijkse?|integra(?:le|al)|gezamenlijke|gemeentelijke?|lopende|nieuwe)\b"
)
_BLANK = re.compile(r"\n\s*\n")
_PLAIN_PLAN = re.compile(r"beleidsplan")  # said again without the words before and after it
_OF_THE_LAW = re.compile(r"^beleidsplan voor de (?:regionale |politie-?)?eenheid$", re.I)
_ARTICLE = re.compile(r"^(?:(?:de|het|een|uw|hun|alle|ieder|elke|lopende)\s+)+", re.I)


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield each relation to another document once, at the first place that states it."""
    yield from _by_profile(reading)
    found: dict[tuple[str, str], DocumentRelationFact] = {}
    for block in reading.doc.body:
        for fact in _in_block(reading, block):
            found.setdefault((fact.relation, _key(fact.target)), fact)
    specific = {target for relation, target in found if relation != "verwijst-naar"}
    for (relation, target), fact in found.items():
        longer = any(f" {other} ".startswith(f" {target} ") for _, other in found if other != target) or (
            bool(_PLAIN_PLAN.fullmatch(target)) and any(f" {target} van " in f" {other} " for _, other in found)
        )
        if relation != "verwijst-naar" or (target not in specific and not longer):
            yield fact


def _by_profile(reading: Reading) -> Iterator[DocumentRelationFact]:
    """What the profile reads the document as, at its title."""
    profile, metadata = reading.profile, reading.metadata
    relations = (("concept-van", profile.draft_of), ("bijlage-van", profile.annex_of), ("vervangt", profile.follows))
    for relation, target in relations:
        if target and metadata is not None:
            where = metadata.evidence.span
            yield DocumentRelationFact(
                relation=relation, target=target, evidence=reading.evidence(where, _NAME, Confidence.MEDIUM)
            )


def _in_block(reading: Reading, block: Block) -> Iterator[DocumentRelationFact]:
    if Role.COLOPHON in reading.doc.roles_of(block) or re.match(r"bijlage\s+\d", block.text.text, re.I):
        return
    for name in sites(block):
        yield _fact(reading, block.text, name, "verwijst-naar")
    if source := cited(block):
        yield _fact(reading, block.text, source, "verwijst-naar")
        return
    if block.kind is Kind.ITEM and _is_annex_list(reading, block):
        yield _fact(reading, block.text, DocumentName(block.text.text, 0, len(block.text)), "verwijst-naar")
        return
    if block.kind is Kind.ROW:
        return
    for sentence in [block.text] if block.kind is Kind.HEADING else sentences(block.text):
        stated = _COMPLEMENTS.match(sentence.text)
        if stated is not None and _kind_of(stated.group("name")) not in ("", _own_kind(reading)):
            name = DocumentName(_chapter_document(reading, block) or stated.group("name"), *stated.span("name"))
            yield _fact(reading, sentence, name, "complementair-aan")
            continue
        raw = reading.doc.source.raw(sentence.span())
        before: tuple[int, str] = (-1, "")
        for name in named_documents(sentence, raw):
            relation = _relation(sentence.text, name)
            if relation == "verwijst-naar" and before[0] >= 0 and _AND.fullmatch(sentence.text[before[0] : name.start]):
                relation = before[1]  # "een uitwerking van de … en het …"
            before = (name.end, relation)
            own_chapter = block.kind is Kind.HEADING and name.name.islower() and not _YEARS.search(name.name)
            if not own_chapter and not _is_self(reading, sentence.text, name):
                yield _fact(reading, sentence, name, relation)


def _own_kind(reading: Reading) -> str:
    return reading.metadata.kind if reading.metadata else ""


def _chapter_document(reading: Reading, block: Block) -> str:
    """The document that a chapter is about: its heading, when that names one."""
    title = reading.doc.section_of(block).title
    return title if _kind_of(title) else ""


def _is_annex_list(reading: Reading, block: Block) -> bool:
    """Whether an item stands right under a heading "Bijlage" or "Bronnen": it names an enclosed document."""
    heading = reading.doc.section_of(block).title.lower().rstrip(":")
    return bool(re.fullmatch(r"bijlagen?|bronnen|literatuur|geraadpleegde documenten", heading))


def _relation(text: str, name: DocumentName) -> str:
    before = text[: name.start]
    if re.match(r"^Deze\b", text) and "vervangt" in before[-30:]:
        return "vervangt"
    if _FOLLOWS.search(before) and _UP.match(text[name.end :]):
        return "vervangt"
    if _INSTEAD.match(text[name.end :]):
        return "vervangt"
    return next((relation for pattern, relation in _BEFORE if pattern.search(before)), "verwijst-naar")


def _fact(reading: Reading, text: MappedText, name: DocumentName, relation: str) -> DocumentRelationFact:
    where = _around(text, name)
    if len(text) <= 280:
        where = _own_lines(reading, where, name)
    target = _our_id(reading, name.name) or _planned(reading, text.text, name.name) or _label(reading, name.name)
    return DocumentRelationFact(
        relation=relation,
        target=target,
        evidence=reading.evidence(where, _NAME, Confidence.MEDIUM),
    )


def _own_lines(reading: Reading, text: MappedText, name: DocumentName) -> MappedText:
    """Of a title that the layout joined over blank lines, the part that bears the name."""
    gaps = (at for at in range(name.start) if text.ends[at] - text.starts[at] > 1)
    cuts = [at for at in gaps if _BLANK.search(reading.doc.source.raw(Span(text.starts[at], text.ends[at])))]
    return text[cuts[-1] + 1 :] if cuts else text


def _planned(reading: Reading, text: str, name: str) -> str:
    """The strategy a proposal is about, with region and period: the new one, or the one in force ("huidige")."""
    metadata = reading.metadata
    if metadata is None or metadata.kind != "voorstel" or not _STRATEGY.match(name):
        return ""
    if re.search(r"\bhuidige\b|\bop dit moment\b.*\breeds\b", f"{text} {name}", re.I):
        return f"huidige Veiligheidsstrategie {reading.region}"
    period = f"{metadata.start_year}-{metadata.end_year}" if metadata.start_year else ""
    return " ".join(part for part in ("Veiligheidsstrategie", reading.region, period) if part)


def _around(text: MappedText, name: DocumentName) -> MappedText:
    """The sentence when it can be quoted whole, else the words around the name."""
    if len(text) <= 280:
        return text
    start = max(text.text.rfind(" ", 0, max(0, name.start - 80)) + 1, 0)
    end = text.text.find(" ", min(len(text), name.end + 60))
    return text[start : end if end > 0 else len(text)]


def _label(reading: Reading, name: str) -> str:
    """The name as printed, without article; one that an abbreviation stands for or beside in full."""
    bare = _ARTICLE.sub("", " ".join(name.split())).strip(" .,;:")
    if match := re.fullmatch(r"rapport '(?P<title>[^']+)'", bare):
        return match.group("title")
    if match := re.fullmatch(r"(?P<short>[A-Z]{2,5})\s+(?P<years>\d{4}.*)", bare):
        full = reading.abbreviations.get(match.group("short"))
        return f"{full} {match.group('years')}" if full and not bare.startswith("TK") else bare
    if match := re.fullmatch(r"(?P<words>.+?)\s+\((?P<short>[A-Z]{2,5})\)(?P<rest>.*)", bare):
        full = reading.abbreviations.get(match.group("short"), "")
        if full.lower().endswith(match.group("words").lower()):  # the layout cut the name off from its first words
            return f"{full} ({match.group('short')}){match.group('rest')}"
    return bare


def _key(target: str) -> str:
    """Targets that differ in adjectives, capitals or plural only are one."""
    words = re.sub(r"\([^)]*\)|['\"]", " ", target.lower())
    words = _SET_ASIDE.sub(" ", words) or words
    words = re.sub(r"(?:nen|en|'s)\b", "", words)
    return " ".join(words.split()) or target.lower()


def _is_self(reading: Reading, text: str, name: DocumentName) -> bool:
    """Whether the name stands for the document itself: "deze Veiligheidsstrategie", its kind alone, its title."""
    if _SELF.search(text[: name.start]):
        return True
    metadata = reading.metadata
    if metadata is None or _planned(reading, text, name.name):
        return False
    if _our_id(reading, name.name) == reading.doc.id:
        return True
    if _PREVIOUS.match(name.name):
        return False
    if _OF_THE_LAW.match(name.name) and metadata.kind.endswith("beleidsplan"):
        return True
    bare = _plain(re.sub(r"\s*\([A-Z]{2,6}\)|\bnieuwe\b|\bMNL\b", "", _label(reading, name.name)))
    title = _plain(metadata.title)
    years = _YEARS.search(name.name)
    same_years = not years or (metadata.start_year, metadata.end_year) == tuple(int(year) for year in years.groups())
    same_kind = _kind_of(name.name) == metadata.kind
    within = same_years and bool(years) and set(bare.split()) <= set(title.split())
    return within or bare in title or title in bare or (same_kind and same_years and not _names_another(reading, name.name))


def _names_another(reading: Reading, name: str) -> bool:
    """Whether the name bears a level or region that is not the document's own."""
    regions = [region for region in reading.gazetteer.police_regions if region.lower() in name.lower()]
    return bool(re.search(r"\blokale\b|'s\b|plannen\b", name)) or (bool(regions) and reading.region not in regions)


def _kind_of(name: str) -> str:
    return next((kind for pattern, kind in _KIND_WORDS if pattern.search(name)), "")


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.lower()).strip()


@cache
def _held(folder: Path) -> tuple[tuple[str, str], ...]:
    """Id and kind of each document that a profile in the folder reads, in order of id."""
    documents = [document for path in sorted(folder.glob("*.toml")) for document in load_profile(path).documents]
    return tuple(sorted((document.id, document.kind) for document in documents if not document.draft_of))


def _our_id(reading: Reading, name: str) -> str:
    """Our id of a document by the kind in its name, its years and its region; the empty string when we hold none.

    Without years the period of the document at hand is meant, unless the name says "vorige" or "huidige".
    """
    kind = _kind_of(name)
    metadata = reading.metadata
    years = _YEARS.search(name)
    if not kind or metadata is None or (not years and _PREVIOUS.match(name)) or re.search(r"\bagenda's|lokale\b", name):
        return ""
    if not years and (metadata.start_year is None or kind == metadata.kind):
        return ""
    period = years.groups() if years else (str(metadata.start_year), str(metadata.end_year))
    for document, its_kind in _held(PROFILES):
        if its_kind == kind and document.endswith("-".join(period)) and _same_region(reading, document, name, kind):
            return document
    return ""


def _same_region(reading: Reading, document: str, name: str, kind: str) -> bool:
    """Whether the region whose initials an id bears ("rvs-mn-2015-2018") is the one named, else the one at hand."""
    if kind.startswith("landelijk"):
        return True
    initials = re.sub(r"-?20\d{2}.*$", "", document).split("-")[-1]
    region = reading.gazetteer.region_of_initials(initials)
    named = next((one for one in reading.gazetteer.police_regions if one.lower() in name.lower()), reading.region)
    return region is not None and region == named
