"""What a server must do by the recommendations, as requests and what is right to answer.

SPARQL 1.1 Protocol (2.1 query, 2.2 update) with the `version` of SPARQL 1.2, Graph Store Protocol (4, 5), Service
Description (2), and of HTTP (RFC 9110) what these lean on. The W3C's suites of 2012 describe their cases in words;
those are here under their own names (`w3c`), the others section by section.

Every case finds the same data: DATA says which.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox

E = "http://example.org/"
D1, D2, D3, NEW = f"{E}data/1", f"{E}data/2", f"{E}data/3", f"{E}data/new"
DATA = f"""DROP ALL ;
INSERT DATA {{ <{E}s0> <{E}p> "zero" .
  GRAPH <{D1}> {{ <{E}s1> <{E}p> "one" }} GRAPH <{D2}> {{ <{E}s2> <{E}p> "two" }}
  GRAPH <{D3}> {{ <{E}s3> <{E}p> "three" }} }}"""
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
TURTLE = "text/turtle"
Check = Callable[[httpx.Response], bool]
Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """A request and what its answer must be. where: query, update or graphs, with a path after it; or a full URL that
    an earlier answer named (LOCATION). text: the parameters as they stand in the URL."""

    method: str
    where: str
    text: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """name: standard, section, what. writes: the data is put right before the next case."""

    name: str
    steps: tuple[Step, ...]
    writes: bool = False


LOCATION = "LOCATION"
Cases: TypeAlias = list[tuple[str, *tuple[Step, ...]]]  # name, and the steps after it
ORIGIN = ("Origin", "https://elsewhere.example")


# --- checks


def status(*wanted: int) -> Check:
    """200 means 200; 2 means any of 200 to 299."""
    return lambda answer: answer.status_code in wanted or answer.status_code // 100 in wanted


OK, BAD = status(2), status(4)


def typed(*media: str) -> Check:
    return lambda answer: answer.headers.get("content-type", "").split(";")[0].strip().lower() in media


def says(value: bool) -> Check:
    """The answer of ASK, in JSON or XML."""

    def check(answer: httpx.Response) -> bool:
        kind = ox.QueryResultsFormat.from_media_type(answer.headers.get("content-type", ""))
        found = ox.parse_query_results(answer.content, kind) if kind else None
        return isinstance(found, ox.QueryBoolean) and bool(found) is value

    return check


def header(name: str, *parts: str) -> Check:
    """Each of `parts` stands in the list that a header is, whatever the case."""
    wanted = {part.lower() for part in parts}
    return lambda answer: wanted <= {part.strip().lower() for part in answer.headers.get(name, "").split(",")}


def has(name: str) -> Check:
    return lambda answer: bool(answer.headers.get(name))


def lacks(name: str) -> Check:
    return lambda answer: name.lower() not in answer.headers


def empty(answer: httpx.Response) -> bool:
    return answer.content == b""


def triples(number: int) -> Check:
    def check(answer: httpx.Response) -> bool:
        kind = ox.RdfFormat.from_media_type(answer.headers.get("content-type", ""))
        found = list(ox.parse(answer.content, kind, base_iri=str(answer.request.url))) if kind else []
        return kind is not None and len(found) == number

    return check


def holds(predicate: str) -> Check:
    """The graph has a triple with this predicate."""

    def check(answer: httpx.Response) -> bool:
        kind = ox.RdfFormat.from_media_type(answer.headers.get("content-type", ""))
        found = ox.parse(answer.content, kind, base_iri=str(answer.request.url)) if kind else ()
        return any(quad.predicate.value == predicate for quad in found)

    return check


def row_count(number: int) -> Check:
    return lambda answer: len(json.loads(answer.content)["results"]["bindings"]) == number


# --- requests


def get(query: str | None, *checks: Check, accept: str | None = JSON, method: str = "GET", **more: object) -> Step:
    pairs: Parameters = ([("query", query)] if query is not None else []) + _pairs(more)
    return Step(method, "query", urlencode(pairs), _accept(accept), None, checks)


def form(where: str, pairs: Parameters, *checks: Check, accept: str | None = JSON, kind: str | None = FORM) -> Step:
    headers = _accept(accept) + ((("Content-Type", kind),) if kind is not None else ())
    return Step("POST", where, "", headers, urlencode(pairs).encode(), checks)


def direct(
    where: str, body: str | bytes, *checks: Check, kind: str | None = None, accept: str | None = JSON, **more: object
) -> Step:
    media = kind if kind is not None else (QUERY if where == "query" else UPDATE)
    headers = _accept(accept) + ((("Content-Type", media),) if media else ())
    data = body.encode() if isinstance(body, str) else body
    return Step("POST", where, urlencode(_pairs(more)), headers, data, checks)


def graphs(
    method: str, text: str, *checks: Check, body: str | bytes | None = None, kind: str = TURTLE, **more: str
) -> Step:
    """`text` is `?…` or `/path`."""
    path, _, parameters = text.partition("?")
    headers = tuple((name.replace("_", "-"), value) for name, value in more.items())
    if body is not None:
        headers += (("Content-Type", kind),) if kind else ()
        body = body.encode() if isinstance(body, str) else body
    return Step(method, f"graphs{path}", parameters, headers, body, checks)


def _pairs(more: dict[str, object]) -> Parameters:
    pairs: Parameters = []
    for name, value in more.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            pairs.append((name.replace("_", "-"), str(one)))
    return pairs


def _accept(accept: str | None) -> tuple[tuple[str, str], ...]:
    return (("Accept", accept),) if accept is not None else ()


def at(graph: str) -> str:
    return f"?graph={quote(graph, safe='')}"


def ask(pattern: str, value: bool = True, **more: object) -> Step:
    return get(f"ASK {{ {pattern} }}", OK, says(value), **more)  # type: ignore[arg-type]


def there(graph: str, pattern: str = "?s ?p ?o") -> str:
    return f"GRAPH <{graph}> {{ {pattern} }}"


def preflight(where: str, method: str, *checks: Check) -> Step:
    """What a browser asks before a page of another origin may write."""
    asked = (
        ORIGIN,
        ("Access-Control-Request-Method", method),
        ("Access-Control-Request-Headers", "authorization, content-type"),
    )
    every = (has("access-control-allow-origin"), *checks)
    return Step("OPTIONS", where, "default" if where == "graphs" else "", asked, None, every)
