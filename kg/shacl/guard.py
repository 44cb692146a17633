"""What shapes that somebody sends may not hold: SPARQL that would reach elsewhere.

A worker has no sockets, so nothing would come of it; but a query that asks another server, or names a file to read,
is refused by name and not left to fail. Prefixes, owl:imports, sh:shapesGraph and JavaScript need no check: the
validator is told to follow and run none of them.
"""

from __future__ import annotations

import re

import rdflib
from rdflib.namespace import SH
from rdflib.plugins.sparql.parser import expandUnicodeEscapes

from kg.engine.guard import check_size, service_calls
from kg.engine.tokens import AmbiguousText, code
from kg.errors import QueryRefusedError

_QUERIES = (SH.select, SH.ask, SH.construct, SH.update)
_DATASET = re.compile(r"\bFROM\b", re.IGNORECASE)


def check_shapes(shapes: rdflib.Graph) -> None:
    """Raises QueryRefusedError for SERVICE and FROM in a query of a shape, QueryTooComplexError for one that is nested
    deeper than can be read. (SHACL, 5.2.1: the data graph is what is asked.)"""
    for predicate in _QUERIES:
        for owner, text in shapes.subject_objects(predicate):
            check_text(expandUnicodeEscapes(str(text)), f"sh:{predicate.rpartition('#')[2]} of {owner.n3()[:200]}")


def check_text(text: str, what: str) -> None:
    """Raises as `check_shapes`; `what` says where the query stands."""
    check_size(text)
    try:
        called = service_calls(text)
        named = _DATASET.search(code(text))
    except AmbiguousText as error:
        raise QueryRefusedError(f"{what}: {error} could be two comparisons: put spaces around '<' and '>'") from error
    except QueryRefusedError as error:
        raise QueryRefusedError(f"{what}: {error}") from error
    if called:
        raise QueryRefusedError(f"{what}: SERVICE is not allowed: no shape reaches another server")
    if named:
        raise QueryRefusedError(f"{what}: FROM is not allowed: a shape asks the data it is given")
