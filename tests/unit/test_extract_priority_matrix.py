"""A mark lost or counted twice, a row given to another partner, a table of figures taken for one of marks."""

from __future__ import annotations

import pytest

from kg.model import PriorityCountFact
from tests.support import changed, moved, read_source_text, read_text, rows, source_of

STEM = "rvs-midden-nederland-2015-2018"
POLICE = "Politie Midden-Nederland"
NAMES = ("abbreviations", "documents", "priority_counts")


def _moved(*changes: tuple[str, str]) -> tuple[set[object], set[object]]:
    def read(text: str) -> list[tuple[object, ...]]:
        return rows(read_source_text(STEM, text, NAMES)["rvs-mn-2015-2018"], PriorityCountFact, "actor", "count")

    return moved(read(source_of(STEM)), read(changed(source_of(STEM), *changes)))


@pytest.mark.parametrize(
    ("old", "new", "gone", "came"),
    [
        ("3. Baarn 1 1 1 1", "3. Baarn 1 1 1 1 1 1", {("Baarn", 4)}, {("Baarn", 6)}),
        ("3. Baarn 1 1 1 1\n", "", {("Baarn", 4)}, set()),
        ("36. Wijdemeren 1 1", "36. Wijdmeren 1 1", set(), set()),
        ("39. Woudenberg 1", "39. Blauwenberg 1", {("Woudenberg", 4)}, {("Blauwenberg", 4)}),
        ("TOTAAL 11 12 40", "TOTAAL 11 12 41", {("TOTAAL kolom 3", 40)}, {("TOTAAL kolom 3", 41)}),
        ("26. Renswoude 1\n", "26. Renswoude   1   1   \n\n\n", {("Renswoude", 1)}, {("Renswoude", 2)}),
        ("28. Soest 1 1 1\n", "28. Soest  1  1 1  \n\n 6 \n\n", set(), set()),
        ("Politie 1 1 1 1 1 1 1 1", "Politie 1 1 1", {(POLICE, 8)}, {(POLICE, 3)}),
    ],
)
def test_the_counts_follow_the_marks(old: str, new: str, gone: set[object], came: set[object]) -> None:
    assert _moved((old, new)) == (gone, came)


def test_figures_are_no_marks() -> None:
    text = "Cijfers\n\n" + "".join(f"{name}\t{n}\t{n + 1}\n" for n, name in enumerate("ABCDEF", 2))
    assert rows(read_text(text, ["priority_counts"]), PriorityCountFact, "actor", "count") == []


def test_crosses_in_their_columns_are_counted() -> None:
    names = ["Utrecht", "Zeist", "Bunnik", "Houten", "Soest"]
    text = "Prioriteiten\n\nGemeente\tOndermijning\tZorg\tCyber\n" + "".join(f"{name}\tx\t\tx\n" for name in names)
    found = rows(read_text(text, ["priority_counts"]), PriorityCountFact, "actor", "count")
    assert found == [(name, 2) for name in names]
