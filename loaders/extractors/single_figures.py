"""Single figures that a sentence gives of a thing: a mark, an estimate, an average, a ratio of two numbers.

Inwoners beoordelen de leefbaarheid in hun buurt met een 7,3.
De schade door cybercrime wordt geschat op € 38 miljoen.
het gemiddelde aantal … over de periode 2012-2018 heeft gelegen op 210
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from loaders.clauses import subject, tidy
from loaders.extractors.shares import MONITOR, Share
from loaders.figures import AMOUNT, YEAR, Years, amount, years
from loaders.numbers import parse_figure

_ESTIMATED = re.compile(
    rf"\b(?P<what>(?:schade|omvang|omzet|opbrengst|winst)\b[^.;]*?) (?:wordt|werd|is|was|bedraagt|bedroeg|ligt|lag)[^.;€]{{0,25}}?(?P<value>€ ?{AMOUNT})",
    re.I,
)
_AVERAGE = re.compile(
    rf"\b(?P<what>(?:gemiddelde? )?(?:aantal|percentage|cijfer)\b.*?)\b(?:bedraagt|bedroeg|(?:ligt|lag) op|heeft gelegen op|was|gelegen op|(?:bedroeg|was) in {YEAR}|lag in {YEAR} (?:gemiddeld )?op) (?P<value>{AMOUNT})(?![\d.,]*\d|\s?(?:lager|hoger|minder|meer))",
    re.I,
)
_GIVES = re.compile(
    r"\b(?:geeft|geven|gaven|gaf) (?:de )?[\wà-ÿ]+ (?P<what>(?:de|het|hun) [^.;,]+?) (?:gemiddeld )?een (?P<value>[1-9](?:,\d)?)(?!\s?%|[\d.]\d|\s[a-zà-ÿ])"
)
_SCORES = re.compile(
    r"\b(?:scoort|scoorde|scoren|scoorden) (?:voor|op) (?P<what>(?:de |het )?[a-zà-ÿ][^.;,\d]*?) (?:gemiddeld )?een (?P<value>[1-9](?:,\d)?)(?!\s?%|[\d.]\d)", re.I
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


def proportions(sentence: str) -> Iterator[Share]:
    """ "de ratio van onderzoeken naar cybercrime tot onderzoeken naar fraude in 2019 ongeveer 9:1" is 9 "op 1"."""
    for match in _PROPORTION.finditer(sentence) if ":" in sentence or "staat tot" in sentence else ():
        about = Years(int(match.group("year"))) if match.group("year") else Years(years(sentence).about)
        label, value = tidy(match.group("what")), Decimal(match.group("one"))
        yield Share(match.start(), match.end(), label, value, f"op {match.group('many')}", about)


def grades(sentence: str) -> Iterator[Share]:
    """ "Inwoners beoordelen de leefbaarheid in hun buurt met een 7,3"."""
    for match in (*_GRADE.finditer(sentence), *_GIVES.finditer(sentence), *_SCORES.finditer(sentence)):
        value = parse_figure(match.group("value"))
        if value is not None and value <= 10:
            monitor = MONITOR.search(sentence)
            about = Years(int(monitor.group("year")) if monitor else years(sentence).about)
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
        span = years(sentence[match.start("what") : match.start("value")])
        if label and found.unit != "euro":
            yield Share(match.start(), match.end(), label, found.value, found.unit or "aantal", span)
