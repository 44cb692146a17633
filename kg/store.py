"""The store port, and the embedded engine behind it: on disk for serving, in memory for tests and for building.

A store holds named graphs and a default graph. The default graph is the union of the named graphs without doubles,
written out: the engine's own union counts a triple twice that stands in two graphs. The report graph
(`{base}/graph/report`) is left out of it. Terms are pyoxigraph's everywhere.

How a store lies on disk, and how a new one takes the place of the old, is `kg.snapshots`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol, TypeAlias

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, Variable

from kg.engine.asking import ask
from kg.engine.guard import check_query
from kg.errors import QueryError, QuerySyntaxError, StoreError

Subject: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Results: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | TripleStream"

DEFAULT_GRAPH = DefaultGraph()
UNION, OWN = "union", "own"  # what the default graph of a store is
_PLACE = re.compile(r"error at (\d+):(\d+)")
_BLANK = re.compile(rb"^_:| _:[^ ]+ \.$|<<")  # a line of N-Triples that may hold a blank node


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store holds.

    name: of the snapshot; empty in memory. created: ISO 8601, UTC. triples: in the default graph.
    graphs: IRI of each named graph and its number of triples. built_from: file name to SHA-256 of each source.
    digest: SHA-256 of the canonical N-Quads; "" after a write or a load, where only `digest_of` counts it out.
    default_graph: "union" of the named graphs but the report, or a graph of its "own".
    versions: by graph ("" is the default graph) the snapshot in which it last changed; one that is missing has not
    changed since `first`. inferred_stale: the snapshot before a write after which the graph `inferred` was not made
    anew; "" when it follows from the rest. parent: the snapshot this one was made from.
    """

    base: str
    triples: int
    graphs: dict[str, int]
    digest: str
    name: str = ""
    created: str = ""
    built_from: dict[str, str] = field(default_factory=dict)
    default_graph: str = UNION
    versions: dict[str, str] = field(default_factory=dict)
    first: str = ""
    inferred_stale: str = ""
    parent: str = ""

    def version_of(self, graph: str) -> str:
        """The snapshot in which a graph ("" is the default graph) last changed."""
        return self.versions.get(graph) or self.first or self.name

    @property
    def quads(self) -> int:
        """Quads in all named graphs."""
        return sum(self.graphs.values())


class TripleStream:
    """Triples as another engine gives them: what `ox.QueryTriples`, which only the embedded engine makes, is to it."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._triples = iter(triples)

    def __iter__(self) -> Iterator[Triple]:
        return self._triples

    def serialize(self, output: IO[bytes], format: RdfFormat) -> None:
        """Writes them as they come. Raises what reading them raises."""
        ox.serialize(self._triples, output, format)


class GraphStore(Protocol):
    """What core and endpoint ask of a store; another engine takes part by these."""

    base: str
    folder: Path | None  # of the snapshot, for who opens it in a process of its own; None in memory

    @property
    def name(self) -> str:
        """Of the snapshot; empty in memory, where there is none."""
        ...

    def query(
        self,
        text: str,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        bindings: Mapping[str, Term] | None = None,
    ) -> Results:
        """Starts a SPARQL query; results come as they are read.

        default_graphs, named_graphs: IRIs; they take the place of FROM and FROM NAMED (SPARQL 1.1 Protocol, 2.1.4).
        With neither the store's own dataset is asked; with one of them the other is empty.
        bindings: variable name to term.
        Raises QuerySyntaxError, QueryRefusedError, QueryTooComplexError, QueryError; StoreError when data is damaged.
        """
        ...

    def quads(
        self,
        subject: Subject | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | DefaultGraph | None = DEFAULT_GRAPH,
    ) -> Iterator[Quad]:
        """The quads that fit; `graph=None` looks in all of them, default graph included."""
        ...

    def graph_names(self) -> list[str]:
        """IRIs of the named graphs, sorted."""
        ...

    def manifest(self) -> Manifest:
        """What the store holds; read at once for a snapshot, counted for a store in memory."""
        ...

    def close(self) -> None:
        """Lets go of the files. The store cannot be used after."""
        ...


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

        The default graph is left out where it follows from the others. Blank nodes are named by RDFC-1.0, which looks
        at nothing but the quads they stand in, so only those are given to it.
        """
        plain: list[bytes] = []
        blank: list[bytes] = []
        own = [""] if self.default_is_own else []
        for name in [*own, *self.graph_names()] if graphs is None else sorted(graphs):
            graph = NamedNode(name) if name else DEFAULT_GRAPH
            text = self.engine.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
            end = f" <{name}> .\n".encode() if name else b" .\n"
            lines = text.split(b"\n")[:-1]
            if b"_:" not in text and b"<<" not in text:  # nearly always, and much quicker than line by line
                plain += [line[:-2] + end for line in lines]
                continue
            for line in lines:
                (blank if _BLANK.search(line) else plain).append(line[:-2] + end)
        return sorted([*plain, *_canonical(blank)])

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

    def materialise(self) -> None:
        """Writes the default graph anew: what stands in any named graph but the report, once. `load` and
        `replace_graph` keep it up to date; this is for a store that was written by other means."""
        self.engine.clear_graph(DEFAULT_GRAPH)
        quads = (q for q in self.engine if not isinstance(q.graph_name, DefaultGraph))
        self._bulk(_default(q) for q in quads if q.graph_name != self.report_graph)

    def _with_union(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The engine keeps sets: what stands in two graphs comes twice and is kept once."""
        for quad in quads:
            yield quad
            if quad.graph_name != self.report_graph:
                yield _default(quad)

    def replace_graph(self, name: NamedNode, quads: Iterable[Quad]) -> None:
        """Puts `quads` (their own graph names do not matter) in the place of the named graph, and brings the default
        graph up to date: a triple leaves it only when no other graph says it too."""
        new = {Quad(q.subject, q.predicate, q.object, name) for q in quads}
        old = set(self.engine.quads_for_pattern(None, None, None, name))
        for quad in old - new:
            self.engine.remove(quad)
        self.engine.extend(new - old)
        if not new:
            self.engine.remove_graph(name)
        if name == self.report_graph:
            return
        for quad in old - new:
            if not self._said_elsewhere(quad):
                self.engine.remove(_default(quad))
        self.engine.extend(_default(quad) for quad in new - old)

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


def _canonical(lines: list[bytes]) -> list[bytes]:
    if not lines:
        return []
    dataset = ox.Dataset(ox.parse(b"".join(lines), RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    text = ox.serialize(dataset, format=RdfFormat.N_QUADS) or b""
    return [line + b"\n" for line in text.split(b"\n") if line]
