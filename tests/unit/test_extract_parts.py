"""Wrong would be: a part of another document taken for one of ours, a square metre for a note, a number without its list."""

from __future__ import annotations

import pytest

from kg.model import EnumerationFact, Fact, PartFact, ReferenceFact, SpellingFact
from tests.support import changed, moved, read_source_text, read_text, rows, source_of

NORTH, EAST = "imv-noord-holland-2019-2022", "veiligheidsstrategie-oost-nederland-2019-2022-voorstel"
MIDDLE = "rvs-midden-nederland-2019-2022"


def of(text: str, family: type[Fact], *fields: str, extractors: tuple[str, ...] = ("parts",)) -> list[tuple[object, ...]]:
    return rows(read_text(text, extractors=extractors), family, *fields)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dit staat in hoofdstuk 4.", [("hoofdstuk", "4")]),
        ("Zie paragraaf 3.2 en bijlage B.", [("paragraaf", "3.2"), ("bijlage", "B")]),
        ("De hoofdstukken 2, 3 en 5 gaan daarover.", [("hoofdstuk", "2"), ("hoofdstuk", "3"), ("hoofdstuk", "5")]),
        ("Wij doen dat samen (zie 1a en 2c).", [("paragraaf", "1a"), ("paragraaf", "2c")]),
        ("De cijfers staan in de bijlage.", [("bijlage", "")]),
        ("Wij volgen hoofdstuk 3 van de Omgevingsvisie.", []),
        ("In bijlage 2 bij de brief van de minister staat dat.", []),
        ("Zie hoofdstuk 4 van dit plan.", [("hoofdstuk", "4")]),
        ("De Gemeentewet, hoofdstuk 11, regelt dat.", []),
        ("Dit is een nieuw hoofdstuk in 2019.", []),
    ],
)
def test_references_in_sentences(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert of(sentence, ReferenceFact, "kind", "number") == expected


def test_marks_and_notes() -> None:
    text = "Wij doen dit samen.¹ Het pand is 40 m² groot, in 2018².\n\n¹ Met de politie.\n\n² Bron: politie.\n"
    assert of(text, ReferenceFact, "kind", "number") == [("noot", "1"), ("noot", "2")]
    assert of(text, PartFact, "number", "title") == [("1", "Met de politie."), ("2", "Bron: politie.")]


def test_chapters_annexes_and_contents() -> None:
    text = (
        "Inhoudsopgave\n\n1. Inleiding\t2\n2. Aanpak heling\t3\n\n\n\n1. Inleiding\n\nWij werken samen in de stad.\n\n"
        "2. Aanpak van heling\n\nWij pakken heling aan in de stad.\n\nBijlage 1: Cijfers\n\nEr zijn 30 zaken.\n"
    )
    assert of(text, PartFact, "kind", "number", "title") == [
        ("hoofdstuk", "1", "Inleiding"), ("hoofdstuk", "2", "Aanpak van heling"), ("bijlage", "1", "Cijfers"),
    ]  # fmt: skip
    assert ("hoofdstuk", "2", "Aanpak heling") in of(text, ReferenceFact, "kind", "number", "title")


LIST = "- heling in de stad;\n- diefstal van fietsen;\n- geweld in het uitgaansgebied.\n"


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Wij kiezen voor drie gezamenlijke prioriteiten:", ("gezamenlijke prioriteiten", 3, 3)),
        ("De vier thema's voor 2019-2022 zijn:", ("thema's", 4, 3)),
        ("Daarbij hanteren we de volgende 3 uitgangspunten:", ("uitgangspunten", 3, 3)),
        ("Binnen de vijf thema's doen wij onder andere dit met de gemeenten en de politie:", None),
        ("Over vier jaar willen wij dit bereiken:", None),
        ("Minstens drie thema's:", None),
        ("Voor de eerste twee thema's:", None),
    ],
)
def test_a_number_and_its_list(lead: str, expected: tuple[str, int, int] | None) -> None:
    found = of(f"{lead}\n\n{LIST}", EnumerationFact, "things", "stated", "listed", extractors=("enumerations",))
    assert [row for row in found if row[2] is not None] == ([expected] * 2 if expected else [])


@pytest.mark.parametrize(
    ("sentence", "listed"),
    [
        ("Wij richten ons op drie thema's: heling, geweld en overlast.", 3),
        ("Wij richten ons op vier thema's: heling, geweld en overlast.", 3),
        ("Wij richten ons op twee thema's: zorg en veiligheid en overlast.", 2),
        ("Wij richten ons op vier thema's: heling, geweld, overlast en, als rode draad, de wijk.", 4),
    ],
)
def test_a_number_and_its_list_in_the_sentence(sentence: str, listed: int) -> None:
    assert of(sentence, EnumerationFact, "listed", extractors=("enumerations",)) == [(listed,)]


def test_spellings() -> None:
    text = (
        "Het Netwerk Oost-Nederland werkt samen met de politie.\n\nHet geld voor het Netwerk Oost Nederland is op.\n\n"
        "Wij zijn tevreden in Noord-Holland, niet in Noord Brabant.\n"
    )
    assert of(text, SpellingFact, "name", "usual", extractors=("spellings",)) == [
        ("Netwerk Oost-Nederland", "Netwerk Oost-Nederland"), ("Netwerk Oost Nederland", "Netwerk Oost-Nederland"),
    ]  # fmt: skip


WANTED = ("abbreviations", "documents", "actors", "parties", "priorities", "themes", "parts", "enumerations", "spellings")
FAMILIES: tuple[tuple[type[Fact], tuple[str, ...]], ...] = (
    (PartFact, ("kind", "number", "title")), (ReferenceFact, ("kind", "number", "title")),
    (EnumerationFact, ("things", "stated", "listed")), (SpellingFact, ("name", "usual")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("stem", "old", "new", "gone", "come"),
    [
        (NORTH, "Onze vier geprioriteerde", "Onze vijf geprioriteerde",
         {("geprioriteerde thema's", 4, 4)}, {("geprioriteerde thema's", 5, 4)}),
        (NORTH, "de inwoners¹ van", "de inwoners van", {("noot", "1", "")}, set()),
        (NORTH, "5.4 Verlenging beleidsplanperiode\n\nDe", "5.4 Duur van het plan\n\nDe",
         {("paragraaf", "5.4", "Verlenging beleidsplanperiode")}, {("paragraaf", "5.4", "Duur van het plan")}),
        (EAST, "(zie 2c)", "(zie 2f)", {("paragraaf", "2c", "")}, {("paragraaf", "2f", "")}),
        (EAST, "#### Ad 3) Informatievoorziening", "#### Ad 3) Intelligence",
         {("thema", "3", "Informatievoorziening")}, {("thema", "3", "Intelligence")}),
        (EAST, "Veiligheidsnetwerk Oost Nederland", "Veiligheidsnetwerk Oost-Nederland",
         {("Veiligheidsnetwerk Oost Nederland", "Veiligheidsnetwerk Oost-Nederland"),
          ("Veiligheidsnetwerk Oost-Nederland", "Veiligheidsnetwerk Oost-Nederland")}, set()),
        (MIDDLE, "- het verstevigen van de bestuurlijke weerbaarheid.\n", "", {("prioriteiten", 3, 3)}, {("prioriteiten", 3, 2)}),
    ],
)  # fmt: skip
def test_changed_copies(stem: str, old: str, new: str, gone: set[object], come: set[object]) -> None:
    """Wrong would be: a change that moves a fact it does not touch."""
    one, two = (read_source_text(stem, text, WANTED) for text in (None, changed(source_of(stem), (old, new))))
    for family, fields in FAMILIES:
        for doc in one:
            went, came = moved(rows(one[doc], family, *fields), rows(two[doc], family, *fields))
            assert went <= gone, family
            assert came <= come, family
    every = [moved(rows(one[d], f, *c), rows(two[d], f, *c)) for f, c in FAMILIES for d in one]
    if come:
        assert come <= set().union(*(came for _, came in every))
