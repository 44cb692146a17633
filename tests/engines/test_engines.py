"""The same store behind the same port, whatever engine holds it: embedded, `oxigraph serve`, Virtuoso 7."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from api.app import create_app
from kg.config import Settings
from kg.embedded import OxigraphStore
from kg.errors import GraphError, QueryRefusedError, QuerySyntaxError, ResultTooLargeError, StoreError, UsageError
from kg.publishing import publish, refresh
from kg.remote import RemoteStore
from kg.remote_http import RemoteEngine
from kg.store import GraphStore
from tests.engines.cases import CASES, PREFIXES, Case
from tests.engines.servers import VIRTUOSO, Asked, Said, oxigraph, scripted, virtuoso
from tests.http.client import Client
from tests.http.sample import BASE, sample_store

pytestmark = pytest.mark.xdist_group("engines")  # one Virtuoso, not one for each worker
ENGINES = ["oxigraph", "virtuoso"]
LIST = "application/json"


@pytest.fixture(scope="module")
def embedded() -> OxigraphStore:
    return sample_store()


@pytest.fixture(scope="module")
def remotes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, RemoteEngine]]:
    """Where the engines listen, empty as yet."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as url:
        found = {"oxigraph": RemoteEngine(f"{url}/query", f"{url}/update", f"{url}/store?no_transaction")}
        if VIRTUOSO is None:
            yield found
            return
        with virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
            found["virtuoso"] = RemoteEngine(
                f"{url}/sparql", f"{url}/sparql-auth", f"{url}/sparql-graph-crud-auth", "digest:dba:dba"
            )
            yield found


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, remotes: dict[str, RemoteEngine]) -> tuple[str, RemoteEngine]:
    if request.param not in remotes:
        pytest.skip("virtuoso-opensource-7 is not installed here; .ci/run installs it")
    return request.param, remotes[request.param]


@pytest.fixture(scope="module")
def remote(engine: tuple[str, RemoteEngine], embedded: OxigraphStore) -> Iterator[RemoteStore]:
    """The small graph in the engine."""
    store = RemoteStore(BASE, engine[1])
    done = publish(embedded, store, part=50_000)
    assert not done.differing
    yield store
    store.close()


@pytest.fixture
def scratch(engine: tuple[str, RemoteEngine]) -> Iterator[RemoteStore]:
    """Another graph in the same engine, with a base of its own; taken away afterwards."""
    store = RemoteStore("https://scratch.example.org", engine[1])
    yield store
    for name in ("one", "two", "report", "default", "publication"):
        store.delete_graph(NamedNode(f"{store.base}/graph/{name}"))
    store.close()


def rows(store: GraphStore, text: str, **options: object) -> object:
    """The answer in any order, numbers by their value."""
    results = store.query(PREFIXES.replace("PREFIX vg:", "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX vg:", 1) + text, **options)  # type: ignore[arg-type]
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    if not isinstance(results, ox.QuerySolutions):
        return Counter(str(triple) for triple in results)
    names = sorted(variable.value for variable in results.variables)
    return Counter(tuple((name, str(row[name])) for name in names if row[name] is not None) for row in results)


# --- queries


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_query_gives_the_same(
    case: Case, engine: tuple[str, RemoteEngine], remote: RemoteStore, embedded: OxigraphStore
) -> None:
    try:
        expected: object = rows(embedded, case.query)
    except GraphError as error:
        expected = type(error)
    try:
        found: object = rows(remote, case.query)
    except GraphError as error:
        found = type(error)
    same = "same" if found == expected else "error" if isinstance(found, type) else "rows"
    assert same == case.differs.get(engine[0], "same"), (expected, found)


def test_a_dataset_of_the_protocol(remote: RemoteStore, embedded: OxigraphStore) -> None:
    for options in (
        {"default_graphs": [f"{BASE}/graph/plan-a"]},
        {"default_graphs": [f"{BASE}/graph/plan-a", f"{BASE}/graph/plan-b"]},
        {"default_graphs": [f"{BASE}/graph/plan-a"], "named_graphs": [f"{BASE}/graph/plan-b"]},
    ):
        assert rows(remote, "SELECT * { ?s a ?c }", **options) == rows(embedded, "SELECT * { ?s a ?c }", **options)
    named = {"named_graphs": [f"{BASE}/graph/plan-b"], "default_graphs": [f"{BASE}/graph/plan-a"]}
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s a ?c } }"
    assert rows(remote, text, **named) == rows(embedded, text, **named)


@pytest.mark.parametrize("value", [Literal("plan-a"), Literal('"} } #\\'), Literal("plan-a", language="nl"), Literal(1)])
def test_parameters_of_named_queries_restrict_and_are_never_code(
    value: Literal, remote: RemoteStore, embedded: OxigraphStore
) -> None:
    for text in (
        "SELECT ?doc ?d { ?d dct:identifier ?doc }",
        "SELECT ?doc (COUNT(?x) AS ?n) WHERE { ?d dct:identifier ?doc . ?x vg:statedIn ?d } GROUP BY ?doc",
        "SELECT ?doc (IF(EXISTS { ?d a vg:PolicyDocument }, 'y', 'n') AS ?e) { ?d dct:identifier ?doc }",
        "CONSTRUCT { ?d dct:identifier ?doc } WHERE { ?d dct:identifier ?doc }",
    ):
        assert rows(remote, text, bindings={"doc": value}) == rows(embedded, text, bindings={"doc": value})


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("SELECT {", QuerySyntaxError),
        ("SELECT * { SERVICE <http://x/> {} }", QueryRefusedError),
        ("INSERT DATA { <a:b> <a:b> 1 }", QueryRefusedError),
        ("define get:soft 'soft' SELECT * { ?s ?p ?o }", QuerySyntaxError),
        ("SELECT (<bif:http_get>('x') AS ?x) {}", QueryRefusedError),
        ("PREFIX x: <BIF:> SELECT (x:http_get('http://x/') AS ?x) {}", QueryRefusedError),
        ("BASE <bif:x> SELECT (<http_get>('http://x/') AS ?x) {}", QueryRefusedError),
        ("PREFIX x: <http://www.openlinksw.com/schemas/bif#> SELECT (x:http_get('x') AS ?x) {}", QueryRefusedError),
        ("PREFIX bif: <bif:> SELECT (bif:http_get('http://x/') AS ?x) {}", QueryRefusedError),
        ("SELECT * { ?s ?p '\\u0027 } #' }", QueryRefusedError),
    ],
)
def test_what_is_refused_is_refused_before_the_engine_sees_it(
    text: str, error: type[GraphError], remote: RemoteStore
) -> None:
    with pytest.raises(error):
        remote.query(text)


# --- quads


def test_quads_by_every_kind_of_pattern(remote: RemoteStore, embedded: OxigraphStore) -> None:
    everything = list(embedded.quads(graph=None))
    some = everything[:: max(len(everything) // 12, 1)]
    blank = next(q for q in everything if isinstance(q.subject, BlankNode) and q.graph_name == ox.DefaultGraph())
    for quad in [*some, blank]:
        for mask in range(8):
            parts = (
                quad.subject if mask & 1 else None,
                quad.predicate if mask & 2 else None,
                quad.object if mask & 4 else None,
            )
            if not any(parts):
                continue
            for graph in (ox.DefaultGraph(), quad.graph_name, None):
                assert set(remote.quads(*parts, graph)) == set(embedded.quads(*parts, graph)), (parts, graph)


def test_a_store_looks_the_same(remote: RemoteStore, embedded: OxigraphStore) -> None:
    there, here = remote.manifest(), embedded.manifest()
    assert remote.graph_names() == embedded.graph_names()
    assert (there.graphs, there.triples, there.digest) == (here.graphs, here.triples, here.digest)
    assert remote.name
    assert set(remote.quads()) == set(embedded.quads())


def test_a_page_takes_few_requests(remote: RemoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request for each label of a page made it take seconds."""
    asked: list[str] = []
    ask = remote.client.query
    monkeypatch.setattr(remote.client, "query", lambda *a, **k: (asked.append(a[0]), ask(*a, **k))[1])
    remote.forget()
    client = Client(create_app(Settings(base=BASE), remote))
    assert client.get("/doc/municipality/lutjestad", "text/html").status_code == 200
    first = len(asked)
    assert first < 45, first
    assert client.get("/doc/municipality/lutjestad", "text/html").status_code == 200
    assert len(asked) == first


ADDRESSES = [
    ("/", "text/html"),
    ("/documents", LIST),
    ("/documents/plan-a", LIST),
    ("/documents/plan-a", "text/turtle"),
    ("/doc/municipality/lutjestad", "application/n-triples"),
    ("/doc/measure/plan-a/voorlichting", "text/html"),
    ("/search?q=lutjestad", LIST),
    (f"/network/neighbours?resource={BASE}/id/municipality/lutjestad", LIST),
    ("/queries", LIST),
    ("/queries/measures.csv", "*/*"),
    ("/sparql?query=ASK%7B%7D", "application/sparql-results+json"),
    ("/sparql?query=SELECT%20*%20%7B%3Fs%20a%20%3Chttps%3A%2F%2Fw3id.org%2Fveiligheidsgraaf%2Fdef%2FMeasure%3E%7D", "text/csv"),
    ("/sparql?query=CONSTRUCT%20WHERE%20%7B%3Fs%20a%20%3Chttps%3A%2F%2Fw3id.org%2Fveiligheidsgraaf%2Fdef%2FMeasure%3E%7D", "application/rdf+xml"),
    ("/sparql?query=SELECT%7B", "application/sparql-results+json"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "accept"), ADDRESSES)
def test_the_endpoint_gives_the_same_over_any_engine(
    address: str, accept: str, remote: RemoteStore, embedded: OxigraphStore
) -> None:
    there = Client(create_app(Settings(base=BASE), remote)).get(address, accept)
    here = Client(create_app(Settings(base=BASE), embedded)).get(address, accept)
    assert there.status_code == here.status_code
    assert there.headers["content-type"] == here.headers["content-type"]
    if accept == LIST:
        assert there.json() == here.json()
    elif accept != "text/html":
        assert sorted(there.content.split()) == sorted(here.content.split())


# --- publishing


def quad(subject: str, value: str, graph: str, base: str) -> Quad:
    return Quad(NamedNode(f"{base}/id/{subject}"), NamedNode(f"{base}/p"), Literal(value), NamedNode(f"{base}/graph/{graph}"))


def small(base: str, *said: tuple[str, str, str]) -> OxigraphStore:
    store = OxigraphStore(base)
    store.load(quad(subject, value, graph, base) for subject, value, graph in said)
    return store


def test_publishing_sends_what_changed_and_removes_what_went(scratch: RemoteStore) -> None:
    base = scratch.base
    first = small(base, ("a", "1", "one"), ("b", "1", "two"), ("b", "1", "one"), ("r", "1", "report"))
    assert len(publish(first, scratch).sent) == 4
    assert not publish(first, scratch).sent
    assert set(scratch.quads()) == set(first.quads())
    assert len(list(scratch.quads())) == 2  # a triple of two graphs counts once, and the report not at all
    before = scratch.name
    second = small(base, ("a", "2", "one"), ("r", "1", "report"))
    done = publish(second, scratch)
    assert done.removed == [f"{base}/graph/two"]
    assert done.kept == [f"{base}/graph/report"]
    assert set(scratch.quads(graph=None)) == set(second.quads(graph=None))
    assert scratch.name != before


def test_a_publication_that_was_broken_off_goes_on_and_is_no_snapshot_until_then(
    scratch: RemoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = small(scratch.base, *((f"s{n}", "1", graph) for n in range(50) for graph in ("one", "two")))
    put, left = scratch.client.put, [5]

    def failing(graph: str, triples: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise StoreError("the cable is out")
        put(graph, triples)  # type: ignore[arg-type]

    monkeypatch.setattr(scratch.client, "put", failing)
    with pytest.raises(StoreError, match="cable"):
        publish(source, scratch, part=500)
    monkeypatch.undo()
    scratch.forget()
    with pytest.raises(StoreError, match="being published"):
        scratch.query("ASK {}")
    done = publish(source, scratch, part=500)
    assert done.kept, "a graph that was there was sent again"
    assert set(scratch.quads(graph=None)) == set(source.quads(graph=None))


def test_blank_nodes_stay_the_same_over_many_parts(scratch: RemoteStore) -> None:
    source = OxigraphStore(scratch.base)
    graph, p = NamedNode(f"{scratch.base}/graph/one"), NamedNode(f"{scratch.base}/p")
    source.load(Quad(BlankNode("same"), p, Literal(str(n)), graph) for n in range(100))
    publish(source, scratch, part=300)
    assert {q.subject for q in scratch.quads()} == {BlankNode("same")}
    assert len(list(scratch.quads(BlankNode("same"), p))) == 100


LITERALS = [
    Literal('é "q" \\ \n \t {} # <x>'), Literal('line\x0cfeed'), Literal("x" * 100_000), Literal("a", language="nl"), Literal("2019", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYear")),
    Literal("2019-02", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")), Literal("2019-02-03", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    Literal("26.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), Literal(3), Literal(""),
]  # fmt: skip


def test_literals_come_back_as_they_were(scratch: RemoteStore) -> None:
    source = OxigraphStore(scratch.base)
    s, g = NamedNode(f"{scratch.base}/id/s"), NamedNode(f"{scratch.base}/graph/one")
    source.load(Quad(s, NamedNode(f"{scratch.base}/p{n}"), literal, g) for n, literal in enumerate(LITERALS))
    publish(source, scratch)
    assert set(scratch.quads(s)) == set(source.quads(s))


# --- writing in the engine


def test_updates_and_graphs(scratch: RemoteStore) -> None:
    base = scratch.base
    publish(small(base, ("a", "1", "one"), ("b", "1", "two")), scratch)
    before = scratch.name
    scratch.update(f"INSERT DATA {{ GRAPH <{base}/graph/one> {{ <{base}/id/c> <{base}/p> '1' }} }}")
    scratch.put_graph(NamedNode(f"{base}/graph/two"), [quad("d", "1", "two", base).triple])
    scratch.post_graph(NamedNode(f"{base}/graph/two"), [quad("e", "1", "two", base).triple])
    refresh(scratch)
    subjects = {q.subject.value.rpartition("/")[2] for q in scratch.quads() if isinstance(q.subject, NamedNode)}
    assert subjects == {"a", "c", "d", "e"}
    assert scratch.name != before
    assert scratch.manifest().graphs == {f"{base}/graph/one": 2, f"{base}/graph/two": 2}
    assert scratch.delete_graph(NamedNode(f"{base}/graph/two"))
    assert not scratch.delete_graph(NamedNode(f"{base}/graph/two"))


def test_an_engine_that_holds_something_else_is_asked_as_it_is(scratch: RemoteStore, engine: tuple[str, RemoteEngine]) -> None:
    other = RemoteStore("https://not-published.example.org", engine[1])
    scratch.put_graph(NamedNode(f"{scratch.base}/graph/one"), [quad("a", "1", "one", scratch.base).triple])
    assert f"{scratch.base}/graph/one" in other.graph_names()
    assert len(list(other.quads(graph=NamedNode(f"{scratch.base}/graph/one")))) == 1
    assert other.name == ""


# --- honest answers


def test_rows_that_virtuoso_leaves_out_are_an_error(tmp_path: Path) -> None:
    if VIRTUOSO is None:
        pytest.skip("virtuoso-opensource-7 is not installed here; .ci/run installs it")
    with virtuoso(tmp_path, rows=10) as url:
        store = RemoteStore(BASE, RemoteEngine(f"{url}/sparql"))
        many = "VALUES ?x { " + " ".join(map(str, range(20))) + " }"
        with pytest.raises(ResultTooLargeError):
            list(store.query(f"SELECT * {{ {many} }}"))  # type: ignore[arg-type]
        assert len(list(store.query(f"SELECT * {{ {many} }} LIMIT 5"))) == 5  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (Said(b"{", 206), GraphError),
        (Said(b"", 200, {"Content-Type": "application/sparql-results+json", "X-SQL-State": "S1TAT"}), GraphError),
        (Said(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}', 200), StoreError),
        (Said(b'{"head":{"vars":["x"]},"results":{"bindings":[', 200, {"Content-Type": "application/sparql-results+json", "Content-Length": "500"}), StoreError),
        (Said(b"<html>", 200, {"Content-Type": "text/html"}), StoreError),
        (Said(b"no", 401), StoreError),
        (Said(b"moved", 302, {"Location": "http://127.0.0.1:1/"}), StoreError),
        (Said(b"Virtuoso 42000 Error The estimated execution time 500 (sec) exceeds the limit", 500), GraphError),
        (Said(b'{"head":{},"boolean":true}', 200), GraphError),
    ],
)
def test_an_answer_that_is_not_whole_is_an_error(said: Said, error: type[GraphError]) -> None:
    from kg.engine.execution import execute
    from kg.engine.formats import RESULT_FORMATS
    from kg.engine.request import QueryRequest

    def answer(asked: Asked) -> Said:
        return said if "tested" in asked.query else Said()

    with scripted(answer) as server:
        store = RemoteStore(BASE, RemoteEngine(server.url))
        with pytest.raises(error):
            execute(store, QueryRequest("SELECT * { ?tested ?p ?o }", results=RESULT_FORMATS[0]), max_result=10_000)


def test_an_engine_that_is_not_there_says_so() -> None:
    store = RemoteStore(BASE, RemoteEngine("http://127.0.0.1:1/"))
    with pytest.raises(StoreError, match="cannot be reached"):
        store.query("ASK {}")


@pytest.mark.parametrize("auth", ["secret", "basic:x", "bearer:", "digest"])
def test_credentials_that_cannot_be_meant_are_an_error_that_does_not_show_them(auth: str) -> None:
    with pytest.raises(UsageError) as caught:
        RemoteEngine("http://127.0.0.1/", auth=auth)
    assert "secret" not in str(caught.value)


def test_labels_of_blank_nodes_that_virtuoso_writes_are_mended_across_parts() -> None:
    from kg.remote_http import _mended

    row = b'{"x": { "type": "bnode", "value": "nodeID://b1" }, "y": { "type": "literal", "value": "\\"bnode\\", \\"value\\": \\"nodeID://" }}'
    for size in (1, 7, 30, 1000):
        parts = io.BytesIO(row)
        mended = json.loads(b"".join(_mended(iter(lambda n=size, p=parts: p.read(n), b""))))
        assert mended["x"]["value"] == "b1"
        assert mended["y"]["value"] == '"bnode", "value": "nodeID://'
