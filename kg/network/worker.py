"""The process that answers about the networks of one snapshot: python -m kg.network.worker FD FOLDER BASE MEMORY.

It has one thread. A light question is answered at once; what takes longer than `LIGHT`, or is known to be heavy, goes
on in a fork, which shares all that was made so far, has a time of its own and can be killed without loss. What a
network needs before any question (its columns, its graph) is made in this process, so that it is there for the next.

A fork reads the store its parent opened: reading needs no thread, and the parent has no other that could hold a lock.
When the server goes, or the question's end of its socket is closed, the work is ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import struct
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.embedded import OxigraphStore
from kg.engine import sandbox
from kg.network.budget import Budget
from kg.network.index import NetworkIndex
from kg.network.measures import make_ready
from kg.network.request import parse
from kg.network.service import AT_ONCE, HEADER, MARGIN, Reply, budget_of, question, told

LIGHT = 0.25  # seconds after which a question goes on in a fork
LATE = 5.0  # seconds in which a question must come in, and an answer be taken
LONGEST_QUESTION = 8_000_000  # bytes
TICK = 0.02  # seconds between two looks at forks that are at work
LOW = 5  # how much less of the processor a fork gets


class Heavy(Exception):
    """Raised in a light question that takes longer than light ones may."""


@dataclass(slots=True)
class _Fork:
    channel: socket.socket
    pid: int


class Server:
    """line: where questions come in. Each is a byte and the socket on which it is asked and answered."""

    def __init__(self, line: socket.socket, store: OxigraphStore) -> None:
        self._line = line
        self._index = NetworkIndex(store)
        self._forks: dict[int, _Fork] = {}
        self._waiting: deque[tuple[socket.socket, dict[str, Any]]] = deque()
        self._selector = selectors.DefaultSelector()
        self._selector.register(line, selectors.EVENT_READ)

    def serve(self) -> None:
        """Answers until the other end of the line is closed."""
        while True:
            busy = bool(self._forks or self._waiting)
            for key, _ in self._selector.select(TICK if busy else None):
                if key.fileobj is not self._line:
                    self._left(key.data)
                elif not self._take():
                    return
            self._reap()
            while self._waiting and len(self._forks) < AT_ONCE:
                self._fork(*self._waiting.popleft())

    def _take(self) -> bool:
        """Takes one question; False when there will be no more."""
        kind, descriptors, _, _ = socket.recv_fds(self._line, 16, 1)
        if not kind:
            return False
        channel = socket.socket(fileno=descriptors[0])
        channel.settimeout(LATE)
        try:
            asked = json.loads(_exactly(channel, struct.unpack("!I", _exactly(channel, 4))[0]))
        except (OSError, ValueError):
            channel.close()
            return True
        try:
            self._ready(asked)
        except BaseException as error:  # noqa: BLE001 - it is told to whoever asked
            _answer(channel, error)
            return True
        if kind == b"h":
            self._waiting.append((channel, asked))
        else:
            self._light(channel, asked)
        return True

    def _ready(self, asked: dict[str, Any]) -> None:
        """Makes the graphs a question names, for it and for all that follow."""
        arguments = asked["arguments"]
        for parameters in arguments.get("networks", ()):
            graph = self._index.graph(parse(parameters), Budget())
            options = arguments.get("options", {})
            if options.get("measures") and not options.get("resource"):
                make_ready(graph)

    def _light(self, channel: socket.socket, asked: dict[str, Any]) -> None:
        end = time.monotonic() + LIGHT

        def gone() -> None:
            if time.monotonic() > end:
                raise Heavy

        try:
            found = self._run(asked, gone)
        except Heavy:
            self._waiting.append((channel, asked))
            return
        except BaseException as error:  # noqa: BLE001 - it is told to whoever asked
            _answer(channel, error)
            return
        if len(found.body) < 100_000:
            _answer(channel, found)
        else:  # it takes as long as the other end takes to read it
            self._forked(channel, lambda: found)

    def _run(self, asked: dict[str, Any], gone: Callable[[], None]) -> Reply:
        arguments = asked["arguments"]
        return question(asked["question"])(self._index, arguments, budget_of(arguments, gone=gone))

    def _fork(self, channel: socket.socket, asked: dict[str, Any]) -> None:
        seconds = float(asked["arguments"].get("seconds", 10.0))
        self._forked(channel, lambda: self._run(asked, lambda: None), seconds)

    def _forked(self, channel: socket.socket, work: Callable[[], Reply], seconds: float = LATE) -> None:
        try:
            pid = os.fork()
        except OSError as error:
            _answer(channel, error)
            return
        if pid:
            self._forks[pid] = _Fork(channel, pid)
            self._selector.register(channel, selectors.EVENT_READ, pid)
            return
        try:
            signal.setitimer(signal.ITIMER_REAL, 2 * seconds + MARGIN)
            sandbox.die_with_parent()
            os.nice(LOW)
            self._line.close()
            _answer(channel, _outcome(work))
        finally:
            os._exit(0)

    def _left(self, pid: int) -> None:
        """Whoever asked has gone, or has its answer: the fork ends."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # it is ours until it is waited for: no stranger has its number
        self._selector.unregister(self._forks[pid].channel)

    def _reap(self) -> None:
        for pid, fork in list(self._forks.items()):
            if os.waitpid(pid, os.WNOHANG)[0]:
                del self._forks[pid]
                with contextlib.suppress(KeyError, ValueError):
                    self._selector.unregister(fork.channel)
                fork.channel.close()


def _outcome(work: Callable[[], Reply]) -> Reply | BaseException:
    try:
        return work()
    except BaseException as error:  # noqa: BLE001 - it is told to whoever asked
        return error


def _answer(channel: socket.socket, found: Reply | BaseException) -> None:
    head = {"error": told(found)} if isinstance(found, BaseException) else found.head
    body = b"" if isinstance(found, BaseException) else found.body
    said = json.dumps(head).encode()
    with contextlib.suppress(OSError):  # nobody waits for it any more
        channel.settimeout(LATE)
        channel.sendall(HEADER.pack(len(said), len(body)) + said + body)
    channel.close()


def _exactly(channel: socket.socket, size: int) -> bytes:
    if size > LONGEST_QUESTION:
        raise ValueError(f"a question of {size} bytes; at most {LONGEST_QUESTION} are taken")
    parts = bytearray()
    while len(parts) < size:
        part = channel.recv(min(size - len(parts), 1 << 20))
        if not part:
            raise ConnectionResetError("the other end was closed")
        parts += part
    return bytes(parts)


def main(arguments: list[str]) -> None:
    """Runs until the line is closed."""
    descriptor, folder, base, memory = arguments
    sandbox.die_with_parent()
    sandbox.refuse_sockets()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the server
    line = socket.socket(fileno=int(descriptor))
    store = OxigraphStore(base, Store.read_only(str(Path(folder))))
    sandbox.limit_memory(int(memory))
    Server(line, store).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
