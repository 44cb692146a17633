"""The real server on a free port: client libraries, many clients, broken requests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.http.client import server
from tests.http.sample import BASE

LABELS = "SELECT ?s ?label { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } ORDER BY ?label"
NAMES = ["Coördinatieoverleg", "Cybercrime", "Eenzaam", "Lutjestad", "Openbaar Ministerie", "Woninginbraken"]


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


def test_many_clients_at_once_all_get_whole_answers(address: str) -> None:
    with ThreadPoolExecutor(24) as pool, httpx.Client(timeout=60) as client:
        answers = list(pool.map(lambda _: client.get(f"{address}/sparql", params={"query": LABELS}), range(200)))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.content for answer in answers} == {answers[0].content}


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
