"""Text as the forms can hold it. Labels and quotes come from documents anyone may load: they may hold anything.

One rule for every form, so that a label reads the same in all of them: a character that XML 1.0 cannot hold (section
2.2: most control characters, halves of surrogate pairs, U+FFFE and U+FFFF) becomes U+FFFD, the replacement character.
"""

from __future__ import annotations

import json
import math
import re

REPLACEMENT = "\ufffd"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A cell that a spreadsheet would run: these signs, also in their full width; leading apostrophes make it undoable.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# Marks that turn the reading direction of whatever comes after them; in a picture they would reach other words.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_SPACES = re.compile(r"\s+")


def clean(value: str) -> str:
    """`value` without characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub(REPLACEMENT, value)


def xml_text(value: str) -> str:
    """For between tags. `>` is escaped too, so that `]]>` cannot stand there; a carriage return by its number, or a
    parser would make a line feed of it."""
    escaped = clean(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#13;")


def xml_attribute(value: str) -> str:
    """For between double quotes; white space by its number, or a parser would make spaces of it."""
    return xml_text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def xml_comment(value: str) -> str:
    """For in a comment, which may hold no two hyphens on a row."""
    return clean(value).replace("--", "- -").rstrip("-")


def dot_string(value: str) -> str:
    r"""A quoted string of the DOT language, with its quotes. Backslash, quote and line feed are escaped as Graphviz's
    escString asks; other white space is folded."""
    escaped = clean(value).replace("\\", "\\\\").replace('"', '\\"').replace("\r\n", "\n").replace("\r", "\n")
    return f'"{escaped.replace(chr(10), chr(92) + "n")}"'


def csv_cell(value: str) -> str:
    """Text for a cell. What a spreadsheet would take for a formula gets an apostrophe in front; taking one apostrophe
    away from every cell that begins with apostrophes and then such a sign gives the text back."""
    text = clean(value)
    return f"'{text}" if _FORMULA.match(text) else text


def drawn(value: str) -> str:
    """Text for in a picture: on one line, without marks that turn the reading direction."""
    return _SPACES.sub(" ", _TURNING.sub("", clean(value))).strip()


def xml_number(value: float) -> str:
    """A number as XML Schema writes it: INF, -INF, NaN for what is no number; the shortest form that reads back the
    same."""
    if isinstance(value, int):
        return str(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "INF" if value > 0 else "-INF"
    return repr(value)


def plain(value: object) -> object:
    """`value` as JSON can hold it: a float that is no number is null; text is clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {clean(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def json_text(value: object) -> str:
    """JSON on one line, letters as they are."""
    return json.dumps(plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
