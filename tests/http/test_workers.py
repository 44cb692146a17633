"""The real server under queries that run away: limits that hold, answers that are whole or plainly not, and light
queries that go on being answered."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kg.snapshots import new_snapshot
from tests.http.client import server
from tests.http.sample import BASE, sample_quads

LIGHT = f"SELECT ?p ?o {{ <{BASE}/id/municipality/lutjestad> ?p ?o }}"
# counts 10^12 rows: longer than any test
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LINKS = "(<http://example.org/p>|!<http://example.org/p>)"
RUNAWAYS = {
    "product": RUNAWAY,
    "rows without end": ENDLESS,
    "sorting": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(CONCAT(STR(?c), STR(?f))) ?a ?d",
    "regex": 'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?a), STR(?f)), "^(1*2?3*)*x$")) }',
    "paths": f"SELECT (COUNT(*) AS ?n) {{ ?a {LINKS}* ?b . ?c {LINKS}* ?d . ?e {LINKS}* ?f }}",
    "concatenation": 'SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f)); SEPARATOR="; ") AS ?x) { ?a ?b ?c . ?d ?e ?f }',
    "distinct": "SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f }",
    "groups": "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d",
    "construct": "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "not exists": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?a ?x ?y . ?d ?x ?z FILTER(?y > ?z) } }",
    "nesting": "SELECT * {" * 5_000 + "}" * 5_000,
    "a long text": "SELECT * { ?s ?p ?o FILTER(?o != '" + "x" * 1_000_000 + "') }",
    "many values": "SELECT (COUNT(*) AS ?n) { VALUES ?v {" + " ".join(map(str, range(100_000))) + "} ?a ?b ?c . ?d ?e ?f }",
}


def ask(url: str, query: str, **parameters: str) -> httpx.Response:
    """By POST: some of these queries are too long for a URL."""
    return httpx.post(f"{url}/sparql", data={"query": query, **parameters}, timeout=60)


def load(url: str) -> dict[str, int]:
    queries: dict[str, int] = httpx.get(f"{url}/health").json()["queries"]
    return queries


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Asks until it is so; fails when it takes far too long."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.02)


def children(process: int) -> list[int]:
    """The worker processes of a server."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            parts = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(parts[1]) == process and parts[0] != "Z":
                found.append(int(folder.name))
    return found


def in_background(url: str, query: str) -> tuple[ThreadPoolExecutor, Future[httpx.Response]]:
    pool = ThreadPoolExecutor(1)
    return pool, pool.submit(ask, url, query)


@contextlib.contextmanager
def raw_request(url: str, query: str) -> Iterator[socket.socket]:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        body = query.encode()
        head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)
        yield connection


@pytest.fixture(scope="module")
def hasty(large_store: Path) -> Iterator[str]:
    """A server that gives queries four seconds."""
    settings = {"QUERY_TIMEOUT": "4", "QUERY_MEMORY": "600000000", "QUERY_PARKED": "3"}
    with server(large_store, **settings) as (url, _):
        yield url


@pytest.mark.parametrize("kind", RUNAWAYS)
def test_every_kind_of_runaway_gets_an_error_or_a_broken_answer(hasty: str, kind: str) -> None:
    try:
        answer = ask(hasty, RUNAWAYS[kind])
    except httpx.RemoteProtocolError:
        pass  # cut off after the first rows
    else:
        assert answer.status_code in (400, 413, 503, 507), answer.text[:300]
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["advice"]
    assert ask(hasty, LIGHT).status_code == 200


@pytest.mark.slow
def test_light_queries_are_answered_beside_fifty_runaways(hasty: str) -> None:
    queries = [list(RUNAWAYS.values())[n % len(RUNAWAYS)] for n in range(50)]

    def run(query: str) -> int:
        try:
            return ask(hasty, query).status_code
        except httpx.RemoteProtocolError:
            return 0

    with ThreadPoolExecutor(50) as pool:
        running = [pool.submit(run, query) for query in queries]
        light = 0
        while not all(future.done() for future in running):
            answer = ask(hasty, LIGHT)
            assert answer.status_code == 200 or answer.headers["retry-after"]
            light += answer.status_code == 200
        assert {future.result() for future in running} <= {0, 400, 413, 503, 507}
    assert light > 10
    assert ask(hasty, LIGHT).json()["results"]["bindings"]


def test_a_runaway_is_ended_and_says_which_limit_it_met(hasty: str) -> None:
    answer = ask(hasty, RUNAWAY)
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (503, "/problems#timeout")
    assert "before the first row" in problem["detail"]
    until(lambda: load(hasty)["slow"] == 0)


def test_the_client_may_shorten_the_time_but_not_lengthen_it(hasty: str) -> None:
    began = time.monotonic()
    assert ask(hasty, RUNAWAY, timeout="0.3").status_code == 503
    shortened = time.monotonic() - began
    assert ask(hasty, RUNAWAY, timeout="500").status_code == 503
    assert shortened < time.monotonic() - began - shortened
    assert ask(hasty, LIGHT, timeout="0").status_code == 400
    assert ask(hasty, LIGHT, timeout="soon").status_code == 400


def test_a_query_that_eats_memory_is_told_so(large_store: Path) -> None:
    sorting = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
    with server(large_store, QUERY_MEMORY="200000000") as (url, _):
        answer = ask(url, sorting)
        assert answer.status_code == 507, answer.text
        assert answer.json()["type"] == "/problems#memory"
        assert ask(url, LIGHT).status_code == 200


def test_an_answer_that_was_cut_cannot_be_taken_for_a_whole_one(hasty: str) -> None:
    with raw_request(hasty, ENDLESS) as connection:
        connection.settimeout(20)
        received = bytearray()
        while part := connection.recv(1 << 20):
            received = received[-100_000:] + part if len(received) > 200_000 else received + part
            if len(received) < 1_000:
                assert received.startswith(b"HTTP/1.1 200")
    assert b"<<<INCOMPLETE" in received
    assert not received.endswith(b"0\r\n\r\n"), "the last chunk says that nothing is missing"
    with pytest.raises(httpx.RemoteProtocolError):
        ask(hasty, ENDLESS)


def test_a_client_that_reads_a_byte_a_time_holds_nobody_up(hasty: str) -> None:
    with raw_request(hasty, ENDLESS) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        for _ in range(20):
            assert connection.recv(1)
            assert ask(hasty, LIGHT).status_code == 200
        until(lambda: load(hasty)["slow"] == 0)


def test_a_client_that_goes_away_ends_its_query(large_store: Path) -> None:
    with server(large_store, QUERY_TIMEOUT="600") as (url, _):
        for query in (RUNAWAY, ENDLESS):
            with raw_request(url, query):
                until(lambda: load(url)["slow"] == 1)
            until(lambda: load(url)["slow"] == 0)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_server_stops_although_a_query_runs(large_store: Path, sign: signal.Signals) -> None:
    with server(large_store, QUERY_TIMEOUT="600") as (url, process):
        pool, slow = in_background(url, RUNAWAY)
        with pool:
            until(lambda: load(url)["slow"] == 1)
            workers = children(process.pid)
            process.send_signal(sign)
            process.wait(timeout=20)
            with pytest.raises(httpx.HTTPError):
                slow.result(timeout=5).raise_for_status()
        until(lambda: not any(Path(f"/proc/{worker}/fd").exists() for worker in workers))


def test_killed_workers_are_replaced_and_their_clients_told(large_store: Path) -> None:
    with server(large_store, QUERY_TIMEOUT="600") as (url, process):
        pool, slow = in_background(url, RUNAWAY)
        with pool:
            until(lambda: load(url)["slow"] == 1)
            for worker in children(process.pid):
                os.kill(worker, signal.SIGKILL)
            assert slow.result(timeout=30).status_code == 500
        for _ in range(20):
            answer = ask(url, LIGHT + f" # {time.monotonic_ns()}")
            if answer.status_code == 200:
                break
        assert answer.json()["results"]["bindings"]
        assert process.poll() is None


def test_workers_end_with_a_server_that_was_killed(large_store: Path) -> None:
    with server(large_store, QUERY_TIMEOUT="600") as (url, process):
        pool, slow = in_background(url, RUNAWAY)
        with pool:
            until(lambda: load(url)["slow"] == 1)
            workers = children(process.pid)
            assert workers
            process.kill()
            process.wait(timeout=10)
            assert slow.exception(timeout=10) is not None
        until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


@pytest.mark.slow
def test_five_hundred_clients_at_once(large_store: Path) -> None:
    with server(large_store) as (url, _):
        with ThreadPoolExecutor(500) as pool:
            answers = list(pool.map(lambda n: ask(url, LIGHT + f" LIMIT {n + 1}"), range(500)))
        states = {answer.status_code for answer in answers}
        assert states <= {200, 503}
        assert sum(answer.status_code == 200 for answer in answers) > 50
        for answer in answers:
            if answer.status_code == 200:
                json.loads(answer.content)
            else:
                assert int(answer.headers["retry-after"]) >= 1
        assert ask(url, LIGHT).status_code == 200


def test_a_new_snapshot_is_served_without_a_break(tmp_path: Path) -> None:
    directory = tmp_path / "store"
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(sample_quads())
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def counted(url: str) -> int:
        answer = ask(url, count)
        assert answer.status_code == 200, answer.text
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    with server(directory) as (url, _):
        before, snapshot = counted(url), httpx.get(f"{url}/health").json()["snapshot"]
        for size in (10, 20, 30):
            with new_snapshot(directory, BASE) as draft:
                draft.store.load(list(sample_quads())[:size])
        until(lambda: counted(url) < before)
        until(lambda: httpx.get(f"{url}/health").json()["snapshot"] != snapshot)
        assert counted(url) <= 30
