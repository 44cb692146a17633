"""Lists whose items later headings take up: "Ad 2) Ondermijning" the second item, a chapter the theme of its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Confidence, Fact, PartFact, ReferenceFact
from loaders.context import Reading
from loaders.extractors.part_words import content_words, letters, printed
from loaders.structure import Block, Kind, Role
from loaders.structure.roles import without_number

_AD = re.compile(r"^ad\s+(?P<number>\d{1,2})[.):]?\s+(?P<title>\S.*)$", re.I)
_NOUNS = (("thema", "thema"), ("prioriteit", "prioriteit"), ("speerpunt", "speerpunt"), ("doelstelling", "doelstelling"),
          ("doelen", "doel"), ("pijler", "pijler"), ("ambitie", "ambitie"), ("uitgangspunt", "uitgangspunt"),
          ("opgave", "opgave"), ("vragen", "vraag"))  # fmt: skip
_LONGEST = 110  # code points of an item that may be a title
_MOST = 12  # items
_ALIKE = 0.5  # of the meaning words of both titles


def taken_up(reading: Reading, extractor: str) -> Iterator[Fact]:
    """The items of such lists as parts or references, whichever comes second in the text referring to the first."""
    used: set[str] = set()
    for noun, pairs in [*_by_number(reading), *_by_title(reading)]:
        if noun in used:
            continue  # a second list of the same name would give the same numbers to other things
        used.add(noun)
        for number, item, heading in pairs:
            where = reading.evidence(item, extractor, Confidence.MEDIUM)
            yield PartFact(kind=noun, number=number, title=_title(reading, item), evidence=where)
            where = reading.evidence(heading, extractor, Confidence.MEDIUM)
            yield ReferenceFact(kind=noun, number=number, title=_title(reading, heading), evidence=where)


_Pair = tuple[str, Block, Block]


def _by_number(reading: Reading) -> Iterator[tuple[str, list[_Pair]]]:
    """Headings "Ad 1)", "Ad 2)" and the last numbered list before the first of them."""
    lists = [(lead, items) for lead, items in reading.doc.lists() if items[0].number == 1]
    run: list[Block] = []
    for block in reading.doc.body:
        match = _AD.match(printed(reading, block)) if block.kind in (Kind.HEADING, Kind.PARAGRAPH) else None
        if match is None or len(block.text) > _LONGEST:
            continue
        if int(match.group("number")) == 1 and run:
            yield from _numbered_pairs(reading, lists, run)
            run = []
        run.append(block)
    yield from _numbered_pairs(reading, lists, run)


def _numbered_pairs(
    reading: Reading, lists: Sequence[tuple[Block | None, list[Block]]], run: Sequence[Block]
) -> Iterator[tuple[str, list[_Pair]]]:
    before = [(lead, items) for lead, items in lists if run and items[-1].index < run[0].index]
    if not before:
        return
    lead, items = before[-1]
    numbered = {item.number: item for item in items if item.number is not None}
    pairs = [
        (number, numbered[int(number)], block)
        for block in run
        if (match := _AD.match(printed(reading, block))) and int(number := match.group("number")) in numbered
    ]
    if pairs:
        yield _noun(reading, lead), pairs


def _by_title(reading: Reading) -> Iterator[tuple[str, list[_Pair]]]:
    """A list most of whose items are titles of later chapters: the others go with a chapter much alike, if there is one."""
    headings = [h for h in reading.doc.of_kind(Kind.HEADING) if not _AD.match(h.text.text)]
    for lead, items in reading.doc.lists():
        flat = [item for item in items if item.depth == items[0].depth]
        if not 2 <= len(flat) <= _MOST or any(len(item.text) > _LONGEST for item in flat):
            continue
        if Role.CONTENTS in reading.doc.roles_of(flat[0]):
            continue
        later = [heading for heading in headings if heading.index > flat[-1].index]
        pairs = _paired(reading, flat, later)
        if pairs:
            yield _noun(reading, lead), pairs


def _paired(reading: Reading, items: Sequence[Block], headings: Sequence[Block]) -> list[_Pair]:
    same: dict[int, Block] = {}
    for item in items:
        match = next((h for h in headings if letters(_title(reading, h)) == letters(_title(reading, item))), None)
        if match is not None:
            same[item.index] = match
    if 2 * len(same) < len(items):
        return []
    level = {reading.doc.section_of(heading).depth for heading in same.values()}
    taken = {letters(_title(reading, heading)) for heading in same.values()}
    for item in items:
        free = [h for h in headings if letters(_title(reading, h)) not in taken and reading.doc.section_of(h).depth in level]
        best = max(free, key=lambda h: _likeness(_title(reading, h), _title(reading, item)), default=None)
        if item.index not in same and best is not None and _likeness(_title(reading, best), _title(reading, item)) >= _ALIKE:
            same[item.index] = best
            taken.add(letters(_title(reading, best)))
    return [(str(rank), item, same[item.index]) for rank, item in enumerate(items, 1) if item.index in same]


def _likeness(one: str, two: str) -> float:
    first, second = content_words(one), content_words(two)
    return len(first & second) / max(1, len(first | second))


def _title(reading: Reading, block: Block) -> str:
    words = printed(reading, block)
    match = _AD.match(words)
    return (match.group("title") if match else without_number(words)).rstrip(" .;,:")


def _noun(reading: Reading, lead: Block | None) -> str:
    """What the items are, in one word: as the sentence before the list or its heading calls them."""
    if lead is None:
        return "punt"
    for words in (lead.text.text, reading.doc.section_of(lead).title):
        last = words.lower()[-_LONGEST:]
        found = [(last.rfind(sign), noun) for sign, noun in _NOUNS if sign in last]
        if found:
            return max(found)[1]
    return "punt"
