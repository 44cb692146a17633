"""Measures of a small graph, by networkx."""

from __future__ import annotations

import warnings
from functools import cached_property

import networkx as nx
import numpy as np

from kg.network.graph import UNIT, Graph, distances
from kg.network.measured import Values, defined, undirected


class Measures:
    name = "networkx"

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def _own(self) -> nx.Graph[int]:
        found: nx.Graph[int] = nx.DiGraph() if self._graph.directed else nx.Graph()
        found.add_nodes_from(range(self._graph.nodes))
        graph = self._graph
        columns = (graph.source, graph.target, graph.weight, distances(graph.weight))
        for source, target, weight, distance in zip(*(column.tolist() for column in columns), strict=True):
            found.add_edge(source, target, weight=weight, distance=distance)
        return found

    @cached_property
    def _view(self) -> nx.Graph[int]:
        found: nx.Graph[int] = nx.Graph()
        found.add_nodes_from(range(self._graph.nodes))
        low, high, weight = undirected(self._graph)
        found.add_weighted_edges_from(zip(low.tolist(), high.tolist(), weight.tolist(), strict=True))
        return found

    def betweenness(self, *, by_strength: bool) -> Values:
        found = nx.betweenness_centrality(self._own, weight="distance" if by_strength else None)
        return [found[n] for n in range(self._graph.nodes)]

    def closeness(self, *, by_strength: bool) -> Values:
        found = nx.closeness_centrality(self._own, distance="distance" if by_strength else None)
        return [found[n] * (UNIT if by_strength else 1) for n in range(self._graph.nodes)]

    def eigenvector(self) -> Values:
        view = self._view
        values = [0.0] * self._graph.nodes
        if not view.number_of_edges():
            return list(values)
        largest = min((sorted(part) for part in nx.connected_components(view)), key=lambda part: (-len(part), part))
        _, vectors = np.linalg.eigh(nx.to_numpy_array(view, largest, weight="weight"))
        leading = np.abs(vectors[:, -1])  # of the largest eigenvalue; of one sign, since the part is connected
        for node, value in zip(largest, (leading / leading.max()).tolist(), strict=True):
            values[node] = value
        return list(values)

    def constraint(self) -> Values:
        found = nx.constraint(self._view, weight="weight")
        return [defined(found[n]) for n in range(self._graph.nodes)]

    def core(self) -> Values:
        found = nx.core_number(self._view)
        return [found[n] for n in range(self._graph.nodes)]

    def by_kind(self, kinds: list[str]) -> float | None:
        own = self._own
        if len(set(kinds)) < 2 or not own.number_of_edges():
            return None
        nx.set_node_attributes(own, dict(enumerate(kinds)), "kind")
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore", RuntimeWarning)  # no variation: told by `defined`
            return defined(nx.attribute_assortativity_coefficient(own, "kind"))

    def by_degree(self) -> float | None:
        if not self._view.number_of_edges():
            return None
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore", RuntimeWarning)
            return defined(nx.degree_assortativity_coefficient(self._view))
