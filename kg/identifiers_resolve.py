"""From an identifier of a register, or a name, to the thing of this graph it means, in the year that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.errors import NotFoundError, ParameterError
from kg.identifiers import ASKED
from kg.reconcile.entities import Entity
from kg.reconcile.names import MAX_NAME
from kg.reconcile.properties import Condition, span
from kg.reconcile.reconciler import Candidate, Question, Reconciler

PLAUSIBLE = 20.0  # score of a candidate that is worth showing beside others
_NEAR = 5


class UnresolvedError(NotFoundError):
    """Nothing here has this identifier or name. near: names that look like it."""

    def __init__(self, message: str, near: Sequence[str] = ()) -> None:
        self.near = tuple(near)
        super().__init__(message + (f"; names like it: {', '.join(near)}" if near else ""))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked. register: of `ASKED`, or "iri" or "name"; value: the identifier or name; year: "", a year or a
    day; kind: a type id, "" for any."""

    register: str
    value: str
    year: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """One thing that is meant. score: as of a candidate; reasons: codes of `telling`; instead_of: what was named, where
    this stands in its place, `since` the first day it did; became: what it has become by now, with the days of the
    changes."""

    entity: Entity
    score: float
    reasons: tuple[str, ...]
    instead_of: Entity | None = None
    since: date | None = None
    became: tuple[tuple[Entity, tuple[date, ...]], ...] = ()


def resolve(reconciler: Reconciler, wanted: Wanted) -> list[Resolved]:
    """What `wanted` means: one thing, or more when it cannot be told which.

    A thing that had ended in the year asked gives way to what had taken its place by then. Raises ParameterError for
    what has not the form of an identifier, year or type, and UnresolvedError with near names for what nothing here has.
    """
    when = span(wanted.year) if wanted.year else None
    kind = reconciler.kind(wanted.kind)
    if wanted.register == "name":
        found = _named(reconciler, wanted, kind)
    else:
        found = [(entity, 100.0, ("identifier",)) for entity in _identified(reconciler, wanted, kind)]
    answer: dict[str, Resolved] = {}
    for entity, score, reasons in found:
        for one in _in_time(
            reconciler, entity, score / len(found) if wanted.register != "name" else score, reasons, when
        ):
            answer.setdefault(one.entity.iri, one)
    return list(answer.values())


def _identified(reconciler: Reconciler, wanted: Wanted, kind: str) -> list[Entity]:
    if wanted.register == "iri":
        known = reconciler.identified(wanted.value.strip())
    elif wanted.register in ASKED:
        known = reconciler.by_register(wanted.register, wanted.value)
    else:
        raise ParameterError(wanted.register[:40], f"is no register; there are {', '.join(ASKED)}")
    fitting = [entity for entity in known if not kind or kind in entity.types]
    if not fitting:
        raise UnresolvedError(f"nothing here has {wanted.register} {wanted.value[:100]!r}")
    return fitting


def _named(reconciler: Reconciler, wanted: Wanted, kind: str) -> list[tuple[Entity, float, tuple[str, ...]]]:
    """The match; where there is none all that are plausible. What only had this name in another year counts too."""
    name = wanted.value.strip()
    if not name or len(name) > MAX_NAME:
        raise ParameterError("name", f"has {len(name)} characters; between 1 and {MAX_NAME} are compared")
    conditions = (Condition("year", (wanted.year,)),) if wanted.year else ()
    candidates = reconciler.ask(Question(name, kind, conditions, limit=10))
    if candidates and candidates[0].match:
        return [_row(candidates[0])]
    if wanted.year and not any(c.score >= PLAUSIBLE and "other-year" not in c.reasons for c in candidates):
        candidates = reconciler.ask(Question(name, kind, (), limit=10))
    elif wanted.year:
        candidates = _certain_of_another_year(reconciler, name, kind, candidates)
    if candidates and candidates[0].match:
        return [_row(candidates[0])]
    plausible = [_row(c) for c in candidates if c.score >= PLAUSIBLE]
    if not plausible:
        raise UnresolvedError(f"nothing here is called {name[:100]!r}", reconciler.index.near(name, _NEAR))
    return plausible


def _certain_of_another_year(
    reconciler: Reconciler, name: str, kind: str, candidates: list[Candidate]
) -> list[Candidate]:
    """The name means one thing surely, only not in that year: then that thing, which time leads on from."""
    timeless = reconciler.ask(Question(name, kind, (), limit=10))
    gone = {c.entity.iri for c in candidates if "other-year" in c.reasons}
    return timeless if timeless and timeless[0].match and timeless[0].entity.iri in gone else candidates


def _row(candidate: Candidate) -> tuple[Entity, float, tuple[str, ...]]:
    return candidate.entity, candidate.score, candidate.reasons


def _in_time(
    reconciler: Reconciler, entity: Entity, score: float, reasons: tuple[str, ...], when: tuple[date, date] | None
) -> list[Resolved]:
    """The thing itself where it existed then, else what had taken its place, or what it came from."""
    if when is None or entity.lasts(*when):
        told = reasons if when is None else tuple(code for code in reasons if code != "ended")
        return [Resolved(entity, score, told, None, None, _became(reconciler, entity))]
    first, last = when
    later = [(one, days) for one, days in reconciler.followed(entity, last) if days and one.lasts(first, last)]
    if later:
        return [
            Resolved(one, score / len(later), ("successor",), entity, days[-1], _became(reconciler, one))
            for one, days in later
        ]
    before = [one for iri in entity.origins if (one := reconciler.things.entities[iri]).lasts(first, last)]
    if before:
        return [
            Resolved(one, score / len(before), ("predecessor",), entity, None, _became(reconciler, one))
            for one in before
        ]
    return [Resolved(entity, score, (*reasons, "other-year"))]


def _became(reconciler: Reconciler, entity: Entity) -> tuple[tuple[Entity, tuple[date, ...]], ...]:
    return tuple(row for row in reconciler.followed(entity) if row[0] is not entity)
