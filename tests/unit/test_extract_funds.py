"""Wrong would be: one amount where two are stated, a count of people or the turnover of crime as money set aside."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.model import FundFact
from tests.support import changed, moved, read_source_text, read_text, rows, source_of

FIELDS = ("amount_eur", "period", "purpose")


def found(text: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, extractors=("abbreviations", "funds")), FundFact, *FIELDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Extra middelen voor versterking van de keten (€ 5 miljoen in 2018, oplopend tot € 20 miljoen vanaf 2021).",
            [
                (Decimal(5000000), "2018", "versterking van de keten"),
                (Decimal(20000000), "vanaf 2021", "versterking van de keten"),
            ],
        ),
        (
            "In het akkoord is structureel €267 miljoen ter beschikking gesteld voor de versterking van de politie.",
            [(Decimal(267000000), "structureel", "versterking van de politie")],
        ),
        (
            "Er is een eenmalig anti-ondermijningsfonds van € 100 miljoen.",
            [(Decimal(100000000), "eenmalig", "anti-ondermijningsfonds")],
        ),
        (
            "We pakken jaarlijks ten minste 55 miljoen aan crimineel vermogen af.",
            [(Decimal(55000000), "jaarlijks", "afpakken van crimineel vermogen")],
        ),
        (
            "Er is € 2,5 miljoen beschikbaar voor de aanpak in 2023, en jaarlijks 300.000 euro voor preventie.",
            [(Decimal(2500000), "2023", "aanpak"), (Decimal(300000), "jaarlijks", "preventie")],
        ),
        ("De gemeente reserveert een budget van € 12.500 in 2024.", [(Decimal(12500), "2024", "budget")]),
    ],
)
def test_amounts(text: str, expected: list[tuple[object, ...]]) -> None:
    assert found(f"{text}\n") == expected


@pytest.mark.parametrize(
    "text",
    [
        "De kracht van de 1,9 miljoen bewoners telt en wij investeren in hen.",
        "Er worden honderden miljoenen euro's omgezet.",
        "De schade bedroeg € 3 miljoen.",
    ],
)
def test_no_fund(text: str) -> None:
    assert found(f"{text}\n") == []


def test_another_amount_and_year_in_the_national_agenda() -> None:
    stem = "imv-noord-holland-2019-2022"
    text = changed(source_of(stem), ("oplopend tot € 10 miljoen vanaf 2019", "oplopend tot € 12,5 miljoen vanaf 2020"))
    one, two = (read_source_text(stem, version, ("abbreviations", "funds")) for version in (None, text))
    gone, new = moved(*(rows(read["va-2019-2022"], FundFact, "amount_eur", "period") for read in (one, two)))
    assert gone == {(Decimal(10000000), "vanaf 2019")}
    assert new == {(Decimal(12500000), "vanaf 2020")}
