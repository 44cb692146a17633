"""A query on its way through the pool, and the answer that comes out of it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from enum import Enum

from kg.engine.formats import FORMATS, Format
from kg.engine.process import Listener, Worker
from kg.engine.request import QueryRequest
from kg.errors import GraphError, QueryAbandonedError

ENOUGH = 1024 * 1024  # bytes that may wait for a slow reader; past it the worker waits, and its time runs on
FEW = 256 * 1024
UNREAD = QueryAbandonedError("whoever asked has gone")


class Lane(Enum):
    """Where a query that runs stands."""

    QUICK = "quick"
    PARKED = "parked"  # it outlasted the quick lane and the slow one is full: its process is stopped
    SLOW = "slow"


class Waiter:
    """A query that needs a worker. deadline: by `time.monotonic`."""

    def __init__(self, request: QueryRequest, deadline: float) -> None:
        self.request, self.deadline = request, deadline
        self.job: asyncio.Future[Job] | None = None  # once it waits

    @property
    def done(self) -> bool:
        return self.job is None or self.job.done()

    def take(self, job: Job) -> None:
        """Its turn has come."""
        assert self.job is not None
        self.job.set_result(job)

    def give_up(self, error: GraphError) -> None:
        """Its turn does not come."""
        if self.job is not None and not self.job.done():
            self.job.set_exception(error)


class Job(Listener):
    """A query and its answer; a `kg.engine.request.Stream` once its head is there.

    deadline: by `time.monotonic`. finished: told at its end, good or bad.
    """

    def __init__(self, worker: Worker, deadline: float, finished: Callable[[Job], None]) -> None:
        loop = asyncio.get_running_loop()
        self.worker, self.deadline = worker, deadline
        self.lane = Lane.QUICK
        self.since = self.cpu = 0.0  # when it began, and what its worker had used of the processor
        self.budget = 0.0  # seconds in the quick lane
        self.key: str | None = None
        self.done = False
        self.abandoned = False
        self._finished = finished
        self.timer: asyncio.TimerHandle | None = None
        self.error: GraphError | None = None
        self.sent = 0  # bytes that came out of the worker
        self._head: asyncio.Future[Format] = loop.create_future()
        self._more: asyncio.Future[None] | None = None
        self._parts: deque[bytes] = deque()
        self._waiting = 0
        self._format: Format | None = None
        self._given = False
        self._held = False

    @property
    def format(self) -> Format:
        assert self._format is not None, "the head has not come"
        return self._format

    @property
    def ready(self) -> bytes | None:
        if not self.done or self.error is not None or self._given:
            return None
        return b"".join(self._parts)

    async def started(self) -> None:
        """Waits for the head. Raises what ended the query before."""
        await self._head

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._given = True
        while True:
            while self._parts:
                part = self._parts.popleft()
                self._waiting -= len(part)
                if self._held and self._waiting < FEW:
                    self._held = False
                    self.worker.go_on()
                yield part
            if self.error is not None:
                raise self.error
            if self.done:
                return
            self._more = asyncio.get_running_loop().create_future()
            try:
                await self._more
            finally:
                self._more = None

    def close(self) -> None:
        """Nobody reads on. A query in the quick lane may finish, since it soon will; any other is ended."""
        self.abandoned = True
        self._parts.clear()
        self._waiting = 0
        if self.done:
            return
        if self.lane is not Lane.QUICK:
            self.worker.kill(UNREAD)
        elif self._held:
            self._held = False
            self.worker.go_on()

    # --- what the worker tells

    def head(self, name: str) -> None:
        self._format = FORMATS[name]

    def data(self, part: bytes) -> None:
        self.sent += len(part)
        if self.abandoned:
            return
        self._parts.append(part)
        self._waiting += len(part)
        if self._waiting > ENOUGH and not self._held:
            self._held = True
            self.worker.hold()
        self._wake()

    def end(self) -> None:
        self._finish()

    def fail(self, error: GraphError) -> None:
        self.error = error
        self._finish()

    def _finish(self) -> None:
        self.done = True
        self._wake()
        self._finished(self)

    def _wake(self) -> None:
        """The head is told with the first bytes, or with the end of an answer that came in one piece."""
        if not self._head.done():
            if self.error is not None:
                self._head.set_exception(self.error)
                self._head.exception()  # the caller may have gone: then nobody asks for it
            elif self._format is not None:
                self._head.set_result(self._format)
        if self._more is not None and not self._more.done():
            self._more.set_result(None)
