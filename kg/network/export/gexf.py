"""GEXF 1.3 (gexf.net/1.3), with positions, colours and sizes in its `viz` namespace.

Years are the time of an edge (`start`, `end`: the first day of the first year, the last day of the last); a node is
there in the years of its edges (`spells`). Without a known year the graph is static. Positions have the y axis upwards,
as Gephi and sigma.js draw it: the picture looks the same as the SVG, where it goes downwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kg.network.export.about import GENERATOR, Origin, flat, lines
from kg.network.export.fields import Fields, columns, edge_fields, edge_label, label, node_fields
from kg.network.export.graphml import scalar
from kg.network.export.text import xml_attribute, xml_number, xml_text
from kg.network.model import Edge, NetworkData, Node, Period
from kg.network.style import Style, colour_parts, style_of

NAMESPACE = "http://gexf.net/1.3"
VIZ = f"{NAMESPACE}/viz"
_TYPES = {"integer": "long", "double": "double", "string": "string", "list": "liststring"}
_PLACED = ("x", "y")
_KEYWORDS = ("projection", "release", "complete", "licence")


def to_gexf(data: NetworkData, origin: Origin) -> bytes:
    """The network as a GEXF document; what it says of itself stands in `meta`."""
    return "".join(_parts(data, origin)).encode()


def _parts(data: NetworkData, origin: Origin) -> Iterator[str]:
    dynamic = any(edge.period.known for edge in data.edges)
    nodes = [_without_place(node_fields(data, node)) for node in data.nodes]
    edges = [edge_fields(data, edge) for edge in data.edges]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{VIZ}" version="1.3">\n'
    yield from _meta(data, origin)
    time = ' mode="dynamic" timeformat="date" timerepresentation="interval"' if dynamic else ' mode="static"'
    yield f'  <graph defaultedgetype="{"directed" if data.directed else "undirected"}" idtype="string"{time}>\n'
    ids: dict[tuple[str, str], str] = {}
    kinds = {"node": columns(nodes), "edge": columns(edges)}
    for owner, names in kinds.items():
        yield from _declared(owner, names, ids)
    style = style_of(data)
    times = _times(data) if dynamic else {}
    yield f'    <nodes count="{len(data.nodes)}">\n'
    for node, fields in zip(data.nodes, nodes, strict=True):
        name = xml_attribute(label(node.labels, origin.language))
        yield f'      <node id="{xml_attribute(node.iri)}" label="{name}">\n'
        yield from _values(ids, "node", fields, kinds["node"])
        yield from _spells(times.get(node.iri, ()))
        yield from _node_viz(node, style)
        yield "      </node>\n"
    yield f'    </nodes>\n    <edges count="{len(data.edges)}">\n'
    for number, (edge, fields) in enumerate(zip(data.edges, edges, strict=True)):
        yield f"      <edge {_edge_attributes(data, edge, number, origin.language)}>\n"
        yield from _values(ids, "edge", fields, kinds["edge"])
        yield from _edge_viz(edge, style)
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _meta(data: NetworkData, origin: Origin) -> Iterator[str]:
    day = data.release.created[:10]
    yield f'  <meta lastmodifieddate="{xml_attribute(day)}">\n' if _is_day(day) else "  <meta>\n"
    yield f"    <creator>{xml_text(GENERATOR)}</creator>\n"
    said = flat(data, origin)
    keywords = ", ".join(f"{name}={value}" for name, value in said.items() if name in _KEYWORDS)
    yield f"    <keywords>{xml_text(keywords)}</keywords>\n"
    description = [*lines(data, origin), "", *(f"{name}: {value}" for name, value in said.items())]
    yield f"    <description>{xml_text(chr(10).join(description))}</description>\n"
    yield "  </meta>\n"


def _declared(owner: str, names: Mapping[str, str], ids: dict[tuple[str, str], str]) -> Iterator[str]:
    if not names:
        return
    yield f'    <attributes class="{owner}" mode="static">\n'
    for name, kind in names.items():
        ids[owner, name] = identifier = f"{owner[0]}{len(ids)}"
        yield f'      <attribute id="{identifier}" title="{xml_attribute(name)}" type="{_TYPES[kind]}"/>\n'
    yield "    </attributes>\n"


def _values(ids: Mapping[tuple[str, str], str], owner: str, fields: Fields, kinds: Mapping[str, str]) -> Iterator[str]:
    if not fields:
        return
    yield "        <attvalues>\n"
    for name, value in fields.items():
        text = xml_attribute(scalar(value, kinds[name]))
        yield f'          <attvalue for="{ids[owner, name]}" value="{text}"/>\n'
    yield "        </attvalues>\n"


def _edge_attributes(data: NetworkData, edge: Edge, number: int, language: str) -> str:
    parts = {
        "id": str(number),
        "source": edge.source,
        "target": edge.target,
        "type": "directed" if data.directed else "undirected",
        "label": edge_label(data, edge, language),
        "weight": xml_number(float(edge.weight)),
        **_days(edge.period),
    }
    return " ".join(f'{name}="{xml_attribute(value)}"' for name, value in parts.items() if value)


def _days(period: Period) -> dict[str, str]:
    days = {}
    if period.first is not None and 0 < period.first < 10_000:
        days["start"] = f"{period.first:04}-01-01"
    if period.last is not None and 0 < period.last < 10_000:
        days["end"] = f"{period.last:04}-12-31"
    return days


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _times(data: NetworkData) -> dict[str, list[tuple[int, int]]]:
    """The years of each node: those of its edges, joined where they touch. A node with an edge whose years are not
    known has none: it may be there always."""
    years: dict[str, list[tuple[int, int]]] = {}
    always: set[str] = set()
    for edge in data.edges:
        for end in (edge.source, edge.target):
            first, last = edge.period.first, edge.period.last
            if first is None or last is None or not 0 < first <= last < 10_000:
                always.add(end)
            else:
                years.setdefault(end, []).append((first, last))
    return {iri: _joined(spans) for iri, spans in years.items() if iri not in always}


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _spells(spans: list[tuple[int, int]] | tuple[()]) -> Iterator[str]:
    if not spans:
        return
    yield "        <spells>\n"
    for first, last in spans:
        yield f'          <spell start="{first:04}-01-01" end="{last:04}-12-31"/>\n'
    yield "        </spells>\n"


def _node_viz(node: Node, style: Style) -> Iterator[str]:
    look = style.node(node)
    yield _colour(look.fill)
    x, y = node.attributes.get("x"), node.attributes.get("y")
    if isinstance(x, int | float) and isinstance(y, int | float):
        yield f'        <viz:position x="{xml_number(float(x))}" y="{xml_number(0.0 - float(y))}" z="0.0"/>\n'
    yield f'        <viz:size value="{xml_number(look.radius)}"/>\n'
    yield f'        <viz:shape value="{_SHAPES[look.shape]}"/>\n'


def _edge_viz(edge: Edge, style: Style) -> Iterator[str]:
    look = style.edge(edge)
    yield _colour(look.stroke)
    yield f'        <viz:thickness value="{xml_number(look.width)}"/>\n'
    yield f'        <viz:shape value="{"dashed" if look.dash else "solid"}"/>\n'


def _colour(colour: str) -> str:
    red, green, blue = colour_parts(colour)
    return f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'


# GEXF knows disc, square, triangle, diamond and image; the others become what is nearest
_SHAPES = {
    "circle": "disc",
    "square": "square",
    "diamond": "diamond",
    "triangle": "triangle",
    "triangle-down": "triangle",
    "pentagon": "disc",
    "hexagon": "disc",
    "star": "diamond",
}


def _without_place(fields: Fields) -> Fields:
    """Coordinates stand in `viz:position`; twice they could differ."""
    return {name: value for name, value in fields.items() if name not in _PLACED}
