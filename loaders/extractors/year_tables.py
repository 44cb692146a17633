"""Figures that a table gives year by year: one row for what is counted, one column for each year it was counted in.

A column that holds targets, a table whose years are all target years, one that divides a target over units and one of
strength are read by others; what is left are figures about the world. Baselines that a target starts from are read with
the targets, and not told twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import StatisticFact
from loaders.context import Reading
from loaders.extractors.fund_tables import is_money
from loaders.extractors.place_rows import rows_are_places
from loaders.extractors.strength import STRENGTH
from loaders.extractors.tables import Row, Table, figure, tables, usable
from loaders.extractors.target_tables import column_meanings, is_other, named_indicator, scope_of, unit_of
from loaders.numbers import years_in
from loaders.structure import Role

_EXTRACTOR = "year_tables"
_CHANGE = re.compile(r"verschil|verandering|ontwikkeling|mutatie|daling|stijging|afname|toename|trend", re.I)
_TITLE = 120  # code points of a title of a table


def extract(reading: Reading) -> Iterator[StatisticFact]:
    """Yield a figure for each cell under a year; cells without a number give none."""
    told = {(fact.evidence.span.start, fact.value) for fact in reading.facts if isinstance(fact, StatisticFact)}
    for table in tables(reading):
        years = _years(reading, table)
        changes = [_change(column.label) for column in table.columns]
        if not any(years) or _is_read_elsewhere(reading, table) or not usable(reading, table):
            continue
        for row in table.rows:
            for fact in (*_of_row(reading, table, row, years), *_changes(reading, table, row, changes)):
                if (fact.evidence.span.start, fact.value) not in told:
                    yield fact


def _is_read_elsewhere(reading: Reading, table: Table) -> bool:
    """Whether a table divides a target, gives amounts of money, or the strength of the police."""
    titles = " ".join(block.text.text for block in table.lead[-2:] if len(block.text) < _TITLE)
    strength = bool(STRENGTH.search(titles)) or Role.FORMATION in reading.doc.roles_of(table.block)
    return strength or is_money(table) or is_other(reading, table) or rows_are_places(reading, table)


def _years(reading: Reading, table: Table) -> list[int | None]:
    """The year of each column that tells what was counted in it; None for another column.

    A year after the first of the period of the document is still to come: what stands there is planned.
    """
    meanings = column_meanings(reading, table)
    last = reading.metadata.start_year if reading.metadata else None
    found: list[int | None] = []
    for column, meaning in zip(table.columns, meanings, strict=True):
        years = years_in(column.label)
        counted = meaning.kind == "baseline" or (meaning.kind == "" and column.label.strip().isdigit())
        past = len(years) == 1 and (last is None or years[0] <= last)
        found.append(years[0] if counted and past else None)
    return found


def _of_row(reading: Reading, table: Table, row: Row, years: list[int | None]) -> Iterator[StatisticFact]:
    percent = all(cell.text.endswith("%") for cell, year in zip(row.cells, years, strict=True) if year and cell)
    for year, cell in zip(years, row.cells, strict=True):
        value = figure(cell)
        if year is None or value is None:
            continue
        unit = unit_of(row)
        yield StatisticFact(
            indicator=_name(reading, table, row),
            scope=scope_of(reading),
            to_year=year,
            value=value,
            unit="aantal" if unit == "%" and not percent and "%" not in row.label else unit,
            evidence=reading.evidence(row.span, _EXTRACTOR),
        )


def _change(label: str) -> tuple[int, int] | None:
    """The two years between which a column tells the change ("Verschil 2019-2021"), or None."""
    years = years_in(label)
    return (years[0], years[-1]) if len(years) == 2 and years[0] < years[1] and _CHANGE.search(label) else None


def _changes(
    reading: Reading, table: Table, row: Row, changes: list[tuple[int, int] | None]
) -> Iterator[StatisticFact]:
    for years, cell in zip(changes, row.cells, strict=True):
        value = figure(cell)
        if years is None or value is None:
            continue
        yield StatisticFact(
            indicator=_name(reading, table, row),
            scope=scope_of(reading),
            from_year=years[0],
            to_year=years[1],
            value=value,
            unit="%" if cell.text.endswith("%") else unit_of(row),
            evidence=reading.evidence(row.span, _EXTRACTOR),
        )


def _name(reading: Reading, table: Table, row: Row) -> str:
    name = named_indicator(reading, table, row)
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
