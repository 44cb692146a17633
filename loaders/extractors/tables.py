"""Tables: rows that stand together, what stands above their columns, and each cell in its column.

A text has lost the lines of its tables; what is left are rows of cells. A cell is trusted to stand in a column only
when the row has as many cells as the table is wide, or when there is one way only in which it can fit: a row that
begins with a figure where the others have a name lost its first cell; a cell lost or doubled further on is put where
the totals of the row then come out. Where that gives no single answer the table holds a problem, and an extractor
that would use it reports that (`usable`) and leaves the table alone: a wrong cell does more harm than a missing table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.errors import SourceError
from kg.model import Span
from loaders.context import Reading
from loaders.extractors.table_align import TOTAL, align, figure, is_value
from loaders.extractors.table_runs import RawRow, Run, row_runs
from loaders.reading.text import MappedText
from loaders.structure import Block

_YEAR = re.compile(r"^(?:19|20)\d{2}$")

__all__ = ["Column", "Row", "Table", "figure", "is_value", "tables", "usable", "with_headers"]


@dataclass(frozen=True)
class Column:
    """A column of figures: its number in the row and the headers above it, from the top down, empty ones left out."""

    at: int
    headers: tuple[str, ...]

    @property
    def label(self) -> str:
        return " ".join(self.headers)


@dataclass(frozen=True)
class Row:
    """One row, aligned: a text for each label column and one for each column of figures; an empty cell is empty.

    span: from the label (also when it stands on the lines before) through the last cell.
    """

    block: Block
    labels: tuple[MappedText, ...]
    cells: tuple[MappedText, ...]
    span: Span

    @property
    def label(self) -> str:
        """The words that name the row: its last label that is not empty."""
        return next((text.text for text in reversed(self.labels) if text), "")

    @property
    def is_total(self) -> bool:
        return any(TOTAL.match(text.text) for text in self.labels)

    @property
    def stated(self) -> bool:
        """Whether any cell has something printed in it."""
        return any(self.cells)


@dataclass(frozen=True)
class Table:
    """A table of figures.

    corner: what stands above the label columns.
    lead, after: blocks that stand before and after it, in reading order.
    problems: rows that cannot be aligned; then `rows` is not to be used.
    """

    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lead: tuple[Block, ...]
    after: tuple[Block, ...]
    problems: tuple[SourceError, ...] = ()

    @property
    def block(self) -> Block:
        """The first block, which tells in which section the table stands."""
        return self.rows[0].block


def usable(reading: Reading, table: Table) -> bool:
    """Whether every row of a table could be aligned; its problems are added to those of the reading, once."""
    known = {str(problem) for problem in reading.problems}
    reading.problems += [problem for problem in table.problems if str(problem) not in known]
    return not table.problems


def tables(reading: Reading) -> list[Table]:
    """The tables of figures of a document, in reading order."""
    found = []
    for run in row_runs(reading.doc):
        for rows in _parts(run.rows):
            table = _table(run, rows, reading.doc.source.name)
            if table is not None:
                found.append(table)
    return found


def _is_header(cells: Sequence[MappedText]) -> bool:
    """Words and years only, and more than a name alone."""
    full = [cell for cell in cells if cell]
    return not _has_figures(cells) and (len(full) > 1 or any(_YEAR.match(cell.text) for cell in full))


def _has_figures(cells: Sequence[MappedText]) -> bool:
    """Whether a value stands in the row that is no year."""
    return any(is_value(cell) and not _YEAR.match(cell.text) for cell in cells)


def _parts(rows: Sequence[RawRow]) -> list[list[RawRow]]:
    """Rows that follow one another cut where a new header begins."""
    parts: list[list[RawRow]] = [[]]
    figures = False
    for row in rows:
        if figures and _is_header(row[1]) and _begins_anew(row[1], parts[-1][-1][1]):
            parts.append([])
            figures = False
        figures = figures or _has_figures(row[1])
        parts[-1].append(row)
    return parts


def _begins_anew(cells: Sequence[MappedText], before: Sequence[MappedText]) -> bool:
    """A row of words or rising years after rows of figures is the header of a next table; one with a single year only
    after a total (else it is a row whose figure looks like a year), one of words only when it has three or more."""
    years = [int(cell.text) for cell in cells if _YEAR.match(cell.text)]
    if not years:
        return len([cell for cell in cells if cell]) > 2 or (len(cells) == 2 and all(cells))
    after_total = any(TOTAL.match(cell.text) for cell in before)
    return years == sorted(set(years)) and (len(years) > 1 or after_total)


def _table(run: Run, rows: Sequence[RawRow], file: str) -> Table | None:
    count = next((n for n, row in enumerate(rows) if _has_figures(row[1])), len(rows))
    header, body = [row[1] for row in rows[:count]], rows[count:]
    if not body:
        return None
    width = _width(header, [row[1] for row in body])
    labels = _label_columns([row[1] for row in body], width)
    if labels >= width:
        return None
    columns = _columns(header, labels, width, run)
    corner = " ".join(cell.text for cells in header if len(cells) > labels for cell in cells[:labels] if cell)
    aligned, problems = align(body, labels, width, columns, file)
    made = tuple(
        Row(block, tuple(cells[:labels]), tuple(cells[labels:]), span)
        for (block, _, span), cells in zip(body, aligned, strict=True)
        if cells
    )
    return Table(corner, columns, made, run.lead, run.after, problems) if made else None


def _width(header: Sequence[Sequence[MappedText]], body: Sequence[Sequence[MappedText]]) -> int:
    """Cells in a row: as far as the headers reach, unless most rows are longer (the header lost its first cells)."""
    lengths = Counter(len(cells) for cells in body)
    usual, times = max(lengths.items(), key=lambda item: (item[1], item[0]))
    named = max((n + 1 for cells in header for n, cell in enumerate(cells) if cell), default=0)
    return named if named and (usual <= named or times * 2 <= len(body) or len(body) == 1) else usual


def _label_columns(body: Sequence[Sequence[MappedText]], width: int) -> int:
    """How many columns at the left hold names."""
    for at in range(width):
        column = [cells[at] for cells in body if len(cells) > at and cells[at]]
        values = sum(map(is_value, column))
        if values and values * 2 >= len(column):
            return at
    return width


def _columns(header: Sequence[Sequence[MappedText]], labels: int, width: int, run: Run) -> tuple[Column, ...]:
    count = width - labels
    levels = [_spread(cells, labels, width, last=n == len(header) - 1) for n, cells in enumerate(header)]
    for n in range(len(levels) - 1):
        levels[n] = _periodic(levels[n], levels[-1]) or levels[n]
    if not levels and re.search(r"\btotaal\W*$", " ".join(block.text.text for block in run.lead), re.I):
        levels = [[""] * (count - 1) + ["totaal"]]
    return tuple(Column(n, tuple(level[n] for level in levels if level[n])) for n in range(count))


def _spread(cells: Sequence[MappedText], labels: int, width: int, *, last: bool) -> list[str]:
    """The texts of a header row, one for each column of figures; above the last row a text spans what is empty
    after it."""
    texts = [cell.text for cell in cells]
    full = [text for text in texts if text]
    if len(full) == width - labels and len(texts) < width:
        texts = [""] * labels + full  # the row lost the empty cells above the names
    texts = (texts + [""] * width)[:width][labels:]
    if not last:
        for n in range(1, len(texts)):
            texts[n] = texts[n] or texts[n - 1]
    return texts


def _periodic(upper: Sequence[str], lowest: Sequence[str]) -> list[str]:
    """`upper` divided evenly over columns whose own headers come back in the same order; else nothing."""
    names = list(dict.fromkeys(text for text in upper if text))
    each, rest = divmod(len(lowest), len(names) or 1)
    if len(names) < 2 or rest or any(text != lowest[n % each] for n, text in enumerate(lowest)):
        return []
    return [names[n // each] for n in range(len(lowest))]


def with_headers(table: Table, headers: Sequence[str]) -> Table:
    """`table` with one header for each of its columns, read elsewhere (above a table whose header is broken up)."""
    columns = tuple(replace(column, headers=(text,)) for column, text in zip(table.columns, headers, strict=True))
    return replace(table, columns=columns)
