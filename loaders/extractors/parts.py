"""What a document says of its own make-up: the parts it numbers, and the places that point to them.

Parts are numbered chapters and paragraphs, annexes, notes, tables and figures, and the items of a list that later headings
take up again ("Ad 2) Ondermijning", or a chapter for each theme). What points to them are references in a sentence
("zie hoofdstuk 4", "(zie 1a, 1b en bijlage)"), the marks of notes and the lines of a table of contents. Whether they
agree is not decided here: rules in `queries/rules/` compare the facts.

Titles are given as printed, not as repaired: a slip in a title is what a reader would point out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Confidence, Fact, PartFact, ReferenceFact
from loaders.context import Reading
from loaders.extractors.part_lists import taken_up
from loaders.extractors.part_notes import notes_and_marks
from loaders.extractors.part_words import kind_of, letters, printed
from loaders.structure import Block, Kind
from loaders.structure.lines import NUMBERED, PARTED
from loaders.structure.roles import without_number

_NAME = "parts"
_LETTERED = re.compile(r"^(?P<letter>[a-z])[.)]\s+\S")
_ANNEX = re.compile(r"^(?:\d{1,2}\.?\s+)?bijlagen?\b\s*(?P<number>\d{1,2}|[A-Z]|[IVX]{1,4})?(?=$|[\s.:–-])[\s.:–-]*(?P<title>.*)$", re.I)
_CAPTION = re.compile(r"^(?P<kind>tabel|figuur)\s+(?P<number>\d{1,2}(?:\.\d{1,2})?)\b[\s.:–-]*(?P<title>.*)$", re.I)
_PAGE = re.compile(r"[\s.…]*\d{1,3}\s*$")

_ONE = r"(?:\d{1,2}(?:\.\d{1,2})*[a-z]?|[A-Z]|[IVX]{1,4})(?![\w%-]|[.,]\d)"
_MORE = rf"(?:(?:,|\s+en|\s+of|,\s+en|\s+t/m)\s+{_ONE})*"
_WORDS = {"hoofdstuk": "hoofdstuk", "hoofdstukken": "hoofdstuk", "paragraaf": "hoofdstuk", "paragrafen": "hoofdstuk",
          "§": "hoofdstuk", "bijlage": "bijlage", "bijlagen": "bijlage", "voetnoot": "noot", "voetnoten": "noot",
          "noot": "noot", "tabel": "tabel", "tabellen": "tabel", "figuur": "figuur"}  # fmt: skip
_REFERENCE = re.compile(
    rf"(?<![\w-])(?P<word>(?i:{'|'.join(sorted(_WORDS, key=len, reverse=True))}))\s*(?<=[\s§])(?P<numbers>{_ONE}{_MORE})"
)
_SEE = re.compile(rf"\((?:zie|vgl\.?)\s+(?:ook\s+)?(?P<numbers>\d{{1,2}}(?:\.\d{{1,2}})*[a-z]?{_MORE})", re.I)
_BARE_ANNEX = re.compile(r"\b(?:in|als|uit|zie|en|via)\s+(?:(?:de|onze)\s+)?bijlage\b(?!\s+(?:\d|[A-Z]\b))", re.I)
# The part of another document: "hoofdstuk 3 van de Omgevingsvisie", "bijlage 2 bij de brief"
_ELSEWHERE = re.compile(r"^\s*\)?,?\s*(?:van|uit|bij|in|der)\s+(?!(?:dit|deze|ons|onze)\b)(?:(?:de|het|een)\s+)?\w", re.I)
_OF_A_LAW = re.compile(r"(?:\w+wet|\bAwb|\bWet\b[^.;]*|wetboek[^.;]*|richtlijn[^.;]*|verordening[^.;]*),?\s*$", re.I)
_TITLE = re.compile(r"^\s*[,:]?\s*(?:\(\s*)?['\"](?P<quoted>[^'\"]{4,110})['\"]|^\s*\((?P<bracketed>[A-ZÀ-Ý][^()]{3,110})\)")


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the numbered parts of a document and every place that refers to one."""
    yield from _headings(reading)
    yield from notes_and_marks(reading, _NAME)
    yield from taken_up(reading, _NAME)
    yield from _contents(reading)
    for block in reading.doc.body:
        if block.kind is not Kind.HEADING:
            yield from _in_sentences(reading, block)


def _headings(reading: Reading) -> Iterator[PartFact]:
    """Chapters, paragraphs, annexes and captions with a number; each once, however often its title comes back."""
    seen: set[tuple[str, str]] = set()
    chapter = ""
    body = reading.doc.body
    for at, block in enumerate(body):
        words = printed(reading, block)
        for kind, number, title in _numbered(block, words, chapter):
            if kind == "hoofdstuk" and re.fullmatch(r"\d{1,2}", number):
                chapter = number
            if kind == "bijlage" and not title:
                title = _next_title(reading, body[at + 1 : at + 2])
            if (kind, number) not in seen:
                seen.add((kind, number))
                where = reading.evidence(block, _NAME, Confidence.MEDIUM)
                yield PartFact(kind=kind_of(kind, number), number=number, title=title, evidence=where)


def _numbered(block: Block, words: str, chapter: str) -> Iterator[tuple[str, str, str]]:
    """Kind, number and title of what a block opens."""
    if block.kind is Kind.HEADING:
        if annex := _ANNEX.match(words):
            yield "bijlage", (annex.group("number") or "").upper(), annex.group("title").strip()
        if numbered := NUMBERED.match(words):
            yield "hoofdstuk", numbered.group("number"), without_number(words)
        elif lettered := _LETTERED.match(words):
            if chapter:
                yield "hoofdstuk", f"{chapter}{lettered.group('letter')}", without_number(words)
        elif (parted := PARTED.match(words)) and parted.group("word").lower() in ("hoofdstuk", "deel", "paragraaf"):
            yield "hoofdstuk", parted.group("number"), without_number(words)
    if block.kind in (Kind.HEADING, Kind.PARAGRAPH) and (caption := _CAPTION.match(words)):
        yield caption.group("kind").lower(), caption.group("number"), caption.group("title").strip()


def _next_title(reading: Reading, following: list[Block]) -> str:
    """The title under "Bijlage 1" when the next line gives it."""
    title = printed(reading, following[0]) if following and following[0].kind is Kind.HEADING else ""
    return "" if _ANNEX.match(title) else title


def _contents(reading: Reading) -> Iterator[ReferenceFact]:
    """Lines of a table of contents with a number: of a part that stands in the text under that number, or nowhere in it."""
    numbers = {number for block in reading.doc.of_kind(Kind.HEADING) for _, number, _ in _numbered(block, printed(reading, block), "")}
    text = letters(" ".join(printed(reading, block) for block in reading.doc.body))
    for block in reading.doc.blocks:
        words = _PAGE.sub("", printed(reading, block)) if block.kind is Kind.CONTENTS else ""
        if not (match := NUMBERED.match(words)):
            continue
        number, title = match.group("number"), without_number(words)
        if numbers and (number in numbers or letters(title) not in text):
            where = reading.evidence(block, _NAME, Confidence.MEDIUM)
            yield ReferenceFact(kind=kind_of("hoofdstuk", number), number=number, title=title, evidence=where)


def _in_sentences(reading: Reading, block: Block) -> Iterator[ReferenceFact]:
    text = block.text.text
    found: list[tuple[str, str, re.Match[str]]] = []
    for match in _REFERENCE.finditer(text):
        found.append((_WORDS[match.group("word").lower()], match.group("numbers"), match))
    found += [("hoofdstuk", match.group("numbers"), match) for match in _SEE.finditer(text)]
    found += [("bijlage", "", match) for match in _BARE_ANNEX.finditer(text)]
    for kind, numbers, match in found:
        if _ELSEWHERE.match(text[match.end() :]) or _OF_A_LAW.search(text[: match.start()]):
            continue
        title = _title_beside(reading, kind, text, match)
        where = reading.evidence(block.text.match_span(match), _NAME, Confidence.MEDIUM)
        for number in re.findall(_ONE, numbers) if numbers else [""]:
            yield ReferenceFact(kind=kind_of(kind, number), number=number, title=title, evidence=where)


def _title_beside(reading: Reading, kind: str, text: str, match: re.Match[str]) -> str:
    """The title a reference gives, quoted or in brackets; of a note, the words before it that a note is about."""
    if kind == "noot":
        return _words_of_a_note(reading, text[: match.start()])
    beside = _TITLE.match(text[match.end() :])
    return (beside.group("quoted") or beside.group("bracketed")).strip() if beside else ""


def _words_of_a_note(reading: Reading, before: str) -> str:
    """The last words before "(zie voetnoot 5)" that some note has too: at least two words and ten letters."""
    words = re.sub(r"\W*(?:\b(?:zie|ook|vgl|in)\b\W*)*$", "", before).split()
    notes = [note.text.text.lower() for note in reading.doc.of_kind(Kind.FOOTNOTE)]
    for length in range(min(6, len(words)), 1, -1):
        phrase = " ".join(words[-length:])
        if len(phrase) >= 10 and any(phrase.lower() in note for note in notes):
            return phrase
    return ""
