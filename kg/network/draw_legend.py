"""What the signs in a picture mean, in columns under it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.network.draw_edges import mutual_edges
from kg.network.draw_shapes import shape_path
from kg.network.export.text import drawn, xml_text
from kg.network.layout import Layout
from kg.network.lettering import text_width
from kg.network.model import Edge, NetworkData, Node
from kg.network.style import CHANGES, OTHER_LINE, EdgeLook, NodeLook, Style
from kg.network.time import CAME, STAYED, WENT

_SIZE, _ROW, _SIGN = 9.0, 15.0, 26.0
_COLUMN_GAP = 18.0
_WIDEST = 260.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sign and what it means."""

    text: str
    node: NodeLook | None = None
    edge: EdgeLook | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """Groups of entries, each group from a new row of columns. width: of one column, in pixels."""

    groups: tuple[tuple[_Entry, ...], ...]
    columns: int
    width: float

    @property
    def height(self) -> float:
        return sum(math.ceil(len(group) / self.columns) * _ROW + 5 for group in self.groups)

    def parts(self) -> Iterator[str]:
        """The signs, from (0, 0)."""
        top = 0.0
        yield f'<g font-size="{_SIZE:g}">\n'
        for group in self.groups:
            rows = math.ceil(len(group) / self.columns)
            for number, entry in enumerate(group):
                x = (number // rows) * (self.width + _COLUMN_GAP)
                yield from _entry(entry, x, top + (number % rows) * _ROW + _ROW / 2)
            top += rows * _ROW + 5
        yield "</g>\n"


def legend_of(data: NetworkData, style: Style, layout: Layout, language: str, width: float) -> Legend:
    """width: of the picture, in pixels."""
    words = _WORDS[language if language in _WORDS else "nl"]
    kinds = _kinds(data, style, language) if not style.changes else ()
    lines = _changes(data, style, words) if style.changes else _relations(data, style, language, words)
    groups = tuple(group for group in (kinds, lines, _notes(data, style, layout, words)) if group)
    widest = max((text_width(e.text, _SIZE) for group in (kinds, lines) for e in group), default=0.0)
    column = min(_SIGN + widest, max(_WIDEST, width / 2))
    return Legend(groups, max(1, int((width + _COLUMN_GAP) // (column + _COLUMN_GAP))), column)


def _kinds(data: NetworkData, style: Style, language: str) -> tuple[_Entry, ...]:
    counts = Counter(node.kind for node in data.nodes)
    entries = []
    for kind in sorted(counts, key=lambda kind: (-counts[kind], kind)):
        colour, shape = style.kinds[kind]
        name = drawn(data.term(kind, language)) if kind else "–"
        entries.append(_Entry(f"{name} ({counts[kind]})", node=NodeLook(shape, colour, 4.8)))
    return tuple(entries)


def _relations(data: NetworkData, style: Style, language: str, words: dict[str, str]) -> tuple[_Entry, ...]:
    counts = Counter(edge.relations[0].iri for edge in data.edges if edge.relations)
    entries = [
        _Entry(f"{drawn(data.term(iri, language))} ({counts[iri]})", edge=EdgeLook(stroke, 1.6, dash))
        for iri, (stroke, dash) in style.relations.items()
    ]
    others = sum(count for iri, count in counts.items() if iri not in style.relations)
    if others:
        entries.append(_Entry(f"{words['other']} ({others})", edge=EdgeLook(OTHER_LINE[0], 1.6)))
    return tuple(entries)


def _changes(data: NetworkData, style: Style, words: dict[str, str]) -> tuple[_Entry, ...]:
    nodes = Counter(node.attributes.get("change") for node in data.nodes)
    edges = Counter(edge.attributes.get("change") for edge in data.edges)
    entries = []
    for change in CHANGES:
        node = Node("", next(iter(style.kinds), ""), {}, attributes={"change": change})
        edge = Edge("", "", (), attributes={"change": change})
        counts = words["counts"].format(nodes=nodes[change], edges=edges[change])
        look = replace(style.node(node), radius=4.8)
        entries.append(_Entry(f"{words[change]} ({counts})", look, style.edge(edge)))
    return tuple(entries)


def _notes(data: NetworkData, style: Style, layout: Layout, words: dict[str, str]) -> tuple[_Entry, ...]:
    said = [words["size"]]
    if style.max_weight > 1:
        folded = any("shared" in edge.attributes for edge in data.edges)  # then it is not statements that are counted
        counted = words.get(data.projection.weight, words["weight"]) if not folded else words["weight"]
        said.append(f"{counted} ({words['at_most']} {style.max_weight:.4g})")
    if mutual_edges(data, style):
        said.append(words["mutual"])
    if len(layout.named) < len(data.nodes):
        said.append(words["named"].format(count=len(layout.named)))
    return (_Entry("; ".join(said) + "."),)


def _entry(entry: _Entry, x: float, y: float) -> Iterator[str]:
    if entry.edge is not None:
        dash = f' stroke-dasharray="{entry.edge.dash}"' if entry.edge.dash else ""
        yield (
            f'<path d="M{x:.1f} {y:.1f}h20" stroke="{entry.edge.stroke}" stroke-width="{entry.edge.width:g}"{dash}/>'
        )
    if entry.node is not None:
        look = entry.node
        dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
        yield (
            f'<path d="{shape_path(look.shape, x + 10, y, look.radius)}" fill="{look.fill}" stroke="{look.stroke}" '
            f'stroke-width="{look.stroke_width:g}"{dash}/>'
        )
    left = x + (_SIGN if entry.node or entry.edge else 0)
    yield f'<text x="{left:.1f}" y="{y + _SIZE * 0.35:.1f}">{xml_text(entry.text)}</text>\n'


_WORDS = {
    "nl": {
        "other": "overige",
        CAME: "gekomen: vol, doorgetrokken, +",
        WENT: "verdwenen: leeg, gestreept, \u2212",
        STAYED: "gebleven",
        "counts": "{nodes} knopen, {edges} verbindingen",
        "size": "Grootte: aantal verbindingen",
        "statements": "dikte: aantal uitspraken",
        "documents": "dikte: aantal documenten",
        "weight": "dikte: gewicht",
        "at_most": "ten hoogste",
        "mutual": "zonder pijlpunt: in beide richtingen",
        "named": "alleen de {count} meest verbonden namen zijn geschreven",
    },
    "en": {
        "other": "other",
        CAME: "came: filled, solid, +",
        WENT: "went: hollow, dashed, \u2212",
        STAYED: "stayed",
        "counts": "{nodes} nodes, {edges} edges",
        "size": "Size: number of edges",
        "statements": "line width: number of statements",
        "documents": "line width: number of documents",
        "weight": "line width: weight",
        "at_most": "at most",
        "mutual": "without an arrowhead: in both directions",
        "named": "only the {count} best connected names are written",
    },
}
