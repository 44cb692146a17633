"""How a document is laid out on a page: paragraphs with their passages marked, and beside each the facts read there.

Passages may lie within each other or overlap. HTML nests, so where two overlap the later one is broken where the
earlier ends, and its rest is marked as such; the style sheet lights it up with the first part.

Kinds of fact are put together in FAMILIES, each with a colour; a passage has that of the first family it holds a fact
of.
A short line that opens a paragraph and ends without a sign is taken for a heading: it only looks different. A long text
is cut in pages, at headings where there are any.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.reader import ReadDocument, ReadPassage
from kg.vocab import VG, concept

OPEN_FACTS = 4  # of one kind beside one paragraph; the others are folded away
LABEL = 160  # characters of a fact's label
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
_SURE = concept("confidence", "hoog").value
# ("line", number), ("open", place), ("rest", place it belongs to), ("close", ""), ("text", words)
Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact beside the text.

    place, line: of its words; confidence: when it is less than sure; further: the words show it, though not best.
    """

    iri: str
    label: str
    place: str
    line: int
    confidence: str
    further: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that no passage leaves, and the facts that begin in it by kind.

    start: where it begins, in code points of the file; line: on which line. families: of each passage in it, by place.
    """

    tokens: list[Token]
    facts: dict[str, list[ShownFact]]
    start: int = 0
    line: int = 0
    heading: str = ""
    families: Mapping[str, str] = field(default_factory=dict)


def paragraphs(document: ReadDocument, label: Callable[[str], str]) -> Iterator[Paragraph]:
    """The text in order, without the blank lines between. label: of a fact or a concept, by its IRI."""
    lines = _line_starts(document.text)
    runs = list(_runs(document))
    first = [begin for begin, _ in runs]
    inside: list[list[ReadPassage]] = [[] for _ in runs]
    for passage in document.passages:
        inside[bisect_right(first, passage.start - document.start) - 1].append(passage)
    for (begin, end), passages in zip(runs, inside, strict=True):
        words = document.text[begin:end]
        yield Paragraph(
            list(_tokens(document, lines, begin, end, passages)),
            _facts(passages, label),
            document.start + begin,
            document.first_line + bisect_right(lines, begin) - 1,
            " ".join(words.strip("#* ").split()) if is_heading(words) else "",
            {passage.place: family_of(passage) for passage in passages},
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


def pages(found: Sequence[Paragraph], length: int) -> list[list[Paragraph]]:
    """The paragraphs of a text of `length` characters in pages; one page for a text that is not long."""
    if length <= 1.5 * PAGE:
        return [list(found)]
    cut: list[list[Paragraph]] = [[]]
    begun = found[0].start if found else 0
    for paragraph in found:
        size = paragraph.start - begun
        if cut[-1] and (size > 1.25 * PAGE or (size > 0.8 * PAGE and paragraph.heading)):
            cut.append([])
            begun = paragraph.start
        cut[-1].append(paragraph)
    return cut


def _line_starts(text: str) -> list[int]:
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


def _tokens(
    document: ReadDocument, lines: list[int], begin: int, end: int, passages: list[ReadPassage]
) -> Iterator[Token]:
    """The text from `begin` to `end` with a token where each line and each passage begins and ends."""
    opening: dict[int, list[ReadPassage]] = {}
    for passage in passages:
        opening.setdefault(passage.start - document.start, []).append(passage)
    first = bisect_right(lines, begin) - 1
    numbers = {max(at, begin): document.first_line + n for n, at in enumerate(lines[first:], first) if at < end}
    points = {begin, end, *numbers, *opening, *(p.end - document.start for p in passages)}
    open_now: list[tuple[int, str]] = []
    previous = begin
    for point in sorted(points):
        if point > previous:
            yield "text", document.text[previous:point]
        previous = point
        yield from _closed(open_now, point)
        if point in numbers:
            yield "line", str(numbers[point])
        for passage in opening.get(point, ()):
            yield "open", passage.place
            open_now.append((passage.end - document.start, passage.place))


def _closed(open_now: list[tuple[int, str]], point: int) -> Iterator[Token]:
    """Closes the passages that end at `point`; what was opened in them and goes on is opened again as a rest.

    open_now: where the open ones end and which they are, the innermost last.
    """
    ending = next((at for at, (end, _) in enumerate(open_now) if end <= point), None)
    if ending is None:
        return
    rest = sorted((item for item in open_now[ending:] if item[0] > point), reverse=True)
    yield from [("close", "")] * (len(open_now) - ending)
    open_now[ending:] = rest
    yield from [("rest", place) for _, place in rest]


def _facts(passages: list[ReadPassage], label: Callable[[str], str]) -> dict[str, list[ShownFact]]:
    found: dict[str, list[ShownFact]] = {}
    for passage in passages:
        for fact in passage.facts:
            name = label(fact.iri)
            name = name if len(name) <= LABEL else f"{name[:LABEL].rstrip()}…"
            confidence = "" if fact.confidence in ("", _SURE) else label(fact.confidence)
            shown = ShownFact(fact.iri, name, passage.place, passage.line, confidence, fact.further)
            found.setdefault(fact.kind, []).append(shown)
    return found
