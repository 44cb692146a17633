"""Amounts of money set aside, invested or to be taken from criminals, each with its period and purpose.

"€ 5 miljoen in 2018, oplopend tot € 10 miljoen vanaf 2019" states two. Turnover and damage are no funds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Confidence, Fact, FundFact
from loaders.context import Reading
from loaders.numbers import FIGURE, parse_figure
from loaders.reading.text import MappedText
from loaders.structure import Block

_NAME = "funds"
_AMOUNT = re.compile(
    rf"(?:€|\bEUR)\s?(?P<euro>(?:{FIGURE})(?:\s*(?:duizend|miljoen|miljard|mln|mld))?)"
    rf"|\b(?P<words>(?:{FIGURE})(?:\s*(?:duizend|miljoen|miljard))?)\s+euro\b"
    rf"|\b(?P<bare>(?:{FIGURE})\s*(?:miljoen|miljard))"
    r"(?=\s+(?:aan|extra|structureel|beschikbaar|opgelegd|afgepakt|per jaar)\b)"
)
_SET_ASIDE = re.compile(
    r"invest|beschikbaar|toegekend|fonds\b|budget|middelen\b|subsidie|afpak|afgepakt|\bpak\w*\b.*\baf\b|beslag|gereserveerd|"
    r"uitgetrokken|\btrek(?:t|ken)\b.*€.*\buit\b|\bstort(?:en)?\b|\bbetaal(?:t|d)\b|\bbetalen\b|\bvergoed(?:t|en)\b|vrijgemaakt|opgebracht|ontvangen|begroot|begroting|financier|ter beschikking|bekostig|draagt .* bij|dragen .* bij|bijdrage van|"
    r"\b(?:krijg(?:t|en)|ontvang(?:t|en)) .*€",
    re.I,
)
_YEARS = r"(?:19|20)\d{2}(?:\s?(?:-|–|t/m|tot en met|tot|en)\s?(?:19|20)\d{2})?"
_PERIOD_AFTER = re.compile(
    r"^\s*(?:euro\s+)?(?:\(?\s*)?(?P<period>"
    rf"(?:in (?:de (?:periode|jaren) )?)?{_YEARS}|"
    r"vanaf (?:19|20)\d{2}(?: en verder)?|tot en met (?:19|20)\d{2}|per jaar|jaarlijks|structureel|eenmalig)\b"
)
_PERIOD_AT_END = re.compile(rf"\b(?P<period>(?:in (?:de periode )?|vanaf ){_YEARS})\W*$")
_PERIOD_BEFORE = re.compile(
    rf"\bin (?:de (?:periode|jaren) )?(?P<period>{_YEARS})\s+(?:(?:jaarlijks|structureel|eenmalig|ieder jaar)\s+)?$"
)
_PERIOD_UNTIL = re.compile(r"\b(?P<period>(?:tot en met|t/m|tot|vanaf) (?:19|20)\d{2})\s+(?:jaarlijks|in totaal|structureel)?\s*(?:een bedrag van )?$")
_PERIOD_WORD = re.compile(r"\b(?P<period>structureel|jaarlijkse?|per jaar|eenmalige?)\b", re.I)
_RISING = re.compile(r"\b(?:oplopende?|aflopende?) (?:tot|naar)\s*(?:maximaal )?$")
_ABOUT = r"(?:(?:ongeveer|circa|ca\.|ruim|minstens|maximaal)\s+)?"
_FOR = re.compile(
    r"\b(?:voor|ten behoeve van|ten bate van|bestemd voor|gericht op)\s+(?:de |het |een )?(?P<purpose>[^,.;()]+)"
)
_GIVES = re.compile(r"^\s*(?:euro\s+)?(?:[\w ]{0,30}\s)?bij aan (?:de |het |een )?(?P<purpose>[^,.;()]+)")
_AT_START = re.compile(
    r"^(?:Voor|Ten behoeve van|Ten bate van) (?:de |het )?(?P<purpose>.{3,80}?) (?:is|zijn|wordt|worden|stel(?:t|len)|trek(?:t|ken)|komt|komen|heeft|hebben)\b"
)
_OF = re.compile(rf"(?:^|\b(?:een|de|het|van|en)\s+)(?P<purpose>(?:[\w-]+\s+){{0,2}}[\w-]+)\s+van\s+{_ABOUT}$")
_INTO = re.compile(r"^\s*(?:euro\s+)?(?P<word>in|aan|voor)\s+(?:de |het )?(?P<purpose>(?!19|20)[^,.;()]+)")
_INVESTOR = re.compile(r"(?P<who>[A-ZÀ-Ý][^,.;]*?)\s+invest(?:eert|eren)\b")
_TAKES = re.compile(r"\bpak(?:t|ken)?\b")
_GENERIC = re.compile(r"^(?:\w+\s+)?(?:investering|bedrag|budget|bijdrage|impuls|fonds|middelen)$", re.I)


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield one fact for each amount that is set aside, invested or to be taken; amounts in whole euros or cents."""
    for block, sentence in reading.sentences():
        if not _SET_ASIDE.search(sentence.text):
            continue
        purpose = ""
        for match in _AMOUNT.finditer(sentence.text):
            figure = match.group("euro") or match.group("words") or match.group("bare")
            amount = parse_figure(figure.replace("mln", "miljoen").replace("mld", "miljard"))
            if amount is None:
                continue
            rising = _RISING.search(sentence.text[: match.start()])
            purpose = purpose if rising and purpose else _purpose(reading, block, sentence.text, match)
            yield FundFact(
                amount_eur=amount,
                period=_period(sentence.text, match),
                purpose=purpose,
                evidence=reading.evidence(_around(sentence, match), _NAME, Confidence.HIGH),
            )


def _period(text: str, match: re.Match[str]) -> str:
    """When: the years right before the amount, what stands right after it or ends its clause, else "structureel" and the like, nearest before it,
    or after it in its clause."""
    if stated := _PERIOD_BEFORE.search(text[: match.start()]):
        return stated.group("period")
    if until := _PERIOD_UNTIL.search(text[: match.start()]):
        return until.group("period")
    after = text[match.end() :]
    clause = re.split(r"[,;()]", after)[0]
    if found := _PERIOD_AFTER.match(after) or _PERIOD_AT_END.search(clause):
        return re.sub(r"^in (?:de (?:periode|jaren) )?", "", found.group("period"))
    words = list(_PERIOD_WORD.finditer(text[: match.start()])) or list(_PERIOD_WORD.finditer(clause))
    if not words:
        return ""
    word = words[-1].group("period").lower()
    return {"jaarlijkse": "jaarlijks", "eenmalige": "eenmalig"}.get(word, word)


def _purpose(reading: Reading, block: Block, text: str, match: re.Match[str]) -> str:
    """What the money is for, in the words of the sentence; the theme of the chapter added to "investering" alone."""
    before, after = text[: match.start()], text[match.end() :]
    in_brackets = before.count("(") > before.count(")")
    if in_brackets and (purposes := list(_FOR.finditer(before[: before.rindex("(")]))):
        return purposes[-1].group("purpose").strip()
    if of := _OF.search(before):
        words = _without_period(of.group("purpose"))
        theme = reading.chapter_theme(block)
        return f"{of.group('purpose')} {theme.lower()}" if _GENERIC.match(words) and theme else words
    if gives := _GIVES.match(after):
        return gives.group("purpose").strip()
    if into := _INTO.match(after):
        return _taken_or_given(before, into)
    if purpose := _FOR.search(after) or _aim(after):
        return _PERIOD_AT_END.sub("", purpose.group("purpose")).strip()
    if first := _AT_START.match(text):
        return first.group("purpose").strip()
    return reading.chapter_theme(block)


def _aim(after: str) -> re.Match[str] | None:
    return re.search(r"\b(?:opgelegd|besteed|uitgetrokken)\s+(?:aan|voor)\s+(?:de |het )?(?P<purpose>[^,.;()]+)", after)


def _taken_or_given(before: str, into: re.Match[str]) -> str:
    purpose = into.group("purpose").strip()
    if _TAKES.search(before) and purpose.endswith(" af"):
        return f"afpakken van {purpose.removesuffix(' af')}"
    investor = _INVESTOR.search(before)
    if investor and into.group("word") == "in":
        return f"investering van {investor.group('who')[:1].lower()}{investor.group('who')[1:]} in {purpose}"
    return purpose


def _without_period(words: str) -> str:
    return re.sub(r"^(?:een\s+)?(?:eenmalige?|structure(?:el|le)|jaarlijkse?)\s+", "", words)


def _around(sentence: MappedText, match: re.Match[str]) -> MappedText:
    """The sentence when it can be quoted whole, else the clause with the amount."""
    if len(sentence) <= 280:
        return sentence
    start = sentence.text.rfind(" ", 0, max(0, match.start() - 160)) + 1
    end = sentence.text.find(" ", min(len(sentence), match.end() + 100))
    return sentence[start : end if end > 0 else len(sentence)]
