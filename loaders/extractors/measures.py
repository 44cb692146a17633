"""Facts of the family measures: what is done or will be done, in lists and in prose, and by whom.

Lists count when their heading or the sentence before them promises an approach, tasks or actions; prose counts sentence
by sentence (`actions`) under headings on the approach and the organisation, and in chapters on a theme. Analysis,
examples, quoted persons, tables of strength and footnotes state no measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import AgreementFact, AmbitionFact, Confidence, Fact, MeasureFact, PrincipleFact, Span
from loaders.context import Reading
from loaders.extractors.action_phrases import phrases_in
from loaders.extractors.actions import Action, actions_in, actor_of, main_clause, ways_in
from loaders.extractors.chapters import Chapters, chapters_of, is_rest_of_item, part_role, whole_item
from loaders.extractors.wording import plain_infinitives, tokens
from loaders.structure import Block, Kind, Role
from loaders.structure.sentences import sentences

_NAME = "measures"
_LEAD = re.compile(
    r"\b(?:aanpak|taken|opdracht|acties|maatregelen|activiteiten|initiatieven|wensen|aangrijpingspunten|ontwikkelen en groeien|"
    r"hoofdlijnen|elementen|aspecten|stappen|helpen de partners|inspanningen|bijdrage|interventies|aandachtspunten|benutten)\b[^.]*:$|"
    r"\b(?:door|met)(?: onder (?:andere|meer))?:$|\bop basis daarvan:$|\bgaan (?:we|wij)\b[^.]*:$|\b(?:we|wij) (?:gaan|zetten|doen)\b[^.]*:$|"
    r"\bkunt u denken aan:$|^Daarbij\b[^.]*:$",
    re.I,
)
_NO_LIST = re.compile(
    r"\bprioriteiten:|\bkeuzes\b|\buitgangspunten\b|\bcriteria\b|\bkenmerk|\bgekenmerkt\b|\w*afspraken gemaakt\b|\bvragen\b|\bambitie|"
    r"\bstreefcijfer|\bhouding\b|\binstrumenten\b|\bin enge zin\b|\bkenmerken\b|\bfuncties\b|\bwillen (?:we|wij) de komende\b",
    re.I,
)
_PROSE_UNDER = {Role.APPROACH, Role.GOVERNANCE, Role.PREFACE, Role.AGREEMENTS, Role.PRIORITIES, Role.FORMATION, None}
_NO_PROSE = {Role.EXAMPLE, Role.ALLOCATION, Role.COLOPHON, Role.TRENDS, Role.CONTENTS}
_AGREEMENT = re.compile(r"^afspraak:", re.I)
_ORGANISING = re.compile(
    r"organisatieontwikkeling|\bontwikkelingen\b.*\b(?:20\d\d|formatie)|toelichting op de keuze", re.I
)
_FOCUSED = re.compile(r"\bfocus\b[^.]*:$")  # "ligt de focus op … met drie prioriteiten:" under the approach
_LEGAL = re.compile(r"^Art(?:ikel|\.)?\s*\d", re.I)
_FIRST_WORDS = re.compile(r"^(?:preventie|repressie|combinatie)\b[\w ]*:$", re.I)
_REMARK = re.compile(
    r"^(?:dit|dat|deze|het is|het gaat|er is|denk|bijvoorbeeld|hieronder verstaan|immers|wat|situaties die|voor de rest|"
    r"een (?:voorbeeld|aanpak)|in het bijzonder|dichtbij|resulterend|insteek|daarbij kunt|partners beschikken|de (?:precieze|exacte) aanpak is)\b",
    re.I,
)
_NEEDED = re.compile(r"^Het is (?:daarom |dan ook |ook )?(?:noodzakelijk|nodig|zaak|wenselijk) om ")
_THEY = re.compile(r"^(?:Zij|Ze) (?=\w+en\b)")
_FINITE = re.compile(
    r"\b(?:is|zijn|was|waren|heeft|hebben|kan|kunnen|moet|moeten|wordt|worden|dient|vergt|vraagt|leidt|helpt|biedt|maakt|noopt|draagt|"
    r"gaat|zal|zullen|blijft|staat|verdient|ontstaat|betekent)\b"
)
_NOUN_OF_ACTION = re.compile(r"(?:Het )?\w{3,}(?:en|ing) van (?:de|het|een|meer|nieuwe)\b|Het \w{3,}en\b")
_FEW_WORDS = 25
_LONGEST = 300  # code points of a quotation
_SHORTEST = 8  # code points of a label
_SHORT_LEAD = 4  # words of a caption that only parts a list
_LONG_LEAD = 10  # words from which on a sentence before a colon says something itself
_REACH = 12  # blocks


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the measures the document states, in the order of the text; one stated twice in the same words is one."""
    chapters = chapters_of(reading)
    spans, said = _other_families(reading)
    found = sorted(_all(reading, chapters), key=lambda f: f[1].where.span().start)
    seen: dict[str, list[frozenset[str]]] = {}
    for theme, action, confidence in found:
        words = tokens(action.text)
        known = seen.setdefault(theme, [])
        if len(action.text) < _SHORTEST or not words or words in known or words in said or action.where.span() in spans:
            continue
        known.append(words)
        yield MeasureFact(
            theme=theme,
            measure=action.text,
            actor=action.actor,
            evidence=reading.evidence(action.where, _NAME, confidence),
        )


def _other_families(reading: Reading) -> tuple[set[Span], set[frozenset[str]]]:
    """Where an agreement was read, and what was read as an ambition of an overview or a principle: no measure besides."""
    spans: set[Span] = set()
    said: set[frozenset[str]] = set()
    for fact in reading.facts:
        if isinstance(fact, AgreementFact):
            spans.add(fact.evidence.span)
        elif isinstance(fact, AmbitionFact) and fact.evidence.confidence is not Confidence.MEDIUM:
            spans.add(fact.evidence.span)
            said.add(tokens(fact.ambition))
        elif isinstance(fact, PrincipleFact):
            said.add(tokens(fact.principle))
    return spans, said


def _all(reading: Reading, chapters: Chapters) -> Iterator[tuple[str, Action, Confidence]]:
    listed: set[int] = set()
    leads: set[int] = set()
    position = {block.index: at for at, block in enumerate(reading.doc.body)}
    for lead, items in reading.doc.lists():
        first = True
        for run in _runs(items):
            of_actions = _is_list_of_actions(reading, lead if first else None, run)
            first = False
            actor = (
                actor_of(reading, _last_sentence(lead))
                if of_actions and lead is not None and lead.kind is Kind.PARAGRAPH
                else ""
            )
            if of_actions and lead is not None:
                leads.add(lead.index)
            for item in run:
                listed.add(item.index)
                if (
                    of_actions
                    and chapters.states(item)
                    and not _LEGAL.match(item.text.text)
                    and not _AGREEMENT.match(item.text.text)
                ):
                    for action in _of_item(reading, whole_item(reading.doc.body, position[item.index])):
                        yield (
                            chapters.theme(item),
                            action if action.actor else replace(action, actor=actor),
                            Confidence.HIGH,
                        )
    for block, sentence in reading.sentences():
        if block.index in listed or not chapters.states(block) or not _may_state(reading, block, chapters):
            continue
        if block.kind is Kind.PARAGRAPH and is_rest_of_item(reading.doc.body, position[block.index]):
            continue
        if sentence.text.endswith(":") and (block.index in leads or len(sentence.text.split()) < _LONG_LEAD):
            continue
        for action in actions_in(reading, sentence):
            yield chapters.theme(block), action, Confidence.MEDIUM
        for words in phrases_in(sentence):
            yield chapters.theme(block), Action(words, "", sentence), Confidence.MEDIUM


def _runs(items: list[Block]) -> Iterator[list[Block]]:
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


def _last_sentence(block: Block) -> str:
    return [s.text for s in sentences(block.text)][-1]


def _is_list_of_actions(reading: Reading, lead: Block | None, items: list[Block]) -> bool:
    """Whether the sentence before a list, or else its heading, promises actions."""
    role = part_role(reading, items[0])
    if role in (Role.EXAMPLE, Role.COLOPHON, Role.CONTENTS):
        return False
    if lead is None:
        return role is Role.APPROACH
    if lead.kind in (Kind.ROW, Kind.FOOTNOTE):
        return False
    if lead.kind is Kind.PARAGRAPH:
        sentence = _last_sentence(lead)
        if len(sentence.split()) <= _SHORT_LEAD:  # "Operationeel:" parts a list that another sentence introduces
            before = reading.doc.body[max(0, reading.doc.body.index(lead) - _REACH) : reading.doc.body.index(lead)]
            sentence = next(
                (_last_sentence(b) for b in reversed(before) if b.kind is Kind.PARAGRAPH and b.text.text.endswith(":")),
                sentence,
            )
        if _NO_LIST.search(sentence) and not (role is Role.APPROACH and _FOCUSED.search(sentence)):
            return False
        return bool(_LEAD.search(sentence)) or role is Role.APPROACH
    section = reading.doc.section_of(items[0])
    if role is Role.APPROACH:
        return section.role is not Role.PRIORITIES
    return section.role is None and _under_theme_picture(reading, items)


def _under_theme_picture(reading: Reading, items: list[Block]) -> bool:
    """Whether a list stands right under a title without role inside a chapter on the approach of a theme."""
    before = [block for block in reading.doc.of_kind(Kind.HEADING) if block.index < items[0].index]
    roles = [reading.doc.section_of(block).role for block in reversed(before)]
    last = next((role for role in roles if role is not None), None)
    return last is Role.APPROACH


def _may_state(reading: Reading, block: Block, chapters: Chapters) -> bool:
    role = part_role(reading, block)
    if block.kind is Kind.FOOTNOTE or role in _NO_PROSE or role is Role.AMBITIONS:
        return False
    if role is Role.APPENDIX:
        return bool(chapters.theme(block))
    if role is Role.ANALYSIS:
        title = next(s.title for s in reading.doc.section_of(block).ancestors() if s.role is Role.ANALYSIS)
        return bool(_ORGANISING.search(title))
    return role in _PROSE_UNDER


def _of_item(reading: Reading, item: Block) -> Iterator[Action]:
    """An item's first sentence is an action; of the rest those that say what is done, or name ways to do it."""
    actor = ""
    for at, sentence in enumerate(sentences(item.text)):
        text = sentence.text
        if at == 0:
            where = item.text if len(item.text) < _LONGEST else sentence
            for action in actions_in(reading, sentence, listed=True):
                actor = action.actor or actor
                yield Action(action.text, action.actor, where)
        elif match := _NEEDED.match(text):
            for action in actions_in(reading, sentence[match.end() :], listed=True):
                yield Action(plain_infinitives(action.text), action.actor, sentence)
        elif match := _THEY.match(text):
            rest = sentence[match.end() :]
            for action in actions_in(reading, rest, listed=True):
                yield Action(action.text, actor, sentence)
        elif not _REMARK.match(text) and not text.endswith(":"):
            yield from actions_in(reading, sentence, listed=_is_nominal(text))
        yield from ways_in(sentence)


def _is_nominal(text: str) -> bool:
    """Whether a sentence without a verb of its own names an action ("Speciale aandacht voor senioren.")."""
    if _NOUN_OF_ACTION.match(text):
        return not re.search(r"\b(?:is|zijn)\b", text)
    main = main_clause(text)
    return len(main.split()) <= _FEW_WORDS and not _FINITE.search(main)
