"""Questions about networks, away from the server: in a process of their own, which can be killed.

What counts and measures holds the interpreter for as long as it takes, so it has no place in the server's own process.
`Networks.run` hands a function, by name, to a process that has the snapshot open and keeps what it made of it
(`kg.network.worker`). It answers with a head and a body, which nothing unpickles. A store in memory cannot be opened by
another process: its questions run in the thread they are asked in.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from kg import errors
from kg.config import PREFIX, ROOT
from kg.network.budget import Budget
from kg.network.index import NetworkIndex
from kg.store import GraphStore

HEADER = struct.Struct("!IQ")  # bytes of the head, bytes of the body
LARGEST_HEAD = 1_000_000
MARGIN = 1.0  # seconds a process gets beyond the budget of its question
AT_ONCE, WAITING = 2, 32  # questions in the process; that may wait
Arguments = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """head: what the server needs to know of the answer. body: what it sends on."""

    head: dict[str, Any]
    body: bytes


class Question(Protocol):
    """What is run by name: with the index, the arguments (plain JSON), and what ends it."""

    def __call__(self, index: NetworkIndex, arguments: Arguments, budget: Budget) -> Reply: ...


def question(name: str) -> Question:
    """The function of a name such as "package.module:function"."""
    module, _, function = name.partition(":")
    return cast(Question, getattr(importlib.import_module(module), function))


class Networks:
    """The networks of one snapshot. memory: bytes its process may use.

    The process is started at the first question, and ends when this object is closed or forgotten.
    """

    def __init__(self, store: GraphStore, memory: int) -> None:
        self._store, self._memory = store, memory
        self._index: NetworkIndex | None = None
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._running = 0

    @property
    def outside(self) -> bool:
        """Whether questions run in a process of their own."""
        return self._store.folder is not None

    def here(self, name: str, arguments: Arguments, check: Callable[[], None]) -> Reply:
        """Runs a question in this thread, one at a time. check: raises when nobody waits."""
        with self._lock:
            if self._index is None:
                self._index = NetworkIndex(self._store)
            return question(name)(self._index, arguments, budget_of(arguments, gone=check, alive=check))

    async def run(self, name: str, arguments: Arguments, *, heavy: bool, seconds: float) -> Reply:
        """Runs a question in the process. heavy: in a copy of it, so that light ones need not wait. seconds: in all.

        Raises QueryTimeoutError, OverloadedError, what the question raises, QueryCrashedError when the process ended.
        """
        if self._running >= AT_ONCE + WAITING:
            raise errors.OverloadedError(f"{self._running} questions about networks are running or waiting; try later")
        self._running += 1
        try:
            return await asyncio.wait_for(self._ask(name, arguments, heavy), seconds)
        except TimeoutError:
            raise errors.QueryTimeoutError(f"gave up after {seconds:g} s") from None
        finally:
            self._running -= 1

    def close(self) -> None:
        """Ends the process."""
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    async def _ask(self, name: str, arguments: Arguments, heavy: bool) -> Reply:
        ours, theirs = socket.socketpair()
        with theirs:
            self._send(b"h" if heavy else b"l", theirs)
        ours.setblocking(False)
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        try:
            asked = json.dumps({"question": name, "arguments": arguments}).encode()
            writer.write(struct.pack("!I", len(asked)) + asked)
            size, length = HEADER.unpack(await reader.readexactly(HEADER.size))
            head = json.loads(await reader.readexactly(min(size, LARGEST_HEAD)))
            if "error" in head:
                raise raised(head["error"])
            return Reply(head, await reader.readexactly(length))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise errors.QueryCrashedError(
                "the process that counts networks ended before it answered: it may have met its limit of memory. "
                "Ask for less"
            ) from error
        finally:
            writer.transport.abort()  # whoever still works on it is told

    def _send(self, kind: bytes, channel: socket.socket) -> None:
        for attempt in (1, 2):
            line = self._started()
            try:
                socket.send_fds(line, [kind], [channel.fileno()])
            except BlockingIOError:
                raise errors.OverloadedError("too many questions about networks are waiting; try later") from None
            except OSError:
                self.close()  # it has ended: once more, with another
                if attempt == 2:
                    raise errors.QueryCrashedError("no process can be started to count networks") from None
            else:
                return

    def _started(self) -> socket.socket:
        if self._line is None or self._process is None or self._process.poll() is not None:
            self.close()
            self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self._line.setblocking(False)
            assert self._store.folder is not None
            place = [str(self._store.folder.absolute()), self._store.base, str(self._memory)]
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "kg.network.worker", str(theirs.fileno()), *place],
                    cwd=ROOT,
                    env={name: value for name, value in os.environ.items() if not name.startswith(PREFIX)},
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                )
        return self._line

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self.close()


def budget_of(
    arguments: Arguments, *, gone: Callable[[], None] = lambda: None, alive: Callable[[], None] = lambda: None
) -> Budget:
    """The budget that the arguments of a question name."""
    said = {name: arguments[name] for name in ("nodes", "edges", "seconds") if name in arguments}
    return Budget(**said, gone=gone, alive=alive)


def told(error: BaseException) -> dict[str, Any]:
    """An error as it is sent to the other process."""
    if not isinstance(error, errors.GraphError):
        return {"type": "QueryCrashedError", "message": f"{type(error).__name__}: {error}"}
    more = {name: getattr(error, name) for name in ("parameter", "reason", "allowed", "near") if hasattr(error, name)}
    return {"type": type(error).__name__, "message": str(error), **more}


def raised(said: Mapping[str, Any]) -> errors.GraphError:
    """The error that `told` tells of."""
    kind, message = said["type"], str(said["message"])
    if kind == "ParameterError":
        return errors.ParameterError(said["parameter"], said["reason"], tuple(said["allowed"]))
    if kind == "UnknownThingError":
        return errors.UnknownThingError(message, tuple((iri, label) for iri, label in said["near"]))
    made = getattr(errors, kind, errors.QueryCrashedError)(message)
    return made if isinstance(made, errors.GraphError) else errors.QueryCrashedError(message)
