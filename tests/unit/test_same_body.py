"""Two spellings of one body are two actors, or two bodies are one."""

from __future__ import annotations

import pytest

from loaders.same_body import same_body


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Veiligheidshuis", "veiligheidshuizen"),
        ("Gemeenteraad", "gemeenteraden"),
        ("overleg", "overleggen"),
        ("burgemeester", "Burgemeesters"),
        ("de Taskforce", "taskforce"),
        ("Regionaal Overleg", "regionale overleggen"),
        ("Politie (eenheid)", "politie"),
        ("Zorg- en Veiligheidshuis", "zorg en veiligheidshuis"),  # hyphens apart
        ("District Stad-Utrecht", "Utrecht Stad, district"),
        ("lokale en regionale partners", "regionale en lokale partners"),
        ("Afdeling Veiligheid", "veiligheid"),
    ],
)
def test_spellings_of_one_body_share_a_key(one: str, other: str) -> None:
    assert same_body(one) == same_body(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Team A", "Team B"),
        ("Basisteam Noord", "Basisteam Oost"),
        ("Veiligheidshuis", "Veiligheidsregio"),
        ("burgemeester", "wethouder"),
        ("Noord en Zuid", "Zuid en Noord"),  # the order counts, save of partners and of a city
        ("District Oost-Utrecht", "Utrecht Oost, district"),
        ("Taskforce 1", "Taskforce 2"),
    ],
)
def test_other_bodies_have_other_keys(one: str, other: str) -> None:
    assert same_body(one) != same_body(other)


def test_what_stands_between_brackets_is_left_out_each_pair_by_itself() -> None:
    assert same_body("Bureau (A) Zorg (B)") == same_body("Bureau Zorg")
    assert same_body("Bureau (A) Zorg (B)") != same_body("Bureau")


def test_a_name_of_nothing_but_articles_is_an_empty_key() -> None:
    assert same_body("de van het") == ""
