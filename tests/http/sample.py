"""A small graph in the shape of the real one: two documents, three actors, two themes, six facts; all made up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.embedded import OxigraphStore
from kg.iris import Iris
from kg.ontology import ontology_quads, thesaurus_quads

BASE = "https://example.org/graaf"

TRIG = Path(__file__).with_name("sample.trig")

# The words of each document by the line they stand on.
_WORDS = {
    "a": {
        1: "Plan A",
        12: "   Lutjestad kiest voor woninginbraken",
        20: 'Het OM geeft "voorlichting" & <advies>',
        31: "Lutjestad is lid van het coördinatieoverleg",
    },
    "b": {1: "Plan B", 7: "Het OM zit in het coördinatieoverleg"},
}


def sample_text(letter: str) -> str:
    """The source text of plan A or plan B; that of A ends in a long line."""
    words = _WORDS[letter]
    lines = [words.get(number, "") for number in range(1, max(words) + 1)]
    return "\n".join([*lines, "", "tekst " * 2_000] if letter == "a" else lines)


def sample_quads() -> Iterator[ox.Quad]:
    """The quads of the small graph, without ontology and code lists."""
    text = TRIG.read_text(encoding="utf-8")
    for letter, words in _WORDS.items():
        places = {line: _place(letter, said) for line, said in words.items()}
        for line, place in places.items():
            text = text.replace(f"PASSAGE_{letter}{line}>", f"passage/plan-{letter}/{place[0]}-{place[1]}>")
        passages = [_passage(letter, places[line], line, said.strip()) for line, said in words.items()]
        text = text.replace(f"PASSAGES_{letter}", "\n".join(passages))
        text = text.replace(f"TEXT_{letter}", sample_text(letter).replace("\\", "").replace('"', '\\"'))
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
    return store


def _place(letter: str, words: str) -> tuple[int, int]:
    start = sample_text(letter).index(words.strip())
    return start, start + len(words.strip())


def _passage(letter: str, place: tuple[int, int], line: int, quote: str) -> str:
    start, end = place
    iri = f"{BASE}/id/passage/plan-{letter}/{start}-{end}"
    escaped = quote.replace('"', '\\"')
    return f"""<{iri}> a vg:Passage ; vg:line {line} ; vg:quote "{escaped}" ;
      vg:inDocument <{BASE}/id/document/plan-{letter}> ; oa:hasSource <{BASE}/id/source-file/plan-{letter}> ;
      oa:hasSelector <{iri}#position> .
    <{iri}#position> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} ."""
