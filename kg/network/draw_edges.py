"""The lines of a picture: from rim to rim, with an arrowhead where the network is directed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

from kg.network.export.fields import edge_label, label
from kg.network.export.text import drawn, xml_text
from kg.network.layout import WORDED, Layout
from kg.network.model import Edge, NetworkData
from kg.network.style import EdgeLook, Style

_BEND = 14.0  # pixels between lines that join the same two nodes
_HEAD = 5.0
_OPACITIES = (
    (80, 0.9),
    (400, 0.75),
    (1_500, 0.5),
    (4_000, 0.35),
    (math.inf, 0.2),
)  # many lines at full strength are one stain
_QUOTES = 2  # passages in the title of an edge; the others stand in the data


def edge_parts(data: NetworkData, layout: Layout, style: Style, language: str) -> Iterator[str]:
    """All lines, then the names of relations where there is room for them."""
    radii = {node.iri: style.node(node).radius for node in data.nodes}
    names = {node.iri: drawn(label(node.labels, language)) or node.iri for node in data.nodes}
    bends, twins = _bends(data), mutual_edges(data, style)
    worded: list[str] = []
    opacity = next(opacity for most, opacity in _OPACITIES if len(data.edges) <= most)
    yield f'<g fill="none" stroke-opacity="{opacity:g}" fill-opacity="{opacity:g}">\n'
    for number, edge in enumerate(data.edges):
        if twins.get(number, number) < number:
            continue
        both = number in twins
        look = style.edge(edge)
        line = _Line(layout.places[edge.source], layout.places[edge.target], 0.0 if both else bends[number])
        yield f"<g><title>{xml_text(_said(data, edge, names, language, both))}</title>"
        yield from line.parts(radii[edge.source], radii[edge.target], look, data.directed and not both)
        yield "</g>\n"
        if len(data.edges) <= WORDED and edge.relations:
            worded.append(_word(line, edge_label(data, edge, language), edge.weight))
    yield "</g>\n"
    yield from worded


def mutual_edges(data: NetworkData, style: Style) -> dict[int, int]:
    """Edges, by number, that say the same in both directions ("cooperates with"), each with its twin: they are drawn as
    one line without arrowheads."""
    known: dict[tuple[str, str, tuple[str, ...], EdgeLook], int] = {}
    twins: dict[int, int] = {}
    for number, edge in enumerate(data.edges if data.directed else ()):
        said = (tuple(relation.iri for relation in edge.relations), style.edge(edge))
        twin = known.get((edge.target, edge.source, *said))
        if twin is not None and twin not in twins and edge.source != edge.target:
            twins[number], twins[twin] = twin, number
        known[edge.source, edge.target, *said] = number
    return twins


def _bends(data: NetworkData) -> list[float]:
    """How far the middle of each line is off the straight one, in pixels: lines between the same two nodes part."""
    between: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, edge in enumerate(data.edges):
        between[min(edge.source, edge.target), max(edge.source, edge.target)].append(number)
    bends = [0.0] * len(data.edges)
    for (first, _), numbers in between.items():
        for place, number in enumerate(numbers):
            off = (place - (len(numbers) - 1) / 2) * _BEND
            # a line the other way bends to the other side of itself, which is the same side of the paper
            bends[number] = off if data.edges[number].source == first else -off
    return bends


class _Line:
    """A line between two centres; a curve when it bends."""

    def __init__(self, start: tuple[float, float], end: tuple[float, float], bend: float) -> None:
        self.start, self.end = start, end
        dx, dy = end[0] - start[0], end[1] - start[1]
        self.length = math.hypot(dx, dy)
        across = (-dy / self.length, dx / self.length) if self.length else (0.0, 0.0)
        self.middle = ((start[0] + end[0]) / 2 + across[0] * bend, (start[1] + end[1]) / 2 + across[1] * bend)
        self.bend = bend

    def parts(self, source: float, target: float, look: EdgeLook, directed: bool) -> Iterator[str]:
        """source, target: radii of the nodes, which the line leaves free."""
        dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
        stroke = f'stroke="{look.stroke}" stroke-width="{look.width:g}"{dash}'
        if not self.length:  # an edge from a node to itself: a loop above it
            x, y = self.start
            yield f'<circle cx="{x:.1f}" cy="{y - source - 5:.1f}" r="6" {stroke}/>'
            return
        head = _HEAD + look.width if directed else 0.0
        x1, y1 = _towards(self.start, self.middle, source)
        tip = _towards(self.end, self.middle, target + 1)
        x2, y2 = _towards(self.end, self.middle, target + 1 + head * 0.8)
        if self.bend:  # through the middle: the control point lies twice as far
            cx, cy = 2 * self.middle[0] - (x1 + x2) / 2, 2 * self.middle[1] - (y1 + y2) / 2
            yield f'<path d="M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}" {stroke}/>'
        else:
            yield f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" {stroke}/>'
        if directed:
            yield _arrowhead(tip, self.middle, head, look.stroke)


def _towards(start: tuple[float, float], end: tuple[float, float], distance: float) -> tuple[float, float]:
    length = math.dist(start, end)
    share = min(distance / length, 0.9) if length else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _arrowhead(tip: tuple[float, float], source: tuple[float, float], size: float, colour: str) -> str:
    length = math.dist(tip, source) or 1.0
    ux, uy = (tip[0] - source[0]) / length, (tip[1] - source[1]) / length
    back = (tip[0] - ux * size, tip[1] - uy * size)
    half = size * 0.45
    left = f"{back[0] - uy * half:.1f} {back[1] + ux * half:.1f}"
    right = f"{back[0] + uy * half:.1f} {back[1] - ux * half:.1f}"
    return f'<path d="M{tip[0]:.1f} {tip[1]:.1f}L{left}L{right}z" fill="{colour}"/>'


def _word(line: _Line, text: str, weight: float) -> str:
    x, y = line.middle
    short = drawn(text)
    short = short if len(short) <= 30 else f"{short[:29]}…"
    short = f"{short} ({weight:.3g})" if weight != 1 else short
    return (
        f'<text x="{x:.1f}" y="{y + 2.5:.1f}" font-size="7.5" font-style="italic" fill="#444444" '
        f'text-anchor="middle" stroke="#ffffff" stroke-width="2.4" stroke-linejoin="round" '
        f'paint-order="stroke">{xml_text(short)}</text>\n'
    )


def _said(data: NetworkData, edge: Edge, names: dict[str, str], language: str, both: bool) -> str:
    """What joins two nodes, by which words. both: in both directions."""
    arrow = "↔" if both else "→" if data.directed else "–"
    said = f"{names[edge.source]} {arrow} {names[edge.target]}: {drawn(edge_label(data, edge, language))}"
    quotes = [f"{p.document}:{p.line} “{drawn(p.quote)}”" for p in edge.passages[:_QUOTES]]
    more = max(edge.passage_count, len(edge.passages)) - len(quotes)
    return "\n".join([said, *quotes, *([f"+ {more}"] if more > 0 else [])])
