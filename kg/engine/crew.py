"""The worker processes of one pool: how many there are, which are free, and what takes the place of one that ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from kg.engine.limits import Counts, Limits
from kg.engine.nursery import Nursery
from kg.engine.process import Source, Worker
from kg.errors import GraphError, StoreError

TRIES = 3  # workers in a row that may fail to start before queries are told so
REPLACED = StoreError("another snapshot, or another worker, took its place")


class Crew:
    """Workers of `source`. It belongs to the event loop it was started in.

    busy: how many have a query of the quick lane. free: called when one may have become free. failed: called with the
    reason when none can be started.
    """

    def __init__(
        self,
        source: Source,
        limits: Limits,
        counts: Counts,
        *,
        busy: Callable[[], int],
        free: Callable[[], None],
        failed: Callable[[GraphError], None],
    ) -> None:
        self.source, self.counts = source, counts
        self.idle: list[Worker] = []
        self.starting: set[Worker] = set()
        self.alive: set[Worker] = set()
        self.fault: GraphError | None = None
        self._fresh: set[Worker] = set()  # of the snapshot that is about to take over
        self._limits, self._busy, self._free, self._failed = limits, busy, free, failed
        self._nursery: Nursery | None = None
        self._failures = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def broken(self) -> bool:
        """Whether workers fail to start, one after the other."""
        return self._failures >= TRIES

    async def start(self) -> None:
        """The first workers, ready. Raises StoreError when the store cannot be opened."""
        self.refill()
        while not self.idle and self.starting:
            await asyncio.wait([worker.up for worker in self.starting], return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(0)
        if not self.idle:
            raise self.fault or StoreError("no worker process could be started")

    def refill(self) -> None:
        """As many workers as the quick lane can use at once, and one more that takes the place of a killed one."""
        if self._closed or self.broken:
            return
        wanted = max(self._limits.quick - self._busy(), 0) + 1
        for _ in range(wanted - len(self.idle) - len(self.starting)):
            self.starting.add(self._spawn(self.source))

    def take(self) -> Worker | None:
        """A worker that waits for a query; None when there is none."""
        while self.idle:
            worker = self.idle.pop()
            if not worker.doomed:  # else its end is about to be told
                return worker
        return None

    def try_again(self) -> GraphError:
        """One more try to start a worker after too many failed; the error to tell until it has come up."""
        self._failures -= 1
        self.refill()
        return self.fault or StoreError("no worker process can be started")

    async def switch(self, source: Source) -> None:
        """From here on workers are of `source`; those that are busy go on with what they have.

        Raises StoreError when `source` cannot be opened; then all stays as it was.
        """
        fresh = [self._spawn(source) for _ in range(self._limits.quick + 1)]
        self._fresh.update(fresh)
        try:
            await asyncio.gather(*(worker.up for worker in fresh))
        except GraphError:
            for worker in fresh:
                worker.kill(REPLACED)
            raise
        finally:
            self._fresh.difference_update(fresh)
        old, self.idle = self.idle, fresh
        self.source, self._failures = source, 0
        for worker in (*old, *self.starting):
            worker.kill(REPLACED)

    async def close(self, reason: GraphError) -> None:
        """Ends all workers; their queries are told `reason`."""
        self._closed = True
        for worker in tuple(self.alive):
            worker.kill(reason)
        await asyncio.gather(*(worker.gone for worker in tuple(self.alive)))
        if self._nursery is not None:
            self._nursery.close()

    def changed(self, worker: Worker) -> None:
        """A worker has become ready or idle, or has ended."""
        if worker.doomed:
            self._ended(worker)
        elif worker in self._fresh:
            return  # `switch` waits for all of them
        elif worker.source is not self.source or len(self.idle) > self._limits.quick + self._limits.extra:
            worker.kill(REPLACED)
        else:
            if worker in self.starting:
                self.starting.discard(worker)
                self._failures, self.fault = 0, None
            self.idle.append(worker)
        self._free()

    def _ended(self, worker: Worker) -> None:
        self.alive.discard(worker)
        if worker in self.idle:
            self.idle.remove(worker)
        if worker in self.starting:
            self.starting.discard(worker)
            error = worker.up.exception()
            if isinstance(error, GraphError) and error is not REPLACED:
                self._failures, self.fault = self._failures + 1, error
                if self.broken:
                    self._failed(error)
        self.refill()

    def _spawn(self, source: Source) -> Worker:
        if self._nursery is None or not self._nursery.alive:
            self._nursery = Nursery()
        worker = Worker(self._nursery, source, self._limits.memory, self.changed)
        self.alive.add(worker)
        self.counts.started += 1
        task = asyncio.get_running_loop().create_task(worker.start())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return worker
