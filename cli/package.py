"""`veiligheidsgraaf package`: a release in the forms other programs read."""

from __future__ import annotations

from pathlib import Path

import click

from cli.common import settings, shown_progress, store_option


@click.command()
@store_option
@click.option("--out", "-o", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write.")
def package(store: Path | None, out: Path) -> None:
    """Write the release as a folder to take away.

    A CSV for each named query with its types (CSV on the Web) and a Frictionless data package of them, the graph as
    N-Quads, TriG and Parquet (with pyarrow), each strategy as StratML (ISO 17469-1), and how to cite it.

    \b
      veiligheidsgraaf package --out release
    """
    from kg.description.about import About
    from kg.description.statistics import measure
    from kg.queries import load_catalogue
    from kg.releases import version_of
    from kg.snapshots import open_current
    from kg.takeaway.package import write_package

    known = settings()
    opened = open_current(store or known.store)
    try:
        manifest = opened.manifest()
        about = About(
            base=opened.base,
            address=(known.public_url or opened.base).rstrip("/"),
            manifest=manifest,
            statistics=measure(opened),
            title=known.title,
            version=version_of(manifest),
            publisher_iri=known.publisher_iri,
            publisher_name=known.publisher_name,
            contact=known.publisher_contact,
            licence=known.licence,
            theme=known.theme,
        )
        with shown_progress() as told:
            written = write_package(opened, load_catalogue(known.queries), about, out, told)
    finally:
        opened.close()
    click.echo(f"{out}: {written.tables} tables with {written.rows} rows, {written.strategies} strategies, the graph")
    if not written.parquet:
        click.echo("note: no Parquet: pip install 'veiligheidsgraaf[parquet]'", err=True)
