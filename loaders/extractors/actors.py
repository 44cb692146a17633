"""Facts of the family actors: each organisation, body, unit, team or group the document names, once.

Read from running text (`loaders.mentions`), from the labels of table rows, and from signature blocks. Of a body that
the document calls by several names the fullest one is shown; the evidence is the first place that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import ActorFact, Confidence, PartyFact, Span
from loaders.action_tables import action_rows
from loaders.context import Reading
from loaders.extractors import officials, parties
from loaders.governance_words import OFFICES
from loaders.mentions import Mention, MentionFinder
from loaders.names import home_municipality, home_region, organisation_name
from loaders.partner_tables import partner_lines, partner_rows
from loaders.reading.text import MappedText
from loaders.same_body import same_body
from loaders.structure import Block, Kind

_NAME = "actors"
_SHORT = 80  # code points of a line of a letterhead or caption
# A short line that ends in the middle of a name: its head alone, a link, or a body named after a place.
_RUNS_ON = re.compile(
    r"^(?:Directoraat-Generaal|Ministerie van|Openbaar|Bureau)$|^Directoraat-Generaal .* en$|\b(?:Veiligheidshuis|Reclassering)$"
    r"|^(?:Dienst|Afdeling) .*(?:ele|ale|eel|aal)$"
)
_PROSE = 60  # code points of a table cell that reads as running text
_QUOTE = 110  # code points after the name that the evidence may take in
_UNIT_ROW = re.compile(
    r"^(?:(?:Leiding|Staf|Dienst|District|Basisteam|Flexteam|Districtsrecherche|Team|Afdeling|Eenheid|Regionale [Ee]enheid|"
    r"Landelijke [Ee]enheid)\b(?! *$).*|Afd\. .*)$"
)


_CELL_NAME = re.compile(r"(?=.*[A-ZÀ-Ý])[\wÀ-ÿ'&.-]+(?: [\wÀ-ÿ'&.-]+){0,4}$")
_REGIONAL = frozenset({"samenwerkingsverband", "overleg", "bureau", "taskforce"})  # a region has one of each name


_BARE_BODY = re.compile(r"(?:(?:zorg- en )?veiligheidshuis|(?:arrondissements)?parket)", re.I)
_SORTED = re.compile(r"(?:[a-z]+corporatie|[a-z]+organisatie|[a-z]*stichting|[a-z]+vereniging|[a-z]+instelling) (?P<name>[A-ZÀ-Ý].*)$", re.I)
_TRIANGLE = same_body("driehoek")


@dataclass(slots=True)
class _Actor:
    name: str
    kind: str
    span: Span
    confidence: Confidence
    short: str = ""


def extract(reading: Reading) -> Iterator[ActorFact]:
    """Yield each actor of the document once, in the order in which they are first named."""
    actors: dict[str, _Actor] = {}
    for name, told, span, confidence in sorted(_named(reading), key=lambda one: one[2].start):
        kind = _unit_kind(reading, name, told)
        key = key_of(reading, name)
        known = actors.get(key)
        if known is None:
            actors[key] = _Actor(name, kind, span, confidence)
        elif _fuller(name, known.name) or known.confidence is Confidence.LOW:
            known.name, known.kind = name, kind
    for bare in (same_body(head) for head in ("stuurgroep", "regiegroep", "programmabureau", "kerngroep", "kernteam")):
        if any(key.startswith(bare) or key.endswith(f" {bare}") for key in actors if key != bare):
            actors.pop(bare, None)
    for key, sort in [(key, sort) for key, actor in actors.items() if (sort := _SORTED.match(actor.name))]:
        if key_of(reading, sort.group("name")) in actors:
            actors.pop(key)  # "woningcorporatie De Brug", elsewhere just "De Brug"
    for key in [key for key, actor in actors.items() if _BARE_BODY.fullmatch(actor.name)]:
        if sum(other.startswith(key) for other in actors if other != key) == 1:
            actors.pop(key)  # "het veiligheidshuis" is then the one that is named in full
    if any(key.endswith(_TRIANGLE) for key in actors if key != _TRIANGLE):
        actors.pop(_TRIANGLE, None)  # "de driehoek" is then the one that is named in full
    for actor in actors.values():
        actor.name = _with_region(reading, actor)
        evidence = reading.evidence(actor.span, _NAME, actor.confidence)
        yield ActorFact(
            actor=actor.name, abbreviation=_abbreviation(reading, actor.name), type=actor.kind, evidence=evidence
        )


def key_of(reading: Reading, name: str) -> str:
    """A key that is the same for all names the document gives one body: its region, plural and capitals left out."""
    region = re.escape(home_region(reading) or "Nederland").replace(r"\-", "[- ]")
    bare = re.sub(rf"\s+(?:{region}|Nederland)$", "", name)
    bare = re.sub(r" (?:BV|NV|B\.V\.|N\.V\.)$", "", bare)
    bare = re.sub(r"^(?:regionale? )?(?=taskforces?$)|^[Aa]rrondissements-?(?=parket)", "", bare)
    return same_body(bare)


def _unit_kind(reading: Reading, name: str, kind: str) -> str:
    """A team or department whose name does not say of whom: of the municipality whose plan this is, else of the police."""
    if kind != "overig" or not re.match(r"(?:team|afdeling|dienst) ", name, re.I):
        return kind
    if home_municipality(reading):
        return "gemeente"
    return "politie-team" if name.lower().startswith("team") else "politie-dienst"


def _with_region(reading: Reading, actor: _Actor) -> str:
    """The name of a body with its region where the document prints the two together, on a title page or a logo."""
    home = home_region(reading)
    if not home or actor.kind not in _REGIONAL or home in actor.name or not re.fullmatch(r"[A-Z][a-z]+", actor.name):
        return actor.name
    printed = rf"\b{re.escape(actor.name)}\s+{re.escape(home)}\b"
    first, last = reading.doc.blocks[0].span, reading.doc.blocks[-1].span
    text = reading.doc.source.text[first.start : last.end]
    return f"{actor.name} {home}" if re.search(printed, text, re.I) else actor.name


def _is_gloss(text: str, mention: Mention, before: int) -> bool:
    """Whether a common noun in parentheses only says what the body named before it is ("… Centrum (meldkamer)")."""
    return 0 < before == mention.start - 2 and text[before : mention.start] == " (" and text[mention.end :][:1] == ")"


def _fuller(name: str, other: str) -> bool:
    """Whether a name tells more than another of the same body: it holds the region, or is written as a name."""
    if other.isupper() and not name.isupper() and len(other) == len(name):
        return True  # a title in capitals
    if re.search(r"(?:raden|huizen)$", name) and not re.search(r"(?:raden|huizen)$", other):
        return True  # what is said of all of them stands beside what is said of one
    words, others = name.replace("-", " ").split(), other.replace("-", " ").split()
    if len(words) != len(others):
        return len(words) > len(others)
    return sum(word[0].isupper() for word in words) > sum(word[0].isupper() for word in others)


def _named(reading: Reading) -> Iterator[tuple[str, str, Span, Confidence]]:
    finder = MentionFinder(reading)
    for fact in parties.extract(reading):
        by_name = fact.type == "gemeente" and not fact.actor.startswith("gemeenten ")
        if by_name or _is_table_share(reading, fact):
            yield fact.actor, fact.type, fact.evidence.span, Confidence.HIGH
    for text in _texts(reading):
        before = 0
        for mention in finder.find(text.text):
            if not (mention.group and _is_gloss(text.text, mention, before)):
                yield mention.name, mention.kind, _evidence(text, mention), _confidence(mention)
            before = mention.end
    for row in reading.doc.of_kind(Kind.ROW):
        yield from _in_row(reading, finder, row)
    for _, partner, _ in partner_rows(reading):
        for mention in finder.find(partner.text):
            yield mention.name, mention.kind, _evidence(partner, mention), _confidence(mention)
    for line in partner_lines(reading):
        if not finder.find(line.text.text) and not finder.is_common(line.text.text):
            yield line.text.text, reading.gazetteer.kind(line.text.text), line.span, Confidence.MEDIUM
    yield from _in_action_tables(reading, finder)
    yield from _drawn_districts(reading)
    for official in officials.extract(reading):
        kind = reading.gazetteer.kind(official.organisation)
        if kind not in ("gemeente", "overig", "ministerie"):
            yield official.organisation, kind, official.evidence.span, Confidence.MEDIUM


def _in_action_tables(reading: Reading, finder: MentionFinder) -> Iterator[tuple[str, str, Span, Confidence]]:
    """Who acts and with whom, in the cells of tables of actions: a cell that begins with a capital or holds one is a
    name, also when no register has it."""
    for row in action_rows(reading):
        for name in (*row.who, *row.partners):
            mentions = finder.find(name.text)
            for mention in mentions:
                yield mention.name, mention.kind, _evidence(name, mention), _confidence(mention)
            words = name.text.strip(" .,")
            if not mentions and _CELL_NAME.match(words) and not OFFICES.match(_lower(words)):
                yield words, reading.gazetteer.kind(words), name.span(), Confidence.MEDIUM
        for mention in finder.find(row.action.text):
            if not mention.group:
                yield mention.name, mention.kind, _evidence(row.action, mention), _confidence(mention)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _texts(reading: Reading) -> Iterator[MappedText]:
    """Running text by block. A name that a line break cut ("Directoraat-Generaal" / "Politie en" / …) is joined."""
    for group in reading.doc.groups:
        lines = [block.text for block in group if block.kind is not Kind.ROW]
        at = 0
        while at < len(lines):
            text = lines[at]
            while at + 1 < len(lines) and len(text) <= _SHORT and _RUNS_ON.search(text.text):
                at += 1
                text = MappedText.joined([text, lines[at]])
            yield text
            at += 1


def _drawn_districts(reading: Reading) -> Iterator[tuple[str, str, Span, Confidence]]:
    """Districts whose bare names ("Flevoland") are the labels of a picture headed by the word district."""
    known = {same_body(name): name for name in reading.gazetteer.organisations.values() if name.startswith("District ")}
    opened = False
    for block in reading.doc.body:
        text = block.text.text
        if len(text) > _SHORT // 2 or block.kind not in (Kind.HEADING, Kind.PARAGRAPH):
            opened = False
        elif block.kind is Kind.HEADING and re.match(r"district", text, re.I):
            opened = True
        elif opened and same_body(f"District {text}") in known:
            yield f"District {text.replace('- en ', ' en ')}", "politie-district", block.span, Confidence.LOW


def _is_table_share(reading: Reading, fact: PartyFact) -> bool:
    return any(block.span == fact.evidence.span for block in reading.doc.of_kind(Kind.ROW))


def _in_row(reading: Reading, finder: MentionFinder, row: Block) -> Iterator[tuple[str, str, Span, Confidence]]:
    """Units of the police in the labels of a strength table, and who is named in a cell of prose."""
    labels = [re.sub(r"\s*\([^)]*\)$", "", cell.text) for cell in row.cells[:2]]
    if _UNIT_ROW.match(labels[-1]) and len(labels) > 1:
        labels = labels[1:]  # the first is the short form of the one beside it
    for cell in row.cells:
        if len(cell) >= _PROSE:
            for mention in finder.find(cell.text):
                yield mention.name, mention.kind, _evidence(cell, mention), _confidence(mention)
    for label in labels:
        label = re.sub(r"^Afd\. ", "Afdeling ", label)
        if _UNIT_ROW.match(label) and len(row.cells) > 2:
            name = organisation_name(reading, label)
            yield name, reading.gazetteer.kind(name), row.span, Confidence.HIGH


def _evidence(where: MappedText, mention: Mention) -> Span:
    """From the name to the end of its sentence, as far as a reader needs."""
    text = where.text
    stop = re.compile(r"[.!?](?=\s|$)").search(text, mention.end, mention.end + _QUOTE)
    end = stop.end() if stop else min(len(text), mention.end + _QUOTE)
    if not stop and end < len(text):
        end = max(mention.end, text.rfind(" ", mention.end, end))
    return where.span(mention.start, end)


def _confidence(mention: Mention) -> Confidence:
    return Confidence.MEDIUM if mention.group or mention.kind == "overig" else Confidence.HIGH


def _abbreviation(reading: Reading, name: str) -> str:
    """The document's abbreviation of a name, its own or that of the register when the document uses it."""
    key = same_body(name)
    shorts: list[str] = re.findall(r"\bRIEC-[A-Z]{2,4}\b", reading.text) if name.startswith("RIEC ") else []
    if shorts:
        return max(shorts, key=shorts.count)
    if (head := name.split()[0]) in reading.abbreviations and head.isupper() and head != name:
        return head
    for short, full in reading.abbreviations.items():
        if key in (same_body(full), same_body(f"{full} {reading.region}"), same_body(f"team {full}")):
            return short
    known = reading.gazetteer.by_name.get(name.lower())
    for alias in known.aliases if known else ():
        if (
            alias != name
            and re.fullmatch(r"[A-Za-z&]{2,6}", alias)
            and re.search(rf"\b{re.escape(alias)}\b", reading.text)
        ):
            return alias
    return ""
