"""One network in arrays: small enough to keep, quick to walk.

Nodes are numbered in the order of their IRIs and edges in the order of their ends, so that whatever is sorted by number
comes out the same on every run. An edge costs some 60 bytes with its place among its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import UnknownThingError
from kg.network.model import Stopped

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Floats = NDArray[np.float64]
OUT, IN, BOTH = "out", "in", "both"
WAYS = (OUT, IN, BOTH)
UNIT = 720_720_000  # a distance of one: whole numbers add up without rounding, and 1/2 … 1/16 are whole in this unit


@dataclass(frozen=True, slots=True)
class Rows:
    """The statements behind the edges of a graph, in the order of the edges. starts: of each edge's first, and the end.
    kind, relation, document: numbers of `NetworkIndex`; turned: whether the statement goes from target to source."""

    starts: Ints
    kind: NDArray[np.int8]
    relation: NDArray[np.int32]
    document: NDArray[np.int32]
    turned: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who is next to whom: of node n the others are `other[start[n]:start[n + 1]]`, in order, each by edge `edge`."""

    start: Ints
    other: Small
    edge: Small

    def of(self, node: int) -> Small:
        return self.other[self.start[node] : self.start[node + 1]]

    def edges_of(self, node: int) -> Small:
        return self.edge[self.start[node] : self.start[node + 1]]


@dataclass(frozen=True)
class Graph:
    """iris: of the nodes, sorted. source, target: numbers of the ends of each edge. sides: names of the two sides;
    side: 0 or 1 for each node of a two-sided graph. rows: None for a folded graph, which has `shared` instead: how many
    nodes the two ends have in common."""

    iris: list[str]
    source: Small
    target: Small
    weight: Floats
    directed: bool
    sides: tuple[str, str] | tuple[()] = ()
    side: NDArray[np.int8] | None = None
    rows: Rows | None = None
    shared: Ints | None = None
    stopped: Stopped | None = None
    kept: dict[str, Any] = field(default_factory=dict)  # what others made of it and may use again

    @property
    def nodes(self) -> int:
        return len(self.iris)

    @property
    def edges(self) -> int:
        return len(self.source)

    @cached_property
    def number(self) -> dict[str, int]:
        return {iri: n for n, iri in enumerate(self.iris)}

    def at(self, iri: str) -> int:
        """The number of a node. Raises UnknownThingError for what is no node here."""
        found = self.number.get(iri)
        if found is None:
            raise UnknownThingError(f"{iri[:200]!r} is no node of this network")
        return found

    @cached_property
    def outward(self) -> Neighbours:
        return _neighbours(self.nodes, self.source, self.target, np.arange(self.edges, dtype=np.int32))

    @cached_property
    def inward(self) -> Neighbours:
        return _neighbours(self.nodes, self.target, self.source, np.arange(self.edges, dtype=np.int32))

    @cached_property
    def around(self) -> Neighbours:
        number = np.arange(self.edges, dtype=np.int32)
        ends = (np.concatenate([self.source, self.target]), np.concatenate([self.target, self.source]))
        return _neighbours(self.nodes, *ends, np.concatenate([number, number]))

    def neighbours(self, way: str) -> Neighbours:
        """Along the edges, against them, or both; an undirected graph has only both."""
        if not self.directed or way == BOTH:
            return self.around
        return self.outward if way == OUT else self.inward

    @cached_property
    def size(self) -> int:
        """Bytes it may come to keep, about: with its neighbours, and as igraph has it."""
        return 250 * self.edges + 400 * self.nodes + (10 * len(self.rows.kind) if self.rows is not None else 0)


def _neighbours(nodes: int, source: Small, target: Small, edge: Small) -> Neighbours:
    order = np.lexsort((target, source))
    start = np.zeros(nodes + 1, np.int64)
    np.cumsum(np.bincount(source, minlength=nodes), out=start[1:])
    return Neighbours(start, target[order], edge[order])


def part(graph: Graph, nodes: Ints, edges: Ints | None = None) -> Graph:
    """The graph of these nodes (numbers, sorted) and of the edges between them, or of those given."""
    place = np.full(graph.nodes, -1, np.int32)
    place[nodes] = np.arange(len(nodes), dtype=np.int32)
    if edges is None:
        edges = np.flatnonzero((place[graph.source] >= 0) & (place[graph.target] >= 0))
    return Graph(
        [graph.iris[n] for n in nodes],
        place[graph.source[edges]],
        place[graph.target[edges]],
        graph.weight[edges],
        graph.directed,
        graph.sides,
        None if graph.side is None else graph.side[nodes],
        None if graph.rows is None else _rows(graph.rows, edges),
        None if graph.shared is None else graph.shared[edges],
        graph.stopped,
    )


def _rows(rows: Rows, edges: Ints) -> Rows:
    sizes = rows.starts[edges + 1] - rows.starts[edges]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    which = spread(rows.starts[edges], sizes)
    return Rows(starts, rows.kind[which], rows.relation[which], rows.document[which], rows.turned[which])


def spread(starts: Ints, sizes: Ints) -> Ints:
    """The numbers start, start + 1 … of each stretch, one stretch after another."""
    total = int(sizes.sum())
    if not total:
        return np.empty(0, np.int64)
    ends = np.cumsum(sizes)
    found: Ints = np.arange(total, dtype=np.int64) + np.repeat(starts - (ends - sizes), sizes)
    return found


def distances(weight: Floats) -> Floats:
    """How long an edge is by its strength: 1 / weight, in parts of `UNIT`, so that equal ways are equally long."""
    return np.rint(UNIT / weight)
