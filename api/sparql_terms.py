"""`/sparql/terms`: what the editor completes with: the terms this graph uses and declares, and its code lists.

The classes and properties are those that VoID counts (`Statistics`), and those of the ontology that no triple uses yet;
labels and definitions come from the graph. Nothing is listed here by hand, so another graph gets its own terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import Literal, NamedNode

from api import conditional
from api.pages import language_of
from api.state import State, state_of
from kg.config import DEF
from kg.description.statistics import Partition, Statistics
from kg.labels import PREFIXES, short_name
from kg.store import GraphStore
from kg.vocab import OWL, RDF, RDFS, SKOS

VARY = "Accept-Language"
MOST = 2_000  # terms of a kind; a graph with more properties than that is completed by its most used ones
_COMMENTS = (RDFS.comment, SKOS.definition)
_CLASSES = (OWL.Class, RDFS.Class)
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)

router = APIRouter(tags=["sparql"])


@router.get("/sparql/terms", summary="Prefixes, classes, properties and code lists, for completion in an editor")
async def terms(request: Request) -> Response:
    """Each term with its label and definition in the language asked for, and how often the graph uses it."""
    state, language = state_of(request), language_of(request)
    etag = conditional.tag(f"terms-{state.store.name}-{language}") if state.store.folder is not None else ""
    if etag and conditional.is_known(request, etag):
        return conditional.not_modified(etag, VARY)
    counts = state.published.statistics
    if counts is None:
        counts = await state.engine.check(state.published.count)
    body = await state.engine.lookup(lambda store: terms_of(state, store, counts, language))
    headers = {"Vary": VARY}
    if etag:
        headers |= {"ETag": etag, "Cache-Control": conditional.CACHE_CONTROL}
    return JSONResponse(body, headers=headers)


def terms_of(state: State, store: GraphStore, counts: Statistics, language: str) -> dict[str, Any]:
    """What the editor knows. counts: of the same snapshot as `store`."""
    ours = dict(sorted(PREFIXES.items()))
    return {
        "prefixes": ours,
        "classes": [_term(state, store, p, language) for p in _with_unused(store, counts.classes, _CLASSES)],
        "properties": [_term(state, store, p, language) for p in _with_unused(store, counts.properties, _PROPERTIES)],
        "values": [{"iri": iri, "label": state.labels(iri, language), "list": name} for iri, name in _values(store)],
        "graphs": [{"iri": graph.name, "triples": graph.triples} for graph in counts.graphs[:MOST]],
    }


def _with_unused(store: GraphStore, used: Iterable[Partition], kinds: Iterable[NamedNode]) -> list[Partition]:
    """`used`, most used first, then what the ontology declares beside it."""
    listed = [p for p in used if not p.iri.startswith("_:")][:MOST]
    known = {p.iri for p in listed}
    declared = {iri for kind in kinds for q in store.quads(None, RDF.type, kind) if (iri := _ours(q.subject))}
    return listed + [Partition(iri, 0) for iri in sorted(declared - known)]


def _ours(term: object) -> str:
    """The IRI of a term of our ontology, "" for any other."""
    return term.value if isinstance(term, NamedNode) and term.value.startswith(DEF) else ""


def _term(state: State, store: GraphStore, counted: Partition, language: str) -> dict[str, Any]:
    short = short_name(counted.iri)
    found: dict[str, Any] = {
        "iri": counted.iri,
        "name": short if ":" in short else "",  # a name with a prefix, or none
        "label": state.labels(counted.iri, language),
        "number": counted.number,
    }
    if comment := _comment(store, counted.iri, language):
        found["comment"] = comment
    return found


def _comment(store: GraphStore, iri: str, language: str) -> str:
    try:
        node = NamedNode(iri)
    except ValueError:
        return ""
    said = [q.object for p in _COMMENTS for q in store.quads(node, p) if isinstance(q.object, Literal)]
    best = min(said, key=lambda text: ((text.language or "") != language, text.value), default=None)
    return best.value[:400] if best is not None else ""


def _values(store: GraphStore) -> Iterator[tuple[str, str]]:
    """The concepts of our code lists with the name of their list."""
    found = {iri for q in store.quads(None, SKOS.inScheme) if (iri := _ours(q.subject))}
    for iri in sorted(found):
        name, _, value = iri.removeprefix(DEF).partition("/")
        if value:
            yield iri, name
