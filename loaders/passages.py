"""The sentences of a document with what their place tells: the headings above, the years a heading compares, the theme.

A paragraph that the layout broke in two is joined again; a box of labels without full stops is cut at its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import PriorityFact
from loaders.clauses import capital
from loaders.context import Reading
from loaders.figures import YEAR, Years, years
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role
from loaders.structure.sections import Section
from loaders.structure.sentences import sentences
from loaders.worded_figures import in_figures

_ENDS = re.compile(r"[.!?:;]['\")\]]*$")
_COMPARES = re.compile(rf"(?:{YEAR})[^.]*?(?:ten opzichte van|t\.o\.v\.|vergeleken met)\s+(?:{YEAR})", re.I)
_ONLY_COMPARES = re.compile(rf"^\W*(?:{YEAR})\s+(?:ten opzichte van|t\.o\.v\.)\s+(?:{YEAR})\W*$", re.I)
_OPEN_END = re.compile(
    r"(?:,|\b(?:de|het|een|van|en|of|in|op|voor|met|te|dat|die|om|aan|bij|naar|uit|tot|tegen|als|door|is|zijn|worden|over|onze))$"
)
_DUE = re.compile(rf"\b(?:in|per|eind|voor|tot|uiterlijk)(?: eind)? (?P<year>{YEAR})$", re.I)  # "Resultaten in 2028"
_ARTICLE = re.compile(r"^(?:de|het|een)\s+")
_NEAR = 12  # lines between a label of a flattened page and what it belongs to
_OPENS = re.compile(r"(?:meer|minder|toename|afname|daling|stijging) [a-z]", re.I)
_SKIPPED = (Role.EXAMPLE, Role.COLOPHON)  # and the contents themselves, not what a loose layout puts under them
_PERIOD = re.compile(rf"\b(?P<first>{YEAR})\s?[-–]\s?(?P<last>{YEAR})\b")
_APPROACH_OF = re.compile(r"\baanpak van (?:de |het )?(?P<theme>[a-zà-ÿ-]+(?: [a-zà-ÿ-]+){0,2})")
_TOPIC = re.compile(r"\b(?:onderwerp|thema)\s+['\"](?P<topic>[^'\"]{3,60})['\"]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: its text, the block it begins in, the roles of the headings above.

    heading_years: years of a comparison that a heading or label above gives; near: found beside, not above.
    """

    text: MappedText
    block: Block
    roles: frozenset[Role]
    heading_years: Years
    near: bool


def passages(reading: Reading) -> Iterator[Passage]:
    """The sentences of paragraphs, items, footnotes and titles without text of their own, in order; examples, contents and colophon are left out."""
    for block, text in _joined(reading):
        roles = frozenset(reading.doc.roles_of(block))
        if roles & set(_SKIPPED) or reading.doc.section_of(block).role is Role.CONTENTS:
            continue
        spoken, near = heading_years(reading, block)
        for sentence in _pieces(reading, text):
            yield Passage(in_figures(sentence), block, roles, spoken, near)


def _joined(reading: Reading) -> Iterator[tuple[Block, MappedText]]:
    """Blocks of running text; a paragraph or item that the layout broke in two is put together again."""
    first: Block | None = None
    text: MappedText | None = None
    for block in [*reading.doc.body, None]:
        goes_on = block is not None and first is not None and text is not None and _runs_on(text, first, block)
        if goes_on and block is not None and text is not None:
            text = MappedText.joined([text, block.text])
            continue
        if first is not None and text is not None:
            yield first, text
        first = text = None
        running = block is not None and block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.FOOTNOTE)
        if block is not None and (running or _is_statement(reading, block)):
            first, text = block, block.text


def _is_statement(reading: Reading, block: Block) -> bool:
    """Whether a title has nothing under it and is long enough to state something (a line of a flattened
    picture), is as long as a sentence, or opens like a wish."""
    section = reading.doc.section_of(block)
    bare = not section.blocks and not section.children
    words = len(block.text.text.split())
    states = block.kind is Kind.HEADING and not _COMPARES.search(block.text.text) and words >= 5
    return states and (bare or words >= 9 or bool(_OPENS.match(block.text.text)))


def _runs_on(text: MappedText, first: Block, block: Block) -> bool:
    """Whether `block` goes on with an unfinished sentence: in the same run of lines, or, where a page header parts the
    two, after a word that cannot end a sentence or with one that cannot begin it."""
    if block.kind is not Kind.PARAGRAPH or _ENDS.search(text.text) or len(text) <= 60 or len(block.text) <= 25:
        return False
    open_end = bool(_OPEN_END.search(text.text)) or block.text.text[:1].islower()
    return block.group == first.group or (open_end and first.kind in (Kind.PARAGRAPH, Kind.ITEM))


def _pieces(reading: Reading, text: MappedText) -> Iterator[MappedText]:
    if _ENDS.search(text.text) or not reading.doc.wrapped:
        yield from sentences(text)
        return
    start = 0
    for match in re.finditer(r"(?<=[a-zà-ÿ]) (?=[A-ZÀ-Ý][a-zà-ÿ]+ )", text.text):
        above, below = text.starts[match.start() - 1], text.starts[match.end()]
        if reading.doc.line_of(above) != reading.doc.line_of(below) and match.start() - start > 20:
            yield from sentences(text[start : match.start()].strip())
            start = match.end()
    yield from sentences(text[start:].strip())


def heading_years(reading: Reading, block: Block) -> tuple[Years, bool]:
    """The years compared by the nearest heading above that compares years; else by a lone label in the same chapter.

    The second value says that it stands beside the block in a flattened page and not above it.
    """
    section = reading.doc.section_of(block)
    if section.role is Role.AMBITIONS and (due := _DUE.search(section.title)):
        return Years(int(due.group("year"))), False
    chapter: Section = section
    for above in section.ancestors():
        if _COMPARES.search(above.title):
            return years(above.title), False
        if above.heading is not None:
            chapter = above
    labels = [found for found in chapter.walk() if _ONLY_COMPARES.match(found.title) and found.heading is not None]
    label = labels[0].heading if len(labels) == 1 and chapter.heading is not None else None
    if label is not None and abs(label.line - block.line) <= _NEAR:
        return years(labels[0].title), True
    return Years(), False


def plan_years(reading: Reading) -> tuple[int | None, int | None]:
    """First and last year of the period the document is for: as it says of itself, else the first period it names."""
    if reading.metadata is not None and reading.metadata.start_year is not None:
        return reading.metadata.start_year, reading.metadata.end_year
    for block in reading.doc.body:
        match = _PERIOD.search(block.text.text)
        if match:
            return int(match.group("first")), int(match.group("last"))
    return None, None


def default_scope(reading: Reading) -> str:
    """The area a document speaks of when a sentence names none: its region, "landelijk" for a national one."""
    return "landelijk" if reading.region == "Nederland" else reading.region


def theme_of(reading: Reading, block: Block, sentence: str = "") -> str:
    """The theme a statement stands under: the priority its chapter is about, by the label the document gives it.

    In order: a topic the sentence names in quotation marks; a heading that is one of the document's priorities (a
    shorter form of its label will do); a heading the thesaurus knows; a priority that the block itself names.
    """
    if block.kind is Kind.FOOTNOTE:
        block = footnoted(reading, block)
    topic = _TOPIC.search(sentence)
    if topic:
        words = topic.group("topic")
        return words[:1].upper() + words[1:].lower() if reading.thesaurus.match(words) else words
    chosen = [fact for fact in reading.facts if isinstance(fact, PriorityFact)]
    shared = [fact for fact in chosen if fact.level in ("regionaal", "landelijk")]
    priorities = [fact.theme for fact in shared or chosen]  # a plan of one municipality has its own alone
    for section in reading.doc.section_of(block).ancestors():
        if section.heading is None:
            continue
        found = _same_theme(reading, section.title, priorities)
        if found:
            return found
        if reading.thesaurus.match(section.title) and Role.APPENDIX not in (section.role,):
            return section.title
    named = [theme for theme in priorities if re.search(rf"\b{re.escape(theme)}\b", block.text.text, re.I)]
    return max(named, key=len, default="") or _approached(reading, block)


def _approached(reading: Reading, block: Block) -> str:
    """The theme whose approach the block speaks of ("de aanpak van ondermijning")."""
    for match in _APPROACH_OF.finditer(block.text.text):
        words = match.group("theme").split()
        for count in range(len(words), 0, -1):
            if reading.thesaurus.match(" ".join(words[:count])):
                return capital(" ".join(words[:count]))
    return ""


def footnoted(reading: Reading, note: Block) -> Block:
    """The block that a footnote belongs to: the nearest before it whose raw text bears the sign; the note when none does."""
    sign = re.escape(note.marker)
    for block in reversed(reading.doc.body[: max(0, reading.doc.body.index(note))]):
        if (
            note.marker
            and block.kind is not Kind.FOOTNOTE
            and re.search(rf"[^\s\d⁰-⁹¹²³]{sign}(?![⁰-⁹¹²³\d])", reading.doc.source.raw(block.span))
        ):
            return block
    return note


def _same_theme(reading: Reading, title: str, priorities: list[str]) -> str:
    words = _ARTICLE.sub("", title.lower().strip())
    for theme in priorities:
        if _ARTICLE.sub("", theme.lower()) == words:
            return theme
    for theme in priorities:
        if len(words) > 10 and (theme.lower().startswith(f"{words} ") or words.startswith(f"{theme.lower()} ")):
            return theme
    concept = reading.thesaurus.match(title)
    return next(
        (theme for theme in priorities if concept is not None and reading.thesaurus.match(theme) == concept), ""
    )
