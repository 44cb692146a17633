"""`/id/…`, `/doc/…` and `/def/…`: every IRI of the graph can be looked up.

IRIs in the store begin with its base, whatever host serves them: the path is what counts. A thing (`/id/…`) is no
document, so its address answers 303 to the document about it (`/doc/…`), which negotiates its form.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from api import negotiation
from api.pages import language_of
from api.results import TRIPLE_FORMATS, send_triples, written
from api.state import State, state_of
from kg.config import DEF
from kg.describe import Description, describe, description_triples, known
from kg.engine.formats import Format
from kg.errors import GoneError, NotFoundError
from kg.store import GraphStore
from kg.vocab import OWL, RDF, VG

FORMATS = TRIPLE_FORMATS
_IRI_SIGNS = "%/:=&?~#+!$,;'@()*[]"  # that stay as they are in a header
_SUFFIXES = {f".{f.extension}": f.name for f in FORMATS} | {".html": "html"}
_GROUP_LIMIT, _GROUP_MAXIMUM = 25, 5_000  # values shown in each group of a page

router = APIRouter(tags=["resources"])


@router.get("/id/{path:path}", summary="A thing: redirects (303) to the document about it", status_code=303)
async def thing(request: Request, path: str) -> Response:
    state = state_of(request)
    await _find(request, state, f"{state.base}/id/", "/id/", path)
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace")
    rest = raw.split("/id/", 1)[1] if "/id/" in raw else quote(path)
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.scope.get('root_path', '')}/doc/{rest}{query}", 303)


@router.get("/doc/{path:path}", summary="The document about a thing: page, Turtle, JSON-LD, N-Triples or RDF/XML")
async def document(request: Request, path: str, format: str | None = None, limit: int = _GROUP_LIMIT) -> Response:
    state = state_of(request)
    try:
        return await _answer(request, state, f"{state.base}/id/", "/doc/", path, format, limit)
    except GoneError as gone:
        choice = negotiation.choose(request, FORMATS, html=True, name=format)
        if choice is None or choice.format is not None:
            raise
        return await _gone(request, state, gone)


@router.get("/def/{path:path}", summary="A term of the ontology or of a code list, in the forms of /doc/…")
async def term(request: Request, path: str, format: str | None = None, limit: int = _GROUP_LIMIT) -> Response:
    state = state_of(request)
    if not path:
        return await ontology(request, format)
    return await _answer(request, state, DEF, "/def/", path, format, limit)


@router.get("/def", summary="The ontology: its classes and properties as a page, or whole as RDF")
async def ontology(request: Request, format: str | None = None) -> Response:
    state = state_of(request)
    choice = negotiation.require(request, FORMATS, html=True, name=format)
    if choice.format is not None:
        wanted = choice.format
        return send_triples(await state.engine.lookup(lambda store: _ontology(store, wanted)), wanted)
    language = language_of(request)
    terms = await state.engine.lookup(lambda store: _terms(store, state, language))
    return state.pages.render(request, "ontology.html", terms=terms)


async def _answer(
    request: Request, state: State, namespace: str, route: str, path: str, name: str | None, limit: int
) -> Response:
    iri, suffix = await _find(request, state, namespace, route, path)
    choice = negotiation.require(request, FORMATS, html=True, name=name or suffix)
    if choice.format is not None:
        wanted = choice.format
        return send_triples(await state.engine.lookup(lambda store: _serialised(store, iri, wanted)), wanted)
    shown = min(max(limit, 1), _GROUP_MAXIMUM)
    language = language_of(request)

    def prepare(store: GraphStore) -> tuple[Description | None, dict[str, str]]:
        description = describe(store, iri, limit=shown)
        return description, _labels(state, description, language)

    description, labels = await state.engine.lookup(prepare)
    if description is None:
        raise _unknown(iri.value)
    return state.pages.render(
        request,
        "resource.html",
        about=description,
        label=labels,
        formats=[f.name for f in FORMATS],
        limit=shown,
        read=_readable(state, description),
        more=min(shown * 10, _GROUP_MAXIMUM),
    )


async def _gone(request: Request, state: State, gone: GoneError) -> Response:
    """The page for a thing that only an earlier release described."""
    language = language_of(request)
    iris = [iri for iri in (gone.kind, gone.successor) if iri]
    label = await state.engine.lookup(lambda _: {iri: state.labels(iri, language) for iri in iris})
    page = state.pages.render(request, "gone.html", status=410, gone=gone, label=label)
    if gone.successor:
        page.headers["Link"] = f'<{quote(gone.successor, safe=_IRI_SIGNS)}>; rel="successor-version"'
    return page


async def _find(request: Request, state: State, namespace: str, route: str, path: str) -> tuple[NamedNode, str | None]:
    """The IRI in the store for a path, and the format its suffix asks for. Raises NotFoundError; GoneError for one that
    an earlier release described.

    The path as it was sent goes before the one that is decoded: an IRI may hold either.
    """
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace")
    sent = raw.split(route, 1)[1] if route in raw else path
    candidates: list[tuple[str, str | None]] = [(p, None) for p in dict.fromkeys((sent, path, unquote(sent)))]
    for candidate, _ in list(candidates):
        for suffix, name in _SUFFIXES.items():
            if candidate.endswith(suffix):
                candidates.append((candidate.removesuffix(suffix), name))

    def first_known(store: GraphStore) -> tuple[NamedNode, str | None] | None:
        for candidate, suffix in candidates:
            try:
                iri = NamedNode(namespace + candidate)
            except ValueError:
                continue
            if known(store, iri):
                return iri, suffix
        return None

    found = await state.engine.lookup(first_known)
    if found is None:
        iris = [namespace + candidate for candidate, _ in candidates]
        raise await state.engine.lookup(lambda _: state.published.gone(iris)) or _unknown(namespace + path)
    return found


def _readable(state: State, description: Description) -> str:
    """The name of a document whose text can be read here; "" for anything else."""
    documents = f"{state.base}/id/document/"
    has_text = any(group.predicate == VG.sourceFile.value for group in description.outgoing)
    return description.iri.removeprefix(documents) if has_text and description.iri.startswith(documents) else ""


def _unknown(iri: str) -> NotFoundError:
    return NotFoundError(f"the graph says nothing about <{iri[:300]}>")


def _serialised(store: GraphStore, iri: NamedNode, wanted: Format) -> bytes:
    return written(description_triples(store, iri), wanted)


def _ontology(store: GraphStore, wanted: Format) -> bytes:
    graph = NamedNode(f"{store.base}/graph/ontology")
    return written(sorted((q.triple for q in store.quads(graph=graph)), key=str), wanted)


def _labels(state: State, description: Description | None, language: str) -> dict[str, str]:
    """A label for every IRI the page shows."""
    if description is None:
        return {}
    iris = {description.iri, *(kind.iri for kind in description.kinds)}
    for group in (*description.outgoing, *description.incoming):
        iris |= {group.predicate, group.kind, *(value.iri for value in group.values)}
        iris |= {value.datatype for value in group.values}
    iris |= {p.document_iri for p in description.passages}
    iris |= {p.document_iri for group in description.incoming for value in group.values for p in value.passages}
    return {iri: state.labels(iri, language) for iri in iris if iri}


def _terms(store: GraphStore, state: State, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The ontology's own terms by their kind, each with its label."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    found = []
    for kind in kinds:
        own = {q.subject.value for q in store.quads(None, RDF.type, kind) if isinstance(q.subject, NamedNode)}
        terms = [
            (iri, state.labels(iri, language)) for iri in own if iri.startswith(DEF) and "/.well-known/" not in iri
        ]
        found.append((kind.value, sorted(terms, key=lambda pair: pair[1].lower())))
    return found
