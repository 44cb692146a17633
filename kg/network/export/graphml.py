"""GraphML 1.1 (graphml.graphdrawing.org/specification.html).

Identifiers are NMTOKENs there, which an IRI is not: nodes are `n0`, `n1` …, edges `e0` …, and the IRI is the value of
the key `iri`. Lists are JSON arrays in strings: GraphML has scalar types only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.network.export.about import Origin, flat
from kg.network.export.fields import Fields, Value, columns, edge_fields, label, node_fields
from kg.network.export.text import clean, json_text, xml_attribute, xml_number, xml_text
from kg.network.model import NetworkData

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {"integer": "long", "double": "double", "string": "string", "list": "string"}


def to_graphml(data: NetworkData, origin: Origin) -> bytes:
    """The network as one `graph`; what it says of itself is the data of the graph."""
    return "".join(_parts(data, origin)).encode()


def _parts(data: NetworkData, origin: Origin) -> Iterator[str]:
    of_graph: Fields = dict(flat(data, origin))
    nodes = [{**node_fields(data, node), "label": label(node.labels, origin.language)} for node in data.nodes]
    edges: list[Fields] = [{**edge_fields(data, edge), "weight": float(edge.weight)} for edge in data.edges]
    keys = {owner: columns(rows) for owner, rows in (("graph", [of_graph]), ("node", nodes), ("edge", edges))}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<graphml xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{NAMESPACE} {NAMESPACE}/1.1/graphml.xsd">\n'
    )
    ids: dict[tuple[str, str], str] = {}
    for owner, names in keys.items():
        for name, kind in names.items():
            ids[owner, name] = identifier = f"{owner[0]}d{len(ids)}"
            yield (
                f'  <key id="{identifier}" for="{owner}" attr.name="{xml_attribute(name)}" '
                f'attr.type="{_TYPES[kind]}"/>\n'
            )
    direction = "directed" if data.directed else "undirected"
    yield f'  <graph id="G" edgedefault="{direction}">\n'
    yield from _data(ids, "graph", of_graph, keys["graph"], "    ")
    places = {node.iri: f"n{number}" for number, node in enumerate(data.nodes)}
    for node, fields in zip(data.nodes, nodes, strict=True):
        yield f'    <node id="{places[node.iri]}">\n'
        yield from _data(ids, "node", fields, keys["node"], "      ")
        yield "    </node>\n"
    for number, (edge, fields) in enumerate(zip(data.edges, edges, strict=True)):
        ends = f'source="{places[edge.source]}" target="{places[edge.target]}"'
        yield f'    <edge id="e{number}" {ends}>\n'
        yield from _data(ids, "edge", fields, keys["edge"], "      ")
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(
    ids: Mapping[tuple[str, str], str], owner: str, fields: Fields, kinds: Mapping[str, str], indent: str
) -> Iterator[str]:
    for name, value in fields.items():
        text = xml_text(scalar(value, kinds[name]))
        if text:  # an empty element would be read as nothing by some and as "" by others
            yield f'{indent}<data key="{ids[owner, name]}">{text}</data>\n'


def scalar(value: Value, kind: str) -> str:
    """A value as the text of its type: XML Schema's for numbers, a JSON array for a list."""
    if isinstance(value, tuple):
        return json_text(list(value))
    if isinstance(value, str):
        return clean(value)
    return xml_number(float(value) if kind == "double" else value)
