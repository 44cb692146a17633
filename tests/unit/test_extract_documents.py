"""Wrong would be: a title, year, date or status that another document bears, a date that only looks like that of
adoption, a fact kept when the words that state it are changed."""

from __future__ import annotations

import pytest

from kg.model import DocumentFact
from loaders.profiles import DocumentProfile
from tests.support import changed, facts_of, line, read_source_text, read_text, source_of

WANTED = ("abbreviations", "documents")


def fact(text: str, profile: DocumentProfile | None = None) -> DocumentFact:
    [found] = facts_of(read_text(text, extractors=WANTED, profile=profile), DocumentFact)
    return found


def of_copy(stem: str, doc: str, *changes: tuple[str, str]) -> DocumentFact:
    [found] = facts_of(read_source_text(stem, changed(source_of(stem), *changes), WANTED)[doc], DocumentFact)
    return found


LONG = "De gemeenten, het Openbaar Ministerie en de politie werken samen aan veiligheid. " * 4


def test_without_a_profile_the_title_page_is_read() -> None:
    text = f"# Veiligheidsstrategie Oost-Brabant 2023 - 2026\n\nVastgesteld op 3 mei 2023\n\n{LONG}\n"
    found = fact(text)
    assert (found.title, found.kind) == (
        "Veiligheidsstrategie Oost-Brabant 2023-2026",
        "regionale veiligheidsstrategie",
    )
    assert (found.region, found.start_year, found.end_year) == ("Oost-Brabant", 2023, 2026)
    assert (found.status, found.date) == ("vastgesteld", "2023-05-03")


def test_a_plan_of_a_municipality() -> None:
    found = fact(f"# Integraal Veiligheidsplan gemeente Zeist 2023-2026\n\nConcept\n\n{LONG}\n")
    assert (found.kind, found.region, found.status, found.date) == ("integraal veiligheidsplan", "Zeist", "concept", "")


def test_a_letter() -> None:
    text = (
        "Ministerie van Justitie en Veiligheid\n\nGemeente Almere\n\n"
        "Datum 2 maart 2021\nOnderwerp Verdeling middelen\n\n"
        f"Geachte heer,\n\n{LONG}\n\nIk stel bijgaande verdeling vast.\n"
    )
    found = fact(text)
    assert (found.title, found.kind, found.region) == ("Verdeling middelen", "brief met bijlage", "Nederland")
    assert (found.status, found.date) == ("vastgesteld", "2021-03-02")
    assert found.publisher == "Ministerie van Justitie en Veiligheid"


@pytest.mark.parametrize(
    ("sentence", "status", "date"),
    [
        (
            "Na consultatie in het eerste kwartaal van 2015 is ze medio april definitief vastgesteld.",
            "vastgesteld",
            "2015-04",
        ),
        ("Op 2 mei 2015 is ze besproken.", "", ""),
        ("De sterkte is vastgesteld op 12 mei 2015.", "", ""),  # something else was
        ("De minister heeft de norm vastgesteld in 2012.", "", ""),
    ],
)
def test_only_what_is_said_of_itself_is_adoption(sentence: str, status: str, date: str) -> None:
    found = fact(f"# Veiligheidsstrategie Limburg 2015-2018\n\n{LONG}\n\n{sentence}\n")
    assert (found.status, found.date) == (status, date)


def test_a_date_that_does_not_exist_is_none() -> None:
    assert fact(f"# Veiligheidsplan 2015-2018\n\nVastgesteld op 45 april 2015\n\n{LONG}\n").date in ("", "2015-04")


def test_a_text_that_names_itself_in_passing_only() -> None:
    named = "In deze Regionale Veiligheidsstrategie 2021-2024 staat wat de eenheid Limburg en de politie Limburg doen."
    text = f"{LONG}\n\n{named} {LONG}"
    found = fact(text)
    assert found.title == "Regionale Veiligheidsstrategie Limburg 2021-2024"


def test_period_and_region_follow_the_title() -> None:
    stem, doc = "rvs-midden-nederland-2019-2022", "rvs-mn-2019-2022"
    old = "Regionale Veiligheidsstrategie Midden-Nederland 2019-2022\n\nvastgesteld op 8 april 2019"
    found = of_copy(
        stem, doc, (old, "Regionale Veiligheidsstrategie Oost-Brabant 2023-2026\n\nvastgesteld op 9 mei 2023")
    )
    assert (found.title, found.region) == ("Regionale Veiligheidsstrategie Oost-Brabant 2023-2026", "Oost-Brabant")
    assert (found.start_year, found.end_year, found.date) == (2023, 2026, "2023-05-09")


def test_words_taken_out_take_the_value_along() -> None:
    found = of_copy("rvs-midden-nederland-2019-2022", "rvs-mn-2019-2022", ("vastgesteld op 8 april 2019", ""))
    assert (found.status, found.date) == ("", "")
    stem = "veiligheidsstrategie-oost-nederland-2019-2022-voorstel"
    found = of_copy(stem, "vs-on-2019-2022-voorstel", ("Van: De Bestuurlijke Begeleidingsgroep  \n", ""))
    assert found.publisher == ""


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("vaststelling van het IMV (22 november 2018)", "vaststelling van het IMV (6 mei 2019)", "date", "2019-05-06"),
        (
            "Noord-Holland Samen Veilig\n",
            "Samen Sterk\n",
            "title",
            "Samen Sterk, Integraal Meerjarenbeleidsplan Veiligheid 2019-2022",
        ),
    ],
)
def test_the_plan_of_noord_holland_follows(old: str, new: str, field: str, value: str) -> None:
    text = source_of("imv-noord-holland-2019-2022").replace(old, new, 1)
    [found] = facts_of(read_source_text("imv-noord-holland-2019-2022", text, WANTED)["imv-nh-2019-2022"], DocumentFact)
    assert getattr(found, field) == value


def test_evidence_begins_at_the_title() -> None:
    reading = read_source_text("rvs-midden-nederland-2015-2018", extractors=WANTED)["rvs-mn-2015-2018"]
    [found] = facts_of(reading, DocumentFact)
    assert line(reading, found) == 8
