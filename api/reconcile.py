"""`/reconcile`: the Reconciliation Service API 0.2 (W3C Entity Reconciliation CG, final report of 10 April 2023).

What OpenRefine speaks: a manifest, batches of names as a form, suggestions, previews, and the values of properties.
The 1.0 draft is beside it (`api.reconcile_draft`). JSONP, which 0.2 leaves free and the draft drops, is not offered: a
script that any page can load is what CORS was made to replace.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import reconcile_answers as answers
from api.pages import language_of
from api.problems import UnsupportedMediaTypeError
from api.published import address_of
from api.reconcile_answers import Asked
from api.state import State, state_of
from kg.config import DEF
from kg.errors import NotFoundError, ParameterError
from kg.reconcile.reconciler import Question, Reconciler

VERSIONS = ["0.2"]
PATH = "/reconcile"
DEFAULT_TYPES = (
    "municipality", "organisation", "province", "safety-region", "police-unit", "theme", "crime-class", "law",
)  # fmt: skip
_ABOUT = ("overheid en openbare veiligheid", "government and public safety")
FORM = "application/x-www-form-urlencoded"

router = APIRouter(tags=["reconciliation"])


@router.get(PATH, summary="Reconciliation Service API 0.2: the manifest; with queries or extend, the answers")
@router.api_route(PATH, methods=["GET", "POST"], include_in_schema=False)  # the one that answers: it comes first
async def service(request: Request) -> Response:
    """The address to give to OpenRefine. The field `queries` or `extend`, of the address or of a form, holds JSON
    (specification, sections 4.4 and 7.4). The 1.0 draft is at `/reconcile/draft`."""
    state = state_of(request)
    fields = dict(request.query_params) if request.method != "POST" else await _form(request, state)
    if "callback" in fields:
        raise ParameterError("callback", "JSONP is not offered; every answer here may be read from any site (CORS)")
    if request.method != "POST" and not fields.keys() & {"queries", "extend"}:
        return answers.send(request, await state.engine.lookup(lambda _: manifest(request, state)))
    return await _answered(request, state, fields.get("queries"), fields.get("extend"))


async def _form(request: Request, state: State) -> dict[str, str]:
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type not in (FORM, "multipart/form-data"):
        hint = f"; JSON bodies belong to the draft, at {PATH}/draft/reconcile" if "json" in content_type else ""
        raise UnsupportedMediaTypeError(f"send a form ({FORM}){hint}", (FORM,))
    async with request.form(max_files=0, max_fields=10, max_part_size=state.settings.max_body) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


@router.get(f"{PATH}/suggest/{{what}}", summary="Suggestions for entities, types or properties by their beginning")
async def suggest(
    request: Request,
    what: str,
    prefix: str = "",
    cursor: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    state = state_of(request)
    if what not in answers.SUGGESTED:
        raise NotFoundError(f"nothing is suggested for {what[:40]!r}; there are {', '.join(answers.SUGGESTED)}")
    found = await state.engine.lookup(lambda _: answers.suggested(request, state.reconciler(), what, prefix, cursor))
    return answers.send(request, found)


@router.get(f"{PATH}/preview", summary="A small page about a thing, to be shown in a frame")
async def preview(request: Request, id: str = "") -> Response:
    state = state_of(request)
    return await state.engine.lookup(lambda _: answers.preview(request, state, state.reconciler(), id))


@router.get(f"{PATH}/properties", summary="Which properties things of a type have, for data extension")
async def properties(
    request: Request, type: str = "", limit: Annotated[int | None, Query(ge=1, le=1_000)] = None
) -> Response:
    state, language = state_of(request), language_of(request)
    found = await state.engine.lookup(lambda _: answers.proposed(state.reconciler(), type, limit))
    body = {"type": type, "properties": [answers.property_object(one, language) for one in found]}
    return answers.send(request, body | ({"limit": limit} if limit is not None else {}))


def manifest(request: Request, state: State) -> dict[str, Any]:
    """The service manifest of version 0.2 (specification, section 3.1)."""
    address, language = address_of(request, state.settings), language_of(request)
    here = address + PATH
    reconciler = state.reconciler()
    types = [kind for name in DEFAULT_TYPES if (kind := reconciler.things.types.get(name)) is not None]
    suggest_from = {"service_url": here}
    return {
        "versions": VERSIONS,
        "name": f"{state.settings.title} ({_ABOUT[language == 'en']})",
        "identifierSpace": f"{state.base}/id/",
        "schemaSpace": DEF,
        "documentation": f"{address}/docs",
        "defaultTypes": [answers.type_object(kind, reconciler, language) for kind in types],
        "view": {"url": f"{address}/doc/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", **answers.PREVIEW},
        "suggest": {
            what: {**suggest_from, "service_path": f"/suggest/{what}"} for what in ("entity", "type", "property")
        },
        "extend": {"propose_properties": {"service_url": here, "service_path": "/properties"}, "property_settings": []},
        "batchSize": answers.BATCH,
    }


async def _answered(request: Request, state: State, queries: str | None, extend: str | None) -> Response:
    if (queries is None) == (extend is None):
        raise ParameterError("queries", 'one of "queries" and "extend" is needed, as JSON')
    language = language_of(request)
    if extend is not None:
        wanted = answers.extension(answers.parsed(extend, "extend"))

        def fetched() -> dict[str, Any]:
            columns, rows = answers.extended(state.reconciler(), wanted, language)
            return {"meta": columns, "rows": rows}

        return answers.send(request, await state.engine.lookup(lambda _: fetched()))
    batch = answers.parsed(queries or "", "queries")
    if not isinstance(batch, Mapping):
        raise ParameterError("queries", "is no object of queries by key")
    answers.batch_size(len(batch))
    asked = {key: _asked(query, f"queries.{key[:40]}") for key, query in batch.items()}

    def found() -> dict[str, Any]:
        reconciler = state.reconciler()
        return {key: {"result": _result(reconciler, one, language)} for key, one in asked.items()}

    return answers.send(request, await state.engine.lookup(lambda _: found()))


def _result(reconciler: Reconciler, asked: Asked, language: str) -> list[dict[str, Any]]:
    return [answers.candidate(one, reconciler, language) for one in answers.candidates(reconciler, asked)]


def _asked(query: Any, place: str) -> Asked:
    """A query of a batch (specification, section 4.1)."""
    if not isinstance(query, Mapping):
        raise ParameterError(place, "is no object")
    text = answers.text_of(query.get("query", ""), f"{place}.query")
    given = query.get("type") or ()
    kinds = [given] if isinstance(given, str) else given
    if not isinstance(kinds, list | tuple) or len(kinds) > answers.MANY_TYPES:
        raise ParameterError(f"{place}.type", f"is no type and no list of at most {answers.MANY_TYPES}")
    names = tuple(
        answers.text_of(kind.get("id") if isinstance(kind, Mapping) else kind, f"{place}.type") for kind in kinds
    )
    rows = query.get("properties") or ()
    if not isinstance(rows, list | tuple):
        raise ParameterError(f"{place}.properties", "is no list")
    found = []
    for row in rows:
        if not isinstance(row, Mapping) or not isinstance(row.get("pid"), str) or "v" not in row:
            raise ParameterError(f"{place}.properties", 'holds something without "pid" and "v"')
        found.append((row["pid"], answers.value_texts(row["v"], f"{place}.properties"), False, "any"))
    conditions, doubtful = answers.conditions(found, f"{place}.properties")
    if not text.strip() and not conditions:
        raise ParameterError(place, "holds neither a query nor properties")
    limit = answers.limit_of(query.get("limit"), f"{place}.limit")
    return Asked(Question(text, "", conditions, limit), names, doubtful)
