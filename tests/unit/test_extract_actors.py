"""Wrong would be: one body twice under two names, a document or a gang as an organisation, a person in a name."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from kg.config import ROOT
from kg.model import ActorFact
from loaders.linking import Linker
from tests.support import changed, gazetteer, moved, quote, read_all, read_source_text, read_text, rows, source_of

# A reader went through some pages of these, and through the others from beginning to end.
IN_PART = {"rvs-mn-2015-2018", "imv-nh-2019-2022", "va-2019-2022"}
NEEDED = ("abbreviations", "documents", "actors")


def actors(text: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, NEEDED), ActorFact, "actor", "abbreviation", "type")


def test_most_of_what_a_careful_reader_finds_is_found_and_little_else() -> None:
    wanted: dict[str, set[tuple[str, str]]] = {}
    for row in csv.DictReader((ROOT / "tests/queries/expected/actors.csv").open(encoding="utf-8")):
        wanted.setdefault(row["doc"], set()).add((row["actor"].lower(), row["type"]))
    readings = read_all(NEEDED)
    for doc, gold in wanted.items():
        found = {(str(name).lower(), kind) for name, kind in rows(readings[doc], ActorFact, "actor", "type")}
        assert len(found & gold) >= 0.9 * len(gold), gold - found
        assert doc in IN_PART or len(found & gold) >= 0.9 * len(found), found - gold


def test_no_actor_stands_in_a_document_twice_and_each_quote_is_there() -> None:
    for doc, reading in read_all(NEEDED).items():
        names = Counter(str(name).lower() for (name,) in rows(reading, ActorFact, "actor"))
        assert [name for name, times in names.items() if times > 1] == [], doc
        assert all(quote(reading, fact) for fact in reading.facts)


def test_no_node_gets_two_kinds() -> None:
    linker = Linker(gazetteer())
    kinds: dict[tuple[str, tuple[str, ...]], str] = {}
    for doc, reading in read_all(NEEDED).items():
        for name, kind in rows(reading, ActorFact, "actor", "type"):
            found = linker.actor(str(name), reading.region, str(kind), doc)
            assert kinds.setdefault((found.segment, found.slug_parts), found.kind) == found.kind, name


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("De Stichting Buurtrust helpt mee.", ("Stichting Buurtrust", "", "maatschappelijke-organisatie")),
        (
            "Het Platform Veilig Ondernemen Limburg adviseert.",
            ("Platform Veilig Ondernemen Limburg", "", "samenwerkingsverband"),
        ),
        ("De Regionale Ambtelijke Werkgroep (RAW) komt bijeen.", ("Regionale Ambtelijke Werkgroep", "RAW", "overleg")),
        ("Aan de taskforce Drugs en wapens doet men mee.", ("taskforce Drugs en wapens", "", "taskforce")),
        ("Basisteam Peelland krijgt er mensen bij.", ("Basisteam Peelland", "", "politie-basisteam")),
        ("Samen met woningcorporaties pakken we dit aan.", ("woningcorporaties", "", "maatschappelijke-organisatie")),
        ("Ook het Veiligheidshuis Twente Karel de Vries doet mee.", ("Veiligheidshuis Twente", "", "veiligheidshuis")),
        ("De gemeente Tilburg doet mee.", ("Tilburg", "", "gemeente")),
        ("De gemeente 's-Hertogenbosch doet mee.", ("'s-Hertogenbosch", "", "gemeente")),
        (
            "Dat bleek uit de pilot Schakelpunt voor personen met complexe zorg Zuidland.",
            ("Schakelpunt voor personen met complexe zorg Zuidland", "", "zorgpartner"),
        ),
        (
            "Ook het Veiligheidshuis Brabant Noordoost doet mee.",
            ("Veiligheidshuis Brabant Noordoost", "", "veiligheidshuis"),
        ),
        ("De GGD Hart voor Brabant helpt.", ("GGD Hart voor Brabant", "", "zorgpartner")),
        ("In LOVP-verband wordt overlegd.", ("LOVP", "", "overleg")),
        ("Tussen de eenheden Rotterdam en Limburg.", ("Politie Limburg", "", "politie-eenheid")),
        (
            "De Gemeenschappelijke BOB (bijzondere) Kamer komt er.",
            ("Gemeenschappelijke BOB Kamer", "", "politie-dienst"),
        ),
        ("Er komen aanjaagteams en een driehoek.", ("aanjaagteams", "", "taskforce")),
    ],
)
def test_a_name_in_no_list_is_still_read(text: str, row: tuple[str, str, str]) -> None:
    assert row in actors(text)


@pytest.mark.parametrize(
    "text",
    [
        "Criminele samenwerkingsverbanden worden aangepakt.",
        "Dit plan bouwt voort op de Veiligheidsagenda en het Integraal Veiligheidsplan.",
        "Veel overleg is nodig. Overleg helpt. Het team is blij.",
        "De partners doen mee en de professionals ook.",
        "Outlaw Motorcycle Gangs zijn een probleem.",
        "De Politiewet bepaalt dit.",
        "Het PKVW (Politie Keurmerk Veilig Wonen) helpt.",
        "Vreedzame Wijken en Scholen is een programma.",
    ],
)
def test_these_name_no_organisation(text: str) -> None:
    assert actors(text) == []


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("De gemeenteraad stuurt. De gemeenteraden zijn gehoord.", "gemeenteraden"),
        ("Het Regionaal Servicecentrum en de Afdeling Regionaal Service Centrum.", "Regionaal Service Centrum"),
        ("De regionale en landelijke partners, en de landelijke en regionale partners.", "landelijke"),
        ("De Dienst Regionaal Operationeel Centrum (meldkamer) groeit.", "Centrum"),
        ("De lokale driehoek beslist. De driehoek komt bijeen.", "driehoek"),
    ],
)
def test_one_body_under_two_names_is_one_row(text: str, once: str) -> None:
    found = [str(name) for name, _, _ in actors(text)]
    assert len(found) == 1, found
    assert once in found[0] or once in text


def test_a_name_printed_with_its_region_is_shown_with_it() -> None:
    text = "BUURTCOALITIE\nMidden-Nederland\n\nVeiligheidsstrategie Midden-Nederland 2030-2033\n\nDe Buurtcoalitie helpt mee.\n"
    names = {name for name, _, _ in actors(text)}
    assert "Buurtcoalitie Midden-Nederland" in names, names


def test_bare_districts_in_a_picture_are_districts() -> None:
    text = "# Districtelijk team drugs\n\n# Flevoland\n\nBuitengebied\n\n# Oost-Utrecht\n\nAutobedrijven\n"
    names = {name for name, _, kind in actors(text) if kind == "politie-district"}
    assert names == {"District Flevoland", "District Oost-Utrecht"}


def test_a_department_in_a_municipal_plan_is_the_municipalitys() -> None:
    text = "# Integraal Veiligheidsplan gemeente Tilburg 2030-2033\n\nDe afdeling Wijken en de Afdeling Opsporing helpen.\n"
    assert ("afdeling Wijken", "", "gemeente") in actors(text)


def test_a_changed_name_moves_one_row() -> None:
    stem = "veiligheidsstrategie-oost-nederland-2019-2022-voorstel"

    def read(text: str | None = None) -> list[tuple[object, ...]]:
        return rows(read_source_text(stem, text, NEEDED)["vs-on-2019-2022-voorstel"], ActorFact, "actor", "type")

    text = changed(source_of(stem), ("en de ambtelijke netwerken;", "en de Stuurgroep Zorg en Veiligheid;"))
    gone, come = moved(read(), read(text))
    assert gone == {("ambtelijke netwerken", "overleg")}
    assert come == {("Stuurgroep Zorg en Veiligheid", "overleg")}
