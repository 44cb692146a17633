"""Nodes and edges as names with values: flat for tables and XML, nested for JSON. Every form takes its data from here,
so that nothing stands in one and is missing in another.

Coordinates are node attributes `x` and `y` (pixels of the picture, y downwards) when the network has been laid out; see
`kg.network.layout`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from kg.network.export.text import clean, json_text
from kg.network.model import Attribute, Edge, NetworkData, Node, Passage, Predicate, Relation

Value: TypeAlias = Attribute | tuple[str, ...]
Fields: TypeAlias = dict[str, Value]
LANGUAGES = ("nl", "en")

_NODE_NAMES = ("id", "iri", "label", "label_nl", "label_en", "kind", "kind_nl", "kind_en", "side")
_EDGE_NAMES = (
    *("id", "source", "target", "label", "label_nl", "label_en", "weight", "directed", "type", "key", "relations"),
    *("predicates", "documents", "period_from", "period_to", "start", "end", "passages", "passage_count"),
    *("via", "sources"),
)


def node_fields(data: NetworkData, node: Node) -> Fields:
    """A node on one level. Empty values are left out."""
    fields: Fields = {
        "iri": node.iri,
        "label_nl": label(node.labels, "nl"),
        "label_en": label(node.labels, "en"),
        "kind": node.kind,
        "kind_nl": data.term(node.kind, "nl") if node.kind else "",
        "kind_en": data.term(node.kind, "en") if node.kind else "",
        "side": node.side,
    }
    return _filled(fields, node.attributes, _NODE_NAMES)


def edge_fields(data: NetworkData, edge: Edge) -> Fields:
    """An edge on one level, without its ends. Passages, and the relations with their predicates, are JSON arrays."""
    fields: Fields = {
        "label_nl": edge_label(data, edge, "nl"),
        "label_en": edge_label(data, edge, "en"),
        "relations": json_text([relation_object(data, r) for r in edge.relations]) if edge.relations else "",
        "predicates": tuple(predicate.iri for predicate in edge.predicates),
        "documents": edge.documents,
        **period_fields(edge),
        "passages": json_text([passage_object(p) for p in edge.passages]) if edge.passages else "",
        "passage_count": edge.passage_count,
        "via": edge.via,
        "sources": edge.sources,
    }
    return _filled(fields, edge.attributes, _EDGE_NAMES)


def period_fields(edge: Edge) -> dict[str, Attribute]:
    """The years of an edge, both included; what is not known is left out."""
    ends = {"period_from": edge.period.first, "period_to": edge.period.last}
    return {name: year for name, year in ends.items() if year is not None}


def node_object(data: NetworkData, node: Node) -> dict[str, Any]:
    """A node as a JSON object."""
    return {
        "iri": node.iri,
        "labels": {language: label(node.labels, language) for language in LANGUAGES},
        "kind": term_object(data, node.kind) if node.kind else None,
        "side": node.side,
        "attributes": dict(node.attributes),
    }


def edge_object(data: NetworkData, edge: Edge) -> dict[str, Any]:
    """An edge as a JSON object."""
    return {
        "source": edge.source,
        "target": edge.target,
        "labels": {language: edge_label(data, edge, language) for language in LANGUAGES},
        "directed": edge.directed,
        "weight": edge.weight,
        "relations": [relation_object(data, relation) for relation in edge.relations],
        "documents": list(edge.documents),
        "period": {"from": edge.period.first, "to": edge.period.last},
        "passages": [passage_object(passage) for passage in edge.passages],
        "passage_count": edge.passage_count,
        "via": list(edge.via),
        "sources": list(edge.sources),
        "attributes": dict(edge.attributes),
    }


def relation_object(data: NetworkData, relation: Relation) -> dict[str, Any]:
    """A way in which two nodes are joined."""
    return {
        **term_object(data, relation.iri),
        "count": relation.count,
        "predicates": [predicate_object(predicate) for predicate in relation.predicates],
    }


def predicate_object(predicate: Predicate) -> dict[str, Any]:
    return {"iri": predicate.iri, "inverse": predicate.inverse}


def passage_object(passage: Passage) -> dict[str, Any]:
    """The words behind an edge, and where they stand."""
    return {
        "document": passage.document,
        "line": passage.line,
        "quote": passage.quote,
        "iri": passage.iri,
        "file": passage.file,
    }


def term_object(data: NetworkData, iri: str) -> dict[str, Any]:
    return {"iri": iri, "labels": {language: data.term(iri, language) for language in LANGUAGES}}


def label(labels: Mapping[str, str], language: str) -> str:
    """The label in `language`, else in another."""
    return labels.get(language) or next((text for text in labels.values() if text), "")


def edge_label(data: NetworkData, edge: Edge, language: str) -> str:
    """The names of the ways in which its ends are joined."""
    return "; ".join(dict.fromkeys(data.term(relation.iri, language) for relation in edge.relations))


def columns(rows: Iterable[Fields]) -> dict[str, str]:
    """The names that occur, in order of appearance, with the type that holds all their values.

    "integer" (64 bits), "double", "string" or "list" (of strings); numbers beside text become text.
    """
    found: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            kind = _type(value)
            known = found.setdefault(name, kind)
            if known != kind:
                found[name] = "double" if {known, kind} == {"integer", "double"} else "string"
    return found


def _type(value: Value) -> str:
    if isinstance(value, tuple):
        return "list"
    if isinstance(value, bool):
        return "string"
    if isinstance(value, int):
        return "integer" if -(2**63) <= value < 2**63 else "string"
    return "double" if isinstance(value, float) else "string"


def _filled(fields: Fields, attributes: Mapping[str, Attribute], taken: tuple[str, ...]) -> Fields:
    """`fields` without what is empty, and the attributes after them. An attribute with the name of a field of ours
    gets an underscore behind its name."""
    filled = {name: value for name, value in fields.items() if value not in ("", ())}
    for name, value in attributes.items():
        free = clean(name)
        while free in taken or free in filled:
            free += "_"
        filled[free] = value
    return filled
