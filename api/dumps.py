"""`/dump.nq` and its like: the whole of the graph as a file, sent while it is written."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import CancelledError

from fastapi import APIRouter, Request, Response
from pyoxigraph import RdfFormat

from api import conditional, negotiation
from api.published import DOWNLOADS_AT_ONCE
from api.state import State, state_of
from api.streaming import StreamedAnswer
from kg.description.about import DOWNLOADS
from kg.dumps import check_names, write_dump
from kg.engine.formats import Format
from kg.errors import GraphError, NotFoundError, OverloadedError

PIECE = 64 * 1024  # bytes that are handed over at once
AHEAD = 16  # pieces that may wait for the client
FORMATS = tuple(download.format for download in DOWNLOADS)

router = APIRouter(tags=["description"])


@router.get("/dump", summary="The whole graph, in the format of Accept; N-Quads when it does not matter")
async def dump(request: Request, format: str | None = None) -> Response:
    """`nq` and `trig` hold every named graph, the others the default graph. The N-Quads are canonical: their SHA-256 is
    the digest of the release."""
    choice = negotiation.require(request, FORMATS, name=format)
    assert choice.format is not None
    return await _download(request, state_of(request), choice.format)


@router.get("/dump.{extension}", summary="The whole graph as a file: nq, trig, nt, ttl, jsonld or rdf")
async def dump_file(request: Request, extension: str) -> Response:
    state = state_of(request)
    wanted = next((download.format for download in DOWNLOADS if download.format.extension == extension), None)
    if wanted is None:
        offered = ", ".join(download.path for download in DOWNLOADS)
        raise NotFoundError(f"no download {extension[:40]!r}; there are {offered}")
    return await _download(request, state, wanted)


async def _download(request: Request, state: State, wanted: Format) -> Response:
    name = state.store.name
    headers = {
        "Vary": "Accept",
        "Content-Disposition": f'attachment; filename="{name or "graph"}.{wanted.extension}"',
    }
    if name:
        etag = conditional.tag(f"{name}-{wanted.name}")
        if conditional.is_known(request, etag):
            return conditional.not_modified(etag, "Accept")
        headers |= {"ETag": etag, "Cache-Control": conditional.CACHE_CONTROL}
    if wanted.engine == RdfFormat.RDF_XML:  # an error now, rather than half-way
        await state.engine.lookup(check_names)
    return StreamedAnswer(DumpStream(state, wanted), wanted.content_type, headers)


class DumpStream:
    """A download on its way. The thread that writes waits for the client, and ends when nobody reads on."""

    key: str | None = None
    ready: bytes | None = None

    def __init__(self, state: State, wanted: Format) -> None:
        """Raises OverloadedError when too many are running."""
        self._places = state.published.downloads
        if not self._places.acquire(blocking=False):
            raise OverloadedError(f"{DOWNLOADS_AT_ONCE} downloads are running; try again in a while", retry_after=10)
        self.format = wanted
        self._store = state.store
        self._closed = threading.Event()
        self._loop = asyncio.get_running_loop()
        self._pieces: asyncio.Queue[bytes | GraphError | None] = asyncio.Queue(AHEAD)
        self._buffer = bytearray()
        threading.Thread(target=self._run, name="dump", daemon=True).start()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (piece := await self._pieces.get()) is not None:
            if isinstance(piece, GraphError):
                raise piece
            yield piece

    def close(self) -> None:
        """Ends the thread at its next piece."""
        self._closed.set()
        while not self._pieces.empty():  # lets it come to that piece
            self._pieces.get_nowait()

    def write(self, data: bytes, /) -> int:
        """For the thread that writes."""
        self._buffer += data
        if len(self._buffer) >= PIECE:
            self._hand_over(bytes(self._buffer))
            self._buffer.clear()
        return len(data)

    def flush(self) -> None:
        """Pieces are handed over when they are full."""

    def _run(self) -> None:
        try:
            write_dump(self._store, self.format, self)
            if self._buffer:
                self._hand_over(bytes(self._buffer))
            self._hand_over(None)
        except GraphError as error:
            self._tell(error)
        except (OSError, CancelledError, RuntimeError):  # nobody reads on, or the server is stopping
            return
        finally:
            self._places.release()

    def _tell(self, error: GraphError) -> None:
        if not self._closed.is_set():
            try:
                self._hand_over(error)
            except (OSError, CancelledError, RuntimeError):
                return

    def _hand_over(self, piece: bytes | GraphError | None) -> None:
        """Raises BrokenPipeError when nobody reads on."""
        if self._closed.is_set():
            raise BrokenPipeError("nobody reads on")
        future = asyncio.run_coroutine_threadsafe(self._pieces.put(piece), self._loop)
        while True:
            try:
                future.result(timeout=1.0)
                return
            except TimeoutError:
                if self._closed.is_set() or self._loop.is_closed():
                    future.cancel()
                    raise BrokenPipeError("nobody reads on") from None
