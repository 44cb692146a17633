"""Results as the suites write them, and whether ours are the same."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMERIC = {XSD + name for name in ("integer", "decimal", "float", "double")}
_DATED = {XSD + name for name in ("date", "dateTime", "time")}
RDF_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}
RESULT_FORMATS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a SELECT. ordered: whether their order counts."""

    variables: frozenset[str]
    rows: tuple[Row, ...]
    ordered: bool = False


Result = Rows | bool | ox.Dataset


def read(path: Path) -> Result:
    """What a test expects."""
    body = path.read_bytes()
    if path.suffix == ".csv":
        return read_csv(body)
    if path.suffix in RESULT_FORMATS:
        return read_rows(body, RESULT_FORMATS[path.suffix])
    quads = ox.parse(body, RDF_FORMATS[path.suffix], base_iri=path.as_uri())
    graph = ox.Dataset(q for q in quads if isinstance(q, ox.Quad))
    rows = _result_set(graph)
    return graph if rows is None else rows


def read_rows(body: bytes, given: ox.QueryResultsFormat) -> Rows | bool:
    found = ox.parse_query_results(body, given)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [v.value for v in found.variables]
    return Rows(frozenset(names), tuple({n: row[n] for n in names if row[n] is not None} for row in found))


def read_csv(body: bytes) -> Rows:
    """CSV keeps no types: values as plain strings, blank nodes as such."""
    lines = list(csv.reader(io.StringIO(body.decode(), newline="")))
    names, rows = lines[0], lines[1:]
    return Rows(
        frozenset(names),
        tuple(
            {name: _csv_term(value) for name, value in zip(names, row, strict=True) if value} for row in rows
        ),
    )


def _csv_term(value: str) -> ox.BlankNode | ox.Literal:
    return ox.BlankNode(value[2:]) if value.startswith("_:") else ox.Literal(_plain(value))


def same(ours: Result, theirs: Result, *, by_value: bool = False, lax: bool = False) -> bool:
    """by_value: numbers of one type are the same when their values are, however they are written. lax: see `Test`."""
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, ox.Dataset) and isinstance(theirs, ox.Dataset):
        return _canonical(ours, by_value) == _canonical(theirs, by_value)
    if not (isinstance(ours, Rows) and isinstance(theirs, Rows)):
        return False
    if ours.variables != theirs.variables:
        return False
    left = [{n: _canonical_term(t, by_value) for n, t in row.items()} for row in ours.rows]
    right = [{n: _canonical_term(t, by_value) for n, t in row.items()} for row in theirs.rows]
    if lax:
        few, most = Counter(map(_key, left)), Counter(map(_key, right))
        return few.keys() == most.keys() and few <= most
    return len(left) == len(right) and _match(left, right, theirs.ordered, {})


def _match(left: Sequence[Row], right: Sequence[Row], ordered: bool, names: dict[object, object]) -> bool:
    """Whether a renaming of blank nodes makes the rows the same; tried row by row."""
    if not any(isinstance(t, ox.BlankNode | ox.Triple) for row in left for t in row.values()) and not ordered:
        return Counter(map(_key, left)) == Counter(map(_key, right))
    if not left:
        return True
    for at, candidate in enumerate(right[:1] if ordered else right):
        renamed = _row(left[0], candidate, names)
        if renamed is not None and _match(left[1:], [*right[:at], *right[at + 1 :]], ordered, renamed):
            return True
    return False


def _row(left: Row, right: Row, names: dict[object, object]) -> dict[object, object] | None:
    if left.keys() != right.keys():
        return None
    names = dict(names)
    return names if all(_term(left[n], right[n], names) for n in left) else None


def _term(left: object, right: object, names: dict[object, object]) -> bool:
    if isinstance(left, ox.Triple) and isinstance(right, ox.Triple):
        pairs = ((left.subject, right.subject), (left.predicate, right.predicate), (left.object, right.object))
        return all(_term(a, b, names) for a, b in pairs)
    if isinstance(left, ox.BlankNode) and isinstance(right, ox.BlankNode):
        if left in names:
            return names[left] == right
        if right in names.values():
            return False
        names[left] = right
        return True
    return left == right


def _key(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(term)) for name, term in row.items()))


def _canonical(graph: ox.Dataset, by_value: bool) -> set[ox.Quad]:
    made = ox.Dataset(
        ox.Quad(q.subject, q.predicate, _canonical_term(q.object, by_value), q.graph_name)  # type: ignore[arg-type]
        for q in graph
    )
    made.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(made)


def _canonical_term(term: object, by_value: bool) -> object:
    if not by_value or not isinstance(term, ox.Literal):
        return term
    if term.datatype.value in _DATED:
        return ox.Literal(re.sub(r"[+-]00:00$", "Z", term.value), datatype=term.datatype)
    if term.datatype.value not in _NUMERIC:
        return term
    return ox.Literal(_plain(term.value), datatype=term.datatype)


def _plain(text: str) -> str:
    """A number in one way of writing it; any other text as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return format(value.normalize(), "f") if value.is_finite() and abs(value) < Decimal(10) ** 40 else text


def _result_set(graph: ox.Dataset) -> Rows | bool | None:
    """The rows that a graph describes by the vocabulary of the suites of 2008; None when it is a graph itself."""

    def objects(subject: object, name: str) -> list[object]:
        return [q.object for q in graph.quads_for_subject(subject) if q.predicate.value == RS + name]  # type: ignore[arg-type]

    sets = [q.subject for q in graph if isinstance(q.object, ox.NamedNode) and q.object.value == RS + "ResultSet"]
    if not sets:
        return None
    booleans = objects(sets[0], "boolean")
    if booleans:
        return str(getattr(booleans[0], "value", "")) in ("true", "1")
    rows = []
    for solution in objects(sets[0], "solution"):
        row = {}
        for binding in objects(solution, "binding"):
            (variable,), (value,) = objects(binding, "variable"), objects(binding, "value")
            row[str(getattr(variable, "value", ""))] = value
        index = objects(solution, "index")
        rows.append((int(getattr(index[0], "value", "0")) if index else -1, row))
    ordered = bool(rows) and all(place >= 0 for place, _ in rows)
    if ordered:
        rows.sort(key=lambda pair: pair[0])
    names = frozenset(str(getattr(v, "value", "")) for v in objects(sets[0], "resultVariable"))
    return Rows(names, tuple(row for _, row in rows), ordered)
