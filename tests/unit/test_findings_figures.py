"""Rules on figures: percentages against their numbers, counts against what is listed, one figure on two pages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.config import DEF
from tests.findings_facts import Facts


def target_table() -> Facts:
    facts = Facts()
    rows = [
        ("Regulier onderzoeken", 310),
        ("Waarvan 25% alternatieve interventies", 77),
        ("Fenomeen onderzoeken", 41),
        ("Waarvan 50% alternatieve interventies", 20),
        ("THTC onderzoeken", 20),
        ("Totaal", 371),
    ]
    for line, (name, value) in enumerate(rows, 10):
        facts.add("Target", line, f"{name}\t{value}", indicatorName=name, targetYear=2019, targetValue=Decimal(value))
    facts.add("Target", 40, "190 verdachten", indicatorName="Verdachten", targetYear=2019, targetValue=Decimal(190))
    return facts


def test_target_table_and_its_percentages() -> None:
    """Wrong would be: sub-rows added to the total, a target of another table taken for a row."""
    assert target_table().clashes() == {
        ("Waarvan 25% alternatieve interventies 2019: 25% van 310", "77", "77.5"),
        ("Waarvan 50% alternatieve interventies 2019: 50% van 41", "20", "20.5"),
    }
    totals = [q for q in target_table().findings() if q.predicate.value == DEF + "computedTotal"]
    assert [q.object.value for q in totals] == ["371"]


def test_a_part_rounded_to_the_nearest_whole_number_is_no_clash() -> None:
    facts = Facts()
    facts.add("Target", 1, indicatorName="Zaken", targetYear=2019, targetValue=Decimal(310))
    facts.add("Target", 2, indicatorName="Waarvan 25% ander", targetYear=2019, targetValue=Decimal(78))
    facts.add("Target", 3, indicatorName="waarvan 12,5 % nog anders", targetYear=2019, targetValue=Decimal(39))
    assert facts.clashes() == set()


@pytest.mark.parametrize(
    ("start", "end", "change", "unit", "quote", "computed"),
    [
        (213, 125, -41, "aantal", "daalt met 41% van 213 naar 125", None),
        (894, 511, -43, "aantal", "", None),
        (12564, 10000, -20, "aantal", "", None),
        (28, 25, -10, "%", "met 10 procent gedaald (van 28% naar 25%)", None),
        (213, 125, -31, "aantal", "daalt met 31% van 213 naar 125", "-41.3"),
        (213, 125, 41, "aantal", "", "-41.3"),
        (28, 25, -30, "%", "", "-10.7"),
        (213, 120, -40, "aantal", "daalt met ruim 40% van 213 naar 120", None),
        (0, 5, 100, "aantal", "", None),
    ],
)
def test_a_change_against_its_two_numbers(
    start: int, end: int, change: int, unit: str, quote: str, computed: str | None
) -> None:
    facts = Facts()
    facts.add("Target", 1, quote, indicatorName="Overvallen", baselineValue=Decimal(start), unitName=unit,
              targetValue=Decimal(end), changePercentage=Decimal(change), targetYear=2018)  # fmt: skip
    what = f"Overvallen: verandering in procenten van {start} naar {end}"
    assert facts.clashes() == ({(what, str(change), computed)} if computed else set())


def test_a_wrong_count_beside_a_right_one_is_one_clash() -> None:
    """Wrong would be: "40 gemeenten" reported against the 39 on another page and against the 39 listed as well."""
    facts = Facts()
    for line, stated in ((1, 40), (30, 2)):
        facts.add("Statistic", line, indicatorName="aantal gemeenten", unitName="gemeenten", value=Decimal(stated))
    for n in range(2):
        facts.add("Party", 50 + n, actorName=f"Gemeentenaam {n}", organisationKind="gemeente")
    assert {row[1:] for row in facts.clashes()} == {("40", "2")}


@pytest.mark.parametrize(("stated", "clash"), [(3, set()), (4, {("4", "3")})])
def test_a_count_of_organisations(stated: int, clash: set) -> None:
    """Wrong would be: the board that adopts the strategy counted with those it binds."""
    facts = Facts()
    facts.add("Statistic", 1, indicatorName="aantal organisaties", unitName="organisaties", value=Decimal(stated))
    kinds = {"Almere": "gemeente", "OM": "openbaar-ministerie", "Politie": "politie-eenheid", "College": "overleg"}
    for name, kind in kinds.items():
        facts.add("Party", 9, actorName=name, organisationKind=kind)
    assert {row[1:] for row in facts.clashes()} == clash


def counted(stated: int, named: int, collective: bool = False) -> set[tuple[str, str]]:
    facts = Facts()
    for line in (1, 30):
        facts.add("Statistic", line, indicatorName="aantal gemeenten", unitName="gemeenten", value=Decimal(stated))
    for n in range(named):
        facts.add("Party", 50 + n, actorName=f"Gemeentenaam {n}", organisationKind="gemeente")
    if collective:
        facts.add("Party", 90, actorName="gemeenten Oost-Nederland", organisationKind="gemeente")
    facts.add("Party", 99, actorName="Openbaar Ministerie", organisationKind="openbaar-ministerie")
    return {row[1:] for row in facts.clashes()}


def test_a_count_against_what_is_listed() -> None:
    assert counted(39, 39) == set()
    assert counted(39, 38) == {("39", "38")}
    assert counted(78, 0, collective=True) == set()
    assert counted(78, 2) == set()  # two named for another reason are no list


def targets(*rows: dict[str, object]) -> set[tuple[str, str, str]]:
    facts = Facts()
    for n, row in enumerate(rows):
        values = {"indicatorName": "Jongerenoverlast", "targetYear": 2018, **row}
        facts.add("Target", 1 + 20 * n, str(values.pop("quote", "")), **values)
    return facts.clashes()


def test_a_base_year_that_differs_between_pages() -> None:
    ten = {"changePercentage": Decimal(-10)}
    found = targets({"baselineYear": 2011, **ten}, {"baselineYear": 2013, "targetValue": Decimal(25), **ten})
    assert found == {("Jongerenoverlast 2018: uitgangsjaar", "2011", "2013")}
    assert targets({"baselineYear": 2011, **ten}, {"baselineYear": 2011, **ten}) == set()
    twenty = {"changePercentage": Decimal(-20)}
    assert targets({"baselineYear": 2011, **ten}, {"baselineYear": 2013, **twenty}) == set()  # two targets


def test_a_figure_that_differs_between_pages() -> None:
    """Wrong would be: the totals of two tables, both called 'Totaal', taken for one figure."""
    assert targets({"targetValue": Decimal(10)}, {"targetValue": Decimal(12)}) == {
        ("Jongerenoverlast 2018: streefwaarde", "10", "12")
    }
    rough = {"changePercentage": Decimal(-40), "quote": "ruim 40% minder"}
    assert targets(rough, {"changePercentage": Decimal(-41)}) == set()
    assert targets({"targetValue": Decimal(10)}, {"targetValue": Decimal(12), "scopeName": "landelijk"}) == set()
    total = {"indicatorName": "Totaal", "targetValue": Decimal(371), "themeName": "Cybercrime"}
    assert targets(total, {**total, "targetValue": Decimal(515)}) == set()
    assert (
        targets({"targetValue": Decimal(10), "themeName": "A"}, {"targetValue": Decimal(12), "themeName": "B"}) == set()
    )


def statistics(
    *rows: tuple[int, str, dict[str, object]], indicator: str = "aantal gemeenten"
) -> set[tuple[str, str, str]]:
    facts = Facts()
    for value, quote, more in rows:
        facts.add("Statistic", 1 + len(facts.quads), quote, indicatorName=indicator, value=Decimal(value), **more)
    return facts.clashes()


def test_a_statistic_with_two_values() -> None:
    """Wrong would be: two different strengths, both called 'aantal fte', taken for one."""
    unit = {"unitName": "gemeenten", "scopeName": "Midden-Nederland"}
    assert {row[1:] for row in statistics((41, "", unit), (42, "", unit), (41, "", unit))} == {("41", "42")}
    fte = {"unitName": "fte", "scopeName": "Noord-Holland"}
    assert statistics((40, "", fte), (16, "", fte), indicator="aantal fte") == set()
    year = {"toYear": 2014}
    assert {row[1:] for row in statistics((-19, "", year), (-20, "", year), indicator="geweld")} == {("-19", "-20")}
    assert statistics((19, "", year), (20, "ruim 20 zaken", year), indicator="geweld") == set()
