"""Documents as they were read: each its own part of the file, every passage with its words, every fact in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.embedded import OxigraphStore
from kg.reader import ReadDocument, document_triples, entries, find, read_document
from kg.snapshots import open_current
from kg.vocab import DCT, OA, RDF, VG
from tests.http.sample import BASE, sample_store

TEXT = "voorpagina\nBrief van de minister\nover overvallen\n\n  Bijlage bij de brief\nmeer tekst\n"
GRAPH = NamedNode(f"{BASE}/graph/x")


def iri(path: str) -> NamedNode:
    return NamedNode(f"{BASE}/id/{path}")


def store(**words: list[str]) -> OxigraphStore:
    """One file with documents; of each the words its passages hold."""
    made = OxigraphStore(BASE)
    file = iri("source-file/x")
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [(file, VG.sourceText, Literal(TEXT))]
    for name, quotes in words.items():
        document = iri(f"document/{name}")
        triples += [(document, RDF.type, VG.PolicyDocument), (document, DCT.identifier, Literal(name))]
        triples += [(document, VG.sourceFile, file)]
        for quote in quotes:
            start = TEXT.index(quote)
            passage = iri(f"passage/{name}/{start}-{start + len(quote)}")
            selector = NamedNode(f"{passage.value}#position")
            triples += [(passage, VG.inDocument, document), (passage, OA.hasSource, file)]
            triples += [(passage, OA.hasSelector, selector), (selector, OA.start, Literal(start))]
            triples += [(selector, OA.end, Literal(start + len(quote)))]
    made.load(Quad(s, p, o, GRAPH) for s, p, o in triples)
    return made


def read(made: OxigraphStore, name: str) -> ReadDocument:
    found = read_document(made, iri(f"document/{name}"))
    assert found is not None
    return found


def test_documents_of_one_file_each_show_their_own_part() -> None:
    """Every document of the file showed the whole file."""
    made = store(brief=["overvallen", "minister"], bijlage=["Bijlage", "tekst"])
    letter, annex = read(made, "brief"), read(made, "bijlage")
    assert letter.text + annex.text == TEXT
    assert letter.text.endswith("over overvallen\n\n")
    assert (annex.start, annex.end, annex.first_line) == (TEXT.index("  Bijlage"), len(TEXT), 5)
    assert [annex.words(p) for p in annex.passages] == ["Bijlage", "tekst"]
    assert [letter.words(p) for p in letter.passages] == ["minister", "overvallen"]


def test_a_document_alone_in_its_file_is_the_whole_of_it() -> None:
    assert read(store(brief=["overvallen"]), "brief").text == TEXT
    assert read(store(brief=[]), "brief").text == TEXT
    assert read(store(brief=["overvallen"], leeg=[]), "leeg").text == "", "nothing tells which part is its own"


def test_a_document_without_text_or_that_is_none() -> None:
    made = store(brief=["minister"])
    made.load([Quad(iri("document/kaal"), RDF.type, VG.PolicyDocument, GRAPH)])
    assert read_document(made, iri("document/kaal")) is None
    assert find(made, "kaal") == iri("document/kaal")
    assert find(made, "nope") is None
    assert find(made, "Brief") is None, "one name, one address"


def test_facts_stand_in_their_passages() -> None:
    found = read(sample_store(), "plan-a")
    facts = {found.words(p): [f.iri.removeprefix(f"{BASE}/id/") for f in p.facts] for p in found.passages}
    assert facts["Lutjestad kiest voor woninginbraken"] == ["priority/plan-a/woninginbraken"]
    assert found.only(VG.Measure.value).kinds() == {VG.Measure.value: 1}
    assert [entry.reference for entry in entries(sample_store())] == ["plan-a", "plan-b"]


@pytest.mark.parametrize(
    "identifier",
    [
        *["imv-nh-2019-2022", "va-2019-2022", "va-2019-2022-verdeling", "rvs-mn-2015-2018"],
        *["rvs-mn-2019-2022", "rvs-mn-2019-2022-concept", "vs-on-2019-2022-voorstel"],
    ],
)
def test_every_fact_of_the_real_documents_stands_beside_its_words(identifier: str, built_store: Path) -> None:
    opened = open_current(built_store)
    document = find(opened, identifier)
    assert document is not None
    found = read_document(opened, document)
    assert found is not None
    inside = {quad.subject.value for quad in opened.quads(None, VG.inDocument, document)}
    assert {p.iri for p in found.passages} == inside, "a passage outside the part of its document"
    for passage in found.passages:
        assert " ".join(found.words(passage).split()) == passage.quote
        assert found.first_line + found.text.count("\n", 0, passage.start - found.start) == passage.line
    shown = {fact.iri for passage in found.passages for fact in passage.facts}
    stated = {quad.subject.value for quad in opened.quads(None, VG.statedIn, document)}
    assert stated <= shown
    subjects = {triple.subject.value for triple in document_triples(opened, document)}
    assert inside | stated <= subjects
