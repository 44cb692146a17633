"""What the server and its worker processes say to each other, over one socket pair for each worker.

A frame is a byte for its kind, four bytes for the length of what follows (big-endian), and that. To the worker: a
query. From the worker: READY when its store is open, then for each query HEAD (the name of a format), any number of
DATA and END; or ERROR in the place of any of these. ERROR is JSON: nothing that comes from a worker is unpickled, since
it has read hostile text.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.engine.formats import FORMATS
from kg.engine.request import QueryRequest
from kg.store import Term

HEADER = struct.Struct("!BI")
LARGEST = 64 * 1024 * 1024  # bytes of a frame; more is a fault


class Kind(IntEnum):
    QUERY = 1
    READY = 2
    HEAD = 3
    DATA = 4
    END = 5
    ERROR = 6


def frame(kind: Kind, payload: bytes = b"") -> bytes:
    """A frame, ready to be sent."""
    return HEADER.pack(kind, len(payload)) + payload


class FrameReader:
    """Cuts a stream of bytes into frames."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[Kind, bytes]]:
        """The frames that `data` completes. Raises ValueError for what is no frame."""
        self._bytes += data
        at = 0
        while len(self._bytes) - at >= HEADER.size:
            kind, length = HEADER.unpack_from(self._bytes, at)
            if length > LARGEST:
                raise ValueError(f"a frame of {length} bytes; at most {LARGEST} are sent")
            end = at + HEADER.size + length
            if len(self._bytes) < end:
                break
            yield Kind(kind), bytes(self._bytes[at + HEADER.size : end])
            at = end
        del self._bytes[:at]


def pack_query(request: QueryRequest, *, seconds: float, max_result: int) -> bytes:
    """A query for a worker. seconds: what is left of its time."""
    message = {
        "text": request.text,
        "results": request.results.name if request.results else None,
        "graph": request.graph.name if request.graph else None,
        "default_graphs": request.default_graphs,
        "named_graphs": request.named_graphs,
        "bindings": {name: _term_out(term) for name, term in (request.bindings or {}).items()},
        "max_result": max_result,
        "seconds": seconds,
    }
    return frame(Kind.QUERY, json.dumps(message).encode())


def unpack_query(payload: bytes) -> QueryRequest:
    """What `pack_query` wrote."""
    message: dict[str, Any] = json.loads(payload)
    graphs = {name: tuple(message[name]) if message[name] is not None else None for name in _GRAPHS}
    return QueryRequest(
        message["text"],
        results=FORMATS.get(message["results"]),
        graph=FORMATS.get(message["graph"]),
        bindings=_bindings(message["bindings"]) or None,
        max_result=message["max_result"],
        timeout=message["seconds"],
        **graphs,
    )


_GRAPHS = ("default_graphs", "named_graphs")


def _bindings(terms: Mapping[str, list[str | None]]) -> dict[str, Term]:
    return {name: _term_in(term) for name, term in terms.items()}


def _term_out(term: Term) -> list[str | None]:
    match term:
        case NamedNode():
            return ["iri", term.value]
        case BlankNode():
            return ["blank", term.value]
        case Literal():
            return ["literal", term.value, term.language, term.datatype.value]
        case Triple():
            raise TypeError("a triple term cannot be bound to a parameter")


def _term_in(term: list[str | None]) -> Term:
    kind, value, *rest = term
    assert value is not None
    if kind == "iri":
        return NamedNode(value)
    if kind == "blank":
        return BlankNode(value)
    language, datatype = rest
    if language:
        return Literal(value, language=language)
    return Literal(value, datatype=NamedNode(datatype or ""))
