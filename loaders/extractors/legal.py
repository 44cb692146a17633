"""Laws and articles a document refers to.

One row for each place: "artikel 18 van de Politiewet 2012", "Art. 138ab Sr: Computervredesbreuk", "politiewet art 20,
lid 1", "de wet BIBOB", "Vreemdelingenwet". A law of the register bears its full name; one that stands in no register
is read by its words. Parliamentary papers and "wetgeving" in general are no laws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.model import Confidence, Fact, LegalFact
from loaders.context import Reading
from loaders.extractors.legal_topics import topic_of
from loaders.laws import LawRegister, law_register
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind
from loaders.structure.sentences import sentences

_NAME = "legal"
_NUMBER = r"\d+(?!\.\d)[a-zA-Z]*(?:[:.]\d+[a-z]?)?"
_PARAGRAPH = r"(?:,?\s+(?:(?:eerste|tweede|derde|vierde|vijfde|zesde)\s+lid|lid\s+\d+|onder\s+[a-z]\b))"
_ARTICLES = re.compile(
    rf"\b(?P<word>[Aa]rt(?:ikelen|ikel|t?\.|t)?)\s+(?P<numbers>{_NUMBER}{_PARAGRAPH}*"
    rf"(?:(?:,\s+|\s+(?:en|of|tot en met|t/m)\s+)(?=\d){_NUMBER}{_PARAGRAPH}*)*)"
)
_SHORT = 3  # letters of a code that is read with the article before it ("13 Sr")
_SPLIT = re.compile(r",\s+(?=\d)|\s+(?:en|of)\s+(?=\d)")
# What follows the articles of a law named after them: "van de Politiewet 2012", "Sr", "Sr lid 2"
_OF = re.compile(r"^,?\s+(?:van\s+(?:de|het)\s+)?$")
_THEN = re.compile(r"[ ,(]*(?:(?:schrijft|bepaalt|regelt|stelt|geeft|verplicht|biedt)(?: [a-z]+){0,2} in )?")  # "… regelt in artikel 5"
_CODE = re.compile(rf"\s+(?P<code>[A-Z][A-Za-z]{{1,4}})\b(?P<more>{_PARAGRAPH}?)")
# Laws in no register: "Wet gemeentelijke schuldhulpverlening (Wgs)", "Huisvestingswet 2014", "Wetboek van …"
_UNKNOWN = re.compile(
    r"(?<![\w-])(?:Wet(?= [a-z])(?: [a-zà-ÿ-]+){1,9}|Wetboek van [A-Z]\w+|"
    r"(?:[A-Z]\w+- en )?[A-Z][a-zà-ÿ-]{3,}wet(?: (?:19|20)\d{2})?(?![\w-])|"
    r"(?<=[Hh]et )Besluit(?: [a-zà-ÿ-]+){1,7}|(?<=[Dd]e )Regeling(?: [a-zà-ÿ-]+){1,7}|"
    r"[A-Z][a-zà-ÿ-]{3,}verordening(?: [A-Z][\w-]+)*(?: (?:19|20)\d{2})?(?![\w-])|"
    r"(?:Verordening|Richtlijn) (?:\((?:EU|EG)\) )?(?:nr\.? )?\d{2,4}/\d{1,4}(?:/(?:EU|EG|JBZ))?)"
)
_NOT_IN_A_NAME = re.compile(
    r" (?:is|zijn|was|wordt|worden|werd|kan|kunnen|moet|moeten|mag|zal|zullen|heeft|hebben|biedt|geeft|maakt|regelt|"
    r"bepaalt|stelt|treedt|trad|die|dat|waarin|waarmee|waardoor|om|als|per|sinds|zoals|door|in|te|uit|bij|voor|aan|"
    r"op basis|de|het|een)\b.*"
)
_CODE_IN_ARTICLE = re.compile(r"\b[Aa]rt(?:ikel|\.)?\s+\d+\w*\s+$")
# "een digitale Bibob", "een Bibob": an idea named after a law, no reference to it
_A_KIND_OF = re.compile(r"\b(?:een|geen|elke?)\s+(?:[a-zà-ÿ-]+e?\s+)?$", re.I)
_DEFINED = re.compile(r"^\s*\((?P<code>[A-Z]\w{1,6})\)")
_LOCAL = re.compile(r"^Wet\s|wet(?:\s\d{4})?$")


@dataclass(frozen=True)
class _Reference:
    """A law named at characters [start, end) of a text, with the articles as printed (empty for the law itself)."""

    law: str
    articles: tuple[str, ...]
    start: int
    end: int
    known: bool


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield one fact for each law or article in each sentence that refers to it."""
    register = law_register(reading.gazetteer.folder)
    local = {code: name for code, name in reading.abbreviations.items() if _LOCAL.search(name) and len(name) < 90}
    before: Block | None = None
    for block in reading.doc.body:
        pieces = [block.text] if block.kind in (Kind.ROW, Kind.ITEM) else list(sentences(block.text))
        runs_on = before is not None and before.group == block.group and not before.text.text.endswith((".", ":", ";"))
        for number, piece in enumerate(pieces):
            lead = before.text.text if before is not None and runs_on and number == 0 else ""
            yield from _facts(reading, register, local, block, piece, lead)
        before = block


def _facts(
    reading: Reading, register: LawRegister, local: Mapping[str, str], block: Block, piece: MappedText, lead: str
) -> Iterator[LegalFact]:
    seen: set[tuple[str, str]] = set()
    for reference in _references(register, local, piece.text):
        topic = topic_of(piece.text, reference.start, reference.end, lead) or _heading(reading, block)
        for article in reference.articles or ("",):
            if (reference.law, article) not in seen:
                seen.add((reference.law, article))
                confidence = Confidence.HIGH if reference.known else Confidence.MEDIUM
                evidence = reading.evidence(_around(piece, reference), _NAME, confidence)
                yield LegalFact(law=reference.law, article=article, topic=topic, evidence=evidence)


def _heading(reading: Reading, block: Block) -> str:
    """The theme a law without a topic of its own is about: that of the chapter, else the heading above it."""
    return reading.chapter_theme(block) or reading.doc.section_of(block).title


def _references(register: LawRegister, local: Mapping[str, str], text: str) -> list[_Reference]:
    """Laws in a sentence in order, each with the articles beside it."""
    found: list[_Reference] = []
    articles = list(_ARTICLES.finditer(text))
    taken: set[int] = set()
    for start, end, law, known in _laws(register, local, text):
        before = next((a for a in articles if a.end() <= start and _OF.match(text[a.end() : start])), None)
        after = next((a for a in articles if a.start() >= end and _THEN.fullmatch(text[end : a.start()])), None)
        beside = before or after
        if beside is not None:
            taken.add(beside.start())
            start, end = min(start, beside.start()), max(end, beside.end())
        found.append(_Reference(law, _numbers(beside), start, end, known))
    for match in articles:
        code = _CODE.match(text, match.end())
        name = register.full_name(code.group("code")) if code and match.start() not in taken else None
        if code and name:
            numbers = _numbers(match)
            last = f"{numbers[-1]} {code.group('more').strip(' ,')}".strip()
            found.append(_Reference(name, (*numbers[:-1], last), match.start(), code.end(), known=True))
    return _without_repeats(sorted(found, key=lambda reference: reference.start))


def _without_repeats(found: list[_Reference]) -> list[_Reference]:
    """A law named twice in a sentence ("Algemene verordening gegevensbescherming, AVG") is one, unless by articles."""
    with_articles = {reference.law for reference in found if reference.articles}
    kept: list[_Reference] = []
    for reference in found:
        bare = not reference.articles
        if bare and (reference.law in with_articles or any(reference.law == other.law for other in kept)):
            continue
        kept.append(reference)
    return kept


def _numbers(match: re.Match[str] | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SPLIT.split(match.group("numbers"))) if match else ()


def _laws(register: LawRegister, local: Mapping[str, str], text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, full name of each law named in the text, and whether the register knows it.

    local: what this document spells an abbreviation out as ("Wzd").
    """
    known = list(register.pattern.finditer(text))
    for match in known:
        name = register.full_name(match.group())
        code = match.group() in register.codes
        bare = not re.search(r"wet|verordening|wetboek", match.group(), re.I)
        if name is None or (bare and _A_KIND_OF.search(text[: match.start()])):
            continue
        if not (code and len(match.group()) <= _SHORT and _CODE_IN_ARTICLE.search(text[: match.start()])):
            yield match.start(), match.end(), name, True
    taken = [(match.start(), match.end()) for match in known]
    for match in _UNKNOWN.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        name = _NOT_IN_A_NAME.sub("", match.group())
        name = _cut_at_and(name, text[match.start() + len(name) :])
        end = match.start() + len(name)
        if len(name.split()) > 1 or name.endswith(("wet", "verordening")):
            short = _DEFINED.match(text[end:])
            full = register.full_name(short.group("code")) if short else None
            taken.append((match.start(), end))
            yield match.start(), end, full or name, full is not None
    for abbreviation, spelt_out in local.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(abbreviation)}(?![\w-])", text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                full = register.full_name(spelt_out) or register.full_name(abbreviation)
                yield match.start(), match.end(), full or spelt_out, True


def _cut_at_and(name: str, after: str) -> str:
    """The name up to "en", unless "en" stands within it: brackets show where it ends, or two adjectives share a noun."""
    if re.match(r"\s*\(", after) or not name.startswith(("Wet ", "Besluit ", "Regeling ")):
        return name
    return re.split(r"(?<!e) en | of ", name)[0]


def _around(piece: MappedText, reference: _Reference) -> MappedText:
    """The sentence when it is short enough to quote, else the clause around the reference."""
    if len(piece) <= 280:
        return piece
    start = piece.text.rfind(", ", 0, reference.start) + 2 if reference.start > 140 else 0
    start = max(start, piece.text.rfind(" ", 0, max(0, reference.start - 140)) + 1)
    end = piece.text.find(" ", min(len(piece), reference.end + 120))
    return piece[start : end if end > 0 else len(piece)]
