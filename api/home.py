"""`/`: what is in here and the ways in."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import negotiation
from api.pages import ask, language_of
from api.results import JSON
from api.state import Overview, State, state_of
from kg.counts import class_count_query
from kg.queries import Catalogue, NamedQuery
from kg.reader import Entry
from kg.store import GraphStore
from kg.vocab import concept

LINKS = (
    "/documents", "/compare", "/queries", "/sparql", "/search", "/quality", "/network/neighbours", "/network/path",
    "/validate", "/docs", "/.well-known/void", "/dcat", "/releases", "/citation",
)  # fmt: skip
EXAMPLES = ("theme_continuity", "national_coverage", "targets", "draft_vs_final", "unmeasured_ambitions")
# The five questions of the page: the text's key, where the answer is, the named query it is made from.
QUESTIONS = (
    ("q_shared", "/compare/themes", "theme_matrix"),
    ("q_national", "/compare/national", "national_coverage"),
    ("q_trail", "/compare/indicator", "indicator_trail"),
    ("q_measured", "/compare/ambitions", "ambitions"),
    ("q_versions", "/compare/versions", "draft_vs_final"),
)
_ADOPTED = concept("document-status", "vastgesteld").value

router = APIRouter(tags=["home"])


@dataclass(frozen=True, slots=True)
class Covered:
    """A region with what covers it. periods: the documents of each period of `Coverage.periods`, in that order."""

    iri: str
    label: str
    periods: list[list[Entry]]


@router.get("/", summary="What is in the graph: documents, kinds of data, counts")
async def home(request: Request, format: str | None = None) -> Response:
    state, language = state_of(request), language_of(request)
    choice = negotiation.require(request, (JSON,), html=True, name=format)

    def prepare(_: GraphStore) -> tuple[Overview, list[tuple[str, str, int]], dict[str, str]]:
        overview = state.overview()
        named = {iri for d in overview.documents for iri in (d.region, d.status, d.kind) if iri}
        labels = {iri: state.labels(iri, language) for iri in named}
        return overview, [(iri, state.labels(iri, language), number) for iri, number in overview.classes], labels

    overview, classes, labels = await state.engine.lookup(prepare)
    if choice.format is None:
        periods = sorted({(d.start_year, d.end_year) for d in overview.documents if d.start_year})
        return state.pages.render(
            request,
            "home.html",
            overview=overview,
            classes=[(iri, label, number, class_count_query(iri, state.base)) for iri, label, number in classes],
            questions=_questions(state),
            periods=periods,
            regions=_regions(overview.documents, periods, labels),
            label=labels,
            adopted=_ADOPTED,
            ask=ask,
        )
    return JSONResponse(_body(request, state, overview, classes), headers={"Vary": "Accept, Accept-Language"})


def _body(request: Request, state: State, overview: Overview, classes: list[tuple[str, str, int]]) -> dict[str, object]:
    manifest = overview.manifest
    return {
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


def _questions(state: State) -> list[tuple[str, str, str, NamedQuery | None]]:
    """Key of the text, address, query; of a catalogue without our queries the first of its own."""
    known = state.catalogue.queries
    ours: list[tuple[str, str, str, NamedQuery | None]] = [
        (key, path, name, None) for key, path, name in QUESTIONS if name in known
    ]
    return ours or [("", f"/queries/{q.name}", q.name, q) for q in _examples(state.catalogue)]


def _regions(documents: list[Entry], periods: list[tuple[str, str]], labels: dict[str, str]) -> list[Covered]:
    """The regions by name, each with its documents by period."""
    found = []
    for iri in sorted({d.region for d in documents if d.region}, key=lambda iri: labels[iri]):
        own = [d for d in documents if d.region == iri]
        cells = [[d for d in own if (d.start_year, d.end_year) == period] for period in periods]
        found.append(Covered(iri, labels[iri], cells))
    return found


def _examples(catalogue: Catalogue) -> list[NamedQuery]:
    """Five questions to begin with; the first of a catalogue that has none of ours."""
    ours = [catalogue.queries[name] for name in EXAMPLES if name in catalogue.queries]
    return ours or list(catalogue.queries.values())[: len(EXAMPLES)]
