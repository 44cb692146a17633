"""All names of one snapshot, arranged so that the few that can be meant are found without looking at each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.reconcile.entities import OTHER, PREFERRED, Entity, Things
from kg.reconcile.likeness import (
    INITIALS,
    LEAST,
    NO_ARTICLE,
    OTHER_NAME,
    PART,
    PRINTED_NAME,
    SAME,
    covers,
    likeness,
)
from kg.reconcile.names import Name, fold, parse

_NEAR = 0.55  # share of letters two keys must have in common to be looked at
_HARDLY = 0.4  # the same, to be shown as a near name
_AT_MOST = 24  # near keys that are looked at
_PART_EDITS = 1.5  # what a name of which words are missing counts for beside slips
_ENOUGH = 0.9  # a name as likely as this needs no search for slips
_RANK = {PREFERRED: SAME, OTHER: OTHER_NAME}
WITH_INITIALS = frozenset({"riec", "police-unit", "prosecution-office", "safety-house", "safety-region"})


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of one entity. weight: how good a name it is, 0 to 1."""

    entity: Entity
    name: Name
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate by its name alone. likely: 0 to 1; spelling: the name that fitted best; whole: whether it did with
    the words that say what kind of thing it is; edits: that separate the two, 0 for a name that is the same."""

    likely: float
    spelling: Spelling
    whole: bool = False
    edits: float = 0.0


class NameIndex:
    """Some 3,000 names of five documents: made in 0.1 s, some 3 MB."""

    def __init__(self, things: Things) -> None:
        self._exact: dict[str, list[Spelling]] = defaultdict(list)
        self._first: dict[str, list[Spelling]] = defaultdict(list)
        prefixes: list[tuple[str, int, Spelling]] = []
        for entity in things.entities.values():
            for spelling in _spellings(entity):
                name = spelling.name
                for key in {name.full, name.key, name.bare}:
                    self._exact[key].append(spelling)
                if name.tokens:
                    self._first[name.tokens[0]].append(spelling)
                words = fold(name.text)
                prefixes += ((words[at:], at, spelling) for at in _starts(words))
        self._by_kind: dict[str, list[str]] = defaultdict(list)
        for key, spellings in self._exact.items():
            for kind in {kind for spelling in spellings for kind in spelling.entity.types}:
                self._by_kind[kind].append(key)
        self._all = list(self._exact)
        self._prefixes = sorted(prefixes, key=lambda row: (row[0], row[1], row[2].entity.id))
        self._starts = [row[0] for row in self._prefixes]

    def find(self, asked: Name, kind: str = "") -> dict[str, Found]:
        """What `asked` can mean, by IRI; only of type `kind` when one is given."""
        best: dict[str, Found] = {}
        for found in self._same(asked):
            _keep(best, found, kind)
        if not any(found.likely >= _ENOUGH for found in best.values()):
            for found in self._near(asked, kind):
                _keep(best, found, kind)
        return best

    def near(self, text: str, limit: int = 5) -> list[str]:
        """Names that look like `text`, for an error that says what there is."""
        key = parse(text).bare
        matches = process.extract(
            key, self._all, scorer=OSA.normalized_similarity, score_cutoff=_HARDLY, limit=4 * limit
        )
        return list(dict.fromkeys(self._exact[key][0].entity.name for key, _, _ in matches))[:limit]

    def starting(self, text: str, kind: str = "") -> list[Entity]:
        """Entities of which a name has words that begin with `text`: whole names first, then beginnings, then words."""
        wanted = fold(text)
        seen: dict[str, tuple[tuple[int, int, str], Entity]] = {}
        for position in range(bisect_left(self._starts, wanted), len(self._starts)):
            words, at, spelling = self._prefixes[position]
            if not words.startswith(wanted):
                break
            entity = spelling.entity
            if kind and kind not in entity.types:
                continue
            rank = (0 if at == 0 and words == wanted else 1 if at == 0 else 2, len(words), entity.id)
            if entity.iri not in seen or rank < seen[entity.iri][0]:
                seen[entity.iri] = (rank, entity)
        return [entity for _, entity in sorted(seen.values(), key=lambda pair: pair[0])]

    def named(self, entity: Entity) -> Spelling:
        """The preferred name of an entity."""
        return Spelling(entity, parse(entity.name), SAME)

    def kinds(self, key: str) -> set[str]:
        """Kinds of IRI of the things whose preferred name has this key."""
        return {s.entity.kind for s in self._exact.get(key, ()) if s.weight == SAME and s.name.key == key}

    def _same(self, asked: Name) -> Iterator[Found]:
        for spelling in self._exact.get(asked.full, ()):
            if spelling.name.full == asked.full:
                yield Found(spelling.weight, spelling, True)
        for spelling in self._exact.get(asked.key, ()):
            yield Found(spelling.weight * (SAME if spelling.name.key == asked.key else NO_ARTICLE), spelling)
        for spelling in self._exact.get(asked.bare, ()):
            if spelling.name.bare == asked.bare:
                yield Found(spelling.weight * NO_ARTICLE, spelling)

    def _near(self, asked: Name, kind: str) -> Iterator[Found]:
        keys = self._by_kind.get(kind, []) if kind else self._all
        for text in dict.fromkeys((asked.bare, asked.full)):
            near = process.extract(text, keys, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=_AT_MOST)
            for key, _, _ in near:
                likely, edits = likeness(text, key)
                if likely >= LEAST:
                    for spelling in self._exact[key]:
                        whole = text == asked.full and key == spelling.name.full
                        yield Found(likely * spelling.weight, spelling, whole, edits)
        if asked.tokens:
            for spelling in self._first.get(asked.tokens[0], ()):
                if covers(asked, spelling.name):
                    yield Found(PART * spelling.weight, spelling, False, _PART_EDITS)


def _spellings(entity: Entity) -> Iterator[Spelling]:
    for text, rank in entity.names:
        name = parse(text)
        if not name.key:
            continue
        yield Spelling(entity, name, _RANK.get(rank, PRINTED_NAME))
        if rank == PREFERRED and entity.kind in WITH_INITIALS and name.initials:
            for short in _short_forms(name):
                yield Spelling(entity, Name(short, short, short, short, short, (short,), name.kind), INITIALS)


def _short_forms(name: Name) -> Iterable[str]:
    """ "mn" and "mnl" for Midden-Nederland."""
    forms = [name.initials]
    if name.tokens[-1] == "nederland":
        forms.append(name.initials + "l")
    return forms


def _starts(words: str) -> Iterator[int]:
    yield 0
    yield from (at + 1 for at, sign in enumerate(words) if sign == " ")


def _keep(best: dict[str, Found], found: Found, kind: str) -> None:
    entity = found.spelling.entity
    if kind and kind not in entity.types:
        return
    known = best.get(entity.iri)
    if known is None or (found.likely, found.whole) > (known.likely, known.whole):
        best[entity.iri] = found
