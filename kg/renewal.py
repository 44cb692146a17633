"""The graph of what follows, made anew after writes that left it behind (`Manifest.inferred_stale`).

A write of a few triples takes a fraction of a second, the closure of the whole graph takes many: so a write does not
wait for it, but says in the manifest that the graph `inferred` is older than the rest, until this is run. Where the
snapshot before the first of those writes is still there, only what they touch is reasoned over (`kg.reasoning_update`):
a document that was loaded anew, say. The result is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.changes import Changes
from kg.embedded import OxigraphStore
from kg.errors import StoreError, UsageError
from kg.snapshots import current_name, new_snapshot, open_snapshot, read_manifest
from kg.store import UNION, Manifest


def renew(directory: Path, *, keep: int = 2, wait: float = 0.0, full: bool = False) -> Manifest:
    """Reasons over the current snapshot and puts what follows in a new one. Returns what it holds.

    full: over everything, also where the difference would do.
    Raises UsageError for a store whose default graph stands alone (nothing is inferred there), StoreError, QueryError.
    """
    base = read_manifest(directory, current_name(directory)).base
    with new_snapshot(directory, base, start_from_current=True, keep=keep, wait=wait) as draft:
        previous = draft.previous
        assert previous is not None
        if previous.default_graph != UNION:
            raise UsageError(f"{directory}: the default graph stands alone here; nothing is inferred")
        draft.optimise = False
        store = draft.store
        changes = Changes(store, union=True)
        if full or not _of_difference(directory, store, changes, previous):
            from kg.reasoning import closure  # slow to import

            changes.replace(store.inferred_graph, closure(list(_said(store)), base))
        name = store.inferred_graph.value
        came, went = changes.counts().get(name, (0, 0))
        graphs = previous.graphs | {name: previous.graphs.get(name, 0) + came - went}
        draft.manifest = replace(
            previous,
            triples=previous.triples + changes.union_growth,
            graphs=dict(sorted(graphs.items())),
            digest="",
            versions=previous.versions | {name: draft.name, "": draft.name},
            first=previous.first or previous.name,
            inferred_stale="",
            parent=previous.name,
        )
    return read_manifest(directory, current_name(directory))


def _of_difference(directory: Path, store: OxigraphStore, changes: Changes, manifest: Manifest) -> bool:
    """Brings the graph `inferred` up to date from the snapshot in which it was right. False where that cannot be."""
    from kg.reasoning import reasoned_with
    from kg.reasoning_update import Change, update

    if not manifest.inferred_stale:
        return False
    try:
        old = open_snapshot(directory, manifest.inferred_stale)
    except StoreError:  # pruned since
        return False
    try:
        was, known = old.manifest(), {store.inferred_graph.value, store.report_graph.value}
        if was.inferred_stale or was.base != store.base:
            return False
        names = ({*old.graph_names()} | {*store.graph_names()}) - known
        other = [
            name
            for name in names
            if was.version_of(name) != manifest.version_of(name) or not (name in was.graphs and name in manifest.graphs)
        ]
        before = reasoned_with((q for name in other for q in old.quads(graph=NamedNode(name))), store.base)
        after = reasoned_with((q for name in other for q in store.quads(graph=NamedNode(name))), store.base)
    finally:
        old.close()
    now = reasoned_with(_said(store), store.base)
    inferred = {quad.triple for quad in store.quads(graph=store.inferred_graph)}
    found = update(Change(now, after - before, (before - after) - now, inferred), store.base)
    if found is None:
        return False
    graph = store.inferred_graph
    changes.remove(Quad(t.subject, t.predicate, t.object, graph) for t in found.went)
    changes.insert(Quad(t.subject, t.predicate, t.object, graph) for t in found.came)
    return True


def _said(store: OxigraphStore) -> Iterator[Quad]:
    derived = {store.inferred_graph.value, store.report_graph.value}
    for name in store.graph_names():
        if name not in derived:
            yield from store.quads(graph=NamedNode(name))
