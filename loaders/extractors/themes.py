"""Facts of the family themes: each safety theme the document names, and what it falls under.

Read from the priorities, from headings and lists that name themes, from sentences that say what a theme comprises
("Hieronder vallen …", "waaronder …"), and from mentions of known themes in running text. What a theme falls under is
what the document's sentence or chapter says; the thesaurus only tells whether a chapter is the theme's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Confidence, Evidence, Fact, PriorityFact, ThemeFact
from loaders.context import Reading
from loaders.extractors.chapters import Chapters, chapters_of
from loaders.extractors.theme_sentences import comprised, full_name, is_organisation
from loaders.extractors.wording import capitalised, label, prevailing_case, same_naming, tokens
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role
from loaders.thesaurus import Theme

_NAME = "themes"
_PARENTHESIS = re.compile(r"^(?P<theme>[^()]{3,60}?) \((?P<in>[^()]+)\)$")
_ABBREVIATION = re.compile(r"^[A-Z]{2,5}$")
_CAPITALS = re.compile(r"[A-Z]{2}")
_STEM = 6  # code points
_WORDS = 1  # a second name of a concept is short; a longer one is a phrase of its sentence
_ALIKE = 0.6  # of the stems of two labels, that they share when one is but a form of the other
_ROW_LABEL = re.compile(r"[^\d(|]{5,60}?(?=[ |]+[\d(])")
_COMPOUND = re.compile(
    r"\b[A-Za-zà-ÿ]{4,}(?:criminaliteit|fraude|overlast|geweld|extremisme|uitbuiting|smokkel|diefstal(?:len)?|inbra(?:ak|ken)|"
    r"mishandeling|pornografie|terrorisme)\b"
)
# A priority that says what to do rather than what about: "Zorg voor …", "Zet in op …", "… afpakken".
_WAY = re.compile(
    r"^(?:(?:het )?(?:verstor|inzichtelijk|verstevig)|zet\b|zorg voor\b|integraal werken)|\b(?:verstoren|aanpakken|afpakken|verstevigen)\b",
    re.I,
)
# Single words that in running text more often mean something else than a theme; presented as one they still are.
_COMMON = frozenset((
    "uitgaan", "vertrouwen", "toezicht", "preventie", "repressie", "opsporing", "vervolging", "handhaving",
    "jongeren", "jeugd", "ouderen", "slachtoffers", "slachtoffer", "daders", "wijkagent", "wijkagenten",
    "vastgoed", "wapens", "samenwerking", "dienstverlening", "intelligence", "professionalisering", "zsm",
    "veiligheid", "leefbaarheid", "innovatie", "communicatie", "diversiteit", "aangifteproces",
    "multiproblematiek", "ondermijningsbeeld", "ondermijningsbeelden", "openbare ruimte",
))  # fmt: skip
_SILENT = {Role.EXAMPLE, Role.COLOPHON, Role.CONTENTS, Role.FORMATION}
_HANDLING = re.compile(
    r"^(?:aanpak(?:ken)?|bestrijd(?:ing|en)|tegengaan|verstor(?:en|ing))(?: van(?: de| het)?)? ", re.I
)
# Words for what is done, not for what it is done to.
_DOING = re.compile(r"^\w+(?:en|aan) van\b|^(?:opsporing|vervolging|handhaving|preventie|repressie)$", re.I)
_NO_TITLES = {Role.PRIORITIES, Role.AMBITIONS, Role.TRENDS, Role.PRINCIPLES}
_NOT_HERE = re.compile(r"\b(?:afdeling|taskforce|team|werkgroep|programma|wet|dienst|meldpunt)\s$|\w-$", re.I)


@dataclass(frozen=True, slots=True)
class _Found:
    theme: str
    broader: str
    evidence: Evidence
    order: int


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the themes the document names, in the order of the text; a theme is one row for each thing it falls under."""
    chapters = chapters_of(reading)
    named: dict[frozenset[str], _Found] = {}
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
    for found, iri in _mentions(reading, chapters):
        labels = concepts.get(iri, [])
        another = found.theme.count(" ") < _WORDS and not _is_abbreviation(reading, found.theme)
        if (not labels or another) and not _is_same(found.theme, labels) and tokens(found.theme) not in named:
            concepts.setdefault(iri, []).append(found.theme)
            named[tokens(found.theme)] = found
    for found in _compounds(reading, chapters):
        if not any(_is_same(found.theme, [label]) for label in (f.theme for f in named.values())):
            named[tokens(found.theme)] = found
    text = "\n".join(block.text.text for block in reading.doc.body)
    for found in sorted(named.values(), key=lambda f: (f.evidence.span.start, f.order)):
        broader = "" if tokens(found.broader) == tokens(found.theme) else prevailing_case(found.broader, text)
        yield ThemeFact(theme=found.theme, broader=broader, evidence=found.evidence)


def _is_abbreviation(reading: Reading, words: str) -> bool:
    short = {abbreviation.lower() for abbreviation in reading.abbreviations}
    return len(words) < _STEM - 1 or words.lower().removesuffix("'s") in short


def _is_same(words: str, labels: list[str]) -> bool:
    """Whether words for a concept are but another form of a label it already has ("inbraak", "inbraken"; "OMG's").

    A label that only contains them ("Aanpak van cybercrime en …" beside "cybercrime") is another name.
    """
    stems = {word[:_STEM] for word in tokens(words)}
    for known in labels:
        others = {word[:_STEM] for word in tokens(known)}
        abbreviated = _CAPITALS.search(words) or (_CAPITALS.search(known) and len(others) == 1)
        if abbreviated or len(stems & others) > _ALIKE * len(stems | others):
            return True
    return False


def _priorities(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
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
                yield _Found(broader, "", fact.evidence, order)
        yield _Found(fact.theme, broader, fact.evidence, order)


def _block_at(reading: Reading, offset: int) -> Block | None:
    return next((b for b in reading.doc.body if b.text.starts[0] <= offset < b.text.ends[-1]), None)


def _comprised(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
    """Members of a theme that a sentence lists."""
    before: Block | None = None
    for block in reading.doc.body:
        if block.kind not in (Kind.ROW, Kind.FOOTNOTE) and chapters.states(block) and not _is_silent(reading, block):
            above = before.text.text if before is not None and before.kind in (Kind.ITEM, Kind.HEADING) else ""
            for order, (member, broader, where) in enumerate(comprised(reading, block, above, chapters.theme(block))):
                if not _DOING.match(member):
                    yield _Found(member, broader, reading.evidence(where, _NAME, Confidence.MEDIUM), order)
        before = block


def _is_silent(reading: Reading, block: Block) -> bool:
    return bool(reading.doc.roles_of(block) & _SILENT)


def _headings(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
    """Titles that name a theme."""
    for block in reading.doc.of_kind(Kind.HEADING):
        section = reading.doc.section_of(block)
        chapter = chapters.theme(block)
        if not chapters.states(block) or reading.doc.roles_of(block) & {*_SILENT, *_NO_TITLES}:
            continue
        theme = reading.thesaurus.match(section.title)
        priorities = [fact.theme for fact in reading.facts if isinstance(fact, PriorityFact)]
        if section.title != chapter and any(same_naming(section.title, p) for p in (*priorities, chapter)):
            continue
        if theme is not None and is_organisation(reading, theme):
            continue
        if section.title == chapter:
            yield _Found(label(chapter), "", reading.evidence(block, _NAME), 0)
        elif theme is not None:
            bare = _HANDLING.sub("", section.title)
            words = label(bare if reading.thesaurus.match(bare) is theme else section.title)
            yield _Found(words, _under(reading, theme.iri, chapter), reading.evidence(block, _NAME), 0)


def _items(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
    """Items that are the name of a theme and nothing more."""
    for block in reading.doc.of_kind(Kind.ITEM):
        if not chapters.states(block) or reading.doc.roles_of(block) & {*_SILENT, Role.TRENDS}:
            continue
        theme = reading.thesaurus.match(block.text.text)
        if theme is not None and not is_organisation(reading, theme):
            bare = _HANDLING.sub("", block.text.text)
            words = label(bare if reading.thesaurus.match(bare) is theme else block.text.text, parentheses=True)
            yield _Found(words, _under(reading, theme.iri, chapters.theme(block)), reading.evidence(block, _NAME), 0)


def _mentions(reading: Reading, chapters: Chapters) -> Iterator[tuple[_Found, str]]:
    """Each first mention of a known theme in running text, in the document's own words."""
    seen: set[tuple[str, str]] = set()
    for block in reading.doc.body:
        if not chapters.states(block) or _is_silent(reading, block) or not _is_read(reading, block):
            continue
        for order, mention in enumerate(reading.thesaurus.mentions(block.text.text)):
            words = _balanced(block.text, mention.start, mention.end)
            key = (mention.theme.iri, words.text.lower())
            if key in seen:
                continue
            if _NOT_HERE.search(block.text.text[: mention.start]) or not _tells(reading, mention.theme, words.text):
                continue
            broader = _under(reading, mention.theme.iri, chapters.theme(block))
            evidence = reading.evidence(words, _NAME, Confidence.MEDIUM)
            seen.add(key)
            yield _Found(capitalised(words.text), broader, evidence, order), mention.theme.iri


def _is_read(reading: Reading, block: Block) -> bool:
    """Whether words of a block may name themes: of a table's row only when its label is the name of one."""
    match = _ROW_LABEL.match(block.text.text) if block.kind is Kind.ROW else None
    return block.kind is not Kind.ROW or (match is not None and reading.thesaurus.match(match.group()) is not None)


def _compounds(reading: Reading, chapters: Chapters) -> Iterator[_Found]:
    """Words in no list that are themes by their last part: "tasjesdiefstallen"."""
    for block in reading.doc.body:
        if chapters.states(block) and not _is_silent(reading, block):
            for order, match in enumerate(_COMPOUND.finditer(block.text.text)):
                if reading.thesaurus.match(match.group()) is None:
                    words = block.text.match_span(match)
                    yield _Found(
                        capitalised(match.group()), "", reading.evidence(words, _NAME, Confidence.MEDIUM), order
                    )


def _balanced(text: MappedText, start: int, end: int) -> MappedText:
    """Words with the parenthesis that opens before or closes after them."""
    words = text.text[start:end]
    if words.count(")") > words.count("(") and text.text[start - 1 : start] == "(":
        start -= 1
    elif words.count("(") > words.count(")"):
        end = end + 1 if text.text[end : end + 1] == ")" else start + words.rindex("(")
    return text[start:end].strip()


def _tells(reading: Reading, theme: Theme, words: str) -> bool:
    """Whether a mention in running text names a theme: not the whole field, not how parties work, no common word."""
    return (
        bool(theme.broader)
        and words.lower() not in _COMMON
        and not is_organisation(reading, theme)
        and "prioriteit" not in words
        and not _DOING.match(words)
    )


def _under(reading: Reading, iri: str, chapter: str) -> str:
    """The chapter's theme where the theme falls under it, else empty."""
    of_chapter = reading.thesaurus.match(chapter) if chapter else None
    theme = reading.thesaurus.themes[iri]
    return chapter if of_chapter is not None and reading.thesaurus.falls_under(theme, of_chapter) else ""
