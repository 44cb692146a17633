"""A theme named in passing is lost, or a word about something else becomes one."""

from __future__ import annotations

import pytest

from kg.model import ThemeFact
from tests.support import facts_of, read_text

LEAD = "Veiligheidsplan Waterstad\n\n"


def themes(text: str) -> set[str]:
    return {fact.theme for fact in facts_of(read_text(LEAD + text, ["priorities", "themes"]), ThemeFact)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("De politie let op woninginbraken in het najaar.", "Woninginbraken"),
        ("Er is meer overlast van rondhangende jongeren dan eerst.", "Overlast van rondhangende jongeren"),
        ("Het aantal tasjesdiefstallen loopt op.", "Tasjesdiefstallen"),  # in no list, a theme by its last part
        ("Grensoverschrijdende criminaliteit raakt ook Waterstad.", "Grensoverschrijdende criminaliteit"),
    ],
)
def test_a_theme_in_running_text_is_named_in_the_words_of_the_text(text: str, wanted: str) -> None:
    assert wanted in themes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dit plan gaat over diefstal, niet zijnde woninginbraken.",
        "Het team woninginbraken zit op de derde verdieping.",
        "Woninginbraken vallen hier buiten.",
    ],
)
def test_a_theme_denied_or_in_a_name_is_none(text: str) -> None:
    assert "Woninginbraken" not in themes(text)


def test_of_two_themes_joined_by_and_each_is_one() -> None:
    found = themes("De gemeente werkt aan radicalisering en extremisme onder jongeren.")
    assert {"Radicalisering", "Extremisme"} <= found


def test_of_two_forms_of_a_word_the_one_used_most_stands() -> None:
    found = themes("Een overval maakt diepe indruk. De politie bestrijdt overvallen. Overvallen nemen af.")
    assert "Overvallen" in found
    assert "Overval" not in found


def test_a_place_where_something_happens_is_no_theme() -> None:
    assert themes("We houden een bijeenkomst in het buitengebied.") == set()
