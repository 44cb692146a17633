"""Facts of the family principles: what the parties start from, choose, apply as criteria, or keep to as rules.

Read from lists and paragraphs under a heading or sentence that names them ("de volgende strategische keuzes:",
"gekenmerkt door:"), and from sentences that call something a principle, a choice or a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Confidence, Fact, PrincipleFact
from loaders.context import Reading
from loaders.extractors.chapters import Chapters, chapters_of
from loaders.extractors.principle_sentences import announced_in, counted_in, principles_in
from loaders.extractors.wording import capitalised, clause, first_sentence, label, printed_lines, tokens, trim
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role, Section
from loaders.structure.sentences import sentences

_NAME = "principles"
# First match wins: "strategische keuzes" before "uitgangspunten" named beside them.
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bcriteri(?:a|um)\b", re.I), "criterium"),
    (re.compile(r"\b(?:spel|vuist|gedrags)?regels\b|\bspelregel\b", re.I), "spelregel"),
    (re.compile(r"\bstrategische keuzes?\b|\bkeuzes\b", re.I), "keuze"),
    (re.compile(r"\bgekenmerkt\b|\bkenmerken\b|\bfuncties\b|\bhouding\b|\bkernwaarden\b", re.I), "kenmerk"),
    (re.compile(r"\b(?:uitgangs|vertrek)punt(?:en)?\b|\bbeginselen\b|\bprincipes?\b|\bgrondslagen\b|\bbasisprincipes\b", re.I), "uitgangspunt"),
)
_LEAD = re.compile(
    r"(?:uitgangspunten|vertrekpunten|beginselen|vuistregels|spelregels|criteria|strategische keuzes|kernwaarden|gekenmerkt door|functies|kenmerken|principes|houding)"
    r"\b[^.:]{0,70}:\s*$",
    re.I,
)
_NO_PRINCIPLE = re.compile(
    r"\bwordt (?:jaarlijks|per)\b|\bmaakt jaarlijks\b|^(?:zie|hieronder|in (?:de|deze|onderstaande))\b|\d+%", re.I
)
_MOTTO = re.compile(r"\bwaar (?:het )?kan\b.*\bwaar (?:het )?moet\b", re.I)
_LEAD_IN = re.compile(r"^(?:we geloven (?:erin )?dat|we vinden dat|wij vinden dat|we gaan uit van)\s+", re.I)
_PLURAL = re.compile(r"uitgangspunten|keuzes|criteria|spelregels|principes|kernwaarden|kenmerken|functies", re.I)
_PLAIN = "uitgangspunt"  # what a list under a heading on how parties work states, when it has no name of its own
_SHORT_LEAD = 90  # code points
_LONG_TITLE = 6  # words from which on a label is a sentence
_SHORTEST = 12  # code points of a paragraph that may state a principle


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    rank: int | None
    text: str
    where: MappedText
    confidence: Confidence


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the principles the document states; one stated twice in the same words is one."""
    chapters = chapters_of(reading)
    seen: list[frozenset[str]] = []
    for found in sorted(
        _all(reading, chapters), key=lambda f: (f.confidence is not Confidence.HIGH, f.where.span().start)
    ):
        words = tokens(found.text)
        if len(words) < 1 or any(words == other for other in seen):
            continue
        seen.append(words)
        yield PrincipleFact(
            kind=found.kind,
            rank=found.rank,
            principle=found.text,
            evidence=reading.evidence(found.where, _NAME, found.confidence),
        )


def _all(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
    listed: set[int] = set()
    for lead, items in reading.doc.lists():
        kind = _kind_of_list(reading, lead, items)
        if kind:
            for item in _first_run(items):
                listed.add(item.index)
                yield _item(kind, item)
    for section in reading.doc.with_role(Role.PRINCIPLES):
        yield from _paragraphs(section, listed)
        yield from _titles(reading, section)
    announced: tuple[int, str] = (-1, "")
    for block, sentence in reading.sentences():
        if chapters.states(block) and reading.doc.section_of(block).role is not Role.EXAMPLE:
            counted = counted_in(sentence.text) if announced[0] == block.index else None
            if counted is not None:
                yield _Found(announced[1], counted[0], _label(counted[1]), sentence, Confidence.MEDIUM)
                continue
            if kind := _kind(announced_in(sentence.text)):
                announced = (block.index, kind)
            for kind, rank, words in principles_in(sentence):
                yield _Found(kind, rank, _label(words), sentence, Confidence.MEDIUM)
    for block in reading.doc.of_kind(Kind.HEADING):
        if _MOTTO.search(block.text.text):
            yield _Found("uitgangspunt", None, _label(block.text.text), block.text, Confidence.MEDIUM)


def _kind(words: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.search(words)), "")


def _kind_of_list(reading: Reading, lead: Block | None, items: list[Block]) -> str:
    """The kind a list's introduction names; the heading counts where nothing stands between it and the list."""
    if lead is None or lead.kind is Kind.ROW:
        return ""
    section = reading.doc.section_of(items[0])
    headed = section.role is Role.PRINCIPLES
    if lead.kind is Kind.HEADING:
        return (_kind(section.title) or _PLAIN) if headed else ""
    sentence = [s.text for s in sentences(lead.text)][-1]
    if match := _LEAD.search(sentence):
        return _kind(match.group())
    beside = lead.index == items[0].index - 1
    if beside and (named := _kind(announced_in(sentence))):
        return named  # "We houden ons aan vijf spelregels."
    short = sentence.endswith(":") and len(sentence) <= _SHORT_LEAD and beside
    return (_kind(sentence) or _kind(section.title) or _PLAIN) if headed and short else ""


def _first_run(items: list[Block]) -> list[Block]:
    """The items that go with the first: a numbered list does not run on into a list of dashes."""
    numbered = items[0].number is not None
    end = next(
        (at for at, item in enumerate(items) if item.depth == items[0].depth and (item.number is not None) != numbered),
        len(items),
    )
    return items[:end]


def _item(kind: str, item: Block) -> _Found:
    return _Found(kind, item.number, _label(first_sentence(item.text.text)), item.text, Confidence.HIGH)


def _label(text: str) -> str:
    words = trim(clause(_LEAD_IN.sub("", trim(text))))
    return capitalised(words) if len(words.split()) > _LONG_TITLE else label(words, articles=False)


def _paragraphs(section: Section, listed: set[int]) -> Iterator[_Found]:
    """Paragraphs of one or two sentences right under a heading on principles: each states one."""
    kind = _kind(section.title) if _PLURAL.search(section.title) else ""
    own = [block for block in section.blocks if block.kind is Kind.PARAGRAPH and len(block.text) >= _SHORTEST]
    if not kind or len(own) < 3 or any(block.index in listed for block in section.blocks):
        return
    for block in own:
        parts = list(sentences(block.text))
        if len(parts) <= 2 and not block.text.text.endswith(":") and not _NO_PRINCIPLE.search(parts[0].text):
            yield _Found(kind, None, _label(parts[0].text), block.text, Confidence.HIGH)


def _titles(reading: Reading, section: Section) -> Iterator[_Found]:
    """Words of a picture under a heading on principles: short titles without text of their own."""
    kind = _kind(section.title) if _PLURAL.search(section.title) else ""
    if not kind or section.blocks or len(section.children) < 3:
        return
    for child in section.children:
        for block in (child.heading, *child.blocks):
            if block is None or block.text.text.endswith((".", ":")):
                continue
            for words in printed_lines(reading.doc.source.text, block.text):
                yield _Found(kind, None, _label(words.text), words, Confidence.LOW)
