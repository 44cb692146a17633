"""Who issues a document, and when and how it was adopted, as the document says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.context import Reading
from loaders.dates import DATE, MONTHS, find_date
from loaders.numbers import years_in
from loaders.structure import Block, Kind, Role

_ADDRESSED = re.compile(r"^Van\s*:\s*(?:De |Het )?(?P<name>.+)$")
_EDITION = re.compile(r"^(?:Dit is een )?uitgave van\s*:?\s*(?P<name>.*)$", re.I)
_COLOPHON = re.compile(
    r"^(?:Redactie|Uitgave|Uitgever|Uitgegeven door|Opdrachtgever|Samenstelling|Tekst|Opgesteld door)\s*:?\s+"
    r"(?P<name>[A-Z].+)$"
)
_ADOPTED_BY = re.compile(
    rf"\b(?:[Bb]ekrachtigd|[Vv]astgesteld)\s+(?:(?:op|d\.d\.)\s+(?:{DATE.pattern})\s+)?(?:in|door)\s+(?:het|de)\s+(?P<name>[A-Z][\w-]+(?:\s+(?:van\s+|voor\s+)?[A-Z][\w-]+)*)"
)
_DRAWN_UP = re.compile(r"^(?:Opgesteld|Samengesteld|Geschreven) door\s*:?\s+(?:(?:de|het)\s+)?(?P<name>.{3,80})$")
_OF_MUNICIPALITY = re.compile(r"\bvan de (?P<name>gemeente [A-ZÀ-Ý'][\w' -]*)$")
_VERSION = re.compile(r"\b(?:concept|ontwerp|versie)\b", re.I)
_FRONT_ADOPTED = re.compile(r"\b(?:vastgesteld|bekrachtigd|raadsbesluit|bestuursbesluit)\b", re.I)
_ADOPTION_OF = re.compile(
    r"\bvaststelling van (?:het|de|dit|deze) (?P<what>[^.;()]{2,80}?)\s*"
    rf"\((?:op |d\.d\. )?(?P<date>{DATE.pattern})\)",
    re.I,
)
_IT_WAS_ADOPTED = re.compile(
    r"\b(?:is|werd)\s+(?:ze|zij|hij|het|(?:deze|dit|de|het)\s+(?:\w+\s+)?\w*(?:strategie|plan|agenda|visie))\s+"
    r"(?P<when>[^.;]{0,60}?)\b(?:definitief\s+|formeel\s+|bestuurlijk\s+)?vastgesteld\b",
    re.I,
)
_I_ADOPT = re.compile(
    r"\b(?:stel(?:len)?\s+(?:ik|wij)|(?:ik|wij)\s+stel(?:len)?)\b[^.]{0,200}\bvast\b(?!\s+dat\b)", re.I
)
_DATED = re.compile(r"^Datum\s*:?\s*(?P<rest>.*)$", re.I)
_MONTH = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\b", re.I)
_SHORT = 80  # code points of a line on a title page
_LAST_DATED = 60  # blocks within which a letter states its date


def publisher(reading: Reading, front: Sequence[Block], title: Block, *, is_letter: bool) -> str:
    """Who issues or draws up the document: the sender, the imprint, the letterhead, the organisations on the title
    page, else the body it was adopted in. The empty string when the document does not say."""
    for block in front:
        if match := _ADDRESSED.match(block.text.text):
            return match.group("name").strip(" .")
    if is_letter and front and reading.gazetteer.kind(front[0].text.text) != "overig":
        return front[0].text.text
    return _imprint(reading) or _on_title_page(reading, front, title) or _adopting_body(reading) or _drawn_up(front)


def _drawn_up(front: Sequence[Block]) -> str:
    """Who drew it up, as the title page says; of a team of a municipality that municipality."""
    for block in front:
        if match := _DRAWN_UP.match(block.text.text):
            name = match.group("name").strip(" .")
            of = _OF_MUNICIPALITY.search(name)
            return f"G{of.group('name')[1:]}" if of else name
    return ""


def _imprint(reading: Reading) -> str:
    body = reading.doc.body
    for block, after in zip(body, [*body[1:], None], strict=True):
        if match := _EDITION.match(block.text.text):
            name = match.group("name") or (after.text.text if after is not None else "")
            if name:
                return name.strip(" .")
        in_colophon = Role.COLOPHON in reading.doc.roles_of(block)
        if in_colophon and (match := _COLOPHON.match(block.text.text)):
            return match.group("name").strip(" .")
    return ""


def _on_title_page(reading: Reading, front: Sequence[Block], title: Block) -> str:
    """The organisations named in the lines right under or above the title."""
    if title not in front:
        return ""
    lines = [block for block in front if block.group == title.group + 1 and block.kind is not Kind.ITEM]
    names = " ".join(block.text.text for block in lines).strip()
    if names and len(lines) <= 4 and not find_date(names) and _is_of_organisations(reading, names):
        return names
    names_above = [block.text.text for block in front if block.index < title.index]
    return next((name for name in reversed(names_above) if reading.gazetteer.kind(name) != "overig"), "")


def _is_of_organisations(reading: Reading, names: str) -> bool:
    parts = [part.strip() for part in re.split(r",| en ", names) if part.strip()]
    return bool(parts) and sum(reading.gazetteer.kind(part) != "overig" for part in parts) * 2 > len(parts)


def _adopting_body(reading: Reading) -> str:
    found = reading.first_match(_ADOPTED_BY)
    return found[1].group("name") if found else ""


def adoption_date(reading: Reading, front: Sequence[Block], title: str) -> str:
    """When the document was adopted, in ISO form as precise as the text; the empty string when it does not say."""
    return next((date for date in _adoptions(reading, front, title) if date), "")


def is_adopted(reading: Reading, front: Sequence[Block], title: str) -> bool:
    """Whether the document says of itself that it was adopted, or that it adopts what it encloses."""
    if any(True for _ in _adoptions(reading, front, title)):
        return True
    return reading.first_match(_I_ADOPT) is not None


def _adoptions(reading: Reading, front: Sequence[Block], title: str) -> Iterator[str]:
    """The dates (or the empty string where none is given) at which the text says it was adopted."""
    for block in front:
        if _FRONT_ADOPTED.search(block.text.text):
            yield find_date(block.text.text)
    for block in reading.doc.body:
        for adoption in _ADOPTION_OF.finditer(block.text.text):
            if _is_this(reading, adoption.group("what"), title):
                yield find_date(adoption.group("date"))
    for _, sentence in reading.sentences():
        if match := _IT_WAS_ADOPTED.search(sentence.text):
            yield find_date(match.group("when")) or _month_of(match.group("when"), sentence.text[: match.end()])


def _is_this(reading: Reading, what: str, title: str) -> bool:
    """Whether the words stand for the document itself: its abbreviation, or words of its title."""
    name = reading.abbreviations.get(what.strip(), what).lower()
    return name in title.lower() or title.lower() in name


def _month_of(when: str, before: str) -> str:
    """ "medio april", of the last year named in the sentence before it."""
    month, years = _MONTH.search(when), years_in(before)
    return f"{years[-1]:04}-{MONTHS[month.group('month').lower()]:02}" if month and years else ""


def version_date(front: Sequence[Block]) -> str:
    """The date that the title page gives a version ("Concept, 3 maart 2023"), or the empty string."""
    return next((find_date(b.text.text) for b in front if _VERSION.search(b.text.text) and len(b.text) < _SHORT), "")


def letter_date(reading: Reading) -> str:
    """The date a letter or memorandum bears ("Datum: 20 april 2018"), or the empty string."""
    body = reading.doc.body[:_LAST_DATED]
    for block, after in zip(body, [*body[1:], None], strict=True):
        dated = _DATED.match(block.text.text)
        if dated is None:
            continue
        rest = dated.group("rest") or (after.text.text if after is not None else "")
        if DATE.match(rest):
            return find_date(rest)
    return ""
