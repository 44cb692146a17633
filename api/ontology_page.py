"""`/def` as a page, and `/def/diagram.svg`: the ontology for people. As RDF it is sent by `api.resources`."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from api.figures import box, frame, shortened, text
from api.pages import ask, language_of
from api.results import TRIPLE_FORMATS
from api.state import State, state_of
from api.texts import LANGUAGES, TEXTS
from kg.ontology_view import OntologyView, links_of_statements
from kg.store import GraphStore
from kg.vocab import OWL

_WIDTH, _ROW, _BOX = 860.0, 27.0, 250.0

router = APIRouter(tags=["ontology"])


@router.get("/def/diagram.svg", summary="Which kind of fact connects which things, drawn from the ontology")
async def diagram(request: Request) -> Response:
    state, language = state_of(request), language_of(request)
    drawn = await state.engine.lookup(lambda _: _diagram(state.ontology(), state, language))
    headers = {"Vary": "Accept-Language"}
    return Response('<?xml version="1.0" encoding="UTF-8"?>\n' + str(drawn), 200, headers, "image/svg+xml")


async def page(request: Request) -> Response:
    """The ontology page."""
    state, language = state_of(request), language_of(request)

    def prepare(_: GraphStore) -> Response:
        view = state.ontology()
        kinds = [
            ("ontology_classes", view.of_kind(OWL.Class)),
            ("ontology_relations", view.of_kind(OWL.ObjectProperty)),
            ("ontology_attributes", view.of_kind(OWL.DatatypeProperty)),
        ]
        named = {iri for term in view.terms.values() for iri in (*term.above, *term.domain, *term.range)}
        named |= {iri for a in view.alignments for iri in (a.term, a.how)} | {*view.schemes, *view.terms}
        return state.pages.render(
            request,
            "ontology.html",
            view=view,
            kinds=kinds,
            label={iri: state.labels(iri, language) for iri in named},
            diagram=_diagram(view, state, language),
            groups=state.catalogue.by_group(language),
            formats=[f.name for f in TRIPLE_FORMATS],
            ask=ask,
        )

    return await state.engine.lookup(prepare)


def _diagram(view: OntologyView, state: State, language: str) -> Markup:
    """Kinds of fact on the left, what they name on the right, a line for each property between them."""
    links = links_of_statements(view)
    left = list(dict.fromkeys(start for start, _, _ in links))
    height = max(len(left), 1)
    where = {iri: at + 0.5 for at, iri in enumerate(left)}
    right = sorted({end for _, _, end in links}, key=lambda iri: _middle(links, where, iri))
    step = height / max(len(right), 1)
    place = {iri: (at + 0.5) * step for at, iri in enumerate(right)}

    def named(iri: str) -> str:
        return state.labels(iri, language)

    parts = [_line(where[a], place[b], f"{named(a)}: {named(p)}: {named(b)}") for a, p, b in links]
    parts += _boxes(left, where, 0.0, named) + _boxes(right, place, _WIDTH - _BOX, named)
    title = TEXTS["ontology_diagram"][LANGUAGES.index(language)]
    return frame(_WIDTH, height * _ROW + 10, title, parts)


def _middle(links: list[tuple[str, str, str]], where: dict[str, float], iri: str) -> tuple[float, str]:
    """Where most of its lines come from: lines cross less."""
    own = [where[start] for start, _, end in links if end == iri]
    return (sum(own) / len(own), iri)


def _line(left: float, right: float, note: str) -> str:
    y1, y2 = left * _ROW, right * _ROW
    note = str(Markup.escape(note))
    return (
        f'<path d="M{_BOX:.0f} {y1:.1f} C{_BOX + 150:.0f} {y1:.1f} {_WIDTH - _BOX - 150:.0f} {y2:.1f} '
        f'{_WIDTH - _BOX:.0f} {y2:.1f}" fill="none" stroke="#2f6ba3" stroke-opacity=".45" class="f-link">'
        f"<title>{note}</title></path>"
    )


def _boxes(iris: list[str], place: dict[str, float], x: float, named: Callable[[str], str]) -> list[str]:
    parts = []
    for iri in iris:
        y = place[iri] * _ROW
        parts.append(box(x + 0.5, y - 11, _BOX - 1, 22, "f-box", named(iri)))
        words = shortened(named(iri)[:1].upper() + named(iri)[1:], 34)
        parts.append(text(x + 10, y + 4, words))
    return parts
