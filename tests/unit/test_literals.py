"""A year, date, count or amount becomes a literal of another type, or in a notation that sorts wrongly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pyoxigraph import Literal

from kg.vocab import XSD
from loaders.families import How
from loaders.literals import date_literal, literal, year_literal


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("0.50"), "0.5"),
        (Decimal("1E+3"), "1000"),  # no exponent: xsd:decimal has none
        (Decimal("-12.0"), "-12"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal(0), "0"),
        (Decimal("267000000"), "267000000"),
    ],
)
def test_amounts_are_plain_decimals(value: Decimal, written: str) -> None:
    assert literal(How.DECIMAL, value) == Literal(written, datatype=XSD.decimal)


def test_counts_are_integers_and_years_have_four_digits() -> None:
    assert literal(How.COUNT, 3) == Literal("3", datatype=XSD.integer)
    assert literal(How.YEAR, 2019) == year_literal(2019) == Literal("2019", datatype=XSD.gYear)
    assert year_literal(95) == Literal("0095", datatype=XSD.gYear)


def test_a_date_has_the_type_of_its_precision() -> None:
    assert literal(How.DATE, "2019-04-08") == Literal("2019-04-08", datatype=XSD.date)
    assert date_literal("2019-04") == Literal("2019-04", datatype=XSD.gYearMonth)
    assert date_literal("2019") == Literal("2019", datatype=XSD.gYear)


@pytest.mark.parametrize("text", ["", "19", "2019-4", "8 april 2019"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(KeyError):
        date_literal(text)


def test_words_are_plain_strings_whatever_they_look_like() -> None:
    assert literal(How.TEXT, "2019") == Literal("2019")
    assert literal(How.TEXT, "12,5") == Literal("12,5")
    assert literal(How.TEXT, "") == Literal("")
