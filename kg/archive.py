"""Snapshots as a keeper handles them: listed, gone back to, copied elsewhere and put back."""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from kg.durable import writer_lock
from kg.errors import NotFoundError, StoreError, UsageError
from kg.snapshots import (
    current_name,
    make_current,
    new_snapshot,
    open_snapshot,
    read_manifest,
    snapshot_names,
)
from kg.store import Manifest

_TAR = (".tar", ".tar.gz", ".tgz", ".tar.zst")


@dataclass(frozen=True, slots=True)
class Listed:
    """A snapshot in a list. fault: why it cannot be used; "" when it can."""

    name: str
    current: bool
    manifest: Manifest | None
    fault: str = ""


def listed(directory: Path) -> list[Listed]:
    """The snapshots of a store, newest first. Raises StoreError when there is no store."""
    current = current_name(directory)
    found = []
    for name in reversed(snapshot_names(directory)):
        try:
            found.append(Listed(name, name == current, read_manifest(directory, name)))
        except StoreError as error:
            found.append(Listed(name, name == current, None, str(error)))
    return found


def rollback(directory: Path, name: str = "", *, wait: float = 0.0) -> str:
    """Lets an earlier snapshot count again: `name`, or the one the current one was made from, or the one before.

    Nothing is removed: the snapshot gone back from can be gone back to. Returns the name.
    Raises NotFoundError, StoreError when it cannot be opened.
    """
    with writer_lock(directory, wait):
        current = current_name(directory)
        names = snapshot_names(directory)
        if not name:
            parent = read_manifest(directory, current).parent
            earlier = [one for one in names if one < current]
            name = parent if parent in names else earlier[-1] if earlier else ""
        if name not in names:
            raise NotFoundError(f"{directory}: there is no snapshot {name or 'before this one'}; {_known(names)}")
        open_snapshot(directory, name).close()  # it must be whole before it counts
        try:
            make_current(directory, name)
        except OSError as error:
            raise StoreError(f"{directory}: CURRENT cannot be replaced ({error})") from error
    return name


def backup(directory: Path, target: Path, name: str = "") -> str:
    """Copies a snapshot (the current one by default) to a new folder, which is a store of its own, or into one file:
    .tar, .tar.gz, .tar.zst. Readers and writers go on meanwhile. Returns the snapshot's name.

    Raises UsageError when `target` is there already, StoreError.
    """
    if target.exists():
        raise UsageError(f"{target}: is there already. Choose another name")
    name = name or current_name(directory)
    held = open_snapshot(directory, name)  # not pruned while it is copied
    unfinished = target.with_name(target.name + ".part")
    try:
        if target.name.endswith(_TAR):
            with _tar(unfinished, target.name, "w") as tar:
                tar.add(directory / "snapshots" / f"{name}.json", f"snapshots/{name}.json")
                tar.add(directory / "snapshots" / name, f"snapshots/{name}")
        else:
            folder = unfinished / "snapshots"
            folder.mkdir(parents=True)
            shutil.copytree(directory / "snapshots" / name, folder / name)
            shutil.copy2(directory / "snapshots" / f"{name}.json", folder)
            (unfinished / "CURRENT").write_text(name + "\n", encoding="utf-8")
        unfinished.rename(target)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.unlink(missing_ok=True)
        raise StoreError(f"{target}: the backup cannot be written ({error})") from error
    finally:
        held.close()
    return name


def restore(source: Path, directory: Path, *, keep: int = 2, wait: float = 0.0) -> str:
    """Puts a backup in place as the newest snapshot of the store in `directory`; those before stay. Returns its name.

    Raises StoreError when the backup is damaged: then nothing has changed.
    """
    if not source.exists():
        raise NotFoundError(f"{source}: there is no backup here")
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=directory) as scratch:
        unpacked = source
        if source.is_file():
            unpacked = Path(scratch)
            try:
                with _tar(source, source.name, "r") as tar:
                    tar.extractall(unpacked, filter="data")
            except (OSError, tarfile.TarError, EOFError) as error:
                raise StoreError(f"{source}: is no whole backup ({error}); nothing was changed") from error
        names = snapshot_names(unpacked)
        if not names:
            raise StoreError(f"{source}: holds no snapshot; nothing was changed")
        name = current_name(unpacked) if (unpacked / "CURRENT").exists() else names[-1]
        held = open_snapshot(unpacked, name)  # damaged ones are told here
        manifest = held.manifest()
        held.close()
        with new_snapshot(directory, manifest.base, wait=wait, keep=keep) as draft:
            folder = draft.store.folder
            assert folder is not None
            draft.store.close()
            shutil.rmtree(folder)
            shutil.copytree(unpacked / "snapshots" / name, folder)
            draft.store = type(draft.store).create(folder, manifest.base, manifest)
            draft.optimise = False
            draft.manifest = replace(manifest, parent=name)
    return current_name(directory)


@contextmanager
def _tar(file: Path, name: str, mode: str) -> Iterator[tarfile.TarFile]:
    """A tar file, packed as its name says."""
    if name.endswith(".zst"):
        import zstandard

        with file.open(f"{mode}b") as raw:
            packer: Any = zstandard.ZstdCompressor(threads=2) if mode == "w" else zstandard.ZstdDecompressor()
            stream: IO[bytes] = packer.stream_writer(raw) if mode == "w" else packer.stream_reader(raw)
            try:
                with stream, tarfile.open(fileobj=stream, mode=f"{mode}|") as tar:  # type: ignore[call-overload]
                    yield tar
            except zstandard.ZstdError as error:
                raise tarfile.TarError(str(error)) from error
        return
    packed = "gz" if name.endswith(("gz", ".tgz")) else ""
    with tarfile.open(file, f"{mode}:{packed}") as tar:  # type: ignore[call-overload]
        yield tar


def _known(names: list[str]) -> str:
    return f"there are {', '.join(names)}" if names else "there are none"


def told(one: Listed) -> str:
    """A snapshot as one line of JSON."""
    told: dict[str, Any] = {"name": one.name, "current": one.current}
    if one.manifest is not None:
        made = one.manifest
        told |= {"triples": made.triples, "graphs": len(made.graphs), "created": made.created, "parent": made.parent}
    if one.fault:
        told["fault"] = one.fault
    return json.dumps(told)
