"""Minimal clashing sets, found by asking only.

Wrong would be: a set from which an axiom can be missed, one set reported twice, a set that is overlooked while the
search says it is complete, a search that does not stop at its budget or does not say so.
"""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.explanations.functional import Value, iri, parse, value
from kg.explanations.search import Budget, search
from kg.explanations.words import in_words

AXIOMS = range(9)
families = st.lists(st.frozensets(st.sampled_from(AXIOMS), min_size=1, max_size=4), min_size=1, max_size=4)


def minimal(sets: list[frozenset[int]]) -> set[frozenset[int]]:
    return {one for one in sets if not any(other < one for other in sets)}


@settings(max_examples=200, deadline=None, derandomize=True)
@given(families)
def test_all_minimal_sets_are_found_and_nothing_else(sets: list[frozenset[int]]) -> None:
    """Compared with what was put in, which is known here."""
    found = search(AXIOMS, lambda chosen: any(one <= chosen for one in sets), Budget(60, 50))
    assert found.complete
    assert set(found.sets) == minimal(sets)
    assert len(found.sets) == len(set(found.sets))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(families, st.integers(1, 3))
def test_a_search_cut_short_says_so(sets: list[frozenset[int]], number: int) -> None:
    found = search(AXIOMS, lambda chosen: any(one <= chosen for one in sets), Budget(60, number))
    assert len(found.sets) == min(number, len(minimal(sets)))
    assert set(found.sets) <= minimal(sets)
    assert found.complete == (number >= len(minimal(sets)))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(families)
def test_sets_that_are_known_are_gone_on_from(sets: list[frozenset[int]]) -> None:
    known = sorted(minimal(sets), key=sorted)[:1]
    found = search(AXIOMS, lambda chosen: any(one <= chosen for one in sets), Budget(60, 50), known=known)
    assert set(found.sets) == minimal(sets)


def test_no_clash_is_no_set() -> None:
    found = search(AXIOMS, lambda chosen: False, Budget())
    assert (found.sets, found.complete) == ((), True)


def test_fixed_axioms_are_in_no_set() -> None:
    found = search(range(5), lambda chosen: {1, 7} <= chosen, Budget(), frozenset({7}))
    assert found.sets == (frozenset({1}),)


def test_time_that_is_over_is_said_to_be() -> None:
    found = search(AXIOMS, lambda chosen: True, Budget(seconds=-1))
    assert (found.sets, found.complete) == ((), False)


def test_few_questions_are_asked_about_many_axioms() -> None:
    """Wrong would be: one question for each of a thousand axioms, each taking HermiT a tenth of a second."""
    wanted = frozenset({17, 400, 401, 999})
    found = search(range(1000), lambda chosen: wanted <= chosen, Budget(60, 1))
    assert found.sets == (wanted,)
    assert found.asked < 80


@pytest.mark.parametrize(
    ("axiom", "dutch", "english"),
    [
        ("SubClassOf(<e:A> ObjectSomeValuesFrom(<e:p> <e:B>))", "Elk(e) A is iets met als ‘p’ een B.",
         "Every A is something with as ‘p’ a B."),
        ("DataPropertyAssertion(<e:p> <e:a> \"zeg \\\"ja\\\" (of)\"@nl)", "a heeft als ‘p’: “zeg \"ja\" (of)”.",
         "a has as ‘p’: “zeg \"ja\" (of)”."),
        ("SubClassOf(<e:A> ObjectExactCardinality(1 <e:p> owl:Thing))", "Elk(e) A is iets met precies 1 ‘p’.",
         "Every A is something with exactly 1 ‘p’."),
        ("HasKey(<e:A> (<e:p> ) (<e:q> ))", "Twee keer A met dezelfde ‘p’, ‘q’ is één en hetzelfde.",
         "Two instances of A with the same ‘p’, ‘q’ are one and the same."),
        ("SubObjectPropertyOf(ObjectPropertyChain(<e:p> <e:q>) <e:r>)",
         "Wie achtereenvolgens ‘p’, ‘q’ volgt, komt bij ‘r’.", "Following ‘p’, ‘q’ in turn leads to ‘r’."),
        ("NeverHeardOf(<e:A>)", "NeverHeardOf(<e:A>)", "NeverHeardOf(<e:A>)"),
    ],
)  # fmt: skip
def test_an_axiom_in_words(axiom: str, dutch: str, english: str) -> None:
    assert in_words(axiom, lambda name, _: name.removeprefix("e:")) == {"nl": dutch, "en": english}


@given(st.text(max_size=30))
def test_any_text_survives_in_a_literal(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    parsed = parse(f'DataPropertyAssertion(<e:p> <e:a> "{escaped}"^^xsd:string)')
    assert value(parsed[3]) == Value(text, "http://www.w3.org/2001/XMLSchema#string")
    assert [iri(part) for part in parsed[1:3]] == ["e:p", "e:a"]


def test_sets_of_every_size_are_minimal() -> None:
    pairs = [frozenset(pair) for pair in combinations(range(4), 2)]
    found = search(range(4), lambda chosen: any(pair <= chosen for pair in pairs), Budget(60, 20))
    assert set(found.sets) == set(pairs)
