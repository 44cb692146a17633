"""One query against one store, written out in the calling thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import pyoxigraph as ox

from kg.engine.formats import Format
from kg.engine.request import Answer, QueryRequest
from kg.errors import FormatError, QueryError, ResultTooLargeError, StoreError
from kg.store import GraphStore, Results, TripleStream


class Sink(Protocol):
    """Takes what the engine writes, as a file does."""

    def write(self, data: bytes) -> int: ...

    def flush(self) -> None: ...


class Collector:
    """A sink that keeps all and gives it at the end.

    limit: bytes; what would go over it raises ResultTooLargeError. check: called before each part is taken; may raise.
    """

    def __init__(self, limit: int, check: Callable[[], None] | None = None) -> None:
        self._limit, self._check = limit, check
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        if self._check is not None:
            self._check()
        self._size += len(data)
        refuse_larger(self._size, self._limit)
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def value(self) -> bytes:
        return b"".join(self._parts)


def refuse_larger(size: int, limit: int) -> None:
    """Raises ResultTooLargeError for an answer of more than `limit` bytes."""
    if size > limit:
        raise ResultTooLargeError(
            f"the answer is larger than {limit} bytes. Ask in parts with LIMIT and OFFSET, or count first"
        )


def execute(
    store: GraphStore, request: QueryRequest, *, max_result: int, check: Callable[[], None] | None = None
) -> Answer:
    """Runs `request` to its end; the whole answer.

    Raises FormatError when the query's form has no format in `request`, ResultTooLargeError, whatever `check` raises,
    and what `GraphStore.query` raises.
    """
    sink = Collector(max_result, check)
    wanted = write_answer(store, request, sink)
    return Answer(sink.value(), wanted)


def write_answer(
    store: GraphStore,
    request: QueryRequest,
    sink: Sink,
    begin: Callable[[Format], None] | None = None,
    shortcut: Callable[[QueryRequest], Results | None] | None = None,
) -> Format:
    """Runs `request` and writes its answer into `sink`; the format it is in. Raises as `execute`.

    begin: told the format before the first byte is written. shortcut: another way to the same rows, asked first; it
    gives None where it has none.
    """
    results = shortcut(request) if shortcut is not None else None
    if results is None:
        results = store.query(
            request.text,
            default_graphs=request.default_graphs,
            named_graphs=request.named_graphs,
            bindings=request.bindings,
        )
    graph = isinstance(results, ox.QueryTriples | TripleStream)
    wanted = request.graph if graph else request.results
    if wanted is None:
        form = "CONSTRUCT or DESCRIBE: a graph" if graph else "SELECT or ASK: rows"
        del results  # the engine's results may be let go only by the thread that made them
        raise FormatError(f"this query is a {form}, and no format that was asked for can hold that")
    if begin is not None:
        begin(wanted)
    try:
        _write(results, sink, wanted)
    except SyntaxError as error:
        raise StoreError(f"the engine's answer broke off or does not parse ({error})") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query stopped: {error}") from error
    return wanted


def _write(results: Results, sink: Sink, wanted: Format) -> None:
    if isinstance(results, ox.QueryTriples | TripleStream):
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


def _writable_in_xml(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
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
