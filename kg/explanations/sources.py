"""Where a stated triple was read: its graphs, and the passages behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Triple

from kg.evidence import Passage, is_fact, passages
from kg.store import GraphStore
from kg.vocab import RDF, VG, concept, notations, relation_property

MOST = 3  # passages shown for one triple; what stands in forty places is no clearer for all of them
_LOOKED_AT = 400  # facts that name a thing, looked at for one that states the triple


@dataclass(frozen=True, slots=True)
class Source:
    """graphs: IRIs of the named graphs that state the triple. passages: where it was read, the plainest first."""

    graphs: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


def source_of(store: GraphStore, triple: Triple, inferred: str) -> Source:
    """The source of a stated triple. inferred: IRI of the graph that states nothing of its own."""
    quads = store.quads(triple.subject, triple.predicate, triple.object, None)
    named = {q.graph_name.value for q in quads if not isinstance(q.graph_name, DefaultGraph)}
    graphs = tuple(sorted(named - {inferred}))
    return Source(graphs, tuple(_passages(store, triple, graphs))[:MOST])


def _passages(store: GraphStore, triple: Triple, graphs: tuple[str, ...]) -> Iterator[Passage]:
    own = passages(store, triple.subject)
    if own:
        yield from own
        return
    seen: set[str] = set()
    for graph in graphs:
        for fact in _stating(store, triple, NamedNode(graph)):
            for passage in passages(store, fact):
                if passage.iri not in seen:
                    seen.add(passage.iri)
                    yield passage


def _stating(store: GraphStore, triple: Triple, graph: NamedNode) -> list[NamedNode]:
    """The facts of a document that say this of a thing: those that name both ends, else those that name the subject."""
    naming = _naming(store, triple.subject, graph)
    if isinstance(triple.object, NamedNode) and triple.predicate != RDF.type:
        both = [fact for fact in naming if any(True for _ in store.quads(fact, None, triple.object, graph))]
        kind = _relation_kind(triple.predicate)
        of_kind = [fact for fact in both if kind and any(True for _ in store.quads(fact, VG.relationKind, kind, graph))]
        return of_kind or both or naming
    return naming


def _naming(store: GraphStore, thing: object, graph: NamedNode) -> list[NamedNode]:
    found: dict[NamedNode, None] = {}
    if not isinstance(thing, NamedNode):
        return []
    for number, quad in enumerate(store.quads(None, None, thing, graph)):
        if number == _LOOKED_AT:
            break
        if isinstance(quad.subject, NamedNode) and is_fact(store, quad.subject):
            found[quad.subject] = None
    return sorted(found, key=lambda fact: fact.value)


def _relation_kind(predicate: NamedNode) -> NamedNode | None:
    for notation in notations("relation-kind"):
        if relation_property(notation) == predicate:
            return concept("relation-kind", notation)
    return None
