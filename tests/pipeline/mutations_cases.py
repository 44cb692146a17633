"""Which change to make for a family of facts of a document, and where: one generator for each kind of change.

A generator looks at the unchanged text only, so the table of what is covered costs one reading of each document.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import islice, pairwise

from kg.errors import SourceError
from kg.model import DocumentFact, Fact, PriorityCountFact, Span
from loaders.context import Reading
from loaders.extractors.table_align import TOTAL
from loaders.numbers import FIGURE, parse_figure
from loaders.profiles import document_bounds
from loaders.reading.text import SourceText
from loaders.structure import Block, Kind, Section
from loaders.structure.roles import role_of
from tests.pipeline.mutations import STEMS, Change, baseline, compared, original, profile_of, row_of
from tests.pipeline.mutations_text import (
    Unit,
    blocks_at,
    cut,
    exchanged,
    invented,
    neighbour,
    put_after,
    replaced_at,
    section_span,
    unit_of,
    with_noise,
)

SEED = 20261122
MOST = 3  # places of one kind that are tried for a family and document


class Of(StrEnum):
    """Kinds of change."""

    NUMBER = "number"
    YEAR = "year"
    NAME = "name or word"
    OUT = "taken out"
    IN = "put in"
    ORDER = "order"
    HEADING = "heading"
    CELL = "table cell"
    NOISE = "layout noise"


@dataclass(frozen=True)
class Case:
    """One change made for one fact.

    expected: what a new row of the family must hold (compared without capitals); empty when the rows must stay.
    gone: words that no row may hold any more; empty when they also stand elsewhere.
    """

    kind: Of
    family: str
    document_id: str
    fact: Fact
    change: Change
    expected: str = ""
    gone: str = ""
    section: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return f"{self.document_id} {self.family} {self.kind}: {self.change.name}"


@dataclass(frozen=True)
class Place:
    """The facts of one family in one document, in an order drawn by lot."""

    stem: str
    reading: Reading
    family: str
    facts: tuple[Fact, ...]

    @property
    def document_id(self) -> str:
        return self.reading.doc.id

    def rng(self, kind: str) -> random.Random:
        return random.Random(f"{SEED}{self.document_id}{self.family}{kind}")

    def raw(self, span: Span) -> str:
        return original(self.stem)[span.start : span.end]

    def case(self, kind: Of, fact: Fact, change: Change, expected: str = "", gone: str = "") -> Case:
        return Case(kind, self.family, self.document_id, fact, change, expected, gone)


@cache
def places() -> tuple[Place, ...]:
    """Every family of every document that has facts of it."""
    found = []
    for stem in STEMS:
        for reading in baseline(stem):
            grouped: dict[str, list[Fact]] = {}
            for fact in filter(compared, reading.facts):
                grouped.setdefault(type(fact).__name__, []).append(fact)
            for family, facts in sorted(grouped.items()):
                drawn = random.Random(f"{SEED}{reading.doc.id}{family}").sample(facts, len(facts))
                found.append(Place(stem, reading, family, tuple(drawn)))
    return tuple(found)


def cases(place: Place, kind: Of, most: int = MOST) -> list[Case]:
    """Up to `most` changes of one kind; none when the kind finds no place in these facts.

    Order and titles can be changed elsewhere in the document where the facts have none: then all rows must stay.
    """
    found = (c for c in _GENERATORS[kind](place) if _holds_together(place.stem, c.change))
    made = list(islice(found, most))
    if not made and kind in _ELSEWHERE:
        made = list(islice((c for c in _ELSEWHERE[kind](place) if _holds_together(place.stem, c.change)), 1))
    return made


def _holds_together(stem: str, change: Change) -> bool:
    """Whether a file of several documents can still be told apart by the beginnings its profile names."""
    try:
        return len(document_bounds(SourceText(f"{stem}.txt", change.text), profile_of(stem))) > 0
    except SourceError:
        return False


def _texts(fact: Fact) -> Iterator[tuple[str, str]]:
    for f in fields(fact):
        value = getattr(fact, f.name)
        if isinstance(value, str) and value:
            yield f.name, value


def _numbers(place: Place) -> Iterator[Case]:
    """Another figure: the value of a figure column, or digits inside a text column (an article, a dossier)."""
    for fact in place.facts:
        raw = place.raw(fact.evidence.span)
        rng = place.rng(str(row_of("", fact)))
        for m in re.finditer(rf"(?<![\w.,]){FIGURE}(?![\w]|[.,]\d)", raw):
            value = parse_figure(m.group())
            held = [f.name for f in fields(fact) if isinstance(getattr(fact, f.name), Decimal)]
            if value and any(abs(getattr(fact, name)) == value for name in held):
                if sum(parse_figure(n.group()) == value for n in re.finditer(FIGURE, raw)) != 1:
                    continue
                new = _other_digits(m.group(), rng, original(place.stem))
                change = replaced_at(place.stem, fact.evidence.span.start + m.start(), m.group(), new)
                yield place.case(Of.NUMBER, fact, change, str(parse_figure(new)))
                break
        else:
            yield from islice(_digits_in_texts(place, fact, raw, rng), 1)


def _digits_in_texts(place: Place, fact: Fact, raw: str, rng: random.Random) -> Iterator[Case]:
    for _, value in _texts(fact):
        for digits in re.findall(r"(?<![\d-])\d{1,6}(?![\d-])", value):
            if re.fullmatch(r"(?:19|20)\d\d", digits):
                continue
            found = [m.start() for m in re.finditer(rf"(?<!\d){digits}(?!\d)", raw)]
            if len(found) == 1 and not re.match(r"\s+[a-z]+\s+\d{4}", raw[found[0] + len(digits) :]):  # no day of a date
                new = _other_digits(digits, rng, original(place.stem))
                change = replaced_at(place.stem, fact.evidence.span.start + found[0], digits, new)
                yield place.case(Of.NUMBER, fact, change, new)


def _other_digits(figure: str, rng: random.Random, text: str) -> str:
    """A figure of the same form that stands nowhere in the text, or at least not the same."""
    tries = ["".join(rng.choice("123456789") if c.isdigit() else c for c in figure) for _ in range(100)]
    other = [new for new in tries if new != figure]
    return next((new for new in other if new not in text), other[0])


def _years(place: Place) -> Iterator[Case]:
    """Another year of a year column, a date, or one inside a text column."""
    title = place.reading.metadata
    for fact in place.facts:
        if title is not None and fact is not title and _overlap(fact.evidence.span, title.evidence.span):
            continue  # the years of the title are those of the document
        raw, rng = place.raw(fact.evidence.span), place.rng(str(row_of("", fact)))
        values = {str(getattr(fact, f.name)) for f in fields(fact) if f.name.endswith("year") and getattr(fact, f.name)}
        if isinstance(fact, DocumentFact):
            values = {str(fact.end_year)}  # the first year tells what was from what is aimed at
        for _, value in _texts(fact) if not isinstance(fact, DocumentFact) else ():
            values |= set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", value))
        for year in sorted(values):
            found = [m.start() for m in re.finditer(rf"(?<!\d){year}(?!\d)", raw)]
            if len(found) == 1:
                at = fact.evidence.span.start + found[0]
                later = rng.randint(1, 3) if _opens_period(original(place.stem), at) else -rng.randint(1, 3)
                new = str(int(year) - later)
                if new not in values:
                    yield place.case(Of.YEAR, fact, replaced_at(place.stem, at, year, new), new)
                    break


def _opens_period(text: str, at: int) -> bool:
    return bool(re.match(r"\s*(?:-|–|/|t/m|tot)", text[at + 4 : at + 8]))


def _names(place: Place) -> Iterator[Case]:
    """Another word in a text column: where it stands once in the file first, else everywhere in the document."""
    later: list[tuple[Fact, str]] = []
    for fact in place.facts:
        raw = place.raw(fact.evidence.span)
        for word in _telling(fact):
            found = list(re.finditer(rf"(?<![\w-]){word}(?![\w-])", raw, re.I))
            if len(found) != 1:
                continue
            new = invented(found[0].group())
            if len(re.findall(re.escape(word), original(place.stem), re.I)) == 1:
                at = fact.evidence.span.start + found[0].start()
                change = replaced_at(place.stem, at, found[0].group(), new)
                yield place.case(Of.NAME, fact, change, new, gone=word)
            else:
                later.append((fact, word))
            break
    for fact, word in later:
        yield place.case(Of.NAME, fact, _everywhere(place, word), invented(word), gone=word)


def _everywhere(place: Place, word: str) -> Change:
    doc, text = place.reading.doc, original(place.stem)
    pattern = re.compile(rf"(?<![\w-]){word}(?![\w-])", re.I)
    spans = tuple(Span(m.start(), m.end()) for m in pattern.finditer(text, doc.start, doc.end))
    inner = pattern.sub(lambda m: invented(m.group()), text[doc.start : doc.end])
    return Change(f"every {word} -> {invented(word)}", text[: doc.start] + inner + text[doc.end :], spans)


def _units(place: Place) -> Iterator[tuple[Fact, Unit]]:
    """Facts with their units, those at the very beginning left out: there a file of several documents is cut."""
    for fact in place.facts:
        unit = unit_of(place.reading, fact)
        if unit is not None and (unit.span.start > place.reading.doc.start + 300 or place.reading.doc.start == 0):
            yield fact, unit


def _out(place: Place) -> Iterator[Case]:
    """The item, row or sentence taken out that a fact was read from."""
    for fact, unit in _units(place):
        if not unit.introduces and not _heads_table(unit):
            yield place.case(Of.OUT, fact, cut(place.stem, unit))


def _in(place: Place) -> Iterator[Case]:
    """A copy of the item, row or sentence, with another word or figure, after it."""
    for fact, unit in _units(place):
        if unit.introduces or _heads_table(unit) or (unit.whole and unit.block.number is not None):
            continue
        raw, inside = place.raw(unit.span), place.raw(fact.evidence.span)
        for word in _telling(fact):
            found = [m.group() for m in re.finditer(rf"(?<![\w-]){word}(?![\w-])", raw, re.I)]
            if len(found) == 1 and found[0] in inside:
                new = raw.replace(found[0], invented(found[0]))
                yield place.case(Of.IN, fact, put_after(place.stem, unit, new), invented(found[0]))
                break


def _heads_table(unit: Unit) -> bool:
    """Whether the unit is the row of a table's headings, which say what the figures under it are."""
    figures = [cell.text for cell in unit.block.cells[1:] if cell]
    return unit.block.kind is Kind.ROW and all(re.fullmatch(r"\D*|(?:19|20)\d\d", figure) for figure in figures)


def _telling(fact: Fact) -> list[str]:
    """Words of the text columns, those of the first column first, the longest of each first."""
    found: list[str] = []
    for _, value in _texts(fact):
        words = re.findall(r"(?<![\w-])(?:[^\W\d_]{5,}|[A-Z]{2,4})(?![\w-])", value)
        found += sorted(words, key=lambda word: (-len(word), word))
    return list(dict.fromkeys(found))


def _order(place: Place) -> Iterator[Case]:
    """The item, row or paragraph and its neighbour in the other order, or two sections, or two of one family."""
    units = list(_units(place))
    for fact, unit in units:
        other = neighbour(place.reading, unit.block) if len(unit.blocks) == 1 else None
        if other is not None and (other.kind is not Kind.ROW or _held(place, other)):
            yield place.case(Of.ORDER, fact, exchanged(place.stem, unit.block.span, other.span))
    for fact, unit in units:
        if unit.block.kind is Kind.HEADING and len(unit.blocks) == 1:
            yield from _sections_swapped(place, fact, unit)
    cards = sorted(((u.span, f) for f, u in units if len(u.blocks) > 1), key=lambda pair: pair[0])
    for (span, fact), (after, _) in pairwise(cards):
        if span.end <= after.start:
            yield place.case(Of.ORDER, fact, exchanged(place.stem, span, after))


def _held(place: Place, row: Block) -> bool:
    """Whether a row of a table holds facts of the family; its headings do not."""
    return any(_overlap(row.span, fact.evidence.span) for fact in place.facts)


def _sections_swapped(place: Place, fact: Fact, unit: Unit) -> Iterator[Case]:
    section = place.reading.doc.section_of(unit.block)
    beside = section.parent.children if section.parent is not None else []
    for one, other in pairwise(beside):
        if section in (one, other) and one.depth == other.depth and one is not beside[0]:
            spans = (section_span(place.reading, one), section_span(place.reading, other))
            if one.blocks and other.blocks and spans[0].end <= spans[1].start:
                yield place.case(Of.ORDER, fact, exchanged(place.stem, *spans))


def _headings(place: Place) -> Iterator[Case]:
    """Another word in the title of the chapter or part that a fact stands in."""
    seen: set[str] = set()
    for fact in place.facts:
        block = next(iter(blocks_at(place.reading.doc, fact.evidence.span)), None)
        if block is None or block.kind is Kind.HEADING:
            continue
        for section in place.reading.doc.section_of(block).ancestors():
            if section.heading is None or section.title in seen or TOTAL.match(section.title):
                continue
            seen.add(section.title)
            made = retitled(place, section)
            if made is not None:
                change, spans, new = made
                yield Case(Of.HEADING, place.family, place.document_id, fact, change, "", new, spans)
                break


def retitled(place: Place, section: Section) -> tuple[Change, tuple[Span, ...], str] | None:
    """A title with another word in every place where it stands, the role of its words kept; the sections under it."""
    title = section.title
    for word in sorted(re.findall(r"(?<![\w-])[^\W\d_]{5,}(?![\w-])", title), key=len, reverse=True):
        new = title.replace(word, invented(word))
        if role_of(new, place.reading.profile.roles) is role_of(title, place.reading.profile.roles):
            break
    else:
        return None
    doc, text = place.reading.doc, original(place.stem)
    titles = [b for b in doc.blocks if b.kind in (Kind.HEADING, Kind.CONTENTS, Kind.FURNITURE) and title in str(b)]
    spans = []
    for block in titles:
        spans += [Span(block.span.start + m.start(), block.span.start + m.end())
                  for m in re.finditer(rf"(?<!\w){word}(?!\w)", place.raw(block.span))]  # fmt: skip
    if not spans:
        return None
    for span in reversed(spans):
        text = text[: span.start] + invented(word) + text[span.end :]
    homes = [s for s in doc.sections if s.title == title]
    under = tuple(block.span for home in homes for block in home.all_blocks())
    return Change(f"title {title!r}: {word} -> {invented(word)}", text, tuple(spans)), under, word


def _overlap(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _cells(place: Place) -> Iterator[Case]:
    """Two figures of a row of a table in the other order, or a mark of a matrix taken out."""
    numeric = any(isinstance(getattr(place.facts[0], f.name), Decimal | int) for f in fields(place.facts[0]))
    if not numeric and place.family not in ("TargetFact", "StatisticFact", "FundFact"):
        return
    for fact, unit in _units(place):
        cells = [cell for cell in unit.block.cells if cell]
        if isinstance(fact, PriorityCountFact) and fact.count > 1:
            yield from _mark_out(place, fact, unit)
        elif any(isinstance(getattr(fact, f.name), Decimal) for f in fields(fact)) and len(cells) > 1:
            figures = [cell for cell in cells if re.fullmatch(rf"\D{{0,3}}{FIGURE}\D{{0,6}}", cell.text)]
            for left, right in pairwise(figures):
                if left.text != right.text and unit.block.kind is Kind.ROW:
                    yield place.case(Of.CELL, fact, exchanged(place.stem, left.span(), right.span()))
                    break


def _mark_out(place: Place, fact: PriorityCountFact, unit: Unit) -> Iterator[Case]:
    marks = list(re.finditer(r"(?<!\S)1(?!\S)", place.raw(unit.span)))
    if len(marks) == fact.count:
        at = unit.span.start + marks[-1].start()
        yield place.case(Of.CELL, fact, replaced_at(place.stem, at, "1", " "), str(fact.count - 1))


def _order_elsewhere(place: Place) -> Iterator[Case]:
    for block in place.reading.doc.of_kind(Kind.ITEM, Kind.PARAGRAPH):
        other = neighbour(place.reading, block)
        if other is not None:
            yield place.case(Of.ORDER, place.facts[0], exchanged(place.stem, block.span, other.span))


def _heading_elsewhere(place: Place) -> Iterator[Case]:
    for section in place.reading.doc.sections[2:]:
        made = retitled(place, section) if section.heading is not None and section.blocks else None
        if made is not None:
            change, spans, old = made
            yield Case(Of.HEADING, place.family, place.document_id, place.facts[0], change, "", old, spans)


def _noise(place: Place) -> Iterator[Case]:
    for seed in (1, 2, 3):
        yield place.case(Of.NOISE, place.facts[0], with_noise(place.stem, seed))


_GENERATORS: dict[Of, Callable[[Place], Iterator[Case]]] = {
    Of.NUMBER: _numbers,
    Of.YEAR: _years,
    Of.NAME: _names,
    Of.OUT: _out,
    Of.IN: _in,
    Of.ORDER: _order,
    Of.HEADING: _headings,
    Of.CELL: _cells,
    Of.NOISE: _noise,
}
_ELSEWHERE: dict[Of, Callable[[Place], Iterator[Case]]] = {
    Of.ORDER: _order_elsewhere,
    Of.HEADING: _heading_elsewhere,
}
