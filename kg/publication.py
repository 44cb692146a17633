"""What the publication graph of an engine says: which snapshot is there, and each graph with its digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.errors import StoreError
from kg.store import Manifest

if TYPE_CHECKING:
    from kg.remote import RemoteStore

_TRIPLES, _DIGEST = "http://rdfs.org/ns/void#triples", "http://spdx.org/rdf/terms#checksumValue"
_NAME, _CREATED = "http://purl.org/dc/terms/identifier", "http://purl.org/dc/terms/created"


def read_publication(store: RemoteStore) -> Manifest:
    """What the publication graph of a store says; nothing where nothing was published.

    Raises StoreError for a publication that is under way or was broken off: what is there is no snapshot.
    """
    marks = read_marks(store)
    whole = marks.pop(store.publication_graph, None)
    if whole is None:
        return Manifest(store.base, 0, {}, "")
    if not whole.name:
        raise StoreError("a snapshot is being published to the engine, or that was broken off; try later, or publish")
    graphs = {name: mark.triples for name, mark in marks.items()}
    triples = graphs.pop(store.default_graph, 0)
    return Manifest(store.base, triples, graphs, whole.digest, whole.name, whole.created)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the publication graph says of one graph; of the whole (by its own name) also the snapshot's."""

    triples: int = 0
    digest: str = ""
    name: str = ""
    created: str = ""

    def lines(self, graph: str) -> Iterator[bytes]:
        """As N-Triples."""
        said = ((_TRIPLES, str(self.triples)), (_DIGEST, self.digest), (_NAME, self.name), (_CREATED, self.created))
        for predicate, value in said:
            if value:
                yield f"<{graph}> <{predicate}> {Literal(value)} .\n".encode()


def read_marks(store: RemoteStore) -> dict[str, Mark]:
    """The publication graph by the graphs it speaks of."""
    said: dict[str, dict[str, str]] = {}
    text = f"SELECT ?s ?p ?o {{ GRAPH <{store.publication_graph}> {{ ?s ?p ?o }} }}"
    for subject, predicate, object_ in store.select(text, ("s", "p", "o")):
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and isinstance(object_, Literal):
            said.setdefault(subject.value, {})[predicate.value] = object_.value
    return {
        graph: Mark(int(facts.get(_TRIPLES, 0)), facts.get(_DIGEST, ""), facts.get(_NAME, ""), facts.get(_CREATED, ""))
        for graph, facts in said.items()
    }
