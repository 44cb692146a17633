"""A figure of the whole country is told of one region, or one of the region of no area at all."""

from __future__ import annotations

import pytest

from loaders.scopes import scope_of


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("het aantal overvallen daalde landelijk met 4%", "landelijk"),
        ("Landelijke cijfers laten een stijging zien", "landelijk"),
        ("in heel Nederland kwamen er 12 bij", "landelijk"),
        ("in Nederland kwamen er 12 bij", "landelijk"),
        ("in Midden-Nederland kwamen er 12 bij", ""),  # the name of another region is not the country
        ("de Nederlandse politie telde er 12", ""),
        ("het binnenlandelijk verkeer", ""),
        ("er kwamen er 12 bij", ""),
        ("", ""),
    ],
)
def test_the_country_is_told_by_its_own_words(words: str, scope: str) -> None:
    assert scope_of(words, "") == scope


def test_the_documents_region_goes_before_the_country_and_only_as_a_whole_name() -> None:
    assert scope_of("in Limburg, anders dan landelijk, daalde het", "Limburg") == "Limburg"
    assert scope_of("de Limburgse politie", "Limburg") == ""
    assert scope_of("in Midden-Limburg", "Limburg") == ""  # a part of it
    assert scope_of("in Zuid Holland", "Zuid-Holland") == ""


def test_a_region_with_signs_in_its_name_is_found_and_is_no_pattern() -> None:
    assert scope_of("in 's-Hertogenbosch (stad)", "'s-Hertogenbosch") == "'s-Hertogenbosch"
    assert scope_of("in A en B", "A.*B") == ""
