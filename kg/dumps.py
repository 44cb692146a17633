"""The whole of a store as a file: the default graph as triples, or every named graph as quads.

N-Quads are canonical (RDFC-1.0, sorted) up to `CANONICAL_LIMIT`: their SHA-256 is the digest of the release. Above it,
and in the other formats, the order is the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kg.embedded import OxigraphStore
from kg.engine.execution import check_xml_name
from kg.engine.formats import Format
from kg.errors import FormatError, QueryError
from kg.labels import PREFIXES
from kg.store import DEFAULT_GRAPH, OWN, GraphStore

CANONICAL_LIMIT = 1_000_000  # quads; sorting more takes too much memory
_PART = 2_000  # lines written at once


class Sink(Protocol):
    """Takes bytes; may raise to end it."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


def is_canonical(store: GraphStore, wanted: Format) -> bool:
    """Whether the dump in this format has the SHA-256 of the release."""
    return wanted.name == "nq" and isinstance(store, OxigraphStore) and store.manifest().quads <= CANONICAL_LIMIT


def check_names(store: GraphStore) -> None:
    """Raises FormatError when RDF/XML cannot write a predicate of the default graph."""
    results = store.query("SELECT DISTINCT ?p { ?s ?p ?o }")
    assert isinstance(results, ox.QuerySolutions)
    for solution in results:
        check_xml_name(solution["p"])


def write_dump(store: GraphStore, wanted: Format, sink: Sink) -> None:
    """Writes the store into `sink`. Raises FormatError for RDF/XML that cannot be written, QueryError when the engine
    fails, and what `sink` raises."""
    if not isinstance(wanted.engine, RdfFormat):
        raise FormatError(f"{wanted.name} holds no graph")
    try:
        if is_canonical(store, wanted) and isinstance(store, OxigraphStore):
            lines = store.canonical_nquads()
            for at in range(0, len(lines), _PART):
                sink.write(b"".join(lines[at : at + _PART]))
        elif wanted.name in ("nq", "trig"):
            ox.serialize(_quads(store), sink, wanted.engine, prefixes=_prefixes(wanted))  # type: ignore[arg-type]
        elif wanted.engine == RdfFormat.RDF_XML or not isinstance(store, OxigraphStore):
            ox.serialize(_triples(store, wanted), sink, wanted.engine, prefixes=_prefixes(wanted))  # type: ignore[arg-type]
        else:
            store.engine.dump(sink, wanted.engine, from_graph=DEFAULT_GRAPH, prefixes=_prefixes(wanted))  # type: ignore[arg-type]
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the download stopped: {error}") from error


def _prefixes(wanted: Format) -> dict[str, str] | None:
    return None if wanted.name in ("nq", "nt") else dict(PREFIXES)


def _quads(store: GraphStore) -> Iterator[Quad]:
    if store.manifest().default_graph == OWN:
        yield from store.quads()
    for name in store.graph_names():
        yield from store.quads(graph=NamedNode(name))


def _triples(store: GraphStore, wanted: Format) -> Iterator[Triple]:
    for quad in store.quads():
        if wanted.engine == RdfFormat.RDF_XML:
            check_xml_name(quad.predicate)
        yield quad.triple
