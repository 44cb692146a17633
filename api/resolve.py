"""`/resolve`: our IRI for an identifier of a register, or for a name in a year."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from api import negotiation, problems
from api.pages import language_of
from api.reconcile_answers import types_of
from api.results import JSON
from api.state import State, state_of
from kg.errors import ParameterError
from kg.identifiers import ASKED
from kg.identifiers_resolve import Resolved, UnresolvedError, Wanted, resolve
from kg.reconcile.entities import Entity
from kg.reconcile.properties import values_of
from kg.reconcile.reconciler import Reconciler
from kg.reconcile.telling import describe, name_of, reason

WAYS = ("name", "iri", *ASKED)
_SHOWN = ("cbs", "tooi", "wikidata", "roo", "wetten")
_VARY = {"Vary": "Accept, Accept-Language"}

router = APIRouter(tags=["reconciliation"])


@router.get(
    "/resolve",
    summary="Our IRI for an identifier elsewhere (CBS, TOOI, Wikidata …) or for a name in a year",
    responses={
        300: {"description": "More than one thing can be meant: the list says which, and why"},
        303: {"description": "One thing, for a browser or with redirect: on to it"},
        404: {"description": "Nothing is meant; near names"},
        422: {"description": "A parameter that does not fit"},
    },
)
async def resolved(
    request: Request,
    cbs: Annotated[str | None, Query(max_length=300, description="region code: GM0344, PV26, VR09")] = None,
    tooi: Annotated[str | None, Query(max_length=300, description="IRI or code: gm0344, pv26, mnre1058")] = None,
    wikidata: Annotated[str | None, Query(max_length=300, description="Q803, or its address")] = None,
    roo: Annotated[str | None, Query(max_length=300, description="number in organisaties.overheid.nl")] = None,
    wetten: Annotated[str | None, Query(max_length=300, description="BWB id, or Juriconnect reference")] = None,
    iri: Annotated[str | None, Query(max_length=300, description="an IRI or id of this graph")] = None,
    name: Annotated[str | None, Query(max_length=300, description="a name, as a table writes it")] = None,
    type: Annotated[str, Query(max_length=100, description="only of this type: municipality, province …")] = "",
    year: Annotated[str, Query(max_length=40, description="a year or day: what existed then")] = "",
    redirect: Annotated[bool, Query(description="303 to the one thing that is meant")] = False,
    format: str | None = None,
) -> Response:
    """One of the first seven is needed. Mergers are followed: what no longer existed in `year` gives way to what had
    taken its place, and each answer says what it has become since (`became`)."""
    state = state_of(request)
    given = {
        "cbs": cbs, "tooi": tooi, "wikidata": wikidata, "roo": roo, "wetten": wetten, "iri": iri, "name": name,
    }  # fmt: skip
    wanted = _wanted({key: value for key, value in given.items() if value is not None}, year, type)
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    language = language_of(request)

    def found() -> tuple[list[Resolved], list[dict[str, Any]]]:
        reconciler = state.reconciler()
        rows = resolve(reconciler, wanted)
        return rows, [_told(state, reconciler, row, language) for row in rows]

    try:
        rows, told = await state.engine.lookup(lambda _: found())
    except UnresolvedError as error:
        return problems.respond(request, problems.problem_for(error), str(error), near=list(error.near))
    if len(rows) == 1 and (redirect or choice.format is None):
        here = rows[0].entity.iri.removeprefix(state.base)
        target = request.scope.get("root_path", "") + quote(here, safe="/:@!$&'()*+,;=~-._")
        return RedirectResponse(target, 303, dict(_VARY))
    status = 200 if len(rows) == 1 else 300
    if choice.format is None:
        return state.pages.render(request, "resolve.html", status=status, wanted=wanted, results=told)
    body = {"query": _asked(wanted), "results": told}
    return JSONResponse(body, status, {**_VARY, "Content-Language": language})


def _wanted(given: dict[str, str], year: str, kind: str) -> Wanted:
    if len(given) != 1:
        said = f"{', '.join(given)} at once" if given else "nothing"
        raise ParameterError(next(iter(given), "name"), f"{said} is given; give one of {', '.join(WAYS)}")
    ((register, value),) = given.items()
    return Wanted(register, value, year.strip(), kind.strip())


def _asked(wanted: Wanted) -> dict[str, str]:
    asked = {wanted.register: wanted.value, "year": wanted.year, "type": wanted.kind}
    return {key: value for key, value in asked.items() if value}


def _told(state: State, reconciler: Reconciler, row: Resolved, language: str) -> dict[str, Any]:
    entity = row.entity
    return {
        "iri": entity.iri,
        "id": entity.id,
        "href": state.pages.link(entity.iri),
        "name": name_of(entity, language),
        "description": describe(entity, reconciler.things, language),
        "type": types_of(entity, reconciler, language),
        "score": round(row.score, 1),
        "reasons": [{"code": code, "text": reason(code, language)} for code in row.reasons],
        "identifiers": _identifiers(entity),
        "instead_of": _brief(state, row.instead_of, language) if row.instead_of is not None else None,
        "since": row.since.isoformat() if row.since is not None else None,
        "valid_from": entity.begins.isoformat() if entity.begins is not None else None,
        "valid_until": entity.ends.isoformat() if entity.ends is not None else None,
        "became": [_became(state, one, days[-1].isoformat(), language) for one, days in row.became],
    }


def _became(state: State, entity: Entity, since: str, language: str) -> dict[str, Any]:
    return {**_brief(state, entity, language), "since": since}


def _brief(state: State, entity: Entity, language: str) -> dict[str, Any]:
    return {
        "iri": entity.iri,
        "href": state.pages.link(entity.iri),
        "name": name_of(entity, language),
        "identifiers": _identifiers(entity),
    }


def _identifiers(entity: Entity) -> dict[str, list[str]]:
    return {name: list(values) for name in _SHOWN if (values := values_of(entity, name))}
