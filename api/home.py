"""`/`: what is in here and the ways in."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import negotiation
from api.pages import language_of
from api.results import JSON
from api.state import Overview, state_of
from kg.queries import Catalogue, NamedQuery
from kg.store import GraphStore

LINKS = (
    "/documents", "/queries", "/sparql", "/search", "/network/neighbours", "/network/path", "/validate", "/docs",
    "/.well-known/void", "/dcat", "/releases", "/citation",
)  # fmt: skip
EXAMPLES = ("theme_continuity", "national_coverage", "targets", "draft_vs_final", "unmeasured_ambitions")

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
            examples=_examples(state.catalogue),
            number_of_queries=len(state.catalogue.queries),
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
        "examples": [f"/queries/{query.name}" for query in _examples(state.catalogue)],
        "classes": [{"iri": iri, "label": label, "number": number} for iri, label, number in classes],
        "links": [*LINKS],
    }
    return JSONResponse(body, headers={"Vary": "Accept, Accept-Language"})


def _examples(catalogue: Catalogue) -> list[NamedQuery]:
    """Five questions to begin with; the first of a catalogue that has none of ours."""
    ours = [catalogue.queries[name] for name in EXAMPLES if name in catalogue.queries]
    return ours or list(catalogue.queries.values())[: len(EXAMPLES)]
