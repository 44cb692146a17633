"""What is known of one snapshot as something that is published: its counts, its release, who publishes it.

Made when first asked for, once; the counts are kept beside the snapshots (`DIR/descriptions/<name>.json`), so that a
server that is started again has them.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request
from pyoxigraph import NamedNode

from kg.config import Settings
from kg.description.about import About
from kg.description.statistics import Statistics, measure
from kg.errors import GoneError, StoreError, UsageError
from kg.releases import Register, Release, version_of
from kg.store import GraphStore

if TYPE_CHECKING:
    from api.query_openapi import Example
    from api.state import State

DOWNLOADS_AT_ONCE = 2  # each reads the whole store
_TOTALS = 1_000  # numbers of rows that are remembered
_log = logging.getLogger("veiligheidsgraaf.api")


class Published:
    """One snapshot, or a store in memory. What blocks says so: it is not for the event loop."""

    def __init__(self, settings: Settings, store: GraphStore) -> None:
        self.settings, self.store = settings, store
        self.statistics: Statistics | None = None
        self.examples: dict[str, Example] = {}  # of each named query, for the OpenAPI description
        self.totals: OrderedDict[str, int] = OrderedDict()
        self.downloads = threading.Semaphore(DOWNLOADS_AT_ONCE)
        self._lock = threading.Lock()
        self._register: tuple[tuple[int, int], Register] | None = None

    @property
    def directory(self) -> Path | None:
        """The folder of the store; None in memory."""
        return self.store.folder.parent.parent if self.store.folder is not None else None

    def count(self) -> Statistics:
        """The counts. Blocks: the first time as long as `measure` takes."""
        with self._lock:
            if self.statistics is None:
                self.statistics = self._kept() or self._measured()
            return self.statistics

    def register(self) -> Register:
        """The releases; read again when there are more. Blocks for a moment."""
        directory = self.directory
        if directory is None:
            return Register(Path(), (), {})
        stamp = Register.stamp(directory)
        known = self._register
        if known is None or known[0] != stamp:
            known = (stamp, Register.read(directory, known[1] if known else None))
            self._register = known
        return known[1]

    def release(self) -> Release | None:
        """The release this snapshot is; None in memory, and for a store that was made before there were releases."""
        return self.register().of_snapshot(self.store.name)

    def remember_total(self, key: str, total: int) -> None:
        self.totals[key] = total
        if len(self.totals) > _TOTALS:
            self.totals.popitem(last=False)

    def gone(self, iris: list[str]) -> GoneError | None:
        """What to say of things that are not described: None when no release ever did."""
        register = self.register()
        for iri in iris:
            stone = register.tombstone(iri)
            if stone is not None:
                return GoneError(iri, stone.last, label=stone.label, kind=stone.kind, successor=stone.successor)
        return None

    def _kept(self) -> Statistics | None:
        file = self._file()
        if file is None or not file.is_file():
            return None
        try:
            return Statistics.from_json(file.read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError, KeyError):  # written by another version, or half: count again
            return None

    def _measured(self) -> Statistics:
        found = measure(self.store)
        file = self._file()
        if file is not None:
            try:
                _keep(file, found.to_json())
            except OSError as error:  # a folder that may only be read: counted again after the next start
                _log.info("%s: the counts are not kept (%s)", file.parent, error)
        return found

    def _file(self) -> Path | None:
        directory = self.directory
        return directory / "descriptions" / f"{self.store.name}.json" if directory is not None else None


def _keep(file: Path, text: str) -> None:
    """In one step; those of snapshots that are gone are removed."""
    file.parent.mkdir(exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
    for other in file.parent.glob("*.json"):
        if not (file.parent.parent / "snapshots" / other.stem).is_dir():
            with contextlib.suppress(OSError):
                other.unlink()


async def about_of(request: Request, state: State) -> About:
    """The store as it is published, at the address the request came to unless another is set.

    Raises StoreError when the store cannot be read, and the limits of the lane: at the first time it is counted.
    """
    published, settings = state.published, state.settings
    counts = published.statistics
    if counts is None:
        counts = await state.engine.check(published.count)
    release = await state.engine.lookup(lambda _: _release(published))
    manifest = state.store.manifest()
    return About(
        base=state.base,
        address=address_of(request, settings),
        manifest=manifest,
        statistics=counts,
        title=settings.title,
        version=release.version if release else version_of(manifest),
        publisher_iri=settings.publisher_iri,
        publisher_name=settings.publisher_name,
        contact=settings.publisher_contact,
        licence=settings.licence,
        theme=settings.theme,
        update=bool(settings.write_token or settings.tokens) and state.store.folder is not None,
        services=services_of(settings),
        previous=release.previous if release else "",
    )


def address_of(request: Request, settings: Settings) -> str:
    """Where the server is, without a slash at the end. Raises UsageError for a Host header that makes no address."""
    address = settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")
    try:
        return NamedNode(address + "/").value.rstrip("/")
    except ValueError as error:
        raise UsageError(f"the Host header makes no address: {error}") from error


def services_of(settings: Settings) -> tuple[str, ...]:
    """The endpoints that SERVICE may ask."""
    allowed = getattr(settings, "services", "")
    return tuple(sorted(part for part in str(allowed).replace(",", " ").split() if part))


def release_name(published: Published) -> str:
    """What to cite this snapshot as: its release, else the version its manifest makes. Blocks for a moment."""
    release = _release(published)
    return release.version if release else version_of(published.store.manifest())


def _release(published: Published) -> Release | None:
    try:
        return published.release()
    except StoreError as error:  # a damaged register is told at /releases; a description goes without
        _log.warning("%s", error)
        return None
