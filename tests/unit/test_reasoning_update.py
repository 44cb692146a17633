"""A change reasoned over by itself gives what reasoning over everything gives.

Wrong would be: a conclusion that stays when what it followed from has gone, one that only comes with a full run, and
either of them only where rules meet (a class that follows from a link that follows from a class).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.findings import RULES
from kg.reasoning import RL_RULES, closure, reasoned_with
from kg.reasoning_update import Change, update
from kg.snapshots import open_current

BASE = "https://example.org"
PREFIXES = """
@prefix : <https://w3id.org/veiligheidsgraaf/def/> . @prefix i: <https://example.org/id/x/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix r: <https://w3id.org/veiligheidsgraaf/def/document-relation/> .
"""
AXIOMS = """
:A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :D owl:equivalentClass :E .
:p rdfs:domain :A ; rdfs:range :D ; rdfs:subPropertyOf :q . :q owl:inverseOf :s . :s rdfs:range :F .
:t a owl:TransitiveProperty ; rdfs:subPropertyOf :u . :v rdfs:subPropertyOf :t .
:partOf a owl:TransitiveProperty .
:w a owl:SymmetricProperty ; rdfs:domain :G .
:chain owl:propertyChainAxiom ( :p :w ) .
:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :x ; owl:hasValue i:k ] . :x rdfs:range :H .
[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :F ] rdfs:subClassOf :I .
:H rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :w ; owl:allValuesFrom :J ] .
[ a owl:Restriction ; owl:onProperty :q ; owl:hasValue i:b ] rdfs:subClassOf :K .
:L owl:intersectionOf ( :B :G ) .
"""
THINGS = [f"i:{name}" for name in "abcdefgk"]
LINKS = [":p", ":q", ":s", ":t", ":u", ":v", ":w", ":x", ":partOf", ":organisationalUnit", ":parentUnit",
         ":statedIn", ":targetDocument"]  # fmt: skip
CLASSES = [f":{name}" for name in "ABCDEFGHIJKL"] + [":FormationCell", ":DocumentRelation"]

links = st.tuples(st.sampled_from(THINGS), st.sampled_from(LINKS), st.sampled_from(THINGS))
kinds = st.tuples(st.sampled_from(THINGS), st.just("a"), st.sampled_from(CLASSES))
relations = st.tuples(st.sampled_from(THINGS), st.just(":documentRelationKind"), st.sampled_from(["r:vervangt", "r:concept-van"]))
facts = st.sets(links | kinds | relations, max_size=14)


def quads(text: str) -> list[Quad]:
    graph = NamedNode(f"{BASE}/graph/one")
    parsed = parse((PREFIXES + text).encode(), format=RdfFormat.TURTLE)
    return [Quad(q.subject, q.predicate, q.object, graph) for q in parsed]


def written(rows: set[tuple[str, str, str]]) -> str:
    return "\n".join(f"{' '.join(row)} ." for row in sorted(rows))


AXIOM_QUADS = quads(AXIOMS)


def inferred(rows: set[tuple[str, str, str]]) -> set[Triple]:
    return {quad.triple for quad in closure([*AXIOM_QUADS, *quads(written(rows))], BASE)}


def said(rows: set[tuple[str, str, str]]) -> set[Triple]:
    return reasoned_with([*AXIOM_QUADS, *quads(written(rows))], BASE)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(stays=facts, goes=facts, comes=facts)
def test_a_change_gives_what_a_full_run_gives(
    stays: set[tuple[str, str, str]], goes: set[tuple[str, str, str]], comes: set[tuple[str, str, str]]
) -> None:
    before, after = stays | goes, stays | comes
    old, new = said(before), said(after)
    found = update(Change(new, new - old, old - new, inferred(before)), BASE, share=2.0)
    assert found is not None
    expected = inferred(after)
    assert found.triples == expected
    assert found.came == expected - inferred(before)
    assert found.went == inferred(before) - expected


def test_a_change_of_an_axiom_is_for_a_full_run() -> None:
    old = said({("i:a", "a", ":A")})
    axiom = quads(":B rdfs:subClassOf :Z .")[0].triple
    assert update(Change(old | {axiom}, {axiom}, set(), inferred({("i:a", "a", ":A")})), BASE) is None


def test_what_other_rules_made_is_for_a_full_run() -> None:
    """Wrong would be: a rule file changed, and a graph that is half by the old rules and half by the new."""
    rows = {("i:c", "a", ":FormationCell"), ("i:c", ":organisationalUnit", "i:a"), ("i:c", ":parentUnit", "i:b")}
    now = said(rows)
    without = {t for t in inferred(rows) if not t.predicate.value.endswith("/partOf")}
    assert len(without) < len(inferred(rows))
    assert update(Change(now, set(), set(), without), BASE) is None


def test_rules_of_a_folder_are_used(tmp_path: Path) -> None:
    (tmp_path / RL_RULES).write_text((RULES / RL_RULES).read_text(encoding="utf-8"), encoding="utf-8")
    rule = "PREFIX : <https://w3id.org/veiligheidsgraaf/def/> CONSTRUCT { ?s :u ?o } WHERE { ?o :x ?s }"
    (tmp_path / "inferred-mine.rq").write_text(rule, encoding="utf-8")
    old, new = said({("i:a", ":p", "i:b")}), said({("i:a", ":p", "i:b"), ("i:c", ":x", "i:d")})
    before = {q.triple for q in closure([*AXIOM_QUADS, *quads("i:a :p i:b .")], BASE, tmp_path)}
    after = {q.triple for q in closure([*AXIOM_QUADS, *quads("i:a :p i:b . i:c :x i:d .")], BASE, tmp_path)}
    found = update(Change(new, new - old, old - new, before), BASE, tmp_path, share=2.0)
    assert found is not None
    assert found.triples == after


@pytest.mark.slow
def test_a_document_of_ours_taken_away_and_put_back(built_store: Path) -> None:
    """The five texts: without one document, and with it again, byte for byte."""
    store = open_current(built_store)
    derived = {f"{store.base}/graph/{name}" for name in ("inferred", "report")}
    named = {name: list(store.quads(graph=NamedNode(name))) for name in store.graph_names() if name not in derived}
    whole = {quad.triple for quad in store.quads(graph=store.inferred_graph)}
    gone = f"{store.base}/graph/rvs-mn-2019-2022-concept"
    everything = reasoned_with([q for quads_ in named.values() for q in quads_], store.base)
    rest = reasoned_with([q for name, quads_ in named.items() if name != gone for q in quads_], store.base)
    without = update(Change(rest, set(), everything - rest, whole), store.base)
    assert without is not None
    expected = {q.triple for q in closure([q for n, qs in named.items() if n != gone for q in qs], store.base)}
    assert without.triples == expected
    again = update(Change(everything, everything - rest, set(), expected), store.base)
    assert again is not None
    assert again.triples == whole
    store.close()
