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
