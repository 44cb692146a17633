"""Tables of actions: what is done, who leads it and with whom, under headers that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.context import Reading
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind

_WHAT = re.compile(
    r"(?:concrete )?acties?|(?:concrete )?maatregel(?:en)?|activiteit(?:en)?|inspanning(?:en)?|interventies?|"
    r"wat(?: gaan we doen| doen we)?\??",
    re.I,
)
_WHO = re.compile(
    r"trekkers?|(?:door )?wie\??|uitvoer(?:der|ing door)|actiehouders?|verantwoordelijken?|eigenaar|regie(?:houder|voerder)?|"
    r"initiatiefnemer|co[öo]rdinat(?:or|ie)|lead",
    re.I,
)
_WITH = re.compile(r"(?:keten|samenwerkings)?partners?|(?:betrokken )?partijen|betrokkenen?|samen met|met wie\??|deelnemers?", re.I)
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z])[.)]?$")
_NOTHING = re.compile(r"^[-–—]?$")
_NAMES = re.compile(r"\s*[,;/]\s*|\s+en\s+(?:de\s+|het\s+)?")


@dataclass(frozen=True)
class ActionRow:
    """A row of a table of actions. who, partners: the names in those cells, one by one; none for a dash."""

    block: Block
    action: MappedText
    who: tuple[MappedText, ...]
    partners: tuple[MappedText, ...]


@dataclass(frozen=True)
class _Columns:
    what: int
    who: int | None
    partners: int | None
    width: int


def action_rows(reading: Reading) -> Iterator[ActionRow]:
    """The rows under each header row that names a column of actions and one of who acts or with whom.

    A page end or the rest of a cell on a line of its own does not end a table: numbered rows of the same width go on.
    """
    columns: _Columns | None = None
    apart = False
    for block in reading.doc.body:
        if block.kind is not Kind.ROW:
            apart = True
            if block.kind is Kind.PARAGRAPH and len(block.text) > 80:
                columns = None
            continue
        heads = _columns(block)
        if heads is not None:
            columns, apart = heads, False
        elif columns is not None and _belongs(block, columns, apart):
            yield ActionRow(
                block,
                block.cells[columns.what],
                _names(block, columns.who),
                _names(block, columns.partners),
            )


def _columns(block: Block) -> _Columns | None:
    heads = [cell.text.strip(" :*") for cell in block.cells]
    what = next((at for at, head in enumerate(heads) if _WHAT.fullmatch(head)), None)
    who = next((at for at, head in enumerate(heads) if _WHO.fullmatch(head)), None)
    partners = next((at for at, head in enumerate(heads) if at != who and _WITH.fullmatch(head)), None)
    if what is None or (who is None and partners is None):
        return None
    return _Columns(what, who, partners, len(heads))


def _belongs(block: Block, columns: _Columns, apart: bool) -> bool:
    cells = block.cells
    if len(cells) != columns.width or not any(char.isalpha() for char in cells[columns.what].text):
        return False
    return not apart or bool(_NUMBER.match(cells[0].text.strip()))


def _names(block: Block, column: int | None) -> tuple[MappedText, ...]:
    if column is None:
        return ()
    cell = block.cells[column]
    found = []
    start = 0
    for match in [*_NAMES.finditer(cell.text), None]:
        end = match.start() if match else len(cell)
        if not _NOTHING.match(cell.text[start:end].strip()):
            found.append(cell[start:end])
        start = match.end() if match else end
    return tuple(found)
