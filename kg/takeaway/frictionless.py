"""A data package of the tables (Frictionless Data Package and Table Schema 1.0: https://specs.frictionlessdata.io/)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from kg.description.about import About
from kg.takeaway.tables import Table

_TYPES = {  # types of Table Schema for those of XSD
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "date"},
    "dateTime": {"type": "datetime"},
    "gYear": {"type": "year"},
    "gYearMonth": {"type": "yearmonth"},
    "anyURI": {"type": "string", "format": "uri"},
    "string": {"type": "string"},
}


def package(about: About, found: Sequence[Table], contents: Mapping[str, bytes] | None = None) -> dict[str, Any]:
    """The descriptor. contents: the CSV of each table by its name, where it lies beside the descriptor at
    `csv/{name}.csv`; without it the paths are those of the server."""
    descriptor: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "veiligheidsgraaf",
        "id": about.dataset.value,
        "title": about.title,
        "description": about.descriptions()["nl"],
        "version": about.version or "0",
        "homepage": about.address,
        "contributors": [{"title": about.publisher_label, "role": "publisher"}],
        "sources": [{"title": name} for name in sorted(about.manifest.built_from)],
        "resources": [_resource(about, table, contents) for table in found],
    }
    if about.manifest.created:
        descriptor["created"] = about.manifest.created
    if about.licence_iri:
        licence = {"path": about.licence_iri, "title": about.licence_name or about.licence_iri}
        if about.licence_name:
            licence["name"] = about.licence_name
        descriptor["licenses"] = [licence]
    return descriptor


def _resource(about: About, table: Table, contents: Mapping[str, bytes] | None) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"csv/{table.name}.csv" if contents is not None else f"{about.address}/queries/{table.name}.csv",
        "title": table.query.title("nl"),
        "description": table.query.question("nl"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": c.name, **_TYPES[c.type], **({"constraints": {"required": True}} if c.whole else {})}
                for c in table.columns
            ],
            "missingValues": [""],
        },
    }
    if contents is not None:
        resource["bytes"] = len(contents[table.name])
        resource["hash"] = f"sha256:{hashlib.sha256(contents[table.name]).hexdigest()}"
    return resource
