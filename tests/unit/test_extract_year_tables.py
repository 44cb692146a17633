"""A figure under the wrong year, or a target taken for what was counted, is a figure the document does not give."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.model import StatisticFact, TargetFact
from tests.support import line, read_text, rows

TABLE = """
# Integraal veiligheidsplan Hoogeveen 2031-2034

## Cijfers

| Onderwerp | 2027 | 2030 | {last} |
|---|---:|---:|---:|
| Woninginbraken | 121 | 74 | 55 |
| Vernielingen | 388 | 352 | 300 |
| Meldingen huiselijk geweld | 264 | – | – |
"""
EXTRACTORS = ("documents", "target_tables", "statistics", "year_tables")


def statistics(text: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, EXTRACTORS), StatisticFact, "indicator", "to_year", "value")


def test_years_beside_a_column_of_targets_are_what_was_counted() -> None:
    reading = read_text(TABLE.format(last="Doel 2034"), EXTRACTORS)
    assert set(rows(reading, StatisticFact, "indicator", "to_year", "value")) == {
        ("woninginbraken", 2027, Decimal(121)),
        ("woninginbraken", 2030, Decimal(74)),
        ("vernielingen", 2027, Decimal(388)),
        ("vernielingen", 2030, Decimal(352)),
        ("meldingen huiselijk geweld", 2027, Decimal(264)),
    }
    assert rows(reading, TargetFact, "indicator", "direction", "baseline_year", "target_year", "target_value")[:2] == [
        ("Woninginbraken", "afname", 2030, 2034, Decimal(55)),
        ("Vernielingen", "afname", 2030, 2034, Decimal(300)),
    ]
    assert {line(reading, fact) for fact in reading.facts if isinstance(fact, StatisticFact)} == {8, 9, 10}


def test_years_alone_are_what_was_counted_as_far_as_they_are_past() -> None:
    assert ("woninginbraken", 2031, Decimal(55)) in statistics(TABLE.format(last="2031"))
    assert 2032 not in {year for _, year, _ in statistics(TABLE.format(last="2032"))}


@pytest.mark.parametrize(
    "text",
    [
        TABLE.format(last="2032").replace("## Cijfers", "## Cijfers\n\nDe doelstellingen per jaar zijn als volgt:"),
        "| Eenheid | 2030 |\n|---|---|\n| Noord-Nederland | 1 |\n| Oost-Nederland | 2 |\n| Midden-Nederland | 3 |\n",
        "Formatie in fte\n\n| Onderdeel | 2030 |\n|---|---|\n| Basisteam A | 12 |\n| Basisteam B | 13 |\n",
        "| Soort | Aantal |\n|---|---|\n| Water | 12 |\n| Vuur | 13 |\n",
    ],
    ids=["targets by year", "divided over units", "strength", "no years"],
)
def test_tables_that_others_read_give_none(text: str) -> None:
    assert statistics(text) == []
