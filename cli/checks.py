"""`veiligheidsgraaf validate` and `reason`: does the data keep the shapes, can it be true at all."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common import FILE, FOLDER, console, settings, working
from kg.errors import RdfSyntaxError, UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.store import OxigraphStore
    from kg.validation import ValidationReport

NOT_FINE = 1
_SHOWN = 50  # results listed in a table
_DERIVED = ("inferred", "report")  # graphs that follow from the others


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option("--store", type=FOLDER, help="Validate the store in this folder instead of files.")
@click.option("--format", "-f", "wanted", type=click.Choice(["table", "ttl", "nt", "jsonld"]), default="table",
              help="How to write the report.", show_default=True)  # fmt: skip
@click.pass_context
def validate(context: click.Context, files: tuple[Path, ...], store: Path | None, wanted: str) -> None:
    """Check RDF files, or a whole store, against the SHACL shapes.

    Ends with 1 when something is a Violation; warnings and findings about the sources stop nothing.

    \b
      veiligheidsgraaf validate my-data.ttl
      veiligheidsgraaf validate --store build/store
      veiligheidsgraaf validate my-data.ttl --format ttl > report.ttl
    """
    if bool(files) == bool(store):
        raise UsageError("give files or --store DIR, one of the two. For example: veiligheidsgraaf validate data.ttl")
    with working("validating"):
        report = _validate_store(store) if store else _validate_files(files)
    if wanted == "table":
        _print_report(report)
    else:
        names = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}
        click.echo(report.to_graph().serialize(format=names[wanted]))
    context.exit(0 if report.conforms else NOT_FINE)


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option("--store", type=FOLDER, help="The ontology together with the data of the store in this folder.")
@click.option("--entailed", is_flag=True, help="Print what follows from the store (OWL 2 RL) as N-Triples, and stop.")
@click.option("--timeout", type=click.FloatRange(min=1), default=120.0, help="Seconds.", show_default=True)
@click.pass_context
def reason(context: click.Context, files: tuple[Path, ...], store: Path | None, entailed: bool, timeout: float) -> None:
    """Check whether the ontology, or the ontology with data, is consistent (OWL 2 DL, by HermiT).

    Without arguments: the project's ontology. With FILES: those Turtle files together. With --store: ontology and data
    of a store. Ends with 1 when it is inconsistent or a class can have no instances.

    \b
      veiligheidsgraaf reason
      veiligheidsgraaf reason ontology/core.ttl my-extension.ttl
      veiligheidsgraaf reason --store build/store
      veiligheidsgraaf reason --store build/store --entailed > entailed.nt
    """
    if files and store:
        raise UsageError("give files or --store DIR, not both")
    if entailed:
        _print_entailed(store or settings().store)
        return
    from kg import consistency
    from kg.ontology import ontology_files

    with working("reasoning"):
        if store:
            found = consistency.check(_said(_open(store)), timeout=timeout)
        else:
            found = consistency.check_files(files or ontology_files(), timeout=timeout)
    click.echo(f"Verdict: {found}")
    context.exit(0 if found.fine else NOT_FINE)


def _open(folder: Path) -> OxigraphStore:
    from kg.snapshots import open_current

    return open_current(folder)


def _said(store: OxigraphStore) -> Iterator[Quad]:
    """The quads of all graphs that do not follow from others."""
    from pyoxigraph import NamedNode

    derived = {f"{store.base}/graph/{name}" for name in _DERIVED}
    for name in store.graph_names():
        if name not in derived:
            yield from store.quads(graph=NamedNode(name))


def _validate_store(folder: Path) -> ValidationReport:
    from kg.validation import validate as validate_quads

    return validate_quads(_said(_open(folder)))


def _validate_files(files: tuple[Path, ...]) -> ValidationReport:
    import rdflib

    from kg.validation import validate_data

    data = rdflib.Graph()
    for file in files:
        data.parse(data=_as_ntriples(file), format="nt")
    return validate_data(data)


def _as_ntriples(file: Path) -> bytes:
    """Read by the engine, which fetches nothing. Raises RdfSyntaxError naming file and line."""
    import pyoxigraph as ox

    syntax = ox.RdfFormat.from_extension(file.suffix.lstrip("."))
    if syntax is None:
        raise RdfSyntaxError(
            f"the suffix {file.suffix!r} is none of RDF", file=file, hint="Use .ttl, .nt, .nq, .trig, .rdf or .jsonld"
        )
    try:
        triples = [quad.triple for quad in ox.parse(path=str(file), format=syntax)]
    except SyntaxError as error:
        line = error.lineno if isinstance(error.lineno, int) else None
        raise RdfSyntaxError(str(error.msg), file=file, line=line, hint="Mend it there") from error
    except OSError as error:
        raise RdfSyntaxError(f"cannot be read ({error})", file=file) from error
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _print_report(report: ValidationReport) -> None:
    """The results counted by severity and shape; then what is worse than a finding, one by one."""
    from rich.markup import escape
    from rich.table import Table

    from kg.labels import short_name

    out = console()
    counted = Counter((result.severity, result.shape) for result in report.results)
    if counted:
        table = Table("severity", "shape", title="Results by shape", title_justify="left")
        table.add_column("number", justify="right")
        table.add_column("for example", ratio=1)
        for (severity, shape), number in sorted(counted.items(), key=lambda item: (-item[0][0], -item[1], item[0][1])):
            example = next(r for r in report.results if (r.severity, r.shape) == (severity, shape))
            table.add_row(severity.label, escape(short_name(shape)), str(number), escape(example.message))
        out.print(table)
    shown = [result for result in report.results if result.severity.label != "Info"]
    if shown:
        table = Table("severity", "thing", "property", "message", title="One by one", title_justify="left")
        for result in shown[:_SHOWN]:
            cells = (result.severity.label, result.focus_node, short_name(result.path), result.message)
            table.add_row(*map(escape, cells))
        out.print(table)
    if len(shown) > _SHOWN:
        out.print(f"{len(shown) - _SHOWN} more; all of them with --format ttl")
    counts = ", ".join(f"{number} {severity}" for severity, number in report.counts.items())
    out.print(f"{'Conforms' if report.conforms else 'Does not conform'}: {counts}")


def _print_entailed(folder: Path) -> None:
    from pyoxigraph import RdfFormat, serialize

    from kg.reasoning import closure

    store = _open(folder)
    with working("reasoning"):
        found = closure(list(_said(store)), store.base)
    sys.stdout.buffer.write(serialize([quad.triple for quad in found], format=RdfFormat.N_TRIPLES) or b"")
    sys.stdout.buffer.flush()
