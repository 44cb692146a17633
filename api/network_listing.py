"""`/network/projections`: what there is to choose from."""

from __future__ import annotations

from typing import Any

from kg.network import FACTS
from kg.network.bipartite import WEIGHTINGS
from kg.network.budget import EDGES, MOST_EDGES, MOST_NODES, MOST_SECONDS, NODES, SECONDS
from kg.network.export import FORMATS
from kg.network.graph import WAYS
from kg.network.measures import MEASURES, WHOLE
from kg.network.projections import CUSTOM, DEFAULT, PROJECTIONS, Declared
from kg.network.relations import KINDS, EdgeKind
from kg.network.request import DIRECTIONS, WEIGHTS, known_relations
from kg.network.traverse import LENGTHS


def listing() -> dict[str, Any]:
    """All of it, in plain values."""
    return {
        "default": DEFAULT,
        "projections": [_declared(declared) for declared in PROJECTIONS.values()],
        "facts": {"title": FACTS.title, "description": FACTS.description, "questions": ["neighbours", "path"]},
        "edges": [_kind(kind) for kind in KINDS.values()],
        "parameters": {
            "projection": [*PROJECTIONS, CUSTOM],
            "edges": list(KINDS),
            "direction": list(DIRECTIONS),
            "weight": list(WEIGHTS),
            "fold_weight": list(WEIGHTINGS),
            "way": list(WAYS),
            "length": list(LENGTHS),
            "measures": list(MEASURES),
            "format": [form.name for form in FORMATS],
        },
        "budgets": {
            "max_nodes": {"usual": NODES, "most": MOST_NODES},
            "max_edges": {"usual": EDGES, "most": MOST_EDGES},
            "max_seconds": {"usual": SECONDS, "most": MOST_SECONDS},
        },
        "measures": {name: measure.definition for name, measure in MEASURES.items()},
        "measures_of_the_whole": WHOLE,
    }


def _declared(declared: Declared) -> dict[str, Any]:
    return {
        "name": declared.name,
        "title": declared.title,
        "description": declared.description,
        "edges": list(declared.edges),
        "directed": declared.directed,
        "weight": declared.weight,
        "fold": declared.fold or None,
        "fold_weight": declared.fold_weight if declared.fold else None,
        "sides": list(declared.sides),
        "graph": f"/network/graph?projection={declared.name}",
    }


def _kind(kind: EdgeKind) -> dict[str, Any]:
    relations = known_relations((kind.name,))
    return {
        "name": kind.name,
        "label": kind.label,
        "from": kind.sides[0],
        "to": kind.sides[1],
        "relations": [name for name in relations if "/" not in name],
        "predicates": [{"iri": p.iri, "inverse": p.inverse} for p in kind.predicates],
        "stated": kind.stated,
        "pattern": kind.pattern,
    }
