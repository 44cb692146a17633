"""The gold set on disk: sections, and for each family the rows a careful reader wrote down.

    gold/sections.toml                    id, doc, file, first and last line of each section; held_out where it is
    gold/{section}/{family}.csv           the columns of the contract and the line where the evidence starts
    gold/{section}/{family}.optional.csv  rows a careful reader may leave out: neither missed nor held against
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.extraction.families import FAMILIES
from benchmarks.extraction.matching import Row
from kg.errors import SourceError

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True)
class Section:
    """A stretch of one document, both lines counted in, with the rows that a reader found in it, by family.

    file: name of the source text. held_out: no rule was ever written or changed with what was missed here in view.
    """

    id: str
    doc: str
    first: int
    last: int
    rows: dict[str, list[Row]] = field(default_factory=dict)
    optional: dict[str, list[Row]] = field(default_factory=dict)
    file: str = ""
    held_out: bool = False

    def holds(self, lines: Sequence[int]) -> bool:
        """Whether one of the lines lies in the section."""
        return any(self.first <= line <= self.last for line in lines)


def read_gold(folder: Path = GOLD) -> list[Section]:
    """All sections with their rows. Raises SourceError for a file with other columns or a line outside its section."""
    listed = tomllib.loads((folder / "sections.toml").read_text(encoding="utf-8"))["section"]
    sections = []
    for entry in listed:
        span = entry["first"], entry["last"]
        section = Section(entry["id"], entry["doc"], *span, file=entry["file"], held_out=entry.get("held_out", False))
        _read_rows(section, folder / section.id)
        sections.append(section)
    return sections


def read_examples(folder: Path) -> list[Section]:
    """The examples of the contract, one section for each document named in them; none when the folder is not there."""
    by_document: dict[str, Section] = {}
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in FAMILIES:
            continue
        for row in _read_csv(path):
            section = by_document.setdefault(row["doc"], Section(f"example: {row['doc']}", row["doc"], 1, 10**9))
            section.rows.setdefault(path.stem, []).append(row)
    return list(by_document.values())


def _read_rows(section: Section, folder: Path) -> None:
    for path in sorted(folder.glob("*.csv")):
        family, _, kind = path.stem.partition(".")
        if family not in FAMILIES or kind not in ("", "optional"):
            raise SourceError(f"no family {path.stem!r}: known are {', '.join(FAMILIES)}", file=path)
        rows = _read_csv(path)
        for at, row in enumerate(rows, 2):
            if row["doc"] != section.doc or not section.holds([int(row["line"])]):
                place = f"line {row['line']} of {row['doc']}"
                raise SourceError(f"{place} is not in section {section.id}", file=path, line=at)
        (section.optional if kind else section.rows)[family] = rows


def _read_csv(path: Path) -> list[Row]:
    family = FAMILIES[path.stem.partition(".")[0]]
    needed = {"doc", "line", *family.deciding, *family.rest}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = needed - set(reader.fieldnames or ())
        if missing:
            raise SourceError(f"no column {', '.join(sorted(missing))}", file=path, line=1)
        return list(reader)
