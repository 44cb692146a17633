"""`/id/…`, `/doc/…` and `/def/…`: every IRI of the graph can be looked up.

IRIs in the store begin with its base, whatever host serves them: the path is what counts. A thing (`/id/…`) is no
document, so its address answers 303 to the document about it (`/doc/…`), which negotiates its form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode, Quad

from api import negotiation, ontology_page
from api.pages import ask, language_of
from api.results import TRIPLE_FORMATS, send_triples, written
from api.state import State, state_of
from api.target_view import target_view
from api.views import NETWORKS, grouped, view_name, view_of
from kg.config import DEF
from kg.describe import Description, describe, description_triples, known, referring_to
from kg.engine.formats import Format
from kg.errors import GoneError, NotFoundError
from kg.fact_tables import FactTable, fact_tables, table_of
from kg.responsible import responsible_for
from kg.store import GraphStore
from kg.vocab import VG, concept

FORMATS = TRIPLE_FORMATS
_IRI_SIGNS = "%/:=&?~#+!$,;'@()*[]"  # that stay as they are in a header
_SUFFIXES = {f".{f.extension}": f.name for f in FORMATS} | {".html": "html"}
_GROUP_LIMIT, _GROUP_MAXIMUM = 25, 5_000  # values shown in each group of a page

ADOPTED = concept("document-status", "vastgesteld").value

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
async def document(request: Request, path: str, format: str | None = None, limit: int | None = None) -> Response:
    state = state_of(request)
    try:
        return await _answer(request, state, f"{state.base}/id/", "/doc/", path, format, limit)
    except GoneError as gone:
        choice = negotiation.choose(request, FORMATS, html=True, name=format)
        if choice is None or choice.format is not None:
            raise
        return await _gone(request, state, gone)


@router.get("/def/{path:path}", summary="A term of the ontology or of a code list, in the forms of /doc/…")
async def term(request: Request, path: str, format: str | None = None, limit: int | None = None) -> Response:
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
    return await ontology_page.page(request)


async def _answer(
    request: Request, state: State, namespace: str, route: str, path: str, name: str | None, limit: int | None
) -> Response:
    iri, suffix = await _find(request, state, namespace, route, path)
    choice = negotiation.require(request, FORMATS, html=True, name=name or suffix)
    if choice.format is not None:
        wanted = choice.format
        return send_triples(await state.engine.lookup(lambda store: _serialised(store, iri, wanted)), wanted)
    shown = min(max(limit, 1), _GROUP_MAXIMUM) if limit is not None else None

    def prepare(store: GraphStore) -> Response | None:
        first = referring_to(store, iri)
        description = describe(store, iri, limit=shown or _GROUP_LIMIT, facts=False, first=first)
        return _page(request, state, store, description, first, shown) if description is not None else None

    page = await state.engine.lookup(prepare)
    if page is None:
        raise _unknown(iri.value)
    return page


def _page(
    request: Request, state: State, store: GraphStore, about: Description, first: Sequence[Quad], limit: int | None
) -> Response:
    """The page of a thing. first: the triples that refer to it. Takes a moment: not for the event loop."""
    language, themes = language_of(request), f"{state.base}/id/scheme/themes"
    counted = view_name(about, themes) == "theme"  # the only view that counts by document
    tables = fact_tables(store, NamedNode(about.iri), limit=limit, first=first, counted=counted)
    view = view_of(about, tables, themes)
    responsible = _responsible(store, about.iri) if view.name == "theme" else None
    kinds = {table.kind for table in tables}
    served = _served(request)
    said = [group for group in about.outgoing if not group.inferred]
    return state.pages.render(
        request,
        "resource.html",
        about=about,
        view=view,
        extra=target_view(store, state, about.iri, language) if view.name == "target" else None,
        groups=grouped(said),
        follows=[group for group in about.outgoing if group.inferred],
        referring=[g for g in about.incoming if not g.inferred and g.kind not in kinds],
        reasoned=[g for g in about.incoming if g.inferred and g.kind not in kinds],
        is_fact=any(group.predicate == VG.statedIn.value for group in said),
        responsible=responsible,
        not_adopted=_not_adopted(state, language),
        label=_labels(state, about, [*tables, *([responsible] if responsible else [])], language),
        formats=[f.name for f in FORMATS],
        limit=limit or _GROUP_LIMIT,
        read=_readable(state, about),
        more=min((limit or _GROUP_LIMIT) * 10, _GROUP_MAXIMUM),
        served=served,
        network=NETWORKS.get(view.name, "") if "/network/ego.{suffix}" in served else "",
        query=page_query(about.iri),
        ask=ask,
    )


def _responsible(store: GraphStore, theme: str) -> FactTable | None:
    """Who is responsible for a theme, as a table; None when no document says so."""
    found = responsible_for(store, NamedNode(theme))
    return table_of(store, NamedNode(theme), VG.GovernanceRelation.value, found) if found else None


def _not_adopted(state: State, language: str) -> dict[str, str]:
    """The documents that are no more than a draft or a proposal, by IRI, and what they are: their titles do not say."""
    documents = state.documents()
    return {d.iri: state.labels(d.status, language) for d in documents if d.status and d.status != ADOPTED}


def page_query(iri: str) -> str:
    """SPARQL that gives what the page of a thing shows: its properties, and what refers to it."""
    return f"""SELECT ?subject ?property ?value
WHERE {{
  {{ BIND(<{iri}> AS ?subject) ?subject ?property ?value }}
  UNION
  {{ BIND(<{iri}> AS ?value) ?subject ?property ?value }}
}}
ORDER BY ?property ?subject ?value
LIMIT 1000
"""


def _served(request: Request) -> frozenset[str]:
    """The addresses of this application: a page links only to what is there."""
    return frozenset(_paths(request.app.routes))


def _paths(routes: Iterable[object]) -> Iterator[str]:
    """The framework keeps the routes of an included router within it."""
    for route in routes:
        yield getattr(route, "path", "")
        yield from _paths(getattr(getattr(route, "original_router", None), "routes", ()))


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


def _labels(state: State, description: Description, tables: list[FactTable], language: str) -> dict[str, str]:
    """A label for every IRI the page shows."""
    iris = {description.iri, *(kind.iri for kind in description.kinds)}
    for group in (*description.outgoing, *description.incoming):
        iris |= {group.predicate, group.kind, *(value.iri for value in group.values)}
        iris |= {value.datatype for value in group.values}
    iris |= {p.document_iri for p in description.passages}
    iris |= {p.document_iri for group in description.incoming for value in group.values for p in value.passages}
    for table in tables:
        iris |= {table.kind, *table.columns, *table.documents}
        for fact in table.facts:
            iris |= {fact.iri, fact.document, fact.confidence, *(cell.iri for cells in fact.cells for cell in cells)}
    return {iri: state.labels(iri, language) for iri in iris if iri}
