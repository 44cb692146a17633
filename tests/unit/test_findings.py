"""Rules on facts: what clashes is found, what does not clash is left alone, and the graph stays canonical.

The facts are those the tables of the five documents give, read here by a plain split on tabs, so that the rules are
tested without the loaders.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.config import DEF, ROOT
from kg.errors import QueryError
from kg.findings import construct, rule_files, run_rules, working_store
from kg.iris import Iris, slug

BASE = "https://example.org/graaf"
OA = "http://www.w3.org/ns/oa#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DOCUMENTS = ROOT / "data" / "documents"


@dataclass
class Facts:
    """Quads of facts with their evidence, in the shape `loaders/to_rdf.py` gives them."""

    doc: str = "doc"
    quads: list[Quad] = field(default_factory=list)

    def add(
        self,
        family: str,
        line: int,
        quote: str = "",
        *,
        start: int | None = None,
        confidence: str = "hoog",
        **values: object,
    ) -> None:
        iris = Iris(BASE)
        place = line * 1000 + len(self.quads) if start is None else start
        fact = iris.resource(family.lower(), self.doc, f"{len(self.quads)}")
        passage = iris.passage(self.doc, place, place + 1)
        selector = iris.part(passage, "position")
        self._say(fact, RDF_TYPE.value, NamedNode(DEF + family))
        self._say(fact, DEF + "statedIn", iris.document(self.doc))
        self._say(fact, DEF + "evidence", passage)
        self._say(fact, DEF + "confidence", NamedNode(f"{DEF}confidence/{confidence}"))
        self._say(fact, DEF + "extractor", iris.resource("extractor", "tables"))
        self._say(passage, DEF + "line", Literal(line))
        self._say(passage, DEF + "quote", Literal(quote))
        self._say(passage, OA + "hasSource", iris.resource("source-file", self.doc))
        self._say(passage, OA + "hasSelector", selector)
        self._say(selector, OA + "start", Literal(str(place), datatype=NamedNode(XSD + "nonNegativeInteger")))
        for name, value in values.items():
            self._say(fact, DEF + name, _term(name, value))

    def _say(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        self.quads.append(Quad(subject, NamedNode(predicate), value, Iris(BASE).graph(self.doc)))

    def findings(self) -> list[Quad]:
        return run_rules(self.quads, BASE)

    def clashes(self) -> set[tuple[str, str, str]]:
        """(what, stated, computed) of each inconsistency."""
        return clashes(self.findings())


def _term(name: str, value: object) -> NamedNode | Literal:
    if name in ("formationCategory", "organisationKind"):
        lists = {"formationCategory": "formation-category", "organisationKind": "organisation-kind"}
        return NamedNode(f"{DEF}{lists[name]}/{value}")
    if isinstance(value, Decimal):
        return Literal(str(value), datatype=NamedNode(XSD + "decimal"))
    if name.endswith(("Year", "year")):
        return Literal(str(value), datatype=NamedNode(XSD + "gYear"))
    return Literal(value) if isinstance(value, int) else Literal(str(value))


def clashes(quads: list[Quad]) -> set[tuple[str, str, str]]:
    values: dict[str, dict[str, str]] = {}
    for quad in quads:
        values.setdefault(str(quad.subject), {})[quad.predicate.value.removeprefix(DEF)] = quad.object.value
    return {(row["what"], row["stated"], row["computed"]) for row in values.values() if "stated" in row}


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


def matrix(total: int = 3) -> Facts:
    facts = Facts()
    for line, (name, count) in enumerate([("Almere", 2), ("Baarn", 1), ("TOTAAL kolom 1", total), ("Politie", 8)], 1):
        facts.add("PriorityCount", line, actorName=name, count=count)
    return facts


def test_priority_matrix() -> None:
    """Wrong would be: the marks of the police, below the totals, counted among the municipalities'."""
    assert matrix().clashes() == set()
    assert {row[1:] for row in matrix(4).clashes()} == {("4", "3")}


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


def names(**pairs: tuple[str, str]) -> set[tuple[str, str, str]]:
    facts = Facts()
    for name, (one, two) in pairs.items():
        facts.add("ThemeMention", 3, **{name: one})
        facts.add("Priority", 9, **{name: two})
    return facts.clashes()


def test_names_written_two_ways() -> None:
    assert names(themeName=("Aanpak cybercrime", "Aanpak van cybercrime")) == {
        ("naam thema Aanpak cybercrime", "Aanpak cybercrime", "Aanpak van cybercrime")
    }
    assert names(actorName=("Netwerk Oost Nederland", "Netwerk Oost-Nederland")) == {
        ("schrijfwijze Netwerk Oost Nederland", "Netwerk Oost Nederland", "Netwerk Oost-Nederland")
    }
    assert names(themeName=("HIGH IMPACT CRIMES", "High-impact crimes")) == set()
    assert names(themeName=("Ondermijning", "Georganiseerde ondermijnende criminaliteit")) == set()


def spelt(*words: str, name: str = "Ondermijning") -> set[tuple[str, str, str]]:
    facts = Facts()
    for line, quote in enumerate(words, 1):
        facts.add("ThemeMention", line, quote, themeName=name)
    return facts.clashes()


def test_a_theme_spelt_with_another_letter() -> None:
    """Wrong would be: an inflection or another word taken for a slip, or one slip reported for each place it stands."""
    row = ("spelling thema Ondermijning", "Ondernijning", "Ondermijning")
    assert spelt("4. Ondernijning", "de ondernijning (2)", "aanpak van ondermijning") == {row}
    assert spelt("4. Ondernijning") == set()  # nowhere spelt otherwise: nothing contradicts it
    assert spelt("ondermijnende criminaliteit", "Ondermijning", "Ondermijningsbeeld") == set()
    assert spelt("cybercrimineel", "Cybercrime", name="Cybercrime") == set()
    assert spelt("Zorg (en) welziin", "zorg en welzijn", name="Zorg en welzijn") == set()


def test_the_rarer_name_is_the_one_that_is_off() -> None:
    facts = Facts()
    for line, name in enumerate(["Netwerk Oost-Nederland", "Netwerk Oost-Nederland", "Netwerk Oost Nederland"], 1):
        facts.add("ActorMention", line, actorName=name)
    what = "schrijfwijze Netwerk Oost Nederland"
    assert facts.clashes() == {(what, "Netwerk Oost Nederland", "Netwerk Oost-Nederland")}


def everything() -> list[Quad]:
    graphs = [allocations(), formation_2019(), formation_2018(), target_table(), matrix(4)]
    return [quad for facts in graphs for quad in facts.quads]


def test_findings_are_canonical() -> None:
    """Wrong would be: other IRIs or another order because the facts came in another order; blank nodes."""
    quads = everything()
    found = run_rules(quads, BASE)
    assert found == run_rules(reversed(quads), BASE)
    assert found == sorted(set(found), key=str)
    assert {quad.graph_name for quad in found} == {NamedNode(f"{BASE}/graph/findings")}
    assert not any(isinstance(term, BlankNode) for quad in found for term in (quad.subject, quad.object))
    assert all(quad.subject.value.startswith(BASE + "/id/") for quad in found)


def test_every_finding_can_be_traced() -> None:
    """Wrong would be: a finding without document, passage, confidence, rule or words."""
    found = run_rules(everything(), BASE)
    has: dict[str, set[str]] = {}
    for quad in found:
        has.setdefault(quad.subject.value, set()).add(quad.predicate.value.rpartition("/")[2].rpartition("#")[2])
    wanted = {"type", "label", "what", "statedIn", "evidence", "confidence", "extractor", "wasDerivedFrom"}
    rules = {q.object.value for q in found if q.predicate.value == DEF + "extractor"}
    assert rules <= has.keys()
    for subject, predicates in has.items():
        assert wanted <= predicates or subject in rules, subject


def test_a_change_of_base_changes_nothing_but_the_base() -> None:
    assert {slug(q.subject.value.rpartition("/")[2]) for q in run_rules(everything(), BASE)}
    assert all(
        q.graph_name.value.startswith("https://other.example/")
        for q in run_rules(everything(), "https://other.example")
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("CONSTRUCT {", "rule.rq"), ("SELECT * {}", "SELECT"), ("ASK {}", "ASK"),
     ("CONSTRUCT { ?s ?p [] } { ?s ?p ?o }", "blank node")],
)  # fmt: skip
def test_a_rule_that_cannot_be_used_is_named(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "rule.rq"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=words):
        construct(working_store(allocations().quads), [file], Iris(BASE).graph("findings"))


def test_every_rule_file_says_what_it_is_and_names_its_rule() -> None:
    files = rule_files()
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# "), file
        assert f"rule-{file.stem}" in text, f"{file}: vg:extractor must name the rule"
        assert "Severity: Info" in text, file


def test_every_rule_and_hygiene_query_is_documented() -> None:
    """Documentation is tested: a rule that docs/checks.md does not name has no policy."""
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    queries = [*rule_files(), *rule_files(inferred=True), *(ROOT / "queries" / "hygiene").glob("*.rq")]
    assert [file.stem for file in queries if f"`{file.stem}`" not in text] == []
