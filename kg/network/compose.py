"""From the columns of statements to one network: which rows count, and what they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.errors import ParameterError
from kg.network.bipartite import MOST_PAIRS, fold
from kg.network.budget import Budget, stopped
from kg.network.graph import Graph, Ints, Rows, part
from kg.network.model import Period, Stopped
from kg.network.relations import KINDS

if TYPE_CHECKING:
    from kg.network.index import NetworkIndex, Table
    from kg.network.request import Asked

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Statements that count, of all kinds of edges together."""

    source: Ints
    target: Ints
    kind: NDArray[np.int8]
    relation: NDArray[np.int32]
    document: NDArray[np.int32]
    turned: Mask

    def where(self, mask: Mask) -> _Columns:
        return _Columns(*(getattr(self, name)[mask] for name in self.__slots__))


def compose(index: NetworkIndex, asked: Asked, budget: Budget) -> Graph:
    """The graph of a request. Raises what `budget.alive` raises, ParameterError for a document that is not there."""
    check_documents(index, asked)
    tables = index.tables(asked.declared.edges, budget)
    why = None if all(table.complete for table in tables) else stopped("statements", sum(len(t.source) for t in tables))
    columns = _selected(index, asked, tables)
    columns = _of_kinds(index, asked, columns, budget)
    if asked.declared.through:
        columns = _through(columns)
    budget.alive()
    if asked.declared.fold:
        return _folded(index, asked, columns, budget, why)
    return _joined(index, asked, columns, why)


def documents_that_count(index: NetworkIndex, asked: Asked) -> Mask:
    """For each document of the index, and last for no document, whether what it says counts.

    What a register says has no document: it counts whatever the year, and not when documents are named.
    """
    known = {document.identifier: n for n, document in enumerate(index.documents)}
    counts = np.zeros(len(index.documents) + 1, np.bool_)
    chosen = [known[name] for name in asked.documents if name in known] if asked.documents else list(known.values())
    counts[[n for n in chosen if _covered(index.documents[n].period, asked.year)]] = True
    counts[-1] = not asked.documents
    return counts


def _covered(period: Period, asked: Period) -> bool:
    """Whether they share a year. A document whose years are not known is of no year."""
    if not asked.known:
        return True
    first, last = asked.first or 0, asked.last or 9999
    return period.known and (period.first or 0) <= last and first <= (period.last or 9999)


def relations_that_count(index: NetworkIndex, asked: Asked) -> Mask:
    """For each relation of the index whether it counts."""
    return np.array([not asked.relations or iri in asked.relations for iri in index.relations], np.bool_)


def _selected(index: NetworkIndex, asked: Asked, tables: list[Table]) -> _Columns:
    documents, relations = documents_that_count(index, asked), relations_that_count(index, asked)
    both = asked.declared.directed and not asked.declared.sides
    symmetric = np.array([both and iri in index.symmetric for iri in index.relations], np.bool_)
    parts = []
    for number, (name, table) in enumerate(zip(asked.declared.edges, tables, strict=True)):
        mask = documents[table.document] & (table.source != table.target)
        if len(relations):
            mask &= relations[table.relation]
        kind = np.full(int(mask.sum()), number, np.int8)
        ends = (table.source[mask].astype(np.int64), table.target[mask].astype(np.int64))
        rest = (table.relation[mask], table.document[mask])
        parts.append(_Columns(*ends, kind, *rest, np.zeros(len(kind), np.bool_)))
        if both and KINDS[name].sides[0] == KINDS[name].sides[1] and len(kind) and symmetric[rest[0]].any():
            again = parts[-1].where(symmetric[rest[0]])
            turned = np.ones(len(again.source), np.bool_)
            parts.append(_Columns(again.target, again.source, again.kind, again.relation, again.document, turned))
    return _Columns(*(np.concatenate([getattr(part, name) for part in parts]) for name in _Columns.__slots__))


def _of_kinds(index: NetworkIndex, asked: Asked, columns: _Columns, budget: Budget) -> _Columns:
    for ends, wanted in (
        (("source", "target"), asked.kinds),
        (("source",), asked.kinds_from),
        (("target",), asked.kinds_to),
    ):
        for end in ends if wanted else ():
            numbers, places = np.unique(getattr(columns, end), return_inverse=True)
            fits = np.zeros(len(numbers), np.bool_)
            for place, number in enumerate(numbers):
                if place % 1_000 == 0:
                    budget.alive()
                fits[place] = not index.types(index.iris[number]).isdisjoint(wanted)
            columns = columns.where(fits[places.reshape(-1)])
    return columns


def _through(columns: _Columns) -> _Columns:
    """Only what goes through a node that something comes into and something goes out of."""
    middle = np.intersect1d(columns.source, columns.target)
    return columns.where(np.isin(columns.source, middle) | np.isin(columns.target, middle))


def _joined(index: NetworkIndex, asked: Asked, columns: _Columns, why: Stopped | None) -> Graph:
    """One edge for all statements between two nodes."""
    used = np.unique(np.concatenate([columns.source, columns.target]))
    iris, local = _ordered(index, used)
    first, second = local[np.searchsorted(used, columns.source)], local[np.searchsorted(used, columns.target)]
    sides, side = _sides(asked, first, second, len(iris))
    turned = columns.turned
    if not asked.declared.directed and side is None:
        swap = first > second
        first, second, turned = np.where(swap, second, first), np.where(swap, first, second), turned ^ swap
    key = first.astype(np.int64) * len(iris) + second
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else np.empty(0, np.int64)
    ends = np.append(starts, len(key)).astype(np.int64)
    rows = Rows(ends, columns.kind[order], columns.relation[order], columns.document[order], turned[order])
    weight = _weight(asked.declared.weight, rows)
    ends_of = (first[order][starts].astype(np.int32), second[order][starts].astype(np.int32))
    graph = Graph(iris, *ends_of, weight, asked.declared.directed, sides, side, rows, None, why)
    return _heavy(graph, asked.min_weight)


def _ordered(index: NetworkIndex, used: Ints) -> tuple[list[str], NDArray[np.int32]]:
    """The IRIs of the nodes that are used, sorted, and for each of `used` its place among them."""
    named = [index.iris[number] for number in used]
    order = sorted(range(len(named)), key=named.__getitem__)
    local = np.empty(len(named), np.int32)
    local[order] = np.arange(len(named), dtype=np.int32)
    return [named[n] for n in order], local


def _sides(
    asked: Asked, first: NDArray[np.int32], second: NDArray[np.int32], nodes: int
) -> tuple[tuple[str, str] | tuple[()], NDArray[np.int8] | None]:
    """The side of each node; none when a node stands on both."""
    sides = asked.declared.sides
    if not sides:
        return (), None
    side = np.zeros(nodes, np.int8)
    side[second] = 1
    return (sides, side) if not side[first].any() else ((), None)


def _weight(how: str, rows: Rows) -> NDArray[np.float64]:
    edges = len(rows.starts) - 1
    if how == "none":
        return np.ones(edges)
    sizes = np.diff(rows.starts)
    if how == "statements":
        return sizes.astype(np.float64)
    edge = np.repeat(np.arange(edges, dtype=np.int64), sizes)
    said = np.unique(np.stack([edge, rows.document.astype(np.int64)], axis=1), axis=0)
    return np.bincount(said[:, 0], minlength=edges).astype(np.float64)


def _heavy(graph: Graph, least: float) -> Graph:
    if least <= 0 or not graph.edges:
        return graph
    edges = np.flatnonzero(graph.weight >= least)
    nodes = np.unique(np.concatenate([graph.source[edges], graph.target[edges]])).astype(np.int64)
    return part(graph, nodes, edges)


def _folded(index: NetworkIndex, asked: Asked, columns: _Columns, budget: Budget, why: Stopped | None) -> Graph:
    """Two nodes on one side, joined by what they share."""
    own = asked.declared
    keep_first = KINDS[own.edges[0]].sides[0] == own.fold
    kept, other = (columns.source, columns.target) if keep_first else (columns.target, columns.source)
    used = np.unique(kept)
    iris, local = _ordered(index, used)
    found = fold(local[np.searchsorted(used, kept)].astype(np.int64), other, own.fold_weight, budget)
    why = why if found.complete else stopped("edges", MOST_PAIRS)
    weight = np.ones(len(found.weight)) if own.weight == "none" else found.weight
    ends = (found.first.astype(np.int32), found.second.astype(np.int32))
    graph = Graph(iris, *ends, weight, False, shared=found.shared, stopped=why)
    return _heavy(graph, asked.min_weight)


def check_documents(index: NetworkIndex, asked: Asked) -> None:
    """Raises ParameterError for a document that the store does not hold."""
    known = index.identifiers()
    for name in asked.documents:
        if name not in known:
            raise ParameterError("documents", f"{name[:100]!r} is no document here; allowed: {', '.join(known)}", known)
