"""The short way for `GET /sparql`: what programs send a thousand times, without the framework's routing.

A request by GET that asks for data is prepared once (parameters, formats, key) and remembered for as long as its
snapshot is served; the next one alike goes straight to the kept answer or to the engine. Everything else, errors in the
request included, takes the ordinary way through `api.sparql`, which means the same: this is for speed alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api import conditional, negotiation, problems
from api.protocol import QUERY, is_plain, operation_of, read_pairs, request_of
from api.record import form_of, record_of
from api.sparql import VARY, send, wants_page
from api.state import Live, State
from api.streaming import unless_gone
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.engine.request import QueryRequest
from kg.errors import GraphError

PATH = "/sparql"
LONGEST = 8_192  # bytes of parameters that are remembered
MOST = 2_000  # requests that are


@dataclass(slots=True)
class Prepared:
    """A request that was understood. types: Content-Type for each format by its name. start: the message that opens
    the kept answer, made when it is first sent."""

    asked: QueryRequest
    types: dict[str, str]
    key: str | None
    form: str
    etag: str
    start: dict[str, object] = field(default_factory=dict)


class Direct:
    """Middleware nearest to the routes."""

    def __init__(self, app: ASGIApp, live: Live) -> None:
        self.app, self.live = app, live
        self._state = live.current
        self._known: dict[tuple[bytes, ...], Prepared] = {}

    async def __call__(self, scope: Scope, receive: Receive, send_message: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
            await self.app(scope, receive, send_message)
            return
        state = self.live.current
        prepared = self._prepared(state, scope)
        if prepared is None:
            await self.app(scope, receive, send_message)
            return
        record = record_of(scope)
        if record is not None:
            record.form, record.query, record.route = prepared.form, prepared.asked.text, PATH
        if prepared.start and not _has_condition(scope) and (kept := state.engine.kept_as(prepared.key)) is not None:
            await send_message({**prepared.start, "headers": list(prepared.start["headers"])})  # type: ignore[call-overload]
            await send_message({"type": "http.response.body", "body": kept.body})
            return
        await self._answer(state, prepared, scope, receive, send_message)

    def _prepared(self, state: State, scope: Scope) -> Prepared | None:
        accept = [value for name, value in scope["headers"] if name == b"accept"]
        known = (scope["query_string"], *accept)
        if state is not self._state:  # keys name a snapshot
            self._state, self._known = state, {}
        prepared = self._known.get(known)
        if prepared is None and len(scope["query_string"]) <= LONGEST:
            prepared = _prepare(state, Request(scope))
            if prepared is not None:
                if len(self._known) >= MOST:
                    self._known.clear()
                self._known[known] = prepared
        return prepared

    @staticmethod
    async def _answer(state: State, prepared: Prepared, scope: Scope, receive: Receive, send_message: Send) -> None:
        request = Request(scope, receive)
        if prepared.key is not None and conditional.is_known(request, prepared.etag):
            response = conditional.not_modified(prepared.etag, VARY)
        else:
            try:
                stream = await unless_gone(request, state.engine.stream_as(prepared.key, prepared.asked))
            except GraphError as error:
                response = await problems.domain(request, error)
            else:
                response = send(stream, prepared.types[stream.format.name])
                if stream.key is not None and stream.key == prepared.key and stream.ready is not None:
                    headers = tuple(response.raw_headers)
                    prepared.start = {"type": "http.response.start", "status": 200, "headers": headers}
        await response(scope, receive, send_message)


def _prepare(state: State, request: Request) -> Prepared | None:
    """None for what takes the ordinary way: a page, a description, and whatever is wrong with the request."""
    try:
        operation = operation_of(read_pairs(request.scope["query_string"]), QUERY)
        if operation.text is None or not is_plain(operation):
            return None
        name = operation.parameters.get("format") or operation.parameters.get("output")
        if wants_page(request, name):
            return None
        asked = request_of(operation, operation.text)
    except GraphError:
        return None
    results = negotiation.choose(request, RESULT_FORMATS, name=name)
    graph = negotiation.choose(request, GRAPH_FORMATS, name=name)
    if results is None and graph is None:
        return None
    asked = replace(asked, results=results.format if results else None, graph=graph.format if graph else None)
    types = {c.format.name: c.content_type for c in (graph, results) if c is not None and c.format is not None}
    key = state.engine.key(asked)
    return Prepared(asked, types, key, form_of(asked.text), conditional.tag(key or ""))


def _has_condition(scope: Scope) -> bool:
    return any(name == b"if-none-match" for name, _ in scope["headers"])
