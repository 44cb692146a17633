"""A budget read as counts, or thousands as euros, misstates every amount in it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.model import FundFact, StatisticFact
from tests.support import read_text, rows

BUDGET = """
Begroting per jaar {unit}

| Onderdeel | 2031 | 2032 | Totaal |
|---|---:|---:|---:|
| Bureau | 310 | 315 | 625 |
| Communicatie | 40 | – | 40 |
"""


def amounts(text: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, ("fund_tables",)), FundFact, "purpose", "period", "amount_eur")


@pytest.mark.parametrize(
    ("unit", "times"), [("(in euro)", 1), ("(x € 1.000)", 1000), ("(in duizenden euro's)", 1000), ("(in miljoenen)", 10**6)]
)
def test_each_cell_is_an_amount_in_euros(unit: str, times: int) -> None:
    assert amounts(BUDGET.format(unit=unit)) == [
        ("Bureau", "2031", Decimal(310 * times)),
        ("Bureau", "2032", Decimal(315 * times)),
        ("Bureau", "", Decimal(625 * times)),
        ("Communicatie", "2031", Decimal(40 * times)),
        ("Communicatie", "", Decimal(40 * times)),
    ]


def test_a_column_that_says_so_holds_amounts_and_the_one_beside_it_does_not() -> None:
    text = "| Partij | Aantal fte | Bijdrage (€) |\n|---|---|---|\n| Gemeenten | 12 | 450.000 |\n| Politie | 3 | 50.000 |\n"
    assert amounts(text) == [("Gemeenten", "", Decimal(450_000)), ("Politie", "", Decimal(50_000))]


def test_a_table_of_counts_gives_none_and_one_of_money_no_counts() -> None:
    counts = "Woninginbraken per jaar\n\n| Gemeente | 2031 | 2032 |\n|---|---|---|\n| Asten | 12 | 13 |\n| Best | 14 | 15 |\n"
    assert amounts(counts) == []
    both = read_text(BUDGET.format(unit="(in euro)"), ("statistics", "year_tables"))
    assert rows(both, StatisticFact, "value") == []
