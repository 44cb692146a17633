"""Of a report, what is about some nodes only: results, and the graph that holds them."""

from __future__ import annotations

from collections.abc import Container

import rdflib
from rdflib.namespace import RDF, SH

from kg.shacl.report import ValidationReport


def about(report: ValidationReport, nodes: Container[str]) -> ValidationReport:
    """The results whose focus node is one of `nodes` (IRIs, "_:name"), in a report of their own.

    Its sh:conforms says whether there are any, as in any report.
    """
    kept = tuple(result for result in report.results if result.focus_node in nodes)
    if len(kept) == len(report.results):
        return report
    graph = rdflib.Graph(bind_namespaces="none")
    whole = rdflib.BNode()
    graph.add((whole, RDF.type, SH.ValidationReport))
    graph.add((whole, SH.conforms, rdflib.Literal(not kept)))
    for result in kept:
        assert result.node is not None
        graph.add((whole, SH.result, result.node))
        _copy(report.graph, result.node, graph)
    return ValidationReport(kept, graph)


def _copy(source: rdflib.Graph, node: rdflib.term.Node, target: rdflib.Graph) -> None:
    """A node with the blank nodes it leads to: paths, and nodes of the data and the shapes."""
    waiting, done = [node], set()
    while waiting:
        at = waiting.pop()
        done.add(at)
        for triple in source.triples((at, None, None)):
            target.add(triple)
            if isinstance(triple[2], rdflib.BNode) and triple[2] not in done:
                waiting.append(triple[2])
