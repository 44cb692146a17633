"""`/documents` and `/documents/{reference}`: the texts that were read, with the facts beside their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import Triple

from api import negotiation
from api.document_about import about_document
from api.pages import language_of
from api.reading import FAMILIES, Stretch, family_of_kind, pages, stretches
from api.reading_marks import laid_out
from api.results import JSON, TRIPLE_FORMATS, send_triples, written
from api.state import State, state_of
from kg.config import DEF
from kg.engine.formats import Format
from kg.errors import NotFoundError, UsageError
from kg.labels import short_name
from kg.reader import Entry, ReadDocument, document_triples, entries, entry_triples, find
from kg.store import GraphStore

FORMATS = (JSON, *TRIPLE_FORMATS)
_VARY = {"Vary": "Accept, Accept-Language"}

router = APIRouter(tags=["documents"])


@router.get("/documents", summary="The documents that were read: kind, region, period, status, number of facts")
async def list_documents(request: Request, format: str | None = None) -> Response:
    state, language = state_of(request), language_of(request)
    choice = negotiation.require(request, FORMATS, html=True, name=format)
    if choice.format not in (None, JSON):
        return await _triples(state, choice.format, entry_triples)

    def list_all(store: GraphStore) -> list[dict[str, Any]]:
        return [_summary(state, entry, language) for entry in entries(store)]

    found = await state.engine.lookup(list_all)
    if choice.format is None:
        return state.pages.render(request, "documents.html", documents=found)
    return JSONResponse({"documents": found}, headers=_VARY)


@router.get("/documents/{reference}", summary="One document: its text, its passages, and the facts read in each")
async def one_document(
    request: Request,
    reference: str,
    kind: str | None = None,
    format: str | None = None,
    at: int | None = None,
    line: int | None = None,
    page: str = "",
) -> Response:
    """As JSON, as Turtle and the other forms of RDF, or as a page, by Accept, `?format=` or a suffix
    (`/documents/rvs-mn-2015-2018.json`). `kind`, on the page and in JSON: only facts of one class, such as `Target`.
    Positions count code points of the source file; `#passage-START-END` and `#line-N` lead to a place on the page. A
    long text has several pages: `at` and `line` choose the one that holds a position or line, `page` one by its number,
    or `all`."""
    state = state_of(request)
    stem, wanted = _split(reference, format)
    choice = negotiation.require(request, FORMATS, html=True, name=wanted)
    iri = await state.engine.lookup(lambda store: find(store, stem))
    if iri is None:
        raise NotFoundError(f"no document {stem[:80]!r}; see /documents for what there is")
    if choice.format not in (None, JSON):
        return await _triples(state, choice.format, lambda store: document_triples(store, iri))
    found = await state.engine.lookup(lambda _: state.read(iri))
    if found is None:
        raise NotFoundError(f"the graph holds no text of {stem[:80]!r}; see {state.pages.link(iri.value)}")
    shown = found.only(_kind(found, kind)) if kind else found
    if choice.format is None:  # a long text takes a moment to write out: not on the event loop
        return await state.engine.lookup(lambda _: _page(request, state, found, shown, kind or "", (at, line, page)))
    language = language_of(request)
    return JSONResponse(await state.engine.lookup(lambda _: _body(state, shown, language)), headers=_VARY)


def _split(reference: str, wanted: str | None) -> tuple[str, str | None]:
    """Id and format of `/documents/x.json`."""
    stem, dot, suffix = reference.rpartition(".")
    return (stem, suffix) if dot and suffix in {"html", *(f.name for f in FORMATS)} else (reference, wanted)


def _kind(document: ReadDocument, name: str) -> str:
    if DEF + name not in document.kinds():
        there = ", ".join(sorted(iri.removeprefix(DEF) for iri in document.kinds()))
        raise UsageError(f"no facts of kind {name[:80]!r} in this document; there are {there}")
    return DEF + name


async def _triples(state: State, wanted: Format | None, triples: Callable[[GraphStore], list[Triple]]) -> Response:
    assert wanted is not None
    return send_triples(await state.engine.lookup(lambda store: written(triples(store), wanted)), wanted)


def _summary(state: State, entry: Entry, language: str) -> dict[str, Any]:
    return {
        "iri": entry.iri,
        "id": entry.identifier,
        "title": entry.title,
        "kind": _named(state, entry.kind, language),
        "region": _named(state, entry.region, language),
        "status": _named(state, entry.status, language),
        "start_year": int(entry.start_year) if entry.start_year.isdecimal() else None,
        "end_year": int(entry.end_year) if entry.end_year.isdecimal() else None,
        "file": entry.file or None,
        "facts": entry.facts,
        "href": f"/documents/{entry.reference}" if entry.file else state.pages.link(entry.iri),
    }


def _named(state: State, iri: str, language: str) -> dict[str, str] | None:
    return {"iri": iri, "label": state.labels(iri, language)} if iri else None


def _body(state: State, document: ReadDocument, language: str) -> dict[str, Any]:
    """The document as JSON. start, end: code points of the source file, whose part `text` is."""
    passages = [
        {
            "iri": passage.iri,
            "start": passage.start,
            "end": passage.end,
            "line": passage.line,
            "quote": passage.quote,
            "href": f"/documents/{document.entry.reference}?at={passage.start}#passage-{passage.place}",
            "facts": [
                {
                    "iri": fact.iri,
                    "label": state.labels(fact.iri, language),
                    "type": _named(state, fact.kind, language),
                    "confidence": state.labels(fact.confidence, language) if fact.confidence else None,
                    "further": fact.further,
                    "href": state.pages.link(fact.iri),
                }
                for fact in passage.facts
            ],
        }
        for passage in document.passages
    ]
    place = {"start": document.start, "end": document.end, "first_line": document.first_line}
    kinds = {iri.removeprefix(DEF): number for iri, number in sorted(document.kinds().items())}
    summary = _summary(state, document.entry, language)
    return {**summary, **place, "source": document.source, "kinds": kinds, "text": document.text, "passages": passages}


def _page(
    request: Request,
    state: State,
    document: ReadDocument,
    shown: ReadDocument,
    kind: str,
    wanted: tuple[int | None, int | None, str],
) -> Response:
    language = language_of(request)

    def label(iri: str) -> str:
        return state.labels(iri, language)

    counted = document.kinds().most_common()
    kinds = [(iri, short_name(iri).removeprefix("vg:"), label(iri), n) for iri, n in counted]
    cut = pages(list(stretches(shown)), len(shown.text))
    number = _page_number(cut, *wanted)
    here = [stretch for page in cut for stretch in page] if number == 0 else cut[number - 1]
    families = Counter[str]()
    for iri, n in counted:
        families[family_of_kind(iri)] += n
    return state.pages.render(
        request,
        "document.html",
        document=_summary(state, document.entry, language),
        about=about_document(state, document.entry.iri, language),
        read=document,
        paragraphs=laid_out(shown, here, label),
        page=number,
        page_count=len(cut),
        contents=_contents(cut),
        kinds=kinds,
        kind=kind,
        families=[(family, families[family]) for family in FAMILIES if families[family]],
        family_of_kind=family_of_kind,
        total=sum(n for *_, n in kinds),
        label=label,
        formats=[f.name for f in FORMATS],
    )


def _page_number(cut: list[list[Stretch]], at: int | None, line: int | None, page: str) -> int:
    """The page asked for, from 1; 0 for all of them. Raises UsageError for a page that is not there."""
    if page:
        if page == "all":
            return 0
        if not (page.isascii() and page.isdecimal() and len(page) < 6 and 1 <= int(page) <= len(cut)):
            raise UsageError(f"page={page[:80]!r}: this text has pages 1 to {len(cut)}, or all")
        return int(page)
    if at is None and line is None:
        return 1
    before = [
        n
        for n, found in enumerate(cut, start=1)
        if found and (found[0].start <= at if at is not None else found[0].line <= (line or 0))
    ]
    return before[-1] if before else 1


def _contents(cut: list[list[Stretch]]) -> list[tuple[int, int, str]]:
    """The headings with their page and line. A heading that stands there again and again is that of a page's top."""
    headings = [(n, s.line, s.heading) for n, found in enumerate(cut, start=1) for s in found if s.heading]
    times = Counter(heading for _, _, heading in headings)
    return [entry for entry in headings if times[entry[2]] == 1]
