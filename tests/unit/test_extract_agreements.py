"""Wrong would be: an announced agreement as one that was made, an item under an agreement as another, monitoring of the
next heading, a negated agreement."""

from __future__ import annotations

import pytest

from kg.model import AgreementFact
from tests.support import changed, moved, read_source_text, read_text, rows, source_of

FIELDS = ("theme", "agreement", "monitoring")


def found(text: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, extractors=("abbreviations", "agreements")), AgreementFact, *FIELDS)


def test_marked_items_under_their_headings() -> None:
    text = """2a Mensenhandel

Prioritering (kwalitatieve monitoring)

- Afspraak: De politie registreert alle signalen. Dat helpt.
- Afspraak: Meer onderzoeken met oog voor:
  - Samenwerking;
  - Kennis

Financiën

- **Afspraak:** Partners maken een monitor.
"""
    assert found(text) == [
        ("Mensenhandel", "De politie registreert alle signalen. Dat helpt", "kwalitatief"),
        ("Mensenhandel", "Meer onderzoeken met oog voor: Samenwerking; Kennis", "kwalitatief"),
        ("Mensenhandel", "Partners maken een monitor", ""),
    ]


def test_a_list_that_agreements_introduce() -> None:
    text = """Aanpak

Voor dit thema worden de volgende afspraken gemaakt:

- De gemeente levert dossiers aan;
- Het OM beslist binnen een maand.

Verder werken we aan:

- Betere voorlichting.
"""
    assert [row[1] for row in found(text)] == ["De gemeente levert dossiers aan", "Het OM beslist binnen een maand"]


@pytest.mark.parametrize(
    ("sentence", "agreement"),
    [
        (
            "In het overleg is afgesproken dat de politie elk kwartaal rapporteert.",
            "De politie elk kwartaal rapporteert",
        ),
        ("Partners maakten afspraken over het vervoer van mensen.", "Afspraken over het vervoer van mensen"),
        ("Het college en de politie zijn op 3 mei overeengekomen dat 40 fte erbij komt.", "40 fte erbij komt"),
        (
            "Vanuit landelijk gemaakte afspraken moet per eenheid een Beslaghuis worden ingericht.",
            "Per eenheid moet een Beslaghuis worden ingericht",
        ),
    ],
)
def test_sentences_that_say_parties_agreed(sentence: str, agreement: str) -> None:
    assert found(f"{sentence}\n") == [("", agreement, "")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Met landelijke partijen gaan we afspraken maken over hun bijdrage.",
        "Er zijn geen landelijke afspraken gemaakt over dit onderwerp.",
        "De afspraken zijn gemaakt tegen de achtergrond van het Regeerakkoord.",
        "Dat moet nog worden afgesproken.",
    ],
)
def test_no_agreement_was_made(sentence: str) -> None:
    assert found(f"{sentence}\n") == []


def test_added_changed_and_removed_items_of_the_national_agenda() -> None:
    stem = "imv-noord-holland-2019-2022"
    text = changed(
        source_of(stem),
        ("- Er zijn doorlopend 100 dossiers", "- Er zijn doorlopend 250 dossiers"),
        (
            "- Afspraak: Vanuit de basisteams wordt een inspanning geleverd om bewustzijn en signalering "
            "te vergroten.\n",
            "- Afspraak: Vanuit de basisteams gaat een brief uit.\n- Afspraak: Er komt een loket.\n",
        ),
    )
    wanted = ("abbreviations", "agreements")
    one, two = (read_source_text(stem, version, wanted) for version in (None, text))
    gone, new = moved(*(rows(read["va-2019-2022"], AgreementFact, *FIELDS) for read in (one, two)))
    assert new == {
        ("Executie", "Er zijn doorlopend 250 dossiers bij de politie in behandeling waaraan actief wordt gewerkt", ""),
        ("Ondermijning", "Vanuit de basisteams gaat een brief uit", "kwalitatief"),
        ("Ondermijning", "Er komt een loket", "kwalitatief"),
    }
    assert len(gone) == 2
