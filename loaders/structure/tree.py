"""Blocks to sections: levels of headings, running titles, roles, and the ways extractors walk a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, takewhile, zip_longest

from loaders.reading.text import MappedText, SourceText
from loaders.structure.aligned import unfolded
from loaders.structure.flowed import flowed_blocks
from loaders.structure.lines import NUMBERED, heading_depth, is_wrapped, split_lines
from loaders.structure.roles import role_of, without_number
from loaders.structure.types import Block, Kind, Role
from loaders.structure.wrapped import wrapped_blocks


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
    blocks = _mark_furniture(blocks, patterns)
    ordered = _hoist_running_titles(blocks) if wrapped else blocks
    ordered = [replace(block, index=index) for index, block in enumerate(ordered)]
    root, section_of = _sections(ordered, tuple(roles))
    _place_footnotes(source, ordered, section_of)
    return DocumentText(document_id, source, start, end, wrapped, ordered, root, section_of)


def _key(block: Block) -> str:
    return re.sub(r"\W+", " ", block.text.text.lower()).strip()


def _mark_furniture(blocks: Sequence[Block], patterns: tuple[re.Pattern[str], ...]) -> list[Block]:
    """Slogans and page headers: what a pattern names, and short words without text of their own that come back in
    four places or more with other pages between them (a chapter's title comes back on the pages of one chapter)."""
    places: dict[str, list[int]] = {}
    for block, after in zip_longest(blocks, blocks[1:]):
        if _is_bodyless(block, after):
            places.setdefault(_key(block), []).append(block.page)
    slogans = {key for key, pages in places.items() if _clusters(pages) >= 4}
    return [
        replace(block, kind=Kind.FURNITURE)
        if _is_short(block) and (_key(block) in slogans or any(p.search(block.text.text) for p in patterns))
        else block
        for block in blocks
    ]


def _clusters(pages: Sequence[int]) -> int:
    ordered = sorted(set(pages))
    return 1 + sum(after > this + 1 for this, after in pairwise(ordered))


def _is_short(block: Block) -> bool:
    return block.kind in (Kind.HEADING, Kind.PARAGRAPH) and len(block.text) <= 110


def _is_bodyless(block: Block, after: Block | None) -> bool:
    if not _is_short(block):
        return False
    return after is None or after.kind in (Kind.HEADING, Kind.FURNITURE) or after.page != block.page


_PARTS = (Role.AMBITIONS, Role.APPROACH, Role.ANALYSIS, Role.EXAMPLE)  # of every chapter


def _hoist_running_titles(blocks: Sequence[Block]) -> list[Block]:
    """Put a page's title, which copying out of a PDF may leave at the page's end, at its start.

    A running title is a heading that stands on two pages or more and has no text of its own at this place.
    """
    pages: dict[int, list[Block]] = {}
    for block in blocks:
        pages.setdefault(block.page, []).append(block)
    on_pages = Counter(key for page in pages.values() for key in {_key(b) for b in page if b.kind is Kind.HEADING})
    ordered: list[Block] = []
    for page in pages.values():
        hoisted: list[Block] = []
        for at, block in enumerate(page):
            after = page[at + 1] if at + 1 < len(page) else None
            running = on_pages[_key(block)] > 1 and role_of(block.text.text) not in _PARTS
            if block.kind is Kind.HEADING and running and _is_bodyless(block, after):
                hoisted.append(block)
        titles = _titles(hoisted)
        if sum(block.kind is Kind.HEADING for block in titles) != 1:
            ordered += page  # none, or an overview page that names several chapters
            continue
        ordered += titles
        ordered += [_below_title(block) for block in page if block not in hoisted]
    return ordered


def _titles(hoisted: Sequence[Block]) -> list[Block]:
    """The running titles of a page as chapter headings; what stands right under one is its subtitle."""
    titles: list[Block] = []
    for block in hoisted:
        subtitle = bool(titles) and block.group == titles[-1].group
        titles.append(replace(block, kind=Kind.PARAGRAPH) if subtitle else replace(block, depth=1))
    return titles


def _below_title(block: Block) -> Block:
    """A heading that seemed to open the page stands under the title found elsewhere on it."""
    return replace(block, depth=4) if block.kind is Kind.HEADING and block.depth == 1 else block


def _sections(
    blocks: Sequence[Block], roles: tuple[tuple[re.Pattern[str], Role], ...]
) -> tuple[Section, dict[int, Section]]:
    root = Section(None, 0)
    current = root
    section_of: dict[int, Section] = {}
    page = -1
    top_words = _top_level_words(blocks)
    numbered = any(b.kind is Kind.HEADING and b.depth > 1 and NUMBERED.match(b.text.text) for b in blocks)
    for block in blocks:
        if block.kind is Kind.HEADING:
            role = role_of(block.text.text, roles)
            depth = _depth(block, role, first_on_page=block.page != page and not numbered, top_words=top_words)
            if current.heading is not None and _key(current.heading) == _key(block) and current.depth == depth:
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


def _place_footnotes(source: SourceText, blocks: Sequence[Block], section_of: dict[int, Section]) -> None:
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
    if role in _PARTS:
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
