"""From the engine's terms to rdflib's and back, the lexical form as it was sent."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib
from rdflib.namespace import XSD

from kg.errors import InputError

Node = rdflib.URIRef | rdflib.BNode | rdflib.Literal
_STRING = XSD.string.toPython()


def rdflib_triple(triple: ox.Triple | ox.Quad, known: dict[object, Node]) -> tuple[Node, Node, Node]:
    """known: terms made before; filled on the way. Raises InputError for a triple term."""
    return _term(triple.subject, known), _term(triple.predicate, known), _term(triple.object, known)


def _term(term: object, known: dict[object, Node]) -> Node:
    """A term of rdflib, its lexical form as it is (rdflib would write "19.00" as "19.0").

    A string has no datatype, as when rdflib reads one that is written without: for rdflib "a" and "a"^^xsd:string are
    two, and those who compare reports by it should see the one they wrote.
    """
    made = known.get(term)
    if made is None:
        match term:
            case ox.NamedNode():
                made = rdflib.URIRef(term.value)
            case ox.BlankNode():
                made = rdflib.BNode(term.value)
            case ox.Literal() if term.language:
                made = rdflib.Literal(term.value, lang=term.language)
            case ox.Literal():
                datatype = term.datatype.value
                kind = None if datatype == _STRING else rdflib.URIRef(datatype)
                made = rdflib.Literal(term.value, datatype=kind, normalize=False)
            case _:
                raise InputError(f"{term}: no term that SHACL can validate")
        known[term] = made
    return made


def ox_term(term: object) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    """The engine's term; None for one it does not take (an IRI that is none)."""
    try:
        match term:
            case rdflib.URIRef():
                return ox.NamedNode(str(term))
            case rdflib.BNode():
                return ox.BlankNode(str(term))
            case rdflib.Literal() if term.language:
                return ox.Literal(str(term), language=term.language)
            case rdflib.Literal():
                return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD.string)))
    except ValueError:
        return None
    return None
