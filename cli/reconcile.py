"""`veiligheidsgraaf reconcile`: the things that the names in a column of a table mean, written beside each row."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common import FILE, settings, store_option, working

if TYPE_CHECKING:
    from kg.reconcile.reconciler import Candidate, Reconciler

ADDED = (
    "match", "match_iri", "match_name", "match_cbs", "score", "valid_until",
    "current_iri", "current_name", "current_cbs", "changed_on", "candidates", "note",
)  # fmt: skip
_LISTED = 3  # candidates named where there is no match


@click.command()
@click.argument("file", type=FILE)
@click.option("--column", required=True, help='Heading of the column of names; or its number, as "#2".')
@click.option("--year-column", help="Column with the year, or the day, each row is about.")
@click.option("--year", help="The year all rows are about.")
@click.option("--type", "kind", default="", help="Only things of this type: municipality, province, theme …")
@click.option("--out", "-o", type=click.Path(dir_okay=False, path_type=Path), help="File to write.  [default: stdout]")
@click.option(
    "--encoding", default="", help="Of FILE: utf-8, cp1252, utf-16 …  [default: utf-8, or its byte order mark]"
)
@click.option("--separator", default="", help="Between cells.  [default: told from the rows]")
@store_option
def reconcile(
    file: Path,
    column: str,
    year_column: str | None,
    year: str | None,
    kind: str,
    out: Path | None,
    encoding: str,
    separator: str,
    store: Path | None,
) -> None:
    """Find which things the names in a column of a CSV file mean.

    Each row gets the thing meant (only where that is unique and sure), what it has become since by mergers, and where
    it is not sure the candidates. A summary goes to stderr.

    \b
      veiligheidsgraaf reconcile cijfers.csv --column Gemeente --year-column Jaar --type municipality > met-iri.csv
      veiligheidsgraaf reconcile namen.csv --column "#1" -o gevonden.csv
    """
    from kg.errors import InputError, UsageError
    from kg.reconcile.entities import read_things
    from kg.reconcile.reconciler import Reconciler
    from kg.reconcile.table import read_table, write_table
    from kg.snapshots import open_current

    if year and year_column:
        raise UsageError("give --year or --year-column, not both")
    if out is not None and out.exists() and out.samefile(file):
        raise UsageError(f"--out {out} is the file that is read; name another")
    mark = {"\\t": "\t", "tab": "\t"}.get(separator, separator)
    if len(mark) > 1:
        raise UsageError(f"--separator {separator!r}: expected one sign")
    table = read_table(file, encoding, mark)
    names, years = table.column(column), table.column(year_column) if year_column else None
    opened = open_current(store or settings().store)
    try:
        with working("reading the names of the graph"):
            reconciler = Reconciler(read_things(opened))
    finally:
        opened.close()
    reconciler.kind(kind)
    counts: Counter[str] = Counter()
    cells = [
        _cells(reconciler, _cell(row, names), (_cell(row, years) if years is not None else year) or "", kind, counts)
        for row in table.rows
    ]
    lines = write_table(table, ADDED, cells)
    used = "utf-8-sig" if table.encoding == "utf-16" else table.encoding
    try:
        if out is None:
            sys.stdout.buffer.write("".join(lines).encode(used, "replace" if used != "utf-8" else "strict"))
            sys.stdout.buffer.flush()
        else:
            out.write_bytes("".join(lines).encode(used))
    except (OSError, UnicodeEncodeError) as error:
        raise InputError(
            f"cannot be written ({error})", file=out, hint="Name a place to write, or --encoding utf-8"
        ) from error
    _summary(counts, len(table.rows))


def _cell(row: tuple[str, ...], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _cells(reconciler: Reconciler, name: str, year: str, kind: str, counts: Counter[str]) -> list[str]:
    """The added cells of one row."""
    from kg.errors import ParameterError
    from kg.reconcile.names import MAX_NAME
    from kg.reconcile.properties import Condition
    from kg.reconcile.reconciler import Question

    note, conditions = "", tuple[Condition, ...]()
    if year:
        try:
            conditions = (Condition("year", (year,)),)
        except ParameterError as error:
            note = error.reason
    if not name or len(name) > MAX_NAME:
        counts["empty" if not name else "unknown"] += 1
        return ["no", *[""] * (len(ADDED) - 2), "no name" if not name else f"longer than {MAX_NAME} characters"]
    found = reconciler.ask(Question(name, kind, conditions))
    best = found[0] if found else None
    if best is not None and best.match and not note:
        counts["matched"] += 1
        return ["yes", *_matched(reconciler, best, counts), "", note]
    counts["ambiguous" if found else "unknown"] += 1
    listed = "; ".join(f"{one.entity.name} <{one.entity.iri}> {one.score:g}" for one in found[:_LISTED])
    why = note or ("not sure" if found else "nothing like it")
    if best is not None and any("successor" in one.reasons for one in found):
        why = "did not exist in that year; see what took its place"
    return ["no", *[""] * (len(ADDED) - 3), listed, why]


def _matched(reconciler: Reconciler, best: Candidate, counts: Counter[str]) -> list[str]:
    """From `match_iri` to `changed_on`. Several successors stand in one cell, apart by "; "."""
    entity = best.entity
    became = [(one, days) for one, days in reconciler.followed(entity) if days]
    if became:
        counts["followed"] += 1
    after = [one for one, _ in became] or [entity]
    return [
        entity.iri,
        entity.name,
        "; ".join(entity.values.get("cbs", ())),
        f"{best.score:g}",
        entity.ends.isoformat() if entity.ends is not None else "",
        "; ".join(one.iri for one in after),
        "; ".join(one.name for one in after),
        "; ".join(code for one in after for code in one.values.get("cbs", ())),
        "; ".join(sorted({days[-1].isoformat() for _, days in became})),
    ]


def _summary(counts: Counter[str], total: int) -> None:
    click.echo(
        f"{total} rows: {counts['matched']} matched ({counts['followed']} of them changed since), "
        f"{counts['ambiguous']} not sure, {counts['unknown']} unknown, {counts['empty']} without a name",
        err=True,
    )
