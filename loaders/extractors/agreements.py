"""Agreements: items marked "Afspraak", items of a list that agreements introduce, sentences that say parties agreed.

Announced agreements ("we gaan afspraken maken") and text about agreements in general state none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import AgreementFact, Confidence, Fact, PrincipleFact
from loaders.context import Reading
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role
from loaders.structure.sentences import sentences

_NAME = "agreements"
_MARKED = re.compile(r"^(?:(?:Prestatie|Resultaat|Werk|Procesa)?[Aa]fspraak)(?:\s+\d+)?\s*[:.–-]\s*(?=\S)")
# The sentence before a list: "worden de volgende afspraken gemaakt:", "Deze afspraken gaan over:", "spreken we af:"
_LEAD = re.compile(
    r"\b\w*afspra(?:ak|ken)\b[^.]*:$|\b(?:afgesproken|overeengekomen)\b[^.]*:$|\b(?:spreken|komen)\b[^.:]{0,120}\b(?:af|overeen)(?:\s+(?:dat|om))?:$", re.I
)
_MONITORING = re.compile(r"\(?\b(?P<kind>kwalitatieve|kwantitatieve)\s+monitoring\b\)?", re.I)
_HEADING_LEAD = re.compile(
    r"^(?:(?:bestuurlijke|landelijke|regionale|concrete|gemaakte|onze|de)\s+)*\w*afspraken\s*"
    r"(?:over|rond|inzake|op het gebied van|met)?\s*(?:de |het )?",
    re.I,
)
_NEGATED = re.compile(r"\bgeen\b(?:\s+\S+){0,5}\s+\w*afspraken\b|\bniet\s+(?:afgesproken|overeengekomen)\b", re.I)
_MADE = r"(?:is|zijn|was|waren|werd|werden|heeft|hebben|heb|hadden)"
# Each names what was agreed; the first that fits a sentence counts.
_SENTENCES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_MADE}\b[^.;]*\b(?:afgesproken|overeengekomen)\s*,?\s+(?:dat|om)\s+(?P<what>.+)$",
        rf"\b(?P<about>[Oo]ver|[Mm]et betrekking tot|[Rr]ond(?:om)?|[Vv]oor)\s+(?P<what>[^,;]+?)\s+{_MADE}\b[^.;]*?"
        r"\b\w*afspra(?:ak|ken)\s+gemaakt\b(?P<rest>.*)$",
        rf"\b(?:{_MADE}|wordt)\b[^.;]*?"
        r"\b(?P<whole>\w*afspra(?:ak|ken)\s+gemaakt\s+(?:over|om|ten aanzien van|dat|inzake|voor)\s+.+)$",
        r"\bmaakten?\b[^.;]*?\bafspraken\s+(?P<about>over|om|ten aanzien van|inzake)\s+(?P<what>.+)$",
        r"\b[Dd]e\s+(?:in\s+\d{4}\s+|eerder\s+)?afgesproken\s+(?P<what>\w.+)$",
        r"^(?:Onderdeel|Deel)\s+van\s+de\s+[^.;]*?afspraken\b[^.;]*?\bis\s+dat\s+(?P<what>.+)$",
        r"^(?:Vanuit|Volgens|Conform|Op\s+(?:grond|basis)\s+van)\s+(?:de\s+)?(?:\w+\s+){0,3}afspraken\s+"
        r"(?P<verb>moet|moeten|wordt|worden|is|zijn|komt|komen)\s+(?P<first>.+?)\s+(?P<then>(?:een|de|het)\b.+)$",
        r"^In\s+(?:deze|dit)\s+\S+[^.;]*?\bspreken\b[^.;]*?\baf\s+dat\s+(?P<what>.+)$",
        r"^In\s+(?:deze|dit)\s+\S+[^.;]*?\bspreken\b[^.;]*?\baf\s+(?P<how>(?:hoe|welke|wie|wat|waar)\b.+)$",
        r"^In\s+(?:deze|dit)\s+\S+\s+maken\s+\w+\s+afspraken\s+(?P<about>over)\s+(?P<what>.+)$",
    )
)
_SHORT = 80  # code points; a first sentence this short says what is agreed only with the next one


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield each agreement once, in reading order, with the theme of its chapter."""
    listed = {item.index for item in _listed_items(reading)}
    monitoring, section = "", None
    for block in reading.doc.body:
        if reading.doc.section_of(block) is not section:
            section = reading.doc.section_of(block)
            monitoring = _monitoring(section.title)
        if block.kind is Kind.ITEM and (_MARKED.match(block.text.text) or block.index in listed):
            yield _item(reading, block, monitoring)
        elif block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.FOOTNOTE):
            if block.kind is Kind.PARAGRAPH and _MARKED.match(block.text.text):
                yield _item(reading, block, monitoring)
            else:
                yield from _in_prose(reading, block)


def _listed_items(reading: Reading) -> Iterator[Block]:
    """The outer items of lists that agreements introduce, but those of a list in which each agreement is marked."""
    principles = {fact.evidence.span.start for fact in reading.facts if isinstance(fact, PrincipleFact)}
    for lead, items in reading.doc.lists():
        if lead is None or not _introduces(reading, lead, items[0]) or items[0].span.start in principles:
            continue  # "Afspraken over hoe we werken" under a heading on principles are those
        outer = min(item.depth for item in items)
        yield from (item for item in items if item.depth == outer)


def _introduces(reading: Reading, lead: Block, first: Block) -> bool:
    """Whether the words before a list, or the heading it stands under, say that agreements follow."""
    if _NEGATED.search(lead.text.text):
        return False
    last = list(sentences(lead.text))[-1].text
    if lead.kind is not Kind.HEADING and _LEAD.search(last):
        return not re.search(r"\b(?:Om|Met) deze afspra", last)
    under = reading.doc.section_of(first)
    before = reading.doc.blocks[first.index - 1]
    return under.role is Role.AGREEMENTS and not (before.kind is Kind.FOOTNOTE and before.group == first.group)


def _item(reading: Reading, block: Block, monitoring: str) -> AgreementFact:
    """An item as a whole; the evidence is its first words."""
    marked = _MARKED.match(block.text.text)
    body = block.text[marked.end() if marked else 0 :]
    said = _first_words(body)
    words = _without_monitoring(said.text)
    if words.endswith(":") and said.text == body.text:
        words = f"{words} {'; '.join(item.text.text.rstrip(' .;') for item in _sub_items(reading, block))}"
    return AgreementFact(
        theme=_theme(reading, block),
        agreement=_sentence_case(words),
        monitoring=_monitoring(block.text.text) or monitoring,
        evidence=reading.evidence(block.text.span(0, _quotable(block.text, said)), _NAME, Confidence.HIGH),
    )


def _first_words(body: MappedText) -> MappedText:
    """The first sentence, and the next when the first is short."""
    parts = list(sentences(body))
    if len(parts) > 1 and len(parts[0]) < _SHORT:
        end = body.text.find(parts[1].text) + len(parts[1])
        return body[:end]
    return parts[0]


def _quotable(text: MappedText, said: MappedText) -> int:
    """Where the evidence ends: with the words that were read, cut at a word when they are too long to quote."""
    end = text.text.find(said.text) + len(said)
    return end if end <= 290 else text.text.rfind(" ", 0, 290)


def _sub_items(reading: Reading, block: Block) -> list[Block]:
    found: list[Block] = []
    for after in reading.doc.blocks[block.index + 1 :]:
        if after.kind is not Kind.ITEM or after.depth <= block.depth:
            break
        found.append(after)
    return found


def _in_prose(reading: Reading, block: Block) -> Iterator[AgreementFact]:
    for sentence in sentences(block.text):
        if _NEGATED.search(sentence.text) or sentence.text.endswith(":"):
            continue
        match = next((found for pattern in _SENTENCES if (found := pattern.search(sentence.text))), None)
        if match is None:
            continue
        evidence = sentence if len(sentence) <= 295 else sentence[: sentence.text.rfind(" ", 0, 295)]
        yield AgreementFact(
            theme=_theme(reading, block),
            agreement=_sentence_case(_what(match)),
            monitoring=_monitoring(sentence.text),
            evidence=reading.evidence(evidence, _NAME, Confidence.MEDIUM),
        )


def _what(match: re.Match[str]) -> str:
    """What was agreed, in the words of the sentence."""
    groups = match.groupdict()
    if groups.get("verb"):
        return f"{groups['first']} {groups['verb']} {groups['then']}"
    if groups.get("how"):
        return f"Afspraken over {groups['how']}"
    if groups.get("whole"):
        return groups["whole"].replace(" gemaakt ", " ", 1)
    if groups.get("about"):
        rest = (groups.get("rest") or "").strip(" .")
        return f"Afspraken {groups['about'].lower()} {groups['what']}{' ' + rest if rest else ''}"
    return str(groups["what"])


def _theme(reading: Reading, block: Block) -> str:
    """The theme of the chapter: the nearest numbered heading above that names one, else the nearest of any kind.

    "Afspraken" and the numbering are left out ("2c.1 Afspraken cybercrime").
    """
    named: list[tuple[bool, str]] = []
    for section in reading.doc.section_of(block).ancestors():
        title = section.title
        bare = _HEADING_LEAD.sub("", title)
        label = next((words for words in (bare, title) if words and reading.thesaurus.match(words)), "")
        if label and section.heading is not None:
            named.append((section.heading.text.text == title, label))  # False (numbered) comes first
    return _sentence_case(min(named, key=lambda pair: pair[0])[1]) if named else ""


def _monitoring(text: str) -> str:
    match = _MONITORING.search(text)
    return match.group("kind").lower().removesuffix("ve") + "f" if match else ""


def _without_monitoring(text: str) -> str:
    return _MONITORING.sub("", text).strip()


def _sentence_case(words: str) -> str:
    bare = words.strip(" .;")
    return bare[:1].upper() + bare[1:]
