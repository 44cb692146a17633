"""`/compare` and `/compare/{figure}`: regions and periods side by side. Every figure as a page with its table, as CSV
and as SVG, with the named queries it is made from.

A figure is made by a function of `FIGURES` from the rows of named queries: no number comes from elsewhere.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import compare_aims, compare_strength, compare_themes, negotiation
from api.compare_rows import Asker, Figure
from api.figures import plain
from api.pages import ask, language_of
from api.results import JSON
from api.state import State, state_of
from kg.engine.formats import RESULT_FORMATS, Format, Kind
from kg.errors import FormatError, NotFoundError

_VARY = {"Vary": "Accept, Accept-Language"}
CSV = next(f for f in RESULT_FORMATS if f.name == "csv")
SVG = Format("svg", Kind.RESULTS, "image/svg+xml", "svg", CSV.engine)  # drawn here; no engine writes it


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of the list. queries: the named queries it is made from; without them there is no figure."""

    make: Callable[[Asker], Awaitable[Figure]]
    queries: tuple[str, ...]


FIGURES: Mapping[str, Entry] = {
    "themes": Entry(compare_themes.themes, ("theme_matrix", "documents")),
    "national": Entry(compare_themes.national, ("national_coverage", "documents", "theme_matrix")),
    "indicator": Entry(compare_aims.indicator, ("indicator_trail", "documents")),
    "ambitions": Entry(compare_aims.ambitions, ("ambitions", "unmeasured_ambitions", "documents")),
    "strength": Entry(compare_strength.strength, ("formation", "documents")),
}

router = APIRouter(tags=["compare"])


@router.get(
    "/compare", summary="What can be compared: themes, national objectives, indicators, ambitions, police strength"
)
async def overview(request: Request, format: str | None = None) -> Response:
    state = state_of(request)
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    figures = [name for name, entry in FIGURES.items() if _possible(state, entry)]
    if choice.format is None:
        return state.pages.render(request, "compare.html", figures=figures, versions="draft_vs_final" in _known(state))
    return JSONResponse({"figures": [{"name": name, "href": f"/compare/{name}"} for name in figures]}, headers=_VARY)


@router.get("/compare/{name}", summary="One figure: page, CSV, SVG or JSON")
async def figure(request: Request, name: str, format: str | None = None) -> Response:
    """By Accept, `?format=` or a suffix (`/compare/themes.svg`). Each figure has choices of its own, which its page
    shows as a form: `show` and `drafts` (themes), `indicator`, `doc` and `date` (strength)."""
    state = state_of(request)
    stem, dot, suffix = name.rpartition(".")
    if dot and suffix in ("csv", "svg", "json", "html"):
        name, format = stem, format or suffix
    if name not in FIGURES:
        raise NotFoundError(f"no figure {name[:80]!r}; there are {', '.join(FIGURES)}")
    entry = FIGURES[name]
    if not _possible(state, entry):
        raise NotFoundError(f"figure {name!r} is made from the named queries {', '.join(entry.queries)}; see /queries")
    choice = negotiation.require(request, (CSV, SVG, JSON), html=True, name=format)
    language = language_of(request)
    made = await entry.make(Asker(state, language, dict(request.query_params)))
    if choice.format is None:
        asked = [(c.name, c.value) for c in made.choices] + [("lang", language)]
        queries = [state.catalogue.get(query) for query in entry.queries]
        said: dict[str, Any] = {"name": name, "figure": made, "queries": queries, "asked": asked, "ask": ask}
        said["written"] = lambda value: _written(value, language)
        return await state.engine.lookup(lambda _: state.pages.render(request, "compare_figure.html", **said))
    if choice.format is JSON:
        rows = [dict(zip(made.columns, row, strict=True)) for row in made.rows]
        return JSONResponse({"title": made.title, "columns": made.columns, "rows": rows}, headers=_VARY)
    if choice.format is SVG:
        if not made.svg:
            raise FormatError(f"figure {name!r} has nothing to draw with these choices; its table may have rows (csv)")
        return Response('<?xml version="1.0" encoding="UTF-8"?>\n' + str(made.svg), 200, _VARY, "image/svg+xml")
    return Response(_csv(made), 200, _VARY, "text/csv; charset=utf-8")


def _written(value: str, language: str) -> str:
    """A number of a table as the figure has it ("21,3"); anything else as it is."""
    try:
        return plain(float(value), language)
    except ValueError:
        return value


def _csv(made: Figure) -> str:
    """RFC 4180: the table of the figure."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(made.columns)
    writer.writerows(made.rows)
    return out.getvalue()


def _known(state: State) -> Mapping[str, object]:
    return state.catalogue.queries


def _possible(state: State, entry: Entry) -> bool:
    return all(query in _known(state) for query in entry.queries)
