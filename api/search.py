"""`/search?q=`: things by name or abbreviation and passages by their words; `/search/suggest?q=` while typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import NamedNode

from api import negotiation
from api.pages import language_of
from api.results import JSON
from api.state import State, state_of
from kg.errors import UsageError
from kg.evidence import Passage, passage
from kg.labels import short_name
from kg.search import Found, Hit
from kg.search_terms import highlighted, snippet, words
from kg.store import GraphStore

_VARY = {"Vary": "Accept, Accept-Language"}
SUGGESTIONS = 8

router = APIRouter(tags=["search"])


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind of thing among the hits. key: its name in the address."""

    key: str
    iri: str
    label: str
    number: int


@router.get("/search", summary="Things by name or abbreviation, passages by their words")
async def search(
    request: Request,
    q: Annotated[str, Query(description="words, or their beginnings")] = "",
    kind: Annotated[str, Query(description="only this kind, by a key of `kinds`, such as Municipality")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    format: str | None = None,
) -> Response:
    """Best first: the whole label, its beginning, whole words, beginnings of words, parts of compounds; things before
    facts, facts before passages. `kinds` counts the hits of every kind."""
    state, language = state_of(request), language_of(request)
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    if choice.format is None and not q.strip():
        return state.pages.render(request, "search.html", q="", hits=[], total=0, kinds=[], kind="", offset=0, pages=[])

    def find(store: GraphStore) -> tuple[Found, list[Facet], list[dict[str, Any]]]:
        index = state.index()
        found = index.search(q, limit=limit, offset=offset)
        facets = _facets(state, found, language)
        if kind:
            found = index.search(q, limit=limit, offset=offset, kind=_iri_of(facets, kind))
        return found, facets, [_hit(state, store, hit, q, language) for hit in found.hits]

    found, facets, hits = await state.engine.lookup(find)
    following = _page(q, kind, limit, offset + limit) if offset + limit < found.total else ""
    before = _page(q, kind, limit, max(0, offset - limit)) if offset else ""
    if choice.format is None:
        pages = [("prev", "previous_page", before), ("next", "next_page", following)]
        return state.pages.render(
            request,
            "search.html",
            q=q,
            hits=hits,
            total=found.total,
            kinds=facets,
            kind=kind,
            offset=offset,
            pages=[page for page in pages if page[2]],
        )
    headers = _VARY | ({"Link": f'</search{following}>; rel="next"'} if following else {})
    plain = [{name: hit[name] for name in ("iri", "label", "matched", "type", "href")} for hit in hits]
    kinds = [{"key": f.key, "iri": f.iri, "label": f.label, "number": f.number} for f in facets]
    body = {"q": q, "kind": kind, "total": found.total, "offset": offset, "limit": limit, "kinds": kinds, "hits": plain}
    return JSONResponse(body, headers=headers)


@router.get("/search/suggest", summary="Suggestions while typing: things whose name begins so")
async def suggest(
    request: Request,
    q: Annotated[str, Query(description="what is typed so far", max_length=200)] = "",
) -> Response:
    """`suggestions`: label, matched (the name that fits, when it is another), kind and href of at most eight things."""
    state, language = state_of(request), language_of(request)

    def find(_: GraphStore) -> list[dict[str, str]]:
        return [_suggestion(state, hit, language) for hit in state.index().suggest(q, SUGGESTIONS)]

    found = await state.engine.lookup(find)
    return JSONResponse({"q": q, "suggestions": found}, headers={"Vary": "Accept-Language"})


def _suggestion(state: State, hit: Hit, language: str) -> dict[str, str]:
    label = state.labels(hit.iri, language)
    return {
        "iri": hit.iri,
        "label": label,
        "matched": "" if hit.matched == label else hit.matched,
        "kind": state.labels(hit.kind, language) if hit.kind else "",
        "href": f"{state.pages.link(hit.iri)}?lang={language}",
    }


def _hit(state: State, store: GraphStore, hit: Hit, q: str, language: str) -> dict[str, Any]:
    label = state.labels(hit.iri, language)
    wanted = words(q)
    place: Passage | None = None
    if hit.is_passage:
        place = passage(store, NamedNode(hit.iri))
        label = state.labels(place.document_iri, language) if place.document_iri else label
    return {
        "iri": hit.iri,
        "label": label,
        "matched": hit.matched,
        "type": {"iri": hit.kind, "label": state.labels(hit.kind, language)} if hit.kind else None,
        "href": (place and state.pages.words(place)) or state.pages.link(hit.iri),
        "place": place,
        "title": highlighted(label, () if place else wanted),
        "pieces": highlighted(snippet(hit.matched, wanted), wanted) if place or hit.matched != label else [],
    }


def _facets(state: State, found: Found, language: str) -> list[Facet]:
    return [Facet(_key(iri), iri, state.labels(iri, language) if iri else "", number) for iri, number in found.kinds]


def _key(iri: str) -> str:
    """The name of a kind in an address: `Municipality`, `themes`."""
    return short_name(iri).rpartition(":")[2] if iri else "-"


def _iri_of(facets: list[Facet], key: str) -> str:
    for facet in facets:
        if facet.key == key:
            return facet.iri
    there = ", ".join(facet.key for facet in facets) or "none"
    raise UsageError(f"kind={key[:80]!r}: nothing of that kind was found; there is {there}")


def _page(q: str, kind: str, limit: int, offset: int) -> str:
    return "?" + urlencode({"q": q, **({"kind": kind} if kind else {}), "limit": limit, "offset": offset})
