"""The outlines of the shapes, of about the same area for the same radius."""

from __future__ import annotations

import math

_CORNERS: dict[str, tuple[int, float, float]] = {  # corners, angle of the first in degrees, size
    "square": (4, 45.0, 1.22),
    "diamond": (4, 90.0, 1.25),
    "triangle": (3, 90.0, 1.38),
    "triangle-down": (3, 270.0, 1.38),
    "pentagon": (5, 90.0, 1.14),
    "hexagon": (6, 0.0, 1.1),
}


def shape_path(shape: str, x: float, y: float, radius: float) -> str:
    """The `d` of a path around (x, y)."""
    if shape == "star":
        return _closed(
            [
                (
                    x + radius * (1.4 if number % 2 == 0 else 0.62) * math.cos(math.radians(90 + 36 * number)),
                    y - radius * (1.4 if number % 2 == 0 else 0.62) * math.sin(math.radians(90 + 36 * number)),
                )
                for number in range(10)
            ]
        )
    if shape not in _CORNERS:
        half = f"a{radius:g} {radius:g} 0 1 0"
        return f"M{x - radius:.1f} {y:.1f}{half} {2 * radius:g} 0{half} {-2 * radius:g} 0z"
    corners, first, size = _CORNERS[shape]
    angles = [math.radians(first + 360 / corners * number) for number in range(corners)]
    return _closed([(x + size * radius * math.cos(a), y - size * radius * math.sin(a)) for a in angles])


def _closed(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"
