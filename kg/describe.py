"""What the graph says about one thing: as groups for a page, as triples for a machine.

The triples are the whole of it: everything said of the thing, everything that refers to it, its passages with their
selectors, and a label for each thing named. Nothing is cut. The groups for a page are, and then say so; what only
repeats a more particular property (a reasoner's `prov:hadPrimarySource` beside `vg:statedIn`) is left out of them, and
what a document says stands apart from what only follows (the graph `inferred`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.config import DEF
from kg.evidence import Passage, first_passage, is_fact, passage, passages, superproperties
from kg.labels import LABEL_PREDICATES
from kg.store import GraphStore, Term
from kg.vocab import OA, RDF, RDFS, SKOS, VG

LONG_TEXT = 2_000  # characters of a literal shown on a page
MOST = 2_500  # triples that refer to one thing and are looked at for its page
MANY = 500  # things that refer to one, from where their classes are told by their names
FEW = 600  # triples that refer to one, up to which each is looked up in the graph of what follows
SORTED = 100  # things that refer by one property, up to which they are put in the order of their documents

# Shown first, in this order; the rest by name.
_FIRST = (RDF.type, SKOS.prefLabel, RDFS.label, SKOS.altLabel, SKOS.definition, RDFS.comment)
_LAST = (VG.evidence, VG.furtherEvidence, VG.confidence, VG.extractor, VG.statedIn)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property: an IRI, or a text with its language or datatype. cut: characters left out."""

    iri: str = ""
    text: str = ""
    language: str = ""
    datatype: str = ""
    cut: int = 0
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one property, or the things that refer here by it.

    kind: class of the things that refer, "" for values. total: how many there are; `values` may hold fewer. inferred:
    no source says so, it follows from what they say.
    """

    predicate: str
    values: list[Value]
    total: int
    kind: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A class a thing belongs to. own: of this graph's ontology; inferred: as in `Group`."""

    iri: str
    own: bool
    inferred: bool


@dataclass(frozen=True, slots=True)
class Description:
    """A thing and what is said of it.

    kinds: its most particular own class first, then what is said, then what follows; classes of other vocabularies
    last. passages: its evidence; of a passage, itself. graphs: IRIs of the named graphs that say it. is_cut: more than
    MOST triples refer to it, and `incoming` is made of the first MOST.
    """

    iri: str
    kinds: list[Kind]
    outgoing: list[Group]
    incoming: list[Group]
    passages: list[Passage]
    graphs: list[str] = field(default_factory=list)
    is_cut: bool = False


def known(store: GraphStore, iri: NamedNode) -> bool:
    """Whether the default graph says anything about it or refers to it."""
    return any(True for _ in store.quads(iri)) or any(True for _ in store.quads(None, None, iri))


def referring_to(store: GraphStore, iri: NamedNode) -> list[Quad]:
    """The first triples that refer to a thing: MOST of them and one more, which tells that there are more."""
    return list(islice(store.quads(None, None, iri), MOST + 1))


def describe(
    store: GraphStore, iri: NamedNode, *, limit: int = 25, facts: bool = True, first: Sequence[Quad] | None = None
) -> Description | None:
    """A description for a page; None for a thing the graph does not know.

    limit: values shown in each group. facts: whether the facts that refer to it are among what does; a page that shows
    them as tables (`kg.fact_tables`) does without. first: what `referring_to` gave, for who has it already.
    """
    said = list(store.quads(iri))
    first = referring_to(store, iri) if first is None else first
    referring = [q for q in first[:MOST] if isinstance(q.subject, NamedNode)]
    if not said and not referring:
        return None
    inferred = _inferred(store, iri)
    kinds = _kinds(store, iri, inferred)
    return Description(
        iri.value,
        kinds,
        _outgoing(store, said, inferred, limit),
        _incoming(store, iri, referring, limit, facts),
        [passage(store, iri)] if any(kind.iri == VG.Passage.value for kind in kinds) else passages(store, iri),
        sorted({q.graph_name.value for q in store.quads(iri, graph=None) if isinstance(q.graph_name, NamedNode)}),
        len(first) > MOST,
    )


def description_triples(store: GraphStore, iri: NamedNode) -> list[Triple]:
    """Everything the default graph says about `iri`, sorted; empty when it does not know it."""
    found: set[Triple] = set()
    named: set[NamedNode] = set()
    for quad in (*store.quads(iri), *store.quads(None, None, iri)):
        found.add(quad.triple)
        named.update(t for t in (quad.subject, quad.predicate, quad.object) if isinstance(t, NamedNode))
    for quad in (
        *store.quads(iri, VG.evidence),
        *store.quads(iri, VG.furtherEvidence),
        *store.quads(iri, OA.hasSelector),
    ):
        if isinstance(quad.object, NamedNode):
            found.update(_closely(store, quad.object))
    for other in named - {iri}:
        found.update(q.triple for p in LABEL_PREDICATES for q in store.quads(other, p))
    return sorted(found, key=str)


def _closely(store: GraphStore, iri: NamedNode) -> Iterator[Triple]:
    """A passage with its selectors."""
    for quad in store.quads(iri):
        yield quad.triple
        if quad.predicate == OA.hasSelector and isinstance(quad.object, NamedNode):
            yield from (q.triple for q in store.quads(quad.object))


def _inferred(store: GraphStore, iri: NamedNode) -> frozenset[Triple]:
    """What no source says of `iri`: the graph `inferred` holds only what no other graph does."""
    return frozenset(q.triple for q in store.quads(iri, graph=NamedNode(f"{store.base}/graph/inferred")))


def _inferred_among(store: GraphStore, iri: NamedNode, referring: Sequence[Quad]) -> frozenset[Triple]:
    """What no source says of those that refer to `iri`."""
    graph = NamedNode(f"{store.base}/graph/inferred")
    if len(referring) > FEW:  # then reading all is quicker than looking at each
        return frozenset(q.triple for q in islice(store.quads(None, None, iri, graph), MOST))
    return frozenset(q.triple for q in referring if any(True for _ in store.quads(q.subject, q.predicate, iri, graph)))


def _kinds(store: GraphStore, iri: NamedNode, inferred: Set[Triple]) -> list[Kind]:
    types = _types(store, iri)
    first = _most_particular(store, types)
    found = [Kind(t.value, t.value.startswith(DEF), Triple(iri, RDF.type, t) in inferred) for t in types]
    return sorted(found, key=lambda kind: (kind.iri != first, not kind.own, kind.inferred, kind.iri))


def _outgoing(store: GraphStore, said: list[Quad], inferred: Set[Triple], limit: int) -> list[Group]:
    """What is said first, then what follows. Classes are left to `_kinds`."""
    by_predicate: dict[NamedNode, set[Term]] = defaultdict(set)
    by_group: dict[tuple[bool, NamedNode], set[Term]] = defaultdict(set)
    for quad in said:
        by_predicate[quad.predicate].add(quad.object)
        by_group[quad.triple in inferred, quad.predicate].add(quad.object)
    hidden = _repeated(store, by_predicate) | {RDF.type}
    return [
        Group(predicate.value, [_value(term) for term in sorted(terms, key=str)[:limit]], len(terms), inferred=follows)
        for (follows, predicate), terms in sorted(by_group.items(), key=lambda i: (i[0][0], _order(i[0][1].value)))
        if predicate not in hidden
    ]


def _repeated(store: GraphStore, found: Mapping[NamedNode, Set[object]]) -> set[NamedNode]:
    """The properties of which more particular ones say all that they say: a page does without them."""
    below: dict[NamedNode, set[object]] = defaultdict(set)
    for predicate, terms in found.items():
        for above in superproperties(store, predicate) - {predicate}:
            below[above] |= terms
    return {predicate for predicate, terms in found.items() if predicate in below and terms <= below[predicate]}


def _order(predicate: str) -> tuple[int, int, str]:
    for section, terms in ((0, _FIRST), (2, _LAST)):
        for position, term in enumerate(terms):
            if term.value == predicate:
                return (section, position, predicate)
    return (1, 0, predicate)


def _value(term: Term) -> Value:
    if isinstance(term, Literal):
        cut = max(0, len(term.value) - LONG_TEXT)
        return Value(text=term.value[:LONG_TEXT], language=term.language or "", datatype=term.datatype.value, cut=cut)
    if isinstance(term, NamedNode):
        return Value(iri=term.value)
    return Value(text=str(term))  # a blank node or a triple, which only data from elsewhere has


def _incoming(store: GraphStore, iri: NamedNode, referring: list[Quad], limit: int, facts: bool) -> list[Group]:
    """Grouped by the class of what refers and by the property."""
    by_predicate: dict[NamedNode, set[object]] = defaultdict(set)
    for quad in referring:
        by_predicate[quad.predicate].add(quad.subject)
    hidden = _repeated(store, by_predicate)
    by_kind: dict[tuple[str, str], list[tuple[NamedNode, Quad]]] = defaultdict(list)
    class_of = OwnClasses(store, by_name=len(referring) > MANY)
    for quad in referring:
        if isinstance(subject := quad.subject, NamedNode) and (predicate := quad.predicate) not in hidden:
            by_kind[class_of(subject), predicate.value].append((subject, quad))
    shown = {key: found for key, found in by_kind.items() if facts or not is_fact(store, found[0][0])}
    inferred = _inferred_among(store, iri, [quad for found in shown.values() for _, quad in found])
    groups: dict[tuple[bool, str, str], list[NamedNode]] = defaultdict(list)
    for (kind, property_), found in shown.items():
        for subject, quad in found:
            groups[quad.triple in inferred, kind, property_].append(subject)
    return [
        Group(property_, _first(store, subjects, limit), len(subjects), kind, follows)
        for (follows, kind, property_), subjects in sorted(groups.items())
    ]


def _first(store: GraphStore, subjects: list[NamedNode], limit: int) -> list[Value]:
    """The first of what refers, in the order of their documents."""
    if len(subjects) > SORTED:  # by name: an IRI begins with the document, and looking up every passage takes long
        subjects = sorted(subjects, key=lambda subject: subject.value)[:limit]
    return sorted((_referring(store, subject) for subject in subjects), key=_place)[:limit]


def _referring(store: GraphStore, subject: NamedNode) -> Value:
    best = first_passage(store, subject)
    return Value(iri=subject.value, passages=(best,) if best is not None else ())


def _place(value: Value) -> tuple[str, int, str]:
    first = value.passages[0] if value.passages else None
    return (first.document if first else "", first.line if first else 0, value.iri)


class OwnClasses:
    """`own_class` for many things of one store: many have the same classes.

    by_name: things whose IRIs are minted from one kind (`{base}/id/{kind}/…`) count as of one class, that of the first
    of them. For thousands of things at once, where a page has no time to look at each.
    """

    def __init__(self, store: GraphStore, *, by_name: bool = False) -> None:
        self._store, self._by_name = store, by_name
        self._ids = f"{store.base}/id/"
        self._known: dict[frozenset[NamedNode], str] = {}
        self._named: dict[str, str] = {}

    def __call__(self, iri: NamedNode) -> str:
        if self._by_name and iri.value.startswith(self._ids):
            kind = iri.value[len(self._ids) :].partition("/")[0]
            if kind not in self._named:
                self._named[kind] = self._class(iri)
            return self._named[kind]
        return self._class(iri)

    def _class(self, iri: NamedNode) -> str:
        types = _types(self._store, iri)
        if types not in self._known:
            self._known[types] = _most_particular(self._store, types)
        return self._known[types]


def own_class(store: GraphStore, iri: NamedNode) -> str:
    """The most particular class of our own that `iri` has; any other class when it has none of ours; or ""."""
    return _most_particular(store, _types(store, iri))


def _types(store: GraphStore, iri: NamedNode) -> frozenset[NamedNode]:
    return frozenset(o for q in store.quads(iri, RDF.type) if isinstance(o := q.object, NamedNode))


def _most_particular(store: GraphStore, types: frozenset[NamedNode]) -> str:
    return most_particular_of(types, lambda t: [q.object for q in store.quads(t, RDFS.subClassOf)])


def most_particular_of(types: frozenset[NamedNode], parents: Callable[[NamedNode], Iterable[Term]]) -> str:
    """Of these classes the most particular one of our own; any other when none is ours; or "".

    parents: of a class the classes above it, itself perhaps among them.
    """
    own = {t for t in types if t.value.startswith(DEF)} or types
    above = {parent for t in own for parent in parents(t) if parent != t}
    return min((t.value for t in own - above), default=min((t.value for t in own), default=""))


def serialise(triples: list[Triple], syntax: ox.RdfFormat, prefixes: dict[str, str]) -> bytes:
    """`triples` written out, with `prefixes` where the syntax has them."""
    return ox.serialize(triples, format=syntax, prefixes=prefixes) or b""
