"""What both versions of the Reconciliation Service API share: reading JSON that anybody sent, and parts of answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from api.pages import language_of
from api.state import State
from kg.errors import BodyTooLargeError, ParameterError
from kg.reconcile.entities import Entity, Type
from kg.reconcile.names import MAX_NAME
from kg.reconcile.properties import BY_ID, PROPERTIES, Condition, Property, values_of
from kg.reconcile.reconciler import LIMIT, MOST, Candidate, Question, Reconciler
from kg.reconcile.telling import describe, name_of

BATCH = 500  # questions of one batch: 40 ms each hundred, so that one request holds a lane shortly
MANY_IDS = 1_000  # of one data extension
MANY_PROPERTIES = 40
MANY_TYPES = 10
SUGGESTIONS = 20
SUGGESTED = ("entity", "type", "property")
_MANY_CONDITIONS = 10
PREVIEW = {"width": 430, "height": 300}
_PREVIEWED = (
    "province", "policeUnit", "policeDistrict", "broader", "validUntil", "successor", "predecessor", "cbs", "wikidata",
)  # fmt: skip
VARY = {"Vary": "Accept-Language"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a batch. kinds: of which it may be any; doubtful: a year that could not be read, so no match."""

    question: Question
    kinds: tuple[str, ...] = ()
    doubtful: str = ""


def parsed(text: str | bytes, what: str) -> Any:
    """JSON. Raises ParameterError that says where it stops, also for what is nested too deeply."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ParameterError(what, f"is no JSON: {error.msg} (line {error.lineno}, column {error.colno})") from error
    except (RecursionError, UnicodeDecodeError, ValueError) as error:
        raise ParameterError(what, "is no JSON that can be read: nested too deeply, or not in UTF-8") from error


def batch_size(number: int) -> None:
    """Raises BodyTooLargeError (413) for more questions than one batch may hold."""
    if number > BATCH:
        raise BodyTooLargeError(f"the batch holds {number} queries; at most {BATCH} (batchSize in the manifest)")


def text_of(value: Any, place: str) -> str:
    """A name or an id: a text of at most MAX_NAME characters."""
    if not isinstance(value, str):
        raise ParameterError(place, "is no text")
    if len(value) > MAX_NAME:
        raise ParameterError(place, f"has {len(value)} characters; at most {MAX_NAME} are compared")
    return value


def limit_of(value: Any, place: str) -> int:
    """How many candidates are wanted; none said or more than there may be is what there may be."""
    if value is None:
        return LIMIT
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 1:
        raise ParameterError(place, "is no number above 0")
    return min(int(value), MOST)


def value_texts(value: Any, place: str) -> tuple[str, ...]:
    """The values of a property as texts: a value, a list of them, or a thing that was found before."""
    many = value if isinstance(value, list) else [value]
    texts = []
    for one in many[:MANY_PROPERTIES]:
        if isinstance(one, Mapping):
            one = one.get("id")
        if isinstance(one, bool):
            one = str(one).lower()
        if isinstance(one, int | float):
            one = str(one)
        if one is not None:
            texts.append(text_of(one, place))
    return tuple(texts)


def conditions(rows: Iterable[tuple[str, tuple[str, ...], bool, str]], place: str) -> tuple[tuple[Condition, ...], str]:
    """Conditions of (property, values, required, quantifier), and what of them could not be read as a year.

    A cell "onbekend" in a column of years must not cost the answers to the rest of a batch: such a question is answered
    without its year, and without a match.
    """
    made, doubtful = [], ""
    for number, (name, values, required, quantifier) in enumerate(rows):
        if number >= _MANY_CONDITIONS:
            raise ParameterError(place, f"has more than {_MANY_CONDITIONS} properties")
        try:
            made.append(Condition(name, values, required, quantifier))
        except ParameterError as error:
            if error.parameter != "year":
                raise ParameterError(place, str(error)) from error
            doubtful = error.reason
    return tuple(made), doubtful


def candidates(reconciler: Reconciler, asked: Asked) -> list[Candidate]:
    """The candidates for one question; of several types those of any."""
    kinds = asked.kinds or (asked.question.kind,)
    if len(kinds) == 1:
        found = reconciler.ask(replace(asked.question, kind=kinds[0]))
    else:
        best: dict[str, Candidate] = {}
        for kind in kinds:
            for one in reconciler.ask(replace(asked.question, kind=kind)):
                if one.entity.iri not in best or best[one.entity.iri].score < one.score:
                    best[one.entity.iri] = one
        found = _shared(sorted(best.values(), key=lambda one: (-one.score, one.entity.id)))[: asked.question.limit]
    return [replace(one, match=False) for one in found] if asked.doubtful else found


def _shared(found: list[Candidate]) -> list[Candidate]:
    """Namesakes of several types share what there is; one alone keeps it."""
    total = max(sum(one.score for one in found), 100.0)
    alone = len(found) == 1
    return [replace(one, score=round(100 * one.score / total, 1), match=one.match and alone) for one in found]


def candidate(one: Candidate, reconciler: Reconciler, language: str) -> dict[str, Any]:
    """A candidate as both versions write it."""
    score_name = ("gelijkenis van de naam", "likeness of the name")[language == "en"]
    year_name = ("bestond in het gevraagde jaar", "existed in the year asked")[language == "en"]
    return {
        "id": one.entity.id,
        "name": name_of(one.entity, language),
        "description": describe(one.entity, reconciler.things, language),
        "type": types_of(one.entity, reconciler, language),
        "score": one.score,
        "match": one.match,
        "features": [
            {"id": "name", "name": score_name, "value": one.name_score},
            {"id": "year", "name": year_name, "value": "other-year" not in one.reasons},
        ],
    }


def types_of(entity: Entity, reconciler: Reconciler, language: str) -> list[dict[str, str]]:
    types = reconciler.things.types
    return [{"id": kind, "name": types[kind].names[language == "en"]} for kind in entity.types if kind in types]


def type_object(kind: Type, reconciler: Reconciler, language: str) -> dict[str, Any]:
    """A type with the types above it."""
    types, english = reconciler.things.types, language == "en"
    broader = [{"id": wider, "name": types[wider].names[english]} for wider in kind.broader if wider in types]
    made: dict[str, Any] = {"id": kind.id, "name": kind.names[english]}
    return made | ({"broader": broader} if broader else {})


def property_object(one: Property, language: str) -> dict[str, str]:
    return {"id": one.id, "name": one.names[language == "en"]}


def suggested(request: Request, reconciler: Reconciler, what: str, prefix: str, cursor: int) -> dict[str, Any]:
    """What a suggest service answers. what: entity, type or property."""
    language = language_of(request)
    wanted = text_of(prefix, "prefix").strip().lower()
    rows: list[dict[str, Any]]
    if what == "entity":
        known = reconciler.identified(prefix.strip())
        found = known or (reconciler.index.starting(prefix) if wanted else [])
        rows = [
            {
                "id": entity.id,
                "name": name_of(entity, language),
                "description": describe(entity, reconciler.things, language),
                "notable": types_of(entity, reconciler, language)[:1],
            }
            for entity in found[cursor : cursor + SUGGESTIONS]
        ]
    elif what == "type":
        types = [type_object(kind, reconciler, language) for kind in reconciler.things.types.values()]
        rows = [one for one in types if _begins(one["id"], one["name"], wanted)][cursor : cursor + SUGGESTIONS]
    else:
        told = [property_object(one, language) for one in PROPERTIES if one.asked]
        rows = [one for one in told if _begins(one["id"], one["name"], wanted)][cursor : cursor + SUGGESTIONS]
    return {"result": rows}


def _begins(identifier: str, name: str, wanted: str) -> bool:
    return identifier.lower().startswith(wanted) or any(word.startswith(wanted) for word in name.lower().split())


def proposed(reconciler: Reconciler, kind: str, limit: int | None) -> list[Property]:
    """The properties that things of a type have. Raises ParameterError for a type that does not exist."""
    kind = reconciler.kind(kind)
    members = [entity for entity in reconciler.things.entities.values() if not kind or kind in entity.types]
    held = [
        one for one in PROPERTIES if one.given and any(one.id == "current" or values_of(e, one.id) for e in members)
    ]
    return held[:limit]


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for the values of properties of things."""

    ids: tuple[str, ...]
    properties: tuple[Property, ...]


def extension(data: Any) -> Extension:
    """Reads one. Raises ParameterError for what is no request or names an unknown property."""
    if not isinstance(data, Mapping) or not isinstance(data.get("ids"), list):
        raise ParameterError("extend", 'is no object with a list "ids"')
    wanted = data.get("properties")
    if not isinstance(wanted, list) or not wanted:
        raise ParameterError("extend", 'has no list "properties"')
    if len(data["ids"]) > MANY_IDS or len(wanted) > MANY_PROPERTIES:
        raise BodyTooLargeError(f"at most {MANY_IDS} ids and {MANY_PROPERTIES} properties at once")
    properties = []
    for number, row in enumerate(wanted):
        name = row.get("id") if isinstance(row, Mapping) else None
        told = BY_ID.get(name) if isinstance(name, str) else None
        if told is None or not told.given:
            raise ParameterError(f"extend.properties.{number}", f"no property {str(name)[:80]!r} to fetch")
        properties.append(told)
    ids = tuple(text_of(one, f"extend.ids.{number}") for number, one in enumerate(data["ids"]))
    return Extension(ids, tuple(properties))


def extended(reconciler: Reconciler, asked: Extension, language: str) -> tuple[list[Any], dict[str, dict[str, Any]]]:
    """The columns, and the cells by id and property."""
    columns = [property_object(one, language) for one in asked.properties]
    rows: dict[str, dict[str, Any]] = {}
    for identifier in asked.ids:
        known = reconciler.identified(identifier)
        rows[identifier] = {
            one.id: _cells(reconciler, known[0], one, language) if len(known) == 1 else [] for one in asked.properties
        }
    return columns, rows


def _cells(reconciler: Reconciler, entity: Entity, told: Property, language: str) -> list[dict[str, str]]:
    things = reconciler.things.entities
    if told.id == "current":
        followed: Sequence[str] = [one.iri for one, _ in reconciler.followed(entity)]
    else:
        followed = values_of(entity, told.id)
    if told.kind == "thing":
        linked = [things[iri] for iri in followed if iri in things]
        return [{"id": one.id, "name": name_of(one, language)} for one in linked]
    if told.kind == "day":
        return [{"date": f"{value}T00:00:00Z"} for value in followed]
    return [{"str": value} for value in followed]


def send(request: Request, body: Any) -> Response:
    """JSON in the language of the request."""
    return JSONResponse(body, headers={**VARY, "Content-Language": language_of(request)})


def preview(request: Request, state: State, reconciler: Reconciler, identifier: str) -> Response:
    """The page in a small frame. It alone may stand in a frame of another site: there is nothing on it to press."""
    language = language_of(request)
    known = reconciler.identified(text_of(identifier, "id").strip())
    entity = known[0] if len(known) == 1 else None
    rows = []
    if entity is not None:
        for told in (BY_ID[name] for name in _PREVIEWED):
            cells = _cells(reconciler, entity, told, language)
            texts = [cell.get("name") or cell.get("str") or cell.get("date", "")[:10] for cell in cells]
            if texts:
                rows.append((told.names[language == "en"], texts[:3]))
    page = state.pages.render(
        request,
        "reconcile_preview.html",
        status=200 if entity is not None else 404,
        entity=entity,
        label=name_of(entity, language) if entity is not None else "",
        description=describe(entity, reconciler.things, language) if entity is not None else "",
        definition=next(iter(values_of(entity, "definition")), "") if entity is not None else "",
        rows=rows,
        asked=identifier,
    )
    policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
    page.headers["Content-Security-Policy"] = policy
    return page
