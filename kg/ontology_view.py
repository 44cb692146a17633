"""The ontology in a store as people read it: terms with their definitions, what each falls under, alignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.config import DEF
from kg.store import GraphStore
from kg.vocab import OWL, RDF, RDFS, SKOS, VG

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
_ABOVE = (RDFS.subClassOf, RDFS.subPropertyOf)
_ALIGNED = (*_ABOVE, OWL.equivalentClass, OWL.equivalentProperty, SKOS.exactMatch, SKOS.closeMatch, RDFS.seeAlso)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of our own. labels, definitions: by language. above: IRIs of own terms it falls under. domain, range: of a
    property, IRIs."""

    iri: str
    kind: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    above: list[str]
    domain: list[str]
    range: list[str]


@dataclass(frozen=True, slots=True)
class Alignment:
    """An own term and a term of another vocabulary. how: the property that joins them."""

    term: str
    how: str
    other: str


@dataclass(frozen=True, slots=True)
class OntologyView:
    """The terms by IRI, the alignments, and the concept schemes (code lists), sorted."""

    terms: Mapping[str, Term]
    alignments: list[Alignment]
    schemes: list[str]
    about: Mapping[str, str]

    def of_kind(self, kind: NamedNode) -> list[Term]:
        return [term for term in self.terms.values() if term.kind == kind.value]


def ontology_view(store: GraphStore) -> OntologyView:
    """Reads the graph `ontology` and the names of the code lists."""
    graph = NamedNode(f"{store.base}/graph/ontology")
    terms: dict[str, Term] = {}
    for kind in KINDS:
        for quad in store.quads(None, RDF.type, kind, graph):
            iri = quad.subject
            if isinstance(iri, NamedNode) and iri.value.startswith(DEF) and "/.well-known/" not in iri.value:
                terms[iri.value] = _term(store, iri, kind, graph)
    aligned = {
        Alignment(iri, quad.predicate.value, quad.object.value)
        for iri in terms
        for predicate in _ALIGNED
        for quad in store.quads(NamedNode(iri), predicate, None, graph)
        if isinstance(quad.object, NamedNode) and not quad.object.value.startswith(DEF)
    }
    schemes = {
        q.subject.value for q in store.quads(None, RDF.type, SKOS.ConceptScheme) if isinstance(q.subject, NamedNode)
    }
    return OntologyView(
        dict(sorted(terms.items())),
        sorted(aligned, key=lambda a: (a.other, a.term, a.how)),
        sorted(schemes),
        _texts(store, NamedNode(DEF.rstrip("/")), NamedNode("http://purl.org/dc/terms/description"), graph),
    )


def links_of_statements(view: OntologyView) -> list[tuple[str, str, str]]:
    """Which kind of fact names which kind of thing, by which property: (class, property, class).

    The first are vg:Statement, which stands for every kind, and the classes below it; the last are classes of our own
    or of others. Each as the domain and range of a property say.
    """
    kinds = _below(view, VG.Statement.value) | {VG.Statement.value}
    return sorted(
        (domain, term.iri, range_)
        for term in view.of_kind(OWL.ObjectProperty)
        for domain in term.domain
        for range_ in term.range
        if domain in kinds and range_ not in kinds
    )


def _below(view: OntologyView, top: str) -> set[str]:
    found = {top}
    while True:
        more = {iri for iri, term in view.terms.items() if found & set(term.above)} - found
        if not more:
            return found - {top}
        found |= more


def _term(store: GraphStore, iri: NamedNode, kind: NamedNode, graph: NamedNode) -> Term:
    return Term(
        iri.value,
        kind.value,
        _texts(store, iri, RDFS.label, graph),
        _texts(store, iri, SKOS.definition, graph),
        [other for predicate in _ABOVE for other in _iris(store, iri, predicate, graph) if other.startswith(DEF)],
        _iris(store, iri, RDFS.domain, graph),
        _iris(store, iri, RDFS.range, graph),
    )


def _texts(store: GraphStore, iri: NamedNode, predicate: NamedNode, graph: NamedNode) -> dict[str, str]:
    found = sorted(
        (q.object for q in store.quads(iri, predicate, None, graph) if isinstance(q.object, Literal)), key=str
    )
    return {literal.language or "": literal.value for literal in found}


def _iris(store: GraphStore, iri: NamedNode, predicate: NamedNode, graph: NamedNode) -> list[str]:
    return sorted(q.object.value for q in store.quads(iri, predicate, None, graph) if isinstance(q.object, NamedNode))
