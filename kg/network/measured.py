"""What both of those that measure do, and the undirected view they share."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kg.network.graph import Floats, Graph, Ints

Values = list[float | None]


class Measured(Protocol):
    """Measures of one graph; each gives a value for each node by its number, None where it is not defined."""

    name: str

    def betweenness(self, *, by_strength: bool) -> Values: ...

    def closeness(self, *, by_strength: bool) -> Values: ...

    def eigenvector(self) -> Values: ...

    def constraint(self) -> Values: ...

    def core(self) -> Values: ...

    def by_kind(self, kinds: list[str]) -> float | None:
        """How far edges join nodes of the same kind; None where that is not defined."""
        ...

    def by_degree(self) -> float | None:
        """How far edges join nodes of like degree; None where that is not defined."""
        ...


def undirected(graph: Graph) -> tuple[Ints, Ints, Floats]:
    """The two ends (smaller number first) and the weight of each pair of nodes that is joined, either way."""
    low, high = np.minimum(graph.source, graph.target), np.maximum(graph.source, graph.target)
    key = low.astype(np.int64) * graph.nodes + high
    pairs, place = np.unique(key, return_inverse=True)
    weight = np.bincount(place.reshape(-1), graph.weight, minlength=len(pairs)).astype(np.float64)
    return pairs // max(graph.nodes, 1), pairs % max(graph.nodes, 1), weight


def defined(value: float) -> float | None:
    """A number, or nothing in the place of what is none."""
    return None if math.isnan(value) or math.isinf(value) else float(value)


def ranked(groups: NDArray[np.int64]) -> list[int]:
    """Groups numbered from 1: the largest first, among equals the one with the first node."""
    _, first, place, sizes = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    numbers: list[int] = rank[place.reshape(-1)].tolist()
    return numbers
