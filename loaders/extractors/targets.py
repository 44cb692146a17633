"""Targets stated in prose, lists and pictures: what is to rise, fall or be reached, by how much, by when.

Four readings of a sentence, tried in this order (`_readings`): a movement with a figure (`loaders.movements`), a level
that is set ("minstens 62 …", "norm van 97% bezetting", "streefcijfer voor 2019 is 1370 csv's"), a deadline for all
("in iedere gemeente per 1 oktober 2018"), and a movement worded without a figure. Whether a movement is a target or a
result is told by its place (under a heading on ambitions, an item marked "Afspraak"), by its words ("streven",
"ambitie van") or by its year, which lies in the period the document is for.

One row per indicator, scope and year: a repeated statement that adds nothing gives no second row. Targets in tables
are read by `loaders.extractors.target_tables`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Confidence, Fact, Span, TargetFact
from loaders.clauses import capital, words_of
from loaders.context import Reading
from loaders.extractors.aimed_shares import aimed_shares, for_all, is_aimed
from loaders.extractors.plain_levels import plain_levels
from loaders.extractors.target_deadlines import deadline
from loaders.extractors.target_levels import Level, levels
from loaders.extractors.target_pictures import pictured
from loaders.extractors.target_repeats import keep
from loaders.extractors.target_words import Wish, wishes
from loaders.figures import Years, years
from loaders.movements import Movement, movements
from loaders.passages import Passage, default_scope, passages, plan_years, theme_of
from loaders.reading.text import MappedText
from loaders.structure import Role

NAME = "targets"
_INTENT = re.compile(
    r"\b(?:streefcijfers?|streefwaarde|streven(?: naar)?|gestreefd|doelstelling|af te spreken|is afgesproken|spreken af|zullen|zal|moet(?:en)?|"
    r"geambieerde?|beogen|willen (?:we|wij)|(?:we|wij) willen)\b|ambitie(?:s)?\b[^.]*\bwaaronder\b|^(?:minder|meer|daling|afname|toename|stijging)\b",
    re.I,
)
_LOOKS_BACK = re.compile(
    r"\b(?:overtreft|overtroffen|gehaald|behaald|gerealiseerd|gebleken|bleek|blijkt|afgelopen|voorgaande|voorbije|laatste (?:tijd|jaren)|was|waren|werd|werden)\b",
    re.I,
)
_FORECAST = re.compile(
    r"\b(?:verwacht\w*|naar verwachting|prognose|aanname|wellicht|mogelijk dat|lijkt|zou(?:den)?)\b", re.I
)
_RECALLED = re.compile(r"\bgeambieerde?\b|\bambities?\b[^.]*\bwaaronder\b", re.I)
_AIMED_AT = re.compile(r"\bgeambieerde?\b", re.I)
_REACHED = re.compile(r"\b(?:bereikt|gehaald|gerealiseerd|behaald)\b", re.I)
_AGREED = re.compile(r"\b(?:af te spreken|is afgesproken|spreken af|gestreefd)\b", re.I)
_MARKED = re.compile(r"^\W*afspraak\b", re.I)


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the targets that sentences, lists and pictures of the document state."""
    found: list[TargetFact] = []
    for fact in (*_stated(reading), *pictured(reading)):
        keep(found, fact)
    yield from sorted(found, key=lambda each: each.evidence.span)


def _stated(reading: Reading) -> Iterator[TargetFact]:
    start, _ = plan_years(reading)
    last: Movement | None = None
    carried = Years()
    section = Years()  # of the last movements under the same heading
    block = -1
    heading = None
    for passage in passages(reading):
        if passage.block.index != block:
            block, last, carried = passage.block.index, None, Years()
        if reading.doc.section_of(passage.block) is not heading:
            heading, section = reading.doc.section_of(passage.block), Years()
        yield from _readings(reading, passage, start, last, carried, section)
        for move in list(movements(passage.text.text, reading.region, last)):
            last, section = move, move.years.filled(section)
        carried = _future(passage, start).filled(carried)


def _future(passage: Passage, start: int | None) -> Years:
    """The year to come that a sentence speaks of: the next sentence of the paragraph may speak of it too."""
    spoken = years(passage.text.text)
    ahead = spoken.about is not None and start is not None and spoken.about > start
    return Years(spoken.about) if ahead and re.match(r"in\b", passage.text.text, re.I) else Years()


def _readings(
    reading: Reading, passage: Passage, start: int | None, last: Movement | None, carried: Years, section: Years
) -> Iterator[TargetFact]:
    sentence = passage.text.text
    moving = [move for move in movements(sentence, reading.region, last) if is_target(passage, move, start)]
    for move in moving:
        yield _of_movement(reading, passage, move)
    known = {move.value for move in moving}
    for level in levels(sentence, passage.block.text.text, intended=_intends(passage) or _headed(passage, start)):
        if level.recalled:
            level = replace(level, years=(last.years if last else Years()).filled(section))
        if not any(move.value == level.value for move in moving):
            known.add(level.value)
            yield _of_level(reading, passage, level)
    about = years(sentence).about
    ahead = about is not None and start is not None and about > start
    for level in plain_levels(sentence) if ahead else ():
        if level.value not in known:
            known.add(level.value)
            yield _of_level(reading, passage, level)
    if is_aimed(passage, start):
        for level in aimed_shares(sentence):
            if level.value not in known:
                known.add(level.value)
                yield _of_level(reading, passage, level)
    due = deadline(sentence)
    if due is None and is_aimed(passage, start):
        due = for_all(sentence, passage.heading_years.about)
    if due is not None:
        yield _of_level(reading, passage, due)
    if not _FORECAST.search(sentence):
        spoken_for = [(move.start, move.end) for move in moving]
        for wish in wishes(sentence, marked=bool(_MARKED.match(sentence))):
            if (wish.start, wish.end) not in spoken_for and _is_wish(passage, wish, start, carried):
                yield _of_wish(reading, passage, wish, carried)


def _intends(passage: Passage) -> bool:
    return Role.AMBITIONS in passage.roles or bool(_MARKED.match(passage.text.text))


def _headed(passage: Passage, start: int | None) -> bool:
    """Whether a heading sets the years of a comparison that ends in the period to come."""
    about = passage.heading_years.about
    return about is not None and (start is None or about > start)


def is_target(passage: Passage, move: Movement, start: int | None) -> bool:
    """Whether a movement is meant and not measured: by the place of its sentence, its words, or its year.

    start: the first year of the period the document is for.
    """
    sentence = passage.text.text
    if (not move.indicator and not move.inherited) or (move.value is None and move.change is None):
        return False
    if _RECALLED.search(sentence) or _AGREED.search(sentence):
        return True
    if _FORECAST.search(sentence) and not _intends(passage):
        return False
    about = move.years.about
    if about is not None and start is not None:
        return about >= start and (about > start or _intends(passage) or bool(_INTENT.search(sentence)))
    if _headed(passage, start) or (_intends(passage) and not _LOOKS_BACK.search(sentence)):
        return True
    if Role.ANALYSIS in passage.roles and not _INTENT.search(sentence):
        return False
    return (bool(_INTENT.search(sentence)) and not _LOOKS_BACK.search(sentence)) or _announces(sentence)


def is_reached(passage: Passage) -> bool:
    """Whether a sentence says that what was aimed at has come about ("de geambieerde verdubbeling is bereikt")."""
    return bool(_AIMED_AT.search(passage.text.text) and _REACHED.search(passage.text.text))


def _announces(sentence: str) -> bool:
    """A rise or fall told in the present tense with a figure is meant for the time to come: "stijgt landelijk met 50%"."""
    return bool(
        re.search(r"\b(?:stijgt|daalt|stijgen|dalen|groeit|neemt\b.*\b(?:toe|af))\b", sentence)
    ) and not _LOOKS_BACK.search(sentence)


def _is_wish(passage: Passage, wish: Wish, start: int | None, carried: Years) -> bool:
    about = wish.years.about
    if about is not None and start is not None and about < start:
        return False
    in_place = Role.AMBITIONS in passage.roles or _headed(passage, start)
    ahead = (about is not None and start is not None and about > start) or carried.about is not None
    if wish.needs_year:
        return ahead and (in_place or carried.about is not None or about is not None) and wish.years.base is not None
    if wish.resolved:
        return True
    return in_place or _intends(passage) or (ahead and carried.about is not None)


def _where(passage: Passage, start: int, end: int) -> Span:
    words: MappedText = passage.text[start:end].strip(" ,;")
    return words.span()


def _of_movement(reading: Reading, passage: Passage, move: Movement) -> TargetFact:
    spoken = move.years.filled(passage.heading_years) if move.years == Years() or not move.years.about else move.years
    whole = move.inherited or (
        move.years != Years() and not re.search(r"\d{4}", passage.text.text[move.start : move.end])
    )
    where = passage.text.span() if whole else _where(passage, move.start, move.end)
    confidence = Confidence.MEDIUM if move.inherited or passage.near else Confidence.HIGH
    return TargetFact(
        theme=theme_of(reading, passage.block, passage.text.text),
        indicator=capital(_fuller(move.indicator, passage.block.text.text)),
        scope=move.scope or default_scope(reading),
        direction=move.direction,
        baseline_value=move.base,
        baseline_year=spoken.base,
        target_value=move.value,
        target_year=spoken.about,
        change_pct=move.change,
        unit=move.unit or "%",
        evidence=reading.evidence(where, NAME, confidence),
    )


def _of_level(reading: Reading, passage: Passage, level: Level) -> TargetFact:
    label = _spelled_out(reading, level.indicator, counted=level.named)
    spoken = level.years
    if spoken.about is None and passage.heading_years.base is None and not level.recalled:
        spoken = Years(passage.heading_years.about, spoken.base)  # "Resultaten in 2028"
    scope = level.scope or default_scope(reading)
    if level.scope == "gemeenten":
        scope = f"gemeenten {reading.region}".strip()
    return TargetFact(
        theme=theme_of(reading, passage.block, passage.text.text) or _own_heading(reading, passage),
        indicator=capital(_fuller(label, passage.block.text.text)),
        scope=scope,
        direction=level.direction,
        baseline_value=level.base,
        baseline_year=spoken.base,
        target_value=level.value,
        target_year=spoken.about,
        change_pct=level.change,
        unit=level.unit,
        evidence=reading.evidence(_where(passage, level.start, level.end), NAME, level.confidence),
    )


def _of_wish(reading: Reading, passage: Passage, wish: Wish, carried: Years) -> TargetFact:
    spoken = wish.years.filled(passage.heading_years if _heading_counts(wish, passage) else Years()).filled(carried)
    borrowed = wish.inherited_years or (carried.about is not None and wish.years.about is None)
    where = passage.text.span() if borrowed else _where(passage, wish.start, wish.end)
    return TargetFact(
        theme=theme_of(reading, passage.block, passage.text.text),
        indicator=capital(wish.indicator),
        scope=wish.scope or default_scope(reading),
        direction=wish.direction,
        baseline_year=spoken.base,
        target_value=wish.value,
        target_year=spoken.about,
        unit="aantal" if wish.value is not None else "",
        evidence=reading.evidence(where, NAME, Confidence.MEDIUM),
    )


def _heading_counts(wish: Wish, passage: Passage) -> bool:
    return wish.years.about is None and passage.heading_years.about is not None


def _own_heading(reading: Reading, passage: Passage) -> str:
    """The title right above, when it is what the sentence is about ("Wijkagenten")."""
    title = reading.doc.section_of(passage.block).title
    words = set(words_of(title))
    return title if words and words <= set(words_of(passage.text.text)) else ""


def _fuller(label: str, context: str) -> str:
    """The label as the block spells it out more fully: "aantal OM-verdachten" -> "aantal OM-verdachten van mensenhandel"."""
    match = re.search(rf"\b{re.escape(label)}( van [a-zà-ÿ-]+)(?=[\s.,;)])", context, re.I) if label else None
    who = re.search(rf"\b{re.escape(label)}( (?:dat|die) [^.,;:\d]{{5,70}})(?=, [a-z])", context, re.I) if label else None
    if who and " dat " not in label and " die " not in label:
        return f"{label}{who.group(1)}"  # "het aantal zaken dat aan de rechter wordt voorgelegd, groeit"
    return f"{label}{match.group(1)}" if match and not re.search(r"\bvan\b", label) else label


def _spelled_out(reading: Reading, label: str, *, counted: bool) -> str:
    """A label with the plural of an abbreviation in full ("csv's" -> "criminele samenwerkingsverbanden").

    counted: the label is a bare noun that is counted.
    """

    def full(match: re.Match[str]) -> str:
        short = match.group("short")
        found = (
            reading.abbreviations.get(match.group())
            or reading.abbreviations.get(short)
            or reading.abbreviations.get(short.upper(), "")
        )
        return f"{found[:1].lower()}{found[1:]}" if found else match.group()

    words = re.sub(r"\b(?P<short>[A-Za-z]{2,6})'s\b", full, label)
    return f"aantal {words}" if counted else words
