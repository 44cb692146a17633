"""A body that has no head word of its own is lost, or a word that is no body becomes one."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kg.model import ActorFact
from loaders.mention_lists import NamedBody, apposed_bodies, lettered_bodies, listed_bodies
from tests.support import facts_of, read_text


def names(found: Iterable[NamedBody]) -> list[str]:
    return [body.name for body in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("De districten Veldrijk en Waterland doen mee.", ["District Veldrijk", "District Waterland"]),
        (
            "De Zorg- en Veiligheidshuizen De Linde, Hart van Veldrijk en Zeekant bieden nazorg.",
            [f"Zorg- en Veiligheidshuis {place}" for place in ("De Linde", "Hart van Veldrijk", "Zeekant")],
        ),
        ("De veiligheidsregio's Midden- en West-Veldrijk oefenen.", ["Veiligheidsregio Midden- en West-Veldrijk"]),
        ("De districten werken het plan uit.", []),
    ],
)
def test_a_plural_with_places_names_one_for_each(text: str, wanted: list[str]) -> None:
    assert names(listed_bodies(text)) == wanted


def test_each_of_a_list_stands_where_its_place_does() -> None:
    text = "De districten Veldrijk en Waterland doen mee."
    first, second = listed_bodies(text)
    assert text[first.start : first.end] == "districten Veldrijk"
    assert text[second.start : second.end] == "Waterland"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("De woningcorporaties Domus en Het Veld bouwen.", ["Domus", "Het Veld"]),
        ("De verhuurdersorganisatie Stadsdak trekt de proef.", ["Stadsdak"]),
        ("Het Havenbedrijf Grote Zee plaatst camera's.", ["Havenbedrijf Grote Zee"]),
        ("De Bibliotheek Veldrijk geeft cursussen.", ["Bibliotheek Veldrijk"]),
        ("Samen met Waterzorg en de politie gaan we langs.", ["Waterzorg"]),
        ("Veldhof en Stadsdak brengen achterpaden op orde.", ["Veldhof", "Stadsdak"]),
        ("De school begint om negen uur.", []),
        ("Een bedrijf meldt zich.", []),
        ("Gemeenten en Politie brengen dit op orde.", []),
    ],
)
def test_a_name_beside_the_word_for_what_it_is(text: str, wanted: list[str]) -> None:
    assert names(apposed_bodies(text)) == wanted


def test_letters_before_a_name_are_told_with_that_name() -> None:
    ((body, letters, place),) = lettered_bodies("Het advies van VNO-NCW Utrecht volgt.")
    assert (body.name, letters, place) == ("VNO-NCW Utrecht", "VNO-NCW", "Utrecht")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("MKB Utrecht biedt ondernemers een keuring aan.", True),
        ("De PGA Utrecht (persoonsgerichte aanpak, PGA) loopt door.", False),  # letters that the text explains
        ("MKB Vooruit biedt ondernemers een keuring aan.", False),  # no place
        ("Postbus 11, 3500 MKB Utrecht", False),
    ],
)
def test_letters_with_a_place_are_a_body(text: str, wanted: bool) -> None:
    found = {fact.actor for fact in facts_of(read_text(f"Plan\n\n{text}", ["abbreviations", "actors"]), ActorFact)}
    assert any(" Utrecht" in name and name[:3] in ("MKB", "PGA") for name in found) is wanted
