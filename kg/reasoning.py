"""stub: closure(quads, base) -> list[Quad]; check(...) -> Consistency. Being written."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad


def closure(quads: Iterable[Quad], base: str) -> list[Quad]:
    """OWL 2 RL results for the terms of the ontology and of the project's own rules, in `{base}/graph/inferred`.

    quads: everything the closure may use: ontology (with alignments), thesaurus, reference and documents.
    base: as in `Settings.base`.
    Returns new quads only (nothing `quads` already says), sorted, no blank nodes, no trivial triples.
    """
    raise NotImplementedError
