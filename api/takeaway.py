"""`/takeaway/…`: the tables and strategies in the forms other programs read.

    /takeaway/datapackage.json                 Frictionless data package of the named queries
    /takeaway/csv/{query}.csv-metadata.json    CSV on the Web for one of them
    /takeaway/stratml/{document}.xml           a strategy as StratML (ISO 17469-1)
"""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response

from api import conditional
from api.published import about_of, address_of
from api.state import State, state_of
from kg.iris import digest
from kg.store import GraphStore
from kg.takeaway import csvw, frictionless, stratml
from kg.takeaway.tables import table_of, tables

CSVW_TYPE = "application/csvm+json"  # Model for Tabular Data and Metadata on the Web, section 5.2
VARY = "Accept-Encoding"

router = APIRouter(prefix="/takeaway", tags=["takeaway"])


@router.get("/datapackage.json", summary="Frictionless data package of all named queries, with the types of columns")
async def datapackage(request: Request) -> Response:
    state = state_of(request)
    about = await about_of(request, state)

    def make(store: GraphStore) -> bytes:
        found = tables(store, state.catalogue.queries.values())
        return json.dumps(frictionless.package(about, found), ensure_ascii=False, indent=2).encode()

    return _sent(request, state, await state.engine.lookup(make), "application/json")


@router.get("/csv/{name}.csv-metadata.json", summary="CSV on the Web metadata of a named query's CSV")
async def csv_metadata(request: Request, name: str) -> Response:
    state = state_of(request)
    query = state.catalogue.get(name)
    about = await about_of(request, state)
    url = f"{address_of(request, state.settings)}/queries/{name}.csv"

    def make(store: GraphStore) -> bytes:
        return csvw.written(csvw.table_metadata(table_of(store, query), about, url))

    return _sent(request, state, await state.engine.lookup(make), CSVW_TYPE)


@router.get("/stratml/{document}.xml", summary="A strategy as StratML (ISO 17469-1)")
async def stratml_document(request: Request, document: str) -> Response:
    state = state_of(request)
    source = f"{address_of(request, state.settings)}/documents/{document}"
    body = await state.engine.lookup(lambda store: stratml.strategy(store, document, source))
    return _sent(request, state, body, "application/xml")


def _sent(request: Request, state: State, body: bytes, media_type: str) -> Response:
    tag = conditional.tag(digest(f"{state.store.name} {request.url}")) if state.store.name else ""
    if tag and conditional.is_known(request, tag):
        return conditional.not_modified(tag, VARY)
    headers = {"Vary": VARY, **({"ETag": tag, "Cache-Control": "public, no-cache"} if tag else {})}
    return Response(body, 200, headers, media_type)
