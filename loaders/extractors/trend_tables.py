"""Trends that a table states in words: a column "Trend" with "daling" or "stijging" beside what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import TrendFact
from loaders.context import Reading
from loaders.structure import Block, Kind

_EXTRACTOR = "trend_tables"
_HEADER = re.compile(r"trend|ontwikkeling|richting|beweging|tendens", re.I)
_DIRECTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:sterke |lichte )?(?:stijging|toename|groei|stijgend|toenemend|hoger|↑|▲|↗)", re.I), "toename"),
    (re.compile(r"(?:sterke |lichte )?(?:daling|afname|dalend|afnemend|lager|↓|▼|↘)", re.I), "afname"),
    (re.compile(r"(?:vrijwel |ongeveer )?(?:gelijk(?: gebleven)?|stabiel|constant|onveranderd|→|=)", re.I), "stabiel"),
)
_UNIT = re.compile(r"\s*\([^()]*\)$")


def extract(reading: Reading) -> Iterator[TrendFact]:
    """Yield the trend of each row under a header "Trend" whose cell is a word of change and nothing else."""
    column = 0
    for block in reading.doc.body:
        if block.kind is not Kind.ROW:
            column = 0
            continue
        heads = [cell.text.strip() for cell in block.cells]
        named = next((at for at, head in enumerate(heads) if at and _HEADER.fullmatch(head)), 0)
        if named:
            column = named
        elif column and (fact := _of_row(reading, block, column)):
            yield fact


def _of_row(reading: Reading, block: Block, column: int) -> TrendFact | None:
    if column >= len(block.cells):
        return None
    said = block.cells[column].text.strip()
    direction = next((name for pattern, name in _DIRECTIONS if pattern.fullmatch(said)), "")
    what = _UNIT.sub("", block.cells[0].text.strip())
    if not direction or not any(char.isalpha() for char in what):
        return None
    return TrendFact(
        trend=_label(said, what),
        direction=direction,
        evidence=reading.evidence(block, _EXTRACTOR),
    )


def _label(said: str, what: str) -> str:
    """ "daling van misdrijven" for a noun of change; for an adjective or a sign what is counted and that."""
    small = what[:1].lower() + what[1:] if what[1:2].islower() else what
    noun = re.search(r"(?:stijging|toename|groei|daling|afname)$", said, re.I)
    return f"{said} van {small}" if noun else f"{small} {said}" if said.isalpha() else what
