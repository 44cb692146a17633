"""What a build left out, kept in the graph `{base}/graph/report` of its snapshot, so that pages can tell it.

A file that cannot be read, a document that breaks a shape of severity Violation, and a place that was read around are
not in the store: without this record only who ran the build would know of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Quad

from kg.shacl.report import SHAPE_NS
from kg.store import GraphStore
from kg.vocab import RDF, XSD

_FILES, _LEFT_OUT, _CLASS, _KIND, _REASON = (
    NamedNode(SHAPE_NS + name) for name in ("filesRead", "leftOut", "LeftOut", "leftOutKind", "reason")
)


class Kind(StrEnum):
    """What became of it."""

    UNREADABLE = "unreadable"  # a file that is left out as a whole
    REFUSED = "refused"  # a document that is left out as a whole
    PARTLY = "partly"  # a place that was read around; the rest of its document is there


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """reason: names the file or document and says why, in English, as the loader put it."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """files: how many there were to read. left_out: sorted."""

    files: int
    left_out: tuple[LeftOut, ...] = ()

    def of(self, kind: Kind) -> list[str]:
        return [left.reason for left in self.left_out if left.kind is kind]


def record_quads(files: int, left_out: Sequence[LeftOut], graph: NamedNode) -> list[Quad]:
    """The record for the store, sorted. graph: `{base}/graph/report`."""
    return sorted(_quads(files, left_out, graph), key=str)


def _quads(files: int, left_out: Sequence[LeftOut], graph: NamedNode) -> Iterator[Quad]:
    base = graph.value.rpartition("/graph/")[0]
    build = _build(base)
    yield Quad(build, _FILES, Literal(str(files), datatype=XSD.integer), graph)
    for left in set(left_out):
        node = NamedNode(f"{base}/id/left-out/{hashlib.sha256(repr(left).encode()).hexdigest()[:16]}")
        yield Quad(build, _LEFT_OUT, node, graph)
        yield Quad(node, RDF.type, _CLASS, graph)
        yield Quad(node, _KIND, Literal(left.kind.value), graph)
        yield Quad(node, _REASON, Literal(left.reason, language="en"), graph)


def build_record(store: GraphStore) -> BuildRecord | None:
    """The record that stands in a store; None for one that was made in another way, or by an older version."""
    graph = NamedNode(f"{store.base}/graph/report")
    build = _build(store.base)
    files = next((_words(quad) for quad in store.quads(build, _FILES, None, graph)), "")
    if not files.isdecimal():
        return None
    nodes = [q.object for q in store.quads(build, _LEFT_OUT, None, graph) if isinstance(q.object, NamedNode)]
    return BuildRecord(int(files), tuple(sorted(_left_out(store, node, graph) for node in nodes)))


def _left_out(store: GraphStore, node: NamedNode, graph: NamedNode) -> LeftOut:
    said = {quad.predicate: _words(quad) for quad in store.quads(node, None, None, graph)}
    return LeftOut(Kind(said[_KIND]), said[_REASON])


def _words(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def _build(base: str) -> NamedNode:
    return NamedNode(f"{base}/id/validation-report/build")
