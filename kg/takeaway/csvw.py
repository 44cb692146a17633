"""Metadata of a CSV by CSV on the Web (https://www.w3.org/TR/tabular-metadata/, sections 5.3 and 5.6)."""

from __future__ import annotations

import json
from typing import Any

from kg.description.about import About
from kg.takeaway.tables import Table

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "nl"}]


def table_metadata(table: Table, about: About, url: str) -> dict[str, Any]:
    """What stands beside the CSV at `url` (relative to the metadata): titles, types, source, licence, release."""
    return {
        "@context": CONTEXT,
        "url": url,
        "dc:title": _texts(table.query.titles),
        "dc:description": _texts(table.query.questions),
        "dc:license": {"@id": about.licence_iri} if about.licence_iri else None,
        "dc:publisher": about.publisher_label,
        "dc:hasVersion": about.version or None,
        "dc:modified": about.issued or None,
        "dc:source": {"@id": f"{about.address}/queries/{table.name}"},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": {"und": column.name},
                    "datatype": column.type,
                    "required": column.whole,
                }
                for column in table.columns
            ]
        },
    }


def written(metadata: dict[str, Any]) -> bytes:
    """As JSON, without what is not known."""
    known = {key: value for key, value in metadata.items() if value is not None}
    return json.dumps(known, ensure_ascii=False, indent=2).encode() + b"\n"


def _texts(texts: Any) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in sorted(dict(texts).items(), reverse=True)]
