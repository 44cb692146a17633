"""A target stated twice: one row per indicator, scope and year, unless the two statements say different things."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Confidence, TargetFact
from loaders.clauses import words_of


@dataclass(frozen=True, slots=True)
class Stated:
    """A target as read once; approximate: its change is "ruim" so much, so that an exact figure says the same."""

    fact: TargetFact
    approximate: bool = False


def keep(found: list[Stated], new: Stated) -> None:
    """Add a target, unless one already says as much; a fuller one takes the place of the one it repeats."""
    if not new.fact.indicator:
        return
    for at, other in enumerate(found):
        if _same(other, new):
            if new.fact.evidence.confidence is Confidence.LOW:
                return
            if _says(new) > _says(other) or (_says(new) == _says(other) and new.fact.theme and not other.fact.theme):
                found[at] = new
            return
    found.append(new)


def _same(one: Stated, two: Stated) -> bool:
    """Whether two statements are of one indicator, scope and year, and nowhere say different things."""
    left, right = one.fact, two.fact
    first_words, second_words = set(words_of(_bare(left.indicator))), set(words_of(_bare(right.indicator)))
    loose = Confidence.LOW in (left.evidence.confidence, right.evidence.confidence)  # a picture's own label is lost
    if first_words != second_words and not (loose and (first_words < second_words or second_words < first_words)):
        return False
    if (left.scope, left.target_year) != (right.scope, right.target_year):
        return False
    pairs = (
        (left.baseline_value, right.baseline_value),
        (left.baseline_year, right.baseline_year),
        (left.target_value, right.target_value),
        (left.direction or None, right.direction or None),
    )
    if any(first is not None and second is not None and first != second for first, second in pairs):
        return False
    if left.change_pct is None or right.change_pct is None or left.change_pct == right.change_pct:
        return True
    about, exact = (left.change_pct, right.change_pct) if one.approximate else (right.change_pct, left.change_pct)
    return (one.approximate or two.approximate) and abs(about) <= abs(exact) < abs(about) + 5


def _bare(indicator: str) -> str:
    return re.sub(r"\(\w+\)|\bdoor (?:de )?politie\b", " ", indicator)


def _says(stated: Stated) -> int:
    fact = stated.fact
    values = (fact.baseline_value, fact.baseline_year, fact.target_value, fact.target_year, fact.change_pct)
    return sum(value is not None for value in values) - stated.approximate
