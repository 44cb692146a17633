"""A snapshot into an engine that is asked over HTTP: a bulk load per graph, that goes on where it was broken off.

Each graph is sent in parts by the Graph Store Protocol and gets a mark in the graph `{base}/graph/publication`: how
many triples, and their digest. A graph whose mark fits is passed over, so the next publication sends what changed, and
one that was broken off sends the rest. Until the last mark is there, whoever reads through `kg.remote` is told that a
publication is under way; nobody gets a mixture of two snapshots.

The default graph goes as a graph of its own, `{base}/graph/default` (see `kg.remote`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import StoreError
from kg.publication import Mark, read_marks
from kg.remote import RemoteStore, as_lines
from kg.remote_http import lines_in_parts
from kg.store import DEFAULT_GRAPH, GraphStore

PART = 4_000_000  # bytes of one request
Progress = Callable[[str, int, int], None]  # graph, triples sent, triples in all


@dataclass(slots=True)
class Published:
    """What a publication did, by graph. differing: number of triples with us and in the engine, where not the same:
    it takes two values that we tell apart for one."""

    name: str
    sent: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    differing: dict[str, tuple[int, int]] = field(default_factory=dict)


def publish(
    source: GraphStore, target: RemoteStore, *, progress: Progress | None = None, part: int = PART
) -> Published:
    """Makes `target` hold what `source` holds; graphs that an earlier publication put there and are gone are removed.

    part: bytes of one request. Raises StoreError when the engine is out of reach or refuses; run it again then.
    """
    manifest = source.manifest()
    marks = read_marks(target)
    whole = marks.pop(target.publication_graph, Mark())
    done = Published(manifest.name or manifest.digest[:16])
    graphs: dict[str, NamedNode | DefaultGraph] = {name: NamedNode(name) for name in source.graph_names()}
    if {target.publication_graph, target.default_graph} & graphs.keys():
        taken = f"{target.default_graph} or {target.publication_graph}"
        raise StoreError(f"a graph is called {taken}: both names are taken")
    graphs[target.default_graph] = DEFAULT_GRAPH
    changed = _Marks(target, marks)
    for name, graph in graphs.items():
        content = _content(source, graph)
        if (marks.get(name, Mark()).digest) == content.digest:
            done.kept.append(name)
            continue
        changed.drop(name)
        _send(target, name, source, graph, content, part, progress)
        there = _count(target, name)
        if there != content.triples:
            done.differing[name] = (content.triples, there)
        changed.set(name, Mark(there, content.digest))
        done.sent.append(name)
    for name in sorted(marks.keys() - graphs.keys()):
        changed.drop(name)
        target.client.delete(name)
        done.removed.append(name)
    created = manifest.created or datetime.now(UTC).isoformat(timespec="seconds")
    end = Mark(0, manifest.digest, done.name, created)
    if done.sent or done.removed or (whole.name, whole.digest) != (end.name, end.digest):
        changed.finish(end)
    target.forget()
    return done


def refresh(target: RemoteStore, touched: Iterable[str] = ()) -> None:
    """After an update in the engine itself: writes the default graph anew there, counts again, and names the state.

    touched: graphs that the update made, unless their names begin with the base.
    The engine copies graph by graph; that takes time in proportion to the data.
    """
    marks = read_marks(target)
    marks.pop(target.publication_graph, None)
    marks.pop(target.default_graph, None)
    here = f"{target.base}/graph/"
    rows = target.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", ("g",))
    there = {row[0].value for row in rows if isinstance(row[0], NamedNode)}
    hidden = {target.default_graph, target.publication_graph}
    names = sorted(({*marks, *touched, *(name for name in there if name.startswith(here))} & there) - hidden)
    changed = _Marks(target, {name: Mark(_count(target, name)) for name in names})
    changed.drop(target.default_graph)
    target.client.delete(target.default_graph)
    for name in names:
        if name != f"{target.base}/graph/report":
            target.client.update(
                f"INSERT {{ GRAPH <{target.default_graph}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
            )
    changed.set(target.default_graph, Mark(_count(target, target.default_graph)))
    now = datetime.now(UTC)
    changed.finish(Mark(0, "", now.strftime("%Y%m%dT%H%M%S%fZ"), now.isoformat(timespec="seconds")))
    target.forget()


@dataclass(frozen=True, slots=True)
class _Content:
    """digest: of the triples in any order."""

    triples: int
    digest: str


def _content(source: GraphStore, graph: NamedNode | DefaultGraph) -> _Content:
    """Adds up the hashes of the lines: no order, no memory, and twice the same line cannot be."""
    total = number = 0
    for quad in source.quads(graph=graph):
        number += 1
        total += int.from_bytes(hashlib.sha256(str(quad.triple).encode()).digest())
    return _Content(number, f"{number}-{total % (1 << 256):064x}")


def _send(
    target: RemoteStore,
    name: str,
    source: GraphStore,
    graph: NamedNode | DefaultGraph,
    content: _Content,
    part: int,
    progress: Progress | None,
) -> None:
    sent = 0
    triples = (target.genid.triple(quad.triple) for quad in source.quads(graph=graph))
    for number, lines in enumerate(lines_in_parts(as_lines(triples), part)):
        (target.client.post if number else target.client.put)(name, lines)
        sent += len(lines)
        if progress is not None:
            progress(name, sent, content.triples)


def _count(target: RemoteStore, name: str) -> int:
    rows: Sequence[Sequence[object]] = list(
        target.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}", ("n",))
    )
    return int(str(getattr(rows[0][0], "value", 0))) if rows else 0


class _Marks:
    """The publication graph, written whole at each change: it is small, and a PUT is one step for every engine."""

    def __init__(self, target: RemoteStore, marks: dict[str, Mark]) -> None:
        self._target, self._marks = target, dict(marks)

    def drop(self, name: str) -> None:
        """Before a graph is touched: nothing is known of it, and the whole is unfinished."""
        self._marks.pop(name, None)
        self._write(Mark())

    def set(self, name: str, mark: Mark) -> None:
        self._marks[name] = mark
        self._write(Mark())

    def finish(self, whole: Mark) -> None:
        self._write(replace(whole, triples=sum(mark.triples for mark in self._marks.values())))

    def _write(self, whole: Mark) -> None:
        graph = self._target.publication_graph
        marks = {**self._marks, graph: whole}
        self._target.client.put(graph, [line for name, mark in marks.items() for line in mark.lines(name)])
