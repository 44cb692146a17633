"""Edge and node lists as CSV (RFC 4180, UTF-8, with a header line).

Every row ends with the same columns that say which network it is of: CSV has no place for that elsewhere, and a reader
that does not know comments would stumble over one. Lists are JSON arrays. Text that a spreadsheet would run as a
formula gets an apostrophe in front (`kg.network.export.text.csv_cell`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from kg.network.export.about import Origin, flat
from kg.network.export.fields import Fields, Value, columns, edge_fields, node_fields
from kg.network.export.text import csv_cell, json_text, xml_number
from kg.network.model import NetworkData

# A column is there also when no row has a value for it: a table's shape should not hang on its rows.
NODE_COLUMNS = ("iri", "label_nl", "label_en", "kind", "kind_nl", "kind_en", "side")
EDGE_COLUMNS = (
    *("source", "target", "source_label", "target_label", "label_nl", "label_en", "weight", "directed", "relations"),
    *("predicates", "documents", "period_from", "period_to", "passages", "passage_count", "via", "sources"),
)
ABOUT = ("projection", "parameters", "release", "release_digest", "complete", "stopped", "licence", "address")


def to_node_csv(data: NetworkData, origin: Origin) -> bytes:
    """One row a node."""
    return _table(data, origin, NODE_COLUMNS, [node_fields(data, node) for node in data.nodes])


def to_edge_csv(data: NetworkData, origin: Origin) -> bytes:
    """One row an edge; `source` and `target` are IRIs, as in the node list."""
    names = {node.iri: node.labels.get(origin.language) or node.iri for node in data.nodes}
    rows: list[Fields] = [
        {
            "source": edge.source,
            "target": edge.target,
            "source_label": names.get(edge.source, ""),
            "target_label": names.get(edge.target, ""),
            "weight": edge.weight,
            "directed": "true" if data.directed else "false",
            **edge_fields(data, edge),
        }
        for edge in data.edges
    ]
    return _table(data, origin, EDGE_COLUMNS, rows)


def _table(data: NetworkData, origin: Origin, fixed: Sequence[str], rows: list[Fields]) -> bytes:
    more = [name for name in columns(rows) if name not in fixed]
    said = flat(data, origin)
    same = [_cell(said.get(name, "")) for name in ABOUT]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    # an attribute may have the name of one of the columns about the network
    writer.writerow([*fixed, *(csv_cell(name) for name in more), *(f"network_{name}" for name in ABOUT)])
    for row in rows:
        writer.writerow([*(_cell(row.get(name, "")) for name in (*fixed, *more)), *same])
    return out.getvalue().encode()


def _cell(value: Value) -> str:
    if isinstance(value, tuple):
        return json_text(list(value))
    return csv_cell(value) if isinstance(value, str) else xml_number(value)
