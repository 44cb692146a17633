"""`/explain`, and asking with or without what is inferred.

Wrong would be: an inferred triple nobody can trace, a page with a script, a triple that is not there explained all the
same, a query without inferred triples that still counts them.
"""

from __future__ import annotations

import json

import pytest

from tests.http.client import BROWSER, Client
from tests.http.sample import BASE

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def one_inferred(client: Client) -> dict[str, str]:
    """A triple of the graph of what follows, as parameters."""
    found = rows(client, f"SELECT ?s ?p ?o {{ GRAPH <{BASE}/graph/inferred> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o LIMIT 1")
    return {name: found[0][name]["value"] for name in ("s", "p", "o")}


def rows(client: Client, query: str, **parameters: object) -> list[dict[str, dict[str, str]]]:
    answer = client("GET", "/sparql", params={"query": query, "format": "json", **parameters})
    assert answer.status_code == 200, answer.text
    return list(json.loads(answer.text)["results"]["bindings"])


def test_an_inferred_triple_as_json(client: Client) -> None:
    answer = client.get("/explain", "application/json", **one_inferred(client))
    assert answer.status_code == 200
    body = answer.json()
    assert body["status"] == "inferred"
    assert body["rule"]["name"]
    assert set(body["rule"]["words"]) == set(body["words"]) == {"nl", "en"}
    assert body["facts"]
    assert all(fact["graphs"] for fact in body["facts"])


@pytest.mark.parametrize(("language", "word"), [("nl", "Stap voor stap"), ("en", "Step by step")])
def test_an_inferred_triple_as_a_page(client: Client, language: str, word: str) -> None:
    page = client.get("/explain", BROWSER, **one_inferred(client), lang=language)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert word in page.text
    assert f'lang="{language}"' in page.text


def test_the_facts_as_turtle(client: Client) -> None:
    answer = client.get("/explain", "text/turtle", **one_inferred(client))
    assert answer.headers["content-type"].startswith("text/turtle")


def test_a_stated_triple_shows_where_it_was_read(client: Client) -> None:
    evidence = "https://w3id.org/veiligheidsgraaf/def/evidence"
    query = f"SELECT ?s ?o {{ ?s <{evidence}> ?o }} ORDER BY ?s LIMIT 1"
    found = rows(client, query)[0]
    body = client.get("/explain", "application/json", s=found["s"]["value"], p=evidence, o=found["o"]["value"]).json()
    assert body["status"] == "stated"
    assert body["rule"] is None
    assert body["facts"][0]["evidence"]
    assert body["facts"][0]["evidence"][0]["quote"]


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"s": f"{BASE}/id/x/nobody", "p": TYPE, "o": f"{BASE}/id/x/nothing"}, 404),
        ({"s": "nobody", "p": TYPE, "o": TYPE}, 400),
        ({"s": f"{BASE}/id/x", "p": TYPE}, 400),
        ({"s": f"{BASE}/id/x", "p": TYPE, "o": '"open'}, 400),
        ({"s": f"{BASE}/id/x", "p": TYPE, "o": "_:b"}, 400),
        ({"s": "http://e.org/" + "x" * 6000, "p": TYPE, "o": TYPE}, 422),
        ({"s": f"{BASE}/id/x", "p": TYPE, "o": TYPE, "format": "yaml"}, 406),
    ],
)
def test_what_cannot_be_explained(client: Client, parameters: dict[str, str], status: int) -> None:
    answer = client.get("/explain", "application/json", **parameters)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_without_parameters_there_is_a_form(client: Client) -> None:
    page = client.get("/explain", BROWSER)
    assert page.status_code == 200
    assert '<input name="o"' in page.text


COUNT = "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } } }"


def count(client: Client, *graphs: str) -> int:
    return int(rows(client, COUNT, **({"default-graph-uri": list(graphs)} if graphs else {}))[0]["n"]["value"])


def test_one_asks_with_or_without_what_is_inferred(client: Client) -> None:
    stated, inferred = f"{BASE}/graph/stated", f"{BASE}/graph/inferred"
    both, said, follows = count(client), count(client, stated), count(client, inferred)
    assert said > 0
    assert follows > 0
    assert both == said + follows == count(client, stated, inferred)


def test_what_is_inferred_is_not_found_among_what_is_stated(client: Client) -> None:
    triple = " ".join(f"<{iri}>" for iri in one_inferred(client).values())
    for graphs, expected in (([], True), (["inferred"], True), (["stated"], False)):
        given = {"default-graph-uri": [f"{BASE}/graph/{name}" for name in graphs]} if graphs else {}
        answer = client("GET", "/sparql", params={"query": f"ASK {{ {triple} }}", "format": "json", **given})
        assert json.loads(answer.text)["boolean"] is expected
