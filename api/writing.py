"""What `/update` and `/graphs` share: whose token it is, what the request asks of the state, the writer, the answer."""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import Request

from api.problems import UnsupportedMediaTypeError
from api.state import Live, live_of
from kg.access import Access, Rights
from kg.config import Settings
from kg.errors import GraphError, NotAllowedError, StoreError, UsageError
from kg.rdf_input import ENCODINGS, decoded
from kg.update_run import Update
from kg.writer import Writer
from kg.writes import Conditions, GraphWrite, WriteJob, WriteResult

SNAPSHOT = "X-Snapshot"  # header of an answer to a write: the snapshot that holds it
_log = logging.getLogger("veiligheidsgraaf.api")


class Writing:
    """The writing side of one application."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.access = Access(settings.write_token, Path(settings.tokens) if settings.tokens else None)
        self.access.check()
        self.writer = Writer(
            settings.store,
            timeout=settings.write_timeout,
            waiting=settings.write_waiting,
            memory=settings.write_memory,
            keep=settings.keep_snapshots,
            max_length=settings.max_query,
            validate=settings.validate_writes == "on",
        )

    def rights(self, request: Request) -> Rights:
        """What the request's token may do. Raises NoTokenError, NotAllowedError, StoreError for a damaged file."""
        try:
            rights = self.access.rights(request.headers.get("authorization"))
        except UsageError as error:
            raise StoreError(f"the file of tokens cannot be used: {error}") from error
        if live_of(request).current.store.folder is None:
            raise NotAllowedError("this server serves a store that it cannot write; write where it is kept")
        return rights

    async def write(self, request: Request, action: Update | GraphWrite, rights: Rights) -> WriteResult:
        """Does a write, and serves it from here on. Raises as `kg.writer.Writer.write`."""
        validate = self.settings.validate_writes == "on"
        result = await self.writer.write(WriteJob(action, rights, conditions(request), validate))
        if result.changed:
            await _serve(live_of(request), result.snapshot)
        return result

    async def close(self) -> None:
        """Ends the writer."""
        await self.writer.close()


def writing_of(request: Request) -> Writing:
    """The writing side of the application that answers `request`."""
    writing = request.app.state.writing
    assert isinstance(writing, Writing)
    return writing


def conditions(request: Request) -> Conditions:
    """If-Match and If-None-Match of a write. A weak tag never matches If-Match (RFC 9110, 13.1.1)."""
    return Conditions(_tags(request, "if-match", weak=False), _tags(request, "if-none-match", weak=True))


async def body_of(request: Request, limit: int) -> bytes:
    """The body, unpacked. Raises UnsupportedMediaTypeError for a Content-Encoding that is not known."""
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ENCODINGS:
        raise UnsupportedMediaTypeError(
            f"Content-Encoding {encoding[:40]!r} is not taken; there are {', '.join(ENCODINGS)}", ()
        )
    return decoded(await request.body(), encoding, limit)


async def _serve(live: Live, snapshot: str) -> None:
    """From here on readers see the write. It is on disk already: what fails here makes it no less done."""
    try:
        await live.switch(snapshot)
    except GraphError as error:
        _log.error("snapshot %s is written and cannot be served yet: %s", snapshot, error)


def _tags(request: Request, header: str, *, weak: bool) -> tuple[str, ...] | None:
    values = request.headers.getlist(header)
    if not values:
        return None
    tags = [tag.strip() for tag in ",".join(values).split(",")]
    strong = [tag.removeprefix("W/") if weak else tag for tag in tags]
    return tuple("*" if tag == "*" else tag[1:-1] for tag in strong if tag == "*" or tag[:1] == tag[-1:] == '"')
