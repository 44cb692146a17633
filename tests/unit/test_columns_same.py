"""An answer from the columns that the engine would not give is worse than a slow one: the same rows on random graphs,
with values that are missing, doubled, of mixed kinds, and no numbers at all."""

from __future__ import annotations

import random
from collections import Counter

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.columns.answer import answer
from kg.columns.recognise import recognise
from tests.columns_cases import columns_of, graph, question, written


def check(rng: random.Random, queries: int) -> int:
    """How many of so many queries on one graph were answered from the columns; all of them rightly."""
    store = graph(rng)
    columns, answered = columns_of(store), 0
    for _ in range(queries):
        text = question(rng)
        query = recognise(text)
        found = answer(columns, query, text) if query is not None else None
        if found is None:
            continue
        answered += 1
        expected = store.query(text)
        assert [v.value for v in found.variables] == [v.value for v in expected.variables], text
        dump = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()).decode()
        assert Counter(written(found)) == Counter(written(expected)), f"{text}\n{dump}"
    return answered


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_the_same_rows_as_the_engine(rng: random.Random) -> None:
    check(rng, 5)


def test_the_same_rows_as_the_engine_on_many_graphs_and_most_are_answered() -> None:
    """Were all declined, the test above would prove nothing."""
    answered = sum(check(random.Random(seed), 10) for seed in range(250))
    assert answered > 600, answered
