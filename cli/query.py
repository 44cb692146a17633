"""`veiligheidsgraaf query`: a named query or a file, answered."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common import console, settings, store_option
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.engine.request import Answer, QueryRequest

ROWS = ("csv", "json", "xml", "tsv")
GRAPHS = ("ttl", "nt", "jsonld", "rdfxml")
TABLE = "table"


@click.command()
@click.argument("query")
@store_option
@click.option(
    "--format",
    "-f",
    "wanted",
    type=click.Choice([*ROWS, TABLE, *GRAPHS]),
    help="table for people; csv, json, xml, tsv for rows; ttl, nt, jsonld, rdfxml for CONSTRUCT.  [default: table]",
)
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; may be repeated.")
@click.option("--list", "listed", is_flag=True, is_eager=True, expose_value=False, callback=lambda c, _, v: _list(c, v),
              help="List the named queries and stop.")  # fmt: skip
def query(query: str, store: Path | None, wanted: str | None, params: tuple[str, ...]) -> None:
    """Answer a named query, or the query in a file.

    QUERY is a name (see --list) or the path of a file that ends in .rq. Rows that are too wide for a table come one
    value a line.

    \b
      veiligheidsgraaf query --list
      veiligheidsgraaf query targets
      veiligheidsgraaf query targets --format csv --param doc=rvs-mn-2015-2018 > targets.csv
      veiligheidsgraaf query my-question.rq --format json
    """
    from kg.engine.limits import Limits
    from kg.engine.runner import Engine, Runtime
    from kg.snapshots import open_current

    known = settings()
    request = _request(known, query, _values(params))
    opened = open_current(store or known.store)
    try:
        answer = Engine(opened, Runtime(Limits(max_result=sys.maxsize))).query_now(_with_formats(request, wanted))
    finally:
        opened.close()
    _show(answer, wanted)


def _list(context: click.Context, value: bool) -> None:
    if not value:
        return
    from rich.table import Table

    from kg.queries import load_catalogue

    catalogue = load_catalogue(settings().queries)
    table = Table("name", "question", "parameters")
    for named in catalogue.queries.values():
        table.add_row(named.name, named.question("nl"), ", ".join(p.name for p in named.parameters))
    console().print(table)
    for error in catalogue.broken.values():
        click.echo(f"warning: {error}", err=True)
    context.exit(0)


def _values(params: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {param!r}: expected NAME=VALUE")
        if name in values:
            raise UsageError(f"--param {name} is given more than once")
        values[name] = value
    return values


def _request(known: Settings, query: str, values: dict[str, str]) -> QueryRequest:
    """A named query with its parameters, or a file; a file with a header has parameters too."""
    from kg.engine.request import QueryRequest
    from kg.errors import QueryFileError
    from kg.queries import load_catalogue, load_query

    if not query.endswith(".rq"):
        return load_catalogue(known.queries).get(query).request(values)
    file = Path(query)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", file=file, hint="Name a query file in UTF-8") from error
    if not values:
        return QueryRequest(text)
    try:
        return load_query(file).request(values)
    except QueryFileError as error:
        raise UsageError(f"--param needs a file whose header declares it: {error}") from error


def _with_formats(request: QueryRequest, wanted: str | None) -> QueryRequest:
    """Without --format a graph comes as Turtle and rows as a table."""
    from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS, require

    rows = require("json" if wanted in (None, TABLE) else wanted, RESULT_FORMATS) if wanted not in GRAPHS else None
    graph = require(wanted or "ttl", GRAPH_FORMATS) if wanted in (None, *GRAPHS) else None
    return replace(request, results=rows, graph=graph)


def _show(answer: Answer, wanted: str | None) -> None:
    from kg.engine.formats import Kind

    if wanted in (None, TABLE) and answer.format.kind is Kind.RESULTS:
        _print_table(answer)
        return
    sys.stdout.buffer.write(answer.body)
    if not answer.body.endswith(b"\n"):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()


def _print_table(answer: Answer) -> None:
    import json

    from cli.rows import print_rows

    data = json.loads(answer.body)
    out = console()
    if "boolean" in data:
        out.print("true" if data["boolean"] else "false")
        return
    columns = data["head"]["vars"]
    found = data["results"]["bindings"]
    print_rows(out, columns, [[str(row[name]["value"]) if name in row else "" for name in columns] for row in found])
