"""Amounts of money in tables: one row for what it is for, one column for each year, or one with the amount.

A table is one of money when its title, its corner or its headers say so ("Begroting per jaar (in euro)", "Bedrag",
"x € 1.000"); that also says whether the figures are thousands or millions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.model import FundFact
from loaders.context import Reading
from loaders.extractors.tables import Column, Table, figure, tables, usable
from loaders.numbers import years_in

_EXTRACTOR = "fund_tables"
_TITLE = 160  # code points of a title of a table
_MONEY = re.compile(
    r"\bbegroting|\bkosten\b|\bbudget|\bbedrag(?:en)?\b|\bfinanciering|\bmiddelen\b|\bbijdragen?\b|\buitgaven\b|\blasten\b|"
    r"\beuro'?s?\b|€",
    re.I,
)
_COLUMN = re.compile(r"\bbedrag(?:en)?\b|\bkosten\b|\bbudget\b|\bbijdrage\b|\blasten\b|€|\beuro'?s?\b", re.I)
_THOUSANDS = re.compile(r"(?:x|×|in|\*)\s*(?:€\s*1\.?000\b|1\.?000 euro|duizend(?:en)?(?: euro)?)|\bk€|€\s*x\s*1\.?000\b", re.I)
_MILLIONS = re.compile(r"(?:x|×|in|\*)\s*(?:€\s*1\.?000\.?000\b|miljoen(?:en)?|mln\b)|\bm€", re.I)
_NO_MONEY = re.compile(r"\bfte\b|formatie|aantal|%", re.I)


def extract(reading: Reading) -> Iterator[FundFact]:
    """Yield an amount for each cell of a table of money that has a figure, totals included; in whole euros or cents."""
    for table in tables(reading):
        title = _title(table)
        columns = [_is_amount(column, title) or _in_euros(table, column) for column in table.columns]
        if not any(columns) or not usable(reading, table):
            continue
        times = _times(" ".join([title, *(column.label for column in table.columns)]))
        for row in table.rows:
            for column, wanted, cell in zip(table.columns, columns, row.cells, strict=True):
                value = figure(cell) if wanted else None
                if value is None or value <= 0:
                    continue
                yield FundFact(
                    amount_eur=value * times,
                    period=_period(column),
                    purpose=row.label.rstrip("*: "),
                    evidence=reading.evidence(row.span, _EXTRACTOR),
                )


def is_money(table: Table) -> bool:
    """Whether a table gives amounts of money."""
    return any(_is_amount(column, _title(table)) or _in_euros(table, column) for column in table.columns)


def _in_euros(table: Table, column: Column) -> bool:
    """Whether most cells of a column bear the sign of the euro themselves."""
    cells = [row.cells[column.at].text for row in table.rows if row.cells[column.at]]
    return sum("€" in cell for cell in cells) * 2 > len(cells)


def _title(table: Table) -> str:
    lead = table.lead[-1].text.text if table.lead and len(table.lead[-1].text) < _TITLE else ""
    return f"{lead} {table.corner}".strip()


def _is_amount(column: Column, title: str) -> bool:
    """Whether a column holds amounts: it says so, or it bears a year and the title says so."""
    if _NO_MONEY.search(column.label):
        return False
    if _COLUMN.search(column.label):
        return True
    dated = bool(years_in(column.label)) or re.fullmatch(r"(?:eind)?totaal", column.label.strip(), re.I) is not None
    return dated and bool(_MONEY.search(title)) and not _NO_MONEY.search(title)


def _times(words: str) -> Decimal:
    if _MILLIONS.search(words):
        return Decimal(1_000_000)
    return Decimal(1_000) if _THOUSANDS.search(words) else Decimal(1)


def _period(column: Column) -> str:
    """The years above a column ("2031", "2031-2034"), or nothing."""
    years = years_in(column.label)
    if not years:
        return ""
    return str(years[0]) if len(set(years)) == 1 else f"{min(years)}-{max(years)}"
