"""A relation in the words of another municipality that is not read is a gap; one that nobody stated is worse."""

from __future__ import annotations

import pytest

from kg.model import (
    AbbreviationFact,
    ActorFact,
    AgreementFact,
    DocumentRelationFact,
    GovernanceFact,
    LegalFact,
    OfficialFact,
    PartyFact,
)
from loaders.gazetteer import Gazetteer
from loaders.mention_places import end_of_place, listed_towns
from tests.support import read_text, rows

NEEDED = ("abbreviations", "documents", "actors", "governance")


def relations(text: str) -> set[tuple[object, ...]]:
    return set(rows(read_text(text, NEEDED), GovernanceFact, "subject", "relation", "object"))


RAAD, COLLEGE = "gemeenteraad", "college van burgemeester en wethouders"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ook het budget wordt door de raad vastgesteld.", {(RAAD, "stelt-vast", "budget")}),
        ("De raad heeft de werkgroep Veiligheid in het leven geroepen.", {(RAAD, "stelt-in", "werkgroep Veiligheid")}),
        (
            "De bestuurlijke regie op de aanpak van drugs is in handen van de burgemeester.",
            {("burgemeester", "regisseert", "aanpak van drugs")},
        ),
        ("Jaarlijks legt de burgemeester verantwoording af aan de raad.", {("burgemeester", "rapporteert-aan", RAAD)}),
        (
            "Over de voortgang wordt de raad elk voorjaar door de burgemeester bijgepraat.",
            {("burgemeester", "rapporteert-aan", RAAD)},
        ),
        (
            "De burgemeester en de officier van justitie vormen samen de lokale driehoek.",
            {
                ("lokale driehoek", "samengesteld-uit", "burgemeester"),
                ("lokale driehoek", "samengesteld-uit", "officier van justitie"),
            },
        ),
        (
            "De stuurgroep Weerbaar ziet toe op de besteding van het geld.",
            {("stuurgroep Weerbaar", "verantwoordelijk-voor", "besteding van het geld")},
        ),
        (
            "De wethouder Zorg en Welzijn neemt de controles voor zijn rekening.",
            {("wethouder Zorg en Welzijn", "verantwoordelijk-voor", "controles")},
        ),
        (
            "Voor het thema Cyber is de burgemeester van Gouda bestuurlijk trekker.",
            {("burgemeester van Gouda", "regisseert", "Cyber")},
        ),
        ("De burgemeester schuift namens de stad aan bij het Regionaal Veiligheidsoverleg.",
         {("burgemeester", "lid-van", "Regionaal Veiligheidsoverleg")}),
        ("Met Lochem, Brummen en Voorst trekt de burgemeester samen op.", {
            ("burgemeester", "werkt-samen-met", "Lochem"), ("burgemeester", "werkt-samen-met", "Brummen"),
            ("burgemeester", "werkt-samen-met", "Voorst"),
        }),
        # two verbs, one subject; and what stands between commas is not what the verb is about
        (
            "De burgemeester bewaakt de samenhang en legt verantwoording af aan de raad.",
            {("burgemeester", "rapporteert-aan", RAAD)},
        ),
        (
            "De stuurgroep Weerbaar, onder voorzitterschap van de burgemeester, stuurt op de uitvoering.",
            {("burgemeester", "regisseert", "stuurgroep Weerbaar"), ("stuurgroep Weerbaar", "regisseert", "uitvoering")},
        ),
        ("Bij de handhaving is de burgemeester aan zet. Daarbij staat de politie onder haar gezag.",
         {("burgemeester", "gezag-over", "Politie")}),
        ("Het team Handhaving van de gemeente Voorst beheert de sleutels.",
         {("team Handhaving", "verantwoordelijk-voor", "sleutels"), ("team Handhaving", "deel-van", "Voorst")}),
    ],
)  # fmt: skip
def test_what_a_sentence_says(text: str, wanted: set[tuple[object, ...]]) -> None:
    assert relations(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "De burgemeester ziet dat de raad besluit of het budget volstaat.",
        "De raad voor de journalistiek bepaalt de koers.",
        "De politie weet nog niet hoe we de inzet kunnen bepalen.",
        "De burgemeester staat op de eerste rij en neemt de bus.",
        "De burgemeester bepaalt de sfeer in de raadzaal.",
        "De politie houdt toezicht op straat.",
        "De burgemeester heeft met de gemeenteraad een ontbijt ingericht.",
        "De burgemeester houdt de bewoners op de hoogte.",
        "De burgemeester stuurt op gevoel.",
        "De bewoners, die de stad kennen, houden van hun straat en zijn trots.",
    ],
)
def test_other_sentences_say_no_such_thing(text: str) -> None:
    assert relations(text) == set()


def test_an_agreement_in_a_list_is_no_charge_of_who_acts() -> None:
    text = "Wat we met elkaar hebben afgesproken:\n- de politie voert elke maand een controle uit;\n- de gemeente belt terug.\n"
    reading = read_text(text, (*NEEDED, "agreements"))
    assert len(rows(reading, AgreementFact, "agreement")) == 2
    assert rows(reading, GovernanceFact, "relation") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Veilig Thuis Hollands Midden en de politie overleggen.", "Veilig Thuis Hollands Midden"),
        ("Veilig Thuis Noord Oost Gelderland schoolt coaches.", "Veilig Thuis Noord Oost Gelderland"),
        ("Veilig Thuis Helpt Altijd heet de folder.", "Veilig Thuis"),
        ("De burgemeester leidt de crisis (Wet veiligheidsregio's).", ""),
        ("Het Stedelijk Lyceum Zutphen doet mee.", "Stedelijk Lyceum Zutphen"),
        ("De rekenkamercommissie kijkt mee.", "rekenkamercommissie"),
    ],
)
def test_names_end_where_the_name_of_their_place_ends(text: str, wanted: str) -> None:
    named = {str(name) for (name,) in rows(read_text(text, NEEDED), ActorFact, "actor")}
    assert (wanted in named) if wanted else "veiligheidsregio's" not in named


def test_places() -> None:
    known = Gazetteer()
    text = "Veilig Thuis Hollands Midden Doet"
    assert text[: end_of_place(text, 12, lambda name: name.lower() in known.places)] == "Veilig Thuis Hollands Midden"
    assert [name for _, _, name in listed_towns("Met Gouda, Leiden en Katwijk", known.municipalities)] == ["Gouda", "Leiden", "Katwijk"]
    assert list(listed_towns("Met Piet, Leiden en Katwijk", known.municipalities)) == []
    assert list(listed_towns("In Gouda, Leiden en Katwijk", known.municipalities)) == []  # where, not with whom


def test_a_list_of_partners_names_each_of_them() -> None:
    text = "Met deze organisaties werken we samen:\n\nPerspectief Oudezijl\nGGD Gelderland\nHet Nieuwe Pad\nTactus Hulp\n\nVerder niets.\n"
    named = {name for (name,) in rows(read_text(text, NEEDED), ActorFact, "actor")}
    assert {"Perspectief Oudezijl", "Tactus Hulp"} <= named


def test_municipalities_in_columns_are_all_parties() -> None:
    text = "Deelnemende gemeenten\n\nGouda               Katwijk          Leiden\nLisse               Hillegom         Zuidplas\n"
    found = {name for (name,) in rows(read_text(text, ("abbreviations", "documents", "parties")), PartyFact, "actor")}
    assert {"Gouda", "Katwijk", "Leiden", "Lisse", "Hillegom", "Zuidplas"} <= found


def test_an_office_that_only_one_column_has_stays_with_its_name() -> None:
    text = (
        "Leiden, november 2030\n\n"
        "P.H. Zandvliet                        mr. S. el Amraoui             B. Tuinstra\n"
        "Burgemeester van Leiden en            Hoofdofficier van justitie    Politiechef eenheid Den Haag\n"
        "voorzitter van het Regionaal Overleg\n"
    )  # fmt: skip
    found = set(rows(read_text(text, ("abbreviations", "documents", "officials")), OfficialFact, "person", "role", "organisation"))
    assert ("P.H. Zandvliet", "burgemeester", "Gemeente Leiden") in found
    assert ("P.H. Zandvliet", "voorzitter", "Regionaal Overleg") in found
    assert not any(person == "B. Tuinstra" and role == "voorzitter" for person, role, _ in found)


def test_a_first_name_in_brackets_is_part_of_a_name() -> None:
    text = "Voorwoord\n\nMr. J.W. (Janneke) Ottervanger-Pol\nBurgemeester van Zutphen\n"
    found = rows(read_text(text, ("abbreviations", "documents", "officials")), OfficialFact, "person", "role")
    assert found == [("Mr. J.W. (Janneke) Ottervanger-Pol", "burgemeester")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dit plan bouwt voort op de Veiligheidsnota 2022-2025 en treedt daarvoor in de plaats.", ("vervangt", "Veiligheidsnota 2022-2025")),
        ("Het plan is een nadere invulling van de Landelijke Agenda Weerbaar 2023-2026.", ("voert-uit", "Landelijke Agenda Weerbaar 2023-2026")),
    ],
)
def test_what_a_plan_is_to_another(text: str, wanted: tuple[str, str]) -> None:
    reading = read_text(f"Integraal Veiligheidsplan Zutphen 2030-2033\n\n{text}\n", ("abbreviations", "documents", "document_relations"))
    assert wanted in rows(reading, DocumentRelationFact, "relation", "target")


def test_a_list_of_abbreviations_may_hold_one_without_capitals() -> None:
    text = "Bijlage B. Gebruikte afkortingen\n\nDVO     Districtelijk Veiligheidsoverleg\nboa     buitengewoon opsporingsambtenaar\nRVO     Regionaal Veiligheidsoverleg\n"
    found = rows(read_text(text, ("abbreviations",)), AbbreviationFact, "abbreviation", "expansion")
    assert ("boa", "buitengewoon opsporingsambtenaar") in found


def test_the_place_of_a_body_is_part_of_what_its_letters_stand_for() -> None:
    text = "Het Bureau Regionale Veiligheid Hollands Midden (BRV) en het Bureau Grote Zaken Vandaag (BGX) schrijven EUR 5."
    facts = (fact for fact in read_text(text, ("abbreviations",)).facts if isinstance(fact, AbbreviationFact))
    found = {fact.abbreviation: fact.expansion for fact in facts}
    assert found["BRV"] == "Bureau Regionale Veiligheid Hollands Midden"
    assert found["BGX"] == ""
    assert "EUR" not in found


def test_an_article_behind_the_law() -> None:
    reading = read_text("De Politiewet 2012 schrijft in artikel 38b voor dat de raad doelen vastlegt.", ("abbreviations", "legal"))
    assert rows(reading, LegalFact, "law", "article") == [("Politiewet 2012", "38b")]
