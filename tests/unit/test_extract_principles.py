"""Principles in sentences: what a plan leaves out or holds to, and words in an order that reads as Dutch."""

from __future__ import annotations

import pytest

from kg.model import PrincipleFact
from loaders.extractors.principle_sentences import as_sentence
from tests.support import read_text, rows

CHAIN = ("abbreviations", "documents", "priorities", "principles")


def principles(text: str, *fields: str) -> list[tuple[object, ...]]:
    return rows(read_text(f"# Een plan\n\n## Werkwijze\n\n{text}\n", CHAIN), PrincipleFact, *fields)


@pytest.mark.parametrize(
    ("sentence", "kind", "principle"),
    [
        ("In dit plan staan de lokale acties niet beschreven.", "keuze", "In dit plan staan de lokale acties niet beschreven"),
        ("De agenda vervangt lokale keuzes niet.", "keuze", "De agenda vervangt lokale keuzes niet"),
        ("Deze nota bouwt voort op de kracht van de wijk.", "uitgangspunt", "Deze nota bouwt voort op de kracht van de wijk"),
        ("Delen en leren zijn opgaven voor alle partners.", "uitgangspunt", "Delen en leren zijn opgaven voor alle partners"),
        ("Hierbij willen we niet alleen kijken naar cijfers.", "keuze", "Niet alleen kijken naar cijfers"),
        ("We sturen niet op aantallen.", "keuze", "We sturen niet op aantallen"),
        ("Extra inzet vragen we pas aan als drie districten dat willen.", "spelregel", "Extra inzet vragen we pas aan als drie districten dat willen"),
        ("De burgemeester blijft verantwoordelijk voor de orde.", "spelregel", "De burgemeester blijft verantwoordelijk voor de orde"),
        ("Wij kiezen voor een klein aantal onderwerpen.", "keuze", "Een klein aantal onderwerpen"),
    ],
)  # fmt: skip
def test_what_a_plan_holds_to(sentence: str, kind: str, principle: str) -> None:
    """A choice or rule said in a plain sentence, missed."""
    assert principles(sentence, "kind", "principle") == [(kind, principle)]


@pytest.mark.parametrize(
    "sentence",
    [
        "De strategie bouwt voort op de lokale veiligheidsplannen.",
        "Wij werken vanuit de volgende uitgangspunten.",
        "Ook digitale misdaad mag niet lonen.",
        "In de aanpak van veel gemeenten staat de wijk centraal.",
    ],
)
def test_what_is_no_principle(sentence: str) -> None:
    """What others do, what is built on as a document, or what is wished."""
    assert principles(sentence, "principle") == []


def test_choices_announced_and_counted() -> None:
    """Choices that are counted in sentences read without their number, or not at all."""
    text = "We maken drie keuzes. Ten eerste kiezen we voor preventie. Ten tweede investeren we in jonge mensen. Ten derde zoeken we hulp."
    assert principles(text, "kind", "rank", "principle") == [
        ("keuze", 1, "We kiezen voor preventie"),
        ("keuze", 2, "We investeren in jonge mensen"),
        ("keuze", 3, "We zoeken hulp"),
    ]


@pytest.mark.parametrize(
    ("words", "ordered"),
    [
        ("blijft het lokale maatwerk voorop staan", "het lokale maatwerk blijft voorop staan"),
        ("is deze strategie niet in beton gegoten", "deze strategie is niet in beton gegoten"),
        ("vertrouwen we op bewoners en sluiten we bij hen aan", "we vertrouwen op bewoners en sluiten bij hen aan"),
        ("geen politieplan te laten zijn", "geen politieplan laten zijn"),
        ("iedereen dient er op te kunnen vertrouwen", "iedereen dient er op te kunnen vertrouwen"),
    ],
)
def test_words_cut_from_a_sentence_read_as_one(words: str, ordered: str) -> None:
    """A principle whose verb is gone ("de strategie niet in beton gegoten") or whose "te" hangs in the air."""
    assert as_sentence(words) == ordered
