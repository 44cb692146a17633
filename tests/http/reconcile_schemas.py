"""JSON schemas of the Reconciliation Service API, rebuilt from the text of the specifications: 0.2 (final report of 10 April
2023) and the draft of 1.0. Stricter where the text leaves nothing else to send; extra members are refused, so that a
misspelt one is found."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
WHOLE: Schema = {"type": "integer"}
ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
SUBTAG: Schema = {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}


def members(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """An object with these members and no others."""
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def many(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


NAMED = members({"id": TEXT, "name": TEXT})
TYPE = members({"id": TEXT, "name": TEXT}, {"broader": many(NAMED)})  # section 2.2

# --- 0.2

_SERVICE = members({"service_url": ADDRESS, "service_path": {"type": "string", "pattern": "^/"}})
MANIFEST_02 = members(  # section 3.1
    {
        "versions": many(TEXT, contains={"const": "0.2"}),
        "name": TEXT,
        "identifierSpace": ADDRESS,
        "schemaSpace": ADDRESS,
    },
    {
        "documentation": ADDRESS,
        "defaultTypes": many(TYPE, uniqueItems=True),
        "view": members({"url": {"type": "string", "pattern": "^https?://.*\\{\\{id\\}\\}"}}),
        "preview": members({"url": {"type": "string", "pattern": "\\{\\{id\\}\\}"}, "width": WHOLE, "height": WHOLE}),
        "suggest": members({}, {"entity": _SERVICE, "type": _SERVICE, "property": _SERVICE}),
        "extend": members({}, {"propose_properties": _SERVICE, "property_settings": many({"type": "object"})}),
        "batchSize": {"type": "integer", "minimum": 1},
    },
)
_SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 100}
_FEATURE = members({"id": TEXT, "name": TEXT, "value": {"type": ["number", "boolean"]}})
CANDIDATE = members(  # section 4.2 of both
    {"id": TEXT, "name": TEXT, "score": _SCORE, "match": {"type": "boolean"}, "type": many(NAMED)},
    {"description": {"type": "string"}, "features": many(_FEATURE)},
)
RESULTS_02: Schema = {"type": "object", "additionalProperties": members({"result": many(CANDIDATE)})}
SUGGESTED_ENTITIES = members(
    {"result": many(members({"id": TEXT, "name": TEXT}, {"description": {"type": "string"}, "notable": many(NAMED)}))}
)
SUGGESTED_TYPES = members({"result": many(TYPE)})
SUGGESTED_PROPERTIES = members({"result": many(NAMED)})
PROPOSED = members({"properties": many(NAMED)}, {"type": {"type": "string"}, "limit": WHOLE})
_MOMENT = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"}
VALUE: Schema = {"oneOf": [NAMED, members({"str": {"type": "string"}}), members({"date": _MOMENT})]}
META = many(members({"id": TEXT, "name": TEXT}, {"type": NAMED, "service": ADDRESS}))
EXTENDED_02 = members(  # section 7.5
    {
        "meta": META,
        "rows": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": many(VALUE)}},
    }
)

# --- 1.0 draft

_TEMPLATE: Schema = {"type": "string", "pattern": "^https?://[^{}]*\\{\\+?id\\}$"}  # RFC 6570, one variable
MANIFEST_10 = members(  # section 3.1
    {
        "versions": many(TEXT, contains={"const": "1.0-draft"}),
        "name": TEXT,
        "view": members({"url": _TEMPLATE}),
    },
    {
        "documentation": ADDRESS,
        "defaultTypes": many(TYPE, uniqueItems=True),
        "preview": members({"width": WHOLE, "height": WHOLE}),
        "suggest": members({"entity": {"type": "boolean"}, "property": {"type": "boolean"}, "type": {"type": "boolean"}}),
        "extend": members({}, {"proposeProperties": {"type": "boolean"}, "propertySettings": many({"type": "object"})}),
        "batchSize": {"type": "integer", "minimum": 1},
        "lang": SUBTAG,
        "dir": {"enum": ["ltr", "rtl", "auto"]},
        "standardizedScore": {"type": "boolean"},
    },
)
RESULTS_10 = members({"results": many(members({"candidates": many(CANDIDATE)}))})
EXTENDED_10 = members(
    {
        "meta": META,
        "rows": many(members({"id": TEXT, "properties": many(members({"id": TEXT, "values": many(VALUE)}))})),
    }
)
