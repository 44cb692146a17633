"""Sentences that call something a principle, a choice or a rule of the game."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extractors.wording import plain_infinitives
from loaders.reading.text import MappedText

_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6}
_HEAD = r"(?:[Hh]et |[Dd]e |[Ee]en |[Oo]ns |[Oo]nze )?(?:belangrijk(?:e|ste)? |essenti[eë]le |leidend |vast |centra(?:al|le) |strategische )?"
_PLANS = r"(?:\w*plan(?:nen)?|\w*(?:agenda|nota|programma)(?:'s)?|\w*strategie(?:ën)?|\w*visies?|\w*kaders?|[A-Z]{3,})"
_PLAN = rf"(?:[Dd]e|[Dd]eze|[Dd]it|[Hh]et|[Oo]nze|[Oo]ns) {_PLANS}"
# (pattern with a group `p`, the kind it is)
_STATES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (
            rf"^(?:\w+ )?(?:{_HEAD})[Uu]itgangspunt(?:en)?(?: (?:van|voor|bij|daarbij|hierbij)(?: [^,.:]+?)?)? (?:is|zijn|blijft)(?: daarbij| hierbij)?(?: om| dat)?:? (?P<p>[^.]+)",
            "uitgangspunt",
        ),
        (rf"\b[Dd]aarom zijn {_HEAD}uitgangspunten dat (?P<p>[^.]+)", "uitgangspunt"),
        (rf"\b(?:gelden|geldt) (?:\w+ )*?{_HEAD}uitgangspunten dat (?P<p>[^.]+)", "uitgangspunt"),
        (
            r"^(?:Daarbij |Hierbij )?(?:is|blijft)?(?P<p>[^.,:]+?) (?:is|blijft|zijn|vormt)(?: daarbij| hierbij)? (?:het|een) (?:belangrijk )?uitgangspunt\b",
            "uitgangspunt",
        ),
        (r"\b(?:is|blijft) (?P<p>(?!daarbij\b|hierbij\b)[^.,:]+?) het uitgangspunt\b", "uitgangspunt"),
        (r"\bvolgens (?:het |de )?(?P<p>[^.,]+?)-?principe\b", "uitgangspunt"),
        (r"\bis (?P<p>'[^']+'(?: \([^)]*\))?) een spelregel\b", "spelregel"),
        (r"\b(?:[Dd]aarbij|[Hh]ierbij) geldt(?: dat)?:? (?P<p>[^.]+)", "spelregel"),
        (r"^(?P<p>[^.,]+? (?:gebeurt|zal|zullen|gebeuren|worden) altijd [^.]+)", "spelregel"),
        (r"^(?P<p>Geen wiel [^.]+|[Gg]een extra laag[^.]*)", "uitgangspunt"),
        (r"^(?P<p>[Ll]okaal wat lokaal kan[^.]*|[Ww]at samen kan[^.]*)", "spelregel"),
        (
            r"\b(?:kiezen (?:we|wij)|(?:[Ww]e|[Ww]ij) kiezen)(?: bewust| daarom)* (?:ervoor(?: om)?|voor|er(?: bewust)? voor(?: om)?),? (?P<p>(?!thema|\w+ prioriteit|[^.:]*volgende)[^.:]{12,})",
            "keuze",
        ),
        (r"\b(?:heeft|hebben) er (?:opnieuw |bewust |daarom )*voor gekozen(?: om)? (?P<p>[^.:]+)", "keuze"),
        (r"^(?:Ook |Dit )?is het een (?:bewuste|weloverwogen) (?:keuze|besluit)(?: om)? (?P<p>[^.:]+)", "keuze"),
        (r"^(?P<p>[^.:]+? (?:is|zijn) (?:bewust|met opzet) [^.:]+)", "keuze"),
        (r"^(?:De |Het )?[\w -]+? (?:spreekt|spreken|kiest|kiezen) bewust (?P<p>[^.:]+)", "keuze"),
        (r"^(?P<p>(?:Deze |De |Onze )?[Ss]amenwerking is niet vrijblijvend)", "uitgangspunt"),
        (
            r"^(?:Om [^,]+, )?(?P<p>(?![^.]*\b(?:veel|sommige|enkele|de meeste|andere) (?:gemeenten|partners|regio's|organisaties))[^.,;:]*\b(?:staat|staan|blijft|blijven)\b[^.,;:]*\b(?:voorop|centraal)(?: staan)?)(?=[.,;:]|$)",
            "uitgangspunt",
        ),
        (r"^(?P<p>(?:De )?[Rr]egie (?:daarop |hierop )?blijft [^.,]+)", "spelregel"),
        (r"^(?P<p>[^.,:]+? (?:komt|komen) niet in de plaats van [^.,:]+)", "spelregel"),
        (r"^(?P<p>(?:De )?[Vv]eiligheid[^.,:]* is een gedeelde verantwoordelijkheid[^.]*)", "uitgangspunt"),
        (r"^(?P<p>[^.:]+? blijft (?:primair )?lokaal\b)", "spelregel"),
        (r"\b(?P<p>(?:is|zijn) (?:de |het |deze |dit )?[\w' -]{0,60}niet in beton gegoten[^.]*)", "uitgangspunt"),
        (r"^(?P<p>(?:We|Wij) vertrouwen op [^.]+)", "uitgangspunt"),
        (r"(?P<p>[^.:,]*\bwaar (?:het )?kan\b[^.:]*\bwaar (?:het )?moet\b)", "uitgangspunt"),
        (
            r"\b(?:Het is essentieel|Essentieel is|Voorwaarde is)(?: dan ook)? dat (?P<p>[^.]+)",
            "uitgangspunt",
        ),
        (r"^Het is aan (?P<p>het [^.]+ om [^.]+)", "spelregel"),
        (r"\b(?P<p>veiligheid een gezamenlijke verantwoordelijkheid is)\b", "uitgangspunt"),
        (r"^(?P<p>[^.:]+ geen doel op zich\b[^.:]*)", "uitgangspunt"),
        (r"^(?P<p>Wel [^.,:]+, niet [^.]+)", "keuze"),
        (r"^(?P<p>Niet (?:(?! niet )[^.:])+, maar (?:het|de|een) [^.]+)", "uitgangspunt"),
        (r"^(?P<p>In de basis (?:is|krijgt|blijft|ligt) [^.:]+)", "uitgangspunt"),
        (r"^(?P<p>[^.:]+ (?:is|zijn)(?: daarbij| hierbij)? onmisbaar)\b", "uitgangspunt"),
        (r"^(?P<p>[^.:]+ (?:is|zijn)(?: daarbij| hierbij)? leidend\b[^.:]*)", "spelregel"),
        (r"^(?P<p>(?:Als|Wanneer) [^.:]+, (?:is|zijn) [^.:]+ leidend)", "spelregel"),
        (r"\ben (?P<p>pas (?:daar )?waar nodig [^.:]+)", "spelregel"),
        (r"\b(?P<p>geen [^.,;:]+, maar [^.;:]+ (?:voorop|centraal) stellen)", "uitgangspunt"),
        (r"(?:^|: )(?P<p>[^.:]+ is géén [^.:]+)", "uitgangspunt"),
        (r"^(?:De|Onze) insteek is (?:om )?(?P<p>[^.:]+)", "uitgangspunt"),
        (r"^(?P<p>Het staat [^.:]+ vrij [^.:]+)", "spelregel"),
        (r"^(?P<p>[^.:,]+ mag (?:daarin|daarbij|hierin|hierbij) (?:geen|niet) [^.:]+)", "uitgangspunt"),
        # What the plan leaves out, and what it builds on.
        (
            rf"^(?P<p>In {_PLAN} (?:staan|staat|worden|wordt|zijn|is) [^.:]+ niet (?:benoemd|opgenomen|beschreven|genoemd|herhaald|uitgewerkt))",
            "keuze",
        ),
        (
            rf"^(?P<p>{_PLAN} (?:vervangt|beschrijft|herhaalt|regelt|bevat|noemt|gaat) [^.:,]*\b(?:niet|geen)\b[^.:]*)",
            "keuze",
        ),
        (
            rf"^(?P<p>{_PLAN} (?:is (?:erop|er op) gericht (?:om )?(?:aan te sluiten|ruimte)|bouwt voort op|sluit aan (?:bij|op)) (?![^.:]*{_PLANS}\b)[^.:]+)",
            "uitgangspunt",
        ),
        # What holds for all the plan is about.
        (
            r"^(?P<p>(?!Voor|In|Bij|Op)[^.:]+ (?:is|zijn|geldt|gelden) [^.:]*\bvoor alle (?:thema's|prioriteiten|onderwerpen|gemeenten|partners|partijen)\b[^.:]*)",
            "uitgangspunt",
        ),
        # What is not done, or only so.
        (
            r"\b(?:willen|sturen|kijken|richten|gaan|beperken|rekenen) (?:we|wij) (?:ons )?(?P<p>niet (?:uitsluitend|alleen|enkel|slechts|langer|op|naar) [^.:]+)",
            "keuze",
        ),
        (r"^(?P<p>[^.:,]+ (?:we|wij) pas\b[^.:]* (?:als|wanneer|nadat) [^.:]+)", "spelregel"),
        (r"^(?P<p>[^.:,]+ blijft (?:zelf |altijd )?verantwoordelijk voor [^.:]+)", "spelregel"),
        (r"^(?P<p>(?:We|Wij) (?:werken|handelen|denken|redeneren) vanuit (?!de volgende)[^.:]+)", "uitgangspunt"),
        (
            r"\b[Vv]anuit (?:het|de) (?:gedachte(?:goed)?|idee|motto|principe|uitgangspunt|adagium):? (?P<p>'[^']+')",
            "uitgangspunt",
        ),
        (r"\b(?:is het|[Hh]et is) (?:een verplichting|verplicht) (?:om )?(?P<p>[^.:]+)", "spelregel"),
        (r"^(?P<p>[^.:]+ (?:laat|laten|biedt|bieden|geeft|geven) ruimte (?:aan|voor|om) [^.:]+)", "uitgangspunt"),
        # What holds for everyone or everything, always.
        (
            r"^(?P<p>(?:Wie|Alle|Iedere?|Elke?) [^.:]*\b(?:moet|moeten|hoort|horen|dient|dienen|behoort|behoren)\b[^.:]+)",
            "uitgangspunt",
        ),
        (r"^(?P<p>[^.:]+ (?:behoort|behoren|hoort|horen|dient|dienen) altijd [^.:]+)", "spelregel"),
        # What is only so under a condition.
        (r"^(?P<p>(?:Wat|Wie) [^.:]+, kan (?:alleen|slechts|uitsluitend) [^.:]+)", "uitgangspunt"),
        # What the parties do not do: not what they cannot do, do not have or do not see.
        (
            r"^(?P<p>(?:We|Wij) (?!hebben|kunnen|weten|zien|zijn|merken|kennen|vinden|krijgen|horen|konden)\w+n (?:ons |daarom )?(?:niet|geen) [^.:]+)",
            "keuze",
        ),
        (
            r"^(?P<p>(?:In|Bij|Voor) [^.:,]+ (?!hebben|kunnen|weten|zien|zijn|merken|kennen|vinden|krijgen|horen)\w+n (?:we|wij) geen [^.:]+)",
            "uitgangspunt",
        ),
        (r"^(?P<p>[^.:]+ is een (?:belangrijke )?(?:graadmeter|maatstaf|toetssteen) (?:bij|voor) [^.:]+)", "criterium"),
        (r"\brichten zich op (?P<p>(?:vraagstukken|thema's|onderwerpen) die [^.:]+)", "criterium"),
        (r"\bstaan in [^.,:]+? (?P<p>(?:thema's|onderwerpen) die [^.:]+ nodig hebben)", "criterium"),
        (r"\bzijn (?P<p>alleen die [\w ]+ opgenomen die [^.:]+)", "criterium"),
        (r"^(?P<p>Primair (?:is|zijn) [^.:,]+ aan zet)(?=\.|$)", "spelregel"),
        (r"\b(?P<p>komen ze niet in de plaats van [^.:]+)", "spelregel"),
        (r"^(?P<p>[^.:,]+ doen (?:we|wij) (?:gezamenlijk|samen)\b[^.]*)", "uitgangspunt"),
    )
)
_SHORTEST = 3  # code points
_AND_THAT = re.compile(r"(?:,| en| én) (?:en |én )?dat ")
_ORDINAL_RULE = re.compile(r"\bdeze (?P<p>[\w -]+?) die (?:wij|we) .*\bals (?P<o>\w+) spelregel\b")
# "In de eerste plaats vertrouwen we op …": what the parties hold to, counted.
_IN_ORDER = re.compile(
    r"^In de (?P<o>\w+de|\w+ste) plaats (?P<p>(?:[\w]+ (?:we|wij)|is (?:de|het|deze) [\w]*(?:strategie|plan)|hebben de)\b[^.]+)"
)
_PAST = re.compile(r"\b(?:was|waren|werd|werden|is gekozen|zijn gekozen)\b|\bwordt stilgestaan\b|\bprioriteitenlijst\b")


def principles_in(sentence: MappedText) -> Iterator[tuple[str, int | None, str]]:
    """The principles a sentence states: kind, rank where it names one, and the words."""
    text = sentence.text
    if match := _IN_ORDER.search(text):
        yield (
            "uitgangspunt",
            _ORDINALS.get(match.group("o")),
            as_sentence(match.group("p")),
        )
        return
    if match := _ORDINAL_RULE.search(text):
        yield "spelregel", _ORDINALS.get(match.group("o")), match.group("p")
        return
    if _PAST.search(text):
        return
    taken: list[tuple[int, int]] = []
    for pattern, kind in _STATES:
        match = pattern.search(text)
        if match is None or any(match.start("p") < end and start < match.end("p") for start, end in taken):
            continue
        taken.append(match.span("p"))
        for part in sentence[match.start("p") : match.end("p")].split(_AND_THAT):
            words = part.strip(" ,;:").text
            if len(words) > _SHORTEST and not words.startswith("de volgende"):
                yield kind, None, as_sentence(words)


# A main clause that opens with its verb, since something stood before it: "blijft het maatwerk voorop staan".
_VERB_FIRST = re.compile(
    r"^(?P<v>blijft|blijven|staat|staan|is|zijn|hebben|komt|komen|zal|zullen|wordt|worden|\w+en(?= (?:we|wij|ze|zij) )) "
    r"(?P<s>we|wij|ze|zij|(?:de|het|een|deze|dit|onze|\w+) .*?) ?\b(?P<r>(?:niet|geen|gemeen|voorop|centraal|leidend|lokaal|altijd|dan ook|"
    r"ook|dus|daarom|op|bij|in|aan|met)\b.*)$"
)
_PRONOUN_FIRST = re.compile(r"^(?P<v>\w+(?:en|t)) (?P<s>we|wij|ze|zij) (?P<r>.+)$")
# "We maken drie keuzes. Ten eerste …, ten tweede …": announced, then counted.
_ANNOUNCES = re.compile(
    r"^[^.:]*\b(?:twee|drie|vier|vijf|zes|zeven|volgende|aantal|enkele)(?: \w+e?)? (?P<k>keuzes|uitgangspunten|spelregels|principes|criteria)\b[^.:]*\.$"
)
_COUNTED = re.compile(r"^(?:Ten|In de) (?P<o>eerste|tweede|derde|vierde|vijfde|zesde)(?: plaats)?,? (?P<p>[^.]+)")
_AND_AGAIN = re.compile(r" en (\w+(?:t|en)) (?:we|wij|ze|zij|hij) (?=\w)")
# "uit het plan activiteiten te laten voortvloeien": an infinitive that hangs on what stood before it.
_FINITE = re.compile(
    r"\b(?:dient|dienen|hoeft|hoeven|lijkt|lijken|blijkt|blijken|weet|weten|moet|moeten|kan|kunnen|is|wordt|worden|heeft|hebben)\b"
)


def as_sentence(text: str) -> str:
    """Words cut from the middle of a sentence in the order they would have on their own.

    "blijft het maatwerk voorop staan" is "het maatwerk blijft voorop staan"; "geen politieplan te laten zijn" is "geen
    politieplan laten zijn".
    """
    match = _PRONOUN_FIRST.match(text) or _VERB_FIRST.match(text)
    if match is not None:
        rest = _AND_AGAIN.sub(r" en \1 ", match.group("r"))
        return f"{match.group('s')} {match.group('v')} {rest}"
    return text if _FINITE.search(text) else plain_infinitives(text)


def announced_in(text: str) -> str:
    """What a sentence announces several of ("We maken drie keuzes."); empty where it announces no principles."""
    match = _ANNOUNCES.match(text)
    return match.group("k") if match else ""


def counted_in(text: str) -> tuple[int | None, str] | None:
    """The rank and words of a statement that is counted: "Ten tweede investeren we in preventie."."""
    match = _COUNTED.match(text)
    return (_ORDINALS.get(match.group("o")), as_sentence(match.group("p"))) if match else None
