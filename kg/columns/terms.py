"""Terms as the columns number them: by kind, and within a kind by value, so that comparing numbers compares values.

A term is held as the bytes of canonical N-Triples, as the engine writes it out; the engine has brought numbers and
dates to one form by then. What has no certain order or could be equal to another term is of the kind OTHER: such a
term is counted, and that is all that is done with it.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import IntEnum

XSD = "http://www.w3.org/2001/XMLSchema#"
SCALE = 6  # decimals are kept as whole millionths; those that are finer are OTHER
LARGEST = 2**63 - 1  # of an integer, here and in the engine

_LITERAL = re.compile(rb'"((?:[^"\\]|\\["\\nrtbf])*+)"(?:@([a-z0-9-]++)|\^\^<([^<>\\]++)>)?', re.DOTALL)
_IRI = re.compile(rb"<[^<>\\]++>")
_INTEGER = re.compile(rb"(?:0|-?[1-9][0-9]{0,18})")
_DECIMAL = re.compile(rb"-?(?:0|[1-9][0-9]{0,11})(?:\.([0-9]{1,6}))?")
_YEAR = re.compile(rb"(?!0000)[0-9]{4}")
_DATE = re.compile(rb"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ESCAPE = re.compile(rb"\\(.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Kind(IntEnum):
    """What a term is. EXACT: a literal that equals no other one, and has no order here."""

    IRI = 0
    STRING = 1
    LANGUAGE = 2
    INTEGER = 3
    DECIMAL = 4
    YEAR = 5
    DATE = 6
    EXACT = 7
    OTHER = 8


Key = tuple[int, int, bytes]  # kind, value of a number, text: sorts as the terms do

_KINDS = {
    f"{XSD}integer".encode(): Kind.INTEGER,
    f"{XSD}decimal".encode(): Kind.DECIMAL,
    f"{XSD}gYear".encode(): Kind.YEAR,
    f"{XSD}date".encode(): Kind.DATE,
}


def key_of(term: bytes) -> Key:
    """Kind and place of a term in canonical N-Triples."""
    if _IRI.fullmatch(term):
        return Kind.IRI, 0, term[1:-1]
    literal = _LITERAL.fullmatch(term)
    if literal is None:  # a blank node, a triple, a control character, a direction
        return Kind.OTHER, 0, term
    text, language, datatype = literal.groups()
    if language is not None:
        return Kind.LANGUAGE, 0, term
    if datatype is None:
        return Kind.STRING, 0, unescaped(text)
    return _typed(term, text, datatype)


def _typed(term: bytes, text: bytes, datatype: bytes) -> Key:
    kind = _KINDS.get(datatype)
    if kind is Kind.INTEGER and _INTEGER.fullmatch(text) and -LARGEST <= int(text) <= LARGEST:
        return kind, int(text), b""
    if kind is Kind.DECIMAL and _DECIMAL.fullmatch(text):
        return kind, int(Decimal(text.decode()).scaleb(SCALE)), b""
    if (kind is Kind.YEAR and _YEAR.fullmatch(text)) or (kind is Kind.DATE and _is_date(text)):
        return kind, 0, text
    if (datatype == f"{XSD}boolean".encode() and text in (b"true", b"false")) or not datatype.startswith(
        (XSD.encode(), b"http://www.w3.org/1999/02/22-rdf-syntax-ns#")
    ):
        return Kind.EXACT, 0, term
    return Kind.OTHER, 0, term


def _is_date(text: bytes) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and date.fromisoformat(text.decode()) is not None
    except ValueError:
        return False


def unescaped(text: bytes) -> bytes:
    """What stands between the quotes of a literal, as it is meant."""
    return _ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[1]), text) if b"\\" in text else text


def decimal_text(scaled: int) -> str:
    """A decimal of so many millionths, as SPARQL writes it."""
    whole, part = divmod(abs(scaled), 10**SCALE)
    return f"{'-' if scaled < 0 else ''}{whole}.{part:0{SCALE}d}"
