"""The real server on a free port: client libraries, slow queries, stopping."""

from __future__ import annotations

import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.snapshots import new_snapshot
from tests.http.client import server
from tests.http.sample import BASE, sample_quads

LABELS = "SELECT ?s ?label { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } ORDER BY ?label"
NAMES = ["Coördinatieoverleg", "Cybercrime", "Eenzaam", "Lutjestad", "Openbaar Ministerie", "Woninginbraken"]
# counts 10^12 rows: longer than any test
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def large_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph and 10,000 triples that a runaway can multiply."""
    directory = tmp_path_factory.mktemp("server") / "store"
    graph, predicate = NamedNode(f"{BASE}/graph/many"), NamedNode("http://example.org/p")
    many = (Quad(NamedNode(f"http://example.org/{n}"), predicate, Literal(str(n)), graph) for n in range(10_000))
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(sample_quads())
        draft.store.load(many)
    return directory


@pytest.fixture(scope="module")
def address(large_store: Path) -> Iterator[str]:
    with server(large_store) as (url, _):
        yield url


def test_sparqlwrapper_asks_in_every_format_and_form(address: str) -> None:
    from SPARQLWrapper import (
        CSV,
        JSON,
        JSONLD,
        N3,
        POST,
        POSTDIRECTLY,
        RDFXML,
        TSV,
        TURTLE,
        URLENCODED,
        XML,
        SPARQLWrapper,
    )

    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery(LABELS)
    wrapper.setReturnFormat(JSON)
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["label"]["value"] for row in rows] == NAMES
    for how in (URLENCODED, POSTDIRECTLY):
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(how)
        assert len(wrapper.queryAndConvert()["results"]["bindings"]) == len(NAMES)
    for name in (CSV, TSV):
        wrapper.setReturnFormat(name)
        assert b"Lutjestad" in wrapper.queryAndConvert()
    wrapper.setReturnFormat(XML)
    assert "Lutjestad" in wrapper.queryAndConvert().toxml()
    wrapper.setQuery("CONSTRUCT WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?l }")
    for name in (RDFXML, JSONLD):
        wrapper.setReturnFormat(name)
        assert len(wrapper.queryAndConvert()) == len(NAMES)
    for name in (TURTLE, N3):
        wrapper.setReturnFormat(name)
        assert b"Lutjestad" in wrapper.queryAndConvert()
    wrapper.setQuery("ASK { ?s ?p ?o }")
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["boolean"] is True


def test_rdflib_sparqlstore_asks_and_walks(address: str) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(f"{address}/sparql", method=method))
        assert [str(row.label) for row in graph.query(LABELS)] == NAMES
    town = rdflib.URIRef(f"{BASE}/id/municipality/lutjestad")
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql", returnFormat="json"))
    assert rdflib.Literal("Lutjestad", lang="nl") in set(graph.objects(town, rdflib.SKOS.prefLabel))
    assert (town, rdflib.RDF.type, None) in graph
    constructed = rdflib.Graph(SPARQLStore(f"{address}/sparql")).query(
        "CONSTRUCT WHERE { ?s <http://purl.org/dc/terms/identifier> ?id }"
    )
    assert constructed.graph is not None
    assert len(constructed.graph) == 2


def test_rdflib_follows_an_iri_to_its_description(address: str) -> None:
    import rdflib

    graph = rdflib.Graph().parse(f"{address}/id/municipality/lutjestad")
    assert (None, rdflib.SKOS.prefLabel, rdflib.Literal("Lutjestad", lang="nl")) in graph


def test_a_slow_query_stops_nobody_else_and_is_given_up(large_store: Path) -> None:
    """One query inside the event loop froze the whole server."""
    settings = {"QUERY_TIMEOUT": "2", "QUERY_WORKERS": "2", "QUERY_WAITING": "1"}
    with (
        server(large_store, **settings) as (url, _),
        ThreadPoolExecutor(8) as pool,
        httpx.Client(timeout=30) as client,
    ):
        asked = time.perf_counter()
        slow = [pool.submit(httpx.get, f"{url}/sparql", params={"query": RUNAWAY}, timeout=30) for _ in range(6)]
        waits = []
        while not all(answer.done() for answer in slow):
            start = time.perf_counter()
            assert client.get(f"{url}/health").status_code == 200
            assert client.get(f"{url}/doc/municipality/lutjestad").status_code == 200
            assert client.get(f"{url}/search", params={"q": "om"}).json()["total"]
            waits.append(time.perf_counter() - start)
        answers = [answer.result() for answer in slow]
        assert {answer.status_code for answer in answers} == {503}
        assert {answer.json()["type"] for answer in answers} == {"/problems#timeout", "/problems#overloaded"}
        refused = [a for a in answers if a.json()["type"].endswith("overloaded")]
        assert all(int(a.headers["retry-after"]) >= 1 for a in refused)
        assert time.perf_counter() - asked < 12
        assert max(waits) < 2, "three light requests beside two runaways on two cores"


def test_a_streamed_result_that_takes_too_long_is_an_error_and_frees_its_thread(large_store: Path) -> None:
    """Nothing half is ever sent: a result that is not finished in time is no result."""
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with server(large_store, QUERY_TIMEOUT="1", QUERY_WORKERS="1", MAX_RESULT="100000000000") as (url, _):
        answer = httpx.get(f"{url}/sparql", params={"query": endless}, timeout=30)
        assert answer.status_code == 503
        assert answer.json()["type"] == "/problems#timeout"
        assert httpx.get(f"{url}/sparql", params={"query": "ASK {}"}, timeout=30).status_code == 200


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_server_stops_although_a_query_runs(large_store: Path, sign: signal.Signals) -> None:
    with server(large_store, QUERY_TIMEOUT="600") as (url, process), ThreadPoolExecutor(1) as pool:
        slow = pool.submit(httpx.get, f"{url}/sparql", params={"query": RUNAWAY}, timeout=60)
        while not httpx.get(f"{url}/health").json()["lanes"]["queries"]["jobs"]:
            assert not slow.done()
        process.send_signal(sign)
        process.wait(timeout=15)
        with pytest.raises(httpx.HTTPError):
            slow.result(timeout=5).raise_for_status()


def test_many_clients_at_once_all_get_whole_answers(address: str) -> None:
    with ThreadPoolExecutor(24) as pool, httpx.Client(timeout=60) as client:
        answers = list(pool.map(lambda _: client.get(f"{address}/sparql", params={"query": LABELS}), range(200)))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.content for answer in answers} == {answers[0].content}


def test_a_new_build_does_not_disturb_the_running_server(tmp_path: Path) -> None:
    directory = tmp_path / "store"
    for _ in range(2):
        with new_snapshot(directory, BASE) as draft:
            draft.store.load(sample_quads())
    with server(directory) as (url, _):
        before = httpx.get(f"{url}/health").json()["snapshot"]
        for _ in range(3):
            with new_snapshot(directory, BASE) as draft:
                draft.store.load(list(sample_quads())[:10])
        assert httpx.get(f"{url}/sparql", params={"query": LABELS}).json()["results"]["bindings"][3]["label"]["value"]
        assert httpx.get(f"{url}/health").json()["snapshot"] == before


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /sparql HTTP/1.1\r\n\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\nContent-Length: 99999999999\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"\x00\xff\xfe\r\n\r\n",
        b"GET /id/" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_broken_requests_do_not_end_the_server(address: str, raw: bytes) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b"root:" not in answer
    assert b" 200 " not in answer.split(b"\r\n", 1)[0]
    assert httpx.get(f"{address}/health").status_code == 200
