"""What one client may ask: requests a second (a token bucket), and queries at the same time. Pure ASGI."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from api.clients import Clients
from api.problems import refuse
from api.record import record_of
from kg.config import Settings
from kg.errors import HeadersTooLargeError, TargetTooLongError, TooManyRequestsError

MOST_CLIENTS = 50_000  # that are remembered; past it whoever asked longest ago is forgotten
# what costs next to nothing, and what those who watch the server ask
FREE = ("/static/", "/health", "/metrics")
# what runs a query or as much work as one
COSTLY = (
    "/sparql", "/queries/", "/update", "/graphs", "/validate", "/network", "/search", "/documents/", "/doc/", "/def",
    "/compare", "/explain", "/quality", "/errata", "/releases/", "/shapes", "/takeaway/", "/dump", "/reconcile",
    "/resolve",
)  # fmt: skip


class _Bucket:
    """What is left to one client. tokens: requests; at: the moment they were counted; running: queries."""

    __slots__ = ("at", "running", "tokens")

    def __init__(self, tokens: float, at: float) -> None:
        self.tokens, self.at, self.running = tokens, at, 0


class Buckets:
    """A bucket for each client, at most `most` of them.

    rate: tokens a second; 0 for no limit. burst: tokens of a full bucket. queries: at the same time; 0 for no limit.
    clock: seconds that only go forward.
    """

    def __init__(
        self,
        rate: float,
        burst: int,
        queries: int,
        *,
        most: int = MOST_CLIENTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate, self.burst, self.queries, self.most, self._clock = rate, burst, queries, most, clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: str) -> None:
        """One request. Raises TooManyRequestsError, with the seconds until there is room."""
        if not self.rate:
            return
        bucket, now = self._bucket(key), self._clock()
        bucket.tokens = min(self.burst, bucket.tokens + (now - bucket.at) * self.rate)
        bucket.at = now
        if bucket.tokens < 1:
            wait = math.ceil((1 - bucket.tokens) / self.rate)
            raise TooManyRequestsError(
                f"one client may make {self.rate:g} requests a second, and {self.burst} at once after a rest",
                retry_after=max(wait, 1),
            )
        bucket.tokens -= 1

    def enter(self, key: str) -> None:
        """A query begins; `leave` when it ends. Raises TooManyRequestsError."""
        bucket = self._bucket(key)
        if bucket.running >= self.queries:
            raise TooManyRequestsError(f"one client may have {self.queries} queries at the same time", retry_after=1)
        bucket.running += 1

    def leave(self, key: str) -> None:
        """A query that was let in has ended."""
        bucket = self._buckets.get(key)
        if bucket is not None and bucket.running:
            bucket.running -= 1

    def _bucket(self, key: str) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = _Bucket(self.burst, self._clock())
            if len(self._buckets) > self.most:
                self._forget()
        else:
            self._buckets.move_to_end(key)
        return bucket

    def _forget(self) -> None:
        """Drops the client that asked longest ago and has nothing running."""
        for key, bucket in self._buckets.items():
            if not bucket.running:
                del self._buckets[key]
                return


class ClientLimits:
    """Answers 429 to a client that asks more than its share."""

    def __init__(self, app: ASGIApp, clients: Clients, buckets: Buckets) -> None:
        self.app, self.clients, self.buckets = app, clients, buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(FREE):
            await self.app(scope, receive, send)
            return
        record = record_of(scope)
        key = self.clients.key(record.client if record is not None and record.client else self.clients.address(scope))
        counted = self.buckets.queries > 0 and scope["path"].startswith(COSTLY)
        try:
            self.buckets.take(key)
            if counted:
                self.buckets.enter(key)
        except TooManyRequestsError as error:
            await refuse(error, scope, receive, send)
            return
        try:
            await self.app(scope, receive, send)
        finally:
            if counted:
                self.buckets.leave(key)


class HeadLimits:
    """Answers 414 to a target, and 431 to headers, that are too long. `api.connections` stops those without end."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.max_url, self.max_headers = app, settings.max_url, settings.max_headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            target = len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"])
            if target > self.max_url:
                error = TargetTooLongError(f"the target has {target} bytes; at most {self.max_url} are taken")
                await refuse(error, scope, receive, send)
                return
            size = sum(len(name) + len(value) for name, value in scope["headers"])
            if size > self.max_headers:
                large = HeadersTooLargeError(f"the headers have {size} bytes; at most {self.max_headers} are taken")
                await refuse(large, scope, receive, send)
                return
        await self.app(scope, receive, send)
