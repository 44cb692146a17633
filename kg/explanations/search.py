"""Minimal sets of axioms that clash, by asking whether a set clashes and looking into the reasoner never.

One set is found by QuickXplain (U. Junker, AAAI 2004): halves are tried before single axioms, so that k axioms among
n take about k log(n/k) questions. Others by a hitting-set tree (R. Reiter, AIJ 1987; A. Kalyanpur and others, ISWC
2007): every other minimal set must lack an axiom of the one found, so each is left out in turn and the search goes on.
Axioms are numbers here; what they say does not matter.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Clashes = Callable[[frozenset[int]], bool]


@dataclass(frozen=True, slots=True)
class Budget:
    """How long and how much to search. seconds: in all; number: of justifications."""

    seconds: float = 30.0
    number: int = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave.

    sets: minimal sets that clash, the smallest first. complete: there are no others; false when the search stopped at
    its budget. asked: questions put to the reasoner. seconds: it took.
    """

    sets: tuple[frozenset[int], ...]
    complete: bool
    asked: int
    seconds: float


class _OutOfTime(Exception):
    """The budget is spent."""


class _Asking:
    """The question, with what was answered before and the time that is left."""

    def __init__(self, clashes: Clashes, seconds: float) -> None:
        self._clashes, self._known, self.asked = clashes, dict[frozenset[int], bool](), 0
        self._deadline = time.monotonic() + seconds

    def __call__(self, axioms: frozenset[int]) -> bool:
        if axioms not in self._known:
            if time.monotonic() > self._deadline:
                raise _OutOfTime
            self.asked += 1
            self._known[axioms] = self._clashes(axioms)
        return self._known[axioms]


def search(
    axioms: Iterable[int],
    clashes: Clashes,
    budget: Budget,
    fixed: frozenset[int] = frozenset(),
    known: Iterable[frozenset[int]] = (),
) -> Found:
    """The minimal subsets of `axioms` that clash together with `fixed`; none when they do not clash.

    known: minimal sets found elsewhere, to go on from. clashes: must be monotonic (more axioms never clash less), as
    inconsistency is.
    """
    start = time.monotonic()
    asking = _Asking(lambda chosen: clashes(chosen | fixed), budget.seconds)
    sets = list(known)
    try:
        complete = _tree(frozenset(axioms), asking, sets, budget.number)
    except _OutOfTime:
        complete = False
    ordered = sorted(sets, key=lambda one: (len(one), sorted(one)))
    return Found(tuple(ordered), complete, asking.asked, time.monotonic() - start)


def _tree(axioms: frozenset[int], clashes: _Asking, sets: list[frozenset[int]], most: int) -> bool:
    """Reiter's tree, breadth first. A node is what was left out on the way to it; whether all was searched."""
    waiting: deque[frozenset[int]] = deque([frozenset()])
    seen: set[frozenset[int]] = set()
    closed: list[frozenset[int]] = []  # leaving these out leaves no clash; leaving out more does neither
    while waiting:
        without = waiting.popleft()
        if without in seen or any(known <= without for known in closed):
            continue
        seen.add(without)
        found = next((one for one in sets if not one & without), None)
        if found is None:
            if not clashes(axioms - without):
                closed.append(without)
                continue
            if len(sets) >= most:
                return False
            found = smallest(sorted(axioms - without), clashes)
            sets.append(found)
        waiting.extend(without | {axiom} for axiom in sorted(found))
    return True


def smallest(axioms: Sequence[int], clashes: Clashes) -> frozenset[int]:
    """A minimal clashing subset of `axioms`, which clash together."""
    if clashes(frozenset()):
        return frozenset()
    return frozenset(_explain(frozenset(), False, list(axioms), clashes))


def _explain(sure: frozenset[int], grown: bool, axioms: list[int], clashes: Clashes) -> list[int]:
    if grown and clashes(sure):
        return []
    if len(axioms) == 1:
        return axioms
    half = len(axioms) // 2
    left, right = axioms[:half], axioms[half:]
    from_right = _explain(sure | frozenset(left), True, right, clashes)
    from_left = _explain(sure | frozenset(from_right), bool(from_right), left, clashes)
    return [*from_left, *from_right]
