"""Why a triple of the graph `inferred` holds: rule by rule, down to facts and passages.

Wrong would be: a triple without a reason, a reason from which the triple does not follow, a fact in it that can be
missed, a triple that follows from itself.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.embedded import OxigraphStore
from kg.errors import NotFoundError, UsageError
from kg.explanations.asked import triple_of
from kg.explanations.derivation import Derivations, Step
from kg.explanations.knowledge import Knowledge
from kg.explanations.rule_files import project_rules
from kg.explanations.telling import OF_PROJECT, tell
from kg.explanations.telling import RULES as TOLD_RULES
from kg.labels import Labels
from kg.reasoning import closure
from kg.snapshots import open_current
from kg.vocab import RDF
from tests.unit.test_reasoning import BASE, PREFIXES, RULE_CASES, RULES

SAMPLE, CHECKED = 400, 60  # triples of the five texts explained; those whose facts are reasoned over again


def store_of(text: str) -> OxigraphStore:
    graph = NamedNode(f"{BASE}/graph/one")
    parsed = parse((PREFIXES + text).encode(), format=RdfFormat.TURTLE)
    quads = [Quad(q.subject, q.predicate, q.object, graph) for q in parsed]
    store = OxigraphStore(BASE)
    store.load([*quads, *closure(quads, BASE)])
    return store


def follows(facts: list[Triple], triple: Triple, base: str) -> bool:
    """Whether the engine of the build makes `triple` of these facts."""
    graph = NamedNode(f"{base}/graph/one")
    quads = [Quad(t.subject, t.predicate, t.object, graph) for t in facts]
    return triple in {quad.triple for quad in closure(quads, base)}


def check(step: Step, base: str) -> None:
    """The triple follows from its facts, and from none fewer; a list is one axiom, whatever an engine reads of it."""
    facts = step.facts()
    assert follows(facts, step.triple, base), step.triple
    for fact in (one for one in facts if one.predicate not in (RDF.first, RDF.rest)):
        assert not follows([other for other in facts if other != fact], step.triple, base), fact


def above(step: Step, seen: tuple[Triple, ...] = ()) -> None:
    assert step.triple not in seen, "it follows from itself"
    for premise in step.premises:
        above(premise, (*seen, step.triple))


@pytest.mark.parametrize("text", [*RULES.values(), *(text for text, _ in RULE_CASES.values())], ids=[*RULES, *RULE_CASES])
def test_every_rule_is_named_and_its_facts_are_enough(text: str) -> None:
    store = store_of(text)
    derivations = Derivations(Knowledge(store))
    inferred = [quad.triple for quad in store.quads(graph=store.inferred_graph)]
    assert inferred
    for triple in inferred:
        step = derivations.why(triple)
        assert step.rule
        above(step)
        check(step, BASE)
        assert all(rule in TOLD_RULES or rule.endswith(".rq") or rule.startswith("scm-") for rule in step.rules())


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("prp-trp", {"prp-trp"}), ("prp-symp", {"prp-symp"}), ("cls-svf1", {"cls-svf1", "cax-sco"}),
     ("cls-hv1", {"cls-hv1", "cax-sco"}), ("prp-spo2", {"prp-spo2"}), ("prp-rng", {"prp-rng"}),
     ("cls-avf", {"cls-avf", "cax-sco"}), ("prp-inv", {"prp-inv1", "prp-inv2"}), ("cls-oo", {"cls-oo"})],
)  # fmt: skip
def test_rules_go_by_the_names_of_the_profile(rule: str, expected: set[str]) -> None:
    store = store_of(RULES[rule])
    derivations = Derivations(Knowledge(store))
    used = {r for quad in store.quads(graph=store.inferred_graph) for r in derivations.why(quad.triple).rules()}
    assert expected <= used


def test_every_rule_of_the_project_is_told_in_words_and_can_be_read_backwards() -> None:
    """Wrong would be: a new rule file whose results nobody can trace."""
    rules = project_rules()
    assert {rule.name for rule in rules} == OF_PROJECT.keys()
    for rule in rules:
        assert rule.patterns
        assert rule.select
        assert rule.predicates()


def test_equivalent_classes_do_not_prove_each_other() -> None:
    """Wrong would be: a is an A because it is a B, and a B because it is an A."""
    store = store_of(":A owl:equivalentClass :B . :B owl:equivalentClass :C . i:a a :A .")
    derivations = Derivations(Knowledge(store))
    for quad in store.quads(graph=store.inferred_graph):
        above(derivations.why(quad.triple))


def test_a_triple_that_is_stated_rests_on_itself_and_one_that_is_not_there_on_nothing() -> None:
    store = store_of("i:a a :A . :A rdfs:subClassOf :B .")
    derivations = Derivations(Knowledge(store))
    stated = next(store.quads(NamedNode(f"{BASE}/id/x/a"), graph=NamedNode(f"{BASE}/graph/one"))).triple
    assert derivations.why(stated) == Step(stated)
    with pytest.raises(NotFoundError, match="does not hold"):
        derivations.why(Triple(stated.object, stated.predicate, stated.object))


def test_a_triple_whose_reason_has_gone_says_so() -> None:
    store = store_of("i:a a :A . :A rdfs:subClassOf :B .")
    gone = next(quad for quad in store.quads(NamedNode(f"{BASE}/id/x/a"), graph=store.inferred_graph)).triple
    for quad in list(store.quads(NamedNode(f"{BASE}/id/x/a"), graph=NamedNode(f"{BASE}/graph/one"))):
        store.engine.remove(quad)
        store.engine.remove(Quad(quad.subject, quad.predicate, quad.object))
    with pytest.raises(NotFoundError, match="infer"):
        Derivations(Knowledge(store)).why(gone)


@pytest.mark.slow
def test_the_triples_of_our_documents_have_reasons_with_passages(built_store: Path) -> None:
    """A sample by a fixed seed; all of them were explained once, by hand."""
    store = open_current(built_store)
    known = Knowledge(store)
    derivations, labels = Derivations(known), Labels(store)
    inferred = sorted((quad.triple for quad in store.quads(graph=store.inferred_graph)), key=str)
    chosen = random.Random(20261122).sample(inferred, SAMPLE)
    with_passages = 0
    for number, triple in enumerate(chosen):
        step = derivations.why(triple)
        assert step.rule
        above(step)
        told = tell(step, known, labels)
        assert all(told.words.values())
        facts = list(told.facts())
        assert all(fact.source.graphs for fact in facts), triple
        with_passages += any(fact.source.passages for fact in facts)
        if number < CHECKED:
            check(step, store.base)
    assert with_passages > SAMPLE / 2
    store.close()


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        (("", "e:p", "e:o"), "s: nothing is given"),
        (("x", "e:p", "e:o"), "s='x'"),
        (("e:s", "_:b", "e:o"), "p='_:b'"),
        (("e:s", "e:p", "a b"), "o='a b'"),
        (("e:s", "e:p", '"open'), "no literal"),
        (("e:s", "e:p", '"a" . <e:x> <e:y> "b"'), "literal"),
        (("e:s", "e:p", "x" * 5001), "at most 5000"),
    ],
)
def test_terms_that_are_none_are_refused(terms: tuple[str, str, str], wrong: str) -> None:
    with pytest.raises(UsageError, match=r"o=|s=|p=|literal|given|at most") as caught:
        triple_of(*terms)
    assert wrong.split()[0] in str(caught.value)


def test_terms_are_read_as_in_ntriples() -> None:
    typed = triple_of("<http://e.org/s>", "http://e.org/p", '"19.00"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    assert str(typed.object) == '"19.00"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    assert str(triple_of("e:s", "e:p", '"drie"@nl').object) == '"drie"@nl'
