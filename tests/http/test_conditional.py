"""ETags, 304 and compression: what a client has need not be sent again, and no two bodies share a tag."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.snapshots import new_snapshot
from tests.http.client import server
from tests.http.sample import BASE, sample_quads

ALL = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
CONSTRUCT = "CONSTRUCT WHERE { ?s <http://purl.org/dc/terms/identifier> ?id }"


@pytest.fixture(scope="module")
def url(small_store: Path) -> Iterator[str]:
    with server(small_store) as (address, _):
        yield f"{address}/sparql"


def ask(url: str, query: str = ALL, **headers: str) -> httpx.Response:
    plain = {"Accept-Encoding": "identity", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return httpx.get(url, params={"query": query}, headers=plain)


def test_what_the_client_has_is_not_sent_again(url: str) -> None:
    first = ask(url)
    assert first.headers["etag"].startswith('"'), "a strong one: the bytes are the same"
    assert "no-cache" in first.headers["cache-control"]
    again = ask(url, If_None_Match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert "Accept" in again.headers["vary"]
    for header in (f"W/{first.headers['etag']}", f'"other", {first.headers["etag"]}', "*"):
        assert ask(url, If_None_Match=header).status_code == 304
    assert ask(url, If_None_Match='"other"').status_code == 200


def test_the_same_tag_means_the_same_bytes(url: str) -> None:
    seen: dict[str, bytes] = {}
    for accept in ("text/csv", "application/sparql-results+json", "application/sparql-results+xml"):
        for coding in ("identity", "gzip", "br", "zstd"):
            with httpx.stream("GET", url, params={"query": ALL}, headers={"Accept": accept, "Accept-Encoding": coding}) as got:
                raw = b"".join(got.iter_raw())
                assert got.headers.get("content-encoding", "identity") == coding
                assert "Accept-Encoding" in got.headers["vary"]
                assert seen.setdefault(got.headers["etag"], raw) == raw
    assert len(seen) == 12


def test_a_tag_of_a_compressed_answer_is_known_again(url: str) -> None:
    first = ask(url, Accept_Encoding="gzip")
    assert first.headers["etag"].endswith('-gzip"')
    again = ask(url, Accept_Encoding="gzip", If_None_Match=first.headers["etag"])
    assert (again.status_code, again.headers["etag"]) == (304, first.headers["etag"])


@pytest.mark.parametrize("query", ["SELECT (RAND() AS ?x) {}", "SELECT (UUID() AS ?x) {}", "SELECT (NOW() AS ?x) {}"])
def test_what_differs_each_time_has_no_tag(url: str, query: str) -> None:
    first, second = ask(url, query), ask(url, query)
    assert first.content != second.content
    assert "etag" not in first.headers
    assert ask(url, query, If_None_Match="*").status_code == 200


def test_errors_have_no_tag_and_are_not_kept(url: str) -> None:
    for _ in range(2):
        wrong = ask(url, "SELECT * { ?s }")
        assert wrong.status_code == 400
        assert "etag" not in wrong.headers


def test_a_compressed_answer_is_the_same_answer(url: str) -> None:
    with httpx.stream("GET", url, params={"query": ALL}, headers={"Accept-Encoding": "gzip"}) as got:
        raw = b"".join(got.iter_raw())
    assert gzip.decompress(raw) == ask(url).content


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd", "gzip;q=0, zstd", "zstd;q=0.0, gzip"])
def test_the_first_rows_of_a_long_answer_do_not_wait_for_the_last(large_store: Path, coding: str) -> None:
    """Collected for a better ratio, the first byte came with the last."""
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    with server(large_store, MAX_RESULT="100000000000") as (address, _), httpx.Client(timeout=30) as client:
        for accept in ("text/csv", "application/sparql-results+json"):
            headers = {"Accept": accept, "Accept-Encoding": coding}
            with client.stream("POST", f"{address}/sparql", data={"query": endless}, headers=headers) as got:
                assert got.headers.get("content-encoding", "identity") in coding
                assert "Accept-Encoding" in got.headers["vary"]
                read = 0
                parts = got.iter_bytes()
                for part in parts:
                    read += len(part)
                    if read > 200_000:
                        break
                lanes = httpx.get(f"{address}/health").json()["queries"]
                assert lanes["quick"] + lanes["slow"] == 1, b"".join(parts)[-300:]


def test_a_long_answer_arrives_whole_in_every_coding(large_store: Path) -> None:
    rows = "SELECT ?a ?c { ?a ?b ?c . ?d <http://example.org/p> '7' } ORDER BY ?a ?c"
    with server(large_store, CACHE="0") as (address, _):
        plain = {
            coding: httpx.get(f"{address}/sparql", params={"query": rows}, headers={"Accept-Encoding": coding}).content
            for coding in ("identity", "gzip", "zstd", "br")
        }
    assert len(set(plain.values())) == 1
    assert len(plain["identity"]) > 500_000


def test_head_tells_what_get_would_send(url: str) -> None:
    for query in (ALL, CONSTRUCT):
        head = httpx.head(url, params={"query": query}, headers={"Accept-Encoding": "identity"})
        whole = ask(url, query)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("content-type", "content-length", "etag", "vary"):
            assert head.headers[name] == whole.headers[name], name


def test_another_snapshot_has_other_tags(tmp_path: Path) -> None:
    tags = set()
    for size in (10, 20):
        with new_snapshot(tmp_path / "store", BASE) as draft:
            draft.store.load(list(sample_quads())[:size])
        with server(tmp_path / "store") as (address, _):
            tags.add(ask(f"{address}/sparql").headers["etag"])
    assert len(tags) == 2


def test_the_cost_of_a_query_is_told_on_request(url: str) -> None:
    told = httpx.get(url, params={"query": ALL, "explain": "true"}).json()
    rows = ask(url).json()["results"]["bindings"]
    assert told["rows"] == len(rows)
    assert told["seconds"]["whole"] >= told["seconds"]["first_byte"] > 0
    assert "Project" in str(told["algebra"])
    graph = httpx.get(url, params={"query": CONSTRUCT, "explain": "true"}).json()
    assert graph["rows"] == 2
    assert httpx.get(url, params={"query": "SELEKT", "explain": "true"}).status_code == 400
