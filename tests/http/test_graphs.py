"""`/graphs` by the SPARQL 1.1 Graph Store HTTP Protocol, section by section."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from tests.http.writing import BASE, Api, writable

TURTLE = {"Content-Type": "text/turtle"}
ONE, TWO = "<http://e/a> <http://e/p> 1 .", "<http://e/a> <http://e/p> 2 ."
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with writable(tmp_path_factory.mktemp("graphs") / "store") as made:
        yield made


def at(name: str) -> str:
    return f"/graphs?graph={quote(f'http://e/{name}', safe='')}"


def values(api: Api, url: str) -> set[str]:
    answer = api("GET", url, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200, answer.text
    return {str(quad.object.value) for quad in ox.parse(answer.content, ox.RdfFormat.N_TRIPLES)}  # type: ignore[union-attr]


# 4.1 and 4.2: how a graph is named

BAD: dict[str, tuple[str, str, int]] = {
    "neither graph nor default": ("GET", "/graphs", 400),
    "neither, to replace": ("PUT", "/graphs", 400),
    "neither, to remove": ("DELETE", "/graphs", 400),
    "both": ("GET", "/graphs?default&graph=http://e/x", 400),
    "both, to write": ("PUT", "/graphs?default&graph=http://e/x", 400),
    "two graphs": ("GET", "/graphs?graph=http://e/x&graph=http://e/y", 400),
    "directly and by parameter": ("GET", "/graphs/x?graph=http://e/y", 400),
    "a relative IRI": ("GET", "/graphs?graph=x", 400),
    "an empty IRI": ("GET", "/graphs?graph=", 400),
    "no IRI": ("PUT", "/graphs?graph=http://e/%3E%7B", 400),
    "default with a value": ("GET", "/graphs?default=http://e/x", 400),
    "a graph that is not there": ("GET", "/graphs?graph=http://e/none", 404),
    "HEAD of one that is not there": ("HEAD", "/graphs?graph=http://e/none", 404),
    "removing one that is not there": ("DELETE", "/graphs?graph=http://e/none", 404),
    "PATCH": ("PATCH", "/graphs?default", 405),
}


@pytest.mark.parametrize("case", BAD)
def test_what_names_no_graph(api: Api, case: str) -> None:
    method, url, status = BAD[case]
    answer = api(method, url, **({"content": ONE, "headers": TURTLE} if method == "PUT" else {}))
    assert answer.status_code == status, answer.text
    if status == 405:
        assert {"GET", "HEAD", "PUT", "POST", "DELETE"} <= set(answer.headers["Allow"].split(", "))


def test_a_graph_is_named_directly(api: Api) -> None:
    assert api("PUT", "/graphs/person/1.ttl", content="<> <http://e/p> 1 .", headers=TURTLE).status_code == 201
    assert values(api, "/graphs/person/1.ttl") == values(api, f"/graphs?graph={BASE}/graphs/person/1.ttl") == {"1"}
    assert api.ask(f"GRAPH <{BASE}/graphs/person/1.ttl> {{ <{BASE}/graphs/person/1.ttl> ?p 1 }}")
    assert api("DELETE", "/graphs/person/1.ttl").status_code == 204
    assert api("GET", "/graphs/person/1.ttl").status_code == 404


# 5.2 GET and HEAD


@pytest.mark.parametrize("media_type", FORMATS)
def test_every_format_goes_in_and_comes_out(api: Api, media_type: str) -> None:
    url = at("format")
    triples = [ox.Triple(ox.NamedNode("http://e/a"), ox.NamedNode("http://e/p"), ox.Literal("é", language="nl"))]
    body = ox.serialize(triples, format=FORMATS[media_type])
    assert api("PUT", url, content=body, headers={"Content-Type": f"{media_type}; charset=utf-8"}).status_code in (201, 204)
    answer = api("GET", url, headers={"Accept": media_type})
    assert answer.headers["Content-Type"].startswith(media_type)
    assert [quad.triple for quad in ox.parse(answer.content, FORMATS[media_type])] == triples
    head = api("HEAD", url, headers={"Accept": media_type})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == answer.headers["ETag"]
    assert api("GET", url, headers={"Accept": "image/png"}).status_code == 406


def test_an_etag_is_that_of_the_graph(api: Api) -> None:
    """A write to another graph made every client read this one again."""
    api("PUT", at("tag"), content=ONE, headers=TURTLE)
    first = api("GET", at("tag"), headers={"Accept": "text/turtle"}).headers["ETag"]
    other = api("GET", at("tag"), headers={"Accept": "application/n-triples"}).headers["ETag"]
    assert first != other
    api("PUT", at("tag-2"), content=ONE, headers=TURTLE)
    assert api("GET", at("tag"), headers={"If-None-Match": first}).status_code == 304
    assert api("PUT", at("tag"), content=TWO, headers={**TURTLE, "If-Match": other}).status_code == 204
    assert api("GET", at("tag"), headers={"If-None-Match": first}).status_code == 200
    assert api("PUT", at("tag"), content=ONE, headers={**TURTLE, "If-Match": first}).status_code == 412
    assert api("DELETE", at("tag"), headers={"If-Match": first}).status_code == 412
    assert values(api, at("tag")) == {"2"}


def test_only_if_it_is_or_is_not_there(api: Api) -> None:
    new = {**TURTLE, "If-None-Match": "*"}
    assert api("PUT", at("once"), content=ONE, headers=new).status_code == 201
    assert api("PUT", at("once"), content=TWO, headers=new).status_code == 412
    assert api("PUT", at("never"), content=ONE, headers={**TURTLE, "If-Match": "*"}).status_code == 412
    assert api("GET", at("never")).status_code == 404


# 5.3 PUT


def test_put_replaces(api: Api) -> None:
    made = api("PUT", at("put"), content=ONE, headers=TURTLE)
    assert (made.status_code, made.content) == (201, b"")
    assert values(api, made.headers["Location"]) == {"1"}
    again = api("PUT", at("put"), content=TWO, headers=TURTLE)
    assert (again.status_code, again.content) == (204, b"")
    assert values(api, at("put")) == {"2"}
    assert api("PUT", at("put"), content="", headers=TURTLE).status_code == 204
    assert values(api, at("put")) == set()


def test_the_default_graph_is_there_from_the_start(api: Api) -> None:
    assert api("DELETE", "/graphs?default").status_code == 204
    assert values(api, "/graphs?default") == set()
    assert api("PUT", "/graphs?default", content=ONE, headers=TURTLE).status_code == 204
    assert api("POST", "/graphs?default", content=TWO, headers=TURTLE).status_code == 204
    assert values(api, "/graphs?default") == {"1", "2"}


# 5.4 DELETE


def test_delete_removes(api: Api) -> None:
    api("PUT", at("gone"), content=ONE, headers=TURTLE)
    assert api("DELETE", at("gone")).status_code == 204
    assert api("GET", at("gone")).status_code == 404
    assert api("DELETE", at("gone")).status_code == 404


# 5.5 POST


def test_post_merges(api: Api) -> None:
    assert api("POST", at("post"), content=ONE, headers=TURTLE).status_code == 201
    assert api("POST", at("post"), content=ONE + TWO, headers=TURTLE).status_code == 204
    assert values(api, at("post")) == {"1", "2"}
    assert api("POST", at("post"), content="", headers=TURTLE).status_code == 204


def test_blank_nodes_of_two_bodies_stay_apart(api: Api) -> None:
    for _ in range(2):
        api("POST", at("blank"), content="_:a <http://e/p> 1 .", headers=TURTLE)
    answer = api("GET", at("blank"), headers={"Accept": "application/n-triples"})
    assert answer.text.count("\n") == 2


def test_post_to_the_store_makes_a_graph(api: Api) -> None:
    made = api("POST", "/graphs", content="[] <http://e/p> 1 .", headers=TURTLE)
    assert made.status_code == 201
    assert values(api, made.headers["Location"]) == {"1"}
    assert api("POST", made.headers["Location"], content=TWO, headers=TURTLE).status_code == 204
    assert values(api, made.headers["Location"]) == {"1", "2"}


def test_a_form_with_several_graphs(api: Api) -> None:
    files = {
        "first": ("first.ttl", ONE, "text/turtle; charset=utf-8"),
        "second": ("second.nt", b'<http://e/a> <http://e/p> "x" .', "application/n-triples"),
        "third": ("third.ttl", TWO, "application/octet-stream"),
    }
    assert api("POST", at("form"), files=files).status_code == 201
    assert values(api, at("form")) == {"1", "2", "x"}
    assert api("PUT", at("form"), files=files).status_code == 415
    assert api("POST", at("form"), files={"x": ("x.pdf", b"%PDF", "application/pdf")}).status_code == 415
    assert api("POST", at("form"), data={"x": "y"}).status_code == 415
    assert api("POST", at("form"), files={"x": ("x.ttl", b"no turtle", "text/turtle")}).status_code == 400


# Bodies that should not be taken

BOMB = zlib.compress(b" " * 60_000_000, 9)
ENTITIES = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
EXTERNAL = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>'
HOSTILE: dict[str, tuple[Any, dict[str, str], int]] = {
    "no type": (ONE, {}, 415),
    "another type": (ONE, {"Content-Type": "text/html"}, 415),
    "N3, which is more than RDF": (ONE, {"Content-Type": "text/n3"}, 415),
    "another coding": (ONE, {**TURTLE, "Content-Encoding": "compress"}, 415),
    "no Turtle": ("this is no turtle", TURTLE, 400),
    "no UTF-8": (b"<http://e/a> <http://e/p> '\xff\xfe' .", TURTLE, 400),
    "a gzip bomb": (gzip.compress(b" " * 60_000_000), {**TURTLE, "Content-Encoding": "gzip"}, 413),
    "a deflate bomb": (BOMB, {**TURTLE, "Content-Encoding": "deflate"}, 413),
    "half a gzip": (gzip.compress(ONE.encode())[:-9], {**TURTLE, "Content-Encoding": "gzip"}, 400),
    "no gzip": (ONE, {**TURTLE, "Content-Encoding": "gzip"}, 400),
    "no zstd": (ONE, {**TURTLE, "Content-Encoding": "zstd"}, 400),
    "entities in XML": (ENTITIES, {"Content-Type": "application/rdf+xml"}, 400),
    "external entities": (EXTERNAL, {"Content-Type": "application/rdf+xml"}, 400),
    "a remote context": ('{"@context": "http://127.0.0.1:1/c", "a": 1}', {"Content-Type": "application/ld+json"}, 400),
    "other graphs": ("<http://e/a> <http://e/p> 1 <http://e/other> .", {"Content-Type": "application/n-quads"}, 400),
    "deep brackets": ("<http://e/a> <http://e/p> " + "[ <http://e/p> " * 100_000, TURTLE, 400),
    "deep lists": ("<http://e/a> <http://e/p> " + "( " * 100_000, TURTLE, 400),
    "deep JSON": ("[" * 100_000, {"Content-Type": "application/ld+json"}, 400),
    "deep triple terms": ("<http://e/a> <http://e/p> " + "<<( <http://e/a> <http://e/p> " * 100_000, TURTLE, 400),
    "more than is taken": (" " * 9_000_000, TURTLE, 413),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_body_changes_nothing(api: Api, case: str) -> None:
    body, headers, status = HOSTILE[case]
    api("PUT", at("safe"), content=ONE, headers=TURTLE)
    answer = api("PUT", at("safe"), content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert values(api, at("safe")) == {"1"}
    assert not api.ask("GRAPH <http://e/other> { ?s ?p ?o }")


def test_a_packed_body_is_taken(api: Api) -> None:
    headers = {**TURTLE, "Content-Encoding": "gzip"}
    assert api("PUT", at("packed"), content=gzip.compress(ONE.encode()), headers=headers).status_code == 201
    assert values(api, at("packed")) == {"1"}
