"""Structured logs: one line of JSON for each request and for each message of the program, on stderr.

A line holds no words of a request: no query, no parameter, no path below its route, no whole address. A thread of its
own writes the lines, so that a reader that stands still never holds up an answer; what does not fit is counted.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections import deque
from datetime import UTC, datetime
from typing import Any, TextIO

from api.clients import Clients
from api.record import Record
from kg.config import Settings

MOST_LINES = 10_000  # that may wait to be written
GATHER = 0.05  # seconds in which lines are gathered, to be written at once
_QUERY = 10_000  # characters of a query that are logged, where that is asked for


class LineWriter:
    """Writes lines to `stream` from a thread that starts with the first of them."""

    def __init__(self, stream: TextIO | None = None, most: int = MOST_LINES) -> None:
        self._stream, self._most = stream or sys.stderr, most
        self._lines: deque[str] = deque()
        self._some = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self.dropped = 0

    def write(self, line: str) -> None:
        """Takes a line without its end; never waits."""
        if len(self._lines) >= self._most:
            self.dropped += 1
            return
        self._lines.append(line)
        if self._thread is None:
            self._start()
        if not self._some.is_set():
            self._some.set()

    def close(self, seconds: float = 2.0) -> None:
        """Writes what is left, for at most so long."""
        self._closed.set()
        self._some.set()
        if self._thread is not None:
            self._thread.join(seconds)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="log", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while True:
            self._some.wait()
            self._closed.wait(GATHER)
            self._some.clear()
            lines = []
            while self._lines:
                lines.append(self._lines.popleft())
            try:
                if lines:
                    self._stream.write("\n".join(lines) + "\n")
                    self._stream.flush()
            except (OSError, ValueError):  # whoever read the log has gone: nobody is left to be told
                self.dropped += len(lines)
            if self._closed.is_set() and not self._lines:
                return


class RequestLog:
    """Makes the line of a request."""

    def __init__(self, settings: Settings, clients: Clients, writer: LineWriter) -> None:
        self._queries, self._clients, self._writer = settings.log_queries == "on", clients, writer

    def __call__(self, record: Record, method: str, seconds: float) -> None:
        line: dict[str, Any] = {
            "time": _now(),
            "level": "error" if record.status >= 500 and record.problem in ("internal", "crashed", "store") else "info",
            "event": "request",
            "request": record.request_id,
            "client": self._clients.shown(record.client),
            "method": method if method.isalpha() and len(method) < 20 else "-",
            "route": record.route,
            "status": record.status,
            "bytes": record.size,
            "ms": round(seconds * 1000, 2),
            "outcome": record.outcome,
        }
        if record.form:
            line["form"] = record.form
            if self._queries:
                line["query"] = record.query[:_QUERY]
        self._writer.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")))


class JsonFormatter(logging.Formatter):
    """What the program says by itself, in the same shape. traces: with the traces of faults."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _now(record.created),
            "level": record.levelname.lower(),
            "event": "message",
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


class WriterHandler(logging.Handler):
    """Gives messages to a LineWriter."""

    def __init__(self, writer: LineWriter) -> None:
        super().__init__()
        self._writer = writer

    def emit(self, record: logging.LogRecord) -> None:
        self._writer.write(self.format(record))


def configure(settings: Settings, writer: LineWriter) -> None:
    """Where messages of this process go: JSON where requests are logged, else plain lines. For the command only: an
    application inside another program leaves its logging alone."""
    handler = WriterHandler(writer)
    plain = logging.Formatter("%(levelname)s: %(message)s")
    handler.setFormatter(JsonFormatter() if settings.log_requests == "on" else plain)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("veiligheidsgraaf").setLevel(logging.INFO)


def _now(seconds: float | None = None) -> str:
    moment = datetime.now(UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
