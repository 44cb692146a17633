"""Rules on tables: a total that is not the sum of its parts is found, one that is is left alone.

The facts are those the tables of the five documents give, read here by a plain split on tabs, so that the rules are
tested without the loaders.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kg.config import DEF, ROOT
from tests.findings_facts import Facts

DOCUMENTS = ROOT / "data" / "documents"


def number(text: str) -> Decimal | None:
    """A Dutch number; None for a dash or an empty cell."""
    clean = text.replace("fte", "").strip(" *").replace(".", "").replace(",", ".")
    return None if clean in ("", "-", "ntb") else Decimal(clean)


def allocations(change: tuple[str, str] = ("", "")) -> Facts:
    """The allocation tables at the end of the Noord-Holland file, with one text replaced by another."""
    facts = Facts("va-verdeling")
    text = (DOCUMENTS / "imv-noord-holland-2019-2022.txt").read_text(encoding="utf-8").replace(*change, 1)
    lines = text.split("\n")
    begin = next(n for n, line in enumerate(lines) if line.startswith("Bijlage 1"))
    indicator, years = "", list[str]()
    for n, line in enumerate(lines[begin:], begin + 1):
        cells = line.split("\t")
        if cells[1:] and all(cell.startswith("20") for cell in cells[1:]):
            indicator, years = cells[0], cells[1:]
        elif indicator and len(cells) == len(years) + 1:
            for year, cell in zip(years, cells[1:], strict=True):
                value = number(cell)
                known = {} if value is None else {"value": value}
                facts.add("Allocation", n, line, indicatorName=indicator, unitLabel=cells[0], year=year, **known)
        else:
            indicator = ""
    return facts


def test_totals_of_the_allocation_tables() -> None:
    """Wrong would be: a clash missed, or the subtotal in the middle of a table taken for one more row."""
    what = "Verdachten OM Mensenhandel {}: som van de eenheden"
    assert allocations().clashes() == {
        (what.format(2019), "190", "189"),
        (what.format(2020), "205", "206"),
        (what.format(2021), "220", "221"),
        (what.format(2022), "240", "239"),
        ("Reguliere onderzoeken Cybercrime 2019: som van de eenheden", "310", "309"),
    }


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("Limburg\t13\t14", "Limburg\t14\t14", {("190", "189")}, set()),
        ("Amsterdam\t180", "Amsterdam\t181", set(), {("920", "921")}),
        ("Totaal\t920", "Totaal\t921", set(), {("921", "920")}),
        ("Landelijk Parket\t341", "Landelijk Parket\t340", set(), {("1370", "1369")}),
        ("Totaal\t1.370", "Totaal\t1.371", set(), {("1371", "1370")}),
        ("Totaal\t310", "Totaal\t309", {("310", "309")}, set()),
        ("Totaal\t310", "Totaal\t-", {("310", "309")}, set()),
        ("Limburg\t19", "Limburg\tntb", {("310", "309")}, set()),
    ],
)
def test_one_changed_cell_changes_one_finding(old: str, new: str, gone: set, come: set) -> None:
    """Wrong would be: a changed subtotal that makes the total of all clash too, or a sum over an unknown cell."""
    before = {row[1:] for row in allocations().clashes()}
    after = {row[1:] for row in allocations((old, new)).clashes()}
    assert (before - after, after - before) == (gone, come)


def table(sections: list[list[int]], slip: int = 0) -> tuple[Facts, int]:
    """A table whose totals each add up the total before and the rows since; the last total is off by `slip`."""
    facts, total, line = Facts(), 0, 0
    for number, section in enumerate(sections):
        for value in section:
            line += 1
            facts.add("Allocation", line, indicatorName="Zaken", unitLabel=f"Eenheid {line}", year=2019,
                      value=Decimal(value))  # fmt: skip
        line += 1
        total += sum(section)
        stated = total + (slip if number == len(sections) - 1 else 0)
        facts.add("Allocation", line, indicatorName="Zaken", unitLabel="Totaal", year=2019, value=Decimal(stated))
    return facts, total


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.integers(0, 999), min_size=1, max_size=6), min_size=1, max_size=4))
def test_any_table_that_adds_up_has_no_clash(sections: list[list[int]]) -> None:
    assert table(sections)[0].clashes() == set()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.integers(500, 999), min_size=2, max_size=6), min_size=1, max_size=4), st.integers(1, 9))
def test_any_table_that_does_not_add_up_has_one(sections: list[list[int]], slip: int) -> None:
    facts, total = table(sections, slip)
    assert {row[1:] for row in facts.clashes()} == {(str(total + slip), str(total))}


def formation_2019(change: tuple[str, str] = ("", "")) -> Facts:
    """The strength table of the second Midden-Nederland strategy."""
    facts = Facts("rvs-mn")
    path = DOCUMENTS / "rvs-midden-nederland-2019-2022.txt"
    lines = path.read_text(encoding="utf-8").replace(*change, 1).split("\n")
    begin = next(n for n, line in enumerate(lines) if line.startswith("Formatie Eenheid"))
    whole = "Eenheid Midden-Nederland"
    facts.add("FormationCell", begin - 8, unitLabel=whole, formationCategory="totaal", date="2019-01-31",
              value=Decimal(4949))  # fmt: skip
    for n in range(begin + 1, begin + 15):
        unit, *cells = lines[n].split("\t")
        categories = ("operationeel", "aspirant", "niet-operationeel", "totaal")
        last = n == begin + 14
        for category, cell in zip(categories, cells, strict=True):
            value = number(cell)
            assert value is not None
            parent = {} if last else {"parentLabel": whole}
            facts.add("FormationCell", n + 1, lines[n], unitLabel=unit, formationCategory=category,
                      date="2019-01-31", value=value, **parent)  # fmt: skip
    return facts


def test_strength_table_rows_and_columns() -> None:
    """Wrong would be: the total row added to itself because a row of the whole stands among its parts, or the figure
    in the sentence above the table taken for a row."""
    facts = formation_2019()
    assert facts.clashes() == {
        ("District Gooi en Vechtstreek 2019-01-31: som van de categorieën", "361", "360"),
        ("Dienst Regionale Recherche 2019-01-31: som van de categorieën", "713", "714"),
    }
    totals = {str(q.subject) for q in facts.findings() if q.object == NamedNode(DEF + "TableTotal")}
    assert len(totals) == 14 + 4  # every row, every column


@pytest.mark.parametrize(
    ("old", "new", "come"),
    [
        ("648 fte\t102", "649 fte\t102", {("756", "757"), ("4345", "4346")}),
        ("4345 fte", "4354 fte", {("4354", "4345"), ("4949", "4958")}),
        ("171 fte\t4949 fte", "171 fte\t4950 fte", {("4950", "4949")}),
    ],
)
def test_a_changed_strength(old: str, new: str, come: set) -> None:
    after = {row[1:] for row in formation_2019((old, new)).clashes() if not row[0].endswith("sterkte")}
    assert after - {("361", "360"), ("713", "714")} == come


def formation_2018(change: tuple[str, str] = ("", "")) -> Facts:
    """The strength table of the Noord-Holland plan: two dates, districts with their teams, header rows of dashes."""
    facts = Facts("imv")
    path = DOCUMENTS / "imv-noord-holland-2019-2022.txt"
    lines = path.read_text(encoding="utf-8").replace(*change, 1).split("\n")
    begin = next(n for n, line in enumerate(lines) if line.startswith("Eenheid\tEenheid Noord-Holland"))
    whole, parent = "Eenheid Noord-Holland", ""
    for n in range(begin, begin + 48):
        cells = lines[n].split("\t")
        if cells[1][:1].isdigit():  # the row of District Kennemerland lost its first column
            cells.insert(0, "")
        unit = cells[1] or cells[0]
        head = unit.startswith(("District ", "Dienst ")) and cells[0] and not any(map(number, cells[2:]))
        above = "" if unit == whole else whole if unit == parent or cells[0] else parent or whole
        for at, cell in enumerate(cells[2:]):
            category = ("aspirant", "wijkagent", "overig", "totaal")[at % 4]
            if not cell:
                continue
            value = number(cell)
            facts.add("FormationCell", n + 1, lines[n], unitLabel=unit, formationCategory=category,
                      date=("2018-12-31", "2022-01-01")[at // 4],
                      **({"value": value} if value is not None else {}),
                      **({"parentLabel": above} if above else {}))  # fmt: skip
        parent = unit if head else "" if unit == parent else parent
    return facts


def test_nested_strength_table_adds_up() -> None:
    """Wrong would be: a clash where the document has none (districts counted with their teams, or twice)."""
    facts = formation_2018()
    assert facts.clashes() == set()
    checked = {q.object.value for q in facts.findings() if q.predicate.value == DEF + "what"}
    assert "District Kennemerland 2018-12-31: som van de categorieën" in checked
    assert sum(text.endswith("som van de onderdelen") for text in checked) == 44


def test_a_changed_team_clashes_in_its_row_and_its_district_only() -> None:
    found = {row[1:] for row in formation_2018(("26,00\t120,10", "27,00\t120,10")).clashes()}
    assert found == {("165.1", "166.1"), ("130", "131")}


def test_a_table_whose_columns_are_no_partition_gives_no_row_findings() -> None:
    """Wrong would be: thirty clashes for a table with a column 'waarvan aspiranten'."""
    facts = Facts()
    for n, (all_, trainees) in enumerate([(100, 10), (200, 20), (300, 30)], 1):
        for category, value in (("operationeel", all_), ("aspirant", trainees), ("totaal", all_)):
            facts.add("FormationCell", n, unitLabel=f"Team {n}", formationCategory=category, value=Decimal(value))
    assert facts.findings() == []


def matrix(total: int = 3) -> Facts:
    facts = Facts()
    for line, (name, count) in enumerate([("Almere", 2), ("Baarn", 1), ("TOTAAL kolom 1", total), ("Politie", 8)], 1):
        facts.add("PriorityCount", line, actorName=name, count=count)
    return facts


def test_priority_matrix() -> None:
    """Wrong would be: the marks of the police, below the totals, counted among the municipalities'."""
    assert matrix().clashes() == set()
    assert {row[1:] for row in matrix(4).clashes()} == {("4", "3")}


def test_a_total_that_a_sentence_states_as_well() -> None:
    """Wrong would be: one fact with two places, its first in a sentence, and the total of the table no longer found."""
    facts = formation_2019()
    before = facts.clashes()
    evidence, further = NamedNode(DEF + "evidence"), NamedNode(DEF + "furtherEvidence")
    total = next(q.subject for q in reversed(facts.quads) if q.object == NamedNode(DEF + "FormationCell"))
    (in_table,) = (q for q in facts.quads if q.subject == total and q.predicate == evidence)
    in_sentence = next(q.object for q in facts.quads if q.predicate == evidence)  # of the very first fact
    facts.quads.remove(in_table)
    facts.quads.append(Quad(total, further, in_table.object, in_table.graph_name))
    facts.quads.append(Quad(total, evidence, in_sentence, in_table.graph_name))
    assert facts.clashes() == before
    whole = "Eenheid Midden-Nederland totaal 2019-01-31: som van de onderdelen"
    assert whole in {q.object.value for q in facts.findings() if q.predicate.value == DEF + "what"}


def test_a_strength_in_a_sentence_against_the_table() -> None:
    assert not [row for row in formation_2019().clashes() if row[0].endswith("sterkte")]
    facts = formation_2019(("171 fte\t4949 fte", "171 fte\t4950 fte"))
    found = {row for row in facts.clashes() if row[0].endswith("sterkte")}
    assert found == {
        ("Eenheid Midden-Nederland totaal 2019-01-31: sterkte", "4949", "4950")
    }  # not against the row of 1
