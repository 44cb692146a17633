"""What was read of a document and what was not: how much of its text any fact stands in, how sure the reading is, which
names were not recognised as a known thing, and the longest stretches where nothing was read.

Made from the graph alone: passages, facts and the source text. A stretch without a fact is no error (a story, a
colophon), but it is where to look for what the loaders missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.evidence import text
from kg.reader import ReadDocument
from kg.store import GraphStore
from kg.vocab import VG

GAPS = 5  # of the longest stretches
_NAMES = (
    (VG.theme, VG.themeName),
    (VG.actor, VG.actorName),
    (VG.setBy, VG.setByName),
    (VG.indicator, VG.indicatorName),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of text where nothing was read. line: where it begins, 1-based; start: likewise, in code points."""

    line: int
    start: int
    length: int
    words: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """characters: of the text, white space not counted; read: how many of these stand in a passage. confidence: number
    of facts by concept. unlinked: number of facts that name something in words only, by property."""

    identifier: str
    title: str
    characters: int
    read: int
    facts: int
    confidence: Mapping[str, int]
    unlinked: Mapping[str, int]
    gaps: Sequence[Gap]

    @property
    def percent(self) -> int:
        return round(100 * self.read / self.characters) if self.characters else 0


def coverage(store: GraphStore, document: ReadDocument) -> Coverage:
    """What was read of one document."""
    spans = _merged(document)
    facts = {fact.iri: fact for passage in document.passages for fact in passage.facts}
    return Coverage(
        document.entry.identifier,
        document.entry.title,
        _ink(document.text),
        sum(_ink(document.text[start:end]) for start, end in spans),
        len(facts),
        Counter(fact.confidence for fact in facts.values() if fact.confidence),
        _unlinked(store, facts),
        _gaps(document, spans),
    )


def _merged(document: ReadDocument) -> list[tuple[int, int]]:
    """The stretches in which something was read, in the text, in order, none over another."""
    spans: list[tuple[int, int]] = []
    for passage in document.passages:
        start, end = passage.start - document.start, passage.end - document.start
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _gaps(document: ReadDocument, spans: list[tuple[int, int]]) -> list[Gap]:
    edges = [0, *(edge for span in spans for edge in span), len(document.text)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = document.text[start:end]
        if words.strip():
            begin = start + len(words) - len(words.lstrip())
            line = document.first_line + document.text.count("\n", 0, begin)
            found.append(Gap(line, document.start + begin, _ink(words), " ".join(words.split())[:160]))
    return sorted(found, key=lambda gap: (-gap.length, gap.line))[:GAPS]


def _unlinked(store: GraphStore, facts: Mapping[str, object]) -> Counter[str]:
    found: Counter[str] = Counter()
    for iri in facts:
        node = NamedNode(iri)
        for linked, named in _NAMES:
            if text(store, node, named) and not any(True for _ in store.quads(node, linked)):
                found[named.value] += 1
    return found


def _ink(words: str) -> int:
    return sum(not c.isspace() for c in words)
