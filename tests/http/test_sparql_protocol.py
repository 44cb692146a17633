"""`/sparql` by the SPARQL 1.1 Protocol, section by section."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.http.client import BROWSER, Client
from tests.http.sample import BASE

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
SELECT = "SELECT ?s { ?s <http://purl.org/dc/terms/identifier> ?id } ORDER BY ?id"
CONSTRUCT = "CONSTRUCT WHERE { ?s <http://purl.org/dc/terms/identifier> ?id }"
PLANS = [f"{BASE}/id/document/plan-a", f"{BASE}/id/document/plan-b"]


def subjects(body: str) -> list[str]:
    return [binding["s"]["value"] for binding in json.loads(body)["results"]["bindings"]]


# 2.1.1 to 2.1.3: three ways to send a query


def test_query_via_get(client: Client) -> None:
    assert subjects(client.get("/sparql", query=SELECT).text) == PLANS


def test_query_via_post_with_a_form(client: Client) -> None:
    assert subjects(client("POST", "/sparql", data={"query": SELECT}).text) == PLANS
    charset = {"Content-Type": f"{FORM}; charset=UTF-8"}
    assert subjects(client("POST", "/sparql", content="query=" + SELECT.replace("?", "%3F"), headers=charset).text)


def test_query_via_post_directly(client: Client) -> None:
    for content_type in (DIRECT, DIRECT.upper(), f"{DIRECT};charset=utf-8"):
        answer = client("POST", "/sparql", content=SELECT, headers={"Content-Type": content_type})
        assert subjects(answer.text) == PLANS


AS_FORM, AS_QUERY, AS_UPDATE = (
    {"headers": {"Content-Type": media}} for media in (FORM, DIRECT, "application/sparql-update")
)
AS_UTF16 = {"headers": {"Content-Type": f"{DIRECT}; charset=UTF-16"}}
CONSTRUCT_URL = f"/sparql?query={CONSTRUCT.replace('?', '%3F')}"
BAD_REQUESTS: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "no query (GET)": ("GET", "/sparql?default-graph-uri=http://a.example/", {}, 400),
    "no query (form)": ("POST", "/sparql", {"data": {"x": "1"}}, 400),
    "two queries (GET)": ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, 400),
    "two queries (form)": ("POST", "/sparql", {"content": "query=ASK{}&query=ASK{}", **AS_FORM}, 400),
    "query in URL and form": ("POST", "/sparql?query=ASK%7B%7D", {"data": {"query": "ASK{}"}}, 400),
    "query in URL and body": ("POST", "/sparql?query=ASK%7B%7D", {"content": "ASK{}", **AS_QUERY}, 400),
    "a query and an update": ("POST", "/sparql", {"data": {"query": "ASK{}", "update": "CLEAR ALL"}}, 400),
    "another charset": ("POST", "/sparql", {"content": SELECT.encode("utf-16"), **AS_UTF16}, 415),
    "no such time": ("GET", "/sparql?query=ASK%7B%7D&timeout=-1", {}, 400),
    "no SPARQL": ("GET", "/sparql?query=SELEKT", {}, 400),
    "empty query": ("GET", "/sparql?query=", {}, 400),
    "an unknown prefix": ("GET", "/sparql?query=ASK%7B%3Fs+x:y+1%7D", {}, 400),
    "no UTF-8 (GET)": ("GET", "/sparql?query=%FF", {}, 400),
    "no UTF-8 (body)": ("POST", "/sparql", {"content": b"ASK { ?s ?p '\xff' }", **AS_QUERY}, 400),
    "no UTF-8 (form)": ("POST", "/sparql", {"content": b"query=\xff", **AS_FORM}, 400),
    "a graph that is no IRI": ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=x", {}, 400),
    "too many fields": ("POST", "/sparql", {"content": "a=1&" * 2000, **AS_FORM}, 400),
    "an update as a form": ("POST", "/sparql", {"data": {"update": "CLEAR ALL"}}, 400),
    "an update directly": ("POST", "/sparql", {"content": "CLEAR ALL", **AS_UPDATE}, 415),
    "an update as a query": ("GET", "/sparql?query=CLEAR+ALL", {}, 403),
    "SERVICE": ("GET", "/sparql?query=ASK%7BSERVICE+%3Chttp://127.0.0.1/%3E+%7B%7D%7D", {}, 403),
    "no type": ("POST", "/sparql", {"content": SELECT}, 415),
    "another type": ("POST", "/sparql", {"content": SELECT, "headers": {"Content-Type": "text/plain"}}, 415),
    "multipart": ("POST", "/sparql", {"files": {"query": SELECT.encode()}}, 415),
    "PUT": ("PUT", "/sparql", {"content": SELECT}, 405),
    "DELETE": ("DELETE", "/sparql", {}, 405),
    "PATCH": ("PATCH", "/sparql", {}, 405),
    "no such format": ("GET", "/sparql?query=ASK%7B%7D&format=yaml", {}, 406),
    "no such type": ("GET", "/sparql?query=ASK%7B%7D", {"headers": {"Accept": "image/png"}}, 406),
    "never": ("GET", "/sparql?query=ASK%7B%7D", {"headers": {"Accept": "*/*;q=0"}}, 406),
    "rows as a graph": ("GET", "/sparql?query=ASK%7B%7D", {"headers": {"Accept": "text/turtle"}}, 406),
    "a graph as rows": ("GET", CONSTRUCT_URL, {"headers": {"Accept": "text/csv"}}, 406),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_REQUESTS)
def test_what_is_wrong_is_answered_so(client: Client, case: str) -> None:
    method, url, arguments, status = BAD_REQUESTS[case]
    answer = client(method, url, **arguments)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    if status == 415:
        assert answer.headers["accept-post"] == f"{FORM}, {DIRECT}"


def test_a_syntax_error_has_its_place(client: Client) -> None:
    answer = client.get("/sparql", query="SELECT *\n{ ?s ?p }").json()
    assert (answer["line"], answer["column"]) == (2, 10)


def test_without_a_query_the_endpoint_describes_itself(client: Client) -> None:
    """SPARQL 1.1 Service Description, section 2."""
    answer = client.get("/sparql")
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "sparql-service-description#" in answer.text


# 2.1.4: the dataset


@pytest.mark.parametrize(
    ("parameters", "plain", "named"),
    [
        ({}, 2, 2),
        ({"default-graph-uri": [f"{BASE}/graph/plan-a"]}, 1, 0),
        ({"default-graph-uri": [f"{BASE}/graph/plan-a", f"{BASE}/graph/plan-b"]}, 2, 0),
        ({"named-graph-uri": [f"{BASE}/graph/plan-b"]}, 0, 1),
        ({"default-graph-uri": [f"{BASE}/graph/plan-a"], "named-graph-uri": [f"{BASE}/graph/plan-b"]}, 1, 1),
        ({"default-graph-uri": [f"{BASE}/graph/nowhere"]}, 0, 0),
    ],
)
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_the_dataset_is_the_one_of_the_protocol(
    client: Client, parameters: dict[str, list[str]], plain: int, named: int, way: str
) -> None:
    pattern = "?s <http://purl.org/dc/terms/identifier> ?id"
    for text, number in ((f"SELECT ?s {{ {pattern} }}", plain), (f"SELECT ?s {{ GRAPH ?g {{ {pattern} }} }}", named)):
        if way == "get":
            answer = client("GET", "/sparql", params={"query": text, **parameters})
        elif way == "form":
            answer = client("POST", "/sparql", data={"query": text, **parameters})
        else:
            headers = {"Content-Type": DIRECT}
            answer = client("POST", "/sparql", params=parameters, content=text, headers=headers)
        assert len(subjects(answer.text)) == number


def test_the_dataset_of_the_protocol_goes_before_from(client: Client) -> None:
    text = f"SELECT ?s FROM <{BASE}/graph/plan-a> {{ ?s <http://purl.org/dc/terms/identifier> ?id }}"
    assert subjects(client.get("/sparql", query=text).text) == PLANS[:1]
    other = client("GET", "/sparql", params={"query": text, "default-graph-uri": f"{BASE}/graph/plan-b"})
    assert subjects(other.text) == PLANS[1:]


def test_from_fetches_nothing(client: Client) -> None:
    text = "SELECT ?s FROM <http://127.0.0.1:9/data> { ?s ?p ?o }"
    assert subjects(client.get("/sparql", query=text).text) == []


# 2.1.5, 2.1.6: the answer


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("", JSON),
        (JSON, JSON),
        (XML, XML),
        ("application/json", "application/json"),
        ("application/xml", XML),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", XML),
        ("application/sparql-results+json;q=0, */*", XML),
        ("text/*, application/sparql-results+json;q=0.1", "text/csv; charset=utf-8"),
        (f"{XML}, {JSON}", JSON),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
        ("nonsense, ;;;, text/csv", "text/csv; charset=utf-8"),
        ("text/csv;q=x, application/sparql-results+xml;q=0.2", XML),
    ],
)
def test_the_format_of_rows_by_accept(client: Client, accept: str | None, expected: str) -> None:
    headers = {"Accept": accept} if accept is not None else {}
    answer = client("GET", "/sparql", params={"query": SELECT}, headers=headers)
    assert answer.headers["content-type"] == expected
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        (f"{JSON}, application/rdf+xml;q=0.5, text/turtle;q=0.6", "text/turtle; charset=utf-8"),
    ],
)
def test_the_format_of_graphs_by_accept(client: Client, accept: str, expected: str) -> None:
    answer = client.get("/sparql", accept, query=CONSTRUCT)
    assert answer.headers["content-type"] == expected
    assert "plan-a" in answer.text


@pytest.mark.parametrize(
    ("name", "rows", "graph"),
    [
        ("json", JSON, "application/ld+json"),
        ("xml", XML, "application/rdf+xml"),
        ("csv", "text/csv; charset=utf-8", "text/turtle; charset=utf-8"),
        ("turtle", JSON, "text/turtle; charset=utf-8"),
        ("nt", JSON, "application/n-triples"),
    ],
)
def test_the_format_by_name_goes_before_accept(client: Client, name: str, rows: str, graph: str) -> None:
    """Clients like SPARQLWrapper name a format and send an Accept header; where that name fits not, it counts."""
    for text, expected in ((SELECT, rows), (CONSTRUCT, graph)):
        assert client.get("/sparql", query=text, format=name).headers["content-type"] == expected
        assert client.get("/sparql", query=text, output=name).headers["content-type"] == expected


def test_datatypes_and_languages_survive(client: Client) -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    text = f"SELECT ?l ?n {{ ?s {label} ?l . BIND(1.5 AS ?n) FILTER(?l = 'Lutjestad'@nl) }}"
    (row,) = client.get("/sparql", query=text).json()["results"]["bindings"]
    assert row["l"] == {"type": "literal", "value": "Lutjestad", "xml:lang": "nl"}
    assert row["n"]["datatype"] == "http://www.w3.org/2001/XMLSchema#decimal"
    assert row["n"]["value"] == "1.5"


def test_head_is_get_without_a_body(client: Client) -> None:
    parameters = {"query": SELECT}
    whole = client("GET", "/sparql", params=parameters)
    head = client("HEAD", "/sparql", params=parameters)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert head.headers["content-type"] == whole.headers["content-type"]


# the form


def test_a_browser_gets_the_form_and_its_answers(client: Client) -> None:
    empty = client.get("/sparql", BROWSER)
    assert empty.status_code == 200
    assert "<textarea" in empty.text
    rows = client.get("/sparql", BROWSER, query=SELECT)
    assert 'href="/doc/document/plan-a?lang=nl"' in rows.text
    assert "2 rijen" in rows.text
    assert "Ja" in client.get("/sparql", BROWSER, query="ASK {}").text
    assert "&lt;https://example.org" in client.get("/sparql", BROWSER, query=CONSTRUCT).text
    data = client.get("/sparql", BROWSER, query=SELECT, format="csv")
    assert data.headers["content-type"].startswith("text/csv")


def test_a_browser_sees_what_is_wrong_with_its_query(client: Client) -> None:
    answer = client.get("/sparql", BROWSER, query="SELECT * { <b>")
    assert answer.status_code == 400
    assert "line 1, column" in answer.text
    assert "SELECT * { &lt;b&gt;" in answer.text
    assert client.get("/sparql", BROWSER, query="CLEAR ALL").status_code == 403
