"""Identifiers of registers. Wrong would be: two ways of writing one that become two, or one that is made of nothing."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ParameterError
from kg.identifiers import ASKED, BY_KEY, REGISTERS, normalised, register_of
from kg.snapshots import open_current
from loaders.reference import REFERENCE

BASE = "https://example.org/g"


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.key)
def test_a_register_knows_its_own_example(register: object) -> None:
    told = BY_KEY[register.key]  # type: ignore[attr-defined]
    example = told.spaced(BASE) + told.example if told.space.startswith("/") else told.example
    assert re.fullmatch(told.full_form(BASE), example)
    assert not re.fullmatch(told.full_form(BASE), example + "\n")
    assert not re.search(told.full_form(BASE), "x" + example)
    if told.space:
        assert register_of(example, BASE) == told


@pytest.mark.parametrize("register", ASKED)
def test_what_is_normal_stays_as_it_is(register: str) -> None:
    assert normalised(register, BY_KEY[register].example) == BY_KEY[register].example
    assert normalised(register, f"  {BY_KEY[register].example}\n") == BY_KEY[register].example


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.sampled_from(ASKED), st.text(max_size=400))
def test_anything_else_is_refused_or_gets_the_form_of_its_register(register: str, text: str) -> None:
    try:
        found = normalised(register, text)
    except ParameterError:
        return
    assert re.search(BY_KEY[register].form, found)
    assert normalised(register, found) == found


def test_an_address_outside_of_every_register_is_of_none() -> None:
    assert register_of("https://example.org/gm0344", BASE) is None
    assert register_of(f"{BASE}/id/crime-class/1", BASE) == BY_KEY["scm"]
    assert register_of("https://identifier.overheid.nl/tooi/def/thes/top/c_fcac43e4", BASE) == BY_KEY["tooi-top"]


@pytest.mark.parametrize(
    ("file", "column", "form"),
    [
        ("municipalities.csv", "cbs_code", "{}"),
        ("municipalities.csv", "tooi_iri", "{}"),
        ("municipalities.csv", "wikidata_qid", "http://www.wikidata.org/entity/{}"),
        ("organisations.csv", "iri", "{}"),
        ("organisations.csv", "wikidata_qid", "http://www.wikidata.org/entity/{}"),
        ("organisations_evidence.csv", "roo_id", "https://organisaties.overheid.nl/{}/"),
        ("crime_classification.csv", "code", "{}"),
        ("crime_classification.csv", "cbs_odata_key", "{}"),
        ("themes_kernbeleid.csv", "code", "{}"),
    ],
)
def test_every_identifier_of_the_reference_files_stands_in_the_graph(
    identifiers: frozenset[str], file: str, column: str, form: str
) -> None:
    with (REFERENCE / file).open(encoding="utf-8", newline="") as rows:
        known = {form.format(row[column]) for row in csv.DictReader(rows) if row[column]}
    assert known
    assert known <= identifiers


@pytest.fixture(scope="module")
def identifiers(built_store: Path) -> frozenset[str]:
    """Whatever the graph gives as a value."""
    store = open_current(built_store)
    try:
        return frozenset(getattr(quad.object, "value", "") for quad in store.quads())
    finally:
        store.close()
