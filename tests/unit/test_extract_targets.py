"""A target missed, one made of a result or a forecast, a row that stays when its words change."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal

import pytest

from kg.config import ROOT
from kg.model import Confidence, TargetFact
from tests.support import changed, facts_of, line, moved, quote, read_all, read_source_text, read_text, rows, source_of

NAMES = ("abbreviations", "documents", "priorities", "target_tables", "targets")
COLUMNS = (
    "theme", "indicator", "scope", "direction", "baseline_value", "baseline_year", "target_value", "target_year",
    "change_pct", "unit",
)  # fmt: skip
MN15, MN19 = "rvs-midden-nederland-2015-2018", "rvs-midden-nederland-2019-2022"
CONCEPT, NH = "rvs-midden-nederland-2019-2022-concept", "imv-noord-holland-2019-2022"
ON = "veiligheidsstrategie-oost-nederland-2019-2022-voorstel"
PLAN = """Integraal Veiligheidsplan 2023-2026

1. Inleiding

In 2022 waren er 312 woninginbraken, een daling van 12% ten opzichte van 2018. Naar verwachting stijgt het aantal
fraudezaken met 20% in 2025. De politie beschikt over 34 fte.

2. Woninginbraken

2.1 Wat willen we bereiken?

{items}

2.2 Wat gaan we doen?

- We zetten 3 extra boa's in.
"""


def _cell(value: object) -> str:
    return "" if value is None else f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def test_the_rows_are_those_written_down_by_reading() -> None:
    with (ROOT / "tests" / "queries" / "expected" / "targets.csv").open(encoding="utf-8", newline="") as file:
        wanted = Counter(tuple(row.values()) for row in csv.DictReader(file))
    found = Counter(
        (doc, *(_cell(getattr(fact, column)) for column in COLUMNS), str(line(reading, fact)))
        for doc, reading in read_all(NAMES).items()
        for fact in facts_of(reading, TargetFact)
    )
    assert found - wanted == Counter()
    assert wanted - found == Counter()


def test_every_quote_is_short_and_holds_the_figures() -> None:
    for reading in read_all(NAMES).values():
        for fact in facts_of(reading, TargetFact):
            if fact.target_value is not None and fact.unit in ("%", "aantal") and fact.target_value < 1000:
                assert f"{fact.target_value:f}".rstrip("0").rstrip(".").replace(".", ",") in quote(reading, fact)
            assert len(quote(reading, fact)) <= 460


@pytest.mark.parametrize(
    ("stem", "old", "new", "gone", "came"),
    [
        (MN15, "met 41% van 213", "met 44% van 231", 1, 1),
        (MN15, "voor straatroof van 23% naar 30%", "voor fietsdiefstal van 24% naar 31%", 1, 1),
        (MN15, "minstens 62 criminele", "minstens 70 criminele", 1, 1),
        (MN15, "Midden-Nederland naar 33 in 2018", "Midden-Nederland naar 35 in 2017", 1, 1),
        (MN15, "gemiddeld 1 wijkagent \nop 5.000", "gemiddeld 2 wijkagent \nop 6.000", 1, 1),
        (NH, "streefcijfer voor 2019 is 1370 csv's", "streefcijfer voor 2020 is 1400 csv's", 1, 1),
        (NH, "percentage van 40%", "percentage van 45%", 1, 1),
        (NH, "groei van 5% reëel", "groei van 6% reëel", 1, 1),
        (NH, "- Er zijn doorlopend 100 dossiers", "- Er zijn doorlopend 120 dossiers", 1, 1),
        (MN19, "norm van 97% bezetting", "norm van 95% bezetting", 1, 1),
        (MN19, "- De geregistreerde criminaliteit blijft minimaal", "- De jeugdcriminaliteit blijft minimaal", 1, 1),
        (MN19, "2022 t.o.v. 2018", "2022 t.o.v. 2017", 3, 3),
        (
            MN19,
            "- Inwoners en professionals ervaren meer veiligheid\n",
            "",
            1,
            1,
        ),  # the preface says it too, without base
        (CONCEPT, "2022 t.o.v. 2018", "2022 t.o.v. 2016", 3, 3),
        (ON, "per 1 oktober 2018", "per 1 april 2019", 1, 1),
        (ON, "van de sluitende aanpak in iedere gemeente per 1 oktober 2018", "van de aanpak", 1, 0),
    ],
)
def test_a_change_of_words_moves_its_own_rows(stem: str, old: str, new: str, gone: int, came: int) -> None:
    before = read_source_text(stem, extractors=NAMES)
    after = read_source_text(stem, changed(source_of(stem), (old, new)), NAMES)
    left, right = (
        {(doc, *row) for doc, reading in readings.items() for row in rows(reading, TargetFact, *COLUMNS)}
        for readings in (before, after)
    )
    lost, won = moved(left, right)
    assert (len(lost), len(won)) == (gone, came), (lost, won)


def test_two_pages_that_differ_give_two_rows() -> None:
    text = changed(
        source_of(MN15), ("totale criminaliteit is met 20% gedaald", "totale criminaliteit is met 25% gedaald")
    )
    reading = read_source_text(MN15, text, NAMES)["rvs-mn-2015-2018"]
    found = [
        fact
        for fact in facts_of(reading, TargetFact)
        if fact.indicator == "Totale criminaliteit" and fact.target_year == 2018
    ]
    assert {fact.change_pct for fact in found} == {Decimal(-20), Decimal(-25)}


def test_a_picture_short_of_a_figure_is_not_paired() -> None:
    text = changed(source_of(MN15), ("-75% -75% ", "-75% "))
    reading = read_source_text(MN15, text, NAMES)["rvs-mn-2015-2018"]
    assert not [fact for fact in facts_of(reading, TargetFact) if fact.evidence.confidence is Confidence.LOW]


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("Het aantal woninginbraken is in 2026 met minimaal 15% gedaald ten opzichte van 2022.",
         ("Aantal woninginbraken", "afname", None, 2022, None, 2026, Decimal(-15), "%")),
        ("Het ophelderingspercentage stijgt naar 14% in 2026.",
         ("Ophelderingspercentage", "toename", None, None, Decimal(14), 2026, None, "%")),
        ("Minimaal 80% van de inwoners voelt zich veilig in de eigen wijk.",
         ("Aandeel inwoners dat zich veilig in de eigen wijk voelt", "", None, None, Decimal(80), None, None, "%")),
        ("Het aantal inbraken per 1.000 woningen daalt van 6,4 in 2022 naar maximaal 5 in 2026.",
         ("Aantal inbraken per 1.000 woningen", "afname", Decimal("6.4"), 2022, Decimal(5), 2026, None, "aantal")),
        ("We houden jaarlijks ten minste 12 preventieavonden.",
         ("Aantal preventieavonden", "", None, None, Decimal(12), None, None, "preventieavonden")),
        ("De tevredenheid over het toezicht neemt toe.",
         ("Tevredenheid over het toezicht", "toename", None, None, None, None, None, "")),
        ("Het gevoel van veiligheid is in 2026 hoger dan in 2022.",
         ("Gevoel van veiligheid", "toename", None, 2022, None, 2026, None, "")),
        ("Het aandeel ouders dat zorgen heeft over drugs daalt van 17% in 2021 naar 14% in 2026.",
         ("Aandeel ouders dat zorgen heeft over drugs", "afname", Decimal(17), 2021, Decimal(14), 2026, None, "%")),
        ("Minder autokraken: van 74 in 2022 naar hooguit 55 in 2026.",
         ("Autokraken", "afname", Decimal(74), 2022, Decimal(55), 2026, None, "aantal")),
        ("Het rapportcijfer voor leefbaarheid is in 2026 minimaal een 7,5.",
         ("Rapportcijfer voor leefbaarheid", "", None, None, Decimal("7.5"), 2026, None, "cijfer")),
        ("In 2026 zijn er niet meer dan 300 meldingen van jongerenoverlast.",
         ("Meldingen van jongerenoverlast", "", None, None, Decimal(300), 2026, None, "meldingen")),
        ("Uiterlijk eind 2024 beschikt elke gemeente over een actueel noodplan.",
         ("Actueel noodplan in elke gemeente", "", None, None, None, 2024, None, "")),
        ("Het aantal meldingen stabiliseert op het niveau van 2021.",
         ("Aantal meldingen", "stabiel", None, 2021, None, None, None, "")),
        ("In 2026 is in alle wijken een buurtpreventieteam actief.",
         ("Buurtpreventieteam in alle wijken", "", None, None, None, 2026, None, "")),
    ],
)  # fmt: skip
def test_a_plan_of_another_kind(item: str, wanted: tuple[object, ...]) -> None:
    reading = read_text(PLAN.format(items=f"- {item}"), NAMES)
    assert rows(reading, TargetFact, *COLUMNS[1:2], *COLUMNS[3:]) == [wanted]


@pytest.mark.parametrize(
    "item",
    [
        "De samenwerking met partners verbetert door betere afspraken.",
        "We willen de pakkans vergroten.",
        "Twee keer per jaar wordt de voortgang besproken.",
        "Minder aanwas:",
        "In 2022 steeg het aantal meldingen met 4%.",
    ],
)
def test_what_is_no_target(item: str) -> None:
    assert rows(read_text(PLAN.format(items=f"- {item}"), NAMES), TargetFact, "indicator") == []


def test_noise_of_layout_moves_nothing() -> None:
    for stem in (MN15, MN19, NH, ON):
        text = source_of(stem).replace(" van ", "  van ").replace(".\n", ".   \n")
        before, after = read_source_text(stem, extractors=NAMES), read_source_text(stem, text, NAMES)
        for doc in before:
            assert rows(before[doc], TargetFact, *COLUMNS) == rows(after[doc], TargetFact, *COLUMNS)
