"""The network: every step names its predicates and shows its words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pyoxigraph import NamedNode, Quad

from kg.embedded import OxigraphStore
from kg.errors import NotFoundError
from kg.network import Network
from kg.vocab import DCT, PROV, RDFS, SKOS, VG
from tests.http.sample import BASE, sample_quads, sample_store

NETWORK = Network(sample_store(ontology=False))
TOWN, OFFICE = f"{BASE}/id/municipality/lutjestad", f"{BASE}/id/prosecution-office/openbaar-ministerie"
BODY, BURGLARY = f"{BASE}/id/body/coordinatieoverleg", f"{BASE}/id/theme/woninginbraken"
CYBER, LONELY = f"{BASE}/id/theme/cybercrime", f"{BASE}/id/theme/eenzaam"
PLAN_A, PRIORITY = f"{BASE}/id/document/plan-a", f"{BASE}/id/priority/plan-a/woninginbraken"


def test_a_fact_that_names_two_things_joins_them() -> None:
    (step,) = NETWORK.path(TOWN, BURGLARY).steps
    assert step.via == PRIORITY
    assert [(p.iri, p.inverse) for p in step.predicates] == [(VG.setBy.value, True), (VG.theme.value, False)]
    (passage,) = step.evidence
    assert (passage.document, passage.line, passage.quote) == ("plan-a", 12, "Lutjestad kiest voor woninginbraken")
    assert step.graphs == (f"{BASE}/graph/plan-a",)


def test_a_plain_property_shows_the_statement_it_was_read_from() -> None:
    (step,) = NETWORK.path(TOWN, BODY).steps
    assert step.via == ""
    assert [(p.iri, p.inverse) for p in step.predicates] == [(VG.memberOf.value, False)]
    assert [(p.document, p.line) for p in step.evidence] == [("plan-a", 31)]


def test_a_path_reads_the_same_from_both_ends() -> None:
    there = NETWORK.path(TOWN, CYBER)
    back = NETWORK.path(CYBER, TOWN)
    assert [s.source for s in there.steps] == [TOWN, BODY, OFFICE]
    assert [s.target for s in there.steps] == [BODY, OFFICE, CYBER]
    assert [(s.target, s.source) for s in reversed(back.steps)] == [(s.source, s.target) for s in there.steps]
    for one, other in zip(there.steps, reversed(back.steps), strict=True):
        assert [(p.iri, p.inverse) for p in one.predicates] == [
            (p.iri, not p.inverse) for p in reversed(other.predicates)
        ]
        assert one.evidence == other.evidence


def test_the_steps_are_in_the_graph() -> None:
    """Each step can be checked with SPARQL: its predicates hold, in the direction it says."""
    store = sample_store(ontology=False)
    for step in NETWORK.path(TOWN, CYBER).steps:
        nodes = [step.source, *([step.via] if step.via else []), step.target]
        for (left, right), predicate in zip(pairwise(nodes), step.predicates, strict=True):
            subject, object_ = (right, left) if predicate.inverse else (left, right)
            assert list(store.quads(NamedNode(subject), NamedNode(predicate.iri), NamedNode(object_)))


def test_nothing_is_joined_through_its_document() -> None:
    assert not NETWORK.path(TOWN, LONELY).found
    nodes = NETWORK.neighbours(TOWN, depth=1).nodes
    assert set(nodes) == {TOWN, BODY, BURGLARY}


def test_a_document_that_is_asked_for_is_joined_with_what_it_says() -> None:
    assert set(NETWORK.neighbours(PLAN_A).nodes) >= {TOWN, OFFICE, BODY, BURGLARY, CYBER}
    (step,) = NETWORK.path(PLAN_A, CYBER).steps
    assert step.via.endswith("voorlichting")


def test_a_fact_can_be_asked_for_itself() -> None:
    assert set(NETWORK.neighbours(PRIORITY).nodes) == {PRIORITY, TOWN, BURGLARY}


def test_evidence_in_the_words_of_an_alignment_is_no_shortcut() -> None:
    """The reasoner adds prov:hadPrimarySource beside vg:statedIn, and everything was two steps from everything."""
    store = OxigraphStore(BASE)
    store.load(sample_quads())
    graph = NamedNode(f"{BASE}/graph/inferred")
    store.load([Quad(VG.statedIn, RDFS.subPropertyOf, PROV.hadPrimarySource, graph)])
    store.load([Quad(q.subject, PROV.hadPrimarySource, q.object, graph) for q in list(store.quads(None, VG.statedIn))])
    store.load([Quad(VG.theme, RDFS.subPropertyOf, DCT.subject, graph)])
    store.load([Quad(q.subject, DCT.subject, q.object, graph) for q in list(store.quads(None, VG.theme))])
    network = Network(store)
    assert len(network.path(TOWN, CYBER).steps) == 3
    (step,) = network.path(TOWN, BURGLARY).steps
    assert [p.iri for p in step.predicates] == [VG.setBy.value, VG.theme.value]


def test_depth_and_limit() -> None:
    near = NETWORK.neighbours(TOWN, depth=2)
    assert near.nodes[OFFICE] == 2
    assert near.complete
    cut = NETWORK.neighbours(TOWN, depth=2, limit=1)
    assert len(cut.nodes) == 2
    assert not cut.complete
    for edge in cut.edges:
        assert {edge.source, edge.target} <= set(cut.nodes)


def test_a_search_that_stops_early_says_so() -> None:
    stopped = NETWORK.path(TOWN, CYBER, budget=1)
    assert not stopped.found
    assert not stopped.complete
    assert not NETWORK.path(TOWN, CYBER, max_length=2).found
    assert NETWORK.path(TOWN, CYBER, max_length=3).found


def test_a_path_to_itself_has_no_steps() -> None:
    same = NETWORK.path(TOWN, TOWN)
    assert same.found
    assert same.steps == []


@pytest.mark.parametrize(
    "iri",
    ["", "no iri", f"{BASE}/id/municipality/atlantis", "http://elsewhere.example/", f"{BASE}/id/passage/plan-a/0-6"],
)
def test_what_is_no_node_is_told(iri: str) -> None:
    with pytest.raises(NotFoundError):
        NETWORK.neighbours(iri)
    with pytest.raises(NotFoundError):
        NETWORK.path(TOWN, iri)


def test_a_caller_who_goes_ends_the_walk() -> None:
    def gone() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        Network(sample_store(ontology=False), gone).path(TOWN, CYBER)


def test_a_property_between_things_that_no_fact_states_has_its_graph_and_no_words() -> None:
    store = sample_store(ontology=False)
    theme = NamedNode(CYBER)
    store.load([Quad(theme, SKOS.broader, NamedNode(LONELY), NamedNode(f"{BASE}/graph/thesaurus"))])
    (step,) = Network(store).path(CYBER, LONELY).steps
    assert step.evidence == ()
    assert step.graphs == (f"{BASE}/graph/thesaurus",)
