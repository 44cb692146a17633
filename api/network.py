"""`/network/…`: who is connected with whom and what, with the words behind every step."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pyoxigraph import NamedNode

from api.pages import language_of
from api.state import State, state_of
from kg.describe import own_class
from kg.evidence import Passage
from kg.network import FACTS, Edge, Network, Predicate
from kg.store import GraphStore

_MAX_IRI = 2_000

router = APIRouter(prefix="/network", tags=["network"])
Iri = Annotated[str, Query(max_length=_MAX_IRI, description="IRI of a thing in the graph")]


@router.get("/neighbours", summary="What a thing is connected with, and by which facts")
async def neighbours(
    request: Request,
    resource: Iri,
    depth: Annotated[int, Query(ge=1, le=4, description="steps")] = 1,
    limit: Annotated[int, Query(ge=1, le=1000, description="nodes, the nearest first")] = 100,
) -> JSONResponse:
    """`complete` is false when there are more nodes than `limit`. One edge is given between two nodes: the plainest."""
    state, language = state_of(request), language_of(request)

    def walk(store: GraphStore, check: Any) -> dict[str, Any]:
        found = Network(store, check).neighbours(resource, depth=depth, limit=limit)
        return {
            "resource": _node(state, store, found.resource, language),
            "depth": depth,
            "limit": limit,
            "complete": found.complete,
            "nodes": [
                {**_node(state, store, iri, language), "distance": distance} for iri, distance in found.nodes.items()
            ],
            "edges": [_edge(state, store, edge, language) for edge in found.edges],
            "projection": _projection(),
        }

    return JSONResponse(await state.engine.walk(walk), headers={"Vary": "Accept-Language"})


@router.get("/path", summary="A shortest path between two things, with its predicates and evidence")
async def path(
    request: Request,
    source: Annotated[str, Query(alias="from", max_length=_MAX_IRI, description="IRI of a thing in the graph")],
    target: Annotated[str, Query(alias="to", max_length=_MAX_IRI, description="IRI of another")],
    max_length: Annotated[int, Query(ge=1, le=12, description="steps")] = 8,
) -> JSONResponse:
    """`found` is false when there is no path of at most `max_length` steps; `complete` is false when the search had to
    stop before it knew."""
    state, language = state_of(request), language_of(request)

    def walk(store: GraphStore, check: Any) -> dict[str, Any]:
        found = Network(store, check).path(source, target, max_length=max_length)
        return {
            "from": _node(state, store, found.source, language),
            "to": _node(state, store, found.target, language),
            "found": found.found,
            "complete": found.complete,
            "length": len(found.steps),
            "steps": [_edge(state, store, step, language) for step in found.steps],
            "projection": _projection(),
        }

    return JSONResponse(await state.engine.walk(walk), headers={"Vary": "Accept-Language"})


def _node(state: State, store: GraphStore, iri: str, language: str) -> dict[str, Any]:
    kind = own_class(store, NamedNode(iri))
    return {
        "iri": iri,
        "label": state.labels(iri, language),
        "type": {"iri": kind, "label": state.labels(kind, language)} if kind else None,
    }


def _edge(state: State, store: GraphStore, edge: Edge, language: str) -> dict[str, Any]:
    return {
        "from": {"iri": edge.source, "label": state.labels(edge.source, language)},
        "to": {"iri": edge.target, "label": state.labels(edge.target, language)},
        "predicates": [_predicate(state, p, language) for p in edge.predicates],
        "via": _node(state, store, edge.via, language) if edge.via else None,
        "evidence": [_passage(state, p) for p in edge.evidence],
        "graphs": list(edge.graphs),
    }


def _predicate(state: State, predicate: Predicate, language: str) -> dict[str, Any]:
    return {
        "iri": predicate.iri,
        "label": state.labels(predicate.iri, language),
        "direction": "inverse" if predicate.inverse else "forward",
    }


def _passage(state: State, passage: Passage) -> dict[str, Any]:
    return {
        "quote": passage.quote,
        "document": passage.document,
        "document_iri": passage.document_iri,
        "file": passage.file,
        "line": passage.line,
        "passage": passage.iri,
        "href": state.pages.words(passage),
    }


def _projection() -> dict[str, str]:
    return {"name": FACTS.name, "description": FACTS.description}
