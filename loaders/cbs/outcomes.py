"""Which figures of CBS tell how a target came out: `data/reference/outcome_measures.csv`.

A row joins a group of indicators of our thesaurus with a class and a measure as CBS titles them, and says whether they
count the same. Titles, not keys: keys differ from table to table, and a title is checked against the table that is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError
from loaders.reference_rows import read_rows

_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class OutcomeMeasure:
    """group: slug of the group of indicators. label: plain title of the class. measures: plain titles of the measure, as
    different tables give it. same: whether both count the same. note_nl, note_en: what differs. source: who says so."""

    group: str
    label: str
    measures: frozenset[str]
    same: bool
    note_nl: str
    note_en: str
    source: str


def read_outcomes(folder: Path) -> tuple[OutcomeMeasure, ...]:
    """The rows of the file in the folder of reference data. Raises SourceError for a row that says neither yes nor no."""
    found = []
    file = folder / "outcome_measures.csv"
    for row in read_rows(file):
        if row["same"] not in ("yes", "no"):
            raise SourceError(f"same is {row['same']!r} for {row['indicator_group']}; it is yes or no", file=file)
        measures = frozenset(plain(title) for title in row["measures"].split("|"))
        found.append(
            OutcomeMeasure(
                row["indicator_group"], plain(row["class"]), measures, row["same"] == "yes",
                row["note_nl"], row["note_en"], row["source"],
            )
        )  # fmt: skip
    return tuple(found)


def plain(title: str) -> str:
    """A title without case and signs, to compare with another.

    >>> plain("Diefstal/inbraak, woning")
    'diefstal inbraak woning'
    """
    return _SIGNS.sub(" ", title.casefold()).strip()
