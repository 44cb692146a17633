"""A table of CBS as an RDF Data Cube (https://www.w3.org/TR/vocab-data-cube/).

Dimensions are SDMX's refArea and refPeriod, and a property of the table's own for each other one; the measure is a
dimension too (section 6.5.2 of the recommendation, with one measure property for all), since a table has some ten
measures of different units. A municipality is the one of the graph, found by its code; any other area, a code that is
no area of ours and each class of a dimension is a concept in a scheme of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kg.iris import Iris
from kg.vocab import DCT, PROV, QB, RDF, RDFS, SKOS, VG, XSD
from loaders.cbs.outcomes import OutcomeMeasure, plain
from loaders.cbs.table import Cell, Code, Dimension, Kind, Table

SDMX_DIMENSION = "http://purl.org/linked-data/sdmx/2009/dimension#"
SDMX_MEASURE = "http://purl.org/linked-data/sdmx/2009/measure#"
REF_AREA = NamedNode(SDMX_DIMENSION + "refArea")
REF_PERIOD = NamedNode(SDMX_DIMENSION + "refPeriod")
OBS_VALUE = NamedNode(SDMX_MEASURE + "obsValue")
CUBE = "http://purl.org/linked-data/cube#"
DIMENSION_PROPERTY, CODE_LIST = NamedNode(CUBE + "DimensionProperty"), NamedNode(CUBE + "codeList")
CBS = NamedNode("https://www.cbs.nl")
_YEAR, _MONTH = re.compile(r"(\d{4})JJ00"), re.compile(r"(\d{4})MM(0[1-9]|1[0-2])")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\s+(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Where a table was read and when: its provenance."""

    url: str
    where: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph knows already. areas: IRI by CBS code. crimes: class of the crime classification by its plain label.
    outcomes: which class and measure tells the outcome of which group of indicators."""

    areas: Mapping[str, NamedNode] = field(default_factory=dict)
    crimes: Mapping[str, tuple[NamedNode, str]] = field(default_factory=dict)
    outcomes: tuple[OutcomeMeasure, ...] = ()


class Cube:
    """Triples of one table. `described` once, then `observation` for each cell."""

    def __init__(self, table: Table, iris: Iris, known: Known) -> None:
        self.table, self._iris, self._known = table, iris, known
        self.name = f"cbs-{table.identifier}"
        self.dataset = iris.resource("dataset", self.name)
        self._terms = [{code: self._term(d, code) for code in d.codes} for d in table.dimensions]
        self._properties = [self._property(d) for d in table.dimensions]
        self._measures = {code: iris.resource("cbs", table.identifier, "measure", code) for code in table.measures}
        self._measure = iris.resource("cbs", table.identifier, "dimension", "measure")

    @property
    def graph(self) -> NamedNode:
        """The named graph of the table."""
        return self._iris.graph(self.name)

    def observation(self, cell: Cell) -> Iterator[Triple]:
        """The triples of one cell."""
        iri = self._iris.resource("observation", self.name, cell.measure, *cell.codes)
        yield Triple(iri, RDF.type, QB.Observation)
        yield Triple(iri, QB.dataSet, self.dataset)
        for code, terms, prop in zip(cell.codes, self._terms, self._properties, strict=True):
            yield Triple(iri, prop, terms[code])
        yield Triple(iri, self._measure, self._measures[cell.measure])
        yield Triple(iri, OBS_VALUE, Literal(_decimal(cell.value), datatype=XSD.decimal))

    def described(self, retrieval: Retrieval) -> Iterator[Triple]:
        """The data set, its structure, its codes, and where it comes from."""
        yield from self._dataset(retrieval)
        yield from self._structure()
        for dimension, terms in zip(self.table.dimensions, self._terms, strict=True):
            yield from self._codes(dimension, terms)
        for code, iri in self._measures.items():
            yield from _concept(iri, self.table.measures[code], self._scheme("measure"))
            if self.table.measures[code].unit:
                yield Triple(iri, VG.unitName, Literal(self.table.measures[code].unit))
        yield from self._scheme_triples("measure", "Maten")
        yield from self._outcomes()

    def _dataset(self, retrieval: Retrieval) -> Iterator[Triple]:
        table, read = self.table, self._iris.resource("activity", f"import-{self.name}")
        yield Triple(self.dataset, RDF.type, QB.DataSet)
        yield Triple(self.dataset, DCT.identifier, Literal(table.identifier))
        yield Triple(self.dataset, DCT.title, Literal(table.title, language="nl"))
        yield Triple(self.dataset, RDFS.label, Literal(table.title, language="nl"))
        if table.summary:
            yield Triple(self.dataset, DCT.description, Literal(table.summary, language="nl"))
        if table.licence.startswith(("http://", "https://")):
            yield Triple(self.dataset, DCT.license, NamedNode(table.licence))
        elif table.licence:
            yield Triple(self.dataset, DCT.rights, Literal(table.licence))
        if table.modified:
            yield Triple(self.dataset, DCT.modified, Literal(table.modified))
        yield Triple(self.dataset, DCT.publisher, CBS)
        yield Triple(self.dataset, PROV.wasDerivedFrom, NamedNode(retrieval.url))
        yield Triple(self.dataset, PROV.wasGeneratedBy, read)
        yield Triple(read, RDF.type, PROV.Activity)
        yield Triple(read, RDFS.label, Literal(f"Inlezen van tabel {table.identifier}", language="nl"))
        yield Triple(read, PROV.used, NamedNode(retrieval.url))
        yield Triple(read, PROV.endedAtTime, Literal(retrieval.at.isoformat(), datatype=XSD.dateTime))
        if retrieval.where:
            yield Triple(read, RDFS.comment, Literal(f"$filter={retrieval.where}"))

    def _structure(self) -> Iterator[Triple]:
        structure = self._iris.resource("structure", self.name)
        yield Triple(self.dataset, QB.structure, structure)
        yield Triple(structure, RDF.type, QB.DataStructureDefinition)
        own = [(d.name, p, d.title) for d, p in zip(self.table.dimensions, self._properties, strict=True)]
        for name, prop, title in [*own, ("measure", self._measure, "Maat")]:
            component = self._iris.part(structure, name)
            yield Triple(structure, QB.component, component)
            yield Triple(component, RDF.type, QB.ComponentSpecification)
            yield Triple(component, QB.dimension, prop)
            if not prop.value.startswith(SDMX_DIMENSION):
                yield Triple(prop, RDF.type, RDF.Property)
                yield Triple(prop, RDF.type, DIMENSION_PROPERTY)
                yield Triple(prop, RDFS.label, Literal(title, language="nl"))
                yield Triple(prop, CODE_LIST, self._scheme(name))
        value = self._iris.part(structure, "value")
        yield Triple(structure, QB.component, value)
        yield Triple(value, RDF.type, QB.ComponentSpecification)
        yield Triple(value, QB.measure, OBS_VALUE)

    def _codes(self, dimension: Dimension, terms: Mapping[str, NamedNode | Literal]) -> Iterator[Triple]:
        yield from self._scheme_triples(dimension.name, dimension.title)
        for code, term in terms.items():
            if isinstance(term, NamedNode) and code not in (self._known.areas if dimension.kind is Kind.REGION else ()):
                yield from _concept(term, dimension.codes[code], self._scheme(dimension.name))
                yield from self._same_crime(term, dimension.codes[code])

    def _same_crime(self, term: NamedNode, code: Code) -> Iterator[Triple]:
        """A class that has number and label of our crime classification is that class; with the label alone, nearly."""
        number, label = _parts(code.title)
        found = self._known.crimes.get(plain(label))
        if found is not None:
            same = number.replace(".", "") == found[1]
            yield Triple(term, SKOS.exactMatch if same else SKOS.closeMatch, found[0])

    def _outcomes(self) -> Iterator[Triple]:
        """Which class and measure of this table tells how a group of indicators came out."""
        for outcome in self._known.outcomes:
            for dimension, terms in zip(self.table.dimensions, self._terms, strict=True):
                if dimension.kind is not Kind.OTHER:
                    continue
                classes = [terms[c] for c, code in dimension.codes.items() if plain(_parts(code.title)[1]) == outcome.label]
                measures = [self._measures[c] for c, code in self.table.measures.items() if plain(code.title) in outcome.measures]
                if len(classes) == 1 and len(measures) == 1:
                    yield from self._outcome(outcome, classes[0], measures[0])

    def _outcome(self, outcome: OutcomeMeasure, crime: NamedNode | Literal, measure: NamedNode) -> Iterator[Triple]:
        iri = self._iris.resource("outcome-measure", self.name, outcome.group, outcome.label)
        yield Triple(iri, RDF.type, VG.OutcomeMeasure)
        yield Triple(iri, VG.measuredGroup, self._iris.resource("indicator-group", outcome.group))
        yield Triple(iri, VG.outcomeClass, crime)
        yield Triple(iri, VG.outcomeMeasure, measure)
        yield Triple(iri, QB.dataSet, self.dataset)
        yield Triple(iri, VG.sameMeasure, Literal("true" if outcome.same else "false", datatype=XSD.boolean))
        yield Triple(iri, SKOS.note, Literal(outcome.note_nl, language="nl"))
        yield Triple(iri, SKOS.note, Literal(outcome.note_en, language="en"))
        yield Triple(iri, DCT.source, Literal(outcome.source, language="nl"))

    def _term(self, dimension: Dimension, code: str) -> NamedNode | Literal:
        if dimension.kind is Kind.REGION:
            known = self._known.areas.get(code)
            return known if known is not None else self._iris.resource("cbs-area", code)
        if year := dimension.kind is Kind.PERIOD and _YEAR.fullmatch(code):
            return Literal(year[1], datatype=XSD.gYear)
        if month := dimension.kind is Kind.PERIOD and _MONTH.fullmatch(code):
            return Literal(f"{month[1]}-{month[2]}", datatype=XSD.gYearMonth)
        return self._iris.resource("cbs", self.table.identifier, dimension.name, code)

    def _property(self, dimension: Dimension) -> NamedNode:
        if dimension.kind is Kind.REGION:
            return REF_AREA
        if dimension.kind is Kind.PERIOD:
            return REF_PERIOD
        return self._iris.resource("cbs", self.table.identifier, "dimension", dimension.name)

    def _scheme(self, name: str) -> NamedNode:
        return self._iris.resource("scheme", self.name, name)

    def _scheme_triples(self, name: str, title: str) -> Iterator[Triple]:
        scheme = self._scheme(name)
        yield Triple(scheme, RDF.type, SKOS.ConceptScheme)
        yield Triple(scheme, DCT.title, Literal(f"{title} (CBS {self.table.identifier})", language="nl"))


def _concept(iri: NamedNode, code: Code, scheme: NamedNode) -> Iterator[Triple]:
    yield Triple(iri, RDF.type, SKOS.Concept)
    yield Triple(iri, SKOS.inScheme, scheme)
    yield Triple(iri, SKOS.notation, Literal(code.code))
    yield Triple(iri, SKOS.prefLabel, Literal(code.title, language="nl"))
    if code.description:
        yield Triple(iri, SKOS.definition, Literal(code.description, language="nl"))


def _parts(title: str) -> tuple[str, str]:
    """The number of a class and its label: "1.1.1 Diefstal/inbraak woning"."""
    found = _NUMBERED.fullmatch(title)
    return (found[1], found[2]) if found else ("", title)


def _decimal(value: Decimal) -> str:
    """The number as xsd:decimal writes it canonically enough: no exponent, no zeros behind."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
