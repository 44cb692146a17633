"""Ambitions shown in a picture whose labels are lost: "In de onderstaande afbeelding zijn zeven belangrijke ambities weergegeven".

The prose around such a picture tells of each indicator in turn, in the order of the picture. Where it names as many
indicators as it says there are ambitions, the first figures of the picture are theirs, paired by that order at low
confidence; else nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.model import Confidence, TargetFact
from loaders.clauses import capital, words_of
from loaders.context import Reading
from loaders.movements import Movement, movements
from loaders.numbers import parse_count
from loaders.passages import default_scope, passages, theme_of
from loaders.pictures import Run, loose_runs
from loaders.structure.sections import Section

NAME = "targets"
_SHOWS_AMBITIONS = re.compile(
    r"\b(?:afbeelding|figuur|infographic|grafiek)\b[^.]*?\b(?P<count>\w+) (?:[\w-]+e )?(?:ambities|doelstellingen|doelen)\b",
    re.I,
)


def pictured(reading: Reading) -> Iterator[TargetFact]:
    """The targets of pictures that the prose announces as showing ambitions."""
    for run in loose_runs(reading):
        chapter = _chapter(reading, run)
        told = _told(reading, chapter)
        if told and len(told) <= len(run.figures):
            for figure, move in zip(run.figures, told, strict=False):
                yield TargetFact(
                    theme=theme_of(reading, run.first),
                    indicator=capital(move.indicator),
                    scope=move.scope or default_scope(reading),
                    direction="afname" if figure.value < 0 else "toename",
                    baseline_year=move.years.base,
                    target_year=move.years.about,
                    change_pct=figure.value,
                    unit="%",
                    evidence=reading.evidence(figure.text, NAME, Confidence.LOW),
                )


def _chapter(reading: Reading, run: Run) -> Section:
    sections = list(reading.doc.section_of(run.first).ancestors())
    return next((section for section in reversed(sections) if section.heading is not None), sections[0])


def _told(reading: Reading, chapter: Section) -> list[Movement]:
    """What the prose of a chapter says has moved, each indicator once; empty when that is not as many as it announces."""
    blocks = {block.index for block in chapter.all_blocks()}
    announced = Decimal(0)
    told: list[Movement] = []
    last: Movement | None = None
    for passage in passages(reading):
        if passage.block.index not in blocks:
            continue
        shown = _SHOWS_AMBITIONS.search(passage.text.text)
        announced = announced or (shown and parse_count(shown.group("count"))) or Decimal(0)
        for move in list(movements(passage.text.text, reading.region, last)):
            last = move
            known = any(set(words_of(move.indicator)) <= set(words_of(each.indicator)) for each in told)
            if (
                last.change is not None
                and last.scope != "landelijk"
                and not known
                and "waaronder" not in passage.text.text
            ):
                filled = told[0].years if told else last.years
                told.append(replace(last, years=last.years.filled(filled)))
    return told if len(told) == announced else []
