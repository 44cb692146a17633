"""What a reasoner for OWL 2 DL is given of a graph, and what each of its facts stands for.

    left out   passages, their selectors, the texts and labels: nothing follows from them. With `passages` the passages
               and what was read where are in; a key of the ontology that asks for the passage always gets it
    changed    years and dates are not in the OWL 2 datatype map and HermiT refuses them: a year becomes an integer and
               a date an xsd:dateTime, so that a functional property with two years still clashes; any other literal
               of a foreign datatype becomes a string
    added      what the project's own rules make (`queries/rules/inferred-*.rq`), and that two IRIs stand for two
               things wherever an axiom would otherwise make them one: OWL by itself takes them for two names of it
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.config import DEF
from kg.findings import RULES, construct, rule_files, working_store
from kg.reasoning import RL_RULES, scoped

_XSD = "http://www.w3.org/2001/XMLSchema#"
_OA = "http://www.w3.org/ns/oa#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCT = "http://purl.org/dc/terms/"
_OWL = "http://www.w3.org/2002/07/owl#"
_TYPE = NamedNode(_RDF + "type")
_DIFFERENT = NamedNode(_OWL + "differentFrom")
_MANY = 40  # values of one functional property of one thing that are told apart; more pairs show nothing new

# OWL 2 Structural Specification, section 4: the numbers, strings, booleans, binary data, IRIs and time instants.
_DATATYPE_MAP = frozenset(
    _XSD + name
    for name in (
        "decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger", "long",
        "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "double", "float",
        "string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN", "boolean", "hexBinary",
        "base64Binary", "anyURI", "dateTime", "dateTimeStamp",
    )
) | {_RDF + "langString"}  # fmt: skip
_EVIDENCE = frozenset(DEF + name for name in ("evidence", "furtherEvidence"))
_OF_PASSAGES = frozenset(DEF + name for name in ("quote", "line"))
_NOTHING_FOLLOWS = frozenset(
    [DEF + "sourceText"]
    + [_RDFS + "label", _RDFS + "comment", _RDFS + "isDefinedBy", _RDFS + "seeAlso"]
    + [_SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote", "notation")]
    + [_DCT + name for name in ("title", "description", "identifier", "issued", "date")]
)


@dataclass(slots=True)
class ReasonerInput:
    """Triples for a reasoner. stands_for: the quads a triple is made of; none for one that is added.

    made: added by a rule of the project. different: added because two IRIs are two things. sharing: groups of things
    that have all values of a key in common.
    """

    stands_for: dict[Triple, list[Quad]] = field(default_factory=lambda: defaultdict(list))
    made: set[Triple] = field(default_factory=set)
    different: set[Triple] = field(default_factory=set)
    sharing: list[set[NamedNode]] = field(default_factory=list)

    def triples(self) -> set[Triple]:
        """All of them; without the keys when no two things share one. HermiT compares every two members of a class with
        a key, which takes a minute for some hundreds of municipalities, and nothing can come of it."""
        found = {*self.stands_for, *self.made, *self.different}
        return found if self.sharing else {t for t in found if t.predicate.value != _OWL + "hasKey"}

    def around_shared_keys(self) -> set[Triple]:
        """The ontology and the facts about things that share a key, with those about what they lead to."""
        found = self.triples()
        facts = {t for t in found if is_about(t)}
        known: set[object] = {thing for group in self.sharing for thing in group}
        known |= {t.object for t in facts if t.subject in known}
        return {t for t in found if t not in facts or t.subject in known}


def reasoner_input(
    quads: Iterable[Quad], *, passages: bool = False, base: str = "", rules: Path | None = RULES
) -> ReasonerInput:
    """The triples of `quads` that matter to an OWL reasoner, in datatypes it knows; blank nodes kept apart by graph.

    passages: keep the passages and what was read where. rules: folder of the project's rules; None runs none.
    Raises QueryError for a rule file that cannot be used.
    """
    kept = list(quads)
    found = ReasonerInput()
    keys = _keys(kept)
    needed = _EVIDENCE & {part for parts in keys.values() for part in parts}
    keyed = {q.subject for q in kept if q.predicate == _TYPE and getattr(q.object, "value", "") in keys}
    for quad in kept:
        if passages or not _left_out(quad, needed, keyed):
            triple = _readable(scoped(quad))
            if triple is not None:
                found.stands_for[triple].append(quad)
    if rules is not None:
        found.made = {t for t in _ruled(kept, rules, base) if t not in found.stands_for}
    triples = {*found.stands_for, *found.made}
    sharing = {name: _sharing_key(triples, parts) for name, parts in keys.items()}
    found.sharing = [group for groups in sharing.values() for group in groups if len(group) > 1]
    # two readings of one passage may be one thing; two of anything else with one key are not
    apart = [group for name, groups in sharing.items() if not _EVIDENCE & set(keys[name]) for group in groups]
    found.different = set(_different(triples, apart)) - found.stands_for.keys()
    return found


def is_about(triple: Triple) -> bool:
    """Whether a triple is about an individual, and no part of an axiom. All facts of ours are about IRIs."""
    kind = getattr(triple.object, "value", "") if triple.predicate == _TYPE else triple.predicate.value
    return isinstance(triple.subject, NamedNode) and not kind.startswith((_OWL, _RDFS, _RDF + "Property"))


def _left_out(quad: Quad, needed: Collection[str], keyed: Collection[object]) -> bool:
    predicate = quad.predicate.value
    if predicate.startswith(_OA) or predicate in _OF_PASSAGES:
        return True
    if predicate in _EVIDENCE:
        return not (predicate in needed and quad.subject in keyed)
    return isinstance(quad.subject, NamedNode) and "/id/passage/" in quad.subject.value


def _readable(triple: Triple) -> Triple | None:
    """The triple in datatypes of OWL 2; None for one nothing follows from."""
    if triple.predicate.value in _NOTHING_FOLLOWS:
        return None
    if not isinstance(triple.object, Literal):
        return triple
    datatype, text = triple.object.datatype.value, triple.object.value
    changed = triple.object
    if datatype not in _DATATYPE_MAP:
        if datatype == _XSD + "gYear" and re.fullmatch(r"-?\d{4,}", text):
            changed = Literal(str(int(text)), datatype=NamedNode(_XSD + "integer"))
        elif datatype == _XSD + "date" and re.fullmatch(r"-?\d{4,}-\d\d-\d\d", text):
            changed = Literal(f"{text}T00:00:00", datatype=NamedNode(_XSD + "dateTime"))
        else:
            changed = Literal(text)
    return Triple(triple.subject, triple.predicate, changed)


def _ruled(quads: list[Quad], rules: Path, base: str) -> set[Triple]:
    """What the project's rules make, on each other's results too."""
    files = [file for file in rule_files(rules, inferred=True) if file.name != RL_RULES]
    store, union = working_store(quads), DefaultGraph()
    graph = NamedNode(f"{base or 'urn:x'}/graph/inferred")
    made: set[Triple] = set()
    while True:
        new = {quad.triple for quad in construct(store, files, graph)} - made
        if not new:
            return made
        made |= new
        store.extend(Quad(t.subject, t.predicate, t.object, union) for t in new)


def _keys(quads: Iterable[Quad]) -> dict[str, list[str]]:
    """The properties of the key of each class that has one."""
    first: dict[object, str] = {}
    rest: dict[object, object] = {}
    heads: list[tuple[str, object]] = []
    for quad in quads:
        match quad.predicate.value.rpartition("#")[2]:
            case "first" if isinstance(quad.object, NamedNode):
                first[quad.subject, quad.graph_name] = quad.object.value
            case "rest":
                rest[quad.subject, quad.graph_name] = (quad.object, quad.graph_name)
            case "hasKey" if isinstance(quad.subject, NamedNode):
                heads.append((quad.subject.value, (quad.object, quad.graph_name)))
    keys: dict[str, list[str]] = {}
    for name, node in heads:
        parts: list[str] = []
        while node in first and len(parts) < len(first):
            parts.append(first[node])
            node = rest.get(node)
        keys[name] = parts
    return keys


def _different(triples: Collection[Triple], apart: Iterable[set[NamedNode]]) -> Iterator[Triple]:
    """That IRIs an axiom would make one stand for two things; not where the graph says owl:sameAs.

    apart: groups of IRIs that a key would make one.
    """
    if any(t.predicate.value == _OWL + "sameAs" for t in triples):
        return
    functional = _of_kind(triples, "FunctionalProperty")
    inverse = _of_kind(triples, "InverseFunctionalProperty")
    groups: dict[tuple[object, str], set[NamedNode]] = defaultdict(set)
    for t in triples:
        if isinstance(t.object, NamedNode) and t.predicate.value in functional:
            groups[t.subject, t.predicate.value].add(t.object)
        if isinstance(t.subject, NamedNode) and t.predicate.value in inverse:
            groups[t.object, "^" + t.predicate.value].add(t.subject)
    for values in (*groups.values(), *apart):
        for one, other in combinations(sorted(values, key=str)[:_MANY], 2):
            yield Triple(one, _DIFFERENT, other)


def _of_kind(triples: Iterable[Triple], kind: str) -> set[str]:
    """The properties of a kind, and those below them."""
    below: dict[str, set[str]] = defaultdict(set)
    found: set[str] = set()
    for t in triples:
        if not isinstance(t.subject, NamedNode) or not isinstance(t.object, NamedNode):
            continue
        if t.predicate == _TYPE and t.object.value == _OWL + kind:
            found.add(t.subject.value)
        elif t.predicate.value == _RDFS + "subPropertyOf":
            below[t.object.value].add(t.subject.value)
    waiting = list(found)
    while waiting:
        more = below[waiting.pop()] - found
        found |= more
        waiting += more
    return found


def _sharing_key(triples: Iterable[Triple], parts: list[str]) -> list[set[NamedNode]]:
    """What has values for all properties of a key, by those values. Of whatever class: that may follow."""
    wanted = set(parts)
    values: dict[NamedNode, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for t in triples:
        if t.predicate.value in wanted and isinstance(t.subject, NamedNode):
            values[t.subject][t.predicate.value].add(str(t.object))
    groups: dict[tuple[str, ...], set[NamedNode]] = defaultdict(set)
    for subject, given in values.items():
        if len(given) == len(wanted):
            for chosen in product(*(sorted(given[part]) for part in parts)):
                groups[chosen].add(subject)
    return list(groups.values())
