"""Parts of the rows of a named query: `limit` and `offset`, what they leave, and where the other parts are.

How many rows there are is counted, not guessed, so that a "next" always leads to rows: the whole answer is made once
for each snapshot, query and parameters, and its number of rows remembered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request

from api.published import address_of
from api.state import State
from kg.engine.cache import key_of
from kg.engine.formats import RESULT_FORMATS, Format
from kg.errors import UsageError
from kg.paging import Page
from kg.queries import NamedQuery

LARGEST = 100_000  # rows in one part; the whole answer is given when no limit is asked for
TOTAL = "X-Total-Count"
_TSV = next(f for f in RESULT_FORMATS if f.name == "tsv")


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was asked for. total: rows of the whole. links: address by relation (first, prev, next, last)."""

    page: Page
    total: int
    links: Mapping[str, str]

    @property
    def headers(self) -> dict[str, str]:
        links = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in self.links.items())
        return {TOTAL: str(self.total)} | ({"Link": links} if links else {})


def page_of(request: Request) -> Page:
    """What `limit` and `offset` ask for. Raises UsageError for what is no number, or out of range."""
    limit = _number(request, "limit", 1, LARGEST)
    return Page(limit, _number(request, "offset", 0, 10**12) or 0)


async def part_of(request: Request, state: State, query: NamedQuery, values: Mapping[str, str], page: Page) -> Part:
    """Counts the rows of the whole and says where the other parts are. Raises as `Engine.query` does."""
    total = await _total(state, query, values)
    found = {
        "first": page.first() if page.limit else None,
        "prev": page.previous(total),
        "next": page.next(total),
        "last": page.last(total) if page.limit else None,
    }
    links = {relation: address(request, state, other) for relation, other in found.items() if other is not None}
    return Part(page, total, links)


def address(request: Request, state: State, page: Page) -> str:
    """Where `page` of what was asked is."""
    root, path = request.scope.get("root_path", ""), request.scope["path"]
    kept = [(n, v) for n, v in request.query_params.multi_items() if n not in ("limit", "offset")]
    asked = [("limit", page.limit), ("offset", page.offset or None)]
    parameters = urlencode([*kept, *((name, number) for name, number in asked if number is not None)])
    here = address_of(request, state.settings) + quote(path.removeprefix(root))
    return f"{here}?{parameters}" if parameters else here


def stated(body: bytes, wanted: Format, part: Part) -> bytes:
    """The rows with the part stated in their head, in the formats that have one: where the next rows are, and how many
    there are. Clients pass over what they do not know there (SPARQL 1.1 Results, JSON 3.1.1, XML 2.2)."""
    following = part.links.get("next")
    if wanted.name == "json":
        page: dict[str, Any] = {"limit": part.page.limit, "offset": part.page.offset, "total": part.total}
        if part.links:
            page["links"] = dict(part.links)
        head = json.dumps({"link": [following] if following else [], "page": page}, ensure_ascii=False)
        return body.replace(b'{"head":{', b'{"head":' + head[:-1].encode() + b",", 1)
    if wanted.name == "xml" and following:
        escaped = following.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        return body.replace(b"</head>", f'<link href="{escaped}"/></head>'.encode(), 1)
    return body


async def _total(state: State, query: NamedQuery, values: Mapping[str, str]) -> int:
    request = replace(query.request(values), results=_TSV)
    key = hashlib.sha256(f"{query.name} {key_of(request, state.store.name)}".encode()).hexdigest()
    known = state.published.totals.get(key)
    if known is None:
        answer = await state.engine.query(request)
        known = answer.body.count(b"\n") - 1  # one line for each row, and the names; no line feed within a value
        state.published.remember_total(key, known)
    return known


def _number(request: Request, name: str, least: int, most: int) -> int | None:
    given = request.query_params.getlist(name)
    if not given or given == [""]:
        return None
    if len(given) > 1:
        raise UsageError(f"parameter {name!r} is given more than once")
    text = given[0]
    if not (text.isascii() and text.isdigit() and len(text) < 16 and least <= int(text) <= most):
        raise UsageError(f"parameter {name}={text[:80]!r}: expected a whole number from {least} to {most}")
    return int(text)
