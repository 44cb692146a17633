"""Threads beside the event loop: bounded, given up in time, never in the way of a stop."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest

from kg.config import ROOT
from kg.engine.lanes import Cancelled, Lane, Token
from kg.errors import OverloadedError, QueryTimeoutError


def end_if_told(token: Token, told: threading.Event) -> None:
    """What a job does that looks at its token: `told` says that it was cancelled."""
    try:
        token.check()
    except Cancelled:
        told.set()
        raise


def test_results_and_errors_come_back() -> None:
    lane = Lane("test", 2, 2)

    def fail(_: Token) -> None:
        raise KeyError("x")

    assert asyncio.run(lane.run(lambda _: 42, 5)) == 42
    assert lane.call(lambda _: "now") == "now"
    with pytest.raises(KeyError):
        asyncio.run(lane.run(fail, 5))
    assert lane.load["jobs"] == 0


def test_a_job_over_its_time_is_given_up_and_told() -> None:
    lane = Lane("test", 1, 1)
    given_up, told = threading.Event(), threading.Event()

    def work(token: Token) -> None:
        given_up.wait(10)
        end_if_told(token, told)

    with pytest.raises(QueryTimeoutError, match=r"0\.05 s"):
        asyncio.run(lane.run(work, 0.05))
    given_up.set()
    assert told.wait(5)
    assert asyncio.run(lane.run(lambda _: "free again", 5)) == "free again"


def test_a_job_that_never_got_a_thread_was_not_slow_itself() -> None:
    lane = Lane("test", 1, 5)
    release = threading.Event()

    async def both() -> None:
        first = asyncio.create_task(lane.run(lambda _: release.wait(10), 10))
        await asyncio.sleep(0)
        ran: list[int] = []
        with pytest.raises(OverloadedError, match="taken"):
            await lane.run(lambda _: ran.append(1), 0.05)
        release.set()
        await first
        assert await lane.run(lambda _: "next", 5) == "next"
        assert not ran, "a job nobody waits for must not run"

    asyncio.run(both())


def test_a_full_lane_refuses_at_once() -> None:
    lane = Lane("test", 1, 1)
    release = threading.Event()

    async def fill() -> None:
        waiting = [asyncio.create_task(lane.run(lambda _: release.wait(10), 10)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(OverloadedError) as refused:
            await lane.run(lambda _: None, 10)
        assert refused.value.retry_after >= 1
        release.set()
        await asyncio.gather(*waiting)

    asyncio.run(fill())


def test_a_caller_who_goes_cancels_the_job() -> None:
    lane = Lane("test", 1, 1)
    started, gone, told = threading.Event(), threading.Event(), threading.Event()

    def work(token: Token) -> None:
        started.set()
        gone.wait(10)
        end_if_told(token, told)

    async def leave() -> None:
        task = asyncio.create_task(lane.run(work, 10))
        await asyncio.to_thread(started.wait, 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        gone.set()

    asyncio.run(leave())
    assert told.wait(5)


def test_a_lane_needs_a_worker() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Lane("test", 0, 1)


def test_the_stack_of_other_threads_stays_as_it_was() -> None:
    before = threading.stack_size()
    Lane("test", 1, 1).call(lambda _: None)
    assert threading.stack_size() == before


def test_a_job_that_never_ends_does_not_keep_the_process() -> None:
    """Threads of concurrent.futures are waited for at the end: a runaway query kept a stopped server alive."""
    code = (
        "import asyncio, time\nfrom kg.engine.lanes import Lane\nfrom kg.errors import QueryTimeoutError\n"
        "lane = Lane('x', 1, 1)\n"
        "try: asyncio.run(lane.run(lambda _: time.sleep(600), 0.05))\n"
        "except QueryTimeoutError: print('given up')\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "given up\n"
