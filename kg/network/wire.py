"""A network as JSON from one of our processes to another: everything that is in it, and nothing that is run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.network.model import (
    Edge,
    NetworkData,
    Node,
    Parameter,
    Passage,
    Period,
    Predicate,
    Projection,
    Relation,
    Release,
    Stopped,
)


def dump(data: NetworkData) -> bytes:
    """The bytes that `load` reads."""
    return json.dumps(asdict(data), ensure_ascii=False, default=dict).encode()


def load(text: bytes) -> NetworkData:
    """The network that `dump` wrote."""
    said = json.loads(text)
    projection = said["projection"]
    parameters = {name: _parameter(value) for name, value in projection["parameters"].items()}
    return NetworkData(
        Projection(**{**projection, "parameters": parameters, "sides": tuple(projection["sides"])}),
        Release(**said["release"]),
        tuple(Node(**node) for node in said["nodes"]),
        tuple(_edge(edge) for edge in said["edges"]),
        said["directed"],
        said["complete"],
        Stopped(**said["stopped"]) if said["stopped"] else None,
        said["terms"],
        said["measures"],
    )


def _parameter(value: Any) -> Parameter:
    return tuple(value) if isinstance(value, list) else value


def _edge(edge: Mapping[str, Any]) -> Edge:
    relations = (
        Relation(way["iri"], tuple(Predicate(**step) for step in way["predicates"]), way["count"])
        for way in edge["relations"]
    )
    whole = {
        "relations": tuple(relations),
        "documents": tuple(edge["documents"]),
        "period": Period(**edge["period"]),
        "passages": tuple(Passage(**passage) for passage in edge["passages"]),
        "via": tuple(edge["via"]),
        "sources": tuple(edge["sources"]),
    }
    return Edge(**{**edge, **whole})
