"""Changes to a store under way, and the account of them.

The account says which quads came and went, net: it is what rights are checked by, what is validated, and what the
numbers of the new manifest are made from, so that a small write costs little in a large store. The default graph of a
union is kept right on the way: a later operation of the same update sees it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg.embedded import OxigraphStore
from kg.errors import NotAllowedError
from kg.store import DEFAULT_GRAPH

_STRING = NamedNode("http://www.w3.org/2001/XMLSchema#string")
Graph = NamedNode | BlankNode | DefaultGraph
UNION_ADVICE = (
    "the default graph of this store is the union of its named graphs and follows from them. "
    "Write to a named graph: GRAPH <…> { … } in an update, ?graph=… at /graphs"
)


@dataclass(slots=True)
class Changes:
    """What was done to `store` since this was made. union: whether its default graph follows from the others.

    added, removed: quads that came and went, net; those of a union's default graph are only counted.
    """

    store: OxigraphStore
    union: bool
    added: set[Quad] = field(default_factory=set)
    removed: set[Quad] = field(default_factory=set)
    union_growth: int = 0
    _graphs: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._graphs = frozenset(self.store.graph_names())

    # --- doing

    def insert(self, quads: Iterable[Quad]) -> None:
        """Adds quads. Raises NotAllowedError for the default graph of a union."""
        engine = self.store.engine
        new = {quad for quad in self._writable(quads) if quad not in engine}
        engine.extend(new)
        self.added |= new - self.removed
        self.removed -= new
        if self.union:
            said = {_default(quad) for quad in new if quad.graph_name != self.store.report_graph}
            fresh = {quad for quad in said if quad not in engine}
            engine.extend(fresh)
            self.union_growth += len(fresh)

    def remove(self, quads: Iterable[Quad]) -> None:
        """Takes quads away; those that are not there do not matter. Raises as `insert`."""
        engine = self.store.engine
        gone = {quad for quad in self._writable(quads) if quad in engine}
        for quad in gone:
            engine.remove(quad)
        self.removed |= gone - self.added
        self.added -= gone
        if self.union:
            for quad in gone:
                if quad.graph_name != self.store.report_graph and not self._said_elsewhere(quad):
                    engine.remove(_default(quad))
                    self.union_growth -= 1

    def clear(self, graph: Graph) -> None:
        """Takes all of a graph away; the graph stays."""
        self.remove(list(self.store.quads(graph=graph)))  # type: ignore[arg-type]

    def drop(self, graph: NamedNode) -> None:
        """Takes a graph away."""
        self.clear(graph)
        self.store.engine.remove_graph(graph)

    def create(self, graph: NamedNode) -> None:
        """An empty graph; nothing happens when it is there."""
        self.store.engine.add_graph(graph)

    def replace(self, graph: NamedNode | DefaultGraph, quads: Iterable[Quad]) -> None:
        """Puts `quads`, which are of this graph, in the place of what it holds; the graph is there afterwards."""
        new, old = set(quads), set(self.store.quads(graph=graph))
        self.remove(old - new)
        self.insert(new - old)
        if isinstance(graph, NamedNode):
            self.create(graph)

    # --- telling

    @property
    def any(self) -> bool:
        return bool(self.added or self.removed or self.graphs_came or self.graphs_went)

    @property
    def graphs_came(self) -> set[str]:
        return set(self.store.graph_names()) - self._graphs

    @property
    def graphs_went(self) -> set[str]:
        return set(self._graphs) - set(self.store.graph_names())

    def had(self, graph: str) -> bool:
        """Whether a named graph was there before."""
        return graph in self._graphs

    def counts(self) -> dict[str, tuple[int, int]]:
        """By graph ("" for the default graph) how many quads came and went; graphs that came or went empty too."""
        came = Counter(_name(quad) for quad in self.added)
        went = Counter(_name(quad) for quad in self.removed)
        names = {*came, *went, *self.graphs_came, *self.graphs_went}
        return {name: (came[name], went[name]) for name in sorted(names)}

    def _writable(self, quads: Iterable[Quad]) -> Iterable[Quad]:
        """The quads as the engine keeps them: of `1.0` and `1.00` it makes one."""
        as_kept = Store()
        typed = []
        for quad in quads:
            if self.union and isinstance(quad.graph_name, DefaultGraph):
                raise NotAllowedError(UNION_ADVICE)
            value = quad.object
            if isinstance(value, Triple) or (isinstance(value, Literal) and value.datatype != _STRING):
                typed.append(quad)
            else:
                yield quad
        as_kept.extend(typed)
        yield from as_kept

    def _said_elsewhere(self, quad: Quad) -> bool:
        found = self.store.quads(quad.subject, quad.predicate, quad.object, None)
        return any(q.graph_name not in (DEFAULT_GRAPH, self.store.report_graph) for q in found)


def _default(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, DEFAULT_GRAPH)


def _name(quad: Quad) -> str:
    return "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value
