"""Figures that a table gives place by place down its rows: a row for each town or district, a column for what is counted.

A column that tells a change ("versch.", "+/-") tells it of the column before; the years are those of the column's own
header, else those of the title ("2023 en het verschil met 2021"). Where the columns are years, the title says what is
counted ("Woninginbraken per gemeente").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Confidence, StatisticFact
from loaders.context import Reading
from loaders.extractors.tables import Row, Table, figure
from loaders.figures import YEAR, Years
from loaders.mention_patterns import PROVINCES
from loaders.numbers import years_in

_DISTRICT = re.compile(r"^(?:politie)?district (?P<name>[A-ZÀ-Ý].*)$")
_PART = re.compile(r"^(?:[Dd]istrict|[Bb]asisteam|[Ww]ijk|[Ss]tadsdeel) [A-ZÀ-Ý]")
_TOTAL = re.compile(r"^(?:eind)?totaal$|^(?:de )?(?:hele )?(?:regio|eenheid|arrondissement|stad|gemeente)$", re.I)
_CHANGE = re.compile(r"^(?:versch\w*|verandering|mutatie|ontwikkeling|toe-? ?/ ?afname|\+ ?/ ?[-–]|Δ|groei)\b[. %]*|^[+±]", re.I)
_COMPARED = re.compile(
    rf"(?:verschil|vergeleken|verandering|ontwikkeling|groei|daling|stijging|mutatie)\w*\.? (?:met|ten opzichte van|sinds|t\.o\.v\.|vanaf) (?P<base>{YEAR})|\bt\.o\.v\. (?P<other>{YEAR})",
    re.I,
)
_NUMBER = re.compile(r"^\W*(?:tabel|figuur|overzicht)\s+[\dA-Z]+(?:\.\d+)*\s*[:.–-]?\s*", re.I)
_PER = re.compile(r"\s+(?:per|naar|in de|van de) (?:gemeente|gemeenten|district|districten|basisteam|basisteams|wijk|wijken|kern|kernen)\b.*$", re.I)
_YEARS = re.compile(rf"\b{YEAR}\b")
_MOST = 0.6  # of the rows that have a place for a label
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column of figures holds: of what, for which years, and whether it tells a change."""

    indicator: str
    years: Years
    change: bool


def place_of(reading: Reading, label: str) -> str:
    """The place a label names as the register spells it: a province, region, district or town; else empty."""
    if label in PROVINCES or reading.gazetteer.police_region(label) or _DISTRICT.match(label):
        return label
    return reading.gazetteer.municipality(label) or ""


def rows_are_places(reading: Reading, table: Table) -> bool:
    """Whether most rows of a table are named after a place each."""
    found = sum(bool(_row_place(reading, row)) for row in table.rows if not _is_total(row))
    others = sum(not _is_total(row) for row in table.rows)
    return found >= _FEWEST and found >= _MOST * others


def figures_by_row(reading: Reading, table: Table, title: str, whole: str, extractor: str) -> Iterator[StatisticFact]:
    """A figure for each cell of a row with a place. whole: the scope of a row of totals."""
    columns = _columns(reading, table, title)
    for row in table.rows:
        place = whole if _is_total(row) else _row_place(reading, row)
        for column, cell in zip(columns, row.cells, strict=True):
            value = figure(cell)
            if place and column is not None and value is not None:
                percent = cell.text.endswith("%") or "%" in table.columns[columns.index(column)].label
                yield StatisticFact(
                    indicator=column.indicator,
                    scope=place,
                    from_year=column.years.base if column.change else None,
                    to_year=column.years.about,
                    value=value,
                    unit="%" if percent else "aantal",
                    evidence=reading.evidence(row.span, extractor, Confidence.HIGH),
                )


def _is_total(row: Row) -> bool:
    return row.is_total or bool(_TOTAL.match(row.label.strip()))


def _row_place(reading: Reading, row: Row) -> str:
    label = row.label.strip()
    return place_of(reading, label) or (label if _PART.match(label) else "")


def _columns(reading: Reading, table: Table, title: str) -> Sequence[_Column | None]:
    """What each column holds; None for one that is of a year to come, or of none at all."""
    compared = _COMPARED.search(title)
    base = int(compared.group("base") or compared.group("other")) if compared else None
    named = [year for year in years_in(title) if year != base]
    about = named[-1] if named else None
    start = reading.metadata.start_year if reading.metadata else None
    subject = _small(_PER.sub("", _NUMBER.sub("", title)).strip(" :.,"))
    found: list[_Column | None] = []
    for column in table.columns:
        own = years_in(column.label)
        words = _YEARS.sub("", column.label).strip(" :.,-–()")
        year = own[-1] if own else about
        before = found[-1] if found else None
        if year is None or (start is not None and year > start):
            found.append(None)
        elif _CHANGE.match(column.label) and before is not None:
            found.append(_Column(before.indicator, Years(year, own[0] if len(own) > 1 else base), True))
        elif any(char.isalnum() for char in words):
            found.append(_Column(_small(words), Years(year), False))
        else:
            found.append(_Column(subject, Years(year), False) if subject and own else None)
    return found


def _small(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
