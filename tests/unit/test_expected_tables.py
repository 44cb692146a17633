"""A cell lost, doubled or put in the wrong column: the tables of all documents against rows written down by reading."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal

import pytest

from kg.config import ROOT
from kg.model import AllocationFact, Fact, FormationFact, PriorityCountFact
from loaders.context import Reading
from tests.support import facts_of, line, read_all

EXPECTED = ROOT / "tests" / "queries" / "expected"
NAMES = ("abbreviations", "documents", "priority_counts", "formation", "allocations")
FAMILIES: tuple[tuple[str, type[Fact]], ...] = (
    ("formation", FormationFact),
    ("allocations", AllocationFact),
    ("priority_counts", PriorityCountFact),
)


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all(NAMES)


def _cell(value: object) -> str:
    if value is None or value == "":
        return ""
    try:
        return str(Decimal(str(value)).normalize())
    except ArithmeticError:
        return str(value)


@pytest.mark.parametrize(("name", "family"), FAMILIES)
def test_each_cell_is_read_once_and_in_its_place(
    readings: dict[str, Reading], name: str, family: type[Fact]
) -> None:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        wanted = list(csv.DictReader(file))
    columns = [column for column in wanted[0] if column not in ("doc", "line")]
    expected = Counter((row["doc"], *(_cell(row[column]) for column in columns), row["line"]) for row in wanted)
    found = Counter(
        (doc, *(_cell(getattr(fact, column)) for column in columns), str(line(reading, fact)))
        for doc, reading in readings.items()
        for fact in facts_of(reading, family)
    )
    assert sorted((expected - found).elements()) == []
    assert sorted((found - expected).elements()) == []


def test_no_table_of_the_documents_is_left_unread(readings: dict[str, Reading]) -> None:
    assert [str(problem) for reading in readings.values() for problem in reading.problems] == []
