"""Names and themes that a document prints in two ways: "Oost Nederland" and "Oost-Nederland", "Ondernijning".

A name: its parts joined with a hyphen in one place and with a space in another, or written as one. A theme: one letter of a
long word of its name another letter, or a slip that reading repairs. Inflection, capitals and other words are no spelling.
Words are taken as printed. A form is given with the places it stands in, the usual form with the first of its places.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import (
    ActorFact,
    Confidence,
    GovernanceFact,
    MeasureFact,
    PartyFact,
    PriorityFact,
    Span,
    SpellingFact,
    ThemeFact,
)
from loaders.context import Reading
from loaders.extractors.part_words import letters
from loaders.reading.text import MappedText
from loaders.structure import Kind

_NAME = "spellings"
_HYPHENED = re.compile(r"(?<![\w-])(?P<first>[A-ZÀ-Ý][a-zà-ÿ]{2,})(?P<link>-|- en )(?P<second>[A-ZÀ-Ý][a-zà-ÿ]{2,})(?![\w-])")
_BEFORE = re.compile(r"(?:(?<=\s)|^)(?P<word>[A-ZÀ-Ý][\w-]{3,})\s+$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONG = 10  # letters of a word that one other letter does not make another word
_ENDING = 3  # letters at the end that inflection changes
_USUAL_PLACES = 3
_PLACES = 12
_NAME_LENGTH = (8, 60)


@dataclass(frozen=True)
class _Place:
    form: str
    span: Span


def extract(reading: Reading) -> Iterator[SpellingFact]:
    """Yield each form of a name or theme that is printed in two ways, at its places."""
    pieces = _pieces(reading)
    seen: set[str] = set()
    for of, groups in (("naam", _joined(pieces)), ("naam", _written_as_one(reading, pieces)), ("thema", _misspelt(reading))):
        for usual, places in groups.items():
            forms = {place.form for place in places}
            if len(forms) < 2 or letters(usual) in seen:
                continue
            seen.add(letters(usual))
            yield from _facts(reading, of, usual, places)


def _facts(reading: Reading, of: str, usual: str, places: Iterable[_Place]) -> Iterator[SpellingFact]:
    shown: dict[str, int] = defaultdict(int)
    for place in sorted(places, key=lambda place: place.span):
        shown[place.form] += 1
        if shown[place.form] <= (_USUAL_PLACES if place.form == usual else _PLACES):
            where = reading.evidence(place.span, _NAME, Confidence.MEDIUM)
            yield SpellingFact(name=place.form, usual=usual, of=of, evidence=where)


def _pieces(reading: Reading) -> list[MappedText]:
    """The texts a name stands in whole: blocks, and the cells of rows."""
    blocks = reading.doc.body
    return [piece for b in blocks for piece in (b.cells if b.kind is Kind.ROW and b.cells else (b.text,)) if piece]


def _joined(pieces: Iterable[MappedText]) -> dict[str, list[_Place]]:
    """Names with a hyphen that stand without it elsewhere, with the word before them when both have it."""
    texts = list(pieces)
    names = {(m.group("first"), m.group("link"), m.group("second")) for piece in texts for m in _HYPHENED.finditer(piece.text)}
    found: dict[str, list[_Place]] = {}
    for first, link, second in sorted(names):
        loose = " en " if "en" in link else " "
        usual, form = f"{first}{link}{second}", f"{first}{loose}{second}"
        strays = list(_places(texts, form))
        for stray, before in strays:
            longer = f"{before} {usual}" if before and any(f"{before} {usual}" in piece.text for piece in texts) else ""
            name = longer or usual
            at = Span(stray.span.start - len(before) - 1, stray.span.end) if longer else stray.span
            found.setdefault(name, []).append(_Place(f"{before} {form}" if longer else form, at))
    for usual, places in found.items():
        places += [place for place, _ in _places(texts, usual)]
    return found


def _places(pieces: Iterable[MappedText], form: str) -> Iterator[tuple[_Place, str]]:
    """Each place a form stands as whole words, with the capitalised word before it."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(form)}(?![\w-])")
    for piece in pieces:
        for match in pattern.finditer(piece.text):
            before = _BEFORE.search(piece.text[: match.start()])
            yield _Place(form, piece.match_span(match)), before.group("word") if before else ""


def _written_as_one(reading: Reading, pieces: list[MappedText]) -> dict[str, list[_Place]]:
    """Names of organisations that differ in spaces and hyphens only ("Quick Responseteam")."""
    forms: dict[str, set[str]] = defaultdict(set)
    for name in _organisations(reading):
        if _NAME_LENGTH[0] <= len(name) <= _NAME_LENGTH[1]:
            forms[letters(name)].add(name)
    found: dict[str, list[_Place]] = {}
    for group in forms.values():
        if len({name.lower() for name in group}) > 1:
            places = {name: [place for place, _ in _places(pieces, name)] for name in sorted(group)}
            printed = {name: at for name, at in places.items() if at}
            if len(printed) > 1:
                usual = max(printed, key=lambda name: (len(printed[name]), -printed[name][0].span.start))
                found[usual] = [place for at in printed.values() for place in at]
    return found


def _organisations(reading: Reading) -> Iterator[str]:
    for fact in reading.facts:
        if isinstance(fact, ActorFact | PartyFact | MeasureFact):
            yield fact.actor
        elif isinstance(fact, GovernanceFact):
            yield fact.subject
            if fact.object_is_actor:
                yield fact.object


def _misspelt(reading: Reading) -> dict[str, list[_Place]]:
    """Long words of the themes a document names, and words of its text that are one letter off."""
    themes: set[str] = set()
    for fact in reading.facts:
        if isinstance(fact, ThemeFact | PriorityFact):
            themes |= {word.lower() for word in _WORD.findall(fact.theme) if len(word) >= _LONG}
    found: dict[str, list[_Place]] = {}
    words = _printed_words(reading)
    for theme in sorted(themes & words.keys()):
        slips = [word for word in words if word not in themes and _one_letter_off(word, theme)]
        if slips:
            usual = theme.capitalize()
            found[usual] = [_Place(usual, place.span) for place in words[theme]]
            for slip in slips:
                found[usual] += [_Place(slip.capitalize(), place.span) for place in words[slip]]
    return found


def _printed_words(reading: Reading) -> dict[str, list[_Place]]:
    """The long words of the text as printed, by their lower case, with their places; not those a line break cuts."""
    source = reading.doc.source
    words: dict[str, list[_Place]] = defaultdict(list)
    for block in reading.doc.body:
        start = block.span.start
        for match in _WORD.finditer(source.raw(block.span)):
            if len(match.group()) >= _LONG and not source.text[start + match.end() :].startswith("-\n"):
                span = Span(start + match.start(), start + match.end())
                words[match.group().lower()].append(_Place(match.group(), span))
    return words


def _one_letter_off(word: str, theme: str) -> bool:
    """Whether one letter was changed, lost or doubled, other than at the end."""
    if abs(len(word) - len(theme)) > 1 or word[-_ENDING:] != theme[-_ENDING:] or word[:2] != theme[:2]:
        return False
    at = next((n for n, (a, b) in enumerate(zip(word, theme, strict=False)) if a != b), min(len(word), len(theme)))
    if len(word) == len(theme):
        return word[at + 1 :] == theme[at + 1 :] and word != theme
    longer, shorter = (word, theme) if len(word) > len(theme) else (theme, word)
    return longer[at + 1 :] == shorter[at:]
