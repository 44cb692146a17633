"""What one running application holds. Made by `create_app`; nothing of it lives in a module."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field

from fastapi import Request
from pyoxigraph import NamedNode

from api.pages import Pages
from kg.config import DEF, Settings
from kg.describe import OwnClasses
from kg.engine.runner import Engine
from kg.labels import Labels
from kg.queries import Catalogue
from kg.reader import Entry, entries
from kg.search import SearchIndex
from kg.store import GraphStore, Manifest
from kg.vocab import RDF


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in the graph. classes: IRI of each own class with the number of its members, most first."""

    documents: list[Entry]
    classes: list[tuple[str, int]]
    manifest: Manifest


@dataclass(slots=True)
class State:
    """The parts the routes share. The index and the overview are made when first asked for, once."""

    settings: Settings
    store: GraphStore
    engine: Engine
    catalogue: Catalogue
    pages: Pages
    labels: Labels
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _index: SearchIndex | None = None
    _overview: Overview | None = None

    @property
    def base(self) -> str:
        """The base of the store: what its IRIs start with, whatever host serves them."""
        return self.store.base

    def index(self) -> SearchIndex:
        """The search index. Takes a moment the first time: not for the event loop."""
        with self._lock:
            if self._index is None:
                self._index = SearchIndex(self.store)
            return self._index

    def overview(self) -> Overview:
        """What is in the graph. Takes a moment the first time: not for the event loop."""
        with self._lock:
            if self._overview is None:
                self._overview = Overview(entries(self.store), _classes(self.store), self.store.manifest())
            return self._overview


def state_of(request: Request) -> State:
    """The state of the application that answers `request`."""
    state = request.app.state.graph
    assert isinstance(state, State)
    return state


def _classes(store: GraphStore) -> list[tuple[str, int]]:
    """Each thing counts once, for its most particular class."""
    ids = f"{store.base}/id/"
    things = {q.subject for q in store.quads(None, RDF.type) if isinstance(q.subject, NamedNode)}
    class_of = OwnClasses(store)
    counts = Counter(class_of(thing) for thing in things if thing.value.startswith(ids))
    shown = [(iri, number) for iri, number in counts.items() if iri.startswith(DEF)]
    return sorted(shown, key=lambda pair: (-pair[1], pair[0]))
