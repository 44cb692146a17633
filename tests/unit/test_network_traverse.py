"""Walks: a path that is not the shortest, one that is missing, or another one on the next run would be wrong."""

from __future__ import annotations

from itertools import islice, pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.network import traverse
from kg.network.bipartite import WEIGHTINGS, fold
from kg.network.budget import Budget, OutOfTime
from kg.network.graph import BOTH, IN, OUT, Graph
from kg.network.traverse import STEPS, STRENGTH, Path
from tests.unit.network_graphs import as_networkx, graphs, made

BUDGET = Budget(seconds=1e9)  # made at import, which in a long run is long ago


def walked(graph: Graph, way: str) -> nx.Graph[int]:
    plain = as_networkx(graph)
    if not graph.directed or way == OUT:
        return plain
    return plain.reverse() if way == IN else plain.to_undirected()


@settings(max_examples=150, deadline=None)
@given(graphs(), st.sampled_from([OUT, IN, BOTH]), st.data())
def test_distances_and_shortest_paths(graph: Graph, way: str, data: st.DataObject) -> None:
    source, target = (data.draw(st.integers(0, graph.nodes - 1)) for _ in range(2))
    plain = walked(graph, way)
    known = nx.single_source_shortest_path_length(plain, source)
    found = traverse.distances(graph, source, way, BUDGET)
    assert {n: int(d) for n, d in enumerate(found) if d >= 0} == dict(known)
    path = traverse.shortest(graph, source, target, way, STEPS, BUDGET)
    if target not in known:
        assert path is None
        return
    assert path is not None
    first = min(list(p) for p in nx.all_shortest_paths(plain, source, target))
    assert list(path.nodes) == first
    check(graph, path, way)


def check(graph: Graph, path: Path, way: str) -> None:
    """Its edges are those between its nodes, in a direction it may be walked."""
    for one, other, edge in zip(path.nodes, path.nodes[1:], path.edges, strict=False):
        ends = (int(graph.source[edge]), int(graph.target[edge]))
        allowed = {OUT: [(one, other)], IN: [(other, one)]}.get(way, [(one, other), (other, one)])
        assert ends in (allowed if graph.directed else [(one, other), (other, one)])


@settings(max_examples=150, deadline=None)
@given(graphs(largest=8, directed=False), st.integers(1, 12), st.data())
def test_the_k_shortest_paths(graph: Graph, k: int, data: st.DataObject) -> None:
    source, target = (data.draw(st.integers(0, graph.nodes - 1)) for _ in range(2))
    assume(source != target)
    plain = as_networkx(graph)
    expected = []
    if nx.has_path(plain, source, target):
        expected = [len(p) - 1 for p in islice(nx.shortest_simple_paths(plain, source, target), k)]
    found = traverse.several(graph, source, target, BOTH, STEPS, k, BUDGET, 12).paths
    assert [len(path.edges) for path in found] == expected
    assert len({path.nodes for path in found}) == len(found)
    assert all(len(set(path.nodes)) == len(path.nodes) for path in found)
    for path in found:
        check(graph, path, BOTH)


@settings(max_examples=100, deadline=None)
@given(graphs(largest=8), st.integers(1, 8), st.data())
def test_the_k_shortest_paths_by_strength(graph: Graph, k: int, data: st.DataObject) -> None:
    source, target = (data.draw(st.integers(0, graph.nodes - 1)) for _ in range(2))
    assume(source != target)
    plain = as_networkx(graph)
    every = [sum(plain.edges[a, b]["far"] for a, b in pairwise(p)) for p in nx.all_simple_paths(plain, source, target)]
    found = traverse.several(graph, source, target, OUT, STRENGTH, k, BUDGET, 12).paths
    assert [path.length for path in found] == pytest.approx(sorted(every)[:k])


@settings(max_examples=150, deadline=None)
@given(graphs(largest=7), st.integers(1, 6), st.data())
def test_all_paths_up_to_a_length(graph: Graph, longest: int, data: st.DataObject) -> None:
    source, target = (data.draw(st.integers(0, graph.nodes - 1)) for _ in range(2))
    assume(source != target)
    plain = as_networkx(graph)
    expected = sorted(map(tuple, nx.all_simple_paths(plain, source, target, cutoff=longest)), key=lambda p: (len(p), p))
    found = traverse.every(graph, source, target, OUT, longest, 10_000, BUDGET)
    assert [path.nodes for path in found.paths] == expected
    assert found.why is None
    if len(expected) > 1:
        cut = traverse.every(graph, source, target, OUT, longest, len(expected) - 1, BUDGET)
        assert cut.paths == found.paths[:-1]
        assert cut.why is not None


@settings(max_examples=100, deadline=None)
@given(graphs(), st.data())
def test_components_and_common_neighbours(graph: Graph, data: st.DataObject) -> None:
    node, other = (data.draw(st.integers(0, graph.nodes - 1)) for _ in range(2))
    plain = as_networkx(graph)
    weak = nx.node_connected_component(plain.to_undirected(), node)
    assert set(traverse.component(graph, node, BUDGET).tolist()) == weak
    if graph.directed:
        strong = next(part for part in nx.strongly_connected_components(plain) if node in part)
        assert set(traverse.component(graph, node, BUDGET, strong=True).tolist()) == strong
    undirected = plain.to_undirected()
    shared = set(undirected[node]) & set(undirected[other]) - {node, other}
    if node != other:
        assert set(traverse.common(graph, [node, other], BOTH).tolist()) == shared


def test_a_search_without_time_says_so() -> None:
    ladder = made(40, [(n, m, 1) for n in range(40) for m in range(n)], directed=False)
    late = Budget(seconds=0)
    assert traverse.every(ladder, 0, 39, BOTH, 8, 1_000, late).why is not None
    assert traverse.several(ladder, 0, 39, BOTH, STEPS, 5, late, 8).why is not None
    with pytest.raises(OutOfTime):
        traverse.distances(ladder, 0, BOTH, late)
    hub = traverse.every(ladder, 0, 39, BOTH, 10, 10**9, Budget(seconds=600))
    assert hub.why is not None
    assert hub.why.budget == "steps"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=40), st.sampled_from(WEIGHTINGS))
def test_folding_weighs_as_networkx_does(pairs: list[tuple[int, int]], weighting: str) -> None:
    plain: nx.Graph[tuple[str, int]] = nx.Graph()
    plain.add_edges_from((("kept", a), ("other", b)) for a, b in pairs)
    kept = sorted({("kept", a) for a, _ in pairs})
    near = {node: set(plain[node]) for node in plain}

    def weight(one: tuple[str, int], other: tuple[str, int]) -> float:
        shared = near[one] & near[other]
        return {
            "simple": float(len(shared)),
            "newman": sum(1 / (len(near[w]) - 1) for w in shared),
            "hyperbolic": sum(1 / len(near[w]) for w in shared),
            "jaccard": len(shared) / len(near[one] | near[other]),
            "overlap": len(shared) / min(len(near[one]), len(near[other])),
            "cosine": len(shared) / (len(near[one]) * len(near[other])) ** 0.5,
        }[weighting]

    ends = np.array(pairs, np.int64)
    found = fold(ends[:, 0], ends[:, 1], weighting, BUDGET)
    got = {(int(a), int(b)): w for a, b, w in zip(found.first, found.second, found.weight, strict=True)}
    wanted = {
        (one[1], other[1]): weight(one, other)
        for one in kept
        for other in kept
        if one < other and near[one] & near[other]
    }
    assert got == pytest.approx(wanted)
    if weighting == "newman":
        theirs = nx.bipartite.collaboration_weighted_projected_graph(plain, kept)
        assert got == pytest.approx({tuple(sorted((a[1], b[1]))): d["weight"] for a, b, d in theirs.edges(data=True)})
