"""The engine as the rest of the program sees it: asked, it answers, within its limits.

Queries of a store on disk run in worker processes (`kg.engine.pool`), which can be killed. A store in memory cannot be
given to another process: its queries run in threads (`kg.engine.lanes`), as do our own short look-ups in any store.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from kg.engine.cache import AnswerCache, is_volatile, key_of
from kg.engine.execution import execute
from kg.engine.federation import expand
from kg.engine.formats import Format
from kg.engine.guard import check_length
from kg.engine.jobs import Job
from kg.engine.lanes import Lane, Token
from kg.engine.limits import Limits
from kg.engine.pool import Pool
from kg.engine.process import Source
from kg.engine.request import Answer, QueryRequest, Stream, WholeStream
from kg.outside import Outside
from kg.outside_rules import Rules
from kg.store import GraphStore

T = TypeVar("T")

LONG = 50_000  # characters of a query past which no answer is kept: comparing it costs too much


class Lanes:
    """What runs in threads. queries: for a store in memory; lookups: our own short questions; checks: validation."""

    def __init__(self, limits: Limits) -> None:
        self.queries = Lane("queries", limits.quick + limits.slow, limits.waiting)
        self.lookups = Lane("lookups", limits.quick + limits.slow, 8 * limits.waiting)
        self.checks = Lane("checks", 1, 4)

    def __iter__(self) -> Iterator[Lane]:
        return iter((self.queries, self.lookups, self.checks))


class Runtime:
    """What lives as long as the application, whichever snapshot it serves.

    max_query: characters of a query. cache: where complete answers are kept. outside: whom SERVICE may ask.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        max_query: int = 1_000_000,
        cache: AnswerCache | None = None,
        outside: Outside | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.max_query = max_query
        self.outside = outside or Outside(Rules())
        self.cache = cache if cache is not None else AnswerCache(0)  # an empty cache is false
        self.lanes = Lanes(self.limits)
        self.pool: Pool | None = None

    async def close(self) -> None:
        """Ends workers and idle threads."""
        for lane in self.lanes:
            lane.close()
        if self.pool is not None:
            await self.pool.close()


class Engine:
    """A store and what its queries run in."""

    def __init__(self, store: GraphStore, runtime: Runtime | None = None) -> None:
        self.store = store
        self.runtime = runtime or Runtime()
        self.source = Source(store.folder, store.base, store.name) if store.folder else None

    @property
    def timeout(self) -> float:
        return self.runtime.limits.timeout

    async def start(self) -> None:
        """The workers, ready; nothing for a store in memory. Raises StoreError."""
        pool = self._pool()
        if pool is not None:
            await pool.start()

    def key(self, request: QueryRequest) -> str | None:
        """A name for the answer to `request` (for an ETag); None when it may be another one each time."""
        if not self.store.name or len(request.text) > LONG or is_volatile(request.text):
            return None
        return key_of(request, self.store.name)

    def kept_as(self, key: str | None) -> Answer | None:
        """The answer of that name, when it is in the cache."""
        return self.runtime.cache.get(key) if key is not None else None

    async def stream(self, request: QueryRequest) -> Stream:
        """Starts a query as a user wrote it; its answer as it comes.

        Raises FormatError, QueryError, ResultTooLargeError and the other limits; see `execution.execute`, `Pool.run`,
        and `federation.expand` for SERVICE.
        """
        return await self.stream_as(self.key(request), request)

    async def stream_as(self, key: str | None, request: QueryRequest) -> Stream:
        """As `stream`, for a caller that knows the `key` of `request`."""
        if (kept := self.kept_as(key)) is not None:
            return WholeStream(kept, key)
        stream = await self._start(await self._expanded(request))
        if key is None or not self._is_current(stream):
            return stream
        stream.key = key
        if (ready := stream.ready) is not None:
            self.runtime.cache.put(key, Answer(ready, stream.format))
            return stream
        return _Kept(stream, self.runtime.cache, key)

    async def query(self, request: QueryRequest) -> Answer:
        """As `stream`, once the whole answer is there."""
        stream = await self.stream(request)
        if (ready := stream.ready) is not None:
            return Answer(ready, stream.format)
        try:
            return Answer(b"".join([part async for part in stream]), stream.format)
        finally:
            stream.close()

    async def lookup(self, function: Callable[[GraphStore], T]) -> T:
        """What `function` makes of the store, away from the event loop."""
        return await self.runtime.lanes.lookups.run(lambda _: function(self.store), self.timeout)

    async def walk(self, function: Callable[[GraphStore, Callable[[], None]], T]) -> T:
        """As `lookup`, for longer work: `function` gets a check to call often, which ends it when nobody waits."""
        return await self.runtime.lanes.lookups.run(lambda token: function(self.store, token.check), self.timeout)

    async def check(self, function: Callable[[], T]) -> T:
        """Long work that asks nothing of the store."""
        return await self.runtime.lanes.checks.run(lambda _: function(), self.timeout)

    def query_now(self, request: QueryRequest) -> Answer:
        """The whole answer, for a caller without an event loop and without a limit of time."""
        return self.runtime.lanes.queries.call(lambda token: self._execute(request, token))

    # --- how it runs

    def _is_current(self, stream: Stream) -> bool:
        """Whether the answer is of this engine's snapshot: another may have taken its place a moment ago."""
        return not isinstance(stream, Job) or stream.worker.source.name == self.store.name

    def _pool(self) -> Pool | None:
        if self.source is not None and self.runtime.pool is None:
            self.runtime.pool = Pool(self.source, self.runtime.limits)
        return self.runtime.pool

    async def _expanded(self, request: QueryRequest) -> QueryRequest:
        """The request with what other servers gave in the place of each SERVICE, and the time that is left."""
        check_length(request.text, self.runtime.max_query)
        seconds = min(request.timeout or self.timeout, self.timeout)
        deadline = time.monotonic() + seconds
        text = await expand(request.text, self.runtime.outside, deadline)
        if text is request.text:
            return request
        return replace(request, text=text, timeout=max(deadline - time.monotonic(), 0.001))

    async def _start(self, request: QueryRequest) -> Stream:
        pool = self._pool()
        if pool is not None:
            return await pool.run(request)
        seconds = min(request.timeout or self.timeout, self.timeout)
        return WholeStream(await self.runtime.lanes.queries.run(lambda token: self._execute(request, token), seconds))

    def _execute(self, request: QueryRequest, token: Token) -> Answer:
        limit = min(self.runtime.limits.max_result, request.max_result or self.runtime.limits.max_result)
        return execute(self.store, request, max_result=limit, check=token.check)


class _Kept:
    """A stream whose bytes go into the cache once it is complete."""

    def __init__(self, stream: Stream, cache: AnswerCache, key: str) -> None:
        self._stream, self._cache = stream, cache
        self.key: str | None = key

    @property
    def format(self) -> Format:
        return self._stream.format

    @property
    def ready(self) -> bytes | None:
        return None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts: list[bytes] | None = []
        size = 0
        async for part in self._stream:
            size += len(part)
            if parts is not None and size <= self._cache.largest:
                parts.append(part)
            else:
                parts = None
            yield part
        if parts is not None and self.key is not None:
            self._cache.put(self.key, Answer(b"".join(parts), self.format))

    def close(self) -> None:
        self._stream.close()
