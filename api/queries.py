"""`/queries` and `/queries/{name}`: the named queries, with parameters, in every result format and as pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import conditional, negotiation
from api.description import send as send_description
from api.description import written
from api.negotiation import Choice
from api.pages import language_of
from api.paging import Part, page_of, part_of, stated
from api.published import address_of
from api.results import JSON, PAGE_BYTES, PAGE_ROWS, TRIPLE_FORMATS, table
from api.sparql import send
from api.state import State, state_of
from api.streaming import unless_gone
from kg.description.queries import query_triples
from kg.engine.formats import RESULT_FORMATS
from kg.errors import UsageError
from kg.paging import Page
from kg.queries import RESERVED, NamedQuery

QUERY_TEXT = "application/sparql-query"
VARY = "Accept, Accept-Language"

router = APIRouter(tags=["queries"])


@router.get("/queries", summary="The named queries: what they answer, their columns and parameters")
async def list_queries(request: Request, format: str | None = None) -> Response:
    """As JSON, as RDF (sh:SPARQLExecutable, as SPARQL editors read examples), or as a page."""
    state = state_of(request)
    choice = negotiation.require(request, (JSON, *TRIPLE_FORMATS), html=True, name=format)
    language = language_of(request)
    if choice.format is None:
        broken = {name: str(error) for name, error in state.catalogue.broken.items()}
        groups = state.catalogue.by_group(language)
        return state.pages.render(request, "queries.html", groups=groups, broken=broken)
    if choice.format is not JSON:
        triples = query_triples(state.base, address_of(request, state.settings), state.catalogue)
        return send_description(request, written(triples, state.base, choice.format), choice.format)
    body = {
        "queries": [_summary(query, language) for query in state.catalogue.queries.values()],
        "broken": [{"name": name, "error": str(error)} for name, error in state.catalogue.broken.items()],
    }
    return JSONResponse(body, headers={"Vary": VARY})


@router.get("/queries/{name}", summary="One named query, run; parameters of the query as URL parameters")
async def run_query(request: Request, name: str, format: str | None = None) -> Response:
    """The rows as JSON, XML, CSV or TSV, by Accept, `?format=` or a suffix (`/queries/targets.csv`); as a page for
    browsers; `.rq` gives the query itself. All rows, unless `limit` and `offset` ask for a part: then `Link` leads to
    the others and `X-Total-Count` says how many rows there are."""
    state = state_of(request)
    stem, wanted = _split(state, name, format)
    query = state.catalogue.get(stem)
    if wanted == "rq":
        return Response(query.text, media_type=f"{QUERY_TEXT}; charset=utf-8")
    choice = negotiation.require(request, RESULT_FORMATS, html=True, name=wanted)
    if choice.format is None:
        return await _page(request, state, query)
    values, page = _parameters(request), page_of(request)
    if page.is_whole:
        return await _whole(request, state, query, values, choice)
    return await _part(request, state, query, values, page, choice)


async def _whole(
    request: Request, state: State, query: NamedQuery, values: Mapping[str, str], choice: Choice
) -> Response:
    asked = replace(query.request(values), results=choice.format)
    key = state.engine.key(asked)
    if key is not None and conditional.is_known(request, conditional.tag(key)):
        return conditional.not_modified(conditional.tag(key), "Accept")
    return send(await unless_gone(request, state.engine.stream(asked)), choice.content_type)


async def _part(
    request: Request, state: State, query: NamedQuery, values: Mapping[str, str], page: Page, choice: Choice
) -> Response:
    assert choice.format is not None
    part = await unless_gone(request, part_of(request, state, query, values, page))
    asked = replace(query.request(values, page), results=choice.format)
    answer = await unless_gone(request, state.engine.query(asked))
    body = await state.engine.lookup(lambda _: stated(answer.body, answer.format, part))
    return Response(body, 200, {"Vary": "Accept", **part.headers}, choice.content_type)


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
    values, page = _parameters(request), page_of(request)
    missing = [p.name for p in query.parameters if p.required and not values.get(p.name)]
    shown, part = None, None
    if not missing:  # a page without its required parameters is the form to give them
        part = await _shown_part(request, state, query, values, page)
        asked = replace(query.request(values, part.page), results=JSON, max_result=PAGE_BYTES)
        answer = await unless_gone(request, state.engine.query(asked))
        shown = await state.engine.lookup(lambda _: table(answer))
    parameters = [(n, v) for n, v in request.query_params.multi_items() if n not in RESERVED]
    return state.pages.render(
        request,
        "query.html",
        named=query,
        values=values,
        table=shown,
        part=part,
        parameters=parameters,
        formats=[f.name for f in RESULT_FORMATS],
    )


async def _shown_part(
    request: Request, state: State, query: NamedQuery, values: Mapping[str, str], page: Page
) -> Part:
    """A page shows so many rows at most; where the others are stands below them."""
    limit = min(page.limit or PAGE_ROWS, PAGE_ROWS)
    return await unless_gone(request, part_of(request, state, query, values, Page(limit, page.offset)))


def _summary(query: NamedQuery, language: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title(language),
        "question": query.question(language),
        "group": query.group(language),
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
