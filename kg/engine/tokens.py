"""SPARQL text as tokens: where code stands, and where strings, IRIs and comments do.

By the rules of the SPARQL grammar (the longest token counts), and never by less than linear time. One thing the
tokens cannot tell: whether `<…>` is an IRI or two comparisons, `?a<?b&&?c>?d`. What stands between them holds no
white space, brace or double quote then; only a `'` or a `#` in it could begin a string or a comment, and make what
follows look like something else. `AmbiguousText` says so; nobody then builds on the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMON = r"""
      (?P<comment>  \# [^\n\r]*+ )
    | (?P<string>   \"{3} (?: \"{0,2}+ (?: [^"\\]++ | \\. ) )*+ \"{3} | '{3} (?: '{0,2}+ (?: [^'\\]++ | \\. ) )*+ '{3}
                  | \" (?: [^"\\\n\r]++ | \\. )*+ \" | ' (?: [^'\\\n\r]++ | \\. )*+ ' )
    | (?P<iri>      < [^<>"{}|^`\x00-\x20]*+ > )
    | (?P<variable> [?$] \w++ )"""

# For blanking: names are cut at their colon, since the engine reads keywords without word boundaries.
# Possessive (++, *+), and an escape in one piece, outside strings too: so a string that is never closed costs one pass,
# and is not begun again at each `\'` in it.
_BLANKED = re.compile(
    _COMMON
    + r"""
    | (?P<local>    : (?: [\w%:-]++ | \\. )*+ )
    | (?P<number>   \d++ (?: \.\d++ )? )
    | (?P<escape>   \\. )
    """,
    re.VERBOSE | re.DOTALL,
)
_PIECES = re.compile(
    _COMMON
    + r"""
    | (?P<name>     (?P<prefix> [^\W\d] [\w\u00B7.-]*+ )?
                    (?P<rest> : (?: [\w\u00B7%:-]++ | \\. | \.++ (?= [\w%:\\-] ) )*+ ) )
    | (?P<words>    [^\W\d] [\w\u00B7.-]*+ )
    | (?P<language> @ [A-Za-z0-9-]++ )
    | (?P<number>   \d++ (?: \.\d++ )? )
    | (?P<space>    \s++ )
    | (?P<sign>     \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_WORDS = re.compile(r"(?P<word>[^\W\d]\w*+)|(?P<number>\d++)|(?P<sign>.)", re.DOTALL)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_BLANKS = {"iri": "<>", "string": '""', "variable": "?v", "local": ":", "number": "0"}


class AmbiguousText(Exception):
    """An IRI in the text could be two comparisons that hide the beginning of a string or comment."""


@dataclass(frozen=True, slots=True)
class Token:
    """kind: string, iri, variable, name (prefix:local), language, word, number or sign. start, end: in the text."""

    kind: str
    text: str
    start: int
    end: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords, in any case."""
        return self.kind == "word" and self.text.upper() in words


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`, without comments and white space. Raises AmbiguousText."""
    for match in _PIECES.finditer(text):
        kind = match.lastgroup or "sign"
        if kind == "iri" and may_be_comparisons(match[0]):
            raise AmbiguousText(match[0])
        if kind == "words":
            yield from _split(text, match.start(), match.end())
        elif kind == "name" and (match["prefix"] or "").endswith("."):  # no prefix ends in a dot
            yield from _split(text, *match.span("prefix"))
            yield Token(kind, match["rest"], *match.span("rest"))
        elif kind not in ("comment", "space"):
            yield Token(kind, match[0], match.start(), match.end())


def _split(text: str, start: int, end: int) -> Iterator[Token]:
    """What looked like a prefix and was none: words with dots and dashes between them."""
    for match in _WORDS.finditer(text, start, end):
        yield Token(match.lastgroup or "sign", match[0], match.start(), match.end())


def code(text: str) -> str:
    """`text` with all that is no code blanked: an IRI is `<>`, a string `""`, a variable `?v`, a name `prefix:`, a
    number `0`, a comment a space. Raises AmbiguousText."""

    def blank(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        if kind == "iri" and may_be_comparisons(match[0]):
            raise AmbiguousText(match[0])
        return _BLANKS.get(kind, " ")

    return _BLANKED.sub(blank, text)


def may_be_comparisons(token: str) -> bool:
    """Whether `<…>` could be two comparisons around something that starts a string or a comment.

    Not so for `<scheme://…`: after `<` as an operator no term can be followed by two slashes.
    """
    return ("'" in token or "#" in token) and not _ABSOLUTE.match(token)
