"""Makes the columns of a snapshot: one file in its folder, written out of sight and put in place in one step.

    header    the length of the JSON that follows, eight bytes; what `file.Header` holds
    heap      the terms one after the other, in the order of their numbers
    offsets   where each begins in the heap, and the end: eight bytes each
    values    of the numbers of the kinds INTEGER and DECIMAL: eight bytes each
    columns   for each predicate its pairs by subject (subjects, then objects) and by object (objects, then subjects):
              four bytes each

One pass over the engine's own dump of the default graph; it takes about as long as loading the same triples.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from kg.columns.file import Header, fingerprint, place
from kg.columns.terms import Key, Kind, key_of

MOST = 20_000_000  # triples of the default graph; making columns of more would take too much memory


class _Reader:
    """Takes a dump in N-Triples as it is written; numbers the terms as they come."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}
        self.pairs: dict[bytes, tuple[array[int], array[int]]] = {}
        self.triples = 0
        self._rest = b""

    def write(self, data: bytes) -> int:
        *lines, self._rest = (self._rest + data).split(b"\n")
        number = self.numbers.setdefault
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            pair = self.pairs.get(predicate)
            if pair is None:
                pair = self.pairs[predicate] = (array("I"), array("I"))
            pair[0].append(number(subject, len(self.numbers)))
            pair[1].append(number(rest[:-2], len(self.numbers)))
        self.triples += len(lines)
        if self.triples > MOST:
            raise ValueError(f"columns are made of at most {MOST} triples")
        return len(data)

    def flush(self) -> None:
        """The dump ends in a whole line."""


def make(folder: Path) -> Path:
    """Writes the columns of the snapshot in `folder`; its file.

    Raises OSError when the store cannot be read or the file not be written, ValueError when it holds too much.
    """
    stamp = fingerprint(folder)
    target = place(folder)
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as output:
            write(ox.Store.read_only(str(folder)), output, folder.name, stamp)
            output.flush()
            os.fsync(output.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def write(store: ox.Store, output: BinaryIO, snapshot: str = "", stamp: str = "") -> None:
    """The columns of a store's default graph. Raises as `make`."""
    reader = _Reader()
    store.dump(cast("BinaryIO", reader), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    ordered, final = _numbered(reader.numbers)
    begins = [0] * (len(Kind) + 1)
    for key, _ in ordered:
        begins[key[0] + 1] += 1
    for kind in Kind:
        begins[kind + 1] += begins[kind]
    offsets = array("Q", [0])
    for _, term in ordered:
        offsets.append(offsets[-1] + len(term))
    predicates = {
        name.decode(): (len(pair[0]), len(set(pair[0])) == len(pair[0])) for name, pair in reader.pairs.items()
    }
    output.write(Header(snapshot, stamp, tuple(begins), offsets[-1], predicates).packed())
    output.writelines(_padded(term for _, term in ordered))
    output.write(offsets)
    output.write(array("q", (key[1] for key, _ in ordered if key[0] in (Kind.INTEGER, Kind.DECIMAL))))
    for subjects, objects in reader.pairs.values():
        first = array("I", map(final.__getitem__, subjects))
        second = array("I", map(final.__getitem__, objects))
        for one, other in ((first, second), (second, first)):
            both = sorted(a << 32 | b for a, b in zip(one, other, strict=True))
            output.write(array("I", [pair >> 32 for pair in both]))
            output.write(array("I", [pair & 0xFFFFFFFF for pair in both]))


def _numbered(found: dict[bytes, int]) -> tuple[list[tuple[Key, bytes]], array[int]]:
    """The terms in the order of their keys, and the place there of each number they were found under."""
    ordered = sorted((key_of(term), term) for term in found)
    final = array("I", bytes(4 * len(ordered)))
    for at, (_, term) in enumerate(ordered):
        final[found[term]] = at
    return ordered, final


def _padded(parts: Iterable[bytes]) -> Iterable[bytes]:
    """The parts, and after them what makes their length a multiple of eight."""
    size = 0
    for part in parts:
        size += len(part)
        yield part
    yield bytes(-size % 8)
