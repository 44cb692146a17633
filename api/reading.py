"""How a text is cut for a page: in stretches that no passage leaves, these in pages, and what colour a passage has.

Kinds of fact are put together in FAMILIES, each with a colour; a passage has that of the first family it holds a fact
of.
A short line that opens a paragraph and ends without a sign is taken for a heading: it only looks different. A long text
is cut in pages, at headings where there are any. How a stretch is written out, with the facts beside it, is for
`api.reading_marks`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.reader import ReadDocument, ReadPassage
from kg.vocab import VG

PAGE = 24_000  # characters of a page of a long text, about
HEADING = 70  # characters of the longest heading
_NO_HEADING_END = tuple(".,;:-!?)…”’")
# The first that a passage holds a fact of gives its colour: what is wanted before who is named.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    family: tuple(term.value for term in terms)
    for family, terms in (
        ("aim", (VG.Ambition, VG.Target, VG.Agreement, VG.Principle)),
        ("measure", (VG.Measure,)),
        ("figure", (VG.Statistic, VG.Allocation, VG.FormationCell, VG.Fund, VG.Trend, VG.TableTotal)),
        ("theme", (VG.Priority, VG.PriorityCount, VG.ThemeMention)),
        ("governance", (VG.GovernanceRelation, VG.OfficeHolding, VG.DocumentRelation)),
        ("actor", (VG.Party, VG.ActorMention, VG.AbbreviationUse)),
        ("other", ()),
    )
}
_FAMILY = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text that no passage leaves, mostly a paragraph.

    begin, end: its words in the part of the file that is the document; start: where it begins in the file; all in code
    points. line: of the file, on which it begins. heading: its words, when it looks like one.
    """

    begin: int
    end: int
    start: int
    line: int
    heading: str
    passages: tuple[ReadPassage, ...]


def stretches(document: ReadDocument) -> Iterator[Stretch]:
    """The text in order, without the blank lines between."""
    lines = line_starts(document.text)
    runs = list(_runs(document))
    first = [begin for begin, _ in runs]
    inside: list[list[ReadPassage]] = [[] for _ in runs]
    for passage in document.passages:
        inside[bisect_right(first, passage.start - document.start) - 1].append(passage)
    for (begin, end), passages in zip(runs, inside, strict=True):
        words = document.text[begin:end]
        yield Stretch(
            begin,
            end,
            document.start + begin,
            document.first_line + bisect_right(lines, begin) - 1,
            " ".join(words.strip("#* ").split()) if is_heading(words) else "",
            tuple(passages),
        )


def family_of(passage: ReadPassage) -> str:
    """The family that gives a passage its colour."""
    found = {_FAMILY.get(fact.kind, "other") for fact in passage.facts}
    return next((family for family in FAMILIES if family in found), "other")


def family_of_kind(kind: str) -> str:
    """The family of a kind of fact, by its IRI."""
    return _FAMILY.get(kind, "other")


def is_heading(words: str) -> bool:
    """Whether a stretch of text looks like a heading: one short line, from a capital or a number, with no sign at its
    end; or one that Markdown marks as such."""
    line = words.strip()
    if "\n" in line or not 2 < len(line) <= HEADING:
        return False
    if line.startswith("#"):
        return True
    letters = sum(c.isalpha() for c in line)
    opens = line[0].isupper() or (line[0].isdigit() and " " in line)
    return opens and letters > 0.6 * len(line) and not line.endswith(_NO_HEADING_END) and len(line.split()) <= 9


def pages(found: Sequence[Stretch], length: int) -> list[list[Stretch]]:
    """The stretches of a text of `length` characters in pages; one page for a text that is not long."""
    if length <= 1.5 * PAGE:
        return [list(found)]
    cut: list[list[Stretch]] = [[]]
    begun = found[0].start if found else 0
    for stretch in found:
        size = stretch.start - begun
        if cut[-1] and (size > 1.25 * PAGE or (size > 0.8 * PAGE and stretch.heading)):
            cut.append([])
            begun = stretch.start
        cut[-1].append(stretch)
    return cut


def line_starts(text: str) -> list[int]:
    """Where the lines of a text begin."""
    return [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]


def _runs(document: ReadDocument) -> Iterator[tuple[int, int]]:
    """Where paragraphs begin and end in the text: lines up to a blank one, or further when a passage goes on."""
    places = iter([(p.start - document.start, p.end - document.start) for p in document.passages])
    following = next(places, None)
    begin, end, reach = -1, 0, 0  # reach: how far the passages met so far go
    for at, line in _lines(document.text):
        while following is not None and following[0] < at + len(line) + 1:
            reach, following = max(reach, following[1]), next(places, None)
        if line.strip():
            opens = begin < 0
            begin, end = (at if opens else begin), at + len(line.rstrip())
            if opens and reach <= end and is_heading(line):  # a heading is a stretch of its own
                yield begin, end
                begin = -1
        elif begin >= 0 and reach <= at:
            yield begin, end
            begin = -1
    if begin >= 0:
        yield begin, end


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines as the source file counts them: a line feed ends one, nothing else does."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1
