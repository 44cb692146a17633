"""The linksets of VoID: one for each register or host the dataset links to, in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import NamedNode

from kg.description.about import About
from kg.description.statistics import Links
from kg.description.terms import Builder
from kg.identifiers import REGISTERS, Register
from kg.iris import digest
from kg.vocab import RDFS


def linksets(out: Builder, about: About) -> None:
    """A linkset for each target. One by several predicates names each of them, and counts each in a partition of its
    own (a void:Linkset is a void:Dataset)."""
    ordered = sorted(about.statistics.links, key=lambda links: (links.target, links.predicate))
    for target, many in groupby(ordered, key=lambda links: links.target):
        _linkset(out, about, target, list(many))


def _linkset(out: Builder, about: About, target: str, links: Iterable[Links]) -> None:
    many = list(links)
    objects = about.void(f"target-{digest(target)}")
    linkset = about.void(f"links-{digest(target)}")
    register = _register(target, about.base)
    out.type(objects, "void:Dataset")
    out.add(objects, "void:uriSpace", target)
    out.add(objects, RDFS.label, register.names[0] if register is not None else target)
    if register is not None:
        out.text(objects, "dct:title", {"nl": register.names[0], "en": register.names[1]})
        out.add(objects, "foaf:homepage", NamedNode(register.homepage))
    out.type(linkset, "void:Linkset")
    out.add(about.dataset, "void:subset", linkset)
    out.add(linkset, "void:subjectsTarget", about.dataset)
    out.add(linkset, "void:objectsTarget", objects)
    out.add(linkset, "void:triples", sum(one.triples for one in many))
    for one in many:
        out.add(linkset, "void:linkPredicate", NamedNode(one.predicate))
        if len(many) > 1:
            part = about.void(f"links-{digest(target)}-{digest(one.predicate)}")
            out.add(linkset, "void:propertyPartition", part)
            out.type(part, "void:Dataset")
            out.add(part, "void:property", NamedNode(one.predicate))
            out.add(part, "void:triples", one.triples)


def _register(target: str, base: str) -> Register | None:
    return next((one for one in REGISTERS if one.space and one.spaced(base) == target), None)
