"""Files of RDF into a store: any number, any size, whole or not at all.

The engine's bulk loader reads a file and sorts it into files of its own, so that memory does not grow with the input.
In a store whose default graph is the union of the named ones each triple goes in twice. The loader renames blank nodes
each time it reads a file: where there are any, or where a file holds several graphs, the quads go by way of Python,
which takes two to three times as long.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.durable import is_full
from kg.embedded import OxigraphStore
from kg.engine.formats import Format, Kind, by_name
from kg.errors import GraphError, InputError, RdfSyntaxError, StoreError, StoreFullError, UsageError
from kg.rdf_input import INPUT_FORMATS
from kg.snapshots import Draft, current_name, new_snapshot, read_manifest
from kg.store import DEFAULT_GRAPH, UNION, Manifest

Progress = Callable[[str, int, int], None]  # what is read, bytes done, bytes in all (0: not known)
STDIN = Path("-")
_PACKED = (".gz", ".zst")
_TELL = 100  # reads between two words about progress
_ALSO = {"json": "jsonld", "xml": "rdfxml", "owl": "rdfxml"}


@dataclass(frozen=True, slots=True)
class Loading:
    """What to load and how.

    graph: IRI of the graph for triples that name none; "" for one named after the file ({base}/graph/{stem}), or for
    the default graph where that stands alone. base: what relative IRIs are resolved against; "" for the file's own.
    format: of files whose name does not tell. replace: whether the store begins anew. clear: whether what stands in
    `graph` goes first.
    """

    files: Sequence[Path]
    graph: str = ""
    base: str = ""
    format: Format | None = None
    replace: bool = False
    clear: bool = False


def load(
    directory: Path, store_base: str, loading: Loading, progress: Progress, *, keep: int = 2, wait: float = 0.0
) -> Manifest:
    """Loads files into the store in `directory`; makes it where there is none. Returns what it holds then.

    store_base: of a new store. Raises RdfSyntaxError with file and line, InputError, UsageError, StoreError: then
    nothing has changed.
    """
    formats = {file: _format(file, loading.format) for file in loading.files}  # all mistakes of naming, at once
    target = _graph(loading.graph) if loading.graph else None
    previous: Manifest | None = None
    with suppress(StoreError):
        previous = read_manifest(directory, current_name(directory))
    base = previous.base if previous is not None else store_base
    start = previous is not None and not loading.replace
    with new_snapshot(directory, base, start_from_current=start, keep=keep, wait=wait) as draft:
        draft.optimise = False
        union = draft.previous.default_graph == UNION if draft.previous is not None else True
        if loading.clear and target is not None:
            draft.store.clear_named(target, union=union)
        for file, given in formats.items():
            graph = target or (_own_graph(base, file) if union else DEFAULT_GRAPH)
            source = _Source(file, given, loading.base, progress)
            store = draft.store
            if file == STDIN or (given.kind is Kind.DATASET and (union or target is not None)):
                _load_quads(source, store, graph, union)
                continue
            _load_file(source, store, graph)
            if union and graph != store.report_graph:
                _load_union(source, store, graph)
        draft.store.flush(optimise=False)
        draft.manifest = _stock(draft, union)
    return read_manifest(directory, current_name(directory))


def _load_file(source: _Source, store: OxigraphStore, graph: NamedNode | DefaultGraph) -> None:
    with source.opened() as stream:
        to_graph = None if source.format.kind is Kind.DATASET else graph
        _guarded(
            source,
            lambda: store.engine.bulk_load(
                stream, source.format.engine, base_iri=source.base_iri, to_graph=to_graph  # type: ignore[arg-type]
            ),
        )


def _load_quads(source: _Source, store: OxigraphStore, graph: NamedNode | DefaultGraph, union: bool) -> None:
    quads = source.quads(graph)
    _guarded(source, lambda: store.engine.bulk_extend(_doubled(quads, store.report_graph) if union else quads))


def _load_union(source: _Source, store: OxigraphStore, graph: NamedNode | DefaultGraph) -> None:
    """The triples of a graph that was just loaded, in the default graph too."""
    blank = "isBlank(?s) || isBlank(?o) || isTRIPLE(?o)"
    if source.format.name == "nt":
        found = source.blank
    else:
        found = bool(store.engine.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o FILTER({blank}) }} }}"))
    if found:
        triples = (Quad(q.subject, q.predicate, q.object) for q in store.quads(graph=graph))
        _guarded(source, lambda: store.engine.bulk_extend(triples))
    else:
        _load_file(source, store, DEFAULT_GRAPH)


def _guarded(source: _Source, work: Callable[[], None]) -> None:
    """Does a part of the load, and tells faults of the input from those of the disk."""
    try:
        work()
    except SyntaxError as error:
        line = error.lineno if isinstance(error.lineno, int) else None
        hint = f"It was read as {source.format.media_type}; nothing was loaded"
        raise RdfSyntaxError(str(error.msg), file=source.name, line=line, hint=hint) from error
    except GraphError:
        raise
    except Exception as error:  # the engine tells a full disk, a reader's fault and a wrong byte in many ways
        if source.fault is not None:
            hint = "Nothing was loaded"
            raise InputError(f"cannot be read ({source.fault})", file=source.name, hint=hint) from error
        if is_full(error):
            raise StoreFullError(f"the disk took no more ({error}); the store stays as it was") from error
        if isinstance(error, OSError):
            raise StoreError(f"the store cannot be written ({error}); it stays as it was") from error
        if isinstance(error, ValueError):
            raise InputError(f"cannot be read ({error})", file=source.name, hint="Nothing was loaded") from error
        raise


def _doubled(quads: Iterator[Quad], report: NamedNode) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        if quad.graph_name != report:
            yield Quad(quad.subject, quad.predicate, quad.object)


def _stock(draft: Draft, union: bool) -> Manifest:
    """Counts, and no digest: that takes longer than the load."""
    store, previous = draft.store, draft.previous
    graphs = store.count_graphs()
    said = {name: number for name, number in graphs.items() if name != store.report_graph.value}
    # one graph and its union are of one size; several may overlap
    triples = next(iter(said.values())) if union and len(said) == 1 else store.count_default()
    if previous is None:
        return Manifest(store.base, triples, graphs, "", default_graph=UNION)
    changed = {name for name, number in graphs.items() if previous.graphs.get(name) != number} | {""}
    stale = union and store.inferred_graph.value in graphs
    return replace(
        previous,
        triples=triples,
        graphs=graphs,
        digest="",
        versions=previous.versions | dict.fromkeys(changed, draft.name),
        first=previous.first or previous.name,
        inferred_stale=previous.inferred_stale or (previous.name if stale else ""),
        parent=previous.name,
    )


# --- files


@dataclass(slots=True)
class _Source:
    """A file to load. fault: what went wrong while it was read or unpacked. blank: whether what was read could
    hold a blank node, in the syntax of N-Triples."""

    file: Path
    format: Format
    base: str
    progress: Progress
    fault: Exception | None = None
    blank: bool = False
    _position: Callable[[], int] = lambda: 0
    _size: int = 0

    @property
    def name(self) -> str:
        return "standard input" if self.file == STDIN else str(self.file)

    @property
    def base_iri(self) -> str | None:
        return self.base or (None if self.file == STDIN else self.file.resolve().as_uri())

    def quads(self, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
        """The quads; those that name no graph in `graph`."""
        assert isinstance(self.format.engine, ox.RdfFormat)
        with self.opened() as stream:
            for quad in ox.parse(stream, self.format.engine, base_iri=self.base_iri, rename_blank_nodes=True):
                assert isinstance(quad, Quad)
                if isinstance(quad.graph_name, DefaultGraph) and graph is not DEFAULT_GRAPH:
                    quad = Quad(quad.subject, quad.predicate, quad.object, graph)
                yield quad

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The unpacked bytes; reading them tells of progress."""
        with ExitStack() as stack:
            stream: Any = sys.stdin.buffer
            if self.file != STDIN:
                try:
                    raw = stack.enter_context(self.file.open("rb"))
                except OSError as error:
                    raise InputError(f"cannot be read ({error.strerror})", file=self.file) from error
                self._size, self._position = self.file.stat().st_size, raw.tell
                stream = stack.enter_context(_unpacked(raw, self.file.suffix))
            self.progress(self.name, 0, self._size)
            yield _Watched(self, stream)  # type: ignore[misc]
            self.progress(self.name, self._size, self._size)

    def told(self) -> None:
        self.progress(self.name, self._position(), self._size)


class _Watched:
    """A stream whose readers leave a word of where they are and of what went wrong."""

    def __init__(self, source: _Source, stream: Any) -> None:
        self._source, self._stream, self._reads = source, stream, 0
        self._last = b""

    def read(self, size: int = -1) -> bytes:
        self._reads += 1
        if self._reads % _TELL == 0:
            self._source.told()
        try:
            data: bytes = self._stream.read(size)
        except Exception as error:  # of gzip, zstd or the disk; told by whoever loads
            self._source.fault = error
            raise
        if not self._source.blank:
            seen = self._last + data
            self._source.blank = b"_:" in seen or b"<<" in seen
            self._last = data[-1:]
        return data


def _unpacked(raw: IO[bytes], suffix: str) -> Any:
    if suffix == ".gz":
        return gzip.open(raw, "rb")
    if suffix == ".zst":
        import zstandard

        return zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
    return raw


def _format(file: Path, given: Format | None) -> Format:
    suffixes = [suffix for suffix in file.suffixes if suffix not in _PACKED]
    extension = suffixes[-1].lstrip(".").lower() if suffixes else ""
    found = by_name(_ALSO.get(extension, extension), INPUT_FORMATS) if extension else None
    found = next((f for f in INPUT_FORMATS if f.extension == extension), None) or found
    if given is not None and (found is None or file == STDIN):
        return given
    if found is None:
        known = ", ".join(f".{f.extension}" for f in INPUT_FORMATS)
        raise UsageError(f"{file}: its name tells no format of RDF ({known}; also .gz, .zst). Say it with --format")
    return found


def _own_graph(base: str, file: Path) -> NamedNode:
    stem = "input" if file == STDIN else file.name.split(".")[0]
    return NamedNode(f"{base}/graph/{''.join(c if c.isalnum() or c in '-_~' else '-' for c in stem)}")


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"--graph {iri!r}: no absolute IRI ({error})") from error
