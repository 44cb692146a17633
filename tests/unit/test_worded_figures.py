"""A share in words is missed, a word that is no figure becomes one, or its words are no longer found in the source."""

from __future__ import annotations

import pytest

from loaders.reading.text import MappedText, SourceText
from loaders.worded_figures import in_figures


def mapped(text: str) -> MappedText:
    return MappedText.of(SourceText("t.txt", text), 0, len(text))


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("Er waren vier procent minder misdrijven.", "Er waren 4 procent minder misdrijven."),
        ("een stijging van vijfentwintig procent", "een stijging van 25 procent"),
        ("Een kwart van de inwoners voelt zich onveilig.", "25% van de inwoners voelt zich onveilig."),
        ("Ruim een derde van de winkeliers meldt dat.", "Ruim 33,3% van de winkeliers meldt dat."),
        ("Driekwart van alle acties is klaar.", "75% van alle acties is klaar."),
        ("De helft van hun aangiften gaat daarover.", "50% van hun aangiften gaat daarover."),
        ("Het geweld ligt een derde lager dan in 2023.", "Het geweld ligt 33,3% lager dan in 2023."),
        ("Dat is bij ouderen zelfs een vijfde.", "Dat is bij ouderen zelfs 20%."),
        ("Het steeg van drie in 2021 naar zeventien in 2023.", "Het steeg van 3 in 2021 naar 17 in 2023."),
        ("Het daalde van 12 naar drie.", "Het daalde van 12 naar 3."),
    ],
)
def test_shares_and_the_ends_of_a_movement_are_figures(words: str, figures: str) -> None:
    assert in_figures(mapped(words)).text == figures


@pytest.mark.parametrize(
    "words",
    [
        "Een derde partij meldt zich.",  # an ordinal
        "Dit duurde een kwart eeuw.",
        "in de eerste helft van 2023",
        "in de helft van het jaar",
        "Bijna een kwart van de inwoners (23%) voelt zich onveilig.",  # the figure stands beside it
        "De drie gemeenten en vier partners werken samen.",
        "Wij gaan van deur tot deur.",
        "van een naar anderen",
        "van twee kanten naar drie kanten",  # counted things, no movement of one
        "",
    ],
)
def test_what_is_no_share_stays_as_it_is(words: str) -> None:
    assert in_figures(mapped(words)).text == words


def test_a_figure_stands_for_the_words_it_was_written_in() -> None:
    text = in_figures(mapped("Ruim een derde van de winkeliers."))
    at = text.text.index("33,3%")
    span = text.span(at, at + 5)
    assert "Ruim een derde van de winkeliers."[span.start : span.end] == "Ruim een derde"
    rest = text.span(text.text.index("winkeliers"), len(text))
    assert "Ruim een derde van de winkeliers."[rest.start : rest.end] == "winkeliers."
