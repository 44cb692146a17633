"""VoID: the dataset by numbers, its parts by class, property and graph, and what it links to."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from kg.config import DEF
from kg.description.about import DOWNLOADS, About, format_iri
from kg.description.linksets import linksets
from kg.description.statistics import GraphCount, Partition, namespace_of
from kg.description.terms import Builder
from kg.engine.formats import GRAPH_FORMATS
from kg.iris import digest
from kg.labels import short_name
from kg.vocab import XSD


def void_triples(about: About) -> list[Triple]:
    """The whole description: the document, the dataset, its partitions, subsets and linksets."""
    out = Builder()
    document = NamedNode(f"{about.base}/.well-known/void")
    out.type(document, "void:DatasetDescription")
    out.add(document, "foaf:primaryTopic", about.dataset)
    out.text(document, "dct:title", {"nl": f"VoID van {about.title}", "en": f"VoID of {about.title}"})
    dataset_triples(out, about)
    for partition in about.statistics.classes:
        _class(out, about, partition)
    for partition in about.statistics.properties:
        _property(out, about, partition)
    for graph in about.statistics.graphs:
        subset = graph_subset(out, about, graph)
        if graph.name != about.report_graph:
            out.add(about.dataset, "void:subset", subset)
    linksets(out, about)
    return out.triples()


def dataset_triples(out: Builder, about: About) -> None:
    """The dataset itself: who, what, how much, where to get it."""
    dataset, counts = about.dataset, about.statistics
    out.type(dataset, "void:Dataset")
    out.text(dataset, "dct:title", {"nl": about.title, "en": about.title})
    out.text(dataset, "dct:description", about.descriptions())
    out.add(dataset, "dct:publisher", about.publisher)
    out.type(about.publisher, "foaf:Agent")
    out.add(about.publisher, "foaf:name", about.publisher_label)
    if about.licence_iri:
        out.add(dataset, "dct:license", NamedNode(about.licence_iri))
    if about.issued:
        out.add(dataset, "dct:issued", Literal(about.issued, datatype=XSD.date))
        out.add(dataset, "dct:modified", Literal(about.issued, datatype=XSD.date))
    out.add(dataset, "foaf:homepage", about.at("/"))
    out.add(dataset, "void:triples", counts.triples)
    out.add(dataset, "void:entities", counts.entities)
    out.add(dataset, "void:distinctSubjects", counts.subjects)
    out.add(dataset, "void:distinctObjects", counts.objects)
    out.add(dataset, "void:classes", len(counts.classes))
    out.add(dataset, "void:properties", len(counts.properties))
    out.add(dataset, "void:uriSpace", counts.uri_space)
    out.add(dataset, "void:sparqlEndpoint", about.at("/sparql"))
    out.add(dataset, "void:exampleResource", *(NamedNode(iri) for iri in counts.examples))
    out.add(dataset, "void:vocabulary", *(NamedNode(vocabulary_iri(iri)) for iri in counts.vocabularies))
    served = (f for f in GRAPH_FORMATS if f.name in ("ttl", "jsonld", "nt", "rdfxml"))  # of /doc/…
    out.add(dataset, "void:feature", *(format_iri(f) for f in served))
    out.add(dataset, "void:dataDump", *(about.at(download.path) for download in DOWNLOADS))


def vocabulary_iri(namespace: str) -> str:
    """The vocabulary of a namespace: without the slash for our own ontology, whose IRI has none."""
    return namespace.rstrip("/") if namespace == DEF else namespace


def graph_subset(out: Builder, about: About, graph: GraphCount) -> NamedNode:
    """One named graph as a dataset of its own."""
    subset = about.void(f"graph-{about.graph_key(graph.name)}")
    out.type(subset, "void:Dataset")
    out.add(subset, "dct:title", graph.name)
    out.add(subset, "void:triples", graph.triples)
    out.add(subset, "void:distinctSubjects", graph.subjects)
    out.add(subset, "void:distinctObjects", graph.objects)
    out.add(subset, "void:properties", graph.properties)
    return subset


def _class(out: Builder, about: About, partition: Partition) -> None:
    part = about.void(f"class-{_key(partition.iri)}")
    out.add(about.dataset, "void:classPartition", part)
    out.type(part, "void:Dataset")
    out.add(part, "void:class", NamedNode(partition.iri))
    out.add(part, "void:entities", partition.number)


def _property(out: Builder, about: About, partition: Partition) -> None:
    part = about.void(f"property-{_key(partition.iri)}")
    out.add(about.dataset, "void:propertyPartition", part)
    out.type(part, "void:Dataset")
    out.add(part, "void:property", NamedNode(partition.iri))
    out.add(part, "void:triples", partition.number)
    if partition.subjects >= 0:
        out.add(part, "void:distinctSubjects", partition.subjects)
        out.add(part, "void:distinctObjects", partition.objects)


def _key(iri: str) -> str:
    """A readable key for a term: `skos-exactMatch` where the vocabulary is known, else a digest."""
    short = short_name(iri)
    plain = short.replace(":", "-")
    known = ":" in short and namespace_of(iri) and plain.replace("-", "").replace("_", "").isalnum() and plain.isascii()
    return plain if known else f"x{digest(iri)}"
