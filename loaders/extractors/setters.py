"""Who sets a priority, and at which level: read from the sentence, the heading, or the document as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from loaders.context import Reading
from loaders.extractors.wording import trim
from loaders.structure import Block, Kind, Section
from loaders.structure.sentences import sentences

_OWN_PLAN = r"prioriteit|thema's|beleidsplan|beleidsdoelstelling|veiligheidsagenda|veiligheidsstrategie|speerpunten|pijlers|programmalijnen|opgaven|accenten|focuspunten"
_NAME = r"(?P<s>[A-ZÀ-Ýa-zà-ÿ][^;:]*?)"
_AFTER_NAME = (
    r"(?=,? (?:voor|om|op basis|gehoord|ten minste|in|bij|tijdens|u|ons|de (?:volgende|landelijke|regionale|lokale)|het "
    r"(?:beleidsplan|plan)|deze|een (?:aantal|landelijke|regionale|veiligheids)|eens|drie|vier|vijf|zes|zeven|\d+|heeft|hebben|is|"
    r"zijn|als)\b|, gehoord)"
)
# In order of how plainly they say who chooses. The sentence must also speak of priorities or of the plan itself.
_STATES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bkie(?:st|zen) (?:de leden van )?(?:de|het) {_NAME}{_AFTER_NAME}",
        rf"(?:doelstellingen|prioriteiten|thema's|speerpunten) (?:die|welke) (?:de|het) {_NAME}{_AFTER_NAME}.*"
        r"\b(?:vastgesteld|gekozen|benoemd|bepaald|gesteld)\b",
        rf"\bstel(?:t|len) (?:de|het) {_NAME}{_AFTER_NAME}.*\b(?:vast|voor)\b",
        rf"\bdoor (?:de|het) {_NAME} een (?:landelijke |regionale )?(?:veiligheids)?(?:agenda|strategie|plan) (?:is )?"
        r"(?:opgesteld|vastgesteld)",
        rf"\b(?:heeft|hebben) (?:de|het) {_NAME}{_AFTER_NAME}.*\b(?:vastgesteld|gekozen|benoemd|bepaald|gesteld|gedefinieerd|aangewezen|aangemerkt|gedestilleerd|geselecteerd|bestempeld)\b",
        rf"^(?:De|Het) {_NAME} (?:heeft|hebben|kiest|kiezen|koos|kozen|stelt|stellen|benoemt|benoemde|bepaalde)\b(?! zich)",
    )
)
_OF = re.compile(
    r"\b(?:prioriteiten|speerpunten|doelstellingen|thema's|top (?:\d+|drie|vijf|tien)) (?:van|bij) (?:alle |de |het |onze )?"
    r"(?P<s>[A-Za-zÀ-ÿ][^,.;:]*?)(?= (?:zijn|voor|op|is|staa)\b|[,.;:]|$)"
)
_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_COUNT = re.compile(r"^(?:(?:de|het|alle|onze|\d+|twee|drie|vier|vijf|zes|zeven|acht|negen|tien) )+", re.I)
_MEMBERS = re.compile(r"^(?:de )?leden van (?:de|het) ", re.I)
_IN_REGION = re.compile(r" (?:in|van) (?:de (?:eenheid|regio) )?(?=[A-ZÀ-Ý][\w]*(?:-[A-ZÀ-Ý]\w*)+$)")

_LEVEL_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\blandelijke?\b|\bnationale?\b", re.I), "landelijk"),
    (re.compile(r"\blokaa?le?\b|\bgemeentelijke?\b", re.I), "lokaal"),
    (re.compile(r"\bdistrictelijke?\b", re.I), "districtelijk"),
    (re.compile(r"\bregionaa?le?\b|\beenheidsbrede?\b", re.I), "regionaal"),
)
# In a sentence the word must be said of the priorities themselves, or open it ("Regionaal ligt de focus op …").
_SAID_OF_THEM = re.compile(
    r"\b(?P<w>landelijke?|nationale?|lokaa?le?|gemeentelijke?|districtelijke?|regionaa?le?|eenheidsbrede?)(?: en \w+)? (?:[\w-]+ ){0,2}"
    r"(?:prioriteiten|thema's|veiligheidsthema's|beleidsdoelstellingen|doelstellingen|speerpunten)|"
    r"^(?P<o>Landelijk|Lokaal|Regionaal|Districtelijk)\b",
    re.I,
)
_LEVEL_OF_NAME: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\bminister\b|\bministers\b|\bministeries? van\b|\bkabinet\b|\bregering\b|\brijk\b|tweede kamer", re.I
        ),
        "landelijk",
    ),
    (re.compile(r"\bdistrict(?!elijk)", re.I), "districtelijk"),
    (re.compile(r"^(?:de |het )?regiona(?:al|le) ", re.I), "regionaal"),
    (re.compile(r"^(?:de )?(?:alle )?gemeente(?:n|raad|raden|bestuur)?\b|^college van b|wethouders", re.I), "lokaal"),
)
_LOCAL_PLANS = re.compile(r"\b(?:lokale|gemeentelijke)\b.*plannen\b", re.I)
_RESIDENTS = {"inwoners", "bedrijfsleven", "onderwijs", "maatschappelijke-organisatie"}


def of_statement(reading: Reading, text: str, *, heading: bool = False) -> str:
    """Who sets the priorities, as this sentence or heading says; empty when it does not say."""
    patterns = (_OF,) if heading else (*_STATES, _OF)
    if not heading and not re.search(_OWN_PLAN, text, re.I):
        return ""
    for pattern in patterns:
        match = pattern.search(text)
        if match and (name := full_name(reading, match.group("s"))):
            return name
    return ""


def around(reading: Reading, block: Block) -> str:
    """Who sets the priorities listed at `block`, from the headings above it and the paragraphs it stands among."""
    section = reading.doc.section_of(block)
    before = [b for b in section.blocks if b.index <= block.index and b.kind is Kind.PARAGRAPH]
    for paragraph in reversed(before):
        for sentence in reversed(list(sentences(paragraph.text))):
            if name := of_statement(reading, sentence.text):
                return name
    for ancestor in section.ancestors():
        if ancestor.heading is not None and (name := of_statement(reading, ancestor.title, heading=True)):
            return name
    return ""


def of_document(reading: Reading) -> str:
    """Who chose what this document sets as priorities of its own: the first sentence that says so.

    A national agenda that a regional document recalls is passed over.
    """
    national = own_level(reading) == "landelijk"
    for _, sentence in reading.sentences():
        text = sentence.text
        if not national and re.search(r"\blandelijke?\b", text):
            continue
        for pattern in _STATES[:4]:
            match = pattern.search(text) if re.search(_OWN_PLAN, text, re.I) else None
            if match:
                return full_name(reading, match.group("s"))
    return ""


def full_name(reading: Reading, words: str) -> str:
    """A setter's name in full: without article, number and parenthesis, abbreviations and short forms written out."""
    name = trim(_PARENTHESIS.sub("", words))
    if _LOCAL_PLANS.search(name):
        return "gemeenten"  # who sets what local plans set
    name = _COUNT.sub("", _MEMBERS.sub("", name))
    if not name or len(name.split()) > 22 or re.match(r"(?:we|wij|ze|zij|hun|dat|die|wat)\b", name, re.I):
        return ""
    name = _initials_written_out(reading, name)
    if name.lower() == "regio" and reading.region:
        return f"{name} {reading.region}"
    parts = re.split(r"(, (?:de |het )?| en (?:de |het )?)", name)
    names = "".join(_connector(part) if at % 2 else reading.expand(part) for at, part in enumerate(parts))
    return _IN_REGION.sub(" ", _longest(reading, names))


def _connector(words: str) -> str:
    return ", " if words.startswith(",") else " en "


def _initials_written_out(reading: Reading, name: str) -> str:
    """ "minister van V en J" as the document writes it out elsewhere; else as it is."""
    match = re.search(r"\w+ van [A-Z] en [A-Z]\b", name)
    if match is None:
        return name
    pattern = re.compile(re.sub(r"\b([A-Z])\b", r"\1[a-zà-ÿ]+", match.group()), re.I)
    for block in reading.doc.body:
        if written := pattern.search(block.text.text):
            return name.replace(match.group(), written.group())
    return name


def _longest(reading: Reading, name: str) -> str:
    """The longer form a signature or another sentence of the document gives: "Minister" -> "Minister van …"."""
    best = name
    for candidate in _longer_forms(reading, name):
        if len(candidate) > len(best):
            best = candidate
    return name[:1] + best[1:] if best.lower().startswith(name.lower()) else best


def _longer_forms(reading: Reading, name: str) -> Iterator[str]:
    signature = re.compile(
        rf"^(?:De |Het )?({re.escape(name)}(?: (?:van|eenheid|regio|district) [A-ZÀ-Ý][\w' -]+)?),?$", re.I
    )
    for block in reading.doc.body:
        text = block.text.text
        if len(text) < 120 and (match := signature.match(text)):
            yield match.group(1)
        if name.lower() in ("minister", "staatssecretaris"):
            for match in re.finditer(rf"\b{name} van [A-ZÀ-Ý]\w+(?: en [A-ZÀ-Ý]\w+)?", text, re.I):
                yield match.group()


def own_level(reading: Reading) -> str:
    """The level the document itself is of: landelijk, regionaal or lokaal; empty when it does not show."""
    kind = (reading.metadata.kind if reading.metadata else "") or reading.profile.kind
    title = reading.metadata.title if reading.metadata else ""
    if reading.region == "Nederland" or "landelijk" in kind or "nationale" in title.lower():
        return "landelijk"
    if re.search(r"lokaal|gemeent(?!en\b)", f"{kind} {title}", re.I) or (
        reading.region and reading.gazetteer.municipality(reading.region)
    ):
        return "lokaal"
    return "regionaal" if reading.region or kind else ""


def level_of(reading: Reading, setter: str, sentence: str = "", title: str = "") -> str:
    """The level of a priority: by the kind of who sets it, else by the words of the sentence that states it or of the
    heading above it, else the document's own."""
    for pattern, level in _LEVEL_OF_NAME:
        if setter and pattern.search(setter):
            return level
    if setter and is_society(reading, setter):
        return ""
    match = _SAID_OF_THEM.search(sentence)
    return _level_in(match.group() if match else "") or _level_in(title) or own_level(reading)


def _level_in(words: str) -> str:
    """The level that is named first in `words`; empty when none is."""
    found = [(match.start(), level) for pattern, level in _LEVEL_WORDS if (match := pattern.search(words))]
    return min(found)[1] if found else ""


def is_society(reading: Reading, name: str) -> bool:
    """Whether a name stands for residents, businesses or others outside government."""
    return reading.gazetteer.kind(name) in _RESIDENTS


heading_setter = partial(of_statement, heading=True)


def section_words(section: Section) -> list[str]:
    """The titles a block stands under, from the inside out."""
    return [ancestor.title for ancestor in section.ancestors() if ancestor.heading is not None]
