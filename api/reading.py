"""How a document is laid out on a page: paragraphs with their passages marked, and beside each the facts read there.

Passages may lie within each other or overlap. HTML nests, so where two overlap the later one is broken where the
earlier ends, and its rest is marked as such; the style sheet lights it up with the first part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.reader import ReadDocument, ReadPassage
from kg.vocab import concept

OPEN_FACTS = 4  # of one kind beside one paragraph; the others are folded away
LABEL = 160  # characters of a fact's label
_SURE = concept("confidence", "hoog").value
Token = tuple[str, str]  # ("line", number), ("open", place), ("rest", ""), ("close", ""), ("text", words)


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
    """A stretch of text that no passage leaves, and the facts that begin in it by kind."""

    tokens: list[Token]
    facts: dict[str, list[ShownFact]]


def paragraphs(document: ReadDocument, label: Callable[[str], str]) -> Iterator[Paragraph]:
    """The text in order, without the blank lines between. label: of a fact or a concept, by its IRI."""
    lines = _line_starts(document.text)
    runs = list(_runs(document))
    first = [begin for begin, _ in runs]
    inside: list[list[ReadPassage]] = [[] for _ in runs]
    for passage in document.passages:
        inside[bisect_right(first, passage.start - document.start) - 1].append(passage)
    for (begin, end), passages in zip(runs, inside, strict=True):
        tokens = list(_tokens(document, lines, begin, end, passages))
        yield Paragraph(tokens, _facts(passages, label))


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
            begin, end = (at if begin < 0 else begin), at + len(line.rstrip())
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
    open_now: list[int] = []
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
            open_now.append(passage.end - document.start)


def _closed(open_now: list[int], point: int) -> Iterator[Token]:
    """Closes the passages that end at `point`; what was opened in them and goes on is opened again as a rest.

    open_now: where the open ones end, the innermost last.
    """
    ending = next((at for at, end in enumerate(open_now) if end <= point), None)
    if ending is None:
        return
    rest = sorted((end for end in open_now[ending:] if end > point), reverse=True)
    yield from [("close", "")] * (len(open_now) - ending)
    open_now[ending:] = rest
    yield from [("rest", "")] * len(rest)


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
