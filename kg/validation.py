"""SHACL validation with a typed report: what the rest of the program calls of `kg.shacl`.

Data is validated on a copy in memory, never on a store: the validator (pySHACL) reads node by node. The copy holds the
data, the code lists and, of the ontology, only the class hierarchy: so a shape for vg:Statement meets every subclass
without any inference.

Severities and what each shape is for: `docs/checks.md` and the comments in `shapes/`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.shacl.graph import QuickGraph
from kg.shacl.report import Result, Severity, ValidationReport
from kg.shacl.run import run
from kg.shacl.shapes import SHAPES, context, is_hierarchy, load_shapes, subclasses
from kg.shacl.stored import report_quads
from kg.shacl.terms import Node, rdflib_triple
from kg.shacl.told import Finding, tell

__all__ = [
    "SHAPES",
    "Finding",
    "Result",
    "Severity",
    "ValidationReport",
    "load_shapes",
    "report_quads",
    "subclasses",
    "tell",
    "validate",
    "validate_data",
    "validate_focus",
    "validate_told",
    "with_context",
    "with_ours",
    "working_graph",
]

_FEW = 200  # focus nodes the validator is quick with


def validate(quads: Iterable[ox.Quad], shapes: Path = SHAPES) -> ValidationReport:
    """Validate all graphs of `quads` together: documents with their findings, thesaurus, reference and ontology.

    Raises RdfSyntaxError for a shapes file that does not parse, InputError for shapes that cannot be used.
    """
    return run(working_graph(quads), load_shapes(shapes))


def validate_told(quads: Iterable[ox.Quad], shapes: Path = SHAPES) -> tuple[ValidationReport, list[Finding]]:
    """As `validate`; also what it found as people are told of it: labels, places in the text, hints."""
    data, ours = working_graph(quads), load_shapes(shapes)
    report = run(data, ours)
    return report, tell(report.results, data, ours)


def validate_data(
    data: rdflib.Graph, shapes: rdflib.Graph | None = None, *, advanced: bool = False
) -> ValidationReport:
    """Validate data somebody sends. The graph given is not changed.

    shapes: their shapes, against the data as it stands; None: ours, and then the class hierarchy and the code lists of
    the ontology are added to a copy of the data. advanced: SHACL-AF too. Nothing is fetched: owl:imports is not
    followed. `kg.shacl.job` does this under limits, for what strangers send.

    Raises InputError for shapes that cannot be used.
    """
    if shapes is None:
        return run(with_ours(data), load_shapes(), advanced=advanced)
    working = rdflib.Graph()
    for prefix, namespace in data.namespaces():  # the validator's own messages shorten IRIs by prefixes
        working.bind(prefix, namespace, override=True, replace=True)
    for triple in data:
        working.add(triple)
    return run(working, shapes, advanced=advanced)


def with_ours(data: rdflib.Graph) -> QuickGraph:
    """A copy of somebody's data with what our shapes need beside it."""
    working = QuickGraph()
    for triple in data:
        working.add(triple)
    return with_context(working)


def validate_focus(quads: Iterable[ox.Quad], focus: Collection[str], shapes: Path = SHAPES) -> ValidationReport:
    """Validate some nodes of a larger whole: `quads` are what the shapes need of their neighbourhood.

    focus: IRIs, and blank nodes as "_:name"; the report is about these only. The class hierarchy and the code lists of
    the ontology are added. Raises as `validate`.
    """
    data = with_context(working_graph(quads, quick=False))
    # the validator looks each node of a shape up in a list, and takes no blank nodes
    few = sorted(focus) if len(focus) <= _FEW and not any(node.startswith("_:") for node in focus) else None
    report = run(data, load_shapes(shapes), few)
    return ValidationReport(tuple(r for r in report.results if r.focus_node in focus), report.graph)


def with_context(data: QuickGraph) -> QuickGraph:
    """The same graph, the class hierarchy and the code lists of the ontology added to it."""
    for triple in context():
        data.add(triple)
    return data


def working_graph(quads: Iterable[ox.Quad], *, quick: bool = True) -> QuickGraph:
    """A copy to validate; of the ontology only the class hierarchy (its axioms are checked by `kg.consistency`).

    quick: with a copy in the engine beside it, which is worth its price for many quads. For our own shapes only.
    """
    kept = [q for q in quads if not getattr(q.graph_name, "value", "").endswith("/graph/ontology") or is_hierarchy(q)]
    engine = ox.Store() if quick else None
    if engine is not None:
        engine.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in kept)
    graph = QuickGraph(engine)
    terms: dict[object, Node] = {}
    for quad in kept:
        graph.index.add(rdflib_triple(quad, terms))
    return graph
