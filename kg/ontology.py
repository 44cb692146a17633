"""The files of `ontology/`, read into quads for the graphs `ontology` and `thesaurus`.

The ontology says `https://w3id.org/veiligheidsgraaf/id/…` for its instances (the themes); a graph with another base
gets them under its own. Terms (`…/def/…`) are the same in every graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.config import DEF, ROOT
from kg.errors import RdfSyntaxError
from kg.iris import Iris

WRITTEN_BASE = DEF.removesuffix("/def/")  # what instance IRIs begin with in the files
FOLDER = ROOT / "ontology"


def ontology_files(folder: Path = FOLDER) -> list[Path]:
    """The Turtle files that together are the ontology: core, modules, alignments; in a fixed order."""
    return [folder / "core.ttl", *sorted(folder.glob("modules/*.ttl")), *sorted(folder.glob("alignments/*.ttl"))]


def vocabulary_files(folder: Path = FOLDER) -> list[Path]:
    """The Turtle files of the code lists and the themes; in a fixed order."""
    return sorted(folder.glob("vocabularies/*.ttl"))


def ontology_quads(iris: Iris, folder: Path = FOLDER) -> list[Quad]:
    """The ontology in `{base}/graph/ontology`, sorted. Raises RdfSyntaxError naming file and line."""
    return _quads(ontology_files(folder), iris, "ontology")


def thesaurus_quads(iris: Iris, folder: Path = FOLDER) -> list[Quad]:
    """Code lists and themes in `{base}/graph/thesaurus`, sorted. Raises RdfSyntaxError naming file and line."""
    return _quads(vocabulary_files(folder), iris, "thesaurus")


def read_turtle(file: Path) -> Iterator[Quad]:
    """The triples of one Turtle file, in its order. Raises RdfSyntaxError naming file and line."""
    try:
        yield from parse(path=str(file), format=RdfFormat.TURTLE)
    except SyntaxError as error:
        raise RdfSyntaxError(str(error.msg), file=file, line=error.lineno, hint="Mend the Turtle there") from error


def _quads(files: Iterable[Path], iris: Iris, graph: str) -> list[Quad]:
    name = iris.graph(graph)
    found: set[Quad] = set()
    for file in files:
        rename = _Renaming(f"{graph}-{file.stem}", iris.base)
        for triple in read_turtle(file):
            found.add(Quad(rename.subject(triple.subject), triple.predicate, rename.object(triple.object), name))
    return sorted(found, key=str)


class _Renaming:
    """Gives the terms of one file their names in the graph.

    The n-th blank node of a file is always called the same, and unlike any of another file or graph: labels as the
    parser gives them differ from run to run, and equal labels from two files would make two class expressions one.
    """

    def __init__(self, prefix: str, base: str) -> None:
        self.prefix, self.base = prefix, base
        self.seen: dict[BlankNode, BlankNode] = {}

    def subject(self, term: NamedNode | BlankNode | Triple) -> NamedNode | BlankNode:
        named = self.object(term)
        if isinstance(named, Literal):
            raise TypeError(f"{named}: a literal cannot be a subject")
        return named

    def object(self, term: NamedNode | BlankNode | Literal | Triple) -> NamedNode | BlankNode | Literal:
        if isinstance(term, BlankNode):
            return self.seen.setdefault(term, BlankNode(f"{self.prefix}-{len(self.seen) + 1}"))
        if isinstance(term, NamedNode) and term.value.startswith(f"{WRITTEN_BASE}/id/"):
            return NamedNode(self.base + term.value.removeprefix(WRITTEN_BASE))
        if isinstance(term, Triple):
            raise TypeError(f"{term}: the ontology holds no triple terms")
        return term
