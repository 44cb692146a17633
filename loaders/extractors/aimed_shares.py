"""Parts of a whole that a plan sets itself: shares without a word as "minstens", and what is to hold of all.

80 procent van de bemiddelde burenruzies is binnen drie maanden opgelost.
Zeven op de tien ondernemers zijn lid van het havenpact.
In 2028 is elk bedrijventerrein aangesloten bij een keurmerk.

Whether the sentence speaks of what is wanted is told by its place and its years (`is_aimed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.clauses import tidy
from loaders.extractors.shares import parts, shares
from loaders.extractors.target_levels import Level
from loaders.figures import YEAR, Years, years
from loaders.passages import Passage
from loaders.structure import Role

_AS_IT_IS = re.compile(
    r"\b(?:nu|nog|thans|momenteel|inmiddels|al|op dit moment|was|waren|werd|werden|bleek|bleken|is gebleken|blijkt|afgelopen|voorgaande)\b", re.I
)
_WHEN = rf"(?:(?:uiterlijk )?(?:in|eind|begin|medio|vanaf|per|voor|tot)|uiterlijk)(?: (?:in|eind|begin|medio|het jaar))* (?P<year>{YEAR})(?!\s?[-–]\s?\d)"
_YEAR_PHRASE = re.compile(rf"\s*\b{_WHEN}\b", re.I)
_ALL = re.compile(r"^(?:(?:op|in|bij|voor|van) )?(?:alle|iedere?|elke?) [a-zà-ÿ]", re.I)
_ALL_AFTER_VERB = re.compile(
    rf"^{_WHEN} (?P<verb>is|zijn|heeft|hebben|wordt|worden|kent|kennen|werkt|werken|beschikt|beschikken|weet|weten|doet|doen) "
    r"(?P<who>(?:(?:op|in|bij|voor) )?(?:alle|iedere?|elke?) (?:[a-zà-ÿ]+e )?[a-zà-ÿ-]+(?: (?:in|van) [A-ZÀ-Ý][\w-]+)?) (?P<rest>[^.;:]+)",
    re.I,
)


def is_aimed(passage: Passage, start: int | None) -> bool:
    """Whether a sentence stands among what is wanted and does not tell how things are.

    start: the first year of the period the document is for.
    """
    if Role.AMBITIONS not in passage.roles or Role.ANALYSIS in passage.roles or _AS_IT_IS.search(passage.text.text):
        return False
    about = years(passage.text.text).about
    return about is None or start is None or about >= start


def aimed_shares(sentence: str) -> Iterator[Level]:
    """The shares a sentence gives, as levels to be reached: in percent, or "7" in "op de 10 ondernemers"."""
    due = _YEAR_PHRASE.search(sentence)
    bare = " ".join(_YEAR_PHRASE.sub("", sentence).split()) if due else sentence
    about = Years(int(due.group("year"))) if due else Years()
    for share in (*shares(bare), *parts(bare)):
        yield Level(0, len(sentence), share.label, share.value, share.unit, about)


def for_all(sentence: str, due: int | None) -> Level | None:
    """What is to hold of all by a year the sentence or the heading above it (`due`) names: a level without a value."""
    if (turned := _ALL_AFTER_VERB.match(sentence)) is not None:
        label = f"{turned.group('who')} {turned.group('verb')} {turned.group('rest')}"
        return Level(0, len(sentence), tidy(label), None, "", Years(int(turned.group("year"))))
    named = _YEAR_PHRASE.search(sentence)
    year = int(named.group("year")) if named else due
    if year is None or not _ALL.match(sentence) or any(char.isdigit() for char in _YEAR_PHRASE.sub("", sentence)):
        return None
    return Level(0, len(sentence), tidy(_YEAR_PHRASE.sub("", sentence)), None, "", Years(year))
