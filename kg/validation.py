"""SHACL validation with a typed report.

Data is validated on a copy in rdflib, never on a store: the validator (pySHACL) reads node by node, and over the store
of an engine that is a hundred times slower once there are violations. The copy holds the data, the code lists and, of
the ontology, only the class hierarchy: so a shape for vg:Statement meets every subclass without any inference.

Severities and what each shape is for: `docs/checks.md` and the comments in `shapes/`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from pyparsing import ParseBaseException
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure
from rdflib.namespace import RDFS
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query

from kg.config import ROOT
from kg.errors import InputError, RdfSyntaxError
from kg.validation_report import Result, Severity, ValidationReport, read_report

__all__ = ["SHAPES", "Result", "Severity", "ValidationReport", "load_shapes", "validate", "validate_data"]

SHAPES = ROOT / "shapes"
ONTOLOGY = ROOT / "ontology"

_FEW = 200  # focus nodes the validator is quick with
_SUBCLASS = RDFS.subClassOf.toPython()
# What the validator raises over shapes it cannot use (the last: a SPARQL constraint that does not parse), and over data
# it cannot compare: rdflib lets NaN, ill-typed numbers and blank nodes in an order end in these.
_SHAPE_ERRORS = (
    ConstraintLoadError,
    ReportableRuntimeError,
    RuleLoadError,
    ShapeLoadError,
    ValidationFailure,
    ParseBaseException,
)
_VALUE_ERRORS = (ArithmeticError, RecursionError, TypeError, ValueError)
Node = rdflib.URIRef | rdflib.BNode | rdflib.Literal


def validate(quads: Iterable[ox.Quad], shapes: Path = SHAPES) -> ValidationReport:
    """Validate all graphs of `quads` together: documents with their findings, thesaurus, reference and ontology.

    Raises RdfSyntaxError for a shapes file that does not parse, InputError for shapes that cannot be used.
    """
    return _run(_working_graph(quads), load_shapes(shapes))


def validate_data(data: rdflib.Graph, shapes: rdflib.Graph | None = None) -> ValidationReport:
    """Validate data somebody sends. The graph given is not changed.

    shapes: their shapes, against the data as it stands; None: ours, and then the class hierarchy and the code lists of
    the ontology are added to a copy of the data. Nothing is fetched: owl:imports is not followed.

    Raises InputError for shapes that cannot be used.
    """
    if shapes is not None:
        return _run(data, shapes)
    working = _QuickGraph(bind_namespaces="none")
    working += data
    for triple in _context():
        working.add(triple)
    return _run(working, load_shapes())


def validate_focus(quads: Iterable[ox.Quad], focus: Collection[str], shapes: Path = SHAPES) -> ValidationReport:
    """Validate some nodes of a larger whole: `quads` are what the shapes need of their neighbourhood.

    focus: IRIs, and blank nodes as "_:name"; the report is about these only. The class hierarchy and the code lists of
    the ontology are added. Raises as `validate`.
    """
    data = _working_graph(quads)
    for triple in _context():
        data.add(triple)
    # the validator looks each node of a shape up in a list, and takes no blank nodes
    few = sorted(focus) if len(focus) <= _FEW and not any(node.startswith("_:") for node in focus) else None
    report = _run(data, load_shapes(shapes), few)
    return ValidationReport(tuple(r for r in report.results if r.focus_node in focus), report.graph)


@lru_cache(maxsize=1)
def subclasses() -> Mapping[str, frozenset[str]]:
    """Each class of the ontology with the classes directly below it."""
    below: dict[str, set[str]] = {}
    for lower, predicate, upper in _context():
        if predicate == RDFS.subClassOf:
            below.setdefault(str(upper), set()).add(str(lower))
    return {upper: frozenset(lower) for upper, lower in below.items()}


@lru_cache(maxsize=4)
def load_shapes(folder: Path = SHAPES) -> rdflib.Graph:
    """The shapes of a folder of Turtle files as one graph.

    Raises RdfSyntaxError, naming the file and line, for one that does not parse.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    for file in sorted(folder.glob("*.ttl")):
        for triple in _parse(file):
            graph.add(_rdflib_triple(triple, {}))
    return graph


@lru_cache(maxsize=1)
def _context() -> tuple[tuple[Node, Node, Node], ...]:
    """What our shapes need beside the data: subclasses between named classes, and the code lists."""
    files = [ONTOLOGY / "core.ttl", *sorted(ONTOLOGY.glob("modules/*.ttl")), *sorted(ONTOLOGY.glob("alignments/*.ttl"))]
    axioms = [triple for file in files for triple in _parse(file) if _is_hierarchy(triple)]
    lists = [triple for file in sorted(ONTOLOGY.glob("vocabularies/*.ttl")) for triple in _parse(file)]
    return tuple(_rdflib_triple(triple, {}) for triple in [*axioms, *lists])


def _parse(file: Path) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(path=file, format=ox.RdfFormat.TURTLE, base_iri=file.as_uri())
    except SyntaxError as error:
        raise RdfSyntaxError(str(error.msg), file=file, line=error.lineno, hint="Correct the Turtle") from error


def _is_hierarchy(quad: ox.Quad) -> bool:
    return quad.predicate.value == _SUBCLASS and isinstance(quad.object, ox.NamedNode)


class _QuickGraph(rdflib.Graph):
    """A graph that parses each query text once: the validator asks every SPARQL constraint once per focus node, and
    parsing one takes rdflib longer than answering it."""

    def query(
        self,
        query_object: str | Query,
        processor: str | rdflib.query.Processor = "sparql",
        result: str | type[rdflib.query.Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # rdflib's name
        *args: Any,
        **kwargs: Any,
    ) -> rdflib.query.Result:
        if isinstance(query_object, str) and not initNs:
            query_object = _prepared(query_object)
        return super().query(query_object, processor, result, initNs, *args, **kwargs)


@lru_cache(maxsize=256)
def _prepared(text: str) -> Query:
    return translateQuery(parseQuery(text))


def _working_graph(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """An rdflib copy; of the ontology only the class hierarchy (its axioms are checked by `kg.consistency`)."""
    graph = _QuickGraph(bind_namespaces="none")
    terms: dict[object, Node] = {}
    for quad in quads:
        name = getattr(quad.graph_name, "value", "")
        if name.endswith("/graph/ontology") and not _is_hierarchy(quad):
            continue
        graph.add(_rdflib_triple(quad, terms))
    return graph


def _rdflib_triple(quad: ox.Quad, known: dict[object, Node]) -> tuple[Node, Node, Node]:
    return _term(quad.subject, known), _term(quad.predicate, known), _term(quad.object, known)


def _term(term: object, known: dict[object, Node]) -> Node:
    """A term of rdflib, its lexical form as it is (rdflib would write "19.00" as "19.0")."""
    made = known.get(term)
    if made is None:
        match term:
            case ox.NamedNode():
                made = rdflib.URIRef(term.value)
            case ox.BlankNode():
                made = rdflib.BNode(term.value)
            case ox.Literal() if term.language:
                made = rdflib.Literal(term.value, lang=term.language)
            case ox.Literal():
                made = rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
            case _:
                raise InputError(f"{term}: no term that SHACL can validate")
        known[term] = made
    return made


def _run(data: rdflib.Graph, shapes: rdflib.Graph, focus: list[str] | None = None) -> ValidationReport:
    nodes: list[str | rdflib.URIRef] | None = [*focus] if focus else None
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, advanced=False, focus_nodes=nodes)
    except _SHAPE_ERRORS as error:
        raise InputError(
            f"the shapes cannot be applied to this data: {error}", hint="Correct the shapes or the data"
        ) from error
    except _VALUE_ERRORS as error:
        raise InputError(
            f"the data holds a value that cannot be compared ({type(error).__name__}: {error})",
            hint="Correct NaN, ill-typed numbers and dates, and blank nodes in the place of a value",
        ) from error
    if not isinstance(report, rdflib.Graph):
        raise InputError(f"validation failed: {report}", hint="Correct the shapes")
    return read_report(report, shapes)
