"""Facts of the family parties: whom a strategy binds, an agenda or letter addresses, or gives a share to.

Where parties are told from, whatever the document:
- the pairs of a signature block and the rows of a table that lists municipalities;
- the sentence that names the parties together ("de 39 gemeenten, het Openbaar Ministerie en de politie"): the
  municipalities collectively, where they are not named one by one;
- the board in which it was adopted ("vastgesteld in het …", "kiezen de leden van het …");
- the organisation on the letterhead or cover, and the addressee of a letter;
- the rows of a table that divides a target over the units of the police and the offices of the OM;
- who is given a task in an item marked "Afspraak".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Confidence, PartyFact, Span
from loaders.context import Reading
from loaders.dates import DATE
from loaders.extractors.office_lines import office_lines
from loaders.names import home_region, organisation_name
from loaders.numbers import WORD_NUMBER
from loaders.reading.text import MappedText
from loaders.signatures import signatures
from loaders.structure import Block, Kind

_NAME = "parties"
_FRONT = 20  # blocks
_FEWEST_ROWS = 3  # rows with a known name that make a table one of parties
_STRAYS = 2  # lines that are no row inside a table: a page header, a lost cell
_OM = r"(?:het )?(?:Openbaar Ministerie|OM\b|(?:arrondissements)?parket(?: (?-i:[A-Z])[\w-]+)*)"
_POLICE = r"(?:de )?politie(?:-?eenheid(?: (?-i:[A-Z])[\w-]+)?)?\b(?: (?:in|van) (?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)?)?"
# "in Oost-Brabant", and "in Zeeland en West- en Midden-Brabant": a hyphen left hanging is a name taken up again.
_PLACE = r"(?-i:(?:De |Den |Het )?[A-Z])[\w-]+"
_REGION = rf"{_PLACE}(?:, (?:in )?{_PLACE})*(?: en (?:in )?{_PLACE})*"
_COUNT = rf"(?:\d+|{WORD_NUMBER})"
_MUNICIPALITIES = rf"\b(?P<count>{_COUNT}\s+)?gemeenten\b(?: (?:in|van) {_REGION})?"
_LINK = r"(?:\s*,\s*(?:en\s+)?|\s+en\s+)"
# "Een uitgave van het arrondissementsparket en de politie-eenheid Veldrijk"
_ISSUED = re.compile(
    rf"\b(?:uitgave|meerjarenplan|beleidsplan|strategie|visie) van (?P<first>{_OM}|{_POLICE})(?:{_LINK}(?P<second>{_OM}|{_POLICE}))",
    re.I,
)
_TOGETHER = re.compile(
    rf"{_MUNICIPALITIES}{_LINK}(?P<first>{_OM}|{_POLICE})(?:{_LINK}(?P<second>{_OM}|{_POLICE}))?", re.I
)
_ADOPTED = re.compile(
    rf"(?:\b[Vv]astgesteld|\bbekrachtigd|\bter (?:vaststelling|besluitvorming))\s+(?:(?:op|d\.d\.)\s+(?:{DATE.pattern})\s+)?(?:in|door)\s+(?:de|het)\s+(?P<board>[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)"
    r"|kiezen\s+de\s+leden\s+van\s+(?:de|het)\s+(?P<choosing>[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)"
)
# A line of the title page: the board and the day on which it met
_OF_BOARD = re.compile(
    rf"^(?P<board>[A-Z][\w-]*(?: (?:en |van |voor )?[A-Z][\w-]*){{1,5}}),? (?:van |d\.d\. )?(?:{re.sub(r'[?]P<.w+>', '?:', DATE.pattern)})$"
)
_ADDRESSEE = re.compile(r"^(?:Aan:?\s+)?(?:het college van )?Gemeente\s+(?P<place>[A-Z'][\w'-]*(?:\s[\w'-]+)*)$")
_PERSON_LINE = re.compile(r"^(?:[Dd]e heer|[Mm]evrouw|[Dd]hr\.?|[Mm]w\.?|[Tt]\.a\.v\.)\s")
_MINISTRY_LINE = re.compile(r"^Ministerie van [A-Z][\w ,]+$")
_ACTS = r"(?:heeft|hebben|levert|leveren|bespreekt|bespreken|ontwikkelt|ontwikkelen|zorgt|zorgen|verricht|draagt|zal|zullen)"
_POLICE_OR_OM = r"(?:[Dd]e |[Hh]et )?(?:OM|[Oo]penbaar [Mm]inisterie|[Pp]olitie)"
_TASKED = re.compile(
    rf"\b{_ACTS}\s+(?P<inverted>{_POLICE_OR_OM})\b"
    rf"|(?P<subject>\b{_POLICE_OR_OM}(?:(?:,| en) {_POLICE_OR_OM})*)\s+{_ACTS}\b"
)
_PARQUET = re.compile(r"^(?:Functioneel|Landelijk|Arrondissements|Ressorts)\s?-?[Pp]arket\b.*|^Landelijke Eenheid$")


def extract(reading: Reading) -> Iterator[PartyFact]:
    """Yield each party once, at the first place that makes it one."""
    seen: set[str] = set()
    for fact in _candidates(reading):
        if fact.actor.lower() not in seen:
            seen.add(fact.actor.lower())
            yield fact


def _candidates(reading: Reading) -> Iterator[PartyFact]:
    named = [*_signing(reading), *_in_matrix(reading)]
    yield from named
    yield from _together(reading, by_name=any(fact.type == "gemeente" for fact in named))
    yield from _under_name(reading)
    yield from _own_municipality(reading)
    yield from _board(reading)
    yield from _issuing(reading)
    yield from _letterhead(reading)
    yield from _addressee(reading)
    yield from _sharing(reading)
    yield from _tasked(reading)


def _party(
    reading: Reading, name: str, where: MappedText | Block | Span, confidence: Confidence = Confidence.HIGH
) -> PartyFact:
    kind = reading.gazetteer.kind(name)
    return PartyFact(actor=name, type=kind, evidence=reading.evidence(where, _NAME, confidence))


def _signing(reading: Reading) -> Iterator[PartyFact]:
    for signature in signatures(reading):
        name = reading.gazetteer.municipality(signature.place) or organisation_name(reading, signature.place)
        kind = reading.gazetteer.kind(name)
        yield PartyFact(
            actor=name,
            type="gemeente" if kind == "overig" else kind,
            evidence=reading.evidence(signature.span, _NAME),
        )


def _under_name(reading: Reading) -> Iterator[PartyFact]:
    """The organisations whose holders of office sign, the office under the name; who chairs a meeting signs for it."""
    for line in office_lines(reading):
        name = line.organisation.removeprefix("Gemeente ")
        if name and line.role != "voorzitter":
            kind = "gemeente" if name != line.organisation else reading.gazetteer.kind(name)
            yield PartyFact(actor=name, type=kind, evidence=reading.evidence(line.span, _NAME))


def _own_municipality(reading: Reading) -> Iterator[PartyFact]:
    """The municipality whose own plan this is, where its name first stands."""
    kind = reading.metadata.kind if reading.metadata else ""
    name = reading.gazetteer.municipality(reading.region) if kind == "integraal veiligheidsplan" else None
    if name and (found := reading.first_match(re.compile(rf"\b{re.escape(name)}\b"))):
        yield PartyFact(
            actor=name, type="gemeente", evidence=reading.evidence(found[0].text[slice(*found[1].span())], _NAME)
        )


def _in_matrix(reading: Reading) -> Iterator[PartyFact]:
    """Rows of a table whose labels are municipalities; a row among them with a name in no register counts as well."""
    for run in _tables(reading):
        if grid := _grid(reading, run):
            for cell, town in grid:
                yield PartyFact(actor=town, type="gemeente", evidence=reading.evidence(cell, _NAME))
            continue
        labels = [(row, _label(row)) for row in run]
        known = [name for _, label in labels if (name := reading.gazetteer.municipality(label.text))]
        if len(known) < max(_FEWEST_ROWS, len(labels) // 2) or _regions(reading, run) >= _FEWEST_ROWS:
            continue
        for row, label in labels:
            name = reading.gazetteer.municipality(label.text)
            if name is None and re.match(r"\d+\.\s", row.cells[0].text):
                name = label.text
            if name:
                yield PartyFact(actor=name, type="gemeente", evidence=reading.evidence(row, _NAME))


def _grid(reading: Reading, run: list[Block]) -> list[tuple[MappedText, str]]:
    """Each municipality of a list that is printed in columns: nearly every cell of the rows is one; else nothing."""
    cells = [cell for row in run for cell in row.cells if cell.text]
    named = [(cell, name) for cell in cells if (name := reading.gazetteer.municipality(cell.text))]
    wide = sum(len(row.cells) > 1 for row in run) * 2 > len(run)
    return named if wide and len(named) > _FEWEST_ROWS and len(named) * 10 >= len(cells) * 9 else []


def _tables(reading: Reading) -> Iterator[list[Block]]:
    """Runs of table rows; a stray line or two between them does not end one."""
    run: list[Block] = []
    strays = 0
    for block in reading.doc.body:
        if block.kind is Kind.ROW and block.cells:
            run.append(block)
            strays = 0
        elif run:
            strays += 1
            if strays > _STRAYS or block.kind is Kind.HEADING:
                yield run
                run, strays = [], 0
    if run:
        yield run


def _label(row: Block) -> MappedText:
    cell = next((cell for cell in row.cells if cell.text), row.cells[0])
    match = re.match(r"\d+[.)]\s+", cell.text)
    return cell[match.end() :] if match else cell


def _regions(reading: Reading, run: list[Block]) -> int:
    return sum(reading.gazetteer.police_region(_label(row).text) is not None for row in run)


def _together(reading: Reading, *, by_name: bool) -> Iterator[PartyFact]:
    """The first sentence that names municipalities, OM and police together (two of the three, counted, will do)."""
    best: tuple[Block, re.Match[str]] | None = None
    for block in reading.doc.body:
        if block.kind is Kind.HEADING:
            continue
        for match in _TOGETHER.finditer(block.text.text):
            if match.group("second") or match.group("count"):
                best = block, match
                break
        if best:
            break
    if best is None:
        return
    block, match = best
    sentence = block.text[match.start() : match.end()]
    home = home_region(reading)
    if not by_name and home:
        yield _party(reading, f"gemeenten {home}", sentence)
    for group in ("first", "second"):
        if match.group(group):
            yield _party(reading, organisation_name(reading, match.group(group)), sentence)


def _board(reading: Reading) -> Iterator[PartyFact]:
    for block in reading.doc.body[:_FRONT]:
        match = _OF_BOARD.match(block.text.text) if block.kind is not Kind.ROW else None
        board = organisation_name(reading, match.group("board")) if match else ""
        if board and reading.gazetteer.kind(board) in ("overleg", "samenwerkingsverband"):
            yield _party(reading, board, block)
            return
    for block in reading.doc.body:
        for match in _ADOPTED.finditer(block.text.text):
            name = organisation_name(reading, match.group("board") or match.group("choosing"))
            if reading.gazetteer.kind(name) == "overig":
                continue
            yield _party(reading, name, block.text.match_span(match))
            return


def _issuing(reading: Reading) -> Iterator[PartyFact]:
    """The police and the OM when the document says to be of both."""
    for block in reading.doc.body[:_FRONT]:
        if match := _ISSUED.search(block.text.text):
            for group in ("first", "second"):
                yield _party(reading, organisation_name(reading, match.group(group)), block.text.match_span(match))
            return


def _letterhead(reading: Reading) -> Iterator[PartyFact]:
    """The ministry that stands on a line of its own before the text begins."""
    for block in reading.doc.body[:3]:
        if _MINISTRY_LINE.match(block.text.text):
            yield _party(reading, block.text.text, block)


def _addressee(reading: Reading) -> Iterator[PartyFact]:
    body = reading.doc.body
    for block, after in pairwise(body):
        match = _ADDRESSEE.match(block.text.text)
        if match and _PERSON_LINE.match(after.text.text):
            place = match.group("place")
            yield PartyFact(
                actor=reading.gazetteer.municipality(place) or place,
                type="gemeente",
                evidence=reading.evidence(block, _NAME),
            )


def _sharing(reading: Reading) -> Iterator[PartyFact]:
    """Units and offices in the rows of tables that divide a target."""
    for run in _tables(reading):
        if _regions(reading, run) < _FEWEST_ROWS:
            continue
        for row in run:
            label = _label(row).text
            region = reading.gazetteer.police_region(label)
            if region is not None:
                unit = f"Politie {region}"
                yield PartyFact(actor=unit, type="politie-eenheid", evidence=reading.evidence(row, _NAME))
            elif _PARQUET.match(label):
                yield _party(reading, organisation_name(reading, label), row)


def _tasked(reading: Reading) -> Iterator[PartyFact]:
    """The police and the OM where an item marked "Afspraak" makes them the ones who act."""
    for block in reading.doc.of_kind(Kind.ITEM):
        marked = re.match(r"Afspraak:\s*", block.text.text)
        if not marked:
            continue
        for match in _TASKED.finditer(block.text.text):
            words = match.group("inverted") or match.group("subject")
            for part in re.split(r",\s*|\s+en\s+", words):
                name = organisation_name(reading, part)
                if reading.gazetteer.kind(name) in ("openbaar-ministerie", "politie-dienst", "politie-eenheid"):
                    yield _party(reading, name, block.text.match_span(match), Confidence.MEDIUM)
