"""The embedded engine behind the store port: Oxigraph, on disk for serving, in memory for tests and for building.

How a store lies on disk, and how a new one takes the place of the old, is `kg.snapshots`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, Variable

from kg.canonical import canonical_lines
from kg.engine.asking import ask
from kg.engine.guard import check_query
from kg.errors import QueryError, QuerySyntaxError, StoreError
from kg.store import DEFAULT_GRAPH, OWN, Manifest, Results, Subject, Term

_PLACE = re.compile(r"error at (\d+):(\d+)")


class OxigraphStore:
    """The embedded engine. `OxigraphStore(base)` is the twin in memory."""

    def __init__(self, base: str, engine: ox.Store | None = None, manifest: Manifest | None = None) -> None:
        self.base = base.rstrip("/")
        self.folder: Path | None = None
        self._engine: ox.Store | None = engine if engine is not None else ox.Store()
        self._manifest = manifest
        self._lease: IO[bytes] | None = None

    @classmethod
    def open(cls, folder: Path, manifest: Manifest, lease: IO[bytes] | None = None) -> OxigraphStore:
        """The store in `folder`, read-only. Raises StoreError when it is missing or damaged.

        lease: a file whose lock says that the snapshot is in use; held until the store is closed.
        """
        try:
            store = cls(manifest.base, ox.Store.read_only(str(folder)), manifest)
        except OSError as error:
            raise StoreError(f"{folder}: the store cannot be opened ({error}). Build it again") from error
        store.folder = folder
        store._lease = lease
        return store

    @classmethod
    def create(cls, folder: Path, base: str, manifest: Manifest | None = None) -> OxigraphStore:
        """An empty store in `folder`, or the one that is there, for writing. Raises StoreError when it cannot.

        manifest: of the snapshot it is a copy of; its counts hold until something is written.
        """
        try:
            store = cls(base, ox.Store(str(folder)), manifest)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be written ({error})") from error
        store.folder = folder
        return store

    @property
    def engine(self) -> ox.Store:
        if self._engine is None:
            raise StoreError("the store is closed")
        return self._engine

    @property
    def name(self) -> str:
        return self._manifest.name if self._manifest is not None else ""

    @property
    def report_graph(self) -> NamedNode:
        """The one graph that is not part of the default graph."""
        return NamedNode(f"{self.base}/graph/report")

    @property
    def inferred_graph(self) -> NamedNode:
        """The graph of what follows from the others."""
        return NamedNode(f"{self.base}/graph/inferred")

    @property
    def ontology_graph(self) -> NamedNode:
        """The graph of the terms."""
        return NamedNode(f"{self.base}/graph/ontology")

    @property
    def default_is_own(self) -> bool:
        """Whether the default graph stands alone, instead of being the union of the others."""
        return self._manifest is not None and self._manifest.default_graph == OWN

    def close(self) -> None:
        self._engine = None
        if self._lease is not None:
            self._lease.close()
            self._lease = None

    # --- reading

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        bindings: Mapping[str, Term] | None = None,
    ) -> Results:
        check_query(text)
        substitutions = {Variable(name): term for name, term in (bindings or {}).items()}
        dataset_given = default_graphs is not None or named_graphs is not None
        default = [_graph(g) for g in self._meant(default_graphs or ())] if dataset_given else None
        named = [_graph(g) for g in named_graphs or ()] if dataset_given else None
        try:
            return ask(self.engine, text, default, named, substitutions)
        except (SyntaxError, UnicodeEncodeError) as error:
            raise syntax_error(error) from error
        except OSError as error:
            raise StoreError(f"the store cannot be read ({error})") from error
        except (RuntimeError, ValueError) as error:
            raise QueryError(str(error)) from error

    def _meant(self, names: Sequence[str]) -> Iterator[str]:
        """The graphs these names stand for: `{base}/graph/stated`, when there is no graph of that name, stands for all
        but those that follow from others (inferred, report)."""
        stated = f"{self.base}/graph/stated"
        for name in names:
            if name != stated or self.engine.contains_named_graph(NamedNode(stated)):
                yield name
            else:
                derived = {self.inferred_graph.value, self.report_graph.value}
                yield from (graph for graph in self.graph_names() if graph not in derived)

    def quads(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | DefaultGraph | None = DEFAULT_GRAPH,
    ) -> Iterator[Quad]:
        return iter(self.engine.quads_for_pattern(subject, predicate, object, graph))

    def graph_names(self) -> list[str]:
        return sorted(g.value for g in self.engine.named_graphs())

    def manifest(self) -> Manifest:
        return self._manifest if self._manifest is not None else self.take_stock()

    def take_stock(
        self,
        *,
        name: str = "",
        created: str = "",
        built_from: Mapping[str, str] | None = None,
        lines: Sequence[bytes] | None = None,
    ) -> Manifest:
        """Counts what is there now. lines: the canonical N-Quads, when the caller has them."""
        graphs, triples = self.count_graphs(), self._count("?s ?p ?o")
        sources = dict(sorted((built_from or {}).items()))
        return Manifest(self.base, triples, graphs, self.digest(lines), name, created, sources)

    def digest(self, lines: Sequence[bytes] | None = None) -> str:
        """SHA-256 of the canonical N-Quads: the same for the same named graphs, however they came to be.

        lines: those N-Quads, when the caller has them.
        """
        digest = hashlib.sha256()
        for line in self.canonical_nquads() if lines is None else lines:
            digest.update(line)
        return digest.hexdigest()

    def count_graphs(self) -> dict[str, int]:
        """The number of triples of each named graph."""
        return {g: self._count(f"GRAPH <{g}> {{ ?s ?p ?o }}") for g in self.graph_names()}

    def count_default(self) -> int:
        """The number of triples of the default graph."""
        return self._count("?s ?p ?o")

    def canonical_nquads(self, graphs: Iterable[str] | None = None) -> list[bytes]:
        """The named graphs (all, or those given) as sorted lines of canonical N-Quads; each ends in a line feed.

        The default graph is left out where it follows from the others.
        """
        own = [""] if self.default_is_own else []
        return canonical_lines(self.engine, [*own, *self.graph_names()] if graphs is None else graphs)

    def _count(self, pattern: str) -> int:
        solutions = self.engine.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        assert isinstance(solutions, ox.QuerySolutions)
        return int(next(iter(solutions))["n"].value)

    # --- writing

    def load(self, quads: Iterable[Quad]) -> None:
        """Adds quads of named graphs, many at once, and their triples to the default graph.

        Raises StoreError when the disk refuses.
        """
        self._bulk(self._with_union(quads))

    def _with_union(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The engine keeps sets: what stands in two graphs comes twice and is kept once."""
        for quad in quads:
            yield quad
            if quad.graph_name != self.report_graph:
                yield _default(quad)

    def clear_named(self, name: NamedNode, *, union: bool) -> None:
        """Empties a named graph of any size, and with `union` takes out of the default graph what no other one says."""
        if union and name != self.report_graph:
            for quad in self.engine.quads_for_pattern(None, None, None, name):
                self.engine.remove(quad)
                if not self._said_elsewhere(quad):
                    self.engine.remove(_default(quad))
        self.engine.clear_graph(name)

    def flush(self, *, optimise: bool = True) -> None:
        """Everything on disk; with `optimise` in as few files as the engine can, which rewrites all of it."""
        self.engine.flush()
        if optimise:
            self.engine.optimize()

    def _said_elsewhere(self, quad: Quad) -> bool:
        found = self.engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(q.graph_name not in (DEFAULT_GRAPH, self.report_graph) for q in found)

    def _bulk(self, quads: Iterable[Quad]) -> None:
        try:
            self.engine.bulk_extend(quads)
        except OSError as error:
            raise StoreError(f"the store cannot be written ({error}); nothing was switched") from error


def syntax_error(error: Exception, *, lines_before: int = 0) -> QuerySyntaxError:
    """The engine's message with its place taken out of it. lines_before: lines put before the user's text."""
    place = _PLACE.search(str(error))
    if place is None:
        return QuerySyntaxError(str(error))
    line, at = int(place[1]) - lines_before, int(place[2])
    message = str(error).removeprefix(place[0]).lstrip(": ")
    if line < 1:
        return QuerySyntaxError(message)
    return QuerySyntaxError(f"line {line}, column {at}: {message}", line=line, column=at)


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is no absolute IRI of a graph: {error}") from error


def _default(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, DEFAULT_GRAPH)
