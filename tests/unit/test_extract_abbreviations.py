"""Wrong would be: a common word in capitals, a number or a postal code read as an abbreviation, an expansion with a
word too many or too few, one the document does not give, or a plural and its singular as two."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import AbbreviationFact
from loaders.initials import letters_of, spells, words_of
from tests.support import changed, line, moved, quote, read_source_text, read_text, rows, source_of

FIELDS = ("abbreviation", "expansion")


def found(text: str) -> dict[str, str]:
    reading = read_text(text, extractors=("abbreviations",))
    return {str(short): str(full) for short, full in rows(reading, AbbreviationFact, *FIELDS)}


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        (
            "De voorgestelde koers van de Bestuurlijke Begeleidingsgroep (BBG) volgt.",
            "BBG",
            "Bestuurlijke Begeleidingsgroep",
        ),
        ("DVO staat voor districtelijk veiligheidsoverleg", "DVO", "districtelijk veiligheidsoverleg"),
        ("Gebruik PKVW (Politie Keurmerk Veilig Wonen) daarvoor.", "PKVW", "Politie Keurmerk Veilig Wonen"),
        (
            "Het Centrum voor Criminaliteitspreventie en Veiligheid (CCV) helpt.",
            "CCV",
            "Centrum voor Criminaliteitspreventie en Veiligheid",
        ),
        (
            "Zie de Afdeling Vreemdelingenpolitie, Identificatie en Mensenhandel (AVIM) hierover.",
            "AVIM",
            "Afdeling Vreemdelingenpolitie, Identificatie en Mensenhandel",
        ),
        ("Het gaat om Outlaw Motorcycle Gangs (OMG's) en meer.", "OMG", "Outlaw Motorcycle Gangs"),
        ("de verstoring van de criminele samenwerkingsverbanden (csv)", "csv", "criminele samenwerkingsverbanden"),
        (
            "de indicator (criminele samenwerkingsverbanden, csv's) sluit niet aan",
            "csv",
            "criminele samenwerkingsverbanden",
        ),
        ("een integraal informatieoverleg (I2O). Het I2O weegt.", "I2O", "integraal informatieoverleg"),
        ("Dat gebeurt in het Quick Responseteam (QRTeam) van de regio.", "QRTeam", "Quick Responseteam"),
        (
            "het Interbestuurlijk Veiligheidsoverleg (hierna: IVO) komt bijeen",
            "IVO",
            "Interbestuurlijk Veiligheidsoverleg",
        ),
        (
            "de minister van Justitie en Veiligheid. De brief van de minister van JenV.",
            "JenV",
            "Justitie en Veiligheid",
        ),
        ("Het Openbaar Ministerie vervolgt. Het OM beslist.", "OM", "Openbaar Ministerie"),
        ("Het Team High Tech Crime werkt. Bij THTC loopt het.", "THTC", "Team High Tech Crime"),
        (
            "De Wet aanpak meervoudige problematiek sociaal domein (Wams) helpt.",
            "Wams",
            "Wet aanpak meervoudige problematiek sociaal domein",
        ),
        ("Lijst van afkortingen\n\nZHP: zeehavenpolitie", "ZHP", "zeehavenpolitie"),
    ],
)
def test_expansion_in_the_words_of_the_document(text: str, short: str, full: str) -> None:
    assert found(text) == {short: full}


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("Woninginbraken (HIC) nemen af.", {"HIC"}),  # HIC stands in brackets after something else
        ("Het is nodig (zie E&S (voormalig Opsporingsregister)).", {"E&S"}),
        ("Politie en OM (onder meer in de regio) werken samen.", {"OM"}),
        ("RIEC-MN (georganiseerde ondermijnende criminaliteit) helpt.", {"RIEC-MN"}),
    ],
)
def test_brackets_that_spell_nothing_out(text: str, shorts: set[str]) -> None:
    assert found(text) == dict.fromkeys(shorts, "")


@pytest.mark.parametrize(
    "text",
    [
        "SAMEN DOEN WAT NODIG IS! In de veiligheidshuizen werken partners.",
        "Turfmarkt 147, 2511 DP Den Haag",
        "2003 PB Haarlem",
        "Kamerstukken II en bijlage IV, hoofdstuk III en XIV",
        "De burgemeesters G.J. Kats, B.J. van Bochove en J.P. Lokker tekenen.",
        "Nieuwe technologieën (denk aan BIG-DATA) helpen.",
        "Zie www.RVSMiddenNederland.nl en http://www.regio.nl/RVC/plan.pdf",
        "Dit is t.b.v. het overleg d.d. april, m.b.t. de zgn. aanpak, vgl. blz. 3.",
        "INLEIDING\n\nHet totaal telt.\n\nTOTAAL 11 12 40",
        "Dat mag NIET en het moet WEL.",
        "LEKSTEDEwonen en IJsselstein en IJmond doen mee.",
    ],
)
def test_look_alikes_are_none(text: str) -> None:
    assert found(text) == {}


def test_parts_plurals_and_spellings_are_one() -> None:
    text = (
        "De OM-verdachten bij het OM. Drie RIECs en het RIEC. De CSV's en elke csv. GGD-en en de GGD. 4 FTE of 3 fte."
    )
    assert set(found(text)) == {"OM", "RIEC", "CSV", "GGD", "FTE"}


def test_two_names_in_full_with_the_same_letters_leave_it_open() -> None:
    assert found("De Regionale Veiligheidscoalitie en het Regionaal Veiligheidscollege. Het RVC komt.") == {"RVC": ""}


def test_place_of_the_definition_is_the_evidence() -> None:
    reading = read_text(
        "Het OMB kijkt.\n\nLater komt het Overleg Mens en Bestuur (OMB) erbij.", extractors=("abbreviations",)
    )
    [fact] = [fact for fact in reading.facts if isinstance(fact, AbbreviationFact)]
    assert (line(reading, fact), quote(reading, fact)) == (3, "Overleg Mens en Bestuur (OMB)")


def test_a_renamed_body_changes_its_row_only() -> None:
    stem = "veiligheidsstrategie-oost-nederland-2019-2022-voorstel"
    text = changed(
        source_of(stem), ("en het Regionaal Veiligheidsoverleg (RVO)", "en het Provinciaal Beraad Veilig (PBV)")
    )
    one, two = (read_source_text(stem, version, ("abbreviations",)) for version in (None, text))
    gone, new = moved(*(rows(next(iter(read.values())), AbbreviationFact, *FIELDS) for read in (one, two)))
    assert gone == {("RVO", "Regionaal Veiligheidsoverleg")}
    assert new == {
        ("PBV", "Provinciaal Beraad Veilig"),
        ("RVO", ""),
    }  # RVO is still used further on, and explained no more


@pytest.mark.parametrize("noise", ["\n\n\n", "   \n", "\n \n"])
def test_layout_noise_moves_nothing(noise: str) -> None:
    stem = "imv-noord-holland-2019-2022"
    noisy = source_of(stem).replace("\n\n", "\n\n" + noise)
    for key, reading in read_source_text(stem, None, ("abbreviations",)).items():
        other = read_source_text(stem, noisy, ("abbreviations",))[key]
        assert rows(other, AbbreviationFact, *FIELDS) == rows(reading, AbbreviationFact, *FIELDS)


def test_letters() -> None:
    assert [letters_of(short) for short in ("JenV", "V&J", "I2O", "csv", "Sr", "3RO")] == [
        "jv",
        "vj",
        "iio",
        "csv",
        "sr",
        "ro",
    ]
    assert spells("dvo", words_of("districtelijk veiligheidsoverleg")) == 1
    assert spells("dvo", words_of("districtelijk en veilig")) is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ABCDEabcde&-(), .'0123€\n"), max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    if text.strip():
        for fact in read_text(text, extractors=("abbreviations",)).facts:
            assert isinstance(fact, AbbreviationFact)
            assert fact.abbreviation


@given(
    st.lists(
        st.sampled_from(["Regionaal", "Overleg", "Politie", "Team", "Zorg", "Kamer"]),
        min_size=2,
        max_size=5,
        unique=True,
    )
)
def test_any_name_by_its_initials(words: list[str]) -> None:
    short = "".join(word[0] for word in words)
    assert found(f"Daarover beslist het {' '.join(words)} ({short}) dit jaar.")[short] == " ".join(words)
