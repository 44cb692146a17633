"""What a SPARQL Update would do to the report, without doing it.

It is carried out on a copy of the store that nobody else sees and that is thrown away: the guards are those of a write
(`kg.update_run`), and what is validated is what a write validates (`kg.write_check`): the nodes it touches, before and
after. So "accepted" here is what `/update` would say to whoever may send it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.changes import Changes
from kg.embedded import OxigraphStore
from kg.errors import QueryError, StoreError
from kg.shacl.part import about
from kg.shacl.report import ValidationReport
from kg.shacl.run import run
from kg.shacl.shapes import load_shapes
from kg.shacl.stored import Changes as ReportChanges
from kg.shacl.stored import compare
from kg.shacl.told import Finding, tell
from kg.update_run import Update
from kg.update_run import run as run_update
from kg.validation import with_context, working_graph
from kg.write_check import touched


def propose(
    before: OxigraphStore, update: Update, scratch: Path, max_length: int | None
) -> tuple[ValidationReport, ReportChanges]:
    """The report on the nodes that an update touches, as it would be afterwards, and what is new, gone and still there.

    before: the store as it is; it stays so. scratch: an empty folder for the copy. max_length: characters of an update.
    Raises as `kg.update_run.run`.
    """
    with _copy(before, scratch) as after:
        changes = Changes(after, union=not before.default_is_own)
        try:
            run_update(update, changes, max_length=max_length)
        except (RuntimeError, ValueError) as error:
            raise QueryError(str(error)) from error
        names, old, new = touched(before, changes)
    _, earlier = _validated(old, names)
    report, later = _validated(new, names)
    return report, compare(earlier, later)


def _validated(quads: list[ox.Quad], names: set[str]) -> tuple[ValidationReport, list[Finding]]:
    data, shapes = with_context(working_graph(quads, quick=False)), load_shapes()
    report = about(run(data, shapes), names)
    return report, tell(report.results, data, shapes)


@contextmanager
def _copy(store: OxigraphStore, scratch: Path) -> Iterator[OxigraphStore]:
    """A store of its own with the same quads. One on disk is linked file by file where it can be; no quad is read."""
    if store.folder is None:
        copy = OxigraphStore(store.base, manifest=None)
        copy.engine.bulk_extend(store.engine)
        yield copy
        return
    folder = scratch / "copy"
    try:
        store.engine.backup(str(folder))
    except OSError as error:
        raise StoreError(f"the store cannot be copied to try the update on ({error})") from error
    copy = OxigraphStore.create(folder, store.base, store.manifest())
    try:
        yield copy
    finally:
        copy.close()
