"""`/`: what is in here and the ways in."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import negotiation
from api.pages import language_of
from api.results import JSON
from api.state import Overview, state_of
from kg.store import GraphStore

router = APIRouter(tags=["home"])


@router.get("/", summary="What is in the graph: documents, kinds of data, counts")
async def home(request: Request, format: str | None = None) -> Response:
    state, language = state_of(request), language_of(request)
    choice = negotiation.require(request, (JSON,), html=True, name=format)

    def prepare(_: GraphStore) -> tuple[Overview, list[tuple[str, str, int]]]:
        overview = state.overview()
        return overview, [(iri, state.labels(iri, language), number) for iri, number in overview.classes]

    overview, classes = await state.engine.lookup(prepare)
    if choice.format is None:
        return state.pages.render(
            request,
            "home.html",
            overview=overview,
            classes=classes,
            queries=list(state.catalogue.queries.values()),
        )
    manifest = overview.manifest
    body = {
        "name": "Veiligheidsgraaf",
        "version": request.app.version,
        "base": state.base,
        "triples": manifest.triples,
        "quads": manifest.quads,
        "graphs": manifest.graphs,
        "digest": manifest.digest,
        "documents": [{"iri": d.iri, "id": d.identifier, "title": d.title} for d in overview.documents],
        "classes": [{"iri": iri, "label": label, "number": number} for iri, label, number in classes],
        "links": ["/queries", "/sparql", "/search", "/network/neighbours", "/network/path", "/validate", "/docs"],
    }
    return JSONResponse(body, headers={"Vary": "Accept, Accept-Language"})
