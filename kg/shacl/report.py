"""What validation found, as types: results by severity, and the report as the validator gave it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import rdflib
from rdflib.namespace import RDF, SH

SHAPE_NS = "https://w3id.org/veiligheidsgraaf/shapes/"  # of our shapes, and of what we add to a report
_VARIABLE = re.compile(r"\{[?$](\w+)\}")  # SHACL section 5.3.2


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
    is no single property is written as in SPARQL. messages: by language ("" for none). term: the value as a term;
    node: the result's own node in the graph of the report.
    """

    severity: Severity
    shape: str
    focus_node: str
    path: str
    value: str
    component: str
    messages: tuple[tuple[str, str], ...]
    term: rdflib.term.Node | None = field(default=None, compare=False, repr=False)
    node: rdflib.term.Node | None = field(default=None, compare=False, repr=False)

    def message_in(self, language: str) -> str:
        """The message in a language; in another one where it has none in that."""
        return text_in(self.messages, language)

    @property
    def message(self) -> str:
        """The Dutch message."""
        return self.message_in("nl")

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What makes it the same result in another report, however it is worded there."""
        return (self.shape, self.focus_node, self.path, self.value, self.component)

    @property
    def sort_key(self) -> tuple[int, str, str, str, str, str]:
        return (-self.severity, *self.key)


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
        return count(self.results)

    def to_graph(self) -> rdflib.Graph:
        """The report in the SHACL vocabulary, as the validator gave it (sh:conforms is false for any result)."""
        return self.graph


def count(results: Iterable[Result]) -> dict[str, int]:
    """Number of results by severity, worst first, noughts included."""
    counted = Counter(result.severity for result in results)
    return {severity.label: counted[severity] for severity in sorted(Severity, reverse=True)}


def text_in(texts: tuple[tuple[str, str], ...], language: str) -> str:
    """The text in a language; in another one where there is none in that; "" where there is none at all."""
    found = dict(texts)
    return found.get(language) or next(iter(found.values()), "")


def read_report(graph: rdflib.Graph, shapes: rdflib.Graph) -> ValidationReport:
    """The typed report of a report in the SHACL vocabulary; `shapes` are those it was made with."""
    results = {_result(graph, node, shapes) for node in graph.objects(None, SH.result)}
    return ValidationReport(tuple(sorted(results, key=lambda result: result.sort_key)), graph)


def _result(report: rdflib.Graph, node: rdflib.term.Node, shapes: rdflib.Graph) -> Result:
    def one(predicate: rdflib.URIRef) -> str:
        return name_of(report.value(node, predicate))

    return Result(
        severity=next(
            (s for s in Severity if SH[s.label] == report.value(node, SH.resultSeverity)), Severity.VIOLATION
        ),
        shape=one(SH.sourceShape),
        focus_node=one(SH.focusNode),
        path=path_text(report, report.value(node, SH.resultPath)),
        value=one(SH.value),
        component=one(SH.sourceConstraintComponent),
        messages=_messages(report, node, shapes, {"this": one(SH.focusNode), "value": one(SH.value)}),
        term=report.value(node, SH.value),
        node=node,
    )


def name_of(term: rdflib.term.Node | None) -> str:
    """A term in one word: its IRI, its words, or "_:…"; "" for none."""
    return "" if term is None else f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)


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


def path_text(graph: rdflib.Graph, node: rdflib.term.Node | None) -> str:
    """A SHACL path as SPARQL writes it (SHACL section 2.3.1); a single property is its IRI; "" for none."""
    return "" if node is None else _path(graph, node, 0)


def _path(graph: rdflib.Graph, node: rdflib.term.Node, depth: int) -> str:
    if isinstance(node, rdflib.URIRef):
        return str(node)
    if depth > 10:  # as deep as the validator goes; a path may be a circle
        return "…"

    def part(inner: rdflib.term.Node) -> str:
        text = _path(graph, inner, depth + 1)
        return f"<{text}>" if isinstance(inner, rdflib.URIRef) else f"({text})"

    if graph.value(node, RDF.first) is not None:
        return "/".join(map(part, _items(graph, node)))
    alternatives = graph.value(node, SH.alternativePath)
    if alternatives is not None:
        return "|".join(map(part, _items(graph, alternatives)))
    for predicate, before, after in (
        (SH.inversePath, "^", ""),
        (SH.zeroOrMorePath, "", "*"),
        (SH.oneOrMorePath, "", "+"),
        (SH.zeroOrOnePath, "", "?"),
    ):
        inner = graph.value(node, predicate)
        if inner is not None:
            return f"{before}{part(inner)}{after}"
    return ""


def _items(graph: rdflib.Graph, node: rdflib.term.Node) -> list[rdflib.term.Node]:
    """The members of a list; as far as it goes when it goes round."""
    found, seen = [], set()
    while node not in seen and (first := graph.value(node, RDF.first)) is not None:
        seen.add(node)
        found.append(first)
        node = graph.value(node, RDF.rest) or RDF.nil
    return found
