"""Neighbours and shortest paths without a projection: along every fact and property, out of the store as it is."""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode

from api.passages import passage_json
from api.state import State
from kg.describe import own_class
from kg.network import FACTS, Network, Predicate, Step
from kg.store import GraphStore


def neighbours(
    state: State, store: GraphStore, check: Any, resource: str, language: str, *, depth: int, limit: int
) -> dict[str, Any]:
    """What a thing is connected with, as the body of an answer. Raises NotFoundError."""
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


def path(
    state: State, store: GraphStore, check: Any, source: str, target: str, language: str, *, max_length: int
) -> dict[str, Any]:
    """A shortest path between two things, as the body of an answer. Raises NotFoundError."""
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


def _node(state: State, store: GraphStore, iri: str, language: str) -> dict[str, Any]:
    kind = own_class(store, NamedNode(iri))
    return {
        "iri": iri,
        "label": state.labels(iri, language),
        "type": {"iri": kind, "label": state.labels(kind, language)} if kind else None,
    }


def _edge(state: State, store: GraphStore, edge: Step, language: str) -> dict[str, Any]:
    return {
        "from": {"iri": edge.source, "label": state.labels(edge.source, language)},
        "to": {"iri": edge.target, "label": state.labels(edge.target, language)},
        "predicates": [_predicate(state, p, language) for p in edge.predicates],
        "via": _node(state, store, edge.via, language) if edge.via else None,
        "evidence": [passage_json(state, p) for p in edge.evidence],
        "graphs": list(edge.graphs),
    }


def _predicate(state: State, predicate: Predicate, language: str) -> dict[str, Any]:
    return {
        "iri": predicate.iri,
        "label": state.labels(predicate.iri, language),
        "direction": "inverse" if predicate.inverse else "forward",
    }


def _projection() -> dict[str, str]:
    return {"name": FACTS.name, "description": FACTS.description["en"]}
