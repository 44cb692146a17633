"""Who is connected with whom and what, and by which words: neighbours and shortest paths.

A declared projection turns triples into a network. Nodes are things with an IRI of ours: actors, themes, documents,
persons, indicators, laws. Edges are

- plain properties between two nodes (`vg:memberOf`, `skos:broader`), and
- facts that name two nodes in different roles: a priority joins the actor that set it with its theme. Such an edge
  runs *via* the fact and has two predicates: against the first, along the second.

Every edge carries the passages it was read from. What only says in which document a fact stands is no edge, unless
one asks about a document: else everything would be joined with everything through its document.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from kg.config import DEF
from kg.errors import NotFoundError
from kg.evidence import BOOKKEEPING_KINDS, Passage, is_fact, passages, superproperties
from kg.network.model import Predicate, Projection
from kg.store import GraphStore
from kg.vocab import VG, concept, notations, relation_property

_BOOKKEEPING = (VG.evidence, VG.furtherEvidence, VG.extractor, VG.confidence)
_RELATION_KINDS = {relation_property(n): concept("relation-kind", n) for n in notations("relation-kind")}


FACTS = Projection(
    "facts",
    title={"nl": "Alles wat verbonden is", "en": "All that is connected"},
    description={
        "nl": "Knopen: alles met een IRI van deze graaf, zonder passages, bronnen, extractors en begrippenlijsten. "
        "Lijnen: eigenschappen tussen twee knopen, en feiten die twee knopen noemen. 'Staat in' telt alleen voor een "
        "document waarnaar gevraagd is.",
        "en": "Nodes: things with an IRI of this graph, without passages, sources, extractors and schemes. Edges: "
        "properties between two nodes, and facts that name two nodes. 'Stated in' counts only for a document asked "
        "for.",
    },
    weight="none",
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step from one node to another. via: the fact it runs through, or "". evidence: the passages behind it.
    graphs: IRIs of the named graphs that say it."""

    source: str
    target: str
    predicates: tuple[Predicate, ...]
    via: str = ""
    evidence: tuple[Passage, ...] = ()
    graphs: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[bool, int, tuple[tuple[str, bool], ...], str]:
        """Plain properties before facts, own words before those of an alignment, then by name: the same question gives
        the same path."""
        foreign = sum(not p.iri.startswith(DEF) for p in self.predicates)
        return (bool(self.via), foreign, tuple((p.iri, p.inverse) for p in self.predicates), self.via)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Nodes by their distance, and the edges along which they were found. complete: nothing was left out."""

    resource: str
    depth: int
    nodes: dict[str, int]
    edges: list[Step]
    complete: bool


@dataclass(frozen=True, slots=True)
class Path:
    """A shortest path. found is False when there is none within `max_length` steps; complete is False when the search
    stopped at its budget before it knew."""

    source: str
    target: str
    found: bool
    steps: list[Step] = field(default_factory=list)
    complete: bool = True


class Network:
    """The projection of one store.

    check: called for every node that is opened; raises when the caller no longer waits.
    """

    def __init__(self, store: GraphStore, check: Callable[[], None] = lambda: None) -> None:
        self._store, self._check = store, check
        self._ids = f"{store.base}/id/"
        self._naming: dict[NamedNode, set[NamedNode]] = {}
        self._facts: dict[NamedNode, bool] = {}
        # an alignment says the same in the words of another vocabulary (prov:hadPrimarySource), and is inferred
        self._bookkeeping = {p for own in _BOOKKEEPING for p in (own, *superproperties(store, own))}
        self._stated_in = {VG.statedIn, *superproperties(store, VG.statedIn)}

    def neighbours(self, resource: str, *, depth: int = 1, limit: int = 100) -> Neighbourhood:
        """Nodes at most `depth` steps away, at most `limit` of them, nearest first.

        Raises NotFoundError for a thing that is no node of this network.
        """
        start = self._node(resource)
        distances = {start: 0}
        edges: dict[Step, None] = {}
        waiting, complete = deque([start]), True
        while waiting:
            node = waiting.popleft()
            if distances[node] == depth:
                continue
            for edge in self._edges(node, frozenset({start})):
                target = NamedNode(edge.target)
                if target not in distances:
                    if len(distances) > limit:
                        complete = False
                        continue
                    distances[target] = distances[node] + 1
                    waiting.append(target)
                edges[edge] = None
        nodes = {node.value: distance for node, distance in distances.items()}
        return Neighbourhood(start.value, depth, nodes, [self._with_evidence(e) for e in edges], complete)

    def path(self, source: str, target: str, *, max_length: int = 8, budget: int = 20_000) -> Path:
        """A shortest path, found from both ends; the same one every time.

        max_length: in steps. budget: nodes that may be opened.
        Raises NotFoundError for a thing that is no node of this network.
        """
        ends = (self._node(source), self._node(target))
        if ends[0] == ends[1]:
            return Path(source, target, True)
        asked = frozenset(ends)
        reached: tuple[dict[NamedNode, Step | None], ...] = ({ends[0]: None}, {ends[1]: None})
        rims: list[list[NamedNode]] = [[ends[0]], [ends[1]]]
        opened = 0
        for _ in range(max_length):
            side = 0 if len(rims[0]) <= len(rims[1]) else 1
            rim: list[NamedNode] = []
            meeting: list[NamedNode] = []
            for node in rims[side]:
                opened += 1
                if opened > budget:
                    return Path(source, target, False, complete=False)
                for edge in self._edges(node, asked):
                    other = NamedNode(edge.target)
                    if other in reached[side]:
                        continue
                    reached[side][other] = edge
                    rim.append(other)
                    if other in reached[1 - side]:
                        meeting.append(other)
            if meeting:
                return Path(source, target, True, self._steps(reached, min(meeting, key=lambda n: n.value)))
            if not rim:
                return Path(source, target, False)
            rims[side] = rim
        return Path(source, target, False)

    # --- nodes and edges

    def _node(self, iri: str) -> NamedNode:
        try:
            node = NamedNode(iri)
        except ValueError:
            raise NotFoundError(f"{iri[:200]!r} is no absolute IRI") from None
        seen = (True for quads in (self._store.quads(node), self._store.quads(None, None, node)) for _ in quads)
        if not self._is_node(node) or not any(seen):
            raise NotFoundError(f"{iri[:200]!r} is no node of the network; search for its name at /search")
        return node

    def _is_node(self, term: object) -> bool:
        if not isinstance(term, NamedNode) or not term.value.startswith(self._ids) or "#" in term.value:
            return False
        return term.value[len(self._ids) :].split("/", 1)[0] not in BOOKKEEPING_KINDS

    def _edges(self, node: NamedNode, asked: frozenset[NamedNode]) -> list[Step]:
        """One edge to every other node, the plainest, without its evidence (which only those shown need).

        asked: the nodes the question is about; a document is joined by "stated in" only when it is one of them.
        """
        self._check()
        best: dict[str, Step] = {}
        for edge in self._all_edges(node, asked):
            known = best.get(edge.target)
            if edge.target != node.value and (known is None or edge.order < known.order):
                best[edge.target] = edge
        return [best[target] for target in sorted(best)]

    def _all_edges(self, node: NamedNode, asked: frozenset[NamedNode]) -> Iterator[Step]:
        for predicate, other, inverse in self._links(node, asked):
            first = Predicate(predicate.value, inverse)
            if other not in asked and self._is_fact(other):
                yield from self._through(node, first, other, asked)
            else:
                yield Step(node.value, other.value, (first,))

    def _through(
        self, node: NamedNode, first: Predicate, fact: NamedNode, asked: frozenset[NamedNode]
    ) -> Iterator[Step]:
        for predicate, other, inverse in self._links(fact, asked):
            if other != node and not self._is_fact(other):
                yield Step(node.value, other.value, (first, Predicate(predicate.value, inverse)), fact.value)

    def _links(self, node: NamedNode, asked: frozenset[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode, bool]]:
        """Triples between `node` and another node or fact: predicate, the other end, whether it is the subject."""
        for quad in self._store.quads(node):
            other = quad.object
            if isinstance(other, NamedNode) and self._joins(quad.predicate, other, asked):
                yield quad.predicate, other, False
        for quad in self._store.quads(None, None, node):
            other_end = quad.subject
            if (
                isinstance(other_end, NamedNode)
                and self._is_node(other_end)
                and self._joins(quad.predicate, node, asked)
            ):
                yield quad.predicate, other_end, True

    def _joins(self, predicate: NamedNode, object_: NamedNode, asked: frozenset[NamedNode]) -> bool:
        if predicate in self._bookkeeping or not self._is_node(object_):
            return False
        return predicate not in self._stated_in or object_ in asked

    def _is_fact(self, node: NamedNode) -> bool:
        if node not in self._facts:
            self._facts[node] = is_fact(self._store, node)
        return self._facts[node]

    # --- what is shown of them

    def _steps(self, reached: tuple[dict[NamedNode, Step | None], ...], meeting: NamedNode) -> list[Step]:
        steps: list[Step] = []
        edge = reached[0][meeting]
        while edge is not None:
            steps.insert(0, edge)
            edge = reached[0][NamedNode(edge.source)]
        edge = reached[1][meeting]
        while edge is not None:
            steps.append(_turned(edge))
            edge = reached[1][NamedNode(edge.source)]
        return [self._with_evidence(step) for step in steps]

    def _with_evidence(self, edge: Step) -> Step:
        if edge.via:
            fact = NamedNode(edge.via)
            found = passages(self._store, fact)
            graphs = self._graphs(fact, VG.statedIn, None)
        else:
            only = edge.predicates[0]
            ends = (NamedNode(edge.source), NamedNode(edge.target))
            subject, object_ = reversed(ends) if only.inverse else ends
            predicate = NamedNode(only.iri)
            found = [p for fact in self._facts_behind(subject, predicate, object_) for p in passages(self._store, fact)]
            graphs = self._graphs(subject, predicate, object_)
        return replace(edge, evidence=tuple(dict.fromkeys(found)), graphs=graphs)

    def _facts_behind(self, subject: NamedNode, predicate: NamedNode, object_: NamedNode) -> list[NamedNode]:
        """The facts from which a plain property was read: a thing's own, or those that name both its ends."""
        if any(True for _ in self._store.quads(subject, VG.evidence)):
            return [subject]
        both = self._facts_naming(subject) & self._facts_naming(object_)
        kind = _RELATION_KINDS.get(predicate)
        if kind is not None:
            both = {fact for fact in both if any(True for _ in self._store.quads(fact, VG.relationKind, kind))}
        return sorted(both, key=lambda fact: fact.value)

    def _facts_naming(self, node: NamedNode) -> set[NamedNode]:
        if node not in self._naming:
            subjects = {q.subject for q in self._store.quads(None, None, node) if isinstance(q.subject, NamedNode)}
            self._naming[node] = {subject for subject in subjects if self._is_fact(subject)}
        return self._naming[node]

    def _graphs(self, subject: NamedNode, predicate: NamedNode, object_: NamedNode | None) -> tuple[str, ...]:
        names = {q.graph_name for q in self._store.quads(subject, predicate, object_, None)}
        return tuple(sorted(name.value for name in names if isinstance(name, NamedNode)))


def _turned(edge: Step) -> Step:
    """The same edge walked the other way."""
    predicates = tuple(Predicate(p.iri, not p.inverse) for p in reversed(edge.predicates))
    return replace(edge, source=edge.target, target=edge.source, predicates=predicates)
