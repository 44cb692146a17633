"""Signature blocks: who signs, for which organisation.

Printed as pairs "Veldrijk," / "A. van Dijk" in columns, each on a line or two of its own; copying out of a PDF leaves
them in any order, with page furniture between them. Read from the raw lines, because where a line ends is all that
tells a place from a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
_STRAYS = 2  # lines of a page header or the like inside a pair
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
    furniture = sorted(block.span for block in doc.blocks if block.kind is Kind.FURNITURE)
    starts = [span.start for span in furniture]

    def is_furniture(line: Line) -> bool:
        last = bisect_right(starts, line.end) - 1
        return last >= 0 and line.start < furniture[last].end

    return [line for line in split_lines(doc.source, doc.start, doc.end) if not line.blank and not is_furniture(line)]


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
        """The name that begins on line `at` or, past a stray line, just after; with the line it ends on.

        A name without initials is one only right after a known place.
        """
        for first in range(at, min(at + _STRAYS + 1, len(self.lines))):
            text = self.lines[first].raw.strip()
            if begins_name(text):
                for last in range(first + 1, min(first + _STRAYS + 2, len(self.lines))):
                    whole = complete_name(joined_name(text, self.lines[last].raw))
                    if whole:
                        return whole, last
            name = complete_name(text) or (text if known and first == at and is_full_name(text) else "")
            if name:
                return name, first
            if text.endswith(","):
                break
        return "", at

    def _place(self, at: int, used: int) -> tuple[str, int]:
        """The place that ends on line `at`, with the line it begins on: the longest known one, a stray line inside it
        looked past, else what stands together."""
        own = self.lines[at].raw.strip().rstrip(",")
        found, first, together = own, at, own
        for earlier in range(at - 1, max(used, at - 2 - _STRAYS), -1):
            line = self.lines[earlier]
            text = line.raw.strip()
            if len(text) > _LONGEST or text.endswith(","):
                break
            if not _PLACE.fullmatch(text):
                continue
            glue = "" if text.endswith("-") else " "
            adjacent = line.number + 1 == self.lines[earlier + 1].number
            together = f"{text}{glue}{together}"
            known = next((name for name in (together, f"{text}{glue}{own}") if self._is_known(name)), None)
            if known or (adjacent and used >= 0 and not self._is_known(found)):
                found, first = known or together, earlier
        return found, first

    def _is_known(self, name: str) -> bool:
        gazetteer = self.gazetteer
        known = name.lower() in gazetteer.by_name or gazetteer.municipality(name) is not None
        return known or gazetteer.full_name(name).startswith("Politie ")


def _span(first: Line, last: Line) -> Span:
    start = first.start + len(first.raw) - len(first.raw.lstrip())
    return Span(start, last.start + len(last.raw.rstrip()))
