"""What a graph states and implies, as the rules read backwards look it up.

The default graph holds what is stated and what was inferred from it; a triple that stands in another graph than
`inferred` is stated. What follows but is not stored (`kg.reasoning` leaves out what is not worth storing) has to be
derived on the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from kg.explanations import owl
from kg.store import GraphStore, Subject, Term
from kg.vocab import RDF

FEW = 8  # witnesses tried for "has a p": any of them will do, unless it follows from what is to be shown
_MOST = 400  # links of one thing that are looked through for a step between


@dataclass(slots=True)
class Schema:
    """The axioms of a graph, by what they conclude. Blank nodes are class expressions."""

    below: dict[object, list[Subject]] = field(default_factory=lambda: defaultdict(list))  # class -> its subclasses
    same_class: dict[object, list[Subject]] = field(default_factory=lambda: defaultdict(list))
    properties_below: dict[object, list[NamedNode]] = field(default_factory=lambda: defaultdict(list))
    same_property: dict[object, list[NamedNode]] = field(default_factory=lambda: defaultdict(list))
    domain_of: dict[object, list[NamedNode]] = field(default_factory=lambda: defaultdict(list))
    range_of: dict[object, list[NamedNode]] = field(default_factory=lambda: defaultdict(list))
    inverses: dict[object, list[Triple]] = field(default_factory=lambda: defaultdict(list))
    symmetric: set[object] = field(default_factory=set)
    transitive: set[object] = field(default_factory=set)
    restriction: dict[object, dict[str, Term]] = field(default_factory=lambda: defaultdict(dict))
    having: dict[tuple[object, object], list[Subject]] = field(default_factory=lambda: defaultdict(list))
    only: dict[object, list[Subject]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[tuple[str, object], list[tuple[Term, ...]]] = field(default_factory=lambda: defaultdict(list))
    listed_in: dict[tuple[str, object], list[Subject]] = field(default_factory=lambda: defaultdict(list))
    rest: dict[object, Term] = field(default_factory=dict)
    first: dict[object, Term] = field(default_factory=dict)

    def list_triples(self, head: Term) -> list[Triple]:
        """The triples an RDF list is made of."""
        found: list[Triple] = []
        while isinstance(head, NamedNode | BlankNode) and head in self.first:
            found += [Triple(head, RDF.first, self.first[head]), Triple(head, RDF.rest, self.rest[head])]
            head = self.rest[head]
        return found


_LISTS = {owl.INTERSECTION: "intersectionOf", owl.UNION: "unionOf", owl.ONE_OF: "oneOf",
          owl.CHAIN: "propertyChainAxiom"}  # fmt: skip
_RESTRICTION = {owl.HAS_VALUE: "hasValue", owl.SOME_VALUES: "someValuesFrom",
                owl.ALL_VALUES: "allValuesFrom", owl.ON_PROPERTY: "onProperty"}  # fmt: skip


class Knowledge:
    """One store, read for derivations. The axioms are read once; a store that is served never changes."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.inferred = f"{store.base}/graph/inferred"
        self._not_stating = {self.inferred, f"{store.base}/graph/report"}
        self.schema = _read_schema(store)

    def known(self, triple: Triple) -> bool:
        """Whether the graph holds it, stated or inferred."""
        return any(True for _ in self.store.quads(triple.subject, triple.predicate, triple.object))

    def stated(self, triple: Triple) -> bool:
        """Whether a graph that does not follow from others says it."""
        quads = self.store.quads(triple.subject, triple.predicate, triple.object, None)
        return any(
            not isinstance(quad.graph_name, DefaultGraph) and quad.graph_name.value not in self._not_stating
            for quad in quads
        )

    def objects(self, subject: Subject, predicate: NamedNode) -> list[Term]:
        """What the graph knows a thing has as `predicate`."""
        return [quad.object for _, quad in zip(range(_MOST), self.store.quads(subject, predicate), strict=False)]

    def subjects(self, predicate: NamedNode, object: Term) -> list[Subject]:
        """What the graph knows has this as `predicate`."""
        return [quad.subject for _, quad in zip(range(_MOST), self.store.quads(None, predicate, object), strict=False)]

    def below(self, predicate: NamedNode) -> list[NamedNode]:
        """A property and all below it."""
        found, waiting = [predicate], [predicate]
        while waiting:
            name = waiting.pop()
            more = [*self.schema.properties_below.get(name, ()), *self.schema.same_property.get(name, ())]
            new = [p for p in more if p not in found]
            found += new
            waiting += new
        return found

    def witnesses_of_subject(self, subject: Subject, predicate: NamedNode) -> list[Triple]:
        """Triples that say, or from which follows, that `subject` has a `predicate`; those stated first, not many."""
        found = (
            Triple(subject, predicate, value)
            for below in self.below(predicate)
            for value in self.objects(subject, below)
        )
        return self._few(found)

    def witnesses_of_object(self, predicate: NamedNode, object: Term) -> list[Triple]:
        """Likewise for what has `object` as `predicate`."""
        found = (
            Triple(subject, predicate, object)
            for below in self.below(predicate)
            for subject in self.subjects(below, object)
        )
        return self._few(found)

    def _few(self, triples: Iterable[Triple]) -> list[Triple]:
        by_name = sorted(dict.fromkeys(triples), key=str)
        return sorted(by_name[: 4 * FEW], key=lambda triple: not self.stated(triple))[:FEW]


def _read_schema(store: GraphStore) -> Schema:
    schema = Schema()
    for predicate, table in ((owl.SUB_CLASS, schema.below), (owl.SUB_PROPERTY, schema.properties_below),
                             (owl.DOMAIN, schema.domain_of), (owl.RANGE, schema.range_of)):  # fmt: skip
        for quad in store.quads(None, predicate):
            table[quad.object].append(quad.subject)  # type: ignore[arg-type]
    for quad in store.quads(None, owl.EQUIVALENT_CLASS):
        schema.same_class[quad.object].append(quad.subject)
        schema.same_class[quad.subject].append(quad.object)  # type: ignore[arg-type]
    for quad in store.quads(None, owl.EQUIVALENT_PROPERTY):
        schema.same_property[quad.object].append(quad.subject)  # type: ignore[arg-type]
        schema.same_property[quad.subject].append(quad.object)  # type: ignore[arg-type]
    for quad in store.quads(None, owl.INVERSE_OF):
        schema.inverses[quad.subject].append(quad.triple)
        schema.inverses[quad.object].append(quad.triple)
    schema.symmetric = {quad.subject for quad in store.quads(None, RDF.type, owl.SYMMETRIC)}
    schema.transitive = {quad.subject for quad in store.quads(None, RDF.type, owl.TRANSITIVE)}
    schema.first = {quad.subject: quad.object for quad in store.quads(None, RDF.first)}
    schema.rest = {quad.subject: quad.object for quad in store.quads(None, RDF.rest)}
    _read_restrictions(store, schema)
    _read_lists(store, schema)
    return schema


def _read_restrictions(store: GraphStore, schema: Schema) -> None:
    for predicate, name in _RESTRICTION.items():
        for quad in store.quads(None, predicate):
            schema.restriction[quad.subject][name] = quad.object
    for node, parts in schema.restriction.items():
        if "hasValue" in parts and "onProperty" in parts:
            schema.having[parts["onProperty"], parts["hasValue"]].append(node)  # type: ignore[arg-type]
        if "allValuesFrom" in parts:
            schema.only[parts["allValuesFrom"]].append(node)  # type: ignore[arg-type]


def _read_lists(store: GraphStore, schema: Schema) -> None:
    for predicate, name in _LISTS.items():
        for quad in store.quads(None, predicate):
            members = tuple(_members(schema, quad.object))
            schema.lists[name, quad.subject].append((quad.object, *members))
            for member in members:
                schema.listed_in[name, member].append(quad.subject)


def _members(schema: Schema, head: Term) -> Iterator[Term]:
    seen: set[Term] = set()
    while head in schema.first and head not in seen:
        seen.add(head)
        yield schema.first[head]
        head = schema.rest.get(head, RDF.nil)


