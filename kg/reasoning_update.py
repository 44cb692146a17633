"""What follows after a change, without reasoning over everything again: for a single document that is loaded anew.

A rule of OWL 2 RL concludes something of things its premises name. So only what touches a thing of which something was
said or taken back can change, and what touches a thing it passes something on to:

    changed     the things the triples that came or went are about
    passed on   along properties by which a conclusion travels: transitive ones, parts of a chain, and those of a class
                expression that makes members (someValuesFrom below a class, allValuesFrom)
    edge        the other ends of all other links: of them only the classes can change, by domains and ranges

What the rules of the project make counts as said: they are run over everything, from what is said upwards, which takes
a fraction of a second. The closure of the facts about changed things, with the axioms, then replaces what was inferred
about them. A change of an axiom, or of what the rules make for another reason, is no case for this: `update` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.explanations.rule_files import RuleFile
from kg.findings import RULES, construct, rule_files, working_store
from kg.iris import Iris
from kg.reasoning import RL_RULES, fixpoint

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_TYPE = NamedNode(_RDF + "type")
_LIST = (_RDF + "first", _RDF + "rest")
_SHARE = 0.6  # of all triples touched by a change, above which reasoning over everything is as quick


@dataclass(frozen=True, slots=True)
class Inferred:
    """What follows now. triples: all of it. came, went: compared with before."""

    triples: set[Triple]
    came: set[Triple]
    went: set[Triple]


@dataclass(frozen=True, slots=True)
class Change:
    """now: all that is said, as `kg.reasoning.reasoned_with` gives it. added, removed: how it differs from before.
    inferred: what followed before, complete."""

    now: set[Triple]
    added: set[Triple]
    removed: set[Triple]
    inferred: set[Triple]

    def before(self) -> set[Triple]:
        return (self.now - self.added) | self.removed


def update(change: Change, base: str, rules: Path = RULES, *, share: float = _SHARE) -> Inferred | None:
    """What follows after a change: the same as `kg.reasoning.closure` gives from scratch.

    base: the IRI all our identifiers start with. rules: folder of the project's rules. share: of all triples that may
    be touched.
    Returns None where reasoning over everything is needed: an axiom changed, what was inferred is not what the rules
    of today make, or most of the graph is touched. Raises QueryError for a rule file that cannot be used.
    """
    if any(_is_axiom(triple) for triple in change.added | change.removed):
        return None
    every = rule_files(rules, inferred=True)
    rl_rules = [file for file in every if file.name == RL_RULES]
    files = [file for file in every if file.name != RL_RULES]
    project = _Rules(files, base)
    before = change.before()
    ruled_before = project.made_of(before | change.inferred)
    if not ruled_before <= before | change.inferred:
        return None
    axioms = _Axioms(change.now)
    said_before = before | ruled_before
    ruled = project.made_of(change.now) - change.now
    while True:
        inferred = _inferred(axioms, said_before, change.now | ruled, change.inferred, base, rl_rules, share)
        if inferred is None:
            return None
        more = project.made_of(change.now | ruled | inferred) - change.now
        if more <= ruled:
            break
        ruled |= more
    found = (inferred | ruled) - change.now
    return Inferred(found, found - change.inferred, change.inferred - found)


def _inferred(
    axioms: _Axioms, before: set[Triple], now: set[Triple], inferred: set[Triple], base: str, rl_rules: list[Path],
    share: float,
) -> set[Triple] | None:  # fmt: skip
    """What the rules of OWL 2 RL make of `now`, given what they made of `before`; None as `update`."""
    changed = (now - before) | (before - now)
    if not changed:
        return inferred - now
    start: set[object] = {t.subject for t in changed} | _ends(axioms, changed)
    while True:
        touched = _passed_on(axioms, start, now | before)
        own = {t for t in now if t.subject in touched or t.object in touched}
        if touched & axioms.terms or len(own) > share * len(now):
            return None
        found, edge = _about(axioms, touched, own, changed, now, inferred, base, rl_rules)
        turned = _other_classes(edge, before | inferred, now | found)
        if not turned:
            return found - now
        start |= turned  # of another class now: what is said of them may follow, or no longer


def _about(
    axioms: _Axioms, touched: set[object], own: set[Triple], changed: set[Triple], now: set[Triple],
    inferred: set[Triple], base: str, rl_rules: list[Path],
) -> tuple[set[Triple], set[object]]:  # fmt: skip
    """What follows when that about `touched` is reasoned over again, and the things at the edge of them."""
    stays = {t for t in inferred if t.subject not in touched and t.object not in touched}
    edge = _edge(own, touched) | _edge(changed, touched) | _edge(inferred - stays, touched)
    given = own | axioms.triples | _said_of_edge(axioms, edge, now, stays, touched)
    made = fixpoint(given, rl_rules, base)
    while new_edge := _edge((t for t in made if t.subject in touched or t.object in touched), touched) - edge:
        edge |= new_edge  # what was made leads to things whose classes are now to be looked at as well
        given |= _said_of_edge(axioms, new_edge, now, stays, touched)
        made = fixpoint(given, rl_rules, base)
    about = {t for t in made if t.subject in touched or t.object in touched or (t.subject in edge and _is_type(t))}
    kept = {t for t in stays if not (_is_type(t) and t.subject in edge)}
    return kept | about, edge


def _other_classes(edge: set[object], before: set[Triple], after: set[Triple]) -> set[object]:
    """The things at the edge that are of other classes than before."""
    return {t.subject for t in before ^ after if _is_type(t) and t.subject in edge}


def _passed_on(axioms: _Axioms, start: set[object], triples: Iterable[Triple]) -> set[object]:
    """The things a change at `start` can reach."""
    links: dict[object, set[object]] = defaultdict(set)
    for t in triples:
        if t.predicate in axioms.passing and not isinstance(t.object, Literal):
            links[t.subject].add(t.object)
            links[t.object].add(t.subject)
    reached, waiting = set(start), list(start)
    while waiting:
        more = links.get(waiting.pop(), set()) - reached
        reached |= more
        waiting += more
    return reached


def _ends(axioms: _Axioms, changed: Iterable[Triple]) -> set[object]:
    """What a change leads to, along what passes something on."""
    return {t.object for t in changed if t.predicate in axioms.passing and not isinstance(t.object, Literal)}


def _edge(triples: Iterable[Triple], touched: set[object]) -> set[object]:
    """The things next to those that are touched; not classes."""
    found: set[object] = set()
    for t in triples:
        if not _is_type(t) and not isinstance(t.object, Literal):
            found |= {t.subject, t.object}
    return {one for one in found if isinstance(one, NamedNode) and one not in touched}


def _said_of_edge(
    axioms: _Axioms, edge: set[object], now: set[Triple], stays: set[Triple], touched: set[object]
) -> set[Triple]:
    """Enough to tell the classes of things at the edge: those said, one link of each kind either way, and each value
    that makes a member of a class."""
    found: set[Triple] = set()
    seen: set[tuple[object, bool, object]] = set()
    for t in (*now, *stays):
        if t.subject in edge:
            if _is_type(t):
                if t in now:
                    found.add(t)
            elif (t.subject, True, t.predicate) not in seen or (t.predicate, t.object) in axioms.values:
                seen.add((t.subject, True, t.predicate))
                found.add(t)
        if t.object in edge and (t.object, False, t.predicate) not in seen and t.subject not in touched:
            seen.add((t.object, False, t.predicate))
            found.add(t)
    return found


class _Axioms:
    """The axioms of a graph: all of them, the terms they speak of, and along which properties conclusions travel."""

    def __init__(self, triples: Collection[Triple]) -> None:
        self.triples = {t for t in triples if _is_axiom(t)}
        self.values = {
            (on, t.object)
            for t in self.triples
            if t.predicate.value == _OWL + "hasValue"
            for on in self._objects("onProperty", t.subject)
        }
        self.passing = self._passing()
        self.terms = {t.subject for t in self.triples} - {t.subject for t in self.triples if _is_listed(t)}

    def _objects(self, name: str, subject: object) -> list[object]:
        return [t.object for t in self.triples if t.subject == subject and t.predicate.value == _OWL + name]

    def _passing(self) -> set[object]:
        """Transitive properties, those of chains and of class expressions that make members; with those below them."""
        start: set[object] = set()
        below = (_RDFS + "subClassOf", _OWL + "equivalentClass")
        making: set[object] = {t.subject for t in self.triples if t.predicate.value in below}
        making |= {t.object for t in self.triples if t.predicate.value in (_OWL + "equivalentClass", *_LIST)}
        for t in self.triples:
            name = t.predicate.value.removeprefix(_OWL)
            if t.predicate == _TYPE and getattr(t.object, "value", "") == _OWL + "TransitiveProperty":
                start.add(t.subject)
            elif name == "propertyChainAxiom":
                start |= {t.subject, *self._members(t.object)}
            elif name == "allValuesFrom" or (name == "someValuesFrom" and t.subject in making):
                start.update(self._objects("onProperty", t.subject))
        waiting = list(start)
        joined: dict[object, set[object]] = defaultdict(set)
        for t in self.triples:
            if t.predicate.value in (_RDFS + "subPropertyOf", _OWL + "equivalentProperty", _OWL + "inverseOf"):
                joined[t.object].add(t.subject)
            if t.predicate.value in (_OWL + "equivalentProperty", _OWL + "inverseOf"):
                joined[t.subject].add(t.object)
        while waiting:
            more = joined[waiting.pop()] - start
            start |= more
            waiting += more
        return start

    def _members(self, head: object) -> Iterator[object]:
        rest: dict[object, object] = {t.subject: t.object for t in self.triples if t.predicate.value == _RDF + "rest"}
        first: dict[object, object] = {t.subject: t.object for t in self.triples if t.predicate.value == _RDF + "first"}
        while head in first:
            yield first[head]
            head = rest.get(head)


def _is_axiom(triple: Triple) -> bool:
    """Whether a triple is (part of) an axiom and no fact."""
    if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
        return True
    predicate = triple.predicate.value
    if predicate == _RDF + "type":
        return getattr(triple.object, "value", "").startswith((_OWL, _RDFS, _RDF))
    return predicate.startswith(_OWL) or predicate in _HIERARCHY or predicate in _LIST


_HIERARCHY = tuple(_RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range"))


def _is_listed(triple: Triple) -> bool:
    """Axioms about individuals, which are no terms."""
    kind = getattr(triple.object, "value", "")
    return triple.predicate.value in (_OWL + "differentFrom", _OWL + "sameAs") or kind == _OWL + "NamedIndividual"


def _is_type(triple: Triple) -> bool:
    return triple.predicate == _TYPE


class _Rules:
    """The rules of the project, run over the facts they read; there are few of those."""

    def __init__(self, files: list[Path], base: str) -> None:
        self._files, self._graph = files, Iris(base).graph("inferred")
        reads = [RuleFile(file.name, file.read_text(encoding="utf-8")).reads() for file in files]
        self._any = any(one is None for one in reads)
        self._links = {name for one in reads if one is not None for name in one[0]}
        self._kinds = {name for one in reads if one is not None for name in one[1]}

    def made_of(self, triples: Iterable[Triple]) -> set[Triple]:
        """What the rules make, none of them seeing the results of another."""
        if not self._files:
            return set()
        union = DefaultGraph()
        read = (Quad(t.subject, t.predicate, t.object, union) for t in triples if self._reads(t))
        return {quad.triple for quad in construct(working_store(read), self._files, self._graph)}

    def _reads(self, triple: Triple) -> bool:
        if self._any:
            return True
        if triple.predicate == _TYPE:
            return getattr(triple.object, "value", "") in self._kinds
        return triple.predicate.value in self._links
