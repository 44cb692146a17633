"""For whoever keeps a store: `snapshots`, `rollback`, `prune`, `backup`, `restore`, `infer`, `token`."""

from __future__ import annotations

from pathlib import Path

import click

from cli.common import console, settings, store_option, working

TARGET = click.Path(path_type=Path)


@click.command()
@store_option
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each.")
def snapshots(store: Path | None, as_json: bool) -> None:
    """List the snapshots of a store, newest first; * marks the one that counts."""
    from rich.table import Table

    from kg.archive import listed, told

    found = listed(store or settings().store)
    if as_json:
        for one in found:
            click.echo(told(one))
        return
    table = Table("", "snapshot", "made", box=None)
    for column in ("triples", "graphs"):
        table.add_column(column, justify="right")
    for one in found:
        mark = "*" if one.current else ""
        if one.manifest is None:
            table.add_row(mark, one.name, "damaged", "", "")
        else:
            made = one.manifest.created
            table.add_row(mark, one.name, made, str(one.manifest.triples), str(len(one.manifest.graphs)))
    console().print(table)


@click.command()
@click.argument("name", default="")
@store_option
def rollback(name: str, store: Path | None) -> None:
    """Go back to an earlier snapshot: NAME, or the one before.

    Nothing is lost: `rollback` with the name of the snapshot gone back from leads there again. A running server follows
    by itself.
    """
    from kg.archive import rollback as go_back

    click.echo(f"current snapshot: {go_back(store or settings().store, name, wait=settings().write_waiting)}")


@click.command()
@store_option
@click.option("--keep", type=click.IntRange(1), help="Snapshots that stay, the current one among them.  [default: 5]")
def prune(store: Path | None, keep: int | None) -> None:
    """Remove old snapshots; the current one and those a server reads stay."""
    from kg.durable import writer_lock
    from kg.snapshots import prune as remove_old

    folder = store or settings().store
    with writer_lock(folder, settings().write_waiting):
        gone = remove_old(folder, keep or settings().keep_snapshots)
    click.echo(f"removed: {', '.join(gone) if gone else 'none'}")


@click.command()
@click.argument("target", type=TARGET)
@store_option
@click.option("--snapshot", default="", metavar="NAME", help="Which one.  [default: the current one]")
def backup(target: Path, store: Path | None, snapshot: str) -> None:
    """Copy a snapshot to TARGET: a new folder, or a file (.tar, .tar.gz, .tar.zst).

    A folder is a store of its own, which can be served as it is. Reading and writing go on meanwhile.

    \b
      veiligheidsgraaf backup /backups/2026-01-01.tar.zst
      veiligheidsgraaf restore /backups/2026-01-01.tar.zst --store build/store
    """
    from kg.archive import backup as copy

    with working("copying"):
        name = copy(store or settings().store, target, snapshot)
    click.echo(f"{target}: snapshot {name}")


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@store_option
def restore(source: Path, store: Path | None) -> None:
    """Put a backup in place as the newest snapshot; the snapshots before it stay."""
    from kg.archive import restore as put_back

    known = settings()
    with working("restoring"):
        name = put_back(source, store or known.store, keep=known.keep_snapshots, wait=known.write_waiting)
    click.echo(f"current snapshot: {name}")


@click.command()
@store_option
@click.option("--full", is_flag=True, help="Reason over everything, also where what was written would do.")
def infer(store: Path | None, full: bool) -> None:
    """Renew the graph of what follows (OWL 2 RL), after writes that made it stale."""
    from kg.renewal import renew

    known = settings()
    with working("reasoning"):
        manifest = renew(store or known.store, keep=known.keep_snapshots, wait=known.write_waiting, full=full)
    click.echo(f"{manifest.triples} triples (snapshot {manifest.name})")


@click.command()
@click.argument("name")
@click.option("--graph", "-g", "graphs", multiple=True, metavar="IRI",
              help="A graph it may write; one that ends in * stands for all that begin so; may be repeated.")
@click.option("--default", "default", is_flag=True, help="It may write the default graph, where that stands alone.")
@click.option("--no-update", is_flag=True, help="It may write graphs at /graphs, and send no updates.")  # fmt: skip
def token(name: str, graphs: tuple[str, ...], default: bool, no_update: bool) -> None:
    """Make a token for writing, named NAME.

    The token is shown once, on stderr; what goes to stdout belongs in the file that VEILIGHEIDSGRAAF_TOKENS names and
    holds no secret.

    \b
      veiligheidsgraaf token editors --graph 'https://example.org/graph/notes/*' >> tokens.toml
    """
    import json

    from kg.access import new_token

    made, digest = new_token()
    click.echo(f"token of {name}, not kept anywhere: {made}", err=True)
    listed = ", ".join(json.dumps(graph) for graph in graphs)
    click.echo(f"[{json.dumps(name)}]\nsha256 = \"{digest}\"\ngraphs = [{listed}]")
    click.echo(f"default = {str(default).lower()}\nupdate = {str(not no_update).lower()}\n")
