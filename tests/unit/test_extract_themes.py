"""Themes in running text: what names one, what only looks like it, and in which words."""

from __future__ import annotations

import pytest

from kg.model import ThemeFact
from loaders.extractors.theme_mentions import is_form
from loaders.thesaurus import Thesaurus
from tests.support import read_text, rows

CHAIN = ("abbreviations", "documents", "actors", "priorities", "themes")


def themes(text: str) -> set[str]:
    return {
        str(row[0]) for row in rows(read_text(f"# Een plan\n\n## Aanleiding\n\n{text}\n", CHAIN), ThemeFact, "theme")
    }


@pytest.mark.parametrize(
    ("sentence", "there", "gone"),
    [
        ("Wij richten ons op cybercrime (niet zijnde cybersecurity).", {"Cybercrime"}, {"Cybersecurity"}),
        ("Woninginbraken nemen af. Cybersecurity valt buiten deze agenda.", {"Woninginbraken"}, {"Cybersecurity"}),
        ("Boeren zien drugsafval in het buitengebied.", {"Drugsafval"}, {"Buitengebied"}),
        ("Ook vakantieparken en jachthavens zijn kwetsbaar.", {"Vakantieparken"}, set()),
        ("Er is toezicht op bedrijventerrein De Haar.", set(), {"Bedrijventerrein"}),
        ("De politie is er op hotspots en let op senioren en brusjes.", set(), {"Hotspots", "Senioren", "Brusjes"}),
        ("Het Cyber Weerbaarheidscentrum traint bedrijven.", set(), {"Cyber"}),
        ("Bel het Meldpunt (bijzondere) Zorg van de GGD.", set(), {"(Bijzondere) Zorg"}),
        ("Het team mensenhandel is versterkt.", set(), {"Mensenhandel"}),
        ("Zij zien overlast gevende jongeren.", set(), {"Overlast"}),
    ],
)
def test_what_names_a_theme_and_what_does_not(sentence: str, there: set[str], gone: set[str]) -> None:
    """A theme that is denied, part of a name, or only a place or group; and the theme beside it lost with it."""
    found = themes(sentence)
    assert there <= found
    assert not gone & found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Zij zien polarisatie, radicalisering en extremisme.", {"Polarisatie", "Radicalisering", "Extremisme"}),
        ("Er is drugs- en alcoholoverlast.", {"Drugs- en alcoholoverlast"}),
        ("Er is overlast van rondhangende jongeren.", {"Overlast van rondhangende jongeren"}),
        ("De overlast door studenten nam toe.", {"Overlast door studenten"}),
        ("De overlast door een kermis nam toe.", {"Overlast"}),
        ("Het geweld tegen hulpverleners stijgt.", {"Geweld tegen hulpverleners"}),
        ("Er is mensenhandel in de prostitutiebranche.", {"Mensenhandel in de prostitutiebranche"}),
        ("De productie van synthetische drugs groeit.", {"Synthetische drugs"}),
        ("De dumpingen van drugsafval nemen toe.", {"Dumpingen van drugsafval"}),
        ("Er is een stijging van internationale fraude.", {"Internationale fraude"}),
        ("Wij letten op kwetsbare (slachtoffer)groepen.", {"Kwetsbare (slachtoffer)groepen"}),
        ("Een overval is erg. Overvallen komen voor, en overvallen doen pijn.", {"Overvallen"}),
        ("Last van hacken, ransomware en DDoS-aanvallen.", {"Hacken", "Ransomware", "DDoS-aanvallen"}),
        ("Cybercrime groeit; cybercriminaliteit is overal.", {"Cybercrime", "Cybercriminaliteit"}),
    ],
)
def test_the_words_that_name_a_theme(sentence: str, found: set[str]) -> None:
    """Two themes as one, one as two, or a theme without what specifies it."""
    assert themes(sentence) == found


def test_an_unknown_member_between_known_ones() -> None:
    """A crime in no list, named among crimes of the same kind, that is lost."""
    assert "Zeeroverij" in themes("Wij zien phishing, helpdeskfraude, zeeroverij en identiteitsfraude.")


def test_a_part_of_a_priority_is_no_theme_besides() -> None:
    """The places in a priority's name as themes of their own."""
    text = "# Strategie\n\n## Prioriteiten\n\nDe volgende prioriteiten zijn vastgesteld:\n\n1. Ondermijning in het buitengebied"
    found = rows(read_text(f"{text}\n2. Jeugd en overlast\n", CHAIN), ThemeFact, "theme")
    assert found == [("Ondermijning in het buitengebied",), ("Jeugd en overlast",)]


def test_a_row_counts_reports_of_a_theme() -> None:
    """The theme of a table's row missed behind what is counted."""
    text = "| Onderwerp | 2021 | 2022 |\n|---|---:|---:|\n| Meldingen huiselijk geweld | 264 | 271 |\n| Vernielingen | 3 | 5 |"
    assert {"Huiselijk geweld", "Vernielingen"} <= themes(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Overval", "overvallen", True),
        ("inbraak", "Inbraken", True),
        ("cybercrime", "cybercriminaliteit", False),
        ("drugs", "drugshandel", False),
        ("kwetsbare personen", "kwetsbaar persoon", True),
        ("verward gedrag", "personen met verward gedrag", False),
    ],
)
def test_forms_of_a_word(one: str, other: str, same: bool) -> None:
    """Another name dropped as a form of the first, or a plural as a second theme."""
    assert is_form(one, other) is same


def test_hidden_labels_are_known_but_not_met_in_passing() -> None:
    """A name that means a theme only as a title found in every sentence."""
    thesaurus = Thesaurus()
    assert thesaurus.match("Hotspots") is not None
    assert not list(thesaurus.mentions("Wij gaan naar hotspots"))
    assert [mention.theme.label for mention in thesaurus.mentions("Wij zien woninginbraken")]
