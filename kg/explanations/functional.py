"""OWL 2 functional-style syntax, as the OWL API writes an axiom, taken apart.

    SubClassOf(<A> ObjectSomeValuesFrom(<p> <B>))   ->   ("SubClassOf", "<A>", ("ObjectSomeValuesFrom", "<p>", "<B>"))

Leaves stay as they are written: `<IRI>`, `_:name`, a literal, a number. The two lists of a key have the name "".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import ReasonerError

Expression: TypeAlias = "str | tuple[Expression, ...]"

_TOKEN = re.compile(
    r"""(?P<open>[A-Za-z]*\() | (?P<close>\))
      | (?P<leaf><[^>]*> | "(?:[^"\\]|\\.)*"(?:\^\^[^\s()]+|@[\w-]+)? | [^\s()]+)""",
    re.VERBOSE | re.DOTALL,
)
FACTS = ("ClassAssertion", "ObjectPropertyAssertion", "DataPropertyAssertion", "DifferentIndividuals",
         "SameIndividual", "NegativeObjectPropertyAssertion", "NegativeDataPropertyAssertion")  # fmt: skip
_PREFIXES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A literal: its lexical form, the IRI of its datatype, its language or ""."""

    text: str
    datatype: str
    language: str = ""


def parse(axiom: str) -> tuple[Expression, ...]:
    """An axiom taken apart. Raises ReasonerError for a text that is no axiom."""
    stack: list[list[Expression]] = [[]]
    for token in _TOKEN.finditer(axiom):
        if opened := token["open"]:
            stack.append([opened[:-1]])
        elif token["close"]:
            done = tuple(stack.pop())
            if not stack:
                break
            stack[-1].append(done)
        else:
            stack[-1].append(token["leaf"])
    if len(stack) != 1 or len(stack[0]) != 1 or isinstance(stack[0][0], str):
        raise ReasonerError(f"not an axiom in functional syntax: {axiom[:200]}")
    return stack[0][0]


def is_fact(axiom: str) -> bool:
    """Whether it speaks of individuals, and not of all there can be."""
    return axiom.startswith(FACTS)


def iri(leaf: Expression) -> str:
    """The IRI a leaf names; "" for one that names none (a literal, a blank node, an expression)."""
    if not isinstance(leaf, str):
        return ""
    if leaf.startswith("<"):
        return leaf[1:-1]
    prefix, colon, name = leaf.partition(":")
    return _PREFIXES[prefix] + name if colon and prefix in _PREFIXES else ""


def value(leaf: Expression) -> Value | None:
    """The literal a leaf is; None for one that is none."""
    if not isinstance(leaf, str) or not leaf.startswith('"'):
        return None
    end = leaf.rindex('"')
    text = re.sub(r"\\(.)", r"\1", leaf[1:end])
    rest = leaf[end + 1 :]
    if rest.startswith("@"):
        return Value(text, _PREFIXES["rdf"] + "langString", rest[1:])
    return Value(text, iri(rest[2:]) if rest else _PREFIXES["xsd"] + "string")


def names(expression: Expression) -> Iterator[str]:
    """All IRIs and blank nodes in it."""
    if isinstance(expression, str):
        found = iri(expression) or (expression if expression.startswith("_:") else "")
        if found:
            yield found
        return
    for part in expression[1:]:
        yield from names(part)
