"""Hygiene queries find what they are there for, and nothing in the graph of our documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from kg.config import ROOT
from kg.snapshots import open_current

FILES = sorted((ROOT / "queries" / "hygiene").glob("*.rq"))
PREFIXES = """
@prefix vg: <https://w3id.org/veiligheidsgraaf/def/> . @prefix scheme: <https://w3id.org/veiligheidsgraaf/def/scheme/> .
@prefix ex: <https://example.org/id/> . @prefix document: <https://example.org/id/document/> .
@prefix rule: <https://example.org/id/extractor/rule-> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <http://www.w3.org/ns/prov#> .
"""

# What each query finds, and the same put right.
CASES = {
    "codes-without-notation": (
        "vg:a skos:inScheme scheme:level .",
        'vg:a skos:inScheme scheme:level ; skos:notation "a" .',
    ),
    "dangling-links": (
        'document:d dct:identifier "d" ; dct:publisher ex:gone .',
        'document:d dct:identifier "d" ; dct:publisher ex:there . ex:there a vg:Organisation .',
    ),
    "document-ids-twice": (
        'ex:a a vg:PolicyDocument ; dct:identifier "d" . ex:b a vg:PolicyDocument ; dct:identifier "d" .',
        'ex:a a vg:PolicyDocument ; dct:identifier "d" . ex:b a vg:PolicyDocument ; dct:identifier "e" .',
    ),
    "empty-values": ('ex:a vg:text "" .', 'ex:a vg:text "x" ; oa:prefix "" .'),
    "findings-without-facts": (
        "ex:a a vg:Finding ; vg:extractor rule:x .",
        "ex:a a vg:Finding ; vg:extractor rule:x ; prov:wasDerivedFrom ex:b . ex:b vg:statedIn document:d .",
    ),
    "municipalities-twice": (
        'ex:a vg:cbsCode "GM0344" . ex:b vg:cbsCode "GM0344" .',
        'ex:a vg:cbsCode "GM0344" . ex:b vg:cbsCode "GM0345" .',
    ),
    "names-shared-by-organisations": (
        '<https://example.org/id/body/a> vg:organisationKind vg:x ; skos:prefLabel "RIEC"@nl .'
        '<https://example.org/id/body/b> vg:organisationKind vg:x ; skos:prefLabel "Riec"@nl .',
        '<https://example.org/id/body/a> vg:organisationKind vg:x ; skos:prefLabel "RIEC"@nl .'
        '<https://example.org/id/body/utrecht/b> vg:organisationKind vg:x ; skos:prefLabel "RIEC"@nl .',
    ),
    "passages-without-facts": ("ex:p a vg:Passage .", "ex:p a vg:Passage . ex:a vg:furtherEvidence ex:p ."),
    "themes-with-one-name": (
        'ex:a skos:inScheme ex:s ; skos:prefLabel "Jeugd"@nl . ex:b skos:inScheme ex:s ; skos:prefLabel "jeugd"@nl .',
        'ex:a skos:inScheme ex:s ; skos:prefLabel "Jeugd"@nl . ex:b skos:inScheme ex:t ; skos:prefLabel "jeugd"@nl .',
    ),
    "undeclared-classes": ("ex:a a vg:Tarhet .", "ex:a a vg:Target . vg:Target a owl:Class ."),
    "undeclared-properties": ("ex:a vg:rnak 1 .", "ex:a vg:rank 1 . vg:rank a owl:DatatypeProperty ."),
    "undefined-terms": (
        'vg:A a owl:Class ; rdfs:label "A"@nl , "A"@en ; skos:definition "A."@nl .',
        'vg:A a owl:Class ; rdfs:label "A"@nl , "A"@en ; skos:definition "A."@nl , "A."@en .',
    ),
}  # fmt: skip


def rows(store: Store, file: Path) -> list[str]:
    found = store.query(file.read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    return [str(row) for row in found]


def store_of(text: str) -> Store:
    store = Store()
    store.load((PREFIXES + text).encode(), format=RdfFormat.TURTLE)
    return store


def test_every_query_has_a_case() -> None:
    assert {file.stem for file in FILES} == set(CASES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_hygiene_query_finds_what_it_is_there_for(file: Path) -> None:
    """Wrong would be: a query that gives no rows because it can give none."""
    bad, right = CASES[file.stem]
    assert rows(store_of(bad), file)
    assert rows(store_of(right), file) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_hygiene_query_says_what_it_is(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# title: ")
    assert lines[0].endswith(".")
    assert lines[1] in ("# severity: error", "# severity: warning")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_graph_of_our_documents_is_clean(file: Path, built_store: Path) -> None:
    """Zero rows expected; those of severity warning are looked at, not forbidden."""
    store = open_current(built_store)
    try:
        found = [str(row) for row in store.query(file.read_text(encoding="utf-8"))]
    finally:
        store.close()
    if "# severity: error" in file.read_text(encoding="utf-8"):
        assert found == []
