"""A network as a picture: SVG 1.1 that stands by itself (no style sheet, script or font from elsewhere).

From top to bottom: the title; the network; what the shapes, colours and lines mean; what was drawn: projection,
parameters, release, whether it is all. Each node and edge has a `title` with what it is in full and the words it was
read from, which browsers show on hovering and screen readers read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.network.draw_edges import edge_parts
from kg.network.draw_legend import Legend, legend_of
from kg.network.draw_shapes import shape_path
from kg.network.export.about import Origin, about, lines
from kg.network.export.fields import label
from kg.network.export.text import drawn, json_text, xml_attribute, xml_text
from kg.network.layout import LABEL_SIZE, Layout, arrange, name_lines
from kg.network.lettering import FONTS, LINE, text_width
from kg.network.model import NetworkData, Node
from kg.network.style import Style, style_of

MARGIN = 22.0
_MIN_WIDTH = 600.0
_TITLE_SIZE, _CAPTION_SIZE = 15.0, 8.5
_READING_WIDTH = 1100.0  # a wider picture is made smaller on paper: what stands around it is written larger
_INK, _FAINT = "#111111", "#555555"


@dataclass(frozen=True, slots=True)
class _Page:
    """Measures of the whole, in pixels. left, top: where the network begins; scale: of all that stands around it."""

    width: float
    height: float
    left: float
    top: float
    title: tuple[str, ...]
    caption: tuple[str, ...]
    legend: Legend
    scale: float


def to_svg(data: NetworkData, origin: Origin) -> bytes:
    """The picture, in the language of `origin`."""
    return "".join(_svg(data, origin)).encode()


def _svg(data: NetworkData, origin: Origin) -> Iterator[str]:
    language = origin.language
    style, layout = style_of(data), arrange(data)
    page = _page(data, origin, layout, style)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width:g}" height="{page.height:g}" '
        f'viewBox="0 0 {page.width:g} {page.height:g}" role="img" aria-labelledby="vg-title vg-desc" lang="{language}" '
        f'font-family="{xml_attribute(FONTS)}" fill="{_INK}">\n'
    )
    yield f'<title id="vg-title">{xml_text(" ".join(page.title))}</title>\n'
    yield f'<desc id="vg-desc">{xml_text(_description(data, origin))}</desc>\n'
    yield f"<metadata>{xml_text(json_text(about(data, origin)))}</metadata>\n"
    yield f'<rect width="{page.width:g}" height="{page.height:g}" fill="#ffffff"/>\n'
    size = _TITLE_SIZE * page.scale
    for number, line in enumerate(page.title):
        y = MARGIN + size * (0.8 + number * 1.2)
        yield f'<text x="{MARGIN:g}" y="{y:.1f}" font-size="{size:.4g}" font-weight="bold">{xml_text(line)}</text>\n'
    yield f'<g transform="translate({page.left:g} {page.top:g})">\n'
    yield from edge_parts(data, layout, style, language)
    for node in data.nodes:
        yield from _node(data, node, layout, style, language)
    for node in data.nodes:
        if node.iri in layout.named:
            yield from _name(node, layout, style, language)
    yield "</g>\n"
    below = page.top + layout.height + 22 * page.scale
    yield f'<g transform="translate({MARGIN:g} {below:.1f}) scale({page.scale:g})">\n'
    yield from page.legend.parts()
    yield "</g>\n"
    yield from _caption(data, page)
    yield "</svg>\n"


def _page(data: NetworkData, origin: Origin, layout: Layout, style: Style) -> _Page:
    inner = max(layout.width, _MIN_WIDTH - 2 * MARGIN)
    scale = round(max(1.0, inner / _READING_WIDTH), 3)
    legend = legend_of(data, style, layout, origin.language, inner / scale)
    said = _title(data, style, origin.language)
    title = _folded(said, inner / 1.08, _TITLE_SIZE * scale)
    size = _CAPTION_SIZE * scale
    caption = tuple(part for line in lines(data, origin) for part in _folded(line, inner, size))
    top = MARGIN + (len(title) * _TITLE_SIZE * 1.2 + 12) * scale
    height = top + layout.height + (22 + legend.height + 14) * scale + len(caption) * size * 1.35 + MARGIN
    left = MARGIN + (inner - layout.width) / 2
    width = round(inner + 2 * MARGIN)
    return _Page(width, round(height), round(left, 1), round(top, 1), title, caption, legend, scale)


def _title(data: NetworkData, style: Style, language: str) -> str:
    title = drawn(data.projection.title.get(language) or data.projection.name)
    before, after = (data.projection.parameters.get(name) for name in ("before", "after"))
    return f"{title}: {drawn(str(before))} → {drawn(str(after))}" if style.changes and before and after else title


def _description(data: NetworkData, origin: Origin) -> str:
    said = data.projection.description.get(origin.language, "")
    return " ".join(part for part in (drawn(said), *lines(data, origin)[1:]) if part)


def _node(data: NetworkData, node: Node, layout: Layout, style: Style, language: str) -> Iterator[str]:
    look = style.node(node)
    x, y = layout.places[node.iri]
    name = drawn(label(node.labels, language)) or node.iri
    kind = f" ({drawn(data.term(node.kind, language))})" if node.kind else ""
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    shape = (
        f'<path d="{shape_path(look.shape, x, y, look.radius)}" fill="{look.fill}" stroke="{look.stroke}" '
        f'stroke-width="{look.stroke_width:g}"{dash}><title>{xml_text(look.sign + name + kind)}</title></path>'
    )
    # an IRI of loaded data may be of any scheme, `javascript:` too
    linked = node.iri.startswith(("https://", "http://"))
    yield f'<a href="{xml_attribute(node.iri)}">{shape}</a>\n' if linked else f"{shape}\n"


def _name(node: Node, layout: Layout, style: Style, language: str) -> Iterator[str]:
    look = style.node(node)
    x, y = layout.places[node.iri]
    top = y + look.radius + LABEL_SIZE * 0.95 + 1
    yield (
        f'<text font-size="{LABEL_SIZE:g}" text-anchor="middle" stroke="#ffffff" stroke-width="2.4" '
        f'stroke-linejoin="round" paint-order="stroke">'
    )
    for number, line in enumerate(name_lines(node, language, look.sign)):
        yield f'<tspan x="{x:g}" y="{round(top + number * LABEL_SIZE * LINE, 1):g}">{xml_text(line)}</tspan>'
    yield "</text>\n"


def _caption(data: NetworkData, page: _Page) -> Iterator[str]:
    size = _CAPTION_SIZE * page.scale
    step = size * 1.35
    top = page.height - MARGIN - (len(page.caption) - 1) * step
    for number, line in enumerate(page.caption):
        colour = _FAINT if data.complete else "#a33c00"
        yield (
            f'<text x="{MARGIN:g}" y="{round(top + number * step, 1):g}" font-size="{size:.4g}" '
            f'fill="{colour}">{xml_text(line)}</text>\n'
        )


def _folded(text: str, width: float, size: float) -> tuple[str, ...]:
    """`text` on as many lines as its words need; a longer word (an address) is cut."""
    made = [""]
    for word in text.split(" "):
        rest = word
        while rest:
            joined = f"{made[-1]} {rest}" if made[-1] else rest
            if text_width(joined, size) <= width:
                made[-1], rest = joined, ""
            elif made[-1]:
                made.append("")
            else:
                fits = next(n for n in range(len(rest), 0, -1) if n == 1 or text_width(rest[:n], size) <= width)
                made[-1], rest = rest[:fits], rest[fits:]
                made.append("")
    return tuple(line for line in made if line)
