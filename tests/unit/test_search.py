"""Search: what people type, however they type it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.search import MAX_QUERY, SearchIndex, normalise, words
from kg.search_terms import forms, highlighted, snippet
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


def test_every_word_must_be_in_one_label_or_passage() -> None:
    assert found("lutjestad woninginbraken") == ["passage/plan-a/20-55"]
    assert found("lutjestad voorlichting") == []
    assert "municipality/lutjestad" in found("gemeente lutjestad")


def test_things_come_before_statements_about_them() -> None:
    """A mention labelled "OM" stood above the Openbaar Ministerie."""
    hits = found("om")
    assert hits.index("prosecution-office/openbaar-ministerie") < hits.index("governance-relation/plan-b/1")


def test_bookkeeping_is_not_found() -> None:
    assert not [iri for iri in found("plan") if iri.startswith(("source-file/", "extractor/"))]
    assert found("voorlichting")[0] == "measure/plan-a/voorlichting"


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


# Dutch


@pytest.mark.parametrize("text", ["inbraken", "inbraak", "woninginbraak", "WONINGINBRAKEN"])
def test_compounds_and_numbers_of_a_word_are_found(text: str) -> None:
    """"inbraak" found nothing in "Woninginbraken": another vowel, and within a longer word."""
    assert "theme/woninginbraken" in found(text)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("inbraken", "inbraak"),
        ("huizen", "huis"),
        ("brieven", "brief"),
        ("overvallen", "overval"),
        ("wapens", "wapen"),
        ("gemeenten", "gemeent"),
        ("inbraak", "inbrak"),
        ("huis", "huiz"),
    ],
)
def test_the_other_number_of_a_word_is_looked_for(word: str, expected: str) -> None:
    assert expected in forms(word)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_forms_are_never_empty_words(text: str) -> None:
    """An empty form is the beginning of every word there is."""
    for word in words(text):
        assert all(len(form) > 1 for form in forms(word))


# passages


def test_words_of_passages_are_found_after_things_and_facts() -> None:
    hits = INDEX.search("voorlichting").hits
    assert [hit.is_passage for hit in hits] == [False, True]
    assert "voorlichting" in hits[1].matched


def test_a_preposition_finds_no_passages_and_an_abbreviation_only_itself() -> None:
    """"om" is an abbreviation to who looks for the prosecution, and stands in every other sentence."""
    assert not [hit for hit in INDEX.search("om").hits if hit.is_passage]
    meant = [hit.matched for hit in INDEX.search("OM").hits if hit.is_passage]
    assert meant
    assert all("OM" in words_of for words_of in meant)


def test_kinds_are_counted_over_all_pages_and_restrict() -> None:
    found_all = INDEX.search("o", limit=1)
    assert sum(number for _, number in found_all.kinds) == found_all.total
    for kind, number in found_all.kinds:
        only = INDEX.search("o", limit=100, kind=kind)
        assert only.total == number == len(only.hits)
        assert {hit.kind for hit in only.hits} == {kind}


# hits within a text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.text(alphabet="abcdeén ", max_size=12))
def test_a_highlighted_text_is_the_text(text: str, wanted: str) -> None:
    assert "".join(piece for _, piece in highlighted(text, words(wanted))) == text


def test_a_snippet_shows_the_hit() -> None:
    text = "woord " * 200 + "Voorlichting geven aan jongeren " + "slot " * 200
    shown = snippet(text, ["voorlichting"])
    assert "Voorlichting" in shown
    assert len(shown) < 300
