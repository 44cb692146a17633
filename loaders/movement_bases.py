"""What stands beside a movement in its clause: where a thing started from, what the figures between brackets are of."""

from __future__ import annotations

import re
from decimal import Decimal

from loaders.clauses import tidy
from loaders.figures import AMOUNT, YEAR, YEAR_BEFORE, Years, amount, years

_BRACKET_BASE = re.compile(
    rf"\b(?:ten opzichte van|vergeleken met|dan in) (?P<year4>{YEAR}) \((?P<from4>{AMOUNT})\)|\((?P<from>{AMOUNT})(?: [\w' -]+?)? in (?P<year>{YEAR})\)|\((?:was |in )?(?P<year2>{YEAR}):? (?P<from2>{AMOUNT})\)"
    rf"|\b(?:ten opzichte van|vergeleken met) (?:de )?(?P<from3>{AMOUNT})(?: [\w'-]+)? in (?P<year3>{YEAR})\b"
)
_BESIDE = re.compile(r"\)\s*(?:,\s*)?(?:en\s+)?|,\s+|\s+en\s+")
_ALSO = re.compile(r"^(?:zowel|ook|verder|daarnaast|vooral|met name)\s+", re.I)


def base_of(clause: str) -> tuple[Decimal | None, int | None]:
    """Where a thing started from and when: "(213 in 2011)", "(2021: 40%)", "ten opzichte van de 112 in 2021"."""
    match = _BRACKET_BASE.search(clause)
    if match is None:
        return None, None
    at = next(n for n in ("", "2", "3", "4") if match.group(f"from{n}"))
    return amount(match.group(f"from{at}")).value, int(match.group(f"year{at}"))


def before_bracket(clause: str, range_: re.Match[str]) -> str:
    """What stands right before a range between brackets: "autokraken (van 402 naar 251) en zakkenrollerij (van …)"."""
    before = clause[: range_.start()]
    if not before.endswith("("):
        return ""
    words = _BESIDE.split(before[:-1].strip())[-1]
    return tidy(_ALSO.sub("", words.strip()))


def year_before(clause: str, sentence: str, spoken: Years) -> Years:
    """The years of "4% minder dan het jaar daarvoor", where an earlier clause names the year it is told of."""
    about = years(sentence).about
    if spoken == Years() and about is not None and YEAR_BEFORE.search(clause):
        return Years(about, about - 1)
    return spoken
