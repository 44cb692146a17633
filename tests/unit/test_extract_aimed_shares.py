"""A share that is wanted is told as one that is, or the other way round; what is to hold of all is no target."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.model import StatisticFact, TargetFact
from tests.support import facts_of, read_text

TITLE = "# Integraal Veiligheidsplan Oss 2025-2028\n\n## Veilig ondernemen\n\n"


def targets(text: str) -> list[tuple[str, Decimal | None, str, int | None]]:
    facts = facts_of(read_text(TITLE + text), TargetFact)
    return [(one.indicator, one.target_value, one.unit, one.target_year) for one in facts]


def statistics(text: str) -> list[tuple[str, Decimal | None, str]]:
    facts = facts_of(read_text(TITLE + text), StatisticFact)
    return [(one.indicator, one.value, one.unit) for one in facts]


def test_under_a_heading_on_ambitions_a_share_is_a_target_of_the_year_it_names() -> None:
    text = "### Resultaten in 2028\n\n- 80 procent van de meldingen is binnen een week afgehandeld.\n"
    assert targets(text) == [("Aandeel meldingen dat binnen een week is afgehandeld", Decimal(80), "%", 2028)]
    assert statistics(text) == []


def test_so_many_of_so_many_keep_their_number() -> None:
    text = "### Doelen\n\n- Zeven op de tien ondernemers zijn in 2027 lid van het havenpact.\n"
    assert targets(text) == [("Ondernemers die lid van het havenpact zijn", Decimal(7), "op de 10 ondernemers", 2027)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nu is 80 procent van de meldingen binnen een week afgehandeld.",
        "In 2023 is 80 procent van de meldingen binnen een week afgehandeld.",
        "80 procent van de meldingen was binnen een week afgehandeld.",
    ],
)
def test_what_was_or_is_so_is_no_target_there_either(sentence: str) -> None:
    assert targets(f"### Doelen\n\n{sentence}\n") == []
    assert len(statistics(f"### Doelen\n\n{sentence}\n")) == 1


def test_elsewhere_a_share_is_a_figure_about_the_world() -> None:
    text = "### Wat zien we?\n\n80 procent van de meldingen is binnen een week afgehandeld.\n"
    assert targets(text) == []
    assert statistics(text) == [("aandeel meldingen dat binnen een week is afgehandeld", Decimal(80), "%")]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("In 2028 is elk bedrijventerrein aangesloten bij een keurmerk.", "Elk bedrijventerrein is aangesloten bij een keurmerk"),
        ("Op alle middelbare scholen is eind 2028 een coördinator actief.", "Op alle middelbare scholen is een coördinator actief"),
    ],
)
def test_what_is_to_hold_of_all_is_a_target_without_a_number(sentence: str, label: str) -> None:
    assert targets(f"### Doelen\n\n- {sentence}\n") == [(label, None, "", 2028)]


def test_what_is_to_hold_of_all_some_day_is_an_ambition_only() -> None:
    assert targets("### Doelen\n\n- Elke inwoner voelt zich veilig in de eigen buurt.\n") == []


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Het aantal meldingen ligt niet hoger dan 1.000.", ("Aantal meldingen", Decimal(1000), "aantal", 2028)),
        ("De recidive onder jongeren komt onder de 30% te liggen (nu 38%).", ("Recidive onder jongeren", Decimal(30), "%", 2028)),
    ],
)
def test_a_bound_is_a_level(sentence: str, row: tuple[str, Decimal, str, int]) -> None:
    assert targets(f"### Resultaten in 2028\n\n- {sentence}\n") == [row]


def test_a_bound_with_what_it_is_now_goes_down() -> None:
    (fact,) = facts_of(
        read_text(f"{TITLE}### Doelen\n\n- De recidive onder jongeren komt onder de 30% te liggen (nu 38%).\n"), TargetFact
    )
    assert (fact.direction, fact.baseline_value, fact.baseline_year) == ("afname", Decimal(38), None)
