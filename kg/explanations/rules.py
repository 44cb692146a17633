"""The rules of OWL 2 RL (OWL 2 Profiles, section 4.3) read backwards: from a triple to what it can follow from.

Each rule gives premises for a triple that is to be shown; a premise need not be stated, it may have to be shown in
turn. Rules that make two names one thing (eq-*, prp-fp …) are none of the closure and none of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.explanations import owl
from kg.explanations.knowledge import Knowledge
from kg.store import Subject, Term
from kg.vocab import RDF


@dataclass(frozen=True, slots=True)
class Instance:
    """One use of a rule. rule: its name in the table of the profile, or that of a file in `queries/rules/`."""

    rule: str
    premises: tuple[Triple, ...]


Backward = Callable[[Knowledge, Triple], Iterator[Instance]]


def instances(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    """All uses of rules of the profile that would show `goal`."""
    if goal.predicate == RDF.type:
        rules: tuple[Backward, ...] = _OF_TYPES
    elif goal.predicate in (owl.SUB_CLASS, owl.SUB_PROPERTY):
        rules = _OF_HIERARCHY
    elif goal.predicate in (owl.DOMAIN, owl.RANGE):
        rules = _OF_ENDS
    else:
        rules = _OF_LINKS
    for rule in rules:
        yield from rule(known, goal)


# --- that something is of a class


def _subclasses(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    for below in known.schema.below.get(goal.object, ()):
        if below != goal.object:
            axiom = Triple(below, owl.SUB_CLASS, goal.object)
            yield Instance("cax-sco", (axiom, Triple(goal.subject, RDF.type, below)))


def _equivalent_classes(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    for same in known.schema.same_class.get(goal.object, ()):
        forward = Triple(same, owl.EQUIVALENT_CLASS, goal.object)
        premise = Triple(goal.subject, RDF.type, same)
        if known.stated(forward):
            yield Instance("cax-eqc1", (forward, premise))
        else:
            backward = Triple(_subject(goal.object), owl.EQUIVALENT_CLASS, same)
            yield Instance("cax-eqc2", (backward, premise))


def _domains(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    for predicate in known.schema.domain_of.get(goal.object, ()):
        for witness in known.witnesses_of_subject(goal.subject, predicate):
            yield Instance("prp-dom", (Triple(predicate, owl.DOMAIN, goal.object), witness))


def _ranges(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    for predicate in known.schema.range_of.get(goal.object, ()):
        for witness in known.witnesses_of_object(predicate, goal.subject):
            yield Instance("prp-rng", (Triple(predicate, owl.RANGE, goal.object), witness))


def _intersections(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    schema, kind = known.schema, goal.object
    for head, *members in schema.lists.get(("intersectionOf", kind), ()):
        axiom = (Triple(_subject(kind), owl.INTERSECTION, head), *schema.list_triples(head))
        yield Instance("cls-int1", (*axiom, *(Triple(goal.subject, RDF.type, member) for member in members)))
    for whole in schema.listed_in.get(("intersectionOf", kind), ()):
        for head, *_ in schema.lists["intersectionOf", whole]:
            axiom = (Triple(whole, owl.INTERSECTION, head), *schema.list_triples(head))
            yield Instance("cls-int2", (*axiom, Triple(goal.subject, RDF.type, whole)))


def _unions(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    schema = known.schema
    for head, *members in schema.lists.get(("unionOf", goal.object), ()):
        axiom = (Triple(_subject(goal.object), owl.UNION, head), *schema.list_triples(head))
        for member in members:
            yield Instance("cls-uni", (*axiom, Triple(goal.subject, RDF.type, member)))


def _enumerations(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    schema = known.schema
    for head, *members in schema.lists.get(("oneOf", goal.object), ()):
        if goal.subject in members:
            axiom = (Triple(_subject(goal.object), owl.ONE_OF, head), *schema.list_triples(head))
            yield Instance("cls-oo", axiom)


def _restrictions(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    parts = known.schema.restriction.get(goal.object, {})
    predicate = parts.get("onProperty")
    if not isinstance(predicate, NamedNode):
        return
    node = _subject(goal.object)
    on = Triple(node, owl.ON_PROPERTY, predicate)
    if (value := parts.get("hasValue")) is not None:
        yield Instance("cls-hv2", (Triple(node, owl.HAS_VALUE, value), on, Triple(goal.subject, predicate, value)))
    if (filler := parts.get("someValuesFrom")) is not None:
        some = Triple(node, owl.SOME_VALUES, filler)
        for witness in known.witnesses_of_subject(goal.subject, predicate):
            if filler == owl.THING:
                yield Instance("cls-svf2", (some, on, witness))
            elif isinstance(witness.object, NamedNode | BlankNode):
                yield Instance("cls-svf1", (some, on, witness, Triple(witness.object, RDF.type, filler)))


def _fillers(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    for node in known.schema.only.get(goal.object, ()):
        predicate = known.schema.restriction[node].get("onProperty")
        if not isinstance(predicate, NamedNode):
            continue
        axiom = (Triple(node, owl.ALL_VALUES, goal.object), Triple(node, owl.ON_PROPERTY, predicate))
        for witness in known.witnesses_of_object(predicate, goal.subject):
            yield Instance("cls-avf", (*axiom, Triple(witness.subject, RDF.type, node), witness))


# --- that two things are linked


def _subproperties(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    for below in known.schema.properties_below.get(goal.predicate, ()):
        if below != goal.predicate:
            axiom = Triple(below, owl.SUB_PROPERTY, goal.predicate)
            yield Instance("prp-spo1", (axiom, Triple(goal.subject, below, goal.object)))
    for same in known.schema.same_property.get(goal.predicate, ()):
        forward = Triple(same, owl.EQUIVALENT_PROPERTY, goal.predicate)
        premise = Triple(goal.subject, same, goal.object)
        if known.stated(forward):
            yield Instance("prp-eqp1", (forward, premise))
        else:
            yield Instance("prp-eqp2", (Triple(goal.predicate, owl.EQUIVALENT_PROPERTY, same), premise))


def _inverses(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    if isinstance(goal.object, Literal):
        return
    for axiom in known.schema.inverses.get(goal.predicate, ()):
        first = axiom.subject != goal.predicate
        other = axiom.subject if first else axiom.object
        if isinstance(other, NamedNode):
            turned = Triple(_subject(goal.object), other, goal.subject)
            yield Instance("prp-inv1" if first else "prp-inv2", (axiom, turned))
    if goal.predicate in known.schema.symmetric:
        axiom = Triple(goal.predicate, RDF.type, owl.SYMMETRIC)
        yield Instance("prp-symp", (axiom, Triple(_subject(goal.object), goal.predicate, goal.subject)))


def _transitive(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    predicate = goal.predicate
    if predicate not in known.schema.transitive:
        return
    axiom = Triple(predicate, RDF.type, owl.TRANSITIVE)
    after = set(known.subjects(predicate, goal.object))
    for between in known.objects(goal.subject, predicate):
        if between in after and between not in (goal.subject, goal.object):
            first, second = Triple(goal.subject, predicate, between), Triple(_subject(between), predicate, goal.object)
            yield Instance("prp-trp", (axiom, first, second))


def _chains(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    for head, *links in known.schema.lists.get(("propertyChainAxiom", goal.predicate), ()):
        axiom = (Triple(goal.predicate, owl.CHAIN, head), *known.schema.list_triples(head))
        steps = [link for link in links if isinstance(link, NamedNode)]
        for way in _ways(known, goal.subject, steps, goal.object):
            yield Instance("prp-spo2", (*axiom, *way))


def _ways(known: Knowledge, start: Subject, links: list[NamedNode], end: Term) -> Iterator[tuple[Triple, ...]]:
    if len(links) == 1:
        yield (Triple(start, links[0], end),)
        return
    for witness in known.witnesses_of_subject(start, links[0]):
        if isinstance(witness.object, NamedNode | BlankNode):
            yield from ((witness, *rest) for rest in _ways(known, witness.object, links[1:], end))


def _values(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    for node in known.schema.having.get((goal.predicate, goal.object), ()):
        axiom = (Triple(node, owl.HAS_VALUE, goal.object), Triple(node, owl.ON_PROPERTY, goal.predicate))
        yield Instance("cls-hv1", (*axiom, Triple(goal.subject, RDF.type, node)))


# --- that a class or property is below another


def _hierarchy(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    classes = goal.predicate == owl.SUB_CLASS
    rule = "scm-sco" if classes else "scm-spo"
    for between in known.objects(goal.subject, goal.predicate):
        if between in (goal.subject, goal.object) or not isinstance(between, NamedNode | BlankNode):
            continue
        first, second = Triple(goal.subject, goal.predicate, between), Triple(between, goal.predicate, goal.object)
        if known.known(second):
            yield Instance(rule, (first, second))
    same = known.schema.same_class if classes else known.schema.same_property
    if goal.object in same.get(goal.subject, ()):
        for one, other in ((goal.subject, goal.object), (_subject(goal.object), goal.subject)):
            predicate = owl.EQUIVALENT_CLASS if classes else owl.EQUIVALENT_PROPERTY
            if known.stated(Triple(one, predicate, other)):
                yield Instance("scm-eqc1" if classes else "scm-eqp1", (Triple(one, predicate, other),))


def _parts(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    schema = known.schema
    for name, holder, member, rule in (
        ("intersectionOf", goal.subject, goal.object, "scm-int"),
        ("unionOf", goal.object, goal.subject, "scm-uni"),
    ):
        for head, *members in schema.lists.get((name, holder), ()):
            if member in members:
                predicate = owl.INTERSECTION if rule == "scm-int" else owl.UNION
                yield Instance(rule, (Triple(_subject(holder), predicate, head), *schema.list_triples(head)))


def _restrictions_below(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    """One restriction below another: its value or filler is the same or below, its property is the same or below."""
    one, other = (known.schema.restriction.get(node) for node in (goal.subject, goal.object))
    if one is None or other is None or goal.predicate != owl.SUB_CLASS:
        return
    for part, rules in _BELOW.items():
        if part not in one or part not in other:
            continue
        first, second = _subject(goal.subject), _subject(goal.object)
        predicate = NamedNode(f"http://www.w3.org/2002/07/owl#{part}")
        axioms = (
            Triple(first, predicate, one[part]), Triple(first, owl.ON_PROPERTY, one["onProperty"]),
            Triple(second, predicate, other[part]), Triple(second, owl.ON_PROPERTY, other["onProperty"]),
        )  # fmt: skip
        if one["onProperty"] == other["onProperty"] and part != "hasValue":
            yield Instance(rules[0], (*axioms, Triple(_subject(one[part]), owl.SUB_CLASS, other[part])))
        elif one[part] == other[part]:
            low, high = (other, one) if part == "allValuesFrom" else (one, other)
            below = Triple(_subject(low["onProperty"]), owl.SUB_PROPERTY, high["onProperty"])
            yield Instance(rules[1], (*axioms, below))


def _ends(known: Knowledge, goal: Triple) -> Iterator[Instance]:
    """scm-dom1, scm-dom2, scm-rng1, scm-rng2: domains and ranges go up with classes and down with properties."""
    name = "dom" if goal.predicate == owl.DOMAIN else "rng"
    for kind in known.objects(goal.subject, goal.predicate):
        if kind != goal.object and isinstance(kind, NamedNode | BlankNode):
            up = Triple(kind, owl.SUB_CLASS, goal.object)
            yield Instance(f"scm-{name}1", (Triple(goal.subject, goal.predicate, kind), up))
    for above in known.objects(goal.subject, owl.SUB_PROPERTY):
        if isinstance(above, NamedNode) and above != goal.subject:
            down = Triple(goal.subject, owl.SUB_PROPERTY, above)
            yield Instance(f"scm-{name}2", (down, Triple(above, goal.predicate, goal.object)))


def _subject(term: Term) -> Subject:
    if isinstance(term, Literal):
        raise TypeError(f"{term}: a literal is no subject")
    return term


_BELOW = {
    "hasValue": ("", "scm-hv"),
    "someValuesFrom": ("scm-svf1", "scm-svf2"),
    "allValuesFrom": ("scm-avf1", "scm-avf2"),
}
_OF_TYPES: tuple[Backward, ...] = (
    _subclasses, _equivalent_classes, _domains, _ranges, _intersections, _unions, _enumerations, _restrictions,
    _fillers,
)  # fmt: skip
_OF_LINKS: tuple[Backward, ...] = (_subproperties, _inverses, _transitive, _chains, _values)
_OF_HIERARCHY: tuple[Backward, ...] = (_hierarchy, _parts, _restrictions_below)
_OF_ENDS: tuple[Backward, ...] = (_ends,)
