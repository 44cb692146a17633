"""The statements of a kind of edge out of the store, in columns.

The engine writes its rows as text (SPARQL 1.1 TSV), which it does without the interpreter: two kinds are read at once
on two cores, and no row becomes an object. A term is looked up once, however many rows name it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, cast

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from kg.network.relations import PROLOGUE, EdgeKind
from kg.store import GraphStore

AT_ONCE = 2  # kinds: the engine's threads, not the interpreter's, do the work
# Facts of a class from which, and triples of a store up to which, whole columns are joined: some 120 bytes for each
# triple, for as long as it takes.
MANY, LARGEST = 50_000, 8_000_000
_HEADER = b"?x\n"


@dataclass(frozen=True, slots=True)
class Found:
    """rows: one for each statement, of numbers in `terms`, in the order of the columns that were asked. terms: as TSV
    writes them. complete: False when there were more than were wanted."""

    rows: NDArray[np.int32]
    terms: list[bytes]
    complete: bool


class _Numbers(dict[bytes, int]):
    """Each key gets the next number when it is first asked for."""

    def __missing__(self, key: bytes) -> int:
        number = self[key] = len(self)
        return number


class _Full(Exception):
    """Raised when there are as many rows as are wanted."""


class _Sink:
    """Takes the rows as they are written. Raises _Full, and what `alive` raises."""

    def __init__(self, width: int, most: int, alive: Callable[[], None]) -> None:
        self.numbers = _Numbers()
        self.cells = array("i")
        self._most, self._alive = width * most, alive
        self._rest = b""
        self._begun = False

    def write(self, data: bytes) -> int:
        self._alive()
        *lines, self._rest = (self._rest + data).split(b"\n")
        if lines and not self._begun:  # the names of the columns
            self._begun = True
            del lines[0]
        if lines:
            self.cells.extend(map(self.numbers.__getitem__, b"\t".join(lines).split(b"\t")))
        if len(self.cells) > self._most:
            raise _Full
        return len(data)

    def flush(self) -> None:
        """The last row ends in a whole line."""


def columns_of(kind: EdgeKind) -> list[str]:
    """What is read of each statement."""
    return ["source", "target", *([] if kind.relation else ["relation"]), *(["document"] if kind.stated else [])]


def read(store: GraphStore, kinds: Sequence[EdgeKind], most: int, alive: Callable[[], None]) -> list[Found]:
    """The statements of each kind, at most `most`. Raises what `alive` raises; it is called from other threads."""
    if len(kinds) < 2:
        return [_read(store, kind, most, alive) for kind in kinds]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda kind: _read(store, kind, most, alive), kinds))


def iri_of(term: bytes) -> str | None:
    """The IRI that a term is; None for any other term."""
    return term[1:-1].decode() if term.startswith(b"<") and not term.startswith(b"<<") else None


def text_of(term: bytes) -> str:
    """The IRI, or the words of a literal."""
    found = next(iter(cast(QuerySolutions, parse_query_results(_HEADER + term + b"\n", QueryResultsFormat.TSV))))[0]
    return found.value if isinstance(found, NamedNode | Literal) else str(found)


def _read(store: GraphStore, kind: EdgeKind, most: int, alive: Callable[[], None]) -> Found:
    columns = columns_of(kind)
    asked = " ".join(f"?{name}" for name in columns)
    found = store.query(f"{PROLOGUE}SELECT {asked} {{ {_pattern(store, kind)} }}")
    assert isinstance(found, QuerySolutions)
    sink, complete = _Sink(len(columns), most, alive), True
    try:
        found.serialize(cast(IO[bytes], sink), QueryResultsFormat.TSV)
    except _Full:
        complete = False
    finally:
        del found  # the engine wants it back in the thread that asked, not wherever an error is looked at last
    rows = np.array(sink.cells, np.int32).reshape(-1, len(columns))[:most]
    return Found(rows, list(sink.numbers), complete)


def _pattern(store: GraphStore, kind: EdgeKind) -> str:
    """What finds the statements soonest within the memory of a question."""
    if not kind.bulk or not MANY <= store.manifest().triples <= LARGEST:
        return kind.pattern
    found = store.query(f"{PROLOGUE}SELECT (COUNT(*) AS ?n) {{ ?statement a vg:{kind.facts} }}")
    assert isinstance(found, QuerySolutions)
    return kind.bulk if int(next(iter(found))[0].value) >= MANY else kind.pattern
