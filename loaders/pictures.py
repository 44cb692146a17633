"""Figures of a picture that copying flattened to loose words: runs of percentages, and the labels they belong to.

Figures and labels are paired by their order alone, and only when there are as many of the one as of the other; what is
read here is of low confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.context import Reading
from loaders.figures import Years, quantities, years
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind

_FIGURES_ONLY = re.compile(r"^(?:\s*[-−–+]?\s?\d{1,3}(?:,\d+)?\s?%)+\s*$")
_DEVELOPMENT = re.compile(
    r"^ontwikkeling(?:en)? (?:van )?(?:de |het )?(?P<what>[a-zà-ÿ]+(?: [a-zà-ÿ]+)?)(?=\s+(?:19|20)\d{2}|\W*$)", re.I
)
_FUNCTION = re.compile(
    r"\b(?:van|de|het|een|en|of|voor|in|op|met|is|zijn|te|naar|door|wordt|worden|we|wij|die|dat|om)\b", re.I
)
_WINDOW = 10  # blocks on either side of the figures in which their labels are looked for
_YEARS_WINDOW = 25
# Words a label may end or begin with where the columns of a picture ran into one another ("woninginbraakgeweld").
_FUSED = re.compile(
    r"(?<=[a-z]{4})(?=(?:geweld|overvallen|straatroof|straatroven|woninginbraak|woninginbraken|totaal|diefstal|fraude|vandalisme|overlast|cybercrime|drugs)(?:\s|$))"
)
_KNOWN = re.compile(
    r"criminaliteit|inbra|geweld|roof|roven|overval|diefstal|jeugdgroep|overlast|fraude|vandalisme|verniel|totaal|drugs|cyber|aangift|verdacht|slachtoffer|misdrij|zakkenroll|ongeval",
    re.I,
)


@dataclass(frozen=True, slots=True)
class LooseFigure:
    """One percentage of a picture: its words and its value."""

    text: MappedText
    value: Decimal


@dataclass(frozen=True, slots=True)
class Run:
    """Percentages that stand together with nothing else between them, in order; first: where the first of them stands."""

    first: Block
    figures: tuple[LooseFigure, ...]


def loose_runs(reading: Reading) -> Iterator[Run]:
    """The runs of loose percentages of a document; another page begins another run."""
    run: list[LooseFigure] = []
    first: Block | None = None
    last: Block | None = None
    for block in reading.doc.body:
        loose = block.kind in (Kind.ROW, Kind.PARAGRAPH, Kind.HEADING) and _FIGURES_ONLY.match(block.text.text)
        if first is not None and (not loose or (last is not None and block.page != last.page)):
            yield Run(first, tuple(run))
            run, first = [], None
        if loose:
            first = first or block
            run += [
                LooseFigure(block.text[each.start : each.end].strip(), each.value)
                for each in quantities(block.text.text)
            ]
        last = block
    if first is not None:
        yield Run(first, tuple(run))


def labels_of(reading: Reading, run: Run) -> tuple[str, ...]:
    """The labels near a run, one for each figure in order; empty when no block or words nearby give just as many."""
    near = _nearest(reading, run)
    found = _labelled(near, run)
    return tuple(_whole(label, near) for label in found[1]) if found else ()


def label_block(reading: Reading, run: Run) -> Block | None:
    """The block that the labels of a run stand in."""
    found = _labelled(_nearest(reading, run), run)
    return found[0] if found else None


def _nearest(reading: Reading, run: Run) -> list[Block]:
    return sorted(_near(reading, run.first, _WINDOW), key=lambda block: abs(block.line - run.first.line))


def _labelled(near: list[Block], run: Run) -> tuple[Block, tuple[str, ...]] | None:
    for block in near:
        for labels in (_by_capitals(block.text.text), _by_words(block.text.text)):
            if len(labels) == len(run.figures) > 1 and _are_labels(labels):
                return block, labels
    return None


def _whole(label: str, near: list[Block]) -> str:
    """What a bare "totaal" is the total of, where a title of the picture says so ("Ontwikkeling geregistreerde criminaliteit")."""
    titles = (_DEVELOPMENT.match(block.text.text) for block in near)
    what = next((found.group("what") for found in titles if found), "")
    return f"{label} {what}" if what and label.lower() == "totaal" else label


def years_near(reading: Reading, run: Run, before: int | None) -> Years:
    """The years compared in the words nearest to a run that name two years; none after `before` (what is still to come)."""
    found = []
    for block in _near(reading, run.first, _YEARS_WINDOW):
        spoken = years(block.text.text)
        if spoken.about is not None and spoken.base is not None and (before is None or spoken.about <= before):
            found.append((abs(block.line - run.first.line), spoken))
    return min(found, key=lambda pair: pair[0])[1] if found else Years()


def _near(reading: Reading, at: Block, reach: int) -> list[Block]:
    body = reading.doc.body
    place = body.index(at)
    around = body[max(0, place - reach) : place + reach + 1]
    return [
        block
        for block in around
        if block is not at and block.page == at.page and not _FIGURES_ONLY.match(block.text.text)
    ]


def _are_labels(labels: tuple[str, ...]) -> bool:
    known = sum(bool(_KNOWN.search(label)) for label in labels)
    return all(len(label.split()) <= 3 and not _FUNCTION.search(label) for label in labels) and known * 2 >= len(labels)


def _by_capitals(text: str) -> tuple[str, ...]:
    """ "Criminaliteit Woninginbraak Criminele jeugdgroepen" cut before each capital."""
    return (
        tuple(part.strip() for part in re.split(r"\s+(?=[A-ZÀ-Ý])", text.strip()) if part.strip())
        if text[:1].isupper()
        else ()
    )


def _by_words(text: str) -> tuple[str, ...]:
    """The single lower-case words at the end of a text, each a label; words run together are parted."""
    words: list[str] = []
    for word in reversed(_FUSED.sub(" ", text).split()):
        if not word.islower() or not _KNOWN.search(word):
            break
        words.append(word)
    return tuple(reversed(words))
