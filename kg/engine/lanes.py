"""Threads in which queries run, away from the event loop.

Own threads instead of `concurrent.futures`: those are joined when the interpreter ends, so that one runaway query
would keep a stopped server alive; and their stack cannot be set, while the engine's parser needs a deep one.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from kg.errors import OverloadedError, QueryTimeoutError

T = TypeVar("T")

STACK = 128 * 1024 * 1024  # bytes, reserved and not used until needed; see `guard.MAX_STEPS`
_stack_size = threading.Lock()  # threading.stack_size is one setting for the whole process


class Cancelled(Exception):
    """Raised inside a job whose caller no longer waits."""


@dataclass(slots=True)
class Token:
    """Tells a job that its caller no longer waits; a job looks at it as often as it can."""

    _event: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raises Cancelled when the caller has gone."""
        if self._event.is_set():
            raise Cancelled


@dataclass(slots=True)
class _Job(Generic[T]):
    function: Callable[[Token], T]
    future: Future[T] = field(default_factory=Future)
    token: Token = field(default_factory=Token)
    started: bool = False


class Lane:
    """A fixed number of threads and a bounded queue before them.

    name: for messages and thread names. workers: jobs at the same time. waiting: jobs that may wait.
    """

    def __init__(self, name: str, workers: int, waiting: int) -> None:
        if workers < 1:
            raise ValueError(f"lane {name}: {workers} workers; at least one is needed")
        self.name, self.workers, self.waiting = name, workers, waiting
        self._queue: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._unfinished = 0
        self._started = False

    @property
    def load(self) -> dict[str, int]:
        """How many jobs are running or waiting, and how many threads there are for them."""
        return {"jobs": self._unfinished, "workers": self.workers}

    async def run(self, function: Callable[[Token], T], seconds: float | None) -> T:
        """What `function` returns, run in a thread of this lane.

        seconds: for waiting and running together; None for no limit. A job that is over its time keeps its
        thread until it looks at its token: the caller gets the error at once all the same.
        Raises OverloadedError when no more jobs may wait or the job never got a thread, QueryTimeoutError when it ran
        out of time, and whatever `function` raises.
        """
        job = _Job(function)
        self._submit(job)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(job.future), seconds)
        except TimeoutError:
            if job.started:
                raise QueryTimeoutError(f"gave up after {seconds:g} s") from None
            raise OverloadedError(
                f"all {self.workers} workers of '{self.name}' were taken for {seconds:g} s", retry_after=5
            ) from None
        finally:
            job.token.cancel()

    def call(self, function: Callable[[Token], T]) -> T:
        """As `run`, for callers without an event loop; waits as long as it takes."""
        job = _Job(function)
        self._submit(job)
        return job.future.result()

    def close(self) -> None:
        """Ends the threads once they are idle. Never waits: they are daemons."""
        for _ in range(self.workers):
            self._queue.put(None)

    def _submit(self, job: _Job[T]) -> None:
        with self._lock:
            if self._unfinished >= self.workers + self.waiting:
                raise OverloadedError(f"{self._unfinished} jobs are running or waiting in '{self.name}'; try later")
            self._unfinished += 1
            if not self._started:
                self._start()
        self._queue.put(job)

    def _start(self) -> None:
        self._started = True
        with _stack_size:
            before = threading.stack_size(STACK)
            try:
                for number in range(self.workers):
                    threading.Thread(target=self._work, name=f"{self.name}-{number}", daemon=True).start()
            finally:
                threading.stack_size(before)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                self._do(job)
            finally:
                with self._lock:
                    self._unfinished -= 1

    @staticmethod
    def _do(job: _Job[Any]) -> None:
        if job.token.cancelled or not job.future.set_running_or_notify_cancel():
            return
        job.started = True
        try:
            outcome = job.function(job.token)
        except BaseException as error:  # noqa: BLE001 - it is not swallowed: the waiting caller gets it
            with contextlib.suppress(Exception):  # the caller may be gone, and its future cancelled
                job.future.set_exception(error)
        else:
            with contextlib.suppress(Exception):
                job.future.set_result(outcome)
