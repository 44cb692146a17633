"""Our thesaurus keeps NL-SBB, by shapes written from the standard; and the shapes bite.

That the catalogue keeps DCAT-AP-NL is tested where it is served: tests/http/test_description.py.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.iris import Iris
from kg.ontology import thesaurus_quads
from kg.shacl.shapes import PROFILES, load_shapes, shape_files

SBB = PROFILES / "nl-sbb.ttl"
BASE = "https://w3id.org/veiligheidsgraaf"


def thesaurus() -> rdflib.Graph:
    """Themes and code lists, as they go into the store."""
    triples = [quad.triple for quad in thesaurus_quads(Iris(BASE))]
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=text, format="nt")


def report(data: rdflib.Graph, profile: Path) -> tuple[bool, str]:
    conforms, _, text = pyshacl.validate(data, shacl_graph=load_shapes(profile), allow_warnings=True)
    return bool(conforms), text


def test_our_thesaurus_keeps_nl_sbb() -> None:
    """Wrong would be: concepts without a definition, a scheme without a name, two concepts with one code."""
    conforms, text = report(thesaurus(), SBB)
    assert conforms, text[:4000]


@pytest.mark.parametrize(
    ("removed", "added"),
    [
        ("<urn:x:b> skos:prefLabel 'b'@nl", ""),
        ("<urn:x:a> skos:definition 'wat a is'@nl", ""),
        ("<urn:x:a> skos:inScheme <urn:x:s>", ""),
        ("<urn:x:s> dct:title 's'@nl", ""),
        ("", "<urn:x:a> skos:prefLabel 'aa'@nl"),
        ("", "<urn:x:a> skos:altLabel 'a'@nl"),
        ("", "<urn:x:a> skos:altLabel 'c'"),
        ("", "<urn:x:a> skos:hiddenLabel 'b-ook'@nl ; skos:altLabel 'b-ook'@nl"),
        ("", "<urn:x:a> skos:broader <urn:x:b>"),
        ("", "<urn:x:b> skos:related <urn:x:a>"),
        ("", "<urn:x:b> skos:notation 'A'"),
        ("", "<urn:x:b> skos:exactMatch <urn:x:a>"),
        ("", "<urn:x:b> skos:exactMatch <urn:y> ; skos:broadMatch <urn:y>"),
        ("", "<urn:x:b> skos:related <urn:x:s>"),
        ("", "<urn:x:a> a skos:ConceptScheme ; dct:title 'a'@nl"),
        ("", "<urn:x:b> skos:scopeNote 'zonder taal'"),
        ("", "<urn:x:b> skos:topConceptOf <urn:x:b>"),
    ],
)
def test_the_rules_of_nl_sbb_see_what_is_wrong(removed: str, added: str) -> None:
    prefixes = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dct: <http://purl.org/dc/terms/> "
    data = rdflib.Graph()
    data.update(
        prefixes + """INSERT DATA {
        <urn:x:s> a skos:ConceptScheme ; dct:title 's'@nl .
        <urn:x:a> a skos:Concept ; skos:prefLabel 'a'@nl , 'a'@en ; skos:definition 'wat a is'@nl ; skos:notation 'A' ;
            skos:inScheme <urn:x:s> ; skos:topConceptOf <urn:x:s> .
        <urn:x:b> a skos:Concept ; skos:prefLabel 'b'@nl ; skos:definition 'wat b is'@nl ; skos:inScheme <urn:x:s> ;
            skos:broader <urn:x:a> ; skos:hiddenLabel 'bee'@nl ; skos:altLabel 'be'@nl . }"""
    )
    assert report(data, SBB)[0]
    for verb, what in (("DELETE", removed), ("INSERT", added)):
        if what:
            before = len(data)
            data.update(f"{prefixes} {verb} DATA {{ {what} }}")
            assert len(data) != before
    assert not report(data, SBB)[0]


def test_every_term_of_the_profiles_is_known() -> None:
    for file in shape_files(PROFILES):
        graph = load_shapes(file)
        used = {term for triple in graph for term in triple if str(term).startswith(str(SH))}
        assert [term for term in used if term not in SH] == [], file.name
        shapes = {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}
        named = {shape for shape in shapes if isinstance(shape, rdflib.URIRef)}
        assert all(str(shape).startswith(f"{BASE}/shapes/profiles/{file.stem}#") for shape in named)
        pointed = set(graph.objects(None, SH.property)) | set(graph.objects(None, SH.node))
        assert all((shape, SH.path, None) in graph or shape in shapes for shape in pointed), f"{file.name}: a shape that is not there"
