"""A figure about the world missed, counted twice, or taken from a target, a sum of money or a plan's own numbering."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from kg.config import ROOT
from kg.model import Confidence, StatisticFact
from tests.support import changed, facts_of, line, moved, read_all, read_source_text, read_text, rows, source_of

NAMES = ("abbreviations", "documents", "priorities", "target_tables", "targets", "statistics")
COLUMNS = ("indicator", "scope", "from_year", "to_year", "value", "unit")
MN15, CONCEPT, NH = (
    "rvs-midden-nederland-2015-2018",
    "rvs-midden-nederland-2019-2022-concept",
    "imv-noord-holland-2019-2022",
)
PLAN = "Veiligheidsplan 2023-2026\n\n1. Inleiding\n\n{text}\n"


def test_nearly_all_that_a_reader_wrote_down_is_found_and_nothing_else() -> None:
    with (ROOT / "tests" / "queries" / "expected" / "statistics.csv").open(encoding="utf-8", newline="") as file:
        wanted = {tuple(row.values()) for row in csv.DictReader(file)}
    found = {
        (
            doc,
            *("" if (cell := getattr(fact, column)) is None else str(cell) for column in COLUMNS),
            str(line(reading, fact)),
        )
        for doc, reading in read_all(NAMES).items()
        for fact in facts_of(reading, StatisticFact)
    }
    assert not found - wanted
    assert len(wanted - found) <= 0.03 * len(wanted), wanted - found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In 2022 waren er 312 woninginbraken, een daling van 12% ten opzichte van 2018.",
         [("aantal woninginbraken", None, 2022, 312, "woninginbraken"),
          ("aantal woninginbraken", 2018, 2022, -12, "%")]),
        ("Het aantal meldingen nam toe van 1.240 in 2019 naar 1.655 in 2021.",
         [("aantal meldingen", None, 2019, 1240, "aantal"), ("aantal meldingen", None, 2021, 1655, "aantal")]),
        ("Van de inwoners voelt 19% zich soms onveilig, ervaart 28% overlast van jeugd en 21% overlast van geluid.",
         [("aandeel inwoners dat zich soms onveilig voelt", None, None, 19, "%"),
          ("aandeel inwoners dat overlast van jeugd ervaart", None, None, 28, "%"),
          ("aandeel inwoners dat overlast van geluid ervaart", None, None, 21, "%")]),
        ("Volgens de monitor was 1 op de 9 personen in 2021 slachtoffer van fraude.",
         [("slachtoffer van fraude", None, 2021, 1, "op de 9 personen")]),
        ("Er zijn vier basisteams en drie thema's, 34 fte en 45.000 euro; zie pagina 12 en artikel 18.",
         [("aantal basisteams", None, None, 4, "basisteams")]),
        ("We zetten minimaal 300 camera's in.", []),
        ("De verwachting is dat de ratio van onderzoeken naar fraude tot onderzoeken naar diefstal in 2024 ongeveer "
         "7:2 zal zijn.",
         [("ratio van onderzoeken naar fraude tot onderzoeken naar diefstal", None, 2024, 7, "op 2")]),
        ("In het Veiligheidsplan 2019-2022 hebben de partners 14 concrete ambities benoemd.",
         [("aantal concrete ambities", None, None, 14, "concrete ambities")]),
        ("In dit plan staan 14 concrete ambities.", []),
        ("In 2021 registreerde de politie 54.300 misdrijven, een daling van 12% ten opzichte van 2018.",
         [("aantal misdrijven", None, 2021, 54300, "misdrijven"), ("aantal misdrijven", 2018, 2021, -12, "%")]),
        ("Tussen 2019 en 2021 daalde het aantal branden van 90 naar 70.",
         [("aantal branden", None, 2019, 90, "aantal"), ("aantal branden", None, 2021, 70, "aantal")]),
        ("Het aantal jonge daders is tussen 2019 en 2021 verdubbeld.",
         [("aantal jonge daders", 2019, 2021, 100, "%")]),
        ("Het aantal branden is bijna verdubbeld.", []),
        ("Bewoners waarderen de veiligheid in hun buurt met een 6,9.",
         [("veiligheid in hun buurt", None, None, Decimal("6.9"), "rapportcijfer")]),
        ("De eenheid kreeg in 2021 1.700 meldingen over personen met verward gedrag.",
         [("aantal meldingen over personen met verward gedrag", None, 2021, 1700, "meldingen")]),
        ("Er zijn hooguit 30 meldingen.", []),
        ("Er zijn 1.200 slachtoffers van huiselijk geweld, dat wordt gepleegd door ruim 900 verdachten.",
         [("aantal slachtoffers van huiselijk geweld", None, None, 1200, "slachtoffers"),
          ("aantal verdachten van huiselijk geweld", None, None, 900, "verdachten")]),
    ],
)  # fmt: skip
def test_sentences(text: str, wanted: list[tuple[str, int | None, int | None, int | Decimal, str]]) -> None:
    found = rows(
        read_text(PLAN.format(text=text), NAMES), StatisticFact, "indicator", "from_year", "to_year", "value", "unit"
    )
    assert found == [(name, start, end, Decimal(value), unit) for name, start, end, value, unit in wanted]


def test_a_figure_said_again_in_its_section_is_one_and_in_another_chapter_a_second() -> None:
    again = "De 39 gemeenten werken samen. Zo doen de 39 gemeenten meer.\n\n2. Aanpak\n\nDe 39 gemeenten gaan door."
    found = rows(read_text(PLAN.format(text=again), NAMES), StatisticFact, "indicator", "value")
    assert found == [("aantal gemeenten", Decimal(39))] * 2


def test_figures_of_a_picture_pair_by_order_and_surely_not_otherwise() -> None:
    text = changed(source_of(CONCEPT), ("-15% -9% -27% -33% -39%", "-16% -9% -27% -33% -39%"))
    after = read_source_text(CONCEPT, text, NAMES)["rvs-mn-2019-2022-concept"]
    paired = [fact for fact in facts_of(after, StatisticFact) if fact.evidence.confidence is Confidence.LOW]
    assert [fact.indicator for fact in paired] == [
        "totaal geregistreerde criminaliteit", "woninginbraak", "geweld", "straatroof", "overvallen",
    ]  # fmt: skip
    assert paired[0].value == Decimal(-16)
    lost = changed(source_of(CONCEPT), ("-15% -9% -27% -33% -39%", "-15% -9% -27% -33%"))
    after = read_source_text(CONCEPT, lost, NAMES)["rvs-mn-2019-2022-concept"]
    assert not [fact for fact in facts_of(after, StatisticFact) if fact.evidence.confidence is Confidence.LOW]


@pytest.mark.parametrize(
    ("stem", "old", "new"),
    [
        (MN15, "1,9 miljoen", "2,1 miljoen"),
        (MN15, "ruim 157.000", "ruim 161.500"),
        (NH, "van 261 in 2012", "van 270 in 2011"),
        (NH, "90% van de opgelegde", "85% van de opgelegde"),
    ],
)
def test_a_figure_changed_moves_one_row(stem: str, old: str, new: str) -> None:
    before, after = (
        read_source_text(stem, extractors=NAMES),
        read_source_text(stem, changed(source_of(stem), (old, new)), NAMES),
    )
    for doc in before:
        lost, won = moved(rows(before[doc], StatisticFact, *COLUMNS), rows(after[doc], StatisticFact, *COLUMNS))
        assert len(lost) == len(won) <= 1
