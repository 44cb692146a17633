"""Priorities: who sets them, at which level, in which order, from lists, chapters, sentences and pictures."""

from __future__ import annotations

import csv

import pytest

from kg.config import ROOT
from kg.model import Confidence, DocumentFact, Evidence, PriorityFact, Span
from loaders.context import Reading
from loaders.extractors import priorities
from loaders.profiles import DocumentProfile
from tests.support import changed, facts_of, line, moved, read_source_text, read_text, rows, source_of

ONLY = ("abbreviations", "documents", "priorities")
FIELDS = ("set_by", "level", "rank", "theme")
MN_2015 = "rvs-midden-nederland-2015-2018"
MN_2019 = "rvs-midden-nederland-2019-2022"
CONCEPT = "rvs-midden-nederland-2019-2022-concept"
ON = "veiligheidsstrategie-oost-nederland-2019-2022-voorstel"
IMV = "imv-noord-holland-2019-2022"
IDS = {MN_2015: "rvs-mn-2015-2018", MN_2019: "rvs-mn-2019-2022", CONCEPT: "rvs-mn-2019-2022-concept"}
IDS |= {ON: "vs-on-2019-2022-voorstel", IMV: "imv-nh-2019-2022"}


def of(
    text: str, region: str = "Oost-Brabant", kind: str = "regionale veiligheidsstrategie"
) -> list[tuple[object, ...]]:
    """The priorities of a text that is a regional strategy."""
    reading = read_text(text, (), DocumentProfile("doc", kind=kind))
    reading.metadata = DocumentFact(title="Strategie", kind=kind, region=region, evidence=Evidence(Span(0, 1), "test"))
    return [
        tuple(getattr(fact, field) for field in FIELDS)
        for fact in priorities.extract(reading)
        if isinstance(fact, PriorityFact)
    ]


def of_source(stem: str, *changes: tuple[str, str], doc: str = "") -> list[tuple[object, ...]]:
    text = changed(source_of(stem), *changes)
    return rows(read_source_text(stem, text, ONLY)[doc or IDS[stem]], PriorityFact, *FIELDS)


def expected() -> list[tuple[str, ...]]:
    path = ROOT / "tests" / "queries" / "expected" / "priorities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in list(csv.reader(file))[1:]]


def test_every_row_a_reader_wrote_down_and_no_other() -> None:
    """A priority missed, made up, put at another party's name, or shown at another line."""
    found: list[tuple[str, ...]] = []
    readings: dict[str, Reading] = {}
    for stem in IDS:
        readings |= read_source_text(stem, extractors=ONLY)
    for doc, reading in readings.items():
        for fact in facts_of(reading, PriorityFact):
            rank = "" if fact.rank is None else str(fact.rank)
            found.append((doc, fact.set_by, fact.level, rank, fact.theme, str(line(reading, fact))))
    assert sorted(found) == sorted(expected())


@pytest.mark.parametrize(
    ("stem", "old", "new", "gone", "come", "elsewhere"),  # elsewhere: what the document says in another place too
    [
        (ON, "6. Geweld", "6. Straatroof", "Geweld", "Straatroof", ""),
        (ON, "3. Mensenhandel", "3. Fietsendiefstal", "Mensenhandel", "Fietsendiefstal", ""),
        (
            MN_2019,
            "3. cyberveiligheid",
            "3. digitale weerbaarheid",
            "",
            "Digitale weerbaarheid",
            "",
        ),
        (MN_2019, "\nHoreca\n", "\nZeehavens\n", "Horeca", "Zeehavens", ""),
        (MN_2019, "Denk aan jeugdoverlast,", "Denk aan wildplassen,", "Jeugdoverlast", "Wildplassen", ""),
        (
            MN_2015,
            "Woninginbraak, overlast en geweld staan",
            "Fietsdiefstal, overlast en geweld staan",
            "Woninginbraak",
            "Fietsdiefstal",
            "Woninginbraak",
        ),
        (
            MN_2015,
            "Persoonsgerichte aanpak: Minder",
            "Samen aan zet: Minder",
            "Persoonsgerichte aanpak",
            "Samen aan zet",
            "Persoonsgerichte aanpak",
        ),
        (
            MN_2015,
            "•\t criminele infrastructuur verstoren;",
            "•\t witwassers opsporen;",
            "Criminele infrastructuur verstoren",
            "Witwassers opsporen",
            "",
        ),
        (IMV, "- Executie\n", "- Afgifte van wapens\n", "Executie", "Afgifte van wapens", ""),
    ],
)
def test_another_name_gives_another_row_and_moves_nothing_else(
    stem: str, old: str, new: str, gone: str, come: str, elsewhere: str
) -> None:
    """A theme typed into the code, or a row that hangs on another's words."""
    before, after = of_source(stem), of_source(stem, (old, new))
    lost, won = moved(before, after)
    assert come in {row[3] for row in won}  # type: ignore[index]
    assert {row[3] for row in lost} == ({gone} if gone else set())  # type: ignore[index]
    assert {row[3] for row in won} <= {come, elsewhere}  # type: ignore[index]


def test_an_item_taken_out_of_a_numbered_list() -> None:
    """Ranks counted by place although the list has numbers of its own."""
    before, after = of_source(ON), of_source(ON, ("2. Jeugdoverlast\n", ""))
    assert moved(before, after) == ({("gemeenten Oost-Nederland", "lokaal", 2, "Jeugdoverlast")}, set())


def test_an_item_added_to_a_list_of_dashes() -> None:
    """A list cut off at the number of items it used to have."""
    lost, won = moved(of_source(IMV), of_source(IMV, ("- Executie\n", "- Executie\n- Wildlifecriminaliteit\n")))
    assert not lost
    assert {row[1:] for row in won} == {("landelijk", 5, "Wildlifecriminaliteit")}  # type: ignore[index]


def test_another_board_chooses() -> None:
    """The board's name taken from the code and not from the sentence."""
    after = of_source(
        MN_2019,
        ("kiezen de leden van het Regionaal Veiligheidscollege voor drie", "kiest het Strategisch Beraad voor drie"),
    )
    assert ("Strategisch Beraad", "regionaal", 1, "Georganiseerde ondermijnende criminaliteit") in after


def test_the_numbers_of_the_national_chapters_follow_the_text() -> None:
    """Chapters known by their letters; the agenda's own title of a chapter changed."""
    after = of_source(IMV, ("2d Executie", "2d Verkeershandhaving"), doc="va-2019-2022")
    assert ("Minister van Justitie en Veiligheid", "landelijk", 4, "Verkeershandhaving") in after
    assert not any(row[3] == "Executie" for row in after)


@pytest.mark.parametrize("noise", ["\n\n\n", "   \n\n"])
def test_layout_noise_moves_nothing(noise: str) -> None:
    """Blank lines and trailing spaces read as the end of a list."""
    after = of_source(ON, ("5. Drugs- en alcoholoverlast\n", f"5. Drugs- en  alcoholoverlast  {noise}"))
    assert after == of_source(ON)


def test_districts_in_disorder_lose_their_themes() -> None:
    """A theme given to the wrong district where the picture's words lost their order."""
    found = [
        fact
        for fact in facts_of(read_source_text(CONCEPT, extractors=ONLY)[IDS[CONCEPT]], PriorityFact)
        if fact.level == "districtelijk"
    ]
    assert len(found) == 10
    assert {(fact.set_by, fact.evidence.confidence) for fact in found} == {("", Confidence.LOW)}


def test_a_district_in_no_register() -> None:
    """A page of the overview with a district's new name takes the theme from the one before."""
    after = of_source(MN_2019, ("\nFlevoland\n", "\nNoordoost-Flevoland\n"))
    assert ("District Noordoost-Flevoland", "districtelijk", None, "Outlaw Motorcycle Gangs") in after


def test_a_plan_of_another_region_in_other_words() -> None:
    """A rule that fits one document only."""
    text = """# Veiligheidsplan Oost-Brabant 2023-2026

## Prioriteiten 2023-2026

De driehoek heeft de volgende prioriteiten vastgesteld:

- Mensenhandel
- Zorgfraude
- Veilige dorpen en wijken

Voor ondernemers zijn winkeldiefstal en oplichting de belangrijkste prioriteiten.

De gemeente Oss geeft prioriteit aan verkeersveiligheid en jeugdoverlast.
"""
    assert of(text) == [
        ("driehoek", "regionaal", 1, "Mensenhandel"),
        ("driehoek", "regionaal", 2, "Zorgfraude"),
        ("driehoek", "regionaal", 3, "Veilige dorpen en wijken"),
        ("ondernemers", "", None, "Winkeldiefstal"),
        ("ondernemers", "", None, "Oplichting"),
        ("gemeente Oss", "lokaal", None, "Verkeersveiligheid"),
        ("gemeente Oss", "lokaal", None, "Jeugdoverlast"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Deze prioriteiten zijn ontwikkelthema's, gekenmerkt door:\n\n- inzicht\n- samenwerking\n",
        "In deze agenda worden ten behoeve van de prioriteit executie de volgende afspraken gemaakt:\n\n- meer zaken\n",
        "Als onderwerpen niet tot prioriteit zijn gekozen, blijft de aandacht bestaan.\n",
        "De prioriteiten zijn bewust breed gehouden, zodat er ruimte blijft.\n",
        "Om de doelen te bereiken op onze prioriteiten, maken we de volgende keuzes:\n\n- eerst denken\n- dan doen\n",
    ],
)
def test_what_is_said_about_priorities_is_none(sentence: str) -> None:
    """Whatever stands after the word "prioriteiten" read as one."""
    assert of(f"# Een plan\n\n{sentence}") == []


@pytest.mark.parametrize("most", ["komen {} het meest voor", "worden {} het vaakst genoemd"])
def test_what_local_plans_have_most_is_set_by_the_municipalities(most: str) -> None:
    found = of(f"In de lokale plannen {most.format('waterdiefstal (31 keer) en vuurwerk (9 keer)')}.")
    assert found == [("gemeenten", "lokaal", None, "Waterdiefstal"), ("gemeenten", "lokaal", None, "Vuurwerk")]


@pytest.mark.parametrize(("title", "wanted"), [("Vreemde thema's", 2), ("Overige thema's", 0), ("Over thema's", 0)])
def test_any_adjective_may_stand_before_themes_but_not_what_is_left_over(title: str, wanted: int) -> None:
    text = f"1 Inleiding\n\nTekst.\n\n2 {title}\n\n2.1 Waterdiefstal\n\nTekst.\n\n2.2 Vuurwerk\n\nTekst.\n"
    assert len(of(text)) == wanted
