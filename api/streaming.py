"""Answers that are sent while they are made, so that nothing incomplete passes for complete.

Until the first bytes are there an error is an answer of its own, with its status. After that the status is out: the
stream ends with a mark that no format can read as data, and the connection is cut off before its proper end, so that
every client sees that something is missing.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import zstandard
from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from api.problems import problem_for
from api.record import record_of
from kg.engine.request import Stream
from kg.errors import GraphError, QueryAbandonedError

T = TypeVar("T")

STALL = 30.0  # seconds a client may take for one part before it counts as gone
SOON = 0.05  # seconds; an answer that comes within them is not worth watching the client for
_NEVER = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*$", re.IGNORECASE)
_MARK = "\n<<<INCOMPLETE: {reason}>>>\n"


class StreamedAnswer(Response):
    """Sends a `Stream` as it comes."""

    def __init__(self, stream: Stream, content_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(None, 200, dict(headers), content_type)
        del self.headers["content-length"]
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending = asyncio.ensure_future(self._send(scope, send))
        gone = asyncio.ensure_future(_disconnected(receive))
        try:
            await asyncio.wait((sending, gone), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            self._stream.close()
            for task in (sending, gone):
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task

    async def _send(self, scope: Scope, send: Send) -> None:
        packer = packer_for(scope)
        if packer.coding:
            self.headers["Content-Encoding"] = packer.coding
            self.headers.add_vary_header("Accept-Encoding")
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        try:
            async for part in self._stream:
                async with asyncio.timeout(STALL):
                    await send({"type": "http.response.body", "body": packer.pack(part), "more_body": True})
        except TimeoutError:
            return  # the client takes nothing: whoever returns without a last part is cut off by the server
        except GraphError as error:
            if (record := record_of(scope)) is not None:
                record.problem = problem_for(error).slug
            mark = _MARK.format(reason=error).encode(errors="replace")
            await send({"type": "http.response.body", "body": packer.pack(mark), "more_body": True})
            return
        await send({"type": "http.response.body", "body": packer.end(), "more_body": False})


class Packer:
    """Sends parts as they are."""

    coding = ""

    def pack(self, part: bytes) -> bytes:
        """What to send for `part`, all of it: nothing is held back for a better ratio."""
        return part

    def end(self) -> bytes:
        """What the coding has at its end. A body that breaks off goes without it."""
        return b""


class GzipPacker(Packer):
    coding = "gzip"

    def __init__(self) -> None:
        self._inner = zlib.compressobj(4, zlib.DEFLATED, 16 + zlib.MAX_WBITS)

    def pack(self, part: bytes) -> bytes:
        return self._inner.compress(part) + self._inner.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._inner.flush()


class ZstdPacker(Packer):
    coding = "zstd"

    def __init__(self) -> None:
        self._inner = zstandard.ZstdCompressor(level=3).compressobj()

    def pack(self, part: bytes) -> bytes:
        return self._inner.compress(part) + self._inner.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._inner.flush()


def packer_for(scope: Scope) -> Packer:
    """The coding of a streamed body by Accept-Encoding: zstd, gzip or none.

    The middleware that compresses everything else collects several parts before it sends any; the first rows of a long
    answer should not wait for that.
    """
    header = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding").decode("latin-1")
    parts = (part.partition(";") for part in header.split(","))
    taken = {name.strip().lower() for name, _, quality in parts if not _NEVER.match(quality)}
    if "zstd" in taken:
        return ZstdPacker()
    return GzipPacker() if "gzip" in taken else Packer()


async def unless_gone(request: Request, work: Awaitable[T]) -> T:
    """What `work` gives; it is ended when the client goes away before. The body must have been read.

    Raises QueryAbandonedError then, which nobody will see.
    """
    task = asyncio.current_task()
    assert task is not None
    watch = _Watch(task, request.receive)
    timer = asyncio.get_running_loop().call_later(SOON, watch.start)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.gone:
            task.uncancel()
            raise QueryAbandonedError("the client has gone") from None
        raise
    finally:
        timer.cancel()
        watch.stop()


class _Watch:
    """Cancels `task` when the client goes away. Started only for work that takes a while: most is done before."""

    def __init__(self, task: asyncio.Task[Any], receive: Receive) -> None:
        self._task, self._receive = task, receive
        self._watcher: asyncio.Task[None] | None = None
        self.gone = False

    def start(self) -> None:
        self._watcher = asyncio.ensure_future(self._wait())

    def stop(self) -> None:
        if self._watcher is not None:
            self._watcher.cancel()

    async def _wait(self) -> None:
        await _disconnected(self._receive)
        self.gone = True
        self._task.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
