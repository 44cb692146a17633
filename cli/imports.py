"""`veiligheidsgraaf import …`: what other registers and catalogues hold, beside our own facts.

These are the commands that reach an outside host, and only when they are run.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from cli.common import FOLDER, settings, shown_progress, store_option
from loaders.cbs.service import SERVICE


@click.group("import")
def imports() -> None:
    """Read other open data into a graph of its own. Reaches the service named, and no other host."""


@imports.command()
@click.argument("table")
@store_option
@click.option("--service", default=SERVICE, metavar="URL", show_default=True, help="OData 4 service with the table.")
@click.option("--where", default="", metavar="FILTER", help="Only these observations, as an OData $filter.")
@click.option("--cache", type=FOLDER, help="Keeps what was fetched.  [default: ~/.cache/veiligheidsgraaf/cbs]")
def cbs(table: str, store: Path | None, service: str, where: str, cache: Path | None) -> None:
    """Read a table of CBS StatLine into RDF Data Cubes, in the graph cbs-TABLE of a store.

    Municipalities are those of the graph, by their code; classes of crime are linked to the classification. What was
    fetched is kept: a download that breaks off goes on where it was, and a state of a table is not fetched twice.

    \b
      veiligheidsgraaf import cbs 83648NED
      veiligheidsgraaf import cbs 83648NED --where "Perioden ge '2010JJ00' and startswith(RegioS,'GM')"
      veiligheidsgraaf query target_vs_outcome
    """
    from loaders.cbs.importing import import_table
    from loaders.cbs.service import TableService
    from loaders.reference import REFERENCE

    known = settings()
    reader = TableService(table, cache or _cache(), service=service, where=where)
    try:
        with shown_progress() as told:
            found = import_table(
                reader, store or known.store, REFERENCE, told, keep=known.keep_snapshots, wait=known.write_waiting
            )
    finally:
        reader.close()
    click.echo(f"{found.title} (licence: {found.licence or 'not said'})")
    click.echo(f"{found.read} observations read: {found.kept} with a number, {found.empty} without")
    click.echo(f"{found.areas} municipalities of this graph; outcomes for {found.outcomes} groups of indicators")
    click.echo(f"in graph {found.graph}; the store holds {found.triples} triples")


def _cache() -> Path:
    folder = os.environ.get("XDG_CACHE_HOME")
    return (Path(folder) if folder else Path.home() / ".cache") / "veiligheidsgraaf" / "cbs"


@imports.command()
@click.argument("url")
@store_option
@click.option("--pages", type=click.IntRange(min=1), default=5_000, show_default=True, help="Pages to read at most.")
def catalogue(url: str, store: Path | None, pages: int) -> None:
    """Read a DCAT catalogue and keep its data sets on public safety, in a graph of its own.

    A data set is kept when its publisher gives it a theme of public safety, or when a keyword of it is the name of a
    theme of the graph; it is linked to those themes and to the municipality that publishes it.

    \b
      veiligheidsgraaf import catalogue https://data.overheid.nl/catalog.ttl
    """
    from loaders.catalogues.importing import import_catalogue

    known = settings()
    with shown_progress() as told:
        found = import_catalogue(
            url, store or known.store, told, most=pages, keep=known.keep_snapshots, wait=known.write_waiting
        )
    counts = found.counts
    click.echo(f"{counts.read} data sets read, {counts.kept} on public safety kept")
    click.echo(f"{counts.themed} linked to themes, {counts.placed} to municipalities")
    click.echo(f"in graph {found.graph}; the store holds {found.triples} triples")
