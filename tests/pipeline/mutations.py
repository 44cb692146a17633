"""Changes to copies of the real texts, and what may follow from each.

A change is made at a known place. Facts whose evidence touches that place may change with it; every other fact must
stay as it is. Facts are compared by their columns, not by their offsets, which shift.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from kg.config import ROOT
from kg.model import Fact, Span
from loaders.context import Reading
from loaders.extraction import read
from loaders.numbers import FIGURE, parse_figure
from loaders.profiles import DocumentProfile, Profile, document_bounds, load_profile
from loaders.reading.text import SourceText
from loaders.structure import Block, Kind, build_document
from tests.support import gazetteer, thesaurus

DOCUMENTS = ROOT / "data" / "documents"
STEMS = sorted(path.stem for path in DOCUMENTS.glob("*.txt"))
# Rows that follow from other facts, and numbered parts and spellings that are kept for finding contradictions: they are
# tested with the rules that compare them.
FOLLOWING = {"VersionDifferenceFact", "ClashFact", "PartFact", "ReferenceFact", "EnumerationFact", "SpellingFact"}
Row = tuple[str, ...]


def read_all(stem: str, text: str, known: Iterable[Reading] = ()) -> list[Reading]:
    """The documents of a changed text, read with the real profile.

    known: readings to take over for documents of the file whose own words did not change.
    """
    known = tuple(known)
    profile = profile_of(stem)
    source = SourceText(f"{stem}.txt", text)
    readings = []
    for document, start, end in document_bounds(source, profile):
        same = next((r for r in known if r.doc.id == document.id and _words(r) == text[start:end]), None)
        readings.append(same or _read(source, start, end, document, profile))
    return readings


def _words(reading: Reading) -> str:
    return reading.doc.source.text[reading.doc.start : reading.doc.end]


def _read(source: SourceText, start: int, end: int, document: DocumentProfile, profile: Profile) -> Reading:
    doc = build_document(document.id, source, start, end, document.roles, profile.furniture)
    reading = Reading(doc, document, gazetteer(), thesaurus())
    read(reading)
    return reading


@cache
def profile_of(stem: str) -> Profile:
    return load_profile(DOCUMENTS / f"{stem}.txt")


@cache
def original(stem: str) -> str:
    return (DOCUMENTS / f"{stem}.txt").read_text(encoding="utf-8")


@cache
def baseline(stem: str) -> tuple[Reading, ...]:
    return tuple(read_all(stem, original(stem)))


def compared(fact: Fact) -> bool:
    """Whether a fact is a row of a named query that was read from its own words."""
    return type(fact).__name__ not in FOLLOWING


def facts_of(readings: Iterable[Reading]) -> list[tuple[str, Fact]]:
    """All facts with the id of their document."""
    return [
        (reading.doc.id, fact)
        for reading in readings
        for fact in reading.facts
        if compared(fact)
    ]


def row_of(document_id: str, fact: Fact) -> Row:
    values = [getattr(fact, f.name) for f in fields(fact) if f.name != "evidence"]
    return (document_id, type(fact).__name__, *("" if value is None else str(value) for value in values))


def rows_of(facts: Iterable[tuple[str, Fact]]) -> Counter[Row]:
    return Counter(row_of(document_id, fact) for document_id, fact in facts)


@dataclass(frozen=True)
class Change:
    """A changed text. touched: spans of the original that the change is made in."""

    name: str
    text: str
    touched: tuple[Span, ...]

    def touches(self, fact: Fact) -> bool:
        span = fact.evidence.span
        return any(span.start < other.end and other.start < span.end for other in self.touched)


def difference(stem: str, change: Change) -> tuple[Counter[Row], Counter[Row]]:
    """Rows that went and rows that came."""
    before, after = rows_of(facts_of(baseline(stem))), _rows_in(stem, change.text)
    return before - after, after - before


@lru_cache(maxsize=64)
def _rows_in(stem: str, text: str) -> Counter[Row]:
    return rows_of(facts_of(read_all(stem, text, baseline(stem))))


def replaced(text: str, span: Span, new: str) -> str:
    return text[: span.start] + new + text[span.end :]


def figure_change(stem: str, document_id: str, fact: Fact, seed: int) -> tuple[Change, str, str] | None:
    """Another figure in the evidence of `fact`: the change, the field it stands in, and the value it should become.

    None when none of the fact's figures stands exactly once in its evidence.
    """
    rng = random.Random(f"{seed}{document_id}{row_of(document_id, fact)}")
    raw, start = original(stem)[fact.evidence.span.start : fact.evidence.span.end], fact.evidence.span.start
    tokens = list(re.finditer(rf"(?<![\w.,]){FIGURE}(?![\w]|[.,]\d)", raw))
    candidates = [f.name for f in fields(fact) if isinstance(getattr(fact, f.name), Decimal)]
    rng.shuffle(candidates)
    for name in candidates:
        value = abs(getattr(fact, name))
        at = [m for m in tokens if parse_figure(m.group()) == value]
        if len(at) != 1 or value == 0:
            continue
        new = _other_figure(at[0].group(), rng, original(stem))
        span = Span(start + at[0].start(), start + at[0].end())
        parsed = parse_figure(new)
        assert parsed is not None
        sign = -1 if getattr(fact, name) < 0 else 1
        return Change(f"{at[0].group()} -> {new}", replaced(original(stem), span, new), (span,)), name, str(sign * parsed)
    return None


def _other_figure(figure: str, rng: random.Random, text: str) -> str:
    """A figure of the same form that stands nowhere in the text."""
    for _ in range(200):
        new = "".join(rng.choice("123456789") if char.isdigit() else char for char in figure)
        if new != figure and new not in text:
            return new
    return figure + "7" if "," not in figure else figure


def without_block(stem: str, block: Block) -> Change:
    """The text without the lines of a block."""
    text = original(stem)
    start = text.rfind("\n", 0, block.span.start) + 1
    end = text.find("\n", block.span.end - 1) + 1 or len(text)
    return Change(f"without {block.text.text[:40]!r}", text[:start] + text[end:], (Span(start, end),))


def with_noise(stem: str, seed: int) -> Change:
    """Blank lines between blocks, trailing spaces, no other change."""
    rng, text = random.Random(seed), original(stem)
    starts = {text.rfind("\n", 0, block.span.start) + 1 for reading in baseline(stem) for block in _spaced(reading)}
    lines, at, out = text.splitlines(keepends=True), 0, []
    for line in lines:
        if at in starts and rng.random() < 0.3:
            out.append("\n")
        body = line.rstrip("\n")
        out.append(body + (" " if body and rng.random() < 0.3 and not body.endswith("  ") else "") + line[len(body) :])
        at += len(line)
    return Change(f"noise {seed}", "".join(out), ())


def _spaced(reading: Reading) -> list[Block]:
    """Blocks that a blank line already stands before."""
    blocks = reading.doc.blocks
    return [block for before, block in pairwise(blocks) if before.group != block.group]


def renamed(stem: str, old: str, new: str) -> Change:
    """Every `old` made `new`, as a word or part of one, a capital at its beginning kept."""
    text = original(stem)
    pattern = re.compile(re.escape(old), re.IGNORECASE)
    spans = tuple(Span(m.start(), m.end()) for m in pattern.finditer(text))
    return Change(f"{old} -> {new}", pattern.sub(lambda m: _cased(new, m.group()), text), spans)


def _cased(new: str, like: str) -> str:
    return new[0].upper() + new[1:] if like[0].isupper() else new[0].lower() + new[1:]


def items(readings: Iterable[Reading]) -> list[Block]:
    return [block for reading in readings for block in reading.doc.of_kind(Kind.ITEM)]


def families(stem: str, keep: Callable[[Fact], bool] = lambda _: True) -> dict[str, list[tuple[str, Fact]]]:
    """Facts of a file by family."""
    grouped: dict[str, list[tuple[str, Fact]]] = {}
    for document_id, fact in facts_of(baseline(stem)):
        if keep(fact):
            grouped.setdefault(type(fact).__name__, []).append((document_id, fact))
    return grouped


def save(path: Path, change: Change) -> Path:
    path.write_text(change.text, encoding="utf-8")
    return path


def year_change(stem: str, document_id: str, fact: Fact, seed: int) -> tuple[Change, str, str] | None:
    """Another year in the evidence of `fact`: the change, the field, and the value it should become.

    None when none of its years stands exactly once in its evidence, or when the year is also part of a period.
    """
    rng = random.Random(f"{seed}{document_id}{row_of(document_id, fact)}y")
    raw, start = original(stem)[fact.evidence.span.start : fact.evidence.span.end], fact.evidence.span.start
    names = [f.name for f in fields(fact) if f.name.endswith("year") and getattr(fact, f.name)]
    rng.shuffle(names)
    for name in names:
        at = [m for m in re.finditer(r"(?<![\d-])(?:19|20)\d\d(?![\d-])", raw) if int(m.group()) == getattr(fact, name)]
        if len(at) == 1:
            new = str(rng.choice(range(2031, 2039)))
            span = Span(start + at[0].start(), start + at[0].end())
            return Change(f"{at[0].group()} -> {new}", replaced(original(stem), span, new), (span,)), name, new
    return None


def word_change(stem: str, document_id: str, fact: Fact, seed: int, new: str) -> tuple[Change, str, str] | None:
    """A long word of a fact's text replaced by one that is in no dictionary: the change, the field, the old word.

    None when no word of its texts of eight letters or more stands exactly once in the file.
    """
    rng = random.Random(f"{seed}{document_id}{row_of(document_id, fact)}w")
    text, span = original(stem), fact.evidence.span
    raw = text[span.start : span.end]
    found = []
    for f in fields(fact):
        value = getattr(fact, f.name)
        if isinstance(value, str):
            found += [(f.name, word) for word in re.findall(r"(?<![\w-])[a-zà-ÿ]{8,}(?![\w-])", value)]
    rng.shuffle(found)
    for name, word in found:
        places = [m.start() for m in re.finditer(rf"(?<!\w){word}(?!\w)", raw)]
        if len(places) == 1 and len(re.findall(word, text, re.I)) == 1:
            where = Span(span.start + places[0], span.start + places[0] + len(word))
            return Change(f"{word} -> {new}", replaced(text, where, new), (where,)), name, word
    return None


def swapped(stem: str, first: Block, second: Block) -> Change:
    """Two list items that follow one another, in the other order; their own numbers stay where they were."""
    text = original(stem)
    left, right = (Span(block.span.start, block.span.end) for block in (first, second))
    middle = text[left.end : right.start]
    new = text[right.start : right.end] + middle + text[left.start : left.end]
    return Change(f"swap {first.text.text[:30]!r}", text[: left.start] + new + text[right.end :], (left, right))


def neighbours(readings: Iterable[Reading]) -> list[tuple[Block, Block]]:
    """Items of one list that follow one another and end alike, each on lines of their own."""
    pairs = []
    for reading in readings:
        blocks = reading.doc.blocks
        for first, second in pairwise(blocks):
            both = first.kind is second.kind is Kind.ITEM and first.depth == second.depth
            if both and first.text.text[-1:] == second.text.text[-1:] and first.marker[:1] == second.marker[:1]:
                pairs.append((first, second))
    return pairs
