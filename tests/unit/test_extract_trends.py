"""A trend missed, an ambition or a task taken for one, the wrong way round."""

from __future__ import annotations

import csv

import pytest

from kg.config import ROOT
from kg.model import TrendFact
from tests.support import changed, facts_of, line, moved, read_all, read_source_text, read_text, rows, source_of

NAMES = ("abbreviations", "documents", "priorities", "target_tables", "targets", "trends")
MN19, CONCEPT = "rvs-midden-nederland-2019-2022", "rvs-midden-nederland-2019-2022-concept"


def test_most_of_what_a_reader_wrote_down_is_found_and_nothing_else() -> None:
    with (ROOT / "tests" / "queries" / "expected" / "trends.csv").open(encoding="utf-8", newline="") as file:
        wanted = {tuple(row.values()) for row in csv.DictReader(file)}
    found = {
        (doc, fact.trend, fact.direction, str(line(reading, fact)))
        for doc, reading in read_all(NAMES).items()
        for fact in facts_of(reading, TrendFact)
    }
    assert not found - wanted
    assert len(found) >= 0.85 * len(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Landelijk is een toename te zien van drugsgebruik.", [("Toename van drugsgebruik", "toename")]),
        (
            "Steeds meer ouderen worden slachtoffer van babbeltrucs.",
            [("Steeds meer ouderen worden slachtoffer van babbeltrucs", "toename")],
        ),
        ("Het wantrouwen groeit.", [("Wantrouwen groeit", "toename")]),
        (
            "De aandacht verschuift dus van straat naar internet.",
            [("Aandacht verschuift van straat naar internet", "")],
        ),
        ("Er is sprake van afnemend gezag van de overheid.", [("Afnemend gezag van de overheid", "afname")]),
        ("Het aantal meldingen is sinds 2014 sterk gestegen.", [("Aantal meldingen gestegen", "toename")]),
        (
            "Overlast staat nog steeds hoog op de prioriteitenlijst van bewoners.",
            [("Overlast nog steeds hoog op de prioriteitenlijst van bewoners", "stabiel")],
        ),
        (
            "Een strikte scheiding tussen stad en dorp bestaat niet meer.",
            [("Strikte scheiding tussen stad en dorp bestaat niet meer", "afname")],
        ),
        (
            "In 2021 was 1 op de 7 ouderen slachtoffer van fraude en dit aantal zal naar verwachting dalen.",
            [("Aantal ouderen slachtoffer van fraude zal naar verwachting dalen", "afname")],
        ),
        ("Het brengt nieuwe soorten van fraude met zich mee.", [("Nieuwe soorten van fraude", "toename")]),
        (
            "In de wijken worden jonge meisjes de prostitutie ingezogen.",
            [("Jonge meisjes de prostitutie ingezogen", "")],
        ),
        (
            "Diefstallen (van auto's en fietsen) worden brutaler en sneller gepleegd.",
            [("Diefstallen worden brutaler en sneller gepleegd", "")],
        ),
        ("De zorgelijke geweldsontwikkeling vraagt aandacht.", [("Zorgelijke geweldsontwikkeling", "")]),
        (
            "Denk aan veranderend daderschap (jongeren) en slachtofferschap (senioren).",
            [("Veranderend daderschap", ""), ("Veranderend slachtofferschap", "")],
        ),
        (
            "Steeds vaker vragen ouders om hulp van de wijkagent.",
            [("Steeds vaker vragen ouders om hulp van de wijkagent", "toename")],
        ),
        ("Wij zoeken nieuwe vormen van samenwerking.", []),
        ("Dit is nog steeds een voorwaarde.", []),
        ("We moeten voorkomen dat de overlast toeneemt.", []),
        ("Het is van belang dat de kennis toeneemt.", []),
        ("De formatie is met 7 fte gegroeid.", []),
    ],
)
def test_sentences(text: str, wanted: list[tuple[str, str]]) -> None:
    reading = read_text(f"Veiligheidsplan 2023-2026\n\n1. Veiligheidsbeeld\n\n{text}\n", NAMES)
    assert rows(reading, TrendFact, "trend", "direction") == wanted


def test_items_after_a_sentence_that_announces_developments() -> None:
    text = "De belangrijkste ontwikkelingen op een rij:\n\n- verharding onder jongeren\n- meer wapenbezit\n\n3. Aanpak\n\n- toezicht\n"
    reading = read_text(f"Veiligheidsplan 2023-2026\n\n1. Veiligheidsbeeld\n\n{text}", NAMES)
    assert rows(reading, TrendFact, "trend", "direction") == [("Verharding onder jongeren", ""), ("Meer wapenbezit", "toename")]


def test_a_measured_change_in_a_picture_is_a_trend_that_follows_its_sign() -> None:
    text = changed(source_of(CONCEPT), ("-15% -9% -27%", "-15% 9% -27%"))
    before, after = (read_source_text(CONCEPT, version, NAMES)["rvs-mn-2019-2022-concept"] for version in (None, text))
    lost, won = moved(rows(before, TrendFact, "trend", "direction"), rows(after, TrendFact, "trend", "direction"))
    assert lost == {("Daling woninginbraak", "afname")}
    assert won == {("Stijging woninginbraak", "toename")}


def test_items_under_a_heading_on_trends_follow_the_list() -> None:
    text = changed(source_of(MN19), ("- Toenemende digitale dreiging\n", "- Afname van fietsdiefstal\n- Verharding\n"))
    before = read_source_text(MN19, extractors=NAMES)["rvs-mn-2019-2022"]
    after = read_source_text(MN19, text, NAMES)["rvs-mn-2019-2022"]
    lost, won = moved(rows(before, TrendFact, "trend", "direction"), rows(after, TrendFact, "trend", "direction"))
    assert lost == {("Toenemende digitale dreiging", "toename")}
    assert won == {("Afname van fietsdiefstal", "afname"), ("Verharding", "")}


def test_a_cell_of_the_table_of_trends_follows() -> None:
    text = changed(source_of(MN19), ("Daling traditionele criminaliteit", "Stijging van jeugdcriminaliteit"))
    after = read_source_text(MN19, text, NAMES)["rvs-mn-2019-2022"]
    found = rows(after, TrendFact, "trend", "direction")
    assert ("Stijging van jeugdcriminaliteit", "toename") in found
    assert ("Daling traditionele criminaliteit", "afname") not in found


def test_labels_of_a_flattened_page_are_read_once_each() -> None:
    reading = read_source_text(CONCEPT, extractors=NAMES)["rvs-mn-2019-2022-concept"]
    labels = [fact.trend for fact in facts_of(reading, TrendFact)]
    assert len(labels) == len(set(labels))
    assert "Toename incidenten met kwetsbare personen" in labels
