"""A chapter on a theme whose title is in no list gives its measures and targets no theme, or a chapter on anything does."""

from __future__ import annotations

import re

import pytest

from kg.model import MeasureFact, PriorityFact, ThemeFact
from loaders.extractors.theme_chapters import numbered_parts, theme_chapters
from loaders.reading.text import SourceText
from loaders.structure import DocumentText, build_document
from tests.support import facts_of, read_text


def document(*titles: str, body: str = "De gemeenten plaatsen borden.") -> DocumentText:
    text = "# Plan\n\n" + "\n\n".join(f"{title}\n\n{body}" for title in titles) + "\n"
    return build_document("doc", SourceText("doc.txt", text))


def titles(doc: DocumentText) -> list[str]:
    return list(theme_chapters(doc).values())


@pytest.mark.parametrize("word", ["Opgave", "Pijler", "Prioriteit", "Thema", "Ambitie", "Speerpunt"])
@pytest.mark.parametrize("numbers", [("A", "B"), ("1", "2"), ("I", "II")])
def test_parts_of_one_name_numbered_in_order_are_on_a_theme_each(word: str, numbers: tuple[str, str]) -> None:
    doc = document(f"## {word} {numbers[0]}: Rust in de straat", f"## {word} {numbers[1]}: Veilig varen")
    assert titles(doc) == ["Rust in de straat", "Veilig varen"]


def test_chapters_with_what_is_wanted_and_what_is_done_under_each_are_on_a_theme() -> None:
    parts = "### Doel\n\nHet is stil op straat.\n\n### Aanpak\n\n- We plaatsen borden."
    doc = document("## Rust in de straat", "## Veilig varen", body=parts)
    assert titles(doc) == ["Rust in de straat", "Veilig varen"]


@pytest.mark.parametrize(
    "chapters",
    [
        ("## Hoofdstuk 1: Inleiding", "## Hoofdstuk 2: Proces"),  # may be on anything
        ("## Opgave A: Rust in de straat",),  # one is no series
        ("## Opgave B: Rust in de straat", "## Opgave D: Veilig varen"),  # nor are those out of order
        ("## Rust in de straat", "## Veilig varen"),
    ],
)
def test_other_chapters_are_not_told_to_be_on_a_theme(chapters: tuple[str, ...]) -> None:
    assert titles(document(*chapters)) == []


def test_only_words_asked_for_make_a_series() -> None:
    doc = document("## Thema 1: Rust", "## Thema 2: Varen")
    assert not list(numbered_parts(doc, re.compile("opgave")))


def test_what_stands_in_such_a_chapter_bears_its_theme() -> None:
    text = (
        "# Regionaal Veiligheidsplan Veldrijk 2024-2027\n\n## Opgave A: Rust in de straat\n\n### Onze inzet\n\n"
        "- We plaatsen borden in alle wijken.\n\n## Opgave B: Veilig varen\n\n### Onze inzet\n\n"
        "- De politie controleert elke maand de haven.\n"
    )
    reading = read_text(text)
    assert [(fact.theme, fact.rank) for fact in facts_of(reading, PriorityFact)] == [
        ("Rust in de straat", 1),
        ("Veilig varen", 2),
    ]
    assert {fact.theme for fact in facts_of(reading, ThemeFact)} >= {"Rust in de straat", "Veilig varen"}
    assert [fact.theme for fact in facts_of(reading, MeasureFact)] == ["Rust in de straat", "Veilig varen"]
