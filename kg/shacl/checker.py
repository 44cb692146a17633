"""Validation under limits as the server sees it: questions wait their turn, workers answer, a stopped one says so."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass, field, replace

from kg.config import PREFIX, ROOT
from kg.errors import OverloadedError, QueryCrashedError, QueryTimeoutError, StoreError
from kg.shacl.job import Answer, Question, question_out
from kg.write_frames import LENGTH, error_in, pack

_START = 30.0  # seconds a worker may take to come up
_GRACE = 3.0  # seconds over its time after which a worker that did not end its child is ended itself
_LARGEST = 2**31  # bytes of an answer; a worker has less memory than that


@dataclass(slots=True)
class Checker:
    """The workers of one application. They start with the first question, and belong to the event loop it came from.

    workers: questions at the same time. waiting: that may wait. timeout: seconds for a question, waiting included.
    memory: bytes of one answer's work.
    """

    workers: int = 2
    waiting: int = 16
    timeout: float = 60.0
    memory: int = 2_000_000_000
    _idle: list[Process] = field(default_factory=list)
    _busy: set[Process] = field(default_factory=set)
    _queued: int = 0
    _turn: asyncio.Semaphore | None = None
    _loop: asyncio.AbstractEventLoop | None = None

    async def ask(self, question: Question) -> Answer:
        """The answer of a worker; cancelled, the work is ended.

        Raises as `kg.shacl.job.answer`; OverloadedError when too many wait, QueryTimeoutError, QueryMemoryError,
        QueryCrashedError, StoreError when no worker comes up.
        """
        turn = self._of_this_loop()
        if self._queued >= self.workers + self.waiting:
            raise OverloadedError(f"{self._queued} validations run or wait already; try later", retry_after=5)
        deadline = time.monotonic() + self.timeout
        self._queued += 1
        try:
            try:
                async with asyncio.timeout(self.timeout):
                    await turn.acquire()
            except TimeoutError:
                raise OverloadedError("other validations took too long; try later", retry_after=10) from None
            try:
                left = max(deadline - time.monotonic(), 0.1)
                return await self._ask(replace(question, seconds=min(question.seconds, left)))
            finally:
                turn.release()
        finally:
            self._queued -= 1

    async def close(self) -> None:
        """Ends the workers; questions under way are cut off."""
        for process in (*self._idle, *self._busy):
            await _end(process)
        self._idle.clear()

    async def _ask(self, question: Question) -> Answer:
        process = self._idle.pop() if self._idle else await self._started()
        self._busy.add(process)
        well = False
        try:
            async with asyncio.timeout(question.seconds + _GRACE):
                message, blobs = question_out(question)
                sending = asyncio.ensure_future(_send(process, pack(message, blobs)))
                try:
                    told, body = await _receive(process)
                finally:
                    sending.cancel()
            well = True
        except TimeoutError:
            raise QueryTimeoutError("the validation was stopped: its time was over") from None
        except (EOFError, ValueError) as error:
            raise QueryCrashedError(f"a process that validates ended (status {process.returncode})") from error
        finally:
            self._busy.discard(process)
            if well:
                self._idle.append(process)
            else:
                await asyncio.shield(_end(process))
        if told["phase"] == "error":
            raise error_in(told)
        return Answer(bool(told["conforms"]), bool(told["accepted"]), body)

    async def _started(self) -> Process:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.shacl.worker", str(self.memory)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith(PREFIX)},  # no token in it
        )
        try:
            async with asyncio.timeout(_START):
                await _receive(process)
        except BaseException as error:  # whatever ends it, the process must not stay behind
            await asyncio.shield(_end(process))
            if isinstance(error, EOFError | TimeoutError):
                raise StoreError("a process that validates did not come up") from error
            raise
        return process

    def _of_this_loop(self) -> asyncio.Semaphore:
        """Processes belong to the event loop that started them; with another one all starts anew."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop or self._turn is None:
            for process in (*self._idle, *self._busy):
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
            self._loop, self._turn, self._queued = loop, asyncio.Semaphore(self.workers), 0
            self._idle, self._busy = [], set()
        return self._turn


async def _end(process: Process) -> None:
    """Ends a worker: by SIGTERM, so that it takes its folder away, and where that does not help by SIGKILL."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            async with asyncio.timeout(1.0):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


async def _send(process: Process, message: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # its end is seen where its answer is awaited
        process.stdin.write(message)
        await process.stdin.drain()


async def _receive(process: Process) -> tuple[dict[str, object], bytes]:
    """The next message and its body. Raises EOFError when there is none, ValueError for what is none."""
    assert process.stdout is not None
    try:
        (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        message = json.loads(await process.stdout.readexactly(length))
        sizes = message.pop("blobs", [])
        if sum(sizes) > _LARGEST:
            raise ValueError(f"an answer of {sum(sizes)} bytes")
        return message, b"".join([await process.stdout.readexactly(size) for size in sizes])
    except (asyncio.IncompleteReadError, ConnectionResetError) as error:
        raise EOFError from error
