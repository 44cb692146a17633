"""SHACL validation with a typed report.

Data is validated on a copy in rdflib, never on a store: the validator (pySHACL) reads node by node, and over the store
of an engine that is a hundred times slower once there are violations. The copy holds the data, the code lists and of the
ontology only the class hierarchy, so that a shape for vg:Statement meets every subclass without any inference.

Severities and what each shape is for: `docs/checks.md` and the comments in `shapes/`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure
from rdflib.namespace import RDF, RDFS, SH
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query

from kg.config import ROOT
from kg.errors import InputError, RdfSyntaxError

SHAPES = ROOT / "shapes"
ONTOLOGY = ROOT / "ontology"

_VARIABLE = re.compile(r"\{[?$](\w+)\}")  # SHACL section 5.3.2
_NAMES = ("http://", "https://", "urn:")
_SUBCLASS = RDFS.subClassOf.toPython()
_SHACL_ERRORS = (ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure)
Node = rdflib.URIRef | rdflib.BNode | rdflib.Literal


class Severity(IntEnum):
    """From harmless to harmful, so that `max` is the worst."""

    INFO = 0  # a finding about the source: counted
    WARNING = 1  # shown
    VIOLATION = 2  # stops a document from loading

    @property
    def label(self) -> str:
        """As in the SHACL vocabulary: Info, Warning, Violation."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a report (SHACL section 3.6.2).

    focus_node, value, path, shape, component: an IRI, a literal's words, or "_:…"; "" where there is none. A path that
    is no single property is written as in SPARQL. messages: by language ("" for none).
    """

    severity: Severity
    shape: str
    focus_node: str
    path: str
    value: str
    component: str
    messages: tuple[tuple[str, str], ...]

    def message_in(self, language: str) -> str:
        """The message in a language; in another one where it has none in that."""
        found = dict(self.messages)
        return found.get(language) or next(iter(found.values()), "")

    @property
    def message(self) -> str:
        """The Dutch message."""
        return self.message_in("nl")

    @property
    def sort_key(self) -> tuple[int, str, str, str, str, str]:
        return (-self.severity, self.shape, self.focus_node, self.path, self.value, self.component)


@dataclass(frozen=True)
class ValidationReport:
    """What validation found: results, worst first, in a fixed order; `graph` is the report as the validator gave it."""

    results: tuple[Result, ...]
    graph: rdflib.Graph = field(repr=False, compare=False)

    @property
    def conforms(self) -> bool:
        """True when nothing is of severity Violation: warnings and findings stop nothing."""
        return not self.violations

    @property
    def violations(self) -> tuple[Result, ...]:
        return self.of(Severity.VIOLATION)

    def of(self, severity: Severity) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.severity is severity)

    @property
    def counts(self) -> dict[str, int]:
        """Number of results by severity, worst first, noughts included."""
        counted = Counter(result.severity for result in self.results)
        return {severity.label: counted[severity] for severity in sorted(Severity, reverse=True)}

    def to_graph(self) -> rdflib.Graph:
        """The report in the SHACL vocabulary, as the validator gave it (sh:conforms is false for any result)."""
        return self.graph

    def to_quads(self, graph: ox.NamedNode) -> list[ox.Quad]:
        """The report for the store: one IRI per result, made from what it says; sorted, no blank nodes.

        graph: `{base}/graph/report`; the IRIs of the results are made with its base.
        """
        base = graph.value.rpartition("/graph/")[0]
        return sorted(_report_quads(self, base, graph), key=str)


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

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        return super().query(
            _prepared(query_object) if isinstance(query_object, str) else query_object, *args, **kwargs
        )


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


def _run(data: rdflib.Graph, shapes: rdflib.Graph) -> ValidationReport:
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, advanced=False)
    except _SHACL_ERRORS as error:
        raise InputError(f"the shapes cannot be used: {error}", hint="Correct the shapes") from error
    if not isinstance(report, rdflib.Graph):
        raise InputError(f"validation failed: {report}", hint="Correct the shapes")
    results = {_result(report, node, shapes) for node in report.objects(None, SH.result)}
    return ValidationReport(tuple(sorted(results, key=lambda result: result.sort_key)), report)


def _result(report: rdflib.Graph, node: rdflib.term.Node, shapes: rdflib.Graph) -> Result:
    def one(predicate: rdflib.URIRef) -> str:
        value = report.value(node, predicate)
        return "" if value is None else f"_:{value}" if isinstance(value, rdflib.BNode) else str(value)

    return Result(
        severity=next(
            (s for s in Severity if SH[s.label] == report.value(node, SH.resultSeverity)), Severity.VIOLATION
        ),
        shape=one(SH.sourceShape),
        focus_node=one(SH.focusNode),
        path=_path(report, report.value(node, SH.resultPath)),
        value=one(SH.value),
        component=one(SH.sourceConstraintComponent),
        messages=_messages(report, node, shapes, {"this": one(SH.focusNode), "value": one(SH.value)}),
    )


def _messages(
    report: rdflib.Graph, node: rdflib.term.Node, shapes: rdflib.Graph, bound: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The messages of a result by language.

    The validator fills in the variables of a SPARQL constraint's message and loses its language on the way; such a
    message is filled in anew from the shape, where that needs no other variables than the result holds.
    """
    given = [text for text in report.objects(node, SH.resultMessage) if isinstance(text, rdflib.Literal)]
    constraint = report.value(node, SH.sourceConstraint)
    if constraint is not None and not any(text.language for text in given):
        filled = [
            (text.language or "", _VARIABLE.sub(lambda found: bound.get(found[1], found[0]), str(text)))
            for text in shapes.objects(constraint, SH.message)
            if isinstance(text, rdflib.Literal)
        ]
        if filled and not any(_VARIABLE.search(text) for _, text in filled):
            return tuple(sorted(filled))
    return tuple(sorted((text.language or "", str(text)) for text in given))


def _path(report: rdflib.Graph, node: rdflib.term.Node | None) -> str:
    """A SHACL path as SPARQL writes it (SHACL section 2.3.1); a single property is its IRI."""
    if node is None:
        return ""
    if isinstance(node, rdflib.URIRef):
        return str(node)
    if report.value(node, RDF.first) is not None:
        return "/".join(f"<{_path(report, part)}>" for part in report.items(node))
    for predicate, before, between, after in (
        (SH.inversePath, "^", "", ""),
        (SH.alternativePath, "", "|", ""),
        (SH.zeroOrMorePath, "", "", "*"),
        (SH.oneOrMorePath, "", "", "+"),
        (SH.zeroOrOnePath, "", "", "?"),
    ):
        part = report.value(node, predicate)
        if part is not None and between:
            return between.join(f"<{_path(report, each)}>" for each in report.items(part))
        if part is not None:
            return f"{before}<{_path(report, part)}>{after}"
    return ""


def _report_quads(report: ValidationReport, base: str, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    whole = ox.NamedNode(f"{base}/id/validation-report/build")

    def say(subject: ox.NamedNode, predicate: rdflib.URIRef, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(subject, ox.NamedNode(str(predicate)), value, graph)

    yield say(whole, RDF.type, ox.NamedNode(str(SH.ValidationReport)))
    yield say(whole, SH.conforms, ox.Literal(report.conforms))
    for result in report.results:
        digest = hashlib.sha256(repr((result.sort_key, result.messages)).encode()).hexdigest()[:16]
        node = ox.NamedNode(f"{base}/id/validation-result/{digest}")
        yield say(whole, SH.result, node)
        yield say(node, RDF.type, ox.NamedNode(str(SH.ValidationResult)))
        yield say(node, SH.resultSeverity, ox.NamedNode(str(SH[result.severity.label])))
        for language, text in result.messages:
            yield say(node, SH.resultMessage, ox.Literal(text, language=language or None))
        for predicate, value in (
            (SH.focusNode, result.focus_node),
            (SH.sourceShape, result.shape),
            (SH.sourceConstraintComponent, result.component),
            (SH.resultPath, result.path),
        ):
            if value.startswith(_NAMES):
                yield say(node, predicate, ox.NamedNode(value))
        if result.value:
            is_name = result.value.startswith(_NAMES)
            yield say(node, SH.value, ox.NamedNode(result.value) if is_name else ox.Literal(result.value))
