"""The graphs that do not come from a document: the ontology and the code lists and themes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, RdfFormat, parse

from kg.config import DEF, ROOT
from kg.errors import RdfSyntaxError
from kg.iris import Iris

ONTOLOGY = ROOT / "ontology"
_WRITTEN_BASE = DEF.removesuffix("/def/")  # what instance IRIs begin with in the files


def ontology_quads(iris: Iris) -> list[Quad]:
    """Core, modules and alignments, in `{base}/graph/ontology`."""
    files = [ONTOLOGY / "core.ttl", *sorted((ONTOLOGY / "modules").glob("*.ttl"))]
    return turtle_quads([*files, *sorted((ONTOLOGY / "alignments").glob("*.ttl"))], iris.graph("ontology"), iris)


def thesaurus_quads(iris: Iris) -> list[Quad]:
    """Code lists and themes, in `{base}/graph/thesaurus`."""
    return turtle_quads(sorted((ONTOLOGY / "vocabularies").glob("*.ttl")), iris.graph("thesaurus"), iris)


def turtle_quads(files: Iterable[Path], graph: NamedNode, iris: Iris) -> list[Quad]:
    """The triples of Turtle files in one graph, sorted.

    Blank nodes (class expressions of OWL) get canonical labels (RDFC-1.0), so that two builds agree. Instance IRIs
    are moved from the base they are written with to that of the graph.

    Raises RdfSyntaxError, naming file and line, for a file that does not parse.
    """
    dataset = Dataset()
    for path in files:
        try:
            for quad in parse(path=path, format=RdfFormat.TURTLE, base_iri=f"{_WRITTEN_BASE}/"):
                dataset.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
        except SyntaxError as error:
            raise RdfSyntaxError(str(error.msg), file=path, line=error.lineno, hint="Correct the Turtle") from error
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    moved = (_move(quad, graph, iris) for quad in dataset)
    return sorted(moved, key=str)


def _move(quad: Quad, graph: NamedNode, iris: Iris) -> Quad:
    if iris.base == _WRITTEN_BASE:
        return Quad(quad.subject, quad.predicate, quad.object, graph)
    return Quad(_moved(quad.subject, iris), quad.predicate, _moved(quad.object, iris), graph)


def _moved(term: object, iris: Iris):  # type: ignore[no-untyped-def]  # a term goes in, one of its kind comes out
    if isinstance(term, NamedNode) and term.value.startswith(f"{_WRITTEN_BASE}/id/"):
        return NamedNode(iris.base + term.value.removeprefix(_WRITTEN_BASE))
    return term
