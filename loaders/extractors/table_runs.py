"""Rows of a table that follow one another, and what stands before and after them.

A blank line, a page number or a page header between two rows does not end a table. In a text broken at the width of
a column the name of a row may stand on the lines before its figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Span
from loaders.reading.text import MappedText
from loaders.structure import Block, DocumentText, Kind

RawRow = tuple[Block, tuple[MappedText, ...], Span]

_REACH = 8  # blocks before and after a table that may belong to it
_LABEL_LIMIT = 100  # code points of a name that stands on lines of its own
_PAGE = re.compile(r"^(?:pagina|blz\.?|p\.)\s*\d+", re.I)
_TOTAL = re.compile(r"^(?:eind|sub)?-?totaal\b", re.I)
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_DASHES = re.compile(r"(?:\s[-−–])+$")


@dataclass(frozen=True)
class Run:
    """Rows without other text between them; each with its cells and the span from its name to its last cell."""

    rows: tuple[RawRow, ...]
    lead: tuple[Block, ...]
    after: tuple[Block, ...]


def row_runs(doc: DocumentText) -> list[Run]:
    """The runs of rows of a document, in reading order."""
    body = doc.body
    seen = Counter(block.text.text for block in body if block.kind is not Kind.ROW)
    runs: list[Run] = []
    at = 0
    while at < len(body):
        if body[at].kind is not Kind.ROW:
            at += 1
            continue
        rows, end, start = _run(body, at, seen, doc.wrapped)
        runs.append(Run(tuple(rows), tuple(body[max(0, start - _REACH) : start]), tuple(body[end : end + _REACH])))
        at = end
    return runs


def _run(body: Sequence[Block], at: int, seen: Counter[str], wrapped: bool) -> tuple[list[RawRow], int, int]:
    """The rows from `body[at]` on, where the run ends, and where it begins (a name may stand before)."""
    rows: list[RawRow] = []
    start = at
    named: list[Block] = []
    if wrapped and _nameless(body[at]):
        while start and body[start - 1].group == body[at - 1].group and _is_name(body[start - 1], seen):
            start -= 1
        named = list(body[start:at])
    while at < len(body):
        block = body[at]
        if block.kind is Kind.ROW:
            rows.append(_row(block, named))
            named = []
            at += 1
            continue
        gap = _gap(body, at, seen, wrapped)
        if gap is None:
            break
        named = [b for b in body[at:gap] if not _is_page_header(b, seen)] if wrapped and _nameless(body[gap]) else []
        at = gap
    return rows, at, start


def _gap(body: Sequence[Block], at: int, seen: Counter[str], wrapped: bool) -> int | None:
    """Where the run goes on after blocks that are no rows: names of the next row, or page headers; else None."""
    end = at
    while end < len(body) and body[end].kind is not Kind.ROW and end - at < 3:
        end += 1
    if end == len(body) or body[end].kind is not Kind.ROW:
        return None
    between = body[at:end]
    if all(_is_page_header(block, seen) for block in between) or _runs_over_page(body[at - 1], between, body[end]):
        return end
    names = [block for block in between if not _is_page_header(block, seen)]
    return end if wrapped and _nameless(body[end]) and all(_is_name(block, seen) for block in names) else None


def _runs_over_page(last: Block, between: Sequence[Block], after: Block) -> bool:
    """Whether a table goes on after a line at the head of the next page: its next row has as many cells, and figures
    in all of them but the names."""
    short = len(between) == 1 and len(between[0].text) <= _LABEL_LIMIT and between[0].kind is Kind.HEADING
    same = len(after.cells) == len(last.cells) > 1 and after.page > last.page
    ended = any(_TOTAL.match(cell.text) for cell in last.cells)
    figures = [cell.text for cell in after.cells[1:] if cell]
    years = all(_YEAR.match(text) for text in figures)
    return short and same and not ended and not years and all(any(c.isdigit() for c in text) for text in figures)


def _nameless(block: Block) -> bool:
    """A row of a wrapped text that has figures only."""
    return block.kind is Kind.ROW and len(block.cells) > 1 and not block.cells[0].text


def _is_name(block: Block, seen: Counter[str]) -> bool:
    text = block.text.text
    return (
        block.kind in (Kind.HEADING, Kind.PARAGRAPH)
        and len(text) <= _LABEL_LIMIT
        and not re.search(r"[.:;?!]$", text)
        and not _is_page_header(block, seen)
    )


def _is_page_header(block: Block, seen: Counter[str]) -> bool:
    """Words that come back elsewhere in the document, or a page number in words."""
    short = len(block.text.text) <= _LABEL_LIMIT and block.kind in (Kind.HEADING, Kind.PARAGRAPH)
    return short and (seen[block.text.text] > 1 or bool(_PAGE.match(block.text.text)))


def _row(block: Block, named: Sequence[Block]) -> RawRow:
    """A row with the name that stands before it; dashes at the end of a name are cells."""
    cells, span = block.cells, block.span
    if named:
        name = MappedText.joined([part.text for part in named])
        return block, (name, *cells[1:]), name.span().cover(span)
    if len(cells) < 2 or not (dashes := _DASHES.search(cells[0].text)):
        return block, cells, span
    name, rest = cells[0][: dashes.start()], cells[0][dashes.start() :]
    return block, (name, *(rest[m.start() : m.end()] for m in re.finditer(r"\S", rest.text)), *cells[1:]), span
