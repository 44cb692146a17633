"""Good graphs, and what is one triple away from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import rdflib

GOOD = Path(__file__).with_name("good.ttl").read_text(encoding="utf-8")
PREFIXES = "\n".join(line for line in GOOD.splitlines() if line.startswith("@prefix")) + "\n"


def triples(text: str) -> set[tuple[rdflib.term.Node, ...]]:
    """Triples written with the prefixes of good.ttl."""
    return set(rdflib.Graph().parse(data=f"{PREFIXES}{text} .", format="turtle"))


def good() -> rdflib.Graph:
    return rdflib.Graph().parse(data=GOOD, format="turtle")


def changed(pair: Mapping[str, object]) -> rdflib.Graph:
    """good.ttl with the one triple of a pair removed, added or changed in its object."""
    graph = good()
    old = triples(str(pair.get("remove") or pair["change"])) if "add" not in pair else set()
    new = triples(str(pair["add"])) if "add" in pair else set()
    if "change" in pair:
        (subject, predicate, _), *none = old
        new = triples(f"{subject.n3()} {predicate.n3()} {pair['to']}")
        assert not none
    assert len(old) <= 1, "one triple apart"
    assert len(new) <= 1, "one triple apart"
    assert old <= set(graph), f"{pair}: good.ttl does not say that"
    assert not new & set(graph), f"{pair}: good.ttl says that already"
    for triple in old:
        graph.remove(triple)
    for triple in new:
        graph.add(triple)
    return graph
