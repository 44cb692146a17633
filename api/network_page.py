"""`/network`: the explorer. Choice, tables, path and exports are made here and work without scripts; the script
`web/src/network.ts` draws the same network beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from api import network
from api import network_view as view
from api.network_asked import parameters_of
from api.pages import language_of
from api.state import State, state_of
from kg.errors import UsageError
from kg.network.export.formats import FORMATS
from kg.network.model import NetworkData
from kg.network.projections import PROJECTIONS
from kg.network.request import PARAMETERS

OWN_SIZES = ("degree", "weight")  # that the page counts itself
SIZES = (*OWN_SIZES, "betweenness", "closeness", "eigenvector", "pagerank", "constraint", "core")
_TABLES = ("nodes_by", "edges_by", "nodes_from", "edges_from")

router = APIRouter(tags=["network"])


@dataclass(frozen=True, slots=True)
class Address:
    """The parameters of the page. network: what says which network is meant; the others are the page's own."""

    network: Mapping[str, str]
    size: str
    source: str
    target: str
    tables: Mapping[str, str]

    @property
    def measures(self) -> tuple[str, ...]:
        """What has to be measured to show it."""
        return () if self.size in OWN_SIZES else (self.size,)

    def page(self, language: str, **changes: str | int) -> str:
        """The address of the page with other tables."""
        ends = {"from": self.source, "to": self.target} if self.source and self.target else {}
        return "?" + urlencode({**self.network, "size": self.size, **ends, **self.tables, **changes, "lang": language})

    def graph(self, root: str, language: str, suffix: str) -> str:
        """The address of the same network in another form."""
        measures = {"measures": ",".join(self.measures)} if self.measures else {}
        return f"{root}/network/graph.{suffix}?" + urlencode({**self.network, **measures, "lang": language})

    def path(self, root: str, language: str) -> str:
        """The address of the path as data."""
        ends = {"from": self.source, "to": self.target}
        return f"{root}/network/path?" + urlencode({**self.network, **ends, "lang": language})


@router.get("/network", include_in_schema=False)
async def network_page(request: Request) -> Response:
    """The network that the parameters of `/network/graph` name."""
    state, language = state_of(request), language_of(request)
    address = address_of(request)
    data = await network.load(request, address.network, address.measures)
    unrestricted = {name: value for name, value in address.network.items() if name != "kinds"}
    whole = data if "kinds" not in address.network else await network.load(request, unrestricted)
    steps = await _steps(request, address, language)
    tables = await state.engine.lookup(
        lambda _: {**_tables(data, address, language), **_choices(state, whole, address, language)}
    )
    root = request.scope.get("root_path", "")
    return state.pages.render(
        request,
        "network.html",
        **tables,
        steps=steps,
        source=address.source,
        target=address.target,
        exports=[(form.suffix, form.name) for form in FORMATS],
        address=lambda **changes: address.page(language, **changes),
        graph_address=lambda suffix: address.graph(root, language, suffix),
        path_address=address.path(root, language),
    )


def address_of(request: Request) -> Address:
    """What the address asks for.

    Raises UsageError for what only this page takes and does not know.
    """
    given = {name: value.strip() for name, value in request.query_params.multi_items() if value.strip()}
    size = given.get("size", "degree")
    if size not in SIZES:
        raise UsageError(f"size={size[:80]!r}: there are {', '.join(SIZES)}")
    tables = {name: given[name] for name in _TABLES if name in given}
    return Address(parameters_of(request), size, given.get("from", ""), given.get("to", ""), tables)


async def _steps(request: Request, address: Address, language: str) -> list[view.Step] | None:
    """The shortest path that is asked for; [] from a node to itself; None when none is asked for, or there is none."""
    if not (address.source and address.target):
        return None
    data, paths = await network.load_paths(request, address.network, address.source, address.target)
    return view.steps_of(data, paths[0], language) if paths else None


def _choices(state: State, whole: NetworkData, address: Address, language: str) -> dict[str, Any]:
    """What one can choose from. whole: the network without its restriction to kinds."""
    fields = {**address.network, "size": address.size, "lang": language}
    kinds = address.network.get("kinds", "")
    return {
        "projections": list(PROJECTIONS.values()),
        "asked": {name: address.network.get(name, "") for name in PARAMETERS},
        "kinds": view.kinds_of(whole, language),
        "chosen_kinds": kinds.split(",") if kinds else [],
        "documents": [document.identifier for document in state.documents()],
        "measures": SIZES,
        "size": address.size,
        "address_fields": list(fields.items()),
    }


def _tables(data: NetworkData, address: Address, language: str) -> dict[str, Any]:
    nodes, edges = view.node_rows(data, language, address.size), view.edge_rows(data, language)
    asked = address.tables
    has_value = address.size not in OWN_SIZES and any(row.value is not None for row in nodes)
    usual = "-value" if has_value else "-degree"
    return {
        "data": data,
        "projection": data.projection,
        "all_nodes": sorted(nodes, key=lambda row: row.label.casefold()),
        "has_value": has_value,
        "nodes": view.node_part(nodes, asked.get("nodes_by", usual), _first(asked, "nodes_from")),
        "edges": view.edge_part(edges, asked.get("edges_by", "-weight"), _first(asked, "edges_from")),
    }


def _first(asked: Mapping[str, str], name: str) -> int:
    value = asked.get(name, "0")
    if not (value.isdecimal() and len(value) < 9):
        raise UsageError(f"{name}={value[:40]!r}: expected a number of rows to pass over")
    return int(value)
