"""A figure of one province is told of the region, or of a year or place that the table does not name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.model import StatisticFact
from tests.support import facts_of, read_text

TITLE = "# Regionale Veiligheidsstrategie Noord-Nederland 2024-2027\n\n"
HEAD = "| Soort | Groningen | Drenthe | Noorden |\n|---|---:|---:|---:|\n"
ROWS = "| Bedreiging | 1.388 | 902 | 2.290 |\n| Vernieling | 3.920 | 2.206 | 6.126 |\n"


def rows(text: str) -> list[tuple[str, str, int | None, Decimal | None]]:
    facts = facts_of(read_text(TITLE + text), StatisticFact)
    return [(fact.indicator, fact.scope, fact.to_year, fact.value) for fact in facts]


def test_each_cell_is_of_its_place_and_the_sum_of_the_region() -> None:
    found = rows(f"Aantal misdrijven naar provincie, 2023\n\n{HEAD}{ROWS}")
    assert found == [
        ("bedreiging", "Groningen", 2023, Decimal(1388)),
        ("bedreiging", "Drenthe", 2023, Decimal(902)),
        ("bedreiging", "Noord-Nederland", 2023, Decimal(2290)),
        ("vernieling", "Groningen", 2023, Decimal(3920)),
        ("vernieling", "Drenthe", 2023, Decimal(2206)),
        ("vernieling", "Noord-Nederland", 2023, Decimal(6126)),
    ]


def test_a_last_column_that_is_no_sum_is_left_alone() -> None:
    found = rows(f"Aantal misdrijven naar provincie, 2023\n\n{HEAD}{ROWS.replace('2.290', '2.291')}")
    assert {scope for _, scope, _, _ in found} == {"Groningen", "Drenthe"}


@pytest.mark.parametrize(
    "title",
    [
        "Aantal misdrijven naar provincie",  # of which year?
        "Aantal misdrijven naar provincie, 2021 en 2023",
        "Aantal misdrijven naar provincie, 2026",  # still to come
        "Doelen per provincie, 2023",
        "Verdeling van de norm over de provincies, 2023",
    ],
)
def test_without_one_past_year_or_with_aims_nothing_is_read(title: str) -> None:
    assert rows(f"{title}\n\n{HEAD}{ROWS}") == []
