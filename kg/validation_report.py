"""What validation found, as types: results by severity, and the report as a graph or as quads of the store."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH

_VARIABLE = re.compile(r"\{[?$](\w+)\}")  # SHACL section 5.3.2
_NAMES = ("http://", "https://", "urn:")


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


def read_report(graph: rdflib.Graph, shapes: rdflib.Graph) -> ValidationReport:
    """The typed report of a report in the SHACL vocabulary; `shapes` are those it was made with."""
    results = {_result(graph, node, shapes) for node in graph.objects(None, SH.result)}
    return ValidationReport(tuple(sorted(results, key=lambda result: result.sort_key)), graph)


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
