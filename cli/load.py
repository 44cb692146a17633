"""`veiligheidsgraaf load`: files of RDF into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from cli.common import console, settings, store_option

FORMATS = ("ttl", "nt", "nq", "trig", "rdfxml", "jsonld")
FILES = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
_LINE = 2_000_000_000  # bytes between two lines about one file where there is no terminal


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILES)
@store_option
@click.option("--graph", "-g", default="", metavar="IRI", help="Graph for triples that name none.  "
              "[default: {base}/graph/NAME-OF-THE-FILE]")
@click.option("--base", default="", metavar="IRI", help="What relative IRIs begin with.  [default: the file's own]")
@click.option("--format", "-f", "wanted", type=click.Choice(FORMATS), help="Of files whose name does not tell.")
@click.option("--replace", is_flag=True, help="Begin the store anew: what it holds goes.")  # fmt: skip
def load(
    files: tuple[Path, ...], store: Path | None, graph: str, base: str, wanted: str | None, replace: bool
) -> None:
    """Load RDF files into a store, all of them or none.

    Any RDF is taken: .ttl, .nt, .nq, .trig, .rdf, .jsonld, each also as .gz or .zst; - is standard input. The store is
    made when it is not there, and then its default graph is the union of its named graphs. A running server goes over
    to the new snapshot by itself. Shapes are not checked: see `veiligheidsgraaf validate --store`.

    \b
      veiligheidsgraaf load data.ttl --store my-store
      veiligheidsgraaf load dump.nq.gz --store my-store --replace
      curl https://example.org/data.nt | veiligheidsgraaf load - --format nt --graph https://example.org/graph/data
    """
    from kg.bulk import Loading
    from kg.bulk import load as load_files
    from kg.engine.formats import GRAPH_FORMATS, require

    known = settings()
    given = require(wanted, GRAPH_FORMATS) if wanted else None
    loading = Loading(files, graph, base, given, replace)
    with _progress() as told:
        manifest = load_files(
            store or known.store, known.base, loading, told, keep=known.keep_snapshots, wait=known.write_waiting
        )
    click.echo(f"{manifest.triples} triples in {len(manifest.graphs)} named graphs (snapshot {manifest.name})")
    if manifest.inferred_stale:
        click.echo("note: what follows (inferred) is older than this; renew it with: veiligheidsgraaf infer", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Shows on stderr how far each file is read; where that is no terminal, a line for each file."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn, TransferSpeedColumn

    shown = console(error=True)
    if not shown.is_terminal:
        said: set[tuple[str, int]] = set()

        def say(name: str, done: int, total: int) -> None:
            step = done // _LINE
            if (name, step) not in said:
                said.add((name, step))
                click.echo(f"{name} …" if not step else f"{name}: {done} of {total} bytes …", err=True)

        yield say
        return
    figures = (DownloadColumn(), TransferSpeedColumn(), TimeElapsedColumn())
    with Progress(TextColumn("{task.description}"), BarColumn(), *figures, console=shown) as bar:
        tasks: dict[str, int] = {}

        def tell(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=total or None)
            bar.update(tasks[name], completed=done)  # type: ignore[arg-type]

        yield tell
