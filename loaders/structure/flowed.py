"""Blocks of a text in which each line is a whole paragraph, item, heading or table row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.reading.normalise import clean, join_lines
from loaders.reading.text import MappedText, SourceText
from loaders.structure.aligned import Cut, table_rows
from loaders.structure.lines import (
    BULLET,
    CONTENTS,
    FOOTNOTE,
    HASHES,
    LEADERS,
    NOTE_SIGNS,
    NUMBERED,
    PAGE_NUMBER,
    PARTED,
    ROMAN,
    RULE,
    TERMINAL,
    heading_depth,
    item_number,
    lettered_items,
    lettered_titles,
    roman_items,
)
from loaders.structure.roles import role_of
from loaders.structure.types import Block, Kind, Line

_PAGE_BREAK = 3  # blank lines in a row that converters leave between pages
_HEADING_LIMIT = 110  # code points
_FEW_WORDS = 4
_RUNNING = 60  # code points; a longer line may be a sentence that a page break cut
_CONTINUES = re.compile(r"^[a-zà-ÿ(]")
_AD = re.compile(r"^\s*Ad\s+\d+[.)]?\s+\S", re.I)


def flowed_blocks(
    source: SourceText, lines: Sequence[Line], furniture: Sequence[re.Pattern[str]] = ()
) -> list[Block]:
    """Blocks in reading order. A paragraph cut by a page break is joined again.

    furniture: patterns of page headers and slogans; a sentence goes on over them.
    """
    reader = _Reader(source, lines, furniture)
    for at in range(len(lines)):
        reader.take(at)
    return reader.blocks


class _Reader:
    def __init__(self, source: SourceText, lines: Sequence[Line], furniture: Sequence[re.Pattern[str]]) -> None:
        self.source, self.lines, self.furniture = source, lines, furniture
        self.blocks: list[Block] = []
        self.group = self.page = self.blanks = 0
        self.letters = lettered_items(lines)
        self.rows = {at: cuts for at, cuts in table_rows(lines).items() if at not in self.letters}
        self.lettered = lettered_titles(lines)
        self.roman = roman_items(lines) | self.letters

    def take(self, at: int) -> None:
        line = self.lines[at]
        if line.blank:
            self.blanks += _PAGE_BREAK if "\f" in line.raw else 1
            return
        if self.blanks:
            self.group += 1
            self.page += self.blanks >= _PAGE_BREAK
        self.blanks = 0
        if at in self.rows:
            self._table_row(line, self.rows[at])
        elif not RULE.match(line.raw):
            self._add(at, line)

    def _table_row(self, line: Line, cuts: Sequence[Cut]) -> None:
        """A row whose cells are known; a line that only draws the table says nothing."""
        raw = MappedText.of(self.source, line.start, line.end)
        if cuts:
            self._append(Kind.ROW, line, cells=tuple(clean(raw[start:end]) for start, end in cuts))

    def _add(self, at: int, line: Line) -> None:
        raw = line.raw
        if "\t" in raw.strip() and not (CONTENTS.match(raw) and self._is_contents(at)):
            self._append(Kind.ROW, line, cells=self._cells(line))
        elif LEADERS.match(raw) or (CONTENTS.match(raw) and self._is_contents(at)):
            self._append(Kind.CONTENTS, line)
        elif PAGE_NUMBER.match(raw) or self._is_furniture(line):
            self._append(Kind.FURNITURE, line)
        elif match := HASHES.match(raw):
            self._append(Kind.HEADING, line, start=match.end(), depth=len(match.group(1)))
        elif (match := FOOTNOTE.match(raw)) and not (match.group("star") and self._is_starred_list(at)):
            marker = match.group("sign") or match.group("sup") or match.group("star")
            self._append(Kind.FOOTNOTE, line, start=match.end(), marker=marker)
        elif self._is_numbered_heading(at):
            self._append(Kind.HEADING, line, depth=self._heading_depth(at))
        elif match := (ROMAN if at in self.roman else BULLET).match(raw):
            self._item(line, match, self.roman.get(at))
        elif self._is_heading(at):
            self._append(Kind.HEADING, line, depth=0)
        else:
            self._paragraph(line)

    def _heading_depth(self, at: int) -> int:
        raw = self.lines[at].raw
        if at in self.lettered:
            return 1
        if PARTED.match(raw):
            return 2 if self.lettered else 1
        number = NUMBERED.match(raw)
        return heading_depth(number.group("number")) if number else 3

    def _item(self, line: Line, match: re.Match[str], rank: int | None) -> None:
        marker = match.group("marker")
        depth = 1 + (len(match.group("indent").expandtabs(2)) > 0)
        number = item_number(marker)
        self._append(Kind.ITEM, line, start=match.end(), depth=depth, marker=marker, number=rank if number is None else number)

    def _paragraph(self, line: Line) -> None:
        last = self._last_running()
        text = self._mapped(line, 0)
        if last is not None and _CONTINUES.match(text.text):
            joined = join_lines([last.text, text])
            self.blocks[self.blocks.index(last)] = _with_text(last, joined)
            return
        self._append(Kind.PARAGRAPH, line)

    def _last_running(self) -> Block | None:
        """The last paragraph or item when its sentence is not finished and a page break may have cut it."""
        for block in reversed(self.blocks):
            if block.kind in (Kind.FOOTNOTE, Kind.FURNITURE):
                continue
            running = block.kind in (Kind.PARAGRAPH, Kind.ITEM) and block.group != self.group
            return block if running and len(block.text) > _RUNNING and not TERMINAL.search(block.text.text) else None
        return None

    def _is_numbered_heading(self, at: int) -> bool:
        """A numbered or lettered title that stands alone: the numbers beside it are not those of a list."""
        raw = self.lines[at].raw.rstrip().rstrip(NOTE_SIGNS)
        if not self._alone(at) or len(raw) > _HEADING_LIMIT or re.search(r"[.;:!]$", raw):
            return False
        return bool(NUMBERED.match(raw) or _AD.match(raw) or PARTED.match(raw)) or at in self.lettered

    def _is_heading(self, at: int) -> bool:
        raw = self.lines[at].raw.strip().strip("*").rstrip(NOTE_SIGNS)
        return (
            (self._alone(at) or self._promises_part(at))
            and len(raw) <= _HEADING_LIMIT
            and not re.search(r"[.;:,]['\"’”)]*$", raw)
            and not re.match(r"[a-zà-ÿ(]", raw)
            and not re.search(r"[.!?]\s+[A-Z]", raw)
            and not re.match(r"(?:Zie|Bron|Bron:|http|www\.)\b", raw)
            and any(char.isalpha() for char in raw)
            and not (len(raw) > _RUNNING and self._goes_on(at))
        )

    def _is_starred_list(self, at: int) -> bool:
        """Whether a line that begins with a star stands beside another: those are the items of a list."""
        beside = (self.lines[n].raw for n in (at - 1, at + 1) if 0 <= n < len(self.lines))
        return any((match := FOOTNOTE.match(raw)) and match.group("star") for raw in beside)

    def _is_furniture(self, line: Line) -> bool:
        return any(pattern.search(line.raw.strip()) for pattern in self.furniture)

    def _goes_on(self, at: int) -> bool:
        """Whether the next line with text on it continues a sentence."""
        rest = (line for line in self.lines[at + 1 :] if not line.blank and not self._is_furniture(line))
        after = next(rest, None)
        return after is not None and bool(_CONTINUES.match(after.raw))

    def _promises_part(self, at: int) -> bool:
        """Whether a short line names a part of a document ("Ambitie") right above the text of that part."""
        raw = self.lines[at].raw.strip()
        first = at == 0 or self.lines[at - 1].blank
        short = len(raw.split()) <= _FEW_WORDS and role_of(raw) is not None
        return first and short and at + 1 < len(self.lines) and bool(TERMINAL.search(self.lines[at + 1].raw))

    def _alone(self, at: int) -> bool:
        before = at == 0 or self.lines[at - 1].blank or bool(RULE.match(self.lines[at - 1].raw))
        after = at + 1 == len(self.lines) or self.lines[at + 1].blank or bool(RULE.match(self.lines[at + 1].raw))
        return before and after

    def _is_contents(self, at: int) -> bool:
        """A line that ends in a page number belongs to a table of contents when its neighbours do too."""
        near = [n for n in (at - 1, at + 1) if 0 <= n < len(self.lines)]
        return any(CONTENTS.match(self.lines[n].raw) and self.lines[n].raw.count("\t") <= 1 for n in near) and (
            self.lines[at].raw.count("\t") <= 1
        ) and self._under_contents_heading()

    def _under_contents_heading(self) -> bool:
        for block in reversed(self.blocks):
            if block.kind is Kind.HEADING:
                return bool(re.match(r"inhoud", block.text.text, re.I))
        return False

    def _cells(self, line: Line) -> tuple[MappedText, ...]:
        raw = MappedText.of(self.source, line.start, line.end)
        return tuple(clean(cell) for cell in raw.split(r"\t"))

    def _mapped(self, line: Line, start: int) -> MappedText:
        return clean(MappedText.of(self.source, line.start + start, line.end))

    def _append(
        self,
        kind: Kind,
        line: Line,
        *,
        start: int = 0,
        depth: int = 0,
        marker: str = "",
        number: int | None = None,
        cells: tuple[MappedText, ...] = (),
    ) -> None:
        text = self._mapped(line, start)
        if not text:
            return
        index = len(self.blocks)
        self.blocks.append(
            Block(index, kind, text, line.number, self.group, self.page, depth, marker, number, cells)
        )


def _with_text(block: Block, text: MappedText) -> Block:
    return Block(
        block.index, block.kind, text, block.line, block.group, block.page, block.depth, block.marker, block.number
    )
