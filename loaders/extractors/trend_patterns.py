"""Trends told by a set phrase: what stays as it was, fades, is new, lags behind, draws people in, is on its way.

Overlast staat nog steeds hoog op de prioriteitenlijst van bewoners.
Een strikte scheiding tussen de digitale en fysieke wereld bestaat niet meer.
De maatschappelijke weerbaarheid blijft achter bij de risico's.
In kwetsbare wijken worden jonge jongens het grote geld van de criminaliteit ingezogen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.clauses import direction, tidy
from loaders.extractors.shares import ratios


@dataclass(frozen=True, slots=True)
class Told:
    """A trend in a sentence: its label, which way it goes, offsets of its words."""

    label: str
    direction: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A set phrase; `label` is filled with the groups of the match. begin, end: the groups its evidence runs between."""

    pattern: re.Pattern[str]
    label: str
    direction: str
    begin: str | int = 0
    end: str | int = 0


_NOUN = r"[a-zà-ÿ-]+"
_NOUNS = rf"{_NOUN}(?: {_NOUN}){{0,3}}"
_HARDER = (
    r"(?:eenvoudiger|makkelijker|moeilijker|complexer|ingewikkelder|brutaler|harder|professioneler|gewelddadiger|zwaarder|"
    r"jonger|zichtbaarder|onzichtbaarder|grootschaliger|slimmer|creatiever)"
)
_LONGER = r"(?:langer|groter|hoger|talrijker|omvangrijker|duurder)"
_SHORTER = r"(?:korter|kleiner|lager|zeldzamer|schaarser)"
_THAN_BEFORE = r"dan (?:voorheen|vroeger|eerder|in 20\d\d|[a-zà-ÿ]+ jaar geleden)"
_INTENDS = r"(?:gaat|gaan|wil|willen|zal|zullen|moet|moeten|kan|kunnen|mag|mogen)\b"
_GOOD = r"(?:gunstige?|positie(?:f|ve)|zorgelijke?|zorgwekkende?|negatie(?:f|ve)|ongunstige?)"


def _phrase(pattern: str, label: str, way: str = "", begin: str | int = 0, end: str | int = 0) -> _Phrase:
    return _Phrase(re.compile(pattern), label, way, begin, end)


_PHRASES = (
    _phrase(
        r"^(?P<who>[A-ZÀ-Ý][^.;:]*?) (?:staat|staan|is|zijn|blijft|blijven|behoort|behoren|vormt|vormen) "
        r"(?:nog steeds|nog altijd) (?P<what>[^.;:]+)",
        "{who} nog steeds {what}", "stabiel",
    ),
    _phrase(
        rf"\b(?:de|het) (?P<who>{_NOUN}(?: {_NOUN})?) (?:nog steeds|nog altijd) als (?P<what>[^.;,]+?) "
        r"(?:beschouwt|beschouwd|ziet|gezien|aanmerkt|aangemerkt)\b",
        "{who} nog steeds {what}", "stabiel",
    ),
    _phrase(
        r"(?:^|, )(?:[Dd]e|[Hh]et|[Ee]en) (?P<who>[^.;:,]+?) (?P<what>bestaa(?:t|n) niet meer|verdwijn(?:t|en)|vervaa?g(?:t|en))\b",
        "{who} {what}", "afname",
    ),
    _phrase(
        r"^(?P<who>(?:De |Het |Een )?[A-ZÀ-Ýa-zà-ÿ][^.;:,]*?) (?:is|zijn|werd|werden) (?:sinds [^.;:,]+? |inmiddels )?"
        r"(?P<what>(?:bijna |meer dan |ruim |vrijwel )(?:verdubbeld|verdrievoudigd|verviervoudigd))\b",
        "{who} {what}", "toename",
    ),
    _phrase(
        r"^(?P<who>(?:De |Het )[^.;:,]*?) (?P<what>(?:blijft|blijven|bleef|bleven|is|zijn) (?:met \d[\d,.]*\s?% )?(?:ongeveer |vrijwel |nagenoeg )?"
        r"(?:gelijk(?: gebleven)?|stabiel|constant|op hetzelfde niveau))(?=[.,;]|$)",
        "{who} {what}", "stabiel",
    ),
    _phrase(
        r"^(?P<what>(?:Minder|minder) [a-zà-ÿ]+ (?:doen|hebben|voelen|ervaren|willen|durven|melden|vinden|gaan|zijn|maken|weten)\b[^.;:,]*)",
        "{what}", "afname",
    ),
    _phrase(
        r"^(?P<what>(?:Meer|meer) [a-zà-ÿ]+ (?:doen|hebben|voelen|ervaren|willen|durven|melden|vinden|gaan|zijn|maken|weten|dragen)\b[^.;:,]*)",
        "{what}", "toename",
    ),
    _phrase(
        r"^(?P<who>[A-ZÀ-Ý][^.;:,]*?) (?P<what>(?:komen|komt|worden|wordt|wonen|woont|gebruiken|gebruikt|dragen|draagt|hebben|heeft|"
        r"krijgen|krijgt|zijn|is) (?:steeds |ook |nu )?vaker [a-zà-ÿ]+)(?= dan\b|[.,;]|$)",
        "{who} {what}", "toename",
    ),
    _phrase(
        rf"^(?P<who>(?!We\b|Wij\b)[A-ZÀ-Ý][^.;:,]{{2,60}}?) (?P<what>(?!{_INTENDS})[a-zà-ÿ]{{3,}}(?:t|en) (?:steeds |nu )?vaker\b[^.;:,]*)",
        "{who} {what}", "toename",
    ),
    _phrase(rf"^(?P<what>Er (?:komen|zijn|worden|vinden) (?:steeds )?minder {_NOUNS})", "{what}", "afname"),
    _phrase(rf"^(?P<what>Er (?:komen|zijn|worden|vinden) (?:steeds )?meer {_NOUNS})", "{what}", "toename"),
    _phrase(
        r"^(?P<who>[A-ZÀ-Ý][^.;:,]*?) (?P<what>(?:houdt|houden|hield|hielden)(?: onverminderd| onveranderd| nog altijd| nog steeds)? aan)(?=[.,;]|$)",
        "{who} {what}", "stabiel",
    ),
    _phrase(
        rf"^(?P<who>[A-ZÀ-Ý][^.;:,]*?) (?P<what>(?:(?:worden|wordt|werden|werd) {_LONGER}|(?:is|zijn) {_LONGER} {_THAN_BEFORE}))",
        "{who} {what}", "toename",
    ),
    _phrase(
        rf"^(?P<who>[A-ZÀ-Ý][^.;:,]*?) (?P<what>(?:(?:worden|wordt|werden|werd) {_SHORTER}|(?:is|zijn) {_SHORTER} {_THAN_BEFORE}))",
        "{who} {what}", "afname",
    ),
    _phrase(
        r"\b[Ww]e dat (?P<who>[a-zà-ÿ]+) (?P<what>op (?:steeds )?(?:jongere|latere|hogere) leeftijd [^.;:,]+?)(?= en dat|[.,;]|$)",
        "{who} {what}",
    ),
    _phrase(rf"\b(?P<what>nieuwe (?:vormen|varianten|soorten) van {_NOUN}(?: en {_NOUN})?)", "{what}", "toename"),
    _phrase(rf"^(?P<who>[A-ZÀ-Ý][\w-]+(?: {_NOUN}){{0,2}}) is (?P<what>de nieuwe [^.;]+)", "{who} is {what}"),
    _phrase(
        rf"\bwordt (?P<who>{_NOUN}) [^.;]*?(?P<what>(?:de|het) {_NOUN} van de toekomst)\b", "{who} wordt {what}", "toename"
    ),
    _phrase(
        rf"^(?P<who>[A-ZÀ-Ý][^.;:(]*?)(?: \([^)]*\))? (?P<verb>worden|wordt) (?P<what>{_HARDER}\b[^.;]*)",
        "{who} {verb} {what}",
    ),
    _phrase(
        rf"\b[Dd]e (?P<who>{_NOUN}(?: {_NOUN})?) (?P<verb>blijft|blijven) (?P<what>(?P<behind>achter)(?: bij [^.;,]+)?)",
        "{who} {verb} {what}", end="behind",
    ),
    _phrase(
        r"^(?P<who>(?!In|Via|Door|Bij|Onder|Vanuit|Steeds)[A-ZÀ-Ý][^.;:,]*?) (?:worden|wordt) (?P<what>[^.;,]*?\b(?:ingezogen|meegezogen|meegetrokken|geronseld|gerekruteerd)\b[^.;,]*)",
        "{who} {what}",
    ),
    _phrase(
        rf"\bworden (?P<who>(?!via|door|met|op|in|aan|bij){_NOUN} {_NOUN}) (?P<what>[^.;,]+? (?:ingezogen|meegezogen|meegetrokken|geronseld|gerekruteerd))\b",
        "{who} {what}",
    ),
    _phrase(
        rf"\btrek(?:t|ken) (?P<who>(?:\([a-z]+\) )?{_NOUN}) mee in (?P<what>[^.;,]+)", "{who} meegetrokken in {what}"
    ),
    _phrase(rf"\b(?P<what>{_GOOD} [a-zà-ÿ]+ontwikkeling(?:en)?)\b", "{what}"),
    _phrase(
        rf"\b(?P<who>[Oo]ntwikkeling (?:van (?:de|het) )?{_NOUN}|[a-zà-ÿ]+ontwikkeling)(?: in [^.;:]*?)? is "
        rf"(?P<what>{_GOOD})(?= *[.,:;]|$)",
        "{who} {what}",
    ),
    _phrase(
        r"^(?:De|Het) (?P<who>[^.;,]+?) (?:is|zijn) [^.;]*?(?P<what>dichter(?:bij)? (?:bij )?elkaar (?:gebracht|gekomen|gegroeid))",
        "{who} {what}",
    ),
    _phrase(rf"\b(?P<what>komst van (?:{_NOUN}e )*(?:{_NOUN}- en )?{_NOUN})", "{what}"),
    _phrase(
        rf"\b(?P<what>(?:grote )?(?:transities?|decentralisaties?) (?:in|van) (?:de|het) {_NOUN}(?: domein)?)", "{what}"
    ),
    _phrase(
        rf"\b(?P<what>(?:extra|grotere) druk op (?:de|het) {_NOUN}(?: van (?:de|het) {_NOUN})?)", "{what}", "toename"
    ),
    _phrase(
        r"(?<![\w-])(?P<what>(?:dynamische|technologische|demografische) ontwikkelingen(?: (?:op|in) [^.;]*? (?:gebied|domein|terrein)\b)?)",
        "{what}",
    ),
    _phrase(rf"\b(?P<what>nieuwe {_NOUN} die zich (?:aandienen|voordoen))", "{what}"),
    _phrase(
        r"(?:^|, )(?P<who>[A-Za-zà-ÿ]+) heeft zich (?P<what>[^.;,]*?\b(?:geleidelijk|sterk|snel|verder) ontwikkeld)",
        "{who} heeft zich {what}", "toename",
    ),
    _phrase(
        r"\b(?P<who>(?:dit|dat|het) aantal(?: [a-zà-ÿ]+){0,3}) (?:zal|zullen) naar verwachting (?:verder |nog )?"
        r"(?P<verb>groeien|toenemen|stijgen|afnemen|dalen)\b",
        "{who} zal naar verwachting {verb}", "verb",
    ),
)  # fmt: skip
_HINT = re.compile(
    r"nog steeds|nog altijd|niet meer|vaker|minder|meer |gelijk|stabiel|constant|niveau|voudigd|dubbeld|leeftijd|verdwijn|vervag|vervaag|nieuwe|toekomst|langer|groter|hoger|korter|kleiner|lager|houd|hield|worden|wordt|achter|trek|ontwikkel|elkaar|komst van|"
    r"transitie|decentralisatie|druk op|kan|verwachting",
    re.I,
)
_NOT_SAID = re.compile(r"^(?:dit|dat|deze|die|we|wij|er|het|ze|zij|daarnaast|ook)\b(?! aantal)", re.I)
_WANTED = re.compile(r"\b(?:we|wij|moet(?:en)?|willen|wil|zodat|opdat|om te|zoeken|voorkomen|alert)\b", re.I)


def developments(sentence: str) -> Iterator[Told]:
    """The trends a sentence tells in a set phrase, in the order of the phrases."""
    if not _HINT.search(sentence):
        return
    for phrase in _PHRASES:
        for match in phrase.pattern.finditer(sentence):
            groups = {name: " ".join((value or "").split()) for name, value in match.groupdict().items()}
            lead = groups.get("who", "")
            sees = re.search(r"\bzien we dat$", sentence[: match.start("who") if lead else 0].strip(), re.I)
            if _NOT_SAID.match(lead) or (_WANTED.search(sentence[: match.end()]) and not sees):
                continue
            groups["who"] = _counted(sentence, groups.get("who", ""))
            way = direction(groups["verb"]) if phrase.direction == "verb" else phrase.direction
            end = match.end(phrase.end) if phrase.end else match.end()
            label = tidy(phrase.label.format(**groups))
            label += "'" if label.count("'") % 2 and sentence[end - 1] == "'" else ""
            yield Told(label, way, match.start(phrase.begin), end)


def _counted(sentence: str, who: str) -> str:
    """What "dit aantal" is the number of: the people of the ratio in the same sentence."""
    if not re.match(r"(?:dit|dat) aantal$", who):
        return who
    ratio = next(ratios(sentence), None)
    return f"aantal {ratio.unit.split()[-1]} {ratio.label}" if ratio else who
