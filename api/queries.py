"""`/queries` and `/queries/{name}`: the named queries, with parameters, in every result format and as pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import negotiation
from api.pages import language_of
from api.results import JSON, PAGE_BYTES, PAGE_ROWS, send, table
from api.state import State, state_of
from kg.engine.formats import RESULT_FORMATS
from kg.errors import UsageError
from kg.queries import NamedQuery

RESERVED = frozenset({"format", "lang"})  # not parameters of a query
QUERY_TEXT = "application/sparql-query"

router = APIRouter(tags=["queries"])


@router.get("/queries", summary="The named queries: what they answer, their columns and parameters")
async def list_queries(request: Request, format: str | None = None) -> Response:
    state = state_of(request)
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    language = language_of(request)
    if choice.format is None:
        found = list(state.catalogue.queries.values())
        broken = {name: str(error) for name, error in state.catalogue.broken.items()}
        return state.pages.render(request, "queries.html", queries=found, broken=broken)
    body = {
        "queries": [_summary(query, language) for query in state.catalogue.queries.values()],
        "broken": [{"name": name, "error": str(error)} for name, error in state.catalogue.broken.items()],
    }
    return JSONResponse(body, headers={"Vary": "Accept, Accept-Language"})


@router.get("/queries/{name}", summary="One named query, run; parameters of the query as URL parameters")
async def run_query(request: Request, name: str, format: str | None = None) -> Response:
    """The rows as JSON, XML, CSV or TSV, by Accept, `?format=` or a suffix (`/queries/targets.csv`); as a page for
    browsers; `.rq` gives the query itself."""
    state = state_of(request)
    stem, wanted = _split(state, name, format)
    query = state.catalogue.get(stem)
    if wanted == "rq":
        return Response(query.text, media_type=f"{QUERY_TEXT}; charset=utf-8")
    choice = negotiation.require(request, RESULT_FORMATS, html=True, name=wanted)
    if choice.format is None:
        return await _page(request, state, query)
    asked = query.request(_parameters(request))
    answer = await state.engine.named(replace(asked, results=choice.format))
    return send(answer, choice.content_type)


def _split(state: State, name: str, wanted: str | None) -> tuple[str, str | None]:
    """Name and format of `/queries/targets.csv`."""
    stem, dot, suffix = name.rpartition(".")
    suffixes = {"rq", "html", *(f.name for f in RESULT_FORMATS), *(f.extension for f in RESULT_FORMATS)}
    if dot and name not in state.catalogue.queries and suffix.lower() in suffixes:
        return stem, suffix.lower()
    return name, wanted


def _parameters(request: Request) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name in RESERVED:
            continue
        if name in values:
            raise UsageError(f"parameter {name[:80]!r} is given more than once")
        values[name] = value
    return values


async def _page(request: Request, state: State, query: NamedQuery) -> Response:
    values = _parameters(request)
    missing = [p.name for p in query.parameters if p.required and not values.get(p.name)]
    shown = None
    if not missing:  # a page without its required parameters is the form to give them
        asked = replace(query.request(values), results=JSON, max_result=PAGE_BYTES)
        answer = await state.engine.named(asked)
        shown = await state.engine.lookup(lambda _: table(answer))
    parameters = [(n, v) for n, v in request.query_params.multi_items() if n not in RESERVED]
    return state.pages.render(
        request,
        "query.html",
        named=query,
        values=values,
        table=shown,
        parameters=parameters,
        formats=[f.name for f in RESULT_FORMATS],
        page_rows=PAGE_ROWS,
    )


def _summary(query: NamedQuery, language: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title(language),
        "question": query.question(language),
        "columns": list(query.columns),
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "required": p.required,
                "default": p.default,
                "description": p.description,
            }
            for p in query.parameters
        ],
        "href": f"/queries/{query.name}",
    }
