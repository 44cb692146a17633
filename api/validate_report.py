"""`/validate/report` and `/validate/changes`: what the last build found, and what is different from the one before."""

from __future__ import annotations

import json

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from api import conditional, negotiation
from api.pages import language_of
from api.state import state_of
from api.texts import LANGUAGES, TEXTS
from api.validate import for_page
from kg.engine.formats import Format
from kg.errors import NotFoundError
from kg.shacl.stored import Changes, changes, findings
from kg.shacl.told import Finding
from kg.shacl.writing import CSV, JSON, REPORT_FORMATS, TEXT, report_csv, report_json, report_text
from kg.store import GraphStore

router = APIRouter(tags=["validate"])
_VARY = "Accept, Accept-Language"
_PREFIXES = {"sh": "http://www.w3.org/ns/shacl#", "vgsh": "https://w3id.org/veiligheidsgraaf/shapes/"}


@router.get("/validate/report", summary="What the last build found: its SHACL report")
async def report(request: Request, format: str | None = None) -> Response:
    """As RDF the graph `report` of the store; as JSON, CSV, text or a page with labels, places and hints."""
    state = state_of(request)
    choice = negotiation.require(request, REPORT_FORMATS, html=True, name=format)
    headers = {"Vary": _VARY, "Cache-Control": conditional.CACHE_CONTROL}
    language = language_of(request)
    if state.store.name:
        version = state.store.manifest().version_of(f"{state.base}/graph/report")
        etag = conditional.tag(f"{version}.{choice.format.name if choice.format else 'html'}.{language}")
        if conditional.is_known(request, etag):
            return conditional.not_modified(etag, _VARY)
        headers["ETag"] = etag
    if choice.format is not None and isinstance(choice.format.engine, ox.RdfFormat):
        wanted = choice.format
        body = await state.engine.lookup(lambda store: _rdf(store, wanted))
    else:
        found = await state.engine.lookup(findings)
        if choice.format is None:
            told = for_page(report_json(found))
            return state.pages.render(request, "validate_report.html", report=told, changes=None, formats=_names())
        body = _told(found, choice.format, language)
    return Response(body, 200, headers, choice.content_type)


@router.get("/validate/changes", summary="The report of the last build beside an earlier one: new, gone, still there")
async def difference(request: Request, against: str | None = None, format: str | None = None) -> Response:
    """`against` names a snapshot that is kept; without it, the last one with the report of another build. Before there
    is one, the answer says so, with `before` and `changes` null in JSON."""
    state, language = state_of(request), language_of(request)
    choice = negotiation.require(request, (JSON, CSV, TEXT), html=True, name=format)
    found = await state.engine.lookup(lambda store: _compared(store, against))
    if choice.format is None:
        if found is None:
            return state.pages.render(request, "validate_first.html")
        told = for_page(_changes_json(found))
        return state.pages.render(request, "validate_report.html", report=told, changes=told, formats=_names())
    if choice.format.name == JSON.name:
        answer = _changes_json(found) if found is not None else _nothing_before(state.store.name, language)
        body = json.dumps(answer, ensure_ascii=False, indent=1).encode() + b"\n"
    elif found is None and choice.format.name == TEXT.name:
        body = _no_before(language).encode() + b"\n"
    else:
        body = _told(found.findings if found is not None else (), choice.format, language)
    return Response(body, 200, {"Vary": _VARY}, choice.content_type)


def _compared(store: GraphStore, against: str | None) -> Changes | None:
    """None when no report of an earlier build is kept. Raises NotFoundError for one that was asked for by name."""
    if store.folder is None or not store.name:
        if against is not None:
            raise NotFoundError("this store keeps no snapshots, so there is nothing to compare with")
        return None
    try:
        return changes(store.folder.parent.parent, store, against)
    except NotFoundError:
        if against is not None:
            raise
        return None


def _nothing_before(name: str, language: str) -> dict[str, object]:
    return {"before": None, "after": name or None, "changes": None, "note": _no_before(language)}


def _no_before(language: str) -> str:
    return TEXTS["report_no_before"][LANGUAGES.index(language)]


def _changes_json(found: Changes) -> dict[str, object]:
    numbers = {"new": len(found.new), "gone": len(found.gone), "still": len(found.still)}
    return report_json(found.findings, before=found.before, after=found.after, changes=numbers)


def _told(found: tuple[Finding, ...] | list[Finding], wanted: Format, language: str) -> bytes:
    if wanted.name == JSON.name:
        return json.dumps(report_json(found), ensure_ascii=False, indent=1).encode() + b"\n"
    return report_csv(found) if wanted.name == CSV.name else report_text(found, language).encode()


def _rdf(store: GraphStore, wanted: Format) -> bytes:
    assert isinstance(wanted.engine, ox.RdfFormat)
    graph = ox.NamedNode(f"{store.base}/graph/report")
    triples = sorted((quad.triple for quad in store.quads(graph=graph)), key=str)
    return ox.serialize(triples, format=wanted.engine, prefixes=_PREFIXES) or b""


def _names() -> list[str]:
    return [f.name for f in REPORT_FORMATS]
