"""A table somebody made, as spreadsheets leave it: its encoding, separator and heading; and matches beside its rows.

Read with care, because a slip here is a wrong row later: a byte that is no UTF-8, or a UTF-8 file that was once read as
Windows-1252 ("FryslÃ¢n"), is an error that says where, unless the encoding was named. The rows keep their cells, order
and number; columns are added at the end.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, UsageError

MAX_BYTES = 200_000_000
SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 20  # rows that are looked at to tell the separator
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MOJIBAKE = re.compile("Ã[\x80-\xbf\u0152-\u2122¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿]|â€[\u02c6-\u2122\x80-\xbf]|\ufffd")


@dataclass(frozen=True, slots=True)
class Table:
    """A table. encoding: as Python names it; header: as printed, doubles and all; rows: as long as it, or shorter."""

    encoding: str
    separator: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line_end: str = "\n"

    def column(self, name: str) -> int:
        """The place of a column: its heading, in any case; or its number from 1, as "#3".

        Raises UsageError for a heading that is not there, or stands there twice.
        """
        if re.fullmatch(r"#\d{1,5}", name):
            if 1 <= int(name[1:]) <= len(self.header):
                return int(name[1:]) - 1
            raise UsageError(f"column {name}: the table has {len(self.header)} columns")
        wanted = name.strip().casefold()
        places = [at for at, heading in enumerate(self.header) if heading.strip().casefold() == wanted]
        exact = [at for at in places if self.header[at].strip() == name.strip()]
        places = exact if len(exact) == 1 else places
        if not places:
            raise UsageError(f"no column {name!r}; there are {', '.join(map(repr, self.header[:40]))}")
        if len(places) > 1:
            which = " or ".join(f"#{at + 1}" for at in places)
            raise UsageError(f"{len(places)} columns are called {name!r}; name one by its number: {which}")
        return places[0]


def read_table(file: Path, encoding: str = "", separator: str = "") -> Table:
    """Reads a CSV file. encoding: "" for UTF-8 or what a byte order mark says; separator: "" to tell it from the rows.

    Raises InputError naming file, line and what to do, for a file that is empty, too large, in another encoding, or has
    a row with more cells than the heading.
    """
    data = _bytes(file)
    text, used = _decoded(file, data, encoding)
    mark = separator or _separator(text)
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)]
    except csv.Error as error:
        line = text.count("\n", 0, len(text)) + 1
        hint = "Look for a quotation mark that is not closed"
        raise InputError(f"is no CSV ({error})", file=file, line=line, hint=hint) from error
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise InputError("holds no rows", file=file, hint="The first row is the heading")
    header, body = rows[0], rows[1:]
    for number, row in enumerate(body, 2):
        if len(row) > len(header):
            hint = f"It was read with {mark!r} between cells; name another with --separator, or quote the cell"
            raise InputError(f"row {number} has {len(row)} cells, the heading {len(header)}", file=file, hint=hint)
    end = "\r\n" if "\r\n" in text[:100_000] else "\n"
    return Table(used, mark, header, tuple(body), end)


def write_table(table: Table, added: Sequence[str], cells: Iterable[Sequence[str]]) -> Iterator[str]:
    """The table with columns `added` at the end, as lines. An added cell that a spreadsheet would run as a formula gets
    an apostrophe before it; what stood there stays as it is."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=table.separator, lineterminator=table.line_end)

    def line(row: Iterable[str]) -> str:
        out.seek(0)
        out.truncate()
        writer.writerow(list(row))
        return out.getvalue()

    yield line([*table.header, *_fresh(table.header, added)])
    for row, more in zip(table.rows, cells, strict=True):
        padded = [*row, *[""] * (len(table.header) - len(row))]
        yield line([*padded, *(f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in more)])


def _fresh(header: Sequence[str], added: Sequence[str]) -> Iterator[str]:
    """The added headings, each made another where the table has it already."""
    taken = {heading.strip().casefold() for heading in header}
    for heading in added:
        name, number = heading, 2
        while name.casefold() in taken:
            name, number = f"{heading}_{number}", number + 1
        taken.add(name.casefold())
        yield name


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError(f"is larger than {MAX_BYTES:,} bytes", file=file, hint="Split it")
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", file=file) from error


def _decoded(file: Path, data: bytes, encoding: str) -> tuple[str, str]:
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    used = encoding or marked or "utf-8"
    try:
        text = data.decode("utf-8-sig" if used.lower().replace("_", "-") in ("utf-8", "utf8") and marked else used)
    except LookupError as error:
        raise UsageError(f"no encoding {encoding!r}; try utf-8, cp1252, latin-1, utf-16") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = (
            "It is probably a Windows file: try --encoding cp1252" if not encoding else "Name another with --encoding"
        )
        what = f"byte 0x{data[error.start]:02x} is no {used}"
        raise InputError(what, file=file, line=line, hint=hint) from error
    if "\x00" in text:
        raise InputError("holds bytes that are zero", file=file, hint="It may be UTF-16: try --encoding utf-16")
    slip = None if encoding else _MOJIBAKE.search(text)
    if slip is not None:
        shown = (text[: slip.end()].rpartition("\n")[2] + text[slip.end() :].partition("\n")[0])[:60]
        hint = "It was once read in a wrong encoding; mend it at its source, or name --encoding to take it as it is"
        line = text.count("\n", 0, slip.start()) + 1
        raise InputError(f"holds {shown.strip()!r}", file=file, line=line, hint=hint)
    return text, used


def _separator(text: str) -> str:
    """The sign that parts the first rows into the same number of cells, more than one; a comma when none does."""
    best, most = ",", 1
    for mark in SEPARATORS:
        sample = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=mark)
        lengths = []
        try:
            for row in sample:
                if row:
                    lengths.append(len(row))
                if len(lengths) == _SAMPLE:
                    break
        except csv.Error:
            continue
        if lengths and lengths[0] > most and max(lengths) <= lengths[0]:
            best, most = mark, lengths[0]
    return best
