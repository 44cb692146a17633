"""HermiT's verdict on the ontology and on data, and the three ways it can be bad told apart."""

from __future__ import annotations

from pathlib import Path

import owlready2
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.config import ROOT
from kg.consistency import Consistency, Verdict, check, check_files
from kg.errors import RdfSyntaxError, ReasonerError
from kg.reasoning import scoped
from kg.snapshots import open_current

ONTOLOGY = ROOT / "ontology"
PREFIXES = """
@prefix vg: <https://w3id.org/veiligheidsgraaf/def/> . @prefix i: <https://example.org/id/x/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix confidence: <https://w3id.org/veiligheidsgraaf/def/confidence/> .
"""


def files() -> list[Path]:
    return [ONTOLOGY / "core.ttl", *sorted(ONTOLOGY.glob("modules/*.ttl")), *sorted(ONTOLOGY.glob("alignments/*.ttl")),
            *sorted(ONTOLOGY.glob("vocabularies/*.ttl"))]  # fmt: skip


def quads(paths: list[Path], text: str = "") -> list[Quad]:
    found = []
    for number, content in enumerate([*(path.read_bytes() for path in paths), (PREFIXES + text).encode()]):
        graph = NamedNode(f"https://example.org/graph/{number}")
        parsed = parse(content, format=RdfFormat.TURTLE)
        found += [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    return found


def verdict(text: str) -> Verdict:
    return check(quads(files(), text)).verdict


def test_the_ontology_is_consistent_and_every_class_can_have_instances() -> None:
    found = check_files(files())
    assert (found.verdict, found.unsatisfiable) == (Verdict.CONSISTENT, ())
    assert found.fine
    assert "consistent" in str(found)


def test_the_ontology_loads_in_owlready2(tmp_path: Path) -> None:
    """Wrong would be: an ontology only our own parser takes. A world of its own: no state is left behind."""
    file = tmp_path / "ontology.nt"
    serialize([scoped(quad) for quad in quads(files())], str(file), RdfFormat.N_TRIPLES)
    world = owlready2.World()
    ontology = world.get_ontology(file.as_uri()).load()
    assert world["https://w3id.org/veiligheidsgraaf/def/Target"] in set(ontology.classes())


@pytest.mark.parametrize(
    "slip",
    [
        "i:a a vg:Municipality , vg:PoliceUnit .",
        "i:a a vg:Target , vg:Measure .",
        "i:a a vg:Target ; vg:baselineValue 213.0 , 214.0 .",
        'i:a a vg:Target ; vg:targetYear "2018"^^xsd:gYear , "2019"^^xsd:gYear .',
        'i:a vg:validFrom "2019-01-01"^^xsd:date , "2019-01-02"^^xsd:date .',
        "i:a a vg:Indicator ; vg:statedIn i:doc .",
    ],
)
def test_data_that_cannot_be_true_is_inconsistent(slip: str) -> None:
    """Wrong would be: years and dates left out, so that two of them never clash."""
    assert verdict(slip) is Verdict.INCONSISTENT


def test_the_data_of_our_documents_are_consistent(built_store: Path) -> None:
    """Wrong would be: a thing of ours made into two that exclude each other, which no shape of one node sees."""
    store = open_current(built_store)
    try:
        names = [NamedNode(name) for name in store.graph_names() if not name.endswith("/graph/report")]
        found = check([quad for name in names for quad in store.quads(graph=name)])
    finally:
        store.close()
    assert found.triples > 10_000
    assert found.verdict is Verdict.CONSISTENT


def test_data_that_can_be_true_is_consistent() -> None:
    assert verdict("""
        i:doc a vg:PolicyDocument ; vg:startYear "2019"^^xsd:gYear .
        i:a a vg:Target ; vg:statedIn i:doc ; vg:evidence i:p ; vg:targetValue 125.00 .
        i:a vg:targetYear "2022"^^xsd:gYear .
        i:b a vg:FormationCell ; vg:date "2018-12"^^xsd:gYearMonth ; vg:value "26.00"^^xsd:decimal .
        """) is Verdict.CONSISTENT  # fmt: skip


def test_an_unsatisfiable_class_is_named_and_is_no_inconsistency(tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text(PREFIXES + "vg:Odd a owl:Class ; rdfs:subClassOf vg:Target , vg:Measure .", encoding="utf-8")
    found = check_files([*files(), file])
    assert found.verdict is Verdict.UNSATISFIABLE
    assert found.unsatisfiable == ("https://w3id.org/veiligheidsgraaf/def/Odd",)
    assert "Odd" in str(found)
    assert not found.fine


def test_a_file_that_does_not_parse_is_neither(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("@prefix : <urn:x:> .\n\n:a :b .\n", encoding="utf-8")
    with pytest.raises(RdfSyntaxError, match=r"broken\.ttl:3"):
        check_files([file])


def test_passages_are_left_out() -> None:
    """Wrong would be: the reasoner given the words of the documents, and minutes lost on them."""
    passage = "<https://example.org/id/passage/doc/1-2>"
    more = f'{passage} a vg:Passage , vg:Target ; vg:quote "x" . i:a vg:evidence {passage} .'
    one, two = check(quads(files(), more)), check(quads(files()))
    assert (one.verdict, one.triples) == (two.verdict, two.triples)


def test_no_answer_is_said_to_be_none() -> None:
    with pytest.raises(ReasonerError, match=r"within 0\.01 seconds"):
        check(quads(files()), timeout=0.01)


def test_an_axiom_outside_owl_2_dl_is_not_taken_for_an_inconsistency() -> None:
    """A transitive property in a cardinality restriction is not simple: HermiT refuses it."""
    most_one = "[ a owl:Restriction ; owl:onProperty vg:partOf ; owl:maxCardinality 1 ]"
    odd = f"vg:Odd a owl:Class ; rdfs:subClassOf {most_one} ."
    with pytest.raises(ReasonerError, match="HermiT cannot use the ontology"):
        check(quads(files(), odd))


def test_a_report_says_what_was_looked_at() -> None:
    assert str(Consistency(Verdict.INCONSISTENT, (), 12, 0.5)) == "inconsistent (12 triples, 0.5 s)"
