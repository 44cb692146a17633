"""The same questions put to plain networkx, in the same run: what a script in a notebook would do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import networkx as nx
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python  # `nx.pagerank` needs scipy

from benchmarks.network.data import Link


def build(links: Iterable[Link]) -> nx.Graph[str]:
    """The undirected network, with the number of statements as weight."""
    graph: nx.Graph[str] = nx.Graph()
    for link in links:
        if graph.has_edge(link.source, link.target):
            graph[link.source][link.target]["weight"] += 1.0
        else:
            graph.add_edge(link.source, link.target, weight=1.0)
    return graph


def connected(graph: nx.Graph[str], prefix: str) -> list[str]:
    """The nodes whose names begin with `prefix` in the largest component, sorted: there is a path between any two."""
    return sorted(name for name in max(nx.connected_components(graph), key=len) if name.startswith(prefix))


def nearest_in_degree(graph: nx.Graph[str], degree: int) -> str:
    """The node whose number of neighbours comes nearest to `degree`; the first by name of several."""
    return min(graph, key=lambda name: (abs(graph.degree(name) - degree), name))


def questions(graph: nx.Graph[str], near: list[str], pairs: list[tuple[str, str]], ego: str) -> dict[str, list[float]]:
    """Seconds of each question, each time it was put."""
    part = nx.ego_graph(graph, ego)
    return {
        "neighbours": [_seconds(lambda n=n: sorted(graph[n])[:100]) for n in near],  # type: ignore[misc]
        "path": [_seconds(lambda p=p: nx.shortest_path(graph, *p)) for p in pairs],  # type: ignore[misc]
        "pagerank": [_seconds(lambda: _pagerank_python(graph, weight="weight"))],
        "ego betweenness": [_seconds(lambda: nx.betweenness_centrality(part))],
    }


def _seconds(function: Callable[[], object]) -> float:
    began = time.perf_counter()
    function()
    return time.perf_counter() - began
