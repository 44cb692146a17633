"""Every constraint component of SHACL: our report is the validator's own, and it finds what the case says."""

from __future__ import annotations

from typing import Any

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import SH

from kg.engine.formats import FORMATS
from kg.shacl.job import Question, answer
from kg.validation import validate_data
from tests.shapes.component_cases import COMPONENTS, Case, cases, direct, parsed

EX = rdflib.Namespace("https://example.org/")
TURTLE = FORMATS["ttl"]


def test_every_component_has_a_case() -> None:
    """Wrong would be: a component that nobody compared."""
    covered = {case.component.removesuffix("ConstraintComponent") for case in cases()}
    assert set(COMPONENTS) <= covered
    standard = {str(term).removeprefix(str(SH)) for term in (SH[f"{name}ConstraintComponent"] for name in COMPONENTS)}
    assert len(standard) == len(COMPONENTS)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_case_is_what_it_says(case: Case) -> None:
    """Wrong would be: cases in which nothing is found, where any two validators agree."""
    found = direct(case.failing, case.shapes, advanced=case.advanced)
    component = EX[case.component] if case.own else SH[case.component]
    components = [found.value(node, SH.sourceConstraintComponent) for node in found.objects(None, SH.result)]
    assert components.count(component) == case.results, components
    valid = direct(case.valid, case.shapes, advanced=case.advanced)
    assert bool(list(valid.objects(None, SH.result))) == case.always


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
@pytest.mark.parametrize("which", ["valid", "failing"])
def test_the_report_is_the_validators_own(case: Case, which: str) -> None:
    data = getattr(case, which)
    expected = direct(data, case.shapes, advanced=case.advanced)
    report = validate_data(parsed(data), parsed(case.shapes), advanced=case.advanced)
    assert isomorphic(report.to_graph(), expected)


def written_cases() -> list[Any]:
    """Every case in the forms that keep a literal as it is; in those that have types of their own, the ones in which
    that could go wrong."""
    telling = ("datatype-as-sent", "datatype-langString", "path-nested", "sparql")
    pairs = [(case, form) for case in cases() for form in ("ttl", "nt")]
    pairs += [(case, form) for case in cases() if case.name in telling for form in ("rdfxml", "jsonld")]
    return [pytest.param(case, form, id=f"{case.name}-{form}") for case, form in pairs]


@pytest.mark.parametrize(("case", "form"), written_cases())
def test_the_report_as_it_is_written_is_the_validators_own(
    case: Case, form: str, tmp_path: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Wrong would be: a report that was right and lost "01"^^xsd:integer or "x"^^xsd:string while it was written."""
    question = Question(
        data=((TURTLE, case.failing.encode()),), shapes=((TURTLE, case.shapes.encode()),), format=form,
        advanced=case.advanced,
    )  # fmt: skip
    got = answer(question, tmp_path_factory.getbasetemp())
    read = parsed(got.body, {"ttl": "turtle", "rdfxml": "xml", "jsonld": "json-ld"}.get(form, form))
    assert isomorphic(read, direct(case.failing, case.shapes, advanced=case.advanced))
