"""A change that is pictured is missed, goes the wrong way, or something the parties intend is told as a trend."""

from __future__ import annotations

import pytest

from loaders.extractors.trend_comparatives import compared


def told(sentence: str) -> list[tuple[str, str]]:
    return [(one.label, one.direction) for one in compared(sentence)]


@pytest.mark.parametrize(
    ("sentence", "label", "way"),
    [
        ("Jaarwisselingen verlopen rustiger dan voorheen, al blijft het druk.", "Jaarwisselingen verlopen rustiger dan voorheen", "afname"),
        ("In het centrum is na middernacht meer geweld dan vijf jaar terug: van 96 naar 143.", "In het centrum is na middernacht meer geweld dan vijf jaar terug", "toename"),
        ("De doelgroep van geldezels wordt snel jonger.", "doelgroep van geldezels wordt snel jonger", ""),
        ("De bereidheid om aangifte te doen kalft af.", "bereidheid om aangifte te doen kalft af", "afname"),
        ("Drugsgeld sijpelt door in de horeca.", "Drugsgeld sijpelt door in de horeca", "toename"),
        ("Fietsendiefstal schommelt al jaren rond hetzelfde peil.", "Fietsendiefstal schommelt al jaren rond hetzelfde peil", "stabiel"),
        ("Inbrekers verleggen hun werkterrein naar de dorpen.", "Inbrekers verleggen hun werkterrein naar de dorpen", ""),
        ("Winkeldiefstal zit daarentegen in de lift.", "Winkeldiefstal zit daarentegen in de lift", "toename"),
        ("Onder jongeren zijn vooral sexting en pesten in opkomst.", "sexting en pesten in opkomst", "toename"),
        ("Jongeren worden op jongere leeftijd ingezet als koerier.", "Jongeren worden op jongere leeftijd ingezet als koerier", ""),
        ("Ondernemers krijgen in toenemende mate verzoeken om ruimte.", "Ondernemers krijgen in toenemende mate verzoeken om ruimte", "toename"),
        ("De vergrijzing maakt dat meer inwoners kwetsbaar zijn.", "vergrijzing maakt dat meer inwoners kwetsbaar zijn", "toename"),
        ("Ook kwam drugshandel in de wijk vaker aan het licht.", "drugshandel in de wijk kwam vaker aan het licht", "toename"),
    ],
)
def test_a_comparison_or_a_picture_of_change_is_a_trend(sentence: str, label: str, way: str) -> None:
    assert told(sentence) == [(label, way)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We kijken verder dan voorheen.",  # the parties themselves
        "Wij worden snel slimmer.",
        "De politie zal steeds sneller ingrijpen dan vroeger.",  # meant
        "Wel maken de afspraken meer dan voorheen duidelijk wie wat doet.",  # no subject first
        "Het aantal lag 12% hoger dan een jaar eerder.",  # a figure: told with the movements
        "De burgemeester is onder anderen verantwoordelijk.",
        "Jongeren zijn op het plein aanwezig.",
        "",
    ],
)
def test_what_is_intended_counted_or_no_change_is_none(sentence: str) -> None:
    assert told(sentence) == []
