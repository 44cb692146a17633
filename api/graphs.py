"""`/graphs`: the SPARQL 1.1 Graph Store HTTP Protocol.

    /graphs?graph=IRI, /graphs?default     indirect identification (section 4.2)
    /graphs/{path}                         direct identification (4.1): the graph {base}/graphs/{path}
    /graphs                                the graph store itself: POST makes a new graph (5.5)
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api import conditional, negotiation
from api.problems import UnsupportedMediaTypeError
from api.protocol import read_pairs
from api.state import State, state_of
from api.streaming import StreamedAnswer, unless_gone
from api.writing import SNAPSHOT, body_of, writing_of
from kg.engine.formats import GRAPH_FORMATS, Format, by_name
from kg.engine.request import QueryRequest
from kg.errors import NotFoundError, UsageError
from kg.rdf_input import INPUT_FORMATS, MEDIA_TYPES, format_of
from kg.writes import GraphWrite

MULTIPART = "multipart/form-data"
_MAX_PARTS = 100
_FORMATS = tuple(f for f in GRAPH_FORMATS if f.name != "n3")
_ACCEPTED = (*MEDIA_TYPES, MULTIPART)

router = APIRouter(tags=["graphs"])


@dataclass(frozen=True, slots=True)
class Target:
    """The graph a request is about: its IRI, "" for the default graph, None for the graph store itself."""

    graph: str | None
    format: str | None = None


@router.get("/graphs", summary="A graph of the store")
@router.get("/graphs/{path:path}", include_in_schema=False)
async def read(request: Request) -> Response:
    """`graph` is the IRI of a named graph; or `default`, without a value, stands for the default graph. The form is
    chosen by Accept or `format`."""
    state = state_of(request)
    target = _target(request, state)
    graph = _graph(target)
    choice = negotiation.require(request, _FORMATS, name=target.format)
    if graph and not await _exists(state, graph):
        raise NotFoundError(f"there is no graph <{graph[:500]}>")
    headers = {"Vary": "Accept", "Cache-Control": conditional.CACHE_CONTROL}
    assert choice.format is not None
    if state.store.name:
        etag = conditional.tag(f"{state.store.manifest().version_of(graph)}.{choice.format.name}")
        if conditional.is_known(request, etag):
            return conditional.not_modified(etag, "Accept")
        headers["ETag"] = etag
    pattern = f"GRAPH <{NamedNode(graph).value}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    asked = QueryRequest(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", graph=choice.format)
    stream = await unless_gone(request, state.engine.stream(asked))
    if (ready := stream.ready) is not None:
        return Response(ready, 200, headers, choice.content_type)
    return StreamedAnswer(stream, choice.content_type, headers)


@router.put("/graphs", summary="Puts a graph in the place of what it holds; needs a token")
@router.put("/graphs/{path:path}", include_in_schema=False)
async def put(request: Request) -> Response:
    """The body is RDF, named by its Content-Type. 201 when the graph is new, 204 when it was there."""
    return await _write(request, "PUT")


@router.post("/graphs", summary="Adds to a graph, or makes a new one; needs a token")
@router.post("/graphs/{path:path}", include_in_schema=False)
async def post(request: Request) -> Response:
    """The body is RDF, or multipart/form-data with RDF in its parts. Without `graph` and `default` a graph is made
    and named in Location."""
    return await _write(request, "POST")


@router.delete("/graphs", summary="Removes a graph; needs a token", status_code=204)
@router.delete("/graphs/{path:path}", include_in_schema=False)
async def delete(request: Request) -> Response:
    """A named graph is gone afterwards; the default graph is empty."""
    return await _write(request, "DELETE")


@router.api_route("/graphs", methods=["OPTIONS", "PATCH", "TRACE"], include_in_schema=False)
@router.api_route("/graphs/{path:path}", methods=["OPTIONS", "PATCH", "TRACE"], include_in_schema=False)
async def refuse() -> Response:
    """PATCH (5.7) is not spoken here, and OPTIONS asks what is. Told by us: the framework would name the methods of one
    route only."""
    raise HTTPException(405, headers={"Allow": "DELETE, GET, POST, PUT"})


async def _write(request: Request, method: str) -> Response:
    writing = writing_of(request)
    rights = writing.rights(request)
    state = state_of(request)
    target = _target(request, state)
    new = target.graph is None and method == "POST"
    graph = f"{state.base}/graph/{uuid.uuid4()}" if new else _graph(target)
    rights.require([graph])  # before the body is read
    parts = await _parts(request, method, writing.settings.max_body) if method != "DELETE" else ()
    base = graph or str(request.url.replace(query=""))
    result = await writing.write(request, GraphWrite(method, graph, parts, base), rights)
    # no ETag: RFC 9110 (9.3.4) allows one only for a body that is kept byte by byte
    headers = {SNAPSHOT: result.snapshot}
    if result.created:
        headers["Location"] = _location(request, graph)
        return Response(None, 201, headers)
    return Response(None, 204, headers)


async def _parts(request: Request, method: str, limit: int) -> tuple[tuple[Format, bytes], ...]:
    """The RDF of a request. Raises UnsupportedMediaTypeError, UsageError."""
    content_type = request.headers.get("content-type", "")
    if content_type.split(";")[0].strip().lower() == MULTIPART:
        if method != "POST":
            raise UnsupportedMediaTypeError(f"{MULTIPART} is taken by POST only", MEDIA_TYPES)
        return await _multipart(request)
    given = format_of(content_type)
    if given is None:
        what = f"Content-Type {content_type[:100]!r} is not taken" if content_type else "there is no Content-Type"
        raise UnsupportedMediaTypeError(f"{what}; send one of {', '.join(_ACCEPTED)}", _ACCEPTED)
    return ((given, await body_of(request, limit)),)


async def _multipart(request: Request) -> tuple[tuple[Format, bytes], ...]:
    parts = []
    async with request.form(max_files=_MAX_PARTS, max_fields=_MAX_PARTS) as form:
        for name, part in form.multi_items():
            if not isinstance(part, UploadFile):
                raise UsageError(f"part {name[:100]!r}: give it a filename and a Content-Type of RDF")
            extension = (part.filename or "").rpartition(".")[2].lower()
            given = format_of(part.content_type or "") or by_name(extension, INPUT_FORMATS)
            if given is None:
                raise UnsupportedMediaTypeError(f"part {name[:100]!r}: {part.content_type!r} is not taken", MEDIA_TYPES)
            parts.append((given, await part.read()))
    return tuple(parts)


def _target(request: Request, state: State) -> Target:
    """Raises UsageError for a graph named twice, in two ways, or by what is no absolute IRI."""
    pairs = read_pairs(request.scope.get("query_string", b""))
    graphs = [value for name, value in pairs if name == "graph"]
    defaults = [value for name, value in pairs if name == "default"]
    wanted = next((value for name, value in pairs if name == "format" and value), None)
    if path := request.path_params.get("path"):
        graphs = [f"{state.base}/graphs/{quote(path, safe='/:@!$&()*+,;=~')}", *graphs]
    if len(graphs) + len(defaults) > 1:
        raise UsageError("name one graph: graph=IRI, or default, once")
    if defaults:
        if defaults[0]:
            raise UsageError("'default' takes no value: /graphs?default")
        return Target("", wanted)
    if not graphs:
        return Target(None, wanted)
    try:
        return Target(NamedNode(graphs[0]).value, wanted)
    except ValueError as error:
        raise UsageError(f"graph={graphs[0][:200]!r} is no absolute IRI ({error})") from error


def _graph(target: Target) -> str:
    if target.graph is None:
        raise UsageError("name a graph: /graphs?graph=IRI, or /graphs?default")
    return target.graph


async def _exists(state: State, graph: str) -> bool:
    if state.store.name:
        return graph in state.store.manifest().graphs
    return graph in await state.engine.lookup(lambda store: store.graph_names())


def _location(request: Request, graph: str) -> str:
    """Where the graph is read: the address it was written to, or /graphs?graph=…"""
    if request.path_params.get("path"):
        return str(request.url.replace(query=""))
    return str(request.url.replace(path="/graphs", query=f"graph={quote(graph, safe='')}"))
