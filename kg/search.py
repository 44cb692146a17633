"""Search over labels: any case, with or without diacritics, by the beginnings of words.

"OM" finds Openbaar Ministerie by its alternative label, "coordin" finds Coördinatie. The index is made in memory from
the labels, alternative labels and titles in the default graph, and the abbreviations the documents give. Passages
and their words are not in it: it holds names of things, not texts.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.config import DEF
from kg.errors import UsageError
from kg.evidence import BOOKKEEPING_KINDS
from kg.labels import LABEL_PREDICATES
from kg.store import GraphStore
from kg.vocab import SKOS, VG

MAX_QUERY = 200  # characters
_WORD = re.compile(r"[^\W_]+")
_THING, _TERM, _STATEMENT = range(3)  # actors, themes, documents; the ontology and code lists; facts


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. matched: the label that fits, which may be an alternative one or in another language."""

    iri: str
    matched: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits and how many there are in all."""

    hits: list[Hit]
    total: int


@dataclass(frozen=True, slots=True)
class _Entry:
    iri: str
    label: str
    preferred: bool
    words: tuple[str, ...]
    group: int


def normalise(text: str) -> str:
    """Lower case without diacritics: "Coördinatie" and "COORDINATIE" give the same.

    >>> normalise("Coördinatie")
    'coordinatie'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()  # in this order: a compatibility letter may be a capital
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, normalised; signs separate."""
    return tuple(_WORD.findall(normalise(text)))


class SearchIndex:
    """An index of one store, made once; some 50 ms for the labels of five documents."""

    def __init__(self, store: GraphStore) -> None:
        self._entries = list(_entries(store))
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            for word in set(entry.words):
                self._postings[word].append(number)
        self._words = sorted(self._postings)

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, text: str, *, limit: int = 20, offset: int = 0) -> Found:
        """Things of which one label has, for every word of `text`, a word that begins with it; best first.

        Raises UsageError for a text without a word, or longer than MAX_QUERY characters.
        """
        if len(text) > MAX_QUERY:
            raise UsageError(f"q has {len(text)} characters; at most {MAX_QUERY} are searched")
        wanted = words(text)
        if not wanted:
            raise UsageError("q holds no word to search for")
        best: dict[str, tuple[tuple[bool, int, int, int, str, str], _Entry]] = {}
        for number in self._candidates(wanted):
            entry = self._entries[number]
            rank = _rank(entry, wanted)
            if entry.iri not in best or rank < best[entry.iri][0]:
                best[entry.iri] = (rank, entry)
        ranked = [entry for _, entry in sorted(best.values(), key=lambda pair: pair[0])]
        hits = [Hit(e.iri, e.label) for e in ranked[offset : offset + limit]]
        return Found(hits, len(ranked))

    def _candidates(self, wanted: tuple[str, ...]) -> set[int]:
        found: set[int] | None = None
        for prefix in set(wanted):
            numbers: set[int] = set()
            for position in range(bisect_left(self._words, prefix), len(self._words)):
                if not self._words[position].startswith(prefix):
                    break
                numbers.update(self._postings[self._words[position]])
            found = numbers if found is None else found & numbers
        return found or set()


def _rank(entry: _Entry, wanted: tuple[str, ...]) -> tuple[bool, int, int, int, str, str]:
    """Lower is better. Things come before statements, whose labels repeat the names in them; then the whole label, its
    beginning, whole words, beginnings of words."""
    if entry.words == wanted:
        match = 0 if entry.preferred else 1
    elif entry.words[: len(wanted)] == wanted:
        match = 2
    elif set(wanted) <= set(entry.words):
        match = 3
    else:
        match = 4
    return (entry.group == _STATEMENT, match, entry.group, len(entry.label), entry.label, entry.iri)


def _entries(store: GraphStore) -> Iterator[_Entry]:
    statements = {q.subject.value for q in store.quads(None, VG.statedIn) if isinstance(q.subject, NamedNode)}
    seen: set[tuple[str, str]] = set()
    for iri, label, preferred in _labels(store):
        if not label or (iri, label) in seen or not _shown(store.base, iri):
            continue
        seen.add((iri, label))
        group = _STATEMENT if iri in statements else _THING if iri.startswith(f"{store.base}/id/") else _TERM
        yield _Entry(iri, label, preferred, words(label), group)


def _labels(store: GraphStore) -> Iterator[tuple[str, str, bool]]:
    for predicate in (*LABEL_PREDICATES, SKOS.altLabel, SKOS.hiddenLabel):
        preferred = predicate in LABEL_PREDICATES
        for quad in store.quads(None, predicate):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject.value, quad.object.value, preferred
    for quad in store.quads(None, VG.abbreviation):
        for actor in store.quads(quad.subject, VG.actor):
            if isinstance(actor.object, NamedNode) and isinstance(quad.object, Literal):
                yield actor.object.value, quad.object.value, False


def _shown(base: str, iri: str) -> bool:
    if iri.startswith(f"{base}/id/"):
        return iri[len(base) + 4 :].split("/", 1)[0] not in BOOKKEEPING_KINDS
    return iri.startswith(DEF)
