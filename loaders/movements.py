"""Statements of movement in a sentence: what rose or fell, by how much, from what to what, between which years.

    In Midden-Nederland daalt het aantal overvallen met 41% van 213 in 2011 naar maximaal 125 in 2018.
    Het ophelderingspercentage voor woninginbraken stijgt van 8% in 2011 naar 11,5% in 2018, voor straatroof van 23% naar 30%.
    Door bewoners ervaren jongerenoverlast is met 10% gedaald, 20% minder (geslaagde) woninginbraken.

A clause that leaves something out takes it from the clause before it: the years, the verb, the head of the indicator.
What the sentence is for (a target, a result, a forecast) is not told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from loaders.clauses import (
    clauses,
    coordinated,
    direction,
    noun_direction,
    phrase,
    share_head,
    subject,
    tidy,
)
from loaders.figures import (
    Quantity,
    Years,
    amount,
    counted_noun,
    quantities,
    years,
)
from loaders.movement_bases import base_of, before_bracket, year_before
from loaders.movement_patterns import (
    BACK,
    BY,
    COMPARED,
    DOUBLED,
    DOUBLED_IS,
    FTE,
    HAS_FIGURE,
    IS_TIME,
    LESS,
    LOWER,
    NOUN_OF,
    NOUN_WHAT,
    OPENED,
    RANGE,
    TIME,
    TO,
    TO_TIME,
    TO_YEAR,
)
from loaders.scopes import scope_of

_NO_YEARS = Years()


@dataclass(frozen=True, slots=True)
class Movement:
    """One thing that moves, with what the words give of it.

    start, end: offsets of the clause in the sentence; inherited: whether it borrows words from an earlier clause.
    indicator: label without determiner, "" when the sentence names none.
    base, value: figures from and to; change: percentage, negative for a fall; by: a change that is no percentage.
    unit: "%", "euro", a counted noun or "aantal" for base and value; "" when only a percentage of change is given.
    """

    start: int
    end: int
    indicator: str
    direction: str
    base: Decimal | None = None
    value: Decimal | None = None
    change: Decimal | None = None
    by: Decimal | None = None
    unit: str = ""
    years: Years = _NO_YEARS
    scope: str = ""
    inherited: bool = False


def movements(sentence: str, region: str = "", before: Movement | None = None) -> Iterator[Movement]:
    """The movements with a figure that a sentence states, in order.

    before: the last movement of the sentence before this one, for "in diezelfde periode" and "dat is een toename tot".
    """
    if not HAS_FIGURE.search(sentence):
        return
    last = before
    own = False
    counted = ""  # the last thing an earlier clause counts
    named = ""  # the last thing an earlier clause of the sentence is about
    found: list[Movement] = []
    for start, end in clauses(sentence):
        clause = sentence[start:end]
        for move in _read(clause, last if last and (own or _refers_back(clause, sentence)) else None, region):
            compared = counted if COMPARED.match(clause) else ""
            fallback = counted if move.change is not None and LOWER.match(clause) else ""
            last = replace(
                move, start=start, end=end, indicator=move.indicator or compared or named or fallback,
                years=year_before(clause, sentence, move.years),
            )  # fmt: skip
            found.append(last)
            own = True
        nouns = [each.noun for each in quantities(clause) if each.noun and not each.unit]
        counted = f"aantal {nouns[-1]}" if nouns else counted
        about = subject(clause)
        named = about if "aantal " in about else named or about
    yield from _completed(found)


def _completed(found: list[Movement]) -> Iterator[Movement]:
    """ "69% minder overlastgevende en 60% minder criminele jeugdgroepen": the first borrows the noun of the second."""
    for move, after in zip(found, [*found[1:], None], strict=False):
        if after is not None and re.fullmatch(r"[a-zà-ÿ-]+e", move.indicator) and " " in after.indicator:
            yield replace(move, indicator=f"{move.indicator} {after.indicator.split()[-1]}")
        elif move.indicator and move.indicator.strip() not in ("aantal", "totaal aantal"):
            yield move


def _refers_back(clause: str, sentence: str) -> bool:
    return bool(BACK.search(clause) or re.match(r"(?:tevens|ook|daarnaast)\b", sentence, re.I))


def _read(clause: str, last: Movement | None, region: str) -> Iterator[Movement]:
    """The movements of one clause; what it leaves out comes from `last`."""
    own_years = years(clause)
    spoken = own_years.filled(last.years) if last else own_years
    opened = OPENED.search(clause)
    about = subject(clause)
    if opened and (not about or opened.group("verb")):
        about = tidy(opened.group("what"))
    scope = scope_of(clause, region) or (last.scope if last and not about else "")
    way = direction(clause) or (last.direction if last else "")
    basis = Movement(0, 0, about, way, years=spoken, scope=scope, inherited=not about)
    ranges = list(RANGE.finditer(clause))
    if ranges:
        yield from _from_to(clause, ranges, basis, last)
        return
    counted = list(LESS.finditer(clause))
    if counted:
        yield from _less_of(clause, counted, basis)
        return
    yield from _by_or_to(clause, basis, last)


def _from_to(clause: str, ranges: list[re.Match[str]], basis: Movement, last: Movement | None) -> Iterator[Movement]:
    for match in ranges:
        rest = clause[match.end() :]
        to_year = TO_YEAR.match(rest)
        lower, upper = amount(match.group("from")), amount(match.group("to"))
        noun, _ = counted_noun(clause, match.end())
        noun = "fte" if FTE.match(rest) else noun
        spoken = Years(
            int(to_year.group("year")) if to_year else basis.years.about if not match.group("from_year") else None,
            int(match.group("from_year")) if match.group("from_year") else basis.years.base,
        )
        if last is not None:
            spoken = spoken.filled(last.years)
        indicator = before_bracket(clause, match) if len(ranges) > 1 else ""
        indicator = indicator or basis.indicator
        ellipsis = re.match(r"\W*(?:en )?(?P<for>voor|onder|bij) (?P<what>[^,;]*?) van \d", clause)
        if not indicator and ellipsis and last is not None:
            head, _ = share_head(last.indicator)
            what = tidy(ellipsis.group("what"))
            own = f"{last.indicator} {ellipsis.group('for')} {what}" if last.indicator else ""
            indicator = f"{head} {what}" if head else own
        elif not indicator and last is not None:
            indicator = last.indicator
        by = BY.search(clause) or NOUN_OF.search(clause, match.end())
        moved = "toename" if upper.value > lower.value else "afname" if upper.value < lower.value else "stabiel"
        yield replace(
            basis,
            indicator=indicator,
            direction=basis.direction or moved,
            base=lower.value,
            value=upper.value,
            change=_signed(amount(by.group("by")), basis.direction or moved)
            if by and amount(by.group("by")).unit == "%"
            else None,
            unit=lower.unit if lower.unit and not upper.unit else _unit(upper, noun, indicator),
            years=spoken,
        )


def _less_of(clause: str, counted: list[re.Match[str]], basis: Movement) -> Iterator[Movement]:
    """So much less of a thing: "20% minder (geslaagde) woninginbraken", "69% minder overlastgevende en 60% minder criminele jeugdgroepen"."""
    labels = [
        phrase(clause[match.end() : counted[n + 1].start() if n + 1 < len(counted) else len(clause)])
        for n, match in enumerate(counted)
    ]
    for match, label in zip(counted, labels, strict=True):
        by = amount(match.group("by"))
        way = "afname" if match.group("way").lower() == "minder" else "toename"
        for part in coordinated(label):
            if by.unit == "%":
                yield replace(
                    basis,
                    indicator=part,
                    direction=way,
                    change=_signed(by, way),
                    inherited=False,
                )


def _by_or_to(clause: str, basis: Movement, last: Movement | None) -> Iterator[Movement]:
    """A change by a figure, to a figure, or both."""
    noun_of, what = NOUN_OF.search(clause), NOUN_WHAT.search(clause)
    by = BY.search(clause) if basis.direction else None
    timed = TO_TIME.search(clause) if IS_TIME.search(basis.indicator) else None
    to = (timed or TO.search(clause)) if direction(clause) else None
    if basis.direction == "stabiel" and by and not to:  # "bleef met 9% gelijk": at that level
        level = amount(by.group("by"))
        if basis.indicator:
            yield replace(basis, value=level.value, unit=level.unit or "aantal")
        return
    found = noun_of or by or LOWER.search(clause)
    if noun_of:
        year = noun_of.group("year")
        about = Years(int(year), basis.years.base) if year else basis.years
        basis = replace(basis, years=about, direction=noun_direction(noun_of.group("noun")))
    elif what and by:
        way = noun_direction(what.group("noun"))
        basis = replace(basis, indicator=_after_change_noun(clause, what), direction=way, inherited=False)
    elif what and by is None and not found and not to:
        yield from _doubled(clause, basis)
        return
    named = basis.indicator or (last.indicator if last else "")
    basis = replace(basis, indicator=_counted(clause, found) or named)
    if noun_of and noun_of.group("by2"):
        yield from _respectively(noun_of, basis)
    elif found or to:
        yield from _single(clause, basis, found, to)
    elif (doubled := DOUBLED_IS.search(clause)) and basis.indicator:
        change = Decimal(100 if doubled.group("up") else 200 if doubled.group("thrice") else -50)
        base, base_year = base_of(clause)
        spoken = Years(basis.years.about, base_year) if base_year is not None else basis.years
        yield replace(basis, direction="toename" if change > 0 else "afname", change=change, base=base, years=spoken)


def _counted(clause: str, found: re.Match[str] | None) -> str:
    """What is counted before a change that is said of it: "registreerde de politie 54.300 misdrijven, een daling van 12%"."""
    if found is None or not re.search(r",\s*(?:een\s+)?$", clause[: found.start()]):
        return ""
    nouns = [
        each.noun for each in quantities(clause[: found.start()]) if each.noun and not each.unit and not TIME.match(each.noun)
    ]
    return f"aantal {nouns[-1]}" if nouns else ""


def _doubled(clause: str, basis: Movement) -> Iterator[Movement]:
    """A change in a word: "verdubbeling van het aantal …" is a rise by 100%, "halvering" a fall by 50%."""
    match = DOUBLED.search(clause)
    named = phrase(clause[match.end() :]) if match else ""
    if match and named and not named.startswith("ambitie"):
        way = noun_direction(match.group("noun"))
        change = Decimal(200 if match.group("noun").lower() == "verdrievoudiging" else 100 if way == "toename" else -50)
        yield replace(basis, indicator=named, direction=way, change=change, inherited=False)


def _respectively(noun_of: re.Match[str], basis: Movement) -> Iterator[Movement]:
    """Of "het aantal overvallen en straatroven … de daling van 59% respectievelijk 37%" one for each of the two."""
    figures = [amount(noun_of.group("by")), amount(noun_of.group("by2"))]
    parts = coordinated(basis.indicator)
    if len(parts) == len(figures):
        for part, each in zip(parts, figures, strict=True):
            yield replace(basis, indicator=part, change=_signed(each, basis.direction))


def _single(clause: str, basis: Movement, found: re.Match[str] | None, to: re.Match[str] | None) -> Iterator[Movement]:
    figure = amount(found.group("by")) if found else None
    target = amount(to.group("to")) if to else None
    if figure is not None and figure.unit == "euro" and target is None:
        return
    share = figure if figure is not None and figure.unit == "%" else None
    by = None if figure is None or share else -abs(figure.value) if basis.direction == "afname" else abs(figure.value)
    unit = ""
    if target is not None and to is not None:
        unit = _unit(target, counted_noun(clause, to.end())[0], basis.indicator)
    elif found is not None and share is None:
        unit = counted_noun(clause, found.end("by"))[0]
    base, base_year = base_of(clause)
    if base_year is not None and (basis.years.base is None or basis.years.about == base_year):
        about = basis.years.about if basis.years.about != base_year else None
        basis = replace(basis, years=Years(about, base_year))
    yield replace(
        basis,
        base=base,
        value=target.value if target else None,
        change=_signed(share, basis.direction) if share else None,
        by=by,
        unit=unit,
    )


def _after_change_noun(clause: str, what: re.Match[str]) -> str:
    return re.sub(r"^het aantal", "aantal", phrase(clause[what.end() :]))


def _signed(figure: Quantity, way: str) -> Decimal:
    value = abs(figure.value)
    return -value if way in ("afname", "gelijk of afname") else value


def _unit(figure: Quantity, noun: str, indicator: str) -> str:
    """The unit of a level: as printed, else the noun counted, else a mark or a number by the indicator's own words."""
    return figure.unit or noun or ("cijfer" if re.search(r"cijfer|score|index", indicator) else "aantal")
