"""`reason` and `explain` on the command line: the outcomes told apart, and what is said of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.main import run
from kg.snapshots import new_snapshot
from tests.http.sample import BASE, sample_quads

HEAD = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix vg: <https://w3id.org/veiligheidsgraaf/def/> . @prefix e: <http://example.org/> .
e:A a owl:Class . e:B a owl:Class ; owl:disjointWith e:A . e:p a owl:ObjectProperty .
"""
OUTCOMES = {
    "consistent": ("e:x a owl:NamedIndividual , e:A .", 0),
    "inconsistent": ("e:x a owl:NamedIndividual , e:A , e:B .", 1),
    "parse error": ("e:x a .", 2),
    "unsatisfiable classes": ("e:C a owl:Class ; rdfs:subClassOf e:A , e:B .", 3),
    "no answer": (
        "e:p a owl:TransitiveProperty . e:C a owl:Class ; "
        "rdfs:subClassOf [ a owl:Restriction ; owl:onProperty e:p ; owl:maxCardinality 1 ] .", 4),
}  # fmt: skip


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_outcomes_are_told_apart(outcome: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Wrong would be: a file that does not parse taken for a contradiction, or the other way round."""
    text, code = OUTCOMES[outcome]
    file = tmp_path / "data.ttl"
    file.write_text(HEAD + text, encoding="utf-8")
    assert run(["reason", str(file), "--json"]) == code
    report = json.loads(capfd.readouterr().out)
    assert report["verdict"] == outcome
    if outcome == "unsatisfiable classes":
        assert report["unsatisfiable"] == ["http://example.org/C"]
    if outcome == "parse error":
        assert (report["file"], report["line"]) == (str(file), 4)


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("reasoning") / "store"
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(sample_quads())
    return directory


@pytest.fixture
def clashing(tmp_path: Path) -> Path:
    file = tmp_path / "bad.ttl"
    file.write_text(
        """@prefix vg: <https://w3id.org/veiligheidsgraaf/def/> . @prefix e: <http://example.org/> .
        @prefix dct: <http://purl.org/dc/terms/> .
        e:doc a vg:PolicyDocument ; dct:identifier "plan" .
        e:p a vg:Passage ; vg:inDocument e:doc ; vg:line 12 ; vg:quote "van 213 naar 125" .
        e:t a vg:Target ; vg:statedIn e:doc ; vg:evidence e:p ; vg:baselineValue 213.0 , 214.0 .""",
        encoding="utf-8",
    )
    return file


def test_an_inconsistency_is_explained_in_words_with_its_place(
    clashing: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", "--inconsistency", str(clashing)]) == 1
    told = capfd.readouterr().out
    assert "Iets heeft ten hoogste één ‘uitgangswaarde’." in told
    assert "plan:12: “van 213 naar 125”" in told
    assert "1 minimal sets; complete" in told
    assert run(["explain", "--inconsistency", str(clashing), "--lang", "en", "--json"]) == 1
    data = json.loads(capfd.readouterr().out)
    assert data["complete"] is True
    assert {axiom["words"]["en"] for axiom in data["justifications"][0]} >= {"A thing has at most one ‘baseline value’."}
    assert data["justifications"][0][-1]["evidence"][0]["line"] == 12


def test_a_search_that_is_stopped_says_so(clashing: Path, capfd: pytest.CaptureFixture[str]) -> None:
    clashing.write_text(clashing.read_text(encoding="utf-8") + "e:t a vg:Measure .", encoding="utf-8")
    assert run(["explain", "--inconsistency", str(clashing), "--number", "1"]) == 1
    assert "there may be others" in capfd.readouterr().out


def test_a_class_nothing_can_be_of_is_explained(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "odd.ttl"
    file.write_text(HEAD + OUTCOMES["unsatisfiable classes"][0], encoding="utf-8")
    assert run(["explain", "--class", "http://example.org/C", "--alone", str(file), "--lang", "en"]) == 3
    told = capfd.readouterr().out
    assert "Nothing is both A and B." in told
    assert run(["explain", "--class", "http://example.org/A", "--alone", str(file)]) == 0


def test_what_is_consistent_has_no_clash(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "fine.ttl"
    file.write_text(HEAD + "e:x a e:A .", encoding="utf-8")
    assert run(["explain", "--inconsistency", "--alone", str(file)]) == 0
    assert "No clash was found." in capfd.readouterr().out


def test_a_triple_is_explained(small_store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    town = f"{BASE}/id/municipality/lutjestad"
    assert run(["explain", town, "rdf:type", "vg:Municipality", "--store", str(small_store)]) == 0
    assert "Lutjestad is" in capfd.readouterr().out
    assert run(["explain", town, "rdf:type", "vg:Target", "--store", str(small_store)]) == 2
    assert "does not hold" in capfd.readouterr().err
    assert run(["explain", town]) == 2
    assert "three terms" in capfd.readouterr().err
