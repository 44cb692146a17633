"""A document as extractors see it: its blocks and sections, and the ways to walk them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from loaders.reading.text import MappedText, SourceText
from loaders.structure.aligned import unfolded
from loaders.structure.flowed import flowed_blocks
from loaders.structure.furniture import hoist_running_titles, mark_furniture
from loaders.structure.lines import is_wrapped, split_lines
from loaders.structure.sections import Section, place_footnotes, sections_of
from loaders.structure.types import Block, Kind, Role
from loaders.structure.wrapped import wrapped_blocks


@dataclass(eq=False)
class DocumentText:
    """One document as extractors see it.

    blocks: all blocks in reading order, furniture included.
    root: the tree of sections.
    start, end: offsets in the source file (a file may hold several documents).
    """

    id: str
    source: SourceText
    start: int
    end: int
    wrapped: bool
    blocks: list[Block]
    root: Section
    _section_of: dict[int, Section]

    def section_of(self, block: Block) -> Section:
        """The innermost section that holds `block` (for a heading: the section it opens)."""
        return self._section_of[block.index]

    @cached_property
    def body(self) -> list[Block]:
        """Blocks that state something: without furniture and table of contents."""
        return [block for block in self.blocks if block.kind not in (Kind.FURNITURE, Kind.CONTENTS)]

    def of_kind(self, *kinds: Kind) -> list[Block]:
        return [block for block in self.body if block.kind in kinds]

    @cached_property
    def sections(self) -> list[Section]:
        return list(self.root.walk())

    def with_role(self, *roles: Role) -> list[Section]:
        """Sections whose own heading has one of the roles."""
        return [section for section in self.sections if section.role in roles]

    def roles_of(self, block: Block) -> set[Role]:
        """Roles of all headings that `block` stands under."""
        return {section.role for section in self.section_of(block).ancestors() if section.role is not None}

    @cached_property
    def groups(self) -> list[list[Block]]:
        """Blocks that stand together without a blank line between them, in reading order."""
        grouped: dict[int, list[Block]] = {}
        for block in self.body:
            grouped.setdefault(block.group, []).append(block)
        return list(grouped.values())

    def lists(self) -> Iterator[tuple[Block | None, list[Block]]]:
        """Each list with the paragraph or heading that introduces it.

        Items on both sides of a blank line or page break are one list when nothing but furniture or a footnote
        stands between them.
        """
        lead: Block | None = None
        items: list[Block] = []
        for block in self.body:
            if block.kind is Kind.ITEM:
                if items and block.number == 1 and items[-1].number is not None and block.depth == items[0].depth:
                    yield lead, items
                    items = []
                items.append(block)
            elif block.kind is Kind.FOOTNOTE:
                continue
            else:
                if items and not (block.kind is Kind.PARAGRAPH and block.group == items[-1].group):
                    yield lead, items
                    items = []
                if not items:
                    lead = block
        if items:
            yield lead, items

    def line_of(self, offset: int) -> int:
        return self.source.line_of(offset)

    def text_of(self, start: int, end: int) -> MappedText:
        """Raw text of the source between two offsets."""
        return MappedText.of(self.source, start, end)


def build_document(
    document_id: str,
    source: SourceText,
    start: int = 0,
    end: int | None = None,
    roles: Iterable[tuple[re.Pattern[str], Role]] = (),
    furniture: Iterable[re.Pattern[str]] = (),
) -> DocumentText:
    """Cut [start, end) of a source into blocks and sections.

    roles: a document's own wording of headings, tried before the general lexicon.
    furniture: patterns of slogans and page headers that state nothing.
    """
    end = len(source.text) if end is None else end
    lines = unfolded(split_lines(source, start, end))
    wrapped = is_wrapped(lines)
    patterns = tuple(furniture)
    blocks = (wrapped_blocks if wrapped else flowed_blocks)(source, lines, patterns)
    blocks = mark_furniture(blocks, patterns)
    ordered = hoist_running_titles(blocks) if wrapped else blocks
    ordered = [replace(block, index=index) for index, block in enumerate(ordered)]
    root, section_of = sections_of(ordered, tuple(roles))
    place_footnotes(source, ordered, section_of)
    return DocumentText(document_id, source, start, end, wrapped, ordered, root, section_of)
