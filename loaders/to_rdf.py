"""Facts and their evidence to quads. The only place that writes triples about what documents say.

It never looks into a text: names and numbers come from the facts, words from the evidence's span.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import Iris, digest, slug
from kg.model import DocumentFact, Evidence, Fact, GovernanceFact, VersionDifferenceFact
from kg.vocab import DCT, ELI, OA, RDF, RDFS, SKOS, VG, class_of, concept, relation_property
from loaders.context import Reading
from loaders.families import FAMILIES, Column, Family, How
from loaders.gazetteer import Gazetteer
from loaders.indicators import IndicatorGroups
from loaders.linking import ActorRef, Linker
from loaders.literals import date_literal, literal, year_literal
from loaders.quotes import clip, fold
from loaders.reading.text import SourceText

_CONTEXT = 32  # code points before and after a quote, to find it again in an edited text
_SURE = {"hoog": 0, "middel": 1, "laag": 2}
_TOTAL = re.compile(r"(?:eind)?totaal\b|gezamenlijk deel\b", re.IGNORECASE)
Object = NamedNode | Literal


class DocumentWriter:
    """Writes one document's named graph."""

    def __init__(
        self,
        reading: Reading,
        iris: Iris,
        linker: Linker,
        known: frozenset[str],
        groups: IndicatorGroups,
        actors: dict[str, ActorRef],
    ) -> None:
        self.reading, self.iris, self.linker, self.known, self.groups = reading, iris, linker, known, groups
        self.actors = actors
        self.graph = iris.graph(reading.doc.id)
        self.document = iris.document(reading.doc.id)
        self.quads: set[Quad] = set()

    def write(self) -> list[Quad]:
        """All quads of the document, sorted; the same facts give the same quads."""
        self._source_file(self.reading.doc.source)
        self.add(self.document, DCT.identifier, Literal(self.reading.doc.id))
        self.add(self.document, VG.sourceFile, self._source_iri(self.reading.doc.source))
        by_family: dict[type[Fact], list[Fact]] = defaultdict(list)
        for fact in self.reading.facts:
            if isinstance(fact, DocumentFact):
                self._document(fact)
            else:
                by_family[type(fact)].append(fact)
        for kind, facts in by_family.items():
            family = FAMILIES[kind]
            for reference, same in _references(facts, family):
                self._fact(family, self.iris.resource(family.segment, self.reading.doc.id, reference), same)
        return sorted(self.quads, key=str)

    def add(self, subject: NamedNode, predicate: NamedNode, value: Object) -> None:
        self.quads.add(Quad(subject, predicate, value, self.graph))

    def _document(self, fact: DocumentFact) -> None:
        iri = self.document
        self.add(iri, RDF.type, VG.PolicyDocument)
        for predicate in (DCT.title, RDFS.label):
            self.add(iri, predicate, Literal(fact.title, language="nl"))
        if fact.kind:
            self.add(iri, RDF.type, class_of("document-kind", fact.kind))
            self.add(iri, VG.documentKind, concept("document-kind", fact.kind))
        if fact.status:
            self.add(iri, VG.documentStatus, concept("document-status", fact.status))
        if fact.region:
            region = self.iris.resource("region", fact.region)
            self.add(iri, VG.region, region)
            self.add(region, RDF.type, VG.Region)
            self._label(region, fact.region)
        for predicate, year in ((VG.startYear, fact.start_year), (VG.endYear, fact.end_year)):
            if year is not None:
                self.add(iri, predicate, year_literal(year))
        if fact.start_year is not None and fact.end_year is not None:
            name = f"{fact.start_year}-{fact.end_year}"
            period = self.iris.resource("period", name)
            self.add(iri, VG.period, period)
            self.add(period, RDF.type, VG.PolicyPeriod)
            self.add(period, RDFS.label, Literal(name))
        if fact.date:
            self.add(iri, DCT.issued, date_literal(fact.date))
        if fact.publisher:
            self.add(iri, DCT.publisher, self._actor(fact.publisher))
            self.add(iri, VG.publisherName, Literal(fact.publisher))
        self._evidence(iri, fact.evidence)

    def _fact(self, family: Family, iri: NamedNode, facts: list[Fact]) -> None:
        """One fact stated in one or more places; the surest and first of them is its evidence."""
        ordered = sorted(facts, key=lambda f: (_SURE[f.evidence.confidence.value], f.evidence.span))
        fact = ordered[0]
        self.add(iri, RDF.type, family.type)
        self.add(iri, VG.statedIn, self.iris.document(self._evidence_reading(fact).doc.id))
        self.add(iri, RDFS.label, Literal(_label(fact, family), language="nl"))
        for column in family.columns:
            self._column(iri, fact, column)
        self._evidence(iri, fact.evidence, self._evidence_reading(fact))
        if isinstance(fact, VersionDifferenceFact) and fact.draft_evidence is not None:
            self.add(iri, VG.furtherEvidence, self._passage(fact.draft_evidence, self.reading))
        for other in ordered[1:]:
            if other.evidence.span != fact.evidence.span:
                self.add(iri, VG.furtherEvidence, self._passage(other.evidence, self._evidence_reading(other)))

    def _evidence_reading(self, fact: Fact) -> Reading:
        if isinstance(fact, VersionDifferenceFact) and fact.evidence_document != self.reading.doc.id:
            return self.reading.others[fact.evidence_document]
        return self.reading

    def _column(self, iri: NamedNode, fact: Fact, column: Column) -> None:
        value = getattr(fact, column.field)
        if value is None or value == "":
            return
        match column.how:
            case How.CONCEPT if column.name is not None:
                self.add(iri, column.name, concept(column.list, value))
            case How.TEXT | How.COUNT | How.DECIMAL | How.YEAR | How.DATE if column.name is not None:
                self.add(iri, column.name, literal(column.how, value))
            case _:
                if column.name is not None:
                    self.add(iri, column.name, Literal(str(value)))
                linked = self._linked(fact, column, str(value))
                if linked is not None and column.link is not None:
                    self.add(iri, column.link, linked)
        if isinstance(fact, GovernanceFact) and column.field == "object" and fact.object_is_actor:
            self.add(self._actor(fact.subject), relation_property(fact.relation), self._actor(fact.object))

    def _linked(self, fact: Fact, column: Column, name: str) -> NamedNode | None:
        """The thing a name stands for, described as far as it needs to be; None when it is a name only."""
        match column.how:
            case How.ACTOR:
                if _TOTAL.match(name):
                    return None  # a row of sums is no organisation
                return self._actor(name, getattr(fact, "type", "") or column.hint)
            case How.OBJECT:
                return self._actor(name) if getattr(fact, "object_is_actor", False) else None
            case How.THEME:
                return self._theme(name)
            case How.DOCUMENT:
                return self.iris.document(name) if name in self.known else None
            case How.INDICATOR:
                return self._indicator(name, getattr(fact, "theme", ""))
            case How.PERSON:
                return self._described("person", name, VG.OfficeHolder)
            case How.LAW:
                law = self._described("law", name, ELI.LegalResource)
                self.add(law, RDF.type, ELI.LegalResource)
                return law
        raise AssertionError(f"column {column.field}: {column.how} links to nothing")

    def _indicator(self, name: str, theme: str) -> NamedNode:
        """The indicator of a name; a total is one of its own theme."""
        iri = self._described("indicator", f"{name} {theme}" if _TOTAL.match(name) else name, VG.Indicator, name)
        group = self.groups.group(name)
        if group is not None:
            self.add(iri, VG.indicatorGroup, self.iris.resource("indicator-group", group))
        return iri

    def _described(self, segment: str, name: str, kind: NamedNode, label: str = "") -> NamedNode:
        iri = self.iris.resource(segment, name)
        self.add(iri, RDF.type, kind)
        self._label(iri, label or name)
        return iri

    def _label(self, iri: NamedNode, name: str) -> None:
        self.add(iri, RDFS.label, Literal(name, language="nl"))

    def _actor(self, name: str, kind: str = "") -> NamedNode:
        ref = self.linker.actor(name, self.reading.region, kind, self.reading.doc.id)
        iri = actor_iri(self.iris, ref)
        ref = self.actors.setdefault(iri.value, ref)  # one node has one name and one kind, whoever names it
        self.add(iri, RDF.type, actor_class(ref))
        self.add(iri, SKOS.prefLabel, Literal(ref.label, language="nl"))
        self.add(iri, RDFS.label, Literal(ref.label, language="nl"))
        self.add(iri, VG.organisationKind, concept("organisation-kind", ref.kind))
        if name != ref.label:
            self.add(iri, SKOS.altLabel, Literal(name, language="nl"))
        return iri

    def _theme(self, name: str) -> NamedNode:
        known = self.reading.thesaurus.match(name)
        if known is not None:
            iri = NamedNode(f"{self.iris.base}/id/theme/{known.iri.rsplit('/', 1)[1]}")
            if name != known.label:
                self.add(iri, SKOS.altLabel, Literal(name, language="nl"))
            return iri
        iri = self.iris.resource("theme", name)
        self.add(iri, RDF.type, SKOS.Concept)
        self.add(iri, SKOS.inScheme, self.iris.resource("scheme", "themes"))
        self.add(iri, SKOS.prefLabel, Literal(name, language="nl"))
        return iri

    def _evidence(self, iri: NamedNode, evidence: Evidence, reading: Reading | None = None) -> None:
        extractor = self.iris.resource("extractor", evidence.extractor)
        self.add(iri, VG.evidence, self._passage(evidence, reading or self.reading))
        self.add(iri, VG.confidence, concept("confidence", evidence.confidence.value))
        self.add(iri, VG.extractor, extractor)
        self.add(extractor, RDF.type, VG.Extractor)
        self.add(extractor, RDFS.label, Literal(evidence.extractor))

    def _passage(self, evidence: Evidence, reading: Reading) -> NamedNode:
        source = reading.doc.source
        start, end = clip(source, evidence.span.start, evidence.span.end)
        iri = self.iris.passage(reading.doc.id, start, end)
        exact = source.text[start:end]
        position, quote = self.iris.part(iri, "position"), self.iris.part(iri, "quote")
        self.add(iri, RDF.type, VG.Passage)
        self.add(iri, VG.inDocument, self.iris.document(reading.doc.id))
        self.add(iri, OA.hasSource, self._source_iri(source))
        self.add(iri, VG.line, Literal(source.line_of(start)))
        self.add(iri, VG.quote, Literal(fold(exact)))
        for selector, kind in ((position, OA.TextPositionSelector), (quote, OA.TextQuoteSelector)):
            self.add(iri, OA.hasSelector, selector)
            self.add(selector, RDF.type, kind)
        # xsd:integer: the engine gives back every type derived from it as such
        self.add(position, OA.start, Literal(start))
        self.add(position, OA.end, Literal(end))
        self.add(quote, OA.exact, Literal(exact))
        self.add(quote, OA.prefix, Literal(source.text[max(0, start - _CONTEXT) : start]))
        self.add(quote, OA.suffix, Literal(source.text[end : end + _CONTEXT]))
        return iri

    def _source_iri(self, source: SourceText) -> NamedNode:
        return self.iris.resource("source-file", source.name.removesuffix(".txt"))

    def _source_file(self, source: SourceText) -> None:
        iri = self._source_iri(source)
        self.add(iri, RDF.type, VG.SourceFile)
        self.add(iri, RDFS.label, Literal(source.name))
        self.add(iri, VG.fileName, Literal(source.name))
        self.add(iri, VG.sha256, Literal(source.sha256))
        self.add(iri, VG.sourceText, Literal(source.text))


def document_quads(readings: Sequence[Reading], iris: Iris) -> dict[str, list[Quad]]:
    """The named graphs of the documents of one build, by document id.

    Names of one organisation in several documents become one node, with the name and kind of the first that names it.
    """
    linker, groups, actors = Linker(Gazetteer()), IndicatorGroups(), dict[str, ActorRef]()
    known = frozenset(reading.doc.id for reading in readings)
    return {
        reading.doc.id: DocumentWriter(reading, iris, linker, known, groups, actors).write() for reading in readings
    }


def actor_iri(iris: Iris, ref: ActorRef) -> NamedNode:
    return iris.resource(ref.segment, *ref.slug_parts)


def actor_class(ref: ActorRef) -> NamedNode:
    """The class of an organisation: a municipality of the register, or what goes with its kind."""
    return VG.Municipality if ref.segment == "municipality" else class_of("organisation-kind", ref.kind)


def _references(facts: list[Fact], family: Family) -> Iterator[tuple[str, list[Fact]]]:
    """Facts that say the same with the last segment of their IRI.

    It is made of the key columns; facts that share them and differ in others get a digest of all columns as well.
    """
    same: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        same[tuple(getattr(fact, column.field) for column in family.columns)].append(fact)
    keys = {columns: _key(group[0], family) for columns, group in same.items()}
    shared = Counter(slug(key) for key in keys.values())
    for columns, group in same.items():
        key = keys[columns]
        yield (key if shared[slug(key)] == 1 else f"{slug(key)[:60]} {digest(repr(columns))}"), group


def _key(fact: Fact, family: Family) -> str:
    return " ".join(str(getattr(fact, name)) for name in family.key if getattr(fact, name) not in (None, ""))


def _label(fact: Fact, family: Family) -> str:
    parts = [str(getattr(fact, name)) for name in family.key if getattr(fact, name) not in (None, "")]
    return " · ".join(parts) or family.segment
