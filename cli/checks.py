"""`veiligheidsgraaf validate`: does the data keep the shapes, and what is different from before."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common import FILE, FOLDER, console, working
from kg.errors import RdfSyntaxError, UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad
    from rdflib import Graph

    from kg.embedded import OxigraphStore
    from kg.shacl.told import Finding
    from kg.shacl.writing import Written

NOT_FINE = 1
_SHOWN = 50  # results listed in a table
_DERIVED = ("inferred", "report")  # graphs that follow from the others
_FORMATS = ("table", "ttl", "nt", "jsonld", "rdfxml", "json", "csv", "text")
_TOLD = ("table", "json", "csv", "text")  # formats for what is no report in RDF


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option("--store", type=FOLDER, help="Validate the store in this folder instead of files.")
@click.option("--shapes", "shapes_files", type=FILE, multiple=True, help="Shapes of your own instead of ours.")
@click.option("--advanced", is_flag=True, help="With shapes of your own: SHACL-AF too (targets, rules, functions).")
@click.option("--against", metavar="SNAPSHOT", help="With --store: its report beside that of an earlier snapshot "
              "(a name, or 'previous'): new, gone, still there.")  # fmt: skip
@click.option("--format", "-f", "wanted", type=click.Choice(_FORMATS), default="table",
              help="How to write the report.", show_default=True)  # fmt: skip
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", help="Of messages and hints.",
              show_default=True)  # fmt: skip
@click.option("--plain", is_flag=True, help="As RDF nothing but what the validator gives.")
@click.pass_context
def validate(
    context: click.Context,
    files: tuple[Path, ...],
    store: Path | None,
    shapes_files: tuple[Path, ...],
    advanced: bool,
    against: str | None,
    wanted: str,
    language: str,
    plain: bool,
) -> None:
    """Check RDF files, or a whole store, against the SHACL shapes.

    Ends with 1 when something is a Violation (with --against: a new one); warnings and findings about the sources stop
    nothing.

    \b
      veiligheidsgraaf validate my-data.ttl
      veiligheidsgraaf validate my-data.ttl --format text --language en
      veiligheidsgraaf validate my-data.ttl --shapes my-shapes.ttl --format ttl > report.ttl
      veiligheidsgraaf validate --store build/store
      veiligheidsgraaf validate --store build/store --against previous
    """
    if bool(files) == bool(store):
        raise UsageError("give files or --store DIR, one of the two. For example: veiligheidsgraaf validate data.ttl")
    if against:
        context.exit(_compare(store, against, wanted, language))
    if store and shapes_files:
        raise UsageError("--shapes goes with files; a store is checked against ours")
    with working("validating"):
        report = _store_report(store) if store else _files_report(files, shapes_files, advanced)
    if plain or (shapes_files and wanted != "table"):
        report = replace(report, plain=True)
    _print(report, wanted, language)
    context.exit(_exit_code(report.findings))


def opened(folder: Path) -> OxigraphStore:
    """The current snapshot of a store. Raises StoreError."""
    from kg.snapshots import open_current

    return open_current(folder)


def said(store: OxigraphStore) -> Iterator[Quad]:
    """The quads of all graphs of a store that do not follow from others."""
    from pyoxigraph import NamedNode

    derived = {f"{store.base}/graph/{name}" for name in _DERIVED}
    for name in store.graph_names():
        if name not in derived:
            yield from store.quads(graph=NamedNode(name))


def _exit_code(findings: Sequence[Finding]) -> int:
    return NOT_FINE if any(finding.severity.label == "Violation" for finding in findings) else 0


def _compare(folder: Path | None, against: str, wanted: str, language: str) -> int:
    """Prints what is different from an earlier report; the exit code."""
    from kg.shacl.stored import changes

    if folder is None:
        raise UsageError("--against compares the reports of one store: give --store DIR too")
    if wanted not in _TOLD:
        raise UsageError(f"with --against the format is one of {', '.join(_TOLD)}")
    with working("comparing"):
        found = changes(folder, opened(folder), None if against == "previous" else against)
    if wanted == "table":
        out = console()
        out.print(f"{found.before} -> {found.after}")
        _print_findings(found.findings, language)
        out.print(f"{len(found.new)} new, {len(found.gone)} gone, {len(found.still)} still there")
    else:
        _write(_written(found.findings), wanted, language)
    return _exit_code(found.new)


def _store_report(folder: Path) -> Written:
    from kg.shacl.writing import Written
    from kg.validation import validate_told

    report, findings = validate_told(said(opened(folder)))
    return Written(report.graph, findings)


def _files_report(files: tuple[Path, ...], shapes_files: tuple[Path, ...], advanced: bool) -> Written:
    from kg.shacl.run import run
    from kg.shacl.writing import Written
    from kg.validation import load_shapes, tell, with_ours

    data = _read(files)
    shapes = _read(shapes_files) if shapes_files else load_shapes()
    if not shapes_files:
        data = with_ours(data)
    report = run(data, shapes, advanced=advanced)
    return Written(report.graph, tell(report.results, data, shapes))


def _read(files: tuple[Path, ...]) -> Graph:
    """Read by the engine and by rdflib, which fetch nothing. Raises RdfSyntaxError naming file, line and column."""
    from rdflib import Graph

    from kg.engine.formats import by_name
    from kg.rdf_input import INPUT_FORMATS
    from kg.shacl.reading import read_into

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # it tells of each odd literal, with a trace
    graph = Graph()
    for file in files:
        given = by_name(file.suffix.lstrip("."), INPUT_FORMATS)
        if given is None:
            raise RdfSyntaxError(
                f"the suffix {file.suffix!r} is none of RDF", file=file,
                hint="Use .ttl, .nt, .nq, .trig, .rdf or .jsonld",
            )  # fmt: skip
        try:
            body = file.read_bytes()
        except OSError as error:
            raise RdfSyntaxError(f"cannot be read ({error})", file=file) from error
        read_into(graph, given, body, file.absolute().as_uri(), str(file))
    return graph


def _written(findings: Sequence[Finding]) -> Written:
    from rdflib import Graph

    from kg.shacl.writing import Written

    return Written(Graph(), findings)


def _print(report: Written, wanted: str, language: str) -> None:
    if wanted == "table":
        _print_findings(report.findings, language)
        _print_verdict(report.findings)
    else:
        _write(report, wanted, language)


def _write(report: Written, wanted: str, language: str) -> None:
    from kg.shacl.writing import REPORT_FORMATS

    given = next(f for f in REPORT_FORMATS if f.name == wanted)
    sys.stdout.buffer.write(report.write(given, language))
    sys.stdout.buffer.flush()


def _print_findings(findings: Sequence[Finding], language: str) -> None:
    """The results counted by severity and shape; then what is worse than a finding, one by one, with its place."""
    from rich.markup import escape
    from rich.table import Table

    from kg.labels import short_name

    out = console()
    counted = Counter((finding.severity, finding.result.shape) for finding in findings)
    if counted:
        table = Table("severity", "shape", title="Results by shape", title_justify="left")
        table.add_column("number", justify="right")
        table.add_column("for example", ratio=1)
        for (severity, shape), number in sorted(counted.items(), key=lambda item: (-item[0][0], -item[1], item[0][1])):
            example = next(f for f in findings if (f.severity, f.result.shape) == (severity, shape))
            cells = (severity.label, short_name(shape), str(number), example.message_in(language))
            table.add_row(*map(escape, cells))
        out.print(table)
    shown = [finding for finding in findings if finding.severity.label != "Info" or finding.change in ("new", "gone")]
    if shown:
        table = Table("severity", "thing", "message", "where", "what to do", title="One by one", title_justify="left")
        for finding in shown[:_SHOWN]:
            table.add_row(*map(escape, _cells(finding, language)))
        out.print(table)
    if len(shown) > _SHOWN:
        out.print(f"{len(shown) - _SHOWN} more; all of them with --format text")


def _cells(finding: Finding, language: str) -> tuple[str, ...]:
    place = finding.place
    where = f"{place.document}:{place.line}" if place is not None and place.line else place.document if place else ""
    severity = f"{finding.severity.label} ({finding.change})" if finding.change else finding.severity.label
    thing = finding.focus_label + (f" / {finding.value_label}" if finding.value_label else "")
    return severity, thing, finding.message_in(language), where, finding.hint_in(language)


def _print_verdict(findings: Sequence[Finding]) -> None:
    from kg.shacl.report import count

    counts = ", ".join(f"{number} {severity}" for severity, number in count(f.result for f in findings).items())
    console().print(f"{'Does not conform' if _exit_code(findings) else 'Conforms'}: {counts}")
