"""Reading the register files, and what every description of a thing begins with."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.errors import SourceError
from kg.vocab import RDF, RDFS, SKOS
from loaders.reference_links import Triple

Row: TypeAlias = Mapping[str, str]


def named(iri: NamedNode, kind: NamedNode, name: str) -> Iterator[Triple]:
    """Class and name of a thing."""
    label = Literal(name, language="nl")
    yield iri, RDF.type, kind
    yield iri, SKOS.prefLabel, label
    yield iri, RDFS.label, label


def read_rows(path: Path) -> list[Row]:
    """The rows of a register file by column. Raises SourceError for one with too few or too many cells."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restkey="", restval="\0")
        rows: list[Row] = []
        for row in reader:
            if "" in row or "\0" in row.values():
                what = f"{len(reader.fieldnames or ())} cells expected, not {_cells(row)}"
                hint = "Quote cells that hold a comma"
                raise SourceError(what, file=path, line=reader.line_num, hint=hint)
            rows.append(row)
        return rows


def _cells(row: Mapping[str, object]) -> int:
    extra = row.get("", ())
    return sum(value != "\0" for key, value in row.items() if key) + (len(extra) if isinstance(extra, list) else 0)


def read_day(text: str, file: Path, line: int) -> date:
    """A day written yyyy-mm-dd. Raises SourceError with the place."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SourceError(f"{text!r} is no date", file=file, line=line, hint="Write yyyy-mm-dd") from error
