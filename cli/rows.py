"""Rows for people: a table where it fits, else one record after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

SHORT = 30  # characters; a column with longer values is one of texts, which may fold
_TEXT = 24  # the least a column of texts needs to be readable
_BORDER = 3  # characters between two columns


def print_rows(out: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Prints rows and their number. Values come whole in either form, folded at words; nothing in them is markup."""
    if rows:
        out.print(_table(columns, rows, out.width) if fits(columns, rows, out.width) else _records(columns, rows))
    out.print(f"{len(rows)} rows" if len(rows) != 1 else "1 row")


def fits(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether short columns stand whole beside columns of texts that are wide enough to read."""
    needed = sum(natural if natural <= SHORT else _TEXT for natural in _widths(columns, rows))
    return needed + _BORDER * len(columns) + 1 <= width


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Of each column what its longest value takes; a heading may fold at its underscores."""
    headings = [max(map(len, name.split("_"))) for name in columns]
    return [max([heading, *(len(row[at]) for row in rows)]) for at, heading in enumerate(headings)]


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> RenderableType:
    from rich.markup import escape
    from rich.table import Table

    widths = _widths(columns, rows)
    folds = sum(widths) + _BORDER * len(columns) + 1 > width
    table = Table(show_lines=folds)  # a line between rows that take several
    for name, natural in zip(columns, widths, strict=True):
        heading = escape(name.replace("_", "_\n") if len(name) > natural else name)
        table.add_column(heading, no_wrap=natural <= SHORT, overflow="fold", ratio=natural if natural > SHORT else None)
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _records(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    """A value a line, without those that are empty: for rows too wide for any table."""
    from rich.console import Group
    from rich.markup import escape
    from rich.table import Table

    def blocks() -> Iterator[RenderableType]:
        for number, row in enumerate(rows, start=1):
            block = Table.grid(padding=(0, 2))
            block.add_column(style="bold", no_wrap=True)
            block.add_column(overflow="fold")
            for name, value in zip(columns, row, strict=True):
                if value:
                    block.add_row(escape(name), escape(value))
            yield f"[dim]{number} / {len(rows)}[/dim]"
            yield block
            yield ""

    return Group(*blocks())
