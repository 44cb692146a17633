"""What came, went and changed between two stores: quads, things by kind, and where a thing went.

Quads are compared as lines of canonical N-Quads, graph by graph. Blank nodes are named by RDFC-1.0 within their graph;
those names move with what stands around them, so quads with one may show as gone and come when a neighbour changed.

A thing is a subject of a quad that a source says; what a reasoner adds (graph `inferred`) and what a validator reports
(graph `report`) follow from that and do not make a thing changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.describe import OwnClasses, own_class
from kg.embedded import OxigraphStore
from kg.labels import LABEL_PREDICATES, label_of
from kg.store import GraphStore
from kg.vocab import DCT, OWL, SKOS, VG

CAME, WENT, CHANGED = "came", "went", "changed"
_LEADS_ON = (OWL.sameAs, SKOS.exactMatch, NamedNode("http://purl.org/dc/terms/isReplacedBy"))  # from what went
_COMES_FROM = (OWL.sameAs, SKOS.exactMatch, DCT.replaces, VG.successorOf)  # to what went
_SHORTEST_LABEL = 3  # characters: a shorter name is shared by too many things to tell a successor


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that came, went or changed. kind: IRI of its most particular class; label, successor: of one that went,
    "" where there is none."""

    iri: str
    kind: str
    label: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """From one store to the next. came, went: lines of canonical N-Quads, without line feed, sorted. things: by what
    happened to them, sorted by IRI."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    things: Mapping[str, tuple[Thing, ...]] = field(default_factory=dict)

    def families(self) -> dict[str, dict[str, int]]:
        """Number of things that came, went and changed, by kind."""
        return families(self.things)

    @property
    def is_empty(self) -> bool:
        return not (self.came or self.went)


def families(things: Mapping[str, Iterable[Thing]]) -> dict[str, dict[str, int]]:
    counted = Counter((thing.kind, what) for what, found in things.items() for thing in found)
    kinds = sorted({kind for kind, _ in counted})
    return {kind: {what: counted[kind, what] for what in (CAME, WENT, CHANGED)} for kind in kinds}


def compare(before: OxigraphStore, after: OxigraphStore, now: Mapping[str, Sequence[bytes]]) -> Difference:
    """The difference between two stores in the graphs that are not the same in both.

    now: canonical N-Quads of each such graph as it is in `after`; none for one that is gone. "" is a default graph of
    its own.
    """
    came: list[bytes] = []
    went: list[bytes] = []
    for name, lines in now.items():
        new, old = set(lines), set(before.canonical_nquads([name]))
        came += new - old
        went += old - new
    return counted_out(before, after, came, went)


def counted_out(
    before: OxigraphStore, after: OxigraphStore, came: Iterable[bytes], went: Iterable[bytes]
) -> Difference:
    """The difference when the quads that came and went are known, as lines of N-Quads."""
    came, went = list(came), list(went)
    return Difference(_texts(came), _texts(went), _things(before, after, [*came, *went]))


def _texts(lines: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(sorted(line.decode().rstrip("\n") for line in lines))


def _things(before: OxigraphStore, after: OxigraphStore, lines: Iterable[bytes]) -> dict[str, tuple[Thing, ...]]:
    aside = tuple(f" <{after.base}/graph/{name}> .\n".encode() for name in ("inferred", "report"))
    subjects = {line.split(b" ", 1)[0] for line in lines if not line.endswith(aside)}
    iris = sorted(s[1:-1].decode() for s in subjects if s.startswith(b"<") and not s.startswith(b"<<"))
    found: dict[str, list[Thing]] = {CAME: [], WENT: [], CHANGED: []}
    old_kind, new_kind = OwnClasses(before), OwnClasses(after)
    for iri in iris:
        node = NamedNode(iri)
        was, is_now = _described(before, node), _described(after, node)
        if is_now:
            found[CHANGED if was else CAME].append(Thing(iri, new_kind(node)))
        elif was:
            found[WENT].append(_gone(before, after, node, old_kind(node)))
    return {what: tuple(things) for what, things in found.items()}


def _described(store: GraphStore, node: NamedNode) -> bool:
    return any(True for _ in store.quads(node, graph=None))


def _gone(before: GraphStore, after: GraphStore, node: NamedNode, kind: str) -> Thing:
    label = label_of(before, node, "nl") or ""
    return Thing(node.value, kind, label, _successor(before, after, node, kind))


def _successor(before: GraphStore, after: GraphStore, node: NamedNode, kind: str) -> str:
    """Where a thing went: where the data say so, else the one thing of the same kind with the same name; or ""."""
    said = {q.object for store in (before, after) for p in _LEADS_ON for q in store.quads(node, p)}
    said |= {q.subject for p in _COMES_FROM for q in after.quads(None, p, node)}
    iris = {other for other in said if isinstance(other, NamedNode)} - {node}
    living = sorted(other.value for other in iris if _described(after, other))
    if len(living) == 1:
        return living[0]
    return "" if living else _same_name(before, after, node, kind)


def _same_name(before: GraphStore, after: GraphStore, node: NamedNode, kind: str) -> str:
    names = (q.object for p in LABEL_PREDICATES for q in before.quads(node, p) if isinstance(q.object, Literal))
    found: set[str] = set()
    for name in names:
        if len(name.value) >= _SHORTEST_LABEL:
            found.update(_named(after, name, kind))
    return found.pop() if len(found) == 1 else ""


def _named(store: GraphStore, name: Literal, kind: str) -> Iterator[str]:
    for predicate in LABEL_PREDICATES:
        for quad in store.quads(None, predicate, name):
            if isinstance(quad.subject, NamedNode) and own_class(store, quad.subject) == kind:
                yield quad.subject.value


def follow(first: Difference, second: Difference) -> Difference:
    """The difference over two steps, as if they were one: what came and went again is left out."""
    came, went = set(first.came), set(first.went)
    for line in second.went:
        if line in came:
            came.remove(line)
        else:
            went.add(line)
    for line in second.came:
        if line in went:
            went.remove(line)
        else:
            came.add(line)
    return Difference(tuple(sorted(came)), tuple(sorted(went)), _followed(first, second))


def turned(difference: Difference) -> Difference:
    """The difference the other way round. What is known of things that went (name, successor) stays with them only."""
    things = difference.things
    back = {
        CAME: tuple(Thing(t.iri, t.kind) for t in things.get(WENT, ())),
        WENT: things.get(CAME, ()),
        CHANGED: things.get(CHANGED, ()),
    }
    return Difference(difference.went, difference.came, back)


def _followed(first: Difference, second: Difference) -> dict[str, tuple[Thing, ...]]:
    state: dict[str, tuple[str, Thing]] = {}
    for difference in (first, second):
        for what, things in difference.things.items():
            for thing in things:
                earlier = state.get(thing.iri, ("", thing))[0]
                now = _JOINED.get((earlier, what), what)
                if now:
                    state[thing.iri] = (now, thing)
                else:
                    state.pop(thing.iri, None)
    result: dict[str, tuple[Thing, ...]] = {}
    for what in (CAME, WENT, CHANGED):
        result[what] = tuple(thing for _, (now, thing) in sorted(state.items()) if now == what)
    return result


# What two steps are together; "" is nothing at all. A thing that went and came back may have changed in between.
_JOINED = {
    (CAME, CHANGED): CAME,
    (CAME, WENT): "",
    (CHANGED, CHANGED): CHANGED,
    (CHANGED, WENT): WENT,
    (WENT, CAME): CHANGED,
}
