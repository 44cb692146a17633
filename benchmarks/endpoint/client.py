"""HTTP clients that cost little themselves: the servers share the machine with them.

Answers are parsed by httptools, so that chunks, lengths and trailers are all understood, and nothing is decoded.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlencode, urlsplit

import httptools

BLOCK = 1 << 18


class IncompleteError(ConnectionError):
    """The connection ended before the answer did."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One answer. seconds: until its last byte; first: until the first byte of its body (of its head, when empty)."""

    status: int
    seconds: float
    first: float
    body: bytes

    @property
    def complete(self) -> bool:
        return self.status == 200


class _Reader:
    """Collects one answer; `done` when it is whole."""

    def __init__(self, keep: bool) -> None:
        self.parser, self.keep = httptools.HttpResponseParser(self), keep
        self.done, self.size, self.first = False, 0, 0.0
        self.stays = False  # the connection, for the next one; the parser knows only at the end of the message
        self.parts: list[bytes] = []

    def on_body(self, data: bytes) -> None:
        if not self.size:
            self.first = time.perf_counter()
        self.size += len(data)
        if self.keep:
            self.parts.append(data)

    def on_message_complete(self) -> None:
        self.done, self.stays = True, self.parser.should_keep_alive()


def request(url: str, query: str, accept: str, *, nonce: int | None = None) -> bytes:
    """The bytes of a GET. nonce: makes the text another one that asks the same, so that no cache knows it."""
    parts = urlsplit(url)
    text = query if nonce is None else f"{query}\n# {nonce}"
    target = f"{parts.path}?{urlencode({'query': text})}"
    head = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: {accept}\r\nUser-Agent: benchmark\r\n\r\n"
    return head.encode("ascii")


class Connection:
    """One keep-alive connection, used for one request at a time."""

    def __init__(self, url: str, timeout: float) -> None:
        parts = urlsplit(url)
        self._address, self._timeout = (parts.hostname or "127.0.0.1", parts.port or 80), timeout
        self._socket: socket.socket | None = None

    def ask(self, message: bytes, *, keep: bool = False) -> Timing:
        """Raises TimeoutError, and IncompleteError when the answer breaks off."""
        start = time.perf_counter()
        deadline = start + self._timeout
        connection = self._connected()
        reader = _Reader(keep)
        try:
            connection.sendall(message)
            while not reader.done:
                left = deadline - time.perf_counter()
                if left <= 0:
                    raise TimeoutError(f"no whole answer in {self._timeout:g} s")
                connection.settimeout(left)
                data = connection.recv(BLOCK)
                if not data:
                    raise IncompleteError(f"the answer broke off after {reader.size} bytes")
                reader.parser.feed_data(data)
        except (OSError, httptools.HttpParserError):
            self.close()
            raise
        end = time.perf_counter()
        if not reader.stays:
            self.close()
        first = (reader.first or end) - start
        return Timing(reader.parser.get_status_code(), end - start, first, b"".join(reader.parts))

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _connected(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, self._timeout)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket


@dataclass(slots=True)
class _Slot:
    """A connection of the load and the answer it waits for."""

    connection: socket.socket
    reader: _Reader
    sent: float


@dataclass(frozen=True, slots=True)
class Load:
    """What a bounded load gave. failed: answers that were not 200. latencies: seconds, of the whole answers."""

    answers: int
    failed: int
    seconds: float
    latencies: list[float]

    @property
    def rate(self) -> float:
        """Whole answers a second."""
        return (self.answers - self.failed) / self.seconds if self.seconds else 0.0


def load(url: str, messages: Sequence[bytes], *, connections: int, seconds: float, most: int = 200_000) -> Load:
    """Asks `messages` round and round on so many keep-alive connections, for so long or so many answers."""
    with selectors.DefaultSelector() as selector:
        source, slots = cycle(messages), []
        try:
            for _ in range(connections):
                slots.append(_open(url, selector, next(source)))
            return _drive(url, selector, slots, source, seconds, most)
        finally:
            for slot in slots:
                slot.connection.close()


def _open(url: str, selector: selectors.BaseSelector, message: bytes) -> _Slot:
    parts = urlsplit(url)
    connection = socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 80), 10)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.settimeout(30)
    slot = _Slot(connection, _Reader(False), time.perf_counter())
    connection.sendall(message)
    selector.register(connection, selectors.EVENT_READ, slot)
    return slot


def _drive(
    url: str, selector: selectors.BaseSelector, slots: list[_Slot], source: Iterator[bytes], seconds: float, most: int
) -> Load:
    start = time.perf_counter()
    answers = failed = 0
    latencies: list[float] = []
    while (now := time.perf_counter()) - start < seconds and answers < most:
        for key, _ in selector.select(min(0.5, seconds)):
            slot: _Slot = key.data
            try:
                data = slot.connection.recv(BLOCK)
            except ConnectionError:
                data = b""
            if data:
                slot.reader.parser.feed_data(data)
            if data and not slot.reader.done:
                continue
            now = time.perf_counter()
            answers += 1
            if data and slot.reader.parser.get_status_code() == 200:
                latencies.append(now - slot.sent)
            else:
                failed += 1
            if not data or not slot.reader.stays:
                selector.unregister(slot.connection)
                slot.connection.close()
                slots.remove(slot)
                slots.append(_open(url, selector, next(source)))
                continue
            slot.reader, slot.sent = _Reader(False), now
            slot.connection.sendall(next(source))
    return Load(answers, failed, time.perf_counter() - start, latencies)
