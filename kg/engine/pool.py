"""Which query runs in which worker process when.

A query starts in the quick lane. One that outlasts the quick budget moves to the slow lane with its process, which gets
a low priority; its place in the quick lane is free again. When the slow lane is full the process is parked (stopped
where it is, by SIGSTOP) until there is room. So a short query never waits behind a long one, and no work is done
twice. A query over its time is ended by killing its process; another process takes its place.

    waiting --> quick --> slow --> done
                  |         ^
                  +-> parked+

When none of the quick lane has begun or ended for a moment, they may all be long ones: then a few more may run in it.
The budget counts the processor a query was given: on a busy machine a short one may take long.

All of this runs on the event loop: no locks. A pool belongs to the loop it was started in.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque

from kg.engine.crew import Crew
from kg.engine.frames import pack_query
from kg.engine.jobs import UNREAD, Job, Lane, Waiter
from kg.engine.limits import Counts, Limits
from kg.engine.process import Source, Worker
from kg.engine.request import QueryRequest
from kg.errors import GraphError, OverloadedError, QueryCrashedError, QueryTimeoutError, StoreError

CROWDED = 4  # part of the quick budget that is left when queries wait
PATIENT = 4  # budgets that a query may stay which has hardly been given the processor
STUCK = 0.003  # seconds in which no query of the quick lane began or ended, after which one more may run in it
WORN = StoreError("its priority is low for good and its memory large")
STOPPING = OverloadedError("the server is stopping", retry_after=5)


class Pool:
    """The queries of one store. `switch` gives its workers another snapshot while queries run on."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.limits = limits
        self.counts = Counts()
        self._lanes: Counter[Lane] = Counter()
        self._crew = Crew(
            source,
            limits,
            self.counts,
            busy=lambda: self._lanes[Lane.QUICK],
            free=self._serve_queue,
            failed=self._tell_queue,
        )
        self._parked: deque[Job] = deque()
        self._queue: deque[Waiter] = deque()
        self._watch: asyncio.TimerHandle | None = None
        self._last = 0.0  # when a query of the quick lane last began or ended
        self._closed = False

    @property
    def load(self) -> dict[str, int]:
        """How many queries stand in each lane, and how many processes there are."""
        lanes = {lane.value: self._lanes[lane] for lane in Lane}
        return {"waiting": self._waiting, **lanes, "idle": len(self._crew.idle), "starting": len(self._crew.starting)}

    @property
    def workers(self) -> tuple[Worker, ...]:
        """All processes, whatever they do."""
        return tuple(self._crew.alive)

    @property
    def _waiting(self) -> int:
        return sum(not waiter.done for waiter in self._queue)

    async def start(self) -> None:
        """The first workers, ready. Raises StoreError when the store cannot be opened."""
        await self._crew.start()

    async def run(self, request: QueryRequest) -> Job:
        """Starts a query; its answer once the first bytes are there.

        Raises OverloadedError when too many wait, QueryTimeoutError, QueryMemoryError, QueryCrashedError, StoreError
        when no worker can be started, and what the query itself is refused for.
        """
        seconds = min(request.timeout or self.limits.timeout, self.limits.timeout)
        deadline = time.monotonic() + seconds
        try:
            return await self._started(Waiter(request, deadline))
        except QueryCrashedError:
            if time.monotonic() > deadline - seconds + self.limits.budget:
                raise
            return await self._started(Waiter(request, deadline))  # an idle worker had died and nobody knew yet

    async def _started(self, waiter: Waiter) -> Job:
        job = self._placed(waiter) if not self._waiting else None
        if job is None:
            job = await self._turn(waiter)
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
        await self._crew.switch(source)
        self._serve_queue()

    async def close(self) -> None:
        """Ends all workers; queries that run are cut off."""
        self._closed = True
        self._tell_queue(STOPPING)
        await self._crew.close(STOPPING)
        if self._watch is not None:
            self._watch.cancel()

    # --- a worker for a query

    def _placed(self, waiter: Waiter) -> Job | None:
        """The query at a worker, when there is one and the quick lane has room."""
        if self._closed:
            return None
        stuck = time.monotonic() - self._last >= STUCK
        room = self.limits.quick + (self.limits.extra if stuck else 0)
        if self._lanes[Lane.QUICK] >= room or (worker := self._crew.take()) is None:
            return None
        return self._begin(worker, waiter)

    async def _turn(self, waiter: Waiter) -> Job:
        """Waits for a worker; the query is there then."""
        if self._closed:
            raise STOPPING
        if self._crew.broken:
            raise self._crew.try_again()
        if self._waiting >= self.limits.waiting:
            raise OverloadedError(f"{self.limits.waiting} queries wait already; try later", retry_after=2)
        loop = asyncio.get_running_loop()
        taken: asyncio.Future[Job] = loop.create_future()
        waiter.job = taken
        seconds = max(waiter.deadline - time.monotonic(), 0.0)
        late = OverloadedError(f"no worker was free for {seconds:g} s; try later", retry_after=5)
        timer = loop.call_later(seconds, waiter.give_up, late)
        self._queue.append(waiter)
        self._crew.refill()
        self._look_again()
        try:
            return await taken
        except BaseException:  # it may have been given a worker in the same moment
            if taken.done() and not taken.cancelled() and taken.exception() is None:
                taken.result().close()
            raise
        finally:
            timer.cancel()

    def _serve_queue(self) -> None:
        while self._queue:
            if self._queue[0].done:
                self._queue.popleft()
            elif (job := self._placed(self._queue[0])) is not None:
                self._queue.popleft().take(job)
            else:
                self._look_again()
                return

    def _look_again(self) -> None:
        if self._watch is None and not self._closed:
            self._watch = asyncio.get_running_loop().call_later(STUCK, self._unstick)

    def _unstick(self) -> None:
        """Those that run may be long ones: then one more may run, see `_placed`."""
        self._watch = None
        self._serve_queue()
        self._crew.refill()

    def _begin(self, worker: Worker, waiter: Waiter) -> Job:
        job = Job(worker, waiter.deadline, self._finished)
        self._lanes[job.lane] += 1
        self._last = job.since = time.monotonic()
        job.cpu = worker.cpu()
        # while others wait, a long query has to show itself sooner
        job.budget = self.limits.budget / CROWDED if self._queue else self.limits.budget
        self._wait_for(job, job.budget)
        left = max(waiter.deadline - job.since, 0.0)
        limit = min(self.limits.max_result, waiter.request.max_result or self.limits.max_result)
        worker.ask(pack_query(waiter.request, seconds=left, max_result=limit), job)
        return job

    def _wait_for(self, job: Job, seconds: float) -> None:
        wait = max(min(seconds, job.deadline - time.monotonic()), 0.0)
        job.timer = asyncio.get_running_loop().call_later(wait, self._outlasted, job)

    # --- a query that takes long

    def _outlasted(self, job: Job) -> None:
        left = job.deadline - time.monotonic()
        if left <= 0:
            self._expire(job)
            return
        if job.abandoned:
            job.worker.kill(UNREAD)
            return
        missing = job.budget - (job.worker.cpu() - job.cpu)
        if missing > job.budget / 2 and time.monotonic() - job.since < PATIENT * job.budget:
            self._wait_for(job, missing)  # it is not long: the processor was busy with others
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
        self._crew.refill()
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

    # --- the end of a query

    def _finished(self, job: Job) -> None:
        """The answer is complete or the query has failed; its worker goes on, or is about to end."""
        if job.timer is not None:
            job.timer.cancel()
        self._lanes[job.lane] -= 1
        self.counts.outcomes[type(job.error).__name__ if job.error else "complete"] += 1
        if job.lane is Lane.QUICK:
            self._last = time.monotonic()
        if job.lane is Lane.SLOW:
            if not job.worker.doomed:
                job.worker.kill(WORN)
            self._unpark()

    def _tell_queue(self, error: GraphError) -> None:
        for waiter in self._queue:
            waiter.give_up(error)
