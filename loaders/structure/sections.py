"""Sections: which heading opens one, at which level, and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from loaders.reading.text import SourceText
from loaders.structure.lines import NUMBERED, heading_depth
from loaders.structure.roles import PARTS, role_of, without_number
from loaders.structure.types import Block, Kind, Role, words_of

_LABEL_WORDS = 4


@dataclass(eq=False)
class Section:
    """A heading and what stands under it, down to the next heading of the same or a higher level.

    blocks: those directly under the heading, the heading itself left out.
    """

    heading: Block | None
    depth: int
    parent: Section | None = None
    blocks: list[Block] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    role: Role | None = None

    @property
    def title(self) -> str:
        """The heading without its numbering; empty for what stands before the first heading."""
        return without_number(self.heading.text.text) if self.heading else ""

    def ancestors(self) -> Iterator[Section]:
        """This section, then the ones it stands in, from the inside out."""
        section: Section | None = self
        while section is not None:
            yield section
            section = section.parent

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_blocks(self) -> list[Block]:
        """Blocks of this section and of all below it, headings included, in reading order."""
        found = []
        for section in self.walk():
            if section.heading is not None and section is not self:
                found.append(section.heading)
            found += section.blocks
        return found


def sections_of(
    blocks: Sequence[Block], roles: tuple[tuple[re.Pattern[str], Role], ...]
) -> tuple[Section, dict[int, Section]]:
    root = Section(None, 0)
    current = root
    section_of: dict[int, Section] = {}
    page = -1
    top_words = _top_level_words(blocks)
    numbered = any(b.kind is Kind.HEADING and b.depth > 1 and NUMBERED.match(b.text.text) for b in blocks)
    labels = _labels_of_pictures(blocks)
    for block in blocks:
        if block.kind is Kind.HEADING:
            role = None if block.index in labels else role_of(block.text.text, roles)
            depth = _depth(block, role, first_on_page=block.page != page and not numbered, top_words=top_words)
            if current.heading is not None and words_of(current.heading) == words_of(block) and current.depth == depth:
                section_of[block.index] = current  # a title repeated on the next page opens nothing new
            else:
                current = _open(current, block, depth, role)
                section_of[block.index] = current
        elif block.kind not in (Kind.FURNITURE, Kind.CONTENTS):
            current.blocks.append(block)
            section_of[block.index] = current
        else:
            section_of[block.index] = current
        if block.kind is not Kind.FURNITURE:
            page = block.page
    return root, section_of


def _labels_of_pictures(blocks: Sequence[Block]) -> set[int]:
    """Titles of several words right below one another with nothing else beside them, no number before them: the labels
    of a flattened picture, whose words promise no part of the text ("Aanpak op districtelijke thema's")."""
    found: set[int] = set()
    for _, group in groupby(blocks, key=lambda block: block.group):
        titles = list(group)
        plain = all(block.kind is Kind.HEADING and not block.depth for block in titles)
        if plain and len(titles) > 1:
            found.update(block.index for block in titles if len(block.text.text.split()) >= _LABEL_WORDS)
    return found


def place_footnotes(source: SourceText, blocks: Sequence[Block], section_of: dict[int, Section]) -> None:
    """Put each footnote, with the list it introduces, into the section that calls it: it may be printed pages later."""
    for at, note in enumerate(blocks):
        if note.kind is not Kind.FOOTNOTE or not re.fullmatch("[¹²³⁰-⁹]+", note.marker):
            continue
        mark = re.compile(rf"(?<![¹²³⁰-⁹]){note.marker}(?![¹²³⁰-⁹])")
        callers = [b for b in blocks[:at] if b.kind is not Kind.FOOTNOTE and mark.search(_with_end(source, b))]
        if not callers:
            continue
        home = section_of[callers[-1].index]
        moved = [note]
        if note.text.text.endswith(":"):
            moved += takewhile(lambda block: block.kind is Kind.ITEM, blocks[at + 1 :])
        for block in moved:
            section_of[block.index].blocks.remove(block)
            home.blocks.append(block)
            section_of[block.index] = home


def _with_end(source: SourceText, block: Block) -> str:
    """The raw words of a block with the rest of its last line, where the sign of a note may stand."""
    end = source.text.find("\n", block.span.end)
    return source.text[block.span.start : end if end >= 0 else len(source.text)]


def _top_level_words(blocks: Sequence[Block]) -> set[str]:
    """Titles in the table of contents that carry a whole number or none: the chapters."""
    words = set()
    for block in blocks:
        if block.kind is Kind.CONTENTS:
            text = re.sub(r"[\s.]*\d+\s*$", "", block.text.text)
            number = NUMBERED.match(text)
            if number is None or heading_depth(number.group("number")) == 1:
                words.add(without_number(text).lower())
    return words


def _depth(block: Block, role: Role | None, *, first_on_page: bool, top_words: set[str]) -> int:
    """The level of a heading: its own sign (#, number) where it has one, else what kind of title it is.

    A title that opens a page or stands in the table of contents is a chapter; one that promises a part of every
    chapter ("Onze ambitie", "De aanpak") is a part of one.
    """
    if block.depth:
        return block.depth
    if without_number(block.text.text).lower() in top_words:
        return 1
    if role in PARTS:
        return 4
    if role in (Role.APPENDIX, Role.COLOPHON, Role.PREFACE, Role.CONTENTS):
        return 1
    return 1 if first_on_page else 4


def _open(current: Section, block: Block, depth: int, role: Role | None) -> Section:
    parent = current
    while parent.parent is not None and parent.depth >= depth:
        parent = parent.parent
    section = Section(block, depth, parent, role=role)
    parent.children.append(section)
    return section
