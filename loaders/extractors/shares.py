"""Shares and ratios in a sentence, each with a label made of its words.

19% van de bewoners van Midden-Nederland voelt zich wel eens onveilig in de eigen buurt
Van de bewoners voelt 19% zich wel eens onveilig, ervaart 28% overlast van jongeren en 21% overlast door vernielingen
Van ongeveer 1% start de tenuitvoerlegging in het derde jaar
1 op de 9 personen in 2017 slachtoffer van cybercrime
de ratio van onderzoeken naar cybercrime tot onderzoeken naar fraude in 2019 ongeveer 9:1
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.clauses import FINITE, participle, tidy
from loaders.figures import FRACTION, YEAR, Years, amount, years
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
_WITH = r"(?:van|in|met|uit|onder|op|bij|tussen|zonder|boven)"
_SO_MANY = re.compile(
    rf"(?<![\w-])(?:slechts |ruim |bijna |zo'n )?(?P<one>\d+|{WORD_NUMBER}) (?P<of>op|van) de (?P<many>\d+|{WORD_NUMBER}) "
    rf"(?P<whom>(?:[a-zà-ÿ]+e )?[a-zà-ÿ][a-zà-ÿ-]*(?:en|s))(?P<which> {_WITH} [^.;:,]+?(?= (?:{FINITE})(?![\w-])))? "
    rf"(?P<verb>(?!{_WITH}\b)[a-zà-ÿ]+(?:en|t|n|de|is|zijn)|is) (?P<rest>[^.;:]+)",
    re.I,
)
# "Bijna een kwart van de inwoners (23%) voelt zich …"
_IN_WORDS = re.compile(
    rf"\b(?:{FRACTION} van (?:de |het |alle |onze )?|(?:een|één|1) op de (?:\d+|{WORD_NUMBER}) (?=[\w-]+ \())(?P<who>[a-zà-ÿA-Z][\w -]*?)(?: \((?:(?:ruim|bijna|circa|ongeveer) )?(?P<share>{FIGURE})\s?%\))? "
    rf"(?P<verb>{_VERB}) (?P<rest>[^.;:]+)",
    re.I,
)
# "29% van de inwoners voelt zich …, tegen 33% in 2017"
# What begins thus is no label: the clause goes on to its verb.
_UNFINISHED = re.compile(r"(?:van|in|met|uit|onder|op|bij|tussen|zonder|boven|is|was|zijn|waren|heeft|hebben|wordt|werd|te)\b", re.I)
_TO_DO = re.compile(r"\bte ([a-zà-ÿ]+n)$")
_WHEN = re.compile(rf" (?:in|eind|begin) (?:het )?(?:school|kalender)?(?:jaar )?{YEAR}(?:[-/]{YEAR})?\b")
_LEADING_PLACE = re.compile(r"^(?:in|van) (?:de (?:regio|eenheid|stad|gemeente) )?[A-ZÀ-Ý][\w-]+(?:[- ][A-ZÀ-Ý][\w-]+)* ")
_FINITE_WORD = re.compile(rf"(?<![\w-])(?:{_VERB}|{FINITE})(?![\w-])")
_VERB_BEFORE = re.compile(rf"(?<![\w-])(?P<verb>{_VERB}|{FINITE})(?: [a-zà-ÿ]+)?\s*$")
_AGAINST = re.compile(rf",? (?:tegen(?:over)?|waar dat) (?P<share>{_PERCENT}) in (?P<year>{YEAR})")
# "22% van de inwoners voelt zich onveilig, tegen 19% landelijk"
_NATIONWIDE = re.compile(
    rf",? (?:tegen(?:over)?|waar dat|bij) (?:(?:landelijk|in (?:heel )?Nederland|gemiddeld) )*(?P<share>{_PERCENT})(?: (?:landelijk|in (?:heel )?Nederland|gemiddeld))*(?=[.,;)]|$)", re.I
)
MONITOR = re.compile(rf"\b[\w-]*monitor (?:van |over |uit )?(?P<year>{YEAR})\b", re.I)
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
    national: bool | None = None  # whether it holds for the whole country, where the sentence compares with that


def shares(sentence: str) -> Iterator[Share]:
    """The parts of a whole that a sentence gives in percent."""
    against = _AGAINST.search(sentence)
    if against:
        yield from _compared(sentence, against)
        return
    national = _NATIONWIDE.search(sentence)
    if national and ("landelijk" in national.group() or "Nederland" in national.group()):
        yield from _compared_with_all(sentence, national)
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
    monitor = MONITOR.search(bare)
    about = int(monitor.group("year")) if monitor else years(bare).about
    first = next(shares(bare), None)
    if first is not None:
        yield Share(first.start, min(first.end, against.start()), first.label, first.value, years=Years(about))
        before = Years(int(against.group("year")))
        yield Share(first.start, against.end(), first.label, _value(against), years=before)


def _compared_with_all(sentence: str, national: re.Match[str]) -> Iterator[Share]:
    """A share and what it is in the whole country."""
    first = next(shares(sentence[: national.start()] + sentence[national.end() :]), None)
    if first is not None:
        yield replace(first, end=min(first.end, national.start()), national=False)
        yield replace(first, end=national.end(), value=_value(national), national=True)


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
    words = _TO_DO.sub(r"\1", tidy(words))  # "zei zich onveilig te voelen"
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
        rest, end = match.group("rest"), match.end()
        if _UNFINISHED.match(rest):  # "een op de vijf panden op de terreinen staat leeg": the words up to the verb are of the label
            rest, end = _whole_clause(sentence, match)
        spoken = Years(int(match.group("year")) if match.group("year") else years(sentence).about)
        yield Share(
            match.start(),
            end,
            tidy(rest),
            one,
            f"op de {parse_count(match.group('many'))} {match.group('whom')}",
            spoken,
        )


def _whole_clause(sentence: str, match: re.Match[str]) -> tuple[str, int]:
    """What a ratio is of, as a relative clause, and where the clause ends: "panden op de terreinen die leeg staat"."""
    end = min((at for sign in ".;:" if (at := sentence.find(sign, match.end("whom"))) >= 0), default=len(sentence))
    words = _WHEN.sub("", sentence[match.end("whom") : end])
    words = _LEADING_PLACE.sub("", words.strip())
    before = _VERB_BEFORE.search(sentence[: match.start()])
    verb = None if before else _FINITE_WORD.search(words)
    of = words[: verb.start()].strip() if verb else ""
    rest = words[verb.end() :].strip() if verb else words
    said = verb.group() if verb else before.group("verb") if before else ""
    whom = " ".join((match.group("whom"), of)).strip()
    return f"{whom} die {rest} {said}".strip(), end


def parts(sentence: str) -> Iterator[Share]:
    """ "Zeven van de tien inwoners zijn tevreden over het toezicht": 7, "van de 10 inwoners"; of bodies the number."""
    for match in _SO_MANY.finditer(sentence):
        one, many = parse_count(match.group("one")), parse_count(match.group("many"))
        if one is None or many is None or one <= 1 or one >= many:
            continue
        whom = match.group("whom")
        label = f"{whom}{match.group('which') or ''} die {subordinate_clause(match.group('rest'), match.group('verb'))}"
        about = Years(years(match.group("rest")).about)
        yield Share(match.start(), match.end(), label, one, f"{match.group('of')} de {many} {whom}", about)


def subordinate_clause(rest: str, verb: str) -> str:
    """What stands after the verb of a main clause as it stands after "die": its verb, or the participle, at the end."""
    said = re.sub(r"^(?:vorig jaar|nu|inmiddels) ", "", re.split(r" (?:toen|terwijl|omdat|maar)\b|,", rest)[0].strip())
    clause = re.match(r"dat (?P<what>.+)", said)
    return f"{verb} {said}" if clause else f"{said} {verb}"


def _value(match: re.Match[str]) -> Decimal:
    return amount(match.group("share")).value
