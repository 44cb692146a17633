"""Dutch figures to numbers: "12.345", "11,5%", "1,9 miljoen", "vijf"."""

from __future__ import annotations

import re
from decimal import Decimal

FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_GROUPED = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_PLAIN = re.compile(r"^\d+(?:[.,]\d+)?$")
_SCALES = {"duizend": 10**3, "miljoen": 10**6, "miljard": 10**9}
_WORDS = {
    "nul": 0, "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16,
    "zeventien": 17, "achttien": 18, "negentien": 19, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50,
    "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90, "honderd": 100,
}  # fmt: skip
WORD_NUMBER = "|".join(sorted(_WORDS, key=len, reverse=True))
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def parse_figure(text: str) -> Decimal | None:
    """The value of one figure in Dutch notation, sign and a unit around it ignored; None when it holds none.

    >>> parse_figure("12.345"), parse_figure("11,5%"), parse_figure("1234,50"), parse_figure("-")
    (Decimal('12345'), Decimal('11.5'), Decimal('1234.50'), None)

    "1,9 miljoen" is 1900000. A leading minus sign counts.
    """
    match = re.search(rf"(?P<sign>[-−–]\s?)?(?P<figure>{FIGURE})(?:\s*(?P<scale>{'|'.join(_SCALES)}))?", text)
    if not match:
        return None
    figure = match.group("figure")
    if _GROUPED.match(figure):
        figure = figure.replace(".", "")
    value = Decimal(figure.replace(",", "."))
    if match.group("scale"):
        value *= _SCALES[match.group("scale")]
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    return -value if match.group("sign") and match.start("sign") == 0 else value


def parse_word(word: str) -> int | None:
    """The value of a number word up to a hundred ("vijf", "negenendertig"); None for any other word."""
    lower = word.lower()
    if lower in _WORDS:
        return _WORDS[lower]
    for unit, value in _WORDS.items():
        rest = lower.removeprefix(unit)
        if rest != lower and rest[:2] in ("en", "ën") and rest[2:] in _WORDS:
            return value + _WORDS[rest[2:]]
    return None


def parse_count(text: str) -> Decimal | None:
    """A figure or a number word."""
    figure = parse_figure(text)
    if figure is not None:
        return figure
    for word in re.findall(r"[a-zéë]+", text.lower()):
        value = parse_word(word)
        if value is not None:
            return Decimal(value)
    return None


def years_in(text: str) -> list[int]:
    """The years 1900-2099 written in `text`, in order."""
    return [int(found) for found in _YEAR.findall(text)]


def format_decimal(value: Decimal) -> str:
    """Plain decimal with a point, no thousands separator, no exponent, no trailing zeros."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
