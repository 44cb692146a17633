"""Which changes can be made for a family of facts of a document: one maker for each kind of change.

A maker looks at the unchanged text only, so the table of what is covered costs one reading of each document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from kg.errors import SourceError
from loaders.profiles import document_bounds
from loaders.reading.text import SourceText
from tests.pipeline import mutations_layout as layout
from tests.pipeline import mutations_words as words
from tests.pipeline.mutations import Change, profile_of
from tests.pipeline.mutations_model import Case, Of, Place

MOST = 3  # places of one kind that are tried for a family and document


def cases(place: Place, kind: Of, most: int = MOST) -> list[Case]:
    """Up to `most` changes of one kind; none when the kind finds no place in these facts.

    Order and titles can be changed elsewhere in the document where the facts have none: then all rows must stay.
    """
    found = (c for c in _MAKERS[kind](place) if _holds_together(place.stem, c.change))
    made = list(islice(found, most))
    if not made and kind in _ELSEWHERE:
        made = list(islice((c for c in _ELSEWHERE[kind](place) if _holds_together(place.stem, c.change)), 1))
    return made


def _holds_together(stem: str, change: Change) -> bool:
    """Whether a file of several documents can still be told apart by the beginnings its profile names."""
    try:
        return len(document_bounds(SourceText(f"{stem}.txt", change.text), profile_of(stem))) > 0
    except SourceError:
        return False


_MAKERS: dict[Of, Callable[[Place], Iterator[Case]]] = {
    Of.NUMBER: words.numbers,
    Of.YEAR: words.years,
    Of.NAME: words.names,
    Of.OUT: layout.taken_out,
    Of.IN: layout.put_in,
    Of.ORDER: layout.order,
    Of.HEADING: layout.headings,
    Of.CELL: layout.cells,
    Of.NOISE: layout.noise,
}
_ELSEWHERE: dict[Of, Callable[[Place], Iterator[Case]]] = {
    Of.ORDER: layout.order_elsewhere,
    Of.HEADING: layout.heading_elsewhere,
}
