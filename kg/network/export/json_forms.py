"""Networks as JSON: node-link (what networkx reads back), Cytoscape (Cytoscape and Cytoscape.js) and JSON-LD."""

from __future__ import annotations

import hashlib
from typing import Any

from kg.network.export.about import Origin, about
from kg.network.export.fields import (
    edge_label,
    edge_object,
    label,
    node_object,
    passage_object,
    predicate_object,
    relation_object,
    term_object,
)
from kg.network.export.text import json_text
from kg.network.model import Attribute, Edge, NetworkData, Node
from kg.network.style import style_of
from kg.terms import DCT, PROV, RDF, RDFS, VG, XSD


def to_node_link(data: NetworkData, origin: Origin) -> bytes:
    """As `networkx.node_link_graph` reads it: `directed`, `multigraph`, `graph`, `nodes` with `id`, `edges` with
    `source` and `target` (and `key`, where two nodes are joined by more than one edge)."""
    return _bytes(node_link(data, origin))


def node_link(data: NetworkData, origin: Origin) -> dict[str, Any]:
    """The same as an object."""
    several = has_parallel_edges(data)
    edges = [edge_object(data, edge) for edge in data.edges]
    if several:
        edges = [{**edge, "key": number} for number, edge in enumerate(edges)]
    return {
        "directed": data.directed,
        "multigraph": several,
        "graph": about(data, origin),
        "nodes": [_node_link_node(data, node, origin.language) for node in data.nodes],
        "edges": edges,
    }


def _node_link_node(data: NetworkData, node: Node, language: str) -> dict[str, Any]:
    place = {name: node.attributes[name] for name in ("x", "y") if name in node.attributes}
    return {"id": node.iri, "label": label(node.labels, language), **node_object(data, node), **place}


def has_parallel_edges(data: NetworkData) -> bool:
    """Whether some two nodes are joined by more than one edge (of one direction, in a directed network)."""
    ends = ((edge.source, edge.target) for edge in data.edges)
    seen = set(ends) if data.directed else {(min(pair), max(pair)) for pair in ends}
    return len(seen) < len(data.edges)


def to_cytoscape(data: NetworkData, origin: Origin) -> bytes:
    """Cytoscape JSON (`.cyjs`): elements with `data`, and `position` where the network has been laid out.

    Names of attributes are kept apart from Cytoscape's own (`id`, `source`, `target`) in `attributes`.
    """
    style = style_of(data)
    said = about(data, origin)
    language = origin.language
    return _bytes(
        {
            "format_version": "1.0",
            "generated_by": said["generator"],
            "target_cytoscapejs_version": "~3.30",
            "data": {"name": data.projection.title.get(language) or data.projection.name, "selected": True, **said},
            "elements": {
                "nodes": [_cytoscape_node(data, node, style.node(node), language) for node in data.nodes],
                "edges": [_cytoscape_edge(data, edge, number, language) for number, edge in enumerate(data.edges)],
            },
        }
    )


def _cytoscape_node(data: NetworkData, node: Node, look: Any, language: str) -> dict[str, Any]:
    name = label(node.labels, language)
    style = {"colour": look.fill, "shape": look.shape, "radius": look.radius}
    made = {"data": {"id": node.iri, "name": name, "label": name, **node_object(data, node), "style": style}}
    x, y = node.attributes.get("x"), node.attributes.get("y")
    return {**made, "position": {"x": x, "y": y}} if isinstance(x, int | float) else made


def _cytoscape_edge(data: NetworkData, edge: Edge, number: int, language: str) -> dict[str, Any]:
    name = edge_label(data, edge, language)
    return {"data": {"id": f"e{number}", "name": name, "interaction": name, **edge_object(data, edge)}}


_SCHEMA = "https://schema.org/"
_CONTEXT: dict[str, Any] = {
    "nodes": "http://purl.org/dc/terms/hasPart",
    "labels": {"@id": RDFS.label.value, "@container": "@language"},
    "title": {"@id": DCT.title.value, "@container": "@language"},
    "description": {"@id": DCT.description.value, "@container": "@language"},
    "licence": {"@id": DCT.license.value, "@type": "@id"},
    "release": PROV.wasDerivedFrom.value,
    "version": DCT.identifier.value,
    "source": {"@id": RDF.subject.value, "@type": "@id"},
    "predicates": {"@id": RDF.predicate.value, "@type": "@id"},
    "target": {"@id": RDF.object.value, "@type": "@id"},
    "via": {"@id": PROV.wasDerivedFrom.value, "@type": "@id"},
    "weight": {"@id": RDF.value.value, "@type": XSD.double.value},
    "from": {"@id": VG.startYear.value, "@type": XSD.gYear.value},
    "to": {"@id": VG.endYear.value, "@type": XSD.gYear.value},
    "passages": {"@id": VG.evidence.value, "@type": "@id"},
    "quote": VG.quote.value,
    "line": {"@id": VG.line.value, "@type": XSD.integer.value},
    "document": DCT.identifier.value,
    "documents": DCT.source.value,
    "values": f"{_SCHEMA}additionalProperty",
    "name": f"{_SCHEMA}name",
    "value": f"{_SCHEMA}value",
}


def to_json_ld(data: NetworkData, origin: Origin) -> bytes:
    """JSON-LD 1.1 with its context inside. Nodes keep their IRIs; an edge is an `rdf:Statement` with an IRI made of its
    ends and predicates, the facts it was made of (`prov:wasDerivedFrom`) and the passages (`vg:evidence`); what has no
    property of its own is a `schema:PropertyValue`. No blank nodes, so that two files can be compared."""
    network = network_iri(data, origin)
    return _bytes(
        {
            "@context": _CONTEXT,
            "@id": network,
            "@type": [f"{_SCHEMA}Dataset", PROV.Entity.value],
            **_network_properties(data, origin, network),
            "nodes": [
                *(_ld_node(node, network) for node in data.nodes),
                *(_ld_edge(data, edge, network, number) for number, edge in enumerate(data.edges)),
                *_ld_terms(data),
            ],
        }
    )


def network_iri(data: NetworkData, origin: Origin) -> str:
    """A name for this network: the address it came from, else one made of what it is."""
    if origin.address.startswith(("http://", "https://")):
        return origin.address
    made = json_text([data.projection.name, dict(data.projection.parameters), data.release.version])
    return f"urn:sha256:{hashlib.sha256(made.encode()).hexdigest()}"


def _network_properties(data: NetworkData, origin: Origin, network: str) -> dict[str, Any]:
    said = about(data, origin)
    values = {
        "projection": data.projection.name,
        "parameters": json_text(dict(data.projection.parameters)),
        "weight": data.projection.weight,
        "directed": data.directed,
        "complete": data.complete,
        "stopped": json_text(said["stopped"]) if said["stopped"] else "",
        "release": data.release.version,
        "digest": data.release.digest,
        **data.measures,
    }
    made: dict[str, Any] = {
        "title": _languages(data.projection.title),
        "description": _languages(data.projection.description),
        "version": data.release.version,
        "values": _values(network, values),
    }
    return {**made, "licence": origin.licence} if origin.licence else made


def _ld_node(node: Node, network: str) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": node.iri, "labels": _languages(node.labels)}
    if node.kind:
        made["@type"] = node.kind
    values = {**({"side": node.side} if node.side else {}), **node.attributes}
    if values:
        made["values"] = _values(f"{network}#{_digest(node.iri)}", values)
    return made


def _ld_edge(data: NetworkData, edge: Edge, network: str, number: int) -> dict[str, Any]:
    name = f"{network}#edge-{_digest(edge.source, edge.target, str(number))}"
    made: dict[str, Any] = {
        "@id": name,
        "@type": RDF.Statement.value,
        "labels": {language: edge_label(data, edge, language) for language in ("nl", "en")},
        "source": edge.source,
        "target": edge.target,
        "predicates": [predicate.iri for predicate in edge.predicates],
        "weight": float(edge.weight),
        "documents": list(edge.documents),
        "via": [*edge.via, *(iri for iri in edge.sources if iri not in edge.via)],
        "passages": [_ld_passage(p) for p in map(passage_object, edge.passages)],
    }
    if edge.period.first is not None:
        made["from"] = f"{edge.period.first:04}"
    if edge.period.last is not None:
        made["to"] = f"{edge.period.last:04}"
    relations = [relation_object(data, r) for r in edge.relations]
    walked = [[predicate_object(p) for p in r.predicates] for r in edge.relations]
    values = {
        "relations": json_text([{"iri": r["iri"], "count": r["count"], "predicates": w}
                                for r, w in zip(relations, walked, strict=True)]),
        "passage_count": edge.passage_count,
        **edge.attributes,
    }  # fmt: skip
    return {**made, "values": _values(name, values)}


def _ld_passage(passage: dict[str, Any]) -> dict[str, Any]:
    return {"@id": passage["iri"], "quote": passage["quote"], "line": passage["line"], "document": passage["document"]}


def _ld_terms(data: NetworkData) -> list[dict[str, Any]]:
    """Labels of the kinds and predicates, so that the file can be read without the ontology beside it."""
    known = {node.iri for node in data.nodes}
    terms = (term_object(data, iri) for iri in sorted(data.terms) if iri not in known)
    return [{"@id": term["iri"], "labels": term["labels"]} for term in terms]


def _languages(labels: Any) -> dict[str, str]:
    return {language: text for language, text in labels.items() if text}


def _values(owner: str, values: dict[str, Attribute]) -> list[dict[str, Any]]:
    separator = "-" if "#" in owner else "#"
    return [
        {"@id": f"{owner}{separator}{_digest(name)}", "@type": f"{_SCHEMA}PropertyValue", "name": name, "value": value}
        for name, value in values.items()
        if value != ""
    ]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _bytes(value: object) -> bytes:
    return f"{json_text(value)}\n".encode()
