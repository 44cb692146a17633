"""Entailment against an oracle, rule by rule; and what a closure must not say."""

from __future__ import annotations

import random
from pathlib import Path

import owlrl
import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.config import ROOT
from kg.reasoning import _worth_saying, closure, scoped

BASE = "https://example.org"
PREFIXES = """
@prefix : <https://w3id.org/veiligheidsgraaf/def/> . @prefix i: <https://example.org/id/x/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

# One small graph for each rule of the profile (OWL 2 Profiles, section 4.3) that can add a triple worth saying.
RULES = {
    "cax-sco": ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . i:a a :A .",
    "cax-eqc": ":A owl:equivalentClass :B . i:a a :A . i:b a :B .",
    "prp-dom": ":p rdfs:domain :A . i:a :p i:b .",
    "prp-dom of a value": ':p rdfs:domain :A . :A rdfs:subClassOf :B . i:a :p "19.00"^^xsd:decimal .',
    "prp-rng": ":p rdfs:range :A . i:a :p i:b .",
    "prp-spo1": ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r . i:a :p i:b .",
    "prp-spo1 and prp-dom": ':p rdfs:subPropertyOf :q . :q rdfs:domain :A . i:a :p "v"@nl .',
    "prp-inv": ":p owl:inverseOf :q . i:a :p i:b . i:c :q i:d .",
    "prp-trp": ":p a owl:TransitiveProperty . i:a :p i:b . i:b :p i:c . i:c :p i:d .",
    "prp-symp": ":p a owl:SymmetricProperty . i:a :p i:b .",
    "prp-eqp": ":p owl:equivalentProperty :q . i:a :p i:b . i:c :q i:d .",
    "prp-spo2": ":p owl:propertyChainAxiom ( :q :r ) . i:a :q i:b . i:b :r i:c .",
    "prp-spo2 of three": ":p owl:propertyChainAxiom ( :q :r :s ) . i:a :q i:b . i:b :r i:c . i:c :s i:d .",
    "prp-spo2 over an inferred link": """:p owl:propertyChainAxiom ( :q :r ) . :t rdfs:subPropertyOf :q .
        :p rdfs:domain :A . i:a :t i:b . i:b :r i:c .""",
    "cls-hv1": ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue i:v ] . i:a a :A .",
    "cls-hv2": "[ a owl:Restriction ; owl:onProperty :p ; owl:hasValue i:v ] rdfs:subClassOf :A . i:a :p i:v .",
    "cls-svf1": """[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ]
        rdfs:subClassOf :A . i:a :p i:b . i:b a :B .""",
    "cls-svf2": """[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom owl:Thing ]
        rdfs:subClassOf :A . i:a :p i:b .""",
    "cls-avf": """:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:allValuesFrom :B ] .
        i:a a :A ; :p i:b .""",
    "cls-int1": ":A owl:intersectionOf ( :B :C ) . i:a a :B , :C .",
    "cls-int2": ":A owl:intersectionOf ( :B :C ) . i:a a :A .",
    "cls-uni": ":A owl:unionOf ( :B :C ) . i:a a :B .",
    "cls-oo": ":A owl:oneOf ( i:a i:b ) .",
    "scm-spo": ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .",
    "scm-dom1": ":p rdfs:domain :A . :A rdfs:subClassOf :B . :q rdfs:subPropertyOf :p . i:a :q i:b .",
}


def quads(text: str, graph: NamedNode | None = None) -> list[Quad]:
    parsed = parse((PREFIXES + text).encode(), format=RdfFormat.TURTLE)
    return [Quad(q.subject, q.predicate, q.object, graph or DefaultGraph()) for q in parsed]


def said(text: str) -> set[str]:
    return {str(quad.triple) for quad in closure(quads(text), BASE)}


def oracle(text: str) -> set[str]:
    """What owlrl makes of it, narrowed down to what is worth saying."""
    graph = rdflib.Graph().parse(data=PREFIXES + text, format="turtle")
    given = set(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    made = (t for t in graph if t not in given and not any(isinstance(x, rdflib.BNode) for x in t))
    triples = [Triple(_term(s), _term(p), _term(o)) for s, p, o in made if isinstance(s, rdflib.URIRef)]  # type: ignore[arg-type]
    return {str(triple) for triple in _worth_saying(triples, BASE)}


def _term(term: rdflib.term.Node) -> NamedNode | Literal:
    if isinstance(term, rdflib.Literal):
        return Literal(str(term), language=term.language) if term.language else Literal(
            str(term), datatype=NamedNode(str(term.datatype or rdflib.XSD.string)))  # fmt: skip
    return NamedNode(str(term))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_gives_what_the_oracle_gives(rule: str) -> None:
    expected = oracle(RULES[rule])
    assert expected, "a case that adds nothing tests nothing"
    assert said(RULES[rule]) == expected


@pytest.mark.parametrize("seed", range(6))
def test_a_random_ontology_gives_what_the_oracle_gives(seed: int) -> None:
    """Wrong would be: rules that work one by one and not on each other's results."""
    dice = random.Random(seed)
    classes, properties, things = (
        [f":C{n}" for n in range(6)],
        [f":p{n}" for n in range(6)],
        [f"i:t{n}" for n in range(7)],
    )
    axioms = [
        "{c} rdfs:subClassOf {d} .",
        "{p} rdfs:subPropertyOf {q} .",
        "{p} rdfs:domain {c} .",
        "{p} rdfs:range {c} .",
        "{p} owl:inverseOf {q} .",
        "{p} a owl:SymmetricProperty .",
        "{p} a owl:TransitiveProperty .",
    ]
    lines = [dice.choice(axioms) for _ in range(9)] + ["{s} {p} {o} ."] * 9 + ["{s} a {c} ."] * 4
    names = {"c": classes, "d": classes, "p": properties, "q": properties, "s": things, "o": things}
    filled = (line.format(**{key: dice.choice(of) for key, of in names.items()}) for line in lines)
    text = "\n".join(filled)
    assert said(text) == oracle(text)


def test_a_value_comes_back_as_it_is_written() -> None:
    """Wrong would be: "19.0" for "19.00", or a language lost."""
    text = ':p rdfs:subPropertyOf :q . i:a :p "19.00"^^xsd:decimal , "ja"@nl , "2019"^^xsd:gYear .'
    values = {str(quad.object) for quad in closure(quads(text), BASE) if quad.predicate.value.endswith("/q")}
    year, decimal = ("http://www.w3.org/2001/XMLSchema#" + name for name in ("gYear", "decimal"))
    assert values == {f'"19.00"^^<{decimal}>', '"ja"@nl', f'"2019"^^<{year}>'}


@pytest.mark.parametrize(
    "text",
    [
        ":p a owl:FunctionalProperty . i:a :p i:b , i:c . i:b a :B .",  # i:b and i:c must not become one
        "i:a owl:sameAs i:b . i:a a :A .",
        ":A a owl:Class . :p a owl:ObjectProperty . i:a a owl:NamedIndividual .",
        "i:a skos:exactMatch <https://elsewhere.example/1> . skos:exactMatch rdfs:subPropertyOf skos:closeMatch .",
        "<https://elsewhere.example/1> a :A . :A rdfs:subClassOf :B .",
        ":p rdfs:range xsd:string . i:a :p \"x\" .",
        "<https://example.org/id/passage/d/1-2> :p i:b . :p rdfs:domain :A .",
    ],
)  # fmt: skip
def test_what_is_not_worth_saying_is_not_said(text: str) -> None:
    """Wrong would be: two things made one by a slip, links outside listed twice, x a owl:Thing, facts about others."""
    hierarchy = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    assert [quad for quad in closure(quads(text), BASE) if quad.predicate.value != hierarchy] == []


def test_the_closure_is_canonical_and_new() -> None:
    """Wrong would be: another order or other triples in another run, blank nodes, what a graph says already."""
    text = " ".join(value for name, value in RULES.items() if name != "cls-int1")
    given = quads(text, NamedNode(f"{BASE}/graph/one"))
    found = closure(given, BASE)
    assert found == closure(list(reversed(given)), BASE) == sorted(set(found), key=str)
    assert {quad.graph_name for quad in found} == {NamedNode(f"{BASE}/graph/inferred")}
    assert not any(isinstance(term, BlankNode) for quad in found for term in (quad.subject, quad.object))
    assert not {quad.triple for quad in found} & {quad.triple for quad in given}
    assert closure([*given, *found], BASE) == []


def test_blank_nodes_of_two_graphs_are_two() -> None:
    """Wrong would be: `_:b0` of the ontology and `_:b0` of the thesaurus run together into one list."""
    one = [
        Quad(BlankNode("b0"), NamedNode("urn:p"), BlankNode("b1"), NamedNode(f"{BASE}/graph/{name}")) for name in "ab"
    ]
    assert len({scoped(quad) for quad in one}) == 2
    same = Quad(BlankNode("b0"), NamedNode("urn:p"), BlankNode("b1"), DefaultGraph())
    assert scoped(same) == same.triple


RULE_CASES = {
    "parts of the police": (
        """i:c a :FormationCell ; :organisationalUnit i:team ; :parentUnit i:district .
           i:d a :FormationCell ; :organisationalUnit i:district ; :parentUnit i:unit .
           i:e a :FormationCell ; :organisationalUnit i:unit ; :parentUnit i:unit .
           :partOf a owl:TransitiveProperty .""",
        {("team", "partOf", "district"), ("district", "partOf", "unit"), ("team", "partOf", "unit")},
    ),
    "document links": (
        """i:r a :DocumentRelation ; :statedIn i:new ; :targetDocument i:old ;
             :documentRelationKind <https://w3id.org/veiligheidsgraaf/def/document-relation/vervangt> .
           i:s a :DocumentRelation ; :statedIn i:new ; :targetName "een rapport" ;
             :documentRelationKind <https://w3id.org/veiligheidsgraaf/def/document-relation/verwijst-naar> .""",
        {("new", "replaces", "old")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RULE_CASES)
def test_the_rules_of_the_project(name: str) -> None:
    text, expected = RULE_CASES[name]
    made = {
        tuple(t.value.rpartition("/")[2] for t in (q.subject, q.predicate, q.object))
        for q in closure(quads(text), BASE)
    }
    assert {row for row in made if row[1] in ("partOf", "replaces", "references", "isPartOf")} == expected


def test_no_rules_no_harm(tmp_path: Path) -> None:
    assert {str(q.triple) for q in closure(quads(RULES["cax-sco"]), BASE, tmp_path)} == oracle(RULES["cax-sco"])
    assert closure([], BASE) == []


def test_property_chains_of_the_ontology_are_short_enough() -> None:
    """The rule file knows chains of two and three links: a longer one would silently give nothing."""
    graph = rdflib.Graph()
    for file in (ROOT / "ontology").rglob("*.ttl"):
        graph.parse(file)
    for chain in graph.objects(None, rdflib.OWL.propertyChainAxiom):
        assert len(list(graph.items(chain))) <= 3
