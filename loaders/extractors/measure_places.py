"""Where measures stand: which lists are lists of actions, and what the sentences of a block may state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.context import Reading
from loaders.extractors.action_phrases import Place
from loaders.extractors.chapters import Chapters, part_role
from loaders.structure import Block, Kind, Role
from loaders.structure.sentences import sentences

_LEAD = re.compile(
    r"\b(?:aanpak|taken|opdracht|acties|maatregelen|activiteiten|initiatieven|wensen|aangrijpingspunten|ontwikkelen en groeien|"
    r"hoofdlijnen|elementen|aspecten|stappen|helpen de partners|inspanningen|bijdrage|interventies|aandachtspunten|benutten)\b[^.]*:$|"
    r"\b(?:door|met)(?: onder (?:andere|meer))?:$|\bop basis daarvan:$|\bgaan (?:we|wij)\b[^.]*:$|\b(?:we|wij) (?:gaan|zetten|doen)\b[^.]*:$|"
    r"\bwillen (?:we|wij) de komende\b[^.]*:$|\bkunt u denken aan:$|^Daarbij\b[^.]*:$|\bgebruik (?:worden )?gemaakt van\b[^.]*:$",
    re.I,
)
_NO_LIST = re.compile(
    r"\bprioriteiten:|\bkeuzes\b|\buitgangspunten\b|\bcriteria\b|\bkenmerk|\bgekenmerkt\b|\w*afspraken gemaakt\b|\bvragen\b|\bambitie|"
    r"\bstreefcijfer|\bhouding\b|\bin enge zin\b|\bkenmerken\b|\bfuncties\b",
    re.I,
)
_USED = re.compile(r"\bgebruik (?:worden )?gemaakt van\b[^.]*:$")
_PROSE_UNDER = {
    Role.APPROACH, Role.GOVERNANCE, Role.PREFACE, Role.AGREEMENTS, Role.PRIORITIES, Role.FORMATION, Role.PRINCIPLES, None,
}  # fmt: skip
_NO_PROSE = {Role.EXAMPLE, Role.ALLOCATION, Role.COLOPHON, Role.TRENDS, Role.CONTENTS}
# Parts that explain figures or decisions tell what is done as well; those on the present state, what is done now.
_ORGANISING = re.compile(
    r"organisatieontwikkeling|\bontwikkelingen\b.*\b(?:20\d\d|formatie)|toelichting op de keuze|^toelichting$", re.I
)
_AT_PRESENT = re.compile(
    r"\bwaar staan (?:we|wij)\b|\bstand van zaken\b|\bhuidige (?:aanpak|inzet|situatie)\b|\bwat (?:doen (?:we|wij)|gebeurt er) (?:al|nu)\b",
    re.I,
)
_FOCUSED = re.compile(r"\bfocus\b[^.]*:$")  # "ligt de focus op … met drie prioriteiten:" under the approach
_SHORT_LEAD = 4  # words of a caption that only parts a list
_REACH = 12  # blocks


def place_of(reading: Reading, block: Block, chapters: Chapters) -> Place | None:
    """What the sentences of a block may state; None where they state no measure."""
    role = part_role(reading, block)
    if block.kind is Kind.FOOTNOTE or role in _NO_PROSE:
        return None
    if role is Role.AMBITIONS:
        return Place.NEEDED
    if role is Role.APPENDIX:
        return Place.ANY if chapters.theme(block) else None
    if role is Role.ANALYSIS:
        title = next(s.title for s in reading.doc.section_of(block).ancestors() if s.role is Role.ANALYSIS)
        if _ORGANISING.search(title):
            return Place.ANY
        return Place.CURRENT if _AT_PRESENT.search(title) else Place.NEEDED
    return Place.ANY if role in _PROSE_UNDER else None


def runs(items: list[Block]) -> Iterator[list[Block]]:
    """The items of a list, parted where a numbered list runs on into one of dashes and does not take up its count."""
    numbers = [item.number for item in items]
    if (
        numbers[0] is None
        or None not in numbers
        or any(number is not None for number in numbers[numbers.index(None) :])
    ):
        yield items
        return
    cut = numbers.index(None)
    yield items[:cut]
    yield items[cut:]


def last_sentence(block: Block) -> str:
    """The last sentence of a block: what introduces a list."""
    return [s.text for s in sentences(block.text)][-1]


def is_list_of_actions(reading: Reading, lead: Block | None, items: list[Block]) -> bool:
    """Whether the sentence before a list, or else its heading, promises actions."""
    role = part_role(reading, items[0])
    if role in (Role.EXAMPLE, Role.COLOPHON, Role.CONTENTS):
        return False
    if lead is None:
        return role is Role.APPROACH
    above = reading.doc.blocks[max(0, items[0].index - 1)]
    if above.kind is Kind.FOOTNOTE:
        return bool(_USED.search(last_sentence(above)))
    if lead.kind in (Kind.ROW, Kind.FOOTNOTE):
        return False
    if lead.kind is Kind.PARAGRAPH:
        sentence = _introduction(reading, lead)
        if _NO_LIST.search(sentence) and not (role is Role.APPROACH and _FOCUSED.search(sentence)):
            return False
        return bool(_LEAD.search(sentence)) or role is Role.APPROACH
    section = reading.doc.section_of(items[0])
    if role is Role.APPROACH:
        return section.role is not Role.PRIORITIES
    return section.role is None and _under_theme_picture(reading, items)


def _introduction(reading: Reading, lead: Block) -> str:
    """The sentence that introduces a list; where a caption parts the list ("Operationeel:"), the one before the first
    caption."""
    sentence = last_sentence(lead)
    if len(sentence.split()) > _SHORT_LEAD:
        return sentence
    at = reading.doc.body.index(lead)
    before = (b for b in reversed(reading.doc.body[max(0, at - _REACH) : at]) if b.kind is Kind.PARAGRAPH)
    leads = (last_sentence(b) for b in before if b.text.text.endswith(":"))
    return next((text for text in leads if len(text.split()) > _SHORT_LEAD), sentence)


def _under_theme_picture(reading: Reading, items: list[Block]) -> bool:
    """Whether a list stands right under a title without role inside a chapter on the approach of a theme."""
    before = [block for block in reading.doc.of_kind(Kind.HEADING) if block.index < items[0].index]
    roles = [reading.doc.section_of(block).role for block in reversed(before)]
    last = next((role for role in roles if role is not None), None)
    return last is Role.APPROACH
