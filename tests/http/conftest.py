"""One application over the small graph for all HTTP tests, and one store of it on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from api.app import create_app
from kg.config import Settings
from kg.snapshots import new_snapshot
from tests.http.client import Client
from tests.http.sample import BASE, sample_quads, sample_store


@pytest.fixture(scope="session")
def client() -> Client:
    return Client(create_app(Settings(base=BASE), sample_store()))


@pytest.fixture(scope="session")
def large_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the small graph and 10,000 triples that a runaway can multiply."""
    directory = tmp_path_factory.mktemp("large") / "store"
    graph, predicate = NamedNode(f"{BASE}/graph/many"), NamedNode("http://example.org/p")
    many = (Quad(NamedNode(f"http://example.org/{n}"), predicate, Literal(str(n)), graph) for n in range(10_000))
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(sample_quads())
        draft.store.load(many)
    return directory


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store on disk."""
    directory = tmp_path_factory.mktemp("http") / "store"
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(sample_quads())
    return directory
