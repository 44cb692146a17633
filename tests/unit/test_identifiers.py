"""Identifiers of registers. Wrong would be: two ways of writing one that become two, or one that is made of nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ParameterError
from kg.identifiers import ASKED, BY_KEY, REGISTERS, normalised, register_of

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
