"""`/reconcile/draft`: the draft of version 1.0 of the Reconciliation Service API (W3C Entity Reconciliation CG).

Beside 0.2 and not in its place: the draft sends JSON where 0.2 sends forms, has its routes fixed under one root, and
its manifest holds switches where that of 0.2 holds addresses, so that one document cannot be both. Where the draft's
text and its schemas name the parts of a condition differently (`pid`, `v`; `propertyId`, `propertyValue`), both are
taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import reconcile
from api import reconcile_answers as answers
from api.pages import language_of
from api.problems import UnsupportedMediaTypeError
from api.published import address_of
from api.reconcile_answers import Asked
from api.state import State, state_of
from kg.errors import ParameterError
from kg.reconcile.reconciler import Question

VERSIONS = ["1.0-draft"]
ROOT = f"{reconcile.PATH}/draft"
JSON = "application/json"

router = APIRouter(tags=["reconciliation"])


@router.get(ROOT, summary="Reconciliation Service API 1.0 (draft): the manifest")
async def service(request: Request) -> Response:
    state = state_of(request)
    return answers.send(request, await state.engine.lookup(lambda _: manifest(request, state)))


@router.post(f"{ROOT}/reconcile", summary="Reconciliation Service API 1.0 (draft): a batch of names, as JSON")
async def batch(request: Request) -> Response:
    state, language = state_of(request), language_of(request)
    body = await _json(request)
    queries = body.get("queries") if isinstance(body, Mapping) else None
    if not isinstance(queries, list):
        raise ParameterError("queries", 'is missing: send an object with a list "queries"')
    answers.batch_size(len(queries))
    asked = [_asked(query, f"queries.{number}") for number, query in enumerate(queries)]

    def found() -> dict[str, Any]:
        reconciler = state.reconciler()
        rows = [[answers.candidate(c, reconciler, language) for c in answers.candidates(reconciler, a)] for a in asked]
        return {"results": [{"candidates": row} for row in rows]}

    return answers.send(request, await state.engine.lookup(lambda _: found()))


@router.get(f"{ROOT}/suggest/{{what}}", summary="Suggestions (draft): entities, types or properties by their beginning")
async def suggest(
    request: Request,
    what: str,
    prefix: str = "",
    cursor: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    return await reconcile.suggest(request, what, prefix, cursor)


@router.get(f"{ROOT}/preview", summary="A small page about a thing (draft), to be shown in a frame")
async def preview(request: Request, id: str = "") -> Response:
    return await reconcile.preview(request, id)


@router.post(f"{ROOT}/extend", summary="Values of properties of things (draft), as JSON")
async def extend(request: Request) -> Response:
    state, language = state_of(request), language_of(request)
    wanted = answers.extension(await _json(request))

    def fetched() -> dict[str, Any]:
        columns, rows = answers.extended(state.reconciler(), wanted, language)
        listed = [
            {"id": identifier, "properties": [{"id": name, "values": cells} for name, cells in row.items()]}
            for identifier, row in rows.items()
        ]
        return {"meta": columns, "rows": listed}

    return answers.send(request, await state.engine.lookup(lambda _: fetched()))


@router.get(f"{ROOT}/extend/propose", summary="Which properties things of a type have (draft)")
async def propose(
    request: Request, type: str = "", limit: Annotated[int | None, Query(ge=1, le=1_000)] = None
) -> Response:
    return await reconcile.properties(request, type, limit)


def manifest(request: Request, state: State) -> dict[str, Any]:
    """The service manifest of the draft (section 3.1)."""
    older, address = reconcile.manifest(request, state), address_of(request, state.settings)
    return {
        "versions": VERSIONS,
        "name": older["name"],
        "documentation": older["documentation"],
        "defaultTypes": older["defaultTypes"],
        "view": {"url": f"{address}/doc/{{+id}}"},
        "preview": answers.PREVIEW,
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "batchSize": answers.BATCH,
        "lang": "nl",
        "dir": "ltr",
        "standardizedScore": True,
    }


async def _json(request: Request) -> Any:
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type != JSON:
        raise UnsupportedMediaTypeError(f"Content-Type {content_type[:100]!r} is not taken; send {JSON}", (JSON,))
    return answers.parsed(await request.body(), "body")


def _asked(query: Any, place: str) -> Asked:
    """A query of a batch (section 4.1)."""
    if not isinstance(query, Mapping) or not isinstance(query.get("conditions"), list) or not query["conditions"]:
        raise ParameterError(place, 'is no object with a list "conditions" that holds at least one')
    text, rows = "", []
    for number, condition in enumerate(query["conditions"]):
        where = f"{place}.conditions.{number}"
        if not isinstance(condition, Mapping) or condition.get("matchType") not in ("name", "property"):
            raise ParameterError(where, 'has no "matchType" that is "name" or "property"')
        if not {"propertyValue", "v"} & condition.keys():
            raise ParameterError(where, 'has no "propertyValue"')
        values = answers.value_texts(condition.get("propertyValue", condition.get("v")), where)
        if condition["matchType"] == "name":
            text = text or next(iter(values), "")
            continue
        name = condition.get("propertyId", condition.get("pid"))
        if not isinstance(name, str):
            raise ParameterError(where, 'has no "propertyId"')
        quantifier = condition.get("matchQuantifier", "any")
        if not isinstance(quantifier, str):
            raise ParameterError(where, "matchQuantifier is none of any, all, none")
        rows.append((name, values, condition.get("required") is True, quantifier))
    conditions, doubtful = answers.conditions(rows, place)
    kind = answers.text_of(query.get("type") or "", f"{place}.type")
    limit = answers.limit_of(query.get("limit"), f"{place}.limit")
    return Asked(Question(text, kind, conditions, limit), (), doubtful)
