"""Measures of a large graph, by igraph; and those that only igraph gives: PageRank and communities."""

from __future__ import annotations

import random
from typing import Any

import igraph
import numpy as np

from kg.network.graph import UNIT, Floats, Graph, distances
from kg.network.measured import Values, defined, ranked, undirected

_DAMPING = 0.85


class Measures:
    name = "igraph"

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def betweenness(self, *, by_strength: bool) -> Values:
        graph = self._graph
        found = np.array(own(graph).betweenness(directed=graph.directed, weights=_distance(graph, by_strength)))
        pairs = (graph.nodes - 1) * (graph.nodes - 2) / (1 if graph.directed else 2)
        values: Values = (found / pairs if pairs > 0 else found).tolist()
        return values

    def closeness(self, *, by_strength: bool) -> Values:
        """igraph gives r / (sum of the distances), with r the nodes it is reached from; NaN where r is 0."""
        graph = self._graph
        found = np.array(own(graph).closeness(mode="in", weights=_distance(graph, by_strength), normalized=True))
        reached = np.array(own(graph).neighborhood_size(order=max(graph.nodes, 1), mode="in"), np.float64) - 1
        found *= UNIT if by_strength else 1
        values: Values = np.where(reached > 0, found * reached / max(graph.nodes - 1, 1), 0.0).tolist()
        return values

    def eigenvector(self) -> Values:
        graph = self._graph
        values = np.zeros(graph.nodes)
        if graph.edges:
            largest = np.flatnonzero(np.array(components(graph)) == 1)
            part = view(graph)[0].induced_subgraph(largest.tolist())
            values[largest] = part.eigenvector_centrality(scale=True, weights="weight")
        return list(values.tolist())

    def constraint(self) -> Values:
        found, weights = view(self._graph)
        return [defined(value) for value in found.constraint(weights=weights.tolist())]

    def core(self) -> Values:
        return list(view(self._graph)[0].coreness())

    def by_kind(self, kinds: list[str]) -> float | None:
        numbers = {kind: n for n, kind in enumerate(sorted(set(kinds)))}
        if len(numbers) < 2 or not self._graph.edges:
            return None
        return defined(own(self._graph).assortativity_nominal([numbers[kind] for kind in kinds], self._graph.directed))

    def by_degree(self) -> float | None:
        return defined(view(self._graph)[0].assortativity_degree(directed=False)) if self._graph.edges else None


def own(graph: Graph) -> Any:
    """The graph as igraph holds it; made once."""
    if "igraph" not in graph.kept:
        graph.kept["igraph"] = _made(graph.nodes, graph.source, graph.target, directed=graph.directed)
    return graph.kept["igraph"]


def view(graph: Graph) -> tuple[Any, Floats]:
    """The undirected view and its weights; made once."""
    if "view" not in graph.kept:
        low, high, weight = undirected(graph)
        made = _made(graph.nodes, low, high, directed=False)
        made.es["weight"] = weight.tolist()
        graph.kept["view"] = (made, weight)
    found: tuple[Any, Floats] = graph.kept["view"]
    return found


def pagerank(graph: Graph) -> Values:
    """With damping 0.85, weighted, along the edges; they add up to 1."""
    found: Values = own(graph).pagerank(directed=graph.directed, damping=_DAMPING, weights=graph.weight.tolist())
    return found


def components(graph: Graph) -> list[int]:
    """The component of each node, whatever the direction of the edges; 1 is the largest."""
    if "components" not in graph.kept:
        membership = own(graph).connected_components(mode="weak").membership
        graph.kept["components"] = ranked(np.array(membership, np.int64))
    found: list[int] = graph.kept["components"]
    return found


def communities(graph: Graph, seed: int) -> tuple[list[int], float]:
    """The community of each node by Leiden, 1 the largest, and the modularity of the division."""
    found, weights = view(graph)
    if not graph.edges:
        return ranked(np.arange(graph.nodes, dtype=np.int64)), 0.0
    igraph.set_random_number_generator(random.Random(seed))
    division = found.community_leiden(objective_function="modularity", weights=weights.tolist(), n_iterations=-1)
    return ranked(np.array(division.membership, np.int64)), float(
        found.modularity(division.membership, weights=weights.tolist())
    )


def _made(nodes: int, source: Any, target: Any, *, directed: bool) -> Any:
    ends = np.ascontiguousarray(np.stack([source, target], axis=1), dtype=np.int64)
    return igraph.Graph(n=nodes, edges=memoryview(ends.data) if len(ends) else [], directed=directed)


def _distance(graph: Graph, by_strength: bool) -> list[float] | None:
    return distances(graph.weight).tolist() if by_strength else None
