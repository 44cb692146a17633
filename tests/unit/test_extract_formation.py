"""A strength of the wrong unit, category or date; a change in one cell that moves another."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from kg.model import FormationFact
from loaders.context import Reading
from tests.support import changed, facts_of, moved, read_source_text, read_text, rows, source_of

FIELDS = ("unit", "parent", "category", "date", "fte")
NAMES = ("abbreviations", "documents", "formation")
IMV = "imv-noord-holland-2019-2022"
MN15, MN19 = "rvs-midden-nederland-2015-2018", "rvs-midden-nederland-2019-2022"


@cache
def _read(stem: str) -> dict[str, Reading]:
    return read_source_text(stem, extractors=NAMES)


def _moved(stem: str, doc: str, *changes: tuple[str, str]) -> tuple[set[object], set[object]]:
    before = _read(stem)[doc]
    after = read_source_text(stem, changed(source_of(stem), *changes), NAMES)[doc]
    assert after.problems == []
    return moved(rows(before, FormationFact, *FIELDS), rows(after, FormationFact, *FIELDS))


def test_another_figure_moves_one_row() -> None:
    gone, came = _moved(IMV, "imv-nh-2019-2022", ("38,00\t157,30", "39,50\t157,30"))
    row = ("Basisteam Alkmaar", "District Noord-Holland-Noord", "wijkagent", "2018-12-31")
    assert (gone, came) == ({(*row, Decimal("38.00"))}, {(*row, Decimal("39.50"))})


def test_another_date_above_the_columns_moves_half_of_the_table() -> None:
    gone, came = _moved(IMV, "imv-nh-2019-2022", ("Formatie per 1-1-2022", "Formatie per 1-7-2023"))
    assert {row[3] for row in gone} == {"2022-01-01"}  # type: ignore[index]
    assert {row[3] for row in came} == {"2023-07-01"}  # type: ignore[index]
    assert len(gone) == len(came)


def test_a_team_that_is_in_no_list_is_read() -> None:
    new = "\tBasisteam Schermerhoek\t1,00\t-\t2,00\t3,00\t1,00\t-\t2,50\t3,50\n\tBasisteam Hoorn"
    gone, came = _moved(IMV, "imv-nh-2019-2022", ("\tBasisteam Hoorn", new))
    unit = ("Basisteam Schermerhoek", "District Noord-Holland-Noord")
    assert gone == set()
    assert len(came) == 8
    assert {row[:2] for row in came} == {unit}  # type: ignore[index]
    assert (*unit, "wijkagent", "2018-12-31", None) in came


def test_a_district_renamed_renames_its_teams_parent() -> None:
    stem, doc = IMV, "imv-nh-2019-2022"
    text = source_of(stem).replace("District Kennemerland", "District Duinstreek")
    after = read_source_text(stem, text, NAMES)[doc]
    parents = {row.parent for row in facts_of(after, FormationFact)}
    assert "District Duinstreek" in parents
    assert "District Kennemerland" not in parents
    assert len(facts_of(after, FormationFact)) == len(facts_of(_read(stem)[doc], FormationFact))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Regionale Eenheid 49  49", "Regionale Eenheid  49  49"),
        ("District Flevoland 6 758 764", "District  Flevoland  6  758  764   "),
        ("District Oost-Utrecht 5 794 799", "\n\nDistrict Oost-Utrecht 5 794 799"),
        ("Dienst Regionale Operationele \nSamenwerking \n\n2 521", "Dienst Regionale Operationele Samenwerking 2 521"),
        ("Leiding Regionale Eenheid  4 4", "Leiding Regionale Eenheid   4 4"),
    ],
)
def test_layout_moves_nothing(old: str, new: str) -> None:
    assert _moved(MN15, "rvs-mn-2015-2018", (old, new)) == (set(), set())


def test_a_dash_in_a_wrapped_row_is_a_row_without_a_figure() -> None:
    gone, came = _moved(MN15, "rvs-mn-2015-2018", ("Leiding Regionale Eenheid  4 4", "Leiding Regionale Eenheid - 4 4"))
    assert gone == set()
    assert came == {("Leiding Regionale Eenheid", "Politie Midden-Nederland", "niet-operationeel", "2015", None)}


def test_the_source_line_dates_the_table() -> None:
    gone, came = _moved(MN19, "rvs-mn-2019-2022", ("Dashboard – 31 januari 2019", "Dashboard – 30 juni 2020"))
    assert {row[3] for row in came} == {"2020-06-30"}  # type: ignore[index]
    assert len(came) == len(gone) == 56  # 57 cells and sentences, two of which say the same


def test_swapped_columns_swap_categories() -> None:
    first, second = "\tOperationele sterkte", "\tAspiranten (operationele sterkte)"
    gone, came = _moved(MN19, "rvs-mn-2019-2022", (first + second, second + first))
    assert ("District Flevoland", "Politie Midden-Nederland", "aspirant", "2019-01-31", Decimal(648)) in came
    assert ("District Flevoland", "Politie Midden-Nederland", "operationeel", "2019-01-31", Decimal(648)) in gone


def test_sentences_follow_their_figures() -> None:
    words = "{} fte die zijn toegevoegd aan het basisteam {}"
    change = (words.format("41,6", "Lekstroom"), words.format("12", "Vijfheeren"))
    gone, came = _moved(MN19, "rvs-mn-2019-2022", change)
    assert came == {("Basisteam Vijfheeren", "Politie Midden-Nederland", "totaal", "2019", Decimal(12))}
    assert len(gone) == 1


def test_a_cell_too_many_leaves_the_table_and_keeps_the_sentences() -> None:
    text = changed(source_of(IMV), ("38,00\t157,30", "38,00\t3,00\t157,30"))
    reading = read_source_text(IMV, text, NAMES)["imv-nh-2019-2022"]
    assert [(problem.file, problem.line) for problem in reading.problems] == [(f"{IMV}.txt", 288)]
    assert {fact.evidence.confidence.value for fact in facts_of(reading, FormationFact)} == {"middel"}


OTHER = """Integraal veiligheidsplan Aastad

Politiesterkte

Formatie van de eenheid Oost-Brabant per 1 januari 2023

Onderdeel\tOperationeel\tNiet-operationeel\tTotaal
District Eindhoven\t700,5\t12\t712,5
Basisteam Aastad\t120\t-\t120
Basisteam Bestad\t80\t2\t82
Totaal eenheid Oost-Brabant\t900,5\t14\t914,5

Het Basisteam Aastad telt 120 fte. De gemeente heeft 14 fte boa's in dienst.
"""


def test_a_table_of_another_region_is_read_by_the_general_rules() -> None:
    reading: Reading = read_text(OTHER, ["formation"])
    found = rows(reading, FormationFact, *FIELDS)
    assert ("District Eindhoven", "Politie Oost-Brabant", "operationeel", "2023-01-01", Decimal("700.5")) in found
    assert ("Basisteam Aastad", "District Eindhoven", "niet-operationeel", "2023-01-01", None) in found
    assert ("Politie Oost-Brabant", "", "totaal", "2023-01-01", Decimal("914.5")) in found
    assert [row[0] for row in found if row[4] == Decimal(120) and row[2] == "totaal"].count("Basisteam Aastad") == 2
    assert not [row for row in found if row[4] == Decimal(14) and row[2] == "totaal"]
