"""Search: what people type, however they type it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.search import MAX_QUERY, SearchIndex, normalise, words
from tests.http.sample import BASE, sample_store

INDEX = SearchIndex(sample_store(ontology=False))


def found(text: str) -> list[str]:
    return [hit.iri.removeprefix(f"{BASE}/id/") for hit in INDEX.search(text).hits]


@pytest.mark.parametrize("text", ["OM", "om", "Openbaar Ministerie", "ministerie openb", "OPENBAAR", "  om ", "«OM»"])
def test_a_body_is_found_by_name_abbreviation_and_beginnings(text: str) -> None:
    assert found(text)[0] == "prosecution-office/openbaar-ministerie"


@pytest.mark.parametrize("text", ["coordinatieoverleg", "COÖRDINATIE", "coördin", "coo\u0308rdinatie"])
def test_diacritics_and_case_do_not_matter(text: str) -> None:
    assert found(text)[0] == "body/coordinatieoverleg"


def test_every_word_must_be_in_one_label() -> None:
    assert found("lutjestad woninginbraken") == []
    assert "municipality/lutjestad" in found("gemeente lutjestad")


def test_things_come_before_statements_about_them() -> None:
    """A mention labelled "OM" stood above the Openbaar Ministerie."""
    hits = found("om")
    assert hits.index("prosecution-office/openbaar-ministerie") < hits.index("governance-relation/plan-b/1")


def test_passages_and_bookkeeping_are_not_found() -> None:
    assert not [iri for iri in found("plan") if iri.startswith(("passage/", "source-file/", "extractor/"))]
    assert found("voorlichting") == ["measure/plan-a/voorlichting"]


def test_what_only_the_report_says_is_not_found() -> None:
    assert found("report") == []


def test_the_label_that_fits_is_told() -> None:
    hit = INDEX.search("om").hits[0]
    assert hit.matched == "OM"


def test_pages_follow_one_another() -> None:
    whole = [hit.iri for hit in INDEX.search("o", limit=100).hits]
    parts = [hit.iri for start in range(0, len(whole), 2) for hit in INDEX.search("o", limit=2, offset=start).hits]
    assert parts == whole
    assert INDEX.search("o", limit=1).total == len(whole)


@pytest.mark.parametrize("text", ["", "   ", "!?", "\u0301", "x" * (MAX_QUERY + 1)])
def test_nothing_to_search_for_is_an_error(text: str) -> None:
    with pytest.raises(UsageError):
        INDEX.search(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=MAX_QUERY))
def test_any_text_is_searched_or_refused(text: str) -> None:
    try:
        found(text)
    except UsageError:
        assert not words(text)


@given(st.text(max_size=50))
def test_normalising_twice_changes_nothing(text: str) -> None:
    """"ℌ" became "H", which no query in small letters found."""
    assert normalise(normalise(text)) == normalise(text)
