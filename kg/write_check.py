"""Whether a write makes data break the shapes: only what it touched is validated, before and after.

What a change can break:

    the subjects of what came or went;
    what refers to them, when what changed is looked at from there: a type (sh:class), a later step of a path, a
    property that a SPARQL constraint mentions;
    what these point to, when a shape looks back from it: a SPARQL constraint or an inverse path (a document with its
    facts, an office holder with the offices).

These are validated with their neighbourhood, in the new store and, where that gives Violations, in the old one too: a
write answers for what it caused and not for what was there. Which classes and properties matter is read off the shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad
from rdflib.namespace import RDF, SH

from kg.changes import Changes
from kg.embedded import OxigraphStore
from kg.errors import ConformanceError
from kg.validation import SHAPES, Result, load_shapes, subclasses, validate_focus

Node = NamedNode | BlankNode
_TYPE = NamedNode(str(RDF.type))
_NAME = re.compile(r"(?<![\w<?$])(\w+):([\w-]+)")
_SHOWN = 100  # results told


@dataclass(frozen=True, slots=True)
class Reach:
    """What the shapes look at. classes, properties: of the nodes they are aimed at. wide: classes a shape looks back
    from. deep: properties that are looked at from further away than their own subject."""

    classes: frozenset[str]
    properties: frozenset[str]
    wide: frozenset[str]
    deep: frozenset[str]


def require_conformance(before: OxigraphStore, changes: Changes) -> None:
    """Raises ConformanceError for a Violation that the changes cause. before: the store as it was."""
    new = caused(before, changes)
    if new:
        told = tuple(
            {"focusNode": r.focus_node, "path": r.path, "value": r.value, "shape": r.shape, "message": r.message}
            for r in new[:_SHOWN]
        )
        raise ConformanceError(
            f"the write causes {len(new)} violation(s) of the shapes, so nothing was changed. "
            f"First: {new[0].focus_node}: {new[0].message_in('en')}",
            told,
        )


def caused(before: OxigraphStore, changes: Changes) -> list[Result]:
    """The Violations that the changes cause, worst first."""
    reach = shapes_reach()
    after = changes.store
    targets = _targets(after, _focus(changes, reach), reach)
    if not targets:
        return []
    names = {_name(node) for node in targets}
    found = validate_focus(_around(after, targets, reach), names).violations
    if not found:
        return []
    known = {r.sort_key for r in validate_focus(_around(before, targets, reach), names).violations}
    return [result for result in found if result.sort_key not in known]


def touched(before: OxigraphStore, changes: Changes) -> tuple[set[str], list[Quad], list[Quad]]:
    """What has to be validated to tell what the changes do: the nodes (IRIs, and blank nodes as "_:name"), and their
    neighbourhood before and after. A node counts that is looked at in either of the two.
    """
    reach = shapes_reach()
    near = _focus(changes, reach)
    nodes = _targets(before, near, reach) | _targets(changes.store, near, reach)
    return (
        {_name(node) for node in nodes},
        list(_around(before, nodes, reach)),
        list(_around(changes.store, nodes, reach)),
    )


@lru_cache(maxsize=2)
def shapes_reach(folder: Path = SHAPES) -> Reach:
    """What the shapes of a folder look at."""
    shapes = load_shapes(folder)
    wide_shapes = set(shapes.subjects(SH.sparql)) | {
        shape for shape, path in shapes.subject_objects(SH.path) if _looks_back(shapes, path)
    }
    wide_shapes |= {outer for inner in wide_shapes for outer in shapes.subjects(SH.property, inner)}
    wide = {str(c) for shape in wide_shapes for c in shapes.objects(shape, SH.targetClass)}
    deep = {str(RDF.type)}
    for path in shapes.objects(None, SH.path):
        if shapes.value(path, RDF.first) is not None:
            deep |= {str(step) for step in list(shapes.items(path))[1:]}
    prefixes = dict(_prefixes(shapes))
    for text in shapes.objects(None, SH.select):
        deep |= {prefixes[p] + local for p, local in _NAME.findall(str(text)) if p in prefixes}
    return Reach(
        classes=_below({str(c) for c in shapes.objects(None, SH.targetClass)}),
        properties=frozenset(str(p) for p in shapes.objects(None, SH.targetSubjectsOf)),
        wide=_below(wide),
        deep=frozenset(deep),
    )


def _looks_back(shapes: rdflib.Graph, path: rdflib.term.Node) -> bool:
    return shapes.value(path, SH.inversePath) is not None


def _prefixes(shapes: rdflib.Graph) -> Iterator[tuple[str, str]]:
    for declared in shapes.objects(None, SH.declare):
        yield str(shapes.value(declared, SH.prefix)), str(shapes.value(declared, SH.namespace))


def _below(classes: set[str]) -> frozenset[str]:
    """The classes with all below them."""
    found, ahead = set(classes), list(classes)
    while ahead:
        for lower in subclasses().get(ahead.pop(), ()):
            if lower not in found:
                found.add(lower)
                ahead.append(lower)
    return frozenset(found)


# --- which nodes


def _focus(changes: Changes, reach: Reach) -> set[Node]:
    after = changes.store
    changed = [quad for quad in (*changes.added, *changes.removed) if _counts(after, quad)]
    touched = {quad.subject for quad in changed if isinstance(quad.subject, Node)}
    looked_at = {q.subject for q in changed if q.predicate.value in reach.deep and isinstance(q.subject, Node)}
    referring = {q.subject for node in looked_at for q in _quads(after, object=node) if isinstance(q.subject, Node)}
    near = touched | referring
    pointed = {quad.object for quad in changed if isinstance(quad.object, Node)}
    for node in near:
        pointed |= {q.object for q in _quads(after, subject=node) if isinstance(q.object, Node)}
    return near | {node for node in pointed if _types(after, node) & reach.wide}


def _targets(store: OxigraphStore, nodes: Iterable[Node], reach: Reach) -> set[Node]:
    return {node for node in nodes if _is_target(store, node, reach)}


def _is_target(store: OxigraphStore, node: Node, reach: Reach) -> bool:
    return bool(_types(store, node) & reach.classes) or any(
        quad.predicate.value in reach.properties for quad in _quads(store, subject=node)
    )


def _types(store: OxigraphStore, node: Node) -> set[str]:
    found = store.quads(node, _TYPE, None, None)
    return {quad.object.value for quad in found if isinstance(quad.object, NamedNode)}


def _around(store: OxigraphStore, focus: Iterable[Node], reach: Reach) -> Iterator[Quad]:
    """What the shapes can look at from the nodes: two steps on; from a wide one also what refers to it, and two on."""
    done: dict[Node, int] = {}  # how many steps were taken from a node

    def described(nodes: Iterable[Node], steps: int) -> Iterator[Quad]:
        ahead: set[Node] = set()
        for node in nodes:
            if done.get(node, 0) >= steps:
                continue
            done[node] = steps
            for quad in _quads(store, subject=node):
                yield quad
                if isinstance(quad.object, Node):
                    ahead.add(quad.object)
        if steps > 1 and ahead:
            yield from described(ahead, steps - 1)

    for node in focus:
        yield from described((node,), 3)
        if _types(store, node) & reach.wide:
            referring = {q.subject for q in _quads(store, object=node) if isinstance(q.subject, Node)}
            yield from described(referring, 3)


def _quads(store: OxigraphStore, subject: Node | None = None, object: Node | None = None) -> Iterator[Quad]:
    return (quad for quad in store.quads(subject, None, object, None) if _counts(store, quad))


def _counts(store: OxigraphStore, quad: Quad) -> bool:
    """What follows from other quads is not validated, nor is the ontology; a default graph counts where it is alone."""
    if isinstance(quad.graph_name, DefaultGraph):
        return store.default_is_own
    return quad.graph_name not in (store.report_graph, store.inferred_graph, store.ontology_graph)


def _name(node: Node) -> str:
    return f"_:{node.value}" if isinstance(node, BlankNode) else node.value
