"""How much one question may cost, and what is said when that was not enough."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.network.model import Stopped

NODES, EDGES, SECONDS = 5_000, 20_000, 10.0  # of an answer, when nothing is asked
MOST_NODES, MOST_EDGES, MOST_SECONDS = 50_000, 200_000, 30.0  # that may be asked
_NAMES = {
    "nodes": ("knopen", "nodes"),
    "edges": ("lijnen", "edges"),
    "seconds": ("seconden", "seconds"),
    "paths": ("paden", "paths"),
    "steps": ("stappen", "steps"),
    "statements": ("uitspraken", "statements"),
}


class OutOfTime(Exception):
    """Raised by `Budget.check` when the seconds are used up; whoever answers says so with what there is."""


@dataclass(slots=True)
class Budget:
    """nodes, edges: that an answer may hold. seconds: that making it may take. gone: raises when nobody waits, or when
    this is not the place to go on. alive: as `gone`, while what all answers need is made ready: that is not its time.
    """

    nodes: int = NODES
    edges: int = EDGES
    seconds: float = SECONDS
    gone: Callable[[], None] = lambda: None
    alive: Callable[[], None] = lambda: None
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.seconds

    def check(self) -> None:
        """Call it often. Raises OutOfTime, and what `gone` raises."""
        self.gone()
        if time.monotonic() > self._end:
            raise OutOfTime

    def out_of_time(self) -> Stopped:
        return stopped("seconds", self.seconds)


def stopped(budget: str, limit: float) -> Stopped:
    """What is said of a budget that was met. budget: "nodes", "edges", "seconds", "paths", "steps", "statements"."""
    nl, en = _NAMES[budget]
    return Stopped(
        budget,
        limit,
        {
            "nl": f"Onvolledig: gestopt bij {limit:.12g} {nl}. Vraag minder (soort, document, jaar) of sta meer toe.",
            "en": f"Incomplete: stopped at {limit:.12g} {en}. Ask for less (kind, document, year), or allow more.",
        },
    )
