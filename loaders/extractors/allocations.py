"""Facts of the family allocations: each cell of a table that divides a national target over the units of the police.

Such a table has units of the police as its rows. What is divided is what stands above those names ("Verdachten OM
Mensenhandel"), or where that only says "Eenheid" the line above the table; the years stand above the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import AllocationFact
from loaders.context import Reading
from loaders.extractors.strength import STRENGTH, category_of
from loaders.extractors.tables import Column, Table, figure, tables, usable
from loaders.extractors.units import region_name
from loaders.numbers import years_in
from loaders.structure import Kind

_EXTRACTOR = "allocations"
_LEAST_UNITS = 3
_ONLY_UNIT = re.compile(r"^(?:(?:politie|regionale)?[- ]?eenhe(?:id|den)|regio'?s?|politie|jaar)?\W*$", re.I)
_YEAR = re.compile(r"\s*\b(?:19|20)\d{2}\b")
_UNIT = re.compile(r"^(?:de\s+)?(?:(?:regionale|politie-?)\s*)?(?:eenheid|politie)\s+(?=[A-Z])", re.I)


def extract(reading: Reading) -> Iterator[AllocationFact]:
    """Yield one fact for each cell of a table of allocations, totals included."""
    for table in tables(reading):
        if not _divides(reading, table) or not usable(reading, table):
            continue
        title = _title(table)
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if cell:
                    yield AllocationFact(
                        indicator=_indicator(reading, table, column, title),
                        unit=region_name(_UNIT.sub("", row.label), reading),
                        year=_year(column, table, title),
                        value=figure(cell),
                        evidence=reading.evidence(row.span, _EXTRACTOR),
                    )


def _divides(reading: Reading, table: Table) -> bool:
    """Whether most rows are units of the police and the figures are not their strength."""
    units = sum(reading.gazetteer.police_region(_UNIT.sub("", row.label)) is not None for row in table.rows)
    strength = any(category_of(column.label) not in ("", "totaal") for column in table.columns)
    strength = strength or bool(STRENGTH.search(f"{table.corner} {table.lead[-1].text.text if table.lead else ''}"))
    return units >= _LEAST_UNITS and units * 2 >= len(table.rows) and not strength


def _title(table: Table) -> str:
    """The nearest heading or short line above the table."""
    for block in reversed(table.lead):
        if block.kind in (Kind.HEADING, Kind.PARAGRAPH) and len(block.text) < 120:
            return block.text.text.rstrip(":. ")
    return ""


def _indicator(reading: Reading, table: Table, column: Column, title: str) -> str:
    """What is divided: the words above the column, else above the names, else above the table; without the year."""
    for text in (column.label, table.corner, title):
        words = _YEAR.sub("", text).strip(" :,-")
        if words and not _ONLY_UNIT.match(words):
            return as_common_words(words, reading)
    return ""


def as_common_words(label: str, reading: Reading) -> str:
    """A label with the capitals dropped that running text does not give its words ("OM Mensenhandel": OM mensenhandel).

    A word keeps its capital when it is the first, has more than one, or is never written small in the text.
    """
    first, *rest = label.split(" ")
    text = reading.doc.source.text
    for n, word in enumerate(rest):
        small = word[:1].lower() + word[1:]
        if re.fullmatch(r"[A-Z][a-zà-ÿ-]+\W*", word) and re.search(rf"\b{re.escape(small)}(?!\w)", text):
            rest[n] = small
    return " ".join([first, *rest])


def _year(column: Column, table: Table, title: str) -> int | None:
    """The year above the column, else the only one that stands above the names or the table."""
    for text in (column.label, table.corner, title):
        years = set(years_in(text))
        if len(years) == 1:
            return years.pop()
    return None
