"""How wide words are, and where a name is cut into lines: needed before a picture is drawn, without a font at hand.

Widths are those of Helvetica, which Arial and Liberation Sans share; they come with pdfminer.six. The picture names
those fonts, so what is measured here is what is drawn.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kg.network.export.text import drawn

FONTS = "Helvetica, Arial, 'Liberation Sans', Arimo, sans-serif"
LINE = 1.15  # height of a line, in font sizes
_UNKNOWN = 0.6  # width of a letter without a known width, in font sizes
_LONG_WORD = 1.4  # of a line: longer words are cut
_ROOM = 1.04  # a little more than measured: renderers round


@lru_cache(maxsize=1)
def _widths() -> dict[str, float]:
    from pdfminer.fontmetrics import FONT_METRICS

    return {letter: width / 1000 for letter, width in FONT_METRICS["Helvetica"][1].items()}


def text_width(text: str, size: float) -> float:
    """Width of `text` on one line, in the unit of `size`."""
    return _ROOM * size * sum(_letter(letter) for letter in text)


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    widths = _widths()
    if letter in widths:
        return widths[letter]
    if unicodedata.combining(letter):
        return 0.0
    base = unicodedata.normalize("NFD", letter)[0]  # é is as wide as e
    if base in widths:
        return widths[base]
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else _UNKNOWN


def wrapped(text: str, *, width: int = 20, lines: int = 3) -> tuple[str, ...]:
    """A name on at most `lines` lines of about `width` letters; what does not fit ends in an ellipsis.

    A word a little longer than a line keeps a line to itself; a much longer one is cut, at a hyphen where it has one.
    """
    made: list[str] = []
    for piece, continues in _pieces(drawn(text), width):
        joined = f"{made[-1]}{'' if continues else ' '}{piece}" if made else piece
        if made and len(joined) <= width:
            made[-1] = joined
        else:
            made.append(piece)
    if len(made) > lines:
        made = [*made[: lines - 1], f"{made[lines - 1][: width - 1].rstrip(' -')}…"]
    return tuple(made)


def _pieces(text: str, width: int) -> list[tuple[str, bool]]:
    """Words, long ones in pieces, each with whether it continues the piece before it."""
    pieces: list[tuple[str, bool]] = []
    for word in text.split():
        rest, continues = word, False
        while len(rest) > width:
            cut = rest.rfind("-", 1, width + 2) + 1
            if not cut and len(rest) <= width * _LONG_WORD:
                break
            pieces.append((rest[:cut] if cut else f"{rest[: width - 1]}-", continues))
            rest, continues = rest[cut or width - 1 :], True
        pieces.append((rest, continues))
    return pieces
