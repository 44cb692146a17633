"""Worker processes: real ones, on a real snapshot."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.engine.jobs import ENOUGH, Job
from kg.engine.limits import Limits
from kg.engine.pool import Pool
from kg.engine.process import Source
from kg.engine.request import QueryRequest
from kg.errors import (
    FormatError,
    OverloadedError,
    QueryCrashedError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    ResultTooLargeError,
    StoreError,
)
from kg.snapshots import current_name, new_snapshot

BASE = "https://example.org/graaf"
JSON, XML, CSV, TSV = RESULT_FORMATS
LIGHT = "ASK { ?s ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LIMITS = Limits(quick=1, slow=1, parked=1, waiting=2, budget=0.05, timeout=120)


def source_of(directory: Path) -> Source:
    name = current_name(directory)
    return Source(directory / "snapshots" / name, BASE, name)


def make(directory: Path, number: int) -> Source:
    graph, predicate = NamedNode(f"{BASE}/graph/many"), NamedNode("http://example.org/p")
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(
            Quad(NamedNode(f"http://example.org/{n}"), predicate, Literal(str(n)), graph) for n in range(number)
        )
    return source_of(directory)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return make(tmp_path_factory.mktemp("pool"), 1_000)


def run(
    source: Source, work: Callable[[Pool], Coroutine[Any, Any, None]], limits: Limits = LIMITS, seconds: float = 120
) -> None:
    """`work` with a pool that is closed afterwards, whatever happens."""

    async def main() -> None:
        pool = Pool(source, limits)
        try:
            await asyncio.wait_for(work(pool), seconds)
        finally:
            await pool.close()
        assert pool.load["idle"] == pool.load["quick"] == pool.load["slow"] == pool.load["parked"] == 0

    asyncio.run(main())


async def body(pool: Pool, query: str, **given: Any) -> bytes:
    job = await pool.run(QueryRequest(query, CSV, GRAPH_FORMATS[2], **given))
    return b"".join([part async for part in job])


async def until(condition: Callable[[], bool]) -> None:
    """Waits for what other tasks bring about."""
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.005)


def start(pool: Pool, query: str, **given: Any) -> asyncio.Task[bytes]:
    return asyncio.ensure_future(body(pool, query, **given))


def test_answers_and_errors_come_from_the_worker_as_from_the_engine(source: Source) -> None:
    async def work(pool: Pool) -> None:
        assert (await body(pool, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == b"n\r\n1000\r\n"
        assert (await body(pool, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p '7', ?o }")).count(b"\n") == 1
        term = NamedNode("http://example.org/7")
        assert (await body(pool, "SELECT ?s ?o { ?s ?p ?o }", bindings={"s": term})).count(b"\n") == 2
        tagged = Literal("é", language="nl")
        assert "é" in (await body(pool, "SELECT ?t ?x { VALUES ?t { 'é'@nl 'e' } BIND(CONCAT(?t, '!') AS ?x) }", bindings={"t": tagged})).decode()
        with pytest.raises(QuerySyntaxError) as caught:
            await body(pool, "SELECT *\n{ ?s ?p }")
        assert caught.value.line == 2
        with pytest.raises(QueryRefusedError):
            await body(pool, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
        with pytest.raises(ResultTooLargeError):
            await body(pool, "SELECT * { ?s ?p ?o }", max_result=1_000)
        with pytest.raises(FormatError):
            await pool.run(QueryRequest(LIGHT, None, GRAPH_FORMATS[0]))
        assert pool.counts.started <= 4, "an error costs no process"

    run(source, work)


def test_a_dataset_is_what_the_request_says(source: Source) -> None:
    async def work(pool: Pool) -> None:
        graph = f"{BASE}/graph/many"
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert await body(pool, count, default_graphs=(graph,)) == b"n\r\n1000\r\n"
        assert await body(pool, count, named_graphs=(graph,)) == b"n\r\n0\r\n"

    run(source, work)


def test_a_long_query_leaves_the_quick_lane_to_others(source: Source) -> None:
    async def work(pool: Pool) -> None:
        slow = start(pool, RUNAWAY)
        await until(lambda: pool.load["slow"] == 1)
        for _ in range(20):
            assert await body(pool, LIGHT) == b"true"
        assert pool.load["slow"] == 1
        slow.cancel()
        await until(lambda: pool.load["slow"] == 0)

    run(source, work)


def test_a_light_query_need_not_wait_until_those_before_it_have_shown_themselves_long(source: Source) -> None:
    async def work(pool: Pool) -> None:
        await pool.start()
        slow = start(pool, RUNAWAY)
        await until(lambda: pool.load["quick"] == 1)
        for _ in range(3):
            assert await body(pool, LIGHT) == b"true"
        assert pool.counts.moved == 0, "the runaway still has its time in the quick lane"
        slow.cancel()

    run(source, work, replace(LIMITS, extra=1, budget=60))


def test_a_query_that_was_not_given_the_processor_is_not_long(source: Source) -> None:
    async def work(pool: Pool) -> None:
        await pool.start()
        await until(lambda: pool.load["idle"] == 2)
        for worker in pool.workers:
            worker.park()
        task = start(pool, LIGHT)
        await asyncio.sleep(2.5 * budget)  # the time of the wall, which a busy machine takes from it
        for worker in pool.workers:
            worker.unpark()
        assert await task == b"true"
        assert pool.counts.moved == 0
        slow = start(pool, RUNAWAY)
        await until(lambda: pool.load["slow"] == 1)
        slow.cancel()

    budget = 0.4
    run(source, work, replace(LIMITS, budget=budget))


def test_with_the_slow_lane_full_the_next_is_parked_and_the_one_after_refused(source: Source) -> None:
    async def work(pool: Pool) -> None:
        first = start(pool, RUNAWAY)
        await until(lambda: pool.load["slow"] == 1)
        second = start(pool, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?b ?f }")  # a million: longer than the budget
        await until(lambda: pool.load["parked"] == 1)
        with pytest.raises(OverloadedError) as refused:
            await body(pool, RUNAWAY)
        assert refused.value.retry_after > 0
        assert await body(pool, LIGHT) == b"true"
        first.cancel()
        assert await second == b"n\r\n1000000\r\n", "it goes on where it was stopped"

    run(source, work)


def test_a_query_over_its_time_is_ended(source: Source) -> None:
    async def work(pool: Pool) -> None:
        await pool.start()
        for query in (RUNAWAY, ENDLESS):
            await until(lambda: pool.load["idle"] > 0)
            with pytest.raises(QueryTimeoutError):
                await body(pool, query, timeout=0.5)
        assert pool.counts.killed["timeout"] == 2
        assert await body(pool, LIGHT) == b"true"

    run(source, work)


def test_more_than_may_wait_are_refused_at_once(source: Source) -> None:
    async def work(pool: Pool) -> None:
        tasks = [start(pool, LIGHT) for _ in range(10)]
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert done.count(b"true") >= 2
        assert all(answer == b"true" or isinstance(answer, OverloadedError) for answer in done)
        assert any(isinstance(answer, OverloadedError) for answer in done)
        assert pool.load["waiting"] == pool.load["quick"] == 0

    run(source, work)


def test_callers_that_go_away_while_they_wait_leave_nothing_behind(source: Source) -> None:
    async def work(pool: Pool) -> None:
        await pool.start()
        for _ in range(30):
            tasks = [start(pool, LIGHT) for _ in range(3)]
            await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        await until(lambda: pool.load["quick"] == 0 and pool.load["waiting"] == 0)
        assert await body(pool, LIGHT) == b"true"

    run(source, work)


def test_a_reader_that_stops_holds_the_worker_not_the_memory(source: Source) -> None:
    async def work(pool: Pool) -> None:
        job = await pool.run(QueryRequest(ENDLESS, CSV))
        await until(lambda: job.sent > ENOUGH)
        await asyncio.sleep(0.3)
        assert job.sent < 2 * ENOUGH
        assert pool.load["slow"] == 1
        job.close()
        await until(lambda: pool.load["slow"] == 0)

    run(source, work)


def test_an_answer_that_fails_on_the_way_raises_after_its_first_parts(source: Source) -> None:
    async def work(pool: Pool) -> None:
        job = await pool.run(QueryRequest(ENDLESS, CSV, max_result=3_000_000))
        sizes: list[int] = []

        async def read() -> None:
            async for part in job:
                sizes.append(len(part))

        with pytest.raises(ResultTooLargeError):
            await read()
        assert 0 < sum(sizes) <= 3_000_000

    run(source, work)


def test_a_worker_that_is_killed_is_told_of_and_replaced(source: Source) -> None:
    async def work(pool: Pool) -> None:
        task = start(pool, RUNAWAY)
        await until(lambda: pool.load["slow"] == 1)
        for worker in pool.workers:
            if worker.pid > 0:  # else it is not there yet
                os.kill(worker.pid, signal.SIGKILL)
        with pytest.raises(QueryCrashedError):
            await task
        await until(lambda: pool.load["idle"] > 0)
        assert await body(pool, LIGHT) == b"true"

    run(source, work)


def test_another_snapshot_takes_over_while_a_query_runs(tmp_path: Path, source: Source) -> None:
    other = make(tmp_path / "other", 3)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    async def work(pool: Pool) -> None:
        job: Job = await pool.run(QueryRequest("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 50000", CSV))
        await pool.switch(other)
        assert await body(pool, count) == b"n\r\n3\r\n"
        rows = b"".join([part async for part in job]).count(b"\r\n") - 1
        assert rows == 50_000, "the old snapshot has a million, the new one 9"
        with pytest.raises(StoreError):
            await pool.switch(replace(other, folder=tmp_path / "nowhere"))
        assert await body(pool, count) == b"n\r\n3\r\n", "what cannot be opened changes nothing"

    run(source, work)


def test_a_store_that_cannot_be_opened_is_an_error_not_a_wait(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(StoreError):
            await pool.start()
        for _ in range(2):
            with pytest.raises(StoreError):
                await body(pool, LIGHT)
        assert pool.counts.started < 20, "it does not go on starting processes"

    run(Source(tmp_path / "nowhere", BASE, "x"), work)


def test_a_closed_pool_tells_those_that_wait(source: Source) -> None:
    async def main() -> None:
        pool = Pool(source, LIMITS)
        tasks = [start(pool, RUNAWAY), start(pool, LIGHT), start(pool, LIGHT)]
        await until(lambda: pool.load["slow"] + pool.load["quick"] > 0)
        await pool.close()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(done[0], OverloadedError)
        assert all(answer == b"true" or isinstance(answer, OverloadedError) for answer in done[1:])

    asyncio.run(asyncio.wait_for(main(), 60))
