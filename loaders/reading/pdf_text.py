"""From the lines of all pages of a PDF to one running text: paragraphs, titles, list items, rows of tables.

A line of the text is a paragraph, as in a text that is not broken at the width of a column. Titles are told by their
letters (larger, or bold and standing apart) and get the sign of their level ("## "); cells are parted by tabs; a form
feed on a line of its own begins the next page, so that the page of any place is one more than the form feeds before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.reading.normalise import hyphenated_words, join_lines
from loaders.reading.pdf_layout import PdfLine
from loaders.reading.text import MappedText

PAGE_BREAK = "\n\n\f\n\n"
_LARGER = 1.12  # times the size of the running text: a title
_APART = 1.45  # times the usual distance of lines: a new paragraph
_TITLE_CHARS, _TITLE_LINES = 140, 3
_LEVELS = 5
_BULLETS = "-•*–▪■●○‣·✓>➢❖►\uf0b7\uf0a7\uf0d8"
_ITEM = re.compile(rf"^(?:[{_BULLETS}]|\d{{1,2}}[.)]|[a-z][.)])[ \t]\s*(?=\S)")
_ROMAN = re.compile(r"^[IVX]{1,5}[.)]?\s+(?=\S)")
_DASH = re.compile(r"^[-–] ")
_CONTENTS = re.compile(r"\.{4,}\s*\d{1,3}$|(?:\s\.){4,}\s*\d{1,3}$")
_RUNNING = 25  # code points; a shorter line may be a title above a list
_ENDS = re.compile(r"[.!?:;]['\"’”)]*$")


@dataclass(frozen=True)
class _Paragraph:
    lines: tuple[PdfLine, ...]

    @property
    def size(self) -> float:
        return self.lines[0].size


@dataclass(frozen=True)
class _Measures:
    """Of the running text: size of its letters, distance of its lines; sizes of titles from the largest down."""

    size: float
    step: float
    titles: tuple[float, ...]


def flowed_text(pages: Sequence[Sequence[PdfLine]]) -> str:
    """The text of a PDF; pages without a line stay as empty pages."""
    measures = _measures(pages)
    hyphenated = hyphenated_words("\n".join(line.text for page in pages for line in page))
    texts = ["\n\n".join(_page(page, measures, hyphenated)) for page in pages]
    return PAGE_BREAK.join(texts) + "\n"


def _measures(pages: Sequence[Sequence[PdfLine]]) -> _Measures:
    weights: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for page in pages:
        for line in page:
            weights[round(line.size, 1)] += len(line.text)
        for line, after in pairwise(page):
            if line.block == after.block and 0 < line.y - after.y < 4 * line.size:
                steps[round((line.y - after.y) / line.size, 1)] += 1
    size = max(weights, key=lambda one: weights[one], default=10.0)
    step = max(steps, key=lambda one: steps[one], default=1.2)
    larger = sorted({one for one in weights if one >= _LARGER * size}, reverse=True)
    return _Measures(size, step, tuple(_distinct(larger)))


def _distinct(sizes: Sequence[float]) -> Iterator[float]:
    """Sizes that differ visibly, from the largest down."""
    last = 0.0
    for size in sizes:
        if not last or size < last * 0.94:
            yield size
            last = size


def _page(lines: Sequence[PdfLine], measures: _Measures, hyphenated: frozenset[str]) -> Iterator[str]:
    """The paragraphs of a page as text; rows of one table, and items of one list, stand on lines that follow one
    another."""
    run: list[str] = []
    kind = ""
    for paragraph in _paragraphs(lines, measures):
        text = _joined([line.text for line in paragraph.lines], hyphenated)
        level = 0 if "\t" in text else _level(paragraph, text, measures)
        if level:
            text = f"{'#' * level} {text}"
        this = "row" if "\t" in text else _list_kind(text) if not level else ""
        if run and (not this or this != kind):
            yield "\n".join(run)
            run = []
        run.append(_as_item(text))
        kind = this
    if run:
        yield "\n".join(run)


def _list_kind(text: str) -> str:
    kinds = ((_CONTENTS.search, "contents"), (_ITEM.match, "item"), (_ROMAN.match, "roman"))
    return next((kind for fits, kind in kinds if fits(text)), "")


def _joined(lines: Sequence[str], hyphenated: frozenset[str]) -> str:
    if len(lines) == 1:
        return lines[0]
    parts = [MappedText(line, tuple(range(len(line))), tuple(range(1, len(line) + 1))) for line in lines]
    return join_lines(parts, hyphenated).text


def _as_item(text: str) -> str:
    """A list item with a bullet that a reader knows."""
    match = _ITEM.match(text)
    return f"- {text[match.end() :]}" if match and text[0] in _BULLETS else text


def _paragraphs(lines: Sequence[PdfLine], measures: _Measures) -> Iterator[_Paragraph]:
    margins: dict[int, float] = {}
    for line in lines:
        margins[line.block] = max(margins.get(line.block, 0.0), line.x1)
    run: list[PdfLine] = []
    for line in lines:
        if run and _begins(run, line, measures, margins[line.block]):
            yield _Paragraph(tuple(run))
            run = []
        run.append(line)
    if run:
        yield _Paragraph(tuple(run))


def _begins(run: Sequence[PdfLine], line: PdfLine, measures: _Measures, margin: float) -> bool:
    """Whether a line begins a paragraph."""
    last = run[-1]
    if line.block != last.block or "\t" in line.text or "\t" in last.text or _CONTENTS.search(last.text):
        return True
    if _ITEM.match(line.text) and not _is_dash_in_sentence(run, line):
        return True
    if last.text.endswith("-") and last.text[-2:-1].isalnum():
        return False
    if abs(line.size - last.size) > 0.08 * last.size or line.bold != last.bold:
        return True
    if last.y - line.y > _APART * measures.step * last.size:
        return True
    in_item = bool(_ITEM.match(run[0].text))
    if in_item and line.x0 < run[0].x0 + 0.3 * line.size and len(run) > 1 and run[1].x0 > run[0].x0 + 0.3 * line.size:
        return True  # back from a hanging indent
    first = line.text.split()[0]
    room = margin - last.x1
    fits = room > (len(first) + 1) * 0.5 * line.size
    if _ENDS.search(last.text):
        return fits
    indented = line.x0 > last.x0 + 0.8 * line.size and not in_item
    return (fits and room > 0.3 * (margin - last.x0) and not line.text[:1].islower()) or (indented and fits)


def _is_dash_in_sentence(run: Sequence[PdfLine], line: PdfLine) -> bool:
    """A line that begins with a dash inside a running sentence is no list item."""
    last = run[-1]
    running = len(last.text) > _RUNNING and not _ENDS.search(last.text) and not _ITEM.match(run[0].text)
    return bool(_DASH.match(line.text)) and running and abs(line.x0 - last.x0) < 0.3 * line.size


def _level(paragraph: _Paragraph, text: str, measures: _Measures) -> int:
    """The level of a title, 0 for other text."""
    if len(text) > _TITLE_CHARS or len(paragraph.lines) > _TITLE_LINES or not re.search(r"[^\W\d]", text):
        return 0
    if paragraph.size >= _LARGER * measures.size:
        rank = next((n for n, size in enumerate(measures.titles) if paragraph.size >= size * 0.97), _LEVELS)
        return min(rank + 1, _LEVELS)
    bold = all(line.bold for line in paragraph.lines)
    if bold and not re.search(r"[.,;]$", text) and not _ITEM.match(text) and text[:1].isupper():
        return min(len(measures.titles) + 1, _LEVELS + 1)
    return 0


