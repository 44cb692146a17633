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
from loaders.clauses import phrase, words_of
from loaders.context import Reading
from loaders.extractors.shares import averages, grades, proportions, ratios, shares
from loaders.extractors.targets import is_reached, is_target
from loaders.figures import Quantity, Years, quantities, word_quantities, years
from loaders.movements import Movement, movements, scope_of
from loaders.passages import Passage, default_scope, passages, plan_years
from loaders.pictures import labels_of, loose_runs, years_near
from loaders.structure import Role

NAME = "statistics"
_NOT_WORLD = re.compile(
    r"^(?:[a-zà-ÿ-]+e )*(?:jaar|jaren|maand\w*|dag|dagen|week|weken|uur|uren|minuten|keer|maal|fte|euro|prioriteit\w*|thema'?s?|[\w-]*thema'?s|doelstelling\w*|"
    r"\w*doelen|pijlers?|uitgangspunt\w*|taken|punten|hoofdstuk\w*|pagina\w*|type\w*|afspra\w*|onderwerp\w*|stap\w*|fasen?|ambities?|criteria|keuzes?|plan|plannen|"
    r"maatregel\w*|spelregels?|vragen|vraag|functies|tabel\w*|bijlage\w*|kolom\w*|dossiers|procent|sporen|lijnen|invalshoek\w*|formatieplaats\w*|zaak|domeinen|ketens|categori\w*|wereld\w*|"
    r"formatie|sterkte|extra|aspiranten|netto|voorvermelde|procentpunt|jarige|beleidsdoel\w*|organisatieontwikkel\w*)\b",
    re.I,
)
_AIMS_OF_A_PLAN = re.compile(r"^(?:[a-zà-ÿ-]+e )*(?:ambities|doelstellingen|doelen|prioriteiten)$", re.I)
_PERIOD = re.compile(r"\b(?:19|20)\d{2}\s?[-–]\s?(?P<last>(?:19|20)\d{2})\b")
_PLURAL = re.compile(r"(?:en|s|'s|a)$")
_AIM = re.compile(
    r"\b(?:minstens|minimaal|ten minste|tenminste|maximaal|hooguit|hoogstens|ten hoogste|niet meer dan|doorlopend|norm|streefcijfer|werkvoorraad|percentage van|ambitie van)\b",
    re.I,
)
_MONEY_OR_STRENGTH = re.compile(r"^\s*(?:fte\b|euro\b|FTE\b)", re.I)
_YEAR_BEFORE = re.compile(
    r"(?:^|[:;,]|\b(?:kreeg|kregen|telde|telden|waren|registreerde|registreerden|ontving|ontvingen)\b)\W*"
    r"(?:in|eind|begin|medio|per) (?:(?:\d+ )?[a-z]+ )?(?P<year>(?:19|20)\d{2})(?: (?:[a-zà-ÿ]+(?: |$)){1,5}| ?$)$",
    re.I,
)
_DONE_BY = re.compile(
    r"\bvan (?P<what>[a-zà-ÿ]+(?: [a-zà-ÿ]+)?),? (?:dat|die) (?:wordt|worden|werd|werden) gepleegd door(?: (?:de|een))?\s*$"
)
_VERB_TAIL = re.compile(
    r"^\s*(?:in [A-ZÀ-Ý][\w-]+(?:[- ][A-ZÀ-Ý]\w+)?\s+)?(?:houden|zijn|worden|werden|waren|houdt) (?:zich )?(?P<tail>(?:(?!we\b|wij\b)[\wà-ÿ-]+ ?){1,6})"
)


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


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the figures about the world that the document states, each once."""
    found: list[_Row] = []
    for row in (*_pictured(reading), *_told(reading), *_baselines(reading)):
        _keep(found, replace(row, place=_place(reading, row.where)))
    for row in sorted(found, key=lambda each: each.where):
        yield StatisticFact(
            indicator=row.indicator,
            scope=row.scope or default_scope(reading),
            from_year=row.years.base,
            to_year=row.years.about,
            value=row.value,
            unit=row.unit,
            evidence=reading.evidence(row.where, NAME, row.confidence),
        )


def _told(reading: Reading) -> Iterator[_Row]:
    start, _ = plan_years(reading)
    last: Movement | None = None
    block = -1
    heading = None
    section = Years()  # of the last movement under the same heading: "in dezelfde periode", "de forse daling van …"
    for passage in passages(reading):
        if passage.block.index != block:
            block, last = passage.block.index, None
        if reading.doc.section_of(passage.block) is not heading:
            heading, section = reading.doc.section_of(passage.block), Years()
        taken: list[Decimal] = []
        for move in movements(passage.text.text, reading.region, last):
            last = move
            taken += [value for value in (move.value, move.base, move.change and abs(move.change)) if value is not None]
            if "ambitie van" in passage.text.text[move.start : move.end] or move.unit == "euro":
                continue
            if not is_target(passage, move, start):
                measured = replace(move, years=_completed(move, section))
                section = measured.years.filled(section)
                yield from _of_movement(passage, measured)
            elif is_reached(passage):
                yield from _of_movement(passage, move)
        for row in _of_sentence(reading, passage):
            taken.append(row.value)
            yield row
        if Role.FORMATION not in passage.roles:
            yield from _counts(reading, passage, taken)


def _completed(move: Movement, section: Years) -> Years:
    """The years of a measured change, those it leaves out taken from the movement before it under the same heading."""
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
    if move.value is not None and (move.base is not None or move.change is not None or move.years.about is not None):
        yield _Row(move.indicator, move.value, move.unit, Years(move.years.about), move.scope, where, confidence)


def _of_sentence(reading: Reading, passage: Passage) -> Iterator[_Row]:
    sentence = passage.text.text
    if _AIM.search(sentence):
        return
    scope = scope_of(sentence, reading.region)
    for share in shares(sentence):
        about = share.years if share.years.about is not None else Years()
        yield _Row(share.label, share.value, "%", about, scope, passage.text[share.start : share.end].span())
    for ratio in ratios(sentence):
        yield _Row(
            ratio.label, ratio.value, ratio.unit, ratio.years, scope, passage.text[ratio.start : ratio.end].span()
        )
    for each in (*proportions(sentence), *grades(sentence)):
        yield _Row(each.label, each.value, each.unit, each.years, scope, passage.text[each.start : each.end].span())
    for average in averages(sentence):
        yield _Row(average.label, average.value, average.unit, average.years, scope, passage.text.span())


def _counts(reading: Reading, passage: Passage, taken: list[Decimal]) -> Iterator[_Row]:
    """Numbers of things and people; a count that belongs to a movement, a share or an aim is not read again."""
    sentence = passage.text.text
    if _AIM.search(sentence):
        return
    written = [(each, False) for each in quantities(sentence)] + [(each, True) for each in word_quantities(sentence)]
    for quantity, in_words in written:
        noun = quantity.noun
        if re.search(r"\b(?:op|van) de\s*$", sentence[: quantity.start]) and re.search(
            r"\b(?:1|één|een) (?:op|van) de\s*$", sentence[: quantity.start]
        ):
            continue
        if quantity.unit or not noun or quantity.value in taken or quantity.value <= 1:
            continue
        if _NOT_WORLD.match(noun) and not (_AIMS_OF_A_PLAN.match(noun) and _recalls(reading, sentence)):
            continue
        if not _PLURAL.search(noun) or _MONEY_OR_STRENGTH.match(sentence[quantity.end :]):
            continue
        if in_words and not _is_body(reading, noun):
            continue
        scope = scope_of(sentence, reading.region) or default_scope(reading)
        label = f"aantal {noun}{_tail(sentence, quantity)}"
        spoken = _dated(sentence, quantity)
        yield _Row(label, quantity.value, noun, spoken, scope, _widened(passage, quantity))


def _dated(sentence: str, quantity: Quantity) -> Years:
    """The year of a count: right after it ("312 inbraken in 2021"), or before it in its clause with no other figure between
    ("in 2021 registreerde de politie 54.300 misdrijven")."""
    after = years(sentence[quantity.noun_end : quantity.noun_end + 12]).about
    before = _YEAR_BEFORE.search(sentence[: quantity.start])
    return Years(after if after is not None else int(before.group("year")) if before else None)


def _recalls(reading: Reading, sentence: str) -> bool:
    """Whether a sentence speaks of a plan for a period before this document's own."""
    start, _ = plan_years(reading)
    return start is not None and any(int(found.group("last")) < start for found in _PERIOD.finditer(sentence))


def _widened(passage: Passage, quantity: Quantity) -> Span:
    """The words of a count with what stands around them on the way to the next comma, so that a reader sees what it is."""
    text = passage.text.text
    left = max(text.rfind(sign, 0, quantity.start) for sign in (",", ";", ":", "("))
    right = min(
        (at for sign in (",", ";", ". ", ")") if (at := text.find(sign, quantity.noun_end)) >= 0), default=len(text)
    )
    return passage.text[left + 1 : right].strip().span()


def _is_body(reading: Reading, noun: str) -> bool:
    """Whether a noun names organisations: only those are counted in words ("vijf DVO's", "drie Veiligheidshuizen")."""
    bare = re.sub(r"'s$|(?<=[A-Z])s$", "", noun)
    full = reading.abbreviations.get(bare) or reading.abbreviations.get(noun) or noun
    lower = full.lower()
    if re.search(r"\b(?:politie|partijen|partners|invalshoeken)\b$", lower):
        return False
    return bool(
        re.search(
            r"(?:gemeenten|eenheden|districten|teams|basisteams|veiligheidshuizen|overleggen|veiligheidsoverleg|parketten|regio'?s|meldpunten|"
            r"organisaties|corporaties|taskforces|colleges|overleg|ministeries|scholen|advies-)(?:\b|$)",
            lower,
        )
    )


def _tail(sentence: str, quantity: Quantity) -> str:
    """What the things counted are said to be: " slachtoffer van huiselijk geweld", " bezig met cocaïnehandel"."""
    rest = sentence[quantity.noun_end :]
    done = _DONE_BY.search(sentence[: quantity.start])
    if done and re.fullmatch(r"(?:verdachten|daders|plegers)", quantity.noun):
        return f" van {done.group('what')}"
    victims = re.search(r"\b(?:slachtoffer|dader|verdachte) van [a-zà-ÿ]+(?: [a-zà-ÿ]+)?", rest)
    if victims and re.search(r"\b(?:wordt|worden|zijn|waren|werden)\b", sentence[: quantity.start]):
        return f" {victims.group()}"
    about = re.match(r" (?:over|tegen|van) (?=[a-zà-ÿ])(?!(?:de|het) politie\b)", rest)
    if about:
        words = phrase(rest[about.end() :])
        return f"{about.group()}{words}" if words and len(words.split()) <= 6 else ""
    match = _VERB_TAIL.match(rest)
    if match and re.search(r"houden zich|houdt zich", match.group()):
        return f" {match.group('tail').strip()}"
    return ""


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
        if isinstance(fact, TargetFact) and fact.baseline_value is not None:
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
