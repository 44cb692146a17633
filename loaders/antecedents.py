"""What words that point back stand for ("zij", "dit", "hierop", "beide plannen"): read from the sentences before."""

from __future__ import annotations

import re

from loaders.coded_sentences import CodedSentence
from loaders.context import Reading
from loaders.governance_words import ACTOR, LIST
from loaders.structure import Kind

_BODIES = frozenset({"overleg", "taskforce", "samenwerkingsverband", "bureau", "veiligheidshuis", "riec-liec"})
_LIST = re.compile(LIST)
_AFTER_PREPOSITION = re.compile(
    r"(?:^|\s)(?:namens|met|voor|door|bij|in|van|op|aan|onder|vanuit|uit|tussen|naast|volgens|per) $", re.I
)
_OPENING = re.compile(
    r"^(?:De|Het) (?P<topic>[^,.;:]+?)(?=,| (?:is|zijn|wordt|worden|heeft|hebben|kan|kunnen|moet|moeten|zal|zullen|vindt|ligt)\b)"
)
_THERE_ARE = re.compile(r"\b(?:blijft|blijven|is|zijn) er (?P<topic>[^,.;:]+?)(?= (?:bestaan|waar\w*|die|dat)\b|[,.;])")
_PLAN = re.compile(
    r"\b(?:de|het|een|deze|dit|bijgaande|nieuwe|andere)\s+(?P<plan>(?:[a-z-]+ ){0,2}(?:[\w-]*(?:strategie|agenda|plan|convenant|akkoord)"
    r"|verdeling|indicatoren|doelstellingen)(?: van (?:de|het) [\w-]+)?)(?![\w-])",
    re.I,
)
_CALLED = re.compile(r"\b(?:onderwerp|thema|aanpak) '(?P<name>[^']+)'")
_DOCUMENT = re.compile(r"\w*(?:plan|strategie|agenda|convenant|akkoord|voorstel)\b", re.I)
_WHERE_IT_LIES = re.compile(r" (?:op|in) [A-Z][\w-]*(?: [A-Z][\w-]*)*$")


def first_named(sentence: CodedSentence) -> list[str]:
    """The actors a sentence opens with, which "zij" of the next stand for."""
    lists = list(_LIST.finditer(sentence.coded))
    free = [match for match in lists if not _AFTER_PREPOSITION.search(sentence.coded[: match.start()])]
    first = next(iter(free or lists), None)
    return [sentence.mention(token).name for token in re.findall(ACTOR, first.group())] if first else []


def body_before(sentence: CodedSentence) -> list[str]:
    """The body that "dit" or "dat" points at: the one the sentence before names first."""
    named = sentence.before[0].actors if sentence.before else ()
    return [one.name for one in named if one.kind in _BODIES][:1]


def topic(sentence: CodedSentence) -> list[str]:
    """What the sentences before are about, in their words."""
    for earlier in sentence.before:
        match = _OPENING.search(earlier.text.text) or _THERE_ARE.search(earlier.text.text)
        if match:
            return [_WHERE_IT_LIES.sub("", match.group("topic"))]
    return []


def named_topic(sentence: CodedSentence) -> list[str]:
    """What "het onderwerp" is, where the sentences before call it by its name in quotation marks."""
    for earlier in sentence.before:
        if match := _CALLED.search(earlier.text.text):
            return [match.group("name")]
    return []


def plans(sentence: CodedSentence) -> list[str]:
    """The plans that the nearest sentence before names, in their words."""
    for earlier in sentence.before:
        found = [
            match.group("plan") for match in _PLAN.finditer(earlier.text.text) if not _counted(match.group("plan"))
        ]
        if found:
            return list(dict.fromkeys(found))
    return []


def title(reading: Reading, sentence: CodedSentence) -> list[str]:
    """What "vastgesteld in …" under a title is about: that title, when it is a document's; else this document."""
    above = reading.doc.section_of(sentence.block).title
    if sentence.block.kind is not Kind.HEADING and _DOCUMENT.search(above):
        return [above]
    own = re.sub(r"\s*\|\s*\d+$", "", reading.metadata.title) if reading.metadata else ""  # a running title's page
    return [own] if own else []


def _counted(plan: str) -> bool:
    return bool(re.match(r"(?:beide|alle|meer)\b", plan, re.I))
