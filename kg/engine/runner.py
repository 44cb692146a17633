"""Runs queries: one that is asked for and one written out, in a lane of threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from kg.engine.formats import Format
from kg.engine.guard import check_query
from kg.engine.lanes import Lane, Token
from kg.errors import FormatError, QueryError, ResultTooLargeError
from kg.store import GraphStore, Term

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """One query as it was asked.

    results: format for SELECT and ASK; graph: for CONSTRUCT and DESCRIBE; None where the caller takes no such answer.
    default_graphs, named_graphs: as in `GraphStore.query`. max_result: bytes, when less than the engine's own limit.
    """

    text: str
    results: Format | None = None
    graph: Format | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    bindings: Mapping[str, Term] | None = None
    max_result: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer. There are no incomplete ones: what goes wrong on the way is an error."""

    body: bytes
    format: Format


class _Sink:
    """Takes what the engine writes; stops it when nobody waits any longer or the answer grows too large."""

    def __init__(self, token: Token, limit: int) -> None:
        self._token, self._limit = token, limit
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._token.check()
        self._size += len(data)
        if self._size > self._limit:
            raise ResultTooLargeError(
                f"the answer is larger than {self._limit} bytes. Ask in parts with LIMIT and OFFSET, or count first"
            )
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def value(self) -> bytes:
        return b"".join(self._parts)


def execute(store: GraphStore, request: QueryRequest, *, token: Token | None = None, max_result: int) -> Answer:
    """Runs `request` to its end in the calling thread.

    Raises FormatError when the query's form has no format in `request`, ResultTooLargeError, and what
    `GraphStore.query` raises.
    """
    results = store.query(
        request.text,
        default_graphs=request.default_graphs,
        named_graphs=request.named_graphs,
        bindings=request.bindings,
    )
    sink = _Sink(token or Token(), max_result)
    wanted = request.graph if isinstance(results, ox.QueryTriples) else request.results
    if wanted is None:
        form = "CONSTRUCT or DESCRIBE: a graph" if isinstance(results, ox.QueryTriples) else "SELECT or ASK: rows"
        del results  # the engine's results may be let go only by the thread that made them
        raise FormatError(f"this query is a {form}, and no format that was asked for can hold that")
    try:
        _write(results, sink, wanted)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query stopped: {error}") from error
    return Answer(sink.value(), wanted)


def _write(results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, sink: _Sink, wanted: Format) -> None:
    if isinstance(results, ox.QueryTriples):
        if not isinstance(wanted.engine, ox.RdfFormat):
            raise FormatError(f"{wanted.name} holds no graph")
        if wanted.engine == ox.RdfFormat.RDF_XML:
            # the engine writes an element without a name for a predicate that XML cannot write
            ox.serialize(_writable_in_xml(results), sink, wanted.engine)  # type: ignore[arg-type]
        else:
            results.serialize(sink, wanted.engine)  # type: ignore[arg-type]
        return
    if not isinstance(wanted.engine, ox.QueryResultsFormat):
        raise FormatError(f"{wanted.name} holds no rows")
    results.serialize(sink, wanted.engine)  # type: ignore[arg-type]


def _writable_in_xml(triples: ox.QueryTriples) -> Iterator[ox.Triple]:
    for triple in triples:
        check_xml_name(triple.predicate)
        yield triple


def check_xml_name(predicate: ox.NamedNode) -> None:
    """Raises FormatError for a predicate whose end is no XML name: RDF/XML has no way to write it."""
    iri = predicate.value
    local = len(iri)
    while local > 0 and (iri[local - 1].isalnum() or iri[local - 1] in "_-."):
        local -= 1
    if not any(c.isalpha() or c == "_" for c in iri[local:]):
        raise FormatError(f"RDF/XML cannot write the predicate <{iri}>; ask for Turtle, N-Triples or JSON-LD")


class Engine:
    """A store and the lanes its queries run in.

    queries: what users write, which may run away; lookups: our own short queries for pages, search and paths, so that
    they never wait behind those; checks: validation, one at a time.
    """

    def __init__(
        self,
        store: GraphStore,
        *,
        timeout: float = 60.0,
        workers: int = 4,
        waiting: int = 32,
        max_query: int = 1_000_000,
        max_result: int = 256_000_000,
    ) -> None:
        self.store, self.timeout = store, timeout
        self.max_query, self.max_result = max_query, max_result
        self.queries = Lane("queries", workers, waiting)
        self.lookups = Lane("lookups", workers, 8 * waiting)
        self.checks = Lane("checks", 1, 4)

    async def query(self, request: QueryRequest) -> Answer:
        """A query as a user wrote it.

        Raises as `execute`; QueryTooComplexError for a text over the limit, QueryTimeoutError, OverloadedError.
        """
        return await self._run(self.queries, request)

    async def named(self, request: QueryRequest) -> Answer:
        """A query of the project's own."""
        return await self._run(self.lookups, request)

    async def lookup(self, function: Callable[[GraphStore], T]) -> T:
        """What `function` makes of the store, away from the event loop."""
        return await self.lookups.run(lambda _: function(self.store), self.timeout)

    async def walk(self, function: Callable[[GraphStore, Callable[[], None]], T]) -> T:
        """As `lookup`, for longer work: `function` gets a check to call often, which ends it when nobody waits."""
        return await self.lookups.run(lambda token: function(self.store, token.check), self.timeout)

    async def check(self, function: Callable[[], T]) -> T:
        """Long work that asks nothing of the store."""
        return await self.checks.run(lambda _: function(), self.timeout)

    def query_now(self, request: QueryRequest) -> Answer:
        """As `query`, for a caller without an event loop and without a limit of time."""
        return self.queries.call(lambda token: self._execute(request, token))

    def close(self) -> None:
        """Ends the threads that are idle. The store stays the caller's."""
        for lane in (self.queries, self.lookups, self.checks):
            lane.close()

    async def _run(self, lane: Lane, request: QueryRequest) -> Answer:
        return await lane.run(lambda token: self._execute(request, token), self.timeout)

    def _execute(self, request: QueryRequest, token: Token) -> Answer:
        check_query(request.text, max_length=self.max_query)
        limit = min(self.max_result, request.max_result or self.max_result)
        return execute(self.store, request, token=token, max_result=limit)
