"""What a document says of itself: title, kind, region, period, status, date and publisher.

The profile's `kind` and `title` (a pattern) say how to read; without them, or when the pattern matches nothing, the
words of the title page, the subject of a letter, or the way the text calls itself ("In deze Veiligheidsstrategie
2015-2018") do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Confidence, DocumentFact, Fact
from loaders.context import Reading
from loaders.dates import find_date
from loaders.extractors.issuance import adoption_date, is_adopted, letter_date, publisher, version_date
from loaders.numbers import years_in
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind

_NAME = "documents"
_LONG = 200  # code points; a title page has no running text
_LAST_SUBJECT = 60  # blocks within which a letter states its subject
_TABLE = 3  # cells of a row of a table, and not of a line "Onderwerp  …"
_TITLE_LINES = 2  # of a title, after the first
_TITLE_LINE = 80  # code points
_LOCAL = "integraal veiligheidsplan"
# First match wins; matched on the title in lower case. Notations of ontology/vocabularies: document-kind.
_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\bvoorstel\b", "voorstel"),
        (r"meerjaren\w*plan", "integraal meerjarenbeleidsplan"),
        (r"(?:landelijke |uitwerking )veiligheidsagenda", "landelijke veiligheidsagenda"),
        (r"veiligheids(?:strategie|koers|visie)|regionaal \w+plan", "regionale veiligheidsstrategie"),
        (r"veiligheidsplan|integrale veiligheid|veiligheidsbeleid", _LOCAL),
    )
)
TITLE_WORD = re.compile(
    r"strategie|\w*plan\b|agenda\b|voorstel|programma\b|nota\b|visie\b|koers\b|kader\b|veiligheidsbeleid", re.I
)
_PERIOD = re.compile(r"\b(20\d{2})\s?(?:-|–|/|t/m|tot en met)\s?(20\d{2})\b")
_SUBJECT = re.compile(r"^(?:Onderwerp|Betreft|Titel)\s*:?\s+(?P<title>\S.+)$")
_SALUTATION = re.compile(r"^Geachte\b")
_PLAN = r"(?:[\w-]*veiligheids(?:strategie|plan|agenda|programma|visie)|\w*beleidsplan(?: veiligheid)?)"
_SELF = re.compile(
    r"\b(?:deze|dit|onze|ons)\s+(?P<name>(?:concept\s+)?"
    r"(?:(?:regionale|regionaal|integra(?:le|al)|lokale|districtelijke|gemeentelijke?)\s+)?"
    rf"{_PLAN}(?:\s+[A-Z][\w-]+){{0,3}})\s+(?P<period>20\d{{2}}\s?[-–]\s?20\d{{2}})",
    re.I,
)
_TITLE = re.compile(rf"(?:\w+ )?{_PLAN}.{{0,40}}{_PERIOD.pattern}", re.I)
_MUNICIPALITY = re.compile(r"\b[Gg]emeente (?P<name>[A-ZÀ-Ý'][\w'-]*(?: (?:aan|den|de|en|op|bij|[A-ZÀ-Ý])[\w'-]*)*)")
_CAPITALS = re.compile(r"\b[A-ZÀ-Ý][A-ZÀ-Ý-]{6,}\b")  # a word set in capitals, and no abbreviation
_UNIT = r"(?:eenhe(?:id|den)|politie|regio|netwerk|coalitie|arrondissement)"


@dataclass(frozen=True)
class _Title:
    """Where a title stands and how it reads, not yet completed with region and period."""

    words: str
    where: MappedText
    block: Block
    confidence: Confidence = Confidence.HIGH


def extract(reading: Reading) -> Iterator[Fact]:
    """Yield the one fact of a document about itself. Years and dates are empty where the text gives none."""
    front = _title_page(reading)
    title = _by_profile(reading) or _by_subject(reading) or _on_title_page(front) or _by_self(reading)
    title = title or _first(reading)
    if title is None:
        return
    title = _with_name_above(_with_rest_below(title, front), front, reading)
    letter = _is_letter(reading)
    issuer = publisher(reading, front, title.block, is_letter=letter)
    kind = reading.profile.kind or _kind(title.words, is_letter=letter)
    region = _region(reading, title.words, kind, issuer, front)
    years = _period(reading, title.words)
    words = _completed(title.words, region, years)
    date = adoption_date(reading, front, words) or letter_date(reading) or version_date(front)
    yield DocumentFact(
        title=words,
        kind=kind,
        region=region,
        start_year=years[0] if years else None,
        end_year=years[1] if years else None,
        status=_status(reading, front, words, kind),
        date=date,
        publisher=issuer,
        evidence=reading.evidence(title.where, _NAME, title.confidence),
    )


def _title_page(reading: Reading) -> list[Block]:
    """The blocks before the first running text."""
    front: list[Block] = []
    for block in reading.doc.body:
        if len(block.text) > _LONG:
            break
        front.append(block)
    return front


def _is_letter(reading: Reading) -> bool:
    return any(_SALUTATION.match(block.text.text) for block in reading.doc.body[:_LAST_SUBJECT])


def _by_profile(reading: Reading) -> _Title | None:
    """The block in which the profile's pattern matches."""
    pattern = reading.profile.title
    match = pattern.search(reading.doc.source.text, reading.doc.start, reading.doc.end) if pattern else None
    if match is None:
        return None
    for block in reading.doc.blocks:
        if block.span.start < match.end() and match.start() < block.span.end:
            return _Title(block.text.text, block.text, block)
    return None


def _by_subject(reading: Reading) -> _Title | None:
    """The subject of a letter or memorandum."""
    for block in reading.doc.body[:_LAST_SUBJECT]:
        match = _SUBJECT.match(block.text.text)
        if match and len(block.cells) < _TABLE:  # and not the header of a table
            return _Title(match.group("title").strip(), block.text, block)
    return None


def _on_title_page(front: list[Block]) -> _Title | None:
    """The heading (else the line) of the title page that names a kind of document, one with a period first."""
    named = [
        block
        for block in front
        if block.kind in (Kind.HEADING, Kind.PARAGRAPH)
        and TITLE_WORD.search(block.text.text)
        and not re.match(r"(?:Aan|Van|Opsteller|Datum)\s*:", block.text.text)
    ]
    ranked = sorted(
        named, key=lambda block: (not _PERIOD.search(block.text.text), block.kind is not Kind.HEADING, block.index)
    )
    if not ranked or (ranked[0].kind is not Kind.HEADING and not _PERIOD.search(ranked[0].text.text)):
        return None
    return _Title(ranked[0].text.text, ranked[0].text, ranked[0])


def _by_self(reading: Reading) -> _Title | None:
    """What the text calls itself: a heading of its kind with a period, or "In deze Veiligheidsstrategie 2015-2018"."""
    found: list[tuple[int, _Title]] = []
    for block in reading.doc.body:
        for match in _SELF.finditer(block.text.text):
            where = block.text[match.start("name") : match.end()]
            words = re.sub(r"^concept\s+", "", where.text, flags=re.I)
            found.append((-len(words), _Title(words[:1].upper() + words[1:], where, block, Confidence.MEDIUM)))
        if block.kind is Kind.HEADING and _TITLE.fullmatch(block.text.text):
            return _Title(block.text.text, block.text, block)
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _first(reading: Reading) -> _Title | None:
    """The first heading, or the first words: better a weak title than none."""
    blocks = reading.doc.of_kind(Kind.HEADING) or reading.doc.body
    if not blocks:
        return None
    text = blocks[0].text if len(blocks[0].text) <= _LONG else blocks[0].text[:_LONG]
    return _Title(text.text, text, blocks[0], Confidence.LOW)


def _with_rest_below(title: _Title, front: list[Block]) -> _Title:
    """The region and period of a title that is broken over lines of the title page belong to it."""
    if title.block not in front or _PERIOD.search(title.words) or len(title.words) > _TITLE_LINE:
        return title
    rest: list[Block] = []
    for block in front[front.index(title.block) + 1 :][:_TITLE_LINES]:
        last = rest[-1] if rest else title.block
        if block.line != last.line + 1 or len(block.text) > _TITLE_LINE or block.kind is Kind.ROW:
            break
        rest.append(block)
        if _PERIOD.search(block.text.text):
            where = MappedText.joined([title.where, *(one.text for one in rest)])
            words = " ".join([title.words, *(one.text.text for one in rest)])
            return _Title(words, where, title.block, title.confidence)
    return title


def _with_name_above(title: _Title, front: list[Block], reading: Reading) -> _Title:
    """A motto or name that stands as a heading right above the title on the title page belongs to it."""
    before = [block for block in front if block.index < title.block.index]
    if title.block not in front or not before or before[-1].kind is not Kind.HEADING:
        return title
    above = before[-1]
    if len(before) > 1 or reading.gazetteer.kind(above.text.text) != "overig" or find_date(above.text.text):
        return title
    where = MappedText.joined([above.text, title.where])
    return _Title(f"{above.text.text}, {title.words}", where, title.block, title.confidence)


def _kind(title: str, *, is_letter: bool) -> str:
    if is_letter:
        return "brief met bijlage"
    return next((kind for pattern, kind in _KINDS if pattern.search(title.lower())), "")


def _region(reading: Reading, title: str, kind: str, issuer: str, front: list[Block]) -> str:
    """The region of a police unit that the title names, the country for what a ministry issues, the municipality of a
    local plan (of its title, its title page or the one named most), else the region the text names most."""
    regions = reading.gazetteer.police_regions
    named = [region for region in regions if _region_pattern(region).search(title)]
    if named:
        return max(named, key=len)
    if kind.startswith("landelijk") or reading.gazetteer.kind(issuer) in ("ministerie", "rijksdienst"):
        return "Nederland"
    if municipality := _municipality_in(reading, title):
        return municipality
    if kind == _LOCAL and (municipality := _own_municipality(reading, front)):
        return municipality
    if safety := next((one for one in _safety_regions(reading) if re.search(rf"\b{re.escape(one)}\b(?!-)", title)), ""):
        return safety
    text = "\n".join(block.text.text for block in reading.doc.body)
    counts = [(len(_region_pattern(region).findall(text)), region) for region in regions]
    count, best = max(counts, default=(0, ""))
    return best if count else ""


def _safety_regions(reading: Reading) -> list[str]:
    """The names of the safety regions, in whose area municipalities make plans together."""
    prefix = "Veiligheidsregio "
    return [one.name.removeprefix(prefix) for one in reading.gazetteer.known if one.name.startswith(prefix)]


def _own_municipality(reading: Reading, front: list[Block]) -> str:
    """The municipality on the title page, else the one the text names most as such."""
    named = (_municipality_in(reading, block.text.text) for block in front if block.kind is not Kind.ROW)
    if first := next((name for name in named if name), ""):
        return first
    counts = Counter(
        name for match in _MUNICIPALITY.finditer(reading.text) if (name := _municipality_in(reading, match.group("name")))
    )
    return counts.most_common(1)[0][0] if counts else ""


def _region_pattern(region: str) -> re.Pattern[str]:
    """A name of one word is a town or province as well, and counts only beside "eenheid", "politie" and the like."""
    name = re.escape(region).replace(r"\-", "[- ]").replace(r"\ ", " ")
    lead = "" if "-" in region else rf"{_UNIT} (?:van )?"
    return re.compile(rf"\b{lead}{name}\b(?!-)", re.I if lead else 0)


def _municipality_in(reading: Reading, title: str) -> str:
    for match in re.finditer(r"[A-Z][\w'-]+(?: (?:aan|den|de|en|op|bij|[A-Z])[\w'-]*)*", title):
        words = match.group().split()
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size + 1):
                known = reading.gazetteer.municipalities.get(" ".join(words[start : start + size]).lower())
                if known is not None:
                    return known.name
    return ""


def _period(reading: Reading, title: str) -> tuple[int, int] | None:
    """First and last year: of the title, else the period the text names most, else of the headings of its tables."""
    if match := _PERIOD.search(title):
        return int(match.group(1)), int(match.group(2))
    named = Counter(match.groups() for block in reading.doc.body for match in _PERIOD.finditer(block.text.text))
    if named:
        (start, end), _ = named.most_common(1)[0]
        return int(start), int(end)
    heads = [years_in(block.text.text) for block in reading.doc.of_kind(Kind.ROW)]
    years = sorted({year for head in heads if len(head) > 1 for year in head})
    return (years[0], years[-1]) if years else None


def _completed(title: str, region: str, years: tuple[int, int] | None) -> str:
    """The title with its period written alike and, where the text calls itself by kind and period only, its region."""
    title = _CAPITALS.sub(lambda word: word.group().title(), title)
    if match := _PERIOD.search(title):
        title = f"{title[: match.start()]}{match.group(1)}-{match.group(2)}{title[match.end() :]}"
    bare = re.fullmatch(rf"(?P<kind>(?:\w+ )?{_PLAN}) (?P<period>{_PERIOD.pattern})", title, re.I)
    if bare and region and region != "Nederland":
        title = f"{bare.group('kind')} {region} {bare.group('period')}"
    elif re.fullmatch(rf"(?:\w+ )?{_PLAN}", title, re.I) and years:
        title = " ".join(part for part in (title, region, f"{years[0]}-{years[1]}") if part)
    return title.strip(" .:")


def _status(reading: Reading, front: list[Block], title: str, kind: str) -> str:
    if reading.profile.draft_of:
        return "concept"
    if kind == "voorstel" or re.search(r"\bvoorstel\b", title, re.I):
        return "voorstel"
    if is_adopted(reading, front, title):
        return "vastgesteld"
    drafted = any(re.search(r"\b(?:concept|ontwerp)(?:versie)?\b", block.text.text, re.I) for block in front)
    return "concept" if drafted else ""
