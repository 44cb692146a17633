"""Wrong would be: subject and object turned round, an object of half a sentence, or a relation nobody stated."""

from __future__ import annotations

import csv

import pytest

from kg.config import ROOT
from kg.model import GovernanceFact
from tests.support import changed, moved, quote, read_all, read_source_text, read_text, rows, source_of

NEEDED = ("abbreviations", "documents", "actors", "governance")
FIELDS = ("subject", "relation", "object")


def relations(text: str) -> set[tuple[object, ...]]:
    return set(rows(read_text(text, NEEDED), GovernanceFact, *FIELDS))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gemeenten voeren de regie op de lokale aanpak.", {("gemeenten", "regisseert", "lokale aanpak")}),
        ("Op lokaal niveau heeft de gemeente de regie op de wijkaanpak.", {("gemeenten", "regisseert", "wijkaanpak")}),
        (
            "Per thema wordt door het Regionaal Veiligheidscollege een taskforce ingericht.",
            {("Regionaal Veiligheidscollege", "stelt-in", "taskforce")},
        ),
        (
            "De taskforce bestaat uit enkele burgemeesters, een officier van justitie en een teamchef van de politie.",
            {
                ("taskforce", "samengesteld-uit", "burgemeesters"),
                ("taskforce", "samengesteld-uit", "officier van justitie"),
                ("taskforce", "samengesteld-uit", "teamchef van de politie"),
            },
        ),
        (
            "Het Openbaar Ministerie werkt nauw samen met woningcorporaties en scholen.",
            {
                ("Openbaar Ministerie", "werkt-samen-met", "woningcorporaties"),
                ("Openbaar Ministerie", "werkt-samen-met", "scholen"),
            },
        ),
        ("Bureau Veiligheid ondersteunt de gemeenteraden.", {("Bureau Veiligheid", "ondersteunt", "gemeenteraden")}),
        (
            "De politie werkt onder gezag van het Openbaar Ministerie en de burgemeesters.",
            {("Openbaar Ministerie", "gezag-over", "Politie"), ("burgemeesters", "gezag-over", "Politie")},
        ),
        (
            "De Zeehavenpolitie, onderdeel van de eenheid Rotterdam, controleert.",
            {("Zeehavenpolitie", "deel-van", "Politie Rotterdam")},
        ),
        (
            "De gemeente Altena, ontstaan door het samenvoegen van de gemeenten Aalburg, Oost en Heusden, doet mee.",
            {("Altena", "opvolger-van", "Heusden")},
        ),
        ("Het Bestuurscollege stelt de agenda vast.", {("Bestuurscollege", "stelt-vast", "agenda")}),
        ("Scholen zijn verantwoordelijk voor preventie.", {("scholen", "verantwoordelijk-voor", "preventie")}),
    ],
)
def test_each_way_of_saying_it_is_read(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert wanted <= relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "De burgemeester woont in een gemeente met scholen.",
        "Partners helpen bij hun opgave.",
        "We werken samen met scholen.",  # nobody says who "we" are
        "Een goede samenwerking is van belang.",
    ],
)
def test_what_is_not_stated_is_not_read(text: str) -> None:
    assert relations(text) == set()


def test_working_together_is_one_row_whichever_is_named_first() -> None:
    text = "Scholen werken samen met woningcorporaties. Woningcorporaties werken samen met scholen."
    assert len(relations(text)) == 1


def test_a_person_who_tells_a_story_does_not_speak_for_the_partnership() -> None:
    text = (
        "De Veiligheidscoalitie Midden-Nederland is er voor Midden-Nederland.\n\nIk zie kansen. Daarom werken we samen "
        "met scholen. Martin Ort - directeur Ondernemersvereniging Centrum\n"
    )
    assert relations(text) == set()


def test_at_least_seven_in_ten_rows_of_a_careful_reader_are_found_and_few_others() -> None:
    wanted: dict[str, set[tuple[object, ...]]] = {}
    for row in csv.DictReader((ROOT / "tests/queries/expected/governance.csv").open(encoding="utf-8")):
        wanted.setdefault(row["doc"], set()).add(tuple(row[name] for name in FIELDS))
    readings = read_all(NEEDED)
    gold = {(doc, *row) for doc, of_doc in wanted.items() for row in of_doc}
    found = {(doc, *row) for doc in wanted for row in rows(readings[doc], GovernanceFact, *FIELDS)}
    assert len(found & gold) >= 0.7 * len(gold), sorted(gold - found)
    assert len(found & gold) >= 0.85 * len(found), sorted(found - gold)


def test_the_words_of_a_relation_hold_its_object() -> None:
    for doc, reading in read_all(NEEDED).items():
        for fact in reading.facts:
            if isinstance(fact, GovernanceFact):
                assert len(quote(reading, fact)) <= 400, (doc, fact)


def test_a_changed_director_moves_its_rows_only() -> None:
    stem = "rvs-midden-nederland-2015-2018"

    def read(text: str | None = None) -> list[tuple[object, ...]]:
        return rows(read_source_text(stem, text, NEEDED)["rvs-mn-2015-2018"], GovernanceFact, *FIELDS)

    text = changed(
        source_of(stem), ("RIEC-MN ondersteunt de integrale aanpak", "Bureau RVS ondersteunt de integrale aanpak")
    )
    gone, come = moved(read(), read(text))
    aim = "integrale aanpak van georganiseerde ondermijnende criminaliteit"
    assert gone == {("RIEC Midden-Nederland", "ondersteunt", aim)}
    assert come == {("Bureau Regionale Veiligheidsstrategie", "ondersteunt", aim)}
