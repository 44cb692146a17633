"""The answer to one name: candidates with a score that means something, and a match only where it is unique and sure.

    score = 100 · p · c · w / Σ w    p: how likely this name is a form of that one (`likeness`)
                                     c: what is left of that when the kind, the year or a property is another
                                     w: how often a name like this means a thing of this kind, times c, a tenth for
                                        each edit, and how good a name of the thing the other one is

Namesakes share what there is: "Utrecht" alone is the municipality at 69 and the province at 31, and no match; with the
type, the word "gemeente" or a year in which one of two did not exist it is one at 100. That each edit is ten times less
likely makes a slip no rival of the name itself, nor two slips of one. `match` needs SURE, and that no other candidate
has more than RIVAL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.errors import ParameterError
from kg.identifiers import ASKED, normalised
from kg.reconcile.entities import Entity, Things
from kg.reconcile.index import Found, NameIndex
from kg.reconcile.likeness import SAME
from kg.reconcile.names import Name, fold, parse
from kg.reconcile.properties import Condition, agreement, span

SURE, RIVAL = 85.0, 25.0
SHOWN = 2.0  # a score below this is not worth a line
LIMIT, MOST = 5, 50  # candidates of one answer: unless asked otherwise, at most
_STEEP = 8  # power of how good a name is
_PER_EDIT = 0.1
# How often a bare place name means a thing of this kind, in tables about public safety; others as "".
_PRIOR = {"municipality": 1.0, "province": 0.45, "": 0.1}
_PRIOR_WORD_MISSING = 0.03  # of a body whose name holds a word for its kind, asked by the place alone
_PRIOR_UNREGISTERED = 0.12  # of what only a document names, beside what a register knows
_PRIOR_OTHER_KIND = 0.05  # of a thing of another kind than the name says
_PRIOR_NICKNAME = 0.2  # of a thing also called so, beside one whose name it is
_DENIED = 0.02  # another kind, province, year or property than was said
_ENDED = 0.97  # no year was said, and it is no longer there
_INSTEAD = 60.0  # score that those share that stood in the place of what was named
_WORD_MISSING = 0.8  # "IJsselland" for Veiligheidsregio IJsselland
_CODE = re.compile(r"(?:GM|PV|VR)[ _-]?\d{1,4}|[Qq][1-9]\d{0,9}|BWBR\d{7}|https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """One name to find. kind: a type id, "" for any; conditions: properties that narrow it; limit: candidates."""

    text: str
    kind: str = ""
    conditions: tuple[Condition, ...] = ()
    limit: int = LIMIT


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that may be meant. score: 0 to 100, the estimated chance that it is; name_score: by its name alone;
    matched: the name that fitted; reasons: why, in codes that the pages and /resolve say in words."""

    entity: Entity
    score: float
    match: bool
    name_score: float
    matched: str
    reasons: tuple[str, ...] = field(default=())


class Reconciler:
    """Over the things of one snapshot; made once, used by many threads (nothing in it changes)."""

    def __init__(self, things: Things) -> None:
        self.things = things
        self.index = NameIndex(things)
        self._identified: dict[str, list[Entity]] = {}
        for entity in things.entities.values():
            for iri in (entity.iri, entity.id, *_identifiers(entity)):
                self._identified.setdefault(iri, []).append(entity)

    def ask(self, question: Question) -> list[Candidate]:
        """Candidates, best first. Raises ParameterError for a type that does not exist or a limit out of range."""
        kind = self.kind(question.kind)
        if not 1 <= question.limit <= MOST:
            raise ParameterError("limit", f"{question.limit} is not between 1 and {MOST}")
        known = self.identified(question.text.strip())
        if known:
            sure = len(known) == 1
            found = [
                Candidate(e, 100.0 / len(known), sure, 100.0, question.text.strip(), ("identifier",)) for e in known
            ]
            return [one for one in found if not kind or kind in one.entity.types][: question.limit]
        asked = parse(question.text)
        named = self.index.find(asked, kind) if asked.key else {}
        if not asked.key and question.conditions:
            named = self._by_conditions(question.conditions, kind)
        scored = self._scored(asked, named, kind, question)
        return sorted([*scored, *self._in_time(scored, question)], key=lambda c: -c.score)[: question.limit]

    def kind(self, given: str) -> str:
        """The type id of `given`: an id, the name or IRI of a class, or a kind of IRI."""
        if not given:
            return ""
        plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", given.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]).lower()
        if plain in self.things.types or any(plain == e.kind for e in self.things.entities.values()):
            return plain
        known = ", ".join(sorted(self.things.types))
        raise ParameterError("type", f"{given[:80]!r} is no type here; there are {known}")

    def identified(self, text: str) -> list[Entity]:
        """What an identifier (ours, or of a register) stands for."""
        bare = text.removeprefix(f"{self.things.base}/doc/") if text.startswith(f"{self.things.base}/doc/") else text
        if bare in self._identified and ("/" in bare or _CODE.fullmatch(bare)):
            return self._identified[bare]
        if not _CODE.fullmatch(bare):
            return []
        for register in ASKED:
            try:
                return self._identified.get(normalised(register, bare), [])
            except ParameterError:
                continue
        return []

    def by_register(self, register: str, identifier: str) -> list[Entity]:
        """The things with this identifier. Raises ParameterError when it has not the form of the register's."""
        return self._identified.get(normalised(register, identifier), [])

    def followed(self, entity: Entity, on: date | None = None) -> list[tuple[Entity, tuple[date, ...]]]:
        """What `entity` has become by the day `on` (None: by now, as far as is known), with the days of the changes."""
        ends: list[tuple[Entity, tuple[date, ...]]] = []
        waiting: list[tuple[Entity, tuple[date, ...]]] = [(entity, ())]
        seen = {entity.iri}
        while waiting:
            current, days = waiting.pop(0)
            due = [change for change in current.changes if on is None or change.day <= on]
            if not due:
                ends.append((current, days))
            for change in due:
                for iri in change.into:
                    if iri not in seen:
                        seen.add(iri)
                        waiting.append((self.things.entities[iri], (*days, change.day)))
        return ends

    def _by_conditions(self, conditions: Sequence[Condition], kind: str) -> dict[str, Found]:
        """Things that fit all conditions, for a question without a name."""
        asked = [condition for condition in conditions if not condition.is_time and condition.values]
        if not asked:
            return {}
        return {
            entity.iri: Found(SAME, self.index.named(entity))
            for entity in self.things.entities.values()
            if (not kind or kind in entity.types)
            and all(agreement(entity, c, self.things, known=True) == 1 for c in asked)
        }

    def _scored(self, asked: Name, named: dict[str, Found], kind: str, question: Question) -> list[Candidate]:
        rows = []
        named_so = any(found.likely == SAME for found in named.values())
        for found in named.values():
            context = self._context(asked, found, kind, question.conditions)
            if context is not None:
                rival = _PRIOR_NICKNAME if named_so and found.spelling.weight < SAME else 1.0
                slips = _PER_EDIT**found.edits * found.spelling.weight**_STEEP
                rows.append((found, context, slips * context.certainty * context.prior * rival))
        total = sum(weight for _, _, weight in rows)
        scored = [
            (round(100 * found.likely * context.certainty * weight / total, 1), found, context.reasons)
            for found, context, weight in rows
        ]
        scored.sort(key=lambda row: (-row[0], row[1].spelling.entity.id))
        runner_up = scored[1][0] if len(scored) > 1 else 0.0
        answer = []
        for position, (score, found, reasons) in enumerate(scored):
            if score >= SHOWN or position == 0:
                sure = position == 0 and score >= SURE and runner_up <= RIVAL
                spelling, likely = found.spelling, round(100 * found.likely, 1)
                answer.append(Candidate(spelling.entity, score, sure, likely, spelling.name.text, reasons))
        return answer

    def _in_time(self, scored: Sequence[Candidate], question: Question) -> Iterable[Candidate]:
        """What stood in the place of the best candidate in the year that was asked, when it did not itself."""
        time = next((c for c in question.conditions if c.is_time and c.values and c.quantifier != "none"), None)
        if time is None or not scored or "other-year" not in scored[0].reasons or scored[0].name_score < SURE:
            return
        first, last = span(time.values[0])
        best, seen = scored[0], {candidate.entity.iri for candidate in scored}
        later = [(entity, "successor") for entity, _ in self.followed(best.entity, last)]
        before = [(self.things.entities[iri], "predecessor") for iri in best.entity.origins]
        rows = [(e, why) for e, why in (*later, *before) if e.iri not in seen and e.lasts(first, last)]
        for entity, why in rows:
            yield Candidate(entity, round(_INSTEAD / len(rows), 1), False, best.name_score, best.matched, (why,))

    def _context(self, asked: Name, found: Found, kind: str, conditions: Iterable[Condition]) -> _Context | None:
        """What speaks for or against a candidate beside its name; None for one that a condition rules out."""
        entity, reasons = found.spelling.entity, [_how(found.likely)]
        prior, certainty = (1.0, 1.0) if kind else self._kind(asked, found, reasons)
        prior *= 1.0 if entity.is_registered else _PRIOR_UNREGISTERED
        if asked.province and (its := self._province(entity)) and fold(its) != fold(asked.province):
            certainty *= _DENIED
            reasons.append("other-province")
        timed = False
        for condition in conditions:
            timed = timed or condition.is_time
            fits = agreement(entity, condition, self.things)
            if condition.required and fits < 1:
                return None
            if fits < 1:
                certainty *= fits
                reasons.append("other-year" if condition.is_time else f"other-{condition.name}")
        if not timed and entity.ends is not None and entity.changes:
            certainty *= _ENDED
            reasons.append("ended")
        return _Context(prior, certainty, tuple(reasons))

    def _kind(self, asked: Name, found: Found, reasons: list[str]) -> tuple[float, float]:
        """How often a name like `asked` means a thing of this kind, and how much is left of the likeness."""
        entity, name = found.spelling.entity, found.spelling.name
        if asked.kind:
            if asked.kind in entity.types or asked.kind == name.kind:
                reasons.append("kind")
                return 1.0, 1.0
            if found.whole:
                return 1.0, 1.0
            reasons.append("other-kind")
            return _PRIOR_OTHER_KIND, _DENIED
        if name.kind and not found.whole and name.kind not in _PRIOR:
            return _PRIOR_WORD_MISSING, _WORD_MISSING
        place = any(kind in _PRIOR for kind in self.index.kinds(asked.key))
        return _PRIOR.get(entity.kind, _PRIOR[""] if place else 1.0), 1.0

    def _province(self, entity: Entity) -> str:
        iris = entity.values.get("province", ())
        return self.things.entities[iris[0]].name if iris and iris[0] in self.things.entities else ""


@dataclass(frozen=True, slots=True)
class _Context:
    prior: float
    certainty: float
    reasons: tuple[str, ...]


def _how(likely: float) -> str:
    if likely >= 0.995:
        return "same-name"
    return "other-name" if likely >= 0.9 else "like-name"


def _identifiers(entity: Entity) -> Iterable[str]:
    for name in ("cbs", "exactMatch", "seeAlso", "bwb"):
        yield from entity.values.get(name, ())
