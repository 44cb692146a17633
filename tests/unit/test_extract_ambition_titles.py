"""A title that is an ambition is missed, or the name of a theme or of a part is taken for one."""

from __future__ import annotations

import pytest

from kg.model import AmbitionFact
from tests.support import facts_of, read_text

TITLE = "# Integraal Veiligheidsplan Oss 2025-2028\n\n"
CHAPTERS = """## 2 Jeugd

### 2.1 {first}

In 2023 waren er 12 incidenten.

### 2.2 Resultaten

In 2028 zijn er minder dan 6 incidenten.

### 2.3 Wat gaan we doen?

- De politie controleert elke week in het park.

## 3 Digitale veiligheid

### 3.1 {second}

Phishing komt veel voor.

### 3.2 Resultaten

In 2028 doet 40% van de slachtoffers aangifte.

### 3.3 Wat gaan we doen?

- De bibliotheek geeft elke maand een cursus.
"""


def ambitions(text: str) -> list[tuple[str, str]]:
    facts = facts_of(read_text(TITLE + text), AmbitionFact)
    return [(one.theme, one.ambition) for one in facts if not one.ambition.startswith("In 2028")]


def test_titles_under_a_heading_on_ambitions_that_are_wishes() -> None:
    text = "## Onze ambities\n\n### Een veilige wijk voor iedereen\n\nIn 2023 waren er 40 klachten.\n\n### Geen kind de criminaliteit in\n\nDat vraagt tijd.\n"
    found = [ambition for _, ambition in ambitions(text)]
    assert "Een veilige wijk voor iedereen" in found
    assert "Geen kind de criminaliteit in" in found


@pytest.mark.parametrize("title", ["Jeugd en veiligheid", "Ondermijning", "Wat is er nodig voor de wijk?", "Onze aanpak van drugs"])
def test_the_name_of_a_theme_or_a_part_is_no_ambition(title: str) -> None:
    text = f"## Onze ambities\n\n### {title}\n\nIn 2023 waren er 40 klachten.\n"
    assert title not in [ambition for _, ambition in ambitions(text)]


def test_the_title_of_a_part_called_an_ambition_is_one() -> None:
    text = "## Ambitie 1: Een haven zonder drugs en geweld\n\nDe haven is druk.\n\n## Ambitie 2: Jeugd\n\nJongeren zijn online.\n"
    assert [ambition for _, ambition in ambitions(text)] == ["Een haven zonder drugs en geweld"]


def test_the_motto_that_opens_each_chapter_is_an_ambition_of_its_theme() -> None:
    text = CHAPTERS.format(first="Geen jongere met een wapen op straat", second="Iedereen kan zich online redden")
    assert ambitions(text) == [
        ("Jeugd", "Geen jongere met een wapen op straat"),
        ("Digitale veiligheid", "Iedereen kan zich online redden"),
    ]


def test_one_chapter_with_such_a_title_does_not_make_it_a_motto() -> None:
    text = CHAPTERS.format(first="Geen jongere met een wapen op straat", second="De situatie in onze stad")
    assert ambitions(text) == []


def test_what_analysis_is_titled_is_no_ambition() -> None:
    text = "## Wat zien we?\n\n### Minder woninginbraken in de stad\n\nIn 2023 waren er 40 inbraken.\n"
    assert ambitions(text) == []
