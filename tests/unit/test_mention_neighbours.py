"""An organisation in no register is lost, or a place, a theme or a common word becomes one."""

from __future__ import annotations

import pytest

from loaders.mention_neighbours import neighbours


def found(text: str, known: str = "", common: tuple[str, ...] = ()) -> list[str]:
    at = text.find(known) if known else -1
    spans = [(at, at + len(known))] if known else []
    names = list(neighbours(text, spans, lambda name: name in common))
    assert all(text[start:end] == name for start, end, name in names)
    return [name for _, _, name in names]


@pytest.mark.parametrize(
    ("text", "known", "wanted"),
    [
        ("GGZ Veldrijk, Oever en Stichting Linde bemensen samen een team.", "GGZ Veldrijk", ["Oever", "Stichting Linde"]),
        ("Hieraan werken mee met de politie, Dijkzicht en ruim 300 inwoners.", "politie", []),
        ("Het plan is gemaakt door de politie, Dijkzicht en de Havenmeesters.", "politie", ["Dijkzicht", "Havenmeesters"]),
        ("Scholen geven les, met hulp van Hogeschool Veldrijk en de Linde.", "", ["Hogeschool Veldrijk", "Linde"]),
        ("De jongerenwerkers van Dijkzicht geven voorlichting.", "", ["Dijkzicht"]),
        ("Cyberveilig Veldrijk (CVV) helpt ondernemers.", "", ["Cyberveilig Veldrijk"]),
        ("RADIX registreert meldingen.", "", ["RADIX"]),
    ],
)
def test_a_name_beside_one_that_is_known_or_that_acts_is_a_body(text: str, known: str, wanted: list[str]) -> None:
    assert found(text, known) == wanted


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Preventie en de politie vullen elkaar aan.", "politie"),  # a common word with its capital from the sentence
        ("Handhaving controleert vaker.", ""),
        ("In Veldrijk en bij de politie groeit het besef.", "politie"),
        ("De Wet Bibob en de politie helpen daarbij.", "politie"),
        ("Met hulp van vrijwilligers en bewoners gaan we door.", ""),
        ("Het aantal 2023 en de politie", "politie"),
    ],
)
def test_other_words_with_a_capital_are_none(text: str, known: str) -> None:
    assert found(text, known) == []


def test_a_place_or_theme_is_none() -> None:
    assert found("De politie, Veldrijk en Oever werken samen.", "politie", ("Veldrijk",)) == ["Oever"]
