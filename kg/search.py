"""Search over names and over the words of passages: any case, with or without diacritics, by beginnings and compounds.

"OM" finds Openbaar Ministerie by its alternative label, "coordin" finds Coördinatie, "inbraak" finds Woninginbraken,
"drugs" finds Drugscriminaliteit. The index holds labels in every language, alternative labels, titles, the
abbreviations the documents give, and the words of the passages that facts were read in (not the rest of the texts)
without the names of private persons and without addresses.

It is an inverted index in SQLite (FTS5): one over words, which finds beginnings, one over groups of three letters,
which finds what stands within a compound. The database is a private one without a name: SQLite keeps `MEMORY` bytes of
it in memory and the rest in a file that goes when it is closed.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.config import DEF
from kg.describe import OwnClasses
from kg.errors import UsageError
from kg.evidence import BOOKKEEPING_KINDS, iri_of, text
from kg.labels import LABEL_PREDICATES
from kg.privacy import without_private
from kg.search_terms import COMPOUND, abbreviations, forms, is_function_word, normalise, words
from kg.store import GraphStore
from kg.vocab import OA, SKOS, VG

__all__ = ["MAX_QUERY", "Found", "Hit", "SearchIndex", "normalise", "words"]

MAX_QUERY = 200  # characters
MOST = 5_000  # labels and passages looked at for one question; the best ones are among the first by far
MEMORY = 16_000_000  # bytes of the index kept in memory
REMEMBERED = 50_000  # things whose kind is kept while the index is made
LONGEST = 2_000  # characters of a passage that are indexed
_THING, _TERM, _STATEMENT, _PASSAGE = range(4)  # actors, themes, documents; the ontology and code lists; facts; words
_TABLES = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, iri TEXT, label TEXT, norm TEXT, preferred INT, grp INT, kind TEXT,
  UNIQUE (iri, label));
CREATE VIRTUAL TABLE names USING fts5(
  norm, content='entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3', columnsize=0);
CREATE VIRTUAL TABLE parts USING fts5(norm, content='entry', content_rowid='id', tokenize='trigram', columnsize=0);
"""
_FILL = """
INSERT INTO names(rowid, norm) SELECT id, norm FROM entry;
INSERT INTO parts(rowid, norm) SELECT id, norm FROM entry;
"""
# Per thing the label that fits best: a bare column of an aggregate query is that of the row with the minimum.
_SEARCH = """
WITH found(id, fit) AS (
  SELECT * FROM (SELECT rowid, 3 FROM names WHERE names MATCH :whole LIMIT :most)
  UNION ALL SELECT * FROM (SELECT rowid, 4 FROM names WHERE names MATCH :begins LIMIT :most)
  UNION ALL SELECT * FROM (SELECT rowid, 5 FROM parts WHERE parts MATCH :within LIMIT :most)),
fitting AS (
  SELECT e.iri, e.label, e.kind, e.grp,
    MIN(CASE WHEN e.norm = :q THEN 1 - e.preferred WHEN substr(e.norm, 1, length(:q) + 1) = :q || ' ' THEN 2
      WHEN substr(e.norm, 1, length(:q)) = :q THEN 3 ELSE found.fit END) AS fit
  FROM found JOIN entry e ON e.id = found.id WHERE e.grp <= :last GROUP BY e.id)
SELECT iri, label, kind, grp, MIN(fit * 100000 + length(label)) AS fit FROM fitting
GROUP BY iri
ORDER BY CASE WHEN grp >= 2 THEN grp ELSE 0 END, fit / 100000, grp, fit, label, iri
"""
_NOTHING = '"\u2400"'  # in no text: signs are no part of words


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. matched: the label that fits, which may be an alternative one or in another language; of a
    passage, its words. kind: IRI of its class, or of the scheme a concept is
    in; "" when it has neither."""

    iri: str
    matched: str
    kind: str = ""

    @property
    def is_passage(self) -> bool:
        return self.kind == VG.Passage.value


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. total: how many there are of the kind asked for; kinds: how many of every kind, most first."""

    hits: list[Hit]
    total: int
    kinds: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    iri: str
    label: str
    preferred: bool
    group: int
    kind: str


class SearchIndex:
    """An index of one store, made once: under a second for five documents. Any thread may ask it."""

    def __init__(self, store: GraphStore) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA cache_size=-{MEMORY // 1000}; {_TABLES}")
        rows = ((e.iri, e.label, " ".join(words(e.label)), e.preferred, e.group, e.kind) for e in _entries(store))
        insert = "INSERT OR IGNORE INTO entry(iri, label, norm, preferred, grp, kind) VALUES (?, ?, ?, ?, ?, ?)"
        self._database.executemany(insert, rows)
        self._database.executescript(_FILL)

    def __len__(self) -> int:
        """How many labels and passages it holds."""
        with self._lock:
            return int(self._database.execute("SELECT count(*) FROM entry").fetchone()[0])

    def search(self, text: str, *, limit: int = 20, offset: int = 0, kind: str = "") -> Found:
        """Things of which one label has every word of `text`: whole, as the beginning of a word, or within a compound.

        Best first: the whole label, its beginning, whole words, beginnings, compounds; things before facts, facts
        before passages. kind: only things of that class, by IRI. Raises UsageError for a text without a word, or longer
        than MAX_QUERY characters.
        """
        wanted = _wanted(text)
        rows = self._rows(wanted, _PASSAGE)
        found = list(_passages_meant(rows, text, wanted))
        kinds = Counter(hit.kind for hit in found).most_common()
        shown = [hit for hit in found if not kind or hit.kind == kind]
        return Found(shown[offset : offset + limit], len(shown), kinds)

    def suggest(self, text: str, limit: int = 8) -> list[Hit]:
        """Things (no facts, no passages) that what is typed so far may mean, best first; none for no word."""
        if len(text) > MAX_QUERY or not words(text):
            return []
        return [hit for hit, _ in self._rows(words(text), _TERM)[:limit]]

    def _rows(self, wanted: tuple[str, ...], last: int) -> list[tuple[Hit, int]]:
        """Hits with the group each is of, up to the group `last`."""
        begins = " AND ".join(f"({' OR '.join(f'{_quoted(f)} *' for f in (w, *forms(w)))})" for w in wanted)
        inner = [_NOTHING]
        if all(len(w) >= COMPOUND for w in wanted):
            inner = [f"({' OR '.join(_quoted(f) for f in (w, *forms(w)) if len(f) >= COMPOUND)})" for w in wanted]
        values = {
            "q": " ".join(wanted),
            "whole": " AND ".join(map(_quoted, wanted)),
            "begins": begins,
            "within": " AND ".join(inner),
            "most": MOST,
            "last": last,
        }
        with self._lock:
            rows = self._database.execute(_SEARCH, values).fetchall()
        return [(Hit(iri, label, kind), group) for iri, label, kind, group, _ in rows]


def _wanted(text: str) -> tuple[str, ...]:
    if len(text) > MAX_QUERY:
        raise UsageError(f"q has {len(text)} characters; at most {MAX_QUERY} are searched")
    wanted = words(text)
    if not wanted:
        raise UsageError("q holds no word to search for")
    return wanted


def _passages_meant(rows: Iterable[tuple[Hit, int]], text: str, wanted: tuple[str, ...]) -> Iterator[Hit]:
    """Leaves out passages that only have a word by chance: "om" stands in most of them, and "OM" typed in capitals
    means the abbreviation."""
    short = [re.compile(rf"\b{a}\b") for a in abbreviations(text)]
    idle = not short and all(is_function_word(word) for word in wanted)
    for hit, group in rows:
        if group != _PASSAGE or (not idle and all(pattern.search(hit.matched) for pattern in short)):
            yield hit


def _quoted(word: str) -> str:
    """A word as FTS5 takes it; words hold no quotation marks."""
    return f'"{word}"'


def _entries(store: GraphStore) -> Iterator[_Entry]:
    """What the index holds. Preferred labels come first: a label that is there already is passed over."""
    class_of = OwnClasses(store)
    things: dict[str, tuple[int, str]] = {}
    public: set[str] = set()
    for iri, label, preferred in _labels(store):
        if not label or not _shown(store.base, iri):
            continue
        public.update(words(label))
        if iri not in things:
            if len(things) > REMEMBERED:
                things.clear()
            things[iri] = (_group(store, iri), _kind(store, class_of, NamedNode(iri)))
        yield _Entry(iri, label, preferred, *things[iri])
    for quad in store.quads(None, VG.quote):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            passage = quad.subject.value
            said = without_private((_exact(store, passage) or quad.object.value)[:LONGEST], public)
            yield _Entry(passage, " ".join(said.split()), True, _PASSAGE, VG.Passage.value)


def _exact(store: GraphStore, passage: str) -> str:
    """All its words; its quote stops after 300 characters."""
    return text(store, NamedNode(f"{passage}#quote"), OA.exact)


def _kind(store: GraphStore, class_of: OwnClasses, iri: NamedNode) -> str:
    """The class of a thing; of a concept the scheme it is in, which says more: a theme, a class of crimes."""
    found = class_of(iri)
    scheme = iri_of(store, iri, SKOS.inScheme) if found == SKOS.Concept.value else None
    return scheme.value if scheme is not None else found


def _group(store: GraphStore, iri: str) -> int:
    if any(True for _ in store.quads(NamedNode(iri), VG.statedIn)):
        return _STATEMENT
    return _THING if iri.startswith(f"{store.base}/id/") else _TERM


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
