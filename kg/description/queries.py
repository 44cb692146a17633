"""The named queries as RDF: SHACL's SPARQL executables, as SPARQL editors and the SIB's example files have them."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from kg.description.terms import Builder
from kg.iris import slug
from kg.queries import Catalogue
from kg.vocab import RDF, RDFS, SKOS

_LANGUAGES = ("nl", "en")


def query_triples(base: str, address: str, catalogue: Catalogue) -> list[Triple]:
    """Each query with its text, its title and question in both languages, its group and the endpoint it is for."""
    out = Builder()
    endpoint = NamedNode(f"{address}/sparql")
    for query in catalogue.queries.values():
        iri = NamedNode(f"{base}/queries/{query.name}")
        out.type(iri, "sh:SPARQLExecutable", "sh:SPARQLSelectExecutable")
        for language in _LANGUAGES:
            out.add(iri, RDFS.label, Literal(query.title(language), language=language))
            question, group = query.question(language), query.group(language)
            out.add(iri, RDFS.comment, Literal(question, language=language) if question else None)
            out.add(iri, "schema:keywords", Literal(group, language=language) if group else None)
        out.add(iri, "sh:select", query.text)
        out.add(iri, "schema:target", endpoint)
        if query.group("nl"):
            _group(out, base, iri, query.group("nl"), query.group("en"))
    return out.triples()


def _group(out: Builder, base: str, query: NamedNode, dutch: str, english: str) -> None:
    group = NamedNode(f"{base}/queries#{slug(dutch)}")
    out.add(query, "dct:subject", group)
    out.add(group, RDF.type, SKOS.Concept)
    out.add(group, SKOS.prefLabel, Literal(dutch, language="nl"), Literal(english, language="en"))
