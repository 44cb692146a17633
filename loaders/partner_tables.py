"""Tables of who does what: a column of partners beside a column of their tasks, under headings that say so; and plain lists
of partners, a name to a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from loaders.context import Reading
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind

_WHO = re.compile(r"(?:keten)?partners?|organisaties?|partij(?:en)?|wie|actor(?:en)?|betrokkenen?", re.I)
_TASK = re.compile(r"taak|taken|rol(?:len)?|verantwoordelijkhe(?:id|den)|(?:doet )?wat", re.I)
_INTRODUCES = re.compile(r"\b(?:organisaties|partners|partijen|instellingen)\b[^.]*:$", re.I)
_LINE = re.compile(r"(?!Bijlage\b)[A-ZÀ-Ý][\w'À-ÿ&,-]*(?: [\w'À-ÿ&,()-]+){0,6}$")
_FEWEST = 3  # lines that make a list


def partner_rows(reading: Reading) -> Iterator[tuple[Block, MappedText, MappedText]]:
    """(row, partner, task) of each row under a heading row that names the two columns."""
    column = 0
    before: Block | None = None
    for block in reading.doc.body:
        if block.kind is not Kind.ROW:
            column, before = 0, None
            continue
        heads = [cell.text.strip() for cell in block.cells]
        if before is None and len(heads) > 1 and _WHO.fullmatch(heads[0]):
            column = next((at for at, head in enumerate(heads) if at and _TASK.fullmatch(head)), 0)
        elif column and len(block.cells) > column and block.cells[0].text and block.cells[column].text:
            yield block, block.cells[0], block.cells[column]
        before = block


def partner_lines(reading: Reading) -> Iterator[Block]:
    """The lines of a list of partners that a sentence introduces ("Met deze organisaties werken we samen:"), each a name."""
    body = reading.doc.body
    for at, lead in enumerate(body):
        if lead.kind is Kind.ROW or not _INTRODUCES.search(lead.text.text):
            continue
        lines = list(takewhile(lambda block: block.kind is not Kind.ROW and _LINE.match(block.text.text), body[at + 1 :]))
        if len(lines) >= _FEWEST:
            yield from lines
