"""Numbers that announce a list: "kiezen voor drie gezamenlijke prioriteiten:", "de volgende vijf uitgangspunten:".

The list is what follows: items, headings "Ad 1)" and on, or the words after the colon. Counted are the items of the first
depth; a numbered list that goes on after other text under the same heading is one list. A number of things already known
("de vier geprioriteerde thema's") is given without a list as well: it counts the same things as on another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Confidence, EnumerationFact, Span
from loaders.context import Reading
from loaders.numbers import WORD_NUMBER, parse_word
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind
from loaders.structure.sentences import sentences

_NAME = "enumerations"
_ADJECTIVE = r"[a-zà-ÿ-]+(?:e|en|ende)"
# What a plan counts of its own: these are announced by any sentence that ends in a colon.
_OWN = (
    r"(?:[A-Za-zà-ÿ]+-)?[a-zà-ÿ]*(?:thema'?s|prioriteiten|speerpunten|pijlers|doelen|doelstellingen|uitgangspunten|ambities|"
    r"opgaven|opgaves|criteria|maatregelen|afspraken|functies|principes|kernwaarden|onderdelen|sporen|actielijnen|programmalijnen|"
    r"hoofdlijnen|keuzes|fasen|stappen|taken|rollen|aandachtspunten|kernpunten|vragen|punten|lijnen|onderwerpen|spelregels|"
    r"bouwstenen|invalshoeken|acties|activiteiten|projecten|domeinen|niveaus|doelgroepen|voorwaarden|randvoorwaarden)"
)
_NUMBER = rf"(?P<number>(?:{WORD_NUMBER})(?:[eë]n(?:{WORD_NUMBER}))?|\d{{1,2}})"
_PHRASE = re.compile(rf"(?<![\w,.%€-]){_NUMBER}\s+(?P<things>(?:{_ADJECTIVE}\s+){{0,3}}?{_OWN})(?![\w-])", re.I)
_BEFORE = re.compile(rf"\b(?P<adjective>{_ADJECTIVE})\s+{_NUMBER}\s+(?P<things>{_OWN})(?![\w-])", re.I)
_NOT_ALL = re.compile(
    r"(?:minstens|minimaal|maximaal|tenminste|ten minste|meer dan|ruim|circa|ongeveer|eerste|laatste|overige|andere|per|elke?|"
    r"één van de|een van de|hoofdstuk|artikel|paragraaf|tabel|bijlage|jaar|tweede|derde|nog|bijna|hooguit|op de|ad)\s+$",
    re.I,
)
# What may stand between the number and the colon: "… voor 2019-2022 zijn:", "… kan als volgt toegelicht worden:"
_TO_THE_COLON = re.compile(
    r"^(?:\s+(?:voor|van|uit|in|binnen|waarop|die|te|aan|op|namelijk|centraal)\b[^:;]{0,90})?\s*"
    r"(?:,?\s*(?:zijn|luiden|betreffen|te weten|namelijk|dit zijn|staan centraal|onderscheiden we|hanteren we|stellen we vast|"
    r"(?:kan|kunnen|zijn|worden)\s+als volgt[a-zà-ÿ ]*|als volgt|geformuleerd|benoemd|gekozen))?\s*:$"
)
_INLINE = re.compile(r"^\s*(?:,?\s*(?:namelijk|te weten))?\s*:\s+(?P<list>[^:;?!]{8,300}?)(?=[.;]?$)")
_ASIDE = re.compile(r"\ben, [^,]{3,70}, ")
_AD = re.compile(r"^ad\s+\d{1,2}[.):]?\s", re.I)
_TOP = re.compile(rf"\btop[ -](?P<number>\d{{1,2}})\s+(?P<things>(?:van\s+)?(?:{_ADJECTIVE}\s+){{0,2}}{_OWN})", re.I)
# "de vier prioriteiten", but not "de twee thema's ondermijning en cybercrime", which names its own
_KNOWN = re.compile(r"\b(?:de|deze|onze|alle)\s+$", re.I)
_NAMED = re.compile(r"^\s+(?:['\"A-Z]|[\w-]+(?:, [\w-]+)* en [\w-]+)")
_CHOICE = re.compile(r"gezamenlijk|geprioriteerd|gekozen|gemeenschappelijk|landelijk|regional|strategisch|centra|lokal|inhoudelijk|overkoepelend", re.I)


@dataclass(frozen=True)
class _Count:
    things: str
    stated: int
    start: int  # in the sentence
    end: int


def extract(reading: Reading) -> Iterator[EnumerationFact]:
    """Yield each stated number of the plan's own things: with its list, or by itself when the words tell which they are."""
    follows = _lists(reading)
    for block in reading.doc.body:
        if block.kind is Kind.ROW:
            continue
        pieces = list(sentences(block.text))
        for at, sentence in enumerate(pieces):
            list_after = follows.get(block.index) if at == len(pieces) - 1 else None
            yield from _of_sentence(reading, block, sentence, list_after)


def _of_sentence(
    reading: Reading, block: Block, sentence: MappedText, items: Sequence[Block] | None
) -> Iterator[EnumerationFact]:
    counts = list(_counts(sentence, heading=block.kind is Kind.HEADING))
    for count in counts:
        where = reading.evidence(_shown(sentence, count), _NAME, Confidence.MEDIUM)
        rest = sentence.text[count.end :]
        announced = items is not None and count is counts[-1] and _announces(block, sentence.text, rest)
        inline = _INLINE.match(rest)
        if announced and items is not None:
            span = Span(items[0].span.start, items[0].span.end)
            yield EnumerationFact(things=count.things, stated=count.stated, listed=len(items), evidence=where)
            there = reading.evidence(span, _NAME, Confidence.MEDIUM)
            yield EnumerationFact(things=count.things, stated=count.stated, listed=len(items), evidence=there)
        elif inline and (listed := _listed(inline.group("list"), count.stated)):
            yield EnumerationFact(things=count.things, stated=count.stated, listed=listed, evidence=where)
        elif _CHOICE.search(count.things) or (_KNOWN.search(sentence.text[: count.start]) and not _NAMED.match(rest)):
            yield EnumerationFact(things=count.things, stated=count.stated, evidence=where)


def _counts(sentence: MappedText, *, heading: bool) -> Iterator[_Count]:
    text = sentence.text
    taken = -1
    for pattern in (_BEFORE, _TOP, _PHRASE):
        for match in pattern.finditer(text):
            number = _value(match.group("number"))
            if number is None or not 2 <= number <= 30 or match.start("number") == taken:
                continue
            if heading and pattern is not _TOP and match.group("number").isdigit():
                continue  # the number of the heading itself
            adjective = match.groupdict().get("adjective") or ""
            if adjective and not _CHOICE.search(adjective):
                continue
            if _NOT_ALL.search(text[: match.start("number")]):
                continue
            taken = match.start("number")
            things = re.sub(r"^[A-Z]{2,}-", "", match.group("things"))
            things = re.sub(r"(?<= )[A-Z]{2,}-", "", things).removeprefix("van ")
            yield _Count(f"{adjective} {things}".strip().lower(), number, match.start(), match.end())


def _value(word: str) -> int | None:
    return int(word) if word.isdigit() else parse_word(word)


def _announces(block: Block, text: str, rest: str) -> bool:
    """Whether the sentence ends with the number and its colon: what follows is what was counted."""
    if block.kind is Kind.HEADING:
        return bool(re.fullmatch(r"(?:\s+(?:van|voor|in)\b[^:.]*)?\s*:?", rest))
    if _TO_THE_COLON.match(rest):
        return True
    return bool(re.search(r"\b(?:de )?volgende\s+$", text[: len(text) - len(rest)].rsplit(" ", 2)[0] + " ") and rest.endswith(":"))


def _lists(reading: Reading) -> dict[int, list[Block]]:
    """By the index of the block that introduces it: the items of each list, or the headings "Ad 1)" that follow."""
    body = reading.doc.body
    found: dict[int, list[Block]] = {}
    for lead, items in reading.doc.lists():
        if lead is not None:
            first = [item for item in items if item.depth == items[0].depth]
            found[lead.index] = [*first, *_continued(reading, first)]
    ads = [block for block in body if block.kind in (Kind.HEADING, Kind.PARAGRAPH) and _AD.match(block.text.text)]
    if ads:
        before = [block for block in body if block.index < ads[0].index and block.kind is Kind.PARAGRAPH]
        if before and before[-1].text.text.endswith(":"):
            found.setdefault(before[-1].index, ads)
    return found


def _continued(reading: Reading, items: Sequence[Block]) -> Iterator[Block]:
    """Items further down under the same heading that take up the numbering where the list left it."""
    number = items[-1].number
    if number is None or [item.number for item in items] != list(range(1, len(items) + 1)):
        return
    section = reading.doc.section_of(items[-1])
    for block in section.blocks:
        if block.index > items[-1].index and block.kind is Kind.ITEM and block.number is not None:
            if block.number != number + 1:
                return
            number += 1
            yield block


def _listed(words: str, stated: int) -> int:
    """How many a list in a sentence holds: the stated number when it can be read so, else the number by its commas.

    "en" within an item ("zorg en veiligheid") leaves several readings open; none of them is a clash.
    """
    plain = _ASIDE.sub("en ", words)
    commas = len(re.findall(r",\s", plain))
    joins = len(re.findall(r"\b(?:en|of|alsmede|evenals)\b", plain))
    if not commas and not joins:
        return 0
    least = commas + 1 + (1 if re.search(r"\b(?:en|of|alsmede|evenals)\s[^,]+$", plain) else 0)
    most = commas + 1 + joins
    return stated if least <= stated <= most else least


def _shown(sentence: MappedText, count: _Count) -> MappedText:
    """The sentence, or when it is long its end from some words before the number."""
    if len(sentence) <= 250:
        return sentence
    begin = sentence.text.rfind(" ", 0, count.start - 100) + 1 if count.start > 100 else 0
    return sentence[begin : min(len(sentence), begin + 250)]
