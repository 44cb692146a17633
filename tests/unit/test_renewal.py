"""What follows is renewed after writes: by the difference where that can be, and the same as by a full run.

Wrong would be: a conclusion of a document that has gone, or one that a document loaded anew should have brought.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import reasoning_update
from kg.access import Rights
from kg.engine.formats import GRAPH_FORMATS, require
from kg.reasoning import closure
from kg.renewal import renew
from kg.snapshots import new_snapshot, open_current
from kg.writes import GraphWrite, WriteJob, write

BASE = "https://example.org/graaf"
PREFIXES = f"""@prefix vg: <https://w3id.org/veiligheidsgraaf/def/> . @prefix i: <{BASE}/id/x/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
ONTOLOGY = """vg:partOf a owl:TransitiveProperty ; rdfs:domain vg:Actor . vg:Target rdfs:subClassOf vg:Statement .
vg:Municipality rdfs:subClassOf vg:Actor ."""
FIRST = "i:team vg:partOf i:district . i:t a vg:Target . i:town a vg:Municipality ."
SECOND = "i:district vg:partOf i:unit . i:town vg:partOf i:district ."
CHANGED = "i:team vg:partOf i:other . i:t a vg:Target . i:u a vg:Target ."
MORE = " ".join(f"i:more{n} a vg:Target ." for n in range(60))  # so that a change is a small part


def quads(text: str, graph: str) -> list[Quad]:
    parsed = parse((PREFIXES + text).encode(), format=RdfFormat.TURTLE)
    return [Quad(q.subject, q.predicate, q.object, NamedNode(f"{BASE}/graph/{graph}")) for q in parsed]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    directory = tmp_path / "store"
    said = [*quads(ONTOLOGY, "ontology"), *quads(FIRST, "one"), *quads(SECOND, "two"), *quads(MORE, "more")]
    with new_snapshot(directory, BASE) as draft:
        draft.store.load([*said, *closure(said, BASE)])
    return directory


def put(directory: Path, graph: str, text: str, method: str = "PUT") -> None:
    turtle = require("ttl", GRAPH_FORMATS)
    action = GraphWrite(method, f"{BASE}/graph/{graph}", ((turtle, (PREFIXES + text).encode()),) if text else ())
    assert write(directory, WriteJob(action, Rights("test"), validate=False), keep=5).inferred_stale


def inferred(directory: Path) -> set[str]:
    store = open_current(directory)
    try:
        return {str(quad.triple) for quad in store.quads(graph=store.inferred_graph)}
    finally:
        store.close()


def from_scratch(directory: Path) -> set[str]:
    store = open_current(directory)
    try:
        named = [name for name in store.graph_names() if not name.endswith(("/inferred", "/report"))]
        return {str(q.triple) for q in closure([q for n in named for q in store.quads(graph=NamedNode(n))], BASE)}
    finally:
        store.close()


WRITES = {
    "a document loaded anew": [("one", CHANGED, "PUT")],
    "a document taken away": [("two", "", "DELETE")],
    "a new document": [("three", "i:unit vg:partOf i:nation .", "PUT")],
    "two writes": [("one", CHANGED, "PUT"), ("two", "i:other vg:partOf i:nation .", "PUT")],
    "an axiom": [("ontology", ONTOLOGY + " vg:Actor rdfs:subClassOf vg:Thing .", "PUT")],
}


@pytest.mark.parametrize("name", WRITES)
def test_what_follows_is_that_of_a_full_run(name: str, store: Path) -> None:
    for graph, text, method in WRITES[name]:
        put(store, graph, text, method)
    before = inferred(store)
    manifest = renew(store, keep=5)
    assert manifest.inferred_stale == ""
    assert inferred(store) == from_scratch(store) != before
    assert manifest.graphs[f"{BASE}/graph/inferred"] == len(inferred(store))


def test_a_document_loaded_anew_is_not_reasoned_over_with_everything(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong would be: a short way that is there and never taken."""
    taken: list[bool] = []

    def watched(*arguments: object, **named: object) -> reasoning_update.Inferred | None:
        found = original(*arguments, **named)  # type: ignore[arg-type]
        taken.append(found is not None)
        return found

    original = reasoning_update.update
    monkeypatch.setattr(reasoning_update, "update", watched)
    put(store, "one", CHANGED)
    renew(store, keep=5)
    put(store, "ontology", ONTOLOGY + " vg:Actor rdfs:subClassOf vg:Thing .")
    renew(store, keep=5)
    put(store, "one", FIRST)
    renew(store, keep=5, full=True)
    assert taken == [True, False]
    assert inferred(store) == from_scratch(store)
