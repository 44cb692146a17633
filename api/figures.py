"""Figures as SVG, made by the server: bars, a heat map, marks along the years.

Every shape has a class, which the style sheet colours in light and dark, and presentation attributes with the light
colours, so that the file on its own looks the same. Nothing in it is a link or a script: the table beside a figure
holds what can be clicked. Sizes are in user units, one to a CSS pixel.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

LETTER = 6.7  # width of a letter of 12 px, on the whole
HEAT = ("#f4f5f3", "#dfeaf5", "#bcd4ea", "#8fb7dc", "#2f6ba3", "#123a66")
_FILLS = {
    "f-bar": "#2f6ba3", "f-bar2": "#8fb7dc", "f-target": "#8a6100", "f-baseline": "#5f6770", "f-share": "#5d469c",
    "f-observed": "#17707c", "f-soft": "#535e69", "f-high": "#ffffff", "f-mid": "#0d141c",
}  # fmt: skip
_INK = "#1a2129"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: parts are stacked, each (value, class, how it is called)."""

    label: str
    parts: tuple[tuple[float, str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at a year. role: class of the mark; name: what that means. scope: where it holds. chain: marks with the
    same one are joined, in the order of years."""

    year: int
    value: float
    role: str
    name: str
    scope: str = ""
    chain: str = ""

    @property
    def label(self) -> str:
        return f"{self.name} {self.scope}".strip()


def frame(width: float, height: float, title: str, parts: Sequence[str]) -> Markup:
    """A whole SVG document, which a page can also hold as it is."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-label={quoteattr(title)} font-family="system-ui, sans-serif" '
        f'font-size="12"><title>{escape(title)}</title>'
    )
    return Markup(head + "".join(parts) + "</svg>")  # every text in it went through `escape`


def text(
    x: float, y: float, words: str, *, anchor: str = "start", kind: str = "", size: float = 12, bold: bool = False
) -> str:
    """A line of text. kind: class that gives its colour."""
    fill = _FILLS.get(kind, _INK)
    weight = ' font-weight="600"' if bold else ""
    named = f' class="{kind}"' if kind else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size:g}" fill="{fill}"{named}{weight}>'
        f"{escape(words)}</text>"
    )


def box(x: float, y: float, width: float, height: float, kind: str, note: str = "") -> str:
    """A filled rectangle. note: what a pointer held over it shows."""
    fill = HEAT[int(kind[-1])] if kind.startswith("f-h") and kind[-1].isdigit() else _FILLS.get(kind, "#f4f5f3")
    inner = f"<title>{escape(note)}</title>" if note else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" fill="{fill}" '
        f'class="{kind}">{inner}</rect>'
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str = "f-line", colour: str = "#d3d8dc") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" class="{kind}"/>'


def shortened(words: str, letters: int) -> str:
    return words if len(words) <= letters else f"{words[: letters - 1].rstrip()}…"


def plain(value: float, language: str) -> str:
    """A number as people write it: "1.250" or "1,250"; decimals where it has any."""
    written = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return written.translate(str.maketrans(",.", ".,")) if language == "nl" else written


def bars(rows: Sequence[Bar], title: str, language: str, *, width: float = 720) -> Markup:
    """Horizontal bars, stacked where a row has several parts; the total stands behind each."""
    left = min(max((len(row.label) for row in rows), default=0) * LETTER + 12, width * 0.5)
    most = max((sum(value for value, _, _ in row.parts) for row in rows), default=0) or 1
    room = width - left - 70
    parts: list[str] = []
    for number, row in enumerate(rows):
        top, x = 8 + number * 24, left
        parts.append(text(left - 8, top + 13, shortened(row.label, int(left / LETTER)), anchor="end"))
        for value, kind, name in row.parts:
            wide = value / most * room
            parts.append(box(x, top, wide, 17, kind, f"{row.label}: {plain(value, language)} {name}".strip()))
            x += wide
        total = sum(value for value, _, _ in row.parts)
        parts.append(text(x + 6, top + 13, row.note or plain(total, language), kind="f-soft"))
    return frame(width, 16 + 24 * len(rows), title, parts)


def heat(rows: Sequence[tuple[str, Sequence[tuple[int, str, str]]]], columns: Sequence[str], title: str) -> Markup:
    """A heat map. rows: label with, for each column, level (0 to 5), what stands in the cell, and the note to it."""
    left, cell, high = 290.0, 92.0, 22.0
    lines = [_broken(column, 15) for column in columns]
    head = 14 * max((len(found) for found in lines), default=1) + 12
    parts: list[str] = []
    for at, found in enumerate(lines):
        for down, words in enumerate(found):
            parts.append(text(left + at * cell + cell / 2, 14 + down * 14, words, anchor="middle", size=11, bold=True))
    for number, (label, cells) in enumerate(rows):
        top = head + number * high
        parts.append(text(left - 8, top + 15, shortened(label, 43), anchor="end"))
        for at, (level, words, note) in enumerate(cells):
            parts.append(box(left + at * cell + 1, top + 1, cell - 2, high - 2, f"f-h{level}", note))
            kind = "f-high" if level > 3 else "f-mid" if level == 3 else ""
            if words:
                parts.append(text(left + at * cell + cell / 2, top + 15, words, anchor="middle", kind=kind))
    return frame(left + cell * len(columns) + 4, head + high * len(rows) + 8, title, parts)


def years(marks: Sequence[Mark], title: str, language: str, *, width: float = 860, unit: str = "") -> Markup:
    """Values along the years: a mark for each, a line from a baseline to its target, a legend above.

    The value stands beside its mark, with where it holds when that is not the same for all.
    """
    first, last = min(m.year for m in marks), max(m.year for m in marks)
    ticks = _scale(min(m.value for m in marks), max(m.value for m in marks))
    longest = max(len(plain(tick, language)) for tick in ticks)
    left, right, top, bottom = 24 + LETTER * longest, width - 150, 44.0, 310.0

    def across(year: int) -> float:
        return (
            (left + right) / 2 if first == last else left + 20 + (year - first) / (last - first) * (right - left - 40)
        )

    def down(value: float) -> float:
        return bottom - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (bottom - top)

    parts = [text(4, top - 10, unit, kind="f-soft")] if unit else []
    parts += _legend(marks, left)
    scopes = len({mark.scope for mark in marks}) > 1
    for tick in ticks:
        parts.append(line(left, down(tick), right, down(tick)))
        parts.append(text(left - 6, down(tick) + 4, plain(tick, language), anchor="end", kind="f-soft"))
    step = max(1, math.ceil((last - first + 1) / 12))
    parts += [
        text(across(y), bottom + 20, str(y), anchor="middle", kind="f-soft") for y in range(first, last + 1, step)
    ]
    parts += _chains(marks, across, down)
    used: list[tuple[float, float]] = []
    for (year, value), here in sorted(_together(marks).items(), key=lambda item: (item[0][0], -item[0][1])):
        parts += _mark(here, across(year), down(value), used, (top, bottom), language, scopes)
    return frame(width, bottom + 34, title, parts)


def _legend(marks: Sequence[Mark], left: float) -> list[str]:
    """What the colours mean: a dot and its name for each role there is."""
    parts, x = [], left
    for role, name in dict.fromkeys((mark.role, mark.name) for mark in marks):
        parts.append(f'<circle cx="{x + 5:.1f}" cy="12" r="5" fill="{_FILLS[role]}" class="{role}"/>')
        parts.append(text(x + 15, 16, name))
        x += 35 + LETTER * len(name)
    return parts


def _together(marks: Sequence[Mark]) -> dict[tuple[int, float], list[Mark]]:
    """Marks that lie on one another share their words."""
    found: dict[tuple[int, float], list[Mark]] = {}
    for mark in marks:
        found.setdefault((mark.year, mark.value), []).append(mark)
    return found


def _mark(
    marks: list[Mark],
    x: float,
    y: float,
    used: list[tuple[float, float]],
    room: tuple[float, float],
    language: str,
    scopes: bool,
) -> list[str]:
    """Marks of one year and value with their words, which go up or down until they lie over no others."""
    names = list(dict.fromkeys(mark.label for mark in marks))
    said = plain(marks[0].value, language)
    places_named = ", ".join(dict.fromkeys(mark.scope for mark in marks if mark.scope)) if scopes else ""
    words = shortened(f"{said} {places_named}".strip(), 22)
    offsets = [step * side * 13.0 for step in range(12) for side in (-1, 1)]
    places = [y + 4 + offset for offset in offsets if room[0] - 8 < y + 4 + offset < room[1]]
    free = (
        at
        for at in places
        if all(abs(at - other) >= 13 or abs(x - beside) >= 15 + LETTER * len(words) for beside, other in used)
    )
    at = next(free, y + 4)
    used.append((x, at))
    note = f"{', '.join(names)}: {said} ({marks[0].year})"
    found = [] if abs(at - y - 4) < 14 else [line(x, y, x + 8, at - 4)]
    for mark in reversed(marks):
        found.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{_FILLS[mark.role]}" class="{mark.role}">'
            f"<title>{escape(note)}</title></circle>"
        )
    halo = ' stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    return [*found, text(x + 9, at, words, kind="f-label", size=11).replace(" class=", f"{halo} class=", 1)]


def _chains(marks: Sequence[Mark], across, down) -> list[str]:  # type: ignore[no-untyped-def]
    chains: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.chain:
            chains.setdefault(mark.chain, []).append(mark)
    found = []
    for chain in chains.values():
        points = sorted(chain, key=lambda m: m.year)
        for a, b in pairwise(points):
            found.append(
                f'<line x1="{across(a.year):.1f}" y1="{down(a.value):.1f}" x2="{across(b.year):.1f}" '
                f'y2="{down(b.value):.1f}" stroke="#8a6100" stroke-width="1.5" stroke-dasharray="5 4" class="f-path"/>'
            )
    return found


def _scale(least: float, most: float) -> list[float]:
    """Round values with 0 among them, from `least` or below to `most` or above.

    >>> _scale(-41, 12)
    [-50, -40, -30, -20, -10, 0, 10, 20]
    """
    steps = _ticks(max(abs(least), abs(most)))
    step = steps[1]
    below = math.ceil(-min(least, 0) / step - 1e-9)
    above = math.ceil(max(most, 0) / step - 1e-9)
    return [step * n for n in range(-below, max(above, 1 - below) + 1)]


def _ticks(most: float) -> list[float]:
    """Round values from 0 to at least `most`.

    >>> _ticks(213)
    [0.0, 50.0, 100.0, 150.0, 200.0, 250.0]
    """
    if most <= 0:
        return [0.0, 1.0]
    size = 10 ** math.floor(math.log10(most))
    step = next(s * size for s in (0.2, 0.5, 1, 2) if most / (s * size) <= 5.5)
    return [step * n for n in range(math.ceil(most / step - 1e-9) + 1)]


def _broken(words: str, letters: int) -> list[str]:
    """Words over lines of about `letters`."""
    lines: list[str] = []
    for word in words.replace("-", "-\u200b").split():
        if lines and len(lines[-1]) + len(word) < letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [line.replace("\u200b", "") for line in lines] or [""]
