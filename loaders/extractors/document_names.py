"""Names of documents in running text: reports, plans, letters, parliamentary papers, programmes, sources, websites.

A name is what is printed: a title in quotation marks or italics after a word such as "rapport", a name with capitals or
years whose head is a kind of document ("Nationale Contraterrorisme-Strategie 2016-2020"), or a common name of a kind of
document in this field ("uitvoeringsplannen", "ondermijningsbeelden").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.dates import DATE
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind

_YEARS = r"(?:19|20)\d{2}(?:\s?[-–/]\s?(?:19|20)?\d{2})?"
_TITLED = (
    r"(?:rapport|notitie|nota|(?:\w+\s+)?programma|actieprogramma|actieplan|handreiking|convenant|manifest|onderzoek|"
    r"brochure|publicatie|visie|strategie|memo|advies)"
)
# "het rapport 'Titel'", "programma huiselijk geweld 2018-2021 'Titel'"
_QUOTED = re.compile(
    rf"\b(?P<kind>{_TITLED})(?P<about>(?:\s+[\w-]+){{0,6}}?)\s+"
    r"(?P<quote>['\"])(?P<title>[A-Z][^'\"]{4,140})(?P=quote)",
    re.I,
)
# "Nationaal Dreigingsbeeld georganiseerde criminaliteit (Politie 2017)"
_SOURCE = re.compile(
    r"(?:\bZie\s+)?(?P<title>(?!Zie\b)[A-Z][\w-]+(?:\s+(?!en\s+(?:[A-Z]|de\s))[\w-]+){0,8})\s"
    rf"\((?P<source>(?:[A-Z][\w&-]*|politie)(?:\s[\w-]+)*,?\s{_YEARS})\)"
)
_PAPERS = re.compile(
    r"\bKamerstuk(?:ken)?\s+(?:I{1,2}|TK|EK),?[^.;]*?nrs?\.?\s\d+(?:(?:,\s|\sen\s)\d+)*"
    rf"|\b(?:TK|EK)\s+{_YEARS},\s*[\d ]+,?\s*nrs?\.?\s*\d+"
)
_DATED = re.sub(r"\?P<\w+>", "?:", DATE.pattern)
_DAYS = rf"(?:{_DATED})(?:(?:,|\s+en)\s+(?:{_DATED}))*"
_LETTER = re.compile(rf"\b(?:[Kk]amer)?[Bb]rie(?:f|ven)\s+(?:van|aan)\s(?:[^.;]|\.(?=\w)|(?<=d\.d)\.){{3,120}}?{_DAYS}")
_SITE = re.compile(r"(?:https?://)?www\.[\w.-]+\.\w{2,}(?:/\S*(?: \w+\.pdf)?)?")
_FILE = re.compile(r"/(?P<name>[^/]+)\.(?:pdf|docx?|html?)$", re.I)
_CITED = re.compile(r"^(?:Bron(?:nen)?|Zie(?: ook)?)\s*:\s*(?P<name>[A-Z].{4,140}?)\.?$")
_DATA = re.compile(r"\b(?:basisvoorziening|registraties?|database|bestand(?:en)?|bewerking)\b", re.I)  # and no document
_HEAD = (
    r"(?:[\w-]*(?:strategie|strategieën)|"
    r"[\w-]*(?:beleids|veiligheids|meerjaren|uitvoerings|actie|jaar|aanvals)[\w-]*plan(?:nen)?|"
    r"[\w-]+agenda(?:'s)?|[\w-]*monitors?|[\w-]*(?:dreigings|veiligheids|ondermijnings)beeld(?:en)?|[\w-]*programma|"
    r"\w+akkoord|[\w-]*convenant|\w+beleid|(?:kader|veiligheids|beleids)nota|risicoprofiel)"
)
_ADJECTIVE = (
    r"(?:huidige|vorige|eerdere|nieuwe|landelijke?|regionale?|lokale|nationale?|gezamenlijke|integra(?:le|al)|"
    r"interbestuurlijk|gemeentelijke?|interdepartementaal|lopende|strategisch|meerjaren|landelijk)"
)
_AND_MORE = r"(?:\s+en\s+(?!via\b|de\b|het\b|in\b|op\b|van\b)[a-z]\w+(?=[\s.,;]))?"
_TAIL = rf"(?:\s+(?:van\s+(?:de\s+politie\s+)?)?[A-Z][\w-]+{_AND_MORE}){{0,3}}(?:\s+georganiseerde criminaliteit)?"
# Case matters: a name has a capital, or years. "Actieprogramma Geweld hoort nergens thuis" runs to its clause's end.
_NAMED = re.compile(
    r"\bActie(?:programma|plan)\s+[A-Z][^.,;()]{3,60}(?=[.,;])"
    rf"|(?<![\w-])(?:(?:(?i:{_ADJECTIVE})|[A-Z][\w-]+)\s+){{0,3}}(?:(?i:{_HEAD})|Agenda|Kader|Programma|Dashboard){_TAIL}"
    rf"(?:\s+\([A-Z]{{2,5}}\))?(?:\s+(?:van\s+)?{_YEARS})?(?![\w-])"
)
_SAYING = re.compile(r"\s(?:jij|je|wij|we|ik|u|mijn|jouw)\s")  # a title that is a sentence has no telling where it ends
_ABBREVIATED = re.compile(rf"(?<![\w-])[A-Z]{{2,5}}\s+{_YEARS}(?![\w-])")
_COMMON = re.compile(
    r"(?<![\w-])(?:(?:integraal|integrale|lokale|regionale?|regionaal|jaarlijks|wettelijk verplichte)\s+){0,2}"
    r"(?:veiligheidsplan(?:nen)?|uitvoeringsplan(?:nen)?|actieagenda|actieplan(?:nen)?|jaarplan(?:nen)?|jaarverslag(?:en)?|"
    r"jaarrapportage|(?:eenheids)?ondermijningsbeeld(?:en)?|hennepconvenant|regeerakkoord|strategiekaart|"
    r"afzonderlijk plan|"
    r"(?:meerjaren)?beleidsplan(?:nen)?|veiligheidsagenda(?:'s)?|formatieplan|trendinventarisatie|"
    r"(?:vastgestelde )?sterkteverdeling van \d{4}|(?:eind)?evaluatie van (?:de|het) [A-Z][\w-]+(?: \d{4})?|slachtofferenquêtes?|"
    r"benchmarks|(?<!-)[a-z]{4,}monitor|cybercrime ?beeld(?:en)?(?: per [a-z]+)?|landelijke programma's|[A-Z]{3,6}-rapportages?|"
    r"inventarisatie \([^)]*\d{4}\)|ontwikkelagenda(?: [A-Z]\w+(?: politie(?:zorg)?)?)?)"
    r"(?: van (?:het|de) (?:[A-Z]{2,}\w*|(?:Veiligheidsregio|Politie|Omgevingsdienst|Provincie) [A-Z][\w-]+(?:(?: en | )[A-Z][\w-]+)*)|(?<=beleidsplan) voor de (?:regionale |politie-?)?eenheid)?(?: \d{4})?(?![\w-])"
)
# What a document was drawn up for tells it from others of its kind: "een ontwikkelagenda opgesteld ter versterking van …"
_DRAWN_UP = re.compile(
    r"\b(?:een|de|het) (?P<kind>[a-zà-ÿ]*(?:agenda|plan|programma|visie|convenant|protocol)) opgesteld "
    r"(?P<about>(?:ter|voor|over) (?!de periode\b)[^.,;]{5,160}?)(?= in de komende\b| in de periode\b|[.,;]|$)"
)
_DECISION = re.compile(
    r"\b[A-Z]{2,6}-besluit\w*[⁰-⁹¹²³]? over (?P<about>[^.;(]{5,120}?)(?= \(| ten behoeve| in verband|[.;]|$)"
)
_ALONG = re.compile(r"\blangs de lijnen van '(?P<title>[A-Z][^']{4,80})'")
# "middels de Hernieuwde aanpak online seksueel kindermisbruik": a capital inside a sentence makes it a name
_APPROACH = re.compile(
    r"\b(?:middels|via|volgens|conform|uit) de (?P<name>[A-Z][a-z]+e aanpak(?: (?!sinds|van|voor|in|op|en|te|is|wordt)[a-z]+){1,4})"
)
_CUE = re.compile(r"\b(?:zie|bezoek|website|meer weten|meer informatie|lees|download)\b", re.I)


@dataclass(frozen=True)
class DocumentName:
    """A document named at characters [start, end) of a piece of text."""

    name: str
    start: int
    end: int


def named_documents(text: MappedText, raw: str) -> list[DocumentName]:
    """The documents named in a sentence, in order, none inside another; `raw` is the sentence as in the file."""
    words = text.text
    found: list[DocumentName] = []
    plain = sorted((*_named(words), *_common(words)), key=lambda name: name.start - name.end)  # the longest first
    for names in (
        _papers(words),
        _letters(words),
        _quoted(words),
        _purposed(words),
        _sources(words),
        _italic(words, raw),
        plain,
    ):
        for name in names:
            if _SITE.search(words[max(0, words.rfind(" ", 0, name.start)) : name.end]):
                continue  # part of an address, see `sites`
            if not any(name.start < other.end and other.start < name.end for other in found):
                found.append(name)
    return sorted(found, key=lambda name: name.start)


def _papers(text: str) -> Iterator[DocumentName]:
    for match in _PAPERS.finditer(text):
        yield DocumentName(match.group(), *match.span())


def _letters(text: str) -> Iterator[DocumentName]:
    for match in _LETTER.finditer(text):
        yield DocumentName(match.group(), *match.span())


def _quoted(text: str) -> Iterator[DocumentName]:
    for match in _QUOTED.finditer(text):
        yield DocumentName(f"{match.group('kind')}{match.group('about')} '{match.group('title')}'", *match.span())


def _purposed(text: str) -> Iterator[DocumentName]:
    """Documents named by what they are for, and named approaches."""
    for match in _DRAWN_UP.finditer(text):
        yield DocumentName(f"{match.group('kind')} {match.group('about')}", *match.span())
    for match in _DECISION.finditer(text):
        yield DocumentName(re.sub(r"[⁰-⁹¹²³]", "", match.group()), *match.span())
    for match in _ALONG.finditer(text):
        yield DocumentName(match.group("title"), *match.span("title"))
    for match in _APPROACH.finditer(text):
        yield DocumentName(match.group("name"), *match.span("name"))


def _sources(text: str) -> Iterator[DocumentName]:
    for match in _SOURCE.finditer(text):
        if not match.group("title").startswith("Wet"):
            yield DocumentName(f"{match.group('title')} ({match.group('source')})", *match.span())


def _italic(text: str, raw: str) -> Iterator[DocumentName]:
    """Titles in italics, when a word for a kind of document stands before them or in them."""
    for match in re.finditer(r"(?<!\*)\*(?P<title>[A-Z][^*\n]{6,120})\*(?!\*)", raw):
        title = re.sub(r"\s+", " ", match.group("title")).strip()
        start = text.find(title)
        if start < 0:
            continue
        before = re.search(rf"\b{_TITLED}\s+$", text[:start], re.I)
        if before or re.search(_HEAD, title, re.I):
            yield DocumentName(title, start, start + len(title))


def _named(text: str) -> Iterator[DocumentName]:
    """Names with a capital beyond the first word of the sentence, or with years, and abbreviations with years."""
    for match in _NAMED.finditer(text):
        name = match.group()
        inner = name if text[: match.start()].strip(" -–'\"(") else name[1:]
        if re.match(r"(?:Dit|Deze|Onze?)\s", name) or _SAYING.match(text[match.end() :]):
            continue
        if text[: match.start()].endswith("Bureau ") or name.startswith("Bureau "):
            continue
        if re.search(r"[A-Z]", inner) or re.search(_YEARS, name):
            yield DocumentName(name, *match.span())
    for match in _ABBREVIATED.finditer(text):
        yield DocumentName(match.group(), *match.span())


def _common(text: str) -> Iterator[DocumentName]:
    for match in _COMMON.finditer(text):
        yield DocumentName(match.group(), *match.span())


def sites(block: Block) -> Iterator[DocumentName]:
    """Websites that a block refers the reader to; a file there is called by its name."""
    for match in _SITE.finditer(block.text.text):
        file = _FILE.search(match.group().rstrip(".,)"))
        if file or _CUE.search(block.text.text[: match.start()]):
            yield DocumentName(file.group("name") if file else match.group().rstrip(".,)"), *match.span())


def cited(block: Block) -> DocumentName | None:
    """The source a line such as "Bron: …" names."""
    match = _CITED.match(block.text.text) if block.kind is not Kind.ROW else None
    if match is None or "www." in match.group("name") or _DATA.search(match.group("name")):
        return None
    return DocumentName(match.group("name"), *match.span("name"))
