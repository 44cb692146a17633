"""A part of the rows of a query: LIMIT and OFFSET put where they belong, so that the order stays the query's own.

Wrapping a query in another would leave the order to the engine; so the text itself gets them, after its solution
modifiers and before a VALUES block. Only numbers are put into it. Limits the query has itself go on counting.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.engine.tokens import AmbiguousText, Token, tokens
from kg.errors import QueryFileError

_CLAUSES = ("LIMIT", "OFFSET", "VALUES")


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the rows. limit: None for all that follow. offset: rows before it."""

    limit: int | None = None
    offset: int = 0

    @property
    def is_whole(self) -> bool:
        return self.limit is None and self.offset == 0

    def rows(self, total: int) -> int:
        """How many of `total` rows are in it."""
        left = max(total - self.offset, 0)
        return left if self.limit is None else min(left, self.limit)

    def next(self, total: int) -> Page | None:
        """The page after it; None when there are no more rows."""
        if self.limit is None or self.offset + self.limit >= total:
            return None
        return Page(self.limit, self.offset + self.limit)

    def previous(self, total: int) -> Page | None:
        """The page before it; None for the first. One that lies past the end leads back to the last."""
        if self.limit is None or self.offset == 0:
            return None
        if self.offset >= total + self.limit:
            return self.last(total)
        return Page(self.limit, max(self.offset - self.limit, 0))

    def first(self) -> Page:
        return Page(self.limit)

    def last(self, total: int) -> Page:
        """The last page that begins at a multiple of the limit; the first when there are no rows."""
        if self.limit is None:
            return Page(None)
        return Page(self.limit, max(total - 1, 0) // self.limit * self.limit)


def paged(text: str, page: Page) -> str:
    """The SELECT query `text`, giving only the rows of `page`.

    Raises QueryFileError for a text in which LIMIT cannot be told from what only looks like it.
    """
    if page.is_whole:
        return text
    try:
        found = _clauses(text)
    except AmbiguousText as error:
        raise QueryFileError(f"this query cannot be given in parts: {error} may be an IRI or comparisons") from error
    own_limit, own_offset = found.get("LIMIT"), found.get("OFFSET")
    offset = page.offset + (int(own_offset[1].text) if own_offset else 0)
    limit = page.limit
    if own_limit:
        left = max(int(own_limit[1].text) - page.offset, 0)
        limit = left if limit is None else min(limit, left)
    at = found["VALUES"][0].start if "VALUES" in found else len(text)
    before, after = _without(text, at, own_limit, own_offset), text[at:]
    added = (f"LIMIT {limit} " if limit is not None else "") + f"OFFSET {offset}"
    return f"{before}\n{added}\n{after}"


def _clauses(text: str) -> dict[str, tuple[Token, Token]]:
    """LIMIT, OFFSET and VALUES outside all brackets, with the token after each."""
    found: dict[str, tuple[Token, Token]] = {}
    depth = 0
    pending: Token | None = None
    for token in tokens(text):
        if pending is not None:
            found[pending.text.upper()] = (pending, token)
            pending = None
        if token.kind == "sign":
            depth += (token.text in "({[") - (token.text in ")}]")
        elif depth == 0 and token.is_word(*_CLAUSES):
            pending = token
    return found


def _without(text: str, end: int, *clauses: tuple[Token, Token] | None) -> str:
    """`text` up to `end`, with the clauses blanked."""
    for clause in sorted((c for c in clauses if c), key=lambda c: -c[0].start):
        text = text[: clause[0].start] + " " * (clause[1].end - clause[0].start) + text[clause[1].end :]
    return text[:end].rstrip(" ")
