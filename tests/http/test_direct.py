"""The short way for GET /sparql means the same as the ordinary one, which POST takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.http.client import BROWSER, server
from tests.http.sample import BASE

QUERIES = {
    "rows": "SELECT ?s ?id { ?s <http://purl.org/dc/terms/identifier> ?id } ORDER BY ?id",
    "a boolean": "ASK { ?s ?p ?o }",
    "a graph": "CONSTRUCT WHERE { ?s <http://purl.org/dc/terms/identifier> ?id }",
    "an error": "SELECT * { ?s ?p }",
    "a refusal": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "an update": "CLEAR ALL",
    "another each time": "SELECT (1 AS ?x) { FILTER(RAND() >= 0) }",
}
ACCEPT = ["*/*", "text/csv", "application/json", "text/turtle, text/csv;q=0.5", "application/rdf+xml", "image/png", BROWSER]
PARAMETERS: list[dict[str, str]] = [
    {},
    {"format": "xml"},
    {"format": "yaml"},
    {"output": "csv"},
    {"timeout": "5"},
    {"timeout": "never"},
    {"default-graph-uri": f"{BASE}/graph/plan-a"},
    {"default-graph-uri": "no iri"},
]
SAME = ("content-type", "vary", "etag", "cache-control", "retry-after")


@pytest.fixture(scope="module")
def url(small_store: Path) -> Iterator[str]:
    with server(small_store) as (address, _):
        yield f"{address}/sparql"


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_both_ways_give_the_same_the_first_time_and_later(url: str, query: str) -> None:
    with httpx.Client(headers={"Accept-Encoding": "identity"}) as client:
        for accept in ACCEPT:
            for more in PARAMETERS:
                parameters, headers = {"query": query, **more}, {"Accept": accept}
                ordinary = client.post(url, data=parameters, headers=headers)
                for _ in range(3):  # seen for the first time, from the engine or the cache, prepared and kept
                    direct = client.get(url, params=parameters, headers=headers)
                    place = (accept, more)
                    assert direct.status_code == ordinary.status_code, place
                    if accept == BROWSER and direct.status_code >= 400 and more.get("format") is None:
                        assert "html" in direct.headers["content-type"], place  # a person is shown a page
                        continue
                    if "html" not in direct.headers["content-type"]:  # a page names its own address
                        assert direct.content == ordinary.content, place
                    for name in SAME:
                        assert direct.headers.get(name) == ordinary.headers.get(name), (name, place)


def test_a_condition_is_looked_at_on_the_short_way_too(url: str) -> None:
    for _ in range(3):
        first = httpx.get(url, params={"query": QUERIES["rows"]})
        again = httpx.get(url, params={"query": QUERIES["rows"]}, headers={"If-None-Match": first.headers["etag"]})
        assert (first.status_code, again.status_code) == (200, 304)
        assert again.headers["etag"] == first.headers["etag"]
