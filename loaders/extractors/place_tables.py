"""Figures that a table gives place by place: one row for what is counted, one column for each province, district or town
(tables the other way round: `place_rows`).

The year is that of the table's title or of its row; a table that names no year before the period of the plan gives
targets or shares, and is left alone, as are tables of money, of strength and those that divide a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.model import Confidence, StatisticFact
from loaders.context import Reading
from loaders.extractors.fund_tables import is_money
from loaders.extractors.place_rows import figures_by_row, place_of, rows_are_places
from loaders.extractors.strength import STRENGTH
from loaders.extractors.tables import Row, Table, figure, tables, usable
from loaders.extractors.target_tables import is_other, named_indicator, scope_of, unit_of
from loaders.numbers import years_in
from loaders.structure import Role

_EXTRACTOR = "place_tables"
_TOTAL = re.compile(r"^(?:eind)?totaal$|^(?:de )?(?:hele )?(?:regio|eenheid|arrondissement)$", re.I)
_AIMED = re.compile(r"\b(?:streef\w*|doel\w*|norm\w*|ambitie\w*|afspra\w*|verdeling|prognose|begro\w*)\b", re.I)
_FEWEST = 2  # columns with a place
_TITLE = 140  # code points


def extract(reading: Reading) -> Iterator[StatisticFact]:
    """Yield a figure for each cell under a place; cells without a number give none."""
    for table in tables(reading):
        above = " ".join(block.text.text for block in table.lead[-1:] if len(block.text) < _TITLE)
        title = table.corner if years_in(table.corner) else above
        if rows_are_places(reading, table) and not any(_places(reading, table)):
            if _is_ours(reading, table, title) and usable(reading, table):
                yield from figures_by_row(reading, table, title, scope_of(reading), _EXTRACTOR)
            continue
        year = _year(reading, title)
        if year is None or not _is_ours(reading, table, title):
            continue
        places = _places(reading, table)
        if not any(places) or not usable(reading, table):
            continue
        for row in table.rows:
            yield from _of_row(reading, table, row, places, year)


def _year(reading: Reading, title: str) -> int | None:
    """The one year the table is about, when it lies before the second of the plan."""
    years = sorted(set(years_in(title)))
    start = reading.metadata.start_year if reading.metadata else None
    return years[0] if len(years) == 1 and (start is None or years[0] <= start) else None


def _is_ours(reading: Reading, table: Table, title: str) -> bool:
    roles = reading.doc.roles_of(table.block)
    other = STRENGTH.search(title) or _AIMED.search(title) or roles & {Role.FORMATION, Role.ALLOCATION}
    return not (other or is_money(table) or is_other(reading, table))


def _places(reading: Reading, table: Table) -> list[str]:
    """The scope of each column; empty for a column that is of no place. No scopes when too few columns have one."""
    found = [place_of(reading, column.label.strip()) for column in table.columns]
    if sum(map(bool, found)) < _FEWEST:
        return [""] * len(found)
    for at, column in enumerate(table.columns):
        whole = bool(_TOTAL.match(column.label.strip())) or _adds_up(table.rows, at, found)
        if not found[at] and whole and at == len(found) - 1:
            found[at] = scope_of(reading)
    return found


def _adds_up(rows: Sequence[Row], at: int, places: Sequence[str]) -> bool:
    """Whether a column holds the sum of those of the places, in each row."""
    for row in rows:
        parts = [figure(cell) for cell, place in zip(row.cells, places, strict=True) if place]
        whole = figure(row.cells[at])
        if whole is None or sum((part for part in parts if part is not None), Decimal(0)) != whole:
            return False
    return True


def _of_row(reading: Reading, table: Table, row: Row, places: Sequence[str], year: int) -> Iterator[StatisticFact]:
    name = named_indicator(reading, table, row)
    for place, cell in zip(places, row.cells, strict=True):
        value = figure(cell)
        if place and value is not None:
            yield StatisticFact(
                indicator=name if name[1:2].isupper() else name[:1].lower() + name[1:],
                scope=place,
                to_year=year,
                value=value,
                unit="%" if cell.text.endswith("%") else unit_of(row),
                evidence=reading.evidence(row.span, _EXTRACTOR, Confidence.HIGH),
            )
