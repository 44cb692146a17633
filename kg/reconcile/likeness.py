"""How likely two names are of one thing, from the edits between them.

The figures are shares of right answers, measured on the cases of `benchmarks/reconcile.py` and rounded down: what a
score of 90 means is that nine of ten such candidates are right. `docs/linking.md` shows the table the benchmark prints.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from kg.reconcile.names import Name, shape

SAME: Final = 1.0  # letter for letter after folding
NO_ARTICLE: Final = 0.98  # "Ronde Venen" for De Ronde Venen
OTHER_NAME: Final = 0.97  # a name that is not the preferred one
LOOKS_THE_SAME: Final = 0.93  # signs that scanners mix up
INITIALS: Final = 0.95  # "RIEC-MN"
PRINTED_NAME: Final = 0.8  # as a document writes it
PART: Final = 0.6  # some words of the name
LEAST: Final = 0.25  # below this a name is no candidate

# Likelihood by number of edits, for keys of at least so many letters (the shorter of the two).
_BY_EDITS: Final[dict[int, tuple[tuple[int, float], ...]]] = {
    1: ((10, 0.94), (8, 0.9), (6, 0.87), (5, 0.75), (0, 0.5)),
    2: ((14, 0.9), (11, 0.82), (9, 0.6), (7, 0.45), (0, 0.15)),
    3: ((18, 0.82), (14, 0.6), (11, 0.4), (0, 0.1)),
    4: ((20, 0.6), (15, 0.4), (0, 0.05)),
}
_SHORT = 5  # letters; a shape of fewer is no evidence
_OTHER_FIRST = 0.7  # of the likelihood that is left when the first letter, which few get wrong, is another
_SCAN_COST = 0.4  # of an edit, for signs that scanners mix up


class Likeness(NamedTuple):
    """likely: 0 to 1; edits: what separates the names, a sign mixed up by a scanner counting as part of one."""

    likely: float
    edits: float


def likeness(asked: str, known: str) -> Likeness:
    """How likely the key `asked` is a slip for the key `known`; 0 when too many letters differ."""
    if asked == known:
        return Likeness(SAME, 0.0)
    length = min(len(asked), len(known))
    edits = OSA.distance(asked, known)
    looks = OSA.distance(shape(asked), shape(known))
    if looks == 0:
        return Likeness(LOOKS_THE_SAME if length >= _SHORT else _by_edits(1, length), _SCAN_COST)
    if looks < edits:  # some of the edits are a scanner's
        low, high = _by_edits(edits, length), _by_edits(looks, length)
        likely, cost = high - _SCAN_COST * (high - low), looks + _SCAN_COST * (edits - looks)
    else:
        likely, cost = _by_edits(edits, length), float(edits)
    return Likeness(likely if shape(asked[:1]) == shape(known[:1]) else _OTHER_FIRST * likely, cost)


def _by_edits(edits: int, length: int) -> float:
    steps = _BY_EDITS.get(edits)
    return next(value for least, value in steps if length >= least) if steps is not None else 0.0


def covers(asked: Name, known: Name) -> bool:
    """Whether all words asked stand in the known name, the first one first: "Alphen" in Alphen aan den Rijn."""
    return (
        len(asked.tokens) < len(known.tokens)
        and bool(asked.tokens)
        and known.tokens[0] == asked.tokens[0]
        and set(asked.tokens) <= set(known.tokens)
    )
