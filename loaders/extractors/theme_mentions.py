"""Known themes named in running text, and words in no list that are themes by their form.

A mention counts unless the sentence denies it ("niet zijnde …"), it is part of a name ("team …"), or it only says where
something is done ("in het buitengebied"). What specifies it belongs to it ("overlast van rondhangende jongeren").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Confidence, Evidence, PriorityFact
from loaders.clauses import FINITE
from loaders.context import Reading
from loaders.extractors.chapters import Chapters
from loaders.extractors.theme_sentences import is_organisation
from loaders.extractors.wording import capitalised, tokens, trim
from loaders.reading.text import MappedText
from loaders.structure import Block, Kind, Role
from loaders.thesaurus import Theme

_NAME = "themes"
SILENT = {Role.EXAMPLE, Role.COLOPHON, Role.CONTENTS, Role.FORMATION}
_ROW_LABEL = re.compile(
    r"(?:\| ?)?(?:(?:[Mm]eldingen|[Aa]angiften|[Aa]antal|[Ii]ncidenten)(?: van)? )?(?P<l>[^\d(|]{5,60}?)(?=[ |]+[\d(])"
)
_COMPOUND = re.compile(
    r"\b[A-Za-zà-ÿ]{4,}(?:criminaliteit|fraude|overlast|geweld|extremisme|uitbuiting|smokkel|diefstal(?:len)?|inbra(?:ak|ken)|"
    r"mishandeling|pornografie|terrorisme|delicten|intimidatie|oplichting)\b"
)
# What kind of crime: adjectives that classify, not those that judge or count ("toenemende", "veel").
_CLASSIFIED = re.compile(
    r"\b(?:[Dd]igitale|[Oo]nline|[Ii]nternationale|[Gg]rensoverschrijdende|[Gg]eorganiseerde|[Oo]ndermijnende|[Ff]inanciële|[Ss]eksue(?:el|le)|"
    r"[Ee]ergerelateerd|[Ee]xpressieve?|[Hh]uiselijk|[Ll]ow impact|[Hh]igh impact) (?:criminaliteit|misdrijven|delicten|fraude|oplichting|geweld|misdaad)\b"
)
# Single words that in running text more often mean something else than a theme; presented as one they still are.
_COMMON = frozenset((
    "uitgaan", "vertrouwen", "toezicht", "preventie", "repressie", "opsporing", "vervolging", "handhaving",
    "jongeren", "jeugd", "ouderen", "slachtoffers", "slachtoffer", "daders", "wijkagent", "wijkagenten",
    "vastgoed", "wapens", "samenwerking", "dienstverlening", "intelligence", "professionalisering", "zsm",
    "veiligheid", "innovatie", "communicatie", "diversiteit", "aangifteproces", "maatschappelijke weerbaarheid",
    "multiproblematiek", "ondermijningsbeeld", "ondermijningsbeelden", "openbare ruimte", "leefbaarheid",
))  # fmt: skip
# Words for what is done, not for what it is done to.
DOING = re.compile(r"^\w+(?:(?<!ing)en|aan) van\b|^(?:opsporing|vervolging|handhaving|preventie|repressie)$", re.I)
# What follows is part of a name, or is denied.
_NOT_HERE = re.compile(r"\b(?:afdeling|taskforce|team|werkgroep|wet|dienst)\s$|\w-$", re.I)
_NAMED_AFTER = re.compile(r"\b(?:[Mm]eldpunt|[Pp]rogramma|[Cc]onvenant|[Kk]eurmerk|[Cc]ampagne|[Ff]onds|[Pp]roject|[Ll]oket)\s$")
_DENIED_BEFORE = re.compile(
    r"\b(?:niet zijnde|geen|uitgezonderd|met uitzondering van|exclusief|anders dan)\s(?:de |het )?$", re.I
)
# "doorstroom van overlast gevende jongeren naar criminele jongeren": where a group goes, and a verb written apart.
_GOING_TO = re.compile(r"\b(?:doorstrom\w*|doorstroom|doorgroei\w*|afglijd\w*|overstap\w*)\b[^.,;]* naar $")
_VERB_APART = re.compile(r"^ (?:gevende?|veroorzakende?|plegende?)\b")
_DENIED_AFTER = re.compile(r"^[^.,;:]*\b(?:valt|vallen|blijft|blijven) (?:hier |er |daar )?buiten\b")
# Places are themes where something is done about them, not where something is done in them.
_PLACE = re.compile(
    r"^(?:\S+ )?\S*(?:gebied(?:en)?|terrein(?:en)?|locaties?|wijken|buurten|park(?:en)?|havens?|horeca|centra|centrum|binnenstad)$",
    re.I,
)
_WHERE = re.compile(
    r"\b(?:in|op|rond|rondom|bij|langs|uit|binnen|vanuit|tussen|het|de|een|dit|deze|dat|die|of|elke?|iedere?|alle)\s(?:\w+e\s)?$", re.I
)
_NAME_GOES_ON = re.compile(r"[a-zà-ÿ,] [A-ZÀ-Ý][a-zà-ÿ]{3,} $")  # "een Vertrouwenspersoon Buitengebied"
_PART_OF_NAME = re.compile(r"^ (?!en\b)[A-ZÀ-Ý][a-zà-ÿ]")
# What specifies a nuisance or crime: by whom, against whom, with what.
_OF_WHAT = re.compile(r"^ (?:\w+e )?(?!behulp|name|elkaar|zich|hen|ons|hun)[a-zà-ÿ-]{4,}\b")
_PEOPLE = re.compile(r"(?:personen|mensen|inwoners|jongeren|mannen|vrouwen)$")
_OF_PEOPLE = re.compile(rf"^ (?:met|zonder) (?:(?!(?:{FINITE})\b)[a-zà-ÿ]+(?:e|en|d) )?(?!(?:{FINITE})\b)[a-zà-ÿ]{{4,}}\b")  # "door personen met verward gedrag"
_SPECIFIED_BY = {
    "overlast": ("van", "door"), "geweld": ("tegen", "onder"), "agressie": ("tegen",), "fraude": ("met",),
    "criminaliteit": ("door", "onder"), "discriminatie": ("van", "tegen"), "vernielingen": ("aan",),
}  # fmt: skip
_BRANCH = re.compile(r"^ in de [a-zà-ÿ]+(?:branche|sector|industrie|keten|teelt)\b")
_COORDINATED = re.compile(r", (?:en )?| en | of |/(?!-)")
_HALF = re.compile(r"-$|^(?:versterk|verbeter|vergrot|bestrijd|tegengaan)", re.I)  # "drugs- en alcoholoverlast" is one
_ACT_ON = re.compile(
    r"^(?:productie|vervaardiging|verkoop|aanbod|aanpak|bestrijding|verspreiding) van (?:de |het )?(?=\w)", re.I
)
_MISSING_AND = re.compile(r"(\w-, \w+-) (?!en |of )(?=\w)")  # "kennis-, informatie- expertisedeling"
_EXPLORES = re.compile(r"^verkenning (?:van|naar)\b", re.I)
_TITLES = (Kind.HEADING, Kind.ITEM, Kind.ROW)
_WITHOUT = ("een", "het", "de", "die", "dat", "dit", "deze")


@dataclass(frozen=True, slots=True)
class Found:
    """A theme a document names: its label, what it falls under, the words, and its place among those of one span."""

    theme: str
    broader: str
    evidence: Evidence
    order: int


def is_silent(reading: Reading, block: Block) -> bool:
    """Whether a block names no themes of the document: examples, colophon, contents."""
    return bool(reading.doc.roles_of(block) & SILENT)


def mentions(reading: Reading, chapters: Chapters) -> Iterator[tuple[Found, str]]:
    """Each first mention of a known theme in running text with the theme's IRI, in the document's own words.

    Of two forms of a word ("overval", "overvallen") the one the document uses most.
    """
    first: dict[tuple[str, str], tuple[Found, str]] = {}
    count: Counter[tuple[str, str]] = Counter()
    titles = [tokens(fact.theme) for fact in reading.facts if isinstance(fact, PriorityFact)]
    for block in reading.doc.body:
        if not chapters.states(block) or is_silent(reading, block):
            continue
        titled = _title_of(block, titles)
        for order, (words, theme) in enumerate(_in_block(reading, block, chapters.theme(block))):
            if tokens(words.text) <= titled:
                continue
            key = (theme.iri, words.text.lower())
            count[key] += 1
            if key not in first:
                broader = under(reading, theme.iri, chapters.theme(block))
                evidence = reading.evidence(words, _NAME, Confidence.MEDIUM)
                first[key] = (
                    Found(capitalised(trim(_MISSING_AND.sub(r"\1 en ", words.text))), broader, evidence, order),
                    theme.iri,
                )
    for key, found in first.items():
        forms = [other for other in first if other[0] == key[0] and is_form(other[1], key[1])]
        if max(forms, key=lambda form: count[form]) == key:
            yield found


def _title_of(block: Block, titles: list[frozenset[str]]) -> frozenset[str]:
    """The words of the priority a title or item names: a part of its name is no theme besides."""
    words = tokens(block.text.text) if block.kind in _TITLES else frozenset()
    return frozenset().union(*(title for title in titles if title <= words))


def _in_block(reading: Reading, block: Block, chapter: str) -> Iterator[tuple[MappedText, Theme]]:
    text = block.text
    classified = [match.span() for match in _CLASSIFIED.finditer(text.text)]
    within = _row_label(reading, block) if block.kind is Kind.ROW else (0, len(text))
    for mention in reading.thesaurus.mentions(text.text[: within[1]]):
        if mention.start < within[0] or any(one < mention.start < other for one, other in classified):
            continue
        for start, end, theme in _members(reading, text.text, mention.start, mention.end, mention.theme):
            words = _specified(text, start, end)
            begin = start - (text.text[start - 1 : start] == "(")
            if _counts(text.text, begin, end, words.text) and _tells(reading, theme, words.text, chapter):
                yield words, theme


def _row_label(reading: Reading, block: Block) -> tuple[int, int]:
    """Where words of a table's row may name themes: its label, when that is the name of one; else nowhere."""
    match = _ROW_LABEL.match(block.text.text)
    known = match is not None and reading.thesaurus.match(match.group("l")) is not None
    return match.span("l") if match is not None and known else (0, 0)


def _members(reading: Reading, text: str, start: int, end: int, theme: Theme) -> Iterator[tuple[int, int, Theme]]:
    """The themes of a mention: of "radicalisering en extremisme" two, where each is a theme of its own."""
    cuts = [start, *(at for m in _COORDINATED.finditer(text, start, end) for at in m.span()), end]
    spans = list(zip(cuts[::2], cuts[1::2], strict=True))
    themes = [reading.thesaurus.match(text[one:other]) for one, other in spans]
    whole = not any(_HALF.search(text[one:other]) for one, other in spans)
    if len(spans) > 1 and whole and None not in themes and len({t.iri for t in themes if t is not None}) == len(spans):
        yield from ((one, other, t) for (one, other), t in zip(spans, themes, strict=True) if t is not None)
        return
    act = _ACT_ON.match(text[start:end])
    if act is not None and reading.thesaurus.match(text[start + act.end() : end]) is theme:
        start += act.end()  # "productie van synthetische drugs" is about synthetische drugs
    yield start, end, theme


def _specified(text: MappedText, start: int, end: int) -> MappedText:
    """Words with the parenthesis that belongs to them and with what specifies them."""
    words = text.text[start:end]
    if words.count(")") > words.count("(") and text.text[start - 1 : start] == "(":
        start -= 1
    elif words.count("(") > words.count(")"):
        end = end + 1 if text.text[end : end + 1] == ")" else start + words.rindex("(")
    after = text.text[end:]
    if match := _BRANCH.match(after):
        return text[start : end + match.end()].strip()
    preposition = after[1:].partition(" ")[0]
    if preposition in _SPECIFIED_BY.get(words.lower(), ()):
        rest = after[len(preposition) + 1 :]
        match = _OF_WHAT.match(rest)
        if match and match.group().split()[0] not in _WITHOUT:
            end += len(preposition) + 1 + match.end()
            if _PEOPLE.search(match.group()) and (of := _OF_PEOPLE.match(text.text[end:])):
                end += of.end()
    return text[start:end].strip()


def _counts(text: str, start: int, end: int, words: str) -> bool:
    """Whether what stands around a mention lets it name a theme."""
    before, after = text[:start], text[end:]
    if _NOT_HERE.search(before) or _DENIED_BEFORE.search(before) or _DENIED_AFTER.match(after):
        return False
    if _GOING_TO.search(before) or _VERB_APART.match(after):
        return False
    if _NAMED_AFTER.search(before) and any(letter.isupper() for letter in words):
        return False
    if _PLACE.search(words) and _WHERE.search(before):
        return False
    if words[:1].isupper() and _PLACE.search(words) and _NAME_GOES_ON.search(before):
        return False
    starts = not before.strip() or before.rstrip().endswith((".", ":", ";", "!", "?"))
    return not (words[:1].isupper() and not starts and _PART_OF_NAME.match(after))


def _tells(reading: Reading, theme: Theme, words: str, chapter: str) -> bool:
    """Whether a mention in running text names a theme: not the whole field, no common word, and not how parties work
    unless the chapter is about that."""
    return (
        bool(theme.broader)
        and words.lower() not in _COMMON
        and (not is_organisation(reading, theme) or bool(_same_field(reading, theme, chapter)))
        and "prioriteit" not in words
        and not DOING.match(words)
        and not _EXPLORES.match(words)
    )


def _same_field(reading: Reading, theme: Theme, chapter: str) -> str:
    of_chapter = reading.thesaurus.match(chapter) if chapter else None
    return chapter if of_chapter is not None and of_chapter.iri == theme.iri else ""


def under(reading: Reading, iri: str, chapter: str) -> str:
    """The chapter's theme where the theme falls under it, else empty."""
    of_chapter = reading.thesaurus.match(chapter) if chapter else None
    theme = reading.thesaurus.themes[iri]
    explored = bool(_EXPLORES.match(chapter))
    if is_organisation(reading, theme) or (explored and of_chapter is not None and of_chapter.iri == iri):
        return _same_field(reading, theme, chapter)
    return chapter if of_chapter is not None and reading.thesaurus.falls_under(theme, of_chapter) else ""


def compounds(reading: Reading, chapters: Chapters) -> Iterator[Found]:
    """Words in no list that are themes by their last part: "tasjesdiefstallen", "digitale misdrijven"."""
    for block in reading.doc.body:
        if chapters.states(block) and not is_silent(reading, block):
            matches = [*_COMPOUND.finditer(block.text.text), *_CLASSIFIED.finditer(block.text.text)]
            for order, match in enumerate(sorted(matches, key=lambda m: m.start())):
                if reading.thesaurus.match(match.group()) is None:
                    words = block.text.match_span(match)
                    evidence = reading.evidence(words, _NAME, Confidence.MEDIUM)
                    yield Found(capitalised(match.group()), "", evidence, order)


def is_form(one: str, other: str) -> bool:
    """Whether two labels differ in the endings of their words only ("overval", "overvallen")."""
    mine, its = tokens(one), tokens(other)
    return len(mine) == len(its) and all(any(_alike(word, another) for another in its) for word in mine)


_SHORT = 4  # code points two forms of a word share at least
_LONG_STEM = 6  # code points that are enough of a stem
_ENDING = 3  # code points an ending takes at most


def _alike(one: str, other: str) -> bool:
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    stem = max(_SHORT, min(_LONG_STEM, min(len(one), len(other)) - 2))
    return one == other or (shared >= stem and abs(len(one) - len(other)) <= _ENDING)
