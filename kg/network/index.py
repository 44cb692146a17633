"""What is kept of one snapshot to answer about its networks: its statements in columns, and the graphs made of them.

The columns of a kind of edge are read from the store once, when first asked for, in one go through its pattern. Every
network is a selection of their rows, so that other years, documents, relations and weights cost no more questions to
the store. A statement takes 16 bytes, a node some 200; graphs are kept while there is room for them.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import NamedNode, QuerySolutions

from kg.describe import OwnClasses
from kg.evidence import BOOKKEEPING_KINDS, text
from kg.labels import Labels
from kg.network.budget import Budget
from kg.network.compose import compose
from kg.network.evidence import Statements
from kg.network.graph import Graph
from kg.network.model import Period, Release
from kg.network.relations import KINDS, PROLOGUE, EdgeKind
from kg.network.request import Asked
from kg.releases import version_of
from kg.store import GraphStore
from kg.vocab import DCT, RDF, VG

MOST_STATEMENTS = 8_000_000  # that are kept of one snapshot
ROOM = 600_000_000  # bytes of graphs that are kept
_SYMMETRIC = NamedNode("http://www.w3.org/2002/07/owl#SymmetricProperty")
_EVERY = 4_096  # rows between two looks at the time


@dataclass(frozen=True, slots=True)
class Table:
    """The statements of one kind of edge. source, target: numbers of nodes; relation: of relations; document: of
    documents, -1 for none. complete: False when there were more than are kept."""

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    relation: NDArray[np.int32]
    document: NDArray[np.int32]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A document that statements stand in."""

    iri: str
    identifier: str
    period: Period


class NetworkIndex:
    """release: which data this is, for the answers."""

    def __init__(self, store: GraphStore, release: Release | None = None) -> None:
        self.store = store
        self.release = release or _release(store)
        self.labels = Labels(store)
        self.class_of = OwnClasses(store)
        self.statements = Statements(self)
        self.iris: list[str] = []
        self.relations: list[str] = []
        self.documents: list[Document] = []
        self.symmetric = {
            q.subject.value for q in store.quads(None, RDF.type, _SYMMETRIC) if isinstance(q.subject, NamedNode)
        }
        self._ids = f"{store.base}/id/"
        self._numbers: dict[str, int] = {}
        self._relation_numbers: dict[str, int] = {}
        self._document_numbers: dict[str, int] = {}
        self._tables: dict[str, Table] = {}
        self._types: dict[str, frozenset[str]] = {}
        self._graphs: OrderedDict[tuple[object, ...], Graph] = OrderedDict()
        self._statements = 0
        self._identifiers: tuple[str, ...] | None = None

    def graph(self, asked: Asked, budget: Budget) -> Graph:
        """The network as it is asked. Raises what `budget.alive` raises, and ParameterError for an unknown document."""
        found = self._graphs.get(asked.given)
        if found is None:
            found = self._graphs[asked.given] = compose(self, asked, budget)
            while len(self._graphs) > 1 and sum(graph.size for graph in self._graphs.values()) > ROOM:
                self._graphs.popitem(last=False)
        self._graphs.move_to_end(asked.given)
        return found

    def table(self, name: str, budget: Budget) -> Table:
        """The statements of one kind of edge. Raises what `budget.alive` raises."""
        if name not in self._tables:
            self._tables[name] = self._read(KINDS[name], budget)
            self._statements += len(self._tables[name].source)
        return self._tables[name]

    def types(self, iri: str) -> frozenset[str]:
        """IRIs of all classes of a node."""
        if iri not in self._types:
            quads = self.store.quads(NamedNode(iri), RDF.type)
            self._types[iri] = frozenset(q.object.value for q in quads if isinstance(q.object, NamedNode))
        return self._types[iri]

    def identifiers(self) -> tuple[str, ...]:
        """Of all documents in the store."""
        if self._identifiers is None:
            found = {q.subject for q in self.store.quads(None, RDF.type, VG.PolicyDocument)}
            self._identifiers = tuple(sorted(filter(None, (text(self.store, node, DCT.identifier) for node in found))))
        return self._identifiers

    def relation_number(self, iri: str) -> int:
        if iri not in self._relation_numbers:
            self._relation_numbers[iri] = len(self.relations)
            self.relations.append(iri)
        return self._relation_numbers[iri]

    def _read(self, kind: EdgeKind, budget: Budget) -> Table:
        columns = ["source", "target"]
        columns += [] if kind.relation else ["relation"]
        columns += ["document"] if kind.stated else []
        last = len(columns) - 1
        asked = " ".join(f"?{name}" for name in columns)
        found = self.store.query(f"{PROLOGUE}SELECT {asked} {{ {kind.pattern} }}")
        assert isinstance(found, QuerySolutions)
        relation = self.relation_number(kind.relation) if kind.relation else -1
        source, target, relations, documents = array("i"), array("i"), array("i"), array("i")
        named = {iri: self.relation_number(kind.named(iri)) for iri in kind.names}
        room = MOST_STATEMENTS - self._statements
        for count, row in enumerate(found):
            if count % _EVERY == 0:
                budget.alive()  # not its time: what is read now is read for all that come after
            if len(source) >= room:
                return _table(source, target, relations, documents, complete=False)
            first, second = self._node(row[0]), self._node(row[1])
            if first < 0 or second < 0:
                continue
            source.append(first)
            target.append(second)
            if relation < 0:
                iri = row[2].value
                relations.append(named[iri] if iri in named else self.relation_number(iri))
            documents.append(self.document_number(row[last]) if kind.stated else -1)
        if relation >= 0:
            relations = array("i", [relation]) * len(source)
        return _table(source, target, relations, documents, complete=True)

    def _node(self, term: object) -> int:
        """The number of a node; -1 for what is none."""
        if not isinstance(term, NamedNode):
            return -1
        iri = term.value
        number = self._numbers.get(iri)
        if number is None:
            own = iri.startswith(self._ids) and "#" not in iri
            if own and iri[len(self._ids) :].split("/", 1)[0] not in BOOKKEEPING_KINDS:
                number = len(self.iris)
                self.iris.append(iri)
            else:
                number = -1
            self._numbers[iri] = number
        return number

    def document_number(self, term: object) -> int:
        """The number of a document, by its IRI."""
        iri = term.value if isinstance(term, NamedNode) else ""
        number = self._document_numbers.get(iri)
        if number is None:
            number = self._document_numbers[iri] = len(self.documents)
            node = NamedNode(iri) if iri else None
            identifier = text(self.store, node, DCT.identifier) if node is not None else ""
            self.documents.append(Document(iri, identifier or iri, self._period(node)))
        return number

    def _period(self, node: NamedNode | None) -> Period:
        if node is None:
            return Period()
        return Period(_year(text(self.store, node, VG.startYear)), _year(text(self.store, node, VG.endYear)))


def _year(value: str) -> int | None:
    return int(value) if value.isdecimal() else None


def _table(
    source: array[int], target: array[int], relation: array[int], document: array[int], *, complete: bool
) -> Table:
    return Table(
        np.frombuffer(source, np.int32) if source else np.empty(0, np.int32),
        np.frombuffer(target, np.int32) if target else np.empty(0, np.int32),
        np.frombuffer(relation, np.int32) if relation else np.empty(0, np.int32),
        np.frombuffer(document, np.int32) if document else np.empty(0, np.int32),
        complete,
    )


def _release(store: GraphStore) -> Release:
    """By the manifest alone; whoever has the register of releases gives a better one."""
    manifest = store.manifest()
    return Release(version_of(manifest), manifest.digest, manifest.name, manifest.created)
