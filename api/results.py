"""Answers of the engine as HTTP answers, and as rows for a page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from fastapi import Response

from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS, Kind
from kg.engine.runner import Answer

JSON = RESULT_FORMATS[0]
TURTLE = GRAPH_FORMATS[0]
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


def send(answer: Answer, content_type: str | None = None) -> Response:
    """The answer as it was written. content_type: when the client asked for it by another of its names."""
    headers = {"Vary": "Accept"}
    return Response(answer.body, 200, headers, content_type or answer.format.content_type)


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
