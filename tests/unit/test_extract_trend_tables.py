"""A column "Trend" passed over, or a word that is no direction taken for one."""

from __future__ import annotations

import pytest

from kg.model import TrendFact
from tests.support import facts_of, quote, read_text

TABLE = """De cijfers

Onderwerp                        2018    2022    trend
Fietsendiefstal                   402     188    daling
Babbeltrucs                        31      44    stijging
Burengerucht (meldingen)        1.205   1.198    gelijk
Vuurwerk                           12      13    onbekend
"""


def trends(text: str) -> list[tuple[str, str]]:
    return [(fact.trend, fact.direction) for fact in facts_of(read_text(text, ["trend_tables"]), TrendFact)]


def test_the_word_in_the_column_is_the_direction_of_its_row() -> None:
    assert trends(TABLE) == [
        ("daling van fietsendiefstal", "afname"),
        ("stijging van babbeltrucs", "toename"),
        ("burengerucht gelijk", "stabiel"),
    ]


def test_the_words_of_a_trend_are_its_row() -> None:
    reading = read_text(TABLE, ["trend_tables"])
    assert quote(reading, facts_of(reading, TrendFact)[1]).startswith("Babbeltrucs 31 44")


@pytest.mark.parametrize(
    ("sign", "direction"), [("▲", "toename"), ("↓", "afname"), ("stabiel", "stabiel"), ("sterke daling", "afname")]
)
def test_signs_and_adjectives_are_directions_too(sign: str, direction: str) -> None:
    assert trends(TABLE.replace("daling", sign))[0][1] == direction


def test_without_the_header_the_words_say_nothing() -> None:
    assert trends(TABLE.replace("trend\n", "opmerking\n")) == []


def test_a_header_holds_for_its_own_table_only() -> None:
    other = TABLE + "\nWat het kost\n\nPost        2024    2025    noot\nCamera's    10      12      stijging\n"
    assert trends(other) == trends(TABLE)
