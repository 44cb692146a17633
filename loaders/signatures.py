"""Signature blocks: who signs, for which organisation.

Printed as pairs "Utrecht," / "J. van Zanen" in columns, each on a line or two of its own; copying out of a PDF leaves
them in any order, with page furniture between them. Read from the raw lines, because where a line ends is all that
tells a place from a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Span
from loaders.context import Reading
from loaders.persons import WITH_INITIALS, begins_name, complete_name, is_full_name, joined_name
from loaders.structure import Kind, Line
from loaders.structure.lines import split_lines

_LONGEST = 60  # code points of a line of a signature block
_PAIR = re.compile(rf"(?P<place>[A-ZÀ-Ý'‘’][^,:;.!?\d]{{1,50}}),\s+(?P<name>{WITH_INITIALS})")
_PLACE = re.compile(r"[A-ZÀ-Ý'‘’][^,:;.!?\d]{0,50},?")
_FEWEST = 2  # pairs; one alone may be a line of prose


@dataclass(frozen=True, slots=True)
class Signature:
    """One pair: the organisation or place as printed (line breaks joined), the person's name, where the pair stands."""

    place: str
    name: str
    span: Span


def signatures(reading: Reading) -> list[Signature]:
    """The pairs of the signature block of a document, in reading order; empty when it has none."""
    found = _Reader(reading, _short_lines(reading)).read()
    return found if len(found) >= _FEWEST else []


def _short_lines(reading: Reading) -> list[Line]:
    doc = reading.doc
    furniture = [block.span for block in doc.blocks if block.kind is Kind.FURNITURE]
    return [
        line
        for line in split_lines(doc.source, doc.start, doc.end)
        if not line.blank and not any(span.start <= line.end and line.start < span.end for span in furniture)
    ]


class _Reader:
    def __init__(self, reading: Reading, lines: Sequence[Line]) -> None:
        self.gazetteer, self.lines = reading.gazetteer, lines

    def read(self) -> list[Signature]:
        found: list[Signature] = []
        used = -1  # last line that belongs to a pair
        for at, line in enumerate(self.lines):
            text = line.raw.strip()
            if at <= used or len(text) > _LONGEST:
                continue
            if match := _PAIR.fullmatch(text):
                found.append(Signature(match.group("place"), match.group("name"), _span(line, line)))
                used = at
            elif text.endswith(",") and _PLACE.fullmatch(text):
                place, first = self._place(at, used)
                name, last = self._name(at + 1, known=self._is_known(place))
                if name:
                    found.append(Signature(place, name, _span(self.lines[first], self.lines[last])))
                    used = last
        return found

    def _name(self, at: int, *, known: bool) -> tuple[str, int]:
        """The name that begins on line `at`, with the line it ends on. Without initials only after a known place."""
        if at >= len(self.lines):
            return "", at
        text = self.lines[at].raw.strip()
        if at + 1 < len(self.lines) and begins_name(text):
            whole = complete_name(joined_name(text, self.lines[at + 1].raw))
            if whole:
                return whole, at + 1
        name = complete_name(text)
        return (name or (text if known and is_full_name(text) else "")), at

    def _place(self, at: int, used: int) -> tuple[str, int]:
        """The place that ends on line `at`, with the line it begins on: the longest known one, else what stands
        together."""
        best = self.lines[at].raw.strip().rstrip(",")
        first, joined = at, best
        for earlier in range(at - 1, max(used, at - 3), -1):
            line = self.lines[earlier]
            text = line.raw.strip()
            if len(text) > _LONGEST or not _PLACE.fullmatch(text) or text.endswith(","):
                break
            joined = f"{text}{joined}" if text.endswith("-") else f"{text} {joined}"
            adjacent = line.number + 1 == self.lines[earlier + 1].number
            if self._is_known(joined) or (adjacent and not self._is_known(best) and used >= 0):
                best, first = joined, earlier
        return best, first

    def _is_known(self, name: str) -> bool:
        gazetteer = self.gazetteer
        known = name.lower() in gazetteer.by_name or gazetteer.municipality(name) is not None
        return known or gazetteer.full_name(name).startswith("Politie ")


def _span(first: Line, last: Line) -> Span:
    start = first.start + len(first.raw) - len(first.raw.lstrip())
    return Span(start, last.start + len(last.raw.rstrip()))
