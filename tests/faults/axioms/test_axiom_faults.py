"""Planted faults: small graphs one triple away from a good one, and what must be said of each.

Wrong would be: an ontology so weak that a district may lie in two units; an explanation that names axioms which have
nothing to do with it, leaves one out, or does not lead to the words a fact was read from; anything found in a good twin.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.config import DEF
from kg.consistency import Verdict, check
from kg.consistency_input import reasoner_input
from kg.explanations.functional import parse as parse_axiom
from kg.explanations.hermit import Hermit
from kg.explanations.justification import Axiom, Clash, Explainer
from kg.explanations.search import Budget
from kg.iris import Iris
from kg.ontology import WRITTEN_BASE, ontology_quads, thesaurus_quads

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.ttl"))
BUDGET = Budget(seconds=60, number=3)
PREFIXES = {
    "vg": DEF,
    "id": f"{WRITTEN_BASE}/id/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "status": f"{DEF}document-status/",
    "direction": f"{DEF}direction/",
    "monitoring": f"{DEF}monitoring/",
    "relation": f"{DEF}relation-kind/",
    "confidence": f"{DEF}confidence/",
}
HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


@dataclass(frozen=True)
class Fault:
    """A line of faults.toml. In axioms and sentences, | parts what may stand for one another."""

    name: str
    good: str
    axioms: tuple[str, ...]
    nl: tuple[str, ...]
    en: tuple[str, ...]
    add: str = ""
    change: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    line: int = 0
    passages: bool = False


def faults() -> list[Fault]:
    table = tomllib.loads((HERE / "faults.toml").read_text(encoding="utf-8"))
    return [Fault(**{k: tuple(v) if isinstance(v, list) else v for k, v in one.items()}) for one in table["fault"]]


FAULTS = faults()


@cache
def ontology() -> tuple[Quad, ...]:
    iris = Iris(WRITTEN_BASE)
    lists = (q for q in thesaurus_quads(iris) if "/id/theme/" not in str(q))  # the themes are not what is at fault
    return (*ontology_quads(iris), *lists)


def triples(text: str) -> set[Triple]:
    return {quad.triple for quad in parse((HEADER + text).encode(), format=RdfFormat.TURTLE)}


def good(name: str) -> set[Triple]:
    return triples((HERE / "good" / f"{name}.ttl").read_text(encoding="utf-8"))


def in_graph(found: set[Triple], name: str) -> list[Quad]:
    graph = NamedNode(f"{WRITTEN_BASE}/graph/{name}")
    return [Quad(t.subject, t.predicate, t.object, graph) for t in sorted(found, key=str)]


def faulty(fault: Fault) -> set[Triple]:
    given = good(fault.good)
    if fault.add:
        return given | triples(fault.add)
    was, becomes = (triples(text) for text in fault.change)
    assert was <= given, "what is changed must stand in the good twin"
    return (given - was) | becomes


@pytest.fixture(scope="module")
def hermit() -> Iterator[Hermit]:
    with Hermit() as one:
        yield one


def test_there_are_faults_enough_each_with_a_name_of_its_own() -> None:
    assert len(FAULTS) >= 30
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert {fault.good for fault in FAULTS} == {path.stem for path in GOOD}


@pytest.mark.parametrize("passages", [False, True])
def test_nothing_is_found_in_the_good_twins(passages: bool) -> None:
    """All of them in one run, each with things of its own."""
    quads = list(ontology())
    for path in GOOD:
        moved = path.read_text(encoding="utf-8").replace(f"<{WRITTEN_BASE}/id/>", f"<{WRITTEN_BASE}/id/{path.stem}/>")
        moved = moved.replace('cbsCode "GM', f'cbsCode "{path.stem}').replace('sha256 "', f'sha256 "{path.stem}')
        quads += in_graph(triples(moved), path.stem)
    assert not reasoner_input(quads, passages=passages).different
    assert check(quads, passages=passages).verdict is Verdict.CONSISTENT


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_one_triple_away(fault: Fault) -> None:
    assert len(faulty(fault) ^ good(fault.good)) == (1 if fault.add else 2)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_found_with_its_reason(fault: Fault, hermit: Hermit) -> None:
    quads = [*ontology(), *in_graph(faulty(fault), fault.good)]
    clash = Explainer(quads, WRITTEN_BASE, fault.passages, hermit=hermit).inconsistency(BUDGET)
    assert clash.justifications, "HermiT finds it consistent"
    _names_the_axioms(fault, clash)
    _is_told_in_both_languages(fault, clash)
    _rests_on_what_was_planted(fault, clash)
    axioms = [axiom for one in clash.justifications for axiom in one]
    if fault.line:
        assert {passage.line for axiom in axioms for passage in axiom.passages} >= {fault.line}
        assert all(passage.quote for axiom in axioms for passage in axiom.passages)
    assert {axiom.because.rule for axiom in axioms if axiom.because} >= set(fault.because)
    _none_can_be_missed(clash.justifications[0], hermit)


def _names_the_axioms(fault: Fault, clash: Clash) -> None:
    texts = {_unordered(axiom.text) for one in clash.justifications for axiom in one}
    for axiom in fault.axioms:
        assert any(_unordered(_whole(form)) in texts for form in axiom.split("|")), (axiom, texts)


def _is_told_in_both_languages(fault: Fault, clash: Clash) -> None:
    for language, sentences in (("nl", fault.nl), ("en", fault.en)):
        told = "\n".join(axiom.words[language] for one in clash.justifications for axiom in one)
        for sentence in sentences:
            assert any(form in told for form in sentence.split("|")), (sentence, told)


def _rests_on_what_was_planted(fault: Fault, clash: Clash) -> None:
    """The good twin is consistent, so nothing clashes without it; what a rule made of it counts as it."""
    planted = faulty(fault) - good(fault.good)
    for justification in clash.justifications:
        told = {axiom.triple for axiom in justification}
        told |= {fact.triple for axiom in justification if axiom.because for fact in axiom.because.facts()}
        assert planted & told, [axiom.text for axiom in justification]


def _none_can_be_missed(justification: tuple[Axiom, ...], hermit: Hermit) -> None:
    numbers = {hermit.axioms.index(axiom.text) for axiom in justification}
    assert not hermit.consistent(numbers)
    for number in numbers:
        assert hermit.consistent(numbers - {number})


def _unordered(axiom: str) -> object:
    kind, *parts = parse_axiom(axiom)
    return (kind, frozenset(parts)) if str(kind).startswith("Disjoint") else (kind, *parts)


def _whole(axiom: str) -> str:
    """An axiom with its prefixes written out."""
    for prefix, iri in sorted(PREFIXES.items()):
        if prefix == "xsd":
            continue
        parts = axiom.split(f"{prefix}:")
        for number in range(1, len(parts)):
            end = next((i for i, c in enumerate(parts[number]) if c in " )"), len(parts[number]))
            parts[number] = f"<{iri}{parts[number][:end]}>{parts[number][end:]}"
        axiom = "".join(parts)
    return axiom
