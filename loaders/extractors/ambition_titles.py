"""Titles that are themselves what is wanted: "Een veilige wijk voor iedereen" under "Onze ambities", "Ambitie 2: Een haven
zonder drugs", or the motto that opens each chapter on a theme ("Geen jongere met een wapen de straat op").

A title that only names a theme or a part is none: it must have the form of a wish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.context import Reading
from loaders.extractors.theme_chapters import theme_chapters
from loaders.structure import Block, Role, Section
from loaders.structure.lines import PARTED
from loaders.structure.roles import part_name

_CALLED = re.compile(r"ambitie|doel(?:stelling)?", re.I)  # what a part is called whose title is an ambition
_WISH = re.compile(
    r"^(?:Iedereen|Niemand|Elke?|Iedere?|Alle|Geen)\b"
    r"|^(?:Een|Minder|Meer) .{3,}? (?:zonder|waar|waarin|waarop|die|dat|voor|met|op|in)\b"
    r"|\bvoor (?:iedereen|elkaar|alle [a-zà-ÿ]+)$"
)
_SAYS = re.compile(
    r"\b(?:is|zijn|kan|kunnen|voelt|voelen|weet|weten|blijft|blijven|krijgt|krijgen|groeit|groeien|hoort|horen|telt|durft|durven|doet|doen)\b"
)
_FEWEST = 4  # words; a shorter title is a name
_SAYS_FEWEST = 5
_SEVERAL = 2  # chapters with such a title
_ELSEWHERE = {
    Role.ANALYSIS, Role.APPROACH, Role.PREFACE, Role.GOVERNANCE, Role.TRENDS, Role.PRINCIPLES, Role.FORMATION,
    Role.APPENDIX, Role.EXAMPLE, Role.CONTENTS, Role.COLOPHON, Role.AGREEMENTS, Role.ALLOCATION,
}  # fmt: skip


def ambition_titles(reading: Reading) -> Iterator[Block]:
    """The headings that state an ambition, in the order of the text."""
    mottoes = _mottoes(reading)
    for section in reading.doc.sections:
        heading = section.heading
        if heading is None or section.role is not None or reading.doc.roles_of(heading) & _ELSEWHERE:
            continue
        if _is_called(section) or _is_under_ambitions(reading, section) or heading.index in mottoes:
            yield heading


def _is_called(section: Section) -> bool:
    """Whether the title is that of a part called an ambition, with more than a name."""
    match = PARTED.match(part_name(section.heading.text.text)) if section.heading else None
    named = match is not None and bool(_CALLED.fullmatch(match.group("word")))
    return named and len(section.title.split()) >= _FEWEST


def _is_under_ambitions(reading: Reading, section: Section) -> bool:
    above = section.parent
    return above is not None and above.role is Role.AMBITIONS and bool(section.blocks) and _is_wish(reading, section)


def _is_wish(reading: Reading, section: Section) -> bool:
    """Whether a title is worded as a wish: a sentence, or a thing with what is to be true of it."""
    title, count = section.title, len(section.title.split())
    if title.endswith(("?", ":")) or count < _FEWEST or reading.thesaurus.match(title) is not None:
        return False
    return bool(_WISH.search(title)) or (count >= _SAYS_FEWEST and bool(_SAYS.search(title)))


def _mottoes(reading: Reading) -> set[int]:
    """Headings of the first part of chapters on a theme, where that part has a wish for a title in several of them."""
    chapters = theme_chapters(reading.doc)
    found: dict[str, int] = {}
    for section in reading.doc.sections:
        first = section.children[0] if section.children else None
        if section.heading is None or section.heading.index not in chapters or first is None or first.heading is None:
            continue
        if first.role is None and _is_wish(reading, first):
            found[first.title] = first.heading.index
    return set(found.values()) if len(found) >= _SEVERAL else set()
