"""Names with their offices on the lines under them, as under a document that was signed:

    J. de Vries
    burgemeester van Veldrijk
    voorzitter Regionaal Overleg

Columns of such names stand one after the other here (`loaders.structure.aligned`). A line that is no office names the
organisation of the office above it. Contact persons ("beleidsadviseur") hold no public office and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span
from loaders.context import Reading
from loaders.names import organisation_name
from loaders.persons import complete_name
from loaders.structure import Block, Kind

_LINE = 70  # code points of a line under a name
_LINES = 4  # under a name
_OFFICE = re.compile(
    r"^(?:(?:de|het)\s+)?(?P<role>(?:waarnemend |plaatsvervangend |regio)?burgemeester|wethouder|"
    r"(?:plaatsvervangend )?hoofdofficier(?: van justitie)?|(?:plaatsvervangend )?politiechef|korpschef|"
    r"minister(?:-president)?|staatssecretaris|gedeputeerde|commissaris van de koning|dijkgraaf|procureur-generaal|"
    r"(?:vice-)?voorzitter|gemeentesecretaris)\b,?\s*(?P<rest>.*)$",
    re.I,
)
_OF = re.compile(r"^(?:van|bij|voor)\s+(?:de\s+|het\s+)?|^(?:de|het)\s+", re.I)
_PLACE_OF = re.compile(r"^(?:de\s+)?gemeente\s+", re.I)
_UNIT = re.compile(r"^(?:(?:politie-?)?eenheid|politie)\s+", re.I)


@dataclass(frozen=True)
class OfficeLine:
    """Who holds which office where; `span` from the name through the office."""

    person: str
    role: str
    organisation: str
    span: Span


def office_lines(reading: Reading) -> Iterator[OfficeLine]:
    """The offices printed under names, in reading order. A name alone, or with other words under it, gives none."""
    body = [block for block in reading.doc.body if block.kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.ROW)]
    for at, block in enumerate(body):
        name = complete_name(block.text.text.rstrip(",")) if block.kind is not Kind.ROW else None
        if name:
            yield from _offices(reading, name, block, _under(body[at + 1 : at + 1 + _LINES]))


def _under(blocks: list[Block]) -> list[Block]:
    """The lines under a name, up to the next name or the next piece of text."""
    found: list[Block] = []
    for block in blocks:
        text = block.text.text
        if len(text) > _LINE or block.kind is Kind.ROW or complete_name(text.rstrip(",")) or text.endswith((".", ":")):
            break
        found.append(block)
    return found


def _offices(reading: Reading, name: str, block: Block, lines: list[Block]) -> Iterator[OfficeLine]:
    for at, line in enumerate(lines):
        match = _OFFICE.match(line.text.text)
        if match is None:
            if at == 0:
                return  # what stands right under the name is no office
            continue
        rest = match.group("rest")
        after = lines[at + 1] if at + 1 < len(lines) and not _OFFICE.match(lines[at + 1].text.text) else None
        where = _OF.sub("", rest) or (_OF.sub("", after.text.text) if after is not None else "")
        last = line if rest or after is None else after
        role = match.group("role").lower()
        span = Span(min(block.span.start, last.span.start), max(block.span.end, last.span.end))
        yield OfficeLine(name, _full_role(role), _organisation(reading, role, where), span)


def _full_role(role: str) -> str:
    return f"{role} van justitie" if role.endswith("hoofdofficier") else role


def _organisation(reading: Reading, role: str, where: str) -> str:
    """The organisation of an office in full: "eenheid Veldrijk" is that of the police."""
    if role.endswith(("burgemeester", "wethouder", "gemeentesecretaris")) and where:
        place = _PLACE_OF.sub("", where)
        return f"Gemeente {reading.gazetteer.municipality(place) or place}"
    if role.endswith("politiechef") and where:
        return organisation_name(reading, f"politie {_UNIT.sub('', where)}")
    return reading.expand(where) if where else ""
