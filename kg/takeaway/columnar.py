"""Every quad as a row of a Parquet file, for pandas, Polars, DuckDB and R's arrow.

By pyarrow, which is asked for only here (`pip install "veiligheidsgraaf[parquet]"`): it weighs more than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import UsageError
from kg.store import GraphStore

COLUMNS = ("graph", "subject", "predicate", "object", "object_kind", "datatype", "language")
_ROWS = 100_000  # of one row group


def write_quads(store: GraphStore, file: Path) -> int:
    """Writes the quads of the named graphs; how many. Raises UsageError where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'veiligheidsgraaf[parquet]'") from None
    schema = pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
    quads, written = _quads(store), 0
    with pyarrow.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while block := list(islice(quads, _ROWS)):
            rows = [_row(quad) for quad in block]
            columns: list[Any] = [pyarrow.array(values, pyarrow.string()) for values in zip(*rows, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))
            written += len(block)
    return written


def _quads(store: GraphStore) -> Iterator[Quad]:
    for name in store.graph_names():
        yield from sorted(store.quads(graph=NamedNode(name)), key=str)


def _row(quad: Quad) -> tuple[str | None, ...]:
    value = quad.object
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)
    graph = getattr(quad.graph_name, "value", "")
    if isinstance(value, Literal):
        rest = (value.value, "literal", value.datatype.value, value.language)
        return (graph, subject, quad.predicate.value, *rest)
    kind = "iri" if isinstance(value, NamedNode) else "blank" if isinstance(value, BlankNode) else "triple"
    text = value.value if isinstance(value, NamedNode) else str(value)
    return (graph, subject, quad.predicate.value, text, kind, None, None)
