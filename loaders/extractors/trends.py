"""Trends: what a document says is rising, falling, shifting or coming up.

Lists, tables and labels under a heading on trends are trends by their place. In prose a trend is told by a noun of
change ("een toename van drugsgebruik"), an adjective of change ("toenemende polarisatie"), a verb of change with its
subject ("het wantrouwen groeit"), "steeds meer" or a set phrase (`trend_patterns`). A signed percentage of a flattened
picture is the trend of the label it pairs with. What is meant for the time to come (ambitions, agreements, targets) is no
trend. The label is made of the words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Confidence, Fact, Span, TargetFact, TrendFact
from loaders.clauses import capital, direction, tidy, words_of
from loaders.context import Reading
from loaders.extractors.targets import is_reached, is_target
from loaders.extractors.trend_sentences import Told, told
from loaders.movements import Movement, movements
from loaders.passages import passages, plan_years
from loaders.pictures import labels_of, loose_runs, years_near
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role

NAME = "trends"
_MOVES = re.compile(
    r"^(?:toenemende?|groeiende?|afnemende?|dalende?|stijgende?|opkomende?|toename|groei|afname|daling|stijging|dreiging|opkomst|verschuiving|verharding|"
    r"verjonging|verruwing|overslaan|migratiestromen|vergrijzing|digitalisering|verstedelijking|polarisatie|individualisering|meer|minder|steeds)\b",
    re.I,
)
_OWN_AREA = re.compile(
    r"^veiligheidsontwikkeling(?:en)? in [A-Z]|^zie\b|^bron\b|\b(?:19|20)\d{2}\b|https?:|www\.", re.I
)
_PICTURE_LABEL = re.compile(r"(?:\s+(?:totaal|[a-z]*(?:inbraak|geweld|roof|overvallen|diefstal)[a-z]*))+$")
_ANNOUNCES = re.compile(
    r"(?:^|[.!?] )[^.!?]*\b(?:belangrijkste|voornaamste|grootste|volgende) (?:[a-z]+e )?(?:ontwikkelingen|trends)\b[^.!?]*:$|^(?:[Oo]pvallende|[Bb]elangrijk(?:e|ste)|[Nn]ieuwe|[Oo]nze) (?:ontwikkelingen|trends)\b[^.!?]{0,40}:$|^(?:[Ww]at (?:ons |verder )?(?:valt|opvalt)|[Oo]pvallend)\b[^.!?]{0,40}[:?]$",
    re.I,
)
_NUMBERED = re.compile(r"^\d{1,2}\.?\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class _Trend:
    label: str
    direction: str
    where: Span
    confidence: Confidence


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the trends of the document, each once, in order."""
    found: list[_Trend] = []
    for trend in (*_listed(reading), *_announced(reading), *_written(reading), *_pictured(reading)):
        if any(words_of(trend.label)) and not any(_repeats(trend, other) for other in found):
            found.append(trend)
    for trend in sorted(found, key=lambda each: each.where):
        yield TrendFact(
            trend=trend.label, direction=trend.direction, evidence=reading.evidence(trend.where, NAME, trend.confidence)
        )


def _repeats(new: _Trend, old: _Trend) -> bool:
    """Whether a trend is there already: by its words, or told of the same thing in the same place of the text."""
    moves = {"daling", "stijging", "afname", "toename"}
    left, right = set(words_of(new.label)) - moves, set(words_of(old.label)) - moves
    same_place = _overlap(new.where, old.where)
    return set(words_of(new.label)) == set(words_of(old.label)) or (same_place and (left <= right or right <= left))


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _listed(reading: Reading) -> Iterator[_Trend]:
    for section in reading.doc.sections:
        if section.role is not Role.TRENDS or section.heading is None:
            continue
        items = [block for block in section.blocks if block.kind is Kind.ITEM]
        rows = [cell for block in section.blocks if block.kind is Kind.ROW for cell in block.cells]
        for block in items:
            yield from _label(block.text, Confidence.HIGH)
        for cell in rows:
            if len(cell.text.split()) > 1:
                yield from _label(cell, Confidence.HIGH)
        if not items and not rows:
            yield from _labels_on_page(reading, section.heading)


def _announced(reading: Reading) -> Iterator[_Trend]:
    """Items right after a sentence that announces developments: "De belangrijkste ontwikkelingen zetten we op een rij:"."""
    announced = False
    for block in reading.doc.body:
        if block.kind is Kind.ITEM and announced:
            ways = [one.direction for one in told(block.text.text) if one.start == 0]
            yield from _label(block.text, Confidence.MEDIUM, next(iter(ways), ""))
            continue
        announced = block.kind is Kind.PARAGRAPH and bool(_ANNOUNCES.search(block.text.text))


def _labels_on_page(reading: Reading, heading: Block) -> Iterator[_Trend]:
    """Labels of a flattened page below its heading on trends; up to the next numbered part of the page."""
    lead = re.match(r"^\s*trends\s+(?=[A-Z])", heading.text.text, re.I)
    if lead:  # the word "Trends" and the first label on one line
        yield from _label(heading.text[lead.end() :], Confidence.MEDIUM)
    below = sorted(
        (
            block
            for block in reading.doc.body
            if block.page == heading.page and block.line > heading.line and block.kind is not Kind.ROW
        ),
        key=lambda block: block.line,
    )
    stop = next((n for n, block in enumerate(below) if _NUMBERED.match(block.text.text)), len(below))
    part = below[:stop]
    mixed = stop < len(below) or any(_ends_sentence(block) for block in part)
    for block in part:
        text = block.text
        fused = _PICTURE_LABEL.search(text.text) if mixed else None
        if fused:
            text = text[: fused.start()]
        words = len(text.text.split())
        labels = block.kind in (Kind.HEADING, Kind.PARAGRAPH) and 2 <= words <= 9 and not _ends_sentence(block)
        if labels and (not mixed or _MOVES.match(text.text)):
            yield from _label(text, Confidence.MEDIUM)


def _ends_sentence(block: Block) -> bool:
    return bool(re.search(r"[.!?]['\")]*$", block.text.text)) and not _OWN_AREA.match(block.text.text)


def _label(text: MappedText, confidence: Confidence, way: str = "") -> Iterator[_Trend]:
    """way: which way it goes, where the words of the label alone do not tell."""
    words = tidy(text.text)
    if words and not _OWN_AREA.search(words) and len(words) <= 160:
        yield _Trend(capital(words), direction(words) or way, text.strip().span(), confidence)


def _pictured(reading: Reading) -> Iterator[_Trend]:
    """Measured changes of a flattened picture, each with the label it pairs with by order."""
    start, _ = plan_years(reading)
    for run in loose_runs(reading):
        spoken = years_near(reading, run, start)
        if spoken.base is None:
            continue
        for label, figure in zip(labels_of(reading, run), run.figures, strict=False):
            way = "afname" if figure.value < 0 else "toename"
            noun = "daling" if figure.value < 0 else "stijging"
            yield _Trend(f"{capital(noun)} {label[:1].lower()}{label[1:]}", way, figure.text.span(), Confidence.LOW)


def _written(reading: Reading) -> Iterator[_Trend]:
    start, _ = plan_years(reading)
    last: dict[int, Movement] = {}  # of the block read
    aimed = [fact.evidence.span for fact in reading.facts if isinstance(fact, TargetFact)]
    for passage in passages(reading):
        sentence = passage.text
        ahead = passage.heading_years.about is not None and start is not None and passage.heading_years.about > start
        agreed = Role.AGREEMENTS in passage.roles and passage.block.kind is Kind.ITEM
        if (
            ahead
            or agreed
            or passage.roles & {Role.AMBITIONS, Role.FORMATION}
            or re.match(r"\W*afspraak\b", sentence.text, re.I)
        ):
            continue
        span = sentence.span()
        doing = Role.APPROACH in passage.roles and Role.ANALYSIS not in passage.roles
        said = list(told(sentence.text, doing=doing))
        for one in said:
            where = sentence[one.start : one.end].strip(" ,;").span()
            if not any(_overlap(where, aim) for aim in aimed if _overlap(span, aim)):
                yield _Trend(_short(one), one.direction, where, Confidence.MEDIUM)
        for move in list(movements(sentence.text, reading.region, last.get(passage.block.index))):
            last[passage.block.index] = move
            if any(set(words_of(move.indicator)) <= set(words_of(one.label)) for one in said):
                continue
            moved = move.change is not None or (move.base is not None and move.value is not None and move.base != move.value)
            if moved and move.unit != "fte" and (is_reached(passage) or not is_target(passage, move, start)):
                noun = {"afname": "daling", "toename": "stijging"}.get(move.direction, "")
                where = sentence[move.start : move.end].strip(" ,;").span()
                place = " landelijk" if move.scope == "landelijk" and reading.region != "Nederland" else ""
                if noun:
                    yield _Trend(capital(f"{noun} {move.indicator}{place}"), move.direction, where, Confidence.MEDIUM)


def _short(one: Told) -> str:
    """The label, cut at a phrase boundary when it is long."""
    words = one.label.split()
    return capital(" ".join(words[:22])) if len(words) > 22 else capital(one.label)
