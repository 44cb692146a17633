"""Each shape finds the slip it is there for, one triple away from a graph in which nothing is found."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.config import ROOT
from kg.shacl.shapes import shape_list
from kg.validation import SHAPES, Severity, ValidationReport, load_shapes, validate_data
from tests.shapes.twins import changed, good

HERE = Path(__file__).parent
NAME = "https://w3id.org/veiligheidsgraaf/shapes/"
PAIRS: dict[str, dict[str, object]] = tomllib.loads((HERE / "pairs.toml").read_text(encoding="utf-8"))


def shapes() -> dict[str, rdflib.URIRef]:
    """Every shape of ours by its short name."""
    graph = load_shapes()
    found = set(graph.subjects(RDF.type, SH.NodeShape)) | set(graph.subjects(RDF.type, SH.PropertyShape))
    return {str(shape).removeprefix(NAME): shape for shape in found if isinstance(shape, rdflib.URIRef)}


def fired(report: ValidationReport) -> set[str]:
    return {result.shape.removeprefix(NAME) for result in report.results}


def test_the_good_graph_is_good() -> None:
    """Wrong would be: a shape that reports what is right, of whatever severity."""
    assert list(validate_data(good()).results) == []


def test_every_shape_has_a_pair() -> None:
    assert set(PAIRS) == set(shapes())


@pytest.mark.parametrize("name", sorted(PAIRS))
def test_a_shape_finds_its_slip(name: str) -> None:
    """Wrong would be: a shape that never fires, or one slip that sets off shapes that have nothing to do with it."""
    pair = PAIRS[name]
    report = validate_data(changed(pair))
    assert fired(report) == {name, *pair.get("also", [])}  # type: ignore[misc]
    (result, *_) = (result for result in report.results if result.shape == NAME + name)
    severity = load_shapes().value(shapes()[name], SH.severity)
    assert result.severity.label == str(severity).rpartition("#")[2]
    assert {language for language, _ in result.messages} == {"nl", "en"}
    assert result.focus_node


def test_every_shape_has_a_severity_and_messages_in_both_languages() -> None:
    graph = load_shapes()
    for name, shape in shapes().items():
        assert str(graph.value(shape, SH.severity)).rpartition("#")[2] in {severity.label for severity in Severity}, (
            name
        )
        spoken = [graph.value(shape, SH.sparql) or shape]
        languages = sorted(str(text.language) for node in spoken for text in graph.objects(node, SH.message))
        assert languages == ["en", "nl"], f"{name}: one message in each language"


@pytest.mark.parametrize("file", sorted(SHAPES.glob("*.ttl")), ids=lambda path: path.stem)
def test_every_term_of_shacl_is_known(file: Path) -> None:
    """Wrong would be: sh:minCuont, which is no error to a validator and never fires.

    rdflib's SH is the closed vocabulary of the recommendation.
    """
    graph = rdflib.Graph().parse(file)
    used = {term for triple in graph for term in triple if str(term).startswith(str(SH))}
    assert [term for term in used if term not in SH] == []


def test_one_file_for_each_module_of_the_ontology() -> None:
    modules = {path.name for path in (ROOT / "ontology" / "modules").glob("*.ttl")}
    assert {path.name for path in SHAPES.glob("*.ttl")} == modules


def test_every_shape_says_what_to_do() -> None:
    """Wrong would be: a person who is told that something is the matter, and not what to change."""
    for shape in shape_list().values():
        assert [language for language, _ in shape.hints] == ["en", "nl"], shape.name
        for language, hint in shape.hints:
            assert hint.endswith("."), f"{shape.name}: a hint is a sentence"
            assert len(hint) > 20, shape.name
            assert hint != dict(shape.messages)[language], f"{shape.name}: the hint says no more than the message"
        assert shape.hints[0][1] != shape.hints[1][1], f"{shape.name}: in two languages"


def test_a_hint_names_terms_that_exist() -> None:
    """Wrong would be: "add vg:themename", which nobody can."""
    ontology = rdflib.Graph()
    for file in (ROOT / "ontology").rglob("*.ttl"):
        ontology.parse(file)
    known = {str(subject).rpartition("/")[2] for subject in ontology.subjects()}
    for shape in shape_list().values():
        for _, hint in shape.hints:
            assert set(re.findall(r"\bvg:(\w+)", hint)) <= known, shape.name


def test_the_policy_stands_in_every_file() -> None:
    for file in SHAPES.glob("*.ttl"):
        text = file.read_text(encoding="utf-8")
        assert all(re.search(rf"^#   {severity.label} ", text, re.MULTILINE) for severity in Severity), file.name


def test_every_own_term_stands_in_the_ontology() -> None:
    """Wrong would be: a shape for vg:statedin, which finds nothing to look at."""
    own = "https://w3id.org/veiligheidsgraaf/def/"
    ontology = rdflib.Graph()
    for file in (ROOT / "ontology").rglob("*.ttl"):
        ontology.parse(file)
    known = {str(subject) for subject in ontology.subjects()}
    used = {str(term) for triple in load_shapes() for term in triple if isinstance(term, rdflib.URIRef)}
    queries = " ".join(str(text) for text in load_shapes().objects(None, SH.select))
    used |= {own + name for name in re.findall(r"\bvg:(\w+)", queries)}
    assert {term for term in used if term.startswith(own) and term != own} <= known


def test_findings_about_the_sources_never_block() -> None:
    """Wrong would be: a document refused because its table does not add up."""
    for name in ("TableTotal-too-high", "TableTotal-too-low", "Inconsistency-found"):
        assert validate_data(changed(PAIRS[name])).conforms
