"""Names with their offices on the lines under them, as under a document that was signed:

    J. de Vries
    burgemeester van Veldrijk
    voorzitter Regionaal Overleg

or both on one line, with a comma or, where the name is in full, without ("Anna de Vries, burgemeester").

Columns of such names stand one after the other here (`loaders.structure.aligned`). A line that is no office names the
organisation of the office above it. Contact persons ("beleidsadviseur") hold no public office and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Span
from loaders.context import Reading
from loaders.names import home_municipality, home_region, organisation_name, prosecution_office
from loaders.persons import PERSON, complete_name, is_full_name
from loaders.structure import Block, Kind

_LINE = 70  # code points of a line under a name
_LINES = 4  # under a name
_REACH = 14  # blocks in which its lines are looked for where names stand side by side
_OFFICE = re.compile(
    r"^(?:(?:de|het)\s+)?(?P<role>(?:waarnemend |plaatsvervangend |regio)?burgemeester|wethouder|"
    r"(?:plaatsvervangend )?hoofdofficier(?: van justitie)?|(?:plaatsvervangend )?politiechef|korpschef|"
    r"minister(?:-president)?|staatssecretaris|gedeputeerde|commissaris van de koning|dijkgraaf|procureur-generaal|"
    r"(?:vice-)?voorzitter|gemeentesecretaris)\b,?\s*(?P<rest>.*)$",
    re.I,
)
_ONE_LINE = re.compile(rf"(?P<name>{PERSON}),?\s+(?P<office>(?:(?:de|het)\s+)?[a-z].*)")
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
        if block.kind is Kind.ROW:
            continue
        name = complete_name(block.text.text.rstrip(","))
        if name:
            yield from _offices(reading, name, block, _lines_of(reading, body, at))
        else:
            yield from _on_one_line(reading, block)


def _on_one_line(reading: Reading, block: Block) -> Iterator[OfficeLine]:
    """A name with its office and nothing else, as at the foot of a foreword."""
    line = _ONE_LINE.fullmatch(block.text.text) if len(block.text) <= 2 * _LINE else None
    office = _OFFICE.match(line.group("office")) if line else None
    if line is None or office is None or re.search(r"[.:;]", office.group("rest")):
        return
    name, rest = line.group("name"), office.group("rest")
    known = complete_name(name) or (is_full_name(name) and not _is_words(reading, name))
    if known and (not rest or _OF.match(rest) or rest[:1].isupper()):
        role = office.group("role").lower()
        yield OfficeLine(name, _full_role(role), _organisation(reading, role, _OF.sub("", rest)), block.span)


def _is_words(reading: Reading, name: str) -> bool:
    """Whether what looks like a first name and a surname is an organisation, or words the document has elsewhere."""
    if reading.gazetteer.kind(name) != "overig" or any(reading.gazetteer.municipality(word) for word in name.split()):
        return True
    common = "|".join(re.escape(word.lower()) for word in name.split() if word[:1].isupper())
    return reading.first_match(re.compile(rf"(?<![\w-])(?:{common})(?![\w-])")) is not None


def _lines_of(reading: Reading, body: list[Block], at: int) -> list[Block]:
    """The lines under a name. Where names stand side by side a line that only one of them has may come behind the lines of
    the last: it is of the name it stands under."""
    name, after = body[at], body[at + 1 : at + 1 + _REACH]
    row = [block for block in (*body[max(0, at - _REACH) : at], *after) if block.line == name.line]
    columns = {_column(reading, other) for other in row if complete_name(other.text.text.rstrip(","))}
    own = _column(reading, name)
    under = [block for block in _under(after[:_LINES]) if _column(reading, block) not in columns - {own}]
    stray = (block for block in after if columns and name.line < block.line <= name.line + _LINES)
    return under + [block for block in stray if block not in under and _column(reading, block) == own]


def _column(reading: Reading, block: Block) -> int:
    """Where on its line a block begins, in code points."""
    source = reading.doc.source
    return block.span.start - source.line_starts[source.line_of(block.span.start) - 1]


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
        rest = re.sub(r"\s+en$", "", match.group("rest"))  # "burgemeester van Veldrijk en" / "voorzitter van …"
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
    if role.endswith(("burgemeester", "wethouder", "gemeentesecretaris")):
        place = _PLACE_OF.sub("", where) or home_municipality(reading)
        if not place:
            return ""
        return f"Gemeente {reading.gazetteer.municipality(place) or place}"
    if role.endswith("politiechef"):
        return organisation_name(reading, f"politie {_UNIT.sub('', where)}".strip())
    if role.endswith(("hoofdofficier", "hoofdofficier van justitie")) and (not where or reading.gazetteer.police_region(where)):
        return prosecution_office(reading, where or home_region(reading))
    return reading.expand(where) if where else ""
