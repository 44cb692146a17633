"""One write: a new snapshot made from the current one, with a change in it, whole or not at all.

    current snapshot ── hard links ──> draft ── update or graph ──> account of changes
        ── rights, shapes ──> manifest ── sync ──> CURRENT ──> result

What this costs goes with the size of the change, not of the store: nothing here reads the store through. It runs in a
process of its own (`kg.write_worker`), which may be killed at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.access import Rights
from kg.changes import UNION_ADVICE, Changes
from kg.durable import is_full
from kg.engine.formats import Format
from kg.errors import NotAllowedError, NotFoundError, PreconditionError, QueryError, StoreError, StoreFullError
from kg.rdf_input import read_quads
from kg.snapshots import Unchanged, current_name, new_snapshot, open_snapshot, read_manifest
from kg.store import DEFAULT_GRAPH, UNION, Manifest
from kg.update_run import Update, run


@dataclass(frozen=True, slots=True)
class Conditions:
    """If-Match and If-None-Match: entity tags without quotes, "*" among them; None where the header was not sent.

    A tag is the name of a snapshot, or for a graph the snapshot in which it last changed and a format: `NAME.ttl`.
    """

    if_match: tuple[str, ...] | None = None
    if_none_match: tuple[str, ...] | None = None

    def require(self, current: Manifest, graph: str | None, *, exists: bool) -> None:
        """Raises PreconditionError (RFC 9110, 13.1.1 and 13.1.2). graph: None for the whole store."""
        if self.if_match is not None and not self._holds(self.if_match, current, graph, exists):
            what = "the store" if graph is None else "the graph"
            raise PreconditionError(
                f"{what} has changed since you saw it, or is not there (snapshot {current.name}); "
                "read it again, then send the write with the new ETag"
            )
        if self.if_none_match is not None and self._holds(self.if_none_match, current, graph, exists):
            raise PreconditionError("it is there already, and If-None-Match says that it should not be")

    @staticmethod
    def _holds(tags: tuple[str, ...], current: Manifest, graph: str | None, exists: bool) -> bool:
        if not exists:
            return False
        own = {current.name} if graph is None else {current.name, current.version_of(graph)}
        return any(tag == "*" or tag.partition(".")[0] in own for tag in tags)


@dataclass(frozen=True, slots=True)
class GraphWrite:
    """A write of one graph by the Graph Store Protocol.

    method: PUT, POST or DELETE. graph: its IRI; "" for the default graph. parts: RDF with its format. base: of relative
    IRIs.
    """

    method: str
    graph: str
    parts: tuple[tuple[Format, bytes], ...] = ()
    base: str | None = None


@dataclass(frozen=True, slots=True)
class WriteJob:
    """A write and all that decides whether it may be. validate: whether a Violation it causes refuses it."""

    action: Update | GraphWrite
    rights: Rights
    conditions: Conditions = field(default_factory=Conditions)
    validate: bool = True


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What a write did.

    snapshot: the one that counts now. changed: by graph ("" for the default graph) the triples that came and went;
    empty when there was nothing to change, and then there is no new snapshot. created: whether the graph is new.
    version: of the graph written, for its ETag. inferred_stale: the graph `inferred` no longer follows from the rest.
    """

    snapshot: str
    changed: Mapping[str, tuple[int, int]]
    created: bool = False
    version: str = ""
    inferred_stale: bool = False


def write(
    directory: Path,
    job: WriteJob,
    *,
    wait: float = 0.0,
    keep: int = 2,
    max_length: int | None = None,
    begun: Callable[[], None] | None = None,
    announce: Callable[[WriteResult], None] | None = None,
) -> WriteResult:
    """Does a write on the store in `directory`; returns when it is durable.

    wait: seconds for another writer. keep: snapshots that stay. max_length: characters of an update. begun: called
    when it is this writer's turn. announce: called with the result just before the new snapshot is put in place.
    Raises NotAllowedError, PreconditionError, NotFoundError, ConformanceError; QueryError and RdfSyntaxError for what
    was sent; StoreError, StoreBusyError, StoreFullError.
    """
    base = read_manifest(directory, current_name(directory)).base
    result: WriteResult | None = None

    def tell(_: str) -> None:
        if announce is not None and result is not None:
            announce(result)

    try:
        with new_snapshot(directory, base, start_from_current=True, wait=wait, keep=keep, announce=tell) as draft:
            if begun is not None:
                begun()
            previous = draft.previous
            assert previous is not None
            draft.optimise = False
            changes = Changes(draft.store, union=previous.default_graph == UNION)
            _require(job, previous, changes)
            _do(job.action, changes, max_length)
            if not changes.any:
                result = _result(job, previous, changes)
                raise Unchanged
            counts = changes.counts()
            job.rights.require(counts)
            if job.validate:
                _validate(directory, previous, changes)
            draft.manifest = _manifest(previous, changes, draft.name)
            draft.account = (changes.added, changes.removed)
            result = _result(job, replace(draft.manifest, name=draft.name), changes)
    except OSError as error:
        if is_full(error):
            raise StoreFullError(f"the disk took no more ({error}); the store stays as it was") from error
        raise StoreError(f"the store cannot be written ({error})") from error
    assert result is not None
    return result


def _require(job: WriteJob, previous: Manifest, changes: Changes) -> None:
    """What can be told before anything is done."""
    action = job.action
    if isinstance(action, Update):
        job.conditions.require(previous, None, exists=True)
        return
    job.rights.require([action.graph])
    if not action.graph and changes.union:
        raise NotAllowedError(UNION_ADVICE)
    exists = not action.graph or changes.had(action.graph)
    job.conditions.require(previous, action.graph, exists=exists)
    if action.method == "DELETE" and not exists:
        raise NotFoundError(f"there is no graph <{action.graph}>")


def _do(action: Update | GraphWrite, changes: Changes, max_length: int | None) -> None:
    try:
        if isinstance(action, Update):
            run(action, changes, max_length=max_length)
        else:
            _write_graph(action, changes)
    except (RuntimeError, ValueError) as error:
        raise QueryError(str(error)) from error


def _write_graph(action: GraphWrite, changes: Changes) -> None:
    graph = NamedNode(action.graph) if action.graph else DEFAULT_GRAPH
    if action.method == "DELETE":
        if isinstance(graph, NamedNode):
            changes.drop(graph)
        else:
            changes.clear(graph)
        return
    quads = set()
    for given, body in action.parts:
        for quad in read_quads(body, given, action.base):
            if quad.graph_name != DEFAULT_GRAPH:
                raise QueryError(
                    f"the body holds the named graph {quad.graph_name}, but one graph is written here. "
                    "Send each graph to its own ?graph=, or load the file with: veiligheidsgraaf load"
                )
            quads.add(Quad(quad.subject, quad.predicate, quad.object, graph))
    if action.method == "PUT":
        changes.replace(graph, quads)
    else:
        changes.insert(quads)
        if isinstance(graph, NamedNode):
            changes.create(graph)


def _validate(directory: Path, previous: Manifest, changes: Changes) -> None:
    from kg.write_check import require_conformance  # slow to import, and not always wanted

    before = open_snapshot(directory, previous.name)
    try:
        require_conformance(before, changes)
    finally:
        before.close()


def _manifest(previous: Manifest, changes: Changes, name: str) -> Manifest:
    """The numbers of the new snapshot from those of the old one and the account."""
    counts = changes.counts()
    graphs = {g: n for g, n in previous.graphs.items() if g not in changes.graphs_went}
    for graph, (came, went) in counts.items():
        if graph and graph not in changes.graphs_went:
            graphs[graph] = graphs.get(graph, 0) + came - went
    own_came, own_went = counts.get("", (0, 0))
    changed = set(counts)
    aside = {changes.store.report_graph.value, changes.store.inferred_graph.value}
    said = changed - aside
    if changes.union and changed - {changes.store.report_graph.value}:
        changed.add("")
    versions = {g: v for g, v in previous.versions.items() if g not in changes.graphs_went}
    stale = bool(said) and changes.union and changes.store.inferred_graph.value in graphs
    return replace(
        previous,
        triples=previous.triples + changes.union_growth + own_came - own_went,
        graphs=dict(sorted(graphs.items())),
        digest="",
        versions={**versions, **{graph: name for graph in changed if not graph or graph in graphs}},
        first=previous.first or previous.name,
        inferred_stale=previous.inferred_stale or (previous.name if stale else ""),
        parent=previous.name,
    )


def _result(job: WriteJob, manifest: Manifest, changes: Changes) -> WriteResult:
    graph = job.action.graph if isinstance(job.action, GraphWrite) else None
    return WriteResult(
        snapshot=manifest.name,
        changed=changes.counts(),
        created=graph in changes.graphs_came if graph else False,
        version=manifest.version_of(graph) if graph is not None else manifest.name,
        inferred_stale=bool(manifest.inferred_stale),
    )
