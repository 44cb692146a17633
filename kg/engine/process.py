"""One worker process as the server sees it: started, asked, listened to, killed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kg import errors
from kg.engine.frames import FrameReader, Kind
from kg.engine.nursery import Child, Nursery

LOW_PRIORITY = 10  # of 19: a long query gets the time that short ones leave
START = 30.0  # seconds a worker may take to open its store
_STDERR = 4_096  # bytes of a dead worker's last words


@dataclass(frozen=True, slots=True)
class Source:
    """What a worker opens: the folder of a snapshot, and the base of its IRIs. name: the snapshot's."""

    folder: Path
    base: str
    name: str


class Listener:
    """What happens to the query a worker runs. `Worker` calls these; see `kg.engine.jobs.Job`."""

    def head(self, name: str) -> None: ...

    def data(self, part: bytes) -> None: ...

    def end(self) -> None: ...

    def fail(self, error: errors.GraphError) -> None: ...


class Worker(asyncio.Protocol):
    """A process that has a snapshot open.

    changed: called with the worker when it becomes idle and when it has ended. `up` is done when its store is open;
    it holds the error when that cannot be.
    """

    def __init__(self, nursery: Nursery, source: Source, memory: int, changed: Callable[[Worker], None]) -> None:
        self.source = source
        self.up: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()  # done when it has ended
        self.doomed = False  # killed, or ended by itself: takes no more queries
        self._listener: Listener | None = None
        self._fault: errors.GraphError | None = None
        self._changed = changed
        self._reader = FrameReader()
        self._transport: asyncio.Transport | None = None
        self._ending: asyncio.Task[None] | None = None
        self._child = Child(nursery)
        self._errors, self._memory = -1, memory  # descriptor of its standard error

    @property
    def pid(self) -> int:
        return self._child.pid

    async def start(self) -> None:
        """Forks the process and starts listening to it."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        self._errors, errors_in = os.pipe()
        try:
            arguments = [str(self.source.folder.absolute()), self.source.base, str(self._memory)]
            number = self._child.nursery.fork(arguments, [theirs.fileno(), errors_in])
        except errors.StoreError as error:
            ours.close()
            self._fault = error
            self._finish(-signal.SIGKILL)
            return
        finally:
            theirs.close()
            os.close(errors_in)
        ours.setblocking(False)
        await loop.create_unix_connection(lambda: self, sock=ours)
        try:
            await self._child.born(number)
        except errors.StoreError as error:
            self._fault = error
        late = errors.StoreError(f"a worker process did not open the store within {START:g} s")
        timer = loop.call_later(START, self.kill, late)
        self.up.add_done_callback(lambda _: timer.cancel())

    def ask(self, message: bytes, listener: Listener) -> None:
        """Sends a query (`frames.pack_query`) to an idle worker; `listener` is told what comes of it."""
        assert self._transport is not None
        self._listener = listener
        self._transport.write(message)

    def cpu(self) -> float:
        """Seconds of processor the process has used; 0 when it has ended."""
        try:
            return time.clock_gettime(~self.pid << 3 | 2)  # the clock of another process: clock_getcpuclockid(3)
        except OSError:
            return 0.0

    def hold(self) -> None:
        """Takes no more bytes for a while; the process waits when the socket is full."""
        assert self._transport is not None
        self._transport.pause_reading()

    def go_on(self) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.resume_reading()

    def park(self) -> None:
        """Stops the process where it is, until `unpark`."""
        self._child.signal(signal.SIGSTOP)

    def unpark(self) -> None:
        self._child.signal(signal.SIGCONT)

    def lower(self) -> None:
        """Lets others go before it. There is no way back for a process without privileges."""
        threads = Path(f"/proc/{self.pid}/task")
        with contextlib.suppress(OSError):  # it has ended, or the system has no such folder
            for thread in threads.iterdir():  # on Linux the priority is each thread's own
                os.setpriority(os.PRIO_PROCESS, int(thread.name), LOW_PRIORITY)

    def kill(self, reason: errors.GraphError) -> None:
        """Ends the process. The listener is told `reason` at once: a large process takes a while to go."""
        self.doomed = True
        self._child.signal(signal.SIGKILL)
        self._tell(reason)
        self.go_on()  # so that its end is seen

    # --- asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one by its methods, not by its class

    def data_received(self, data: bytes) -> None:
        if self.doomed:
            return
        try:
            for kind, payload in self._reader.feed(data):
                self._take(kind, payload)
        except (ValueError, KeyError) as error:
            self.kill(errors.QueryCrashedError(f"a worker sent what cannot be read ({error})"))

    def _take(self, kind: Kind, payload: bytes) -> None:
        listener = self._listener
        if kind is Kind.READY:
            self.up.set_result(None)
            self._changed(self)
        elif listener is None:
            self._fault = _error(payload) if kind is Kind.ERROR else None
        elif kind is Kind.HEAD:
            listener.head(payload.decode())
        elif kind is Kind.DATA:
            listener.data(payload)
        else:
            self._listener = None
            if kind is Kind.END:
                listener.end()
            else:
                listener.fail(_error(payload))
            if not self.doomed:
                self._changed(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """The process has ended, or is about to: told once its exit code is known."""
        self.doomed = True
        self._ending = asyncio.ensure_future(self._end())

    async def _end(self) -> None:
        self._finish(await self._child.ended())

    def _finish(self, code: int) -> None:
        self.doomed = True
        self._tell(self._fault or _death(code, self._last_words()))
        self.gone.set_result(None)
        self._changed(self)

    def _tell(self, reason: errors.GraphError) -> None:
        if not self.up.done():
            self.up.set_exception(reason)
            self.up.exception()  # nobody may be waiting for it
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.fail(reason)

    def _last_words(self) -> str:
        """What the process said at its end, of which a little is enough."""
        descriptor, self._errors = self._errors, -1
        try:
            os.set_blocking(descriptor, False)
            return os.read(descriptor, _STDERR).decode(errors="replace").strip()
        except OSError:  # it said nothing
            return ""
        finally:
            os.close(descriptor)


def _error(payload: bytes) -> errors.GraphError:
    """The error a worker told of, as it was raised there."""
    message = json.loads(payload)
    kind = getattr(errors, message["type"], errors.QueryError)
    if kind is errors.QuerySyntaxError:
        return errors.QuerySyntaxError(message["message"], line=message["line"], column=message["column"])
    error = kind(message["message"])
    return error if isinstance(error, errors.GraphError) else errors.QueryCrashedError(message["message"])


def _death(code: int, words: str) -> errors.GraphError:
    if code == -signal.SIGABRT and ("memory allocation" in words or "bad_alloc" in words):
        return errors.QueryMemoryError(
            "the query needs more memory than one query may have. Add conditions, or sort and group fewer rows"
        )
    if code == -signal.SIGALRM:
        return errors.QueryTimeoutError("the query was given up: its time was over")
    ended = f"a worker process ended with exit code {code}"
    return errors.QueryCrashedError(f"{ended}; it was started again{': ' + words if words else ''}")
