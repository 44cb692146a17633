"""Walks through a graph: who is near, by which way one comes from the one to the other, what hangs together.

Every answer is the same on every run: among equals the node whose IRI comes first is taken first.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.network.budget import Budget, OutOfTime, stopped
from kg.network.graph import BOTH, IN, OUT, UNIT, Floats, Graph, Ints, spread
from kg.network.graph import distances as by_strength
from kg.network.model import Stopped

STEPS, STRENGTH = "steps", "strength"
LENGTHS = (STEPS, STRENGTH)  # what the length of a path is: its steps, or the sum of 1 / weight
MOST_OPENED = 500_000  # prefixes that a search for all paths may try
Distances = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one node to another. nodes: their numbers; edges: one fewer. length: as `LENGTHS` says."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    length: float

    @property
    def order(self) -> tuple[float, int, tuple[int, ...]]:
        return (round(self.length, 12), len(self.nodes), self.nodes)


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths that were found, shortest first; why: the budget that was met before all were."""

    paths: tuple[Path, ...]
    why: Stopped | None = None


def opposite(way: str) -> str:
    return {OUT: IN, IN: OUT}.get(way, BOTH)


def distances(
    graph: Graph, start: int, way: str, budget: Budget, *, depth: int | None = None, until: int = -1,
    closed: NDArray[np.bool_] | None = None,
) -> Distances:  # fmt: skip
    """Steps from `start` to every node; -1 for what is not reached. until: a node at which it may stop. closed: nodes
    that may not be entered. Raises OutOfTime."""
    around = graph.neighbours(way)
    found = np.full(graph.nodes, -1, np.int32)
    if closed is not None:
        found[closed] = -2
    found[start] = 0
    rim = np.array([start], np.int64)
    step = 0
    while len(rim) and (depth is None or step < depth) and (until < 0 or found[until] == -1):
        budget.check()
        step += 1
        starts = around.start[rim]
        others = around.other[spread(starts, around.start[rim + 1] - starts)]
        others = others[found[others] == -1]
        found[others] = step
        rim = np.unique(others).astype(np.int64) if len(others) < graph.nodes // 8 else np.flatnonzero(found == step)
    found[found == -2] = -1
    return found


def near(graph: Graph, start: int, way: str, depth: int, budget: Budget) -> tuple[Ints, Distances]:
    """The nodes at most `depth` steps away, nearest first, and the steps to every node. Raises OutOfTime."""
    found = distances(graph, start, way, budget, depth=depth)
    nodes = np.flatnonzero(found >= 0)
    return nodes[np.argsort(found[nodes], kind="stable")], found


def shortest(graph: Graph, source: int, target: int, way: str, length: str, budget: Budget) -> Path | None:
    """A shortest path; None when there is none. Raises OutOfTime."""
    return _shortest(graph, source, target, way, length, budget, None, frozenset())


def several(
    graph: Graph, source: int, target: int, way: str, length: str, number: int, budget: Budget, longest: int
) -> Paths:
    """The `number` shortest paths that visit no node twice (Yen 1971), of at most `longest` steps."""
    found: list[Path] = []
    waiting: list[tuple[tuple[float, int, tuple[int, ...]], Path]] = []
    try:
        first = shortest(graph, source, target, way, length, budget)
        if first is not None:
            heapq.heappush(waiting, (first.order, first))
        while waiting and len(found) < number:
            _, path = heapq.heappop(waiting)
            found.append(path)
            if len(found) == number:
                break
            known = {p.nodes for p in found} | {p.nodes for _, p in waiting}
            for other in _detours(graph, path, target, way, length, found, budget):
                if other.nodes not in known and len(other.edges) <= max(longest, len(first.edges) if first else 0):
                    known.add(other.nodes)
                    heapq.heappush(waiting, (other.order, other))
    except OutOfTime:
        return Paths(_within(found, longest), budget.out_of_time())
    return Paths(_within(found, longest))


def _within(found: list[Path], longest: int) -> tuple[Path, ...]:
    return tuple(path for path in found if len(path.edges) <= longest)


def every(graph: Graph, source: int, target: int, way: str, longest: int, most: int, budget: Budget) -> Paths:
    """All paths of at most `longest` steps that visit no node twice, shortest first; at most `most`."""
    found: list[Path] = []
    opened = 0
    try:
        left = distances(graph, target, opposite(way), budget, depth=longest)
        for steps in range(1, longest + 1):
            for path in _of_length(graph, source, target, way, steps, left):
                opened += 1
                if opened % 256 == 0:
                    budget.check()
                if opened > MOST_OPENED:
                    return Paths(tuple(found), stopped("steps", MOST_OPENED))
                if path is None:
                    continue
                if len(found) == most:
                    return Paths(tuple(found), stopped("paths", most))
                found.append(path)
    except OutOfTime:
        return Paths(tuple(found), budget.out_of_time())
    return Paths(tuple(found))


def component(graph: Graph, start: int, budget: Budget, *, strong: bool = False) -> Ints:
    """The nodes that hang together with `start`; strong: along the edges there and back. Raises OutOfTime."""
    if not strong or not graph.directed:
        return np.flatnonzero(distances(graph, start, BOTH, budget) >= 0)
    there, back = (distances(graph, start, way, budget) >= 0 for way in (OUT, IN))
    return np.flatnonzero(there & back)


def common(graph: Graph, nodes: list[int], way: str) -> Ints:
    """The nodes next to each of `nodes`."""
    around = graph.neighbours(way)
    shared = around.of(nodes[0]).astype(np.int64)
    for node in nodes[1:]:
        shared = np.intersect1d(shared, around.of(node))
    return np.unique(np.setdiff1d(shared, np.array(nodes, np.int64))).astype(np.int64)


def edges_between(graph: Graph, some: Ints, others: Ints) -> Ints:
    """The edges that join one of `some` with one of `others`, either way."""
    one, other = np.zeros(graph.nodes, np.bool_), np.zeros(graph.nodes, np.bool_)
    one[some], other[others] = True, True
    around = graph.around
    starts = around.start[some]
    which = spread(starts, around.start[some + 1] - starts)
    return np.unique(around.edge[which[other[around.other[which]]]]).astype(np.int64)


# --- one path


def _shortest(
    graph: Graph,
    source: int,
    target: int,
    way: str,
    length: str,
    budget: Budget,
    closed: NDArray[np.bool_] | None,
    barred: frozenset[int],
) -> Path | None:
    """barred: nodes that may not come right after `source`."""
    if source == target:
        return Path((source,), (), 0.0)
    if length == STRENGTH:
        return _strongest(graph, source, target, way, budget, closed, barred)
    shut = np.zeros(graph.nodes, np.bool_) if closed is None else closed.copy()
    if barred:
        shut[source] = True
    left = distances(graph, target, opposite(way), budget, until=-1 if barred else source, closed=shut)
    around = graph.neighbours(way)
    nodes, edges = [source], []
    while nodes[-1] != target:
        others, between = around.of(nodes[-1]), around.edges_of(nodes[-1])
        steps = left[others].astype(np.int64)
        steps[steps < 0] = np.iinfo(np.int64).max
        if len(nodes) == 1 and barred:
            steps[np.isin(others, list(barred))] = np.iinfo(np.int64).max
        best = int(np.argmin(steps)) if len(steps) else -1
        if best < 0 or steps[best] == np.iinfo(np.int64).max:
            return None
        nodes.append(int(others[best]))
        edges.append(int(between[best]))
    return Path(tuple(nodes), tuple(edges), float(len(edges)))


def _strongest(
    graph: Graph,
    source: int,
    target: int,
    way: str,
    budget: Budget,
    closed: NDArray[np.bool_] | None,
    barred: frozenset[int],
) -> Path | None:
    """Dijkstra: an edge is as long as one divided by its weight."""
    around, far = graph.neighbours(way), lengths(graph)
    done: dict[int, tuple[float, int, int, int]] = {}
    waiting: list[tuple[float, int, int, int, int]] = [(0.0, 0, source, -1, -1)]
    while waiting:
        reach, steps, node, before, edge = heapq.heappop(waiting)
        if node in done:
            continue
        done[node] = (reach, steps, before, edge)
        if node == target:
            break
        if len(done) % 1_000 == 0:
            budget.check()
        for other, between in zip(around.of(node).tolist(), around.edges_of(node).tolist(), strict=True):
            if other in done or (closed is not None and closed[other]) or (node == source and other in barred):
                continue
            heapq.heappush(waiting, (reach + float(far[between]), steps + 1, other, node, between))
    if target not in done:
        return None
    nodes, edges, at = [target], [], target
    while at != source:
        _, _, before, edge = done[at]
        nodes.append(before)
        edges.append(edge)
        at = before
    return Path(tuple(reversed(nodes)), tuple(reversed(edges)), done[target][0] / UNIT)


def _detours(
    graph: Graph, path: Path, target: int, way: str, length: str, found: list[Path], budget: Budget
) -> Iterator[Path]:
    """For each node of a path the shortest way on from there that no path found so far takes."""
    for at in range(len(path.edges)):
        root = path.nodes[: at + 1]
        barred = frozenset(p.nodes[at + 1] for p in found if p.nodes[: at + 1] == root and len(p.nodes) > at + 1)
        closed = np.zeros(graph.nodes, np.bool_)
        closed[list(root[:-1])] = True
        rest = _shortest(graph, root[-1], target, way, length, budget, closed, barred)
        if rest is not None:
            edges = path.edges[:at] + rest.edges
            yield Path(root[:-1] + rest.nodes, edges, _length(graph, edges, length))


def _length(graph: Graph, edges: tuple[int, ...], length: str) -> float:
    return float(len(edges)) if length == STEPS else float(lengths(graph)[list(edges)].sum()) / UNIT


def lengths(graph: Graph) -> Floats:
    """How long each edge is by its strength, in parts of `UNIT`; made once."""
    if "lengths" not in graph.kept:
        graph.kept["lengths"] = by_strength(graph.weight)
    found: Floats = graph.kept["lengths"]
    return found


def _of_length(graph: Graph, source: int, target: int, way: str, steps: int, left: Distances) -> Iterator[Path | None]:
    """The paths of exactly so many steps, by the numbers of their nodes; None for every step that was tried."""
    around = graph.neighbours(way)

    def onward(node: int) -> Iterator[tuple[int, int]]:
        return iter(zip(around.of(node).tolist(), around.edges_of(node).tolist(), strict=True))

    nodes, edges = [source], list[int]()
    choices = [onward(source)]
    while choices:
        step = next(choices[-1], None)
        if step is None:
            choices.pop()
            nodes.pop()
            if edges:
                edges.pop()
            continue
        other, edge = step
        rest = steps - len(nodes)
        yield None
        if other in nodes or left[other] < 0 or left[other] > rest:
            continue
        if other == target:
            if rest == 0:
                yield Path((*nodes, other), (*edges, edge), float(steps))
            continue
        if rest:
            nodes.append(other)
            edges.append(edge)
            choices.append(onward(other))
