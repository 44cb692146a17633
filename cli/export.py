"""`veiligheidsgraaf export`: the graph in a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common import settings, store_option, write_out
from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.embedded import OxigraphStore

FORMATS = ("nq", "ttl", "trig", "nt", "jsonld", "rdfxml")


@click.command()
@store_option
@click.option("--format", "-f", "wanted", type=click.Choice(FORMATS), default="nq", show_default=True,
              help="nq and trig keep the named graphs; the others hold one graph.")  # fmt: skip
@click.option("--graph", "-g", "graphs", multiple=True, metavar="NAME",
              help="Only this graph: a document's id, ontology, inferred …, or an IRI; may be repeated.")  # fmt: skip
@click.option("--out", "-o", type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [default: stdout]")
def export(store: Path | None, wanted: str, graphs: tuple[str, ...], out: Path | None) -> None:
    """Write the graph to a file.

    N-Quads come sorted and canonical: the same documents give the same bytes. Without --graph the formats for one
    graph hold the default graph, which is everything but the report.

    \b
      veiligheidsgraaf export > graph.nq
      veiligheidsgraaf export --format ttl --graph rvs-mn-2015-2018 --out document.ttl
    """
    from kg.snapshots import open_current

    opened = open_current(store or settings().store)
    chosen = [_graph_iri(opened, name) for name in graphs] or None
    data = _nquads(opened, chosen) if wanted == "nq" else _written(opened, wanted, chosen)
    write_out(data, out)


def _graph_iri(store: OxigraphStore, name: str) -> str:
    names = store.graph_names()
    for candidate in (name, f"{store.base}/graph/{name}"):
        if candidate in names:
            return candidate
    known = ", ".join(iri.removeprefix(f"{store.base}/graph/") for iri in names)
    raise NotFoundError(f"no graph {name!r}; there are {known}")


def _nquads(store: OxigraphStore, graphs: Iterable[str] | None) -> bytes:
    return b"".join(store.canonical_nquads(graphs))


def _written(store: OxigraphStore, wanted: str, graphs: list[str] | None) -> bytes:
    import pyoxigraph as ox
    from pyoxigraph import NamedNode

    from kg.engine.execution import check_xml_name
    from kg.engine.formats import GRAPH_FORMATS, Kind, require
    from kg.labels import PREFIXES

    syntax = require(wanted, GRAPH_FORMATS)
    assert isinstance(syntax.engine, ox.RdfFormat)
    if syntax.kind is Kind.DATASET:
        names = graphs or store.graph_names()
        quads = [q for name in names for q in sorted(store.quads(graph=NamedNode(name)), key=str)]
        return ox.serialize(quads, format=syntax.engine, prefixes=PREFIXES) or b""
    found = {q.triple for name in graphs or () for q in store.quads(graph=NamedNode(name))}
    triples = sorted(found if graphs else (q.triple for q in store.quads()), key=str)
    if syntax.engine == ox.RdfFormat.RDF_XML:
        for triple in triples:
            check_xml_name(triple.predicate)
    return ox.serialize(triples, format=syntax.engine, prefixes=PREFIXES) or b""
