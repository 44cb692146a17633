"""What stands beside one another on a line: cells of a table, and columns of text.

Converters keep the place of words on the page by spaces. Lines that follow one another and leave the same columns blank
stand in such columns. When they hold figures or short words each line is a row; when they hold running text, or
names with the offices under them, the columns are texts of their own and are read one after the other.
A table may also be drawn with strokes ("| a | b |") or have tabs between its cells.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from loaders.structure.types import Line

Cut = tuple[int, int]  # where a cell begins and ends in the raw line; equal for an empty cell

_WIDE = 3  # blanks between words that no sentence has
_GUTTER = 2  # blanks that all lines of a table share between two columns
_STROKES = re.compile(r"^\s*\|.*\|\s*$")
_STROKE = re.compile(r"(?<!\\)\|")
_DRAWN = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*$|^\s*\+(?:[-=]{2,}\+)+\s*$")
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_FIGURE = re.compile(r"^(?:€\s*)?[-−–+]?\s?\d[\d.,]*\s?%?$|^[-–—]+$")
_MARKER = re.compile(r"^(?:[-•*–▪■●○o‣·✓>]|\d{1,2}[.)]|[a-zA-Z][.)]|[IVX]{1,5}[.)]?)$")
_NAME = re.compile(r"^(?:(?:mr|drs|dr|ir|ing|prof)\.? )*(?:[A-ZÀ-Ý][a-z]?\.[ -]?)+\s?(?:\([A-Z]\w+\) )?[a-z' ]*[A-ZÀ-Ý]")
_PROSE = 24  # code points of the usual line of a column of text
_PROSE_LINES = 4
_DOTS = re.compile(r"\.{4,}|(?:\. ){4,}")


def table_rows(lines: Sequence[Line]) -> dict[int, tuple[Cut, ...]]:
    """The cells of each line that is a row of a table, by its index; no cells for a line that only draws one."""
    rows: dict[int, tuple[Cut, ...]] = {}
    for at, line in enumerate(lines):
        if _DRAWN.match(line.raw) and (at - 1 in rows or _STROKES.match(line.raw)):
            rows[at] = ()
        elif _STROKES.match(line.raw):
            rows[at] = _stroke_cells(line.raw)
    for run, cells in _spaced(lines):
        if _is_table([lines[at] for at in run], cells):
            rows |= dict(zip(run, cells, strict=True))
    return rows


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """`lines` with columns of text that stand side by side one after the other, a blank line between them."""
    made: list[Line] = []
    done = 0
    for run, cells in sorted([*_spaced(lines), *_tabbed(lines)], key=lambda one: one[0][0]):
        texts = _texts([lines[at] for at in run], cells)
        names = _is_names(texts)
        if not names and not _is_prose(texts):
            continue
        made += lines[done : run[0]]
        done = run[-1] + 1
        last = lines[run[-1]]
        for column in range(len(cells[0])):
            parts = [_part(lines[at], cut[column], names) for at, cut in zip(run, cells, strict=True)]
            made += [*(part for part in parts if not part.blank), replace(last, start=last.end, raw="")]
    return [*made, *lines[done:]]


def _spaced(lines: Sequence[Line]) -> Iterator[tuple[list[int], list[tuple[Cut, ...]]]]:
    """Runs of lines whose columns are kept by blanks, with their cells."""
    for run in _runs(lines):
        gutters = _gutters([lines[at].raw for at in run])
        yield run, [_cells(lines[at].raw, gutters) for at in run]


def _tabbed(lines: Sequence[Line]) -> Iterator[tuple[list[int], list[tuple[Cut, ...]]]]:
    """Runs of lines with as many tabs, with their cells; a table of figures is read elsewhere by its tabs."""
    counts = [line.raw.count("\t") for line in lines]
    for tabs, group in groupby(range(len(lines)), key=counts.__getitem__):
        run = list(group)
        if tabs and len(run) > 1:
            yield run, [_tab_cells(lines[at].raw) for at in run]


def _tab_cells(raw: str) -> tuple[Cut, ...]:
    edges = [-1, *(at for at, char in enumerate(raw) if char == "\t"), len(raw)]
    return tuple(_bare(raw, one + 1, other) for one, other in pairwise(edges))


def _part(line: Line, cut: Cut, apart: bool) -> Line:
    return Line(line.number, line.start + cut[0], line.start + cut[1], line.raw[slice(*cut)], apart)


def _stroke_cells(raw: str) -> tuple[Cut, ...]:
    strokes = [match.start() for match in _STROKE.finditer(raw)]
    return tuple(_bare(raw, one + 1, other) for one, other in pairwise(strokes))


def _bare(raw: str, start: int, end: int) -> Cut:
    """A cell without the blanks around it."""
    words = raw[start:end]
    left = start + len(words) - len(words.lstrip())
    return (left, max(left, start + len(words.rstrip())))


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Lines that follow one another and have wide gaps at the same places."""
    run: list[int] = []
    for at, line in enumerate(lines):
        fits = _is_spaced(line.raw) and (not run or at == run[-1] + 1)
        if fits and run and not _still(lines, [*run, at]):
            fits = False
        if not fits:
            if len(run) > 1:
                yield run
            run = [at] if _is_spaced(line.raw) else []
        else:
            run.append(at)
    if len(run) > 1:
        yield run


def _is_spaced(raw: str) -> bool:
    return bool(_GAP.search(raw.strip())) and not _STROKES.match(raw) and "\t" not in raw and not _DOTS.search(raw)


def _still(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether lines share gutters, and as many as all but the last did."""
    before = _gutters([lines[at].raw for at in run[:-1]])
    now = _gutters([lines[at].raw for at in run])
    return bool(now) and (len(run) == 2 or len(now) * 2 > len(before))


def _gutters(raws: Sequence[str]) -> list[Cut]:
    """The blank columns that all lines share: where each begins and ends. One is wide in at least one of the lines.

    A single blank is enough where the first line, a header of three columns or more, has a word begin after a wide gap.
    """
    width = max(len(raw) for raw in raws)
    blank = [all(at >= len(raw) or raw[at] == " " for raw in raws) for at in range(width)]
    left = min(len(raw) - len(raw.lstrip()) for raw in raws)
    headed = len(_GAP.findall(raws[0].strip())) > 1
    found: list[Cut] = []
    at = left
    while at < width:
        if not blank[at]:
            at += 1
            continue
        end = at
        while end < width and blank[end]:
            end += 1
        head = headed and raws[0][end : end + 1].strip() != "" and raws[0][:end].endswith(" " * _WIDE)
        wide = end - at >= _GUTTER or head
        if wide and end < width and any(_gap_at(raw, at) >= _WIDE for raw in raws):
            found.append((at, end))
        at = end
    return found


def _gap_at(raw: str, at: int) -> int:
    """How many blanks surround a column of a line."""
    return len(raw[at:]) - len(raw[at:].lstrip()) + len(raw[:at]) - len(raw[:at].rstrip()) if at < len(raw) else _WIDE


def _cells(raw: str, gutters: Sequence[Cut]) -> tuple[Cut, ...]:
    starts = [0, *(end for _, end in gutters)]
    ends = [*(start for start, _ in gutters), len(raw)]
    cuts = zip(starts, ends, strict=True)
    return tuple(_bare(raw, min(start, len(raw)), min(end, len(raw))) for start, end in cuts)


def _texts(lines: Sequence[Line], cells: Sequence[Sequence[Cut]]) -> list[list[str]]:
    return [[line.raw[slice(*cut)] for cut in row] for line, row in zip(lines, cells, strict=True)]


def _is_table(lines: Sequence[Line], cells: Sequence[Sequence[Cut]]) -> bool:
    """Whether each line is a row: not a list with its markers set apart, and not columns of text."""
    rows = _texts(lines, cells)
    if len(rows[0]) < 2 or all(_MARKER.match(row[0]) or not row[0] for row in rows):
        return False
    return not _is_names(rows) and not _is_prose(rows)


def _is_names(rows: Sequence[Sequence[str]]) -> bool:
    """Whether columns open with the names of persons: signatures side by side."""
    first = [text for text in rows[0] if text]
    return len(first) > 1 and len(first) == len(rows[0]) and all(_NAME.match(text) for text in first)


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    """Whether columns are running text: several lines of some length that go on from one to the next."""
    columns = list(zip(*rows, strict=True))
    texts = [[text for text in column if text] for column in columns]
    if len(texts) < 2 or any(len(one) < _PROSE_LINES for one in texts):
        return False
    if any(_FIGURE.match(text) for one in texts for text in one):
        return False
    usual = min(statistics.median(map(len, one)) for one in texts)
    runs_on = sum(text[:1].islower() for one in texts for text in one)
    return usual >= _PROSE and runs_on * 4 > sum(map(len, texts))
