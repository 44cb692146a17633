"""A target stated twice: one row per indicator, scope and year, unless the two statements say different things."""

from __future__ import annotations

import re

from kg.model import Confidence, TargetFact
from loaders.clauses import words_of


def keep(found: list[TargetFact], new: TargetFact) -> None:
    """Add a target, unless one already says as much; a fuller one takes the place of the one it repeats.

    "ruim 40%" on one page and 41% on another are two statements: what a reader compares must both be there.
    """
    if not new.indicator:
        return
    for at, other in enumerate(found):
        if _same(other, new):
            fuller = _says(new) > _says(other) or (_says(new) == _says(other) and new.theme and not other.theme)
            if fuller and new.evidence.confidence is not Confidence.LOW:
                found[at] = new
            return
    found.append(new)


def _same(left: TargetFact, right: TargetFact) -> bool:
    """Whether two statements are of one indicator, scope and year, and nowhere say different things."""
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
        (left.change_pct, right.change_pct),
        (left.direction or None, right.direction or None),
    )
    return not any(first is not None and second is not None and first != second for first, second in pairs)


def _bare(indicator: str) -> str:
    """An indicator without a choice in brackets ("(geslaagde) woninginbraken") or who does it."""
    return re.sub(r"\(\w+\)|\bdoor (?:de )?politie\b", " ", indicator)


def _says(fact: TargetFact) -> int:
    values = (fact.baseline_value, fact.baseline_year, fact.target_value, fact.target_year, fact.change_pct)
    return sum(value is not None for value in values)
