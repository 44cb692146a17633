"""The cases of `components.toml`, and the validator called directly on them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyshacl
import rdflib

PREFIXES = """@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
# SHACL section 4 (Core), section 5 (SPARQL): every constraint component of the recommendation
# (sh:property gives results of the shape it names: the case "property")
COMPONENTS = (
    "And", "Class", "Closed", "Datatype", "Disjoint", "Equals", "HasValue", "In", "LanguageIn", "LessThan",
    "LessThanOrEquals", "MaxCount", "MaxExclusive", "MaxInclusive", "MaxLength", "MinCount", "MinExclusive",
    "MinInclusive", "MinLength", "Node", "NodeKind", "Not", "Or", "Pattern", "QualifiedMaxCount",
    "QualifiedMinCount", "SPARQL", "UniqueLang", "Xone",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    name: str
    component: str
    shapes: str
    valid: str
    failing: str
    results: int
    advanced: bool = False
    own: bool = False  # a component of the case's own
    always: bool = False  # something is found in valid data too


def cases() -> list[Case]:
    """All cases, in the order of the file."""
    told = tomllib.loads(Path(__file__).with_name("components.toml").read_text(encoding="utf-8"))["case"]
    return [_case(dict(one)) for one in told]


def _case(one: dict[str, Any]) -> Case:
    inner = one.pop("shape", "")
    shapes = one.pop("shapes", f"ex:S a sh:NodeShape ; sh:targetClass ex:T ; {inner} .")
    valid, failing = (PREFIXES + one.pop(name) for name in ("valid", "failing"))
    return Case(shapes=PREFIXES + shapes, valid=valid, failing=failing, **one)


def parsed(text: str | bytes, form: str = "turtle") -> rdflib.Graph:
    """As rdflib reads it, every literal as it is written."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        return rdflib.Graph().parse(data=text, format=form)
    finally:
        rdflib.NORMALIZE_LITERALS = before


def direct(data: str, shapes: str, *, advanced: bool = False) -> rdflib.Graph:
    """The report of the validator, called directly."""
    _, report, _ = pyshacl.validate(parsed(data), shacl_graph=parsed(shapes), advanced=advanced)
    assert isinstance(report, rdflib.Graph)
    return report
