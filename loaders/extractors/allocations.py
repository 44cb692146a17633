"""Facts of the family allocations."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Fact
from loaders.context import Reading


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the facts of this family that the document states."""
    del reading
    yield from ()
