"""The store port: what a graph says, once, whoever says it."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg.embedded import OxigraphStore
from kg.errors import QueryError, QueryRefusedError, QuerySyntaxError, StoreError

BASE = "https://example.org/graaf"
REPORT = NamedNode(f"{BASE}/graph/report")


def node(name: str) -> NamedNode:
    return NamedNode(f"{BASE}/id/{name}")


def graph(name: str) -> NamedNode:
    return NamedNode(f"{BASE}/graph/{name}")


def quad(subject: str, value: str, in_graph: str) -> Quad:
    return Quad(node(subject), node("p"), Literal(value), graph(in_graph))


def rows(store: OxigraphStore, text: str, **arguments: object) -> list[list[str | None]]:
    results = store.query(text, **arguments)  # type: ignore[arg-type]
    assert isinstance(results, ox.QuerySolutions)
    return [[None if term is None else term.value for term in row] for row in results]


def count(store: OxigraphStore) -> int:
    return int(str(rows(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0][0]))


def put(store: OxigraphStore, name: str, quads: Iterable[Quad]) -> None:
    """Puts quads in the place of a graph, as a load does that replaces one."""
    store.clear_named(graph(name), union=True)
    store.load(quads)


def test_a_triple_in_two_graphs_counts_once() -> None:
    """The engine's own union counts it twice."""
    store = OxigraphStore(BASE)
    store.load([quad("a", "1", "one"), quad("a", "1", "two"), quad("b", "1", "two")])
    assert count(store) == 2


def test_the_report_is_no_part_of_the_default_graph() -> None:
    store = OxigraphStore(BASE)
    store.load([quad("a", "1", "one"), quad("r", "1", "report")])
    assert count(store) == 1
    assert rows(store, f"SELECT ?s {{ GRAPH <{REPORT.value}> {{ ?s ?p ?o }} }}") == [[node("r").value]]


def test_replacing_a_graph_keeps_what_another_graph_says_too() -> None:
    """A triple vanished from the union although a second document still stated it."""
    store = OxigraphStore(BASE)
    store.load([quad("a", "shared", "one"), quad("a", "own", "one"), quad("a", "shared", "two")])
    put(store, "one", [quad("a", "new", "one")])
    assert sorted(rows(store, "SELECT ?o { ?s ?p ?o }")) == [["new"], ["shared"]]
    put(store, "two", [])
    assert rows(store, "SELECT ?o { ?s ?p ?o }") == [["new"]]


def test_replacing_the_report_leaves_the_default_graph_alone() -> None:
    store = OxigraphStore(BASE)
    store.load([quad("a", "1", "one")])
    put(store, "report", [quad("r", "1", "report")])
    put(store, "report", [quad("r", "2", "report")])
    assert count(store) == 1
    assert store.manifest().graphs[REPORT.value] == 1


values = st.sampled_from("abc")
contents = st.dictionaries(st.sampled_from(["one", "two", "report"]), st.frozensets(st.tuples(values, values)))


@settings(max_examples=50, deadline=None)
@given(before=contents, name=st.sampled_from(["one", "two", "report"]), after=st.frozensets(st.tuples(values, values)))
def test_replacing_is_as_good_as_building_anew(
    before: dict[str, frozenset[tuple[str, str]]], name: str, after: frozenset[tuple[str, str]]
) -> None:
    store = OxigraphStore(BASE)
    store.load(quad(s, o, g) for g, pairs in before.items() for s, o in pairs)
    put(store, name, (quad(s, o, name) for s, o in after))
    fresh = OxigraphStore(BASE)
    fresh.load(quad(s, o, g) for g, pairs in {**before, name: after}.items() for s, o in pairs)
    assert set(store.engine) == set(fresh.engine)


def test_canonical_nquads_do_not_depend_on_order_or_on_names_of_blank_nodes() -> None:
    def lines(names: list[str], backwards: bool) -> bytes:
        quads = [Quad(BlankNode(n), node("p"), Literal(f"v{i}"), graph("one")) for i, n in enumerate(names)]
        quads += [Quad(node("s"), node("q"), BlankNode(names[0]), graph("one")), quad("a", "plain", "one")]
        store = OxigraphStore(BASE)
        store.load(reversed(quads) if backwards else quads)
        return b"".join(store.canonical_nquads())

    assert lines(["x", "y"], backwards=False) == lines(["q1", "q0"], backwards=True)


def test_canonical_nquads_are_nquads_and_leave_the_default_graph_out() -> None:
    store = OxigraphStore(BASE)
    awkward = 'a "quote"\n_:b0 .\t\\ <x> .'
    store.load([quad("a", awkward, "one"), quad("a", "é", "two")])
    text = store.canonical_nquads()
    assert text == sorted(text)
    assert set(ox.parse(b"".join(text), ox.RdfFormat.N_QUADS)) == {quad("a", awkward, "one"), quad("a", "é", "two")}
    assert len(store.canonical_nquads([graph("two").value])) == 1


def test_manifest_counts_graphs_and_union() -> None:
    store = OxigraphStore(BASE)
    store.load([quad("a", "1", "one"), quad("a", "1", "two"), quad("r", "1", "report")])
    manifest = store.manifest()
    assert (manifest.triples, manifest.quads) == (1, 3)
    assert manifest.graphs == {graph(n).value: 1 for n in ("one", "report", "two")}


@pytest.mark.parametrize(
    ("default_graphs", "named_graphs", "plain", "named"),
    [
        (None, None, 2, 3),
        (["one"], None, 1, 0),
        (["one", "two"], None, 2, 0),
        (None, ["two"], 0, 2),
        (["one"], ["two"], 1, 2),
        (["nowhere"], ["nowhere"], 0, 0),
    ],
)
def test_the_dataset_of_a_query(
    default_graphs: list[str] | None, named_graphs: list[str] | None, plain: int, named: int
) -> None:
    """SPARQL 1.1 Protocol 2.1.4: a dataset that is given has nothing but what is given."""
    store = OxigraphStore(BASE)
    store.load([quad("a", "1", "one"), quad("a", "1", "two"), quad("b", "1", "two")])
    dataset = {
        "default_graphs": None if default_graphs is None else [graph(g).value for g in default_graphs],
        "named_graphs": None if named_graphs is None else [graph(g).value for g in named_graphs],
    }
    distinct = "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }"
    assert len(rows(store, distinct, **dataset)) == plain
    assert len(rows(store, "SELECT * { GRAPH ?g { ?s ?p ?o } }", **dataset)) == named


def test_bindings_are_values_and_never_text() -> None:
    store = OxigraphStore(BASE)
    store.load([quad("a", "x", "one"), quad("b", "y", "one")])
    text = "SELECT ?s ?o { ?s ?p ?o }"
    assert rows(store, text, bindings={"o": Literal("y")}) == [[node("b").value, "y"]]
    assert rows(store, text, bindings={"o": Literal('y" } UNION { ?s ?p ?o')}) == []


def test_errors_of_the_engine_are_ours() -> None:
    store = OxigraphStore(BASE)
    with pytest.raises(QuerySyntaxError, match="line 2, column") as caught:
        store.query("SELECT * {\n ?s ?p }")
    assert (caught.value.line, caught.value.column) == (2, 9)
    with pytest.raises(QuerySyntaxError):
        store.query("ASK {} \ud800")
    with pytest.raises(QueryRefusedError):
        store.query("ASK { SERVICE <http://example.org/> {} }")
    with pytest.raises(QueryError, match="absolute IRI"):
        store.query("ASK {}", default_graphs=["no iri"])
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")


def test_quads_look_in_the_default_graph_unless_told() -> None:
    store = OxigraphStore(BASE)
    store.load([quad("a", "1", "one"), quad("r", "1", "report")])
    assert [q.graph_name for q in store.quads()] == [DefaultGraph()]
    assert len(list(store.quads(graph=None))) == 3
    assert len(list(store.quads(graph=REPORT))) == 1
