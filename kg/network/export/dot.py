"""The DOT language of Graphviz (graphviz.org/doc/info/lang.html).

What Graphviz does not know is kept as attributes it passes over (`iri`, `kind`, `documents` …). Passages stand one a
line in `passages`. Positions are in points with the y axis upwards, as `neato -n` takes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.network.export.about import Origin, flat
from kg.network.export.fields import Value, edge_fields, edge_label, label, node_fields
from kg.network.export.text import dot_string, json_text, xml_number
from kg.network.model import Edge, NetworkData, Node
from kg.network.style import Style, style_of

_PLAIN = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_KEYWORDS = frozenset({"strict", "graph", "digraph", "node", "edge", "subgraph"})
_OWN = frozenset({"label", "label_nl", "label_en", "relations", "passages", "x", "y"})


def to_dot(data: NetworkData, origin: Origin) -> bytes:
    """A `digraph` or `graph`. Names of nodes are their IRIs."""
    return "".join(_parts(data, origin)).encode()


def _parts(data: NetworkData, origin: Origin) -> Iterator[str]:
    style = style_of(data)
    arrow = "->" if data.directed else "--"
    yield f"{'digraph' if data.directed else 'graph'} {dot_string(data.projection.name)} {{\n"
    said = {**flat(data, origin), "label": data.projection.title.get(origin.language) or data.projection.name}
    yield f"  graph [{_list(said)}];\n"
    yield '  node [style="filled", fontname="Helvetica", fontcolor="#111111"];\n  edge [fontname="Helvetica"];\n'
    for node in data.nodes:
        yield f"  {dot_string(node.iri)} [{_list(_node(data, node, style, origin.language))}];\n"
    for edge in data.edges:
        ends = f"{dot_string(edge.source)} {arrow} {dot_string(edge.target)}"
        yield f"  {ends} [{_list(_edge(data, edge, style, origin.language))}];\n"
    yield "}\n"


def _node(data: NetworkData, node: Node, style: Style, language: str) -> dict[str, Value]:
    look, fields = style.node(node), node_fields(data, node)
    made: dict[str, Value] = {
        "label": label(node.labels, language),
        "label_nl": fields.get("label_nl", ""),
        "label_en": fields.get("label_en", ""),
        "shape": "invtriangle" if look.shape == "triangle-down" else look.shape,
        "fillcolor": look.fill,
    }
    x, y = node.attributes.get("x"), node.attributes.get("y")
    if isinstance(x, int | float) and isinstance(y, int | float):
        made["pos"] = f"{xml_number(float(x))},{xml_number(0.0 - float(y))}"
    return {**made, **_others(fields, made)}


def _edge(data: NetworkData, edge: Edge, style: Style, language: str) -> dict[str, Value]:
    look, fields = style.edge(edge), edge_fields(data, edge)
    made: dict[str, Value] = {
        "label": edge_label(data, edge, language),
        "label_nl": fields.get("label_nl", ""),
        "label_en": fields.get("label_en", ""),
        "weight": float(edge.weight),
        "penwidth": look.width,
        "color": look.stroke,
        "style": "dashed" if look.dash else "solid",
        "passages": "\n".join(f"{p.document}:{p.line}: {p.quote}" for p in edge.passages),
    }
    return {**made, **_others(fields, made)}


def _others(fields: Mapping[str, Value], made: Mapping[str, Value]) -> dict[str, Value]:
    """The fields that Graphviz knows nothing of; a name it has a use for gets an underscore behind it."""
    return {f"{name}_" if name in made else name: value for name, value in fields.items() if name not in _OWN}


def _list(values: Mapping[str, Value]) -> str:
    # without a label Graphviz writes the name of the node, which is its IRI
    kept = ((name, value) for name, value in values.items() if value != "" or name == "label")
    return ", ".join(f"{_name(name)}={_value(value)}" for name, value in kept)


def _name(name: str) -> str:
    return name if _PLAIN.fullmatch(name) and name.lower() not in _KEYWORDS else dot_string(name)


def _value(value: Value) -> str:
    if isinstance(value, tuple):  # IRIs and identifiers, which hold no spaces
        return dot_string(" ".join(value) if not any(" " in item for item in value) else json_text(list(value)))
    return dot_string(value if isinstance(value, str) else xml_number(value))
