"""What was added or dropped, put together as a reader would: a paragraph, a list, a new chapter, the names of a signing.

A stretch that is new from its title on, sub-headings and all, is one difference; loose titles with nothing under them
are the captions of a picture and say nothing of policy.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import OfficialFact
from loaders.context import Reading
from loaders.extractors.version_units import Unit
from loaders.pictures import label_block, loose_runs
from loaders.structure import Kind
from loaders.structure.lines import TERMINAL

LOOSE = 8  # words; shorter paragraphs that follow one another are the pieces of one list or picture
_LEAST_WORDS = 3
_LEAST_NAMES = 3


def runs(every: Sequence[Unit], chosen: Sequence[Unit]) -> list[list[Unit]]:
    """Units without counterpart that belong together: of a new section, of one paragraph, or loose pieces in a row.

    Sections that are new one after the other, with nothing between them that stands in the other version, are one run.
    """
    wanted = {unit.at for unit in chosen}
    found: list[list[Unit]] = []
    seen: set[str] = set()
    unbroken = new_chapter = False
    for unit in every:
        if unit.at not in wanted:
            loose = bool(found) and len(unit.words) < _LEAST_WORDS and len(found[-1][-1].words) < LOOSE
            unbroken = unbroken and (unit.empty or unit.key in seen or loose)
            new_chapter = new_chapter and (unit.empty or unit.title)
            continue
        if unit.title and unit.key in seen:
            continue  # a title that comes back on the next page
        seen.add(unit.key)
        if found and ((unbroken and _belongs(found[-1], unit)) or (new_chapter and len(found[-1]) > 1)):
            found[-1].append(unit)
        else:
            found.append([unit])
            new_chapter = unit.title
        unbroken = True
    return found


def _belongs(run: Sequence[Unit], unit: Unit) -> bool:
    last = run[-1]
    if unit.title:
        return last.title and len(unit.words) < _LEAST_WORDS
    if last.block.kind is Kind.ROW:
        return unit.block.kind is Kind.ROW or len(unit.words) < LOOSE
    loose = len(unit.words) < LOOSE and len(last.words) < LOOSE
    return run[0].title or unit.block.index == last.block.index or loose


def says_something(reading: Reading, run: Sequence[Unit]) -> bool:
    """Whether a run is more than stray words or captions: a text, a list, a theme, or a figure."""
    if all(unit.block.index in label_blocks(reading) for unit in run):
        return False  # the words beside the figures of a picture; the figures have a run of their own
    if any(char.isdigit() for unit in run for char in unit.key):
        return True
    if all(_is_caption(reading, unit) for unit in run):
        return False
    return sum(len(unit.words) for unit in run) >= _LEAST_WORDS


def _is_caption(reading: Reading, unit: Unit) -> bool:
    """Whether a title has no running text under it and is no theme."""
    if not unit.title:
        return False
    section = reading.doc.section_of(unit.block)
    below = [block for part in section.walk() for block in part.blocks]
    text = any(block.kind is Kind.ITEM or TERMINAL.search(block.text.text) for block in below)
    theme = reading.thesaurus.match(section.title)
    return not text and (theme is None or section.title.lower() != theme.label.lower())


def label_blocks(reading: Reading) -> set[int]:
    """The blocks that hold the labels of figures of a flattened picture."""
    found = (label_block(reading, run) for run in loose_runs(reading))
    return {block.index for block in found if block is not None}


def is_signing(reading: Reading, run: Sequence[Unit]) -> bool:
    """Whether a run is a list of those who sign: short pieces, at least three of which name the holder of an office."""
    if any(len(unit.words) >= 2 * LOOSE for unit in run):
        return False
    start, end = run[0].text.span().start, max(unit.text.span().end for unit in run)
    named = {
        fact.person
        for fact in reading.facts
        if isinstance(fact, OfficialFact) and start <= fact.evidence.span.start < end
    }
    return len(named) >= _LEAST_NAMES
