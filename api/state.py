"""What one running application holds. Made by `create_app`; nothing of it lives in a module."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from fastapi import Request
from pyoxigraph import NamedNode

from api.pages import Pages
from api.published import Published
from kg.columns import background as columns
from kg.config import DEF, Settings
from kg.describe import OwnClasses
from kg.engine.cache import AnswerCache
from kg.engine.limits import Limits
from kg.engine.runner import Engine, Runtime
from kg.errors import GraphError
from kg.labels import Labels
from kg.outside import Outside
from kg.outside_rules import Rules
from kg.queries import Catalogue, load_catalogue
from kg.reader import Entry, entries
from kg.search import SearchIndex
from kg.snapshots import current_name, open_snapshot
from kg.store import GraphStore, Manifest
from kg.vocab import RDF

SETTLED = 10.0  # seconds a snapshot is served before columns are made of it: writes may follow one another
FOLLOW = 2.0  # seconds between two looks at which snapshot counts
_log = logging.getLogger("veiligheidsgraaf.api")


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in the graph. classes: IRI of each own class with the number of its members, most first."""

    documents: list[Entry]
    classes: list[tuple[str, int]]
    manifest: Manifest


@dataclass(slots=True)
class State:
    """The parts the routes share, all of one snapshot. Index and overview are made when first asked for, once."""

    settings: Settings
    store: GraphStore
    engine: Engine
    catalogue: Catalogue
    pages: Pages
    labels: Labels
    published: Published
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


class Live:
    """The application's state, whichever snapshot it serves: `current` is replaced as a whole, so that a request that
    has begun goes on with what it has."""

    def __init__(self, settings: Settings, store: GraphStore) -> None:
        self.settings = settings
        limits = Limits(
            quick=settings.query_workers,
            slow=settings.query_slow,
            parked=settings.query_parked,
            waiting=settings.query_waiting,
            budget=settings.query_budget,
            timeout=settings.query_timeout,
            memory=settings.query_memory,
            max_result=settings.max_result,
        )
        outside = Outside(Rules.parse(settings.services, settings.load_from))
        self.runtime = Runtime(limits, settings.max_query, AnswerCache(settings.cache), outside)
        self.catalogue = load_catalogue(settings.queries)
        self.current = self._state(store)
        self._switching = asyncio.Lock()
        self._columns: subprocess.Popen[bytes] | None = None

    async def switch(self, name: str) -> None:
        """Serves the snapshot `name` of the store's folder from here on; requests that have begun go on as they are.

        Raises StoreError when it cannot be opened; then the old one stays.
        """
        async with self._switching:
            if name == self.current.store.name:
                return
            folder = self.settings.store
            state = self._state(await asyncio.to_thread(open_snapshot, folder, name))
            if self.runtime.pool is not None and state.engine.source is not None:
                await self.runtime.pool.switch(state.engine.source)
            self.current = state
            self.runtime.cache.clear()

    async def follow(self) -> None:
        """Serves each new snapshot that another process puts in place, for as long as the application lives, and has
        columns made of one that has been served for a while."""
        served, since = self.current.store.name, time.monotonic()  # the name: a state would keep its snapshot in use
        while True:
            await asyncio.sleep(FOLLOW)
            if served != self.current.store.name:
                served, since = self.current.store.name, time.monotonic()
            elif time.monotonic() - since > SETTLED:
                since = float("inf")
                self._make_columns()
            try:
                name = current_name(self.settings.store)
                if name != self.current.store.name:
                    _log.info("snapshot %s takes the place of %s", name, self.current.store.name)
                    await self.switch(name)
            except GraphError as error:
                _log.error("the current snapshot cannot be served, the one before stays: %s", error)

    def stop(self) -> None:
        """Ends what was started beside the server."""
        if self._columns is not None:
            self._columns.kill()
            self._columns.wait()

    def _make_columns(self) -> None:
        """In a process beside this one; queries do without them until they are there."""
        self.stop()
        if self.settings.columns == "on":
            try:
                self._columns = columns.start(self.settings.store)
            except OSError as error:
                _log.warning("no columns are made for aggregates: %s", error)

    def _state(self, store: GraphStore) -> State:
        pages, labels = Pages(store.base), Labels(store)
        published = Published(self.settings, store)
        return State(self.settings, store, Engine(store, self.runtime), self.catalogue, pages, labels, published)


def state_of(request: Request) -> State:
    """The state that answers `request`: the same one for as long as the request lasts."""
    live = live_of(request)
    state = request.scope.setdefault("veiligheidsgraaf.state", live.current)
    assert isinstance(state, State)
    return state


def live_of(request: Request) -> Live:
    """The state of the whole application."""
    live = request.app.state.graph
    assert isinstance(live, Live)
    return live


def _classes(store: GraphStore) -> list[tuple[str, int]]:
    """Each thing counts once, for its most particular class."""
    ids = f"{store.base}/id/"
    things = {q.subject for q in store.quads(None, RDF.type) if isinstance(q.subject, NamedNode)}
    class_of = OwnClasses(store)
    counts = Counter(class_of(thing) for thing in things if thing.value.startswith(ids))
    shown = [(iri, number) for iri, number in counts.items() if iri.startswith(DEF)]
    return sorted(shown, key=lambda pair: (-pair[1], pair[0]))
