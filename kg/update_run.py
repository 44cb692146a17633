"""Runs a SPARQL 1.1 Update operation by operation, so that what it changes is known.

Patterns are queries: the engine answers them. Templates are read by the engine's parser of TriG, with IRIs in the place
of the variables, and filled in here by the rules of SPARQL 1.1 Update (3.1.3, 4.2): what is not bound or is no RDF
gives nothing, each solution has blank nodes of its own, all is deleted before anything is inserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.changes import UNION_ADVICE, Changes
from kg.engine import guard
from kg.engine.formats import Format
from kg.errors import NotAllowedError, QueryError, QueryRefusedError, QuerySyntaxError, RdfSyntaxError, UsageError
from kg.rdf_input import read_quads
from kg.store import DEFAULT_GRAPH
from kg.update_text import VARIABLE, Manage, Modify, Operation, Section, parse, variables, without_variables

Solution = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that was read for LOAD. url: where it came from, after redirects: the base of its relative IRIs (RFC
    3986, 5.1.3)."""

    format: Format
    body: bytes
    url: str


@dataclass(frozen=True, slots=True)
class Update:
    """An update as it was sent.

    using, using_named: IRIs (using-graph-uri, using-named-graph-uri). loads: what was read from the addresses that LOAD
    names; None for one that failed and is named by LOAD SILENT only. base: for relative IRIs.
    """

    text: str
    using: tuple[str, ...] | None = None
    using_named: tuple[str, ...] | None = None
    loads: Mapping[str, Loaded | None] = field(default_factory=dict)
    base: str | None = None


def check(update: Update, *, max_length: int | None = None) -> list[Operation]:
    """The operations of an update that may be run.

    Raises QuerySyntaxError, QueryTooComplexError, QueryRefusedError for SERVICE, UsageError when both the request and
    the text name a dataset (SPARQL 1.1 Protocol, 2.2.3).
    """
    guard.check_length(update.text, max_length)
    guard.check_size(update.text)
    if guard.service_calls(update.text):
        raise QueryRefusedError("SERVICE is not allowed in an update: what is written here comes from here")
    operations = parse(update.text, update.base)
    given = update.using is not None or update.using_named is not None
    if given and any(isinstance(one, Modify) and one.has_dataset for one in operations):
        raise UsageError("the update says USING or WITH, and using-graph-uri too; use one of them (Protocol, 2.2.3)")
    return operations


def loads(text: str, base: str | None = None) -> dict[str, bool]:
    """The addresses that the LOAD operations of an update name, and whether every LOAD of each is SILENT.

    Raises as `check`.
    """
    found: dict[str, bool] = {}
    for one in check(Update(text, base=base)):
        if isinstance(one, Manage) and one.verb == "LOAD":
            url = Runner.iri(one, one.source, base)
            found[url] = found.get(url, True) and one.silent
    return found


def run(update: Update, changes: Changes, *, max_length: int | None = None) -> None:
    """Runs a whole update, or raises.

    Raises as `check`; NotAllowedError for the default graph of a union, QueryRefusedError for LOAD from an address that
    was not read, QueryError for an operation that fails. What was done before it stays in `changes`: throw that away.
    """
    for operation in check(update, max_length=max_length):
        Runner(update, changes).run(operation)


@dataclass(slots=True)
class Runner:
    """One update under way."""

    update: Update
    changes: Changes

    def run(self, operation: Operation) -> None:
        match operation:
            case Modify():
                self._modify(operation)
            case Manage(silent=True):
                try:
                    self._manage(operation)
                except QueryRefusedError:
                    raise  # SILENT hides what went wrong, not what may not be
                except (QueryError, RdfSyntaxError):
                    return
            case Manage():
                self._manage(operation)

    # --- INSERT and DELETE

    def _modify(self, one: Modify) -> None:
        default = self._named(one, one.with_graph) if one.with_graph else DEFAULT_GRAPH
        delete = self._template(one, one.delete, default)
        insert = self._template(one, one.insert, default)
        if not one.where:
            for quads, do in ((delete, self.changes.remove), (insert, self.changes.insert)):
                do(_filled(quads, ({},)))
            return
        names = variables(" ".join(f"{part.graph} {part.text}" for part in (*one.delete, *one.insert)))
        solutions = self._solutions(one, names)
        gone, new = set(_filled(delete, solutions)), set(_filled(insert, solutions))
        self.changes.remove(gone)
        self.changes.insert(new)

    def _solutions(self, one: Modify, names: list[str]) -> list[Solution]:
        chosen = " ".join(f"?{name}" for name in names) or "*"
        base = f"BASE <{self.update.base}>\n" if self.update.base else ""
        default, named = self._dataset(one)
        found = self.changes.store.query(
            f"{base}{one.prologue}SELECT {chosen} WHERE {one.where}", default_graphs=default, named_graphs=named
        )
        assert isinstance(found, ox.QuerySolutions)
        try:
            return [{name: row[name] for name in names} for row in found]
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the pattern cannot be answered ({error})") from error

    def _dataset(self, one: Modify) -> tuple[list[str] | None, list[str] | None]:
        """What the pattern is matched with (Update, 3.1.3; Protocol, 2.2.3)."""
        if self.update.using is not None or self.update.using_named is not None:
            return list(self.update.using or ()), list(self.update.using_named or ())
        if one.using or one.using_named:
            return (
                [self._named(one, name).value for name in one.using],
                [self._named(one, name).value for name in one.using_named],
            )
        if one.with_graph:
            return [self._named(one, one.with_graph).value], self.changes.store.graph_names()
        return None, None

    def _template(
        self, one: Modify, parts: tuple[Section, ...], default: NamedNode | DefaultGraph
    ) -> list[Quad]:
        """All sections are read at once: a blank node may stand in several."""
        blocks = [f"GRAPH {without_variables(p.graph)} {p.text}" if p.graph else p.text for p in parts]
        text = without_variables("\n".join([one.prologue, *blocks]))
        try:
            quads = list(ox.parse(text, RdfFormat.TRIG, base_iri=self.update.base, rename_blank_nodes=True))
        except (SyntaxError, ValueError) as error:
            raise QuerySyntaxError(f"a template cannot be filled in: {error}") from error
        named = (q for q in quads if isinstance(q, Quad))
        return [
            Quad(q.subject, q.predicate, q.object, default) if isinstance(q.graph_name, DefaultGraph) else q
            for q in named
        ]

    # --- graphs as a whole

    def _manage(self, one: Manage) -> None:
        match one.verb:
            case "LOAD":
                self._load(one)
            case "CREATE":
                graph = self._named(one, one.target)
                if graph.value in self.changes.store.graph_names():
                    raise QueryError(f"CREATE: the graph <{graph.value}> is there already")
                self.changes.create(graph)
            case "CLEAR" | "DROP":
                for target in self._targets(one):
                    if one.verb == "DROP" and isinstance(target, NamedNode):
                        self.changes.drop(target)
                    else:
                        self.changes.clear(target)
            case _:
                self._copy(one)

    def _targets(self, one: Manage) -> list[NamedNode | DefaultGraph]:
        named = [NamedNode(name) for name in self.changes.store.graph_names()]
        match one.target:
            case "NAMED":
                return [*named]
            case "ALL":  # the default graph of a union follows
                return [*named] if self.changes.union else [*named, DEFAULT_GRAPH]
        return [self._existing(one, one.target, writing=True)]

    def _copy(self, one: Manage) -> None:
        """COPY, MOVE and ADD (Update, 3.2.3 to 3.2.5)."""
        source = self._existing(one, one.source, writing=one.verb == "MOVE")
        target = self._graph(one, one.target, writing=True)
        if source == target:
            return
        quads = {Quad(q.subject, q.predicate, q.object, target) for q in self.changes.store.quads(graph=source)}
        if one.verb == "ADD":
            self.changes.insert(quads)
            if isinstance(target, NamedNode):
                self.changes.create(target)
            return
        self.changes.replace(target, quads)
        if one.verb == "MOVE":
            if isinstance(source, NamedNode):
                self.changes.drop(source)
            else:
                self.changes.clear(source)

    def _load(self, one: Manage) -> None:
        source = self.iri(one, one.source, self.update.base)
        if source not in self.update.loads:
            raise QueryRefusedError(f"LOAD <{source}> is not allowed here: send the data itself, to /graphs")
        target = self._graph(one, one.target, writing=True)
        read = self.update.loads[source]
        if read is None:
            raise QueryError(f"<{source}> gave nothing that can be read")
        quads = read_quads(read.body, read.format, read.url, what=source)
        self.changes.insert([Quad(q.subject, q.predicate, q.object, target) for q in quads])
        if isinstance(target, NamedNode):
            self.changes.create(target)

    def _existing(self, one: Operation, written: str, *, writing: bool) -> NamedNode | DefaultGraph:
        graph = self._graph(one, written, writing=writing)
        if isinstance(graph, NamedNode) and graph.value not in self.changes.store.graph_names():
            raise QueryError(f"the graph <{graph.value}> is not there. SILENT lets that pass")
        return graph

    def _graph(self, one: Operation, written: str, *, writing: bool) -> NamedNode | DefaultGraph:
        if written != "DEFAULT":
            return self._named(one, written)
        if writing and self.changes.union:
            raise NotAllowedError(UNION_ADVICE)
        return DEFAULT_GRAPH

    def _named(self, one: Operation, written: str) -> NamedNode:
        return NamedNode(self.iri(one, written, self.update.base))

    @staticmethod
    def iri(one: Operation, written: str, base: str | None) -> str:
        """The IRI that `<…>` or `prefix:name` means by the prologue of an operation."""
        text = f"{one.prologue}<urn:x:s> <urn:x:p> {written} ."
        try:
            term = next(iter(ox.parse(text, RdfFormat.TURTLE, base_iri=base))).object
        except (SyntaxError, ValueError, StopIteration) as error:
            raise QuerySyntaxError(f"{written[:200]} is no IRI ({error})") from error
        if not isinstance(term, NamedNode):
            raise QuerySyntaxError(f"{written[:200]} is no IRI")
        return term.value


# --- templates


def _filled(template: list[Quad], solutions: Iterable[Solution]) -> Iterator[Quad]:
    """The quads a template gives; what is unbound or no RDF gives none (SPARQL 1.1 Query, 16.2)."""
    if not template:
        return
    for solution in solutions:
        blanks: dict[BlankNode, BlankNode] = {}
        for quad in template:
            subject, predicate, value, graph = (_bound(term, solution, blanks) for term in quad)
            if (
                isinstance(subject, NamedNode | BlankNode)
                and isinstance(predicate, NamedNode)
                and isinstance(value, NamedNode | BlankNode | Literal | Triple)
                and isinstance(graph, NamedNode | BlankNode | DefaultGraph)
            ):
                yield Quad(subject, predicate, value, graph)


def _bound(term: object, solution: Solution, blanks: dict[BlankNode, BlankNode]) -> object:
    match term:
        case NamedNode() if term.value.startswith(VARIABLE):
            return solution.get(term.value.removeprefix(VARIABLE))
        case BlankNode():
            return blanks.setdefault(term, BlankNode())
        case Triple():
            subject, predicate, value = (_bound(part, solution, blanks) for part in term)
            if (
                isinstance(subject, NamedNode | BlankNode)
                and isinstance(predicate, NamedNode)
                and isinstance(value, NamedNode | BlankNode | Literal | Triple)
            ):
                return Triple(subject, predicate, value)
            return None
    return term
