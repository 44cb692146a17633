"""A change to be made for one fact, and the families of facts of the documents."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from kg.model import Fact, Span
from loaders.context import Reading
from tests.pipeline.mutations import STEMS, Change, baseline, compared, original

SEED = 20261122


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


def texts(fact: Fact) -> Iterator[tuple[str, str]]:
    for f in fields(fact):
        value = getattr(fact, f.name)
        if isinstance(value, str) and value:
            yield f.name, value


def overlap(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def telling(fact: Fact) -> list[str]:
    """Words of the text columns, those of the first column first, the longest of each first."""
    found: list[str] = []
    for _, value in texts(fact):
        words = re.findall(r"(?<![\w-])(?:[^\W\d_]{5,}|[A-Z]{2,4})(?![\w-])", value)
        found += sorted(words, key=lambda word: (-len(word), word))
    return list(dict.fromkeys(found))
