"""Facts of the family priorities: what is chosen to go first, by whom, at which level, in which order.

A document states its priorities in several ways, each read by a rule of its own: a list that a sentence or a heading
introduces, paragraphs that open with a theme's name, numbered chapters under a heading on priorities, sentences that
enumerate them (`priority_sentences`), and an overview of themes per police district (`district_themes`). A priority
stated in several places is one row: the surest place counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Fact, PriorityFact
from loaders.context import Reading
from loaders.extractors import district_themes, priority_sentences, setters
from loaders.extractors.priority_statements import Named, Statement, theme_label
from loaders.extractors.theme_chapters import CHOSEN, numbered_parts
from loaders.extractors.wording import same_naming, tokens
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role, Section
from loaders.structure.lines import NUMBERED, PARTED
from loaders.structure.roles import part_name
from loaders.structure.sentences import sentences

_NAME = "priorities"
_NOUN = (
    r"(?:prioriteiten|prioritaire thema's|geprioriteerde thema's|beleidsdoelstellingen|speerpunten|pijlers|"
    r"(?:ontwikkel|kern|hoofd)?opgaven|programmalijnen|aandachtsgebieden|accenten|focuspunten|(?:kern|hoofd)thema's|(?:volgende|gezamenlijke|gekozen|strategische|onze \w+) (?:\w+ ){0,2}thema's)"
)
# What is listed are the priorities themselves: nothing but a few words stands between their name and the colon.
_LEAD = re.compile(rf"\b{_NOUN}\b[^,.;:]{{0,80}}:\s*$", re.I)
_OTHER = re.compile(
    r"afspraken|keuzes?\b|criteri|uitgangspunt|maatregel|\btaken\b|\bacties\b|activiteit|kenmerk|functies|vragen|toegelicht|"
    r"elementen|voorbeeld|bijdrag|resulta|\bdoor:$|\bom:$|aspecten|interventiegebied",
    re.I,
)
# Nothing but an article, a number or an adjective (which ends in -e before a plural) stands before the word.
_PLAIN_TITLE = re.compile(
    r"^(?!(?:de |het )?(?:andere|overige|mogelijke|eerdere|vorige)\b)(?:(?:onze|de|het|\d+|[a-zà-ÿ-]+e) )*"
    r"(?:prioriteiten|speerpunten|beleidsdoelstellingen|thema'?s|veiligheidsagenda)(?: \d{4}.*)?$",
    re.I,
)
# "Vier opgaven voor het Noorden": counted, and nothing but whose they are after it.
_COUNTED_TITLE = re.compile(
    r"^(?:(?:onze|de) )?(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|\d+) (?:[a-zà-ÿ-]+e )?"
    r"(?:prioriteiten|speerpunten|pijlers|opgaven|programmalijnen|aandachtsgebieden|veiligheidsthema's|thema's)"
    r"(?: (?:voor|van|in) (?:[\w'-]+ ?){1,4})?$",
    re.I,
)
_NO_THEME = re.compile(
    rf"{_NOUN}|^(?:inleiding|toelichting|proces|vervolg|evaluatie|monitoring|leeswijzer|ten slotte)\b", re.I
)
_PART_LABEL = re.compile(rf"(?P<word>{CHOSEN.pattern}|thema)\s+(?:\d{{1,2}}|[IVX]{{1,4}}|[A-H])[.:)]?", re.I)
_MARKED_LIST = re.compile(rf"(?P<lead>\b{_NOUN}\b[^,.;:()]{{0,60}}):?\s*(?P<list>\((?:1|a)\)\s.+\((?:2|b)\)\s)", re.I)
_MARK = re.compile(r"\((?P<n>\d|[a-h])\)\s+")
_END = re.compile(r"(?:[,;]?\s+en|[,;.])?\s*$")
_ACTION = re.compile(
    r"^(?:Bestrijd(?:en|ing)|Versterk(?:en|ing)|Aanpak(?:ken)?|Voorkom(?:en|ing)|Tegengaan|Terugdringen|Verminderen) \w"
)
_ENTRY = re.compile(r"(?P<label>[A-ZÀ-Ý][^:.;!?]{2,80}?): (?=\S)")


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the priorities the document states, in the order of the text."""
    found = sorted(_statements(reading), key=lambda statement: (-statement.strength, statement.at))
    accepted: list[tuple[Statement, Named]] = []
    for statement in found:
        earlier = list(accepted)
        for named in statement.themes:
            if not any(_is_same(reading, statement, named, *known) for known in earlier):
                accepted.append((statement, named))
    for statement, named in sorted(accepted, key=lambda pair: pair[1].where.span().start):
        yield PriorityFact(
            set_by=named.setter if named.setter is not None else statement.setter,
            level=statement.level,
            rank=named.rank,
            theme=named.theme,
            evidence=reading.evidence(named.where, _NAME, statement.confidence),
        )


def _is_same(reading: Reading, statement: Statement, named: Named, known: Statement, other: Named) -> bool:
    """Whether a priority was already read in a surer place."""
    if statement is known or statement.level != known.level or not same_naming(named.theme, other.theme):
        return False
    if statement.setter in (known.setter, ""):
        return True
    both_society = setters.is_society(reading, statement.setter) and setters.is_society(reading, known.setter)
    return both_society and bool(tokens(statement.setter) & tokens(known.setter))


def _statements(reading: Reading) -> Iterator[Statement]:
    own = setters.of_document(reading)
    yield from _lists(reading, own)
    yield from _entries(reading, own)
    yield from _chapters(reading, own)
    yield from _parts(reading, own)
    yield from _marked(reading, own)
    yield from priority_sentences.statements(reading, own)
    yield from district_themes.statements(reading)


def _lists(reading: Reading, own: str) -> Iterator[Statement]:
    """Lists introduced by a sentence on priorities, or standing right under a heading on them."""
    for lead, items in reading.doc.lists():
        if lead is None or lead.kind is Kind.ROW:
            continue
        section = reading.doc.section_of(items[0])
        if lead.kind is Kind.HEADING:
            introduced = section.role is Role.PRIORITIES and not _OTHER.search(section.title)
            sentence = section.title
        else:
            sentence = [s.text for s in sentences(lead.text)][-1]
            introduced = _introduces(sentence, section)
        if introduced:
            yield _statement_of_list(reading, lead, sentence, items, own)


def _introduces(sentence: str, section: Section) -> bool:
    match = _LEAD.search(sentence)
    if match:
        return not _OTHER.search(match.group())
    plain = bool(_PLAIN_TITLE.match(section.title))
    return plain and sentence.endswith(":") and not _OTHER.search(sentence)


def _statement_of_list(reading: Reading, lead: Block, sentence: str, items: list[Block], own: str) -> Statement:
    section = reading.doc.section_of(items[0])
    heading = lead.kind is Kind.HEADING
    setter = setters.of_statement(reading, sentence, heading=heading) or setters.around(reading, lead)
    setter = setter or _default(reading, own, sentence, section.title)
    top = [item for item in items if item.depth == items[0].depth]
    named = tuple(
        Named(item.number or at, theme_label(reading, item.text), item.text) for at, item in enumerate(top, 1)
    )
    level = setters.level_of(reading, setter, sentence, section.title)
    loose = heading and not setters.heading_setter(reading, section.title)  # an overview page that names them again
    return Statement(setter, level, named, strength=2 if loose else 3, at=lead.index)


def _default(reading: Reading, own: str, sentence: str, title: str) -> str:
    """The document's own chooser, for priorities of the document's own level."""
    level = setters.level_of(reading, own, sentence, title)
    return own if level == setters.level_of(reading, own) else ""


def _entries(reading: Reading, own: str) -> Iterator[Statement]:
    """Paragraphs after a sentence on priorities that each begin with a theme's name and a colon."""
    body = reading.doc.body
    for at, lead in enumerate(body):
        if lead.kind is not Kind.PARAGRAPH or at + 1 == len(body) or body[at + 1].kind is not Kind.PARAGRAPH:
            continue
        sentence = [s.text for s in sentences(lead.text)][-1]
        if not _LEAD.search(sentence) or _OTHER.search(sentence):
            continue
        labels = list(_labels(reading, body, at + 1))
        if len(labels) > 1:
            setter = setters.of_statement(reading, sentence) or setters.around(reading, lead) or own
            named = tuple(
                Named(rank, theme_label(reading, label), where) for rank, (label, where) in enumerate(labels, 1)
            )
            yield Statement(setter, setters.level_of(reading, setter, sentence), named, strength=3, at=lead.index)


def _labels(reading: Reading, body: list[Block], at: int) -> Iterator[tuple[MappedText, MappedText]]:
    """Each theme's name with the entry it opens, in the paragraphs from `at` on that have one."""
    while at < len(body) and body[at].kind is Kind.PARAGRAPH:
        text = body[at].text
        matches = [match for match in _ENTRY.finditer(text.text) if _starts_line(reading, text, match.start())]
        if not matches:
            return
        ends = [match.start() for match in matches[1:]] + [len(text)]
        for match, end in zip(matches, ends, strict=True):
            if not _NO_THEME.search(match.group("label")):
                yield text[match.start("label") : match.end("label")], text[match.start() : end].strip()
        at += 1


def _starts_line(reading: Reading, text: MappedText, at: int) -> bool:
    """Whether a character stands at the start of a line of the source, or a sentence begins there."""
    source, offset = reading.doc.source.text, text.starts[at]
    return source[:offset].rstrip(" \t").endswith("\n") or offset == 0 or bool(re.search(r"[.!?] $", text.text[:at]))


def _chapters(reading: Reading, own: str) -> Iterator[Statement]:
    """Numbered chapters, or chapters with a theme for a title, under a heading that says no more than "priorities"."""
    for section in reading.doc.sections:
        if section.heading is None or not (_PLAIN_TITLE.match(section.title) or _COUNTED_TITLE.match(section.title)):
            continue
        themes = [
            child for child in section.children if child.heading is not None and not _NO_THEME.search(child.title)
        ]
        numbered = [child for child in themes if child.heading and _is_numbered(child.heading.text.text)]
        if numbered:
            chosen: list[tuple[int | None, Section]] = list(enumerate(numbered, 1))
        else:
            known = [
                child
                for child in themes
                if child.blocks and (reading.thesaurus.match(child.title) or _ACTION.match(child.title))
            ]
            chosen = [(None, child) for child in known] if len(known) > 1 and len(known) * 2 > len(themes) else []
        if not chosen:
            continue
        setter = _chapter_setter(reading, section) or _default(reading, own, "", section.title)
        named = tuple(
            Named(rank, theme_label(reading, without_number(child)), child.heading.text)
            for rank, child in chosen
            if child.heading is not None
        )
        level = setters.level_of(reading, setter, title=section.title)
        parts = any(child.heading is not None and PARTED.match(part_name(child.heading.text.text)) for _, child in chosen)
        yield Statement(setter, level, named, strength=2 if parts else 3, at=section.heading.index)


def _is_numbered(title: str) -> bool:
    return bool(NUMBERED.match(title) or PARTED.match(title))


def _parts(reading: Reading, own: str) -> Iterator[Statement]:
    """Chapters called priorities each ("Prioriteit 1: …"), and rows or lines that list them so."""
    for series in numbered_parts(reading.doc, CHOSEN):
        first = series[0].heading
        if first is not None:
            named = tuple(
                Named(rank, theme_label(reading, without_number(section)), section.heading.text)
                for rank, section in enumerate(series, 1)
                if section.heading is not None
            )
            yield Statement(own, setters.level_of(reading, own), named, strength=2, at=first.index)
    for lead, rows in _runs_of_rows(reading):
        labels = [row.cells[0].text if row.cells else "" for row in rows]
        words = {match.group("word").lower() for label in labels if (match := _PART_LABEL.fullmatch(label))}
        if len(words) != 1 or len(labels) < 2 or not all(_PART_LABEL.fullmatch(label) for label in labels):
            continue
        sentence = [s.text for s in sentences(lead.text)][-1] if lead is not None and len(lead.text) else ""
        setter = setters.of_statement(reading, sentence) or own
        cells = [row.cells[1] for row in rows]
        named = tuple(Named(rank, theme_label(reading, cell), cell) for rank, cell in enumerate(cells, 1))
        yield Statement(setter, setters.level_of(reading, setter, sentence), named, strength=3, at=rows[0].index)


def _marked(reading: Reading, own: str) -> Iterator[Statement]:
    """Priorities that a sentence numbers itself: "De raad stelt drie prioriteiten vast: (1) …, (2) … en (3) …"."""
    for block, sentence in reading.sentences():
        match = _MARKED_LIST.search(sentence.text)
        if match is None or _OTHER.search(match.group("lead")):
            continue
        marks = list(_MARK.finditer(sentence.text, match.start("list")))
        if [mark.group("n") for mark in marks] not in ([str(n + 1) for n in range(len(marks))], list("abcdefgh"[: len(marks)])):
            continue
        ends = [mark.start() for mark in marks[1:]] + [len(sentence)]
        pieces = [
            sentence[mark.end() : mark.end() + len(_END.sub("", sentence.text[mark.end() : end]))]
            for mark, end in zip(marks, ends, strict=True)
        ]
        setter = setters.of_statement(reading, sentence.text) or own
        named = tuple(Named(rank, theme_label(reading, piece), piece) for rank, piece in enumerate(pieces, 1) if piece.text)
        yield Statement(setter, setters.level_of(reading, setter, sentence.text), named, strength=3, at=block.index)


def _runs_of_rows(reading: Reading) -> Iterator[tuple[Block | None, list[Block]]]:
    """Each run of rows of a table with what stands above it."""
    lead: Block | None = None
    rows: list[Block] = []
    for block in (*reading.doc.body, None):
        if block is not None and block.kind is Kind.ROW and len(block.cells) > 1 and len(block.cells[1]):
            rows.append(block)
            continue
        if rows:
            yield lead, rows
            rows = []
        lead = block


def _chapter_setter(reading: Reading, section: Section) -> str:
    for block in section.blocks:
        for sentence in sentences(block.text):
            if name := setters.of_statement(reading, sentence.text):
                return name
    return ""


def without_number(section: Section) -> MappedText:
    """The words of a section's heading without its numbering, mapped to the source."""
    if section.heading is None:
        raise ValueError("a section without heading has no title")
    text = section.heading.text
    return text[len(text.text) - len(section.title) :]
