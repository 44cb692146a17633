"""Measures: a figure from the compiled library that differs from the one networkx gives would be a wrong figure."""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from kg.network import measures_igraph, measures_networkx
from kg.network.graph import Graph
from kg.network.measures import SEED, SMALL_EDGES, SMALL_NODES, backend
from tests.unit.network_graphs import as_networkx, graphs, made, view

BOTH = (measures_networkx.Measures, measures_igraph.Measures)


def same(one: Sequence[float | None], other: Sequence[float | None]) -> bool:
    pairs = zip(one, other, strict=True)
    return all(a is b if a is None or b is None else math.isclose(a, b, rel_tol=1e-7, abs_tol=1e-9) for a, b in pairs)


@settings(max_examples=120, deadline=None)
@given(graphs())
def test_both_libraries_give_the_same_figures(graph: Graph) -> None:
    small, large = (library(graph) for library in BOTH)
    kinds = ["ab"[number % 2] for number in range(graph.nodes)]
    for by_strength in (False, True):
        assert same(small.betweenness(by_strength=by_strength), large.betweenness(by_strength=by_strength))
        assert same(small.closeness(by_strength=by_strength), large.closeness(by_strength=by_strength))
    assert same(small.constraint(), large.constraint())
    assert same(small.core(), large.core())
    assert same([small.by_kind(kinds)], [large.by_kind(kinds)])
    assert same([small.by_degree()], [large.by_degree()])


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_eigenvectors_are_the_same_and_belong_to_the_largest_part(graph: Graph) -> None:
    small, large = (library(graph).eigenvector() for library in BOTH)
    assert same(small, large)
    plain = view(graph)
    if graph.edges:
        parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(part)))
        assert {n for n, value in enumerate(large) if value} <= parts[0]
        assert max(value or 0 for value in large) == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_betweenness_counts_the_paths_one_by_one(graph: Graph) -> None:
    """By definition, without either library's algorithm: every shortest path is listed."""
    plain = as_networkx(graph)
    counted = np.zeros(graph.nodes)
    for source in plain:
        for target in plain:
            if source != target and nx.has_path(plain, source, target):
                paths = list(nx.all_shortest_paths(plain, source, target))
                for path in paths:
                    for between in path[1:-1]:
                        counted[between] += 1 / len(paths)
    pairs = (graph.nodes - 1) * (graph.nodes - 2)
    expected = counted / pairs if pairs > 0 else counted
    for library in BOTH:
        assert same(library(graph).betweenness(by_strength=False), expected.tolist())


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_pagerank_is_where_the_surfer_ends(graph: Graph) -> None:
    """The power method written out: who has no way on goes anywhere."""
    matrix = np.zeros((graph.nodes, graph.nodes))
    np.add.at(matrix, (graph.source, graph.target), graph.weight)
    if not graph.directed:
        np.add.at(matrix, (graph.target, graph.source), graph.weight)
    sums = matrix.sum(axis=1)
    matrix[sums == 0] = 1
    matrix /= matrix.sum(axis=1, keepdims=True)
    rank = np.full(graph.nodes, 1 / graph.nodes)
    for _ in range(500):
        rank = 0.15 / graph.nodes + 0.85 * rank @ matrix
    assert np.allclose(measures_igraph.pagerank(graph), rank, atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(graphs(largest=16))
def test_a_community_hangs_together_and_the_division_is_no_worse_than_louvain(graph: Graph) -> None:
    groups, modularity = measures_igraph.communities(graph, SEED)
    assert (groups, modularity) == measures_igraph.communities(graph, SEED)
    plain = view(graph)
    parts = [{n for n, group in enumerate(groups) if group == number} for number in range(1, max(groups) + 1)]
    assert all(parts)
    assert [len(part) for part in parts] == sorted((len(part) for part in parts), reverse=True)
    assert all(nx.is_connected(plain.subgraph(part)) for part in parts)
    if graph.edges:
        assert modularity == pytest.approx(nx.community.modularity(plain, parts, weight="weight"))
        louvain = nx.community.louvain_communities(plain, weight="weight", seed=1)
        assert modularity >= nx.community.modularity(plain, louvain, weight="weight") - 0.05


def test_one_place_decides_who_measures() -> None:
    line = made(SMALL_NODES, [(n, n + 1, 1) for n in range(SMALL_NODES - 1)], directed=False)
    assert backend(line).name == "networkx"
    longer = made(SMALL_NODES + 1, [(n, n + 1, 1) for n in range(SMALL_NODES)], directed=False)
    assert backend(longer).name == "igraph"
    dense = made(60, [(a, b, 1) for a in range(60) for b in range(a)], directed=False)
    assert dense.edges > SMALL_EDGES
    assert backend(dense).name == "igraph"
