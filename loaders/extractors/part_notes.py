"""Notes at the foot of a page or at the end of a text, and the marks that call them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Confidence, Fact, PartFact, ReferenceFact, Span
from loaders.context import Reading
from loaders.structure import Block, Kind

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(r"(?<=[^\s¹²³⁰⁴-⁹|])[ \u00a0]?(?:(?P<sign>[¹²³⁰⁴-⁹]+)|<sup>(?P<sup>\d{1,3})</sup>)")
_STAR = re.compile(r"(?<=[\w%)])(?P<sign>\*)(?=\s|$)")
_UNIT = re.compile(r"(?:\b[kcdm]?m|\bCO)$")  # square metres are no note
_END_NOTES = re.compile(r"^(?:eind|voet)?noten\b|^bronnen en noten|^verwijzingen$", re.I)
_TITLE = 200  # code points of a note that tell what it is about
_AROUND = 60  # code points before a mark that its evidence shows


def notes_and_marks(reading: Reading, extractor: str) -> Iterator[Fact]:
    """Each note with its number and first words, and each mark in the text with the number it gives."""
    notes = [block for block in reading.doc.body if block.kind is Kind.FOOTNOTE or _is_end_note(reading, block)]
    for note in notes:
        number = note.marker.translate(_SUPERSCRIPT).strip("[]().")
        if number.isdigit() or number == "*":
            where = reading.evidence(note, extractor, Confidence.MEDIUM)
            yield PartFact(kind="noot", number=number, title=note.text.text[:_TITLE], evidence=where)
    places = {note.index for note in notes}
    for block in reading.doc.body:
        if block.index not in places:
            yield from _marks(reading, block, extractor)


def _is_end_note(reading: Reading, block: Block) -> bool:
    section = reading.doc.section_of(block)
    return block.kind is Kind.ITEM and block.number is not None and bool(_END_NOTES.match(section.title))


def _marks(reading: Reading, block: Block, extractor: str) -> Iterator[ReferenceFact]:
    """The marks of one block, which may stand after its last word."""
    text = reading.doc.source.text
    start = block.span.start
    stop = text.find("\n", block.span.end - 1)
    raw = text[start : stop if stop >= 0 else len(text)]
    marks = list(_MARK.finditer(raw)) + (list(_STAR.finditer(raw)) if block.kind is Kind.ROW else [])
    for mark in marks:
        if _UNIT.search(raw[: mark.start()]):
            continue
        number = (mark.groupdict().get("sup") or mark.group("sign")).translate(_SUPERSCRIPT)
        begin = max(raw.rfind("\n", 0, mark.start()) + 1, mark.start() - _AROUND)
        begin = raw.find(" ", begin, mark.start()) + 1 or begin if begin == mark.start() - _AROUND else begin
        where = reading.evidence(Span(start + begin, start + mark.end()), extractor, Confidence.MEDIUM)
        yield ReferenceFact(kind="noot", number=number, evidence=where)
