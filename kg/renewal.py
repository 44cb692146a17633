"""The graph of what follows, made anew after writes that left it behind (`Manifest.inferred_stale`).

A write of a few triples takes a fraction of a second, the closure of the whole graph takes many: so a write does not
wait for it, but says in the manifest that the graph `inferred` is older than the rest, until this is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.changes import Changes
from kg.errors import UsageError
from kg.snapshots import current_name, new_snapshot, read_manifest
from kg.store import UNION, Manifest, OxigraphStore


def renew(directory: Path, *, keep: int = 2, wait: float = 0.0) -> Manifest:
    """Reasons over the current snapshot and puts what follows in a new one. Returns what it holds.

    Raises UsageError for a store whose default graph stands alone (nothing is inferred there), StoreError, QueryError.
    """
    from kg.reasoning import closure  # slow to import

    base = read_manifest(directory, current_name(directory)).base
    with new_snapshot(directory, base, start_from_current=True, keep=keep, wait=wait) as draft:
        previous = draft.previous
        assert previous is not None
        if previous.default_graph != UNION:
            raise UsageError(f"{directory}: the default graph stands alone here; nothing is inferred")
        draft.optimise = False
        store = draft.store
        changes = Changes(store, union=True)
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


def _said(store: OxigraphStore) -> Iterator[Quad]:
    derived = {store.inferred_graph.value, store.report_graph.value}
    for name in store.graph_names():
        if name not in derived:
            yield from store.quads(graph=NamedNode(name))
