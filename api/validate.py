"""`/validate`: RDF in, SHACL report out; also for a graph of the store, and for an update that is not carried out.

The work is done by processes that can be killed (`kg.shacl.checker`): what is sent is hostile, shapes above all.
"""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api import negotiation
from api.pages import language_of
from api.protocol import FORM
from api.state import State, state_of
from api.streaming import unless_gone
from api.validate_input import ACCEPTED, MULTIPART, Asked, read
from kg.config import Settings
from kg.engine.formats import Format
from kg.errors import LimitError, NotFoundError
from kg.rdf_input import INPUT_FORMATS, MEDIA_TYPES
from kg.shacl.checker import Checker
from kg.shacl.job import Answer, Question, StoreAt
from kg.shacl.writing import JSON, REPORT_FORMATS
from kg.store import GraphStore

FORMATS = REPORT_FORMATS
_MOST = 1_000_000  # quads of a store in memory that are handed to another process
_VARY = "Accept, Accept-Language"

_FIELDS = {"data": "RDF", "shapes": "SHACL shapes; without them ours", "update": "a SPARQL update, tried only"}
_FORM_BODY = {
    "schema": {
        "type": "object",
        "properties": {name: {"type": "string", "description": text} for name, text in _FIELDS.items()},
    }
}
_BODIES = {media_type: {} if media_type not in (MULTIPART, FORM) else _FORM_BODY for media_type in ACCEPTED}

router = APIRouter(tags=["validate"])


@router.get("/validate", summary="A graph of the store against its shapes; without `graph`, a page to send data from")
async def form(request: Request, graph: str | None = None, format: str | None = None) -> Response:
    """`graph` is the IRI of a named graph, or `default`. The report comes as Turtle, JSON-LD, N-Triples, RDF/XML, JSON,
    CSV, text or a page by Accept or `format`. `plain`: as RDF nothing but what the validator gives."""
    if graph:
        return await _answer(request, format)
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    if choice.format is not None:
        return JSONResponse(_description(state_of(request).settings))
    return page(request)


@router.post(
    "/validate",
    summary="RDF against the shapes of this graph, or against your own: RDF in, SHACL report out",
    openapi_extra={"requestBody": {"required": True, "content": _BODIES}},
)
async def validate(request: Request, format: str | None = None) -> Response:
    """The body is RDF, named by its Content-Type; or multipart/form-data with fields `data` and `shapes` (each as often
    as need be, each with its own Content-Type); or a SPARQL update (application/sparql-update, or a field `update`),
    which is tried and not carried out. The report comes as Turtle, JSON-LD, N-Triples, RDF/XML, JSON, CSV, text or a
    page by Accept or `format`. The answer is 200 whether or not the data conforms: see `sh:conforms`, or the headers
    X-Conforms (nothing was found) and X-Accepted (no Violation)."""
    return await _answer(request, format)


@router.api_route("/validate", methods=["OPTIONS", "PATCH", "TRACE"], include_in_schema=False)
async def refuse() -> Response:
    """Told by us: the framework would name the methods of one route only."""
    raise HTTPException(405, headers={"Allow": "GET, POST"})


async def _answer(request: Request, name: str | None) -> Response:
    checker = checker_of(request)
    asked = await read(request, request.app.state.graph.settings.max_body)
    choice = negotiation.require(request, FORMATS, html=True, name=name or asked.fields.get("format") or None)
    question = await _question(request, asked, choice.format or JSON)
    answer = await unless_gone(request, checker.ask(question))
    if choice.format is None:
        return page(request, report=json.loads(answer.body), asked=asked)
    return Response(answer.body, 200, _headers(answer), choice.content_type)


def _headers(answer: Answer) -> dict[str, str]:
    return {
        "Vary": _VARY,
        "X-Conforms": str(answer.conforms).lower(),
        "X-Accepted": str(answer.accepted).lower(),
    }


async def _question(request: Request, asked: Asked, wanted: Format) -> Question:
    state = state_of(request)
    settings = state.settings
    store = None
    if asked.graph is not None or asked.update is not None:
        if asked.graph:
            await _require_graph(state, asked.graph)
        store = await _store_at(state)
    return Question(
        data=tuple(asked.data),
        shapes=tuple(asked.shapes) if asked.shapes is not None else None,
        graph=asked.graph,
        update=asked.update,
        store=store,
        advanced=asked.advanced,
        plain=asked.plain,
        format=wanted.name,
        language=language_of(request),
        base=str(request.url.replace(query="")),
        max_length=settings.max_query,
        seconds=settings.query_timeout,
    )


async def _require_graph(state: State, graph: str) -> None:
    names = await state.engine.lookup(lambda store: store.graph_names())
    if graph not in names:
        raise NotFoundError(f"there is no graph <{graph[:500]}>")


async def _store_at(state: State) -> StoreAt:
    """The snapshot that is served, or all of a store that is on no disk of ours."""
    if state.store.folder is not None and state.store.name:
        return StoreAt(state.base, str(state.store.folder.parent.parent.absolute()), state.store.name)
    return StoreAt(state.base, quads=await state.engine.lookup(_all_quads))


def _all_quads(store: GraphStore) -> bytes:
    quads = []
    for number, quad in enumerate(store.quads(graph=None)):
        if number >= _MOST:
            raise LimitError(f"a store of more than {_MOST} quads that is not on disk here is not validated as a whole")
        quads.append(quad)
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def checker_of(request: Request) -> Checker:
    """The workers of the application that answers `request`."""
    checker = request.app.state.checker
    assert isinstance(checker, Checker)
    return checker


def page(request: Request, report: dict[str, Any] | None = None, asked: Asked | None = None) -> Response:
    """The page with its form; with a report, that above it and what was sent in the form."""
    fields = asked.fields if asked is not None else {}
    data = "\n".join(body.decode(errors="replace") for _, body in asked.data) if asked is not None else ""
    shapes = "\n".join(body.decode(errors="replace") for _, body in asked.shapes or []) if asked is not None else ""
    state = state_of(request)
    return state.pages.render(
        request,
        "validate.html",
        report=for_page(report) if report is not None else None,
        data=data[:_SHOWN],
        shapes=shapes[:_SHOWN],
        update=fields.get("update", ""),
        graph=fields.get("graph", ""),
        data_type=asked.data[0][0].media_type if asked is not None and asked.data else "",
        types=MEDIA_TYPES,
        formats=[f.name for f in FORMATS],
    )


def for_page(report: dict[str, Any]) -> dict[str, Any]:
    """The JSON of a report with a member for all that a page asks of it: templates forgive nothing that is missing."""
    results = []
    for result in report["results"]:
        whole: dict[str, Any] = {**_EMPTY, **result}
        for name in ("value", "place"):
            if whole[name]:
                whole[name] = _PARTS[name] | whole[name]
        results.append(whole)
    return {"update": False, **report, "results": results}


_EMPTY: dict[str, Any] = {
    "change": "", "shape": "", "component": "", "path": "", "value": {}, "messages": {}, "hints": {}, "place": {},
}  # fmt: skip
_PARTS: dict[str, dict[str, Any]] = {
    "value": {"type": "literal", "value": "", "label": "", "xml:lang": "", "datatype": ""},
    "place": {"document": "", "title": "", "line": 0, "quote": "", "passage": "", "mention": False},
}
_SHOWN = 100_000  # characters of what was sent that are put back into the form


def _description(settings: Settings) -> dict[str, Any]:
    """What can be sent here and what comes of it, for programs."""
    return {
        "send": list(ACCEPTED),
        "fields": {
            "data": "RDF; as often as need be",
            "shapes": "SHACL shapes; without them those of this graph are used",
            "update": "a SPARQL update, tried and not carried out",
            "graph": "IRI of a graph of the store, or 'default'",
            "advanced": "SHACL-AF too",
            "plain": "as RDF exactly what the validator gives",
        },
        "rdf": [f.media_type for f in INPUT_FORMATS],
        "reports": {f.name: f.media_type for f in FORMATS},
        "shapes": "/shapes",
        "limits": {"bytes": settings.max_body, "seconds": settings.query_timeout, "memory": settings.query_memory},
    }
