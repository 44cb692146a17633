"""The real server, operated: its limits, its log, its metrics, its end, and what it says of itself."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.about import items
from api.app import create_app
from kg.config import Settings
from tests.http.client import Client, server
from tests.http.sample import BASE, sample_store

TOKEN = "a-token-of-some-length"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
PROXY = {"X-Forwarded-For": "198.51.100.7"}


def raw(address: str, data: bytes, patience: float = 20.0) -> bytes:
    """What the server answers to bytes that are sent as they are."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=patience) as connection:
        connection.sendall(data)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def stopped(process: subprocess.Popen[str], seconds: float = 30) -> str:
    """Ends the server and gives what it said on stderr since its first line."""
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=seconds)
    assert process.returncode == 0, said
    return said


def value(text: str, name: str, **labels: str) -> float:
    """The value of a metric; the sum over the labels that are not named."""
    found = 0.0
    for line in text.splitlines():
        match = re.fullmatch(rf"{name}(?:\{{(.*)\}})? (\S+)", line)
        if match and all(f'{key}="{wanted}"' in (match[1] or "") for key, wanted in labels.items()):
            found += float(match[2])
    return found


# --- heads and bodies


def test_a_request_that_is_too_long_or_too_slow_is_refused_and_the_server_lives(small_store: Path) -> None:
    """uvicorn alone reads a head of any length for any time."""
    settings = {"HEAD_TIMEOUT": "1", "BODY_TIMEOUT": "1", "MAX_URL": "2000", "MAX_HEADERS": "3000", "MAX_BODY": "5000"}
    with server(small_store, **settings) as (url, _):
        for path, headers, status in [
            ("/sparql?query=" + "a" * 2_001, {}, 414),
            ("/" + "a" * 60_000, {}, 414),
            ("/health", {"X-Long": "a" * 3_001}, 431),
            ("/health", {f"X-{n}": "a" * 100 for n in range(100)}, 431),
            ("/health", {}, 200),
        ]:
            answer = httpx.get(url + path, headers=headers, timeout=20)
            assert answer.status_code == status, path[:40]
            assert status == 200 or answer.headers["content-type"] == "application/problem+json"
        post = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        began = time.perf_counter()
        assert raw(url, b"GET /health HTT").startswith(b"HTTP/1.1 408 ")
        assert raw(url, b"").startswith(b"HTTP/1.1 408 ")
        assert raw(url, post + b"Content-Length: 100\r\n\r\nASK {").startswith(b"HTTP/1.1 408 ")
        assert raw(url, post + b"Transfer-Encoding: chunked\r\n\r\n5\r\nASK {\r\n").startswith(b"HTTP/1.1 408 ")
        assert time.perf_counter() - began < 15
        assert raw(url, post + b"Content-Length: 5001\r\n\r\n").startswith(b"HTTP/1.1 413 ")
        assert raw(url, b"GET / HTTP/1.1\r\nA: " + b"a" * 500_000).startswith(b"HTTP/1.1 431 ")
        assert httpx.post(f"{url}/sparql", data={"query": "ASK {}"}).json()["boolean"] is True


def test_a_slow_request_on_one_connection_does_not_break_the_answer_before_it(small_store: Path) -> None:
    """The refusal of a head that never ends was written into the middle of the answer that was on its way."""
    with server(small_store, HEAD_TIMEOUT="0.5") as (url, _):
        first = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
        answer = raw(url, first + b"GET /health HTTP/1.1\r\nHost")
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert answer.count(b'"status":"ok"') == 1
        assert b"HTTP/1.1 408 " in answer


def test_connections_past_the_limit_are_told_so(small_store: Path) -> None:
    with server(small_store, MAX_CONNECTIONS="5") as (url, _):
        host, port = url.removeprefix("http://").split(":")
        held = [socket.create_connection((host, int(port)), timeout=10) for _ in range(5)]
        asked = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        held[0].sendall(asked[:10])
        assert raw(url, b"").startswith(b"HTTP/1.1 503 ")
        for connection in held:
            connection.close()
        end = time.monotonic() + 10
        while not raw(url, asked).startswith(b"HTTP/1.1 200 "):
            assert time.monotonic() < end


# --- clients


def test_one_client_that_asks_too_much_is_told_when_to_come_back_and_others_are_not(small_store: Path) -> None:
    settings = {"CLIENT_RATE": "1", "CLIENT_BURST": "5", "TRUSTED_PROXIES": "127.0.0.1"}
    with server(small_store, **settings) as (url, _), httpx.Client(timeout=20) as client:
        asked = PROXY | {"Origin": "https://elsewhere.example"}
        answers = [client.get(f"{url}/sparql", params={"query": "ASK {}"}, headers=asked) for _ in range(8)]
        assert [a.status_code for a in answers[:5]] == [200] * 5
        refused = [a for a in answers if a.status_code == 429]
        assert refused
        assert all(int(a.headers["retry-after"]) >= 1 for a in refused)
        assert refused[0].json()["type"] == "/problems#too-many"
        assert refused[0].headers["access-control-allow-origin"] == "*", "a page cannot read why"
        assert refused[0].headers["x-content-type-options"] == "nosniff"
        other = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}
        assert client.get(f"{url}/sparql", params={"query": "ASK {}"}, headers=other).status_code == 200
        assert client.get(f"{url}/health/ready", headers=PROXY).status_code == 200
        forged = [client.get(url + "/", headers={"X-Forwarded-For": f"10.9.8.{n}, 198.51.100.7"}) for n in range(9)]
        assert 429 in {a.status_code for a in forged}, "a client chose its own address"


def test_one_client_cannot_take_all_the_places_for_queries(small_store: Path) -> None:
    settings = {"CLIENT_QUERIES": "2", "QUERY_TIMEOUT": "8", "TRUSTED_PROXIES": "127.0.0.1"}
    with server(small_store, **settings) as (url, _), ThreadPoolExecutor(4) as pool:

        def ask(query: str, client: str) -> httpx.Response:
            headers = {"X-Forwarded-For": client}
            return httpx.get(f"{url}/sparql", params={"query": query}, headers=headers, timeout=30)

        running = [pool.submit(ask, RUNAWAY, "198.51.100.7") for _ in range(2)]
        end = time.monotonic() + 8
        while httpx.get(f"{url}/health").json()["queries"]["slow"] < 2:  # not counted among the client's requests
            assert time.monotonic() < end
        assert ask("ASK {}", "198.51.100.7").status_code == 429
        assert ask("ASK {}", "198.51.100.8").status_code == 200
        assert {job.result().status_code for job in running} == {503}
        assert ask("ASK {}", "198.51.100.7").status_code == 200, "the places were not given back"


# --- what is written down


def test_the_log_has_a_line_for_each_request_and_no_words_of_it(small_store: Path) -> None:
    marker = "Zeergeheim"
    with server(small_store, PUBLIC="on") as (url, process), httpx.Client(headers=PROXY, timeout=20) as client:
        query = f'SELECT * {{ ?s ?p "{marker}" }}'
        assert client.get(f"{url}/sparql", params={"query": query}, headers={"X-Request-Id": "mine-1"}).headers[
            "x-request-id"
        ] == "mine-1"
        client.post(f"{url}/sparql", data={"query": query})
        client.get(f"{url}/sparql", params={"query": f"SELECT {marker}"})
        client.get(f"{url}/search", params={"q": marker})
        client.get(f"{url}/doc/{marker}")
        client.get(f"{url}/{marker}", headers={"X-Request-Id": f"{marker} {marker}", "User-Agent": marker})
        client.head(f"{url}/health")
        client.request("OPTIONS", f"{url}/{marker}")
        said = stopped(process)
    assert marker.lower() not in said.lower()
    assert "198.51.100.7" not in said
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    requests = [line for line in lines if line["event"] == "request"]
    assert len(requests) == 8
    assert requests[0] | {"time": "", "ms": 0, "bytes": 0} == {
        "time": "", "level": "info", "event": "request", "request": "mine-1", "client": "198.51.100.0/24",
        "method": "GET", "route": "/sparql", "status": 200, "bytes": 0, "ms": 0, "outcome": "complete", "form": "SELECT",
    }  # fmt: skip
    assert [line["route"] for line in requests] == [
        "/sparql", "/sparql", "/sparql", "/search", "/doc/{path:path}", "none", "/health", "none",
    ]  # fmt: skip
    assert requests[2]["outcome"] == "query-syntax"
    assert requests[6] | {"method": "HEAD", "bytes": 0} == requests[6]


def test_the_text_of_queries_is_logged_when_asked_for_and_the_server_says_so(small_store: Path) -> None:
    with server(small_store, LOG_REQUESTS="on", LOG_QUERIES="on") as (url, process):
        httpx.get(f"{url}/sparql", params={"query": "ASK { 'ditte' ?p ?o }"})
        listed = httpx.get(f"{url}/about/server").json()["items"]
        said = stopped(process)
    assert "ditte" in said
    assert next(item for item in listed if item["id"] == "log")["text"].endswith("The text of queries is kept too.")


def test_metrics_count_what_was_asked(small_store: Path) -> None:
    with server(small_store, QUERY_TIMEOUT="1") as (url, _), httpx.Client(timeout=20) as client:
        for _ in range(3):
            client.get(f"{url}/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 1"})
        client.get(f"{url}/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"}, headers={"Accept": "text/turtle"})
        client.get(f"{url}/sparql", params={"query": "nonsense"})
        assert client.get(f"{url}/sparql", params={"query": RUNAWAY}).status_code == 503
        client.get(f"{url}/nowhere")
        answer = client.get(f"{url}/metrics")
    text = answer.text
    name = "veiligheidsgraaf"
    assert answer.headers["content-type"].startswith("text/plain")
    assert value(text, f"{name}_http_requests_total", route="/sparql", status="200") == 4
    assert value(text, f"{name}_http_requests_total", route="none", status="404") == 1
    assert value(text, f"{name}_queries_total", form="SELECT", outcome="complete") == 3
    assert value(text, f"{name}_queries_total", form="SELECT", outcome="timeout") == 1
    assert value(text, f"{name}_queries_total", form="CONSTRUCT", outcome="complete") == 1
    assert value(text, f"{name}_queries_total", outcome="query-syntax") == 1
    assert value(text, f"{name}_query_seconds_count", form="SELECT") == 4
    assert value(text, f"{name}_cache_requests_total", result="hit") >= 2
    assert value(text, f"{name}_cache_bytes") > 0
    assert value(text, f"{name}_workers_killed_total", reason="timeout") == 1
    assert value(text, f"{name}_workers_started_total") >= 2
    assert value(text, f"{name}_snapshot_info") == 1
    assert value(text, f"{name}_triples") > 0
    assert value(text, f"{name}_http_requests_running") == 1, "the request for the metrics itself"


def test_two_applications_in_one_process_count_apart() -> None:
    first, second = (Client(create_app(Settings(base=BASE), sample_store())) for _ in range(2))
    first.get("/health")
    assert value(first.get("/metrics").text, "veiligheidsgraaf_http_requests_total", route="/health") == 1
    assert value(second.get("/metrics").text, "veiligheidsgraaf_http_requests_total", route="/health") == 0


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({}, {}, 200),
        ({}, PROXY, 403),
        ({"public": "on"}, {}, 403),
        ({"public": "on", "metrics_token": TOKEN}, {}, 403),
        ({"public": "on", "metrics_token": TOKEN}, {"Authorization": f"Bearer {TOKEN}"}, 200),
        ({"public": "on", "metrics_token": TOKEN}, {"Authorization": f"Bearer {TOKEN}x"}, 403),
        ({"public": "on", "metrics_token": TOKEN}, {"Authorization": TOKEN}, 403),
        ({"public": "on"}, {"Authorization": "Bearer "}, 403),
        ({"metrics": "off"}, {}, 404),
        ({"metrics": "open", "public": "on"}, PROXY, 200),
    ],
)
def test_metrics_are_for_whoever_may_see_them(settings: dict[str, str], headers: dict[str, str], status: int) -> None:
    client = Client(create_app(Settings(base=BASE, **settings), sample_store()))  # type: ignore[arg-type]
    answer = client("GET", "/metrics", headers=headers)
    assert answer.status_code == status
    assert status == 200 or "veiligheidsgraaf_" not in answer.text


# --- headers of safety


@pytest.mark.parametrize(
    ("settings", "headers", "strict"),
    [
        ({"public": "on"}, {"X-Forwarded-Proto": "https", **PROXY}, True),
        ({"public": "on"}, {"X-Forwarded-Proto": "http", **PROXY}, False),
        ({}, {"X-Forwarded-Proto": "https", **PROXY}, False),
        ({"public": "on", "host": "0.0.0.0"}, {"X-Forwarded-Proto": "https"}, False),
    ],
)
def test_browsers_are_held_to_tls_only_where_there_is_tls(
    settings: dict[str, str], headers: dict[str, str], strict: bool
) -> None:
    """Strict-Transport-Security from a server without TLS locks its visitors out."""
    client = Client(create_app(Settings(base=BASE, **settings), sample_store()))  # type: ignore[arg-type]
    answer = client("GET", "/health", headers=headers)
    assert ("strict-transport-security" in answer.headers) is strict


# --- the end


def test_told_to_stop_the_server_says_so_answers_what_runs_and_ends_its_workers(small_store: Path) -> None:
    settings = {"DRAIN": "1.5", "GRACE": "20", "QUERY_TIMEOUT": "3"}
    with server(small_store, **settings) as (url, process), ThreadPoolExecutor(8) as pool, httpx.Client() as client:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert client.get(f"{url}/health/ready").status_code == 200
        light = [pool.submit(_ask_until_gone, url) for _ in range(4)]
        slow = pool.submit(httpx.get, f"{url}/sparql", params={"query": RUNAWAY}, timeout=60)
        end = time.monotonic() + 10
        while not client.get(f"{url}/health").json()["queries"]["slow"]:
            assert time.monotonic() < end
        process.send_signal(signal.SIGTERM)
        while (ready := client.get(f"{url}/health/ready")).status_code == 200:
            assert time.monotonic() < end
        assert ready.status_code == 503
        assert client.get(f"{url}/health/live").status_code == 200
        assert httpx.get(f"{url}/sparql", params={"query": "ASK {}"}).status_code == 200, "it still takes requests"
        assert slow.result().json()["type"] == "/problems#timeout", "what ran was cut off"
        assert process.wait(timeout=30) == 0
        assert all(job.result() > 0 for job in light)
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def _ask_until_gone(url: str) -> int:
    """Asks on one connection until the server is gone; every answer that began is whole. How many there were."""
    answers = 0
    with httpx.Client(timeout=30) as client:
        while True:
            try:
                answer = client.get(f"{url}/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
            except (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError) as error:
                # httpx says "incomplete" of a body that broke off
                return -1 if "incomplete" in str(error) else answers
            assert answer.status_code == 200
            assert answer.json()["results"]["bindings"]
            answers += 1


def test_a_second_signal_skips_the_waiting(small_store: Path) -> None:
    with server(small_store, DRAIN="60", GRACE="1") as (url, process):
        assert httpx.get(f"{url}/health/live").status_code == 200
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=15)


def test_ready_means_that_the_engine_answers(tmp_path: Path, small_store: Path) -> None:
    """Every process that listens called itself healthy, store or no store."""
    client = Client(create_app(Settings(base=BASE), sample_store()))
    assert client.get("/health/ready").status_code == 200
    store = sample_store()
    broken = create_app(Settings(base=BASE), store)
    store.close()
    assert Client(broken).get("/health/ready").status_code == 503
    assert Client(broken).get("/health/live").status_code == 200


# --- what it says of itself


@pytest.mark.parametrize(
    ("settings", "item", "state", "words"),
    [
        ({}, "write", "closed", "Nobody can change anything"),
        ({"write_token": TOKEN}, "write", "limited", "takes a token. What violates a SHACL shape is refused."),
        ({"write_token": TOKEN, "validate_writes": "off"}, "write", "limited", "Nothing is checked"),
        ({}, "query", "open", "gets 60 seconds, 2 GB of memory"),
        ({"query_timeout": 7.5}, "query", "open", "gets 7.5 seconds"),
        ({}, "services", "closed", "SERVICE reaches no other server"),
        ({}, "clients", "open", "There is no limit per client"),
        ({"client_rate": 3.0, "client_burst": 9}, "clients", "limited", "3 requests a second, and 9 at once"),
        ({"client_queries": 2}, "clients", "limited", "gets: 2 queries at the same time"),
        ({"max_body": 1_500_000}, "sizes", "limited", "a body 1.5 MB"),
        ({}, "metrics", "limited", "From this machine itself only"),
        ({"public": "on"}, "metrics", "closed", "Nobody can read them"),
        ({"public": "on", "metrics_token": TOKEN}, "metrics", "limited", "With a token."),
        ({"metrics": "open"}, "metrics", "open", "Everybody may read them"),
        ({"metrics": "off"}, "metrics", "closed", "There are none"),
        ({}, "log", "closed", "Nothing of a request"),
        ({"log_requests": "on"}, "log", "limited", "without its last part. The text of queries is not kept."),
        ({"log_requests": "on", "log_clients": "none"}, "log", "limited", "no address."),
        ({}, "proxies", "closed", "No proxy is believed"),
        ({"public": "on"}, "proxies", "limited", "from the keeper's proxies"),
    ],
)
def test_the_page_about_the_server_says_what_the_settings_do(
    settings: dict[str, Any], item: str, state: str, words: str
) -> None:
    made = Settings(base=BASE, **settings)
    found = next(entry for entry in items(made) if entry.id == item)
    assert (found.state, words in found.text[1]) == (state, True), found.text[1]
    client = Client(create_app(made, sample_store()))
    assert words in client.get("/about/server", lang="en", format="html").text.replace("&#39;", "'")
    assert found.text[0] in client.get("/about/server", lang="nl", format="html").text.replace("&#39;", "'")
    assert TOKEN not in client.get("/about/server").text
