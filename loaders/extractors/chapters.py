"""Where a block stands: the theme of its chapter, the role of its part, and what is no statement of the document.

A chapter's theme is the priority (or, where a document sets none, the known theme) that the chapter's title names. It
holds until another chapter begins, pictures and pages with titles of their own in between included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.model import PriorityFact
from loaders.context import Reading
from loaders.extractors.theme_chapters import theme_chapters
from loaders.extractors.wording import tokens
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role, Section
from loaders.structure.lines import NUMBERED

_AD = re.compile(r"^ad\s+\d", re.I)
# "Linda Hardeman - wijkagent Huizen": who is quoted on a page of quotations.
_VOICE = re.compile(r"(?:^|[.!] )[A-ZÀ-Ý][\w'.-]+ (?:(?:van|der|den|de|ter|ten|'t) )*[A-ZÀ-Ý][\w'-]+ [-–] \w")
_MY_PART = re.compile(r"\bmijn bijdrage\b", re.I)
_FEW_VOICES = 3
_CUT_ITEM = 70  # code points; a shorter item may well end without a full stop
# An item that cannot end here: its last word wants another ("een structuur voor", "Openbaar").
_BROKEN_OFF = re.compile(
    r"(?:\b(?:de|het|een|voor|van|in|op|met|en|of|te|door|om|bij|aan|naar|uit|tot|die|dat|als|onder|over)|\b[A-ZÀ-Ý][\w-]*)$"
)
_MOST = 0.5


@dataclass(frozen=True)
class Chapters:
    """What is known of each block by its index: the theme of its chapter, and whether private persons speak there."""

    themes: Mapping[int, str]
    voices: frozenset[int]

    def theme(self, block: Block) -> str:
        """The theme of the chapter the block stands in; empty outside the chapters on a theme."""
        return self.themes.get(block.index, "")

    def states(self, block: Block) -> bool:
        """Whether a block may state something on behalf of the document (a quoted person does not)."""
        return block.index not in self.voices


def chapters_of(reading: Reading) -> Chapters:
    """The chapters of a document whose priorities have been read."""
    named = _titles(reading, _priority_themes(reading))
    named = _titles(reading, None) if len(set(named.values())) < 2 else _with_siblings(reading, named)
    return Chapters(_walk(reading, theme_chapters(reading.doc) | named), _voices(reading))


def part_role(reading: Reading, block: Block) -> Role | None:
    """The role of the innermost heading above a block that has one."""
    return next((s.role for s in reading.doc.section_of(block).ancestors() if s.role is not None), None)


def is_rest_of_item(body: list[Block], at: int) -> bool:
    """Whether a paragraph is the rest of the item before it, which a page's columns cut inside its sentence."""
    before = body[at - 1] if at else None
    return (
        before is not None
        and before.kind is Kind.ITEM
        and len(before.text) > _CUT_ITEM
        and not re.search(r"[.;:!?,]['\")]*$", before.text.text)
        and (body[at].text.text[:1].islower() or bool(_BROKEN_OFF.search(before.text.text)))
    )


def whole_item(body: list[Block], at: int) -> Block:
    """An item with its rest."""
    if at + 1 < len(body) and body[at + 1].kind is Kind.PARAGRAPH and is_rest_of_item(body, at + 1):
        return replace(body[at], text=MappedText.joined([body[at].text, body[at + 1].text]))
    return body[at]


def _priority_themes(reading: Reading) -> list[str]:
    """Themes of the document's priorities, those in a list or chapter before those in a sentence."""
    facts = [
        fact
        for fact in reading.facts
        if isinstance(fact, PriorityFact) and fact.level in ("regionaal", "landelijk", "lokaal")
    ]
    return [fact.theme for fact in sorted(facts, key=lambda fact: fact.rank is None)]


def _titles(reading: Reading, priorities: list[str] | None) -> dict[int, str]:
    """The theme each chapter's title names, by the index of the heading."""
    named = {}
    before: Block | None = None
    for block in reading.doc.body:
        if block.kind is Kind.HEADING:
            section = reading.doc.section_of(block)
            loose = section.depth > 2 and before is not None and before.kind is Kind.HEADING  # words of a picture
            if not loose and any(child.blocks for child in section.walk()):
                theme = _known_theme(reading, section) if priorities is None else _priority(section, priorities)
                if theme:
                    named[block.index] = theme
        before = block
    return _with_repeats(reading, named)


def _with_siblings(reading: Reading, named: dict[int, str]) -> dict[int, str]:
    """Numbered chapters beside those of the priorities, when their title names a known theme: "Ad 3) Cybercrime"."""
    like = {_level(reading, reading.doc.blocks[index]) for index in named}
    known = _titles(reading, None)
    beside = {}
    for index, theme in known.items():
        heading = reading.doc.blocks[index]
        numbered = NUMBERED.match(heading.text.text) or _AD.match(heading.text.text)
        if numbered and _level(reading, heading) in like and reading.doc.section_of(heading).role is None:
            beside[index] = theme
    return beside | named


def _level(reading: Reading, heading: Block) -> str:
    """How a heading is set: explanations of points ("Ad 3)") are of one level whatever their depth."""
    return "ad" if _AD.match(heading.text.text) else str(reading.doc.section_of(heading).depth)


def _with_repeats(reading: Reading, named: dict[int, str]) -> dict[int, str]:
    """A chapter's title on a page of its own, without text there, names the chapter all the same."""
    by_title = {reading.doc.blocks[index].text.text.lower(): theme for index, theme in named.items()}
    for block in reading.doc.blocks:
        theme = by_title.get(block.text.text.lower()) if block.kind is Kind.HEADING else None
        if theme and reading.doc.section_of(block).depth == 1:
            named[block.index] = theme
    return named


def _is_chapter(section: Section) -> bool:
    heading = section.heading.text.text if section.heading else ""
    return section.depth <= 2 or bool(NUMBERED.match(heading) or _AD.match(heading))


def _priority(section: Section, priorities: list[str]) -> str:
    """The priority a title names: in the same words, or in a chapter's title with most of them."""
    words = tokens(section.title)
    if not words or section.role in (Role.PRIORITIES, Role.FORMATION, Role.TRENDS, Role.PREFACE):
        return ""
    if any(words == tokens(theme) for theme in priorities):
        return section.title
    share = {theme: len(words) / len(tokens(theme)) for theme in priorities if words < tokens(theme)}
    best = max(share, key=lambda theme: share[theme], default="")
    return best if best and _is_chapter(section) and share[best] >= _MOST else ""


def _known_theme(reading: Reading, section: Section) -> str:
    known = _is_chapter(section) and reading.thesaurus.match(section.title) is not None
    return section.title if known else ""


def _walk(reading: Reading, named: Mapping[int, str]) -> dict[int, str]:
    last_place: dict[str, int] = {theme: index for index, theme in sorted(named.items())}
    themes: dict[int, str] = {}
    current, depth = "", 0
    for block in reading.doc.blocks:
        if block.kind is Kind.HEADING:
            section = reading.doc.section_of(block)
            if block.index in named:
                current, depth = named[block.index], section.depth
            elif current and section.depth <= depth and last_place[current] < block.index:
                current = ""
        themes[block.index] = current
    return themes


def _voices(reading: Reading) -> frozenset[int]:
    """Blocks of pages on which several private persons are quoted."""
    body = reading.doc.body
    count = Counter(block.page for block in body if _VOICE.search(block.text.text) or _MY_PART.search(block.text.text))
    pages = {page for page, voices in count.items() if voices >= _FEW_VOICES}
    return frozenset(block.index for block in body if block.page in pages)
