"""The findings in the five documents, and in changed copies of them, through the real loaders.

What is expected was worked out by hand from the texts; docs/checks.md tells how.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.config import DEF, ROOT
from kg.findings import run_rules
from kg.iris import Iris
from loaders.pipeline import BuildReport, read_folder, static_graphs
from loaders.to_rdf import document_quads

BASE = "https://w3id.org/veiligheidsgraaf"
DOCUMENTS = ROOT / "data" / "documents"
OLD, NEW, NORTH = "rvs-midden-nederland-2015-2018", "rvs-midden-nederland-2019-2022", "imv-noord-holland-2019-2022"

Row = tuple[str, str, str, str]

# Table sums: all that clash, of all tables, rows and columns.
SUMS: set[tuple[str, str, str]] = {
    ("rvs-mn-2019-2022", "361", "360"),
    ("rvs-mn-2019-2022", "713", "714"),
    ("va-2019-2022-verdeling", "190", "189"),
    ("va-2019-2022-verdeling", "205", "206"),
    ("va-2019-2022-verdeling", "220", "221"),
    ("va-2019-2022-verdeling", "240", "239"),
    ("va-2019-2022-verdeling", "310", "309"),
}
# Checks made per document: a table that is no longer read, or no longer checked, would go unnoticed otherwise.
CHECKED = {
    "imv-nh-2019-2022": 84 + 44,
    "rvs-mn-2015-2018": 13 + 3 + 1,
    "rvs-mn-2019-2022": 14 + 4,
    "va-2019-2022": 5,
    "va-2019-2022-verdeling": 7,
}


def findings(folder: Path, *stems: str, changes: tuple[tuple[str, str], ...] = ()) -> tuple[set[Row], dict[str, int]]:
    """Clashes (doc, what, stated, computed), and totals checked per document, of source files with changes made."""
    for stem in stems:
        text = (DOCUMENTS / f"{stem}.txt").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
        shutil.copy(DOCUMENTS / f"{stem}.toml", folder)
    iris = Iris(BASE)
    graphs = document_quads(read_folder(folder, BuildReport()), iris)
    quads = run_rules([*static_graphs(iris), *(quad for graph in graphs.values() for quad in graph)], BASE)
    values: dict[str, dict[str, str]] = {}
    for quad in quads:
        values.setdefault(str(quad.subject), {})[quad.predicate.value.removeprefix(DEF)] = quad.object.value
    rows, checked = set[Row](), dict[str, int]()
    for row in values.values():
        doc = row.get("statedIn", "").rpartition("/")[2]
        if "stated" in row:
            rows.add((doc, row["what"], row["stated"], row["computed"]))
        if "computedTotal" in row:
            checked[doc] = checked.get(doc, 0) + 1
    return rows, checked


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[Row], dict[str, int]]:
    stems = sorted(path.stem for path in DOCUMENTS.glob("*.txt"))
    return findings(tmp_path_factory.mktemp("all"), *stems)


def test_table_sums(ours: tuple[set[Row], dict[str, int]]) -> None:
    rows, checked = ours
    assert {(doc, stated, computed) for doc, what, stated, computed in rows if ": som van " in what} == SUMS
    assert checked == CHECKED


def test_the_other_clashes_of_figures(ours: tuple[set[Row], dict[str, int]]) -> None:
    rows, _ = ours
    figures = {(doc, *row) for doc, what, *row in rows if ": som van " not in what and row[0][:1].isdigit()}
    assert figures == {
        ("rvs-mn-2015-2018", "2011", "2013"),  # base year of the two targets on how safe residents feel
        ("va-2019-2022", "77", "77.5"),
        ("va-2019-2022", "20", "20.5"),
    }


def test_names_that_differ(ours: tuple[set[Row], dict[str, int]]) -> None:
    rows, _ = ours
    verbinding = ("Effectieve verbinding van veiligheid en zorg", "Effectieve verbinding veiligheid en zorg")
    named = {(doc, *row) for doc, what, *row in rows if what.startswith("naam thema")}
    assert ("rvs-mn-2019-2022", *verbinding) in named
    assert ("va-2019-2022", "spelling thema Ondermijning", "Ondernijning", "Ondermijning") in rows


CHANGES: list[tuple[str, str, str, set[tuple[str, str]]]] = [
    (NEW, "Zeist,\nK. Janssen\n", "", {("39", "38")}),
    (NEW, "spreken de 39 gemeenten", "spreken de 40 gemeenten", {("40", "39")}),
    (NEW, "692 fte\t108", "693 fte\t108", {("805", "806"), ("4345", "4346")}),
    (NEW, "huidige formatie (4949 FTE)", "huidige formatie (4959 FTE)", {("4959", "4949")}),
    (OLD, "Flevoland 6 758 764", "Flevoland 6 759 764", {("764", "765"), ("4769", "4770")}),
    (OLD, "met 41% van 213", "met 31% van 213", {("-31", "-41.3")}),
    (NORTH, "Functioneel Parket\t84", "Functioneel Parket\t85", {("1370", "1371")}),
    (NORTH, "Totaal\t\t371", "Totaal\t\t372", {("372", "371")}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("stem", "old", "new", "come"), CHANGES, ids=lambda value: str(sorted(value) if isinstance(value, set) else value)[:24])
def test_a_change_of_the_text_is_followed(
    stem: str, old: str, new: str, come: set[tuple[str, str]], ours: tuple[set[Row], dict[str, int]], tmp_path: Path
) -> None:
    """Wrong would be: a clash not found, or another that moves along with it."""
    documents = {row[0] for row in findings_of(stem, ours)}
    rows, _ = findings(tmp_path, stem, changes=((old, new),))
    before = {row for row in ours[0] if row[0] in documents}
    assert {row[2:] for row in rows - before} == come
    assert {row for row in before - rows if ": som van " in row[1]} == set()


def findings_of(stem: str, ours: tuple[set[Row], dict[str, int]]) -> set[Row]:
    prefix = {OLD: "rvs-mn-2015", NEW: "rvs-mn-2019-2022", NORTH: ("imv-", "va-")}[stem]
    return {row for row in ours[0] if row[0].startswith(prefix) and row[0] != "rvs-mn-2019-2022-concept"}
