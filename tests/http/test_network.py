"""`/network/…` over HTTP: an answer that passes for whole and is not, or a question that stops the others."""

from __future__ import annotations

import concurrent.futures
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import networkx as nx
import pytest

from kg.network.projections import PROJECTIONS
from tests.http.client import Client, server
from tests.http.sample import BASE

TOWN, OFFICE = f"{BASE}/id/municipality/lutjestad", f"{BASE}/id/prosecution-office/openbaar-ministerie"
BODY = f"{BASE}/id/body/coordinatieoverleg"
QUESTIONS: dict[str, dict[str, Any]] = {
    "graph": {"projection": "actors-governance"},
    "neighbours": {"projection": "actors-governance", "resource": TOWN},
    "ego": {"resource": TOWN, "depth": "2"},
    "component": {"resource": TOWN},
    "common-neighbours": {"resource": [TOWN, OFFICE]},
    "subgraph": {"resource": [TOWN, BODY]},
    "path": {"projection": "actors-governance", "from": TOWN, "to": OFFICE},
    "paths": {"from": TOWN, "to": OFFICE, "k": "3"},
    "measures": {"measures": "betweenness,pagerank"},
    "difference": {"before": "plan-a", "after": "plan-b"},
}


@pytest.fixture(scope="module")
def address(small_store: Path) -> Iterator[str]:
    with server(small_store) as (at, _):
        yield at


def ends(body: dict[str, Any]) -> set[tuple[str, str]]:
    return {(edge["source"], edge["target"]) for edge in body["edges"]}


def test_the_projections_are_listed_with_what_they_can_be_changed_in(client: Client) -> None:
    body = client.get("/network/projections").json()
    assert {declared["name"] for declared in body["projections"]} == set(PROJECTIONS)
    for declared in body["projections"]:
        assert set(declared["description"]) == {"nl", "en"}
        assert client.get(declared["graph"]).status_code == 200
    assert body["measures"]["betweenness"]["en"]


@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_every_question_states_its_network_and_its_data(client: Client, address: str, question: str) -> None:
    """In memory and out of a process of its own: the same answer, but for the release."""
    here = client.get(f"/network/{question}", **QUESTIONS[question])
    there = httpx.get(f"{address}/network/{question}", params=QUESTIONS[question])
    assert here.status_code == there.status_code == 200, there.text
    one, other = here.json(), there.json()
    for things, names in (
        ("nodes", ("id", "iri", "x", "y")),
        ("edges", ("source", "target", "weight", "via", "passages")),
    ):
        said = [[[thing.get(name) for name in names] for thing in body[things]] for body in (one, other)]
        assert said[0] == said[1]  # labels of kinds are the ontology's, which only the one in memory has
    for response, body in ((here, one), (there, other)):
        about = body["graph"]
        assert about["projection"]["name"] == "actors-governance"
        assert about["complete"] is True
        assert response.headers["Network-Complete"] == "true"
        assert response.headers["Network-Release"] == about["release"]["version"] != ""
    again = httpx.get(f"{address}/network/{question}", params=QUESTIONS[question])
    assert again.content == there.content


def test_a_path_names_its_steps_and_their_words(client: Client) -> None:
    body = client.get("/network/path", **QUESTIONS["path"]).json()
    (path,) = body["paths"]
    assert path["nodes"] == [TOWN, BODY, OFFICE]
    assert [step["reversed"] for step in path["steps"]] == [False, True]
    assert ends(body) == {(TOWN, BODY), (OFFICE, BODY)}
    assert all(edge["passages"] for edge in body["edges"])


def test_a_page_of_neighbours(client: Client) -> None:
    asked = {"projection": "actors-governance", "resource": BODY}
    first = client.get("/network/neighbours", **asked, limit="1").json()
    second = client.get("/network/neighbours", **asked, limit="1", offset="1").json()
    assert first["page"] == {"offset": 0, "limit": 1, "total": 2}
    assert first["graph"]["complete"] is False
    assert client.get("/network/neighbours", **asked).json()["graph"]["complete"] is True
    assert {node["id"] for node in first["nodes"]} == {BODY, TOWN}
    assert {node["id"] for node in second["nodes"]} == {BODY, OFFICE}


def test_a_subgraph_by_a_query(client: Client) -> None:
    governance = "https://w3id.org/veiligheidsgraaf/def/memberOf"
    select = f"SELECT ?a ?b {{ ?a <{governance}> ?b }}"
    for query in (select, f"CONSTRUCT WHERE {{ ?a <{governance}> ?b }}"):
        body = client.get("/network/subgraph", query=query).json()
        assert ends(body) == {(TOWN, BODY), (OFFICE, BODY)}
        assert body["graph"]["projection"]["parameters"]["query"] == query
    posted = client("POST", "/network/subgraph", content=select, headers={"Content-Type": "application/sparql-query"})
    assert ends(posted.json()) == {(TOWN, BODY), (OFFICE, BODY)}
    listed = client("POST", "/network/subgraph", json=[TOWN, BODY, f"{BASE}/id/x/y"]).json()
    assert ends(listed) == {(TOWN, BODY)}
    assert listed["graph"]["measures"]["not_in_network"] == 1


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("GET", "/network/subgraph", {}), 422),
        (("GET", "/network/subgraph", {"params": {"query": "ASK {}"}}), 422),
        (("GET", "/network/subgraph", {"params": {"query": "SELECT * {"}}), 400),
        (("GET", "/network/subgraph", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1/> {} }"}}), 403),
        (("POST", "/network/subgraph", {"json": {"a": 1}}), 400),
        (("POST", "/network/subgraph", {"content": b"x", "headers": {"Content-Type": "text/plain"}}), 415),
        (("POST", "/network/subgraph", {"json": [f"{BASE}/id/x/{n}" for n in range(5_001)]}), 422),
        (("GET", "/network/graph", {"params": {"projection": "nope"}}), 422),
        (("GET", "/network/graph", {"params": {"projectoin": "all"}}), 422),
        (("GET", "/network/graph", {"params": {"documents": "nope"}}), 422),
        (("GET", "/network/graph", {"params": {"max_nodes": "0"}}), 422),
        (("GET", "/network/graph", {"params": {"max_seconds": "1e9"}}), 422),
        (("GET", "/network/graph", {"params": {"measures": "nope"}}), 422),
        (("GET", "/network/graph.nope", {}), 406),
        (("GET", "/network/ego", {"params": {"resource": "x", "way": "up"}}), 422),
        (("GET", "/network/ego", {}), 422),
        (("GET", "/network/common-neighbours", {"params": {"resource": TOWN}}), 422),
        (("GET", "/network/difference", {"params": {"before": "2016", "after": "plan-a"}}), 422),
        (("GET", "/network/measures", {"params": {"measures": "degree", "order": "core"}}), 422),
    ],
    ids=str,
)
def test_what_does_not_fit_is_told(client: Client, request_: tuple[str, str, dict[str, Any]], status: int) -> None:
    method, url, arguments = request_
    answer = client(method, url, **arguments)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_parameter_that_does_not_fit_comes_with_what_would(client: Client) -> None:
    (told,) = client.get("/network/graph", projection="nope").json()["parameters"]
    assert told["parameter"] == "projection"
    assert set(PROJECTIONS) < set(told["allowed"])


@pytest.mark.parametrize("question", ["neighbours", "ego", "component", "paths"])
def test_an_unknown_thing_comes_with_what_is_called_nearly_so(client: Client, address: str, question: str) -> None:
    asked = {"projection": "actors-governance", "resource": f"{BASE}/id/municipality/lutjesstad"}
    if question == "paths":
        asked = {"from": asked["resource"], "to": BODY}
    here = client.get(f"/network/{question}", **asked)
    there = httpx.get(f"{address}/network/{question}", params=asked)
    for answer in (here, there):
        assert answer.status_code == 404
        assert answer.json()["near"][0] == {"iri": TOWN, "label": "Lutjestad"}


def test_a_network_over_its_budget_never_passes_for_whole(client: Client, address: str) -> None:
    for answer in (
        client.get("/network/graph", max_nodes="2"),
        httpx.get(f"{address}/network/graph", params={"max_nodes": "2"}),
    ):
        assert answer.headers["Network-Complete"] == "false"
        assert answer.headers["Network-Stopped"].startswith("nodes")
        assert answer.json()["graph"]["complete"] is False
        assert answer.json()["graph"]["stopped"]["limit"] == 2


def test_the_figure_loads_in_networkx(client: Client) -> None:
    text = client.get("/network/graph.gexf", projection="actors-governance", measures="betweenness").content
    graph = nx.read_gexf(io.BytesIO(text))
    assert graph.number_of_edges() == 2
    assert graph.nodes[BODY]["betweenness"] == 0.0


def test_others_are_served_while_one_question_takes_its_time(large_store: Path) -> None:
    """Two questions that take as long as they may, from callers who leave: health and light questions answer on."""
    with server(large_store) as (at, process):
        assert httpx.get(f"{at}/network/graph", params={"projection": "all"}, timeout=30).status_code == 200
        slow = {"from": TOWN, "to": OFFICE, "projection": "all", "k": "1000", "max_length": "12", "all": "true"}
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            asked = [pool.submit(httpx.get, f"{at}/network/paths", params=slow, timeout=60) for _ in range(4)]
            began = time.monotonic()
            assert httpx.get(f"{at}/health", timeout=5).status_code == 200
            assert httpx.get(f"{at}/network/graph", params={"projection": "all"}, timeout=20).status_code == 200
            assert time.monotonic() - began < 20
            assert {answer.result().status_code for answer in asked} == {200}
        assert process.poll() is None


def test_the_process_that_counts_may_die_and_the_next_question_is_answered(small_store: Path) -> None:
    import os
    import signal

    with server(small_store) as (at, process):
        assert httpx.get(f"{at}/network/graph", timeout=30).status_code == 200
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        (counting,) = [
            int(pid) for pid in children if b"kg.network.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]
        os.kill(counting, signal.SIGKILL)
        statuses = [httpx.get(f"{at}/network/graph", timeout=30).status_code for _ in range(2)]
        assert statuses[-1] == 200
        assert set(statuses) <= {200, 500}


def test_a_question_whose_answer_is_large_comes_whole(address: str) -> None:
    text = httpx.get(f"{address}/network/graph", params={"projection": "all", "passages": "20"}).text
    assert json.loads(text)["graph"]["counts"]["nodes"] >= 6
