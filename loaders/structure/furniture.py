"""What comes back on many pages: slogans and page headers, which state nothing, and the titles of chapters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from loaders.structure.roles import PARTS, role_of
from loaders.structure.types import Block, Kind, words_of


def mark_furniture(blocks: Sequence[Block], patterns: tuple[re.Pattern[str], ...]) -> list[Block]:
    """Slogans and page headers: what a pattern names, and short words without text of their own that come back in
    four places or more with other pages between them (a chapter's title comes back on the pages of one chapter)."""
    places: dict[str, list[int]] = {}
    for block, after in zip_longest(blocks, blocks[1:]):
        if _is_bodyless(block, after):
            places.setdefault(words_of(block), []).append(block.page)
    slogans = {key for key, pages in places.items() if _clusters(pages) >= 4}
    return [
        replace(block, kind=Kind.FURNITURE)
        if _is_short(block) and (words_of(block) in slogans or any(p.search(block.text.text) for p in patterns))
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


def hoist_running_titles(blocks: Sequence[Block]) -> list[Block]:
    """Put a page's title, which copying out of a PDF may leave at the page's end, at its start.

    A running title is a heading that stands on two pages or more and has no text of its own at this place.
    """
    pages: dict[int, list[Block]] = {}
    for block in blocks:
        pages.setdefault(block.page, []).append(block)
    on_pages = Counter(key for page in pages.values() for key in {words_of(b) for b in page if b.kind is Kind.HEADING})
    ordered: list[Block] = []
    for page in pages.values():
        hoisted: list[Block] = []
        for at, block in enumerate(page):
            after = page[at + 1] if at + 1 < len(page) else None
            running = on_pages[words_of(block)] > 1 and role_of(block.text.text) not in PARTS
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
