"""Quotes of a source: folded, and no longer than a reader wants beside a row."""

from __future__ import annotations

from loaders.reading.text import SourceText

_QUOTE_LIMIT = 300  # code points of a quote with white space folded (contract/queries.md)


def fold(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def clip(source: SourceText, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends, cut at a word so that its folded quote is short enough."""
    text = source.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    while len(fold(source.text[start:end])) > _QUOTE_LIMIT:
        cut = start + _cut(source.text[start:end])
        end = cut
    return start, end


def _cut(text: str) -> int:
    """Where to cut `text` so that it folds to at most the limit: at white space where there is any."""
    count = 0
    space = True
    for at, char in enumerate(text):
        blank = char.isspace()
        count += not (blank and space)
        space = blank
        if count > _QUOTE_LIMIT:
            word = max(text.rfind(sign, 0, at) for sign in " \n\t")
            return word if word > at // 2 else at
    return len(text)
