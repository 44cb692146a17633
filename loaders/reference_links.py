"""Links to registers outside as triples: the plain one that every tool reads, and beside it where it comes from and how
sure it is (vg:ExternalLink, see `ontology/modules/identifiers.ttl`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.identifiers import BY_KEY, REGISTERS, register_of
from kg.iris import Iris
from kg.ontology import thesaurus_quads
from kg.vocab import DCT, FOAF, RDF, RDFS, SKOS, VG, concept

Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]

SURE, FAIRLY, HARDLY = "hoog", "middel", "laag"
_THESAURUS = "Thesaurus van Veiligheidsgraaf (ontology/vocabularies/themes.ttl), met de hand gelegd"
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


@dataclass(frozen=True, slots=True)
class Link:
    """One link. name: of the thing, for the label; register: a key of `kg.identifiers`; identifier: an IRI, or a code of a
    register that has no IRIs; predicate: of the plain triple; source: in words; confidence: notation of the code list."""

    subject: NamedNode
    name: str
    register: str
    identifier: str
    predicate: NamedNode
    source: str
    confidence: str


def link_triples(link: Link, iris: Iris) -> Iterator[Triple]:
    """The plain triple and its account."""
    register = BY_KEY[link.register]
    space = register.spaced(iris.base)
    short = link.identifier.removeprefix(space) if space else link.identifier
    kept = link.subject.value.removeprefix(f"{iris.base}/id/")
    node = iris.resource("external-link", kept, register.key, short)
    value = NamedNode(link.identifier) if space else Literal(link.identifier)
    yield link.subject, link.predicate, value
    yield node, RDF.type, VG.ExternalLink
    yield node, RDFS.label, Literal(f"{link.name} in {register.names[0]}: {short.strip('/')}", language="nl")
    yield node, VG.linkSubject, link.subject
    yield node, VG.linkTarget if space else VG.linkCode, value
    yield node, VG.inRegister, register_iri(register.key, iris)
    yield node, VG.linkConfidence, concept("confidence", link.confidence)
    yield from source_triples(node, link.source, iris)


def register_iri(key: str, iris: Iris) -> NamedNode:
    return iris.resource("register", key)


def register_triples(iris: Iris) -> Iterator[Triple]:
    """The registers themselves, with the form of their identifiers."""
    for register in REGISTERS:
        iri = register_iri(register.key, iris)
        yield iri, RDF.type, VG.Register
        for name, language in zip(register.names, ("nl", "en"), strict=True):
            yield iri, DCT.title, Literal(name, language=language)
        yield iri, RDFS.label, Literal(register.names[0], language="nl")
        yield iri, FOAF.homepage, NamedNode(register.homepage)
        yield iri, VG.identifierForm, Literal(register.full_form(iris.base))


def theme_links(iris: Iris) -> Iterator[Triple]:
    """An account of each mapping of the thesaurus; the mappings themselves stand in its own graph."""
    quads = thesaurus_quads(iris)
    names = {
        quad.subject: quad.object.value
        for quad in quads
        if quad.predicate == SKOS.prefLabel and isinstance(quad.object, Literal) and quad.object.language == "nl"
    }
    for quad in quads:
        if quad.predicate not in _MATCHES or not isinstance(quad.object, NamedNode):
            continue
        register = register_of(quad.object.value, iris.base)
        if register is None or not isinstance(quad.subject, NamedNode):
            continue
        link = Link(
            quad.subject,
            names.get(quad.subject, ""),
            register.key,
            quad.object.value,
            quad.predicate,
            _THESAURUS,
            FAIRLY,
        )
        plain = (quad.subject, quad.predicate, quad.object)
        yield from (triple for triple in link_triples(link, iris) if triple != plain)


def source_triples(iri: NamedNode, words: str, iris: Iris) -> Iterator[Triple]:
    """That what is said of `iri` comes from a source described in `words`."""
    source = iris.resource("source", words)
    yield iri, DCT.source, source
    yield source, RDF.type, FOAF.Document
    yield source, DCT.title, Literal(words, language="nl")
