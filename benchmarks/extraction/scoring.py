"""Recall and precision of what the loaders read in a section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.extraction.families import FAMILIES, Family
from benchmarks.extraction.gold import Section
from benchmarks.extraction.matching import Row, assign, cells_alike, is_part
from kg.errors import InputError
from kg.model import Fact
from loaders.context import Reading


@dataclass(frozen=True)
class Found:
    """A row the loaders read, and the lines where its evidence starts (facts that say the same are one row)."""

    row: Row
    lines: tuple[int, ...]


@dataclass
class Score:
    """Counts of one family, over one section or several.

    gold: rows wanted. matched: of those, read somewhere in the document. found: rows read in the section that count
    for precision. right: of those, wanted. optional: rows read there that count for nothing, being optional in the gold
    set or a clause of a sentence there or matched. cells, cells_right: columns of matched rows that did not decide.
    """

    gold: int = 0
    matched: int = 0
    found: int = 0
    right: int = 0
    optional: int = 0
    cells: int = 0
    cells_right: int = 0
    missed: list[tuple[str, Row]] = field(default_factory=list)
    extra: list[tuple[str, Row]] = field(default_factory=list)

    @property
    def recall(self) -> float | None:
        """Share of the gold rows that were read; None without any."""
        return self.matched / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """Share of the rows read that the gold set has; None without any."""
        return self.right / self.found if self.found else None

    def add(self, other: Score) -> None:
        """Take the counts and rows of another score into this one."""
        for name in ("gold", "matched", "found", "right", "optional", "cells", "cells_right", "missed", "extra"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def rows_of(reading: Reading, family: Family) -> list[Found]:
    """What a reading holds of a family, in the order of the text."""
    lines: dict[tuple[str, ...], list[int]] = defaultdict(list)
    columns = [*family.deciding, *family.rest]
    for fact in reading.facts:
        if isinstance(fact, family.fact):
            cells = tuple(_cell(fact, column) for column in columns)
            lines[cells].append(reading.doc.source.line_of(fact.evidence.span.start))
    found = [Found(dict(zip(columns, cells, strict=True)), tuple(sorted(at))) for cells, at in lines.items()]
    return sorted(found, key=lambda item: item.lines)


def _cell(fact: Fact, column: str) -> str:
    value = getattr(fact, column)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def score(section: Section, name: str, found: list[Found]) -> Score:
    """How the rows found in a document compare with what a reader wrote down of one of its sections.

    A row counts for recall wherever in the document it was read, because the loaders state once what a document says
    twice; for precision count the rows whose evidence starts in the section.
    """
    family = FAMILIES[name]
    wanted = section.rows.get(name, [])
    here = [section.holds(item.lines) for item in found]
    pairs = assign(wanted, [item.row for item in found], family, here)
    taken = set(pairs.values())
    left = [j for j, inside in enumerate(here) if inside and j not in taken]
    optional = section.optional.get(name, [])
    allowed = set(assign(optional, [found[j].row for j in left], family).values())
    wholes = [*(wanted[i] for i in pairs), *optional]
    clauses = {at for at, j in enumerate(left) if any(is_part(row, found[j].row, family) for row in wholes)}
    extra = [j for at, j in enumerate(left) if at not in allowed | clauses]
    result = Score(gold=len(wanted), matched=len(pairs), right=sum(here[j] for j in taken))
    result.found = result.right + len(extra)
    result.optional = len(left) - len(extra)
    for i, j in pairs.items():
        agree, columns = cells_alike(wanted[i], found[j].row, family)
        result.cells += columns
        result.cells_right += agree
    result.missed = [(section.id, row) for i, row in enumerate(wanted) if i not in pairs]
    result.extra = [(section.id, {**found[j].row, "line": str(found[j].lines[0])}) for j in extra]
    return result


def score_all(sections: Iterable[Section], readings: Iterable[Reading], families: Iterable[str]) -> dict[str, Score]:
    """The scores by family, added up over sections. A family that a section was not annotated for is left out there.

    Raises InputError when the document of a section is not among the readings.
    """
    by_id = {reading.doc.id: reading for reading in readings}
    scores = {name: Score() for name in families}
    for section in sections:
        if section.doc not in by_id:
            where = f"section {section.id}: document {section.doc}"
            raise InputError(f"{where} was not read", hint="Is its text in the folder of documents?")
        for name, total in scores.items():
            if name in section.rows:
                total.add(score(section, name, rows_of(by_id[section.doc], FAMILIES[name])))
    return scores
