"""`/sparql`: the query operation of the SPARQL 1.1 Protocol (section 2.1), and a form for people."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from api import conditional, negotiation
from api.description import service_description
from api.explain import explain
from api.protocol import QUERY, Operation, is_plain, read_operation, request_of
from api.record import note_query
from api.results import JSON, PAGE_BYTES, TURTLE, table
from api.sparql_page import answer_page, empty_page, error_page
from api.state import State, state_of
from api.streaming import StreamedAnswer, unless_gone
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS, by_name
from kg.engine.request import QueryRequest, Stream
from kg.errors import FormatError, GraphError, UsageError

VARY = "Accept"
router = APIRouter(tags=["sparql"])


@router.api_route("/sparql", methods=["GET", "POST"], include_in_schema=False)
async def sparql(request: Request) -> Response:
    state = state_of(request)
    operation = await read_operation(request, QUERY)
    if operation.text is not None:
        note_query(request.scope, operation.text)
    name = operation.parameters.get("format") or operation.parameters.get("output")
    if wants_page(request, name):
        return await _answer_page(request, state, operation)
    if operation.text is None and request.method == "GET" and not request.url.query:
        return await service_description(request)
    if operation.text is None:
        raise UsageError("parameter 'query' is missing (SPARQL 1.1 Protocol, section 2.1)")
    if not is_plain(operation):
        return await explain(request, state, request_of(operation, operation.text))
    return await answer(request, state, request_of(operation, operation.text), name)


async def answer(request: Request, state: State, asked: QueryRequest, name: str | None = None) -> Response:
    """The answer to a query, in the format the client wants most, streamed; 304 when the client has it.

    name: of a format, which goes before the Accept header.
    """
    results = negotiation.choose(request, RESULT_FORMATS, name=name)
    graph = negotiation.choose(request, GRAPH_FORMATS, name=name)
    if results is None and graph is None:
        negotiation.require(request, (*RESULT_FORMATS, *GRAPH_FORMATS), html=True)
    asked = replace(asked, results=results.format if results else None, graph=graph.format if graph else None)
    key = state.engine.key(asked)
    if key is not None and conditional.is_known(request, conditional.tag(key)):
        return conditional.not_modified(conditional.tag(key), VARY)
    stream = await unless_gone(request, state.engine.stream_as(key, asked))
    chosen = results if results is not None and results.format == stream.format else graph
    return send(stream, chosen.content_type if chosen else stream.format.content_type)


def send(stream: Stream, content_type: str) -> Response:
    """An answer as it comes; in one piece when it is all there."""
    headers = {"Vary": VARY}
    if stream.key is not None:
        headers |= {"ETag": conditional.tag(stream.key), "Cache-Control": conditional.CACHE_CONTROL}
    if (ready := stream.ready) is not None:
        return Response(ready, 200, headers, content_type)
    return StreamedAnswer(stream, content_type, headers)


# --- the form


def wants_page(request: Request, name: str | None) -> bool:
    """A page for a browser. A format that was named but is none of ours is an error, for whoever asks."""
    formats = (*RESULT_FORMATS, *GRAPH_FORMATS)
    if name is not None and name.lower() != "html" and by_name(name, formats) is None:
        raise FormatError(f"no format {name[:40]!r}; there are {', '.join(f.name for f in formats)}, html")
    choice = negotiation.choose(request, formats, html=True, name=name)
    return choice is not None and choice.format is None


async def _answer_page(request: Request, state: State, operation: Operation) -> Response:
    """The form, with the answer or the error below it."""
    if operation.text is None:
        return empty_page(request, operation.parameters.get("example", ""))
    asked = replace(request_of(operation, operation.text), results=JSON, graph=TURTLE, max_result=PAGE_BYTES)
    try:
        found = await unless_gone(request, state.engine.query(asked))
        shown = await state.engine.lookup(lambda _: table(found))
    except GraphError as error:
        return error_page(request, operation.text, error)
    return answer_page(request, operation.text, shown, found)
