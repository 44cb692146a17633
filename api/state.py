"""What one running application holds. Made by `create_app`; nothing of it lives in a module."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import threading
import time
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import Request
from pyoxigraph import Literal, NamedNode, QuerySolutions

from api.pages import Pages
from api.published import Published
from kg.columns import background as columns
from kg.config import DEF, Settings
from kg.consistency import Consistency
from kg.counts import Count, counts
from kg.coverage import Coverage
from kg.describe import most_particular_of
from kg.engine.cache import AnswerCache
from kg.engine.limits import Limits
from kg.engine.runner import Engine, Runtime
from kg.errors import GraphError
from kg.explanations.derivation import Derivations
from kg.explanations.knowledge import Knowledge
from kg.labels import Labels
from kg.network.service import Networks
from kg.ontology_view import OntologyView, ontology_view
from kg.outside import Outside
from kg.outside_rules import Rules
from kg.queries import Catalogue, load_catalogue
from kg.reader import Entry, ReadDocument, entries, read_document
from kg.reconcile.entities import read_things
from kg.reconcile.reconciler import Reconciler
from kg.search import SearchIndex
from kg.snapshots import current_name, open_snapshot
from kg.store import GraphStore, Manifest, Term
from kg.vocab import RDFS

KEPT = 12  # documents that are kept as they were read
SETTLED = 10.0  # seconds a snapshot is served before columns are made of it: writes may follow one another
FOLLOW = 2.0  # seconds between two looks at which snapshot counts
_CLASSES = """
SELECT ?types (COUNT(*) AS ?n) {
  { SELECT ?s (GROUP_CONCAT(STR(?type); separator=" ") AS ?types) {
      ?s a ?type FILTER(STRSTARTS(STR(?s), "%s/id/") && isIRI(?type)) } GROUP BY ?s }
} GROUP BY ?types"""
_log = logging.getLogger("veiligheidsgraaf.api")


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in the graph. classes: IRI of each own class with the number of its members, most first. counts: the
    numbers of the home page with their queries."""

    documents: list[Entry]
    classes: list[tuple[str, int]]
    manifest: Manifest
    counts: list[Count] = field(default_factory=list)


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
    _read_lock: threading.Lock = field(default_factory=threading.Lock)
    _index_lock: threading.Lock = field(default_factory=threading.Lock)
    _index: SearchIndex | None = None
    _derivations: Derivations | None = None
    _reconciler: Reconciler | None = None
    _overview: Overview | None = None
    _documents: list[Entry] | None = None
    _read: OrderedDict[str, ReadDocument] = field(default_factory=OrderedDict)
    _coverage: list[Coverage] | None = None
    _ontology: OntologyView | None = None
    consistency: Consistency | None = None  # of the ontology of this snapshot, once somebody asked for it
    _networks: Networks | None = None

    @property
    def base(self) -> str:
        """The base of the store: what its IRIs start with, whatever host serves them."""
        return self.store.base

    @property
    def networks(self) -> Networks:
        """What answers about networks. Nothing is read or started before the first question."""
        with self._lock:
            if self._networks is None:
                self._networks = Networks(self.store, self.settings.query_memory)
            return self._networks

    def close(self) -> None:
        """Ends what was started for this state alone."""
        if self._networks is not None:
            self._networks.close()

    def derivations(self) -> Derivations:
        """What explains inferred triples. Takes a moment the first time: not for the event loop."""
        with self._index_lock:
            if self._derivations is None:
                self._derivations = Derivations(Knowledge(self.store))
            return self._derivations

    def index(self) -> SearchIndex:
        """The search index. Takes a moment the first time: not for the event loop."""
        with self._index_lock:
            if self._index is None:
                self._index = SearchIndex(self.store)
            return self._index

    def reconciler(self) -> Reconciler:
        """What names and identifiers mean here. Takes half a second the first time: not for the event loop."""
        with self._index_lock:
            if self._reconciler is None:
                self._reconciler = Reconciler(read_things(self.store))
            return self._reconciler

    def read(self, iri: NamedNode) -> ReadDocument | None:
        """A document with its text and passages, as `kg.reader.read_document`; the last few are kept."""
        with self._read_lock:
            known = self._read.get(iri.value)
            if known is not None:
                self._read.move_to_end(iri.value)
                return known
        found = read_document(self.store, iri)
        if found is not None:
            with self._read_lock:
                self._read[iri.value] = found
                while len(self._read) > KEPT:
                    self._read.popitem(last=False)
        return found

    def ontology(self) -> OntologyView:
        """The ontology as people read it; made once. Takes a moment: not for the event loop."""
        if self._ontology is None:
            self._ontology = ontology_view(self.store)
        return self._ontology

    def coverage(self, make: Callable[[], list[Coverage]]) -> list[Coverage]:
        """What was read of the documents and what was not; made once. Takes a moment: not for the event loop."""
        if self._coverage is None:
            self._coverage = make()
        return self._coverage

    def documents(self) -> list[Entry]:
        """The documents of the graph; looked up once. Not for the event loop."""
        with self._lock:
            if self._documents is None:
                self._documents = entries(self.store)
            return self._documents

    def overview(self) -> Overview:
        """What is in the graph. Takes a moment the first time: not for the event loop."""
        documents = self.documents()
        with self._lock:
            if self._overview is None:
                found = documents, _classes(self.store), self.store.manifest(), counts(self.store)
                self._overview = Overview(*found)
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
        outside = Outside(Rules.parse(settings.services, settings.load_from, settings.service_mirrors))
        self.runtime = Runtime(limits, settings.max_query, AnswerCache(settings.cache), outside)
        self.catalogue = load_catalogue(settings.queries)
        self.current = self._state(store)
        self._switching = asyncio.Lock()
        self._columns: subprocess.Popen[bytes] | None = None
        self._warming: asyncio.Task[None] | None = None

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
            self.warm()

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

    def warm(self) -> None:
        """Begins to make what the first pages of the snapshot need: the first to ask waits for the rest of it."""
        self._warming = asyncio.create_task(self._warm(self.current))

    async def _warm(self, state: State) -> None:
        try:
            overview = await state.engine.lookup(lambda _: state.overview())
            await state.engine.lookup(lambda _: state.index())
            for document in overview.documents[:KEPT]:
                await state.engine.lookup(lambda _, iri=document.iri: state.read(NamedNode(iri)))  # type: ignore[misc]
        except GraphError as error:  # a page that needs it tries again, and says what is wrong
            _log.warning("the index of the snapshot is not made yet: %s", error)

    def stop(self) -> None:
        """Ends what was started beside the server."""
        self.current.close()
        self._end_columns()

    def _end_columns(self) -> None:
        if self._warming is not None:
            self._warming.cancel()
        if self._columns is not None:
            self._columns.kill()
            self._columns.wait()

    def _make_columns(self) -> None:
        """In a process beside this one; queries do without them until they are there."""
        self._end_columns()
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
    """Each thing counts once, for its most particular class. The engine groups: pages and queries go on meanwhile."""
    found = store.query(_CLASSES % store.base)
    assert isinstance(found, QuerySolutions)
    parents: dict[object, list[Term]] = defaultdict(list)
    for quad in store.quads(None, RDFS.subClassOf):
        parents[quad.subject].append(quad.object)
    counts: Counter[str] = Counter()
    for row in found:
        types, number = row["types"], row["n"]
        assert isinstance(types, Literal)
        assert isinstance(number, Literal)
        kind = most_particular_of(frozenset(map(NamedNode, types.value.split())), parents.__getitem__)
        counts[kind] += int(number.value)
    shown = [(iri, number) for iri, number in counts.items() if iri.startswith(DEF)]
    return sorted(shown, key=lambda pair: (-pair[1], pair[0]))
