"""Facts of the family ambitions: what the parties want to reach.

Read from what stands under a heading on ambitions or objectives (lists, and prose sentence by sentence), and from
sentences anywhere that say what is aimed at (`aspirations`). An overview page that says the same words as a chapter
gives no second row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.model import AmbitionFact, Confidence, Fact, PrincipleFact, PriorityFact, Span
from loaders.context import Reading
from loaders.extractors.ambition_titles import ambition_titles
from loaders.extractors.aspirations import aspirations_in, introduces_aspirations, vision_year
from loaders.extractors.chapters import Chapters, chapters_of, is_rest_of_item, part_role, whole_item
from loaders.extractors.principle_sentences import announced_in
from loaders.extractors.wording import capitalised, clause, plain_infinitives, printed_lines, same_naming, tokens, trim
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role
from loaders.structure.roles import without_number
from loaders.structure.sentences import sentences

_NAME = "ambitions"
# Sentences under a heading on ambitions that say something about them, or introduce them.
_ABOUT = re.compile(
    r"\b(?:deze|dit) (?:ambitie|doel|doelstelling|agenda)\b|\bambities? (?:is om|zijn)\b|\bimmers\b|\bgeactualiseerd\b|"
    r"\bgemonitord\b|\breferentiejaar\b|\bin samenhang met elkaar\b|^(?:zie|deze|zoals|hierna|dit (?!vergt))\b|\bvindt u\b|\bin deze (?:regionale )?"
    r"veiligheidsstrategie\b|\bbevat\b|^\W*(?:[Oo]nze|de) focus\b|\bfocus ligt op\b|\bvolgende\b[^.]*:$|^\d|streefcijfer|"
    r"\bnodig dat\b|^daarnaast is het nodig|\bhet is mogelijk\b",
    re.I,
)
_BARE_LEAD = re.compile(
    r"^(?:(?:onze|de|het|ons) )?(?:ambities?|doel(?:en|stelling(?:en)?)?)[^.]{0,30}(?:is|zijn)?(?: om)?(?: als volgt)?:$|\b(?:door|met)(?: onder (?:andere|meer))?:$|\bwensen:$",
    re.I,
)
_LEAD_IN = re.compile(
    r"^(?:dit vergt ook|dit vergt|daarom|we gaan|wij gaan|we willen|wij willen|we streven ernaar om|we streven ernaar|we streven naar|daarnaast|ook|daarbij|tevens|met als doel|"
    r"hiermee|verder|ten slotte|tot slot)\s+(?=\S)",
    re.I,
)
_COUNTED_ACTION = re.compile(r"\bOM-verdachten\b$|^streefcijfers?\b", re.I)
_HEADED = re.compile(
    r"^(?:(?:onze|de|regionale|strategische) )?(?:ambities?|doel(?:en|stelling(?:en)?)?|afspraak):\s*", re.I
)
_NEXT_END = re.compile(
    r",(?: en)? (?=(?:de|het) [\w -]{3,50} (?:is|zijn|wordt|worden|neemt|nemen|daalt|dalen|stijgt|stijgen) )|;(?: en)? (?=\w)|"
    r", (?=\d+% (?:minder|meer)\b)|, (?=ruim \d+%)| (?=met als doel )| en (?=het \w+en van )| en (?=tot een )|"
    r" en (?=(?:stimuleren|ontwikkelen|verbeteren|vergroten|voorkomen|terugdringen|verminderen) van )"
)
_PERIOD = re.compile(r"\b(?P<first>20\d\d) ?[-–] ?20\d\d\b")
_AS_IT_IS = re.compile(r"^in (?:19|20)\d\d (?:was|waren|lag|lagen|bedroeg)\b|^(?:nu|thans|op dit moment|momenteel) (?:is|zijn|ligt|liggen|staat)\b", re.I)
_SHORTEST = 12  # code points


@dataclass(frozen=True, slots=True)
class _Found:
    theme: str
    words: str
    where: MappedText
    confidence: Confidence


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the ambitions the document states, in the order of the text."""
    chapters = chapters_of(reading)
    found = [
        f for f in _all(reading, chapters) if len(f.words) >= _SHORTEST and len(f.words.split()) > 1 and tokens(f.words)
    ]
    # Where the same words come twice, the place in a chapter on a theme counts.
    found.sort(key=lambda f: (not f.theme, f.confidence is not Confidence.HIGH, f.where.span().start))
    kept: dict[frozenset[str], _Found] = {}
    for one in found:
        kept.setdefault(tokens(one.words), one)
    for one in sorted(kept.values(), key=lambda f: f.where.span().start):
        yield AmbitionFact(
            theme=one.theme, ambition=one.words, evidence=reading.evidence(one.where, _NAME, one.confidence)
        )


def _all(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
    taken: set[int] = set()
    principles = [fact.evidence.span for fact in reading.facts if isinstance(fact, PrincipleFact)]
    for found in _under_headings(reading, chapters):
        taken.add(found.where.starts[0])
        if not _is_among(found.where.span(), principles):
            yield found
    for title in ambition_titles(reading):
        if title.text.starts[0] not in taken:
            taken.add(title.text.starts[0])
            bare = without_number(title.text.text)
            yield _Found(chapters.theme(title), _label(bare), title.text, Confidence.MEDIUM)
    for found in _in_lists(reading, chapters):
        if found.where.starts[0] not in taken:
            taken.add(found.where.starts[0])
            yield found
    for block, sentence in reading.sentences():
        if sentence.starts[0] in taken or not chapters.states(block) or _is_aside(reading, block):
            continue
        if block.kind is Kind.PARAGRAPH and _is_vision(reading, block):
            ends = [sentence]
        else:
            ends = list(aspirations_in(sentence))
        for words in ends:
            for part in _clauses(words):
                yield _Found(chapters.theme(block), _label(plain_infinitives(part.text)), sentence, Confidence.MEDIUM)


def _is_among(span: Span, others: list[Span]) -> bool:
    """Whether the words are those of a principle or choice: under a title on ambitions too they are what it says."""
    return any(span.start < other.end and other.start < span.end for other in others)


def _in_lists(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
    """Lists, or a quotation, after a sentence that says what follows is wanted."""
    for lead, items in reading.doc.lists():
        if lead is not None and lead.kind is Kind.PARAGRAPH and _introduces(lead):
            for item in items:
                yield from _of_item(item, chapters.theme(item))
    body = reading.doc.body
    for lead, quoted in pairwise(body):
        if lead.kind is quoted.kind is Kind.PARAGRAPH and _introduces(lead) and quoted.text.text.startswith('"'):
            yield _Found(chapters.theme(quoted), _label(quoted.text.text.strip('". ')), quoted.text, Confidence.HIGH)


def _introduces(lead: Block) -> bool:
    return introduces_aspirations([s.text for s in sentences(lead.text)][-1])


def _is_vision(reading: Reading, block: Block) -> bool:
    """Whether a paragraph pictures a year later than the one in which the document's period begins."""
    year = vision_year(block.text.text)
    first = reading.metadata.start_year if reading.metadata else None
    if year is None:
        return False
    if first is None:
        period = reading.first_match(_PERIOD)
        first = int(period[1].group("first")) if period else None
    return first is not None and year > first


def _is_aside(reading: Reading, block: Block) -> bool:
    return block.kind is Kind.FOOTNOTE or reading.doc.section_of(block).role in (
        Role.EXAMPLE,
        Role.FORMATION,
        Role.COLOPHON,
    )


def _under_headings(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
    """Everything under a heading on ambitions: items, and sentences that are no remark about them."""
    theme = ""
    body = reading.doc.body
    within = within_ambitions(reading)
    for at, block in enumerate(body):
        if block.index not in within or not chapters.states(block):
            theme = ""
        elif block.kind is Kind.ITEM:
            if heading := _heading_item(reading, body, at):
                theme = heading
            elif not _lead_is_action(body, at):
                yield from _of_item(whole_item(body, at), chapters.theme(block) or theme)
        elif block.kind is Kind.PARAGRAPH and _is_flattened(reading, block):
            for words in printed_lines(reading.doc.source.text, block.text):
                yield _Found(chapters.theme(block), _label(words.text), words, Confidence.LOW)
        elif block.kind is Kind.PARAGRAPH and not is_rest_of_item(body, at):
            yield from _of_paragraph(chapters, block)
        elif (
            block.kind is Kind.HEADING and reading.doc.section_of(block).depth > 1 and _is_stated_title(reading, block)
        ):
            for words in printed_lines(reading.doc.source.text, block.text):
                yield _Found(chapters.theme(block), _label(words.text), words, Confidence.LOW)


def within_ambitions(reading: Reading) -> set[int]:
    """Blocks under a heading on ambitions; where that heading has no text of its own, under the titles that follow it
    too, until one promises another part or names a chapter's theme."""
    within: set[int] = set()
    running = False
    themes = [fact.theme for fact in reading.facts if isinstance(fact, PriorityFact)]
    for block in reading.doc.body:
        if block.kind is Kind.HEADING:
            section = reading.doc.section_of(block)
            if section.role is Role.AMBITIONS:
                running = not section.blocks
            elif section.role is not None or any(same_naming(theme, section.title) for theme in themes):
                running = False
        if running or part_role(reading, block) is Role.AMBITIONS:
            within.add(block.index)
    return within


def _heading_item(reading: Reading, body: list[Block], at: int) -> str:
    """The theme an item of an overview names for the items that follow it: alone in its group, and a priority."""
    block = body[at]
    alone = all(other.group != block.group for other in (*body[max(0, at - 1) : at], *body[at + 1 : at + 2]))
    if not alone:
        return ""
    themes = [fact.theme for fact in reading.facts if isinstance(fact, PriorityFact)]
    return next((theme for theme in themes if same_naming(theme, block.text.text)), "") and trim(block.text.text)


def _lead_is_action(body: list[Block], at: int) -> bool:
    """Whether the list an item stands in is introduced as ways to get there ("… wordt versterkt door onder andere:")."""
    lead = next((b for b in reversed(body[:at]) if b.kind in (Kind.PARAGRAPH, Kind.HEADING)), None)
    return lead is not None and bool(re.search(r"\bdoor(?: onder (?:andere|meer))?:$", lead.text.text))


def _is_flattened(reading: Reading, block: Block) -> bool:
    """Whether a paragraph is the words of a picture: no sentence in it ends, several lines begin with a capital."""
    text = block.text.text
    lines = list(printed_lines(reading.doc.source.text, block.text))
    return not re.search(r"[.:;]", text) and len(lines) > 1


def _is_stated_title(reading: Reading, block: Block) -> bool:
    """Whether a title without text under it is itself an ambition, and not a theme or a part's name."""
    section = reading.doc.section_of(block)
    words = block.text.text.split()
    return (
        section.role is None
        and len(words) > 2
        and not re.search(r"\b\d{4}\b.*\b\d{4}\b", block.text.text)
        and reading.thesaurus.match(block.text.text) is None
        and not any(isinstance(f, PriorityFact) and same_naming(f.theme, block.text.text) for f in reading.facts)
        and all(child.kind is Kind.PARAGRAPH and _is_flattened(reading, child) for child in section.blocks)
    )


def _of_item(item: Block, theme: str) -> Iterator[_Found]:
    for sentence in sentences(item.text):
        if not _ABOUT.search(re.sub(r"\([^)]*\)", "", sentence.text)) and not _COUNTED_ACTION.search(sentence.text):
            where = item.text if sentence.starts[0] == item.text.starts[0] and len(item.text) < 300 else sentence
            for part in _clauses(sentence):
                yield _Found(theme, _label(plain_infinitives(part.text)), where, Confidence.HIGH)


def _of_paragraph(chapters: Chapters, block: Block) -> Iterator[_Found]:
    for sentence in sentences(block.text):
        text = sentence.text
        if announced_in(text) or (text.endswith(":") and (_BARE_LEAD.search(text) or len(text.split()) < 8)):
            continue
        if re.match(r"(?:Dit|Dat)\b", text) or _ABOUT.search(re.sub(r"\([^)]*\)", "", text)) or not _is_sentence(text):
            continue
        ends = list(aspirations_in(sentence)) or [sentence]
        for part in (part for end in ends for part in _clauses(end) if not _AS_IT_IS.match(part.text)):
            yield _Found(chapters.theme(block), _label(part.text), sentence, Confidence.HIGH)


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 2 and (text.endswith((".", ":", ";", "!")) or len(text.split()) > 7)


def _clauses(sentence: MappedText) -> Iterator[MappedText]:
    """The main clauses of a sentence that states several ends one after the other."""
    last = 0
    for match in _NEXT_END.finditer(sentence.text):
        goes_on = match.group().startswith(" en ") and not sentence.text.startswith("tot een", match.end())
        if goes_on and " van " not in sentence.text[last : match.start()]:
            continue  # "het aanpakken en voorkomen van": one end
        yield sentence[last : match.start()]
        last = match.end()
    yield sentence[last:]


def _label(text: str) -> str:
    words = trim(_HEADED.sub("", trim(text))) or trim(text)
    while (shorter := _LEAD_IN.sub("", words)) != words:
        words = shorter
    return capitalised(trim(clause(words, 180)))
