"""Our shapes, as a graph and as a list, and what they need of the ontology."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, RDFS, SH

from kg.config import ROOT
from kg.errors import RdfSyntaxError
from kg.shacl.graph import QuickGraph
from kg.shacl.report import SHAPE_NS, Severity, path_text
from kg.shacl.terms import Node, rdflib_triple

SHAPES = ROOT / "shapes"
PROFILES = SHAPES / "profiles"
ONTOLOGY = ROOT / "ontology"
HINT = rdflib.URIRef(SHAPE_NS + "hint")
_SUBCLASS = RDFS.subClassOf.toPython()
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
Texts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape as people are told of it.

    iri, name: its address, and its last part. module: the file it stands in. path: as SPARQL writes it, "" for a node
    shape. targets: IRIs of the classes, properties or nodes it is aimed at. messages, hints: by language.
    """

    iri: str
    name: str
    module: str
    severity: Severity
    path: str
    targets: tuple[str, ...]
    messages: Texts
    hints: Texts


@lru_cache(maxsize=8)
def load_shapes(folder: Path = SHAPES) -> rdflib.Graph:
    """The shapes of a folder of Turtle files, or of one file, as one graph.

    Raises RdfSyntaxError, naming the file and line, for one that does not parse.
    """
    graph = QuickGraph()
    known: dict[object, Node] = {}
    for file in shape_files(folder):
        for triple in parse_turtle(file):
            graph.add(rdflib_triple(triple, known))
    return graph


def shape_files(folder: Path = SHAPES) -> list[Path]:
    """The files of shapes, by name."""
    return sorted(folder.glob("*.ttl")) if folder.is_dir() else [folder]


@lru_cache(maxsize=4)
def shape_list(folder: Path = SHAPES) -> Mapping[str, Shape]:
    """Every named shape of a folder by its IRI, by module and name."""
    found = {}
    for file in shape_files(folder):
        graph = load_shapes(file)
        shapes = {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}
        for shape in sorted(node for node in shapes if isinstance(node, rdflib.URIRef)):
            found[str(shape)] = _shape(graph, shape, file.stem)
    return found


def hints_of(shapes: rdflib.Graph, shape: rdflib.term.Node) -> Texts:
    """What to do about a result of a shape, by language."""
    return _texts(shapes, shape, HINT)


@lru_cache(maxsize=1)
def subclasses() -> Mapping[str, frozenset[str]]:
    """Each class of the ontology with the classes directly below it."""
    below: dict[str, set[str]] = {}
    for lower, predicate, upper in context():
        if predicate == RDFS.subClassOf:
            below.setdefault(str(upper), set()).add(str(lower))
    return {upper: frozenset(lower) for upper, lower in below.items()}


@lru_cache(maxsize=1)
def context() -> tuple[tuple[Node, Node, Node], ...]:
    """What our shapes need beside the data: subclasses between named classes, and the code lists."""
    files = [ONTOLOGY / "core.ttl", *sorted(ONTOLOGY.glob("modules/*.ttl")), *sorted(ONTOLOGY.glob("alignments/*.ttl"))]
    axioms = [triple for file in files for triple in parse_turtle(file) if is_hierarchy(triple)]
    lists = [triple for file in sorted(ONTOLOGY.glob("vocabularies/*.ttl")) for triple in parse_turtle(file)]
    return tuple(rdflib_triple(triple, {}) for triple in [*axioms, *lists])


def is_hierarchy(quad: ox.Quad) -> bool:
    """Whether a quad says that one named class is below another."""
    return quad.predicate.value == _SUBCLASS and isinstance(quad.object, ox.NamedNode)


def parse_turtle(file: Path) -> Iterator[ox.Quad]:
    """The quads of a file of ours. Raises RdfSyntaxError with its place."""
    try:
        yield from ox.parse(path=file, format=ox.RdfFormat.TURTLE, base_iri=file.as_uri())
    except SyntaxError as error:
        raise RdfSyntaxError(str(error.msg), file=file, line=error.lineno, hint="Correct the Turtle") from error


def _shape(graph: rdflib.Graph, shape: rdflib.URIRef, module: str) -> Shape:
    severity = graph.value(shape, SH.severity)
    speaker = graph.value(shape, SH.sparql) or shape
    return Shape(
        iri=str(shape),
        name=str(shape).removeprefix(SHAPE_NS),
        module=module,
        severity=next((s for s in Severity if SH[s.label] == severity), Severity.VIOLATION),
        path=path_text(graph, graph.value(shape, SH.path)),
        targets=tuple(sorted(str(node) for kind in _TARGETS for node in graph.objects(shape, kind))),
        messages=_texts(graph, speaker, SH.message),
        hints=hints_of(graph, shape),
    )


def _texts(graph: rdflib.Graph, node: rdflib.term.Node, predicate: rdflib.URIRef) -> Texts:
    said = graph.objects(node, predicate)
    return tuple(sorted((text.language or "", str(text)) for text in said if isinstance(text, rdflib.Literal)))
