"""What the queries of one engine may use, and what became of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """quick, slow: queries at the same time in each lane. extra: more in the quick lane while none of it ends. parked:
    that may be stopped half-way. waiting: that may wait to start. budget: seconds of processor in the quick lane.
    timeout: seconds for a query, waiting included. memory: bytes."""

    quick: int = 2
    slow: int = 2
    extra: int = 2
    parked: int = 8
    waiting: int = 32
    budget: float = 0.1
    timeout: float = 60.0
    memory: int = 2_000_000_000
    max_result: int = 256_000_000


@dataclass(slots=True)
class Counts:
    """What happened since the start, for those who watch. outcomes: by name of the error, or "complete"."""

    outcomes: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)  # workers, by the reason
    started: int = 0  # workers
    moved: int = 0  # queries that outlasted the quick lane
    parked: int = 0
