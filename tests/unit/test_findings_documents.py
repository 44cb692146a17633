"""The findings in the five documents, and in changed copies of them, through the real loaders.

What is expected was worked out by hand from the texts; docs/checks.md tells how.
"""

from __future__ import annotations

import re
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
EAST = "veiligheidsstrategie-oost-nederland-2019-2022-voorstel"

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
    figures = {(doc, *row) for doc, what, *row in rows if ": som van " not in what and not of_itself(what)}
    assert figures == {
        ("rvs-mn-2015-2018", "2011", "2013"),  # base year of the two targets on how safe residents feel
        ("va-2019-2022", "77", "77.5"),
        ("va-2019-2022", "20", "20.5"),
    }


# What a document says of itself, read in the texts: names in two ways, numbers and their lists, notes and titles.
SELF: set[tuple[str, str, str]] = {
    ("imv-nh-2019-2022", "Aanpak cybercrime en gedigitaliseerde vormen van criminaliteit (regel 22)", ""),
    ("imv-nh-2019-2022", "Ondernijning (regels 208, 217)", ""),
    ("imv-nh-2019-2022", "Aanpak van criminaliteit met een ondermijnend effect op de samenleving (regel 19)", ""),
    ("rvs-mn-2019-2022", "Effectieve verbinding van veiligheid en zorg (regel 339)", ""),
    ("rvs-mn-2019-2022", "Quick Responseteam (regel 563)", "Quick Response Team (regel 540)"),
    ("rvs-mn-2019-2022", "Midden Nederland (regels 670, 771)", ""),
    ("rvs-mn-2019-2022", "Gooi en Vechtstreek (regel 685)", "Gooi- en Vechtstreek (regel 490)"),
    ("rvs-mn-2019-2022", "3", "4"),  # joint priorities; the numbering goes on with the local ones
    ("rvs-mn-2019-2022-concept", "Effectieve verbinding van veiligheid en zorg (regel 174)", ""),
    ("rvs-mn-2019-2022-concept", "Quick Responseteam (regel 530)", "Quick Response Team (regel 452)"),
    ("rvs-mn-2019-2022-concept", "3", "4"),
    ("va-2019-2022", "Ondernijning (regels 363, 373, 377, 379)", "Ondermijning (regels 399, 403)"),
    ("va-2019-2022", "noot 5", "noot 6"),
    ("va-2019-2022", "20", "10"),
    ("vs-on-2019-2022-voorstel", "Ondernijning (regels 43, 55, 97)", "Ondermijning (regel 116)"),
    ("vs-on-2019-2022-voorstel", "Verkenning van de aanpak van cybercrime/-fraude (regel 101)", "Verkenning naar cybercrime (regel 128)"),
    ("vs-on-2019-2022-voorstel", "Mensenhandel/-prostitutie (regel 98)", "Mensenhandel (regel 57)"),
    ("vs-on-2019-2022-voorstel", "Veiligheidsnetwerk Oost Nederland (regel 157)", "Veiligheidsnetwerk Oost-Nederland (regels 9, 140)"),
}  # fmt: skip
OF_ITSELF = ("naam ", "schrijfwijze ", "spelling ", "titel ", "verwijzing ", "noot ", "nummering ")


def of_itself(what: str) -> bool:
    return what.startswith(OF_ITSELF) or "opgesomde" in what or what.endswith("op twee plaatsen")


def test_what_the_documents_say_of_themselves(ours: tuple[set[Row], dict[str, int]]) -> None:
    rows, _ = ours
    found = {(doc, stated, computed) for doc, what, stated, computed in rows if of_itself(what)}
    short = {(doc, stated) for doc, stated, computed in SELF if not computed}
    assert {row if row[:2] not in short else (*row[:2], "") for row in found} == SELF


CHANGES: list[tuple[str, str, str, set[tuple[str, str]]]] = [
    (NEW, "Zeist,\nK. Janssen\n", "", {("39", "38")}),
    (NEW, "spreken de 39 gemeenten", "spreken de 40 gemeenten", {("40", "39")}),
    (NEW, "692 fte\t108", "693 fte\t108", {("805", "806"), ("4345", "4346")}),
    (NEW, "huidige formatie (4949 FTE)", "huidige formatie (4959 FTE)", {("4959", "4949")}),
    (OLD, "Flevoland 6 758 764", "Flevoland 6 759 764", {("764", "765"), ("4769", "4770")}),
    (OLD, "met 41% van 213", "met 31% van 213", {("-31", "-41.3")}),
    (NORTH, "Functioneel Parket\t84", "Functioneel Parket\t85", {("1370", "1371")}),
    (NORTH, "Totaal\t\t371", "Totaal\t\t372", {("372", "371")}),
    (NORTH, "Onze vier geprioriteerde", "Onze vijf geprioriteerde", {("5", "4")}),
    (NORTH, "De vier geprioriteerde IMV", "De vijf geprioriteerde IMV", {("5", "4")}),
    (NORTH, "- Mensenhandel\n", "", {("4", "3")}),
    (NORTH, "de inwoners¹ van", "de inwoners van", {("noot 1", "geen verwijzing 1")}),
    (NORTH, "(zie ook voetnoot 5)", "(zie ook voetnoot 6)", set()),
    (EAST, "(zie 2c)", "(zie 2f)", {("paragraaf 2f", "geen paragraaf 2f")}),
    (EAST, "Oost Nederland voor", "Oost-Nederland voor", set()),
    (EAST, "Ad 4) Verkenning naar cybercrime", "Ad 4) Verkenning van de aanpak van cybercrime/-fraude", set()),
    (EAST, "5. Drugs- en alcoholoverlast\n", "", {("10", "9")}),
    (EAST, "Ad 3) Informatievoorziening", "Ad 3) Informatie en intelligence",
     {("Informatievoorziening (regel 99)", "Informatie en intelligence (regel 120)")}),
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
    unlined = {without_lines(row) for row in before}
    assert {row[2:] for row in map(without_lines, rows) if row not in unlined} == {without_lines(("", "", *row))[2:] for row in come}
    assert come or len(rows) == len(before) - 1, "what contradicted itself was mended"
    assert {row for row in before - rows if ": som van " in row[1]} == set()


def without_lines(row: Row) -> Row:
    """A row without the numbers of lines, which move when a line goes."""
    doc, what, *sides = (re.sub(r" \(regels? [\d, ]+\)", "", value) for value in row)
    return doc, what, sides[0], sides[1]


def findings_of(stem: str, ours: tuple[set[Row], dict[str, int]]) -> set[Row]:
    prefix = {OLD: "rvs-mn-2015", NEW: "rvs-mn-2019-2022", NORTH: ("imv-", "va-"), EAST: "vs-on"}[stem]
    return {row for row in ours[0] if row[0].startswith(prefix) and row[0] != "rvs-mn-2019-2022-concept"}
