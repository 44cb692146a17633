"""Organisations that a text names without a head word of their own: by a plural before their names ("de districten De
Baronie en Zeeland"), by what kind of organisation they are ("woningcorporatie Portaal"), or as who does something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.extractors.action_verbs import VERBS

_UPPER = r"[A-ZÀ-Ý][\w'’&-]*"
_PLACE = rf"(?:(?:De|Den|Het|'s-?) ?)?{_UPPER}(?:-? en (?:{_UPPER}-{_UPPER}))?(?:(?: van| van de| op| aan den)? (?!en\b){_UPPER})*"
_PLACES = rf"{_PLACE}(?:, {_PLACE})*(?: en (?:de |het )?{_PLACE})?"
# What a plural before names of places is called for one of them.
_HEADS = {
    "districten": "District",
    "politiedistricten": "District",
    "basisteams": "Basisteam",
    "veiligheidsregio's": "Veiligheidsregio",
    "veiligheidshuizen": "Veiligheidshuis",
    "zorg- en veiligheidshuizen": "Zorg- en Veiligheidshuis",
    "waterschappen": "Waterschap",
    "provincies": "Provincie",
    "omgevingsdiensten": "Omgevingsdienst",
}
_LISTED = re.compile(
    rf"(?<![\w-])(?P<head>(?i:{'|'.join(sorted(map(re.escape, _HEADS), key=len, reverse=True))})) (?P<places>{_PLACES})"
)
_PART = re.compile(rf"(?:^|, | en (?:de |het )?)(?P<name>{_PLACE})(?=, | en |$)")
_SORT = (
    r"(?:corporatie|organisatie|instelling|aanbieder|vereniging|bedrijf|bibliotheek|ziekenhuis|hogeschool|universiteit|"
    r"school|lyceum|gymnasium|scholengemeenschap|college|museum|fonds|verzekeraar|vervoerder|stichting)"
)
_KIND = rf"(?:[a-zà-ÿ-]*{_SORT})"
_APPOSED = re.compile(
    rf"(?<![\w-]){_KIND}(?:s|en|es)? (?P<names>{_UPPER}(?: {_UPPER})*(?:, {_UPPER}(?: {_UPPER})*)*(?: en {_UPPER}(?: {_UPPER})*)?)"
)
# A capital word before the name tells what it is: "Havenbedrijf North Sea Port", "Bibliotheek Eemland".
_CAPITAL_KIND = re.compile(
    rf"(?<![\w-])(?:(?!De |Het |Een ){_UPPER} )?(?=[A-ZÀ-Ý])(?:[A-ZÀ-Ýa-zà-ÿ]*(?i:{_SORT}))(?: (?:van |voor )?{_UPPER})+"
)
# Letters with the place they are of, as a branch or office is called: "MKB Zeeland", "VNO-NCW Midden"; not a postcode.
_LETTERS = re.compile(rf"(?<![\w-])(?<!\d{{4}} )[A-Z]{{2,5}}(?:-[A-Z]{{2,5}})? (?P<place>{_UPPER})(?![\w-])")
_WITH = re.compile(rf"\b[Ss]amen met (?:de |het )?(?P<names>{_UPPER}(?: {_UPPER})*)(?=,| en )")
# "Woonconcept en Domesta brengen …": two names before a verb; the second has its capital in the middle of a sentence.
_DOING = re.compile(rf"^(?:De |Het )?(?P<one>(?!De |Het ){_UPPER}(?: {_UPPER})*) en (?:de |het )?(?P<two>{_UPPER}(?: {_UPPER})*) (?={VERBS}\b)")
_NO_NAME = re.compile(
    r"^(?:De|Het|Een|Wij|We|Dit|Deze|Wet|Artikel|Europa|Nederland|Zuid|Noord|Oost|West|Midden)$|"
    r"(?:strategie|agenda|plan|monitor|beleid|kader|visie|programma)$"
)
_PLURAL = re.compile(r"(?:en|s)$")


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A name between two characters of a text; plain: not a head with its place, but a name of its own."""

    start: int
    end: int
    name: str
    plain: bool = True


def listed_bodies(text: str) -> Iterator[NamedBody]:
    """Each of the bodies that a plural and a list of places name."""
    for match in _LISTED.finditer(text):
        head = _HEADS[match.group("head").lower()]
        for part in _PART.finditer(match.group("places")):
            first = part.start() == 0
            start = match.start() if first else match.start("places") + part.start("name")
            yield NamedBody(start, match.start("places") + part.end("name"), f"{head} {part.group('name')}", plain=False)


def apposed_bodies(text: str) -> Iterator[NamedBody]:
    """Names after the noun for what they are, or with it as a part of them; and who does a thing together."""
    for pattern in (_APPOSED, _WITH):
        for match in pattern.finditer(text):
            yield from _each(text, match.start("names"), match.end("names"))
    for match in _CAPITAL_KIND.finditer(text):
        yield NamedBody(match.start(), match.end(), match.group())
    doing = _DOING.match(text)
    if doing and not _PLURAL.search(doing.group("one")):
        for group in ("one", "two"):
            if not _NO_NAME.search(doing.group(group)):
                yield NamedBody(doing.start(group), doing.end(group), doing.group(group))


def lettered_bodies(text: str) -> Iterator[tuple[NamedBody, str, str]]:
    """Each run of capitals before a name, with the letters and that name: a body where the name is of a place."""
    for match in _LETTERS.finditer(text):
        letters = match.group().removesuffix(match.group("place")).strip()
        yield NamedBody(match.start(), match.end(), match.group()), letters, match.group("place")


def _each(text: str, start: int, end: int) -> Iterator[NamedBody]:
    for part in re.finditer(r"(?:^|(?<=, )|(?<= en ))[^,]+?(?=,| en |$)", text[start:end]):
        if not _NO_NAME.search(part.group()):
            yield NamedBody(start + part.start(), start + part.end(), part.group())
