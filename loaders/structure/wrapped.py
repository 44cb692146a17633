"""Blocks of a text whose lines are broken at the width of a printed column.

A paragraph ends where the next word would still have fitted on the line; a blank line inside a sentence is an
accident of copying; a single space before a line marks the first line of a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.reading.normalise import clean, hyphenated_words, join_lines
from loaders.reading.text import MappedText, SourceText
from loaders.structure.aligned import table_rows
from loaders.structure.lines import (
    BULLET,
    HASHES,
    LEADERS,
    NUMBERED,
    PAGE_NUMBER,
    PARTED,
    ROMAN,
    RULE,
    SECTIONED,
    TERMINAL,
    column_width,
    heading_depth,
    item_number,
    lettered_items,
    lettered_titles,
    numbered_titles,
    roman_items,
)
from loaders.structure.types import Block, Kind, Line

_NUMBER = r"-?\d[\d.,]*%?"
_ROW = re.compile(rf"^\s*(?P<label>(?:\d{{1,2}}\.\s+)?[A-ZÀ-Ý][^\d%]*?)?(?P<cells>(?:\s+|^){_NUMBER}(?:\s+{_NUMBER})*)\s*$")
_NUMBERED_ROW = re.compile(r"^\s*\d{1,2}\.\s+[A-ZÀ-Ý]")
_FUNCTION_WORD = re.compile(
    r"\b(?:de|het|een|van|en|of|in|op|voor|met|te|dat|die|om|aan|bij|naar|uit|tot|tegen|als|door|is|zijn|worden|over|onze)$"
)
_LABEL = re.compile(r"^[A-ZÀ-Ý][\w' ]{3,40}: \S")  # "Veilige buurten: aansluiten bij" begins an entry
_IN_SENTENCE = re.compile(rf"[a-zà-ÿ)]{{2}}[.!?] [A-ZÀ-Ý]|{_FUNCTION_WORD.pattern}")
_MARGIN = 2  # code points a printer may leave although the next word would have fitted
_HALF_NAME = re.compile(r"\b(?:het|de|van|en|in) [A-ZÀ-Ý][a-zà-ÿ]+$")  # "het Openbaar", and "Ministerie" on the next line
_PAGE_START = re.compile(r"^ (?! )\S|\f")
_HEADING_LIMIT = 110
_HEADING_LINES = 3
_RUNNING = 40  # code points; what is longer and unfinished is a sentence, not a title
_LOWER = re.compile(r"^\s*[a-zà-ÿ(]")
_LOWER_WORD = re.compile(r"^\s*[a-zà-ÿ]")


def wrapped_blocks(
    source: SourceText, lines: Sequence[Line], furniture: Sequence[re.Pattern[str]] = ()
) -> list[Block]:
    """Blocks in reading order: lines of one paragraph, item or title joined.

    furniture: patterns of page headers and slogans; a sentence goes on over them.
    """
    reader = _Reader(source, lines, furniture)
    for at in range(len(lines)):
        reader.take(at)
    reader.close()
    return reader.blocks


class _Reader:
    def __init__(self, source: SourceText, lines: Sequence[Line], furniture: Sequence[re.Pattern[str]]) -> None:
        self.source, self.lines, self.furniture = source, lines, furniture
        self.blocks: list[Block] = []
        self.open: list[int] = []  # indices of the lines of the block being read
        self.group = self.page = self.blanks = 0
        self.hyphenated = hyphenated_words(source.text)
        self.letters = lettered_items(lines)
        self.rows = {at: cuts for at, cuts in table_rows(lines).items() if at not in self.letters}
        self.lettered = lettered_titles(lines) | numbered_titles(lines)  # chapters
        self.roman = roman_items(lines) | self.letters

    def take(self, at: int) -> None:
        line = self.lines[at]
        if line.blank:
            self.blanks += 1
            return
        if self._interrupts(at):
            self._append(Kind.FURNITURE, [at])
            return
        if at in self.rows:
            self._table_row(at)
        elif RULE.match(line.raw):
            self.close()
        elif self.open and self._continues(at):
            self.open.append(at)
        else:
            self.close()
            self.group += self.blanks > 0
            self.page += _starts_page(line.raw) and not _LOWER.match(line.raw)
            self.open = [at]
        self.blanks = 0

    def _table_row(self, at: int) -> None:
        """A row whose cells are known; a line that only draws the table ends nothing and says nothing."""
        self.close()
        self.group += self.blanks > 0
        line = self.lines[at]
        if cuts := self.rows[at]:
            raw = MappedText.of(self.source, line.start, line.end)
            self._append(Kind.ROW, [at], cells=tuple(clean(raw[start:end]) for start, end in cuts))

    def _continues(self, at: int) -> bool:
        line, last = self.lines[at], self.lines[self.open[-1]]
        if line.apart or last.apart or at in self.roman:
            return False
        if self._is_dash_in_sentence(line, last):
            return True
        if BULLET.match(line.raw) or _row_cells(line.raw, alone=False) or self._in_row():
            return False
        if self._stands_alone(at) or self._stands_alone(self.open[-1]):
            return False
        lower = bool(_LOWER.match(line.raw))
        if _starts_page(line.raw):
            return lower and not TERMINAL.search(last.raw)
        text = last.raw.strip()
        if self.blanks and (self._is_title_over(at) or self._is_header(line) or self._is_header(last)):
            return False
        if self.blanks:
            ended = bool(TERMINAL.search(text)) and not (text.endswith(":") and lower and self._in_item())
            return not ended and (lower or text.endswith((",", "-")) or bool(_FUNCTION_WORD.search(text)))
        if lower or self._in_brackets():
            return True
        words = line.raw.split()
        room = column_width(self.lines, self.open[-1])
        fits = len(text) + 1 + len(words[0]) + _MARGIN <= room
        if TERMINAL.search(text):
            return not fits and not self._item_over()
        if _LABEL.match(line.raw) and fits:
            return False
        return not fits or text.endswith((",", "-", "/")) or bool(_FUNCTION_WORD.search(text) or _HALF_NAME.search(text))

    def _stands_alone(self, at: int) -> bool:
        """A title with a sign of its own, or a line of a table of contents: nothing goes on before or after it."""
        return at in self.lettered or bool(HASHES.match(self.lines[at].raw) or LEADERS.match(self.lines[at].raw))

    def _is_header(self, line: Line) -> bool:
        """Whether a line is a page header and nothing else."""
        return any(pattern.fullmatch(line.raw.strip()) for pattern in self.furniture)

    def _is_title_over(self, at: int) -> bool:
        """Whether a title with the number of a section stands above a blank line, and a new sentence below it."""
        above = self.lines[self.open[0]]
        return len(self.open) == 1 and bool(SECTIONED.match(above.raw)) and not _LOWER_WORD.match(self.lines[at].raw)

    def _interrupts(self, at: int) -> bool:
        """Whether a page header stands inside the sentence being read: the sentence goes on after it."""
        line = self.lines[at]
        if not self.open or not self.blanks or not any(p.search(line.raw.strip()) for p in self.furniture):
            return False
        if at + 1 < len(self.lines) and not self.lines[at + 1].blank:
            return False  # the first line of a slogan of several
        after = next((n for n in self.lines[at + 1 :] if not n.blank), None)
        running = sum(len(self.lines[n].raw.strip()) for n in self.open) > _RUNNING
        unfinished = not TERMINAL.search(self.lines[self.open[-1]].raw)
        return running and unfinished and after is not None and bool(re.match(r"\s*[a-zà-ÿ(\d]", after.raw))

    def _is_dash_in_sentence(self, line: Line, last: Line) -> bool:
        """A line that begins with a dash inside a running sentence is no list item."""
        dash = re.match(r"^[-–] ", line.raw)
        return bool(dash) and not self.blanks and not TERMINAL.search(last.raw) and len(last.raw.strip()) > 25

    def _item_over(self) -> bool:
        """Whether the list item being read ended with the last line: a semicolon ends an item."""
        return self._in_item() and self.lines[self.open[-1]].raw.rstrip().endswith(";")

    def _in_brackets(self) -> bool:
        """Whether a bracket opened in the block being read is not closed yet."""
        text = " ".join(self.lines[n].raw for n in self.open)
        return text.count("(") > text.count(")")

    def _in_item(self) -> bool:
        return bool(BULLET.match(self.lines[self.open[0]].raw))

    def _in_row(self) -> bool:
        return bool(_row_cells(self.lines[self.open[-1]].raw, alone=False))

    def close(self) -> None:
        """Turn the open lines into a block."""
        if not self.open:
            return
        first = self.lines[self.open[0]]
        opened, self.open = self.open, []
        raw = first.raw
        alone = len(opened) == 1
        if alone and (PAGE_NUMBER.match(raw) or self._is_footer(raw)):
            self._append(Kind.FURNITURE, opened)
        elif alone and LEADERS.match(raw):
            self._append(Kind.CONTENTS, opened)
        elif alone and (hashes := HASHES.match(raw)):
            self._append(Kind.HEADING, opened, skip=hashes.end(), depth=len(hashes.group(1)))
        elif opened[0] in self.lettered:
            self._append(Kind.HEADING, opened, depth=1)
        elif alone and (cells := self._cells(first)):
            self._append(Kind.ROW, opened, cells=cells)
        elif match := (ROMAN if opened[0] in self.roman else BULLET).match(raw):
            marker = match.group("marker")
            number = item_number(marker) if item_number(marker) is not None else self.roman.get(opened[0])
            self._append(Kind.ITEM, opened, skip=match.end(), depth=1, marker=marker, number=number)
        elif self._is_heading(opened):
            self._append(Kind.HEADING, opened, depth=self._heading_depth(raw))
        else:
            self._append(Kind.PARAGRAPH, opened)

    def _heading_depth(self, raw: str) -> int:
        """1 for what begins a page or is numbered; parts with a number ("Thema 2") stand under lettered chapters."""
        if PARTED.match(raw):
            return 2 if self.lettered else 1
        if (number := NUMBERED.match(raw)) is not None:
            return heading_depth(number.group("number"))
        return 1 if _starts_page(raw) else 0

    def _is_heading(self, opened: Sequence[int]) -> bool:
        text = " ".join(self.lines[n].raw.strip() for n in opened)
        return (
            len(opened) <= _HEADING_LINES
            and len(text) <= _HEADING_LIMIT
            and not re.search(r"[.;,:]['\"’”)]*$", text)
            and not re.match(r"[a-zà-ÿ(“\"]", text)
            and not re.search(r"[.!?]\s+[A-Z]", NUMBERED.sub("", text))  # "2.3. Een stad"
            and not re.match(r"(?:Zie|Bron)\b|https?:|www\.", text)
            and any(char.isalpha() for char in text)
        )

    @staticmethod
    def _is_footer(raw: str) -> bool:
        return bool(re.match(r"^\s*\t.*\d\s*$", raw))

    def _cells(self, line: Line) -> tuple[MappedText, ...]:
        parts = _row_cells(line.raw, alone=True)
        if not parts:
            return ()
        raw = MappedText.of(self.source, line.start, line.end)
        return tuple(clean(raw[start:end]) for start, end in parts)

    def _append(
        self,
        kind: Kind,
        opened: Sequence[int],
        *,
        skip: int = 0,
        depth: int = 0,
        marker: str = "",
        number: int | None = None,
        cells: tuple[MappedText, ...] = (),
    ) -> None:
        first = self.lines[opened[0]]
        parts = [MappedText.of(self.source, first.start + skip, first.end)]
        parts += [MappedText.of(self.source, self.lines[n].start, self.lines[n].end) for n in opened[1:]]
        text = clean(join_lines(parts, self.hyphenated))
        if text:
            self.blocks.append(
                Block(len(self.blocks), kind, text, first.number, self.group, self.page, depth, marker, number, cells)
            )


def _starts_page(raw: str) -> bool:
    """A form feed, or the single blank that copying leaves before the first line of a page; not that of a list."""
    return bool(_PAGE_START.match(raw)) and (raw.startswith("\f") or not BULLET.match(raw))


def _row_cells(raw: str, *, alone: bool) -> list[tuple[int, int]]:
    """Where the cells of a table row stand in `raw`: the label, then one cell for each space-separated figure.

    Two spaces between figures stand for an empty cell. Empty list when the line is no row: a row has a label and at
    least two figures, or a numbered label and one, or (standing alone) figures only.
    """
    match = _ROW.match(raw)
    if not match:
        return []
    label, figures = match.group("label") or "", match.group("cells").split()
    numbered = bool(_NUMBERED_ROW.match(raw))
    if len(figures) < (1 if numbered else 2) or (not label and (not alone or len(figures) < 2)):
        return []
    if _IN_SENTENCE.search(label.strip()):  # "De eenheid kreeg in | 2021 11.700", at the end of a line
        return []
    start, end = match.span("label") if label else (match.start("cells"), match.start("cells"))
    parts = [(start, end)]
    at = match.start("cells") + (1 if raw[match.start("cells") : match.start("cells") + 1] == " " else 0)
    for piece in re.split(r" ", raw[at : match.end("cells")].replace("\t", " ")):
        parts.append((at, at + len(piece)))
        at += len(piece) + 1
    return parts
