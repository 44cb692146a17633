"""How a stretch of a text is written out: its words with the passages marked, and beside it what was read in each.

Passages may lie within each other or overlap. HTML nests, so where two overlap the later one is broken where the
earlier ends, and its rest is marked as such; the style sheet lights it up with the first part.
The words of a passage lead to what was read in it, and that leads back. Words that stand in several passages lead to
the innermost; from there one comes to the others, which are named with it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from api.reading import FAMILIES, Stretch, family_of, family_of_kind, line_starts
from kg.reader import ReadDocument, ReadFact, ReadPassage
from kg.vocab import concept

OPEN_FACTS = 4  # of one passage; the others are folded away
OPEN_BESIDE = 10  # facts beside one stretch; the passages after that are folded away
LABEL = 160  # characters of a fact's label
WORDS = 42  # characters of a passage that are said beside it
_ORDER = {family: at for at, family in enumerate(FAMILIES)}
_SURE = concept("confidence", "hoog").value
FEWEST = 3  # letters or digits of words that lead somewhere, when others of their passage do: a full stop is no target
# ("line", number), ("open", place), ("rest", place it belongs to), ("close", ""), ("text", words); ("link", words) for
# words that lead to what was read in the innermost passage they stand in
Token = tuple[str, str]
Label = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact beside the text. kind: IRI; confidence: when it is less than sure; further: the words show it, though not
    best."""

    iri: str
    label: str
    kind: str
    confidence: str
    further: bool


@dataclass(frozen=True, slots=True)
class ReadHere:
    """What was read in one passage. also: place, line and kind of the passages that lie around it or overlap it."""

    place: str
    line: int
    words: str
    facts: list[ShownFact]
    also: list[tuple[str, int, str]]

    def by_kind(self) -> list[tuple[str, list[ShownFact], list[ShownFact]]]:
        """Kind, the facts of it that are open, and those that are folded away."""
        few = len(self.facts) <= OPEN_FACTS + 1  # one that is folded takes no less room
        opened = {fact.iri for fact in (self.facts if few else self.facts[:OPEN_FACTS])}
        return [
            (kind, [f for f in own if f.iri in opened], [f for f in own if f.iri not in opened])
            for kind, own in ((kind, list(found)) for kind, found in groupby(self.facts, key=lambda fact: fact.kind))
        ]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text as a page shows it. beside: what was read in each of its passages, in order; folded: likewise,
    what does not fit beside it. families: of each passage in it, by place."""

    tokens: list[Token]
    beside: list[ReadHere]
    folded: list[ReadHere]
    line: int
    heading: str
    families: Mapping[str, str]

    @property
    def folded_facts(self) -> int:
        return sum(len(read.facts) for read in self.folded)


def laid_out(document: ReadDocument, found: Sequence[Stretch], label: Label) -> Iterator[Paragraph]:
    """The stretches as a page shows them. label: of a fact, a kind or a concept, by its IRI."""
    lines = line_starts(document.text)
    for stretch in found:
        read = list(_read_here(document, stretch, label))
        fits = _fitting(read)
        yield Paragraph(
            list(_tokens(document, lines, stretch)),
            read[:fits],
            read[fits:],
            stretch.line,
            stretch.heading,
            {passage.place: family_of(passage) for passage in stretch.passages},
        )


def _fitting(read: Sequence[ReadHere]) -> int:
    """How many passages have their facts open beside the text; one that would be folded alone stays open."""
    shown = 0
    for at, here in enumerate(read):
        shown += min(len(here.facts), OPEN_FACTS)
        if at and shown > OPEN_BESIDE:
            return at if at < len(read) - 1 else len(read)
    return len(read)


def _read_here(document: ReadDocument, stretch: Stretch, label: Label) -> Iterator[ReadHere]:
    around = _around(stretch.passages)
    for passage in stretch.passages:
        words = " ".join(document.words(passage).split())
        words = words if len(words) <= WORDS else f"{words[:WORDS].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
        also = [(o.place, o.line, label(o.facts[0].kind) if o.facts else "") for o in around[passage.place]]
        facts = sorted(passage.facts, key=lambda fact: (_ORDER[family_of_kind(fact.kind)], fact.kind))
        yield ReadHere(passage.place, passage.line, words, [_shown(fact, label) for fact in facts], also)


def _shown(fact: ReadFact, label: Label) -> ShownFact:
    name = label(fact.iri)
    name = name if len(name) <= LABEL else f"{name[:LABEL].rstrip()}…"
    confidence = "" if fact.confidence in ("", _SURE) else label(fact.confidence)
    return ShownFact(fact.iri, name, fact.kind, confidence, fact.further)


def _around(passages: Sequence[ReadPassage]) -> dict[str, list[ReadPassage]]:
    """For each passage, by place, the ones that overlap it and do not lie within it. passages: in order."""
    found: dict[str, list[ReadPassage]] = {passage.place: [] for passage in passages}
    reaching: list[ReadPassage] = []  # of those before, the ones that go on here
    for passage in passages:
        reaching = [other for other in reaching if other.end > passage.start]
        for other in reaching:
            found[passage.place].append(other)
            if other.end < passage.end:
                found[other.place].append(passage)
        reaching.append(passage)
    return found


def _tokens(document: ReadDocument, lines: list[int], stretch: Stretch) -> Iterator[Token]:
    """The words of a stretch with a token where each line and each passage begins and ends."""
    begin, end = stretch.begin, stretch.end
    opening: dict[int, list[ReadPassage]] = {}
    for passage in stretch.passages:
        opening.setdefault(passage.start - document.start, []).append(passage)
    first = bisect_right(lines, begin) - 1
    numbers = {max(at, begin): document.first_line + n for n, at in enumerate(lines[first:], first) if at < end}
    points = {begin, end, *numbers, *opening, *(p.end - document.start for p in stretch.passages)}
    open_now: list[tuple[int, str]] = []
    reached: set[str] = set()  # passages that some words lead to
    previous = begin
    for point in sorted(points):
        if point > previous:
            words = document.text[previous:point]
            innermost = open_now[-1][1] if open_now and words.strip() else ""
            leads = innermost and (innermost not in reached or sum(map(str.isalnum, words)) >= FEWEST)
            reached.add(innermost)
            yield "link" if leads else "text", words
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
    # Of two that end together the one that began first stays outside: sorted() leaves them in their order.
    rest = sorted((item for item in open_now[ending:] if item[0] > point), key=lambda item: -item[0])
    yield from [("close", "")] * (len(open_now) - ending)
    open_now[ending:] = rest
    yield from [("rest", place) for _, place in rest]
