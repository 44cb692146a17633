"""Abbreviations a document uses, and what it spells them out as.

Runs first: what it finds tells the other extractors how names are written in full. An abbreviation is told by its
form (capitals, "JenV", "V&J", "I2O", "fte"); what it stands for by the places that say so ("Expansie (ABBR)",
"ABBR (expansie)", "ABBR staat voor expansie", a table that gives both), else by a name in full elsewhere in the same
document. Dotted shortenings ("t.b.v.") are spelling, not names, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import AbbreviationFact, Confidence, Fact, Span
from loaders.context import Reading
from loaders.extractors.expansions import Expansion, defined, elsewhere
from loaders.structure import Block, Kind

_NAME = "abbreviations"
_URL = re.compile(r"\S*(?:www\.|https?:|@|\.(?:nl|pdf|com|eu|org)\b)\S*")
_TOKEN = re.compile(r"(?<![\w.])[^\W_][\w&]*(?:-[\w&]+)*")
_CAPITALS = re.compile(r"^[A-Z]{2,6}$")
_FORM = re.compile(
    r"^(?:[A-Z]{2,6}|[A-Z]+\d[A-Z]+|\d[A-Z]{2,4}|[A-Z]{1,2}&[A-Z]{1,2}|[A-Z]en[A-Z]{1,2}|[A-Z]{2,}[a-z]{1,2}[A-Z]+|"
    r"[BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz][bcdfghjklmnpqrstvwxz]{2,3}|[Ff]te|kpi)$"
)
_PLURAL = re.compile(r"^(?P<stem>[A-Z]{3,6})s$")
_LAW_CODE = re.compile(
    r"\b[Aa]rt(?:ikel(?:en)?|\.)?\s+\d+\w*(?:\s+lid\s+\d+)?,?\s+(?P<code>(?!En\b|Van\b|Lid\b|Wet\b)[A-Z][a-z]{1,3})\b"
)
_ROMAN = re.compile(r"^(?:X{0,3}(?:IX|IV|V?I{0,3}))$")
_POSTCODE = re.compile(r"\b[1-9]\d{3}\s?$")
_VOWEL = re.compile(r"[AEIOUYaeiouy]")
# Shortened words that are no names, and words often set in capitals for emphasis or in a table.
_NO_NAME = re.compile(
    r"^(?:eur|nrs?|drs|mrs|mrt|vgl|blz|zgn|hrs|afd|tel|str|pag|incl|excl|bijv|"
    r"totaal|totalen|doel|inhoud|niet|wel|geen|alle|alleen|samen|altijd|nooit|nu|meer|moet|kan|is|wat|doen|nodig|en|of|"
    r"de|het|een|van|voor|in|op|te|tot|met|aan|bij|we|wij|onze|zie|bron|ja|nee|let|datum|deel|fase|stap)$",
    re.I,
)


@dataclass(frozen=True)
class _Use:
    """One place where an abbreviation stands."""

    abbreviation: str
    block: Block
    start: int
    end: int


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield each abbreviation of the document once, with its expansion where the document spells it out.

    Evidence is the place that spells it out; else the line of its first use. One that is written with and without
    capitals ("CSV's", "csv's") is one.
    """
    definitions: dict[str, Expansion] = {}
    for found in defined(reading):
        definitions.setdefault(found.abbreviation.lower(), found)
    uses: dict[str, list[_Use]] = {}
    for use in _uses(reading):
        uses.setdefault(use.abbreviation.lower(), []).append(use)
    facts = [_as_defined(reading, found) for found in definitions.values()]
    text = "\n".join(block.text.text for block in reading.doc.body)
    facts += [_as_used(reading, text, found) for key, found in uses.items() if key not in definitions]
    yield from sorted(facts, key=lambda fact: (fact.evidence.span, fact.abbreviation))


def _as_defined(reading: Reading, found: Expansion) -> AbbreviationFact:
    evidence = reading.evidence(found.where, _NAME, Confidence.HIGH)
    return AbbreviationFact(abbreviation=found.abbreviation, expansion=found.words, evidence=evidence)


def _as_used(reading: Reading, text: str, uses: Sequence[_Use]) -> AbbreviationFact:
    """An abbreviation that is nowhere explained beside itself; `text` is what the document says."""
    words = elsewhere(reading, text, uses[0].abbreviation, [_word_before(use) for use in uses])
    return AbbreviationFact(
        abbreviation=uses[0].abbreviation,
        expansion=words,
        evidence=reading.evidence(_around(reading, uses[0]), _NAME, Confidence.MEDIUM if words else Confidence.HIGH),
    )


def _word_before(use: _Use) -> str:
    words = re.findall(r"\w+", use.block.text.text[: use.start])
    return words[-1].lower() if words else ""


def _around(reading: Reading, use: _Use) -> Span:
    """The words around a use, from the same line of the file on."""
    text = use.block.text
    line_start = reading.doc.source.line_starts[reading.doc.line_of(text.starts[use.start]) - 1]
    start = use.start
    while start > 0 and text.starts[start - 1] >= line_start and use.start - start < 80:
        start -= 1
    if start > 0 and use.start - start >= 80:
        start = text.text.find(" ", start) + 1
    end = text.text.find(" ", min(len(text), use.end + 60))
    return text.span(start, end if end > use.end else len(text))


def _uses(reading: Reading) -> Iterator[_Use]:
    """Every place where a token has the form of an abbreviation and is none of the look-alikes."""
    common = _lower_case_words(block.text.text for block in reading.doc.body)
    for block in reading.doc.body:
        text = _URL.sub(lambda match: " " * len(match.group()), block.text.text)
        for match in _LAW_CODE.finditer(text):
            yield _Use(match.group("code"), block, *match.span("code"))
        for match in _TOKEN.finditer(text):
            read = _read_token(match.group())
            if not read or _in_postcode(text, match) or _shortened(text, match) or _shouted(text, match):
                continue
            for abbreviation in read:
                if not _is_word(abbreviation, common, block, match):
                    yield _Use(abbreviation, block, match.start(), match.end())


def _lower_case_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in re.findall(r"\b[a-z]{4,}\b", text))


def _read_token(token: str) -> list[str]:
    """The abbreviations in a token: "OM-verdachten" holds OM, "RIEC-MN-structuur" RIEC-MN, "RIECs" is RIEC.

    Words in capitals joined by a hyphen ("BIG-DATA") are none.
    """
    parts = [_PLURAL.sub(r"\g<stem>", part) for part in token.split("-") if part]
    capitals = [part for part in parts if _CAPITALS.match(part)]
    if len(capitals) > 1 and parts[: len(capitals)] == capitals:
        return ["-".join(capitals)] if any(not _VOWEL.search(part) for part in capitals) else []
    return [part for part in parts if _FORM.match(part) and not _NO_NAME.match(part)]


def _is_word(abbreviation: str, common: frozenset[str], block: Block, match: re.Match[str]) -> bool:
    """Whether this is a number, or a common word in capitals rather than an abbreviation."""
    if _ROMAN.match(abbreviation):
        return True
    if len(abbreviation) >= 4 and abbreviation.isupper() and abbreviation.lower() in common:
        return True
    whole = match.group() == block.text.text.strip(" .:!*") or any(match.group() == str(cell) for cell in block.cells)
    return whole and len(abbreviation) >= 5 and bool(_VOWEL.search(abbreviation)) and block.kind is not Kind.ITEM


def _in_postcode(text: str, match: re.Match[str]) -> bool:
    """ "2511 DP Den Haag": two capitals after four digits, a place name after them."""
    after = re.match(r"\s+[A-Z]|\s*$", text[match.end() :])
    return len(match.group()) == 2 and bool(_POSTCODE.search(text[: match.start()])) and bool(after)


def _shortened(text: str, match: re.Match[str]) -> bool:
    """ "vgl." or "zgn." inside a sentence: a shortened word, no name."""
    return match.group().islower() and text[match.end() : match.end() + 1] == "."


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the token stands in a run of capitals that is a cry or a title: a long word in it, or more than three."""
    before = re.search(r"(?:\b[A-ZÀ-Ý]{2,}\b[ !?:,-]*)*$", text[: match.start()])
    after = re.match(r"(?:[ !?:,-]*\b[A-ZÀ-Ý]{2,}\b)*", text[match.end() :])
    run = (before.group() if before else "") + match.group() + (after.group() if after else "")
    words = re.findall(r"[A-ZÀ-Ý]{2,}", run)
    return match.group().isupper() and len(words) > 1 and (len(words) > 3 or any(len(word) > 6 for word in words))
