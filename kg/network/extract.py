"""From arrays to what is handed on: nodes with their kinds and labels, edges with what is behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from pyoxigraph import NamedNode

from kg.network.budget import Budget, OutOfTime, stopped
from kg.network.evidence import Behind, Evidence, identifiers
from kg.network.graph import Graph, Ints
from kg.network.index import NetworkIndex
from kg.network.model import Attribute, Edge, Labels, NetworkData, Node, Parameter, Period, Stopped
from kg.network.request import Asked

PASSAGES, MOST_PASSAGES = 3, 20  # of each edge
WITH_PASSAGES = 2_000  # edges; the passages of a larger network are left out
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Extra:
    """What is known of nodes and edges beside the graph. nodes, edges: attribute to one value for each, by number (None
    where it is not defined); parameters: what was asked beside the projection, to be stated with it."""

    nodes: Mapping[str, list[Attribute | None]] = field(default_factory=dict)
    edges: Mapping[str, list[Attribute | None]] = field(default_factory=dict)
    whole: Mapping[str, Attribute] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def network(index: NetworkIndex, asked: Asked, budget: Budget | None = None, passages: int = PASSAGES) -> NetworkData:
    """A whole projection. passages: of each edge that are given; none in a network of more than `WITH_PASSAGES` edges.

    Raises ParameterError for a document that is not there. A network that is larger than the budget keeps its heaviest
    edges, and says so.
    """
    budget = budget or Budget()
    try:
        graph = index.graph(asked, budget)
    except OutOfTime:
        return empty(index, asked, budget.out_of_time())
    return data_of(index, asked, graph, budget, passages)


def empty(index: NetworkIndex, asked: Asked, why: Stopped) -> NetworkData:
    """What is answered when there was no time for anything."""
    projection = asked.projection()
    return NetworkData(projection, index.release, (), (), projection.directed, False, why)


def data_of(
    index: NetworkIndex,
    asked: Asked,
    graph: Graph,
    budget: Budget,
    passages: int = PASSAGES,
    extra: Extra = Extra(),
    why: Stopped | None = None,
) -> NetworkData:
    """A graph as it is handed on. why: a budget that was met on the way to it."""
    nodes, edges, met = within(graph, budget)
    why = why or graph.stopped or met
    shown = passages if len(edges) <= WITH_PASSAGES else 0
    try:
        made = [_node(index, graph, int(n), extra, budget) for n in nodes]
        evidence = Evidence(index, asked, graph, budget, shown)
        if shown:
            evidence.prepare(edges.tolist())
        joined = [_edge(index, graph, evidence, int(e), extra, bool(shown)) for e in edges]
    except OutOfTime:
        return empty(index, asked, budget.out_of_time())
    projection = asked.projection()
    projection = replace(projection, parameters={**projection.parameters, **extra.parameters}, sides=graph.sides)
    return NetworkData(
        projection,
        index.release,
        tuple(made),
        tuple(joined),
        graph.directed,
        why is None,
        why,
        terms(index, made, joined),
        dict(extra.whole),
    )


def within(graph: Graph, budget: Budget) -> tuple[Ints, Ints, Stopped | None]:
    """The nodes and edges that fit the budget, by number: all, or those of the heaviest edges."""
    everything = np.arange(graph.nodes, dtype=np.int64), np.arange(graph.edges, dtype=np.int64)
    if graph.nodes <= budget.nodes and graph.edges <= budget.edges:
        return (*everything, None)
    met = stopped("edges", budget.edges) if graph.edges > budget.edges else stopped("nodes", budget.nodes)
    heaviest = np.argsort(-graph.weight, kind="stable")[: budget.edges]
    ends = np.stack([graph.source[heaviest], graph.target[heaviest]], axis=1).reshape(-1)
    _, firsts = np.unique(ends, return_index=True)
    first_seen = np.sort(firsts)[: budget.nodes]
    kept = np.zeros(graph.nodes, np.bool_)
    kept[ends[first_seen]] = True
    if graph.nodes > budget.nodes:
        met = stopped("nodes", budget.nodes)
    else:  # nodes without an edge that fits are still nodes of the network
        kept[:] = True
    chosen = np.sort(heaviest[kept[graph.source[heaviest]] & kept[graph.target[heaviest]]])
    return np.flatnonzero(kept), chosen, met


def _node(index: NetworkIndex, graph: Graph, number: int, extra: Extra, budget: Budget) -> Node:
    budget.check()
    iri = graph.iris[number]
    side = graph.sides[int(graph.side[number])] if graph.sides and graph.side is not None else ""
    attributes = _given(extra.nodes, number)
    return Node(iri, index.class_of(NamedNode(iri)), labels(index, iri), side, attributes)


def _edge(
    index: NetworkIndex, graph: Graph, evidence: Evidence, number: int, extra: Extra, with_passages: bool
) -> Edge:
    behind = evidence.of(number) if with_passages else evidence.plain(number)
    attributes = _given(extra.edges, number)
    if graph.shared is not None:
        attributes |= {"shared": int(graph.shared[number])}
        attributes |= {"through": " ".join(behind.through)} if behind.through else {}
    return Edge(
        graph.iris[int(graph.source[number])],
        graph.iris[int(graph.target[number])],
        behind.relations,
        float(graph.weight[number]),
        graph.directed,
        tuple(sorted(identifiers(index, behind.documents))),
        _period(index, behind),
        behind.passages,
        behind.found,
        behind.via,
        attributes,
        behind.sources,
    )


def _given(columns: Mapping[str, list[Attribute | None]], number: int) -> dict[str, Attribute]:
    """The attributes of one node or edge; what is not defined for it is not there."""
    found = ((name, values[number]) for name, values in columns.items())
    return {name: value for name, value in found if value is not None}


def _period(index: NetworkIndex, behind: Behind) -> Period:
    """From the first to the last year of the documents; an end is known when it is of all of them."""
    periods = [index.documents[n].period for n in behind.documents]
    firsts, lasts = [p.first for p in periods], [p.last for p in periods]
    return Period(
        min((f for f in firsts if f is not None), default=None) if None not in firsts else None,
        max((last for last in lasts if last is not None), default=None) if None not in lasts else None,
    )


def labels(index: NetworkIndex, iri: str) -> Labels:
    """What a thing is called in each language."""
    return {language: index.labels(iri, language) for language in LANGUAGES}


def terms(index: NetworkIndex, nodes: Iterable[Node], edges: Iterable[Edge]) -> dict[str, Labels]:
    """Labels of the kinds, relations and predicates that occur."""
    found = {node.kind for node in nodes if node.kind}
    for edge in edges:
        for relation in edge.relations:
            found |= {relation.iri, *(predicate.iri for predicate in relation.predicates)}
    return {iri: labels(index, iri) for iri in sorted(found)}
