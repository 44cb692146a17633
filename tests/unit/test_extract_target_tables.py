"""A target under the wrong year or theme, a blank cell taken for a target, statistics taken for targets."""

from __future__ import annotations

from decimal import Decimal

from kg.model import TargetFact
from tests.support import changed, moved, read_source_text, read_text, rows, source_of

FIELDS = (
    "theme", "indicator", "direction", "baseline_value", "baseline_year", "target_value", "target_year", "change_pct",
)  # fmt: skip
STEM, DOC = "imv-noord-holland-2019-2022", "va-2019-2022"
NAMES = ("abbreviations", "documents", "target_tables")


def _moved(*changes: tuple[str, str]) -> tuple[set[object], set[object]]:
    before = read_source_text(STEM, extractors=NAMES)[DOC]
    after = read_source_text(STEM, changed(source_of(STEM), *changes), NAMES)[DOC]
    return moved(rows(before, TargetFact, *FIELDS), rows(after, TargetFact, *FIELDS))


def test_another_target_moves_one_row() -> None:
    gone, came = _moved(("C: Bezitters/verspreiders\t400\t400", "C: Bezitters/verspreiders\t400\t410"))
    assert [row[5:7] for row in gone] == [(Decimal(400), 2020)]  # type: ignore[index]
    assert [row[5:7] for row in came] == [(Decimal(410), 2020)]  # type: ignore[index]


def test_a_figure_for_ntb_gives_that_target_a_value() -> None:
    gone, came = _moved(("Onderzoeken\t310\tntb", "Onderzoeken\t310\t320"))
    assert ("Cybercrime", "Reguliere onderzoeken cybercrime", "toename", None, None, Decimal(320), 2020, None) in came
    assert all(row[1] == "Reguliere onderzoeken cybercrime" for row in (*gone, *came))  # type: ignore[index]


def test_a_blank_cell_is_no_target() -> None:
    gone, came = _moved(("Onderzoeken\t41\tntb\tNtb", "Onderzoeken\t41\t\tNtb"))
    assert [row[6] for row in gone] == [2020]  # type: ignore[index]
    assert came == set()


def test_the_line_above_a_table_without_names_says_what_is_counted() -> None:
    _, came = _moved(("Streefcijfers aantal OM-verdachten van mensenhandel:", "Streefcijfers aantal opgerolde bendes:"))
    assert {row[1] for row in came} == {"Aantal opgerolde bendes"}  # type: ignore[index]


def test_a_table_with_baseline_target_and_change() -> None:
    text = (
        "Veilige wijken\n\nOnze doelstellingen\n\n"
        "Indicator\tNulmeting 2020\tDoel 2024\tVerandering\nWoninginbraken\t120\t90\t-25%\nOverlast\t1.200\t-\t\n"
    )
    assert [row[1:] for row in rows(read_text(text, ["target_tables"]), TargetFact, *FIELDS)] == [
        ("Woninginbraken", "afname", Decimal(120), 2020, Decimal(90), 2024, Decimal(-25)),
        ("Overlast", "", Decimal(1200), 2020, None, 2024, None),
    ]


def test_years_alone_are_no_targets_where_nothing_says_so() -> None:
    text = "Cijfers\n\nZo ontwikkelde de criminaliteit zich.\n\nDelict\t2019\t2020\nInbraak\t10\t12\nGeweld\t4\t3\n"
    assert rows(read_text(text, ["target_tables"]), TargetFact, *FIELDS) == []
