"""Connections with limits: what reaches no route because a whole request never comes.

uvicorn reads a head of any length for any time. Here a head has a size and a deadline, a client a number of
connections, and all together a number too. What is refused gets its status line and is closed.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.clients import Clients
from kg.config import Settings

LINGER = 1.0  # seconds in which a refused client may read why, before the connection is cut


class Guard:
    """What the connections of one server share. refused: how many, by status."""

    def __init__(self, settings: Settings, clients: Clients) -> None:
        self.settings, self.clients = settings, clients
        self.largest = settings.max_url + settings.max_headers + 1_000  # bytes of a head, with its syntax
        self.open: Counter[str] = Counter()
        self.refused: Counter[int] = Counter()

    def enter(self, address: str) -> int:
        """A new connection; the status it is refused with, or 0. `leave` follows in any case."""
        key = self.clients.key(address)
        self.open[key] += 1
        if self.open.total() > self.settings.max_connections:
            return 503
        most = self.settings.client_connections
        return 429 if most and self.open[key] > most and not self.clients.is_trusted(address) else 0

    def leave(self, address: str) -> None:
        """The connection has ended."""
        key = self.clients.key(address)
        self.open[key] -= 1
        if not self.open[key]:
            del self.open[key]


def protocol(guard: Guard) -> type[HttpToolsProtocol]:
    """The class of connections that `guard` watches, for `uvicorn.Config(http=…)`."""
    return type("GuardedProtocol", (_Guarded,), {"guard": guard})


class _Guarded(HttpToolsProtocol):
    guard: Guard
    _refused = False
    _in_head = True  # no whole head has come yet, or the last request is answered
    _begun = False  # a head has begun to come
    _head = 0  # bytes of it
    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = str(self.client[0]) if self.client else ""
        status = self.guard.enter(self._address)
        if status:
            self._refuse(status, "too many connections")
        else:
            self._wind()

    def connection_lost(self, exc: Exception | None) -> None:
        self._unwind()
        self.guard.leave(self._address)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        if self._in_head:
            if self._clock is None:
                self._wind()
            self._head += len(data)
        super().data_received(data)
        if self._begun and self._clock is None and not self._refused:
            self._wind()  # a second head has begun in the piece that ended the request before it
        if self._in_head and self._head > self.guard.largest and not self._refused:
            long = len(getattr(self, "url", b"")) > self.guard.settings.max_url
            self._refuse(414 if long else 431, "the target is too long" if long else "the headers are too large")

    def send_400_response(self, msg: str) -> None:
        self._begun = False
        self._unwind()
        self.guard.refused[400] += 1
        super().send_400_response(msg)

    def on_message_begin(self) -> None:
        self._in_head = self._begun = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head, self._begun, self._head = False, False, 0
        self._unwind()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._in_head = True
        if not self._refused:
            super().on_message_complete()

    def _wind(self) -> None:
        """From now on the head has its time."""
        self._clock = self.loop.call_later(self.guard.settings.head_timeout, self._late)

    def _unwind(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _late(self) -> None:
        self._clock = None
        if self._refused or self.transport.is_closing():
            return
        if self._answering:  # what is late was sent ahead, and is not read before the answer is out
            self._wind()
        else:
            self._refuse(408, "the request did not come in time")

    @property
    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _refuse(self, status: int, why: str) -> None:
        """Answers without a route. What still comes is thrown away, so that the answer can be read."""
        self._refused = True
        self._unwind()
        self.guard.refused[status] += 1
        if self._answering:  # nothing may come between; the connection ends with the answer that is on its way
            self.cycle.keep_alive = False
            return
        self._unset_keepalive_if_required()
        phrase = HTTPStatus(status).phrase
        body: dict[str, Any] = {"type": "about:blank", "title": phrase, "status": status, "detail": why}
        text = json.dumps(body).encode()
        head = (
            f"HTTP/1.1 {status} {phrase}\r\ncontent-type: application/problem+json\r\n"
            f"content-length: {len(text)}\r\nconnection: close\r\n"
            + ("retry-after: 5\r\n" if status in (429, 503) else "")
            + "\r\n"
        )
        self.transport.write(head.encode("ascii") + text)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(LINGER, self.transport.close)
