"""Answers a query from the columns, when they can; the engine does what is left to do on the few rows of groups.

The groups become VALUES of a query without data: expressions, HAVING, the order and the writing of the answer are
the engine's own, and so is the word on whether the text is a query at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.columns.file import Columns, open_columns
from kg.columns.groups import UNDEF, Groups
from kg.columns.joins import Joiner
from kg.columns.recognise import OWN, recognise
from kg.columns.shape import Declined, Query
from kg.columns.terms import XSD, Kind, key_of
from kg.engine.request import QueryRequest
from kg.store import Term

_Row = tuple[Term | None, ...]


class Shortcut:
    """What a worker asks before the engine. folder: of the snapshot; its columns may come while the worker runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._columns: Columns | None = None

    def __call__(self, request: QueryRequest) -> ox.QuerySolutions | None:
        """The answer, the same rows as the engine's; None when it is for the engine."""
        if request.bindings or request.default_graphs is not None or request.named_graphs is not None:
            return None
        query = recognise(request.text)
        if query is None:
            return None
        self._columns = self._columns or open_columns(self._folder)
        return answer(self._columns, query, request.text) if self._columns is not None else None


def answer(columns: Columns, query: Query, text: str) -> ox.QuerySolutions | None:
    """The rows of `query`, which was recognised in `text`; None when it is for the engine on these data."""
    nothing = ox.Store()
    try:
        names = [variable.value for variable in _solutions(nothing, text).variables]
        if names != query.names:
            return None
        wanted = {*query.group, *(a.variable for a in query.aggregates if a.variable is not None)}
        rows = Joiner(columns, query.conditions).solve(query.patterns, wanted)
        table = Groups(columns, query, rows).table()
        variables = [*query.group, *(name for a in query.aggregates for name in a.columns)]
        if query.order:
            _check_order(_solutions(nothing, _rest(query, variables, table, keys=True, ordered=False)), len(names))
        if query.limit is None and not query.offset:
            return _solutions(nothing, _rest(query, variables, table))
        ordered = _solutions(nothing, _rest(query, variables, table, keys=True))
        kept = _slice([tuple(row) for row in ordered], query)
        written = [tuple(UNDEF if term is None else str(term) for term in row[: len(names)]) for row in kept]
        head = " ".join(f"?{name}" for name in names)
        return _solutions(nothing, f"SELECT {head} WHERE {{ {_values(names, written)} }}")
    except (Declined, SyntaxError, RuntimeError, ValueError):
        return None  # what is wrong with a text is told by the engine


def _solutions(store: ox.Store, text: str) -> ox.QuerySolutions:
    found = store.query(text)
    if not isinstance(found, ox.QuerySolutions):
        raise Declined
    return found


def _rest(
    query: Query,
    variables: Sequence[str],
    table: Iterable[Sequence[str]],
    *,
    keys: bool = False,
    ordered: bool = True,
) -> str:
    """What is left of the query once its groups are known. keys: what it is ordered by comes as well."""
    head = [*query.head, *(f"({text} AS ?{OWN}k{at})" for at, (_, text) in enumerate(query.order) if keys)]
    lines = [
        query.prologue,
        f"SELECT {'DISTINCT ' if query.distinct else ''}{' '.join(head)} WHERE {{",
        _values(variables, table),
        *(f"FILTER({condition})" for condition in query.having),
        "}",
    ]
    if query.order and ordered:
        lines.append("ORDER BY " + " ".join(f"{direction}({text})" for direction, text in query.order))
    return "\n".join(lines)


def _values(variables: Sequence[str], table: Iterable[Sequence[str]]) -> str:
    names = " ".join(f"?{name}" for name in variables)
    return f"VALUES ({names}) {{\n" + "\n".join(f"({' '.join(row)})" for row in table) + "\n}"


def _check_order(rows: Iterable[Iterable[Term | None]], first: int) -> None:
    """Raises Declined where rows are ordered, from column `first` on, by terms of several kinds.

    The engine's comparison of these is no order: its sort gives up, or ends the process, at some rows in some sequence,
    and ours come in another one than its own.
    """
    columns = list(zip(*rows, strict=True))
    for column in columns[first:]:
        kinds = {_family(term) for term in column if term is not None}
        if len(kinds) > 1 or kinds & {Kind.EXACT, Kind.OTHER}:
            raise Declined


def _family(term: Term) -> Kind:
    """The kind of a term; numbers are of one."""
    if _number(term) is not None:
        return Kind.INTEGER
    return Kind(key_of(str(term).encode())[0])


def _slice(rows: list[_Row], query: Query) -> list[_Row]:
    """The rows from OFFSET on, as many as LIMIT. Declined when rows around a cut could change places."""
    begin = min(query.offset, len(rows))
    end = len(rows) if query.limit is None else min(begin + query.limit, len(rows))
    for cut in (begin, end) if begin < end else ():
        if 0 < cut < len(rows):
            before, after = (rows[at][len(query.names) :] for at in (cut - 1, cut))
            if not any(_apart(one, other) for one, other in zip(before, after, strict=True)):
                raise Declined
    return rows[begin:end]


def _apart(one: Term | None, other: Term | None) -> bool:
    """Whether two terms certainly do not stand in the same place of an order."""
    if one is None or other is None:
        return one is not other
    first, second = (key_of(str(term).encode()) for term in (one, other))
    if first[0] == second[0] and first[0] in (Kind.IRI, Kind.STRING, Kind.INTEGER, Kind.YEAR, Kind.DATE):
        return first != second
    if (
        isinstance(one, ox.Literal)
        and isinstance(other, ox.Literal)
        and one.language
        and one.language == other.language
    ):
        return one.value != other.value
    values = _number(one), _number(other)
    return None not in values and values[0] != values[1]


def _number(term: Term) -> Decimal | None:
    if isinstance(term, ox.Literal) and term.datatype.value in (f"{XSD}integer", f"{XSD}decimal"):
        return Decimal(term.value)
    return None
