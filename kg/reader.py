"""A document as it was read: its text, the passages in it, and the facts that stand in each.

A source file may hold several documents, one after another. The part of one runs from the line its first passage
stands on to the line the first passage of the next stands on; the first and the last reach to the ends of the file.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Triple

from kg.describe import OwnClasses
from kg.evidence import EVIDENCE, iri_of, number_of, text
from kg.iris import slug
from kg.labels import LABEL_PREDICATES
from kg.store import GraphStore
from kg.vocab import DCT, OA, RDF, VG


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the graph, as a list shows it. kind, region, status: IRIs, "" where nothing is said. years: as
    they were read. facts: how many were read in it, itself not counted."""

    iri: str
    identifier: str
    title: str
    kind: str = ""
    region: str = ""
    status: str = ""
    start_year: str = ""
    end_year: str = ""
    file: str = ""
    facts: int = 0

    @property
    def reference(self) -> str:
        """The last part of its IRI: its name in an address."""
        return self.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact read in a passage. kind: its most particular class of our own; further: the passage is not the one that
    shows it best."""

    iri: str
    kind: str
    confidence: str = ""
    further: bool = False


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A stretch of a source text, in code points of the file, and the facts that stand there. line: 1-based."""

    iri: str
    start: int
    end: int
    line: int
    quote: str
    facts: tuple[ReadFact, ...] = ()

    @property
    def place(self) -> str:
        """What tells it apart within its document: the last part of its IRI."""
        return self.iri.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with its text and passages, these in order.

    text: its part of the source file. start: where that begins in the file, in code points; first_line: likewise, in
    lines. source: IRI of the file.
    """

    entry: Entry
    text: str
    start: int
    first_line: int
    source: str
    passages: tuple[ReadPassage, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def words(self, passage: ReadPassage) -> str:
        """The words of a passage as they stand in the text."""
        return self.text[passage.start - self.start : passage.end - self.start]

    def kinds(self) -> Counter[str]:
        """Number of facts by kind; one that stands in several places counts once."""
        return Counter({fact.iri: fact.kind for p in self.passages for fact in p.facts}.values())

    def only(self, kind: str) -> ReadDocument:
        """The same with the facts of one kind, and the passages that hold any."""
        kept = (replace(p, facts=tuple(f for f in p.facts if f.kind == kind)) for p in self.passages)
        return replace(self, passages=tuple(p for p in kept if p.facts))


def entries(store: GraphStore) -> list[Entry]:
    """The documents of the graph, by identifier."""
    found = (q.subject for q in store.quads(None, RDF.type, VG.PolicyDocument))
    return sorted((_entry(store, iri) for iri in found if isinstance(iri, NamedNode)), key=lambda e: e.identifier)


def find(store: GraphStore, reference: str) -> NamedNode | None:
    """The document by its identifier, or by the last part of its IRI."""
    iri = NamedNode(f"{store.base}/id/document/{slug(reference)}")
    said = any(True for _ in store.quads(iri, RDF.type, VG.PolicyDocument))
    return iri if said and reference in (text(store, iri, DCT.identifier), iri.value.rsplit("/", 1)[1]) else None


def read_document(store: GraphStore, iri: NamedNode) -> ReadDocument | None:
    """The text of a document and what was read in it; None when the graph does not hold the text."""
    source = iri_of(store, iri, VG.sourceFile)
    whole = text(store, source, VG.sourceText) if source is not None else ""
    if source is None or not whole:
        return None
    places = _places(store, source)
    start, end = _part(whole, {document: found[0].start for document, found in places.items()}, iri.value)
    class_of = OwnClasses(store)
    passages = (replace(p, facts=tuple(_facts(store, p.iri, class_of))) for p in places.get(iri.value, ()))
    return ReadDocument(
        _entry(store, iri),
        whole[start:end],
        start,
        whole.count("\n", 0, start) + 1,
        source.value,
        tuple(p for p in passages if start <= p.start < p.end <= end),
    )


def document_triples(store: GraphStore, iri: NamedNode) -> list[Triple]:
    """The same as data, sorted: the document, its file with the text, its passages with their selectors, the facts that
    stand there, and a label for each thing these name."""
    subjects = {iri, *filter(None, [iri_of(store, iri, VG.sourceFile)])}
    for quad in store.quads(None, VG.inDocument, iri):
        if isinstance(quad.subject, NamedNode):
            subjects |= {quad.subject, *_selectors(store, quad.subject)}
            subjects |= {fact for fact, _ in _standing_in(store, quad.subject)}
    found = {quad.triple for subject in subjects for quad in store.quads(subject)}
    named = {term for t in found for term in (t.predicate, t.object) if isinstance(term, NamedNode)} - subjects
    found |= {quad.triple for other in named for label in LABEL_PREDICATES for quad in store.quads(other, label)}
    return sorted(found, key=str)


def entry_triples(store: GraphStore) -> list[Triple]:
    """What the graph says of its documents, sorted."""
    found = {quad.subject for quad in store.quads(None, RDF.type, VG.PolicyDocument)}
    return sorted((quad.triple for iri in found for quad in store.quads(iri)), key=str)


def _entry(store: GraphStore, iri: NamedNode) -> Entry:
    identifier = text(store, iri, DCT.identifier)
    source = iri_of(store, iri, VG.sourceFile)
    kind, region, status = (
        found.value if (found := iri_of(store, iri, p)) else "" for p in (VG.documentKind, VG.region, VG.documentStatus)
    )
    return Entry(
        iri.value,
        identifier,
        text(store, iri, DCT.title) or identifier,
        kind,
        region,
        status,
        text(store, iri, VG.startYear),
        text(store, iri, VG.endYear),
        text(store, source, VG.fileName) if source is not None else "",
        sum(1 for _ in store.quads(None, VG.statedIn, iri)),
    )


def _places(store: GraphStore, source: NamedNode) -> dict[str, list[ReadPassage]]:
    """The passages of a source file by document, in order; those without a position are left out."""
    found: dict[str, list[ReadPassage]] = defaultdict(list)
    for quad in store.quads(None, OA.hasSource, source):
        passage = quad.subject
        document = iri_of(store, passage, VG.inDocument)
        span = _span(store, passage) if isinstance(passage, NamedNode) else None
        if isinstance(passage, NamedNode) and document is not None and span is not None:
            line = number_of(store, passage, VG.line) or 0
            found[document.value].append(ReadPassage(passage.value, *span, line, text(store, passage, VG.quote)))
    return {document: sorted(places, key=lambda p: (p.start, -p.end)) for document, places in found.items()}


def _span(store: GraphStore, passage: NamedNode) -> tuple[int, int] | None:
    for selector in _selectors(store, passage):
        start, end = number_of(store, selector, OA.start), number_of(store, selector, OA.end)
        if start is not None and end is not None:
            return start, end
    return None


def _selectors(store: GraphStore, passage: NamedNode) -> Iterator[NamedNode]:
    return (q.object for q in store.quads(passage, OA.hasSelector) if isinstance(q.object, NamedNode))


def _part(whole: str, first: dict[str, int], document: str) -> tuple[int, int]:
    """Where a document begins and ends in its file. first: of each document of the file, where its first passage is."""
    order = sorted(first, key=lambda name: first[name])
    if document not in first:
        return (0, len(whole)) if not order else (0, 0)
    at = order.index(document)
    begins = [0] + [whole.rfind("\n", 0, first[name]) + 1 for name in order[1:]] + [len(whole)]
    return begins[at], begins[at + 1]


def _standing_in(store: GraphStore, passage: NamedNode) -> Iterator[tuple[NamedNode, bool]]:
    """What was read in a passage, and whether that only shows it further."""
    for predicate in EVIDENCE:
        for quad in sorted(store.quads(None, predicate, passage), key=str):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject, predicate != VG.evidence


def _facts(store: GraphStore, passage: str, class_of: OwnClasses) -> Iterator[ReadFact]:
    for fact, further in _standing_in(store, NamedNode(passage)):
        confidence = iri_of(store, fact, VG.confidence)
        yield ReadFact(fact.value, class_of(fact), confidence.value if confidence else "", further)
