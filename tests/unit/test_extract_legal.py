"""Wrong would be: parliamentary papers or "wetgeving" as a law, an article at the wrong law, a code without its law."""

from __future__ import annotations

import pytest

from kg.model import LegalFact
from tests.support import changed, moved, read_source_text, read_text, rows, source_of


def found(text: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, extractors=("abbreviations", "legal")), LegalFact, "law", "article")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Volgend uit artikel 18 van de Politiewet 2012 stelt de minister doelen vast.", [("Politiewet 2012", "18")]),
        ("- Art. 138ab Sr: Computervredesbreuk;", [("Wetboek van Strafrecht", "138ab")]),
        ("- Art. 317 Sr lid 2: Afpersing", [("Wetboek van Strafrecht", "317 lid 2")]),
        ("op basis van de politiewet art 20, lid 1 stel ik dit vast", [("Politiewet 2012", "20, lid 1")]),
        (
            "Op grond van de artikelen 172 en 174a van de Gemeentewet kan dat.",
            [("Gemeentewet", "172"), ("Gemeentewet", "174a")],
        ),
        (
            "Dan kan de wet BIBOB worden toegepast.",
            [("Wet bevordering integriteitsbeoordelingen door het openbaar bestuur", "")],
        ),
        ("Toepassing wet tijdelijk huisverbod en zorg.", [("Wet tijdelijk huisverbod", "")]),
        ("Als toezichthouder Drank- en Horecawet werk ik hier.", [("Drank- en Horecawet", "")]),
        (
            "denk aan de Algemene Verordening Gegevensbescherming, AVG, tussen domeinen",
            [("Algemene verordening gegevensbescherming", "")],
        ),
        (
            "De Wet gemeentelijke schuldhulpverlening (Wgs) biedt ruimte.",
            [("Wet gemeentelijke schuldhulpverlening", "")],
        ),
        ("De Wet goed verhuurderschap wordt gehandhaafd.", [("Wet goed verhuurderschap", "")]),
        ("Volgens de Huisvestingswet 2014 mag dit.", [("Huisvestingswet 2014", "")]),
    ],
)
def test_laws_and_articles(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


# Thirty sentences as plans write them, set down before the rules were made to read them.
SENTENCES: list[tuple[str, list[tuple[str, str]]]] = [
    ("Op grond van artikel 13b van de Opiumwet kan de burgemeester drugspanden sluiten.", [("Opiumwet", "13b")]),
    ("Artikel 13b Opiumwet biedt de mogelijkheid om een woning te sluiten.", [("Opiumwet", "13b")]),
    ("Bij ernstige overlast passen we de Gemeentewet (art. 172a) toe.", [("Gemeentewet", "172a")]),
    ("De burgemeester kan een gebiedsverbod opleggen (artikel 172a Gemeentewet).", [("Gemeentewet", "172a")]),
    ("Op basis van artikel 151b, eerste lid, van de Gemeentewet wijst de burgemeester een veiligheidsrisicogebied aan.", [("Gemeentewet", "151b, eerste lid")]),
    ("Art. 174a lid 1 onder a Gemeentewet is het kader voor sluiting.", [("Gemeentewet", "174a lid 1 onder a")]),
    ("In de Algemene Plaatselijke Verordening (APV) nemen we een verbod op lachgas op.", [("Algemene plaatselijke verordening", "")]),
    ("Op grond van artikel 2:50 van de APV is messenbezit verboden.", [("Algemene plaatselijke verordening", "2:50")]),
    ("De Wet verplichte ggz (Wvggz) regelt de verplichte zorg.", [("Wet verplichte geestelijke gezondheidszorg", "")]),
    ("De Wet zorg en dwang (Wzd) is van toepassing op mensen met dementie.", [("Wet zorg en dwang", "")]),
    ("Met de Wet Bibob voorkomen we dat de gemeente criminelen faciliteert.", [("Wet bevordering integriteitsbeoordelingen door het openbaar bestuur", "")]),
    ("We voeren bij vergunningen een Bibob-toets uit.", []),
    ("Een online gebiedsverbod of een digitale Bibob is denkbaar.", []),
    ("Persoonsgegevens worden verwerkt volgens de AVG.", [("Algemene verordening gegevensbescherming", "")]),
    ("Verordening (EU) 2016/679 stelt eisen aan het delen van gegevens.", [("Verordening (EU) 2016/679", "")]),
    ("Richtlijn 2011/36/EU verplicht tot bestrijding van mensenhandel.", [("Richtlijn 2011/36/EU", "")]),
    ("De Wet politiegegevens (Wpg) begrenst het verstrekken van informatie aan gemeenten.", [("Wet politiegegevens", "")]),
    ("Artikel 38 van de Politiewet 2012 verplicht tot een beleidsplan.", [("Politiewet 2012", "38")]),
    ("De artikelen 5 en 7 van de Wet tijdelijk huisverbod gaan over de duur.", [("Wet tijdelijk huisverbod", "5"), ("Wet tijdelijk huisverbod", "7")]),
    ("Het Besluit justitiële en strafvorderlijke gegevens wordt aangepast.", [("Besluit justitiële en strafvorderlijke gegevens", "")]),
    ("De Regeling toezicht bouwplaatsen is ingetrokken.", [("Regeling toezicht bouwplaatsen", "")]),
    ("De Huisvestingsverordening Utrecht 2019 maakt handhaving mogelijk.", [("Huisvestingsverordening Utrecht 2019", "")]),
    ("De Alcoholwet vraagt om een preventie- en handhavingsplan.", [("Alcoholwet", "")]),
    ("Sinds de komst van de Omgevingswet is het toezicht veranderd.", [("Omgevingswet", "")]),
    ("Artikel 273f Sr stelt mensenhandel strafbaar.", [("Wetboek van Strafrecht", "273f")]),
    ("Volgens artikel 10 lid 2 van de Wet veiligheidsregio's is het bestuur belast met advies.", [("Wet veiligheidsregio's", "10 lid 2")]),
    ("Met behulp van artikel 126nd Sv worden gegevens gevorderd.", [("Wetboek van Strafvordering", "126nd")]),
    ("Artikel 3 van de samenwerkingsovereenkomst regelt de kosten.", []),
    ("De regeling voor vrijwilligers wordt verlengd en het besluit van het college volgt.", []),
    ("Er is nieuwe wetgeving nodig; de wet is onduidelijk.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_thirty_sentences(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Artikel 13b Opiumwet biedt de mogelijkheid om een woning te sluiten.", "een woning te sluiten"),
        ("Bij ernstige overlast passen we de Gemeentewet (art. 172a) toe.", "ernstige overlast"),
        ("De Alcoholwet vraagt om een preventieplan.", "een preventieplan"),
        ("De wet BIBOB wordt toegepast ter voorkoming van misbruik.", "voorkoming van misbruik"),
        ("Als iemand een zaak wil openen, kan de wet BIBOB worden toegepast ter controle.",
         "controle als iemand een zaak wil openen"),
        ("# Huiselijk geweld\n\nWij letten op de toepassing van de Wet tijdelijk huisverbod.", "Huiselijk geweld"),
        ("Toepassing van de Gemeentewet.", ""),
    ],
)  # fmt: skip
def test_what_a_law_is_used_for(text: str, topic: str) -> None:
    """Wrong would be: "Toepassing" or "toegepast" as what a law is about."""
    assert rows(read_text(text, extractors=("abbreviations", "legal")), LegalFact, "topic") == [(topic,)]


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstukken II, vergaderjaar 2018–2019, 29 911, nrs 207 en 212.",
        "conform EU en nationale wetgeving en binnen de wet- en regelgeving",
        "Wet en orde horen bij elkaar. De wetenschap weet het niet.",
        "Artikel 5 van het convenant regelt dit.",
        "De wet is duidelijk.",
    ],
)
def test_what_is_no_law(text: str) -> None:
    assert found(text) == []


def test_another_article_and_an_item_taken_out() -> None:
    stem = "imv-noord-holland-2019-2022"
    text = changed(
        source_of(stem),
        ("- Art. 139c Sr: Met technisch", "- Art. 140z Sr: Met technisch"),
        ("- Art. 350b Sr: Aantasting/manipulatie computergegevens (het culpouse misdrijf).\n", ""),
    )
    wanted = ("abbreviations", "legal")
    one, two = (read_source_text(stem, version, wanted) for version in (None, text))
    for doc in one:
        gone, new = moved(*(rows(read[doc], LegalFact, "law", "article") for read in (one, two)))
        if doc == "va-2019-2022":
            assert gone == {("Wetboek van Strafrecht", "139c"), ("Wetboek van Strafrecht", "350b")}
            assert new == {("Wetboek van Strafrecht", "140z")}
        else:
            assert (gone, new) == (set(), set())
