"""`veiligheidsgraaf add`: a document that nobody has seen, what was read in it, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common import FILE, FOLDER, console, shown_progress
from kg.errors import InputError, UsageError
from kg.model import Confidence

if TYPE_CHECKING:
    from loaders.newcomers import NewDocument

_SHOWN = 15  # sections and tables named
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@click.command()
@click.argument("file", type=FILE)
@click.option("--rows", "families", multiple=True, metavar="FAMILY",
              help="Show the rows of this family, with line and quote; may be repeated.")
@click.option("--save-profile", is_flag=True,
              help="Write the proposed profile beside FILE, and the text when it had to be taken out of FILE.")
@click.option("--into", type=FOLDER,
              help="Put the text and its profile in this folder of documents, for `build --documents`.")
@click.option("--id", "document_id", default="", help="Id of the document.  [default: made of the file's name]")
@click.option("--store", type=FOLDER,
              help="Say whether this store holds the document already. Nothing is written in it.")
@click.option("--force", is_flag=True, help="Overwrite files that are there.")  # fmt: skip
def add(
    file: Path,
    families: tuple[str, ...],
    save_profile: bool,
    into: Path | None,
    document_id: str,
    store: Path | None,
    force: bool,
) -> None:
    """Read a new document and show what is found in it.

    FILE is a text (.txt, .md), a web page (.html) or a PDF with a text layer. It is read by the general rules and a
    profile that the text proposes: check that. Nothing is kept without --save-profile or --into.

    \b
      veiligheidsgraaf add plan.pdf
      veiligheidsgraaf add plan.pdf --rows targets --rows measures
      veiligheidsgraaf add plan.pdf --into my-documents
      veiligheidsgraaf build --documents my-documents --out my-store

    Ends with 2 for a file that cannot be read, such as a scan without text.
    """
    from loaders.newcomers import FAMILIES, read_new

    if document_id and not _ID.fullmatch(document_id):
        raise UsageError(f"--id {document_id!r}: small letters, digits and single hyphens only")
    unknown = [name for name in families if name not in FAMILIES]
    if unknown:
        raise UsageError(f"--rows {unknown[0]!r}: no such family; there are {', '.join(FAMILIES)}")
    with shown_progress() as told:
        new = read_new(file, progress=told, document_id=document_id)
    _print_found(new)
    for family in families:
        _print_rows(new, family)
    _print_not_read(new)
    if new.proposal:
        click.echo(f"\nProposed profile:\n\n{new.proposal}")
    else:
        click.echo(f"\nRead with the profile {new.profile.path}.")
    if store:
        _compare(new, store)
    for folder, wanted in ((file.parent, save_profile), (into, into is not None)):
        if wanted and folder is not None:
            _save(new, folder, force=force)


def _print_found(new: NewDocument) -> None:
    """Documents in the file, and per family the number of facts by confidence."""
    from rich.table import Table

    out = console()
    for reading in new.readings:
        about = reading.metadata
        period = f" ({about.start_year}-{about.end_year})" if about and about.start_year else ""
        described = f"{about.title}{period}: {about.kind or 'kind unknown'}" if about else "no title found"
        out.print(f"{reading.doc.id}: {described}", markup=False)
    table = Table(title="Found", title_justify="left")
    table.add_column("family", no_wrap=True)
    for name in (*Confidence, "total"):
        table.add_column(str(name), justify="right")
    counts = new.counts()
    for family, by_confidence in counts.items():
        numbers = [by_confidence[name] for name in Confidence]
        table.add_row(family, *(str(number) if number else "" for number in numbers), str(sum(numbers)))
    table.add_section()
    sums = [sum(one[name] for one in counts.values()) for name in Confidence]
    table.add_row("total", *map(str, sums), str(sum(sums)))
    out.print(table)


def _print_rows(new: NewDocument, family: str) -> None:
    from rich.markup import escape
    from rich.table import Table

    rows = list(new.rows(family))
    if not rows:
        click.echo(f"\n{family}: none found")
        return
    table = Table(title=family, title_justify="left")
    for column in rows[0]:
        table.add_column(column, overflow="fold", justify="right" if column in ("line", "page", "rank") else "left")
    for row in rows:
        table.add_row(*map(escape, row.values()))
    console().print(table)


def _print_not_read(new: NewDocument) -> None:
    """What the reader should know before trusting the table."""
    tables, sections = new.tables_left_out(), new.silent_sections()
    problems = new.problems()
    if not (tables or sections or problems):
        click.echo("\nEvery table and every section gave facts.")
        return
    click.echo("\nNot read:")
    _list([f"table at line {one.line} ({one.rows} rows): {one.header[:80]}" for one in tables], "tables")
    what = "nothing but names, or what is said elsewhere too"
    _list([f"section at line {one.line} ({one.words} words; {what}): {one.title[:80]}" for one in sections], "sections")
    for text in problems:
        click.echo(f"  warning: {text}")


def _list(lines: Sequence[str], what: str) -> None:
    for line in lines[:_SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > _SHOWN:
        click.echo(f"  and {len(lines) - _SHOWN} {what} more")


def _compare(new: NewDocument, store: Path) -> None:
    """Whether a store holds the same text, or another document under the same id."""
    from kg.snapshots import open_current

    opened = open_current(store)
    try:
        known, base = opened.manifest().built_from, opened.base
        ids = {name.removeprefix(f"{base}/graph/") for name in opened.graph_names()}
    finally:
        opened.close()
    same = [name for name, digest in known.items() if digest == new.converted.source.sha256]
    if same:
        click.echo(f"The store {store} was built from this very text ({same[0]}).")
        return
    taken = [reading.doc.id for reading in new.readings if reading.doc.id in ids]
    if taken:
        click.echo(f"The store {store} holds another document as {taken[0]!r}: give this one its own id with --id.")
    else:
        click.echo(f"The store {store} does not hold this document yet. To have it there: add --into, then build.")


def _save(new: NewDocument, folder: Path, *, force: bool) -> None:
    """The text and its profile in a folder. What is there already and differs is only overwritten by `force`."""
    stem = Path(new.converted.source.name).stem
    files = [(folder / f"{stem}.toml", new.proposal)] if new.proposal else []
    own = new.file.resolve() == (folder / f"{stem}.txt").resolve()
    if not own:
        files.insert(0, (folder / f"{stem}.txt", new.converted.source.text))
        if not new.proposal and new.profile.path is not None:
            files.append((folder / f"{stem}.toml", new.profile.path.read_text(encoding="utf-8")))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files:
            data = text.encode("utf-8")
            if path.exists() and path.read_bytes() == data:
                continue
            if path.exists() and not force:
                raise UsageError(f"{path}: is there already and differs. Use --force to overwrite it")
            path.write_bytes(data)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror})", file=folder, hint="Choose another folder") from error
    for path, _ in files:
        click.echo(f"Written: {path}")
    click.echo(f"Next: correct the profile, then veiligheidsgraaf build --documents {folder}")


