"""Wrong would be: a document that refers to itself, one of ours missed or another taken for it, a sentence's words as a
title, the same target twice."""

from __future__ import annotations

import pytest

from kg.model import DocumentRelationFact
from tests.support import changed, moved, read_all, read_source_text, read_text, rows, source_of

FIELDS = ("relation", "target")
WANTED = ("abbreviations", "documents", "document_relations")
TITLE = "# Veiligheidsstrategie Limburg 2019-2022\n\n"


def found(text: str) -> list[tuple[object, ...]]:
    return rows(read_text(TITLE + text + "\n", extractors=WANTED), DocumentRelationFact, *FIELDS)


@pytest.mark.parametrize(
    ("sentence", "relation", "target"),
    [
        (
            'Recent verscheen het rapport "Handreiking Informatiepositie" daarover.',
            "verwijst-naar",
            "Handreiking Informatiepositie",
        ),
        (
            "Zie Nationaal Dreigingsbeeld georganiseerde criminaliteit (Politie, 2017).",
            "verwijst-naar",
            "Nationaal Dreigingsbeeld georganiseerde criminaliteit (Politie, 2017)",
        ),
        (
            "Kamerstukken II, vergaderjaar 2018–2019, 29 911, nrs 207 en 212.",
            "verwijst-naar",
            "Kamerstukken II, vergaderjaar 2018–2019, 29 911, nrs 207 en 212",
        ),
        (
            "Het beleid staat in de brief aan de Tweede Kamer over straffen d.d. 18 januari 2018.",
            "verwijst-naar",
            "brief aan de Tweede Kamer over straffen d.d. 18 januari 2018",
        ),
        (
            "De aanpak volgt de Nationale Contraterrorisme-Strategie 2016-2020 daarin.",
            "verwijst-naar",
            "Nationale Contraterrorisme-Strategie 2016-2020",
        ),
        (
            "Zij kozen op basis van een inventarisatie (zomer 2018) bij alle gemeenten.",
            "gebaseerd-op",
            "inventarisatie (zomer 2018)",
        ),
        (
            "Deze strategie is complementair aan de lokale veiligheidsagenda's van gemeenten.",
            "complementair-aan",
            "lokale veiligheidsagenda's",
        ),
        ("De minister heeft een landelijke Veiligheidsagenda opgesteld.", "verwijst-naar", "va-2019-2022"),
        (
            "Bron: Politie Prestatie Dashboard – 31 januari 2019",
            "verwijst-naar",
            "Politie Prestatie Dashboard – 31 januari 2019",
        ),
        ("Partners bouwen een 'afpakmonitor' op.", "verwijst-naar", "afpakmonitor"),
        (
            "De partijen hebben een ontwikkelagenda opgesteld ter versterking van de zorg in de komende jaren.",
            "verwijst-naar",
            "ontwikkelagenda ter versterking van de zorg",
        ),
        (
            "Dit gebeurt middels de Vernieuwde aanpak mobiel banditisme sinds 2018.",
            "verwijst-naar",
            "Vernieuwde aanpak mobiel banditisme",
        ),
        (
            "De evaluatie van de Politiewet 2012 is klaar.",
            "verwijst-naar",
            "evaluatie van de Politiewet 2012",
        ),
        (
            "Het RVC-besluit¹ over het verschuiven van teams (12 fte) staat vast.",
            "verwijst-naar",
            "RVC-besluit over het verschuiven van teams",
        ),
        ("Zie: www.regio.nl/save1/Trendinventarisatie.pdf", "verwijst-naar", "Trendinventarisatie"),
    ],
)
def test_relations(sentence: str, relation: str, target: str) -> None:
    assert found(sentence) == [(relation, target)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In deze Veiligheidsstrategie staan keuzes. De Veiligheidsstrategie 2019-2022 is kort.",
        "Wij maken een plan en hebben een agenda.",
        "Bel of mail naar www.regio.nl.",
        "De Persoonsgerichte aanpak prikt door alle thema's heen.",
    ],
)
def test_no_other_document(sentence: str) -> None:
    assert found(sentence) == []


def test_an_agenda_of_another_period_is_not_ours() -> None:
    assert found("De landelijke Veiligheidsagenda 2011-2014 is geëvalueerd.") == [
        ("verwijst-naar", "landelijke Veiligheidsagenda 2011-2014")
    ]


def test_each_target_once_and_never_itself() -> None:
    for doc, reading in read_all(WANTED).items():
        relations = rows(reading, DocumentRelationFact, *FIELDS)
        assert len(relations) == len(set(relations)), doc
        assert doc not in {target for _, target in relations}


def test_another_source_and_year() -> None:
    stem = "imv-noord-holland-2019-2022"
    text = changed(source_of(stem), ("Ondernijning ondernijnd (NSOB 2016)", "Grip op Zaken (Bureau Zorg 2014)"))
    one, two = (read_source_text(stem, version, WANTED) for version in (None, text))
    gone, new = moved(*(rows(read["va-2019-2022"], DocumentRelationFact, *FIELDS) for read in (one, two)))
    assert gone == {("verwijst-naar", "Ondermijning ondermijnd (NSOB 2016)")}
    assert new == {("verwijst-naar", "Grip op Zaken (Bureau Zorg 2014)")}
