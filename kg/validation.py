"""stub: see the signatures. Being written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg.config import ROOT

if TYPE_CHECKING:
    import rdflib

SHAPES = ROOT / "shapes"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """conforms: no result of severity Violation. results, counts, to_graph(), to_quads(graph)."""

    conforms: bool


def validate(quads: Iterable[Quad], shapes: Path = SHAPES) -> ValidationReport:
    """Validates the quads (all graphs together: ontology, thesaurus, reference, documents, findings)."""
    raise NotImplementedError


def validate_data(data: rdflib.Graph, shapes: Path = SHAPES) -> ValidationReport:
    """Validates what a user sends against our shapes; the ontology's class hierarchy is added."""
    raise NotImplementedError
