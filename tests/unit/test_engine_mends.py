"""What the engine would answer wrongly, put right in front of it; and what must stay as it was written."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest

from kg.embedded import OxigraphStore
from kg.engine.asking import MAX_UNKNOWN
from kg.engine.mends import MAX_GRAPHS, Dataset, mended
from kg.errors import QueryError, QuerySyntaxError, QueryTooComplexError

E = "http://e/"
DATA = f"""PREFIX : <{E}> INSERT DATA {{ :a :p :b . :b :p :c .
  GRAPH :g {{ :x :p :y . :x :p :z }} GRAPH :h {{ :x :p :h }} }}"""
Answer = list[dict[str, str]]


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    made = OxigraphStore(E)
    made.engine.update(DATA)
    return made


def ask(store: OxigraphStore, query: str, **dataset: list[str]) -> Answer | bool:
    found = store.query(f"PREFIX : <{E}> {query}", **dataset)  # type: ignore[arg-type]
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    assert isinstance(found, ox.QuerySolutions)
    rows = [{v.value: _short(row[v]) for v in found.variables if row[v] is not None} for row in found]
    return sorted(rows, key=str)


def _short(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value.removeprefix(E)


ZERO: dict[str, tuple[str, Answer | bool]] = {
    "* from a constant": ("SELECT * { :none :p* ?x }", [{"x": "none"}]),
    "* to a constant": ("SELECT * { ?x :p* :none }", [{"x": "none"}]),
    "? from a constant": ("SELECT * { :none :p? ?x }", [{"x": "none"}]),
    "of a group": ("SELECT * { :none (:p|^:q/:r)* ?x }", [{"x": "none"}]),
    "inverse": ("SELECT * { ?x ^:p* :none }", [{"x": "none"}]),
    "an IRI in full": (f"SELECT * {{ <{E}none> <{E}p>* ?x }}", [{"x": "none"}]),
    "a literal": ("SELECT * { ?x :p* 'word'@nl }", [{"x": "word"}]),
    "a number": ("SELECT * { ?x :p? 5 }", [{"x": "5"}]),
    "without a space": ("SELECT * { :none :p*?x }", [{"x": "none"}]),
    "both the same": ("ASK { :none :p* :none }", True),
    "both, not the same": ("ASK { :none :p* :other }", False),
    "only a predicate": ("SELECT * { :p :q* ?x }", [{"x": "p"}]),
    "joined before": ("SELECT ?x { :a :p ?o . :none :p* ?x }", [{"x": "none"}]),
    "joined after": ("SELECT * { :none :p* ?x . ?x :p ?y }", []),
    "counted": ("SELECT (COUNT(*) AS ?n) { :none :p* ?x }", [{"n": "1"}]),
    "optional": ("SELECT * { :b :p ?o OPTIONAL { :none :p* ?x } }", [{"o": "c", "x": "none"}]),
    "in a union": ("SELECT * { { :none :p* ?x } UNION { :b :p ?x } }", [{"x": "c"}, {"x": "none"}]),
    "not there": ("SELECT * { :b :p ?x FILTER NOT EXISTS { :none :p* ?z } }", []),
    "after a filter": ("SELECT ?x { FILTER(true) :none :p* ?x }", [{"x": "none"}]),
    "in the data": ("SELECT * { :b :p* ?x }", [{"x": "b"}, {"x": "c"}]),
    "+ has no length zero": ("SELECT * { :none :p+ ?x }", []),
    "a part of a longer path: any node of the data, and :none is none": ("SELECT * { :none :p*/:p* ?x }", []),
    "a variable is a node of the data": ("SELECT * { VALUES ?s { :none } ?s :p* ?x }", []),
}  # fmt: skip


@pytest.mark.parametrize("case", ZERO)
def test_a_path_of_length_zero(store: OxigraphStore, case: str) -> None:
    query, expected = ZERO[case]
    assert ask(store, query) == expected


def test_a_path_in_the_dataset_of_the_request(store: OxigraphStore) -> None:
    query = "SELECT * { :a :p* ?x }"
    assert ask(store, query, default_graphs=[f"{E}g"]) == [{"x": "a"}]
    assert ask(store, query, default_graphs=[f"{E}g"], named_graphs=[f"{E}h"]) == [{"x": "a"}]
    assert ask(store, "SELECT * { :x :p* ?x }", default_graphs=[f"{E}g"]) == [{"x": "x"}, {"x": "y"}, {"x": "z"}]


UNTOUCHED = (
    "SELECT * { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?x { ?s ?p ?o FILTER(?o * 2 > 1) }",
    "SELECT ?x { ?s ?p ?o BIND(<http://e/f>(?s) * 2 AS ?x) }",
    "SELECT ?x { ?s ?p ?o BIND((?o)*(?o) AS ?x) }",
    "SELECT * { ?s <http://e/p>* ?o }",
    "SELECT * { <http://e/none> <http://e/p>* ?x ; <http://e/q> ?y }",
    "SELECT * { <http://e/none> <http://e/p>* ?x , ?y }",
    "SELECT * { ?s <http://e/q> <http://e/none> . ?s <http://e/p>/<http://e/none>* ?x }",
    "SELECT * { GRAPH ?g { <http://e/none> <http://e/p>* ?x } }",
    "SELECT * FROM <http://e/g> { <http://e/none> <http://e/p>* ?x }",
    "SELECT * { ?s ?p '<http://e/none> <http://e/p>* ?x .' }",
    "SELECT * { ?s ?p ?o # <http://e/none> <http://e/p>* ?x .\n }",
    "SELECT * { GRAPH <http://e/g> { SELECT ?s { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { SELECT ?g ?s { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { ?s ?p ?o FILTER EXISTS { ?s ?p ?g } } }",
    "SELECT * FROM NAMED <http://e/g> { GRAPH ?g { SELECT ?s { ?s ?p ?o } } }",
)


@pytest.mark.parametrize("query", UNTOUCHED)
def test_everything_else_stays_as_it_was_written(query: str) -> None:
    assert mended(query, Dataset(lambda _: False, lambda: [f"{E}g"])) == query


# GRAPH ?g with a SELECT in it


def test_a_select_is_evaluated_once_for_each_graph(store: OxigraphStore) -> None:
    count = "SELECT * { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s :p ?o } } }"
    assert ask(store, count) == [{"g": "g", "n": "2"}, {"g": "h", "n": "1"}]
    assert ask(store, count.replace(":p", ":none")) == [{"g": "g", "n": "0"}, {"g": "h", "n": "0"}]
    distinct = "SELECT * { GRAPH ?g { { SELECT DISTINCT ?s { ?s :p ?o } } } }"
    assert ask(store, distinct) == [{"g": "g", "s": "x"}, {"g": "h", "s": "x"}]
    limited = "SELECT * { GRAPH ?g { SELECT ?s { ?s :p ?o } LIMIT 1 } }"
    assert ask(store, limited) == [{"g": "g", "s": "x"}, {"g": "h", "s": "x"}]


def test_a_graph_that_is_known_elsewhere(store: OxigraphStore) -> None:
    joined = "SELECT * { VALUES ?g { :h } GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s :p ?o } } }"
    assert ask(store, joined) == [{"g": "h", "n": "1"}]
    inside = "SELECT * { GRAPH ?g { ?s :p ?g { SELECT ?s { ?s :p ?o } } } }"
    assert ask(store, inside) == [{"g": "h", "s": "x"}]


def test_the_graphs_are_those_of_the_request(store: OxigraphStore) -> None:
    count = "SELECT * { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s :p ?o } } }"
    assert ask(store, count, named_graphs=[f"{E}h"]) == [{"g": "h", "n": "1"}]
    assert ask(store, count, default_graphs=[f"{E}h"]) == []


def test_too_many_graphs_are_told(store: OxigraphStore) -> None:
    many = Dataset(lambda _: True, lambda: [f"{E}{n}" for n in range(MAX_GRAPHS + 1)])
    with pytest.raises(QueryTooComplexError, match=r"Choose \?g in the inner SELECT"):
        mended("SELECT * { GRAPH ?g { SELECT ?s { ?s ?p ?o } } }", many)


# functions that are not known


def test_an_unknown_function_is_an_error_of_the_expression(store: OxigraphStore) -> None:
    assert ask(store, "SELECT * { :b :p ?o FILTER(:f(?o)) }") == []
    assert ask(store, "SELECT * { :b :p ?o FILTER(:f(?o) || true) }") == [{"o": "c"}]
    assert ask(store, "SELECT ?o ?x { :b :p ?o BIND(:f(?o) AS ?x) }") == [{"o": "c"}]
    assert ask(store, "SELECT (COALESCE(:f(1), :g(2), 'other') AS ?x) {}") == [{"x": "other"}]
    assert ask(store, "SELECT (IF(:f(), 1, 2) AS ?x) {}") == [{}]


def test_not_endlessly_many(store: OxigraphStore) -> None:
    many = " || ".join(f":f{n}()" for n in range(MAX_UNKNOWN + 1))
    with pytest.raises(QueryError, match="not supported"):
        ask(store, f"ASK {{ FILTER({many}) }}")


# errors


def test_the_place_of_an_error_is_that_in_the_text_as_written(store: OxigraphStore) -> None:
    query = f"SELECT * {{ <{E}none> <{E}p>* ?x .\n ?s ?p }}"
    assert mended(query, Dataset(lambda _: False, list)) != query
    with pytest.raises(QuerySyntaxError) as raised:
        store.query(query)
    with pytest.raises(SyntaxError) as told:
        store.engine.query(query)
    assert f"{raised.value.line}:{raised.value.column}" in str(told.value)
    assert raised.value.line == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "GRAPH ?g { " * 4_000,
        "SELECT * { " + ":a) * " * 8_000,
        "SELECT * { " + ":a (" * 150 + ":p" + ")*" * 150 + " ?x }",
        "SELECT * { " + "<http://e/none> <http://e/p>* ?x . " * 1_300 + "}",
        "SELECT * { " + "?x" * 24_000,
    ],
)
def test_no_text_keeps_it_busy(query: str) -> None:
    began = time.process_time()
    mended(query, Dataset(lambda _: False, lambda: [f"{E}g"]))
    assert time.process_time() - began < 1
