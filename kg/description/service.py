"""SPARQL 1.1 Service Description, with the terms of 1.2 that its drafts have settled (`sd:supportedVersion`)."""

from __future__ import annotations

from pyoxigraph import NamedNode, Triple

from kg.description.about import About, format_iri
from kg.description.terms import ENTAILMENT, SPARQL, Builder, term
from kg.description.void import graph_subset
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.vocab import RDFS

_SIMPLE = NamedNode(ENTAILMENT + "Simple")
# SPARQL extensions of the engine, by the proposals they come from; each is tried in a test.
EXTENSIONS = {
    "https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0002/sep-0002.md": "Durations and ADJUST",
    "https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0006/sep-0006.md": "LATERAL",
}
VERSIONS = ("1.1", "1.2")


def service_triples(about: About) -> list[Triple]:
    """The service, its dataset, and each graph with its size. Only what this server does is claimed."""
    out = Builder()
    service, dataset = about.service(), about.service("dataset")
    out.type(service, "sd:Service")
    out.text(service, RDFS.label, about.service_titles())
    out.add(service, "sd:endpoint", about.at("/sparql"))
    out.add(service, "sd:supportedLanguage", term("sd:SPARQL10Query"), term("sd:SPARQL11Query"))
    out.add(service, "sd:supportedVersion", *(NamedNode(f"{SPARQL}version-{v}") for v in VERSIONS))
    _features(out, about, service)
    for wanted in (*RESULT_FORMATS, *GRAPH_FORMATS):
        out.add(service, "sd:resultFormat", format_iri(wanted))
    if about.update:
        _update(out, about)
    out.add(service, "sd:defaultEntailmentRegime", _SIMPLE)
    out.add(service, "sd:defaultDataset", dataset)
    _dataset(out, about, dataset)
    return out.triples()


def _update(out: Builder, about: About) -> None:
    """A service of its own, since it has an address of its own. Without a description of its dataset: two services with
    one dataset would be one and the same, as sd:defaultDataset has it."""
    service = about.service("update")
    out.type(service, "sd:Service")
    out.text(service, RDFS.label, {"nl": f"SPARQL Update van {about.title}", "en": f"SPARQL Update of {about.title}"})
    out.add(service, "sd:endpoint", about.at("/update"))
    out.add(service, "sd:supportedLanguage", term("sd:SPARQL11Update"))
    out.add(service, "sd:inputFormat", *(format_iri(wanted) for wanted in GRAPH_FORMATS))
    out.add(service, "sd:defaultEntailmentRegime", _SIMPLE)


def _features(out: Builder, about: About, service: NamedNode) -> None:
    if about.services:
        out.add(service, "sd:feature", term("sd:BasicFederatedQuery"))
        out.add(service, RDFS.comment, "SERVICE reaches only: " + ", ".join(about.services))
    if about.is_whole_union:
        out.add(service, "sd:feature", term("sd:UnionDefaultGraph"))
    for iri, label in EXTENSIONS.items():
        extension = NamedNode(iri)
        out.add(service, "sd:languageExtension", extension)
        out.type(extension, "sd:Feature")
        out.add(extension, RDFS.label, label)


def _dataset(out: Builder, about: About, dataset: NamedNode) -> None:
    out.type(dataset, "sd:Dataset")
    default = about.service("default-graph")
    out.add(dataset, "sd:defaultGraph", default)
    out.add(dataset, RDFS.seeAlso, about.dataset)
    out.type(default, "sd:Graph")
    out.type(default, "void:Dataset")
    out.add(default, "void:triples", about.statistics.triples)
    out.text(default, "dct:description", about.default_graph())
    for graph in about.statistics.graphs:
        named = about.service(f"graph-{about.graph_key(graph.name)}")
        out.add(dataset, "sd:namedGraph", named)
        out.type(named, "sd:NamedGraph")
        out.add(named, "sd:name", NamedNode(graph.name))
        subset = about.void(f"graph-{about.graph_key(graph.name)}")
        out.add(named, "sd:graph", subset)
        out.type(subset, "sd:Graph")
        graph_subset(out, about, graph)
