"""The process that workers are forked from, and the server's end of the line to it.

Starting Python and importing the engine costs some 100 ms; forking a process that has done both costs a few. The
nursery (`python -m kg.engine.nursery FD`) has one thread and no store open, so that a fork of it is safe. It is asked
to fork a worker or to say with what exit code one ended; until it is asked that, the number of an ended process is not
given to another, so a signal never meets a stranger.

When the server goes, the nursery reads the end of its socket and ends; its workers go with it (`die_with_parent`).
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import struct
import subprocess
import sys
from collections import deque
from dataclasses import dataclass

from kg.config import PREFIX, ROOT
from kg.errors import StoreError

_REPLY = struct.Struct("!i")  # a process number, or an exit code (negative: a signal)
_LONGEST = 65_536  # bytes of a request


class Nursery:
    """The server's end. Replies come in the order of the requests."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kg.engine.nursery", str(theirs.fileno())],
                cwd=ROOT,
                env={name: value for name, value in os.environ.items() if not name.startswith(PREFIX)},  # no tokens
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._line.setblocking(False)
        self._waiting: deque[asyncio.Future[int]] = deque()
        self.alive = True
        asyncio.get_running_loop().add_reader(self._line.fileno(), self._read)

    def fork(self, arguments: list[str], descriptors: list[int]) -> asyncio.Future[int]:
        """A new worker with `arguments`; its process number. descriptors: its channel and its standard error, which
        stay open here too. Raises StoreError when the nursery is gone."""
        return self._ask({"fork": arguments}, descriptors)

    def reap(self, pid: int) -> asyncio.Future[int]:
        """The exit code of a worker that has ended or is about to; its number is free afterwards."""
        return self._ask({"reap": pid}, [])

    def close(self) -> None:
        """Ends the nursery, and with it all workers that are left."""
        if not self.alive:
            return
        self.alive = False
        asyncio.get_running_loop().remove_reader(self._line.fileno())
        self._line.close()
        self._process.kill()
        self._process.wait()
        for future in self._waiting:
            if not future.done():
                future.set_exception(StoreError("the process that workers come from has ended"))
        self._waiting.clear()

    def _ask(self, request: dict[str, object], descriptors: list[int]) -> asyncio.Future[int]:
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        if not self.alive:
            raise StoreError("the process that workers come from has ended")
        try:
            socket.send_fds(self._line, [json.dumps(request).encode()], descriptors)
        except OSError as error:
            self.close()
            raise StoreError(f"no worker process can be started ({error})") from error
        self._waiting.append(future)
        return future

    def _read(self) -> None:
        try:
            reply = self._line.recv(_REPLY.size)
        except BlockingIOError:
            return
        except OSError:
            reply = b""
        if len(reply) != _REPLY.size:
            self.close()
            return
        future = self._waiting.popleft()
        if not future.done():
            future.set_result(_REPLY.unpack(reply)[0])


@dataclass(slots=True)
class Child:
    """A worker process as its owner knows it: its number comes a moment after it was asked for."""

    nursery: Nursery
    pid: int = 0
    _late: int = 0  # a signal that was sent before there was a number

    async def born(self, number: asyncio.Future[int]) -> None:
        """Waits for the number. Raises StoreError when there is no process."""
        self.pid = await number
        if self.pid < 0:
            raise StoreError(f"no worker process can be started ({os.strerror(-self.pid)})")
        if self._late:
            self.signal(self._late)

    def signal(self, number: int) -> None:
        """Sends a signal; nothing happens to a process that has ended."""
        if self.pid > 0:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                self.pid = 0  # the nursery went, and the process with it
        else:
            self._late = number

    async def ended(self) -> int:
        """The exit code of a process that is ending; -SIGKILL when nobody is left to ask."""
        self.signal(signal.SIGKILL)  # it may have closed its channel and hang on
        pid, self.pid = self.pid, 0
        try:
            return await self.nursery.reap(pid) if pid > 0 else -signal.SIGKILL
        except StoreError:
            return -signal.SIGKILL


def main(descriptor: int) -> None:
    """The nursery itself: answers until the other end is closed."""
    from kg.engine import sandbox, worker

    sandbox.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the server
    with socket.socket(fileno=descriptor) as line:
        while True:
            text, descriptors, _, _ = socket.recv_fds(line, _LONGEST, 2)
            if not text:
                return
            request = json.loads(text)
            if "fork" in request:
                reply = _fork(line, request["fork"], descriptors, worker.run)
            else:
                reply = os.waitstatus_to_exitcode(os.waitpid(request["reap"], 0)[1])
            line.send(_REPLY.pack(reply))


def _fork(line: socket.socket, arguments: list[str], descriptors: list[int], work: object) -> int:
    """The number of the new process, or a negative error number."""
    try:
        pid = os.fork()
    except OSError as error:
        pid = -(error.errno or 1)
    if pid == 0:
        _become(line, arguments, descriptors, work)
    for descriptor in descriptors:
        os.close(descriptor)
    return pid


def _become(line: socket.socket, arguments: list[str], descriptors: list[int], work: object) -> None:
    """The child: a worker from here on. Never returns."""
    code = 70
    try:
        line.close()
        channel, errors = descriptors
        os.dup2(errors, sys.stderr.fileno())
        os.close(errors)
        assert callable(work)
        work([str(channel), *arguments])
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(int(sys.argv[1]))
