"""What is kept of one snapshot to answer about its networks: its statements in columns, and the graphs made of them.

The columns of a kind of edge are read from the store once, when first asked for, in one go through its pattern. Every
network is a selection of their rows, so that other years, documents, relations and weights cost no more questions to
the store. A statement takes 16 bytes, a node some 200; graphs are kept while there is room for them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from pyoxigraph import NamedNode

from kg.describe import OwnClasses
from kg.evidence import BOOKKEEPING_KINDS, text
from kg.labels import Labels
from kg.network.budget import Budget
from kg.network.compose import compose
from kg.network.evidence import Statements
from kg.network.graph import Graph, Ints, Small
from kg.network.model import Period, Release
from kg.network.reading import Found, columns_of, iri_of, read, text_of
from kg.network.relations import KINDS, EdgeKind
from kg.network.request import Asked
from kg.releases import version_of
from kg.store import GraphStore
from kg.vocab import DCT, RDF, VG

MOST_STATEMENTS = 8_000_000  # that are kept of one snapshot
ROOM = 600_000_000  # bytes of graphs that are kept
_SYMMETRIC = NamedNode("http://www.w3.org/2002/07/owl#SymmetricProperty")


@dataclass(frozen=True, slots=True)
class Table:
    """The statements of one kind of edge. source, target: numbers of nodes; relation: of relations; document: of
    documents, -1 for none. complete: False when there were more than are kept."""

    source: Small
    target: Small
    relation: Small
    document: Small
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
        self._degrees: dict[tuple[str, int], Ints] = {}
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
        return self.tables((name,), budget)[0]

    def tables(self, names: Sequence[str], budget: Budget) -> list[Table]:
        """Of several kinds; those that were not read yet are read together. It is not the time of a question: what is
        read now is read for all that come after."""
        missing = [KINDS[name] for name in dict.fromkeys(names) if name not in self._tables]
        found = read(self.store, missing, MOST_STATEMENTS - self._statements, budget.alive)
        for kind, rows in zip(missing, found, strict=True):
            table = self._tables[kind.name] = self._table(kind, rows)
            self._statements += len(table.source)
        return [self._tables[name] for name in names]

    def number_of(self, name: str, side: int, iri: str, budget: Budget) -> int:
        """How many statements of a kind of edge have this node as their source (0) or target (1)."""
        if (name, side) not in self._degrees:
            table = self.table(name, budget)
            self._degrees[name, side] = np.bincount((table.source, table.target)[side])
        number, degrees = self._numbers.get(iri, -1), self._degrees[name, side]
        return int(degrees[number]) if 0 <= number < len(degrees) else 0

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

    def _table(self, kind: EdgeKind, found: Found) -> Table:
        """What was read, in the numbers of this index."""
        columns = dict(zip(columns_of(kind), found.rows.T, strict=True))
        room = MOST_STATEMENTS - self._statements
        source, target = (self._numbered(columns[end], found, self._node) for end in ("source", "target"))
        whole = np.full(len(source), -1, np.int32)
        if kind.relation:
            relation = whole + 1 + self.relation_number(kind.relation)
        else:
            relation = self._numbered(columns["relation"], found, lambda term: self._relation(kind, term))
        document = self._numbered(columns["document"], found, self._document) if kind.stated else whole
        own = np.flatnonzero((source >= 0) & (target >= 0))[:room]
        complete = found.complete and len(source) <= room
        return Table(source[own], target[own], relation[own], document[own], complete)

    def _numbered(self, column: Small, found: Found, number: Callable[[bytes], int]) -> Small:
        used, places = np.unique(column, return_inverse=True)
        return np.array([number(found.terms[term]) for term in used], np.int32)[places.reshape(-1)]

    def _relation(self, kind: EdgeKind, term: bytes) -> int:
        return self.relation_number(kind.named(text_of(term)))

    def _document(self, term: bytes) -> int:
        iri = iri_of(term)
        return self.document_number(None if iri is None else NamedNode(iri))

    def _node(self, term: bytes) -> int:
        """The number of a node; -1 for what is none."""
        iri = iri_of(term)
        if iri is None:
            return -1
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


def _release(store: GraphStore) -> Release:
    """By the manifest alone; whoever has the register of releases gives a better one."""
    manifest = store.manifest()
    return Release(version_of(manifest), manifest.digest, manifest.name, manifest.created)
