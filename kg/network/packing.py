"""Boxes moved apart, and boxes packed side by side: the last steps of a layout.

Both go through boxes in one fixed order and use nothing but sums and comparisons: the same boxes give the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MANY = 400  # boxes: more of them are pushed less long before all is spread, which takes less time and more room
_PATIENT, _HASTY = (14, 1.02, 0.1), (7, 1.04, 0.25)  # rounds before spreading, by how much, more when all overlap
_MAX_ROUNDS = 1_500
_CELL_X, _CELL_Y = 60.0, 30.0  # pixels: about the room of a name
_TOUCH = 0.01  # pixels of overlap that nobody sees
_GAP = 26.0  # between parts, in pixels
_SHAPES = (1.0, 1.15, 1.3, 1.45, 1.6, 1.8, 2.0)  # widths of the whole to its height that are tried
_BEST_SHAPE = 1.45


@dataclass(frozen=True, slots=True)
class Box:
    """The room of a node around its centre, in pixels: half its width, what is above, what is below."""

    half: float
    up: float
    down: float


def separate(points: Sequence[tuple[float, float]], boxes: Sequence[Box]) -> list[tuple[float, float]]:
    """Points moved as little as needed until no two boxes overlap.

    Boxes that overlap push each other away along the axis where they overlap least. Where pushing alone does not do,
    everything is spread a little: far enough apart nothing overlaps.
    """
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    rounds, least, more = _PATIENT if len(boxes) <= _MANY else _HASTY
    for round_ in range(1, _MAX_ROUNDS + 1):
        overlaps = _push(xs, ys, boxes)
        if not overlaps:
            break
        if round_ % rounds == 0:
            growth = least + min(more * overlaps / len(boxes), more)
            xs = [x * growth for x in xs]
            ys = [y * growth for y in ys]
    return list(zip(xs, ys, strict=True))


def _push(xs: list[float], ys: list[float], boxes: Sequence[Box]) -> int:
    """One round; how many pairs overlapped."""
    overlaps = 0
    for i, j in _near(xs, ys, boxes):
        box, other = boxes[i], boxes[j]
        apart_x = box.half + other.half - abs(xs[j] - xs[i])
        if apart_x <= _TOUCH:
            continue
        below = ys[j] >= ys[i]
        needed = box.down + other.up if below else other.down + box.up
        apart_y = needed - abs(ys[j] - ys[i])
        if apart_y <= _TOUCH:
            continue
        overlaps += 1
        if apart_x < apart_y:
            step = apart_x / 2 if xs[j] >= xs[i] else -apart_x / 2
            xs[i] -= step
            xs[j] += step
        else:
            step = apart_y / 2 if below else -apart_y / 2
            ys[i] -= step
            ys[j] += step
    return overlaps


def _near(xs: Sequence[float], ys: Sequence[float], boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Pairs that share a cell of a grid, i < j: the only ones that can overlap as they stand."""
    cells: dict[tuple[int, int], list[int]] = {}
    for i, box in enumerate(boxes):
        left, right = int((xs[i] - box.half) // _CELL_X), int((xs[i] + box.half) // _CELL_X)
        top, bottom = int((ys[i] - box.up) // _CELL_Y), int((ys[i] + box.down) // _CELL_Y)
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                cells.setdefault((column, row), []).append(i)
    pairs = {(i, j) for shared in cells.values() for place, i in enumerate(shared) for j in shared[place + 1 :]}
    return sorted(pairs)


def pack(sizes: Sequence[tuple[float, float]]) -> tuple[list[tuple[float, float]], float, float]:
    """Upper left corners for boxes of these sizes, and the width and height of all together.

    Several widths of page are tried: the one is taken that leaves least empty and is nearest to a page on its side.
    """
    if not sizes:
        return [], 0.0, 0.0
    area = sum((width + _GAP) * (height + _GAP) for width, height in sizes)
    widest = max(width for width, _ in sizes)
    pages = dict.fromkeys(max(widest, (area * shape) ** 0.5) + _GAP for shape in _SHAPES)
    return min((_packed(sizes, page) for page in pages), key=lambda made: _waste(made[1], made[2]))


def _waste(width: float, height: float) -> float:
    shape = width / height if height else _BEST_SHAPE
    return width * height * (1 + 0.5 * abs(shape - _BEST_SHAPE))


def _packed(sizes: Sequence[tuple[float, float]], page: float) -> tuple[list[tuple[float, float]], float, float]:
    """Each box, in the order given (largest first is best), goes where its top is highest, then leftmost: a skyline."""
    skyline: list[tuple[float, float, float]] = [(0.0, page, 0.0)]  # from x, to x, y: left to right
    corners = []
    for width, height in sizes:
        left, top = _place(skyline, width + _GAP, page)
        corners.append((left, top))
        skyline = _raised(skyline, left, left + width + _GAP, top + height + _GAP)
    right = max(left + width for (left, _), (width, _) in zip(corners, sizes, strict=True))
    bottom = max(top + height for (_, top), (_, height) in zip(corners, sizes, strict=True))
    return corners, right, bottom


def _place(skyline: Sequence[tuple[float, float, float]], width: float, page: float) -> tuple[float, float]:
    best: tuple[float, float] | None = None
    for start, _, _ in skyline:
        if start + width > page + 0.01:
            break
        top = max(y for left, right, y in skyline if left < start + width and right > start)
        if best is None or top < best[0]:
            best = (top, start)
    top, left = best or (max(y for _, _, y in skyline), 0.0)
    return left, top


def _raised(
    skyline: Sequence[tuple[float, float, float]], left: float, right: float, y: float
) -> list[tuple[float, float, float]]:
    made = [(a, min(b, left), h) for a, b, h in skyline if a < left]
    made.append((left, right, y))
    made += [(max(a, right), b, h) for a, b, h in skyline if b > right]
    return made
