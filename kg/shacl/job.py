"""One question to the validator and its answer, as they go between server and worker, and what the worker does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

from kg.embedded import OxigraphStore
from kg.engine.formats import FORMATS, Format
from kg.shacl.guard import check_shapes
from kg.shacl.part import about
from kg.shacl.proposal import propose
from kg.shacl.reading import read_graph, read_nquads
from kg.shacl.run import run
from kg.shacl.shapes import load_shapes
from kg.shacl.told import Finding, tell
from kg.shacl.writing import REPORT_FORMATS, Written
from kg.snapshots import open_snapshot
from kg.store import DEFAULT_GRAPH
from kg.update_run import Update
from kg.validation import with_ours, working_graph

Part = tuple[Format, bytes]


@dataclass(frozen=True, slots=True)
class StoreAt:
    """The store a question is about. directory, name: where its snapshot stands; or quads: all of a store in memory, as
    N-Quads. base: of its IRIs."""

    base: str
    directory: str = ""
    name: str = ""
    quads: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be validated; one of data, graph and update.

    data: RDF with its formats. shapes: None for ours. graph: IRI of a graph of `store`, "" for its default graph.
    update: on `store`; its `loads` stay empty. advanced: SHACL-AF too. plain: as RDF exactly what the validator gives;
    None: so for the shapes of others, and with what we add for ours. format: name of one of `REPORT_FORMATS`. base: for
    relative IRIs. max_length: characters of an update. seconds: that the answer may take.
    """

    data: tuple[Part, ...] = ()
    shapes: tuple[Part, ...] | None = None
    graph: str | None = None
    update: Update | None = None
    store: StoreAt | None = None
    advanced: bool = False
    plain: bool | None = None
    format: str = "ttl"
    language: str = "nl"
    base: str = "urn:x-none:"
    max_length: int | None = None
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A report as it was asked for. conforms: nothing was found at all; accepted: no Violation, new ones only for an
    update."""

    conforms: bool
    accepted: bool
    body: bytes = field(repr=False)


def answer(question: Question, scratch: Path) -> Answer:
    """The report on what is asked. scratch: an empty folder of its own.

    Raises RdfSyntaxError with line and column, InputError for shapes that cannot be used, QueryRefusedError for shapes
    that would reach elsewhere, QueryError for an update that cannot be run.
    """
    if question.update is not None:
        return _proposed(question, question.update, scratch)
    shapes = None
    if question.shapes is not None:
        shapes = read_graph(question.shapes, question.base, "shapes")
        check_shapes(shapes)
    data: rdflib.Graph
    if question.graph is None:
        data = read_graph(question.data, question.base, "data")
        data = with_ours(data) if shapes is None else data
        report = run(data, shapes if shapes is not None else load_shapes(), advanced=question.advanced)
    elif shapes is not None:
        with _opened(question.store) as store:
            graph = ox.NamedNode(question.graph) if question.graph else DEFAULT_GRAPH
            data = working_graph(store.quads(graph=graph), quick=False)
        report = run(data, shapes, advanced=question.advanced)
    else:
        with _opened(question.store) as store:
            data = working_graph(_said(store))
            own = _subjects(store, question.graph)
        report = about(run(data, load_shapes()), own) if question.graph else run(data, load_shapes())
    findings = tell(report.results, data, shapes if shapes is not None else load_shapes())
    plain = shapes is not None if question.plain is None else question.plain
    body = Written(report.graph, findings, plain).write(_format(question.format), question.language)
    return Answer(not report.results, report.conforms, body)


def _proposed(question: Question, update: Update, scratch: Path) -> Answer:
    with _opened(question.store) as before:
        report, changes = propose(before, update, scratch, question.max_length)
    accepted = not any(finding.severity.label == "Violation" for finding in changes.new)
    wanted = _format(question.format)
    shown: Sequence[Finding] = changes.findings
    if wanted in REPORT_FORMATS and isinstance(wanted.engine, ox.RdfFormat):
        shown = (*changes.new, *changes.still)  # what is gone has no node in the report
    written = Written(report.graph, shown, bool(question.plain), {"update": True, "accepted": accepted})
    return Answer(not report.results, accepted, written.write(wanted, question.language))


def _opened(at: StoreAt | None) -> _Opened:
    assert at is not None, "a question about a graph or an update names its store"
    if at.directory:
        return _Opened(open_snapshot(Path(at.directory), at.name))
    store = OxigraphStore(at.base)
    store.engine.bulk_extend(read_nquads(at.quads))
    return _Opened(store)


@dataclass(slots=True)
class _Opened:
    """A store that is let go of at the end of a block."""

    store: OxigraphStore

    def __enter__(self) -> OxigraphStore:
        return self.store

    def __exit__(self, *_: object) -> None:
        self.store.close()


def _said(store: OxigraphStore) -> list[ox.Quad]:
    """All quads but those that follow from others; of a default graph of its own too."""
    aside = (store.report_graph, store.inferred_graph)
    quads = [
        quad
        for name in store.graph_names()
        if (graph := ox.NamedNode(name)) not in aside
        for quad in store.quads(graph=graph)
    ]
    return [*quads, *store.quads(graph=DEFAULT_GRAPH)] if store.default_is_own else quads


def _subjects(store: OxigraphStore, graph: str) -> set[str]:
    if not graph:
        return set()
    found = (quad.subject for quad in store.quads(graph=ox.NamedNode(graph)))
    return {f"_:{s.value}" if isinstance(s, ox.BlankNode) else s.value for s in found if not isinstance(s, ox.Triple)}


def _format(name: str) -> Format:
    return next(f for f in REPORT_FORMATS if f.name == name)


# --- between the server and a worker: JSON and the bodies after it (`kg.write_frames.pack`); nothing is unpickled


def question_out(question: Question) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """A question as JSON and blobs: data, then shapes, then the quads of a store in memory."""
    store, update = question.store, question.update
    blobs = [body for _, body in (*question.data, *(question.shapes or ()))]
    message: dict[str, Any] = {
        name: getattr(question, name)
        for name in ("graph", "advanced", "plain", "format", "language", "base", "max_length", "seconds")
    }
    message["data"] = [given.name for given, _ in question.data]
    message["shapes"] = None if question.shapes is None else [given.name for given, _ in question.shapes]
    message["store"] = None
    if store is not None:
        message["store"] = {"base": store.base, "directory": store.directory, "name": store.name}
        blobs.append(store.quads)
    message["update"] = None
    if update is not None:
        message["update"] = {
            "text": update.text, "using": update.using, "using_named": update.using_named, "base": update.base,
        }  # fmt: skip
    return message, tuple(blobs)


def question_in(message: dict[str, Any], blobs: list[bytes]) -> Question:
    """What `question_out` wrote."""
    waiting = iter(blobs)
    data = tuple((FORMATS[name], next(waiting)) for name in message["data"])
    shapes = message["shapes"]
    parts = None if shapes is None else tuple((FORMATS[name], next(waiting)) for name in shapes)
    store = None if message["store"] is None else StoreAt(**message["store"], quads=next(waiting))
    told = message["update"]
    update = None
    if told is not None:
        using, named = (None if told[name] is None else tuple(told[name]) for name in ("using", "using_named"))
        update = Update(told["text"], using, named, base=told["base"])
    rest = {name: value for name, value in message.items() if name not in ("data", "shapes", "store", "update")}
    return replace(Question(**rest), data=data, shapes=parts, store=store, update=update)
