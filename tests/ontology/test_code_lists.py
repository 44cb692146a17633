"""The code lists hold exactly what the queries may show.

Wrong would be: "gelijk-of-afname" where the contract says "gelijk of afname", a value a reasoner takes for another.
"""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, URIRef
from rdflib.collection import Collection

from kg.config import DEF
from kg.iris import slug
from kg.vocab import VG, class_of, concept, notations, relation_property
from tests.ontology.support import vocabularies

CONTRACT = {
    "document-kind": "regionale veiligheidsstrategie|voorstel|integraal meerjarenbeleidsplan|"
    "landelijke veiligheidsagenda|brief met bijlage",
    "document-status": "voorstel|concept|vastgesteld",
    "document-relation": "concept-van|bijlage-van|vervangt|complementair-aan|voert-uit|gebaseerd-op|verwijst-naar",
    "organisation-kind": "gemeente|politie-eenheid|politie-district|politie-basisteam|politie-dienst|politie-team|"
    "openbaar-ministerie|riec-liec|veiligheidshuis|veilig-thuis|taskforce|overleg|samenwerkingsverband|bureau|"
    "ministerie|rijksdienst|veiligheidsregio|zorgpartner|onderwijs|maatschappelijke-organisatie|bedrijfsleven|"
    "inwoners|internationaal|overig",
    "relation-kind": "lid-van|deel-van|samengesteld-uit|stelt-vast|stelt-in|regisseert|ondersteunt|adviseert|"
    "werkt-samen-met|faciliteert|verantwoordelijk-voor|rapporteert-aan|gezag-over|vertegenwoordigd-in|opvolger-van",
    "level": "lokaal|districtelijk|regionaal|landelijk",
    "principle-kind": "uitgangspunt|keuze|criterium|kenmerk|spelregel",
    "direction": "toename|afname|stabiel|gelijk of afname",
    "monitoring": "kwalitatief|kwantitatief",
    "formation-category": "operationeel|aspirant|niet-operationeel|wijkagent|overig|totaal",
    "confidence": "hoog|middel|laag",
}
BEYOND_CONTRACT = {"document-kind": {"integraal veiligheidsplan"}}  # for documents never seen before
LISTS = sorted(CONTRACT)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_what_the_contract_lists(name: str) -> None:
    assert set(notations(name)) == set(CONTRACT[name].split("|")) | BEYOND_CONTRACT.get(name, set())


@pytest.mark.parametrize("name", LISTS)
def test_concepts_are_described(name: str) -> None:
    graph, scheme = vocabularies(), URIRef(f"{DEF}scheme/{name}")
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    assert {text.language for text in graph.objects(scheme, DCTERMS.title)} == {"nl", "en"}
    assert {text.language for text in graph.objects(scheme, RDFS.comment)} == {"nl", "en"}
    for notation in notations(name):
        iri = URIRef(concept(name, notation).value)
        assert iri == URIRef(f"{DEF}{name}/{slug(notation)}")
        assert (iri, RDF.type, SKOS.Concept) in graph
        assert list(graph.objects(iri, SKOS.inScheme)) == [scheme]
        assert list(graph.objects(iri, SKOS.topConceptOf)) == [scheme]
        assert list(graph.objects(iri, SKOS.notation)) == [Literal(notation)]
        assert sorted(text.language for text in graph.objects(iri, SKOS.prefLabel)) == ["en", "nl"]
        assert [text.language for text in graph.objects(iri, SKOS.definition)] == ["nl"]


@pytest.mark.parametrize("name", LISTS)
def test_values_of_a_list_are_different_to_a_reasoner(name: str) -> None:
    graph = vocabularies()
    groups = [
        set(Collection(graph, head))
        for axiom in graph.subjects(RDF.type, OWL.AllDifferent)
        for head in graph.objects(axiom, OWL.distinctMembers)
    ]
    assert {URIRef(concept(name, notation).value) for notation in notations(name)} in groups


def test_every_kind_has_its_class_and_every_relation_its_property() -> None:
    for name in ("document-kind", "organisation-kind"):
        classes = [class_of(name, notation) for notation in notations(name)]
        assert len(set(classes)) == len(classes)
    properties = [relation_property(notation) for notation in notations("relation-kind")]
    assert len(set(properties)) == len(properties)


def test_a_group_of_municipalities_is_no_municipality_of_the_register() -> None:
    """Typing "gemeenten Oost-Nederland" a vg:Municipality would make it a tooi:Gemeente."""
    assert class_of("organisation-kind", "gemeente") == VG.MunicipalParty
