"""A profile for a text that has none, as far as the text itself shows: to be looked at by a person, and used until then.

Proposed are the page headers (short lines that come back with the pages), the kind and the title of each document, where
a next document begins in the same file, and the role of headings that come back in every chapter and whose words are in
no lexicon, by what stands under them. What a proposal cannot know it says in comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.iris import slug
from kg.model import Span
from loaders.context import Reading
from loaders.extractors.documents import TITLE_WORD
from loaders.extractors.documents import extract as read_documents
from loaders.gazetteer import Gazetteer
from loaders.profiles import DocumentProfile, Profile, parse_profile
from loaders.reading.text import SourceText
from loaders.structure import DocumentText, Kind, Section, build_document
from loaders.structure.lines import split_lines
from loaders.structure.roles import role_of, without_number
from loaders.structure.sentences import sentences
from loaders.structure.types import Line, Role
from loaders.thesaurus import Thesaurus

_HEADER = 110  # code points of a page header at most
_TIMES = 3  # a header stands on that many pages at least
_AT_PAGE = 0.6  # of the places of a header that lie at the end or the beginning of a page
_SPREAD = 0.4  # of all lines, that lie between the first place of a header and its last
_NUMBER = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s")  # "4.2 Aanpak": the number of a section, not of a page
_MARGIN = re.compile(r"(?:[ \t]*#{1,6}[ \t]+)?[ \t]*")
_SIGN = re.compile(r"^\s*(?:#{1,6}\s+)?")
_PAGE = re.compile(r"^\s*(?:pagina\s+)?-?\s*\d{1,4}\s*(?:-|(?:van|/)\s*\d{1,4})?\s*$", re.I)
_GAP = 3  # blank lines that part pages
_ADDRESS = r"[> \t]*(?:Retour|Return|Post|Bezoek)adres\b"
_UNDER_SENDER = r"^[ \t]*(?:Ministerie|Gemeente|Provincie|Politie)\b[^\n]{0,80}\n\s*"
_LETTERHEAD = re.compile(rf"^{_ADDRESS}.*$", re.I | re.M)
_SALUTATION = re.compile(r"^\s*(?:Geachte|Beste|Excellentie)\b", re.M)
_LETTER = 4_000  # code points from the head of a letter to "Geachte"
_SENDER = re.compile(r"^[ \t]*(?:Ministerie|Gemeente|Provincie|Politie|Openbaar Ministerie|Veiligheidsregio)\b[^\n]{0,80}$", re.M)
_ANNEX_TITLE = re.compile(
    r"^[ \t]*(?:#{1,3} )?(?:Uitwerking |Concept )?(?:\w+ ){0,2}\w*(?:strategie|agenda|plan|programma|nota)\b[^\n.]{0,60}"
    r"\b20\d{2}\s?[-–]\s?20\d{2}[ \t]*$",
    re.M | re.I,
)
_OWN_PART = 2_000  # code points that a document in a file has at least
_UNUSUAL = 12  # headings named in a comment at most
_WANTED = re.compile(r"\bwil(?:len)?\b|\bstreven\b|\bmoet(?:en)?\b|\b(?:in|uiterlijk|eind) 20\d\d\b|\bhoog(?:uit|stens)\b|\bminimaal\b", re.I)
_DONE = re.compile(r"^(?:We|Wij|De|Het|Samen|Met|Jaarlijks|Gemeenten|Politie)\b|(?:en|eren)\s+(?:van|op|met|voor)\b")
_SEEN = re.compile(r"\b(?:steeg|daalde|nam\b.*\b(?:toe|af)|is gestegen|is gedaald|werd(?:en)?|was|waren|sinds|steeds|registreerde)\b")


@dataclass(frozen=True)
class Proposal:
    """text: the TOML of the profile. profile: what it says."""

    text: str
    profile: Profile


def propose(
    source: SourceText, gazetteer: Gazetteer, thesaurus: Thesaurus, document_id: str = "", path: Path | None = None
) -> Proposal:
    """A profile for `source`.

    document_id: id of the (first) document, else made of the file's name. path: where the profile is to stand.
    """
    furniture = page_headers(source)
    starts = document_starts(source)
    lines = [
        "# Proposed by `veiligheidsgraaf add`, which looked at the text only. Check it, correct it, and take out the",
        "# next line when it is right: what is read with a proposed profile counts as less sure.",
        "proposed = true",
        *(["furniture = ["] + [f"    {quoted(pattern)}," for pattern in furniture] + ["]"] if furniture else []),
    ]
    first = document_id or slug(Path(source.name).stem) or "document"
    bounds = list(zip((0, *(at for at, _ in starts)), (*(at for at, _ in starts), len(source.text)), strict=True))
    for number, (start, end) in enumerate(bounds):
        name = first if number == 0 else f"{first}-{number + 1}"
        document = build_document(name, source, start, end, (), [_compiled(pattern) for pattern in furniture])
        lines += ["", *_table(document, "" if number == 0 else starts[number - 1][1], gazetteer, thesaurus)]
    text = "\n".join(lines) + "\n"
    return Proposal(text, parse_profile(text, path or Path(f"{Path(source.name).stem}.toml")))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


def quoted(text: str) -> str:
    """A TOML string: a literal one where that is possible, so that patterns stay readable."""
    if "'" not in text and text.isprintable():
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'


def page_headers(source: SourceText) -> list[str]:
    """Patterns of the short lines that come back at the edge of pages, or with a number that counts pages."""
    lines = split_lines(source, 0, len(source.text))
    full = [line for line in lines if not line.blank]
    places: dict[str, list[int]] = {}
    for at, line in enumerate(full):
        words = _SIGN.sub("", line.raw).strip()
        if 3 <= len(words) <= _HEADER and not _PAGE.match(words) and any(c.isalpha() for c in words):
            places.setdefault(_NUMBER.sub("0", words), []).append(at)
    found = []
    for where in places.values():
        same = [_SIGN.sub("", full[n].raw).strip() for n in where]
        if len(where) >= _TIMES and not _DECIMAL.match(same[0]) and _is_header(full, where, same):
            found.append(_pattern(same))
    return found


def _is_header(full: Sequence[Line], at: Sequence[int], words: Sequence[str]) -> bool:
    if _counts_pages(words):
        return all(after - this > 2 for this, after in pairwise(at))
    if len(set(words)) > 1 or words[0].endswith("?") or role_of(words[0]) is not None or "\t" in words[0]:
        return False
    edges = sum(_at_edge(full, n) for n in at)
    everywhere = at[-1] - at[0] >= _SPREAD * len(full)  # and not the title of one chapter on each of its pages
    apart = all(after - this > 5 for this, after in pairwise(at))
    return everywhere and apart and edges >= max(_TIMES, _AT_PAGE * len(at))


def _counts_pages(words: Sequence[str]) -> bool:
    """Whether one of the numbers in these lines rises by one or two from each line to the next."""
    columns = list(zip(*([int(n[:9]) for n in _NUMBER.findall(one)] for one in words), strict=True))
    return any(all(1 <= after - this <= 2 for this, after in pairwise(column)) for column in columns)


def _at_edge(full: Sequence[Line], at: int) -> bool:
    """Whether a page number, a form feed or a gap as between pages stands beside a line."""
    line = full[at]
    before, after = full[at - 1] if at else None, full[at + 1] if at + 1 < len(full) else None
    if "\f" in line.raw or any(near is not None and _PAGE.match(near.raw) for near in (before, after)):
        return True
    return any(abs(line.number - near.number) > _GAP for near in (before, after) if near is not None)


def _pattern(words: Sequence[str]) -> str:
    """The words with the numbers that differ left open."""
    parts = _NUMBER.split(words[0])
    numbers = [_NUMBER.findall(one) for one in words]
    open_ = [len({one[n] for one in numbers}) > 1 for n in range(len(numbers[0]))]
    made = _escaped(parts[0])
    for n, part in enumerate(parts[1:]):
        made += (r"\d+" if open_[n] else numbers[0][n]) + _escaped(part)
    return rf"^(?:#+\s+)?{made}$"


def _escaped(words: str) -> str:
    """Words as a pattern that matches them; hyphens and a blank as they are, for a person is to read it."""
    return re.sub(r" {2,}", r"\\s+", re.sub(r"\\([ \-])", r"\1", re.escape(words)))


def document_starts(source: SourceText) -> list[tuple[int, str]]:
    """Where a next document begins in the file, and the pattern of its beginning: the head of a letter, or the title of
    another plan under the name of who issues it."""
    found: list[tuple[int, str]] = []
    for match in _LETTERHEAD.finditer(source.text):
        if _SALUTATION.search(source.text, match.end(), match.end() + _LETTER):
            sender = _sender_above(source, match.start())
            found.append((sender, (_UNDER_SENDER if sender < match.start() else "^") + _ADDRESS))
    for match in _ANNEX_TITLE.finditer(source.text):
        sender = _sender_above(source, match.start())
        if sender < match.start() and (first := re.match(r"\W*(\w+)", match.group())):
            found.append((sender, rf"{_UNDER_SENDER}(?:#+ )?{first.group(1)}\b"))
    kept: list[tuple[int, str]] = []
    for start, pattern in sorted(found):
        last = kept[-1][0] if kept else 0
        again = _compiled(pattern).search(source.text, last + 1)
        if start - last >= _OWN_PART and again is not None and again.start() == start:
            kept.append((start, pattern))
    return kept


def _sender_above(source: SourceText, at: int) -> int:
    """Where the name of an organisation stands alone right above a place; the place itself when none does."""
    above = source.text[max(0, at - 200) : at]
    match = next(reversed(list(_SENDER.finditer(above))), None)
    if match is None or above[match.end() :].strip():
        return at
    return at - len(above) + match.start()


def _table(document: DocumentText, start: str, gazetteer: Gazetteer, thesaurus: Thesaurus) -> Iterator[str]:
    """The lines of one [[document]] table."""
    reading = Reading(document, DocumentProfile(document.id, generic=True), gazetteer, thesaurus)
    fact = next(iter(read_documents(reading)), None)
    kind = getattr(fact, "kind", "")
    yield "[[document]]"
    yield f"id = {quoted(document.id)}"
    yield f"kind = {quoted(kind)}" if kind else '# kind = ""  # none was recognised; see ontology/vocabularies/document-kind.ttl'
    if start:
        yield f"start = {quoted(start)}"
    if fact is not None and (title := _title_pattern(document, _title_line(document, fact.evidence.span))):
        yield f"title = {quoted(title)}"
    yield '# follows = ""  # our id of the document it replaces; draft_of = "" that of the version it is a draft of'
    roles, unknown = _headings(document)
    if unknown:
        named = "; ".join(f"{section.title!r} (line {section.heading.line})" for section in unknown if section.heading)
        yield f"# Headings whose words promise nothing known: {named}"
        yield f"# Give one a role below if it has one: {', '.join(role.value for role in Role)}"
    if roles:
        yield "[document.roles]"
        for words, role in roles.items():
            yield f"{quoted('^' + _escaped(words) + '$')} = {quoted(role.value)}"


def _title_line(document: DocumentText, span: Span) -> int:
    """Where the title begins: a motto or name may stand above the line that says what kind of document it is."""
    text = document.source.text[span.start : span.end]
    if "\n" not in text or TITLE_WORD.search(text.split("\n", 1)[0]):
        return span.start
    named = TITLE_WORD.search(text)
    if named is None:
        return span.start
    line = span.start + text.rfind("\n", 0, named.start()) + 1
    return line + len(_MARGIN.match(document.source.text, line).group())  # type: ignore[union-attr]


def _title_pattern(document: DocumentText, at: int) -> str:
    """The first words of the title's line, and whatever follows; empty when that leads elsewhere."""
    source = document.source
    line = source.text[source.line_starts[source.line_of(at) - 1] :].split("\n", 1)[0]
    bare = _SIGN.sub("", line).strip("*_ \r")
    words = " ".join(bare.split()[:2])
    if not words or re.match(r"(?:Onderwerp|Betreft|Titel)\b", words) or not source.text.startswith(words[0], at) or at > source.text.find(line, max(0, at - len(line))) + 12:
        return ""
    pattern = rf"^(?:#+ )?\W*{_escaped(words)}\b.*$"
    match = _compiled(pattern).search(source.text, document.start, document.end)
    return pattern if match and match.start() <= at < match.end() else ""


def _headings(document: DocumentText) -> tuple[dict[str, Role], list[Section]]:
    """Roles of headings that come back with words in no lexicon, and the other headings of that kind."""
    groups: dict[str, list[Section]] = {}
    for section in document.sections:
        heading = section.heading
        if heading is not None and section.role is None and section.blocks and section.parent is not None:
            groups.setdefault(without_number(heading.text.text).lower().rstrip(":?!. "), []).append(section)
    roles: dict[str, Role] = {}
    unknown: list[Section] = []
    for words, sections in groups.items():
        role = _role_by_content(sections) if len(sections) > 1 else None
        if role is not None:
            roles[words] = role
        elif any(block.kind is Kind.ITEM for block in sections[0].blocks):
            unknown.append(sections[0])
    return roles, unknown[:_UNUSUAL]


def _role_by_content(sections: Sequence[Section]) -> Role | None:
    """What most sentences under headings of the same words do: state what is wanted, tell what is seen, or act."""
    counts = {Role.AMBITIONS: 0, Role.ANALYSIS: 0, Role.APPROACH: 0}
    total = 0
    for section in sections:
        for block in section.blocks:
            for sentence in sentences(block.text) if block.kind in (Kind.PARAGRAPH, Kind.ITEM) else ():
                total += 1
                if _SEEN.search(sentence.text):
                    counts[Role.ANALYSIS] += 1
                elif _WANTED.search(sentence.text):
                    counts[Role.AMBITIONS] += 1
                elif block.kind is Kind.ITEM and _DONE.search(sentence.text):
                    counts[Role.APPROACH] += 1
    best = max(counts, key=lambda role: counts[role])
    return best if total >= 2 and counts[best] * 3 >= 2 * total else None
