"""A server over the small graph with 10,000 triples beside it, and a time that runaways outlast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.snapshots import new_snapshot
from tests.http.client import server
from tests.http.sample import BASE, sample_quads

LIMIT = 2  # seconds of a query


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `/sparql`."""
    store = tmp_path_factory.mktemp("clients") / "store"
    graph, predicate = NamedNode(f"{BASE}/graph/many"), NamedNode("http://example.org/p")
    many = (Quad(NamedNode(f"http://example.org/{n}"), predicate, Literal(str(n)), graph) for n in range(10_000))
    with new_snapshot(Path(store), BASE) as draft:
        draft.store.load(sample_quads())
        draft.store.load(many)
    with server(store, QUERY_TIMEOUT=str(LIMIT)) as (address, _):
        yield f"{address}/sparql"
