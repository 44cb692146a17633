"""The store port: what the core and the endpoint ask of a store, whatever engine holds it.

A store holds named graphs and a default graph. The default graph is the union of the named graphs without doubles,
written out: an engine's own union counts a triple twice that stands in two graphs. The report graph
(`{base}/graph/report`) is left out of it. Terms are pyoxigraph's everywhere.

The engines behind it: `kg.embedded` (Oxigraph, in this process) and `kg.remote` (any, over SPARQL 1.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol, TypeAlias

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

Subject: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Results: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | TripleStream"

DEFAULT_GRAPH = DefaultGraph()
UNION, OWN = "union", "own"  # what the default graph of a store is


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
