"""A row of a town is read as what is counted, a change as a count, or a figure of a year to come as one of the world."""

from __future__ import annotations

from decimal import Decimal

from kg.model import StatisticFact
from tests.support import facts_of, read_text

TITLE = "# Regionale Veiligheidsstrategie Oost-Brabant 2025-2028\n\n"
HEAD = "| Gemeente | Woninginbraak | versch. | Straatroof | versch. |\n|---|---:|---:|---:|---:|\n"
ROWS = "| Oss | 214 | -12% | 31 | -18% |\n| Helmond | 166 | 7% | – | 4% |\n"

Row = tuple[str, str, int | None, int | None, Decimal | None, str]


def rows(text: str) -> list[Row]:
    facts = facts_of(read_text(TITLE + text, ["documents", "target_tables", "statistics", "year_tables", "place_tables"]), StatisticFact)
    return [(one.indicator, one.scope, one.from_year, one.to_year, one.value, one.unit) for one in facts]


def test_each_column_is_an_indicator_and_a_change_is_that_of_the_column_before() -> None:
    assert rows(f"Delicten per gemeente, 2023 en het verschil met 2021\n\n{HEAD}{ROWS}") == [
        ("woninginbraak", "Oss", None, 2023, Decimal(214), "aantal"),
        ("woninginbraak", "Oss", 2021, 2023, Decimal(-12), "%"),
        ("straatroof", "Oss", None, 2023, Decimal(31), "aantal"),
        ("straatroof", "Oss", 2021, 2023, Decimal(-18), "%"),
        ("woninginbraak", "Helmond", None, 2023, Decimal(166), "aantal"),
        ("woninginbraak", "Helmond", 2021, 2023, Decimal(7), "%"),
        ("straatroof", "Helmond", 2021, 2023, Decimal(4), "%"),
    ]


def test_where_the_columns_are_years_the_title_says_what_is_counted() -> None:
    table = "| Gemeente | 2021 | 2023 | 2026 |\n|---|---:|---:|---:|\n| Oss | 243 | 214 | 200 |\n| Helmond | 155 | 166 | 150 |\n"
    assert rows(f"Tabel 3: Woninginbraken per gemeente\n\n{table}") == [
        ("woninginbraken", "Oss", None, 2021, Decimal(243), "aantal"),
        ("woninginbraken", "Oss", None, 2023, Decimal(214), "aantal"),
        ("woninginbraken", "Helmond", None, 2021, Decimal(155), "aantal"),
        ("woninginbraken", "Helmond", None, 2023, Decimal(166), "aantal"),
    ]  # what stands under a year to come is planned


def test_a_row_of_totals_is_of_the_region() -> None:
    text = f"Delicten per gemeente, 2023 en het verschil met 2021\n\n{HEAD}{ROWS}| Totaal | 380 | -4% | 31 | -2% |\n"
    assert ("woninginbraak", "Oost-Brabant", None, 2023, Decimal(380), "aantal") in rows(text)


def test_without_a_year_or_with_aims_nothing_is_read() -> None:
    assert rows(f"Delicten per gemeente\n\n{HEAD}{ROWS}") == []
    assert rows(f"Doelen per gemeente, 2023\n\n{HEAD}{ROWS}") == []


def test_rows_of_other_things_are_no_places() -> None:
    other = ROWS.replace("Oss", "Overdag").replace("Helmond", "In de nacht")
    assert all(scope == "Oost-Brabant" for _, scope, *_ in rows(f"Delicten naar tijdstip, 2023\n\n{HEAD}{other}"))
