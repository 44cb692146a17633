"""How parts of a document are named and compared: their kind, their letters, their words as printed."""

from __future__ import annotations

import re
import unicodedata

from loaders.context import Reading
from loaders.structure import Block

_MARKUP = re.compile(r"\*\*|__|^#{1,6}\s+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|<sup>\w*</sup>|[¹²³⁰⁴-⁹]+$")


def kind_of(kind: str, number: str) -> str:
    """A chapter with a number of two parts ("3.2", "2c") is a paragraph, by whatever word it is called."""
    return "paragraaf" if kind == "hoofdstuk" and re.fullmatch(r"\d+[.a-z].*", number) else kind


def printed(reading: Reading, block: Block) -> str:
    """The words of a block as they stand in the file, white space folded, without mark-up and note signs."""
    raw = " ".join(reading.doc.source.raw(block.span).split())
    return _MARKUP.sub("", raw).strip()


def letters(text: str) -> str:
    """Letters and figures only, in lower case and without accents: how titles are compared."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in plain if char.isalnum())


def content_words(text: str) -> set[str]:
    """The words that carry the meaning of a title."""
    return {word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > 4}
