"""Text that knows where it came from.

`SourceText` is one file as received. `MappedText` is a normalised piece of it: every character carries the offset in
the file it stands for, so that any slice leads back to the raw words however much was joined or repaired.
"""

from __future__ import annotations

import bisect
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.errors import SourceError
from kg.model import Span


@dataclass(frozen=True)
class SourceText:
    """One source file: its name and its text with newlines kept, offsets in code points."""

    name: str
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        return [0] + [match.end() for match in re.finditer("\n", self.text)]

    @cached_property
    def sha256(self) -> str:
        """Digest of the UTF-8 bytes of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def line_of(self, offset: int) -> int:
        """1-based line in the file that holds the code point at `offset`."""
        return bisect.bisect_right(self.line_starts, offset)

    def raw(self, span: Span) -> str:
        return self.text[span.start : span.end]


def read_source(path: Path) -> SourceText:
    """The text of a UTF-8 file (a byte order mark is dropped, CRLF is kept as it is).

    Raises SourceError for a file that cannot be read, is empty, or is not UTF-8, naming the line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", file=path) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"not UTF-8: byte 0x{data[error.start]:02x} at position {error.start}",
            file=path,
            line=line,
            hint="Save the text as UTF-8 and load it again",
        ) from error
    if not text.strip():
        raise SourceError("empty: nothing to read", file=path, hint="Is this the right file?")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise SourceError("holds a NUL character: not a text file", file=path, line=line)
    return SourceText(path.name, text)


@dataclass(frozen=True)
class MappedText:
    """A string and, for each of its characters, the source offset it stands for.

    `ends` holds for each character the offset just after what it stands for, so that a repaired word covers the
    whole of the raw word.
    """

    text: str
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueError("text and map differ in length")

    @classmethod
    def of(cls, source: SourceText, start: int, end: int) -> MappedText:
        """The raw text of `source` between two offsets, unchanged."""
        return cls(source.text[start:end], tuple(range(start, end)), tuple(range(start + 1, end + 1)))

    @classmethod
    def joined(cls, parts: Iterable[MappedText], glue: str = " ") -> MappedText:
        """Parts one after the other, with `glue` between them that stands for the gap."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for part in parts:
            if not part.text:
                continue
            if text and glue:
                text.append(glue)
                gap = (ends[-1], max(ends[-1], part.starts[0]))
                starts += [gap[0]] * len(glue)
                ends += [gap[1]] * len(glue)
            text.append(part.text)
            starts += part.starts
            ends += part.ends
        return cls("".join(text), tuple(starts), tuple(ends))

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, key: slice) -> MappedText:
        return MappedText(self.text[key], self.starts[key], self.ends[key])

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source span of characters [start, end) of this text; the whole by default.

        Raises ValueError for an empty piece, which stands nowhere.
        """
        end = len(self.text) if end is None else end
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters {start}-{end} in a text of {len(self.text)}")
        return Span(min(self.starts[start:end]), max(self.ends[start:end]))

    def match_span(self, match: re.Match[str], group: int | str = 0) -> Span:
        """The source span of a match on `self.text`."""
        return self.span(match.start(group), match.end(group))

    def strip(self, chars: str | None = None) -> MappedText:
        left = len(self.text) - len(self.text.lstrip(chars))
        right = len(self.text.rstrip(chars))
        return self[left : max(left, right)]

    def split(self, pattern: str | re.Pattern[str]) -> list[MappedText]:
        """Pieces between the matches of `pattern`."""
        pieces, last = [], 0
        for match in re.finditer(pattern, self.text):
            pieces.append(self[last : match.start()])
            last = match.end()
        return [*pieces, self[last:]]

    def sub(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> MappedText:
        """Like re.sub; every character of a replacement stands for the whole of what it replaced."""
        if not pattern.search(self.text):
            return self
        parts: list[MappedText] = []
        last = 0
        for match in pattern.finditer(self.text):
            parts.append(self[last : match.start()])
            new = replace(match)
            if match.end() > match.start() and new == match.group():
                parts.append(self[match.start() : match.end()])
            elif match.end() > match.start():
                start, end = self.starts[match.start()], self.ends[match.end() - 1]
                parts.append(MappedText(new, (start,) * len(new), (end,) * len(new)))
            last = match.end()
        parts.append(self[last:])
        return MappedText.joined(parts, glue="")
