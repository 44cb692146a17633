"""The file of columns as it is read: mapped into memory, so that workers share it and only what is asked is read."""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from kg.columns.terms import Key, Kind, key_of

NAME = "columns.bin"
VERSION = 1  # of the layout; a file of another one is ignored
_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Header:
    """snapshot, stamp: of what it is a copy. begins: the first number of each kind of term, and the end. heap: bytes
    of all terms. predicates: in N-Triples, in their order in the file, to the number of pairs and whether no subject
    has two."""

    snapshot: str
    stamp: str
    begins: tuple[int, ...]
    heap: int
    predicates: dict[str, tuple[int, bool]]
    version: int = VERSION
    order: str = sys.byteorder

    def packed(self) -> bytes:
        text = json.dumps(asdict(self)).encode()
        text += b" " * (-len(text) % 8)
        return _LENGTH.pack(len(text)) + text


@dataclass(frozen=True, slots=True)
class Column:
    """The pairs of a predicate: by subject, and the same by object. single: no subject has two objects."""

    subjects: Sequence[int]
    objects: Sequence[int]
    by_object: Sequence[int]
    their_subjects: Sequence[int]
    single: bool

    def __len__(self) -> int:
        return len(self.subjects)

    def subjects_of(self, number: int) -> list[int]:
        """The subjects that have this object, in order."""
        low, high = span(self.by_object, number)
        return list(self.their_subjects[low:high])

    def objects_of(self, number: int) -> list[int]:
        """The objects of this subject, in order."""
        low, high = span(self.subjects, number)
        return list(self.objects[low:high])

    def count_of(self, number: int) -> int:
        """How many subjects have this object."""
        low, high = span(self.by_object, number)
        return high - low


class Columns:
    """An open file. Terms are known by their numbers; numbers of one kind stand together, in the order of `terms`."""

    def __init__(self, header: Header, data: memoryview) -> None:
        self.begins = header.begins
        self._heap = data[: header.heap]
        at = header.heap + -header.heap % 8
        self._offsets, at = _part(data, at, "Q", header.begins[-1] + 1)
        self._first_value = header.begins[Kind.INTEGER]
        self.values, at = _part(data, at, "q", header.begins[Kind.DECIMAL + 1] - self._first_value)
        self._columns: dict[str, Column] = {}
        for name, (count, single) in header.predicates.items():
            both, at = _part(data, at, "I", 4 * count)
            first, second, third, fourth = (both[n * count : (n + 1) * count] for n in range(4))
            self._columns[name] = Column(first, second, third, fourth, single)
        if at != len(data):
            raise ValueError("the file ends too early or too late")

    def column(self, predicate: bytes) -> Column | None:
        """The pairs of a predicate in N-Triples; None when there are none."""
        return self._columns.get(predicate.decode())

    def term(self, number: int) -> bytes:
        """A term in N-Triples."""
        return bytes(self._heap[self._offsets[number] : self._offsets[number + 1]])

    def value(self, number: int) -> int:
        """Of an INTEGER, or a DECIMAL in millionths."""
        return self.values[number - self._first_value]

    def kind(self, number: int) -> Kind:
        return Kind(bisect_right(self.begins, number) - 1)

    def number(self, term: bytes) -> int | None:
        """Of a term in canonical N-Triples; None when it stands nowhere."""
        found = self.place(key_of(term))
        return found if found < self.begins[-1] and self.term(found) == term else None

    def place(self, key: Key) -> int:
        """The first number of its kind whose term is not before `key`."""
        low, high = self.begins[key[0]], self.begins[key[0] + 1]
        while low < high:
            middle = (low + high) // 2
            if key_of(self.term(middle)) < key:
                low = middle + 1
            else:
                high = middle
        return low


def span(ordered: Sequence[int], number: int) -> tuple[int, int]:
    """Where a number stands in a sorted column: its first place, and the first after it."""
    low = bisect_left(ordered, number)
    return low, bisect_right(ordered, number, low)


def place(folder: Path) -> Path:
    """Where the columns of a snapshot are."""
    return folder / NAME


def fingerprint(folder: Path) -> str:
    """Of the engine's files in `folder`: another one when anything was written. Raises OSError."""
    digest = hashlib.sha256((folder / "CURRENT").read_bytes())
    for file in sorted(folder.iterdir()):
        if file.suffix in (".sst", ".log", ".blob") or file.name.startswith("MANIFEST"):
            digest.update(f"{file.name} {file.stat().st_size}\n".encode())
    return digest.hexdigest()


def open_columns(folder: Path) -> Columns | None:
    """The columns of the snapshot in `folder`; None when there are none that are whole and of this very snapshot."""
    try:
        with place(folder).open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        header, columns = read(data)
        return columns if (header.snapshot, header.stamp) == (folder.name, fingerprint(folder)) else None
    except (OSError, ValueError):
        return None


def read(data: memoryview) -> tuple[Header, Columns]:
    """What `make.write` wrote. Raises ValueError when it is not whole or of another version."""
    try:
        (length,) = _LENGTH.unpack(data[: _LENGTH.size])
        start = _LENGTH.size + length
        told: dict[str, Any] = json.loads(bytes(data[_LENGTH.size : start]))
        if (told.get("version"), told.get("order")) != (VERSION, sys.byteorder):
            raise ValueError("written for another version or another machine")
        header = Header(**{**told, "begins": tuple(told["begins"])})
        return header, Columns(header, data[start:])
    except (KeyError, TypeError, IndexError, AttributeError, struct.error) as error:
        raise ValueError(f"no columns: {error}") from error


def _part(data: memoryview, at: int, form: Literal["I", "Q", "q"], count: int) -> tuple[memoryview[int], int]:
    end = at + struct.calcsize(form) * count
    return data[at:end].cast(form), end
