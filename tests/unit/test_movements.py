"""A figure given to the wrong indicator, years lost in an ellipsis, a rise told as a fall."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clauses import clauses, coordinated, direction, past_participle, subject
from loaders.figures import Years
from loaders.movements import Movement, movements

Row = tuple[str, str, object, object, object, Years]


def _rows(sentence: str, before: Movement | None = None) -> list[Row]:
    return [
        (move.indicator, move.direction, move.base, move.value, move.change, move.years)
        for move in movements(sentence, "Oosterdam", before)
    ]


def test_an_ellipsis_takes_verb_head_and_years_along() -> None:
    sentence = (
        "Het ophelderingspercentage voor inbraak stijgt van 8% in 2011 naar 11,5% in 2018, voor roof van 23% naar 30%."
    )
    spoken = Years(2018, 2011)
    assert _rows(sentence) == [
        ("ophelderingspercentage voor inbraak", "toename", Decimal(8), Decimal("11.5"), None, spoken),
        ("ophelderingspercentage voor roof", "toename", Decimal(23), Decimal(30), None, spoken),
    ]


@given(
    st.integers(min_value=1, max_value=99),
    st.integers(min_value=2101, max_value=99_999),
    st.integers(min_value=1, max_value=1899),
    st.integers(min_value=1990, max_value=2030),
)
def test_figures_follow_the_text(percent: int, start: int, end: int, year: int) -> None:
    sentence = (
        f"In Oosterdam daalt het aantal roven met {percent}% van {start} in {year} naar maximaal {end} in {year + 4}."
    )
    wanted = ("aantal roven", "afname", Decimal(start), Decimal(end), Decimal(-percent), Years(year + 4, year))
    assert _rows(sentence) == [wanted]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("20% minder (geslaagde) inbraken, ruim 40% minder overvallen en roven.",
         [("(geslaagde) inbraken", -20), ("overvallen", -40), ("roven", -40)]),
        ("69% minder overlastgevende en 60% minder criminele jeugdgroepen",
         [("overlastgevende jeugdgroepen", -69), ("criminele jeugdgroepen", -60)]),
        ("Voor het aantal overvallen en roven geldt dat de daling van 59% respectievelijk 37% meevalt.",
         [("aantal overvallen", -59), ("aantal roven", -37)]),
        ("een daling van de totale criminaliteit met 10% in 2014 t.o.v. 2010", [("totale criminaliteit", -10)]),
        ("De jeugdoverlast is met 8 procent toegenomen.", [("jeugdoverlast", 8)]),
        ("de verdubbeling van het aantal aangepakte groepen is bereikt", [("aantal aangepakte groepen", 100)]),
        ("Het gevoel van veiligheid is in 2026 hoger dan in 2022.", []),
    ],
)  # fmt: skip
def test_changes(sentence: str, wanted: list[tuple[str, int]]) -> None:
    assert [(move.indicator, move.change) for move in movements(sentence)] == [
        (name, Decimal(by)) for name, by in wanted
    ]


def test_a_sentence_that_points_back_takes_what_it_points_to() -> None:
    (first,) = movements("Het aantal zaken stijgt landelijk met 50%.", "Oosterdam")
    (second,) = movements("Voor Oosterdam is dat een toename tot 251 zaken in 2018.", "Oosterdam", first)
    assert (second.indicator, second.value, second.unit, second.scope) == (
        "aantal zaken",
        Decimal(251),
        "zaken",
        "Oosterdam",
    )
    assert list(movements("Dat is mooi, het is 251 waard.", "Oosterdam", first)) == []


@pytest.mark.parametrize(
    ("clause", "wanted"),
    [
        ("De door bewoners ervaren jongerenoverlast is gedaald", "door bewoners ervaren jongerenoverlast"),
        ("Naast een afname van het aantal overvallen is het aantal roven gedaald", "aantal roven"),
        ("terwijl de aangiftebereidheid is gestegen", "aangiftebereidheid"),
        ("Hiermee is de forse ambitie niet gehaald", ""),
        ("dit aantal zal naar verwachting stijgen", ""),
    ],
)
def test_subject(clause: str, wanted: str) -> None:
    assert subject(clause) == wanted


def test_small_grammar() -> None:
    assert coordinated("aantal overvallen en roven") == ["aantal overvallen", "aantal roven"]
    assert coordinated("tevredenheid over zorg en straf") == ["tevredenheid over zorg en straf"]
    assert direction("blijft minimaal gelijk of is afgenomen") == "gelijk of afname"
    assert direction("blijft gelijk") == "stabiel"
    assert [past_participle(*words) for words in (("pakken", "aan"), ("maken", "af"), ("handelen", "af"))] == [
        "aangepakt", "afgemaakt", "afgehandeld",
    ]  # fmt: skip
    sentence = "We pakken jaarlijks 62 bendes aan en pakken 55 miljoen af"
    assert [sentence[start:end] for start, end in clauses(sentence)] == [
        "We pakken jaarlijks 62 bendes aan",
        "pakken 55 miljoen af",
    ]


@given(st.text(alphabet="abc de in van naar met 0123456789%.,;()-", max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    for move in movements(text):
        assert 0 <= move.start <= move.end <= len(text)
