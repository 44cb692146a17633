"""The process that runs queries, forked by `kg.engine.nursery`.

It opens one snapshot read-only, gives up what it does not need (`kg.engine.sandbox`), says READY, and answers one
query at a time in frames over its socket until that is closed. Its server kills it when a query outlasts its time;
the kernel's alarm does when the server cannot.
"""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import threading
import time
from pathlib import Path

from pyoxigraph import Store

from kg.columns.answer import Shortcut
from kg.embedded import OxigraphStore
from kg.engine import sandbox
from kg.engine.execution import refuse_larger, write_answer
from kg.engine.formats import Format
from kg.engine.frames import FrameReader, Kind, frame, unpack_query
from kg.engine.request import QueryRequest
from kg.errors import GraphError, QueryCrashedError, QueryMemoryError

STACK = 128 * 1024 * 1024  # bytes; the engine's parser needs a deep one, see `guard.MAX_STEPS`
FULL = 64 * 1024  # bytes after which what was written is sent
LONG = 0.02  # seconds after which it is sent however little it is
GRACE = 2.0  # seconds over its time after which a worker whose server did not kill it ends itself


class FrameSink:
    """Sends what the engine writes; a short answer goes with its head and its end in one piece."""

    def __init__(self, channel: socket.socket, limit: int) -> None:
        self._channel, self._limit = channel, limit
        self._pending = bytearray()
        self._data = bytearray()
        self._size = 0
        self._sent = time.monotonic()

    def begin(self, wanted: Format) -> None:
        self._pending += frame(Kind.HEAD, wanted.name.encode())

    def write(self, data: bytes) -> int:
        self._size += len(data)
        refuse_larger(self._size, self._limit)
        self._data += data
        if len(self._data) >= FULL or time.monotonic() - self._sent > LONG:
            self._send()
        return len(data)

    def flush(self) -> None:
        """The engine flushes at the end only, where `end` does it with the last frame."""

    def end(self, last: bytes) -> None:
        """Sends what is left, and `last` after it."""
        self._cut()
        self._channel.sendall(self._pending + last)

    def fail(self, last: bytes) -> None:
        """Sends `last` in the place of what was not sent yet: a failed query gives nothing more."""
        self._channel.sendall(last)

    def _send(self) -> None:
        self._cut()
        self._channel.sendall(self._pending)
        self._pending.clear()
        self._sent = time.monotonic()

    def _cut(self) -> None:
        if self._data:
            self._pending += frame(Kind.DATA, bytes(self._data))
            self._data.clear()


def serve(channel: socket.socket, store: OxigraphStore, shortcut: Shortcut) -> None:
    """Answers queries until the other end closes."""
    reader = FrameReader()
    while data := channel.recv(256 * 1024):
        for _, payload in reader.feed(data):
            _answer(channel, store, unpack_query(payload), shortcut)


def _answer(channel: socket.socket, store: OxigraphStore, request: QueryRequest, shortcut: Shortcut) -> None:
    assert request.max_result is not None
    assert request.timeout is not None
    sink = FrameSink(channel, request.max_result)
    signal.setitimer(signal.ITIMER_REAL, request.timeout + GRACE)
    try:
        write_answer(store, request, sink, sink.begin, shortcut)
    except GraphError as error:
        sink.fail(_error(error))
    except MemoryError:
        sink.fail(_error(QueryMemoryError("the query needs more memory than one query may have")))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except BaseException as error:  # a panic of the engine is no Exception; the caller is told, then the process ends
        sink.fail(_error(QueryCrashedError(f"the engine failed: {type(error).__name__}: {error}")))
        raise SystemExit(1) from error
    else:
        sink.end(frame(Kind.END))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _error(error: GraphError) -> bytes:
    message = {
        "type": type(error).__name__,
        "message": str(error),
        "line": getattr(error, "line", None),
        "column": getattr(error, "column", None),
    }
    return frame(Kind.ERROR, json.dumps(message).encode())


def main(arguments: list[str]) -> None:
    """Runs until the socket is closed."""
    descriptor, folder, base, memory = arguments
    channel = socket.socket(fileno=int(descriptor))
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        try:
            store = OxigraphStore(base, Store.read_only(str(Path(folder))))
        except OSError as error:
            channel.sendall(frame(Kind.ERROR, json.dumps({"type": "StoreError", "message": str(error)}).encode()))
            return
        sandbox.limit_memory(int(memory) + STACK)
        channel.sendall(frame(Kind.READY))
        serve(channel, store, Shortcut(Path(folder)))


def run(arguments: list[str]) -> None:
    """`main` in a thread with a deep stack: that of the main thread is the system's choice.

    arguments: number of the socket, folder and base of the store, bytes of memory. What the process gives up it gives
    up here, before there are other threads to inherit it.
    """
    sandbox.die_with_parent()
    sandbox.refuse_sockets()
    threading.stack_size(STACK)
    thread = threading.Thread(target=main, args=(arguments,), daemon=True)
    thread.start()
    thread.join()
