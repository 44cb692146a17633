"""The project's own rules (`queries/rules/inferred-*.rq`) read backwards: from a triple to the facts a rule made it of.

A rule is a CONSTRUCT query; run as a SELECT, its solutions are its uses. Of a solution the triple patterns outside of
filters, filled in, are what it follows from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple
from rdflib import RDF, BNode, URIRef, Variable
from rdflib import Literal as RdfLiteral
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError
from kg.explanations.knowledge import Knowledge
from kg.explanations.rules import Instance
from kg.findings import RULES, rule_files
from kg.reasoning import RL_RULES
from kg.store import Term

_TEMPLATE = re.compile(r"\bCONSTRUCT\s*\{[^{}]*\}\s*WHERE\b", re.IGNORECASE)
_MOST = 50  # uses of one rule for one triple; all lead to the same

_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_UNBOUNDED = re.compile(r"\b(EXISTS|MINUS|SERVICE|GRAPH|SELECT)\b", re.IGNORECASE)

Pattern = tuple[Any, Any, Any]  # of rdflib's terms and variables


@dataclass(frozen=True)
class RuleFile:
    """One rule. text: the query."""

    name: str
    text: str

    @cached_property
    def _algebra(self) -> CompValue:
        return prepareQuery(self.text).algebra

    @cached_property
    def template(self) -> list[Pattern]:
        """What it makes."""
        return list(self._algebra.template)

    def predicates(self) -> set[str]:
        """The predicates of what it makes; "" when one may be any."""
        return {"" if isinstance(predicate, Variable) else str(predicate) for _, predicate, _ in self.template}

    @cached_property
    def patterns(self) -> list[Pattern]:
        """The facts it reads."""
        return list(dict.fromkeys(_patterns(self._algebra)))

    def reads(self) -> tuple[set[str], set[str]] | None:
        """The predicates of the facts it reads, rdf:type aside, and the classes; None where it may read any fact (a
        path, a variable for a predicate, a pattern in a filter)."""
        if _UNBOUNDED.search(_COMMENT.sub("", self.text)) or len(self.patterns) < _all_patterns(self._algebra):
            return None
        links, kinds = set[str](), set[str]()
        for _, predicate, value in self.patterns:
            if isinstance(predicate, Variable) or (predicate == RDF.type and not isinstance(value, URIRef)):
                return None
            if predicate == RDF.type:
                kinds.add(str(value))
            else:
                links.add(str(predicate))
        return links, kinds

    @cached_property
    def select(self) -> str:
        """The same query, asking for its solutions."""
        found, number = _TEMPLATE.subn("SELECT * WHERE", self.text)
        if number != 1:
            raise QueryError(f"{self.name}: not of the form CONSTRUCT {{ … }} WHERE {{ … }}; only those are explained")
        return found

    def instances(self, known: Knowledge, goal: Triple) -> Iterator[Instance]:
        """The uses of this rule that make `goal`."""
        read = {term for pattern in self.patterns for term in pattern if isinstance(term, Variable)}
        for pattern in self.template:
            bound = _match(pattern, goal)
            if bound is None:
                continue
            bindings = {str(name): value for name, value in bound.items() if name in read}
            solutions = known.store.query(self.select, bindings=bindings)
            assert isinstance(solutions, QuerySolutions)
            names = [variable.value for variable in solutions.variables]
            for number, solution in enumerate(solutions):
                if number == _MOST:
                    break
                row = {**{name: solution[name] for name in names if solution[name] is not None}, **bindings}
                if all(row.get(str(name)) == value for name, value in bound.items()):
                    premises = tuple(self._premises(known, row))
                    if premises and goal not in premises:
                        yield Instance(self.name, premises)

    def _premises(self, known: Knowledge, row: dict[str, Any]) -> Iterator[Triple]:
        for pattern in self.patterns:
            terms = [_term(part, row) for part in pattern]
            subject, predicate, value = terms
            if not isinstance(predicate, NamedNode) or subject is None or value is None or isinstance(subject, Literal):
                continue
            triple = Triple(subject, predicate, value)
            if known.known(triple):  # what stands in OPTIONAL or in the other half of a UNION need not hold
                yield triple


def project_rules(folder: Path = RULES) -> list[RuleFile]:
    """The rule files of the project; not the one that completes the rules of OWL 2 RL."""
    files = (file for file in rule_files(folder, inferred=True) if file.name != RL_RULES)
    return [RuleFile(file.name, file.read_text(encoding="utf-8")) for file in files]


def _patterns(node: object) -> Iterator[Pattern]:
    """The triple patterns of the WHERE part that stand in no filter."""
    if not isinstance(node, CompValue):
        return
    if node.name == "BGP":
        for subject, predicate, value in node.triples:
            if isinstance(predicate, URIRef | Variable):
                yield (subject, predicate, value)
        return
    for name, part in node.items():
        if name not in ("expr", "template", "_vars", "PV", "datasetClause"):
            yield from _patterns(part)


def _all_patterns(node: object) -> int:
    """How many different patterns there are, those with a path among them."""
    found: set[Any] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, CompValue):
            found |= set(map(str, one.triples)) if one.name == "BGP" else set()
            waiting += [part for name, part in one.items() if name not in ("expr", "template", "_vars", "PV")]
    return len(found)


def _match(pattern: Pattern, goal: Triple) -> dict[Variable, Term] | None:
    """What the variables of a template must be for it to give `goal`; None when it cannot."""
    bound: dict[Variable, Term] = {}
    for part, term in zip(pattern, (goal.subject, goal.predicate, goal.object), strict=True):
        if isinstance(part, Variable):
            if bound.setdefault(part, term) != term:
                return None
        elif _term(part, {}) != term:
            return None
    return bound


def _term(part: object, row: dict[str, Any]) -> Any:
    if isinstance(part, Variable):
        return row.get(str(part))
    if isinstance(part, RdfLiteral):
        if part.language:
            return Literal(str(part), language=part.language)
        return Literal(str(part), datatype=NamedNode(str(part.datatype))) if part.datatype else Literal(str(part))
    if isinstance(part, URIRef):
        return NamedNode(str(part))
    if isinstance(part, BNode):  # [] and _:x in a query are variables nobody asks for
        return None
    raise TypeError(f"{part!r} is no term of a triple")
