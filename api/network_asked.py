"""The parameters of `/network/…`: which network is meant, and how much may be spent on it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from kg.errors import ParameterError
from kg.network.bipartite import WEIGHTINGS
from kg.network.budget import EDGES, MOST_EDGES, MOST_NODES, MOST_SECONDS, NODES, SECONDS
from kg.network.extract import MOST_PASSAGES, PASSAGES
from kg.network.graph import BOTH, WAYS
from kg.network.measures import MEASURES, SEED
from kg.network.projections import CUSTOM, DEFAULT, PROJECTIONS
from kg.network.questions import check_measures
from kg.network.relations import KINDS
from kg.network.request import DIRECTIONS, PARAMETERS, WEIGHTS, one_of
from kg.network.traverse import LENGTHS, STEPS, STRENGTH

MAX_IRI = 2_000
MAX_TEXT = 8_000
Iri = Annotated[str, Query(max_length=MAX_IRI, description="IRI of a thing in the graph")]
Text = Annotated[str, Query(max_length=MAX_TEXT)]
Way = Annotated[str, Query(description=f"along the edges: {', '.join(WAYS)}")]


def _said(description: str) -> Any:
    return Query(default="", max_length=MAX_TEXT, description=description)


class Network:
    """Which network: the parameters of `kg.network.request`. One that is given more than once counts as a list."""

    def __init__(
        self,
        request: Request,
        projection: str = _said(f"{', '.join(PROJECTIONS)}, {CUSTOM}; {DEFAULT} when nothing is said"),
        edges: str = _said(f"kinds of edges, with commas: {', '.join(KINDS)}"),
        relations: str = _said("relations that count, with commas, such as lid-van or memberOf"),
        kinds: str = _said("classes of nodes that count, with commas, such as Municipality"),
        kinds_from: str = _said("classes of the source of an edge"),
        kinds_to: str = _said("classes of the target of an edge"),
        documents: str = _said("identifiers of documents that count, with commas"),
        year: str = _said("a year (2019) or years (2019-2022): what documents of then say"),
        direction: str = _said(", ".join(DIRECTIONS)),
        weight: str = _said(", ".join(WEIGHTS)),
        min_weight: str = _said("edges that weigh less are left out"),
        fold: str = _said("the side of a two-sided network that is kept, or none"),
        fold_weight: str = _said(", ".join(WEIGHTINGS)),
    ) -> None:
        del projection, edges, relations, kinds, kinds_from, kinds_to, documents, year  # for the description of the API
        del direction, weight, min_weight, fold, fold_weight
        self.parameters = parameters_of(request)


def parameters_of(request: Request) -> dict[str, str]:
    """What an address says of the network that is meant."""
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name in PARAMETERS and value.strip():
            found.setdefault(name, []).append(value.strip())
    return {name: ",".join(values) for name, values in found.items()}


class Spent:
    """What may be spent on an answer: nodes and edges in it, seconds for it, passages of each edge."""

    def __init__(
        self,
        max_nodes: Annotated[int, Query(ge=1, le=MOST_NODES, description="nodes of the answer")] = NODES,
        max_edges: Annotated[int, Query(ge=1, le=MOST_EDGES, description="edges of the answer")] = EDGES,
        max_seconds: Annotated[float, Query(gt=0, le=MOST_SECONDS, description="seconds for the answer")] = SECONDS,
        passages: Annotated[int, Query(ge=0, le=MOST_PASSAGES, description="passages of each edge")] = PASSAGES,
    ) -> None:
        self.arguments = {"nodes": max_nodes, "edges": max_edges, "seconds": max_seconds}
        self.passages = passages


class Measuring:
    """Measures that become attributes of the nodes."""

    def __init__(
        self,
        measures: str = _said(f"with commas: {', '.join(MEASURES)}"),
        length: Annotated[str, Query(description="what a step counts for: steps, or 1 / weight (strength)")] = STEPS,
        seed: Annotated[int, Query(ge=0, lt=2**31, description="start of the division into communities")] = SEED,
    ) -> None:
        names = [name.strip() for name in measures.split(",") if name.strip()]
        self.names = check_measures(names)
        self.options = {"by_strength": one_of("length", length, LENGTHS) == STRENGTH, "seed": seed}


class Walk:
    """From where to where, and along what."""

    def __init__(
        self,
        source: Annotated[str, Query(alias="from", max_length=MAX_IRI, description="IRI of a thing in the graph")],
        target: Annotated[str, Query(alias="to", max_length=MAX_IRI, description="IRI of another")],
        way: Way = BOTH,
        length: Annotated[str, Query(description=f"what is short: {', '.join(LENGTHS)} (1 / weight)")] = STEPS,
    ) -> None:
        self.source, self.target = source, target
        self._way, self._length = way, length

    @property
    def options(self) -> dict[str, str]:
        """Raises ParameterError for a way or a length that there is not."""
        ends = {"source": self.source, "target": self.target}
        return {**ends, "way": one_of("way", self._way, WAYS), "length": one_of("length", self._length, LENGTHS)}


def check_names(request: Request) -> None:
    """Raises ParameterError for a parameter that nothing is done with: misspelt, it would give another network than the
    one that was meant."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    taken = _names(route.dependant) | {"lang", "format"}
    for name in request.query_params:
        if name not in taken:
            allowed = tuple(sorted(taken))
            raise ParameterError(name[:100], f"there is no such parameter here; allowed: {', '.join(allowed)}", allowed)


def _names(dependant: Dependant) -> set[str]:
    """The names of the parameters that an endpoint and what it depends on read from the query."""
    own = {parameter.alias for parameter in dependant.query_params}
    return own.union(*(_names(other) for other in dependant.dependencies))
