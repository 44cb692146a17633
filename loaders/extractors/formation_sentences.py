"""Strengths stated in sentences: "voorzien in 375,9 fte wijkagenten", "40 fte komt ten bate van de districten".

Each figure in fte is one strength. What it is of stands after it ("fte gaat naar de opsporing"), between brackets
before it ("formatie van de flexteams (16,3 fte)"), or is the unit the sentence names, else the document's own. By how
much a strength changed ("met 7 fte gegroeid") is no strength, nor is a figure that is taken up again ("de 61,3 fte").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Confidence, FormationFact
from loaders.context import Reading
from loaders.dates import DATE, find_date
from loaders.extractors.strength import STRENGTH, category_of
from loaders.extractors.units import unit_in, unit_name
from loaders.numbers import FIGURE, parse_figure
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind
from loaders.structure.sentences import sentences

_EXTRACTOR = "formation"
_FTE = re.compile(rf"(?P<figure>{FIGURE})\s*fte\b(?:'s)?", re.I)
_CHANGE = re.compile(r"\bmet (?:ruim |circa |bijna )?$", re.I)
_CHANGED = re.compile(r"^\s*(?:\w+ ){0,2}(?:af|gegroeid|gestegen|gedaald|toegenomen|afgenomen|gekrompen)\b", re.I)
_AGAIN = re.compile(r"\b(?:de|deze|die|dezelfde|genoemde)\s+$", re.I)
_ADDED = re.compile(
    r"\bbij\W*$|\b(?:extra|krijgt|ontvangt|toegevoegd|toegekende?|ingeleverd|uitbreiding|verdeeld|overgang)\b", re.I
)
_AFTER = re.compile(
    r"^(?:[^,;:.()]{0,40}\b(?:toegevoegd aan|ten bate van|ten goede aan|gaa[tn] naar|bedoeld voor|gelabeld voor|"
    r"bestemd voor|ten behoeve van|verdeeld over|geplaatst bij|voor)|[^;:.()]{0,40},\s*verdeeld over)"
    r"\s+(?:de inzet van\s+)?(?:de\s+|het\s+)?(?:\d+\s+)?(?P<unit>(?!(?:de |het )?(?:formatie|sterkte)\b)[^,;:.()]+)",
    re.I,
)
_UNIT_ENDS = re.compile(r"\s+(?:die|dat|als|waar\w*|zijn|is|wordt|worden|om|en (?=\d))\b.*$|\s+en$")
_BRACKET_OF = re.compile(r".*\b(?:van|bij|voor)\s+(?:de\s+|het\s+)?(?P<unit>[^,;:.()]{3,60}?)\s*\(\s*$", re.I)
_PART = re.compile(
    r"\b(?P<unit>(?i:basisteam|politieteam|wijkteam|district|flexteam|districtsrecherche|dienst)\s+[A-Z][\w'-]*(?:\s+(?:en\s+)?[A-Z][\w'-]*)*)"
)
_POLICE = re.compile(
    r"\bformatie|sterkte|politie|agenten\b|aspirant|eenhe(?:id|den)\b|opsporing|recherche|basisteam|\bdistrict", re.I
)
_INCLUDED = re.compile(r"\b(?:waaronder|waarvan|van wie|onder wie|hiervan|daarvan|inclusief)\b", re.I)
_KIND_AFTER = re.compile(r"^\s*(?:extra\s+|aan\s+|van\s+|voor\s+)?(?P<kind>[a-z-]+)", re.I)
_SINCE = r"(?:in de loop van|per|met ingang van|vanaf|sinds|in|voor|op|medio|eind|begin)"
_YEAR = re.compile(rf"\b{_SINCE}\s+(?P<year>(?:19|20)\d{{2}})\b", re.I)
_DAY = re.compile(rf"\b{_SINCE}\s+(?={DATE.pattern})", re.I)
_TABLE = re.compile(r"\btabel\b", re.I)
_SPAN_LIMIT = 300
_ROUND = 140
_REACH = 60  # blocks a title on strength reaches down


@dataclass(frozen=True)
class _Setting:
    """What holds for the sentences of a document: its unit, when its figures hold, and those of its table."""

    home: str
    day: str
    table_day: str


def stated_strengths(reading: Reading, home: str, day: str, table_day: str) -> Iterator[FormationFact]:
    """Yield a fact for each figure in fte in the sentences of a document.

    home: the unit of the police the document is about. day: the date of its standing strength where a sentence gives
    none. table_day: the date of its table, for sentences that speak of that.
    """
    setting = _Setting(home, day, table_day)
    blocks = [b for b in reading.doc.body if b.kind not in (Kind.HEADING, Kind.ROW) and _FTE.search(b.text.text)]
    stated = set(_newly_stated(blocks))
    for block in blocks:
        before = ""
        for sentence in sentences(block.text):
            if _POLICE.search(sentence.text):
                yield from _of_sentence(reading, block, sentence, before, setting, stated)
            before = sentence.text


def _newly_stated(blocks: Iterable[Block]) -> Iterator[Decimal]:
    """Figures given without taking them up from another place ("de 61,3 fte"), wherever that place is."""
    for block in blocks:
        for sentence in sentences(block.text):
            last = 0
            for match in _FTE.finditer(sentence.text):
                value = parse_figure(match.group("figure"))
                if value is not None and not _AGAIN.search(sentence.text[last : match.start()]):
                    yield value
                last = match.end()


def _of_sentence(
    reading: Reading,
    block: Block,
    sentence: MappedText,
    before: str,
    setting: _Setting,
    stated: Set[Decimal],
) -> Iterator[FormationFact]:
    text = sentence.text
    last = 0
    unit = ""
    mentions = list(_FTE.finditer(text))
    for n, match in enumerate(mentions):
        until = mentions[n + 1].start() if n + 1 < len(mentions) else len(text)
        clause, rest = text[last : match.start()], text[match.end() : until]
        last = match.end()
        value = parse_figure(match.group("figure"))
        if value is None or _is_change(clause, rest) or (_AGAIN.search(clause) and value in stated):
            continue
        own = unit_in(clause, reading)
        inside = unit if unit and _INCLUDED.search(clause) else ""
        whole = own or inside or unit_in(before, reading) or setting.home
        named = _unit_named(clause, rest, reading)
        unit, parent = (named, inside or whole or setting.home) if named else (whole, inside)
        if not unit:
            continue
        yield FormationFact(
            unit=unit,
            parent="" if parent == unit else parent,
            category=_category(clause, rest),
            date=_date(reading, block, text, before, setting),
            fte=value,
            evidence=reading.evidence(_around(sentence, match), _EXTRACTOR, Confidence.MEDIUM),
        )


def _is_change(clause: str, rest: str) -> bool:
    """Whether a figure says by how much a strength changed."""
    return bool(_CHANGE.search(clause) and _CHANGED.search(rest))


def _unit_named(clause: str, rest: str, reading: Reading) -> str:
    """What a figure is the strength of, when the words after it or just before it say so."""
    match = _AFTER.search(rest) or _BRACKET_OF.search(clause) or next(reversed(list(_PART.finditer(clause))), None)
    if match is None:
        return ""
    words = _UNIT_ENDS.sub("", match.group("unit").strip())
    return unit_name(words, reading) if len(words) > 2 and not _category_alone(words) else ""


def _category_alone(words: str) -> bool:
    """ "aspiranten" after a figure says what kind of strength it is, not whose."""
    return bool(category_of(words)) and " " not in words


def _category(clause: str, rest: str) -> str:
    """What kind of strength: the word after the figure, else the words before it, else all of it."""
    after = _KIND_AFTER.match(rest)
    return (category_of(after.group("kind")) if after else "") or category_of(clause) or "totaal"


def _date(reading: Reading, block: Block, text: str, before: str, setting: _Setting) -> str:
    """When a strength holds: the date of its sentence or of the one before; a standing strength also by its title."""
    if _TABLE.search(text) and setting.table_day:
        return setting.table_day
    for words in (text, before):
        if match := _DAY.search(words):
            found = DATE.match(words, match.end())
            if found and (day := find_date(found.group())):
                return day
        if year := _YEAR.search(words):
            return year.group("year")
    if _ADDED.search(text):
        return ""
    return _title_year(reading, block) or setting.day


def _title_year(reading: Reading, block: Block) -> str:
    """The year in the nearest title above that is about strength: "Formatieplan 2019"."""
    headings = reading.doc.of_kind(Kind.HEADING)
    above = [b for b in headings if block.index - _REACH < b.index < block.index]
    for heading in reversed(above):
        year = re.search(r"\b(?:19|20)\d{2}\b", heading.text.text)
        if year and STRENGTH.search(heading.text.text):
            return year.group()
    return ""


def _around(sentence: MappedText, match: re.Match[str]) -> MappedText:
    """The sentence, or of a long one the words around the figure."""
    if len(sentence) <= _SPAN_LIMIT:
        return sentence
    text = sentence.text
    start = text.find(" ", match.start() - _ROUND) + 1 if match.start() > _ROUND else 0
    end = text.rfind(" ", match.end(), match.end() + _ROUND) if len(text) > match.end() + _ROUND else len(text)
    return sentence[start : max(end, match.end())]
