"""A small graph in the shape of the real one: two documents, three actors, two themes, six facts; all made up."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.iris import Iris
from kg.ontology import ontology_quads, thesaurus_quads
from kg.store import OxigraphStore

BASE = "https://example.org/graaf"

TRIG = """
@prefix vg: <https://w3id.org/veiligheidsgraaf/def/> .
@prefix list: <https://w3id.org/veiligheidsgraaf/def/> .
@prefix id: <https://example.org/graaf/id/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://example.org/graaf/graph/reference> {
  <https://example.org/graaf/id/municipality/lutjestad> a vg:Municipality ; skos:prefLabel "Lutjestad"@nl ;
    skos:altLabel "Gemeente Lutjestad"@nl ; vg:organisationKind <https://w3id.org/veiligheidsgraaf/def/organisation-kind/gemeente> ;
    skos:exactMatch <https://identifier.overheid.nl/tooi/id/gemeente/gm9999> .
  <https://example.org/graaf/id/prosecution-office/openbaar-ministerie> a vg:ProsecutionOffice ;
    skos:prefLabel "Openbaar Ministerie"@nl ; skos:altLabel "OM"@nl .
  <https://example.org/graaf/id/body/coordinatieoverleg> a vg:ConsultationBody ; skos:prefLabel "Coördinatieoverleg"@nl .
  <https://example.org/graaf/id/theme/woninginbraken> a skos:Concept ; skos:prefLabel "Woninginbraken"@nl .
  <https://example.org/graaf/id/theme/cybercrime> a skos:Concept ; skos:prefLabel "Cybercrime"@nl .
  <https://example.org/graaf/id/theme/eenzaam> a skos:Concept ; skos:prefLabel "Eenzaam"@nl ;
    skos:altLabel "<script>alert('x')</script>"@nl ; rdfs:seeAlso <javascript:alert(1)> .
}

<https://example.org/graaf/graph/plan-a> {
  <https://example.org/graaf/id/document/plan-a> a vg:PolicyDocument , vg:RegionalStrategy ; dct:identifier "plan-a" ;
    dct:title "Plan A"@nl ; vg:evidence <https://example.org/graaf/id/passage/plan-a/0-10> .
  <https://example.org/graaf/id/priority/plan-a/woninginbraken> a vg:Priority ; rdfs:label "Prioriteit Woninginbraken"@nl ;
    vg:statedIn <https://example.org/graaf/id/document/plan-a> ; vg:setBy <https://example.org/graaf/id/municipality/lutjestad> ;
    vg:theme <https://example.org/graaf/id/theme/woninginbraken> ; vg:rank 1 ;
    vg:confidence <https://w3id.org/veiligheidsgraaf/def/confidence/hoog> ;
    vg:evidence <https://example.org/graaf/id/passage/plan-a/20-55> .
  <https://example.org/graaf/id/measure/plan-a/voorlichting> a vg:Measure ; rdfs:label "Voorlichting geven"@nl ;
    vg:statedIn <https://example.org/graaf/id/document/plan-a> ; vg:text "Voorlichting geven" ;
    vg:actor <https://example.org/graaf/id/prosecution-office/openbaar-ministerie> ;
    vg:theme <https://example.org/graaf/id/theme/cybercrime> ;
    vg:confidence <https://w3id.org/veiligheidsgraaf/def/confidence/hoog> ;
    vg:evidence <https://example.org/graaf/id/passage/plan-a/60-90> .
  <https://example.org/graaf/id/governance-relation/plan-a/1> a vg:GovernanceRelation ; rdfs:label "Lutjestad lid van Coördinatieoverleg"@nl ;
    vg:statedIn <https://example.org/graaf/id/document/plan-a> ; vg:subject <https://example.org/graaf/id/municipality/lutjestad> ;
    vg:relationKind <https://w3id.org/veiligheidsgraaf/def/relation-kind/lid-van> ;
    vg:object <https://example.org/graaf/id/body/coordinatieoverleg> ;
    vg:confidence <https://w3id.org/veiligheidsgraaf/def/confidence/middel> ;
    vg:evidence <https://example.org/graaf/id/passage/plan-a/100-140> .
  <https://example.org/graaf/id/municipality/lutjestad> vg:memberOf <https://example.org/graaf/id/body/coordinatieoverleg> .
  <https://example.org/graaf/id/source-file/plan-a> a vg:SourceFile ; vg:fileName "plan-a.txt" ; vg:sourceText "LONGTEXT" .
  PASSAGES_A
}

<https://example.org/graaf/graph/plan-b> {
  <https://example.org/graaf/id/document/plan-b> a vg:PolicyDocument ; dct:identifier "plan-b" ; dct:title "Plan B"@nl ;
    vg:evidence <https://example.org/graaf/id/passage/plan-b/0-10> .
  <https://example.org/graaf/id/governance-relation/plan-b/1> a vg:GovernanceRelation ; rdfs:label "OM lid van Coördinatieoverleg"@nl ;
    vg:statedIn <https://example.org/graaf/id/document/plan-b> ;
    vg:subject <https://example.org/graaf/id/prosecution-office/openbaar-ministerie> ;
    vg:relationKind <https://w3id.org/veiligheidsgraaf/def/relation-kind/lid-van> ;
    vg:object <https://example.org/graaf/id/body/coordinatieoverleg> ;
    vg:confidence <https://w3id.org/veiligheidsgraaf/def/confidence/hoog> ;
    vg:evidence <https://example.org/graaf/id/passage/plan-b/20-60> .
  <https://example.org/graaf/id/prosecution-office/openbaar-ministerie> vg:memberOf <https://example.org/graaf/id/body/coordinatieoverleg> .
  <https://example.org/graaf/id/theme/woninginbraken> skos:prefLabel "Woninginbraken"@nl .
  PASSAGES_B
}

<https://example.org/graaf/graph/report> {
  <https://example.org/graaf/id/report/1> rdfs:label "only in the report" .
}
"""

_PASSAGES = {
    "A": {
        "0-10": (1, "Plan A"),
        "20-55": (12, "Lutjestad kiest voor woninginbraken"),
        "60-90": (20, 'Het OM geeft "voorlichting" & advies'),
        "100-140": (31, "Lutjestad is lid van het coördinatieoverleg"),
    },
    "B": {"0-10": (1, "Plan B"), "20-60": (7, "Het OM zit in het coördinatieoverleg")},
}


def sample_quads() -> Iterator[ox.Quad]:
    """The quads of the small graph, without ontology and code lists."""
    text = TRIG.replace("LONGTEXT", "tekst " * 2_000)
    for letter, places in _PASSAGES.items():
        text = text.replace(f"PASSAGES_{letter}", "\n".join(_passage(letter.lower(), p, *v) for p, v in places.items()))
    for quad in ox.parse(text, ox.RdfFormat.TRIG):
        assert isinstance(quad, ox.Quad)
        yield quad


def sample_store(*, ontology: bool = True) -> OxigraphStore:
    """The small graph in memory, with its default graph."""
    store = OxigraphStore(BASE)
    store.load(sample_quads())
    if ontology:
        store.load(ontology_quads(Iris(BASE)))
        store.load(thesaurus_quads(Iris(BASE)))
    store.materialise()
    return store


def _passage(letter: str, place: str, line: int, quote: str) -> str:
    iri = f"{BASE}/id/passage/plan-{letter}/{place}"
    escaped = quote.replace('"', '\\"')
    return f"""<{iri}> a vg:Passage ; vg:line {line} ; vg:quote "{escaped}" ;
      vg:inDocument <{BASE}/id/document/plan-{letter}> ; oa:hasSource <{BASE}/id/source-file/plan-{letter}> ;
      oa:hasSelector <{iri}#position> . <{iri}#position> a oa:TextPositionSelector ; oa:start {place.split("-")[0]} ."""
