"""From the glyphs of a PDF page to its lines, in reading order.

The order in which a page draws its text is nearly always the order of reading, columns included; what it does not tell
is which gaps are wide (the next cell of a table) and which pieces stand on one line. So: glyphs that follow one another
on a baseline are a piece, a wide gap or another baseline begins the next; a jump up the page begins a new block; pieces
of a block on one baseline are a line, with a tab for each wide gap. Blocks that stand side by side are columns of text
when their lines are long, and else the cells of a table.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_SPACE_GAP = 0.18  # of the size of the letters: a gap that stands for a space where none was drawn
_CELL_GAP = 1.6  # likewise: a gap no line of text has
_FIGURE_GAP = 0.85  # likewise, where a figure stands on one of its sides
_BLANKS = 3  # drawn one after the other: no line of text has them
_SAME_LINE = 0.35  # likewise: how far baselines of one line may lie apart
_RAISED = 0.55  # likewise: how far a footnote sign may stand above its line
_JUMP = 1.2  # likewise: a step up the page that begins a new block
_FAR = 6  # likewise: a step to the left that begins a new block
_COLUMN_CHARS = 24  # code points of the usual line of a column of text
_COLUMN_LINES = 4
_SIGNS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKER = re.compile(r"^(?:[-•*–▪■●○o‣·✓>➢❖►\uf0b7\uf0a7]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zA-Z][.)]|[IVX]{1,4}[.)]?)$")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter as drawn: left and right edge, foot, and height, in points; the page's foot is 0."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page. text: a tab stands for a gap as between cells. block: number of the block it is of."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    block: int


def page_lines(glyphs: Iterable[Glyph]) -> list[PdfLine]:
    """The lines of a page in reading order."""
    blocks = [_block_lines(block) for block in _blocks(_pieces(glyphs))]
    lines: list[PdfLine] = []
    for number, block in enumerate(_beside_one_another([block for block in blocks if block])):
        lines += [replace(line, block=number) for line in block]
    return lines


def _pieces(glyphs: Iterable[Glyph]) -> list[PdfLine]:
    """Runs of glyphs without a wide gap between them."""
    pieces: list[PdfLine] = []
    run: list[Glyph] = []
    spaces = 0
    for glyph in glyphs:
        if not glyph.text.strip():
            spaces += 1
            continue
        if run and (spaces >= _BLANKS or not _goes_on(run[-1], glyph)):
            pieces.append(_piece(run))
            run = []
        if run and _is_sign(run, glyph):
            glyph = replace(glyph, text=glyph.text.translate(_SIGNS), y=run[-1].y)
        elif run and (spaces or glyph.x0 - run[-1].x1 > _SPACE_GAP * glyph.size):
            glyph = replace(glyph, text=" " + glyph.text)
        run.append(glyph)
        spaces = 0
    return [*pieces, _piece(run)] if run else pieces


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    if abs(glyph.y - last.y) > (_RAISED if glyph.text.isdigit() or last.text.strip().isdigit() else _SAME_LINE) * size:
        return False
    gap = glyph.x0 - last.x1
    figures = glyph.text[:1].isdigit() or last.text[-1:].isdigit() or last.text[-1:] in "%–-"
    return -0.5 * size <= gap <= (_FIGURE_GAP if figures else _CELL_GAP) * size


def _is_sign(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """A small raised digit right after a word is the sign of a footnote."""
    last = run[-1]
    word = last.text[-1:].isalpha() or last.text[-1:] in ".,;:)'\"”’" or last.text[-1:] in "⁰¹²³⁴⁵⁶⁷⁸⁹"
    return word and glyph.text.isdigit() and glyph.size < 0.8 * run[0].size and glyph.y > last.y + 0.1 * run[0].size


def _piece(run: Sequence[Glyph]) -> PdfLine:
    size = statistics.median(glyph.size for glyph in run)
    bold = sum(glyph.bold for glyph in run) * 2 > len(run)
    text = "".join(glyph.text for glyph in run)
    return PdfLine(text, run[0].x0, run[-1].x1, statistics.median(g.y for g in run), size, bold, 0)


def _blocks(pieces: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """Pieces cut where the drawing goes back up the page."""
    blocks: list[list[PdfLine]] = []
    for piece in pieces:
        last = blocks[-1][-1] if blocks else None
        if last is None or piece.y > last.y + _JUMP * piece.size or _starts_back(last, piece, blocks[-1]):
            blocks.append([])
        blocks[-1].append(piece)
    return blocks


def _starts_back(last: PdfLine, piece: PdfLine, block: Sequence[PdfLine]) -> bool:
    """To the left of what was drawn before, on the same line or far from all of it."""
    if abs(piece.y - last.y) <= _SAME_LINE * piece.size:
        return piece.x1 < last.x0
    return piece.x0 < min(part.x0 for part in block) - _FAR * piece.size


def _block_lines(pieces: Sequence[PdfLine]) -> list[PdfLine]:
    lines: list[list[PdfLine]] = []
    for piece in pieces:
        if lines and abs(lines[-1][-1].y - piece.y) <= _SAME_LINE * max(piece.size, lines[-1][-1].size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_line(sorted(parts, key=lambda part: part.x0)) for parts in lines]


def _line(parts: Sequence[PdfLine]) -> PdfLine:
    """Pieces of one line with a tab between them; the marker of a list item or the number of a title takes a space."""
    texts = [part.text.strip() for part in parts]
    glue = " " if len(parts) == 2 and _MARKER.match(texts[0]) and not re.fullmatch(r"[\d.,%]+", texts[1]) else "\t"
    size = max(parts, key=lambda part: len(part.text)).size
    bold = all(part.bold for part in parts)
    return PdfLine(glue.join(texts), parts[0].x0, parts[-1].x1, parts[0].y, size, bold, 0)


def _beside_one_another(blocks: Sequence[Sequence[PdfLine]]) -> list[list[PdfLine]]:
    """Blocks with those merged that stand side by side as the cells of a table."""
    merged: list[list[PdfLine]] = []
    cells: list[Sequence[PdfLine]] = []
    for block in blocks:
        if cells and _is_beside(cells[-1], block) and not _is_columns(cells[-1], block):
            if len(cells) == 1:
                above = [line for line in cells[0] if line.y > block[0].y + 0.5 * block[0].size]
                merged += [above] if above else []
                cells = [cells[0][len(above) :]]
            cells.append(block)
            continue
        merged += _rows(cells)
        cells = [block]
    return merged + _rows(cells)


def _is_beside(one: Sequence[PdfLine], other: Sequence[PdfLine]) -> bool:
    """Whether `other` stands to the right of `one`, at the same height."""
    if other[0].x0 < max(line.x1 for line in one[-len(other) :]):
        return False
    top, foot = min(one[0].y, other[0].y), max(one[-1].y, other[-1].y)
    return foot - 0.5 * one[0].size <= top


def _is_columns(one: Sequence[PdfLine], other: Sequence[PdfLine]) -> bool:
    """Whether two blocks are columns of running text: both have several lines of some length."""
    return all(
        len(block) >= _COLUMN_LINES and statistics.median(len(line.text) for line in block) >= _COLUMN_CHARS
        for block in (one, other)
    )


def _rows(cells: Sequence[Sequence[PdfLine]]) -> list[list[PdfLine]]:
    """Side-by-side blocks as rows: line by line where their lines stand at the same heights, else each block a cell."""
    if len(cells) < 2:
        return [list(block) for block in cells]
    heights = [round(line.y) for line in cells[0]]
    if all([round(line.y) for line in block] == heights for block in cells):
        return [[_line([block[n] for block in cells]) for n in range(len(heights))]]
    if max(len(block) for block in cells) > 2 * _COLUMN_LINES:
        return [list(block) for block in cells]
    parts = [replace(block[0], text=" ".join(line.text for line in block)) for block in cells]
    return [[replace(_line(parts), x0=parts[0].x0)]]
