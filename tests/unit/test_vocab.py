"""Closed namespaces. Wrong would be: a typo that gives an IRI nobody declared, terms that lag behind the ontology."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pyoxigraph import NamedNode

from kg import terms, vocab
from kg.config import DEF
from kg.vocab import OA, RDF, SKOS, VG, class_of, concept, notations, relation_property, segment
from kg.vocab_build import NAMESPACES, TARGET, render


def test_terms_are_what_the_ontology_declares() -> None:
    assert TARGET.read_text(encoding="utf-8") == render(), "run: python -m kg.vocab_build"


def test_a_typo_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = VG.actorname  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        _ = SKOS.preflabel  # type: ignore[attr-defined]


def test_terms_are_named_nodes_of_their_namespace() -> None:
    assert NamedNode(f"{DEF}Target") == VG.Target
    assert NamedNode("http://www.w3.org/ns/oa#exact") == OA.exact
    assert NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type") == RDF.type
    for prefix, namespace in NAMESPACES.items():
        values = [value for key, value in vars(getattr(vocab, prefix)).items() if not key.startswith("__")]
        assert values
        assert all(isinstance(value, NamedNode) and value.value.startswith(namespace) for value in values)


def test_every_namespace_is_offered() -> None:
    assert {name for name in vars(terms) if name in NAMESPACES} <= set(vocab.__all__)


def test_a_concept_is_found_by_its_notation() -> None:
    assert concept("direction", "gelijk of afname") == NamedNode(f"{DEF}direction/gelijk-of-afname")
    assert concept("organisation-kind", "riec-liec") == NamedNode(f"{DEF}organisation-kind/riec-liec")


@pytest.mark.parametrize("value", ["Afname", "afnemend", "", "gelijk-of-afname"])
def test_an_unknown_value_names_the_list_and_what_it_allows(value: str) -> None:
    with pytest.raises(KeyError, match=r"code list direction; allowed: 'toename', 'afname'"):
        concept("direction", value)


def test_an_unknown_list_names_the_lists() -> None:
    with pytest.raises(KeyError, match=r"'directions' is not in code lists; allowed: .*'direction'"):
        notations("directions")
    with pytest.raises(KeyError, match="code lists with classes"):
        class_of("direction", "afname")


def test_kinds_and_relations_have_their_terms() -> None:
    assert class_of("document-kind", "landelijke veiligheidsagenda") == VG.NationalAgenda
    assert class_of("organisation-kind", "politie-basisteam") == VG.BasicPoliceTeam
    assert relation_property("gezag-over") == VG.hasAuthorityOver
    with pytest.raises(KeyError, match="relation-kind"):
        relation_property("leidt")


def test_the_kind_in_an_iri_comes_from_the_class() -> None:
    assert segment(VG.Municipality) == "municipality"
    assert segment(VG.InformationExpertiseCentre) == "information-expertise-centre"
    with pytest.raises(ValueError, match="only own classes"):
        segment(SKOS.Concept)


def test_importing_the_terms_reads_no_file() -> None:
    """It is imported by everything; parsing the ontology each time would cost more than the rest together."""
    script = "import sys, kg.vocab; print(sorted(m for m in sys.modules if m.split('.')[0] in ('kg', 'rdflib')))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    known = ["kg", "kg.config", "kg.errors", "kg.outside_rules", "kg.public", "kg.terms", "kg.vocab"]
    assert run.stdout.strip() == str(known)
