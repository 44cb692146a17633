"""Facts of the family priority_counts: marks per row, and totals per column, of a matrix of partners and priorities.

In a text copied out of a PDF the columns of such a matrix have lost their place: what it still supports is how many
marks stand in a row, and the printed totals. A matrix is a table of which most rows hold one and the same mark only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.model import PriorityCountFact
from loaders.context import Reading
from loaders.extractors.table_align import TOTAL, figure
from loaders.extractors.table_runs import RawRow, row_runs
from loaders.extractors.units import home_unit
from loaders.reading.text import MappedText

_EXTRACTOR = "priority_matrix"
_MARK = re.compile(r"^(?:1|[xX×✓√●•■])$")
_NUMBERING = re.compile(r"^\d{1,3}[.)]?\s+")
_LEAST_ROWS = 5
_POLICE = re.compile(r"^(?:de )?politie$", re.I)
_PROSECUTION = re.compile(r"^(?:het )?(?:OM|openbaar ministerie)$", re.I)


def extract(reading: Reading) -> Iterator[PriorityCountFact]:
    """Yield the marks of each partner and the total of each column."""
    for run in row_runs(reading.doc):
        rows = [(row, _marks(row[1][1:])) for row in run.rows]
        if not _is_matrix(rows):
            continue
        for row, marks in rows:
            if TOTAL.match(row[1][0].text) and marks is None:
                yield from _totals(reading, row)
            elif marks is not None and row[1][0]:
                actor = _actor(reading, row[1][0].text)
                yield PriorityCountFact(actor=actor, count=marks, evidence=reading.evidence(row[2], _EXTRACTOR))


def _marks(cells: Sequence[MappedText]) -> int | None:
    """How many marks stand in the cells, or None when something else stands there as well."""
    full = [cell.text for cell in cells if cell]
    return len(full) if all(_MARK.match(text) for text in full) else None


def _is_matrix(rows: Sequence[tuple[RawRow, int | None]]) -> bool:
    marked = [row for row, marks in rows if marks]
    signs = Counter(cell.text.lower() for row in marked for cell in row[1][1:] if cell)
    return len(marked) >= _LEAST_ROWS and len(marked) * 2 > len(rows) and len(signs) == 1


def _totals(reading: Reading, row: RawRow) -> Iterator[PriorityCountFact]:
    cells = [cell for cell in row[1][1:] if cell]
    for number, cell in enumerate(cells, 1):
        value = figure(cell)
        if value is not None:
            actor = f"{row[1][0].text.upper()} kolom {number}"
            yield PriorityCountFact(actor=actor, count=int(value), evidence=reading.evidence(row[2], _EXTRACTOR))


def _actor(reading: Reading, label: str) -> str:
    """The partner of a row: a municipality as the register spells it, the police of the region, the OM in full."""
    name = _NUMBERING.sub("", label).strip()
    if _PROSECUTION.match(name):
        return "Openbaar Ministerie"
    if _POLICE.match(name):
        return home_unit(reading) or name
    return reading.gazetteer.municipality(name) or re.sub(r"^gemeente\s+", "", name, flags=re.I)
