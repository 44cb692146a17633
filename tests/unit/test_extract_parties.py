"""Wrong would be: a municipality lost or added, one under an OCR slip, or a row that stays when the text changes."""

from __future__ import annotations

import csv
import re

import pytest

from kg.config import ROOT
from kg.model import PartyFact
from tests.support import changed, line, moved, read_all, read_source_text, read_text, rows, source_of

NEEDED = ("abbreviations", "documents", "parties")
SIGNED = "rvs-midden-nederland-2019-2022"
MATRIX = "rvs-midden-nederland-2015-2018"


def parties(stem: str, doc: str, text: str | None = None) -> list[tuple[object, ...]]:
    return rows(read_source_text(stem, text, NEEDED)[doc], PartyFact, "actor", "type")


def test_the_parties_are_those_a_careful_reader_finds() -> None:
    wanted = {
        (row["doc"], row["actor"], row["type"], row["line"])
        for row in csv.DictReader((ROOT / "tests/queries/expected/parties.csv").open(encoding="utf-8"))
    }
    found = {
        (doc, fact.actor, fact.type, str(line(reading, fact)))
        for doc, reading in read_all(NEEDED).items()
        for fact in reading.facts
        if isinstance(fact, PartyFact)
    }
    assert found == wanted


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("Urk,\nP. van Maaren", "", {"Urk"}, set()),
        ("Urk,\nP. van Maaren", "Blauwestad,\nP. van Maaren", {"Urk"}, {"Blauwestad"}),
        (
            "Urk,\nP. van Maaren",
            "Urk,\n\nSamen slagvaardig voor een veilig Midden-Nederland\n\nP. van Maaren",
            set(),
            set(),
        ),
        ("Zeist,\nK. Janssen", "Zeist,\nK. Janssen\n\n\nEde,\nA. B. de Vries", set(), {"Ede"}),
        ("Wijdmeren,", "Wijdemeren, ", set(), set()),
    ],
)
def test_signatories_follow_the_signature_block(old: str, new: str, gone: set[str], come: set[str]) -> None:
    before = {name for name, _ in parties(SIGNED, "rvs-mn-2019-2022")}
    after = {name for name, _ in parties(SIGNED, "rvs-mn-2019-2022", changed(source_of(SIGNED), (old, new)))}
    assert moved(before, after) == (gone, come)


def test_the_order_of_the_signature_block_does_not_matter() -> None:
    text = source_of(SIGNED)
    first, second = "Almere,\nF. Weerwind", "Zeist,\nK. Janssen"
    swapped = text.replace(first, "@").replace(second, first).replace("@", second)
    assert set(parties(SIGNED, "rvs-mn-2019-2022", swapped)) == set(parties(SIGNED, "rvs-mn-2019-2022"))


def test_rows_of_the_matrix_follow_the_text() -> None:
    text = re.sub(r"7\. Bussum 1 1 1\s*\n", "", source_of(MATRIX))
    text = text.replace("16. Laren 1 1 1", "16. Gooiland 1 1 1\nverdwaalde regel")
    before = {name for name, _ in parties(MATRIX, "rvs-mn-2015-2018")}
    after = {name for name, _ in parties(MATRIX, "rvs-mn-2015-2018", text)}
    assert moved(before, after) == ({"Bussum", "Laren"}, {"Gooiland"})


def test_a_unit_taken_out_of_every_table_gets_no_share() -> None:
    stem = "imv-noord-holland-2019-2022"
    text = re.sub(r"(?m)^Limburg\t.*\n", "", source_of(stem))
    before = {name for name, _ in parties(stem, "va-2019-2022-verdeling")}
    after = {name for name, _ in parties(stem, "va-2019-2022-verdeling", text)}
    assert moved(before, after) == ({"Politie Limburg"}, set())


def test_another_addressee_is_another_party() -> None:
    stem = "imv-noord-holland-2019-2022"
    text = changed(source_of(stem), ("Gemeente Haarlem\n", "Gemeente Zaanstad\n"))
    before, after = parties(stem, "va-2019-2022-verdeling"), parties(stem, "va-2019-2022-verdeling", text)
    assert moved(before, after) == ({("Haarlem", "gemeente")}, {("Zaanstad", "gemeente")})


def test_a_strategy_of_another_region_names_its_parties_together() -> None:
    text = (
        "# Regionaal Veiligheidsplan Oost-Brabant 2023-2026\n\nIn Oost-Brabant spreken de 32 gemeenten, het OM en de "
        "politie af hoe zij werken. Het plan is vastgesteld door het Regionaal Bestuurlijk Overleg op 3 mei 2023.\n"
    )
    reading = read_text(text, NEEDED)
    found = {str(name) for (name,) in rows(reading, PartyFact, "actor")}
    assert found == {"gemeenten Oost-Brabant", "OM", "Politie Oost-Brabant", "Regionaal Bestuurlijk Overleg"}


def test_prose_with_a_place_and_a_comma_is_no_signature_block() -> None:
    text = "Wij bezochten Utrecht,\nJ. Jansen ging mee.\n\nDaarna reisden wij verder naar Almere, waar het regende.\n"
    assert rows(read_text(text, NEEDED), PartyFact, "actor") == []


def test_a_stray_line_anywhere_in_the_signature_block_changes_nothing() -> None:
    lines = source_of(SIGNED).split("\n")
    wanted = set(parties(SIGNED, "rvs-mn-2019-2022"))
    for at in range(86, 300, 7):
        noisy = "\n".join([*lines[:at], "", "Regionale strategie 2019", "", *lines[at:]])
        assert set(parties(SIGNED, "rvs-mn-2019-2022", noisy)) == wanted, at


@pytest.mark.parametrize("places", ["Oost-Brabant", "De Kempen en Peelland", "Zeeland en West- en Midden-Brabant"])
def test_municipalities_of_several_parts_of_a_region_are_named_together_all_the_same(places: str) -> None:
    text = f"""Veiligheidsplan Oost-Brabant 2031-2034

In Oost-Brabant werken de 32 gemeenten in {places}, het Openbaar Ministerie en de politie samen.
"""
    found = {actor for (actor,) in rows(read_text(text, NEEDED), PartyFact, "actor")}
    assert found == {"gemeenten Oost-Brabant", "Openbaar Ministerie", "Politie Oost-Brabant"}
