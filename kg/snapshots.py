"""Stores on disk: immutable snapshots beside one another, and a pointer to the one that counts.

    DIR/CURRENT                 name of the snapshot that is served; replaced in one step
    DIR/snapshots/<name>/       the engine's files, never written again once they stand here
    DIR/snapshots/<name>.json   its manifest
    DIR/snapshots/.new-…        one being made; left behind only by a crash, removed by the next writer
    DIR/.lock                   held by the one writer

A writer makes the new snapshot out of sight, syncs it, and switches CURRENT. Whatever ends it before that (an error,
a kill, a full disk) leaves the old one in place. The snapshot before is kept: servers may still be reading it.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import StoreError
from kg.store import Manifest, OxigraphStore

KEEP = 2  # snapshots that stay: the current one and the one before
_NAME = re.compile(r"[0-9]{8}T[0-9]{12}Z")
_UNFINISHED = ".new-"
BUILD_HINT = "Build one with: veiligheidsgraaf build --out {directory}"


@dataclass(slots=True)
class Draft:
    """A snapshot being made: fill `store`."""

    store: OxigraphStore
    built_from: dict[str, str] = field(default_factory=dict)  # file name to SHA-256 of each source


def open_current(directory: Path) -> OxigraphStore:
    """The store that counts, read-only.

    Raises StoreError, with what to do next, when there is none or it is damaged.
    """
    for attempt in range(2):
        name = current_name(directory)
        folder = directory / "snapshots" / name
        if folder.is_dir() or attempt:  # a writer may have switched and pruned between the two reads
            break
    manifest = read_manifest(directory, name)
    return OxigraphStore.open(folder, manifest)


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
def new_snapshot(directory: Path, base: str, *, start_from_current: bool = False) -> Iterator[Draft]:
    """A draft that becomes the current snapshot when the block ends, and vanishes when it raises.

    start_from_current: begin with what is there (hard links, no copy); for replacing one graph of many.
    Raises StoreError when the folder cannot be written or another writer is at work.
    """
    snapshots = _prepare(directory)
    with _writer_lock(directory):
        _remove_unfinished(snapshots)
        name = _new_name(snapshots)
        folder = snapshots / (_UNFINISHED + name)
        try:
            if start_from_current:
                _copy_current(directory, folder)
            draft = Draft(OxigraphStore.create(folder, base))
            try:
                yield draft
                manifest = _finish(draft, name)
            finally:
                draft.store.close()  # the engine's files may not be renamed while it holds them
            _publish(directory, folder, manifest)
        except BaseException:  # whatever ends it, Ctrl-C too: no half snapshot stays
            shutil.rmtree(folder, ignore_errors=True)
            raise
        prune(directory)


def prune(directory: Path, keep: int = KEEP) -> list[str]:
    """Removes all but the `keep` newest snapshots, never the current one. Returns the names removed."""
    snapshots = directory / "snapshots"
    current = current_name(directory)
    names = sorted((p.name for p in snapshots.iterdir() if p.is_dir() and _NAME.fullmatch(p.name)), reverse=True)
    old = [name for name in names if name != current][max(keep - 1, 0) :]
    for name in old:
        (snapshots / f"{name}.json").unlink(missing_ok=True)
        shutil.rmtree(snapshots / name, ignore_errors=True)
    return old


def _prepare(directory: Path) -> Path:
    snapshots = directory / "snapshots"
    try:
        snapshots.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{directory}: no store can be written here ({error}). Choose another folder") from error
    return snapshots


@contextmanager
def _writer_lock(directory: Path) -> Iterator[None]:
    with (directory / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StoreError(f"{directory}: another build is at work here. Wait, or choose another folder") from None
        yield


def _new_name(snapshots: Path) -> str:
    """Sorts by time, to the microsecond; the name says nothing else."""
    while True:
        name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        if not (snapshots / name).exists():
            return name


def _copy_current(directory: Path, folder: Path) -> None:
    current = open_current(directory)
    try:
        current.engine.backup(folder)
    except OSError as error:
        raise StoreError(f"{folder}: the current snapshot cannot be copied ({error})") from error
    finally:
        current.close()


def _finish(draft: Draft, name: str) -> Manifest:
    try:
        draft.store.flush()
    except OSError as error:
        raise StoreError(f"the new store cannot be finished ({error}); the old one stays") from error
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return draft.store.take_stock(name=name, created=created, built_from=draft.built_from)


def _publish(directory: Path, folder: Path, manifest: Manifest) -> None:
    """The order matters: everything is on disk before the pointer says so."""
    snapshots = directory / "snapshots"
    try:
        for file in folder.iterdir():
            _sync(file)
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
        _write_synced(snapshots / f"{manifest.name}.json", text + "\n")
        folder.rename(snapshots / manifest.name)
        _sync(snapshots)
        _write_synced(directory / ".CURRENT", manifest.name + "\n")
        os.replace(directory / ".CURRENT", directory / "CURRENT")
        _sync(directory)
    except OSError as error:
        raise StoreError(f"{directory}: the new store cannot be put in place ({error}); the old one stays") from error


def _write_synced(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_unfinished(snapshots: Path) -> None:
    for path in snapshots.iterdir():
        manifest_only = path.suffix == ".json" and not path.with_suffix("").is_dir()
        if path.name.startswith(_UNFINISHED):
            shutil.rmtree(path, ignore_errors=True)
        elif manifest_only and _NAME.fullmatch(path.stem):
            path.unlink(missing_ok=True)
