"""The named queries as tables whose columns have a type: found in the values, never guessed from a name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.queries import NamedQuery
from kg.store import GraphStore

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPES = {  # datatypes of the graph and what a column of only these is called
    "integer": "integer",
    "nonNegativeInteger": "integer",
    "decimal": "decimal",
    "double": "decimal",
    "boolean": "boolean",
    "date": "date",
    "dateTime": "dateTime",
    "gYear": "gYear",
    "gYearMonth": "gYearMonth",
}
IRI, STRING = "anyURI", "string"


@dataclass(frozen=True, slots=True)
class Column:
    """type: name of an XSD datatype; anyURI for IRIs, string for texts and what is mixed. whole: no row lacks it."""

    name: str
    type: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a named query without parameters. rows: text of each cell, None for none."""

    query: NamedQuery
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | None, ...], ...]

    @property
    def name(self) -> str:
        return self.query.name

    def csv(self) -> bytes:
        """RFC 4180, UTF-8 without a mark of byte order, with a header."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([column.name for column in self.columns])
        writer.writerows([["" if cell is None else cell for cell in row] for row in self.rows])
        return out.getvalue().encode()


def table_of(store: GraphStore, query: NamedQuery) -> Table:
    """Runs the query on the whole graph. Raises QueryError, and for one that needs a parameter UsageError."""
    request = query.request({})
    solutions = store.query(request.text, bindings=request.bindings)
    if not isinstance(solutions, ox.QuerySolutions):
        raise QueryError(f"{query.name}: a named query is a SELECT")
    found = [[solution[name] for name in query.columns] for solution in solutions]
    columns = tuple(_column(name, [row[at] for row in found]) for at, name in enumerate(query.columns))
    return Table(query, columns, tuple(tuple(_text(cell) for cell in row) for row in found))


def tables(store: GraphStore, queries: Iterable[NamedQuery]) -> list[Table]:
    """The tables of all queries that need no parameter, in the order of their names."""
    free = (query for query in queries if not any(parameter.required for parameter in query.parameters))
    return [table_of(store, query) for query in sorted(free, key=lambda query: query.name)]


def _column(name: str, cells: Sequence[object]) -> Column:
    kinds = {_type(cell) for cell in cells if cell is not None}
    kind = kinds.pop() if len(kinds) == 1 else STRING
    return Column(name, kind, bool(cells) and all(cell is not None for cell in cells))


def _type(cell: object) -> str:
    if isinstance(cell, ox.NamedNode):
        return IRI
    if isinstance(cell, ox.Literal) and cell.datatype.value.startswith(_XSD):
        return _TYPES.get(cell.datatype.value.removeprefix(_XSD), STRING)
    return STRING


def _text(cell: object) -> str | None:
    if cell is None:
        return None
    return cell.value if isinstance(cell, ox.NamedNode | ox.Literal) else str(cell)
