"""Where the nodes of a network stand: the same network gets the same places, in every form and every process.

Each connected part is laid out by itself: up to `EXACT` nodes so that distances on paper follow distances in the
network (Kamada and Kawai, 1989), beyond that by forces (Fruchterman and Reingold, 1991; igraph's). Then nodes are moved
apart until no two of them or their names overlap, and the parts are packed side by side. Nothing is left to chance: the
start is a circle in the order of the IRIs, and igraph's generator is seeded for the one place where it draws a number.

Coordinates are pixels of the picture, one decimal, x to the right and y downwards from the upper left corner. The same
build of igraph gives the same coordinates to the last digit; another processor may round differently on the way, which
can turn or shift a part of the picture.
"""

from __future__ import annotations

import math
import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.errors import ParameterError
from kg.network.lettering import LINE, text_width, wrapped
from kg.network.model import NetworkData, Node
from kg.network.packing import Box, pack, separate
from kg.network.style import Style, style_of

EXACT = 400  # nodes of a part laid out by distances; time grows with the square
MOST = 2_500  # nodes that are laid out: a second or two; a larger picture shows nothing but its own size
NAMED = 480  # a larger network shows the names of its best connected nodes only
NAMES_OF_MANY = 150
LABEL_SIZE = 9.0
_STRETCH = 1.3  # names are wider than high
_PLAIN_EDGE, _WORDED_EDGE = 36.0, 110.0  # pixels, at least, of a middling edge
WORDED = 14  # edges: in a network of no more the name of the relation is written at each
_FEW = 40  # nodes: a small network is drawn with more room
_FILL, _FILL_OF_FEW = 1.3, 2.8  # area of a part to that of its names, before they are moved apart
_ROUNDS = 250
_SEED = 20

_igraph_random = threading.Lock()  # igraph has one generator for the whole process


@dataclass(frozen=True, slots=True)
class Layout:
    """places: centre of each node by IRI, in pixels. width, height: of all, names included. named: IRIs of the nodes
    whose names are shown."""

    places: dict[str, tuple[float, float]]
    width: float
    height: float
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Shape:
    """All of a network that has a say in its layout."""

    iris: tuple[str, ...]
    boxes: tuple[Box, ...]
    edges: tuple[tuple[int, int], ...]
    named: frozenset[str]


def arrange(data: NetworkData) -> Layout:
    """Places for all nodes of `data`. 2,000 nodes take a second or two; the last networks asked for are remembered.

    Raises ParameterError for more than `MOST` nodes.
    """
    if len(data.nodes) > MOST:
        many = f"{len(data.nodes)} nodes are too many to draw: at most {MOST}"
        raise ParameterError("format", f"{many}. Ask for less (max_nodes, kinds, year)")
    return _arranged(_shape(data))


def placed(data: NetworkData) -> NetworkData:
    """`data` with its coordinates as attributes `x` and `y`; as it is when every node has them already, and when there
    are more than `MOST` nodes."""
    if len(data.nodes) > MOST or all("x" in node.attributes and "y" in node.attributes for node in data.nodes):
        return data
    places = arrange(data).places
    return replace(data, nodes=tuple(_at(node, *places[node.iri]) for node in data.nodes))


def _at(node: Node, x: float, y: float) -> Node:
    return replace(node, attributes={**node.attributes, "x": x, "y": y})


def name_lines(node: Node, language: str, sign: str = "") -> tuple[str, ...]:
    """The name of a node as it stands in the picture, with `sign` before it."""
    text = node.labels.get(language) or next(iter(node.labels.values()), "") or node.iri.rsplit("/", 1)[-1]
    lines = wrapped(text)
    return (f"{sign}{lines[0]}", *lines[1:]) if lines else ()


def _shape(data: NetworkData) -> _Shape:
    style = style_of(data)
    named = _named(data, style)
    numbers = {node.iri: number for number, node in enumerate(data.nodes)}
    edges = {
        (min(ends), max(ends))
        for edge in data.edges
        if edge.source != edge.target
        for ends in [(numbers[edge.source], numbers[edge.target])]
    }
    return _Shape(
        tuple(numbers),
        tuple(_box(node, style, node.iri in named) for node in data.nodes),
        tuple(sorted(edges)),
        named,
    )


def _named(data: NetworkData, style: Style) -> frozenset[str]:
    iris = [node.iri for node in data.nodes]
    if len(iris) <= NAMED:
        return frozenset(iris)
    # of nodes that are as well connected as each other, all are named or none
    ranked = sorted((style.degrees.get(iri, 0) for iri in iris), reverse=True)
    least = ranked[NAMES_OF_MANY]
    return frozenset(iri for iri in iris if style.degrees.get(iri, 0) > least)


def _box(node: Node, style: Style, named: bool) -> Box:
    """The room a node takes with its name under it; that of the wider language, so that both get the same picture."""
    look = style.node(node)
    wide, high = look.radius, 0.0
    if named:
        for language in ("nl", "en"):
            lines = name_lines(node, language, look.sign)
            wide = max(wide, *(text_width(line, LABEL_SIZE) / 2 for line in lines), 0.0)
            high = max(high, len(lines) * LABEL_SIZE * LINE + 1)
    return Box(round(wide + 2.5, 1), round(look.radius + 2, 1), round(look.radius + high + 2, 1))


@lru_cache(maxsize=64)
def _arranged(shape: _Shape) -> Layout:
    parts = _components(len(shape.iris), shape.edges)
    by_part = [_part(nodes, shape) for nodes in parts]
    corners, width, height = pack([(part.width, part.height) for part in by_part])
    places: dict[str, tuple[float, float]] = {}
    for nodes, part, (left, top) in zip(parts, by_part, corners, strict=True):
        for number, (x, y) in zip(nodes, part.points, strict=True):
            places[shape.iris[number]] = (round(left + x, 1), round(top + y, 1))
    return Layout(places, math.ceil(width), math.ceil(height), shape.named)


@dataclass(frozen=True, slots=True)
class _Part:
    points: list[tuple[float, float]]
    width: float
    height: float


def _part(nodes: Sequence[int], shape: _Shape) -> _Part:
    """One connected part, from its own upper left corner."""
    boxes = [shape.boxes[number] for number in nodes]
    own = {number: index for index, number in enumerate(nodes)}
    edges = [(own[a], own[b]) for a, b in shape.edges if a in own]
    room = _FILL if len(shape.iris) > _FEW else _FILL_OF_FEW
    shortest = _WORDED_EDGE if len(shape.edges) <= WORDED else _PLAIN_EDGE
    points = separate(_scaled(_turned(_drawn(len(nodes), edges)), boxes, edges, room, shortest), boxes)
    left = min(x - box.half for (x, _), box in zip(points, boxes, strict=True))
    top = min(y - box.up for (_, y), box in zip(points, boxes, strict=True))
    right = max(x + box.half for (x, _), box in zip(points, boxes, strict=True))
    bottom = max(y + box.down for (_, y), box in zip(points, boxes, strict=True))
    return _Part([(x - left, y - top) for x, y in points], right - left, bottom - top)


def _drawn(count: int, edges: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Places by igraph, in its own unit: an edge is about 1 long."""
    if count == 1:
        return [(0.0, 0.0)]
    if count == 2:
        return [(0.0, 0.0), (1.0, 0.0)]
    import igraph

    graph = igraph.Graph(count, edges)
    start = [
        (math.cos(2 * math.pi * number / count) * count / 6, math.sin(2 * math.pi * number / count) * count / 6)
        for number in range(count)
    ]
    with _igraph_random:
        igraph.set_random_number_generator(random.Random(_SEED))
        try:
            if count <= EXACT:
                made = graph.layout_kamada_kawai(seed=start)
            else:
                made = graph.layout_fruchterman_reingold(seed=start, niter=_ROUNDS, grid=True)
        finally:
            igraph.set_random_number_generator(random)
    return [(round(x, 4), round(y, 4)) for x, y in made]


def _turned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Turned so that it is widest from left to right: a page and a screen are wider than high."""
    count = len(points)
    middle = (sum(x for x, _ in points) / count, sum(y for _, y in points) / count)
    moved = [(x - middle[0], y - middle[1]) for x, y in points]
    xx, yy, xy = (sum(f(x, y) for x, y in moved) for f in (_xx, _yy, _xy))
    angle = 0.5 * math.atan2(2 * xy, xx - yy) if xx != yy or xy else 0.0
    cos, sin = math.cos(-angle), math.sin(-angle)
    return [(round(x * cos - y * sin, 4), round(x * sin + y * cos, 4)) for x, y in moved]


def _xx(x: float, _: float) -> float:
    return x * x


def _yy(_: float, y: float) -> float:
    return y * y


def _xy(x: float, y: float) -> float:
    return x * y


def _scaled(
    points: list[tuple[float, float]],
    boxes: Sequence[Box],
    edges: Sequence[tuple[int, int]],
    fill: float,
    shortest: float,
) -> list[tuple[float, float]]:
    """In pixels: large enough that most names have room, before the others are moved. fill: area to that of the names;
    shortest: pixels of a middling edge, at least."""
    if len(points) == 1:
        return points
    wide = max(x for x, _ in points) - min(x for x, _ in points) or 1.0
    high = max(y for _, y in points) - min(y for _, y in points) or 1.0
    room = sum(2 * box.half * (box.up + box.down) for box in boxes)
    lengths = sorted(math.dist(points[a], points[b]) for a, b in edges)
    middle = lengths[len(lengths) // 2] or 1.0
    area = max(wide, 0.3 * high) * max(high, 0.3 * wide) * _STRETCH
    scale = max(math.sqrt(fill * room / area), shortest / middle)
    return [(x * scale * _STRETCH, y * scale) for x, y in points]


def _components(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Connected parts, the largest first, then by their first node."""
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    seen, parts = [False] * count, []
    for start in range(count):
        if seen[start]:
            continue
        seen[start], part = True, [start]
        for node in part:  # grows while it is gone through
            for other in near[node]:
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))
