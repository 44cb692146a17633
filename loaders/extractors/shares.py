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
from loaders.figures import AMOUNT, FRACTION, YEAR, Years, amount, years
from loaders.numbers import FIGURE, WORD_NUMBER, parse_count, parse_figure

_PERCENT = rf"(?:(?:ruim|bijna|circa|ongeveer|slechts) )?(?:{FIGURE})\s?(?:%|procent\b)"
_VERB = r"voelt|voelen|ervaart|ervaren|heeft|hebben|is|was|wordt|werd|vindt|vinden|geeft|ziet|denkt|kent|maakt|doet|krijgt|kreeg|kregen|werden|waren|meldt|durft|wil|zegt|zeggen|weet|weten"
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
# "Zeven van de tien inwoners zijn tevreden over …", "11 van de 31 gemeenten hebben beleid vastgesteld"
_SO_MANY = re.compile(
    rf"(?<![\w-])(?:slechts |ruim |bijna |zo'n )?(?P<one>\d+|{WORD_NUMBER}) (?P<of>op|van) de (?P<many>\d+|{WORD_NUMBER}) "
    r"(?P<whom>(?:[a-zà-ÿ]+e )?[a-zà-ÿ][a-zà-ÿ-]*(?:en|s)) (?P<verb>[a-zà-ÿ]+(?:en|t|n|de)) (?P<rest>[^.;:]+)",
    re.I,
)
# "Bijna een kwart van de inwoners (23%) voelt zich …"
_IN_WORDS = re.compile(
    rf"\b(?:{FRACTION} van (?:de |het |alle |onze )?|(?:een|één|1) op de (?:\d+|{WORD_NUMBER}) (?=[\w-]+ \())(?P<who>[a-zà-ÿA-Z][\w -]*?)(?: \((?:(?:ruim|bijna|circa|ongeveer) )?(?P<share>{FIGURE})\s?%\))? "
    rf"(?P<verb>{_VERB}) (?P<rest>[^.;:]+)",
    re.I,
)
# "29% van de inwoners voelt zich …, tegen 33% in 2017"
_AGAINST = re.compile(rf",? (?:tegen(?:over)?|waar dat) (?P<share>{_PERCENT}) in (?P<year>{YEAR})")
_MONITOR = re.compile(rf"\b[\w-]*monitor (?P<year>{YEAR})\b", re.I)
_ESTIMATED = re.compile(
    rf"\b(?P<what>(?:schade|omvang|omzet|opbrengst|winst)\b[^.;]*?) (?:wordt|werd|is|was|bedraagt|bedroeg)[^.;€]{{0,25}}?(?P<value>€ ?{AMOUNT})",
    re.I,
)
_AVERAGE = re.compile(
    rf"\b(?P<what>(?:gemiddelde? )?(?:aantal|percentage|cijfer)\b.*?)\b(?:bedraagt|bedroeg|(?:ligt|lag) op|heeft gelegen op|was|gelegen op) (?P<value>{AMOUNT})",
    re.I,
)
_GIVES = re.compile(
    r"\b(?:geeft|geven|gaven|gaf) (?:de )?[\wà-ÿ]+ (?P<what>(?:de|het|hun) [^.;,]+?) (?:gemiddeld )?een (?P<value>[1-9](?:,\d)?)(?!\s?%|[\d.]\d|\s[a-zà-ÿ])"
)
_GRADE = re.compile(
    r"\b(?:beoordelen|beoordeelt|beoordeelden|waarderen|waardeert|waardeerden) (?:[a-zà-ÿ]+ (?=(?:de|het|hun) ))?"
    r"(?P<what>(?:de|het|hun) [^.;,]+?)(?: gemiddeld)? met (?:een )?(?:gemiddeld )?(?:rapportcijfer (?:van )?)?(?:een )?(?P<value>\d{1,2}(?:,\d)?)(?!\s?%|[\d.]\d)",
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
    against = _AGAINST.search(sentence)
    if against:
        yield from _compared(sentence, against)
        return
    spoken = Years(years(sentence).about)
    if worded := _IN_WORDS.search(sentence):
        label = _label(tidy(worded.group("who")), worded.group("rest"), worded.group("verb"))
        value = parse_figure(worded.group("share")) if worded.group("share") else None  # "een op de zes (17%)" has one
        yield Share(worded.start(), worded.end(), label, amount(worded.group()).value if value is None else value, years=spoken)
        return
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


def _compared(sentence: str, against: re.Match[str]) -> Iterator[Share]:
    """A share and what it was in an earlier year; the first is of the year of the survey it is taken from, if named."""
    bare = sentence[: against.start()] + sentence[against.end() :]
    monitor = _MONITOR.search(bare)
    about = int(monitor.group("year")) if monitor else years(bare).about
    first = next(shares(bare), None)
    if first is not None:
        yield Share(first.start, min(first.end, against.start()), first.label, first.value, years=Years(about))
        before = Years(int(against.group("year")))
        yield Share(first.start, against.end(), first.label, _value(against), years=before)


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
    told = [match.span() for match in _IN_WORDS.finditer(sentence) if match.group("share")]
    told += [match.span() for match in _SO_MANY.finditer(sentence) if parse_count(match.group("one")) != 1]
    for match in _RATIO.finditer(sentence):
        if any(start < match.end() and match.start() < end for start, end in told):
            continue
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


def parts(sentence: str) -> Iterator[Share]:
    """ "Zeven van de tien inwoners zijn tevreden over het toezicht": 7, "van de 10 inwoners"; of bodies the number."""
    for match in _SO_MANY.finditer(sentence):
        one, many = parse_count(match.group("one")), parse_count(match.group("many"))
        if one is None or many is None or one <= 1 or one >= many:
            continue
        whom = match.group("whom")
        label = f"{whom} die {subordinate_clause(match.group('rest'), match.group('verb'))}"
        about = Years(years(match.group("rest")).about)
        yield Share(match.start(), match.end(), label, one, f"{match.group('of')} de {many} {whom}", about)


def subordinate_clause(rest: str, verb: str) -> str:
    """What stands after the verb of a main clause as it stands after "die": its verb, or the participle, at the end."""
    said = re.sub(r"^(?:vorig jaar|nu|inmiddels) ", "", re.split(r" (?:toen|terwijl|omdat|maar)\b|,", rest)[0].strip())
    clause = re.match(r"dat (?P<what>.+)", said)
    return f"{verb} {said}" if clause else f"{said} {verb}"


def proportions(sentence: str) -> Iterator[Share]:
    """ "de ratio van onderzoeken naar cybercrime tot onderzoeken naar fraude in 2019 ongeveer 9:1" is 9 "op 1"."""
    for match in _PROPORTION.finditer(sentence) if ":" in sentence or "staat tot" in sentence else ():
        about = Years(int(match.group("year"))) if match.group("year") else Years(years(sentence).about)
        label, value = tidy(match.group("what")), Decimal(match.group("one"))
        yield Share(match.start(), match.end(), label, value, f"op {match.group('many')}", about)


def grades(sentence: str) -> Iterator[Share]:
    """ "Inwoners beoordelen de leefbaarheid in hun buurt met een 7,3"."""
    for match in (*_GRADE.finditer(sentence), *_GIVES.finditer(sentence)):
        value = parse_figure(match.group("value"))
        if value is not None and value <= 10:
            about = Years(years(sentence).about)
            yield Share(match.start(), match.end(), tidy(match.group("what")), value, "rapportcijfer", about)


def estimates(sentence: str) -> Iterator[Share]:
    """ "De schade door cybercrime wordt geschat op € 38 miljoen"."""
    for match in _ESTIMATED.finditer(sentence):
        about = Years(years(sentence).about)
        yield Share(match.start(), match.end(), tidy(match.group("what")), amount(match.group("value")).value, "euro", about)


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
