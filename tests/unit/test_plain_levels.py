"""A level set for a year to come is missed for want of "minstens", or one of the present is taken for a target."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.extractors.plain_levels import plain_levels

Row = tuple[str, Decimal | None, str, int | None, Decimal | None, int | None, str]


def rows(sentence: str) -> list[Row]:
    return [
        (one.indicator, one.value, one.unit, one.years.about, one.base, one.years.base, one.direction)
        for one in plain_levels(sentence)
    ]


def test_a_share_of_people_with_where_it_stood() -> None:
    assert rows("Eind 2026 doet 60% van de slachtoffers aangifte (2021: 40%).") == [
        ("aandeel slachtoffers dat aangifte doet", Decimal(60), "%", 2026, Decimal(40), 2021, "toename")
    ]
    assert rows("In 2026 kent 80 procent van de ondernemers het meldpunt.") == [
        ("aandeel ondernemers dat het meldpunt kent", Decimal(80), "%", 2026, None, None, "")
    ]


def test_a_base_in_another_unit_is_no_base() -> None:
    (row,) = rows("Eind 2026 doet 60% van de slachtoffers aangifte (2021: 400).")
    assert row[4:] == (None, None, "")


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Het percentage ondernemers met een basisscan ligt in 2025 op 75%.", ("percentage ondernemers met een basisscan", Decimal(75), "%", 2025)),
        ("Eind 2026 is het aantal incidenten niet hoger dan 60.", ("aantal incidenten", Decimal(60), "aantal", 2026)),
        ("Het rapportcijfer voor leefbaarheid is in 2026 een 7,5.", None),  # an article before the mark: another rule's
        ("Het rapportcijfer voor leefbaarheid moet in 2026 uitkomen op 7,5.", ("rapportcijfer voor leefbaarheid", Decimal("7.5"), "cijfer", 2026)),
    ],
)
def test_a_level_that_lies_at_a_figure(sentence: str, row: tuple[str, Decimal, str, int] | None) -> None:
    assert [one[:4] for one in rows(sentence)] == ([row] if row else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Van de slachtoffers doet 60% aangifte.",  # no year
        "Het percentage ondernemers ligt op 75%.",
        "Het aantal incidenten ligt in 2026 60 lager.",  # a change, no level
        "Eind 2026 is er een plan voor alle wijken.",
        "",
    ],
)
def test_without_a_year_or_a_level_nothing_is_set(sentence: str) -> None:
    assert rows(sentence) == []


def test_a_mark_with_what_it_is_now() -> None:
    (row,) = rows("In 2028 beoordelen bezoekers de binnenstad met een 7,5; in 2023 was dat een 7,1.")
    assert row[1:] == (Decimal("7.5"), "cijfer", 2028, Decimal("7.1"), 2023, "toename")
