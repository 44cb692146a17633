"""Figures that a sentence writes in words, as figures: "vier procent", "ruim een derde van de winkeliers", "van drie naar zeven".

The rules for shares, movements and levels know figures. A number word that counts something stays a word: many are no
count ("een", "twee kanten", "de drie gemeenten"), and what of them is one is told elsewhere.
"""

from __future__ import annotations

import re

from loaders.figures import BOUND, FRACTION, YEAR, amount
from loaders.numbers import WORD_NUMBER, format_decimal, parse_word
from loaders.reading.text import MappedText

_WORD = rf"(?:(?:{WORD_NUMBER})(?:(?:en|ën)(?:{WORD_NUMBER}))?)"
_PERCENT = re.compile(rf"(?<![\w-])(?P<one>{_WORD})(?= procent)", re.I)
_BETWEEN = rf"(?: in {YEAR})? (?:naar|tot) (?:(?:maximaal|minimaal|hooguit|hoogstens|minstens|ruim|bijna) )?"
_FROM = re.compile(rf"(?<=\bvan )(?P<one>{_WORD})(?={_BETWEEN}(?:{_WORD}|\d[\d.]*)(?![\w-]| \w+ (?:van|tot)))", re.I)
_TO = re.compile(rf"(?<=\bvan )(?P<from>\d[\d.]*)(?P<between>{_BETWEEN})(?P<one>{_WORD})(?![\w-])", re.I)
# A part of a whole, and no ordinal ("een derde partij") nor a measure of time ("een kwart eeuw").
_PART = re.compile(
    rf"(?<![\w-])(?<!met )(?:een |de )?(?P<part>{FRACTION})(?! van (?:de |het )?(?:jaar|eeuw|tijd|dag)\b)"
    rf"(?= van (?:de|het|alle|onze|ons|hun|haar|deze)\b| (?:lager|hoger|minder|meer)\b|\s*[.;,]| in {YEAR}\b)",
    re.I,
)
_BOUND = re.compile(rf"(?:{BOUND})\s", re.I)
_TOLD = re.compile(r" van (?:de |het |alle |onze )?[\w -]{2,40} \((?:(?:ruim|bijna|circa|ongeveer) )?\d")  # "… (23%)"


def in_figures(text: MappedText) -> MappedText:
    """`text` with the shares and the ends of a movement that it writes in words as figures."""
    if (words := text.text).find("procent") >= 0:
        text = text.sub(_PERCENT, lambda match: str(parse_word(match.group("one"))))
    if " van " in words and (" naar " in words or " tot " in words):
        text = text.sub(_FROM, lambda match: str(parse_word(match.group("one"))))
        text = text.sub(
            _TO, lambda match: f"{match.group('from')}{match.group('between')}{parse_word(match.group('one'))}"
        )
    return text.sub(_PART, _part)


def _part(match: re.Match[str]) -> str:
    if _TOLD.match(match.string, match.end()):
        return match.group()
    bound = _BOUND.match(match.group("part"))
    value = format_decimal(amount(match.group("part")).value).replace(".", ",")
    return f"{bound.group() if bound else ''}{value}%"
