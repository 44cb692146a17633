"""What a query is and what it costs: its algebra, and the time, rows and bytes of one run."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from api.state import State
from api.streaming import unless_gone
from kg.engine.formats import FORMATS, Kind
from kg.engine.request import QueryRequest

LONGEST = 20_000  # characters of a query whose algebra is shown: its parser is a slow one


async def explain(request: Request, state: State, asked: QueryRequest) -> Response:
    """Runs the query to its end and tells about it, as JSON.

    The algebra is that of SPARQL 1.1 (section 18); the engine does not tell the order in which it joins. Rows are those
    of SELECT, or the triples of CONSTRUCT and DESCRIBE. Times are seconds. Raises as `Engine.stream`.
    """
    lines = replace(asked, results=FORMATS["tsv"], graph=FORMATS["nt"])  # a row is a line in both
    began = time.monotonic()
    stream = await unless_gone(request, state.engine.stream(lines))
    first = time.monotonic() - began
    size = rows = 0
    async for part in stream:
        size += len(part)
        rows += part.count(b"\n")
    whole = time.monotonic() - began
    is_rows = stream.format.kind is Kind.RESULTS
    body: dict[str, Any] = {
        "snapshot": state.store.name,
        "rows": max(rows - 1, 0) if is_rows else rows,
        "bytes": size,
        "seconds": {"first_byte": round(first, 6), "whole": round(whole, 6)},
        "algebra": await state.engine.check(lambda: _algebra(asked.text)),
    }
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


def _algebra(text: str) -> Any:
    """The algebra as nested lists, or why it cannot be shown."""
    if len(text) > LONGEST:
        return f"not shown: the query has {len(text)} characters, more than {LONGEST}"
    try:
        return _plain(translateQuery(parseQuery(text)).algebra)
    except Exception as error:  # noqa: BLE001 - another parser than the engine's: what it cannot read, it says
        return f"not shown: {type(error).__name__}"


def _plain(node: Any) -> Any:
    name = getattr(node, "name", None)
    if name is not None and hasattr(node, "items"):
        inner = {key: _plain(value) for key, value in node.items() if not key.startswith("_") and key != "lazy"}
        return {name: inner}
    if isinstance(node, list | tuple | set | frozenset):
        return [_plain(part) for part in node]
    return node.n3() if hasattr(node, "n3") else str(node)
