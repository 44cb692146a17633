"""Measures that stand in a table: one row for each action, with who leads it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import MeasureFact
from loaders.action_tables import action_rows
from loaders.context import Reading
from loaders.extractors.chapters import chapters_of

_EXTRACTOR = "action_tables"


def extract(reading: Reading) -> Iterator[MeasureFact]:
    """Yield a measure for each row of a table of actions."""
    rows = list(action_rows(reading))
    chapters = chapters_of(reading) if rows else None
    for row in rows:
        if chapters is None or not chapters.states(row.block):
            continue
        who = [reading.expand(name.text.strip()) for name in row.who]
        yield MeasureFact(
            theme=chapters.theme(row.block),
            measure=row.action.text.strip(" ."),
            actor=", ".join(who[:-1]) + " en " + who[-1] if len(who) > 1 else "".join(who),
            evidence=reading.evidence(row.block, _EXTRACTOR),
        )
