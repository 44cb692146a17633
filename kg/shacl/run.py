"""The validator itself, pySHACL, and what it raises in our words."""

from __future__ import annotations

import re

import pyshacl
import rdflib
from pyparsing import ParseBaseException
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, RuleLoadError, ShapeLoadError, ValidationFailure

from kg.errors import InputError
from kg.shacl.report import ValidationReport, read_report

# What the validator raises over shapes it cannot use (the last: a SPARQL constraint that does not parse), and over data
# it cannot compare: rdflib lets NaN, ill-typed numbers and blank nodes in an order end in these.
_SHAPE_ERRORS = (
    ConstraintLoadError,
    ReportableRuntimeError,
    RuleLoadError,
    ShapeLoadError,
    ValidationFailure,
    ParseBaseException,
    re.error,  # sh:pattern
)
_VALUE_ERRORS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def run(
    data: rdflib.Graph, shapes: rdflib.Graph, focus: list[str] | None = None, *, advanced: bool = False
) -> ValidationReport:
    """The report of `shapes` on `data`, which is the caller's: with rules in the shapes it is added to.

    focus: IRIs of the only nodes to look at. advanced: SHACL-AF too (targets, rules, functions). Nothing is fetched
    (owl:imports is not followed) and no JavaScript is run. Raises InputError for shapes that cannot be used, or that
    meet data they cannot compare.
    """
    nodes: list[str | rdflib.URIRef] | None = [*focus] if focus else None
    try:
        _, report, _ = pyshacl.validate(
            data, shacl_graph=shapes, inplace=True, advanced=advanced, focus_nodes=nodes, do_owl_imports=False, js=False
        )
    except _SHAPE_ERRORS as error:
        raise InputError(
            f"the shapes cannot be applied to this data: {error}", hint="Correct the shapes or the data"
        ) from error
    except _VALUE_ERRORS as error:
        raise InputError(
            f"the data holds a value that cannot be compared ({type(error).__name__}: {error})",
            hint="Correct NaN, ill-typed numbers and dates, and blank nodes in the place of a value",
        ) from error
    if not isinstance(report, rdflib.Graph):
        raise InputError(f"validation failed: {report}", hint="Correct the shapes")
    return read_report(report, shapes)
