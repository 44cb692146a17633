"""Constants of a query as the engine would write them."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.columns.shape import Declined
from kg.columns.terms import XSD, Kind, key_of

_PREFIX = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*)?:")
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)?:([A-Za-z0-9_](?:[A-Za-z0-9_-]*))")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^<>\\\s]+>")
_TAG = re.compile(r"@[a-z]{1,8}(?:-[a-z0-9]{1,8})*")
_NUMBER = re.compile(r"(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,6}))?")
# The engine reads keywords without word boundaries: a prefix that begins with one could be read as that.
_KEYWORDS = re.compile(
    r"(?:a|as|by|in|is|or|if|base|prefix|asc|desc|true|false)$|(?:filter|optional|values|service|graph|minus|union|bind"
    r"|exists|not|select|lateral|count|sum|avg|min|max|sample|group|having|order|limit|offset|undef|where)",
    re.IGNORECASE,
)


class Prefixes:
    """The declarations of a query."""

    def __init__(self) -> None:
        self._declared: dict[str, str] = {}

    def declare(self, name: str, iri: str) -> None:
        if not _PREFIX.fullmatch(name) or _KEYWORDS.match(name[:-1]):
            raise Declined
        self._declared[name[:-1]] = absolute(iri)[1:-1].decode()

    def iri(self, name: str) -> bytes:
        """The IRI that a prefixed name stands for, in N-Triples."""
        match = _NAME.fullmatch(name)
        if match is None or (match[1] or "") not in self._declared:
            raise Declined
        return f"<{self._declared[match[1] or '']}{match[2]}>".encode()


def absolute(iri: str) -> bytes:
    """An IRI that needs no base. Raises Declined for another."""
    if not _ABSOLUTE.fullmatch(iri):
        raise Declined
    return iri.encode()


def number(text: str, *, negative: bool = False) -> bytes:
    """An integer or a decimal as it stands in a query; in the form the engine keeps. Raises Declined."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise Declined
    sign = "-" if negative else ""
    if match[2] is None:
        return canonical(f"{sign}{text}", f"{XSD}integer")
    return canonical(f"{sign}{text}", f"{XSD}decimal")


def canonical(text: str, datatype: str) -> bytes:
    """A typed literal in the form the engine keeps. Raises Declined where that is not certain."""
    if datatype == f"{XSD}string":
        return plain(text)
    if datatype == f"{XSD}decimal":
        if not _NUMBER.fullmatch(text.removeprefix("-")):
            raise Declined
        text = f"{Decimal(text):f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    if datatype in (f"{XSD}decimal", f"{XSD}integer") and text == "-0":
        text = "0"
    return known(f'"{text}"^^<{datatype}>')


def plain(text: str, tag: str = "") -> bytes:
    """A string; with a tag (`@nl`) in a language. Raises Declined for a tag that the engine may write otherwise."""
    if tag and not _TAG.fullmatch(tag):
        raise Declined
    return known(f'"{text}"{tag}')


def known(term: str) -> bytes:
    """The term, when it is the only way to write it. Raises Declined."""
    encoded = term.encode()
    if key_of(encoded)[0] == Kind.OTHER:
        raise Declined
    return encoded
