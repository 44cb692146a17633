"""`/network/…`: who is connected with whom and what, as data one can measure and publish, with the words behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from api import network_facts as facts
from api.network_answer import answer, load, load_paths, measuring
from api.network_asked import MAX_IRI, Iri, Measuring, Network, Spent, Walk, Way, check_names, parameters_of
from api.network_resources import Chosen
from api.pages import language_of
from api.state import state_of
from kg.errors import ParameterError
from kg.network.graph import BOTH, WAYS
from kg.network.model import Parameter
from kg.network.questions import LONGEST, MOST_PATHS
from kg.network.request import classes, one_of, period

__all__ = ["load", "load_paths", "parameters_of", "router"]

router = APIRouter(prefix="/network", tags=["network"], dependencies=[Depends(check_names)])
Asked = Annotated[Network, Depends()]
Budgeted = Annotated[Spent, Depends()]
Measured = Annotated[Measuring, Depends()]
Walked = Annotated[Walk, Depends()]
_Handler = TypeVar("_Handler", bound=Callable[..., Awaitable[Response]])
Depth = Annotated[int, Query(ge=1, le=4, description="steps")]


def _route(name: str, summary: str, methods: tuple[str, ...] = ("GET",)) -> Callable[[_Handler], _Handler]:
    """A question under its own name and, for one form of its answer, with a suffix."""

    def both(function: _Handler) -> _Handler:
        for path in (f"/{name}.{{suffix}}", f"/{name}"):  # what answers
            router.api_route(path, methods=list(methods), include_in_schema=False)(function)
        for method in methods:  # what is described: each method is an operation with a name of its own
            router.api_route(f"/{name}", methods=[method], summary=summary)(function)
        return function

    return both


@_route("graph", "A whole projection: all its nodes and edges, with passages, periods and, when asked, measures")
async def graph(request: Request, asked: Asked, spent: Budgeted, measures: Measured) -> Response:
    """`Network-Complete: false` and `complete` in the body when a budget was met; then the heaviest edges are given."""
    options = measuring({}, spent, measures)
    return await answer(request, "graph", asked.parameters, options, spent, heavy=bool(measures.names))


@_route("neighbours", "What a thing is connected with, and by which facts")
async def neighbours(
    request: Request,
    resource: Iri,
    asked: Asked,
    spent: Budgeted,
    depth: Depth = 1,
    way: Way = BOTH,
    kind: Annotated[str, Query(description="classes of the neighbours that are given, with commas")] = "",
    limit: Annotated[int, Query(ge=1, le=1000, description="nodes, the nearest first")] = 100,
    offset: Annotated[int, Query(ge=0, le=10_000_000, description="nodes to pass over")] = 0,
) -> Response:
    """In a projection, a page of the neighbours, nearest first, with the edges by which they are reached.

    Without any parameter of a projection: along every fact and property of the store. `complete` is false when there
    are more nodes than `limit`. One edge is given between two nodes: the plainest.
    """
    if not asked.parameters:
        state, language = state_of(request), language_of(request)
        body = await state.engine.walk(
            lambda store, check: facts.neighbours(state, store, check, resource, language, depth=depth, limit=limit)
        )
        return JSONResponse(body, headers={"Vary": "Accept-Language"})
    one_of("way", way, WAYS)
    options = {"resource": resource, "depth": depth, "way": way, "kinds": list(classes("kind", {"kind": kind}))}
    options |= {"limit": limit, "offset": offset, "passages": spent.passages}
    return await answer(request, "neighbours", asked.parameters, options, spent)


@_route("ego", "A thing, what is near it, and all edges between those")
async def ego(
    request: Request,
    resource: Iri,
    asked: Asked,
    spent: Budgeted,
    measures: Measured,
    depth: Depth = 1,
    way: Way = BOTH,
) -> Response:
    """Measures are of this network, not of the one it is a part of."""
    one_of("way", way, WAYS)
    options = measuring({"resource": resource, "depth": depth, "way": way}, spent, measures)
    return await answer(request, "ego", asked.parameters, options, spent, heavy=bool(measures.names))


@_route("component", "All that hangs together with a thing")
async def component(
    request: Request,
    resource: Iri,
    asked: Asked,
    spent: Budgeted,
    connection: Annotated[str, Query(description="weak, or strong: along the edges there and back")] = "weak",
) -> Response:
    strong = one_of("connection", connection, ("weak", "strong")) == "strong"
    options = {"resource": resource, "strong": strong, "passages": spent.passages}
    return await answer(request, "component", asked.parameters, options, spent)


@_route("common-neighbours", "What two or more things are all connected with")
async def common_neighbours(
    request: Request,
    resource: Annotated[list[str], Query(max_length=100, description="IRIs, each as a parameter of its own")],
    asked: Asked,
    spent: Budgeted,
    way: Way = BOTH,
) -> Response:
    one_of("way", way, WAYS)
    if any(len(iri) > MAX_IRI for iri in resource):
        raise ParameterError("resource", f"an IRI of more than {MAX_IRI} characters")
    options = {"resources": resource, "way": way, "passages": spent.passages}
    return await answer(request, "common-neighbours", asked.parameters, options, spent)


@_route("subgraph", "The network of the things that are named, or that a query finds", ("GET", "POST"))
async def subgraph(
    request: Request, asked: Asked, spent: Budgeted, measures: Measured, chosen: Annotated[Chosen, Depends()]
) -> Response:
    """resource, once for each thing; or query: a SELECT (the IRIs in its rows) or CONSTRUCT (the ends of its triples).
    By POST the body may hold the query (application/sparql-query) or IRIs (application/json: a list)."""
    resources, said = await chosen.resources(request)
    options = measuring({"resources": resources, "said": said}, spent, measures)
    return await answer(request, "subgraph", asked.parameters, options, spent, heavy=bool(measures.names))


@_route("path", "A shortest path between two things, with its predicates and evidence")
async def path(
    request: Request,
    walk: Walked,
    asked: Asked,
    spent: Budgeted,
    max_length: Annotated[int, Query(ge=1, le=LONGEST, description="steps")] = 8,
) -> Response:
    """In a projection: its nodes and edges, and the path in `paths`.

    Without any parameter of a projection: along every fact and property of the store. `found` is false when there is no
    path of at most `max_length` steps; `complete` is false when the search had to stop before it knew.
    """
    if not asked.parameters:
        state, language = state_of(request), language_of(request)
        body = await state.engine.walk(
            lambda store, check: facts.path(
                state, store, check, walk.source, walk.target, language, max_length=max_length
            )
        )
        return JSONResponse(body, headers={"Vary": "Accept-Language"})
    options = {**walk.options, "k": 1, "longest": max_length, "passages": spent.passages}
    return await answer(request, "paths", asked.parameters, options, spent)


@_route("paths", "The k shortest paths between two things, or all up to a length")
async def paths(
    request: Request,
    walk: Walked,
    asked: Asked,
    spent: Budgeted,
    k: Annotated[int, Query(ge=1, le=MOST_PATHS, description="paths, the shortest first")] = 10,
    every: Annotated[bool, Query(alias="all", description="all paths of at most max_length steps, at most k")] = False,
    max_length: Annotated[int, Query(ge=1, le=LONGEST, description="steps")] = 6,
) -> Response:
    """No path visits a thing twice. Equal paths come in the order of the IRIs along them."""
    options = {**walk.options, "k": k, "every": every, "longest": max_length, "passages": spent.passages}
    return await answer(request, "paths", asked.parameters, options, spent, heavy=True)


@_route("measures", "Measures of the nodes of a projection, highest first, and of the network as a whole")
async def measures_of(
    request: Request,
    asked: Asked,
    spent: Budgeted,
    measures: Measured,
    resource: Annotated[str, Query(max_length=MAX_IRI, description="measure only what is near this thing")] = "",
    depth: Depth = 1,
    order: Annotated[str, Query(description="the measure to order by; the first when nothing is said")] = "",
    limit: Annotated[int, Query(ge=1, le=10_000, description="nodes")] = 100,
    offset: Annotated[int, Query(ge=0, le=10_000_000, description="nodes to pass over")] = 0,
) -> Response:
    """`definitions` says what each measure is; `measures` of the network names what computed them (`measured_by`)."""
    names = list(measures.names) or ["degree", "weighted_degree"]
    order = one_of("order", order, tuple(names)) if order else names[0]
    options = {"measures": names, **measures.options, "order": order, "limit": limit, "offset": offset}
    options |= {"resource": resource, "depth": depth} if resource else {}
    heavy = any(name not in ("degree", "weighted_degree", "component") for name in names)
    return await answer(request, "measures", asked.parameters, options, spent, heavy=heavy)


@_route("difference", "What came, went and stayed between two years, or between two sets of documents")
async def difference(
    request: Request,
    before: Annotated[
        str, Query(min_length=1, max_length=2000, description="a year (2016), years (2015-2018), or documents")
    ],
    after: Annotated[str, Query(min_length=1, max_length=2000, description="the same of the later one")],
    asked: Asked,
    spent: Budgeted,
) -> Response:
    """Every node and edge of both, with `change` (came, went, stayed) and an edge's weights before and after."""
    sides = {"before": {**asked.parameters, **_moment("before", before)}}
    sides |= {"after": {**asked.parameters, **_moment("after", after)}}
    if sides["before"].keys() != sides["after"].keys():
        raise ParameterError("after", "before and after are both years, or both identifiers of documents")
    said: dict[str, Parameter] = {"before": before, "after": after}
    options = {**sides, "said": said, "passages": spent.passages}
    others = list(sides.values())
    return await answer(request, "difference", asked.parameters, options, spent, others=others)


@router.get("/projections", summary="The declared projections, what they can be changed in, and the measures")
async def projections() -> JSONResponse:
    """Every parameter with the values it takes: what an own projection is put together of."""
    from api.network_listing import listing

    return JSONResponse(listing(), headers={"Cache-Control": "public, max-age=300"})


def _moment(name: str, text: str) -> dict[str, str]:
    """A year or years, or documents: whatever begins with four digits is a year."""
    if text[:4].isdecimal():
        period(name, text)
        return {"year": text}
    return {"documents": text}
