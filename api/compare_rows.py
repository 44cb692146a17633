"""What the figures have in common: asking a named query for its rows, and the documents in their order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from api.results import JSON
from api.state import State
from api.texts import LANGUAGES, TEXTS

Row = Mapping[str, str]
NATIONAL = "Nederland"  # the region of a national document, as the query `documents` gives it
_ADOPTED = "vastgesteld"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a figure: a list in its form. options: value and what it is called."""

    name: str
    label: str
    value: str
    options: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure shows. columns, rows: its table, as its CSV has it. svg: the drawing, "" when there is nothing to
    draw. parts: what its template needs further."""

    title: str
    columns: list[str]
    rows: list[list[str]]
    svg: str = ""
    choices: list[Choice] = field(default_factory=list)
    parts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a column of a table."""

    id: str
    title: str
    region: str
    start: str
    end: str
    status: str
    kind: str = ""
    apart: str = ""  # what tells it from another of the same region and period

    @property
    def is_national(self) -> bool:
        return self.region == NATIONAL

    @property
    def is_adopted(self) -> bool:
        return self.status == _ADOPTED

    @property
    def period(self) -> str:
        return f"{self.start}–{self.end}" if self.start else ""

    @property
    def name(self) -> str:
        """Region and period, and the status of one that is not adopted."""
        name = " ".join(part for part in (self.region, self.period) if part) or self.id
        told = ", ".join(part for part in (self.apart, "" if self.is_adopted else self.status) if part)
        return f"{name} ({told})" if told else name


class Asker:
    """Asks the named queries for one request. values: what the address says."""

    def __init__(self, state: State, language: str, values: Mapping[str, str]) -> None:
        self.state, self.language, self.values = state, language, values

    def t(self, key: str) -> str:
        return TEXTS[key][LANGUAGES.index(self.language)]

    async def rows(self, query: str, **values: str) -> list[Row]:
        """The rows of a named query; a column that is not bound is missing in its row. Raises as `Engine.query`."""
        named = self.state.catalogue.get(query)
        answer = await self.state.engine.query(replace(named.request(values), results=JSON))
        found = json.loads(answer.body)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]

    async def documents(self, named: Iterable[str] = ()) -> list[Document]:
        """Regional documents by region and period, national ones last; a draft after what was adopted.

        named: ids of documents that must be there, with no more than their id when nothing else is known of them.
        """
        found = {
            row["doc"]: Document(
                row["doc"],
                row.get("title", row["doc"]),
                row.get("region", ""),
                row.get("start_year", ""),
                row.get("end_year", ""),
                row.get("status", ""),
                row.get("kind", ""),
            )
            for row in await self.rows("documents")
        }
        found |= {doc: Document(doc, doc, "", "", "", "vastgesteld") for doc in named if doc not in found}
        order = sorted(found.values(), key=lambda d: (d.is_national, d.region, d.start, not d.is_adopted, d.id))
        return self._told_apart(order)

    def _told_apart(self, documents: list[Document]) -> list[Document]:
        """Two of one region, period and status (an agenda and its letter) are told apart by their kind."""
        names = [d.name for d in documents]
        return [replace(d, apart=d.kind or d.id) if names.count(d.name) > 1 else d for d in documents]

    def picked(self, name: str, offered: list[str], default: str) -> str:
        """The value the address gives for a choice, when it is one that is offered. "" may be one: no date, say."""
        value = self.values.get(name)
        return value if value is not None and value in offered else default
