"""Facts of the family actors: each organisation, body, unit, team or group the document names, once.

Read from running text (`loaders.mentions`), from the labels of table rows, and from signature blocks. Of a body that
the document calls by several names the fullest one is shown; the evidence is the first place that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import ActorFact, Confidence, PartyFact, Span
from loaders.context import Reading
from loaders.extractors import officials, parties
from loaders.mentions import Mention, MentionFinder, same_body
from loaders.names import home_region, organisation_name
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind

_NAME = "actors"
_SHORT = 80  # code points of a line of a letterhead or caption
# A short line that ends in the middle of a name: its head alone, a link, or a body named after a place.
_RUNS_ON = re.compile(
    r"^(?:Directoraat-Generaal|Ministerie van|Openbaar|Bureau)$|^Directoraat-Generaal .* en$|\b(?:Veiligheidshuis|Reclassering)$"
    r"|^(?:Dienst|Afdeling) .*(?:ele|ale|eel|aal)$"
)
_QUOTE = 110  # code points after the name that the evidence may take in
_UNIT_ROW = re.compile(
    r"^(?:(?:Leiding|Staf|Dienst|District|Basisteam|Flexteam|Districtsrecherche|Team|Afdeling|Eenheid|Regionale [Ee]enheid|"
    r"Landelijke [Ee]enheid)\b.*|Afd\. .*)$"
)


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
    for name, kind, span, confidence in sorted(_named(reading), key=lambda one: one[2].start):
        key = key_of(reading, name)
        known = actors.get(key)
        if known is None:
            actors[key] = _Actor(name, kind, span, confidence)
        elif _fuller(name, known.name):
            known.name, known.kind = name, kind
    for actor in actors.values():
        evidence = reading.evidence(actor.span, _NAME, actor.confidence)
        yield ActorFact(
            actor=actor.name, abbreviation=_abbreviation(reading, actor.name), type=actor.kind, evidence=evidence
        )


def key_of(reading: Reading, name: str) -> str:
    """A key that is the same for all names the document gives one body: its region, plural and capitals left out."""
    region = re.escape(home_region(reading) or "Nederland").replace(r"\-", "[- ]")
    bare = re.sub(rf"\s+(?:{region}|Nederland)$", "", name)
    bare = re.sub(r"^(?:regionale? )?(?=taskforces?$)", "", bare)
    return same_body(bare)


def _fuller(name: str, other: str) -> bool:
    """Whether a name tells more than another of the same body: it holds the region, or is written as a name."""
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
        for mention in finder.find(text.text):
            yield mention.name, mention.kind, _evidence(text, mention), _confidence(mention)
    for row in reading.doc.of_kind(Kind.ROW):
        yield from _in_row(reading, row)
    for official in officials.extract(reading):
        kind = reading.gazetteer.kind(official.organisation)
        if kind not in ("gemeente", "overig", "ministerie"):
            yield official.organisation, kind, official.evidence.span, Confidence.MEDIUM


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


def _is_table_share(reading: Reading, fact: PartyFact) -> bool:
    return any(block.span == fact.evidence.span for block in reading.doc.of_kind(Kind.ROW))


def _in_row(reading: Reading, row: Block) -> Iterator[tuple[str, str, Span, Confidence]]:
    """Units of the police in the labels of a strength table."""
    labels = [re.sub(r"\s*\([^)]*\)$", "", cell.text) for cell in row.cells[:2]]
    if _UNIT_ROW.match(labels[-1]) and len(labels) > 1:
        labels = labels[1:]  # the first is the short form of the one beside it
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
    for short, full in reading.abbreviations.items():
        if same_body(full) == key or same_body(f"{full} {reading.region}") == key:
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
