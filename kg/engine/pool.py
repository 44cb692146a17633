"""Worker processes, and which query runs in which of them when.

A query starts in the quick lane. One that outlasts the quick budget moves to the slow lane with its process, which gets
a low priority; its place in the quick lane is free again. When the slow lane is full the process is parked (stopped
where it is, by SIGSTOP) until there is room. So a short query never waits behind a long one, and no work is done
twice. A query over its time is ended by killing its process; another process takes its place.

    waiting --> quick --> slow --> done
                  |         ^
                  +-> parked+

All of this runs on the event loop: no locks. A pool belongs to the loop it was started in.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque

from kg.engine.frames import pack_query
from kg.engine.jobs import UNREAD, Job, Lane
from kg.engine.limits import Counts, Limits
from kg.engine.nursery import Nursery
from kg.engine.process import Source, Worker
from kg.engine.request import QueryRequest
from kg.errors import GraphError, OverloadedError, QueryCrashedError, QueryTimeoutError, StoreError

TRIES = 3  # workers in a row that may fail to start before queries are told so
CROWDED = 4  # part of the quick budget that is left when queries wait
REPLACED = StoreError("another snapshot, or another worker, took its place")
WORN = StoreError("its priority is low for good and its memory large")
STOPPING = OverloadedError("the server is stopping", retry_after=5)


class Pool:
    """The workers of one store. `switch` gives them another snapshot while queries run on."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source, self.limits = source, limits
        self.counts = Counts()
        self._idle: list[Worker] = []
        self._starting: set[Worker] = set()
        self._fresh: set[Worker] = set()  # of the snapshot that is about to take over
        self._alive: set[Worker] = set()
        self._lanes: Counter[Lane] = Counter()
        self._parked: deque[Job] = deque()
        self._queue: deque[asyncio.Future[Worker]] = deque()
        self._nursery: Nursery | None = None
        self._failures = 0
        self._fault: GraphError | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def load(self) -> dict[str, int]:
        """How many queries stand in each lane, and how many processes there are."""
        lanes = {lane.value: self._lanes[lane] for lane in Lane}
        return {"waiting": self._waiting, **lanes, "idle": len(self._idle), "starting": len(self._starting)}

    @property
    def _waiting(self) -> int:
        return sum(not waiter.done() for waiter in self._queue)

    async def start(self) -> None:
        """The first workers, ready. Raises StoreError when the store cannot be opened."""
        self._refill()
        while not self._idle and self._starting:
            await asyncio.wait([worker.up for worker in self._starting], return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(0)
        if not self._idle:
            raise self._fault or StoreError("no worker process could be started")

    async def run(self, request: QueryRequest) -> Job:
        """Starts a query; its answer once the first bytes are there.

        Raises OverloadedError when too many wait, QueryTimeoutError, QueryMemoryError, QueryCrashedError, StoreError
        when no worker can be started, and what the query itself is refused for.
        """
        seconds = min(request.timeout or self.limits.timeout, self.limits.timeout)
        deadline = time.monotonic() + seconds
        try:
            return await self._started(request, deadline)
        except QueryCrashedError:
            if time.monotonic() > deadline - seconds + self.limits.budget:
                raise
            return await self._started(request, deadline)  # an idle worker had died and nobody knew yet

    async def _started(self, request: QueryRequest, deadline: float) -> Job:
        worker = await self._take(max(deadline - time.monotonic(), 0.0))
        job = self._begin(worker, request, deadline)
        try:
            await job.started()
        except BaseException:  # the caller has gone, or the query failed: nobody will read
            job.close()
            raise
        return job

    async def switch(self, source: Source) -> None:
        """From here on queries run on `source`; those that run go on with what they have.

        Raises StoreError when `source` cannot be opened; then all stays as it was.
        """
        fresh = [self._spawn(source) for _ in range(self.limits.quick + 1)]
        self._fresh.update(fresh)
        try:
            await asyncio.gather(*(worker.up for worker in fresh))
        except GraphError:
            for worker in fresh:
                worker.kill(REPLACED)
            raise
        finally:
            self._fresh.difference_update(fresh)
        old, self._idle = self._idle, fresh
        self.source, self._failures = source, 0
        for worker in (*old, *self._starting):
            worker.kill(REPLACED)
        self._serve_queue()

    async def close(self) -> None:
        """Ends all workers; queries that run are cut off."""
        self._closed = True
        for waiter in self._queue:
            if not waiter.done():
                waiter.set_exception(STOPPING)
        for worker in tuple(self._alive):
            worker.kill(STOPPING)
        await asyncio.gather(*(worker.gone for worker in tuple(self._alive)))
        if self._nursery is not None:
            self._nursery.close()

    # --- a worker for a query

    async def _take(self, seconds: float) -> Worker:
        """A worker, and a place in the quick lane."""
        if not self._waiting and (worker := self._free()) is not None:
            return worker
        if self._closed:
            raise STOPPING
        if self._failures >= TRIES:
            self._failures -= 1  # one more try for each that asks
            self._refill()
            raise self._fault or StoreError("no worker process can be started")
        if self._waiting >= self.limits.waiting:
            raise OverloadedError(f"{self.limits.waiting} queries wait already; try later", retry_after=2)
        waiter: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._queue.append(waiter)
        self._refill()
        try:
            async with asyncio.timeout(seconds):
                return await waiter
        except BaseException as error:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self._give_back(waiter.result())
            if isinstance(error, TimeoutError):
                raise OverloadedError(f"no worker was free for {seconds:g} s; try later", retry_after=5) from None
            raise

    def _free(self) -> Worker | None:
        """An idle worker and a place for it, when the quick lane has room."""
        if self._lanes[Lane.QUICK] >= self.limits.quick or not self._idle:
            return None
        self._lanes[Lane.QUICK] += 1
        return self._idle.pop()

    def _give_back(self, worker: Worker) -> None:
        self._lanes[Lane.QUICK] -= 1
        if not worker.doomed:
            self._idle.append(worker)
        self._serve_queue()

    def _serve_queue(self) -> None:
        while self._queue:
            if self._queue[0].done():
                self._queue.popleft()
            elif (worker := self._free()) is not None:
                self._queue.popleft().set_result(worker)
            else:
                return

    def _begin(self, worker: Worker, request: QueryRequest, deadline: float) -> Job:
        loop = asyncio.get_running_loop()
        job = Job(worker, loop, self._finished)
        left = max(deadline - time.monotonic(), 0.0)
        if worker.doomed:  # it ended between being handed over and now
            job.fail(QueryCrashedError("a worker process ended before it got the query; ask again"))
            return job
        limit = min(self.limits.max_result, request.max_result or self.limits.max_result)
        worker.ask(pack_query(request, seconds=left, max_result=limit), job)
        # while others wait, a long query has to show itself sooner
        budget = self.limits.budget / CROWDED if self._queue else self.limits.budget
        job.timer = loop.call_later(min(budget, left), self._outlasted, job, deadline)
        return job

    # --- a query that takes long

    def _outlasted(self, job: Job, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            self._expire(job)
            return
        if job.abandoned:
            job.worker.kill(UNREAD)
            return
        job.timer = asyncio.get_running_loop().call_later(left, self._expire, job)
        self.counts.moved += 1
        if self._lanes[Lane.SLOW] < self.limits.slow:
            self._move(job, Lane.SLOW)
            job.worker.lower()
        elif self._lanes[Lane.PARKED] < self.limits.parked:
            self._move(job, Lane.PARKED)
            self.counts.parked += 1
            job.worker.park()
            self._parked.append(job)
        else:
            full = f"{self.limits.slow} long queries run and {self.limits.parked} wait already; try later"
            self._kill(job, OverloadedError(full, retry_after=10), "no room")
        self._refill()
        self._serve_queue()

    def _expire(self, job: Job) -> None:
        how_far = f"after {job.sent} bytes of the answer" if job.sent else "before the first row"
        waited = " (it waited for its turn: other long queries ran)" if job.lane is Lane.PARKED else ""
        message = f"the time for a query is over; it was ended {how_far}{waited}. Ask for less, or count first"
        self._kill(job, QueryTimeoutError(message), "timeout")

    def _kill(self, job: Job, reason: GraphError, why: str) -> None:
        self.counts.killed[why] += 1
        job.worker.kill(reason)

    def _move(self, job: Job, lane: Lane) -> None:
        self._lanes[job.lane] -= 1
        self._lanes[lane] += 1
        job.lane = lane

    def _unpark(self) -> None:
        while self._parked and self._lanes[Lane.SLOW] < self.limits.slow:
            job = self._parked.popleft()
            if job.done:
                continue
            self._move(job, Lane.SLOW)
            job.worker.lower()
            job.worker.unpark()

    # --- workers that come and go

    def _finished(self, job: Job) -> None:
        """The answer is complete or the query has failed; its worker is idle or about to end."""
        if job.timer is not None:
            job.timer.cancel()
        self._lanes[job.lane] -= 1
        self.counts.outcomes[type(job.error).__name__ if job.error else "complete"] += 1
        if job.lane is Lane.SLOW:
            if not job.worker.doomed:
                job.worker.kill(WORN)
            self._unpark()

    def _changed(self, worker: Worker) -> None:
        """A worker has become ready or idle, or has ended."""
        if worker.doomed:
            self._ended(worker)
        elif worker in self._fresh:
            return  # `switch` waits for all of them
        elif worker.source is not self.source or len(self._idle) > self.limits.quick:
            worker.kill(REPLACED)
        else:
            if worker in self._starting:
                self._starting.discard(worker)
                self._failures, self._fault = 0, None
            self._idle.append(worker)
        self._serve_queue()

    def _ended(self, worker: Worker) -> None:
        self._alive.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if worker in self._starting:
            self._starting.discard(worker)
            error = worker.up.exception()
            if isinstance(error, GraphError) and error is not REPLACED:
                self._failures, self._fault = self._failures + 1, error
                if self._failures >= TRIES:
                    self._tell_queue(error)
        self._refill()

    def _tell_queue(self, error: GraphError) -> None:
        for waiter in self._queue:
            if not waiter.done():
                waiter.set_exception(error)

    def _refill(self) -> None:
        """As many workers as the quick lane can use at once, and one more that takes the place of a killed one."""
        if self._closed or self._failures >= TRIES:
            return
        wanted = self.limits.quick + 1 - self._lanes[Lane.QUICK]
        for _ in range(wanted - len(self._idle) - len(self._starting)):
            self._starting.add(self._spawn(self.source))

    def _spawn(self, source: Source) -> Worker:
        if self._nursery is None or not self._nursery.alive:
            self._nursery = Nursery()
        worker = Worker(self._nursery, source, self.limits.memory, self._changed)
        self._alive.add(worker)
        self.counts.started += 1
        task = asyncio.get_running_loop().create_task(worker.start())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return worker
