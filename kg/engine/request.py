"""What is asked of an engine and what comes back: the same for every way a query can run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.engine.formats import Format
from kg.store import Term


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """One query as it was asked.

    results: format for SELECT and ASK; graph: for CONSTRUCT and DESCRIBE; None where the caller takes no such answer.
    default_graphs, named_graphs: as in `GraphStore.query`. max_result: bytes, when less than the engine's own limit.
    timeout: seconds, waiting included; when less than the engine's own limit.
    """

    text: str
    results: Format | None = None
    graph: Format | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    bindings: Mapping[str, Term] | None = None
    max_result: int | None = None
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer. There are no incomplete ones: what goes wrong on the way is an error."""

    body: bytes
    format: Format


class Stream(Protocol):
    """An answer on its way: its format is known and its first bytes are there.

    Iteration gives the bytes as they come and raises when the query fails on the way: what was given until then is
    incomplete and must not pass for an answer. `ready` is the whole answer when it came at once, else None.
    `key` names the answer: the same name, the same bytes; None when it may be another one each time.
    """

    key: str | None

    @property
    def format(self) -> Format: ...

    @property
    def ready(self) -> bytes | None: ...

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    def close(self) -> None:
        """Nobody reads on: ends the query if it still runs. Safe to call twice."""
        ...


class WholeStream:
    """An answer that was complete before anybody asked for its bytes."""

    def __init__(self, answer: Answer, key: str | None = None) -> None:
        self._answer = answer
        self.key = key

    @property
    def format(self) -> Format:
        return self._answer.format

    @property
    def ready(self) -> bytes | None:
        return self._answer.body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._answer.body

    def close(self) -> None:
        """Nothing runs any longer."""
