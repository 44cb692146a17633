"""`veiligheidsgraaf publish`: a store into another engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from cli.common import settings, shown_progress, store_option
from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Kind:
    """Where an engine of a kind listens, as what comes after its address: query, update, graphs."""

    query: str
    update: str
    graphs: str


KINDS = {
    "oxigraph": Kind("/query", "/update", "/store?no_transaction"),  # twice as quick; a part that fails is sent again
    "virtuoso": Kind("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
    "rdf4j": Kind("", "/statements", "/rdf-graphs/service"),
    "graphdb": Kind("", "/statements", "/rdf-graphs/service"),
    "stardog": Kind("/query", "/update", ""),
    "neptune": Kind("/sparql", "/sparql", "/sparql/gsp/"),
    "qlever": Kind("", "", ""),
    "fuseki": Kind("/query", "/update", "/data"),
}


@click.command()
@store_option
@click.option("--to", "address", metavar="URL", help="Address of the engine, or of its dataset.", required=True)
@click.option("--kind", type=click.Choice(list(KINDS)), help="What engine that is: its addresses follow from --to.")
@click.option("--graphs", metavar="URL", help="Address of its Graph Store Protocol, when no --kind is given.")
def publish(store: Path | None, address: str, kind: str | None, graphs: str | None) -> None:
    """Put the current snapshot into another engine, graph by graph.

    \b
      veiligheidsgraaf publish --to http://localhost:7878 --kind oxigraph
      veiligheidsgraaf publish --to http://localhost:8890 --kind virtuoso
      veiligheidsgraaf publish --to http://db.example.org/query --graphs http://db.example.org/data

    Graphs that did not change are passed over. When it is broken off, run it again. Credentials stand in the setting
    VEILIGHEIDSGRAAF_REMOTE_AUTH: basic:USER:PASSWORD, digest:USER:PASSWORD (Virtuoso) or bearer:TOKEN.
    """
    from kg.publishing import publish as send
    from kg.remote import RemoteStore
    from kg.remote_http import RemoteEngine
    from kg.snapshots import open_current

    known = settings()
    base = address.rstrip("/")
    if kind is not None:
        paths = KINDS[kind]
        engine = RemoteEngine(base + paths.query, base + paths.update, base + paths.graphs, known.remote_auth)
    elif graphs:
        engine = RemoteEngine(address, "", graphs, known.remote_auth)
    else:
        raise UsageError("where does the engine take graphs? Give --kind, or --graphs with the address")
    source = open_current(store or known.store)
    target = RemoteStore(source.base, engine)
    try:
        with shown_progress() as progress:
            done = send(source, target, progress=lambda name, sent, total: progress(name[-40:], sent, total))
    finally:
        target.close()
        source.close()
    for name, (here, there) in done.differing.items():
        why = "the engine takes some values for the same"
        click.echo(f"note: {name}: {here} triples here, {there} there; {why}", err=True)
    counts = f"{len(done.sent)} graphs sent, {len(done.kept)} as they were, {len(done.removed)} removed"
    click.echo(f"published {done.name}: {counts}", err=True)
