"""The table of forms: one for the server and the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import FormatError
from kg.network.export.about import Origin
from kg.network.export.dot import to_dot
from kg.network.export.gexf import to_gexf
from kg.network.export.graphml import to_graphml
from kg.network.export.json_forms import to_cytoscape, to_json_ld, to_node_link
from kg.network.export.tables import to_edge_csv, to_node_csv
from kg.network.model import NetworkData


def _svg(data: NetworkData, origin: Origin) -> bytes:
    from kg.network.draw import to_svg

    return to_svg(data, origin)


def _png(data: NetworkData, origin: Origin) -> bytes:
    from kg.network.draw_png import to_png

    return to_png(data, origin)


@dataclass(frozen=True, slots=True)
class NetworkFormat:
    """One form. name: what `?format=` and `--format` say; suffix: what follows the dot of an address or a file.

    also: other names and media types it goes by. placed: whether it can hold coordinates, so that a network
    is laid out before it is written.
    """

    name: str
    media_type: str
    suffix: str
    write: Callable[[NetworkData, Origin], bytes]
    also: tuple[str, ...] = ()
    placed: bool = True

    @property
    def content_type(self) -> str:
        """The media type, with its character set where the type has one."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


NODE_LINK = NetworkFormat(
    "json", "application/json", "json", to_node_link, ("node-link", "nodelink", "application/x.node-link+json")
)
FORMATS: tuple[NetworkFormat, ...] = (
    NODE_LINK,
    NetworkFormat("graphml", "application/graphml+xml", "graphml", to_graphml),
    NetworkFormat("gexf", "application/gexf+xml", "gexf", to_gexf),
    NetworkFormat(
        "cyjs", "application/vnd.cytoscape+json", "cyjs", to_cytoscape, ("cytoscape", "application/x.cytoscape+json")
    ),
    NetworkFormat("jsonld", "application/ld+json", "jsonld", to_json_ld, ("json-ld",), placed=False),
    NetworkFormat("csv", "text/csv", "csv", to_edge_csv, ("edges", "edges.csv"), placed=False),
    NetworkFormat("nodes", "text/csv", "nodes.csv", to_node_csv, ("nodes-csv",)),
    NetworkFormat("dot", "text/vnd.graphviz", "dot", to_dot, ("gv", "graphviz")),
    NetworkFormat("svg", "image/svg+xml", "svg", _svg),
    NetworkFormat("png", "image/png", "png", _png),
)


def by_name(name: str) -> NetworkFormat | None:
    """The form that `name` means: its name, its suffix or another name, in any case; None when none does."""
    wanted = name.strip().lower().lstrip(".")
    return next((f for f in FORMATS if wanted in (f.name, f.suffix, f.media_type, *f.also)), None)


def require(name: str) -> NetworkFormat:
    """As `by_name`; raises FormatError that lists what there is."""
    found = by_name(name)
    if found is None:
        raise FormatError(f"no format {name[:40]!r} for a network; there are {', '.join(f.name for f in FORMATS)}")
    return found


def write(data: NetworkData, wanted: NetworkFormat, origin: Origin) -> bytes:
    """`data` in the form `wanted`; laid out first where the form holds coordinates and the data has none.

    Raises ParameterError for a picture of more nodes than are drawn; other forms go without coordinates then.
    """
    if wanted.placed:
        from kg.network.layout import placed

        data = placed(data)
    return wanted.write(data, origin)
