"""What may follow from a change: the verdict on one case, by comparing rows before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache

from kg.model import Fact, Span
from tests.pipeline.mutations import STEMS, Row, baseline, difference, facts_of, original, profile_of, row_of, rows_of
from tests.pipeline.mutations_model import Case, Of
from tests.pipeline.mutations_text import blocks_at

# What the place of a fact says of it, not its own words: the theme of its chapter, who sets it, its number in a list.
_OF_PLACE = {"theme", "broader", "set_by", "level", "rank", "kind", "scope", "actor", "subject", "topic", "purpose", "monitoring"}
_NAMING = {"AbbreviationFact", "ActorFact", "PartyFact", "PriorityFact", "ThemeFact"}  # what they name, others repeat
_FIRST_MENTION = {"ThemeFact", "ActorFact", "AbbreviationFact", "GovernanceFact", "PartyFact", "DocumentRelationFact"}

# Relations between our own documents that a profile may say as well.
PROFILED = {reading.id for stem in STEMS for reading in profile_of(stem).documents}


@dataclass(frozen=True)
class Verdict:
    """stale: rows that stayed although their words went. strayed: rows that moved although theirs did not.
    followed: whether a row came that says what the changed words say (True where none has to)."""

    stale: tuple[Row, ...]
    strayed: tuple[Row, ...]
    followed: bool


def judge(stem: str, case: Case) -> Verdict:
    """Make the change of a case and look at the rows.

    A rank follows the order of a list, so a row with another rank is the same row.
    """
    went, came = difference(stem, case.change)
    own = row_of(case.document_id, case.fact)
    if case.kind is Of.NOISE:
        return Verdict((), tuple(went) + tuple(came), True)
    if case.family == "DocumentFact" and case.kind in (Of.OUT, Of.NAME, Of.IN, Of.YEAR):
        strayed: tuple[Row, ...] = ()  # all is read in the light of the title's region and period
    else:
        strayed = _strayed(stem, case, went, came)
    if case.kind is Of.ORDER:
        return Verdict((), strayed, True)
    if case.kind is Of.HEADING:
        kept = [row for row in came if case.gone and re.search(rf"(?<!\w){case.gone}(?!\w)", " ".join(row[2:]))]
        fresh = [row for row in kept if _placeless(row) not in {_placeless(old) for old in went}]
        return Verdict(tuple(fresh), strayed, True)
    if case.kind is Of.IN:
        return Verdict((), strayed, _holds(case, came))
    if case.kind is Of.CELL:  # the cells of a row may be those of another column than the fact's
        rows = rows_of(fact for fact in facts_of(baseline(stem)) if case.change.touches(fact[1]))
        return Verdict(() if rows & went else (own,), strayed, not case.expected or _holds(case, came))
    by_profile = case.family == "DocumentRelationFact" and own[-1] in PROFILED
    stale = () if own in went or by_profile or _said_elsewhere(stem, case) else (own,)
    return Verdict(stale, strayed, not case.expected or _holds(case, came))


def _holds(case: Case, came: Iterable[Row]) -> bool:
    new = [row for row in came if row[:2] == (case.document_id, case.family)]
    return any(case.expected.lower() in value.lower() for row in new for value in row[2:])


def _strayed(stem: str, case: Case, went: Counter[Row], came: Counter[Row]) -> tuple[Row, ...]:
    """Rows that went, came or changed without reason."""
    lost, new = rank_free(went) - rank_free(came), rank_free(came) - rank_free(went)
    if case.kind is Of.ORDER:
        return tuple(row for row in (*lost, *new) if row[1] not in _FIRST_MENTION)
    near = _blocks_of(stem, case)
    touched = [fact for fact in facts_of(baseline(stem)) if _in_any(fact[1], near)]
    lost -= rank_free(rows_of(touched))
    if case.kind is Of.HEADING:
        under = [fact for fact in facts_of(baseline(stem)) if _in_any(fact[1], case.section) and fact not in touched]
        lost -= rank_free(rows_of(under))
        changed = Counter(map(_placeless, went)) - Counter(map(_placeless, came))
        lost += Counter({r: n for r, n in (changed & Counter(_placeless(row_of(*f)) for f in under)).items()
                         if r[1] not in _FIRST_MENTION})  # fmt: skip
    if case.kind is not Of.HEADING:  # status, date and publisher are gathered from all over a document
        lost = Counter({row: n for row, n in lost.items() if row[1] != "DocumentFact"})
    if case.kind in (Of.OUT, Of.YEAR):
        lost = _without_lost_years(stem, case, lost, came)
    words = _words_named(stem, case, touched)
    return tuple(row for row in lost if not any(word.search(value) for value in row[2:] for word in words))


def _without_lost_years(stem: str, case: Case, lost: Counter[Row], came: Counter[Row]) -> Counter[Row]:
    """Lost rows without those still there but for a year, which the changed words gave for what follows as well."""
    gone = {year for t in case.change.touched for year in re.findall(r"\d{4}", original(stem)[t.start : t.end])}
    left = {_yearless(row) for row in came}
    return Counter({row: n for row, n in lost.items() if _yearless(row) not in left or not gone & set(row)})


def _yearless(row: Row) -> Row:
    return tuple("" if name.endswith("year") or name == "rank" else v for name, v in zip(_columns(row[1]), row, strict=True))


def _blocks_of(stem: str, case: Case) -> tuple[Span, ...]:
    """The blocks a change is made in: a sentence leans on the one before it."""
    reading = next(reading for reading in baseline(stem) if reading.doc.id == case.document_id)
    blocks = {block.index: block for t in case.change.touched for block in blocks_at(reading.doc, t)}
    return (*(block.span for block in blocks.values()), *case.change.touched)


def _words_named(stem: str, case: Case, touched: Iterable[tuple[str, Fact]]) -> list[re.Pattern[str]]:
    """Words that rows elsewhere may lose with the change: the word replaced, and the names that were given there."""
    words = {case.gone} if case.gone else set()
    reading = next(reading for reading in baseline(stem) if reading.doc.id == case.document_id)
    if case.gone:  # an abbreviation stands for its expansion everywhere
        words |= {short for short, full in reading.abbreviations.items() if case.gone.lower() in full.lower()}
    if case.kind in (Of.OUT, Of.NAME, Of.NUMBER, Of.YEAR):
        for _, fact in touched:
            if type(fact).__name__ in _NAMING:
                words |= {value for value in row_of("", fact)[2:] if len(value) > 2}
    return [re.compile(rf"(?<!\w){re.escape(word)}", re.I) for word in words]


def _in_any(fact: Fact, spans: Iterable[Span]) -> bool:
    own = fact.evidence.span
    return any(own.start < span.end and span.start < own.end for span in spans)


def rank_free(rows: Counter[Row]) -> Counter[Row]:
    """Rows without the rank of a list's items, which follows their order."""
    free: Counter[Row] = Counter()
    for row, n in rows.items():
        free[tuple("" if name == "rank" else value for name, value in zip(_columns(row[1]), row, strict=True))] += n
    return free


def _placeless(row: Row) -> Row:
    """A row without what the place of its words says of it."""
    return tuple("" if name in _OF_PLACE else value for name, value in zip(_columns(row[1]), row, strict=True))


@cache
def _columns(family: str) -> tuple[str, ...]:
    kind = next(c for c in Fact.__subclasses__() if c.__name__ == family)
    return ("doc", "family", *(f.name for f in fields(kind) if f.name != "evidence"))


def _said_elsewhere(stem: str, case: Case) -> bool:
    """Whether the words of a row stand in another place of the document as well."""
    if case.kind is Of.OUT:
        left = " ".join(case.change.text.split()).lower()
        span = case.fact.evidence.span
        said = original(stem)[span.start : span.end].lower()
        own = {word for value in row_of("", case.fact)[2:] for word in re.findall(r"[^\W\d_]{4,}", value.lower()) if word in said}
        return all(word in left for word in own)
    words = case.change.name.split(" -> ")[0]
    return case.kind in (Of.NUMBER, Of.YEAR) and len(re.findall(rf"(?<!\d){re.escape(words)}(?!\d)", original(stem))) > 1
