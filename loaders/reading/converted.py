"""What a reader of a format makes of a file: a text that evidence can refer to, and what was left out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from loaders.reading.text import SourceText

Progress = Callable[[int, int], None]  # pages (or parts) done, and in all


@dataclass(frozen=True)
class Converted:
    """source: the text and its name. notes: what could not be read, in words. pages: whether form feeds part pages.

    same: whether the text is the file as received; otherwise it must be kept beside it, or evidence refers to nothing.
    """

    source: SourceText
    notes: tuple[str, ...] = ()
    pages: bool = False
    same: bool = False

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, that holds the code point at `offset`; None when pages are not known."""
        return self.source.text.count("\f", 0, offset) + 1 if self.pages else None
