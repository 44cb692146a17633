"""What a query may not do, found before the engine sees it.

Measured on pyoxigraph 0.5.13: `Store.query` has no switch for SERVICE and opens the connection itself; a few
thousand nested brackets or chained operators overflow the stack and end the whole process. The engine gives no
access to its parse tree, so both are told from the text, in a way that errs on the side of refusing:

- Strings, IRIs, comments, variables and local names are blanked by the rules of the SPARQL grammar; what is left of
  a `service` is a keyword or a part of a prefix name. The second is refused too: the engine's grammar has no word
  boundaries and reads `service:x {…}`, even `1service:x {…}`, as a call.
- Where `<…>` could be two comparisons instead of an IRI, blanking could hide code. No call fits between `<` and
  `>`, but a quote or a `#` could start a string or a comment there: then nothing is blanked at all.
- Escapes (`\\u0053`) are not resolved outside strings and IRIs by the engine, so they cannot spell a keyword.
"""

from __future__ import annotations

import re

from kg.errors import QueryRefusedError, QueryTooComplexError

MAX_DEPTH = 200  # nested brackets; the engine overflows 8 MB of stack at about 1,000
MAX_STEPS = 3_000  # chained operators and patterns; 5,000 pass in the 128 MB that `lanes` gives a thread

_TOKEN = re.compile(  # possessive (++, *+): a long or an unclosed string costs one pass
    r"""
      (?P<comment>  \# [^\n\r]*+ )
    | (?P<string>   \"{3} (?: \"{0,2}+ (?: [^"\\]++ | \\. ) )*+ \"{3} | '{3} (?: '{0,2}+ (?: [^'\\]++ | \\. ) )*+ '{3}
                  | \" (?: [^"\\\n\r]++ | \\. )*+ \" | ' (?: [^'\\\n\r]++ | \\. )*+ ' )
    | (?P<iri>      < [^<>"{}|^`\x00-\x20]*+ > )
    | (?P<variable> [?$] \w++ )
    | (?P<local>    : (?: [\w%:-]++ | \\. )*+ )
    | (?P<number>   \d++ (?: \.\d++ )? )
    | (?P<escape>   \\. )
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_STEP = re.compile(
    r"\|\||&&|[-+*/!|^.;]|\b(?:OPTIONAL|FILTER|BIND|UNION|MINUS|GRAPH|EXISTS|SELECT|VALUES|LATERAL)\b", re.IGNORECASE
)
_UPDATE = re.compile(
    r"^\s*(?:(?:PREFIX\s+[^\s:]*\s*:?\s*<>|BASE\s*<>)\s*)*"
    r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)


def check_query(text: str, *, max_length: int | None = None) -> None:
    """Passes `text` or says why the engine may not have it.

    max_length: in characters; None for no limit.
    Raises QueryRefusedError for SERVICE and for an update, QueryTooComplexError for a text that is too long or deep.
    """
    if max_length is not None and len(text) > max_length:
        raise QueryTooComplexError(
            f"the query has {len(text)} characters; at most {max_length} are taken. Ask in parts"
        )
    code = _code(text)
    if "service" in code.lower():
        raise QueryRefusedError(
            "SERVICE is not allowed here: no query reaches another server. "
            "(A prefix name with 'service' in it is read as SERVICE too: choose another prefix.)"
        )
    update = _UPDATE.match(code)
    if update:
        raise QueryRefusedError(f"{update[1].upper()} changes data; only queries are answered here")
    _check_size(code)


def _code(text: str) -> str:
    """`text` with all that is no code blanked; unchanged where blanking could hide code."""
    ambiguous = False

    def blank(match: re.Match[str]) -> str:
        nonlocal ambiguous
        token = match[0]
        match match.lastgroup:
            case "iri":
                ambiguous |= _may_be_comparisons(token)
                return "<>"
            case "string":
                return '""'
            case "variable":
                return "?v"
            case "local":
                return ":"
            case "number":
                return "0"
            case _:
                return " "

    code = _TOKEN.sub(blank, text)
    return text if ambiguous else code


def _may_be_comparisons(token: str) -> bool:
    """Whether `<…>` could be two comparisons around something that starts a string or a comment.

    Not so for `<scheme://…`: after `<` as an operator no term can be followed by two slashes.
    """
    return ("'" in token or "#" in token) and not _ABSOLUTE.match(token)


def _check_size(code: str) -> None:
    depth = deepest = 0
    for sign in re.findall(r"[({\[]|[)}\]]", code):
        depth += 1 if sign in "({[" else -1
        deepest = max(deepest, depth)
    deepest = max(deepest, code.count("<<"))
    if deepest > MAX_DEPTH:
        raise QueryTooComplexError(f"the query nests {deepest} deep; at most {MAX_DEPTH} is taken")
    steps = sum(1 for _ in _STEP.finditer(code))
    if steps > MAX_STEPS:
        raise QueryTooComplexError(
            f"the query chains {steps} operators and patterns; at most {MAX_STEPS} are taken. "
            "Give long lists of values as VALUES"
        )
