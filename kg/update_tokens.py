"""The text of a SPARQL 1.1 Update as tokens of the grammar (SPARQL 1.1 Query, 19.8), in time in proportion to it.

Unlike `kg.engine.tokens`, which looks for what may call another server, this tells the parts of a template from what
encloses them: labels of blank nodes, and the braces of annotations (`{|`) from those of groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<skip>     \s++ | \# [^\n\r]*+ )
    | (?P<string>   \"{3} (?: \"{0,2}+ (?: [^"\\]++ | \\. ) )*+ \"{3} | '{3} (?: '{0,2}+ (?: [^'\\]++ | \\. ) )*+ '{3}
                  | \" (?: [^"\\\n\r]++ | \\. )*+ \" | ' (?: [^'\\\n\r]++ | \\. )*+ ' )
    | (?P<iri>      < [^<>"{}|^`\\\x00-\x20]*+ (?: \\. [^<>"{}|^`\\\x00-\x20]*+ )*+ > )
    | (?P<variable> [?$] \w++ )
    | (?P<blank>    _: \w [\w-]*+ (?: \.++ [\w-]++ )*+ )
    | (?P<name>     (?P<prefix> [^\W\d_] [\w.-]*+ )?
                    (?P<rest> : (?: [\w:%-]++ | \\. | \.++ (?= [\w:%\\-] ) )*+ ) )
    | (?P<words>    [^\W\d_] [\w.-]*+ )
    | (?P<language> @ [A-Za-z0-9-]++ )
    | (?P<number>   \d [\w+-]*+ (?: \.++ [\w+-]++ )*+ )
    | (?P<note>     \{\| | \|\} )
    | (?P<sign>     \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_WORDS = re.compile(r"(?P<word>[^\W\d_][\w-]*+)|(?P<number>[\d_][\w+-]*+)|(?P<sign>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """kind: a group of `_TOKEN` or `_WORDS`. start, end: where it stands in the text."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """A keyword in capitals; "" for anything else."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "words":
            yield from _split(text, match.start(), match.end())
        elif kind == "name" and (match["prefix"] or "").endswith("."):  # no prefix ends in a dot
            yield from _split(text, *match.span("prefix"))
            yield Token(kind, match["rest"], *match.span("rest"))
        elif kind != "skip":
            yield Token(kind, match[0], match.start(), match.end())


def _split(text: str, start: int, end: int) -> Iterator[Token]:
    """What looked like a prefix and was none: words with dots between them. Read as one, so that each is read once."""
    for match in _WORDS.finditer(text, start, end):
        yield Token(match.lastgroup or "", match[0], match.start(), match.end())


def may_be_comparisons(iri: str) -> bool:
    """Whether `<…>` could be two comparisons with code between them. An absolute IRI could not: no term starts so."""
    return any(sign in iri for sign in "'#?$&(") and not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", iri)
