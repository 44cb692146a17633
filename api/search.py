"""`/search?q=`: things by name or abbreviation, in any case, with or without diacritics."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import NamedNode

from api import negotiation
from api.pages import language_of
from api.results import JSON
from api.state import State, state_of
from kg.describe import own_class
from kg.search import Found, Hit
from kg.store import GraphStore

router = APIRouter(tags=["search"])


@router.get("/search", summary="Things by name or abbreviation")
async def search(
    request: Request,
    q: Annotated[str, Query(description="words, or their beginnings")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    format: str | None = None,
) -> Response:
    """Best first: the whole label, its beginning, whole words, beginnings of words; things before facts."""
    state, language = state_of(request), language_of(request)
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    if choice.format is None and not q.strip():
        return state.pages.render(request, "search.html", q="", hits=[], total=0, offset=0, next="", previous="")

    def find(store: GraphStore) -> tuple[Found, list[dict[str, Any]]]:
        found = state.index().search(q, limit=limit, offset=offset)
        return found, [_hit(state, store, hit, language) for hit in found.hits]

    found, hits = await state.engine.lookup(find)
    following = _page(q, limit, offset + limit) if offset + limit < found.total else ""
    before = _page(q, limit, max(0, offset - limit)) if offset else ""
    if choice.format is None:
        return state.pages.render(
            request, "search.html", q=q, hits=hits, total=found.total, offset=offset, next=following, previous=before
        )
    headers = {"Vary": "Accept, Accept-Language"}
    if following:
        headers["Link"] = f'</search{following}>; rel="next"'
    return JSONResponse({"q": q, "total": found.total, "offset": offset, "limit": limit, "hits": hits}, headers=headers)


def _hit(state: State, store: GraphStore, hit: Hit, language: str) -> dict[str, Any]:
    kind = own_class(store, NamedNode(hit.iri))
    return {
        "iri": hit.iri,
        "label": state.labels(hit.iri, language),
        "matched": hit.matched,
        "type": {"iri": kind, "label": state.labels(kind, language)} if kind else None,
        "href": state.pages.link(hit.iri),
    }


def _page(q: str, limit: int, offset: int) -> str:
    return "?" + urlencode({"q": q, "limit": limit, "offset": offset})
