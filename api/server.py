"""The application behind a socket: uvicorn with limits on connections, one log, and an end that breaks nothing off.

Told to stop (SIGTERM), the server says so at /health/ready for `drain` seconds and goes on answering, so that whoever
shares out the requests can send them elsewhere; then it takes no more, gives those that run `grace` seconds, and ends
its workers. A second signal skips the waiting.
"""

from __future__ import annotations

import contextlib
import resource
import signal
import socket
import sys
import time
from types import FrameType

import uvicorn
from fastapi import FastAPI

from api import logs
from api.health import Health
from kg.config import Settings

IDLE = 65  # seconds a connection stays open between requests: longer than proxies keep theirs


SWITCH = 0.0005  # seconds (else 0.005) after which a thread that makes an index lets the event loop go on


class DrainingServer(uvicorn.Server):
    """Ends as told above."""

    def __init__(self, config: uvicorn.Config, health: Health, drain: float) -> None:
        super().__init__(config)
        self._health, self._drain = health, drain
        self._end: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        first, self._health.stopping = not self._health.stopping, True
        if sig != signal.SIGTERM:
            super().handle_exit(sig, frame)
        elif first and self._drain:
            self._end = time.monotonic() + self._drain
        else:  # not by the way of uvicorn, which would raise the signal again: an end that was asked for is no failure
            self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        if self._end is not None and time.monotonic() >= self._end:
            self.should_exit = True
        return await super().on_tick(counter)


def run(app: FastAPI, settings: Settings, listening: socket.socket) -> None:
    """Serves until the process is told to stop."""
    _allow_files()
    sys.setswitchinterval(SWITCH)
    writer = app.state.log_writer
    logs.configure(settings, writer)
    config = uvicorn.Config(
        app,
        http=_protocol(app, settings),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,  # uvicorn would believe every process of this machine; see `api.clients`
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=max(1, round(settings.grace)),
    )
    try:
        DrainingServer(config, app.state.health, settings.drain).run(sockets=[listening])
    finally:
        writer.close()


def _protocol(app: FastAPI, settings: Settings) -> type | str:
    """Connections with limits; without httptools those of h11, which knows a limit on heads itself."""
    try:
        from api.connections import Guard, protocol
    except ImportError:
        return "h11"
    app.state.guard = Guard(settings, app.state.clients)
    app.state.metrics.parts.connections = app.state.guard
    return protocol(app.state.guard)


def _allow_files() -> None:
    """As many open files as the system lets us have: each connection is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
