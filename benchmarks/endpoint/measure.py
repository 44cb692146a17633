"""What is measured of each server. All take the servers in turn within one question, so that a machine that slows down
slows all of them."""

from __future__ import annotations

import contextlib
import json
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from httptools import HttpParserError

from benchmarks.endpoint.client import Connection, Load, load, request
from benchmarks.endpoint.data import Shape
from benchmarks.endpoint.processes import Server
from benchmarks.endpoint.questions import HEAVY, PREFIXES, QUESTIONS, ROWS_JSON, RUNAWAY, Draw, Question, light_mix

GIVE_UP = 20.0  # seconds for one answer; what takes longer is told as "over"
PATIENCE = 4.0  # seconds for all runs of one question at one server, once there are LEAST of them
LEAST, MOST = 3, 40


@dataclass(slots=True)
class Sample:
    """Runs of one question at one server. seconds, first: of each run. size: rows or bytes, of the first run.

    fault: why there is nothing, or why it stopped.
    """

    seconds: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    size: int = 0
    fault: str = ""

    @property
    def median(self) -> float | None:
        return statistics.median(self.seconds) if self.seconds else None

    @property
    def p95(self) -> float | None:
        return percentile(self.seconds, 0.95)

    @property
    def first_byte(self) -> float | None:
        return statistics.median(self.first) if self.first else None


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value below which `share` of them lies; None of none.

    >>> percentile([4, 1, 3, 2], 0.95)
    4
    """
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else None


def latency(
    servers: Sequence[Server], shape: Shape, questions: Sequence[Question] = QUESTIONS
) -> dict[str, dict[str, Sample]]:
    """By question and server. The same constants for all; one run before the counting starts.

    The servers take turns run by run: what else the machine does falls on all of them alike.
    """
    found: dict[str, dict[str, Sample]] = {}
    for question in questions:
        runs = [_Runs(server, question, shape) for server in servers]
        while waiting := [run for run in runs if not run.done]:
            for run in waiting:
                run.step()
        found[question.name] = {run.server.name: run.sample for run in runs}
    return found


class _Runs:
    """The runs of one question at one server, one at each `step`."""

    def __init__(self, server: Server, question: Question, shape: Shape) -> None:
        self.server, self.question, self.sample = server, question, Sample()
        self._draw, self._number, self._spent = Draw(shape), 0, 0.0
        # a cache is measured by what it has seen
        self._fixed = question.text(self._draw) if server.name.endswith("cached") else ""
        self._connection = Connection(server.url, GIVE_UP)

    @property
    def done(self) -> bool:
        counted = len(self.sample.seconds)
        return bool(self.sample.fault) or counted >= MOST or (counted >= LEAST and self._spent > PATIENCE)

    def step(self) -> None:
        text = self._fixed or self.question.text(self._draw)
        nonce = None if self._fixed else self._number
        message = request(self.server.url, text, self.question.accept, nonce=nonce)
        try:
            timing = self._connection.ask(message, keep=self._number == 0)
        except (OSError, HttpParserError) as error:
            self.sample.fault = f"over {GIVE_UP:g} s" if isinstance(error, TimeoutError) else type(error).__name__
            return
        self._spent += timing.seconds
        if timing.status != 200:
            self.sample.fault = f"status {timing.status}"
        elif self._number == 0:
            self.sample.size = _size(timing.body, self.question.accept)
        else:
            self.sample.seconds.append(timing.seconds)
            self.sample.first.append(timing.first)
        self._number += 1
        if self.done:
            self._connection.close()


def _size(body: bytes, accept: str) -> int:
    """Rows of a table, bytes of a graph."""
    if accept != ROWS_JSON:
        return len(body)
    with contextlib.suppress(ValueError, KeyError, TypeError):
        return len(json.loads(body)["results"]["bindings"])
    return -1


@dataclass(frozen=True, slots=True)
class Rate:
    """Light mix: whole answers a second (the median of the rounds), median and p95 of an answer, and failures.

    cpu: seconds of processor an answer cost the server, which hardly depends on what else the machine does.
    """

    rate: float
    median: float | None
    p95: float | None
    failed: int
    cpu: float


def throughput(
    servers: Sequence[Server], shape: Shape, *, connections: int = 16, seconds: float = 4.0, rounds: int = 3
) -> dict[str, Rate]:
    """The same light queries at every server, in turn; the median round counts.

    A server that is measured uncached gets each text once only; a cached one gets them again and again.
    """
    mix = light_mix(shape, 240)
    parts: dict[str, list[tuple[float, list[float], int]]] = {server.name: [] for server in servers}
    cost: dict[str, list[float]] = {server.name: [] for server in servers}
    for turn in range(rounds):
        for server in servers:
            messages = _messages(server, mix, turn)
            before = server.cpu()
            try:
                done = load(server.url, messages, connections=connections, seconds=seconds, most=len(messages))
            except OSError:  # it no longer listens
                done = Load(0, connections, seconds, [])
            parts[server.name].append((done.rate, done.latencies, done.failed))
            cost[server.name].append((server.cpu() - before) / max(done.answers, 1))
    found = {}
    for name, results in parts.items():
        latencies = [second for _, some, _ in results for second in some]
        rate = statistics.median(result[0] for result in results)
        middle = statistics.median(latencies) if latencies else None
        failed = sum(result[2] for result in results)
        found[name] = Rate(rate, middle, percentile(latencies, 0.95), failed, statistics.median(cost[name]))
    return found


def _messages(server: Server, mix: Sequence[tuple[str, str]], turn: int) -> list[bytes]:
    if server.name.endswith("cached"):
        return [request(server.url, text, accept) for text, accept in mix] * 400
    made = []
    for again in range(100):
        for number, (text, accept) in enumerate(mix):
            made.append(request(server.url, text, accept, nonce=(turn * 100 + again) * len(mix) + number))
    return made


def beside_heavy(servers: Sequence[Server], shape: Shape, *, seconds: float = 6.0) -> dict[str, Sample]:
    """A lookup, again and again, while three heavy queries run all the time. `size`: heavy queries that ended."""
    return {server.name: _beside(server, shape, seconds) for server in servers}


def _beside(server: Server, shape: Shape, seconds: float) -> Sample:
    stop, ended = threading.Event(), [0]

    def heavy(query: str, start: int) -> None:
        number = start
        while not stop.is_set():
            connection = Connection(server.url, GIVE_UP)
            with contextlib.suppress(OSError, HttpParserError):
                number += 1
                timing = connection.ask(request(server.url, PREFIXES + query, ROWS_JSON, nonce=number))
                ended[0] += timing.complete
                if not timing.complete:
                    stop.wait(0.05)
            connection.close()

    threads = [threading.Thread(target=heavy, args=(query, at * 10_000), daemon=True) for at, query in enumerate(HEAVY)]
    for thread in threads:
        thread.start()
    stop.wait(0.5)
    sample = _lookups(server, shape, seconds)
    stop.set()
    for thread in threads:
        thread.join(GIVE_UP + 1)
    sample.size = ended[0]
    return sample


def _lookups(server: Server, shape: Shape, seconds: float) -> Sample:
    draw, sample, lookup = Draw(shape, 23), Sample(), QUESTIONS[0]
    connection = Connection(server.url, GIVE_UP)
    end, number = time.perf_counter() + seconds, 0
    while time.perf_counter() < end and len(sample.seconds) < 2_000:
        number += 1
        try:
            timing = connection.ask(request(server.url, lookup.text(draw), ROWS_JSON, nonce=number))
        except (OSError, HttpParserError) as error:
            sample.fault = f"over {GIVE_UP:g} s" if isinstance(error, TimeoutError) else type(error).__name__
            break
        if timing.complete:
            sample.seconds.append(timing.seconds)
            sample.first.append(timing.first)
        else:
            sample.fault = f"status {timing.status}"
    connection.close()
    return sample


@dataclass(frozen=True, slots=True)
class Runaway:
    """How a query without end ends. told: seconds until the client knows; idle: until the processor is free again;
    None for not within GIVE_UP. answer: its status, and whether a client sees that it is no answer."""

    told: float | None
    idle: float | None
    answer: str


def runaway(server: Server) -> Runaway:
    """A product of three whole stores at a server whose deadline is short."""
    start, told, answer = time.perf_counter(), None, "none"
    connection = Connection(server.url, GIVE_UP)
    try:
        timing = connection.ask(request(server.url, RUNAWAY, ROWS_JSON), keep=True)
        told, answer = time.perf_counter() - start, str(timing.status)
        if timing.complete and _size(timing.body, ROWS_JSON) < 0:
            answer += ", then no JSON"
    except TimeoutError:
        pass
    except (OSError, HttpParserError):
        told, answer = time.perf_counter() - start, "broken off"
    connection.close()
    return Runaway(told, server.idle(start, GIVE_UP + 5), answer)
