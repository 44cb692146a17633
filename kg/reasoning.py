"""What follows from the graph: the OWL 2 RL closure, and the project's own entailment rules.

`closure` is run at every build and gives the graph `inferred`. The rules of OWL 2 RL are run by `reasonable` (Datalog
in Rust); `docs/checks.md` says why, and which rules of the profile hold. What it reads and what it may say is narrowed
down here, because a closure in full is mostly noise:

    read     classes, properties and facts; not the passages (they say where something stands, nothing follows from
             them), not axioms that can only yield owl:sameAs or a contradiction (functional properties, keys,
             disjointness: `kg.consistency` is for those)
    said     new triples about our own things and terms; no blank nodes, no x owl:sameAs x, no owl:Thing, and no
             skos:closeMatch beside every skos:exactMatch (each link outside would be listed twice)

Literals go through the reasoner under stand-in names, so that "19.00" comes back as it went in.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import reasonable
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.config import DEF
from kg.findings import RULES, construct, rule_files, working_store
from kg.iris import Iris

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_CLOSE_MATCH = "http://www.w3.org/2004/02/skos/core#closeMatch"
_TYPE = _RDF + "type"
_STAND_IN = "urn:x-literal:"
RL_RULES = "inferred-owl-rl.rq"  # the file that completes `reasonable`; the others are rules of the project

# Axioms that yield owl:sameAs or nothing but contradictions: one slip in the data would make two things one.
_MERGING_CLASSES = frozenset(
    _OWL + name
    for name in ("FunctionalProperty", "InverseFunctionalProperty", "AllDifferent", "AllDisjointClasses",
                 "AllDisjointProperties", "AsymmetricProperty", "IrreflexiveProperty", "NegativePropertyAssertion")
)  # fmt: skip
_MERGING_PREDICATES = frozenset(
    _OWL + name
    for name in ("sameAs", "differentFrom", "disjointWith", "hasKey", "members", "distinctMembers", "complementOf",
                 "maxCardinality", "maxQualifiedCardinality", "cardinality", "qualifiedCardinality")
)  # fmt: skip
_LEADING = frozenset([_RDFS + "subPropertyOf", _OWL + "equivalentProperty"])
_EMPTY_TYPES = frozenset([_OWL + "Thing", _OWL + "Class", _OWL + "NamedIndividual", _RDFS + "Resource",
                          _RDFS + "Class", _RDFS + "Literal", _RDFS + "Datatype", _RDF + "Property"])  # fmt: skip
# Axioms, not facts: only the hierarchy is worth reading off the graph.
_HIERARCHY = frozenset([_RDFS + "subClassOf", _RDFS + "subPropertyOf"])


def closure(quads: Iterable[Quad], base: str, rules: Path = RULES) -> list[Quad]:
    """What follows from `quads` and is worth storing, in `{base}/graph/inferred`.

    quads: all that may be reasoned with: ontology with its alignments, thesaurus, reference, documents, findings.
    base: the IRI all our identifiers start with, as in `Settings.base`.
    rules: folder whose `inferred-*.rq` are run in turns with the OWL 2 RL rules, until neither adds anything.

    Returns quads that no graph of `quads` already holds, sorted; the same quads in any order give the same result.
    Raises QueryError for a rule file that cannot be used.
    """
    known = reasoned_with(quads, base)
    derived = fixpoint(known, rule_files(rules, inferred=True), base)
    graph = Iris(base).graph("inferred")
    return [Quad(t.subject, t.predicate, t.object, graph) for t in sorted(derived, key=str)]


def reasoned_with(quads: Iterable[Quad], base: str) -> set[Triple]:
    """The triples of `quads` that something may follow from: those about passages are left out."""
    passage = f"<{base}/id/passage/"
    return {scoped(quad) for quad in quads if not str(quad.subject).startswith(passage)}


def fixpoint(known: Collection[Triple], files: Sequence[Path], base: str) -> set[Triple]:
    """What follows from `known`, and is not in it, by the rules of OWL 2 RL and those of `files` in turns."""
    union = DefaultGraph()
    store = working_store(Quad(t.subject, t.predicate, t.object, union) for t in known)
    graph = Iris(base).graph("inferred")
    given = set(known)
    derived: set[Triple] = set()
    while True:
        ruled = {quad.triple for quad in construct(store, files, graph)} - given - derived
        if derived and not ruled:
            break
        found = _rl_closure(given | derived | ruled)
        new = ({*_worth_saying(found, base)} | ruled) - given - derived
        if not new:
            break
        derived |= new
        store.extend(Quad(t.subject, t.predicate, t.object, union) for t in new)
    return derived


def scoped(quad: Quad) -> Triple:
    """The triple of a quad, its blank nodes named after their graph.

    Each graph of the ontology is parsed and labelled by itself: `_:b0` of one is not `_:b0` of another, and lists that
    run into one another would make a class an individual.
    """
    return Triple(_in_graph(quad.subject, quad), quad.predicate, _in_graph(quad.object, quad))


_Term = TypeVar("_Term")


def _in_graph(term: _Term, quad: Quad) -> _Term | BlankNode:
    if not isinstance(term, BlankNode) or isinstance(quad.graph_name, DefaultGraph):
        return term
    return BlankNode(f"{re.sub(r'[^A-Za-z0-9]', '', quad.graph_name.value)}x{term.value}")


def _rl_closure(facts: Collection[Triple]) -> Iterator[Triple]:
    """The triples `reasonable` makes of the facts, with those it was given."""
    literals: dict[Literal, NamedNode] = {}
    triples = {
        Triple(fact.subject, fact.predicate, _stand_in(fact.object, literals))
        for fact in _bearing(facts)
        if fact.predicate.value not in _MERGING_PREDICATES
        and not (fact.predicate.value == _TYPE and getattr(fact.object, "value", "") in _MERGING_CLASSES)
    }
    originals = {name.value: literal for literal, name in literals.items()}
    with tempfile.TemporaryDirectory(prefix="veiligheidsgraaf-") as folder:
        file = Path(folder) / "facts.ttl"  # N-Triples are Turtle; `reasonable` goes by the suffix
        serialize(triples, str(file), RdfFormat.N_TRIPLES)
        reasoner = reasonable.PyReasoner()
        reasoner.load_file(str(file))
        for subject, predicate, value in reasoner.reason():
            yield from _triple(subject, predicate, value, originals)


def _bearing(facts: Collection[Triple]) -> Iterator[Triple]:
    """The facts without the values nothing follows from, which are half of a graph.

    A value in a literal leads on only where its property has one above or beside it; its domain (prp-dom) is given for
    the subject here, once, instead of by the reasoner for each value.
    """
    leading: set[object] = {fact.subject for fact in facts if fact.predicate.value in _LEADING}
    leading |= {fact.object for fact in facts if fact.predicate.value == _OWL + "equivalentProperty"}
    domains: dict[object, list[NamedNode | BlankNode]] = {}
    for fact in facts:
        if fact.predicate.value == _RDFS + "domain" and isinstance(fact.object, NamedNode | BlankNode):
            domains.setdefault(fact.subject, []).append(fact.object)
    kind = NamedNode(_TYPE)
    for fact in facts:
        if not isinstance(fact.object, Literal) or fact.predicate in leading:
            yield fact
        else:
            yield from (Triple(fact.subject, kind, domain) for domain in domains.get(fact.predicate, ()))


def _stand_in(term: object, literals: dict[Literal, NamedNode]) -> NamedNode | BlankNode:
    if isinstance(term, Literal):
        return literals.setdefault(term, NamedNode(f"{_STAND_IN}{len(literals)}"))
    if isinstance(term, NamedNode | BlankNode):
        return term
    raise TypeError(f"{term}: a triple as a term cannot be reasoned with")


def _triple(subject: object, predicate: object, value: object, literals: dict[str, Literal]) -> Iterator[Triple]:
    """A result of the reasoner in our terms; nothing for one about a literal or a blank node."""
    names = [str(subject), str(predicate), str(value)]
    if any(type(term).__name__ != "URIRef" for term in (subject, predicate, value)):
        return
    if not names[0].startswith(_STAND_IN):
        yield Triple(NamedNode(names[0]), NamedNode(names[1]), literals.get(names[2]) or NamedNode(names[2]))


def _worth_saying(triples: Iterable[Triple], base: str) -> Iterator[Triple]:
    ours = (f"{base}/id/", DEF)
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(ours) or subject == value:
            continue
        if subject.value.startswith(f"{base}/id/passage/") or predicate == _CLOSE_MATCH:
            continue
        kind = value.value if isinstance(value, NamedNode) else ""
        if kind.startswith((_OWL, _XSD)) or kind in _EMPTY_TYPES:
            continue
        if predicate.startswith((_OWL, _RDFS, _RDF)) and predicate not in _HIERARCHY and predicate != _TYPE:
            continue
        yield triple
