"""A share given to the wrong unit or year, a total dropped, a table of something else taken for one of shares."""

from __future__ import annotations

from decimal import Decimal

from kg.model import AllocationFact
from tests.support import changed, facts_of, moved, read_source_text, read_text, rows, source_of

FIELDS = ("indicator", "unit", "year", "value")
STEM, DOC = "imv-noord-holland-2019-2022", "va-2019-2022-verdeling"
NAMES = ("abbreviations", "documents", "allocations")


def _moved(*changes: tuple[str, str]) -> tuple[set[object], set[object]]:
    before = read_source_text(STEM, extractors=NAMES)[DOC]
    after = read_source_text(STEM, changed(source_of(STEM), *changes), NAMES)[DOC]
    return moved(rows(before, AllocationFact, *FIELDS), rows(after, AllocationFact, *FIELDS))


def test_another_share_moves_one_row() -> None:
    gone, came = _moved(("Den Haag\t27\t29\t32\t34", "Den Haag\t27\t31\t32\t34"))
    row = ("Verdachten OM mensenhandel", "Den Haag", 2020)
    assert (gone, came) == ({(*row, Decimal(29))}, {(*row, Decimal(31))})


def test_another_heading_and_year_rename_one_table() -> None:
    gone, came = _moved(("Reguliere onderzoeken Cybercrime\t2019", "Zware zaken Cybercrime\t2021"))
    assert {row[:1] + row[2:3] for row in came} == {("Zware zaken cybercrime", 2021)}  # type: ignore[index]
    assert len(gone) == len(came) == 11


def test_a_row_taken_out_takes_its_shares_along() -> None:
    gone, came = _moved(("Amsterdam\t18\t20\t21\t23\n", ""))
    assert came == set()
    assert {row[1] for row in gone} == {"Amsterdam"}  # type: ignore[index]


def test_a_page_between_rows_moves_nothing() -> None:
    assert _moved(("Amsterdam\t180", "\n\n\n 18 \n\n\nAmsterdam\t180")) == (set(), set())


def test_a_cell_too_many_is_reported_and_the_other_tables_stand() -> None:
    text = changed(source_of(STEM), ("Den Haag\t27\t29\t32\t34", "Den Haag\t27\t29\t32\t34\t99"))
    reading = read_source_text(STEM, text, NAMES)[DOC]
    assert [problem.line for problem in reading.problems] == [803]
    assert {fact.indicator for fact in facts_of(reading, AllocationFact)} == {
        "Aangepakte CSV's per eenheid", "Reguliere onderzoeken cybercrime",
    }  # fmt: skip


def test_a_share_not_yet_known_is_a_row_without_a_value() -> None:
    gone, came = _moved(("Oost-Brabant\t14\t15\t16\t17", "Oost-Brabant\t14\t15\t-\tntb"))
    assert {row[2:] for row in came} == {(2021, None), (2022, None)}  # type: ignore[index]
    assert len(gone) == 2


def test_the_line_above_names_what_is_divided_when_the_header_says_unit() -> None:
    text = "Bijlage\n\nOpgerolde netwerken:\n\nEenheid\t2030\nOost Nederland\t3\nLimburg\t4\nZeeland West-Brabant\t5\n"
    found = rows(read_text(text, ["allocations"]), AllocationFact, *FIELDS)
    assert found == [
        ("Opgerolde netwerken", "Oost-Nederland", 2030, Decimal(3)),
        ("Opgerolde netwerken", "Limburg", 2030, Decimal(4)),
        ("Opgerolde netwerken", "Zeeland-West-Brabant", 2030, Decimal(5)),
    ]


def test_strength_of_units_is_no_share() -> None:
    text = "Sterkte\n\nEenheid\tOperationeel\tAspirant\nLimburg\t3\t1\nDen Haag\t4\t1\nRotterdam\t5\t1\n"
    assert rows(read_text(text, ["allocations"]), AllocationFact, *FIELDS) == []
