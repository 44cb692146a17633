"""The releases of a store: what each held, and how it differs from the one before. They outlive the snapshots.

A release is a content: its version is the day it was made and the beginning of its digest (`2026-11-22-449bc0ee`). A
snapshot with the content of an earlier release is that release. Each release names the one before, so that going back
to an earlier snapshot and on from there leaves a branch and loses nothing. How they are kept: `kg.register`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat

from kg.difference import Difference, compare, counted_out
from kg.embedded import OxigraphStore
from kg.errors import StoreError
from kg.register import Details, Register, Release, Tombstone, append, write
from kg.store import OWN, Manifest
from kg.vocab import RDF

__all__ = ["Details", "Register", "Release", "Tombstone", "record", "record_counts", "record_write", "version_of"]

COMPARE_LIMIT = 3_000_000  # quads; a larger store is registered with its counts, without a difference
READ_LIMIT = 200_000  # quads of a store that is read through for its release alone
KINDS_LIMIT = 1_000_000  # quads; things are not counted by class in a larger one
_HEX = 64  # characters of a SHA-256
_KINDS = f"SELECT ?c (COUNT(DISTINCT ?s) AS ?n) {{ ?s {RDF.type} ?c FILTER(ISIRI(?c)) }} GROUP BY ?c"


def version_of(manifest: Manifest, content: str = "") -> str:
    """Day and short digest; the digest alone for a store in memory, which was never published."""
    told_apart = manifest.digest or (content if len(content) == _HEX else hashlib.sha256(content.encode()).hexdigest())
    return f"{manifest.created[:10]}-{told_apart[:8] if content or manifest.digest else ''}".strip("-")


def record(
    directory: Path,
    store: OxigraphStore,
    manifest: Manifest,
    before: OxigraphStore | None = None,
    lines: Sequence[bytes] | None = None,
) -> Release:
    """Registers what is about to be published: call it when the snapshot is complete and before CURRENT points to it.

    store, manifest: of the new snapshot. before: the store that is current now; None when there is none. lines: the
    canonical N-Quads of the new one, when the caller has them. A snapshot made from `before` costs what its changed
    graphs cost; any other is read whole, unless `lines` are given, and the graphs of `before` that changed are.

    A release that is registered but never became current (the writer was killed in between) does no harm: it is in
    nobody's past. Raises StoreError when the folder cannot be written, OSError when the disk is full.
    """
    previous = _registered(directory, before, whole=True) if before is not None else None
    register = Register.read(directory)
    small = max(_quads(manifest), previous.quads if previous else 0) <= COMPARE_LIMIT
    old: Mapping[str, str] = {}
    with suppress(StoreError):  # a damaged file costs time, not the release
        old = register.details(previous.version).digests if previous and small else {}
    same = _untouched(manifest, before) & old.keys()
    digests, now = {name: old[name] for name in same}, {}
    given = _by_graph(lines or ()) if manifest.default_graph != OWN else {}
    for name in _graphs_of(manifest) - same if small else ():
        own = given.get(name) or store.canonical_nquads([name])
        digests[name] = _digest(own)
        if digests[name] != old.get(name):
            now[name] = own
    content = _content(digests) if small else manifest.name
    known = register.by_content(content)
    if known is not None:
        if register.of_snapshot(manifest.name) is None:
            append(directory, {"snapshot": manifest.name, "is": known.version})
        return known
    difference = None
    if small and before is not None and previous is not None:
        gone = _graphs_of(before.manifest()) - digests.keys()
        difference = compare(before, store, {**now, **{name: [] for name in gone}})
    return _keep(directory, store, manifest, content, previous, difference, digests)


def record_write(
    directory: Path,
    store: OxigraphStore,
    manifest: Manifest,
    before: OxigraphStore,
    added: Collection[Quad],
    removed: Collection[Quad],
) -> Release:
    """As `record`, for a snapshot made from `before` by adding and removing these quads, net: nothing is read through,
    so that a small write costs little. The release is told apart by what was written, not by what there is."""
    previous = _registered(directory, before, whole=False)
    came, went = _lines(added), _lines(removed)
    content = _digest([previous.content.encode(), b"\0", *went, b"\0", *came])
    known = Register.read(directory).by_content(content)
    if known is not None:  # the same write on the same release, once more: after a rollback
        append(directory, {"snapshot": manifest.name, "is": known.version})
        return known
    small = len(came) + len(went) <= COMPARE_LIMIT
    difference = counted_out(before, store, came, went) if small else None
    return _keep(directory, None, manifest, content, previous, difference, {})


def record_counts(directory: Path, manifest: Manifest, previous: str = "") -> Release:
    """Registers a snapshot by its manifest alone: what it holds by graph, and no difference."""
    register = Register.read(directory)
    before = register.of_snapshot(previous) or (register.releases[-1] if register.releases else None)
    return _keep(directory, None, manifest, manifest.name, before, None, {})


def _registered(directory: Path, store: OxigraphStore, *, whole: bool) -> Release:
    """The release of a store; registered now when it was made before there was a register. whole: with its content."""
    known = Register.read(directory).of_snapshot(store.name)
    if known is not None:
        return known
    manifest = store.manifest()
    if whole and not Register.read(directory).releases:
        return record(directory, store, manifest)
    return record_counts(directory, manifest, manifest.parent)


def _keep(
    directory: Path,
    store: OxigraphStore | None,
    manifest: Manifest,
    content: str,
    previous: Release | None,
    difference: Difference | None,
    digests: dict[str, str],
) -> Release:
    """Writes a release. store: to count its things by class; None to leave that."""
    release = _release(manifest, content, previous, difference)
    kinds = _kinds(store, manifest) if store is not None else {}
    details = Details(manifest.base, manifest.graphs, digests, kinds, manifest.built_from)
    write(directory, release.version, details, difference)
    append(directory, asdict(release))
    return release


def _lines(quads: Iterable[Quad]) -> list[bytes]:
    text = ox.serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted(line + b"\n" for line in text.split(b"\n") if line)


def _quads(manifest: Manifest) -> int:
    return manifest.quads + (manifest.triples if manifest.default_graph == OWN else 0)


def _graphs_of(manifest: Manifest) -> set[str]:
    return {*manifest.graphs, *([""] if manifest.default_graph == OWN else [])}


def _untouched(manifest: Manifest, before: OxigraphStore | None) -> set[str]:
    """The graphs that a snapshot shares with the one it was made from, by what its manifest says."""
    if before is None or not manifest.parent or manifest.parent != before.name:
        return set()
    there = _graphs_of(before.manifest())
    return {name for name in _graphs_of(manifest) & there if manifest.version_of(name) != manifest.name}


def _by_graph(lines: Iterable[bytes]) -> dict[str, list[bytes]]:
    """The lines of each graph; none of a graph with blank nodes, which have other names when it is looked at alone."""
    found: dict[bytes, list[bytes]] = {}
    blank: set[bytes] = set()
    for line in lines:
        name = line.rsplit(b" ", 2)[1]
        found.setdefault(name, []).append(line)
        if b"_:" in line:
            blank.add(name)
    return {name[1:-1].decode(): own for name, own in found.items() if name not in blank}


def _digest(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()


def _content(digests: Mapping[str, str]) -> str:
    return hashlib.sha256("".join(f"{name} {digests[name]}\n" for name in sorted(digests)).encode()).hexdigest()


def _release(
    manifest: Manifest, content: str, previous: Release | None, difference: Difference | None
) -> Release:
    return Release(
        version=version_of(manifest, content),
        snapshot=manifest.name,
        created=manifest.created,
        digest=manifest.digest,
        content=content,
        triples=manifest.triples,
        quads=_quads(manifest),
        previous=previous.version if previous else "",
        compared=difference is not None,
        came=len(difference.came) if difference else 0,
        went=len(difference.went) if difference else 0,
        families=difference.families() if difference else {},
    )


def _kinds(store: OxigraphStore, manifest: Manifest) -> dict[str, int]:
    if manifest.quads > KINDS_LIMIT:
        return {}
    counted = store.engine.query(_KINDS)
    assert isinstance(counted, ox.QuerySolutions)
    return dict(sorted((solution["c"].value, int(solution["n"].value)) for solution in counted))
