"""What is done to the text of a query before another engine gets it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.engine.federation import check_syntax
from kg.engine.guard import check_query
from kg.engine.tokens import AmbiguousText, Token, tokens
from kg.errors import QueryRefusedError
from kg.store import Term

_ASCII_ESCAPE = re.compile(r"\\u00[0-7][0-9A-Fa-f]|\\U000000[0-7][0-9A-Fa-f]")
_INSIDE = (
    *("bif:", "sql:", "long::", "short::", "sqlval::"),
    *("http://www.openlinksw.com/schemas/bif#", "http://www.openlinksw.com/schemas/sql#"),
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class RemoteText:
    """A query ready to be sent. form: its keyword. dataset: whether it names its own, by FROM."""

    text: str
    form: str
    dataset: bool


def prepare(text: str, bindings: Mapping[str, Term] | None = None) -> RemoteText:
    """Checks `text` and puts the values of `bindings` in front of its pattern, as VALUES.

    The embedded engine checks the syntax: an error is found at the same line and column for every engine, and what is
    an extension of one (Virtuoso's `define` and `bif:`, which read files and other servers) does not pass. The standard
    lets an engine resolve `\\u0027` before it reads the text, where the embedded one reads it in its string: escapes
    that spell ASCII are refused, so that nothing reads as code there that was none here.

    Raises QueryRefusedError, QuerySyntaxError, QueryTooComplexError.
    """
    check_query(text)
    check_syntax(text)
    escape = _ASCII_ESCAPE.search(text)
    if escape:
        raise QueryRefusedError(f"{escape[0]} is not sent to another engine: write the character itself, or \\n, \\\"")
    try:
        found = list(tokens(text))
    except AmbiguousText as error:
        raise QueryRefusedError(f"{error} could be two comparisons: put spaces around '<' and '>'") from error
    form = next((token.text.upper() for token in found if token.is_word(*_FORMS)), "SELECT")
    inside = next((token.text for token in found if _is_inside(token)), None)
    if inside:
        raise QueryRefusedError(f"{inside} calls what is inside an engine; that is not sent to one")
    dataset = _names_dataset(found)
    return RemoteText(_bound(text, found, form, bindings) if bindings else text, form, dataset)


def _is_inside(token: Token) -> bool:
    """Whether a name, or the IRI a prefix may stand for, reaches Virtuoso's own functions (files, SQL, HTTP)."""
    return token.kind in ("name", "iri") and token.text.strip("<>").lower().startswith(_INSIDE)


def _names_dataset(found: list[Token]) -> bool:
    depth = 0
    for token in found:
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0 and token.is_word("FROM"):
            return True
    return False


def _bound(text: str, found: list[Token], form: str, bindings: Mapping[str, Term]) -> str:
    """The parameters of a named query are bound on every row, so a join with their values restricts as substitution
    does. `str` of a term is its N-Triples form, with all that could end it escaped."""
    start = _pattern(found, form)
    if start is None:
        return text
    names = " ".join(f"?{name}" for name in bindings)
    values = " ".join(str(term) for term in bindings.values())
    return f"{text[: start.end]} VALUES ({names}) {{ ({values}) }} {text[start.end :]}"


def _pattern(found: list[Token], form: str) -> Token | None:
    """The brace that opens WHERE: the first that stands in no parentheses, after the template of a CONSTRUCT."""
    braces = parentheses = 0
    groups: list[Token] = []
    for token in found:
        parentheses += (token.text == "(") - (token.text == ")") if token.kind == "sign" else 0
        if token.text == "{":
            if not braces and not parentheses:
                groups.append(token)
            braces += 1
        elif token.text == "}":
            braces -= 1
    template = form == "CONSTRUCT" and len(groups) > 1
    return groups[1] if template else groups[0] if groups else None
