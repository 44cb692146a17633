"""SERVICE as we do it gives what the engine would, reaches only whom it may, and hides no refusal."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.engine.federation import MAX_CALLS, expand
from kg.engine.guard import check_query
from kg.errors import (
    OutsideError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTooComplexError,
    ResultTooLargeError,
)
from kg.outside import Outside
from kg.outside_rules import Rules
from tests.engines.servers import Said, Scripted, oxigraph, scripted

THERE = """PREFIX e: <http://e/> INSERT DATA {
  e:a e:name "A" ; e:size 1 . e:b e:name "B"@nl ; e:size 2.5 . e:c e:name "it's \\"C\\" {}\\n# \\\\ é" .
  e:a e:knows e:b , e:c . _:x e:name "blank" ; e:knows e:a .
  e:a e:service true . e:b e:when "2019-01-02"^^<http://www.w3.org/2001/XMLSchema#date> .
}"""
HERE = "PREFIX e: <http://e/> INSERT DATA { e:a e:kind e:X . e:b e:kind e:Y . e:d e:kind e:X . e:a e:of e:b , e:c }"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import httpx

    with oxigraph(tmp_path_factory.mktemp("there")) as url:
        httpx.post(f"{url}/update", data={"update": THERE}, trust_env=False).raise_for_status()
        yield f"{url}/query"


@pytest.fixture
def store() -> ox.Store:
    here = ox.Store()
    here.update(HERE)
    return here


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted() as running:
        yield running


def expanded(text: str, *urls: str, **options: object) -> str:
    outside = Outside(Rules.parse(",".join(urls)))
    return asyncio.run(expand(text, outside, time.monotonic() + 10, **options))  # type: ignore[arg-type]


def rows(store: ox.Store, text: str) -> Counter[str]:
    """The rows of a SELECT in any order, each with its variables."""
    solutions = store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    names = sorted(variable.value for variable in solutions.variables)
    return Counter(str([(name, str(solution[name])) for name in names]) for solution in solutions)


def results(*bindings: dict[str, dict[str, str]], names: str = "x") -> Said:
    body = {"head": {"vars": names.split()}, "results": {"bindings": list(bindings)}}
    return Said(json.dumps(body).encode())


# --- the same answer as the engine's own


QUERIES = [
    "SELECT * { ?s e:kind ?k . SERVICE <E> { ?s e:name ?n } }",
    "SELECT ?n { SERVICE <E> { ?s e:name ?n } }",
    "SELECT * { SERVICE <E> { ?s e:name ?n } ?s e:kind ?k }",
    "SELECT * { ?s e:kind ?k OPTIONAL { SERVICE <E> { ?s e:size ?z } } }",
    "SELECT * { { ?s e:kind ?k } UNION { SERVICE <E> { ?s e:size ?z } } }",
    "SELECT * { ?s e:kind ?k MINUS { SERVICE <E> { ?s e:name ?n } } }",
    "SELECT * { ?s e:kind ?k FILTER NOT EXISTS { SERVICE <E> { ?s e:name ?n } } }",
    "SELECT * { ?s e:kind ?k { SELECT ?s (COUNT(*) AS ?c) { SERVICE <E> { ?s ?p ?o FILTER(!isBlank(?s)) } } GROUP BY ?s } }",
    "SELECT * { SERVICE <E> { SELECT ?s (COUNT(*) AS ?c) { ?s ?p ?o FILTER(isIRI(?s)) } GROUP BY ?s ORDER BY DESC(?c) LIMIT 1 } }",
    "SELECT * { SERVICE <E> { ?s e:knows+ ?o FILTER(isIRI(?s)) } }",
    "SELECT * { SERVICE <E> { ?s e:name ?n FILTER(?n = \"it's \\\"C\\\" {}\\n# \\\\ é\") # } '\n } }",
    "SELECT * { SERVICE <E> { } ?s e:kind ?k }",
    "SELECT * { SERVICE <E> { e:a e:name 'A' } ?s e:kind ?k }",
    "SELECT * { SERVICE <E> { e:a e:name 'nobody' } ?s e:kind ?k }",
    "SELECT * { SERVICE <E> { OPTIONAL { ?s e:when ?w } } ?s e:kind ?k }",
    "SELECT * { SERVICE <E> { ?s e:name ?n OPTIONAL { ?s e:when ?w } FILTER(isIRI(?s)) } ?s e:kind ?k }",
    "SELECT * { VALUES ?s { e:a e:d } SERVICE <E> { ?s e:name ?n } }",
    "SELECT * { VALUES (?s ?k) { (e:a e:X) (e:a e:Z) (e:b UNDEF) } SERVICE <E> { ?s e:name ?n } }",
    "SELECT * { VALUES (?s ?k) { (e:a e:X) (e:a e:Z) (e:a e:X) (e:b e:X) } ?s e:kind ?k SERVICE <E> { ?s e:name ?n } }",
    "SELECT * { VALUES ?s { e:a e:b } SERVICE <E> { OPTIONAL { ?s e:when ?w } } }",
    "SELECT * { VALUES ?s { e:a e:b } VALUES ?n { 'A' 'B'@nl } SERVICE <E> { ?s e:name ?n } }",
    "SELECT * { { VALUES ?s { e:a } } SERVICE <E> { ?s e:name ?n FILTER(isIRI(?s)) } }",
    "SELECT * { SERVICE <E> { ?s e:name ?n FILTER(isIRI(?s)) } VALUES ?s { e:a e:a } }",
    "SELECT (COUNT(*) AS ?c) { SERVICE <E> { ?s ?p ?o } SERVICE <E> { ?s ?q ?r FILTER(isIRI(?s)) } FILTER(isIRI(?s)) }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } SERVICE <E> { ?s e:name ?n } }",
    "SELECT * { SERVICE SILENT <E> { ?s e:service ?t } }",
    "SELECT * { SERVICE g:query { ?s e:service ?t } }",
    "BASE <http://127.0.0.1:PORT/> SELECT * { SERVICE <query> { ?s e:service ?t } }",
    "SELECT * { SERVICE <E> { ?service e:service ?t } BIND('SERVICE <http://x/> {}' AS ?u) # SERVICE <http://x/> {}\n }",
    "SELECT * { SERVICE <E> { ?s e:name ?n FILTER(STRLEN(STR(?n)) > 1 && ?n != 'x') FILTER(isIRI(?s)) } }",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_it_gives_what_the_engine_gives_that_opens_the_connection_itself(
    query: str, endpoint: str, store: ox.Store
) -> None:
    port = endpoint.split(":")[2].split("/")[0]
    text = f"PREFIX g: <http://127.0.0.1:{port}/> PREFIX e: <http://e/> " + query.replace("<E>", f"<{endpoint}>")
    text = text.replace("PORT", port)
    ours = expanded(text, endpoint)
    check_query(ours)
    found = rows(store, ours)
    assert found == rows(store, text)
    assert found or "nobody" in query or "GRAPH" in query


def test_values_before_a_call_are_sent_along(server: Scripted) -> None:
    """Without them the whole of a large endpoint is asked for, and the limit of rows met."""
    url = server.url + "/"
    expanded(f"SELECT * {{ VALUES ?x {{ 1 2 }} SERVICE <{url}> {{ ?x ?p ?o }} }}", url)
    assert "VALUES ?x { 1 2 }" in server.asked[0].query
    expanded(f"SELECT * {{ VALUES ?y {{ 1 2 }} SERVICE <{url}> {{ ?x ?p ?o }} }}", url)
    assert "VALUES" not in server.asked[1].query


def test_blank_nodes_of_another_server_stay_apart_and_stay_the_same(server: Scripted) -> None:
    blank = {"type": "bnode", "value": "b1"}
    server.answer = lambda _: results({"x": blank, "y": blank}, {"x": {"type": "bnode", "value": "b2"}, "y": blank}, names="x y")
    url = server.url + "/"
    call = f"SERVICE <{url}> {{ ?x ?p ?y }}"
    found = rows(ox.Store(), expanded(f"SELECT (COUNT(DISTINCT ?x) AS ?n) (SUM(IF(?x = ?y, 1, 0)) AS ?same) {{ {call} }}", url))
    assert str(found).count('"2"') == 1
    assert str(found).count('"1"') == 1
    twice = expanded(f"SELECT * {{ {call} {call.replace('?x', '?z').replace('?y', '?x')} }}", url)
    assert not rows(ox.Store(), twice)  # the same label of two answers is not the same node


# --- who may be asked


@pytest.mark.parametrize(
    "call",
    ["SERVICE <http://other.example.org/> {}", "SERVICE SILENT <http://other.example.org/> {}", "SERVICE ?x {}", "SERVICE SILENT $x { ?s ?p ?o }",
     "SERVICE <OK> { SERVICE <OK> { ?s ?p ?o } }", "SERVICE <OK> { OPTIONAL { SERVICE ?x { } } }", "service:x {}", "SERVICESILENT<OK>{}",
     "?s ?p 1service:x {}", "SERVICE <OK> { ?s ?p 1service:x {} }", "FILTER(?o<'>') SERVICE <OK> {}", "SERVICE <file:///etc/passwd> {}", "SERVICE SILENT <OK?x> {}",
     "SERVICE <OK> {} SERVICE SILENT <http://other.example.org/> {}", "FILTER EXISTS { SERVICE SILENT <http://169.254.169.254/> {} }"],
)  # fmt: skip
def test_a_call_that_is_not_allowed_is_refused_before_anybody_is_asked(call: str, server: Scripted) -> None:
    url = server.url + "/"
    text = f"PREFIX service: <{url}> PREFIX : <{url}> SELECT * {{ {call.replace('OK', url)} }}"
    with pytest.raises(QueryRefusedError):
        expanded(text, url)
    assert not server.asked


def test_silent_hides_a_failure_and_no_refusal_and_no_limit(server: Scripted, store: ox.Store) -> None:
    url = server.url + "/"
    text = f"SELECT * {{ ?s <http://e/kind> ?k SERVICE SILENT <{url}> {{ ?x ?p ?o }} }}"
    server.answer = lambda _: Said(b"broken", 500)
    assert rows(store, expanded(text, url)) == rows(store, "SELECT * { ?s <http://e/kind> ?k }")
    with pytest.raises(OutsideError, match="500"):
        expanded(text.replace("SILENT", ""), url)
    server.answer = lambda _: Said(b"", 307, {"Location": "http://10.0.0.1/"})
    with pytest.raises(QueryRefusedError):
        expanded(text, url)
    one = {"x": {"type": "literal", "value": "1"}}
    server.answer = lambda _: results(one, one, one)
    with pytest.raises(ResultTooLargeError, match="more than 2 rows"):
        expanded(text, url, max_rows=2)
    assert expanded(text, url, max_rows=3)


@pytest.mark.parametrize(
    "term",
    [{"type": "uri", "value": "http://x/> } SERVICE <http://evil/"}, {"type": "uri", "value": "relative"}, {"type": "uri", "value": "a b:c"},
     {"type": "literal", "value": "x", "datatype": "http://x/> . <"}, {"type": "literal", "value": "x", "xml:lang": "nl } SERVICE"}],
)  # fmt: skip
def test_what_another_server_gives_is_never_code(term: dict[str, str], server: Scripted) -> None:
    server.answer = lambda _: results({"x": term})
    url = server.url + "/"
    with pytest.raises(OutsideError):
        expanded(f"SELECT * {{ SERVICE <{url}> {{ ?x ?p ?o }} }}", url)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_any_literal_comes_through_as_it_is(text: str) -> None:
    from kg.engine.federation import rows_as_values

    written = "SELECT * " + rows_as_values(["x"], [[ox.Literal(text)]])
    check_query(written)
    solutions = ox.Store().query(written)
    assert isinstance(solutions, ox.QuerySolutions)
    assert next(iter(solutions))["x"] == ox.Literal(text)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":', b'{"head":{},"boolean":true}', b"\xff"])
def test_results_that_do_not_parse_are_an_error(body: bytes, server: Scripted) -> None:
    server.answer = lambda _: Said(body)
    url = server.url + "/"
    with pytest.raises(OutsideError):
        expanded(f"SELECT * {{ SERVICE <{url}> {{ ?x ?p ?o }} }}", url)


def test_a_query_that_does_not_parse_asks_nobody_and_says_where(server: Scripted) -> None:
    url = server.url + "/"
    with pytest.raises(QuerySyntaxError) as caught:
        expanded(f"SELECT * {{\n SERVICE <{url}> {{ ?x ?p }} }}", url)
    assert caught.value.line == 2
    assert not server.asked


def test_a_query_asks_only_so_many(server: Scripted) -> None:
    url = server.url + "/"
    with pytest.raises(QueryTooComplexError, match="other servers"):
        expanded("SELECT * {" + f" SERVICE <{url}> {{}}" * (MAX_CALLS + 1) + "}", url)
    assert not server.asked


def test_a_text_without_calls_comes_back_as_it_is(tmp_path: Path) -> None:
    for text in ("SELECT * {", "SELECT ?service { ?service a <http://x/service#> }", "PREFIX service: <http://e/> SELECT * { service:a ?p ?o }"):
        assert expanded(text) == text
