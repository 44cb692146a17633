"""The ontology stays inside OWL 2 DL as far as can be told from its triples, and documents itself.

Wrong would be: a typo that silently is another term, a property that is both of objects and of data, a restriction
HermiT refuses, a term nobody can read about in Dutch or in English.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from kg.config import DEF
from tests.ontology.support import ontology, own, vocabularies

PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
RESERVED = tuple(str(space) for space in (OWL, RDF, RDFS, XSD))
# OWL 2 Structural Specification, section 4: the datatype map. No years, no dates, no durations.
DATATYPE_MAP = {
    *(XSD[name] for name in (
        "decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger", "long",
        "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "double", "float",
        "string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN", "boolean", "hexBinary",
        "base64Binary", "anyURI", "dateTime", "dateTimeStamp",
    )),
    RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal,
}  # fmt: skip
OWN = sorted(own(ontology()))


@pytest.mark.parametrize("term", OWN, ids=lambda term: term.removeprefix(DEF))
def test_a_term_is_labelled_and_defined_in_dutch_and_english(term: URIRef) -> None:
    graph = ontology()
    for predicate in (RDFS.label, SKOS.definition):
        texts = [value for value in graph.objects(term, predicate) if isinstance(value, Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "nl"]
        assert all(text.strip() for text in texts)
    assert list(graph.objects(term, RDFS.isDefinedBy)) == [URIRef(DEF.rstrip("/"))]


def test_there_is_one_header_without_imports() -> None:
    graph = ontology()
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [URIRef(DEF.rstrip("/"))]
    assert list(graph.objects(None, OWL.imports)) == []
    assert len(list(graph.objects(None, OWL.versionIRI))) == 1


def test_an_outside_term_says_who_defines_it() -> None:
    graph = ontology()
    declared = {s for kind in {OWL.Class, *PROPERTIES} for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    assert {term for term in declared if not list(graph.objects(term, RDFS.isDefinedBy))} == set()


def test_no_property_is_of_two_kinds_and_none_is_a_class() -> None:
    graph = ontology()
    kinds = {kind: set(graph.subjects(RDF.type, kind)) for kind in {*PROPERTIES, OWL.Class}}
    for kind, terms in kinds.items():
        for other, others in kinds.items():
            assert kind == other or terms & others == set()


def test_every_predicate_is_declared() -> None:
    graph = ontology() + vocabularies()
    declared = {s for kind in PROPERTIES for s in graph.subjects(RDF.type, kind)}
    used = {predicate for predicate in graph.predicates() if not str(predicate).startswith(RESERVED)}
    assert used - declared == set()


def test_every_class_used_is_declared() -> None:
    graph = ontology() + vocabularies()
    classes = set(graph.subjects(RDF.type, OWL.Class))
    used = set(graph.objects(None, RDF.type)) | set(graph.objects(None, RDFS.subClassOf))
    used |= set(graph.objects(None, OWL.someValuesFrom)) | set(graph.objects(None, OWL.allValuesFrom))
    used |= set(graph.objects(None, RDFS.domain)) | set(graph.objects(None, OWL.disjointWith))
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        used |= set(_members(graph, axiom, OWL.members))
    named = {term for term in used if isinstance(term, URIRef) and not str(term).startswith(RESERVED)}
    assert named - classes == set()


def test_ranges_fit_their_kind_of_property() -> None:
    graph = ontology()
    for prop in graph.subjects(RDF.type, OWL.DatatypeProperty):
        assert set(graph.objects(prop, RDFS.range)) <= DATATYPE_MAP, prop
    classes = set(graph.subjects(RDF.type, OWL.Class))
    for prop in graph.subjects(RDF.type, OWL.ObjectProperty):
        assert set(graph.objects(prop, RDFS.range)) <= classes, prop


def test_sub_properties_are_of_one_kind() -> None:
    graph = ontology()
    for low, high in graph.subject_objects(RDFS.subPropertyOf):
        kinds = [set(graph.objects(term, RDF.type)) & PROPERTIES for term in (low, high)]
        assert kinds[0] == kinds[1], f"{low} and {high}"


def test_composite_properties_are_not_used_where_owl_wants_simple_ones() -> None:
    """OWL 2 Structural Specification, section 11.2: no cardinality, functionality … of what is (above) transitive."""
    graph = ontology()
    composite = {*graph.subjects(RDF.type, OWL.TransitiveProperty), *graph.subjects(OWL.propertyChainAxiom, None)}
    while True:
        more = {high for low in composite for high in graph.objects(low, RDFS.subPropertyOf)}
        more |= {other for one in composite for other in graph.objects(one, OWL.inverseOf)}
        more |= {other for one in composite for other in graph.subjects(OWL.inverseOf, one)}
        if more <= composite:
            break
        composite |= more
    simple_only = {
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.IrreflexiveProperty,
        OWL.AsymmetricProperty,
    }
    restricted = {
        next(graph.objects(node, OWL.onProperty))
        for predicate in (OWL.minCardinality, OWL.maxCardinality, OWL.cardinality, OWL.hasSelf)
        for node in graph.subjects(predicate, None)
    }
    assert {term for term in composite if set(graph.objects(term, RDF.type)) & simple_only} == set()
    assert composite & (restricted | set(graph.subjects(OWL.propertyDisjointWith, None))) == set()


def test_the_reserved_vocabulary_is_not_redefined() -> None:
    graph = ontology() + vocabularies()
    assert {s for s in graph.subjects() if isinstance(s, URIRef) and str(s).startswith(RESERVED)} == set()


def test_blank_nodes_are_class_expressions_lists_or_axioms_only() -> None:
    graph = ontology() + vocabularies()
    axioms = {OWL.Restriction, OWL.AllDisjointClasses, OWL.AllDifferent}
    for node in {s for s in graph.subjects() if isinstance(s, BNode)}:
        assert set(graph.objects(node, RDF.type)) & axioms or list(graph.objects(node, RDF.rest)), list(
            graph.predicate_objects(node)
        )


def _members(graph: Graph, node: object, predicate: URIRef) -> Iterator[object]:
    for head in graph.objects(node, predicate):  # type: ignore[arg-type]
        yield from Collection(graph, head)
