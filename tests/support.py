"""Helpers for tests of the extractors: a document read from a string, and changed copies of the real texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from kg.config import ROOT
from kg.model import Fact
from loaders.context import Reading
from loaders.extraction import EXTRACTORS, Extractor, compare, read
from loaders.gazetteer import Gazetteer
from loaders.profiles import DocumentProfile, Profile, document_bounds, load_profile
from loaders.reading.text import SourceText
from loaders.structure import build_document
from loaders.thesaurus import Thesaurus

T = TypeVar("T", bound=Fact)
DOCUMENTS = ROOT / "data" / "documents"


@cache
def gazetteer() -> Gazetteer:
    """The registers, read once for all tests."""
    return Gazetteer()


@cache
def thesaurus() -> Thesaurus:
    """The themes, read once for all tests."""
    return Thesaurus()


def extractors_named(*names: str) -> Sequence[tuple[str, Extractor]]:
    """The extractors of these names in the order in which the pipeline runs them.

    Raises ValueError for a name that no extractor has.
    """
    unknown = set(names) - {name for name, _ in EXTRACTORS}
    if unknown:
        raise ValueError(f"no extractor {sorted(unknown)[0]!r}")
    return [(name, extract) for name, extract in EXTRACTORS if name in names]


def read_text(
    text: str,
    extractors: Iterable[str] | None = None,
    profile: DocumentProfile | None = None,
    name: str = "doc",
    furniture: Iterable[re.Pattern[str]] = (),
) -> Reading:
    """A document of `text`, read by the extractors named (by all of them when None; by none when empty).

    Without a profile an empty one is used: that is not `generic`, so confidence is as in a profiled document.
    """
    profile = profile or DocumentProfile(name)
    document = build_document(profile.id, SourceText(f"{name}.txt", text), roles=profile.roles, furniture=furniture)
    reading = Reading(document, profile, gazetteer(), thesaurus())
    read(reading, EXTRACTORS if extractors is None else extractors_named(*extractors))
    return reading


def source_of(stem: str) -> str:
    """The text of one of our source files, as received."""
    return (DOCUMENTS / f"{stem}.txt").read_text(encoding="utf-8")


def changed(text: str, *changes: tuple[str, str]) -> str:
    """`text` with each (old, new) replaced; an old that does not stand there exactly once is an error of the test."""
    for old, new in changes:
        if text.count(old) != 1:
            raise ValueError(f"{old!r} stands in the text {text.count(old)} times, wanted once")
        text = text.replace(old, new)
    return text


def read_source_text(
    stem: str, text: str | None = None, extractors: Iterable[str] | None = None
) -> dict[str, Reading]:
    """The documents of a source file by id, read with its own profile; `text` is a changed copy of the file."""
    profile: Profile = load_profile(Path(f"{DOCUMENTS / stem}.txt"))
    source = SourceText(f"{stem}.txt", source_of(stem) if text is None else text)
    wanted = EXTRACTORS if extractors is None else extractors_named(*extractors)
    readings = {}
    for document, start, end in document_bounds(source, profile):
        built = build_document(document.id, source, start, end, document.roles, profile.furniture)
        readings[document.id] = Reading(built, document, gazetteer(), thesaurus())
        read(readings[document.id], wanted)
    return readings


def read_all(extractors: Iterable[str] | None = None, *, with_comparers: bool = False) -> dict[str, Reading]:
    """All our documents by id."""
    wanted = None if extractors is None else tuple(extractors)
    readings: dict[str, Reading] = {}
    for path in sorted(DOCUMENTS.glob("*.txt")):
        readings |= read_source_text(path.stem, extractors=wanted)
    if with_comparers:
        compare(readings.values())
    return readings


def facts_of(reading: Reading, family: type[T]) -> list[T]:
    """The facts of one family."""
    return [fact for fact in reading.facts if type(fact) is family]


def quote(reading: Reading, fact: Fact) -> str:
    """The words of a fact as they stand in the file, white space folded."""
    return " ".join(reading.doc.source.raw(fact.evidence.span).split())


def line(reading: Reading, fact: Fact) -> int:
    """The 1-based line of the file where the evidence of a fact starts."""
    return reading.doc.source.line_of(fact.evidence.span.start)


def rows(reading: Reading, family: type[Fact], *fields: str) -> list[tuple[object, ...]]:
    """The facts of a family as tuples of the fields named."""
    return [tuple(getattr(fact, name) for name in fields) for fact in facts_of(reading, family)]


def moved(before: Iterable[object], after: Iterable[object]) -> tuple[set[object], set[object]]:
    """What a change took away and what it brought."""
    first, second = set(before), set(after)
    return first - second, second - first
