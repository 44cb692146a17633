"""What an unknown IRI may have been meant for: nodes whose last part or name is nearly the same."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kg.network.graph import Graph

if TYPE_CHECKING:
    from kg.network.index import NetworkIndex

SHOWN = 5
_COMPARED = 300  # nodes that are compared letter by letter
_LIKE = 0.6


def near_matches(index: NetworkIndex, graph: Graph, iri: str) -> tuple[tuple[str, str], ...]:
    """IRI and label of the nodes called most like the last part of `iri`; the best first, none when none is alike."""
    wanted = _last(iri)[:100]
    if not wanted:
        return ()
    groups = _groups(wanted)
    counted = ((len(groups & _groups(_last(other))), other) for other in graph.iris)
    likely = sorted((item for item in counted if item[0]), key=lambda item: (-item[0], item[1]))[:_COMPARED]
    scored = ((SequenceMatcher(None, wanted, _last(other)).ratio(), other) for _, other in likely)
    best = sorted((item for item in scored if item[0] >= _LIKE), key=lambda item: (-item[0], item[1]))[:SHOWN]
    return tuple((other, index.labels(other)) for _, other in best)


def _last(iri: str) -> str:
    return iri.rstrip("/").rsplit("/", 1)[-1].lower()


def _groups(text: str) -> set[str]:
    """Groups of three letters, with the ends marked."""
    marked = f"^{text}$"
    return {marked[at : at + 3] for at in range(len(marked) - 2)}
