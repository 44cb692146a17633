"""Targets worded without a figure: what is to rise or fall, told by the verb or the noun of change alone.

De geregistreerde criminaliteit blijft minimaal gelijk of is afgenomen
Toename aantal gemelde slachtoffers door de politie
Er zullen meer complexe zaken worden opgepakt.
Er zal gestreefd worden naar een jaarlijkse toename van complexe onderzoeken, waarbij 2019 het referentiejaar zal zijn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.clauses import (
    CHANGE_NOUN,
    attributive,
    clauses,
    direction,
    noun_direction,
    participle,
    phrase,
    subject,
    tidy,
)
from loaders.figures import AMOUNT, Years, amount, years
from loaders.scopes import scope_of

_OPENING = re.compile(rf"^\W*(?:afspraak:\s*)?(?P<word>{CHANGE_NOUN}|minder|meer)\s+(?:van\s+)?(?P<what>[^:]+)", re.I)
_STRIVES = re.compile(
    rf"\b(?:gestreefd|streven|streeft)\b.*?\bnaar (?:een )?(?:[\w-]+e )*(?P<word>{CHANGE_NOUN}) van (?P<what>.+)", re.I
)
_CHANGED = re.compile(
    r"\b(?:gestegen|gedaald|toegenomen|afgenomen|verminderd|gestabiliseerd|stabiliseert|stabiliseren|neemt\b.*\b(?:toe|af)|daalt|stijgt|blijft\b.*\bgelijk)\b",
    re.I,
)
_IMPROVED = re.compile(r"\b(?:verbeterd|vergroot|verhoogd|verlaagd|lager|hoger)\b", re.I)
_MORE = re.compile(
    r"\b(?:zullen|zal|worden|wordt)\s+(?:er\s+)?(?P<way>meer|minder)\s+(?P<what>[a-zà-ÿ][\w -]*?)\s+(?:worden\s+|wordt\s+)?(?P<done>\w{0,6}ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her)\w{2,}(?:d|t))\b",
    re.I,
)
_IN_BRACKETS = re.compile(rf"\((?P<scope>landelijk|regionaal)?\s*(?P<value>{AMOUNT})\)", re.I)
_EXPERIENCE = re.compile(
    r"^\W*(?P<who>[A-ZÀ-Ý][\w ,-]+?) (?P<verb>ervaren|ervaart|hebben|heeft) (?P<way>meer|minder) (?P<what>[a-zà-ÿ]+)\b"
)
_NOT_COUNTED = re.compile(
    r"^(?:dan|aan|te|van|en|of|op|met|in|om|als|is|zijn|inzicht|aandacht|ruimte|samen|informatie)\b", re.I
)


_NO_YEARS = Years()


@dataclass(frozen=True, slots=True)
class Wish:
    """A target without figure. start, end: offsets of its words in the sentence.

    needs_year: worded as a result ("is verbeterd"), so it is a target only when years say so.
    resolved: the sentence itself says that it is to be ("zal gestreefd worden naar").
    inherited_years: the years stand in another clause of the sentence.
    """

    start: int
    end: int
    indicator: str
    direction: str
    years: Years = _NO_YEARS
    scope: str = ""
    value: Decimal | None = None
    needs_year: bool = False
    resolved: bool = False
    inherited_years: bool = False


def wishes(sentence: str, *, marked: bool = False) -> Iterator[Wish]:
    """The movements without a figure that a sentence words as something to be reached.

    marked: the sentence is an item marked as an agreement; then only what it opens with is read.
    """
    strives = _STRIVES.search(sentence)
    if strives:
        label = phrase(strives.group("what"))
        if label:
            yield Wish(0, len(sentence), label, noun_direction(strives.group("word")), years(sentence), resolved=True)
        return
    opening = _OPENING.match(sentence)
    if (opening and not sentence.rstrip().endswith(":")) or (opening and marked):
        yield from _opened(sentence, opening)
        return
    if marked:
        return
    yield from _experienced(sentence)
    yield from _more(sentence)
    yield from _changed(sentence)


def _opened(sentence: str, opening: re.Match[str]) -> Iterator[Wish]:
    word = opening.group("word").lower()
    what = re.split(
        r",|\bmet oog voor\b|\bdoor (?:goede|betere|een)\b|[.]\s*$| en (?=[a-z]{6,}en [a-z]+ )", opening.group("what")
    )[0]
    label = tidy(what)
    if not label or _NOT_COUNTED.match(label) or re.match(AMOUNT, label) or label.split()[0].endswith("er"):
        return
    way = {"meer": "toename", "minder": "afname"}.get(word) or noun_direction(word)
    yield Wish(0, opening.start("what") + len(what), label, way, years(sentence))


def _experienced(sentence: str) -> Iterator[Wish]:
    for start, end in clauses(sentence):
        found = _EXPERIENCE.match(sentence[start:end])
        if found:
            way = "toename" if found.group("way") == "meer" else "afname"
            by = tidy(found.group("who"))
            by = by[:1].lower() + by[1:]
            label = (
                f"{found.group('what')} ervaren door {by}"
                if found.group("verb").startswith("erv")
                else f"{found.group('what')} van {by}"
            )
            yield Wish(start, end, label, way, years(sentence[start:end]))


def _more(sentence: str) -> Iterator[Wish]:
    for found in _MORE.finditer(sentence):
        done, what = found.group("done"), tidy(found.group("what"))
        if not participle(done) or _NOT_COUNTED.match(what):
            continue
        way = "toename" if found.group("way").lower() == "meer" else "afname"
        label = f"{attributive(done)} {what}"
        bracket = _IN_BRACKETS.match(sentence[found.end() :].lstrip())
        about = years(sentence)
        if bracket:
            scope = (bracket.group("scope") or "").lower()
            yield Wish(
                0,
                found.end() + 1 + bracket.end(),
                label,
                way,
                about,
                scope,
                amount(bracket.group("value")).value,
                resolved=True,
            )
        elif re.match(r"zullen|zal", found.group(), re.I):
            yield Wish(0, len(sentence), label, way, about, scope_of(sentence, ""), resolved=True)


def _changed(sentence: str) -> Iterator[Wish]:
    spoken = years(sentence)
    for start, end in clauses(sentence):
        clause = sentence[start:end]
        changed, improved = _CHANGED.search(clause), _IMPROVED.search(clause)
        held = re.search(r"\bniet (?:verder|meer|hoger|langer)\b", clause)
        if held or re.search(AMOUNT + r"\s?(?:%|procent)", clause) or not (changed or improved):
            continue
        label = subject(clause)
        way = direction(clause)
        if not label or not way or len(label) > 160:
            continue
        own = years(clause)
        about = own.filled(spoken) if own == Years() else own
        yield Wish(
            start, end, label, way, about, needs_year=not changed, inherited_years=own == Years() and spoken != Years()
        )
