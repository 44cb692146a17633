"""The terms of the graph as closed namespaces, generated from `ontology/`: a typo is an error.

    VG.Target, VG.statedIn, OA.hasSelector …     an unknown name is an AttributeError, and mypy sees it first
    concept("direction", "afname")               the concept of a code list, by its notation
    class_of("organisation-kind", "ministerie")  the class that goes with it
    relation_property("lid-van")                 the plain property that goes with a relation kind
    segment(VG.PoliceUnit)                       "police-unit": the kind in the IRI of an instance

After a change in `ontology/`:  python -m kg.vocab_build
"""

from __future__ import annotations

import re
from typing import TypeVar

from pyoxigraph import NamedNode

from kg.config import DEF
from kg.terms import (
    CLASSES,
    CONCEPTS,
    CV,
    DCAT,
    DCT,
    ELI,
    FOAF,
    OA,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    RELATIONS,
    SH,
    SKOS,
    TIME,
    TOOI,
    VANN,
    VG,
    VOID,
    XSD,
)

__all__ = [
    "CV",
    "DCAT",
    "DCT",
    "ELI",
    "FOAF",
    "OA",
    "ORG",
    "OWL",
    "PROV",
    "QB",
    "RDF",
    "RDFS",
    "SH",
    "SKOS",
    "TIME",
    "TOOI",
    "VANN",
    "VG",
    "VOID",
    "XSD",
    "class_of",
    "concept",
    "notations",
    "relation_property",
    "segment",
]

_T = TypeVar("_T")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def concept(list_name: str, notation: str) -> NamedNode:
    """The concept of the code list `list_name` (such as "direction") with this notation.

    Raises KeyError, naming the list and what it allows, for a value that is not in it.
    """
    return _look_up(_list(list_name), notation, f"code list {list_name}")


def notations(list_name: str) -> tuple[str, ...]:
    """What the code list `list_name` allows. Raises KeyError for a list that does not exist."""
    return tuple(_list(list_name))


def class_of(list_name: str, notation: str) -> NamedNode:
    """The class whose instances have this kind: "document-kind" or "organisation-kind".

    "gemeente" gives vg:MunicipalParty (which a group of municipalities is too); a municipality known to the register is
    a vg:Municipality. Raises KeyError like `concept`, also for a list without classes.
    """
    classes = _look_up(CLASSES, list_name, "code lists with classes")
    return _look_up(classes, notation, f"code list {list_name}")


def relation_property(notation: str) -> NamedNode:
    """The plain property between two actors for a notation of the list "relation-kind". KeyError like `concept`."""
    return _look_up(RELATIONS, notation, "code list relation-kind")


def segment(own_class: NamedNode) -> str:
    """The kind in the IRI of an instance of one of our classes: vg:PoliceUnit gives "police-unit".

    Raises ValueError for a class of another vocabulary.
    """
    local = own_class.value.removeprefix(DEF)
    if local == own_class.value:
        raise ValueError(f"{own_class}: not a term of {DEF}; only own classes name a kind of IRI")
    return _CAPITAL.sub("-", local).lower()


def _list(list_name: str) -> dict[str, NamedNode]:
    return _look_up(CONCEPTS, list_name, "code lists")


def _look_up(table: dict[str, _T], key: str, where: str) -> _T:
    try:
        return table[key]
    except KeyError:
        raise KeyError(f"{key!r} is not in {where}; allowed: {', '.join(map(repr, table))}") from None
