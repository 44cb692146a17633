"""How a text is changed: a word replaced, a piece taken out, put in or moved, the layout disturbed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.model import Fact, Span
from loaders.context import Reading
from loaders.structure import Block, DocumentText, Kind, Section
from loaders.structure.sentences import sentences
from tests.pipeline.mutations import STEMS, Change, original

_REFERS_BACK = re.compile(
    r"^\W*(?:dit|deze|die|dat|hier\w*|daar\w*|zij|ze|hij|het|er|we|wij|ook|zo|bovendien|echter|toch|maar|en|daarnaast|"
    r"tevens|verder|dergelijke|zulke|vervolgens|tot slot|samen|beide)\b",
    re.I,
)

_CARD = 3  # blocks that one fact may be read from, such as a name under an office


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(w for stem in STEMS for w in re.findall(r"(?<![\w-])[^\W\d_]{3,}(?![\w-])", original(stem).lower()))


@cache
def invented(word: str) -> str:
    """A word in no dictionary, of the form of `word`: its capitals, and the end that shows what kind it is.

    A compound keeps its last part ("veiligheidsplan" becomes "zwartewoudplan"), another word its ending.
    """
    if word.isupper() and len(word) <= 6:
        return ("QXVKJW" * 2)[: len(word)]
    low = word.lower()
    tails = [low[at:] for at in range(4, len(low) - 2) if low[at:] in _vocabulary()]
    ending = re.search(r"(?:eren|elen|ingen|heden|ing|heid|en|s|e)$", low)
    new = "zwartewoud" + (tails[0] if tails else ending.group() if ending else "")
    if word.isupper():
        return new.upper()
    return new.capitalize() if word[0].isupper() else new


@dataclass(frozen=True)
class Unit:
    """What states a fact in the layout: a block, a few blocks that stand together, or a sentence of one.

    whole: whether the unit is its blocks and not one sentence of several.
    announces: what follows is announced or noted here, and belongs right after it.
    leaned_on: what follows refers back to it, and falls with it.
    """

    blocks: tuple[Block, ...]
    span: Span
    whole: bool
    announces: bool
    leaned_on: bool

    @property
    def block(self) -> Block:
        return self.blocks[0]


def unit_of(reading: Reading, fact: Fact) -> Unit | None:
    """The blocks or sentence a fact was read from; None when it was read from places apart."""
    evidence = fact.evidence.span
    blocks = blocks_at(reading.doc, evidence)
    if not blocks or len(blocks) > _CARD or any(b.index != a.index + 1 for a, b in pairwise(blocks)):
        return None
    parts = [s.span() for s in sentences(blocks[0].text)]
    held = [p for p in parts if p.start < evidence.end and evidence.start < p.end]
    whole = len(blocks) > 1 or blocks[0].kind is not Kind.PARAGRAPH or len(held) == len(parts)
    if whole:
        blocks += tuple(_explanation(reading, blocks[-1]))
    span = blocks[0].span.cover(blocks[-1].span) if whole else held[0].cover(held[-1])
    raw = reading.doc.source.raw(span)
    after = next((reading.doc.source.raw(p) for p in parts if p.start >= span.end), None)
    if after is None and blocks[-1].index + 1 < len(reading.doc.blocks):
        after = reading.doc.blocks[blocks[-1].index + 1].text.text
    followed = after is not None and bool(_REFERS_BACK.match(after))
    noted = bool(re.search("[¹²³⁰-⁹]", raw))  # a footnote explains it somewhere else
    return Unit(blocks, span, whole, raw.rstrip().endswith(":") or noted, followed)


@cache
def _spans(doc: DocumentText) -> tuple[Span, ...]:
    return tuple(block.span for block in doc.blocks)


def blocks_at(doc: DocumentText, where: Span) -> tuple[Block, ...]:
    """The blocks that a piece of the source touches, in reading order."""
    spans = _spans(doc)
    return tuple(b for b, s in zip(doc.blocks, spans, strict=True) if s.start < where.end and where.start < s.end)


def _explanation(reading: Reading, item: Block) -> Iterator[Block]:
    """The paragraphs right under an item of a list, which belong to it."""
    for block in reading.doc.blocks[item.index + 1 :]:
        if item.kind is not Kind.ITEM or block.kind is not Kind.PARAGRAPH or block.group != item.group:
            return
        yield block


def _lines(stem: str, span: Span) -> Span:
    text = original(stem)
    end = text.find("\n", span.end - 1) + 1 or len(text)
    return Span(text.rfind("\n", 0, span.start) + 1, end)


def replaced_at(stem: str, at: int, old: str, new: str) -> Change:
    """`new` in the place of `old`, which stands at `at`."""
    text = original(stem)
    assert text[at : at + len(old)] == old
    return Change(f"{old} -> {new}", text[:at] + new + text[at + len(old) :], (Span(at, at + len(old)),))


def cut(stem: str, unit: Unit) -> Change:
    """The text without the unit: a block with its lines, a sentence with the space after it."""
    text = original(stem)
    if unit.whole:
        span = _lines(stem, unit.span)
    else:
        span = Span(unit.span.start, unit.span.end + len(re.match(r"[ \t]*", text[unit.span.end :]).group()))  # type: ignore[union-attr]
    return Change(f"without {text[span.start : span.end][:50]!r}", text[: span.start] + text[span.end :], (span,))


def put_after(stem: str, unit: Unit, words: str) -> Change:
    """A new unit of these words after one: on lines of its own with the same mark, or as the next sentence."""
    text = original(stem)
    if unit.whole:
        lines = _lines(stem, unit.span)
        lead, tail = text[lines.start : unit.span.start], text[unit.span.end : lines.end]
        at = lines.end
        new = lead + words + (tail if tail.endswith("\n") else tail + "\n")
        if unit.block.kind in (Kind.PARAGRAPH, Kind.HEADING):
            new = "\n" + new
    else:
        at, new = unit.span.end, " " + words
    return Change(f"put in {words[:50]!r}", text[:at] + new + text[at:], (Span(max(0, at - 1), at + 1),))


def neighbour(reading: Reading, block: Block) -> Block | None:
    """The block of the same kind right after or before, in the same list, table or section, that may change places."""
    blocks = reading.doc.blocks
    for step in (1, -1):
        at = block.index + step
        if 0 <= at < len(blocks) and _alike(reading, block, blocks[at]):
            return blocks[at]
    return None


def _alike(reading: Reading, block: Block, other: Block) -> bool:
    if block.kind is not other.kind or block.depth != other.depth or block.kind is Kind.HEADING:
        return False
    if reading.doc.section_of(block) is not reading.doc.section_of(other) or block.page != other.page:
        return False
    ends = {b.text.text[-1:] for b in (block, other)}
    if block.kind is Kind.ITEM:
        return len(ends) == 1 and block.marker[:1] == other.marker[:1]
    if block.kind is Kind.PARAGRAPH:
        plain = ends <= {".", "?", "!"} and not any(_REFERS_BACK.match(b.text.text) for b in (block, other))
        first, last = min(block.index, other.index) - 1, max(block.index, other.index) + 1
        if first >= 0 and reading.doc.blocks[first].text.text.endswith(":"):
            return False  # what a sentence announces stands right after it
        after = reading.doc.blocks[last] if last < len(reading.doc.blocks) else None
        return plain and (after is None or not _REFERS_BACK.match(after.text.text))
    return block.kind is Kind.ROW and block.group == other.group and len(block.cells) == len(other.cells)


def exchanged(stem: str, one: Span, other: Span) -> Change:
    """Two pieces in the other order; marks and blank lines around them stay where they were."""
    text = original(stem)
    left, right = sorted((one, other))
    new = text[: left.start] + text[right.start : right.end] + text[left.end : right.start]
    new += text[left.start : left.end] + text[right.end :]
    return Change(f"swap {text[left.start : left.end][:30]!r}", new, (left, right))


def section_span(reading: Reading, section: Section) -> Span:
    """The lines of a section with all below it, the blank lines after it left out."""
    blocks = section.all_blocks()
    last = max((block.span.end for block in blocks), default=0)
    assert section.heading is not None
    return Span(section.heading.span.start, max(last, section.heading.span.end))
