"""The picture as PNG, made of the SVG by resvg.

resvg-py (a Rust library in one wheel, MPL-2.0) was chosen: cairosvg needs libcairo of the system and knows less of SVG;
skia-python and matplotlib are ten times its size, and matplotlib and Pillow would need a second way of drawing that
could differ from the first. It reads nothing but the text it is given and the fonts of the system.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

from kg.errors import FormatError
from kg.network.draw import to_svg
from kg.network.export.about import Origin
from kg.network.model import NetworkData

ZOOM = 2.0  # pixels of PNG to one of SVG: about 190 dots an inch
MAX_PIXELS = 16_000_000  # about four seconds of work
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts")
_SIZE = re.compile(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"')


def to_png(data: NetworkData, origin: Origin) -> bytes:
    """The picture; smaller than `ZOOM` asks for when it would have more than `MAX_PIXELS`.

    Raises FormatError where no font is installed: a picture without names says nothing.
    """
    import resvg_py

    if not has_fonts():
        raise FormatError(
            "no font is installed here, so a PNG would have no names. Ask for svg, or install one with Latin letters "
            "(Debian: fonts-liberation)"
        )
    svg = to_svg(data, origin).decode()
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=_zoom(svg), sans_serif_family="Liberation Sans")


def has_fonts() -> bool:
    """Whether the system has any font that letters can be drawn with."""
    folders = [*map(Path, _FOLDERS), Path.home() / ".fonts", Path.home() / ".local/share/fonts"]
    return any(next(folder.rglob("*.[to]t[fc]"), None) for folder in folders if folder.is_dir())


def _zoom(svg: str) -> float:
    found = _SIZE.search(svg)
    assert found is not None, "to_svg writes its size in the first element"
    pixels = float(found[1]) * float(found[2])
    return min(ZOOM, math.sqrt(MAX_PIXELS / pixels))
