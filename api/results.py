"""Answers of the engine as HTTP answers, and as rows for a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from fastapi import Response

from kg.describe import serialise
from kg.engine.execution import check_xml_name
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS, Format, Kind
from kg.engine.request import Answer
from kg.labels import used_prefixes

JSON = RESULT_FORMATS[0]
TURTLE = GRAPH_FORMATS[0]
TRIPLE_FORMATS = tuple(f for f in GRAPH_FORMATS if f.name in ("ttl", "jsonld", "nt", "rdfxml"))  # of descriptions
PAGE_ROWS = 500  # rows on a page; the data formats give them all
PAGE_BYTES = 20_000_000  # of an answer that is shown on a page


@dataclass(frozen=True, slots=True)
class Table:
    """What a page shows of an answer. cells: type ("uri", "literal", …) and text; None for an unbound one."""

    columns: list[str]
    rows: list[list[tuple[str, str] | None]]
    total: int
    boolean: bool | None = None
    graph: str = ""

    @property
    def doc_column(self) -> int | None:
        """Where the id of the document stands, when there is a `line` in it too."""
        return self.columns.index("doc") if {"doc", "line"} <= set(self.columns) else None

    @property
    def line_column(self) -> int | None:
        return self.columns.index("line") if self.doc_column is not None else None


def send(answer: Answer, content_type: str | None = None) -> Response:
    """The answer as it was written. content_type: when the client asked for it by another of its names."""
    headers = {"Vary": "Accept"}
    return Response(answer.body, 200, headers, content_type or answer.format.content_type)


def written(triples: list[ox.Triple], wanted: Format) -> bytes:
    """Triples in a format, with the prefixes they use. Takes a moment: not for the event loop."""
    assert isinstance(wanted.engine, ox.RdfFormat)
    if wanted.engine == ox.RdfFormat.RDF_XML:
        for triple in triples:
            check_xml_name(triple.predicate)
    return serialise(triples, wanted.engine, used_prefixes(triples))


def send_triples(body: bytes, wanted: Format) -> Response:
    """What `written` made, as an answer."""
    return Response(body, 200, {"Vary": "Accept"}, wanted.content_type)


def table(answer: Answer) -> Table:
    """Rows out of results in JSON, or the text of a graph. Takes a moment: not for the event loop."""
    if answer.format.kind is not Kind.RESULTS:
        return Table([], [], 0, graph=answer.body.decode(errors="replace"))
    data = json.loads(answer.body)
    if "boolean" in data:
        return Table([], [], 0, boolean=data["boolean"])
    columns: list[str] = data["head"]["vars"]
    bindings: list[dict[str, Any]] = data["results"]["bindings"]
    rows = [[_cell(binding.get(column)) for column in columns] for binding in bindings[:PAGE_ROWS]]
    return Table(columns, rows, len(bindings))


def _cell(term: dict[str, Any] | None) -> tuple[str, str] | None:
    if term is None:
        return None
    value = term["value"]
    return (term["type"], value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
