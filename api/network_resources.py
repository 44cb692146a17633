"""The things a subgraph is made of: named one by one, or found by a query that the engine runs within its limits."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import Query, Request
from pyoxigraph import NamedNode, RdfFormat, parse

from api.network_asked import MAX_IRI
from api.problems import UnsupportedMediaTypeError
from api.state import State, state_of
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.engine.request import QueryRequest
from kg.errors import InputError, ParameterError
from kg.network.questions import MOST_RESOURCES

SPARQL, JSON = "application/sparql-query", "application/json"
_MAX_RESULT = 32_000_000  # bytes of what a query finds
_ROWS = next(f for f in RESULT_FORMATS if f.name == "json")
_TRIPLES = next(f for f in GRAPH_FORMATS if f.name in ("ntriples", "nt"))


class Chosen:
    """`resource` once for each thing, or `query`."""

    def __init__(
        self,
        resource: Annotated[list[str] | None, Query(description="IRIs, each as a parameter of its own")] = None,
        query: Annotated[str, Query(max_length=100_000, description="SPARQL SELECT or CONSTRUCT")] = "",
    ) -> None:
        self.named, self.query = resource or [], query

    async def resources(self, request: Request) -> tuple[list[str], str | None]:
        """The IRIs, sorted, and the query that found them. Raises ParameterError, and what the query raises."""
        named, query = list(self.named), self.query
        if request.method == "POST":
            named, query = await _posted(request, named, query)
        if bool(named) == bool(query):
            raise ParameterError(
                "resource", "give the things one by one (resource), or a query that finds them: one of the two"
            )
        found = await _found(state_of(request), query) if query else set(named)
        if len(found) > MOST_RESOURCES:
            raise ParameterError("query" if query else "resource", f"{len(found)} things; at most {MOST_RESOURCES}")
        if any(len(iri) > MAX_IRI for iri in found):
            raise ParameterError("resource", f"an IRI of more than {MAX_IRI} characters")
        return sorted(found), query or None


async def _posted(request: Request, named: list[str], query: str) -> tuple[list[str], str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if not body:
        return named, query
    try:
        if kind == SPARQL:
            return named, body.decode()
        if kind == JSON:
            return [*named, *_listed(json.loads(body))], query
    except ValueError as error:
        raise InputError(f"the body cannot be read ({error})", hint="Send UTF-8; as JSON, a list of IRIs") from error
    raise UnsupportedMediaTypeError(f"a body of {kind[:80] or 'no type'} is not taken here", (SPARQL, JSON))


def _listed(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("it is no list of strings")
    return value


async def _found(state: State, query: str) -> set[str]:
    """The IRIs in the rows of a SELECT, or at the ends of the triples of a CONSTRUCT."""
    answer = await state.engine.query(QueryRequest(query, _ROWS, _TRIPLES, max_result=_MAX_RESULT))
    if answer.format is _TRIPLES or answer.format.name == _TRIPLES.name:
        triples = parse(answer.body, RdfFormat.N_TRIPLES)
        return {end.value for t in triples for end in (t.subject, t.object) if isinstance(end, NamedNode)}
    said = json.loads(answer.body)
    if "boolean" in said:
        raise ParameterError("query", "an ASK finds nothing; allowed: SELECT, CONSTRUCT", ("SELECT", "CONSTRUCT"))
    rows = said["results"]["bindings"]
    return {value["value"] for row in rows for value in row.values() if value["type"] == "uri"}
