"""A network as it is handed on: to a measure, a layout, an export or a client.

It is plain data without a store behind it: whoever gets a `NetworkData` needs nothing else to write it down. Nodes and
edges come in one order (nodes by IRI, edges by their two ends), and there is at most one edge from one node to another:
what joins two nodes in several ways is one edge with several `relations`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.evidence import Passage

__all__ = [
    "Attribute",
    "Edge",
    "Labels",
    "NetworkData",
    "Node",
    "Parameter",
    "Passage",
    "Period",
    "Predicate",
    "Projection",
    "Relation",
    "Release",
    "Stopped",
]

Attribute: TypeAlias = str | int | float
Parameter: TypeAlias = str | int | float | bool | tuple[str, ...] | None
Labels: TypeAlias = Mapping[str, str]  # language ("nl", "en") to text; both are always there


@dataclass(frozen=True, slots=True)
class Predicate:
    """A property as it is walked along; inverse: from its object to its subject."""

    iri: str
    inverse: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The years something is said of, both included. An unknown end is None; (None, None) is always."""

    first: int | None = None
    last: int | None = None

    @property
    def known(self) -> bool:
        return self.first is not None or self.last is not None

    def covers(self, year: int) -> bool:
        """Whether `year` lies in it; an end that is not known does not shut it out."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True)
class Release:
    """Which data a network was made of. version: as at /releases; digest: SHA-256 of the canonical N-Quads, "" where it
    was not counted out; snapshot: name of the snapshot, "" in memory; created: ISO 8601."""

    version: str
    digest: str = ""
    snapshot: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Projection:
    """What counts as a node and as an edge. Stated in every answer: the same parameters give the same network.

    name: of a declared projection, or "custom". parameters: every one that has a say, by the name it has in an
    address; what has its default is not in it. title, description: by language. weight: what the weight of an edge
    counts: "statements", "documents" or "none". sides: names of the two sides of a bipartite network, else empty.
    """

    name: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    title: Labels = field(default_factory=dict)
    description: Labels = field(default_factory=dict)
    directed: bool = False
    weight: str = "statements"
    sides: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a network or an answer is not complete.

    budget: which one was met: "nodes", "edges", "seconds", "paths" or "length". limit: how much it allowed.
    text: what happened and what to do, by language.
    """

    budget: str
    limit: float
    text: Labels


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the network.

    kind: IRI of its most particular own class, "" when it has none. labels: what it is called, by language.
    side: "" or one of `Projection.sides`. attributes: measures, community, coordinates, `change` (came, went, stayed).
    """

    iri: str
    kind: str
    labels: Labels
    side: str = ""
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """One way in which two nodes are joined.

    iri: the property between them, or the class of the facts that join them. predicates: the properties walked along
    from the source to the target, one after another. count: how many statements join them in this way.
    """

    iri: str
    predicates: tuple[Predicate, ...]
    count: int = 1


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two nodes. In an undirected network source < target by IRI (in a bipartite one: first side first).

    relations: the ways, most statements first. weight: as the projection says. documents: identifiers of the documents
    that say it, sorted. period: the years those documents are about. passages: the words it was read from; there may
    be more of them than are given: passage_count says how many. via: the facts it runs through, by IRI, as many as
    are given. attributes: measures of the edge, `change`.
    """

    source: str
    target: str
    relations: tuple[Relation, ...]
    weight: float = 1.0
    directed: bool = False
    documents: tuple[str, ...] = ()
    period: Period = Period()
    passages: tuple[Passage, ...] = ()
    passage_count: int = 0
    via: tuple[str, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @property
    def predicates(self) -> tuple[Predicate, ...]:
        """Every property that is walked along, once."""
        return tuple(dict.fromkeys(p for relation in self.relations for p in relation.predicates))


@dataclass(frozen=True, slots=True)
class NetworkData:
    """A network, or the part of one that was asked for.

    terms: labels of all kinds, relations and predicates that occur in it, by IRI. measures: of the network as a whole
    (density, modularity, assortativity …). complete: False when a budget was met before all of it was there; then
    `stopped` says which.
    """

    projection: Projection
    release: Release
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    directed: bool = False
    complete: bool = True
    stopped: Stopped | None = None
    terms: Mapping[str, Labels] = field(default_factory=dict)
    measures: Mapping[str, Attribute] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.complete is (self.stopped is not None):
            raise ValueError("a network is complete, or says by which budget it was stopped: one of the two")

    def term(self, iri: str, language: str) -> str:
        """Label of a kind, relation or predicate; its IRI when it has none here."""
        return self.terms.get(iri, {}).get(language) or iri
