"""Wrong would be: a private person in the graph, a name cut in two, or a role nobody gave."""

from __future__ import annotations

import csv

import pytest

from kg.config import ROOT
from kg.model import OfficialFact
from tests.support import changed, line, moved, read_all, read_source_text, read_text, rows, source_of

NEEDED = ("abbreviations", "documents", "officials")
SIGNED = "rvs-midden-nederland-2019-2022"
FIELDS = ("person", "role", "organisation")


def officials(text: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, NEEDED), OfficialFact, *FIELDS)


def test_the_officials_are_those_a_careful_reader_finds() -> None:
    wanted = {
        tuple(row[name] for name in ("doc", *FIELDS, "line"))
        for row in csv.DictReader((ROOT / "tests/queries/expected/officials.csv").open(encoding="utf-8"))
    }
    found = {
        (doc, fact.person, fact.role, fact.organisation, str(line(reading, fact)))
        for doc, reading in read_all(NEEDED).items()
        for fact in reading.facts
        if isinstance(fact, OfficialFact)
    }
    assert found == wanted


def test_nobody_who_tells_a_story_is_an_official() -> None:
    reading = read_source_text("rvs-midden-nederland-2015-2018", extractors=NEEDED)["rvs-mn-2015-2018"]
    assert [fact[0] for fact in rows(reading, OfficialFact, "person")] == ["Ard van der Steur"]


def test_a_changed_name_changes_one_row_and_nothing_else() -> None:
    def signed(text: str | None = None) -> list[tuple[object, ...]]:
        return rows(read_source_text(SIGNED, text, NEEDED)["rvs-mn-2019-2022"], OfficialFact, *FIELDS)

    text = changed(source_of(SIGNED), ("P. van Hartkamp-\nde Jong", "A.B. ter Horst-\nvan den Berg"))
    gone, come = moved(signed(), signed(text))
    assert gone == {("P. van Hartkamp-de Jong", "burgemeester", "Gemeente Montfoort")}
    assert come == {("A.B. ter Horst-van den Berg", "burgemeester", "Gemeente Montfoort")}


def test_without_the_line_that_says_what_all_are_the_roles_stay_empty() -> None:
    text = source_of(SIGNED).replace("De 39 burgemeesters, hoofdofficier van justitie en politiechef", "Namens allen")
    reading = read_source_text(SIGNED, text, NEEDED)["rvs-mn-2019-2022"]
    assert {fact[0] for fact in rows(reading, OfficialFact, "role")} == {""}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Dit zei Karin van den Berg - Minister V&J over het plan.",
            ("Karin van den Berg", "minister van Veiligheid en Justitie", "Ministerie van Veiligheid en Justitie"),
        ),
        ("Aldus burgemeester J. de Vries van Tilburg.", ("J. de Vries", "burgemeester", "Gemeente Tilburg")),
        ("De Minister van Justitie en Veiligheid,\n\nSanne de Wit\n", ("Sanne de Wit",
         "minister van Justitie en Veiligheid", "Ministerie van Justitie en Veiligheid")),
        ("Gemeente Ede\nMevrouw mr. A.C. van Dam\nPostbus 1\n", ("mr. A.C. van Dam", "geadresseerde", "Gemeente Ede")),
        (
            "Opsteller: Joost Bos, adviseur Veiligheidsnetwerk Zuid\n\nVerder niets.",
            ("Joost Bos", "adviseur; opsteller van het document", "Veiligheidsnetwerk Zuid"),
        ),
        ("Advies gaf de Commissie Integriteit onder leiding van mevrouw Van Rijn.", None),
    ],
)  # fmt: skip
def test_an_office_beside_a_name_makes_an_official(text: str, row: tuple[str, str, str] | None) -> None:
    found = officials(text)
    assert (
        found == [row]
        if row
        else [(role, body) for _, role, body in found] == [("voorzitter", "Commissie Integriteit")]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Linda Hardeman - wijkagent Huizen",
        "Zlatko Trokic - Officier van Justitie",
        "Durk Nauta - BOA gemeente Veenendaal",
        "De burgemeester Utrecht en de minister Defensie spraken af.",
        "De minister van Justitie en Veiligheid heeft dit vastgesteld.",
        "Andrea Donker - Lector Veiligheidskunde, Hogeschool Utrecht",
        "Contact: Jan Jansen, telefoon 030-1234567",
        "De 41 burgemeesters, hoofdofficier van Justitie en politiechef van Midden-Nederland.",
    ],
)
def test_these_make_nobody_an_official(text: str) -> None:
    assert officials(f"Inleiding van het stuk.\n\n{text}\n\nEn verder.") == []
