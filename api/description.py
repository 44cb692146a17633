"""What the server says about itself: service description, VoID, DCAT, and how to cite it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from pyoxigraph import RdfFormat, Triple

from api import conditional, negotiation
from api.pages import language_of
from api.published import about_of
from api.results import JSON, TRIPLE_FORMATS
from api.state import state_of
from kg.config import DEF
from kg.describe import serialise
from kg.description import citation
from kg.description.about import DOWNLOADS, About
from kg.description.catalogue import catalogue_triples
from kg.description.service import service_triples
from kg.description.terms import prefixes_of
from kg.description.void import void_triples
from kg.engine.formats import Format

ROWS = 100  # of a table on a page; the data hold them all
VARY = "Accept, Accept-Language"

router = APIRouter(tags=["description"])


async def service_description(request: Request) -> Response:
    """The SPARQL Service Description: what `/sparql` answers when no query is given and RDF is asked for."""
    choice = negotiation.require(request, TRIPLE_FORMATS, name=request.query_params.get("format"))
    assert choice.format is not None
    return await _rdf(request, service_triples, choice.format)


@router.get("/.well-known/void", summary="VoID: the dataset in numbers, by class, property and graph, and its links")
async def void(request: Request, format: str | None = None) -> Response:
    choice = negotiation.require(request, TRIPLE_FORMATS, html=True, name=format)
    if choice.format is not None:
        return await _rdf(request, void_triples, choice.format)
    return await _page(request, "void.html")


@router.get("/dcat", summary="DCAT-AP-NL 3.0: the catalogue, with dataset, downloads and endpoint")
async def dcat(request: Request, format: str | None = None) -> Response:
    choice = negotiation.require(request, TRIPLE_FORMATS, html=True, name=format)
    if choice.format is not None:
        return await _rdf(request, catalogue_triples, choice.format)
    return await _page(request, "dcat.html")


@router.get("/citation", summary="How to cite this release")
async def cite(request: Request, format: str | None = None) -> Response:
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    if choice.format is None:
        return await _page(request, "citation.html")
    about = await about_of(request, state_of(request))
    body = {
        "version": about.version,
        "digest": about.manifest.digest,
        "issued": about.issued,
        "cff": citation.cff(about),
        "bibtex": citation.bibtex(about),
        "nl": citation.sentence(about, "nl"),
        "en": citation.sentence(about, "en"),
    }
    return JSONResponse(body, headers={"Vary": VARY})


@router.get("/citation.cff", summary="How to cite this release: CITATION.cff")
async def citation_cff(request: Request) -> Response:
    text = citation.cff(await about_of(request, state_of(request)))
    return Response(text, media_type="application/yaml")


@router.get("/citation.bib", summary="How to cite this release: BibTeX")
async def citation_bibtex(request: Request) -> Response:
    text = citation.bibtex(await about_of(request, state_of(request)))
    return Response(text, media_type="application/x-bibtex; charset=utf-8")


@router.get("/citation.txt", summary="How to cite this release: a sentence, in Dutch or English")
async def citation_text(request: Request) -> Response:
    text = citation.sentence(await about_of(request, state_of(request)), language_of(request))
    return PlainTextResponse(text + "\n", headers={"Vary": "Accept-Language"})


async def _rdf(request: Request, make: Callable[[About], list[Triple]], wanted: Format) -> Response:
    state = state_of(request)
    about = await about_of(request, state)
    body = await state.engine.lookup(lambda _: written(make(about), about.base, wanted))
    return send(request, body, wanted)


def written(triples: list[Triple], base: str, wanted: Format) -> bytes:
    """Triples of a description in a format, with the prefixes they use."""
    assert isinstance(wanted.engine, RdfFormat)
    own = {"vg": DEF, "void-graph": f"{base}/.well-known/void#", "dcat-graph": f"{base}/dcat#"}
    return serialise(triples, wanted.engine, prefixes_of(triples, own))


def send(request: Request, body: bytes, wanted: Format) -> Response:
    """A description, or 304 when the client has it."""
    etag = conditional.tag(hashlib.sha256(body).hexdigest()[:32])
    if conditional.is_known(request, etag):
        return conditional.not_modified(etag, "Accept")
    headers = {"Vary": "Accept", "ETag": etag, "Cache-Control": conditional.CACHE_CONTROL}
    return Response(body, 200, headers, wanted.content_type)


async def _page(request: Request, template: str) -> Response:
    state, language = state_of(request), language_of(request)
    about = await about_of(request, state)
    counts = about.statistics

    def names(_: object) -> dict[str, str]:
        iris = [p.iri for p in (*counts.classes[:ROWS], *counts.properties[:ROWS])]
        iris += [link.predicate for link in counts.links]
        return {iri: state.labels(iri, language) for iri in (*iris, *counts.examples)}

    return state.pages.render(
        request,
        template,
        about=about,
        label=await state.engine.lookup(names),
        rows=ROWS,
        formats=[f.name for f in TRIPLE_FORMATS],
        downloads=DOWNLOADS,
        description=about.descriptions()[language],
        default_graph=about.default_graph()[language],
        sentence=citation.sentence(about, language),
        bibtex=citation.bibtex(about),
        cff=citation.cff(about),
    )
