"""What a cell of a table says, and in which column each cell of a row stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product
from math import prod
from typing import Protocol

from kg.errors import SourceError
from loaders.extractors.table_runs import RawRow
from loaders.reading.text import MappedText

TOTAL = re.compile(r"^(?:eind|sub)?-?totaal\b", re.I)

_FIGURE = r"(?:\d{1,3}(?:[.\u202f]\d{3})+|\d+)(?:,\d+)?"
_POINT = r"\d+\.\d{1,2}"  # as in "83.40", where a text does not write its decimals the Dutch way
_QUANTITY = re.compile(rf"^(?:€\s*)?(?P<sign>[-−–+]\s?)?(?P<figure>{_FIGURE}|{_POINT})\s*(?:%|fte|euro)?\s*\*?$", re.I)
_DASH = re.compile(r"^[-−–—]+$")
_UNKNOWN = re.compile(r"^(?:n\.?t\.?b\.?|n\.?n\.?b\.?|p\.?m\.?|n\.?v\.?t\.?|x|onbekend)$", re.I)
_ROUNDING = Decimal("0.05")
_MOST_MISSING = 2  # cells of a row that its totals can put back
_MOST_WAYS = 4096  # ways to place the cells of unsure rows that are tried against the totals of the columns
_EMPTY = MappedText("", (), ())

Cells = list[MappedText]


class Headed(Protocol):
    """A column with its headers from the top down."""

    @property
    def headers(self) -> tuple[str, ...]: ...


def figure(cell: MappedText) -> Decimal | None:
    """The number in a cell ("1.250", "1234,50", "120 fte"); None for a dash, "ntb", words or nothing."""
    match = _QUANTITY.match(cell.text.strip())
    if not match:
        return None
    digits = match.group("figure")
    if not re.fullmatch(_POINT, digits):
        digits = re.sub(r"[.\u202f]", "", digits).replace(",", ".")
    value = Decimal(digits)
    return -value if (match.group("sign") or "+")[0] in "-−–" else value


def is_value(cell: MappedText) -> bool:
    """Whether a cell holds a figure, a dash or a sign for a figure yet to come, and not words."""
    text = cell.text.strip()
    return bool(_QUANTITY.match(text) or _DASH.match(text) or _UNKNOWN.match(text))


def align(
    body: Sequence[RawRow], labels: int, width: int, columns: Sequence[Headed], file: str
) -> tuple[list[Cells | None], tuple[SourceError, ...]]:
    """The cells of each row of figures, `width` of them, and a problem for each row that fits in no way or in several.

    labels: how many columns at the left hold names. file: name of the source, for the problems.
    """
    totals = [n for n, column in enumerate(columns) if column.headers and TOTAL.match(column.headers[-1])]
    blank = any(len(cells) == width and not cells[-1] for _, cells, _ in body)
    ways = [_ways(cells, labels, width, totals, blank) for _, cells, _ in body]
    if all(ways) and any(len(fits) > 1 for fits in ways):
        ways = _by_column_totals(ways, labels) or ways
    problems = tuple(_problem(file, row, width) for row, fits in zip(body, ways, strict=True) if len(fits) != 1)
    return [fits[0] if len(fits) == 1 else None for fits in ways], problems


def _problem(file: str, row: RawRow, width: int) -> SourceError:
    block, cells, _ = row
    name = next((cell.text for cell in cells if cell and not is_value(cell)), "without a name")
    return SourceError(
        f"table row {name!r} has {len(cells)} cells where the table has {width}, and there is no single way in which "
        "they fit its columns; the table is not read",
        file=file,
        line=block.line,
        hint="Add the cell that is missing, or take out the one too many",
    )


def _ways(cells: Sequence[MappedText], labels: int, width: int, totals: Sequence[int], blank: bool) -> list[Cells]:
    """The ways in which a row can be placed in `width` columns.

    totals: which columns of figures are totals of those before them. blank: whether other rows end in empty cells.
    """
    row = list(cells)
    first = next((n for n, cell in enumerate(row) if is_value(cell)), None)
    if first is None:
        row = [cell for cell in row if cell] if len(row) > width else row
        return [_padded(row, width)] if len(row) <= width else []
    if len([cell for cell in row[:first] if cell]) > labels:
        return []
    if first < labels:
        row = [_EMPTY] * (labels - first) + row  # it lost its first cells
    while len(row) > width and not row[-1]:
        row.pop()
    if len(row) == width:
        return [row]
    head, figures = row[:labels], row[labels:]
    if any(cell and not is_value(cell) for cell in figures):
        return []
    fits = _fits(figures, width - labels)
    if totals:
        fits = [fit for fit in fits if _adds_up(fit, totals)]
    elif len(row) < width and (blank or width - len(row) >= _MOST_MISSING):
        fits = [_padded(figures, width - labels)]  # empty cells at the end of a line are easily cut off
    return [[*head, *fit] for fit in fits]


def _padded(cells: Sequence[MappedText], width: int) -> Cells:
    return [*cells, *[_EMPTY] * (width - len(cells))]


def _fits(figures: Sequence[MappedText], width: int) -> list[Cells]:
    """Ways in which figures fill `width` columns: with empty cells put in, or some of their empty cells left out."""
    missing = width - len(figures)
    if missing > _MOST_MISSING:
        return []
    if missing > 0:
        ways = [_with_gaps(figures, gaps, width) for gaps in combinations(range(width), missing)]
    else:
        empty = [n for n, cell in enumerate(figures) if not cell]
        ways = [[c for n, c in enumerate(figures) if n not in out] for out in combinations(empty, -missing)]
    return list({tuple(cell.text for cell in way): way for way in ways}.values())


def _with_gaps(figures: Sequence[MappedText], gaps: Sequence[int], width: int) -> Cells:
    rest = iter(figures)
    return [_EMPTY if n in gaps else next(rest) for n in range(width)]


def _adds_up(cells: Sequence[MappedText], totals: Sequence[int]) -> bool:
    """Whether each total is the sum of the columns between it and the total before it."""
    start = 0
    for at in totals:
        stated = figure(cells[at])
        computed = sum((figure(cell) or Decimal(0) for cell in cells[start:at]), Decimal(0))
        if stated is None or abs(stated - computed) > _ROUNDING:
            return False
        start = at + 1
    return True


def _by_column_totals(ways: Sequence[Sequence[Cells]], labels: int) -> list[list[Cells]]:
    """The one way in which all columns add up to the last row, when that is a total; else nothing."""
    last = ways[-1][0]
    if len(ways[-1]) > 1 or not any(TOTAL.match(cell.text) for cell in last[:labels]):
        return []
    if prod(len(fits) for fits in ways) > _MOST_WAYS:
        return []
    stated = [figure(cell) or Decimal(0) for cell in last[labels:]]
    fitting = [choice for choice in product(*ways[:-1]) if _sum_to(choice, labels, stated)]
    return [[cells] for cells in (*fitting[0], last)] if len(fitting) == 1 else []


def _sum_to(rows: Sequence[Cells], labels: int, stated: Sequence[Decimal]) -> bool:
    sums = [sum((figure(cells[labels + n]) or Decimal(0) for cells in rows), Decimal(0)) for n in range(len(stated))]
    return all(abs(computed - total) <= _ROUNDING for computed, total in zip(sums, stated, strict=True))
