"""Stores on disk: immutable snapshots beside one another, and a pointer to the one that counts.

    DIR/CURRENT                 name of the snapshot that is served; replaced in one step
    DIR/snapshots/<name>/       the engine's files, never written again once they stand here
    DIR/snapshots/<name>.json   its manifest; who reads the snapshot holds a shared lock on it
    DIR/snapshots/.new-…        one being made; left behind only by a crash, removed by the next writer
    DIR/.lock                   held by the one writer
    DIR/releases/               what each release held and changed: `kg.releases`; outlives the snapshots

A writer makes the new snapshot out of sight, syncs it, and switches CURRENT. Whatever ends it before that (an error,
a kill, a full disk) leaves the old one in place. Snapshots that are read stay, and so do the newest of the others.
Going back to an earlier one, copies elsewhere: `kg.archive`.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from pyoxigraph import Quad

from kg import releases
from kg.durable import full, is_full, sync, write_synced, writer_lock
from kg.embedded import OxigraphStore
from kg.errors import StoreError
from kg.store import OWN, Manifest

KEEP = 2  # snapshots that stay after a build: the current one and the one before
_NAME = re.compile(r"[0-9]{8}T[0-9]{12}Z")
_UNFINISHED = ".new-"
BUILD_HINT = "Build one with: veiligheidsgraaf build --out {directory}"


class Unchanged(Exception):
    """Raised within a draft that turns out to be no other than the current snapshot: it is thrown away, quietly."""


@dataclass(slots=True)
class Draft:
    """A snapshot being made: fill `store`.

    name: what it will be called. previous: manifest of the snapshot it starts from, if any. built_from: file name to
    SHA-256 of each source. manifest: what the maker knows it holds; without one, stock is taken. optimise: whether the
    engine rewrites its files at the end. account: the quads that came and went since `previous`, when they are known.
    """

    store: OxigraphStore
    name: str = ""
    previous: Manifest | None = None
    built_from: dict[str, str] = field(default_factory=dict)
    manifest: Manifest | None = None
    optimise: bool = True
    account: tuple[Collection[Quad], Collection[Quad]] | None = None


def open_current(directory: Path) -> OxigraphStore:
    """The store that counts, read-only.

    Raises StoreError, with what to do next, when there is none or it is damaged.
    """
    for _ in range(3):  # a writer may switch and prune between the two reads
        name = current_name(directory)
        with suppress(StoreError):
            return open_snapshot(directory, name)
    return open_snapshot(directory, current_name(directory))


def open_snapshot(directory: Path, name: str) -> OxigraphStore:
    """One snapshot, read-only; it is not pruned until the store is closed.

    Raises StoreError when it is not there or damaged.
    """
    file = directory / "snapshots" / f"{name}.json"
    lease = None
    with suppress(OSError):  # `read_manifest` tells of it
        lease = file.open("rb")
        fcntl.flock(lease, fcntl.LOCK_SH)
    try:
        return OxigraphStore.open(directory / "snapshots" / name, read_manifest(directory, name), lease)
    except BaseException:  # whatever ends it, the lease must not stay behind
        if lease is not None:
            lease.close()
        raise


def current_name(directory: Path) -> str:
    """Name of the snapshot CURRENT points to. Raises StoreError when there is no store."""
    pointer = directory / "CURRENT"
    hint = BUILD_HINT.format(directory=directory)
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(f"{directory}: there is no store here. {hint}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{pointer}: cannot be read ({error}). {hint}") from error
    if not _NAME.fullmatch(name):
        raise StoreError(f"{pointer}: {name[:80]!r} is no name of a snapshot. {hint}")
    return name


def read_manifest(directory: Path, name: str) -> Manifest:
    """The manifest of one snapshot. Raises StoreError when it is missing or damaged."""
    file = directory / "snapshots" / f"{name}.json"
    try:
        return Manifest(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        hint = BUILD_HINT.format(directory=directory)
        raise StoreError(f"{file}: no usable manifest ({error}). {hint}") from error


@contextmanager
def new_snapshot(
    directory: Path,
    base: str,
    *,
    start_from_current: bool = False,
    wait: float = 0.0,
    keep: int = KEEP,
    announce: Callable[[str], None] | None = None,
) -> Iterator[Draft]:
    """A draft that becomes the current snapshot when the block ends, and vanishes when it raises.

    start_from_current: begin with what is there (hard links, no copy). wait: seconds for another writer to end.
    keep: snapshots that stay afterwards. announce: called with the name of the snapshot before it is put in place.
    Raises StoreError when the folder cannot be written, StoreBusyError when another writer is at work, StoreFullError.
    `Unchanged`, raised in the block, ends it without a new snapshot.
    """
    snapshots = _prepare(directory)
    with writer_lock(directory, wait):
        _remove_unfinished(snapshots)
        name = _new_name(snapshots)
        folder = snapshots / (_UNFINISHED + name)
        try:
            previous = _copy_current(directory, folder) if start_from_current else None
            draft = Draft(OxigraphStore.create(folder, base, previous), name, previous)
            try:
                yield draft
                manifest, lines = _finish(draft, name)
                _register(directory, draft, manifest, lines)
            finally:
                draft.store.close()  # the engine's files may not be renamed while it holds them
            if announce is not None:
                announce(name)
            _publish(directory, folder, manifest)
        except Unchanged:
            shutil.rmtree(folder, ignore_errors=True)
            return
        except BaseException as error:  # whatever ends it, Ctrl-C too: no half snapshot stays
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, OSError) and is_full(error):
                raise full(directory, error) from error
            raise
        prune(directory, keep)


def create_empty(directory: Path, base: str) -> None:
    """A store without a triple in it, whose default graph stands alone. Does nothing where there is a store.

    Raises StoreError when the folder cannot be written.
    """
    with suppress(StoreError):
        current_name(directory)
        return
    if (directory / "CURRENT").exists():
        current_name(directory)  # a damaged store is not replaced by an empty one: tell what is wrong
    with new_snapshot(directory, base) as draft:
        draft.manifest = Manifest(base.rstrip("/"), 0, {}, "", default_graph=OWN)


def prune(directory: Path, keep: int = KEEP) -> list[str]:
    """Removes all but the `keep` newest snapshots, never the current one nor one that is read.

    Returns the names removed.
    """
    snapshots = directory / "snapshots"
    current = current_name(directory)
    old = [name for name in reversed(snapshot_names(directory)) if name != current][max(keep - 1, 0) :]
    return [name for name in old if _remove(snapshots, name)]


def snapshot_names(directory: Path) -> list[str]:
    """The snapshots that are there, oldest first. Empty when there is no store."""
    with suppress(FileNotFoundError, NotADirectoryError):
        return sorted(p.name for p in (directory / "snapshots").iterdir() if p.is_dir() and _NAME.fullmatch(p.name))
    return []


def make_current(directory: Path, name: str) -> None:
    """Lets CURRENT point to a snapshot that is there. The caller holds the lock. Raises OSError."""
    write_synced(directory / ".CURRENT", name + "\n")
    os.replace(directory / ".CURRENT", directory / "CURRENT")
    sync(directory)


def _remove(snapshots: Path, name: str) -> bool:
    """Removes a snapshot that nobody reads. The manifest goes first: without one there is no snapshot."""
    manifest = snapshots / f"{name}.json"
    lease: IO[bytes] | None = None
    try:
        with suppress(FileNotFoundError):
            lease = manifest.open("rb")
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        manifest.unlink(missing_ok=True)
        shutil.rmtree(snapshots / name, ignore_errors=True)
    except OSError:
        return False  # somebody reads it
    finally:
        if lease is not None:
            lease.close()
    return True


def _prepare(directory: Path) -> Path:
    snapshots = directory / "snapshots"
    try:
        snapshots.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{directory}: no store can be written here ({error}). Choose another folder") from error
    return snapshots


def _new_name(snapshots: Path) -> str:
    """Sorts by time, to the microsecond; the name says nothing else."""
    while True:
        name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        if not (snapshots / name).exists():
            return name


def _copy_current(directory: Path, folder: Path) -> Manifest:
    current = open_current(directory)
    try:
        current.engine.backup(folder)
    except OSError as error:
        if is_full(error):
            raise full(directory, error) from error
        raise StoreError(f"{folder}: the current snapshot cannot be copied ({error})") from error
    else:
        return current.manifest()
    finally:
        current.close()


def _finish(draft: Draft, name: str) -> tuple[Manifest, list[bytes] | None]:
    """The manifest, and the canonical N-Quads where they were written out for it."""
    try:
        draft.store.flush(optimise=draft.optimise)
    except OSError as error:
        if is_full(error):
            raise
        raise StoreError(f"the new store cannot be finished ({error}); the old one stays") from error
    created = datetime.now(UTC).isoformat(timespec="seconds")
    if draft.manifest is not None:
        return replace(draft.manifest, name=name, created=created), None
    lines = draft.store.canonical_nquads()
    manifest = draft.store.take_stock(name=name, created=created, built_from=draft.built_from, lines=lines)
    if draft.previous is not None:
        manifest = replace(manifest, default_graph=draft.previous.default_graph, parent=draft.previous.name)
    return manifest, lines


def _register(directory: Path, draft: Draft, manifest: Manifest, lines: list[bytes] | None) -> None:
    """The release, with its difference to the snapshot that is current; before it takes its place."""
    if lines is None and draft.account is None and max(manifest.triples, manifest.quads) > releases.READ_LIMIT:
        releases.record_counts(directory, manifest, manifest.parent)
        return
    before: OxigraphStore | None = None
    with suppress(StoreError):  # none yet, or one that cannot be read: then there is nothing to compare with
        before = open_current(directory)
    try:
        if draft.account is not None and before is not None:
            releases.record_write(directory, draft.store, manifest, before, *draft.account)
        else:
            releases.record(directory, draft.store, manifest, before, lines)
    finally:
        if before is not None:
            before.close()


def _publish(directory: Path, folder: Path, manifest: Manifest) -> None:
    """The order matters: everything is on disk before the pointer says so."""
    snapshots = directory / "snapshots"
    try:
        for file in folder.iterdir():
            if file.stat().st_nlink == 1:  # the others are those of a snapshot that was synced before
                sync(file)
        sync(folder)
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
        write_synced(snapshots / f"{manifest.name}.json", text + "\n")
        folder.rename(snapshots / manifest.name)
        sync(snapshots)
        make_current(directory, manifest.name)
    except OSError as error:
        if is_full(error):
            raise full(directory, error) from error
        raise StoreError(f"{directory}: the new store cannot be put in place ({error}); the old one stays") from error


def _remove_unfinished(snapshots: Path) -> None:
    for path in snapshots.iterdir():
        manifest_only = path.suffix == ".json" and not path.with_suffix("").is_dir()
        if path.name.startswith(_UNFINISHED):
            shutil.rmtree(path, ignore_errors=True)
        elif manifest_only and _NAME.fullmatch(path.stem):
            path.unlink(missing_ok=True)
