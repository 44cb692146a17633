"""The typed report: what it holds, that it is the validator's own answer, and what happens to bad input."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, SH

from kg.config import ROOT
from kg.errors import InputError, RdfSyntaxError
from kg.validation import Severity, load_shapes, report_quads, validate, validate_data, validate_told

GOOD = ROOT / "tests" / "shapes" / "good.ttl"
BASE = "https://example.org"
SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Shape a sh:NodeShape ; sh:targetClass ex:Thing ;
    sh:property ex:Size ;
    sh:property [ sh:path ( ex:part ex:size ) ; sh:maxCount 0 ] ;
    sh:property [ sh:path [ sh:inversePath ex:part ] ; sh:maxCount 0 ] ;
    sh:property [ sh:path [ sh:alternativePath ( ex:a ex:b ) ] ; sh:maxCount 0 ] .
ex:Size a sh:PropertyShape ; sh:path ex:size ; sh:datatype xsd:decimal ; sh:severity sh:Warning ;
    sh:message "geen getal"@nl , "no number"@en , "sans langue" .
"""
DATA = """
@prefix ex: <https://example.org/id/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:one a ex:Thing ; ex:size "19.00"^^xsd:decimal ; ex:part ex:two .
ex:two a ex:Thing ; ex:size "veel"^^xsd:decimal ; ex:b ex:one .
"""


def graph(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def good() -> rdflib.Graph:
    return rdflib.Graph().parse(GOOD)


def as_quads(*changes: str) -> list[ox.Quad]:
    """good.ttl with what else is to be validated with it, as a build has it: three graphs."""
    quads = []
    files = [("doc", [GOOD]), ("thesaurus", sorted((ROOT / "ontology" / "vocabularies").glob("*.ttl")))]
    files.append(("ontology", [ROOT / "ontology" / "core.ttl", *sorted((ROOT / "ontology").glob("[ma]*/*.ttl"))]))
    for name, paths in files:
        for path in paths:
            text = path.read_text(encoding="utf-8")
            if name == "doc":
                for old, new in zip(changes[::2], changes[1::2], strict=True):
                    assert old in text
                    text = text.replace(old, new, 1)
            for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE):
                quads.append(in_graph(quad, name))
    return quads


def in_graph(quad: ox.Quad, name: str) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(f"{BASE}/graph/{name}"))


def test_quads_of_a_build_and_data_of_a_user_get_the_same_report() -> None:
    assert validate(as_quads()).results == validate_data(good()).results == ()
    change = ("vg:rank 2 ; vg:text", "vg:rank 4 ; vg:text")
    changed = graph(GOOD.read_text(encoding="utf-8").replace(*change, 1))
    report = validate(as_quads(*change))
    assert report.results == validate_data(changed).results
    assert [result.severity for result in report.results] == [Severity.WARNING]


def test_warnings_and_findings_do_not_stop_a_document() -> None:
    report = validate(
        as_quads("vg:statedTotal 39.0", "vg:statedTotal 40.0", "vg:rank 2 ; vg:text", "vg:rank 4 ; vg:text")
    )
    assert report.conforms
    assert report.counts == {"Violation": 0, "Warning": 1, "Info": 1}
    refused = validate(as_quads("vg:line 3", "vg:line 2"))
    assert not refused.conforms
    assert refused.violations == refused.results


def test_a_sparql_message_keeps_its_language_and_names_the_value() -> None:
    """Wrong would be: two messages without a language, as the validator gives them."""
    (result,) = validate(as_quads("vg:line 3", "vg:line 2")).results
    assert result.focus_node == f"{BASE}/id/doc"
    assert result.value == f"{BASE}/id/more"
    assert result.message == f"Passage {BASE}/id/more begint niet op de regel die zij noemt."
    assert result.message_in("en") == f"Passage {BASE}/id/more does not start on the line it names."
    assert result.message_in("fr") in {text for _, text in result.messages}


def test_the_report_for_the_store_is_canonical() -> None:
    """Wrong would be: blank nodes, or another order in another run."""
    broken = as_quads("vg:line 3", "vg:line 2", "vg:statedTotal 39.0", "vg:statedTotal 40.0")
    where = ox.NamedNode(f"{BASE}/graph/report")
    quads = report_quads(validate_told(broken)[1], where)
    assert quads == report_quads(validate_told(list(reversed(broken)))[1], where) == sorted(quads, key=str)
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name for quad in quads} == {where}
    subjects = {quad.subject.value for quad in quads}
    assert all(subject.startswith(f"{BASE}/id/validation-re") for subject in subjects)
    assert len(subjects) == 1 + 2


def test_their_shapes_answer_as_the_validator_itself() -> None:
    data, shapes = graph(DATA), graph(SHAPE)
    before = set(data)
    report = validate_data(data, shapes)
    conforms, expected, _ = pyshacl.validate(graph(DATA), shacl_graph=graph(SHAPE))
    assert isomorphic(report.to_graph(), expected)
    assert not conforms
    assert set(data) == before


def test_paths_values_and_languages_of_a_report() -> None:
    results = validate_data(graph(DATA), graph(SHAPE)).results
    ex = "https://example.org/id/"
    assert {result.path for result in results} == {
        f"{ex}size", f"<{ex}part>/<{ex}size>", f"^<{ex}part>", f"<{ex}a>|<{ex}b>",
    }  # fmt: skip
    (size,) = (result for result in results if result.path == f"{ex}size")
    assert (size.value, size.severity, size.shape) == ("veel", Severity.WARNING, f"{ex}Size")
    assert size.messages == (("", "sans langue"), ("en", "no number"), ("nl", "geen getal"))
    assert [result.severity for result in results] == sorted((r.severity for r in results), reverse=True)


def test_a_number_is_validated_as_it_is_written() -> None:
    """Wrong would be: "veel"^^xsd:decimal taken for a decimal, or "19.00" rewritten on the way."""
    text = f"{GOOD.read_text(encoding='utf-8')}\n"
    quads = as_quads("vg:value 17.0", 'vg:value "veel"^^xsd:decimal')
    (result, *_) = validate(quads).violations
    assert result.value == "veel"
    assert validate(as_quads("vg:value 17.0", 'vg:value "17.00"^^xsd:decimal')).conforms
    assert "vg:value 17.0" in text


def test_the_data_of_a_user_stays_as_it_is() -> None:
    data = good()
    before = set(data)
    validate_data(data)
    assert set(data) == before


def test_nothing_is_fetched() -> None:
    """Wrong would be: an owl:imports in what somebody sends makes the server ask another."""
    data = good()
    data.add((rdflib.URIRef(f"{BASE}/id/"), RDF.type, OWL.Ontology))
    data.add((rdflib.URIRef(f"{BASE}/id/"), OWL.imports, rdflib.URIRef("http://127.0.0.1:9/never")))
    assert validate_data(data).conforms


@pytest.mark.parametrize(
    "text",
    [
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:minCount 1 ] .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:minCount 1 .",
        'ex:S a sh:PropertyShape ; sh:targetClass ex:T ; sh:path ex:p ; sh:minCount "x" .',
        'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select "SELECT nonsense" ] .',
    ],
)
def test_shapes_that_cannot_be_used(text: str) -> None:
    prefixes = f"@prefix sh: <{SH}> . @prefix ex: <https://example.org/id/> . "
    data = graph("@prefix ex: <https://example.org/id/> . ex:a a ex:T .")
    with pytest.raises(InputError, match="shapes"):
        validate_data(data, graph(prefixes + text))


@pytest.mark.parametrize(
    "value", ["_:b", '"NaN"^^xsd:double', '"2019-13-45"^^xsd:date', '"x"^^xsd:integer', "true", '""']
)
@pytest.mark.parametrize("place", ["vg:rank 2", "vg:statedTotal 39.0", "vg:line 3", "oa:end 77"])
def test_a_value_that_is_no_value_is_reported_or_refused(place: str, value: str) -> None:
    """Wrong would be: an exception of the validator's own in place of a report or an error with a next step."""
    text = GOOD.read_text(encoding="utf-8")
    assert place in text
    changed = text.replace(place, f"{place.split()[0]} {value}")
    try:
        found = "" if validate_data(graph(changed)).conforms else "violation"
    except InputError as error:
        found = str(error)
    assert "violation" in found or "Correct" in found


def test_a_shapes_file_that_does_not_parse_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n\nsh:a sh:b .\n", encoding="utf-8"
    )
    with pytest.raises(RdfSyntaxError, match=r"broken\.ttl:3"):
        load_shapes(tmp_path)


def test_no_data_conforms() -> None:
    assert validate([]).conforms
    assert validate_data(rdflib.Graph()).results == ()
