"""The named queries in the OpenAPI description: one entry each, with its parameters, and rows and values taken from the
graph that is served, so that every example works."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from api.paging import LARGEST, TOTAL
from api.results import JSON
from api.state import State
from kg.engine.formats import RESULT_FORMATS
from kg.engine.request import QueryRequest
from kg.errors import GraphError
from kg.paging import Page, paged
from kg.queries import NamedQuery, Parameter

ROWS = 3  # of an example
PATIENCE = 10.0  # seconds for all examples together; what is not there by then is left out this time
_TYPES: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "year": {"type": "string", "pattern": "^[0-9]{4}$"},
    "date": {"type": "string", "format": "date"},
    "iri": {"type": "string", "format": "uri"},
}
_log = logging.getLogger("veiligheidsgraaf.api")


@dataclass(frozen=True, slots=True)
class Example:
    """What a query gives. values: of its parameters, with which it has rows; rows: the first, as results in JSON."""

    values: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)


async def examples_of(state: State) -> dict[str, Example]:
    """An example for each query that has rows; made once for each snapshot."""
    found = state.published.examples
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            for query in state.catalogue.queries.values():
                if query.name not in found:
                    found[query.name] = await _example(state, query)
    return found


async def _example(state: State, query: NamedQuery) -> Example:
    """Values from the first row the query has without them."""
    try:
        whole = await _rows(state, QueryRequest(paged(query.text, Page(ROWS)), results=JSON))
        found = whole["results"]["bindings"]
        first: dict[str, dict[str, str]] = found[0] if found else {}
        values = {p.name: p.default or first.get(p.name, {}).get("value", "") for p in query.parameters}
        values = {name: value for name, value in values.items() if value}
        asked = replace(query.request(values, Page(ROWS)), results=JSON)
        return Example(values, await _rows(state, asked))
    except GraphError as error:  # an example is worth no error; the entry stands without
        _log.info("no example of query %s: %s", query.name, error)
        return Example()


async def _rows(state: State, request: QueryRequest) -> dict[str, Any]:
    rows: dict[str, Any] = json.loads((await state.engine.query(request)).body)
    return rows


def query_paths(queries: list[NamedQuery], examples: dict[str, Example]) -> dict[str, Any]:
    """The entries, by path."""
    return {f"/queries/{query.name}": {"get": _entry(query, examples.get(query.name, Example()))} for query in queries}


def _entry(query: NamedQuery, example: Example) -> dict[str, Any]:
    described = [text for text in (query.question("en"), query.question("nl")) if text]
    return {
        "tags": ["queries", *([query.group("en")] if query.group("en") else [])],
        "operationId": f"query_{query.name}",
        "summary": query.title("en"),
        "description": "\n\n".join([*dict.fromkeys(described), "Columns: " + ", ".join(query.columns) + "."]),
        "parameters": [*(_parameter(p, example) for p in query.parameters), *_PAGING],
        "responses": {
            "200": {"description": "The rows", "headers": _HEADERS, "content": _content(example)},
            "400": {"description": "A parameter that is unknown, missing or of another type"},
            "406": {"description": "No such format"},
            "503": {"description": "Too much time, or too many queries at once"},
        },
    }


def _parameter(parameter: Parameter, example: Example) -> dict[str, Any]:
    schema = dict(_TYPES.get(parameter.type, {"type": "string"}))
    if parameter.default is not None:
        schema["default"] = _typed(parameter.type, parameter.default)
    entry: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "schema": schema,
        "description": parameter.description,
    }
    if parameter.name in example.values:
        entry["example"] = _typed(parameter.type, example.values[parameter.name])
    return entry


def _typed(kind: str, text: str) -> Any:
    """The value as JSON has it."""
    with suppress(ValueError):
        if kind == "integer":
            return int(text)
        if kind == "decimal":
            return float(text)
    return text == "true" if kind == "boolean" else text


def _content(example: Example) -> dict[str, Any]:
    content: dict[str, Any] = {wanted.media_type: {} for wanted in RESULT_FORMATS}
    content["text/html"] = {}
    if example.rows:
        content[JSON.media_type] = {"example": example.rows}
    return content


_PAGING: list[dict[str, Any]] = [
    {
        "name": "limit",
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST},
        "description": "so many rows; all without it",
    },
    {
        "name": "offset",
        "in": "query",
        "schema": {"type": "integer", "minimum": 0, "default": 0},
        "description": "rows to pass over",
    },
    {
        "name": "format",
        "in": "query",
        "schema": {"type": "string", "enum": [*(f.name for f in RESULT_FORMATS), "html"]},
        "description": "goes before Accept",
    },
]
_HEADERS: dict[str, Any] = {
    "Link": {"schema": {"type": "string"}, "description": "first, prev, next and last part, when a limit is given"},
    TOTAL: {"schema": {"type": "integer"}, "description": "rows of the whole, when a limit or offset is given"},
}
