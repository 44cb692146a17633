"""`/shapes`: the SHACL shapes, for whoever wants to check data of their own before it comes here.

    /shapes                 all of them: a list to read, or one graph
    /shapes/{module}.ttl    one module, as it is written (with its comments); other formats by suffix or Accept
    /shapes/profiles/…      the rules of others that our catalogue and thesaurus keep
    /shapes/{name}          one shape: its IRI is https://w3id.org/veiligheidsgraaf/shapes/{name}
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api import negotiation
from api.pages import language_of
from api.results import TRIPLE_FORMATS
from api.state import state_of
from kg.engine.formats import Format
from kg.errors import NotFoundError
from kg.shacl.report import SHAPE_NS
from kg.shacl.shapes import PROFILES, SHAPES, parse_turtle, shape_files, shape_list

router = APIRouter(tags=["validate"])
_PREFIXES = {
    "sh": "http://www.w3.org/ns/shacl#", "vgsh": SHAPE_NS, "vg": "https://w3id.org/veiligheidsgraaf/def/",
    "skos": "http://www.w3.org/2004/02/skos/core#", "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
_SUFFIXES = {f".{f.extension}": f.name for f in TRIPLE_FORMATS}


@router.get("/shapes", summary="The SHACL shapes: all of them, as a list or as one graph")
async def shapes(request: Request, format: str | None = None) -> Response:
    """As RDF everything data is checked against at /validate."""
    state = state_of(request)
    choice = negotiation.require(request, TRIPLE_FORMATS, html=True, name=format)
    if choice.format is not None:
        wanted = choice.format
        return _send(await state.engine.lookup(lambda _: _rdf(shape_files(), wanted)), wanted)
    language = language_of(request)
    listed = await state.engine.lookup(lambda _: list(shape_list().values()))
    targets = {iri for shape in listed for iri in shape.targets}
    labels = await state.engine.lookup(lambda _: {iri: state.labels(iri, language) for iri in targets})
    return state.pages.render(
        request,
        "shapes.html",
        modules=[(module, list(found)) for module, found in groupby(listed, key=lambda shape: shape.module)],
        profiles=[file.stem for file in shape_files(PROFILES)],
        label=labels,
        formats=[f.name for f in TRIPLE_FORMATS],
    )


@router.get("/shapes/{path:path}", summary="One module of the shapes, a profile, or one shape")
async def part(request: Request, path: str, format: str | None = None) -> Response:
    state = state_of(request)
    stem, suffix = path, None
    for ending, name in _SUFFIXES.items():
        if path.endswith(ending):
            stem, suffix = path.removesuffix(ending), name
    file = _file(stem)
    choice = negotiation.require(request, TRIPLE_FORMATS, html=file is None, name=format or suffix)
    if file is not None and choice.format is not None:
        wanted = choice.format
        if wanted.name == "ttl":  # as it is written: the comments say why
            return _send(await state.engine.lookup(lambda _: file.read_bytes()), wanted)
        return _send(await state.engine.lookup(lambda _: _rdf([file], wanted)), wanted)
    shape = (await state.engine.lookup(lambda _: shape_list())).get(SHAPE_NS + stem)
    if shape is None and not await state.engine.lookup(lambda _: _described(stem)):
        raise NotFoundError(f"there is no shape or module {path[:200]!r}; see /shapes")
    if choice.format is None:
        root = request.scope.get("root_path", "")
        return RedirectResponse(f"{root}/shapes?lang={language_of(request)}#{stem}", 303, {"Vary": "Accept"})
    wanted = choice.format
    return _send(await state.engine.lookup(lambda _: _written(_described(stem), wanted)), wanted)


def _file(stem: str) -> Path | None:
    """The file of a module or a profile. Only names that are there count: no path is made of what was asked."""
    files = {file.stem: file for file in shape_files(SHAPES)}
    files |= {f"profiles/{file.stem}": file for file in shape_files(PROFILES)}
    return files.get(stem)


def _described(name: str) -> list[ox.Triple]:
    """What the shapes say of one term of theirs, with the blank nodes it leads to."""
    about: dict[object, list[ox.Triple]] = {}
    for quad in (quad for file in shape_files() for quad in parse_turtle(file)):
        about.setdefault(quad.subject, []).append(quad.triple)
    found: list[ox.Triple] = []
    try:
        nodes: list[object] = [ox.NamedNode(SHAPE_NS + name)]
    except ValueError:  # no IRI comes of it
        return found
    while nodes:
        for triple in about.pop(nodes.pop(), []):
            found.append(triple)
            if isinstance(triple.object, ox.BlankNode):
                nodes.append(triple.object)
    return found


def _rdf(files: list[Path], wanted: Format) -> bytes:
    return _written([quad.triple for file in files for quad in parse_turtle(file)], wanted)


def _written(triples: list[ox.Triple], wanted: Format) -> bytes:
    assert isinstance(wanted.engine, ox.RdfFormat)
    return ox.serialize(triples, format=wanted.engine, prefixes=_PREFIXES) or b""


def _send(body: bytes, wanted: Format) -> Response:
    return Response(body, 200, {"Vary": "Accept"}, wanted.content_type)
