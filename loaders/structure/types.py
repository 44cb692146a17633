"""The pieces a text is cut into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.model import Span
from loaders.reading.text import MappedText


class Kind(StrEnum):
    """What a block is in the layout."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list; `marker`, `number`, `depth`
    ROW = "row"  # of a table; `cells`
    FOOTNOTE = "footnote"  # `marker` is its sign
    CONTENTS = "contents"  # a line of a table of contents
    FURNITURE = "furniture"  # page number, running title, slogan: no statement of the document


class Role(StrEnum):
    """What the words of a heading promise about the text under it."""

    PREFACE = "preface"
    PRIORITIES = "priorities"
    AMBITIONS = "ambitions"
    APPROACH = "approach"
    ANALYSIS = "analysis"
    TRENDS = "trends"
    PRINCIPLES = "principles"
    AGREEMENTS = "agreements"
    FORMATION = "formation"
    GOVERNANCE = "governance"
    ALLOCATION = "allocation"
    EXAMPLE = "example"
    APPENDIX = "appendix"
    CONTENTS = "contents"
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source: 1-based number, offsets of its text without the newline, and the raw text.

    apart: whether it is known to be a piece of its own, such as a name in a block of signatures.
    """

    number: int
    start: int
    end: int
    raw: str
    apart: bool = False

    @property
    def blank(self) -> bool:
        return not self.raw.strip()


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the layout in reading order.

    text: normalised and repaired, mapped to the source.
    group: number of the run of lines without a blank line between them; blocks of one group stand together.
    page: counted from 0; a guess from form feeds, runs of blank lines or indents.
    depth: heading level (1 highest) or depth of a list item (1 outermost).
    cells: of a ROW, each mapped to the source; an empty cell is an empty text.
    """

    index: int
    kind: Kind
    text: MappedText
    line: int
    group: int
    page: int
    depth: int = 0
    marker: str = ""
    number: int | None = None
    cells: tuple[MappedText, ...] = ()

    @property
    def span(self) -> Span:
        return self.text.span()

    def __str__(self) -> str:
        return self.text.text


def words_of(block: Block) -> str:
    """The words of a block in lower case without signs: the same for a title and its repeat."""
    return re.sub(r"\W+", " ", block.text.text.lower()).strip()
