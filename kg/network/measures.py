"""Measures of nodes and of the network as a whole. What each means is said once, here, and shown at /network/measures.

A small graph is measured by networkx, a larger one by igraph (compiled); `backend` alone decides. PageRank and
communities are igraph's for every size. A measure "of the undirected view" takes an edge and its opposite as one, with
their weights added. The weight of an edge is its strength; where a path has a length, every step counts for one, or
(length=strength) for one divided by the weight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from pyoxigraph import NamedNode

from kg.network import measures_igraph, measures_networkx
from kg.network.budget import Budget, stopped
from kg.network.graph import Graph
from kg.network.index import NetworkIndex
from kg.network.measured import Measured, undirected
from kg.network.model import Attribute, Labels, Stopped

SMALL_NODES, SMALL_EDGES = 200, 1_000  # past one of these igraph measures
MOST_STEPS = 3_000_000_000  # nodes times edges of a measure that goes from every node to every other
SEED = 20_191_122


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of nodes. definition: what is computed, by language. costly: its cost is nodes times edges."""

    name: str
    definition: Labels
    costly: bool = False


def _measure(name: str, nl: str, en: str, *, costly: bool = False) -> Measure:
    return Measure(name, {"nl": nl, "en": en}, costly)


MEASURES: dict[str, Measure] = {
    m.name: m
    for m in (
        _measure(
            "degree",
            "Het aantal lijnen aan de knoop; in een gericht netwerk ook in_degree en out_degree.",
            "The number of edges at the node; in a directed network in_degree and out_degree too.",
        ),
        _measure(
            "weighted_degree",
            "De som van de gewichten van de lijnen aan de knoop.",
            "The sum of the weights of the edges at the node.",
        ),
        _measure(
            "betweenness",
            "Deel van de kortste paden tussen andere knopen dat door de knoop gaat (Freeman), in de richting van de "
            "lijnen; gedeeld door het aantal paren andere knopen, van 0 tot 1.",
            "Share of the shortest paths between other nodes that goes through the node (Freeman), along the edges; "
            "divided by the number of pairs of other nodes, from 0 to 1.",
            costly=True,
        ),
        _measure(
            "closeness",
            "(r / (n-1)) · (r / som van de afstanden), met r het aantal knopen waarvandaan de knoop te bereiken is "
            "(Wasserman en Faust): afstanden naar de knoop toe.",
            "(r / (n-1)) · (r / sum of the distances), with r the number of nodes from which the node can be reached "
            "(Wasserman and Faust): distances towards the node.",
            costly=True,
        ),
        _measure(
            "eigenvector",
            "Eigenvector bij de grootste eigenwaarde van de gewogen ongerichte weergave, binnen het grootste deel dat "
            "samenhangt; daarbuiten 0. De grootste is 1.",
            "Eigenvector of the largest eigenvalue of the weighted undirected view, within the largest component; 0 "
            "outside it. The largest is 1.",
        ),
        _measure(
            "pagerank",
            "PageRank met demping 0,85, gewogen, langs de lijnen; alle knopen samen 1.",
            "PageRank with damping 0.85, weighted, along the edges; all nodes together 1.",
        ),
        _measure(
            "constraint",
            "Burts constraint, gewogen, van de ongerichte weergave: laag is een brug tussen anderen. Niet bepaald voor "
            "een knoop zonder lijnen.",
            "Burt's constraint, weighted, of the undirected view: low is a bridge between others. Not defined for a "
            "node without edges.",
        ),
        _measure(
            "core",
            "De grootste k waarvoor de knoop in de k-kern zit: een deel waarin ieder er minstens k andere heeft "
            "(ongerichte weergave).",
            "The largest k for which the node is in the k-core: a part in which each has at least k others (undirected "
            "view).",
        ),
        _measure(
            "community",
            "Groep volgens Leiden (modulariteit, gewogen, ongerichte weergave, vaste startwaarde); elke groep hangt "
            "samen. 1 is de grootste.",
            "Community by Leiden (modularity, weighted, undirected view, fixed seed); each is "
            "connected. 1 is the largest.",
        ),
        _measure(
            "component",
            "Deel dat samenhangt, ongeacht de richting; 1 is het grootste.",
            "Component that hangs together, whatever the direction; 1 is the largest.",
        ),
    )
}
WHOLE: dict[str, Labels] = {
    "density": {
        "nl": "Aandeel van de mogelijke lijnen dat er is; in een tweezijdig netwerk van de lijnen "
        "tussen de twee zijden.",
        "en": "Share of the possible edges that are there; in a bipartite network, of those between the two sides.",
    },
    "components": {"nl": "Aantal delen die samenhangen.", "en": "Number of components."},
    "assortativity_kind": {
        "nl": "Neiging van lijnen om knopen van dezelfde soort te verbinden (Newman), van -1 tot 1.",
        "en": "Tendency of edges to join nodes of the same kind (Newman), from -1 to 1.",
    },
    "assortativity_degree": {
        "nl": "Correlatie van de graden aan de twee einden van een lijn (ongerichte weergave).",
        "en": "Correlation of the degrees at the two ends of an edge (undirected view).",
    },
    "reciprocity": {
        "nl": "Aandeel van de lijnen met een lijn terug (gericht).",
        "en": "Share of the edges with one back (directed).",
    },
    "modularity": {
        "nl": "Modulariteit van de indeling in groepen.",
        "en": "Modularity of the division into communities.",
    },
    "communities": {"nl": "Aantal groepen.", "en": "Number of communities."},
}


@dataclass(slots=True)
class Result:
    """nodes: for each measure a value for each node by its number, None where it is not defined. whole: of the network.
    why: the budget that a measure did not fit. backend: what measured."""

    nodes: dict[str, list[Attribute | None]] = field(default_factory=dict)
    whole: dict[str, Attribute] = field(default_factory=dict)
    why: Stopped | None = None
    backend: str = ""


def backend(graph: Graph) -> Measured:
    """What measures this graph."""
    if _is_small(graph):
        return measures_networkx.Measures(graph)
    return measures_igraph.Measures(graph)


def make_ready(graph: Graph) -> None:
    """Makes what the measures of a large graph have in common, for a process whose forks will measure it."""
    if not _is_small(graph):
        measures_igraph.components(graph)


def _is_small(graph: Graph) -> bool:
    return graph.nodes <= SMALL_NODES and graph.edges <= SMALL_EDGES


def measure(
    index: NetworkIndex,
    graph: Graph,
    names: tuple[str, ...],
    budget: Budget,
    *,
    by_strength: bool = False,
    seed: int = SEED,
    by: Measured | None = None,
) -> Result:
    """Measures a graph. names: of `MEASURES`. by_strength: how long a step is. by: instead of what `backend` chooses.

    A measure that would cost too much is left out, and the result says so. Raises OutOfTime.
    """
    found = Result()
    by = by or backend(graph)
    found.backend = by.name
    if not graph.nodes:
        return found
    for name in names:
        budget.check()
        if MEASURES[name].costly and graph.nodes * (graph.nodes + graph.edges) > MOST_STEPS:
            found.why = stopped("steps", MOST_STEPS)
            continue
        _one(found, graph, name, by, by_strength=by_strength, seed=seed)
    budget.check()
    _whole(found, index, graph, by)
    return found


def _one(found: Result, graph: Graph, name: str, by: Measured, *, by_strength: bool, seed: int) -> None:
    if name == "degree":
        found.nodes |= _degrees(graph)
    elif name == "community":
        groups, modularity = measures_igraph.communities(graph, seed)
        found.nodes[name] = list(groups)
        found.whole |= {"communities": max(groups, default=0), "modularity": modularity}
    else:
        single: dict[str, Callable[[], list[float | None]]] = {
            "weighted_degree": lambda: _strengths(graph),
            "betweenness": lambda: by.betweenness(by_strength=by_strength),
            "closeness": lambda: by.closeness(by_strength=by_strength),
            "eigenvector": by.eigenvector,
            "pagerank": lambda: measures_igraph.pagerank(graph),
            "constraint": by.constraint,
            "core": by.core,
            "component": lambda: _components(graph),
        }
        found.nodes[name] = list(single[name]())


def _degrees(graph: Graph) -> dict[str, list[Attribute | None]]:
    out = np.bincount(graph.source, minlength=graph.nodes)
    into = np.bincount(graph.target, minlength=graph.nodes)
    found: dict[str, list[Attribute | None]] = {"degree": (out + into).tolist()}
    if graph.directed:
        found |= {"in_degree": into.tolist(), "out_degree": out.tolist()}
    return found


def _strengths(graph: Graph) -> list[float | None]:
    out = np.bincount(graph.source, graph.weight, minlength=graph.nodes)
    strengths: list[float | None] = (out + np.bincount(graph.target, graph.weight, minlength=graph.nodes)).tolist()
    return strengths


def _components(graph: Graph) -> list[float | None]:
    return list(measures_igraph.components(graph))


def _whole(found: Result, index: NetworkIndex, graph: Graph, by: Measured) -> None:
    found.whole |= {"nodes": graph.nodes, "edges": graph.edges, "components": max(measures_igraph.components(graph))}
    possible = graph.nodes * (graph.nodes - 1) / (1 if graph.directed else 2)
    if graph.side is not None:
        second = int(graph.side.sum())
        possible = second * (graph.nodes - second)
    if possible:
        found.whole["density"] = graph.edges / possible
    kinds = [index.class_of(NamedNode(iri)) for iri in graph.iris] if graph.nodes <= 20_000 else []
    values = {"assortativity_kind": by.by_kind(kinds) if kinds else None, "assortativity_degree": by.by_degree()}
    if graph.directed:
        pairs = set(zip(graph.source.tolist(), graph.target.tolist(), strict=True))
        values["reciprocity"] = sum((b, a) in pairs for a, b in pairs) / len(pairs) if pairs else None
    found.whole |= {name: value for name, value in values.items() if value is not None}


__all__ = ["MEASURES", "WHOLE", "Measure", "Result", "backend", "measure", "undirected"]
