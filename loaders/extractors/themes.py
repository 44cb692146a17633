"""Facts of the family themes: each safety theme the document names, and what it falls under.

Read from the priorities, from headings and lists that name themes, from sentences that say what a theme comprises
("Hieronder vallen …", "waaronder …"), and from mentions of known themes in running text. What a theme falls under is
what the document's sentence or chapter says; the thesaurus only tells whether a chapter is the theme's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Confidence, Fact, PriorityFact, ThemeFact
from loaders.context import Reading
from loaders.extractors.chapters import Chapters, chapters_of
from loaders.extractors.theme_chapters import theme_chapters
from loaders.extractors.theme_mentions import DOING, SILENT, Found, compounds, is_form, is_silent, mentions, under
from loaders.extractors.theme_sentences import comprised, full_name, is_organisation
from loaders.extractors.wording import label, prevailing_case, same_naming, tokens
from loaders.structure import Block, Kind, Role

_NAME = "themes"
_PARENTHESIS = re.compile(r"^(?P<theme>[^()]{3,60}?) \((?P<in>[^()]+)\)$")
_ABBREVIATION = re.compile(r"^[A-Z]{2,5}$")
_TWO_THINGS = re.compile(r" en |^verkenning ", re.I)  # a label of two themes, or of what is done about one
_CAPITALS = re.compile(r"^[A-Z]{2,6}(?:'?s)?$")
# What happens to a theme or is done about it, in words that are no second name of it.
_HAPPENS = re.compile(
    r"^\(|^(?:groei|toename|toenemende?|daling|afname|versterk|vergrot|verbeter|terugdring|bestrijd|incidenten met )| \(|(?<!-),|(?<!-) en ",
    re.I,
)
_SHORTEST = 5  # code points of a second name; a shorter one is an abbreviation
_WORDS = 4  # a second name of a concept is short; a longer one is a phrase of its sentence
# A priority that says what to do rather than what about: "Zorg voor …", "Zet in op …", "… afpakken".
_WAY = re.compile(
    r"^(?:(?:het )?(?:verstor|inzichtelijk|verstevig)|zet\b|zorg voor\b|integraal werken)|\b(?:verstoren|aanpakken|afpakken|verstevigen)\b",
    re.I,
)
_HANDLING = re.compile(
    r"^(?:aanpak(?:ken)?|bestrijd(?:ing|en)|tegengaan|verstor(?:en|ing))(?: van(?: de| het)?)? ", re.I
)
_NO_TITLES = {Role.PRIORITIES, Role.AMBITIONS, Role.TRENDS, Role.PRINCIPLES}


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the themes the document names, in the order of the text; a theme is one row for each thing it falls under."""
    chapters = chapters_of(reading)
    named: dict[frozenset[str], Found] = {}
    concepts: dict[str, list[str]] = {}
    for found in [
        *_priorities(reading, chapters),
        *_comprised(reading, chapters),
        *_headings(reading, chapters),
        *_items(reading, chapters),
    ]:
        key = tokens(found.theme)
        known = named.get(key)
        if key and (known is None or (found.broader and not known.broader and found.broader != found.theme)):
            named[key] = found
            if theme := reading.thesaurus.match(found.theme):
                concepts.setdefault(theme.iri, []).append(found.theme)
    for found, iri in mentions(reading, chapters):
        labels = concepts.get(iri, [])
        another = _is_second_name(reading, found.theme)
        if (not labels or another) and not _is_same(found.theme, labels) and tokens(found.theme) not in named:
            concepts.setdefault(iri, []).append(found.theme)
            named[tokens(found.theme)] = found
    for found in compounds(reading, chapters):
        if not any(_is_same(found.theme, [label]) for label in (f.theme for f in named.values())):
            named[tokens(found.theme)] = found
    text = "\n".join(block.text.text for block in reading.doc.body)
    for found in sorted(named.values(), key=lambda f: (f.evidence.span.start, f.order)):
        broader = "" if tokens(found.broader) == tokens(found.theme) else prevailing_case(found.broader, text)
        yield ThemeFact(theme=found.theme, broader=broader, evidence=found.evidence)


def _is_second_name(reading: Reading, words: str) -> bool:
    """Whether words for a concept that has a label already may be another name of it, and no phrase about it."""
    short = len(words.split()) <= _WORDS and not _is_abbreviation(reading, words)
    return short and not _HAPPENS.search(words) and not (reading.region and reading.region in words)


def _is_abbreviation(reading: Reading, words: str) -> bool:
    short = {abbreviation.lower() for abbreviation in reading.abbreviations}
    return len(words) < _SHORTEST or words.lower().removesuffix("'s") in short


def _is_same(words: str, labels: list[str]) -> bool:
    """Whether words for a concept are but another form or a part of a label it already has ("inbraak", "inbraken";
    "OMG's"; "verward gedrag" of "personen met verward gedrag").

    A single word that a label only contains ("Aanpak van cybercrime en …" beside "cybercrime") is another name, and so
    is what a label that names two things has of one.
    """
    mine = tokens(words)
    for known in labels:
        others = tokens(known)
        abbreviated = _CAPITALS.search(words) or (_CAPITALS.search(known) and len(others) == 1)
        part = len(mine) > 1 and mine <= others and not _TWO_THINGS.search(known)
        if abbreviated or part or is_form(words, known):
            return True
    return False


def _priorities(reading: Reading, chapters: Chapters) -> Iterator[Found]:
    """The themes of the priorities, with what an item adds between parentheses."""
    for order, fact in enumerate(reading.facts):
        if not isinstance(fact, PriorityFact) or _WAY.search(fact.theme):
            continue
        block = _block_at(reading, fact.evidence.span.start)
        if block is not None and block.kind is Kind.ITEM and _WAY.search(block.text.text):
            continue
        broader = ""
        if block is not None and block.kind is not Kind.HEADING:
            broader = chapters.theme(block)  # a focus within the chapter's theme
        elif block is not None and fact.level == "districtelijk":
            broader = chapters.theme(block)
        match = (
            _PARENTHESIS.match(block.text.text.strip(" .;")) if block is not None and block.kind is Kind.ITEM else None
        )
        if match and _ABBREVIATION.match(match.group("in")):
            broader = full_name(reading, match.group("in"))
            if broader:
                yield Found(broader, "", fact.evidence, order)
        yield Found(fact.theme, broader, fact.evidence, order)


def _block_at(reading: Reading, offset: int) -> Block | None:
    return next((b for b in reading.doc.body if b.text.starts[0] <= offset < b.text.ends[-1]), None)


def _comprised(reading: Reading, chapters: Chapters) -> Iterator[Found]:
    """Members of a theme that a sentence lists."""
    before: Block | None = None
    for block in reading.doc.body:
        if block.kind not in (Kind.ROW, Kind.FOOTNOTE) and chapters.states(block) and not is_silent(reading, block):
            above = before.text.text if before is not None and before.kind in (Kind.ITEM, Kind.HEADING) else ""
            for order, (member, broader, where) in enumerate(comprised(reading, block, above, chapters.theme(block))):
                if not DOING.match(member):
                    yield Found(member, broader, reading.evidence(where, _NAME, Confidence.MEDIUM), order)
        before = block


def _headings(reading: Reading, chapters: Chapters) -> Iterator[Found]:
    """Titles that name a theme."""
    formed = theme_chapters(reading.doc)
    for block in reading.doc.of_kind(Kind.HEADING):
        section = reading.doc.section_of(block)
        chapter = chapters.theme(block)
        by_form = section.title == chapter and block.index in formed
        if not chapters.states(block) or reading.doc.roles_of(block) & (SILENT if by_form else {*SILENT, *_NO_TITLES}):
            continue
        theme = reading.thesaurus.match(section.title)
        priorities = [fact.theme for fact in reading.facts if isinstance(fact, PriorityFact)]
        if section.title != chapter and any(same_naming(section.title, p) for p in (*priorities, chapter)):
            continue
        if theme is not None and is_organisation(reading, theme):
            continue
        if section.title == chapter:
            yield Found(label(chapter), "", reading.evidence(block, _NAME), 0)
        elif theme is not None:
            bare = _HANDLING.sub("", section.title)
            words = label(bare if reading.thesaurus.match(bare) is theme else section.title)
            yield Found(words, under(reading, theme.iri, chapter), reading.evidence(block, _NAME), 0)


def _items(reading: Reading, chapters: Chapters) -> Iterator[Found]:
    """Items that are the name of a theme and nothing more."""
    for block in reading.doc.of_kind(Kind.ITEM):
        if not chapters.states(block) or reading.doc.roles_of(block) & {*SILENT, Role.TRENDS}:
            continue
        theme = reading.thesaurus.match(block.text.text)
        if theme is not None and not is_organisation(reading, theme):
            bare = _HANDLING.sub("", block.text.text)
            words = label(bare if reading.thesaurus.match(bare) is theme else block.text.text, parentheses=True)
            yield Found(words, under(reading, theme.iri, chapters.theme(block)), reading.evidence(block, _NAME), 0)
