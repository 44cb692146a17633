"""Changes of what stands where: pieces taken out, put in and moved, other titles, other cells, noise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from itertools import pairwise

from kg.model import Fact, PriorityCountFact, Span
from loaders.extractors.table_align import TOTAL
from loaders.numbers import FIGURE
from loaders.structure import Block, Kind, Section
from loaders.structure.roles import role_of
from tests.pipeline.mutations import Change, original, with_noise
from tests.pipeline.mutations_model import Case, Of, Place, overlap, telling
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
)


def _units(place: Place) -> Iterator[tuple[Fact, Unit]]:
    """Facts with their units, those at the very beginning left out: there a file of several documents is cut."""
    for fact in place.facts:
        unit = unit_of(place.reading, fact)
        if unit is not None and (unit.span.start > place.reading.doc.start + 300 or place.reading.doc.start == 0):
            yield fact, unit


def taken_out(place: Place) -> Iterator[Case]:
    """The item, row or sentence taken out that a fact was read from."""
    for fact, unit in _units(place):
        if not unit.announces and not unit.leaned_on and not _heads_table(unit):
            yield place.case(Of.OUT, fact, cut(place.stem, unit))


def put_in(place: Place) -> Iterator[Case]:
    """A copy of the item, row or sentence, with another word, after it: another word of each fact at every round."""
    drawn = []
    for fact, unit in _units(place):
        raw, inside = place.raw(unit.span), place.raw(fact.evidence.span)
        numbered = unit.whole and unit.block.number is not None
        if not (unit.announces or numbered or _heads_table(unit)):
            found = [re.findall(rf"(?<![\w-]){word}(?![\w-])", raw, re.I) for word in telling(fact)]
            drawn.append((fact, unit, [words[0] for words in found if len(words) == 1 and words[0] in inside]))
    for nth in range(max((len(words) for *_, words in drawn), default=0)):
        for fact, unit, words in (one for one in drawn if nth < len(one[2])):
            new = re.sub(rf"(?<![\w-]){words[nth]}(?![\w-])", invented(words[nth]), place.raw(unit.span))
            yield place.case(Of.IN, fact, put_after(place.stem, unit, new), invented(words[nth]))


def _heads_table(unit: Unit) -> bool:
    """Whether the unit is the row of a table's headings, which say what the figures under it are, or a row of nothing
    but figures, which belong to labels elsewhere by their order only."""
    if not re.search(r"[^\W\d_]{2}", str(unit.block)):
        return True
    figures = [cell.text for cell in unit.block.cells[1:] if cell]
    return unit.block.kind is Kind.ROW and all(re.fullmatch(r"\D*|(?:19|20)\d\d", figure) for figure in figures)


def order(place: Place) -> Iterator[Case]:
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
    return any(overlap(row.span, fact.evidence.span) for fact in place.facts)


def _sections_swapped(place: Place, fact: Fact, unit: Unit) -> Iterator[Case]:
    section = place.reading.doc.section_of(unit.block)
    beside = section.parent.children if section.parent is not None else []
    for one, other in pairwise(beside):
        if section in (one, other) and one.depth == other.depth and one is not beside[0]:
            spans = (section_span(place.reading, one), section_span(place.reading, other))
            if one.blocks and other.blocks and spans[0].end <= spans[1].start:
                yield place.case(Of.ORDER, fact, exchanged(place.stem, *spans))


def headings(place: Place) -> Iterator[Case]:
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



def cells(place: Place) -> Iterator[Case]:
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


def order_elsewhere(place: Place) -> Iterator[Case]:
    for block in place.reading.doc.of_kind(Kind.ITEM, Kind.PARAGRAPH):
        other = neighbour(place.reading, block)
        if other is not None:
            yield place.case(Of.ORDER, place.facts[0], exchanged(place.stem, block.span, other.span))


def heading_elsewhere(place: Place) -> Iterator[Case]:
    for section in place.reading.doc.sections[2:]:
        made = retitled(place, section) if section.heading is not None and section.blocks else None
        if made is not None:
            change, spans, old = made
            yield Case(Of.HEADING, place.family, place.document_id, place.facts[0], change, "", old, spans)


def noise(place: Place) -> Iterator[Case]:
    for seed in (1, 2, 3):
        yield place.case(Of.NOISE, place.facts[0], with_noise(place.stem, seed))
