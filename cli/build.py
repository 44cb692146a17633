"""`veiligheidsgraaf build`: documents in, a store out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common import FOLDER, console, settings, shown_progress

if TYPE_CHECKING:
    from rich.table import Table

    from loaders.pipeline import BuildReport

UNREADABLE, NOT_CONFORMING = 2, 1


@click.command()
@click.option("--documents", type=FOLDER, help="Folder of source texts.  [default: data/documents]")
@click.option("--out", type=FOLDER, help="Folder of the store.  [default: build/store]")
@click.pass_context
def build(context: click.Context, documents: Path | None, out: Path | None) -> None:
    """Read documents into a store.

    Every .txt in the folder is read, with the profile of the same name beside it if there is one. Facts get their
    evidence, are checked against the SHACL shapes and reasoned over. The new store is made beside the old one and
    switched in at the end: whatever goes wrong, the old one stays.

    A document that cannot be read (then the exit code is 2) or that breaks a shape of severity Violation (1) is left
    out and named on stderr; the store is built from the others.

    \b
      veiligheidsgraaf build
      veiligheidsgraaf build --documents my-texts --out my-store
    """
    from loaders import pipeline

    known = settings()
    with shown_progress() as told:
        report = pipeline.build(known, documents or known.documents, out or known.store, told)
    _print(report)
    context.exit(_exit_code(report))


def _exit_code(report: BuildReport) -> int:
    """A document that was left out is no success, though the others are loaded; what cannot be read weighs more."""
    if report.unreadable:
        return UNREADABLE
    return NOT_CONFORMING if report.refused else 0


def _print(report: BuildReport) -> None:
    out = console()
    out.print(_facts(report))
    out.print(_stages(report))
    counts = ", ".join(f"{number} {severity}" for severity, number in report.validation.items()) or "no results"
    out.print(f"Validation: {counts}")
    out.print(f"Store: {report.out} ({report.quads} quads)")
    for text in report.warnings:
        click.echo(f"warning: {text}", err=True)
    for text in report.errors:
        click.echo(f"error: {text}", err=True)


def _facts(report: BuildReport) -> Table:
    """Facts by family (rows) and document (columns)."""
    from rich.table import Table

    table = Table(title="Facts", title_justify="left")
    table.add_column("kind", no_wrap=True)
    for document in report.documents:
        table.add_column(document.id, justify="right")
    table.add_column("total", justify="right")
    families = sorted({family for document in report.documents for family in document.counts})
    for family in families:
        counts = [document.counts.get(family, 0) for document in report.documents]
        table.add_row(family, *map(str, counts), str(sum(counts)))
    totals = [sum(document.counts.values()) for document in report.documents]
    table.add_section()
    table.add_row("total", *map(str, totals), str(sum(totals)))
    return table


def _stages(report: BuildReport) -> Table:
    from rich.table import Table

    table = Table(title="Time", title_justify="left")
    table.add_column("stage", no_wrap=True)
    table.add_column("seconds", justify="right")
    for stage, seconds in report.stages:
        table.add_row(stage, f"{seconds:.2f}")
    table.add_section()
    table.add_row("total", f"{sum(seconds for _, seconds in report.stages):.2f}")
    return table
