"""The register of the releases of a store: files that are added to and never rewritten. See `kg.releases`.

    DIR/releases/register.jsonl         one short line for each release
    DIR/releases/<version>.json         more of it: digest of each graph, number of things of each class
    DIR/releases/<version>.patch.gz     quads that came and went since the release before (RDF Patch: lines A and D)
    DIR/releases/<version>.things.gz    things that came, went and changed: a line of JSON each
"""

from __future__ import annotations

import errno
import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.difference import CAME, CHANGED, WENT, Difference, Thing, follow, turned
from kg.errors import NotFoundError, StoreError


@dataclass(frozen=True, slots=True)
class Release:
    """One release.

    snapshot: the first that held it. digest: SHA-256 of the canonical N-Quads, "" when nobody counted it out. content:
    SHA-256 over the digests of its graphs, which tells releases apart. triples: in the default graph. previous: version
    of the one before, "" for the first. compared: whether the difference to it is kept; came, went: quads; families:
    things by class, each with the numbers that came, went and changed.
    """

    version: str
    snapshot: str
    created: str
    digest: str
    content: str
    triples: int
    quads: int
    previous: str = ""
    compared: bool = False
    came: int = 0
    went: int = 0
    families: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Details:
    """More of a release. graphs: quads by graph; digests: SHA-256 of the canonical N-Quads of each; kinds: things by
    class; built_from: file name to SHA-256 of each source."""

    base: str
    graphs: dict[str, int]
    digests: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    built_from: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is known of a thing that is no longer described. last: version of the last release that described it."""

    iri: str
    last: str
    kind: str = ""
    label: str = ""
    successor: str = ""


class Register:
    """The register of one store folder, as it was when it was read."""

    def __init__(self, directory: Path, releases: Iterable[Release], snapshots: Mapping[str, str]) -> None:
        self._directory = directory
        self.releases = tuple(releases)
        self._by_version = {release.version: release for release in self.releases}
        self._snapshots = dict(snapshots)
        self._tombstones: dict[str, Tombstone] = {}
        self._buried = 0  # releases whose things are among the tombstones

    @classmethod
    def read(cls, directory: Path, earlier: Register | None = None) -> Register:
        """Lines that a crash left half written are passed over. Empty when there is no register.

        earlier: what was read before; its tombstones are taken over.
        """
        found: dict[str, Release] = {}
        snapshots: dict[str, str] = {}
        for entry in _entries(directory):
            if "is" in entry:
                snapshots[entry["snapshot"]] = entry["is"]
                continue
            release = Release(**entry)
            found[release.version] = release
            snapshots[release.snapshot] = release.version
        register = cls(directory, found.values(), snapshots)
        if earlier is not None and earlier.releases == register.releases[: len(earlier.releases)]:
            register._tombstones, register._buried = dict(earlier._tombstones), earlier._buried
        return register

    @classmethod
    def stamp(cls, directory: Path) -> tuple[int, int]:
        """Changes when the register does."""
        try:
            status = _file(directory).stat()
        except OSError:
            return (0, 0)
        return (status.st_mtime_ns, status.st_size)

    def get(self, version: str) -> Release:
        """Raises NotFoundError that says which there are."""
        if version not in self._by_version:
            there = ", ".join(release.version for release in self.releases[-5:]) or "none yet"
            raise NotFoundError(f"no release {version[:80]!r}; the latest are {there}")
        return self._by_version[version]

    def of_snapshot(self, name: str) -> Release | None:
        return self._by_version.get(self._snapshots.get(name, ""))

    def by_content(self, content: str) -> Release | None:
        return next((release for release in reversed(self.releases) if release.content == content), None)

    def details(self, version: str) -> Details:
        """Raises NotFoundError for a version that is not registered, StoreError when its file is damaged."""
        file = _folder(self._directory) / f"{self.get(version).version}.json"
        try:
            return Details(**json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(f"{file}: cannot be read ({error})") from error

    def past(self, version: str) -> list[Release]:
        """The release and those before it, newest first."""
        chain: list[Release] = []
        release = self._by_version.get(version)
        while release is not None and release not in chain:
            chain.append(release)
            release = self._by_version.get(release.previous)
        return chain

    def difference(self, first: str, second: str) -> Difference:
        """From one release to another, over the releases between them; either may be the older, or on a branch.

        Raises NotFoundError for a version that is not registered, or when a difference on the way was not kept.
        """
        old, new = self.past(self.get(first).version), self.past(self.get(second).version)
        shared = next((release for release in new if release in old), None)
        if shared is None:
            raise NotFoundError(f"releases {first} and {second} have no release before them in common")
        back = old[: old.index(shared)]
        forth = list(reversed(new[: new.index(shared)]))
        total = Difference()
        for release in back:
            total = follow(total, turned(self._kept(release)))
        for release in forth:
            total = follow(total, self._kept(release))
        return total

    def tombstone(self, iri: str) -> Tombstone | None:
        """What is known of a thing that some release described; None for one that none did. The successor is where
        the trail ends: a successor that went in its turn is followed on."""
        self._tombstones |= dict(self._gone(self.releases[self._buried :]))
        self._buried = len(self.releases)
        found = self._tombstones.get(iri)
        if found is None:
            return None
        successor, seen = found.successor, {iri}
        while successor in self._tombstones and self._tombstones[successor].successor and successor not in seen:
            seen.add(successor)
            successor = self._tombstones[successor].successor
        return Tombstone(found.iri, found.last, found.kind, found.label, successor)

    def _gone(self, releases: Iterable[Release]) -> Iterator[tuple[str, Tombstone]]:
        """Later releases last, so that they have the last word."""
        for release in releases:
            if not release.compared:
                continue
            things = _read_things(self._directory, release.version)
            for thing in things.get(CAME, ()):  # gone after all, when the release that brought it was left behind
                yield thing.iri, Tombstone(thing.iri, release.version, thing.kind)
            for thing in things.get(WENT, ()):
                yield thing.iri, Tombstone(thing.iri, release.previous, thing.kind, thing.label, thing.successor)

    def _kept(self, release: Release) -> Difference:
        if not release.compared:
            raise NotFoundError(f"the difference of release {release.version} to the one before was not kept")
        came, went = _read_patch(self._directory, release.version)
        return Difference(came, went, _read_things(self._directory, release.version))


def _folder(directory: Path) -> Path:
    return directory / "releases"


def _file(directory: Path) -> Path:
    return _folder(directory) / "register.jsonl"


def _entries(directory: Path) -> Iterator[dict[str, Any]]:
    try:
        text = _file(directory).read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{_file(directory)}: cannot be read ({error})") from error
    for line in text.split("\n"):
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and ("is" in entry or "version" in entry):
            yield entry


def append(directory: Path, entry: Mapping[str, Any]) -> None:
    """On disk before it returns. Begins with a line feed when a crash left half a line."""
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n"
    with _writing(directory), _file(directory).open("a+b") as stream:
        end = stream.seek(0, os.SEEK_END)
        if end and os.pread(stream.fileno(), 1, end - 1) != b"\n":
            text = "\n" + text
        stream.write(text.encode())
        stream.flush()
        os.fsync(stream.fileno())


def write(directory: Path, version: str, details: Details, difference: Difference | None) -> None:
    """The files of a release; before its line, which makes it one."""
    files = {"json": json.dumps(asdict(details), ensure_ascii=False, sort_keys=True).encode()}
    if difference is not None:
        patch = [f"D {line}" for line in difference.went] + [f"A {line}" for line in difference.came]
        things = [
            json.dumps({"what": what, **asdict(thing)}, ensure_ascii=False)
            for what, found in difference.things.items()
            for thing in found
        ]
        files |= {"patch.gz": _packed(patch), "things.gz": _packed(things)}
    with _writing(directory):
        for suffix, data in files.items():
            with (_folder(directory) / f"{version}.{suffix}").open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())


def _packed(lines: Iterable[str]) -> bytes:
    return gzip.compress("".join(f"{line}\n" for line in lines).encode(), compresslevel=3, mtime=0)


@contextmanager
def _writing(directory: Path) -> Iterator[None]:
    folder = _folder(directory)
    try:
        folder.mkdir(exist_ok=True)
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise  # who publishes tells a full disk from other trouble
        raise StoreError(f"{folder}: the release cannot be registered ({error}); the old one stays") from error


def _read_lines(directory: Path, version: str, name: str) -> list[str]:
    file = _folder(directory) / f"{version}.{name}.gz"
    try:
        return gzip.decompress(file.read_bytes()).decode().split("\n")[:-1]
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise StoreError(f"{file}: the difference cannot be read ({error})") from error


def _read_patch(directory: Path, version: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lines = _read_lines(directory, version, "patch")
    return tuple(line[2:] for line in lines if line[0] == "A"), tuple(line[2:] for line in lines if line[0] == "D")


def _read_things(directory: Path, version: str) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = {CAME: [], WENT: [], CHANGED: []}
    for line in _read_lines(directory, version, "things"):
        entry = json.loads(line)
        found[entry.pop("what")].append(Thing(**entry))
    return {what: tuple(things) for what, things in found.items()}
