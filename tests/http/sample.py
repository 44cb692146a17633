"""A small graph in the shape of the real one: two documents, three actors, two themes, six facts; all made up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.iris import Iris
from kg.ontology import ontology_quads, thesaurus_quads
from kg.store import OxigraphStore

BASE = "https://example.org/graaf"

TRIG = Path(__file__).with_name("sample.trig")

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
    text = TRIG.read_text(encoding="utf-8").replace("LONGTEXT", "tekst " * 2_000)
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
