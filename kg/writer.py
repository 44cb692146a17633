"""The writer as the server sees it: one process, one write at a time, killed when it outlasts its time."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.config import PREFIX, ROOT
from kg.errors import GraphError, OverloadedError, QueryCrashedError, QueryMemoryError, QueryTimeoutError, StoreError
from kg.snapshots import current_name
from kg.write_frames import LENGTH, error_in, job_out, pack, result_in
from kg.writes import WriteJob, WriteResult

PUBLISH = 60.0  # seconds over its time that a write gets once it has begun to put its snapshot in place
_START = 30.0  # seconds a writer may take to come up
_JOBS = 200  # after which the process is replaced, whatever it may have kept in memory
_WAITING = 32  # writes that may wait; one more is answered at once
_STDERR = 4_096  # bytes of a dead writer's last words


@dataclass(slots=True)
class Writer:
    """Writes to the store in `directory`.

    timeout: seconds for one write. waiting: seconds it may wait for others. memory: bytes of one write. keep: snapshots
    that stay. max_length: characters of an update. validate: whether jobs are going to ask for it.
    """

    directory: Path
    timeout: float = 60.0
    waiting: float = 30.0
    memory: int = 4_000_000_000
    keep: int = 2
    max_length: int | None = None
    validate: bool = True
    _process: asyncio.subprocess.Process | None = None
    _jobs: int = 0
    _queued: int = 0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _loop: asyncio.AbstractEventLoop | None = None

    async def write(self, job: WriteJob) -> WriteResult:
        """Does a write; returns when it is durable. Nothing was changed when this raises.

        Raises as `kg.writes.write`; OverloadedError when others take too long, QueryTimeoutError, QueryMemoryError,
        QueryCrashedError.
        """
        self._adopt_loop()
        if self._queued >= _WAITING:
            raise OverloadedError(f"{self._queued} writes are waiting; nothing was changed", retry_after=5)
        end = time.monotonic() + self.waiting
        self._queued += 1
        try:
            try:
                await asyncio.wait_for(self._turn.acquire(), self.waiting)
            except TimeoutError:
                raise OverloadedError("other writes took too long; nothing was changed", retry_after=5) from None
            try:
                return await self._write(job, max(end - time.monotonic(), 0.0))
            finally:
                self._turn.release()
        finally:
            self._queued -= 1

    async def close(self) -> None:
        """Ends the process; a write under way is ended with it."""
        await self._kill()

    async def _write(self, job: WriteJob, wait: float) -> WriteResult:
        process = await self._up()
        message, blobs = job_out(job)
        told = {"job": message, "directory": str(self.directory), "wait": wait, "keep": self.keep}
        try:
            return await self._converse(process, pack(told | {"max_length": self.max_length}, blobs), wait)
        except (GraphError, asyncio.CancelledError):
            raise
        finally:
            self._jobs += 1
            if self._jobs >= _JOBS or process.returncode is not None:
                await self._kill()

    async def _converse(self, process: asyncio.subprocess.Process, message: bytes, wait: float) -> WriteResult:
        announced: WriteResult | None = None
        end = time.monotonic() + wait + self.timeout
        finished = False
        try:
            sending = asyncio.ensure_future(_send(process, message))
            try:
                while True:
                    answer = await asyncio.wait_for(_receive(process), max(end - time.monotonic(), 0.01))
                    if answer["phase"] == "working":
                        end = time.monotonic() + self.timeout
                    elif answer["phase"] == "publishing":
                        announced = result_in(answer["result"])
                        end += PUBLISH
                    elif answer["phase"] == "done":
                        finished = True
                        return result_in(answer["result"])
                    elif answer["phase"] == "error":
                        error = error_in(answer)
                        finished = not isinstance(error, QueryMemoryError | QueryCrashedError)
                        raise error
            finally:
                sending.cancel()
        except TimeoutError:
            await self._kill()
            if self._is_current(announced):
                assert announced is not None
                return announced
            raise QueryTimeoutError(f"the write was given up after {self.timeout:g} s; nothing was changed") from None
        except EOFError:
            if self._is_current(announced):
                assert announced is not None
                return announced
            raise await self._death(process) from None
        finally:
            if not finished:
                await self._kill()

    def _is_current(self, announced: WriteResult | None) -> bool:
        """Whether a writer that gave no last word had put its snapshot in place."""
        if announced is None:
            return False
        with contextlib.suppress(StoreError):
            return current_name(self.directory) == announced.snapshot
        return False

    async def _up(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        self._process = process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.write_worker", str(self.memory), "on" if self.validate else "off"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if not name.startswith(PREFIX)},  # no token in it
        )
        self._jobs = 0
        try:
            await asyncio.wait_for(_receive(process), _START)
        except (EOFError, TimeoutError):
            fault = await self._death(process)
            raise StoreError(f"the writer did not come up: {fault}") from None
        return process

    async def _death(self, process: asyncio.subprocess.Process) -> GraphError:
        """What to tell of a writer that is gone, by the way it went."""
        await self._kill()
        assert process.stderr is not None
        words = (await process.stderr.read())[-_STDERR:].decode(errors="replace").strip()
        if "bad_alloc" in words or "memory allocation" in words or "MemoryError" in words:
            return QueryMemoryError("the write needs more memory than one write may have; nothing was changed")
        return QueryCrashedError(f"the writer ended (status {process.returncode}); nothing was changed. {words[-400:]}")

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()

    def _adopt_loop(self) -> None:
        """A process belongs to the event loop that started it; with another one all starts anew."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._process, self._turn, self._queued = loop, None, asyncio.Lock(), 0


async def _send(process: asyncio.subprocess.Process, message: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # its end is seen where its answer is awaited
        process.stdin.write(message)
        await process.stdin.drain()


async def _receive(process: asyncio.subprocess.Process) -> dict[str, Any]:
    """The next message. Raises EOFError when there is none."""
    assert process.stdout is not None
    try:
        (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        message: dict[str, Any] = json.loads(await process.stdout.readexactly(length))
    except (asyncio.IncompleteReadError, ConnectionResetError) as error:
        raise EOFError from error
    return message
