"""Where in a large graph to look first: individuals that two axioms disagree about at a glance.

A search among forty thousand facts would ask HermiT about thousands at a time. The usual slips (two disjoint classes,
two values of a functional property …) can be seen without a reasoner, and a search among the facts around them takes a
second. This only suggests: HermiT decides, and where nothing is suggested all facts are searched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.explanations.functional import Expression, Value, iri, names, parse, value

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(
    _XSD + name for name in ("integer", "nonNegativeInteger", "positiveInteger", "long", "int", "short", "byte")
)
_HUB = 300  # facts about one individual above which only those that begin with it are taken


@dataclass(slots=True)
class Facts:
    """The facts among some axioms, by what they are about. Numbers are places in the list of axioms."""

    parsed: dict[int, tuple[Expression, ...]] = field(default_factory=dict)
    about: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    begins: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, axioms: Sequence[str], numbers: Iterable[int]) -> Facts:
        facts = cls()
        for number in numbers:
            expression = facts.parsed[number] = parse(axioms[number])
            individuals = list(individuals_of(expression))
            for name in dict.fromkeys(individuals):
                facts.about[name].append(number)
            if individuals:
                facts.begins[individuals[0]].append(number)
        return facts

    def around(self, seeds: Iterable[str], steps: int) -> list[int]:
        """The facts about `seeds` and about what they lead to in `steps` steps."""
        known = set(seeds)
        for _ in range(steps):
            reached = {other for n in self._touching(known) for other in individuals_of(self.parsed[n])}
            known |= reached
        return sorted(n for n in self._touching(known) if not self._leads_away(n, known))

    def _touching(self, names_: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for name in names_:
            here = self.about.get(name, [])
            found.update(here if len(here) <= _HUB else self.begins.get(name, []))
        return found

    def _leads_away(self, number: int, known: set[str]) -> bool:
        """That two things differ matters only where both are in sight."""
        expression = self.parsed[number]
        return expression[0] == "DifferentIndividuals" and not set(individuals_of(expression)) <= known


def individuals_of(fact: tuple[Expression, ...]) -> Iterator[str]:
    """The individuals a fact is about, its subject first."""
    kind, *parts = fact
    if str(kind).endswith("Assertion"):
        parts = parts[1:]
    for part in parts:
        yield from names(part)


def suspects(axioms: Sequence[str]) -> list[list[str]]:
    """Groups of individuals something seems wrong with; the plainest first."""
    return list(_Glance(axioms).groups())


class _Glance:
    """What can be read off the axioms: who is of which classes, and which pairs of things exclude each other."""

    def __init__(self, axioms: Sequence[str]) -> None:
        self.above: dict[str, set[str]] = defaultdict(set)
        self.rules: dict[str, list[tuple[Expression, ...]]] = defaultdict(list)
        self.types: dict[str, set[str]] = defaultdict(set)
        self.links: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.values: dict[tuple[str, str], set[Value]] = defaultdict(set)
        for text in axioms:
            self._take(parse(text))
        self._domains()

    def _take(self, axiom: tuple[Expression, ...]) -> None:
        kind, *parts = axiom
        if kind in ("SubClassOf", "SubObjectPropertyOf", "SubDataPropertyOf"):
            if iri(parts[0]) and iri(parts[1]):
                self.above[iri(parts[0])].add(iri(parts[1]))
        elif kind == "ClassAssertion" and isinstance(parts[1], str):
            self.types[_name(parts[1])].add(iri(parts[0]))
        elif kind == "ObjectPropertyAssertion":
            self.links[_name(parts[1]), iri(parts[0])].add(_name(parts[2]))
        elif kind == "DataPropertyAssertion":
            found = value(parts[2])
            if found is not None:
                self.values[_name(parts[1]), iri(parts[0])].add(found)
        else:
            self.rules[str(kind)].append(axiom)

    def _all_above(self, name: str) -> set[str]:
        found, waiting = {name}, [name]
        while waiting:
            more = self.above.get(waiting.pop(), set()) - found
            found |= more
            waiting += more
        return found

    def _domains(self) -> None:
        given: dict[str, set[str]] = defaultdict(set)
        ranges: dict[str, set[str]] = defaultdict(set)
        tables = {"ObjectPropertyDomain": given, "DataPropertyDomain": given, "ObjectPropertyRange": ranges}
        for kind, table in tables.items():
            for _, about, of in self.rules[kind]:
                table[iri(about)].add(iri(of))
        for (subject, about), ends in self.links.items():
            for above in self._all_above(about):
                self.types[subject] |= given[above]
                for end in ends:
                    self.types[end] |= ranges[above]
        for subject, about in self.values:
            for above in self._all_above(about):
                self.types[subject] |= given[above]

    def groups(self) -> Iterator[list[str]]:
        yield from self._disjoint()
        yield from self._functional()
        yield from self._odd_links()
        yield from self._odd_values()
        yield from self._keys()

    def _disjoint(self) -> Iterator[list[str]]:
        excluded: dict[str, set[str]] = defaultdict(set)
        for _, *pair in self.rules["DisjointClasses"]:
            one, other = iri(pair[0]), iri(pair[1])
            excluded[one].add(other)
            excluded[other].add(one)
        for name, direct in sorted(self.types.items()):
            every = {above for kind in direct for above in self._all_above(kind)}
            if any(excluded.get(kind, set()) & every for kind in every):
                yield [name]

    def _functional(self) -> Iterator[list[str]]:
        objects = {iri(parts[0]) for _, *parts in self.rules["FunctionalObjectProperty"]}
        data = {iri(parts[0]) for _, *parts in self.rules["FunctionalDataProperty"]}
        for (subject, about), ends in sorted(self.links.items()):
            if len(ends) > 1 and self._all_above(about) & objects:
                yield [subject, *sorted(ends)]
        for (subject, about), found in self.values.items():
            if len(found) > 1 and self._all_above(about) & data:
                yield [subject]

    def _odd_links(self) -> Iterator[list[str]]:
        irreflexive = {iri(parts[0]) for _, *parts in self.rules["IrreflexiveObjectProperty"]}
        asymmetric = {iri(parts[0]) for _, *parts in self.rules["AsymmetricObjectProperty"]}
        apart = [(iri(parts[0]), iri(parts[1])) for _, *parts in self.rules["DisjointObjectProperties"]]
        for (subject, about), ends in sorted(self.links.items()):
            above = self._all_above(about)
            if subject in ends and above & (irreflexive | asymmetric):
                yield [subject]
            if above & asymmetric:
                yield from ([subject, end] for end in sorted(ends) if subject in self.links.get((end, about), ()))
            for one, other in apart:
                if about == one and (both := ends & self.links.get((subject, other), set())):
                    yield [subject, *sorted(both)]

    def _odd_values(self) -> Iterator[list[str]]:
        ranges = {iri(parts[0]): iri(parts[1]) for _, *parts in self.rules["DataPropertyRange"]}
        for (subject, about), found in sorted(self.values.items(), key=lambda item: item[0]):
            wanted = ranges.get(about, "")
            if wanted and any(not _fits(one, wanted) for one in found):
                yield [subject]

    def _keys(self) -> Iterator[list[str]]:
        for _, of, objects, data in (axiom for axiom in self.rules["HasKey"] if len(axiom) == 4):
            members: dict[tuple[object, ...], list[str]] = defaultdict(list)
            for name, direct in sorted(self.types.items()):
                if not any(iri(of) in self._all_above(kind) for kind in direct):
                    continue
                parts = [self.links.get((name, iri(p))) for p in objects[1:]]
                parts += [self.values.get((name, iri(p))) for p in data[1:]]  # type: ignore[misc]
                if all(parts):
                    members[tuple(frozenset(part or ()) for part in parts)].append(name)
            yield from (group for group in members.values() if len(group) > 1)


def _name(leaf: Expression) -> str:
    return iri(leaf) or str(leaf)


def _fits(found: Value, wanted: str) -> bool:
    if found.datatype == wanted:
        return True
    if wanted == _XSD + "decimal":
        return found.datatype in _WHOLE
    if wanted in _WHOLE and found.datatype in _WHOLE and found.text.lstrip("+-").isdecimal():
        least = {"positiveInteger": 1, "nonNegativeInteger": 0}.get(wanted.removeprefix(_XSD))
        return least is None or int(found.text) >= least
    return wanted.endswith("#Literal")
