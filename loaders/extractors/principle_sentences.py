"""Sentences that call something a principle, a choice or a rule of the game."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.reading.text import MappedText

_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5}
_HEAD = r"(?:[Hh]et |[Dd]e |[Ee]en |[Oo]ns |[Oo]nze )?(?:belangrijk(?:e|ste)? |essenti[eë]le |leidend |vast |centra(?:al|le) |strategische )?"
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
            r"\b(?:kiezen (?:we|wij)|(?:we|wij) kiezen)(?: bewust| daarom)* (?:ervoor(?: om)?|voor|er(?: bewust)? voor(?: om)?),? (?P<p>(?!thema|\w+ prioriteit|[^.:]*volgende)[^.:]{12,})",
            "keuze",
        ),
        (r"\b(?:heeft|hebben) er (?:opnieuw |bewust |daarom )*voor gekozen(?: om)? (?P<p>[^.:]+)", "keuze"),
        (r"^(?:Ook |Dit )?is het een (?:bewuste|weloverwogen) (?:keuze|besluit)(?: om)? (?P<p>[^.:]+)", "keuze"),
        (r"^(?P<p>[^.:]+? (?:is|zijn) (?:bewust|met opzet) [^.:]+)", "keuze"),
        (r"^(?:De |Het )?[\w -]+? (?:spreekt|spreken|kiest|kiezen) bewust (?P<p>[^.:]+)", "keuze"),
        (r"^(?P<p>(?:Deze |De |Onze )?[Ss]amenwerking is niet vrijblijvend)", "uitgangspunt"),
        (
            r"^(?:Om [^,]+, )?(?P<p>[^.,;:]*\b(?:staat|staan|blijft|blijven)\b[^.,;:]*\b(?:voorop|centraal)(?: staan)?)(?=[.,;:]|$)",
            "uitgangspunt",
        ),
        (r"^(?P<p>(?:De )?[Rr]egie (?:daarop |hierop )?blijft [^.,]+)", "spelregel"),
        (r"^(?P<p>[^.,:]+? (?:komt|komen) niet in de plaats van [^.,:]+)", "spelregel"),
        (r"^(?P<p>(?:De )?[Vv]eiligheid[^.,:]* is een gedeelde verantwoordelijkheid[^.]*)", "uitgangspunt"),
        (r"^(?P<p>[^.:]+? blijft (?:primair )?lokaal\b)", "spelregel"),
        (r"\b(?P<p>(?:is|zijn) (?:de |het |deze |dit )?[\w' -]{0,60}niet in beton gegoten[^.]*)", "uitgangspunt"),
        (r"^(?P<p>(?:We|Wij) vertrouwen op [^.]+)", "uitgangspunt"),
        (r"\bgedachtegoed:? (?P<p>'[^']+')", "uitgangspunt"),
        (r"^(?P<p>[^.:]+ behor(?:en|t) altijd [^.:]+)", "spelregel"),
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
        (r"\bis het een verplichting (?:om )?(?P<p>[^.:]+)", "spelregel"),
        (r"^(?P<p>[^.:,]+ mag (?:daarin |daarbij )?(?:geen|niet) [^.:]+)", "uitgangspunt"),
        (r"^(?P<p>Wie [^.,:]+, moet [^.:]+)", "uitgangspunt"),
        (r"^(?P<p>Alle [^.:]+ moeten worden [^.:]+)", "uitgangspunt"),
        (r"^(?P<p>Wat [^.:]+, kan alleen [^.:]+)", "uitgangspunt"),
        (r"\brichten zich op (?P<p>(?:vraagstukken|thema's|onderwerpen) die [^.:]+)", "criterium"),
        (r"\bstaan in [^.,:]+? (?P<p>(?:thema's|onderwerpen) die [^.:]+ nodig hebben)", "criterium"),
        (r"\bzijn (?P<p>alleen die [\w ]+ opgenomen die [^.:]+)", "criterium"),
        (r"^(?P<p>[^.:]+ is een (?:belangrijke )?graadmeter [^.:]+)", "criterium"),
        (r"^(?P<p>[^.:]+ laten ruimte aan [^.:]+)", "uitgangspunt"),
        (r"^(?P<p>Het past [^.:]+ om [^.:]+)", "uitgangspunt"),
        (r"^(?P<p>(?:We|Wij) nemen geen genoegen met [^.:]+)", "uitgangspunt"),
        (r"^(?P<p>[^.:]+ en bovenal [^.:]+)", "uitgangspunt"),
        (r"^(?P<p>[^.:,]+ hanteren (?:we|wij) geen [^.:]+)", "uitgangspunt"),
        (r"^(?P<p>Primair (?:is|zijn) [^.:,]+ aan zet)(?=\.|$)", "spelregel"),
        (r"^(?:Wel )?met (?:enkele|een aantal) aanpassingen: (?P<p>[^.:]+)", "keuze"),
        (r"\b(?P<p>komen ze niet in de plaats van [^.:]+)", "spelregel"),
        (r"^(?P<p>[^.:,]+ doen (?:we|wij) (?:gezamenlijk|samen)\b[^.]*)", "uitgangspunt"),
        (r"^(?P<p>(?:We|Wij) gaan niet [^.:]+)", "keuze"),
        (r"\b(?:bevat|omvat) daarom (?P<p>[^.:,]+)", "keuze"),
        (r"^Vanuit de wens om [^\"]*(?P<p>\"[^\"]+\" samen met \"[^\"]+\")", "spelregel"),
    )
)
_AND_THAT = re.compile(r"(?:,| en| én) (?:en |én )?dat ")
_ORDINAL_RULE = re.compile(r"\bdeze (?P<p>[\w -]+?) die (?:wij|we) .*\bals (?P<o>\w+) spelregel\b")
# "In de eerste plaats vertrouwen we op …": what the parties hold to, counted.
_IN_ORDER = re.compile(
    r"^In de (?P<o>\w+de|\w+ste) plaats (?P<p>(?:[\w]+ (?:we|wij)|is (?:de|het|deze) [\w]*(?:strategie|plan)|hebben de)\b[^.]+)"
)
_PAST = re.compile(r"\b(?:was|waren|werd|werden|is gekozen|zijn gekozen)\b|\bwordt stilgestaan\b|\bprioriteitenlijst\b")


def principles_in(sentence: MappedText) -> Iterator[tuple[str, int | None, MappedText]]:
    """The principles a sentence states: kind, rank where it names one, and the words."""
    text = sentence.text
    if match := _IN_ORDER.search(text):
        yield (
            "uitgangspunt",
            _ORDINALS.get(match.group("o")),
            _without_verb(sentence[match.start("p") : match.end("p")]),
        )
        return
    if match := _ORDINAL_RULE.search(text):
        yield "spelregel", _ORDINALS.get(match.group("o")), sentence[match.start("p") : match.end("p")]
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
            words = _without_verb(part.strip(" ,;:"))
            if len(words.text) > 3 and not words.text.startswith("de volgende"):
                yield kind, None, words


def _without_verb(words: MappedText) -> MappedText:
    """ "blijft het maatwerk voorop staan" without the verb a main clause after another begins with."""
    match = re.match(r"(?:blijft|blijven|staat|staan|is|zijn|hebben) ", words.text)
    return words[match.end() :] if match else words
