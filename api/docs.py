"""`/docs`: the OpenAPI description as a page of our own, without a script or a style from elsewhere; `/problems`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from api.pages import language_of
from api.problems import HTTP_PROBLEMS, TABLE
from api.query_openapi import examples_of, query_paths
from api.state import state_of
from api.texts_problems import words_for
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS

router = APIRouter(tags=["docs"])


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> Response:
    return state_of(request).pages.render(request, "docs.html", operations=_operations(request.app.openapi()))


@router.get("/problems", include_in_schema=False)
async def problem_types(request: Request) -> Response:
    table = {problem.slug: problem for problem in (*HTTP_PROBLEMS.values(), *(row for _, row in TABLE))}
    rows = sorted(table.values(), key=lambda problem: (problem.status, problem.slug))
    language = language_of(request)
    said = {row.slug: words_for(row.slug, language, row.title, row.advice) for row in rows}
    return state_of(request).pages.render(request, "problems.html", rows=rows, said=said)


@router.get("/openapi.json", include_in_schema=False)
async def openapi_json(request: Request) -> Response:
    """The description with examples from the graph that is served."""
    schema = request.app.openapi()
    state = state_of(request)
    queries = list(state.catalogue.queries.values())
    paths = schema["paths"] | query_paths(queries, await examples_of(state))
    return JSONResponse({**schema, "paths": paths})


def install(app: FastAPI) -> None:
    """Gives `app` a description that holds what the framework cannot see: the two forms of /sparql."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            schema["paths"]["/sparql"] = _sparql()
            schema["paths"] |= query_paths(list(app.state.graph.catalogue.queries.values()), {})
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _sparql() -> dict[str, Any]:
    text = {"type": "string"}
    graphs = {"type": "array", "items": {"type": "string", "format": "uri"}}
    parameters = [
        {"name": "default-graph-uri", "in": "query", "schema": graphs, "description": "graphs asked without GRAPH"},
        {"name": "named-graph-uri", "in": "query", "schema": graphs, "description": "graphs asked with GRAPH"},
        {"name": "format", "in": "query", "schema": text, "description": "goes before Accept: json, csv, ttl, …"},
    ]
    query = {"name": "query", "in": "query", "required": True, "schema": text, "description": "the SPARQL query"}
    types = [f.media_type for f in (*RESULT_FORMATS, *GRAPH_FORMATS)]
    responses = {
        "200": {"description": "The whole answer", "content": {media: {} for media in (*types, "text/html")}},
        "400": {"description": "A query that does not parse, or a wrong parameter"},
        "403": {"description": "A query that is not allowed: SERVICE, updates"},
        "406": {"description": "No format asked for can hold the answer"},
        "503": {"description": "The query took too long, or too many are running"},
        "507": {"description": "The answer is too large"},
    }
    form = {"type": "object", "required": ["query"], "properties": {"query": text}}
    bodies = {"application/x-www-form-urlencoded": {"schema": form}, "application/sparql-query": {"schema": text}}
    common = {"tags": ["sparql"], "responses": responses}
    return {
        "get": {
            **common,
            "summary": "A SPARQL 1.1 query",
            "parameters": [query, *parameters],
            "operationId": "query_get",
        },
        "post": {
            **common,
            "summary": "A SPARQL 1.1 query, as a form or as itself",
            "parameters": parameters,
            "requestBody": {"required": True, "content": bodies},
            "operationId": "query_post",
        },
    }


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """What the page shows of the description, by path."""
    return [
        {
            "path": path,
            "method": method.upper(),
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "parameters": operation.get("parameters", []),
            "bodies": list(operation.get("requestBody", {}).get("content", {})),
        }
        for path, methods in sorted(schema["paths"].items())
        for method, operation in methods.items()
    ]
