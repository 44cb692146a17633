"""What can be asked of a network. Each question gives plain data that states its projection, its own parameters and the
release, and says so when a budget was met before all of it was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from pyoxigraph import NamedNode

from kg.errors import ParameterError, UnknownThingError
from kg.network import traverse
from kg.network.budget import Budget, OutOfTime, stopped
from kg.network.extract import PASSAGES, Extra, data_of, empty, network
from kg.network.graph import BOTH, Graph, Ints, part
from kg.network.index import NetworkIndex
from kg.network.measures import MEASURES, SEED, Result, measure
from kg.network.model import Attribute, Edge, NetworkData, Parameter, Stopped
from kg.network.near import near_matches
from kg.network.request import Asked
from kg.network.time import difference as between
from kg.network.traverse import STEPS

MOST_RESOURCES = 5_000
FINISH = 2.0  # seconds to write down what was found when the time is over
DEPTHS, LONGEST, MOST_PATHS = (1, 6), 12, 1_000


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a longer list. total: of all of it."""

    offset: int
    limit: int
    total: int


@dataclass(frozen=True, slots=True)
class Ways:
    """Paths: `data` holds their nodes and edges once; each path names its nodes by IRI, and its edges as they stand in
    `data`. lengths: of each, as was asked."""

    data: NetworkData
    paths: tuple[tuple[str, ...], ...]
    lengths: tuple[float, ...]


def find(index: NetworkIndex, graph: Graph, iri: str) -> int:
    """The number of a node. Raises UnknownThingError with what is called nearly so."""
    try:
        return graph.at(iri)
    except UnknownThingError as error:
        raise UnknownThingError(str(error), near_matches(index, graph, iri)) from None


def whole(
    index: NetworkIndex, asked: Asked, budget: Budget, *, passages: int = PASSAGES, measures: Sequence[str] = (),
    by_strength: bool = False, seed: int = SEED,
) -> NetworkData:  # fmt: skip
    """A whole projection, with measures of its nodes as attributes when they are asked."""
    if not measures:
        return network(index, asked, budget, passages)
    try:
        graph = index.graph(asked, budget)
        result = measure(index, graph, tuple(measures), budget, by_strength=by_strength, seed=seed)
    except OutOfTime:
        return empty(index, asked, budget.out_of_time())
    extra = Extra(_defined(result), whole=result.whole, parameters=_measuring(measures, by_strength, seed))
    return data_of(index, asked, graph, budget, passages, extra, result.why)


def neighbours(
    index: NetworkIndex, asked: Asked, resource: str, budget: Budget, *, depth: int = 1, way: str = BOTH,
    kinds: Sequence[str] = (), limit: int = 100, offset: int = 0, passages: int = PASSAGES,
) -> tuple[NetworkData, Page]:  # fmt: skip
    """The nodes at most `depth` steps from a node, nearest first, a page of them; with the edges by which those of the
    page are reached. The node asked about is in it, at distance 0. kinds: IRIs of classes of those that are given.
    A page of more than one is not complete, and says so.
    """
    graph = index.graph(asked, budget)
    start = find(index, graph, resource)
    parameters: dict[str, Parameter] = {
        "resource": resource,
        "depth": depth,
        "way": way,
        "limit": limit,
        "offset": offset,
    }
    try:
        nodes, steps = traverse.near(graph, start, way, depth, budget)
        others = nodes[1:]
        if kinds:
            wanted = set(kinds)
            others = others[[not index.types(graph.iris[n]).isdisjoint(wanted) for n in others]]
    except OutOfTime:
        return empty(index, asked, budget.out_of_time()), Page(offset, limit, 0)
    shown = others[offset : offset + limit]
    before: list[Ints] = [np.flatnonzero(steps == step) for step in range(depth)]
    edges = [traverse.edges_between(graph, shown[steps[shown] == step + 1], before[step]) for step in range(depth)]
    chosen = np.unique(np.concatenate(edges))
    held = np.unique(np.concatenate([shown, graph.source[chosen], graph.target[chosen], [start]])).astype(np.int64)
    made = part(graph, held, chosen)
    extra = Extra({"distance": steps[held].tolist()}, parameters=parameters | _kinds(kinds))
    why = stopped("nodes", limit) if len(others) > limit else None
    return data_of(index, asked, made, budget, passages, extra, why), Page(offset, limit, len(others))


def ego(
    index: NetworkIndex, asked: Asked, resource: str, budget: Budget, *, depth: int = 1, way: str = BOTH,
    passages: int = PASSAGES, measures: Sequence[str] = (), by_strength: bool = False, seed: int = SEED,
) -> NetworkData:  # fmt: skip
    """A node, the nodes at most `depth` steps away, and all edges between them; measures are of this network."""
    graph = index.graph(asked, budget)
    start = find(index, graph, resource)
    parameters: dict[str, Parameter] = {"resource": resource, "depth": depth, "way": way}
    try:
        nodes, steps = traverse.near(graph, start, way, depth, budget)
        nodes, why = nodes[: budget.nodes], stopped("nodes", budget.nodes) if len(nodes) > budget.nodes else None
        nodes = np.sort(nodes)
        made = part(graph, nodes)
        result = measure(index, made, tuple(measures), budget, by_strength=by_strength, seed=seed) if measures else None
    except OutOfTime:
        return empty(index, asked, budget.out_of_time())
    distance: dict[str, list[Attribute | None]] = {"distance": steps[nodes].tolist()}
    found = distance | (_defined(result) if result else {})
    more = _measuring(measures, by_strength, seed) if measures else {}
    extra = Extra(found, whole=result.whole if result else {}, parameters=parameters | more)
    return data_of(index, asked, made, budget, passages, extra, why or (result.why if result else None))


def component(
    index: NetworkIndex, asked: Asked, resource: str, budget: Budget, *, strong: bool = False, passages: int = PASSAGES
) -> NetworkData:
    """All that hangs together with a node; strong: along the edges, there and back."""
    graph = index.graph(asked, budget)
    start = find(index, graph, resource)
    try:
        made = part(graph, traverse.component(graph, start, budget, strong=strong))
    except OutOfTime:
        return empty(index, asked, budget.out_of_time())
    parameters = {"resource": resource, "connection": "strong" if strong else "weak"}
    return data_of(index, asked, made, budget, passages, Extra(parameters=parameters))


def common_neighbours(
    index: NetworkIndex, asked: Asked, resources: Sequence[str], budget: Budget, *, way: str = BOTH,
    passages: int = PASSAGES,
) -> NetworkData:  # fmt: skip
    """The nodes next to each of the nodes asked about, with those and the edges between the two groups."""
    if len(resources) < 2:
        raise ParameterError("resource", "two or more are needed to have neighbours in common")
    graph = index.graph(asked, budget)
    asked_for = sorted({find(index, graph, resource) for resource in resources})
    shared = traverse.common(graph, asked_for, way)
    nodes = np.union1d(shared, np.array(asked_for, np.int64)).astype(np.int64)
    made = part(graph, nodes, traverse.edges_between(graph, np.array(asked_for, np.int64), shared))
    is_shared = np.isin(nodes, shared)
    extra = Extra(
        {"role": ["common" if common else "asked" for common in is_shared]},
        whole={"common": len(shared)},
        parameters={"resource": tuple(sorted(set(resources))), "way": way},
    )
    return data_of(index, asked, made, budget, passages, extra)


def subgraph(
    index: NetworkIndex, asked: Asked, resources: Sequence[str], budget: Budget, *, passages: int = PASSAGES,
    said: Parameter = None, measures: Sequence[str] = (), by_strength: bool = False, seed: int = SEED,
) -> NetworkData:  # fmt: skip
    """The nodes asked for and the edges between them. What is no node of the network is counted in `not_in_network`.

    said: how the resources were asked for, when not one by one (a query).
    """
    if len(set(resources)) > MOST_RESOURCES:
        raise ParameterError("resource", f"{len(set(resources))} resources; at most {MOST_RESOURCES}")
    graph = index.graph(asked, budget)
    numbers = sorted({graph.number[iri] for iri in resources if iri in graph.number})
    made = part(graph, np.array(numbers, np.int64))
    try:
        result = measure(index, made, tuple(measures), budget, by_strength=by_strength, seed=seed) if measures else None
    except OutOfTime:
        return empty(index, asked, budget.out_of_time())
    missing = len(set(resources)) - len(numbers)
    parameters: dict[str, Parameter] = {"query": said} if said else {"resource": tuple(sorted(set(resources)))}
    more = _measuring(measures, by_strength, seed) if measures else {}
    found = _defined(result) if result else {}
    about: dict[str, Attribute] = {"not_in_network": missing, **(result.whole if result else {})}
    extra = Extra(found, whole=about, parameters=parameters | more)
    return data_of(index, asked, made, budget, passages, extra, result.why if result else None)


def paths(
    index: NetworkIndex, asked: Asked, source: str, target: str, budget: Budget, *, k: int = 1, every: bool = False,
    way: str = BOTH, length: str = STEPS, longest: int = 8, passages: int = PASSAGES,
) -> Ways:  # fmt: skip
    """The `k` shortest paths between two nodes, or all of at most `longest` steps (of which at most `k`)."""
    graph = index.graph(asked, budget)
    ends = find(index, graph, source), find(index, graph, target)
    found = (
        traverse.every(graph, *ends, way, longest, k, budget)
        if every
        else traverse.several(graph, *ends, way, length, k, budget, longest)
    )
    nodes = np.unique([n for path in found.paths for n in path.nodes] or list(set(ends))).astype(np.int64)
    edges = np.unique([e for path in found.paths for e in path.edges]).astype(np.int64)
    parameters: dict[str, Parameter] = {"from": source, "to": target, "way": way, "max_length": longest}
    parameters |= {"length": length, "k": k} if not every else {"all": True, "k": k}
    made = part(graph, nodes, edges)
    left = replace(budget, seconds=FINISH) if found.why else budget  # what was found is told, even when it is late
    data = data_of(index, asked, made, left, passages, Extra(parameters=parameters), found.why)
    return Ways(
        data, tuple(tuple(graph.iris[n] for n in p.nodes) for p in found.paths), tuple(p.length for p in found.paths)
    )


def steps_of(ways: Ways, path: tuple[str, ...]) -> list[tuple[Edge, bool]]:
    """The edges along a path, and whether each is walked against its direction."""
    known = {(edge.source, edge.target): edge for edge in ways.data.edges}
    steps = []
    for one, other in pairwise(path):
        forward = known.get((one, other))
        edge = forward or known.get((other, one))
        if edge is not None:
            steps.append((edge, forward is None))
    return steps


def measured(
    index: NetworkIndex, asked: Asked, names: Sequence[str], budget: Budget, *, order: str = "", limit: int = 100,
    offset: int = 0, by_strength: bool = False, seed: int = SEED, resource: str = "", depth: int = 1,
) -> tuple[NetworkData, Page]:  # fmt: skip
    """Measures of the nodes of a whole projection, a page of them: by the measure `order` (the first asked), highest
    first, then by IRI. The network that comes back holds these nodes and no edges.

    resource: when given, of what is at most `depth` steps from it alone, and of at most `budget.nodes` nodes.
    """
    order = order or next(iter(names), "degree")
    if order not in names:
        raise ParameterError("order", f"{order[:100]!r} is not among the measures asked", tuple(names))
    graph = index.graph(asked, budget)
    start = find(index, graph, resource) if resource else -1
    why: Stopped | None = None
    try:
        if resource:
            graph, why = _around(graph, start, depth, budget)
        result = measure(index, graph, tuple(names), budget, by_strength=by_strength, seed=seed)
    except OutOfTime:
        return empty(index, asked, budget.out_of_time()), Page(offset, limit, graph.nodes)
    found = _defined(result)
    values = found.get(order)
    ranked = list(range(graph.nodes))
    if values is not None:
        ranked.sort(key=lambda n: (values[n] is None, -float(values[n] or 0)))
    chosen = ranked[offset : offset + limit]
    parameters: dict[str, Parameter] = {"order": order, "limit": limit, "offset": offset}
    parameters |= {"resource": resource, "depth": depth} if resource else {}
    made = Graph([graph.iris[n] for n in chosen], *_none(), graph.directed, graph.sides, _side(graph, chosen))
    extra = Extra(
        {name: [column[n] for n in chosen] for name, column in found.items()},
        whole={**result.whole, "measured_by": result.backend},
        parameters=parameters | _measuring(names, by_strength, seed),
    )
    wide = replace(budget, nodes=max(budget.nodes, limit))
    return data_of(index, asked, made, wide, 0, extra, why or result.why), Page(offset, limit, graph.nodes)


def _around(graph: Graph, start: int, depth: int, budget: Budget) -> tuple[Graph, Stopped | None]:
    """The ego network of a node, of its nearest nodes when there are more than the budget allows. Raises OutOfTime."""
    nodes, _ = traverse.near(graph, start, BOTH, depth, budget)
    why = stopped("nodes", budget.nodes) if len(nodes) > budget.nodes else None
    return part(graph, np.sort(nodes[: budget.nodes])), why


def difference(
    index: NetworkIndex, before: Asked, after: Asked, parameters: dict[str, Parameter], budget: Budget,
    passages: int = PASSAGES,
) -> NetworkData:  # fmt: skip
    """What came, went and stayed from one network to another."""
    return between(network(index, before, budget, passages), network(index, after, budget, passages), parameters)


def _none() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0)


def _side(graph: Graph, chosen: list[int]) -> np.ndarray | None:
    return None if graph.side is None else graph.side[chosen]


def _defined(result: Result) -> dict[str, list[Attribute | None]]:
    return dict(result.nodes)


def _measuring(names: Sequence[str], by_strength: bool, seed: int) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {"measures": tuple(names)}
    if by_strength:
        found["length"] = "strength"
    if "community" in names and seed != SEED:
        found["seed"] = seed
    return found


def _kinds(kinds: Sequence[str]) -> dict[str, Parameter]:
    return {"kind": tuple(sorted(kinds))} if kinds else {}


def check_measures(names: Sequence[str]) -> tuple[str, ...]:
    """The names, once each. Raises ParameterError for one that is not known."""
    for name in names:
        if name not in MEASURES:
            raise ParameterError(
                "measures", f"{name[:100]!r} is no measure here; allowed: {', '.join(MEASURES)}", tuple(MEASURES)
            )
    return tuple(dict.fromkeys(names))


def kind_of(index: NetworkIndex, iri: str) -> str:
    """The most particular own class of a thing."""
    return index.class_of(NamedNode(iri))
