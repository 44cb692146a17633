"""`/releases`: every release with what came, went and changed; `/releases/{a}...{b}`: the difference between two."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import negotiation
from api.description import send, written
from api.negotiation import Choice
from api.pages import language_of
from api.published import Published
from api.results import JSON, TRIPLE_FORMATS
from api.state import State, state_of
from kg.description.history import (
    HAPPENED,
    difference_csv,
    difference_triples,
    patch,
    release_triples,
)
from kg.difference import Difference, families
from kg.engine.formats import RESULT_FORMATS, Format
from kg.errors import FormatError
from kg.releases import Register, Release

CSV = next(f for f in RESULT_FORMATS if f.name == "csv")
PATCH = "application/rdf-patch"
SHOWN = 100  # things of one class on a page; the data hold them all
VARY = "Accept, Accept-Language"

router = APIRouter(tags=["releases"])


@router.get("/releases", summary="The releases, the latest first, with what came, went and changed in each")
async def list_releases(request: Request, format: str | None = None) -> Response:
    state = state_of(request)
    choice = negotiation.require(request, (JSON, *TRIPLE_FORMATS), html=True, name=format)
    register = await state.engine.lookup(lambda _: state.published.register())
    served = _served(state.published, register)
    newest_first = list(reversed(register.releases))
    if choice.format is None:
        return await _list_page(request, state, newest_first, served)
    if choice.format is JSON:
        body = {"served": served, "releases": [_summary(release) for release in newest_first]}
        return JSONResponse(body, headers={"Vary": VARY})
    wanted = choice.format
    body_ = await state.engine.lookup(
        lambda _: written(release_triples(state.base, newest_first), state.base, wanted)
    )
    return send(request, body_, wanted)


@router.get("/releases/{pair}", summary="One release against the one before, or the difference between two: a...b")
async def difference(request: Request, pair: str, format: str | None = None) -> Response:
    """As JSON, Turtle and the other forms of RDF, CSV (a row for each thing), RDF Patch (every quad; `?format=patch`),
    or a page; by Accept, `?format=` or a suffix. A version is a day and a short digest, as `/releases` lists them."""
    state = state_of(request)
    pair, wanted = _split(pair, format)
    register = await state.engine.lookup(lambda _: state.published.register())
    first, second = _versions(register, pair)
    choice = _choose(request, wanted)
    found = await state.engine.lookup(lambda _: register.difference(first, second) if first else Difference())
    if choice is None:
        return Response(patch(found), media_type=f"{PATCH}; charset=utf-8")
    if choice.format is None:
        return await _page(request, state, first, second, found)
    if choice.format is CSV:
        return Response(difference_csv(found), headers={"Vary": VARY}, media_type=CSV.content_type)
    if choice.format is JSON:
        return JSONResponse(_body(first, second, found), headers={"Vary": VARY})
    return await _rdf(request, state, (first, second), found, choice.format)


async def _rdf(request: Request, state: State, pair: tuple[str, str], found: Difference, wanted: Format) -> Response:
    body = await state.engine.lookup(
        lambda _: written(difference_triples(state.base, *pair, found), state.base, wanted)
    )
    return send(request, body, wanted)


def _split(pair: str, wanted: str | None) -> tuple[str, str | None]:
    """Versions and format of `/releases/a...b.csv`."""
    stem, dot, suffix = pair.rpartition(".")
    names = {"html", "patch", "csv", "json", *(f.name for f in TRIPLE_FORMATS), *(f.extension for f in TRIPLE_FORMATS)}
    return (stem, suffix) if dot and suffix in names else (pair, wanted)


def _versions(register: Register, pair: str) -> tuple[str, str]:
    """The two versions of `a...b`; of one alone that before it and itself, "" when there is none before."""
    first, dots, second = pair.partition("...")
    if not dots:
        release = register.get(first)
        return release.previous, release.version
    return register.get(first).version, register.get(second).version


def _choose(request: Request, name: str | None) -> Choice | None:
    """None: the RDF Patch."""
    accept = request.headers.get("accept", "")
    if (name or "").lower() in ("patch", PATCH) or (name is None and PATCH in accept):
        return None
    if name is not None and name.lower() == "rdf":
        name = "rdfxml"
    try:
        return negotiation.require(request, (JSON, CSV, *TRIPLE_FORMATS), html=True, name=name)
    except FormatError as error:
        raise FormatError(f"{error}, patch ({PATCH})") from None


def _served(published: Published, register: Register) -> str:
    release = register.of_snapshot(published.store.name)
    return release.version if release else ""


def _summary(release: Release) -> dict[str, Any]:
    known = {**asdict(release), "href": f"/releases/{release.version}"}
    if release.previous:
        known["difference"] = f"/releases/{release.previous}...{release.version}"
    return known


def _body(first: str, second: str, found: Difference) -> dict[str, Any]:
    return {
        "from": first or None,
        "to": second,
        "triples": {"came": len(found.came), "went": len(found.went)},
        "families": families(found.things),
        "things": {what: [asdict(thing) for thing in found.things.get(what, ())] for what in HAPPENED},
    }


async def _list_page(request: Request, state: State, releases: list[Release], served: str) -> Response:
    language = language_of(request)
    kinds = {kind for release in releases for kind in release.families if kind}

    def names(_: object) -> dict[str, str]:
        return {kind: state.labels(kind, language) for kind in kinds}

    label = await state.engine.lookup(names)
    return state.pages.render(
        request,
        "releases.html",
        releases=releases,
        served=served,
        label=label,
        formats=["json", *(f.name for f in TRIPLE_FORMATS)],
    )


async def _page(request: Request, state: State, first: str, second: str, found: Difference) -> Response:
    language = language_of(request)
    groups: dict[str, dict[str, list[Any]]] = {}
    for what in HAPPENED:
        for thing in found.things.get(what, ()):
            groups.setdefault(thing.kind, {name: [] for name in HAPPENED})[what].append(thing)

    def names(_: object) -> dict[str, str]:
        things = [t for kinds in groups.values() for some in kinds.values() for t in some[:SHOWN]]
        known = {t.iri: t.label or state.labels(t.iri, language) for t in things}
        return known | {iri: state.labels(iri, language) for iri in (*groups, *(t.successor for t in things)) if iri}

    label = await state.engine.lookup(names)
    return state.pages.render(
        request,
        "difference.html",
        first=first,
        second=second,
        found=found,
        groups=sorted(groups.items(), key=lambda pair: label.get(pair[0], "").lower()),
        label=label,
        shown=SHOWN,
        happened=HAPPENED,
        formats=["json", "csv", *(f.name for f in TRIPLE_FORMATS), "patch"],
    )

