"""A cell that slides into the next column, a row that is read though it does not fit, a table cut in two by a page."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.extractors.tables import Table, figure, tables, usable
from loaders.reading.text import MappedText, SourceText
from tests.support import read_text


def _tables(text: str) -> list[Table]:
    return tables(read_text(text, []))


def _cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in (*row.labels, *row.cells)] for row in table.rows]


TOTALS = """Sterkte

\t\t2018\t\t\t2022\t\t
\t\taspirant\toverig\ttotaal\taspirant\toverig\ttotaal
A\tDistrict Aa\t\t\t-\t\t\t-
\tTeam Een\t1,00\t2,00\t3,00\t2,00\t2,00\t4,00
\tTeam Twee\t4,00\t5,00\t9,00\t4,50\t6,00\t10,50
"""


def test_headers_span_the_columns_below_them() -> None:
    (table,) = _tables(TOTALS)
    assert [column.headers for column in table.columns] == [
        ("2018", "aspirant"), ("2018", "overig"), ("2018", "totaal"),
        ("2022", "aspirant"), ("2022", "overig"), ("2022", "totaal"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\tTeam Twee\t4,00\t5,00", "Team Twee\t4,00\t5,00"),  # the row lost its first cell
        ("6,00\t10,50\n", "6,00\t10,50\t\n"),
        ("\tTeam Twee\t4,00\t5,00", "\tTeam Twee\t\t4,00\t5,00"),  # a doubled separator
        ("\tTeam Twee", "\n\n\tTeam Twee"),  # blank lines inside the table
        ("\tTeam Twee", "   \n12\n\n\tTeam Twee"),  # a page number
        ("Team Twee\t", "Team Twee \t "),
    ],
)
def test_a_row_that_fits_in_one_way_is_put_right(old: str, new: str) -> None:
    (table,) = _tables(TOTALS.replace(old, new))
    assert not table.problems
    assert _cells(table)[-1] == ["", "Team Twee", "4,00", "5,00", "9,00", "4,50", "6,00", "10,50"]


@pytest.mark.parametrize("rest", ["5,00\t9,00", "5,00\t5,00", "4,00\t5,00"])
def test_a_lost_figure_is_not_guessed(rest: str) -> None:
    (table,) = _tables(TOTALS.replace("Twee\t4,00\t5,00\t9,00", f"Twee\t{rest}"))
    assert [problem.line for problem in table.problems] == [7]


def test_an_empty_cell_that_got_lost_is_found_by_the_totals_of_the_row() -> None:
    text = TOTALS.replace("\tTeam Een\t1,00\t2,00\t3,00\t2,00", "\tTeam Een\t1,00\t\t1,00\t2,00")
    assert _cells(_tables(text)[0])[1] == ["", "Team Een", "1,00", "", "1,00", "2,00", "2,00", "4,00"]
    doubled = text.replace("1,00\t\t1,00\t2,00", "1,00\t\t1,00\t\t2,00")
    assert _cells(_tables(doubled)[0])[1] == ["", "Team Een", "1,00", "", "1,00", "2,00", "2,00", "4,00"]


def test_a_row_with_a_cell_too_many_is_reported_with_file_and_line() -> None:
    reading = read_text(TOTALS.replace("Een\t1,00", "Een\t7,00\t1,00"), [])
    (table,) = tables(reading)
    assert not usable(reading, table)
    assert not usable(reading, table)
    assert len(reading.problems) == 1
    assert str(reading.problems[0]).startswith("doc.txt:6: table row 'Team Een' has 9 cells where the table has 8")


def test_a_figure_lost_from_a_table_without_totals_is_not_guessed() -> None:
    text = "Doel\n\nEenheid\t2019\t2020\nNoord\t1\t2\nZuid\t3\nOost\t5\t6\n"
    (table,) = _tables(text)
    assert [problem.line for problem in table.problems] == [5]


def test_the_next_table_begins_at_its_header() -> None:
    first, second = _tables("Kop\n\nAantal\t2019\t2020\nNoord\t1\t2\nZuid\t3\t4\nAndere\t2021\t2022\nNoord\t5\t6\n")
    assert (first.corner, len(first.rows), second.corner, len(second.rows)) == ("Aantal", 2, "Andere", 1)
    assert [column.label for column in second.columns] == ["2021", "2022"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.370", "1370"), ("2832,60", "2832.60"), ("361 fte*", "361"), ("83.40", "83.40"), ("12.564,5", "12564.5"),
     ("-5", "-5"), ("-", None), ("ntb", None), ("", None), ("3 tot 5", None), ("1.2.3", None)],
)  # fmt: skip
def test_figures_of_cells(text: str, value: str | None) -> None:
    cell = MappedText.of(SourceText("x", text), 0, len(text))
    assert figure(cell) == (None if value is None else Decimal(value))
