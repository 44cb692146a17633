"""Random graphs for the tests of networks, as ours and as networkx has them."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from kg.network.graph import Graph


def made(nodes: int, edges: list[tuple[int, int, int]], *, directed: bool) -> Graph:
    """A graph out of source, target and weight; loops and doubles are left out."""
    unique: dict[tuple[int, int], int] = {}
    for source, target, weight in edges:
        ends = (source, target) if directed else (min(source, target), max(source, target))
        if source != target:
            unique.setdefault(ends, weight)
    ordered = sorted(unique)
    source, target = (np.array([ends[n] for ends in ordered], np.int32) for n in (0, 1))
    weight = np.array([unique[ends] for ends in ordered], np.float64)
    return Graph([f"n{number:03}" for number in range(nodes)], source, target, weight, directed)


@st.composite
def graphs(draw: st.DrawFn, largest: int = 12, directed: bool | None = None) -> Graph:
    nodes = draw(st.integers(1, largest))
    end = st.integers(0, nodes - 1)
    edges = draw(st.lists(st.tuples(end, end, st.integers(1, 5)), max_size=3 * nodes))
    return made(nodes, edges, directed=draw(st.booleans()) if directed is None else directed)


def as_networkx(graph: Graph) -> nx.Graph[int]:
    found: nx.Graph[int] = nx.DiGraph() if graph.directed else nx.Graph()
    found.add_nodes_from(range(graph.nodes))
    for source, target, weight in zip(graph.source.tolist(), graph.target.tolist(), graph.weight.tolist(), strict=True):
        found.add_edge(source, target, weight=weight, far=1 / weight)
    return found


def view(graph: Graph) -> nx.Graph[int]:
    """The undirected view: an edge and its opposite are one, with their weights added."""
    found: nx.Graph[int] = nx.Graph()
    found.add_nodes_from(range(graph.nodes))
    for source, target, weight in zip(graph.source.tolist(), graph.target.tolist(), graph.weight.tolist(), strict=True):
        before = found.get_edge_data(source, target, {"weight": 0.0})["weight"]
        found.add_edge(source, target, weight=before + weight)
    return found
