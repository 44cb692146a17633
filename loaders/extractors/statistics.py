"""Figures about the world: counts, shares, changes that were measured, totals, and where targets start from.

Read are: movements that are no target (`loaders.movements`; a change is a row in percent, the levels it runs between
are rows of their own), shares ("19% van de bewoners voelt zich …"), ratios ("1 op de 9 personen"), averages, counts
with what is counted ("54 criminele samenwerkingsverbanden"; in words only of bodies: "vijf DVO's"), percentages of a
flattened picture that pair with its labels by order, and the baselines of targets.

A level in one year has that year as `to_year`; a change has both. A figure stated in two places is two facts; within
one section it is one. Police strength (fte) and money belong to other families, numbers of plans, themes and agreements
to none, save those of an earlier plan that are recalled ("17 concrete ambities" of the strategy before).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Confidence, Fact, Span, StatisticFact, TargetFact
from loaders.clauses import words_of
from loaders.context import Reading
from loaders.extractors.aimed_shares import is_aimed
from loaders.extractors.counts import AIM, counts
from loaders.extractors.plain_levels import plain_levels
from loaders.extractors.shares import Share, parts, ratios, shares
from loaders.extractors.single_figures import averages, estimates, grades, proportions
from loaders.extractors.targets import is_reached, is_target
from loaders.figures import AMOUNT, YEAR, Years, amount, years
from loaders.movements import Movement, movements
from loaders.numbers import parse_count
from loaders.passages import Passage, default_scope, passages, plan_years
from loaders.pictures import labels_of, loose_runs, years_near
from loaders.scopes import scope_of
from loaders.structure import Role

NAME = "statistics"


# People in general, of no area in particular
_ALL = re.compile(r"\bvan alle (?:vrouwen|mannen|mensen|personen|Nederlanders|kinderen|jongeren|volwassenen)\b", re.I)
_REPORTS = re.compile(r"meldingen|aangiften|gevallen|incidenten|zaken|signalen|klachten")
_THAT_IS = re.compile(rf"^Dat (?:zijn|waren|is|was) er (?P<by>{AMOUNT}) (?P<way>minder|meer) dan in (?P<year>{YEAR})\b")
_THEN = re.compile(
    rf"\b(?:(?P<ago>[a-z]+|\d+) jaar (?:eerder|geleden|daarvoor)|in (?P<year>{YEAR})) (?:waren|was) dat er (?:nog |pas |slechts |maar |zelfs )*(?P<value>{AMOUNT})(?![\d.,]*\d|\s?(?:%|procent|minder|meer))", re.I
)
# "…; bij 65-plussers is dat zelfs 20%": the same of a group
_OF_THEM = re.compile(
    rf"\b(?:bij|onder|voor|van) (?:de )?(?P<who>[\w-]+(?: [a-zà-ÿ-]+)?) (?:is|was|ligt|zijn) (?:dat|dit) (?:zelfs |nog |slechts |maar |al |ruim |bijna )*(?P<share>{AMOUNT})(?<=%|t)", re.I
)
_GROUP = re.compile(r"^(?P<kind>aandeel )?[\w-]+")
_IN_SO_LONG = re.compile(r"\bin (?:de (?:afgelopen|laatste) )?(?P<count>\w+|\d+) jaar\b", re.I)  # of years of its own, not told
_PEOPLE = re.compile(r"\b(?:personen|mensen|vrouwen|mannen|kinderen)$")


@dataclass(frozen=True, slots=True)
class _Row:
    indicator: str
    value: Decimal
    unit: str
    years: Years
    scope: str
    where: Span
    confidence: Confidence = Confidence.HIGH
    place: int = -1  # index of the block that opens its section
    anywhere: bool = False  # of people in general: no area is named, nor is it the document's own


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the figures about the world that the document states, each once."""
    found: list[_Row] = []
    for row in (*_pictured(reading), *_told(reading), *_baselines(reading)):
        _keep(found, replace(row, place=_place(reading, row.where)))
    for row in sorted(found, key=lambda each: each.where):
        yield StatisticFact(
            indicator=row.indicator,
            scope=row.scope or ("" if row.anywhere else default_scope(reading)),
            from_year=row.years.base,
            to_year=row.years.about,
            value=row.value,
            unit=row.unit,
            evidence=reading.evidence(row.where, NAME, row.confidence),
        )


def _told(reading: Reading) -> Iterator[_Row]:
    start, _ = plan_years(reading)
    last: Movement | None = None
    counted: _Row | None = None  # the last count of the block
    block = -1
    heading = None
    section = Years()  # of the last movement under the same heading: "in dezelfde periode", "de forse daling van …"
    for passage in passages(reading):
        if passage.block.index != block:
            block, last, counted = passage.block.index, None, None
        if reading.doc.section_of(passage.block) is not heading:
            heading, section = reading.doc.section_of(passage.block), Years()
        taken: list[Decimal] = []
        for move in movements(passage.text.text, reading.region, last):
            last = move
            taken += [value for value in (move.value, move.base, move.change and abs(move.change)) if value is not None]
            if "ambitie van" in passage.text.text[move.start : move.end] or move.unit in ("euro", "fte"):
                continue
            if not is_target(passage, move, start):
                over = _IN_SO_LONG.search(passage.text.text[move.start : move.end])
                spoken = _so_long(move, over) if over else _completed(move, section)
                measured = replace(move, years=spoken)
                section = measured.years.filled(section)
                yield from _of_movement(passage, measured)
            elif is_reached(passage):
                yield from _of_movement(passage, move)
        about = years(passage.text.text).about
        ahead = about is not None and start is not None and about > start
        aimed = is_aimed(passage, start) or (ahead and any(plain_levels(passage.text.text)))
        if not aimed:  # a level set for a year to come is a target
            for row in _of_sentence(reading, passage):
                taken.append(row.value)
                yield row
        if (more := _more_than(passage, counted)) is not None:
            yield more
        if Role.FORMATION not in passage.roles:
            for count in counts(reading, passage, taken):
                label = _reported(count.label, count.unit, last)
                counted = _Row(label, count.value, count.unit, count.years, count.scope, count.where)
                yield counted
            if counted is not None and (then := _then_were(passage, counted)) is not None:
                yield then


def _reported(label: str, unit: str, last: Movement | None) -> str:
    """What reports that are counted by themselves are about: what the sentence says that rose or fell."""
    if last is None or label != f"aantal {unit}" or not _REPORTS.fullmatch(unit) or not last.indicator:
        return label
    if re.search(rf"\b{unit}\b", last.indicator):
        return last.indicator
    return f"{label} {last.indicator}"


def _more_than(passage: Passage, counted: _Row | None) -> _Row | None:
    """ "Dat zijn er bijna 8.000 minder dan in 2019", after a count."""
    match = _THAT_IS.match(passage.text.text)
    if match is None or counted is None:
        return None
    value = amount(match.group("by")).value
    spoken = Years(counted.years.about, int(match.group("year")))
    where = passage.text[match.start() : match.end()].span()
    value = -value if match.group("way") == "minder" else value
    unit = "%" if "%" in match.group("by") or "procent" in match.group("by") else counted.unit
    return _Row(counted.indicator, value, unit, spoken, counted.scope, where, Confidence.MEDIUM)


def _so_long(move: Movement, over: re.Match[str]) -> Years:
    """The years of a change "in twee jaar", where the year it ends in is told."""
    count = parse_count(over.group("count"))
    about = move.years.about
    if move.change is None or move.base is not None or about is None or move.years.base is not None or not count:
        return move.years
    return Years(about, about - int(count))


def _then_were(passage: Passage, counted: _Row) -> _Row | None:
    """ "Twee jaar eerder waren dat er nog 9.870", "in 2020 waren dat er 24", after a count."""
    match = _THEN.search(passage.text.text)
    if match is None:
        return None
    ago, about = parse_count(match.group("ago") or ""), counted.years.about
    year = int(match.group("year")) if match.group("year") else about - int(ago) if about and ago else None
    value = amount(match.group("value")).value
    where = passage.text[match.start() : match.end()].span()
    return _Row(counted.indicator, value, counted.unit, Years(year), counted.scope, where, Confidence.MEDIUM)


def _completed(move: Movement, section: Years) -> Years:
    """The years of a measured change, those it leaves out taken from the movement before it under the same heading."""
    if move.base is not None and move.years == Years() and None not in (section.base, section.about):
        return section  # "… halveerde bijna, van 310 naar 164" goes on about the years of the sentence before
    if move.change is None or move.base is not None:
        return move.years
    if move.years == Years() or (move.years.base == section.base and move.years.about is None):
        return move.years.filled(section)
    return move.years


def _of_movement(passage: Passage, move: Movement) -> Iterator[_Row]:
    where = passage.text.span() if move.inherited else passage.text[move.start : move.end].strip(" ,;").span()
    confidence = Confidence.MEDIUM if move.inherited else Confidence.HIGH
    if move.change is not None:
        yield _Row(move.indicator, move.change, "%", move.years, move.scope, where, confidence)
    if move.by is not None:
        yield _Row(move.indicator, move.by, move.unit, move.years, move.scope, where, confidence)
    if move.base is not None:
        yield _Row(move.indicator, move.base, move.unit, Years(move.years.base), move.scope, where, confidence)
    dated = move.base is not None or move.change is not None or move.years.about is not None
    if move.value is not None and (dated or move.direction == "stabiel" or "tijd" in move.indicator):
        yield _Row(move.indicator, move.value, move.unit, Years(move.years.about), move.scope, where, confidence)


def _of_sentence(reading: Reading, passage: Passage) -> Iterator[_Row]:
    sentence = passage.text.text
    if AIM.search(sentence):
        return
    scope = scope_of(sentence, reading.region)
    for share in shares(sentence):
        about = share.years if share.years.about is not None else Years()
        where = passage.text[share.start : share.end].span()
        place = scope if share.national is None else "landelijk" if share.national else ""
        yield _Row(share.label, share.value, "%", about, place, where, anywhere=bool(_ALL.search(sentence)))
    for ratio in ratios(sentence):
        where = passage.text[ratio.start : ratio.end].span()
        general = bool(_PEOPLE.search(ratio.unit))
        yield _Row(ratio.label, ratio.value, ratio.unit, ratio.years, scope, where, anywhere=general)
    if (of := _OF_THEM.search(sentence)) is not None and (told := _first_part(sentence)) is not None:
        where = passage.text[of.start() : of.end()].span()
        yield _Row(_GROUP.sub(rf"\g<kind>{of.group('who')}", told.label, count=1), amount(of.group("share")).value, "%", told.years, scope, where)
    for part in parts(sentence):
        where = passage.text[part.start : part.end].span()
        yield _Row(part.label, part.value, part.unit, part.years, scope, where, anywhere=bool(_PEOPLE.search(part.unit)))
    for each in (*proportions(sentence), *grades(sentence), *estimates(sentence)):
        yield _Row(each.label, each.value, each.unit, each.years, scope, passage.text[each.start : each.end].span())
    for average in averages(sentence):
        yield _Row(average.label, average.value, average.unit, average.years, scope, passage.text.span())


def _first_part(sentence: str) -> Share | None:
    """The first part of a whole that a sentence tells of."""
    return next(iter((*shares(sentence), *ratios(sentence))), None)


def _pictured(reading: Reading) -> Iterator[_Row]:
    """Percentages of a picture with the labels beside it, by order; negative is a fall."""
    start, _ = plan_years(reading)
    for run in loose_runs(reading):
        labels = labels_of(reading, run)
        spoken = years_near(reading, run, start)
        for label, figure in zip(labels, run.figures, strict=False):
            yield _Row(
                label[:1].lower() + label[1:],
                figure.value,
                "%",
                spoken,
                default_scope(reading),
                figure.text.span(),
                Confidence.LOW,
            )


def _baselines(reading: Reading) -> Iterator[_Row]:
    """Where the targets of the document start from."""
    for fact in reading.facts:
        if isinstance(fact, TargetFact) and fact.baseline_value is not None and fact.unit != "fte":
            label = fact.indicator[:1].lower() + fact.indicator[1:]
            yield _Row(
                label,
                fact.baseline_value,
                fact.unit,
                Years(fact.baseline_year),
                fact.scope,
                fact.evidence.span,
                fact.evidence.confidence,
            )


def _place(reading: Reading, where: Span) -> int:
    """Which section a passage stands in: the block that opens it."""
    at = bisect_right(reading.doc.body, where.start, key=lambda block: block.span.start) - 1
    section = reading.doc.section_of(reading.doc.body[max(0, at)])
    return section.heading.index if section.heading is not None else -1


def _keep(found: list[_Row], row: _Row) -> None:
    """Add a figure, unless its section states it already; one with a year takes the place of the same without."""
    if not row.indicator:
        return
    for at, other in enumerate(found):
        same = row.value == other.value and row.unit == other.unit and (row.scope or "") == (other.scope or "")
        if not same or row.place != other.place or not _same_words(row.indicator, other.indicator):
            continue
        if row.years == other.years or row.years == Years() or other.years == Years():
            if other.years == Years() and row.years != Years():
                found[at] = row
            return
    found.append(row)


def _same_words(one: str, two: str) -> bool:
    people = {"bewoners", "inwoners", "burgers", "midden", "nederland"}
    first, second = set(words_of(one)) - people, set(words_of(two)) - people
    return first == second or (len(first & second) >= 3 and (first <= second or second <= first))
