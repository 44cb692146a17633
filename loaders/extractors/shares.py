"""Shares, ratios and averages in a sentence, each with a label made of its words.

19% van de bewoners van Midden-Nederland voelt zich wel eens onveilig in de eigen buurt
Van de bewoners voelt 19% zich wel eens onveilig, ervaart 28% overlast van jongeren en 21% overlast door vernielingen
Van ongeveer 1% start de tenuitvoerlegging in het derde jaar
1 op de 9 personen in 2017 slachtoffer van cybercrime
de ratio van onderzoeken naar cybercrime tot onderzoeken naar fraude in 2019 ongeveer 9:1
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.clauses import participle, subject, tidy
from loaders.figures import AMOUNT, YEAR, Years, amount, years
from loaders.numbers import FIGURE, WORD_NUMBER, parse_count, parse_figure

_PERCENT = rf"(?:(?:ruim|bijna|circa|ongeveer|slechts) )?(?:{FIGURE})\s?(?:%|procent\b)"
_VERB = r"voelt|voelen|ervaart|ervaren|heeft|hebben|is|was|wordt|werd|vindt|vinden|geeft|ziet|denkt|kent|maakt|doet|krijgt|meldt|durft|wil"
_OF = re.compile(
    rf"(?P<share>{_PERCENT}) van (?:de |het |alle |onze |haar )?(?P<who>[a-zà-ÿ][\w -]*?)(?= (?:(?:{_VERB})|zich|in [A-Z]|binnen|ooit|slachtoffer|overlast)\b|[,.;])"
)
_FROM = re.compile(
    rf"^\W*van (?:de |het |alle )?(?P<who>[a-zà-ÿ][^,;%]*?) (?P<verb>{_VERB}) (?P<share>{_PERCENT}) (?P<rest>[^.;]+)",
    re.I,
)
_MORE = re.compile(
    rf"(?:^|[,;] | en )(?:(?P<verb>{_VERB}) )?(?P<share>{_PERCENT}) (?P<rest>(?:(?! en {_PERCENT})[^,;.])+)"
)
_BEGINS = re.compile(
    rf"^\W*van (?P<share>{_PERCENT}) (?P<verb>start|begint|is|wordt|heeft) (?:de |het )?(?P<rest>[^.;]+)", re.I
)
_RATIO = re.compile(
    rf"\b(?P<one>\d+|één|een) (?:op|van) de (?P<many>\d+|{WORD_NUMBER}) (?P<whom>[a-zà-ÿ]+)(?: in (?P<year>{YEAR}))?"
    r"(?: (?:is|was|werd|wordt|waren|worden))? (?P<rest>[a-zà-ÿ]+(?: van)?(?: een)? [\wà-ÿ-]+(?: van [a-zà-ÿ-]+(?: [a-zà-ÿ-]+)?)?)",
    re.I,
)
_AVERAGE = re.compile(
    rf"\b(?P<what>(?:gemiddelde? )?(?:aantal|percentage|cijfer)\b.*?)\b(?:bedraagt|bedroeg|(?:ligt|lag) op|heeft gelegen op|was|gelegen op) (?P<value>{AMOUNT})",
    re.I,
)
_GRADE = re.compile(
    r"\b(?:beoordelen|beoordeelt|beoordeelden|waarderen|waardeert|waardeerden) (?P<what>(?:de|het|hun) [^.;,]+?) met "
    r"(?:een )?(?:gemiddeld )?(?:rapportcijfer (?:van )?)?(?:een )?(?P<value>\d{1,2}(?:,\d)?)(?!\s?%|[\d.]\d)",
    re.I,
)
_PROPORTION = re.compile(
    rf"\b(?P<what>(?:ratio|verhouding) (?:van|tussen) [^.;]*?)(?: in (?P<year>{YEAR}))?(?: (?:is|was|zal|wordt|bedraagt|bedroeg))?"
    r"(?: (?:ongeveer|circa|ruim|bijna))? (?P<one>\d+)\s?(?::|staat tot)\s?(?P<many>\d+)\b",
    re.I,
)
_DOES = re.compile(
    r"(?P<who>.+?) (?P<verb>voert|neemt|doet|werkt|sluit|stelt|houdt) (?P<what>.+?)(?: (?P<part>aan|af|deel|in|mee|op|toe|uit|vast))?"
)
_PLACE = re.compile(r"\s(?:in|van) (?:de (?:regio|eenheid) )?[A-ZÀ-Ý][\w-]+(?:[- ][A-ZÀ-Ý][\w-]+)*$")
_INNER_VERB = re.compile(rf"\b(?:{_VERB})\b")


_NO_YEARS = Years()


@dataclass(frozen=True, slots=True)
class Share:
    """start, end: offsets of the words in the sentence."""

    start: int
    end: int
    label: str
    value: Decimal
    unit: str = "%"
    years: Years = _NO_YEARS


def shares(sentence: str) -> Iterator[Share]:
    """The parts of a whole that a sentence gives in percent."""
    spoken = Years(years(sentence).about)
    begins = _BEGINS.match(sentence)
    if begins:
        yield Share(0, begins.end(), tidy(begins.group("rest")), _value(begins), years=spoken)
        return
    opening = _FROM.match(sentence)
    if opening:
        yield from _inverted(sentence, opening, spoken)
        return
    first = _OF.search(sentence)
    if first:
        yield from _straight(sentence, first, spoken)


def _straight(sentence: str, first: re.Match[str], spoken: Years) -> Iterator[Share]:
    """ "19% van de bewoners voelt zich …", "dat 19% van de inwoners zich … voelt, 28% overlast ervaart van …"."""
    who = _PLACE.sub("", tidy(first.group("who")))
    verb_before = re.search(
        r"\b(?P<verb>wordt|worden|is|was|voelt|ervaart|heeft|vindt)\b[^,;%]*$", sentence[: first.start()]
    )
    start, value = first.start(), _value(first)
    rest = sentence[first.end() :]
    more = list(re.finditer(rf"(?:, | en )(?P<share>{_PERCENT}) (?!van\b)", rest))
    ends = [match.start() for match in more] + [_clause_end(rest)]
    yield Share(
        start,
        first.end() + ends[0],
        _label(who, rest[: ends[0]], verb_before.group("verb") if verb_before else ""),
        value,
        years=spoken,
    )
    for match, end in zip(more, ends[1:], strict=True):
        if end > match.end():
            where = first.end() + match.start("share")
            yield Share(where, first.end() + end, _label(who, rest[match.end() : end], ""), _value(match), years=spoken)


def _inverted(sentence: str, opening: re.Match[str], spoken: Years) -> Iterator[Share]:
    """ "Van de bewoners voelt 19% zich …, ervaart 28% overlast … en 21% overlast …": the verb carries over."""
    who = _PLACE.sub("", tidy(opening.group("who")))
    verb = opening.group("verb")
    body = sentence[opening.start("verb") : opening.end()]
    offset = opening.start("verb")
    for match in _MORE.finditer(f"{body}"):
        verb = match.group("verb") or verb
        yield Share(
            offset + match.start("share"),
            offset + match.end(),
            _label(who, f"{match.group('rest')}", verb),
            _value(match),
            years=spoken,
        )


def _clause_end(rest: str) -> int:
    match = re.search(r"[.;]|, (?!\d)", rest)
    return match.start() if match else len(rest)


def _label(who: str, rest: str, verb: str) -> str:
    """ "aandeel bewoners dat zich wel eens onveilig voelt in de eigen buurt", in the order of a subordinate clause."""
    words = re.sub(r"^\s*(?:in|van) [A-ZÀ-Ý][\w-]+(?:[- ][A-ZÀ-Ý][\w-]+)*\s", " ", rest).strip()
    words = re.sub(
        rf"\b(?:in|op dit moment|momenteel)\s+(?:{YEAR}\b)?",
        lambda m: "" if re.search(r"\d|moment", m.group()) else m.group(),
        words,
    )
    opening = _INNER_VERB.match(words)
    if opening:
        verb, words = opening.group(), words[opening.end() :].strip()
    elif _INNER_VERB.search(words):
        verb = ""
    words = tidy(words)
    done = (
        next((word for word in words.split() if participle(word)), "")
        if verb in ("is", "was", "heeft", "hebben")
        else ""
    )
    if done:
        return f"aandeel {who} dat {words.replace(done, f'{verb} {done}', 1)}"
    return f"aandeel {who} dat {words} {verb}".strip() if words else f"aandeel {subordinate(who)}"


def subordinate(words: str) -> str:
    """ "scholen voert een plan uit" as a label: "scholen dat een plan uitvoert"."""
    does = _DOES.fullmatch(words)
    if not does:
        return words
    return f"{does.group('who')} dat {does.group('what')} {does.group('part') or ''}{does.group('verb')}"


def ratios(sentence: str) -> Iterator[Share]:
    """ "1 op de 9 personen in 2017 slachtoffer van cybercrime"."""
    for match in _RATIO.finditer(sentence):
        one = parse_figure(match.group("one")) or Decimal(1)
        spoken = Years(int(match.group("year")) if match.group("year") else years(sentence).about)
        yield Share(
            match.start(),
            match.end(),
            tidy(match.group("rest")),
            one,
            f"op de {parse_count(match.group('many'))} {match.group('whom')}",
            spoken,
        )


def proportions(sentence: str) -> Iterator[Share]:
    """ "de ratio van onderzoeken naar cybercrime tot onderzoeken naar fraude in 2019 ongeveer 9:1" is 9 "op 1"."""
    for match in _PROPORTION.finditer(sentence) if ":" in sentence or "staat tot" in sentence else ():
        about = Years(int(match.group("year"))) if match.group("year") else Years(years(sentence).about)
        label, value = tidy(match.group("what")), Decimal(match.group("one"))
        yield Share(match.start(), match.end(), label, value, f"op {match.group('many')}", about)


def grades(sentence: str) -> Iterator[Share]:
    """ "Inwoners beoordelen de leefbaarheid in hun buurt met een 7,3"."""
    for match in _GRADE.finditer(sentence):
        value = parse_figure(match.group("value"))
        if value is not None and value <= 10:
            about = Years(years(sentence).about)
            yield Share(match.start(), match.end(), tidy(match.group("what")), value, "rapportcijfer", about)


def averages(sentence: str) -> Iterator[Share]:
    """ "het gemiddelde aantal … per jaar over de periode 2012-2018 heeft gelegen op 210"."""
    for match in _AVERAGE.finditer(sentence):
        found = amount(match.group("value"))
        label = subject(match.group("what"))
        span = years(match.group("what"))
        if label and found.unit != "euro":
            yield Share(match.start(), match.end(), label, found.value, found.unit or "aantal", span)


def _value(match: re.Match[str]) -> Decimal:
    return amount(match.group("share")).value
