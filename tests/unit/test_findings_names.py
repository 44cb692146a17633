"""Rules on what a document says of itself: names in two ways, counts and their lists, references and their parts."""

from __future__ import annotations

import pytest

from kg.config import DEF
from tests.findings_facts import Facts


def names(**pairs: tuple[str, str]) -> set[tuple[str, str, str]]:
    facts = Facts()
    for name, (one, two) in pairs.items():
        facts.add("ThemeMention", 3, **{name: one})
        facts.add("Priority", 9, **{name: two})
    return facts.clashes()


def test_a_theme_titled_two_ways() -> None:
    assert names(themeName=("Aanpak cybercrime", "Aanpak van cybercrime")) == {
        ("naam thema Aanpak cybercrime", "Aanpak cybercrime (regel 3)", "Aanpak van cybercrime (regel 9)")
    }
    assert names(themeName=("HIGH IMPACT CRIMES", "High-impact crimes")) == set()
    assert names(themeName=("Ondermijning", "Georganiseerde ondermijnende criminaliteit")) == set()


def test_the_rarer_title_is_the_one_that_is_off() -> None:
    facts = Facts()
    for line, name in enumerate(["Aanpak van heling", "Aanpak van heling", "Aanpak heling"], 1):
        facts.add("ThemeMention", line, themeName=name)
    assert facts.clashes() == {("naam thema Aanpak heling", "Aanpak heling (regel 3)", "Aanpak van heling (regel 1)")}


@pytest.mark.parametrize(("other", "found"), [("mensenhandel", 1), ("prostitutie", 0), ("mensensmokkel", 0)])
def test_a_theme_with_and_without_its_second_part(other: str, found: int) -> None:
    facts = Facts()
    facts.add("ThemeMention", 3, themeName="Mensenhandel/-prostitutie")
    facts.add("ThemeMention", 9, themeName=other)
    assert len(facts.clashes()) == found


def test_two_things_with_a_stroke_between_are_two() -> None:
    facts = Facts()
    facts.add("ThemeMention", 3, themeName="Hennep/synthetische drugs")
    facts.add("ThemeMention", 9, themeName="Hennep")
    assert facts.clashes() == set()


def test_a_spelling_with_its_lines() -> None:
    facts = Facts()
    for line, name in ((43, "Ondernijning"), (116, "Ondermijning")):
        facts.add("Spelling", line, printedName=name, usualName="Ondermijning", nameKind="thema")
    assert facts.clashes() == {
        ("spelling thema Ondermijning", "Ondernijning (regel 43)", "Ondermijning (regel 116)")
    }


@pytest.mark.parametrize(("listed", "found"), [(3, set()), (4, {("3", "4")})])
def test_a_stated_number_against_its_list(listed: int, found: set[tuple[str, str]]) -> None:
    facts = Facts()
    facts.add("Enumeration", 5, things="gezamenlijke prioriteiten", statedCount=3, listedCount=listed)
    assert {row[1:] for row in facts.clashes()} == found


def test_a_number_on_another_page() -> None:
    """Wrong would be: a number held against one of two lists of things of the same name."""
    facts = Facts()
    facts.add("Enumeration", 5, things="gekozen thema's", statedCount=4, listedCount=4)
    facts.add("Enumeration", 50, things="gekozen thema's", statedCount=5)
    assert facts.clashes() == {("aantal gekozen thema's op twee plaatsen", "5", "4")}
    facts.add("Enumeration", 80, things="gekozen thema's", statedCount=2, listedCount=2)
    assert facts.clashes() == set()


def parts(*of: tuple[str, str, str]) -> Facts:
    facts = Facts()
    for n, (kind, number, title) in enumerate(of, 1):
        facts.add("DocumentPart", n, partKind=kind, partNumber=number, partTitle=title)
    return facts


@pytest.mark.parametrize(
    ("kind", "number", "found"),
    [("hoofdstuk", "2", 0), ("hoofdstuk", "4", 1), ("paragraaf", "2.1", 1), ("bijlage", "b", 0), ("bijlage", "C", 1),
     ("tabel", "9", 0), ("noot", "7", 1)],
)  # fmt: skip
def test_a_reference_to_a_part_that_is_not_there(kind: str, number: str, found: int) -> None:
    """Wrong would be: a table looked for in a document that numbers none."""
    facts = parts(("hoofdstuk", "1", "Inleiding"), ("hoofdstuk", "2", "Aanpak"), ("bijlage", "B", "Cijfers"))
    facts.add("CrossReference", 20, partKind=kind, partNumber=number)
    assert len(facts.clashes()) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [("AANPAK VAN HELING", 0), ("Aanpak van heling: samen verder", 0), ("Aanpak van heling en diefstal", 1), ("Toezicht", 1)],
)
def test_a_part_titled_otherwise(title: str, found: int) -> None:
    facts = parts(("hoofdstuk", "1", "Aanpak van heling"))
    facts.add("CrossReference", 20, partKind="hoofdstuk", partNumber="1", partTitle=title)
    rows = facts.clashes()
    assert len(rows) == found
    if found:
        assert rows == {("titel hoofdstuk 1", "Aanpak van heling (regel 1)", f"{title} (regel 20)")}


def noted(notes: list[int], marks: list[int]) -> set[tuple[str, str]]:
    facts = parts(*(("noot", str(n), f"Tekst {n}") for n in notes))
    for mark in marks:
        facts.add("CrossReference", 20 + mark, partKind="noot", partNumber=str(mark))
    return {row[1:] for row in facts.clashes()}


def test_notes_and_marks() -> None:
    """Wrong would be: two findings for one missing note (the mark, and the numbers that jump)."""
    assert noted([1, 2, 3], [1, 2, 3]) == set()
    assert noted([1, 3], [1, 2, 3]) == {("noot 2", "geen noot 2")}
    assert noted([1, 2, 3], [1, 3]) == {("noot 2", "geen verwijzing 2")}
    assert noted([1, 2, 20], [1, 2, 20]) == {("20", "3")}
    assert noted([1, 2], []) == set()  # all marks were lost on the way here


def test_a_reference_to_a_note_about_something_else() -> None:
    facts = parts(("noot", "1", "Cijfers van de politie."), ("noot", "2", "Cybercrime in enge zin betreft:"))
    for n in (1, 2):
        facts.add("CrossReference", 20 + n, partKind="noot", partNumber=str(n))
    facts.add("CrossReference", 30, partKind="noot", partNumber="1", partTitle="cybercrime in enge zin")
    assert {row[1:] for row in facts.clashes()} == {("noot 1", "noot 2")}


def test_every_clash_of_two_places_leads_to_both() -> None:
    facts = parts(("hoofdstuk", "1", "Aanpak van heling"))
    facts.add("CrossReference", 20, partKind="hoofdstuk", partNumber="1", partTitle="Toezicht")
    (further,) = (q for q in facts.findings() if q.predicate.value == DEF + "furtherEvidence")
    (evidence,) = (q for q in facts.findings() if q.predicate.value == DEF + "evidence")
    assert further.object != evidence.object
