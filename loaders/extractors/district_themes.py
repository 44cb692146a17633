"""Priorities per police district from an overview (an infographic) of which only loose words are left.

Where the words kept their order, each district's name is followed by its themes. Where districts stand together and
themes stand together, who chose which is lost: the themes are then read without it, of low confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.model import Confidence
from loaders.context import Reading
from loaders.extractors.priority_statements import Named, Statement
from loaders.extractors.wording import label, printed_lines
from loaders.structure import Block, Kind

_OPENS = re.compile(r"^(?:district(?:elijke?|en)?\b.*|thema'?s)$", re.I)
_CLOSES = re.compile(r"^(?:regionaal|landelijk|lokaal|eenheidsbreed)$", re.I)
_LONGEST = 45  # code points; a label in a picture is short
_DISTRICT = re.compile(r"\bDistrict ((?:[A-ZÀ-Ý][\w-]*)(?: (?:en |- ?)?[A-ZÀ-Ý][\w-]*)*)")
_DRAWN = re.compile(r"^[A-ZÀ-Ý]{3,}$")  # a word drawn in the picture (a sign on a building), no label


def statements(reading: Reading) -> Iterator[Statement]:
    """The themes of each overview of districts, one statement for each overview."""
    known = _known_districts(reading)
    body = reading.doc.body
    at = 0
    while at < len(body):
        if not _is_opening(body[at]):
            at += 1
            continue
        start = at
        while at < len(body) and _is_opening(body[at]):
            at += 1
        labels: list[Block] = []
        while at < len(body) and _is_label(reading, body[at]):
            labels.append(body[at])
            at += 1
        found = [_district(reading, block, known) for block in labels]
        if sum(bool(name) for name in found) > 1 and any(name and name in known.values() for name in found):
            yield _statement(reading, labels, found, body[start].index)


def _is_opening(block: Block) -> bool:
    return block.kind is Kind.HEADING and bool(_OPENS.match(block.text.text))


def _is_label(reading: Reading, block: Block) -> bool:
    text = block.text.text
    short = block.kind in (Kind.HEADING, Kind.PARAGRAPH) and len(text) <= _LONGEST and not text.endswith((".", ":"))
    closes = bool(_CLOSES.match(text)) or (
        block.kind is Kind.HEADING and reading.doc.section_of(block).role is not None
    )
    return short and not closes


def _known_districts(reading: Reading) -> dict[frozenset[str], str]:
    """Names of districts by their words: those of the register, and before them those this document writes out."""
    known = {_words(name): name for name in reading.gazetteer.organisations.values() if name.startswith("District ")}
    for block in reading.doc.body:
        for match in _DISTRICT.finditer(block.text.text):
            known[_words(match.group())] = match.group()
    return known


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-zà-ÿ]+", name.lower())) - {"district", "en"}


def _district(reading: Reading, block: Block, known: dict[frozenset[str], str]) -> str:
    """The district a label names; a page's title among the labels is one too, in no list though it may be."""
    if name := known.get(_words(block.text.text)):
        return name
    title = block.kind is Kind.HEADING and reading.doc.section_of(block).depth == 1
    return f"District {block.text.text}" if title else ""


def _statement(reading: Reading, labels: Sequence[Block], found: Sequence[str], at: int) -> Statement:
    adjacent = any(one and other for one, other in pairwise(found))
    paired = bool(found[0]) and not adjacent
    named: list[Named] = []
    district = ""
    for block, name in zip(labels, found, strict=True):
        district = name or district
        if name or _DRAWN.match(block.text.text):
            continue
        for words in printed_lines(reading.doc.source.text, block.text):
            named.append(Named(None, label(words.text), words, setter=district if paired else ""))
    confidence = Confidence.MEDIUM if paired else Confidence.LOW
    return Statement("", "districtelijk", tuple(named), strength=3, at=at, confidence=confidence)
