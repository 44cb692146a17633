"""From a fact to the words it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.store import GraphStore, Subject
from kg.vocab import DCT, OA, RDFS, VG

# Kinds of IRI (`{base}/id/{kind}/…`) that only show where something comes from: not searched for, and no nodes of a
# network.
BOOKKEEPING_KINDS = frozenset({"passage", "source-file", "extractor", "scheme", "source", "external-link"})
EVIDENCE = (VG.evidence, VG.furtherEvidence)  # from a fact to its passages, the best one first


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A place in a source text. document: id of the document; line: 1-based, of the source file, 0 when not given."""

    document: str
    line: int
    quote: str
    iri: str
    document_iri: str = ""
    file: str = ""

    @property
    def place(self) -> str:
        """What tells it apart within its document: the last part of its IRI."""
        return self.iri.rsplit("/", 1)[-1]


def passages(store: GraphStore, fact: Subject) -> list[Passage]:
    """The passages a fact shows as its evidence, first the one it was read from."""
    return [
        passage(store, term)
        for predicate in EVIDENCE
        for quad in in_order(store.quads(fact, predicate))
        if isinstance(term := quad.object, NamedNode)
    ]


def first_passage(store: GraphStore, fact: Subject) -> Passage | None:
    """The first of `passages`, without looking at the others."""
    for predicate in EVIDENCE:
        for quad in in_order(store.quads(fact, predicate)):
            if isinstance(term := quad.object, NamedNode):
                return passage(store, term)
    return None


def in_order(quads: Iterable[Quad]) -> list[Quad]:
    """Sorted as they are written. Most properties have one value, and writing a long text out takes its time."""
    found = list(quads)
    return sorted(found, key=str) if len(found) > 1 else found


def passage(store: GraphStore, iri: NamedNode) -> Passage:
    """What the graph says about one passage; empty values where it says nothing."""
    document = iri_of(store, iri, VG.inDocument)
    source = iri_of(store, iri, OA.hasSource)
    return Passage(
        document=(document and text(store, document, DCT.identifier)) or (document.value if document else ""),
        line=number_of(store, iri, VG.line) or 0,
        quote=text(store, iri, VG.quote),
        iri=iri.value,
        document_iri=document.value if document else "",
        file=text(store, source, VG.fileName) if source else "",
    )


def is_fact(store: GraphStore, iri: NamedNode) -> bool:
    """Whether this is a statement of a document (documents themselves are none)."""
    return any(True for _ in store.quads(iri, VG.statedIn))


def superproperties(store: GraphStore, predicate: NamedNode) -> set[NamedNode]:
    """The properties that say less than `predicate` and hold wherever it does, by the ontology in the store."""
    found: set[NamedNode] = set()
    waiting = [predicate]
    while waiting:
        above = {q.object for q in store.quads(waiting.pop(), RDFS.subPropertyOf) if isinstance(q.object, NamedNode)}
        waiting += above - found - {predicate}
        found |= above - {predicate}
    return found


def values(store: GraphStore, subject: Subject, predicate: NamedNode) -> Iterator[str]:
    """The literals of a property, as text, sorted."""
    return iter(sorted(o.value for q in store.quads(subject, predicate) if isinstance(o := q.object, Literal)))


def text(store: GraphStore, subject: Subject, predicate: NamedNode) -> str:
    """The first of `values`, or nothing."""
    return next(values(store, subject, predicate), "")


def number_of(store: GraphStore, subject: Subject, predicate: NamedNode) -> int | None:
    """The whole number a property gives; None when it gives none."""
    found = text(store, subject, predicate)
    return int(found) if found.isdecimal() else None


def iri_of(store: GraphStore, subject: Subject, predicate: NamedNode) -> NamedNode | None:
    """The IRI a property leads to, the first by name when there are several."""
    found = [o for q in store.quads(subject, predicate) if isinstance(o := q.object, NamedNode)]
    return found[0] if len(found) == 1 else min(found, key=lambda node: node.value, default=None)
