"""From an inferred triple down to the facts it follows from, step by step.

All that could show the triple is laid out backwards first; then the cheapest way from stated triples up is chosen
(D. E. Knuth's generalisation of Dijkstra's algorithm to AND/OR graphs, 1977), so that nothing ever follows from itself.
Of its facts each is then left out in turn: what can be missed is no reason.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from pyoxigraph import NamedNode, Triple

from kg.errors import NotFoundError
from kg.explanations.knowledge import Knowledge
from kg.explanations.rule_files import RuleFile, project_rules
from kg.explanations.rules import Instance, instances

_MOST = 6000  # triples laid out for one derivation


@dataclass(frozen=True, slots=True)
class Step:
    """A triple and why it holds. rule: "" for one that is stated; else the rule it follows by from `premises`."""

    triple: Triple
    rule: str = ""
    premises: tuple[Step, ...] = ()

    def facts(self) -> list[Triple]:
        """The stated triples it rests on, each once, in the order they come in."""
        if not self.rule:
            return [self.triple]
        return list(dict.fromkeys(fact for premise in self.premises for fact in premise.facts()))

    def rules(self) -> list[str]:
        """The rules used, each once, from the top."""
        below = (rule for premise in self.premises for rule in premise.rules())
        return list(dict.fromkeys([self.rule, *below] if self.rule else below))


@dataclass(slots=True)
class _Layout:
    """All that could show a triple. uses: of each triple that is not stated, the uses of rules that make it."""

    uses: dict[Triple, list[Instance]] = field(default_factory=dict)
    stated: set[Triple] = field(default_factory=set)


class Derivations:
    """Explains the triples of one store. Reading its axioms takes some tens of milliseconds, once."""

    def __init__(self, known: Knowledge, rules: list[RuleFile] | None = None) -> None:
        self.known = known
        self._rules = project_rules() if rules is None else rules
        self._making: dict[str, list[RuleFile]] = defaultdict(list)  # by predicate; "" where a variable stands for it
        for rule in self._rules:
            for name in rule.predicates():
                self._making[name].append(rule)

    def why(self, triple: Triple, check: Callable[[], None] = lambda: None) -> Step:
        """Why the graph holds `triple`: it is stated, or follows by rules from what is.

        check: called often; may raise. Raises NotFoundError for a triple that the graph does not hold, or holds
        without a reason that is still there (its graph of what follows is older than the rest).
        """
        if self.known.stated(triple):
            return Step(triple)
        if not self.known.known(triple):
            raise NotFoundError(f"the graph does not hold {_told(triple)}")
        layout = self._lay_out(triple, check)
        best = _cheapest(layout, layout.stated)
        if triple not in best:
            raise NotFoundError(
                f"the graph holds {_told(triple)} in {self.known.inferred}, and nothing it follows from any more; "
                "renew what follows with: veiligheidsgraaf infer"
            )
        return _minimal(triple, layout, best)

    def _lay_out(self, triple: Triple, check: Callable[[], None]) -> _Layout:
        layout = _Layout()
        waiting = [triple]
        while waiting and len(layout.uses) < _MOST:
            check()
            goal = waiting.pop()
            if goal in layout.uses or goal in layout.stated:
                continue
            if self.known.stated(goal):
                layout.stated.add(goal)
                continue
            uses = layout.uses[goal] = [*instances(self.known, goal), *self._by_rule_files(goal)]
            waiting += [premise for use in uses for premise in use.premises]
        return layout

    def _by_rule_files(self, goal: Triple) -> list[Instance]:
        if not self.known.known(goal):  # rules of the project are stored in full
            return []
        rules = [*self._making.get(goal.predicate.value, ()), *self._making.get("", ())]
        return [use for rule in rules for use in rule.instances(self.known, goal)]


def _cheapest(layout: _Layout, stated: Iterable[Triple]) -> dict[Triple, Instance | None]:
    """For each triple that can be shown from `stated`, the use of a rule by which it is; None for what is stated."""
    missing: dict[tuple[Triple, int], int] = {}
    needed_by: dict[Triple, list[tuple[Triple, int]]] = defaultdict(list)
    for goal, uses in layout.uses.items():
        for number, way in enumerate(uses):
            premises = dict.fromkeys(way.premises)
            missing[goal, number] = len(premises)
            for premise in premises:
                needed_by[premise].append((goal, number))
    best: dict[Triple, Instance | None] = {}
    cost: dict[Triple, float] = {}
    queue: list[tuple[float, str, str, int, Triple, Instance | None]] = []  # by price, then by name
    turn = count()
    for fact in stated:
        heapq.heappush(queue, (1.0, str(fact), "", next(turn), fact, None))
    while queue:
        price, _, _, _, triple, use = heapq.heappop(queue)
        if triple in best:
            continue
        best[triple], cost[triple] = use, price
        for goal, number in needed_by[triple]:
            missing[goal, number] -= 1
            if not missing[goal, number] and goal not in best:
                made = layout.uses[goal][number]
                total = 0.25 + sum(cost[premise] for premise in dict.fromkeys(made.premises))
                heapq.heappush(queue, (total, str(goal), made.rule, next(turn), goal, made))
    return best


def _minimal(triple: Triple, layout: _Layout, best: dict[Triple, Instance | None]) -> Step:
    """The step for `triple`, resting on facts of which none can be left out."""
    facts = _step(triple, best).facts()
    for fact in list(facts):
        without = [other for other in facts if other != fact]
        again = _cheapest(layout, without)
        if triple in again:
            best = again
            facts = _step(triple, best).facts()
    return _step(triple, best)


def _step(triple: Triple, best: dict[Triple, Instance | None]) -> Step:
    use = best[triple]
    if use is None:
        return Step(triple)
    premises = tuple(_step(premise, best) for premise in dict.fromkeys(use.premises))
    return Step(triple, use.rule, premises)


def _told(triple: Triple) -> str:
    """A triple in N-Triples, not longer than a line."""
    return " ".join(str(term) if isinstance(term, NamedNode) else str(term)[:200] for term in triple)
