"""An answer that breaks off must be an error in every client: an empty or a shorter result would be a lie.

A product of 10,000 by 10,000 rows streams until its time is over; ordered, it has no first row before that.
"""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import urllib.error
from pathlib import Path
from xml.sax import SAXParseException

import httpx
import pyoxigraph as ox
import pytest

PAIRS = "{ ?a <http://example.org/p> ?x . ?b <http://example.org/p> ?y }"
STREAMS, LATE = f"SELECT * {PAIRS}", f"SELECT * {PAIRS} ORDER BY ?y ?x"
GRAPH = f"CONSTRUCT {{ ?a <http://example.org/with> ?b }} WHERE {PAIRS}"
MARK = b"<<<INCOMPLETE: "
ROWS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
GRAPHS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "application/trig")


def part_of(endpoint: str, query: str, accept: str) -> bytes:
    """What comes before the connection is cut off. Fails when it is not cut off."""
    got = bytearray()
    # a coding may hold back what came last
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
        read_into(got, endpoint, query, {"Accept": accept, "Accept-Encoding": "identity"})
    return bytes(got)


def read_into(got: bytearray, endpoint: str, query: str, headers: dict[str, str]) -> None:
    with httpx.stream("GET", endpoint, params={"query": query}, headers=headers, timeout=60) as answer:
        assert answer.status_code == 200
        assert answer.headers.get("content-encoding", "identity") == headers["Accept-Encoding"]
        for piece in answer.iter_bytes():
            got += piece


@pytest.mark.parametrize("accept", [*ROWS, *GRAPHS])
def test_httpx_sees_that_the_connection_was_cut_off(endpoint: str, accept: str) -> None:
    part = part_of(endpoint, GRAPH if accept in GRAPHS else STREAMS, accept)
    assert part, "the first rows are on their way before the last are found"


@pytest.mark.parametrize("accept", ROWS[:2])
def test_a_part_of_the_rows_does_not_parse(endpoint: str, accept: str) -> None:
    """A client that misses the cut (a proxy may hide it) still sees a broken document. In CSV and TSV the last line
    tells it, to whoever looks."""
    part = part_of(endpoint, STREAMS, accept) + b"\n<<<INCOMPLETE: time>>>\n"
    kind = ox.QueryResultsFormat.from_media_type(accept)
    assert kind is not None
    found = ox.parse_query_results(part, kind)
    assert isinstance(found, ox.QuerySolutions)
    with pytest.raises(SyntaxError):
        list(found)


@pytest.mark.parametrize("accept", GRAPHS)
def test_a_part_of_a_graph_does_not_parse(endpoint: str, accept: str) -> None:
    kind = ox.RdfFormat.from_media_type(accept)
    assert kind is not None
    with pytest.raises(SyntaxError):
        list(ox.parse(part_of(endpoint, GRAPH, accept) + b"\n<<<INCOMPLETE: time>>>\n", kind))


@pytest.mark.parametrize("accept", [*ROWS, *GRAPHS])
def test_curl_ends_with_an_error_and_shows_why(endpoint: str, accept: str, tmp_path: Path) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("there is no curl")
    text = GRAPH if accept in GRAPHS else STREAMS
    body = tmp_path / "body"
    command = [curl, "-sS", "-G", endpoint, "-o", str(body), "-H", f"Accept: {accept}", "--data-urlencode"]
    done = subprocess.run([*command, f"query={text}"], capture_output=True, text=True, check=False)
    assert done.returncode == 18, done.stderr  # "Partial file"
    assert MARK in body.read_bytes()[-500:]


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_coding_hides_no_cut(endpoint: str, coding: str) -> None:
    with pytest.raises((httpx.RemoteProtocolError, httpx.DecodingError)):
        read_into(bytearray(), endpoint, STREAMS, {"Accept": "text/csv", "Accept-Encoding": coding})


def test_before_the_first_row_the_status_says_it(endpoint: str) -> None:
    answer = httpx.get(endpoint, params={"query": LATE}, timeout=60)
    assert answer.status_code == 503
    assert "time" in answer.json()["detail"]


# SPARQLWrapper


@pytest.mark.parametrize("kind", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_raises_for_rows(endpoint: str, kind: str) -> None:
    from SPARQLWrapper import SPARQLWrapper

    wrapper = SPARQLWrapper(endpoint, returnFormat=kind)
    wrapper.setQuery(STREAMS)
    with pytest.raises(http.client.IncompleteRead):
        wrapper.queryAndConvert()


@pytest.mark.parametrize("kind", ["turtle", "n3", "rdf", "json-ld"])
def test_sparqlwrapper_raises_for_graphs(endpoint: str, kind: str) -> None:
    from SPARQLWrapper import SPARQLWrapper

    wrapper = SPARQLWrapper(endpoint, returnFormat=kind)
    wrapper.setQuery(GRAPH)
    with pytest.raises((http.client.IncompleteRead, SAXParseException)):
        wrapper.queryAndConvert()


def test_sparqlwrapper_raises_before_the_first_row(endpoint: str) -> None:
    from SPARQLWrapper import JSON, SPARQLWrapper

    wrapper = SPARQLWrapper(endpoint, returnFormat=JSON)
    wrapper.setQuery(LATE)
    with pytest.raises(urllib.error.HTTPError) as raised:
        wrapper.queryAndConvert()
    assert raised.value.code == 503
    assert "time" in json.loads(raised.value.read())["detail"]


# rdflib


@pytest.mark.parametrize("kind", ["json", "xml", "csv", "tsv"])
def test_rdflib_raises_for_rows(endpoint: str, kind: str) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(endpoint, returnFormat=kind))
    with pytest.raises(http.client.IncompleteRead):
        len(list(graph.query(STREAMS)))


def test_rdflib_raises_for_graphs(endpoint: str) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    with pytest.raises(http.client.IncompleteRead):
        rdflib.Graph(SPARQLStore(endpoint)).query(GRAPH)
