"""Where a text names organisations: names of the registers, names by their words, and groups named as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from loaders.context import Reading
from loaders.mention_lists import apposed_bodies, lettered_bodies, listed_bodies
from loaders.mention_neighbours import neighbours
from loaders.mention_patterns import (
    AUTHORITY,
    BARE_HEAD,
    COMPOUND,
    CRIMINAL,
    DESK,
    DOCUMENT,
    GGD,
    GROUP,
    IN_LAW,
    LAST_INSTITUTE,
    LOWER,
    MINISTER,
    MUNICIPALITY,
    NAMED,
    NOT_BODIES,
    OF_A_PLACE,
    OM,
    PARTNER,
    PLACED,
    POLICE,
    POLICE_PART,
    PROVINCES,
    RIEC,
    SOCIAL_WORK,
    STOP_FIRST,
    TASKFORCE,
    TEAM,
    TWO_BODIES,
    UNITS,
    VEILIG_THUIS,
    WITH_HEAD,
    ZSM,
    in_a_title,
    only_describes,
)
from loaders.mention_places import COMPASS, end_of_place, listed_towns
from loaders.names import home_region, organisation_name

_OWN_NAME = re.compile(r"Beslaghuis|Veiligheidscoalitie|Veiligheidsnetwerk|Intake")  # keep their capital


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation named in a text: where (in characters of that text), the name a row shows, its kind.

    group: a collective noun, or a body without a name of its own.
    """

    start: int
    end: int
    name: str
    kind: str
    group: bool = False


class MentionFinder:
    """Finds the organisations a document names. One finder serves one document; it holds no text."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.gazetteer = reading, reading.gazetteer
        self.home = home_region(reading)

    def find(self, text: str) -> list[Mention]:
        """The mentions in `text`, in order; of two that overlap the longer one stands, else the first found."""
        found: list[Mention] = []
        for mention in self._candidates(text):
            if all(mention.end <= other.start or other.end <= mention.start for other in found):
                found.append(mention)
            else:
                rivals = [other for other in found if other.start < mention.end and mention.start < other.end]
                if all(mention.end - mention.start > other.end - other.start for other in rivals):
                    found = [other for other in found if other not in rivals] + [mention]
        for start, end, name in neighbours(text, [(one.start, one.end) for one in found], self.is_common):
            if all(end <= other.start or other.end <= start for other in found):
                found.append(Mention(start, end, name, self.gazetteer.kind(name)))
        return sorted(found, key=lambda mention: mention.start)

    def _candidates(self, text: str) -> Iterator[Mention]:
        yield from self._known(text)
        for match in POLICE.finditer(text):
            yield from self._police(match)
        for match in OM.finditer(text):
            yield Mention(
                match.start(), match.end(), organisation_name(self.reading, match.group()), "openbaar-ministerie"
            )
        for match in ZSM.finditer(text):
            yield Mention(match.start(), match.end(), "ZSM", "samenwerkingsverband")
        for match in VEILIG_THUIS.finditer(text):
            end = end_of_place(text, match.end(), self._is_place)
            yield self._mention(match.start(), end, text[match.start() : end])
        for start, end, name in listed_towns(text, self.gazetteer.municipalities):
            yield Mention(start, end, name, "gemeente")
        for pattern in (SOCIAL_WORK, RIEC, POLICE_PART, TASKFORCE, TEAM, GGD, AUTHORITY):
            for match in pattern.finditer(text):
                yield self._mention(match.start(), match.end(), match.group())
        for body in listed_bodies(text):
            yield Mention(body.start, body.end, body.name, self.gazetteer.kind(body.name))
        for match in UNITS.finditer(text):
            yield from self._units(match)
        for match in DESK.finditer(text):
            yield self._mention(match.start(), match.end(), match.group())
        for match in PLACED.finditer(text):
            yield self._placed(match)
        for match in MINISTER.finditer(text):
            yield self._minister(match)
        for match in MUNICIPALITY.finditer(text):
            yield from self._municipalities(match)
        for match in NAMED.finditer(text):
            yield from self._named(match.string, match.start(), match.group())
        for pattern in (LOWER, COMPOUND):
            for match in pattern.finditer(text):
                lead = re.match(r"lokale? (?=casus)", match.group())
                start = match.start() + (lead.end() if lead else 0)
                if not (NOT_BODIES.search(match.group()) or only_describes(match)):
                    yield self._mention(start, match.end(), text[start : match.end()], group=True)
        for pattern in (PARTNER, GROUP):
            for match in pattern.finditer(text):
                yield from self._group(match)
        for body, letters, place in lettered_bodies(text):
            if letters not in self.reading.abbreviations and (self._is_place(place) or place in COMPASS):
                yield Mention(body.start, body.end, body.name, self.gazetteer.kind(body.name))
        for body in apposed_bodies(text):
            yield Mention(body.start, body.end, body.name, self.gazetteer.kind(body.name))

    def _mention(self, start: int, end: int, words: str, *, group: bool = False) -> Mention:
        name = organisation_name(self.reading, re.sub(r"(?<=\w)&(?=[A-Z][a-z])", " & ", words))
        kind = self.gazetteer.kind(name)
        inside = group and _OWN_NAME.match(words)
        return Mention(start, end, name if not group or inside else _lower_first(name), kind, group)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Names of the registers, and names this document abbreviates; short ones only as they are written."""
        exact: set[str] = set()
        loose: set[str] = set()
        for organisation in self.gazetteer.known:
            for name in (organisation.name, *organisation.aliases):
                if len(name) <= 5 or (" " not in name and name[0].isupper() and len(name) < 9):
                    exact.add(name)
                else:
                    loose.add(name)
        exact -= {"Fin", "Def", "LO", "LP", "FP", "LX", "EU", "Politie", "NP", "de politie"}
        for short, full in self.reading.abbreviations.items():
            if self.gazetteer.kind(full) != "overig" and not DOCUMENT.search(full) and not CRIMINAL.search(full):
                exact.add(short)
                loose.add(full)
        exact -= {"LE"} - set(self.reading.abbreviations)
        brief = [rf"(?-i:{re.escape(name)})(?:'?s|-en|'en)?" for name in sorted(exact, key=lambda n: (-len(n), n))]
        long = [re.escape(name) for name in sorted(loose, key=lambda n: (-len(n), n))]
        # "RVC-besluit", "LOVP-verband": what follows a short name's hyphen belongs to another word
        return re.compile(
            rf"(?<![\w-])(?:(?:{'|'.join(long)})(?![\w-])|(?:{'|'.join(brief)})(?!\w|-(?!(?-i:[a-z]{{3}}))))", re.I
        )

    def _known(self, text: str) -> Iterator[Mention]:
        for match in self._names.finditer(text):
            words = match.group()
            singular = re.sub(r"(?<=[A-Z])(?:'?s|-en|'en)$", "", words)
            known = self.gazetteer.by_name.get(words.lower())
            if known is None or known is self.gazetteer.by_name.get(singular.lower()):
                words = singular
            if self.gazetteer.police_region(words) or POLICE.fullmatch(words):
                continue
            end = match.end()
            if words[0].islower() and IN_LAW.search(text[: match.start()]):
                continue
            if OF_A_PLACE.search(self.reading.expand(words)) and (further := end_of_place(text, end, self._is_place)) > end:
                words, end = f"{self.reading.expand(words)}{text[end:further]}", further
            yield self._mention(match.start(), end, words)

    def _police(self, match: re.Match[str]) -> Iterator[Mention]:
        words, end = match.group(), match.end()
        region = match.group("region")
        if region and self.gazetteer.police_region(region) is None:
            end = match.start("region")
            words = re.sub(r"\s+(?:in|van)?\s*$", "", match.string[match.start() : end])
            end = match.start() + len(words)
        if re.match(r"(?:nationale politie|politie nederland)", words, re.I):
            yield Mention(match.start(), end, "Nationale Politie" if self.home else "Politie", "politie-dienst")
        elif re.match(r"landelijke eenheid", words, re.I):
            yield Mention(match.start(), end, "Landelijke Eenheid", "politie-eenheid")
        elif re.match(r"(?:regionale )?(?:politie-?)?eenheid$", words, re.I) and not self.home:
            return
        else:
            name = organisation_name(self.reading, words)
            yield Mention(match.start(), end, name, self.gazetteer.kind(name))

    def _units(self, match: re.Match[str]) -> Iterator[Mention]:
        """ "eenheden Rotterdam en Midden-Nederland": each by the name of its region."""
        for part in re.finditer(r"[^, ]+", match.group("places")):
            region = self.gazetteer.police_region(part.group())
            if region:
                start = match.start() if part.start() == 0 else match.start("places") + part.start()
                yield Mention(start, match.start("places") + part.end(), f"Politie {region}", "politie-eenheid")

    def _minister(self, match: re.Match[str]) -> Mention:
        words = match.group()
        field = re.sub(r"^\S+ (?:van )?", "", words)
        full = self.gazetteer.ministry(f"minister van {self.reading.expand(field)}")
        short = full.removeprefix("Ministerie van ") if full else field
        known = short if full and self.reading.spells_out(short) else self.reading.expand(field)
        office = words.split()[0]
        office = "Ministerie" if office.lower() == "ministerie" else office.lower()
        return Mention(match.start(), match.end(), f"{office} van {known}", "ministerie")

    def _municipalities(self, match: re.Match[str]) -> Iterator[Mention]:
        """ "gemeenten Leerdam, Vianen en Zederik" names three; a region after "gemeenten" names all of that region."""
        if self.gazetteer.police_region(match.group("places")):
            return
        offset = match.start("places")
        places = match.group("places")
        whole = self.gazetteer.municipality(places)
        if whole:
            yield Mention(match.start(), match.end(), whole, "gemeente")
            return
        for part in re.finditer(r"[^,]+?(?=,| en |$)", places):
            words = re.sub(r"^(?:,|\s|en\s)+", "", part.group())
            name = self.gazetteer.municipality(words) or words
            if name.lower() not in self.gazetteer.by_name and not OM.match(name):
                start = match.start() if part.start() == 0 else offset + part.end() - len(words)
                yield Mention(start, offset + part.end(), name, "gemeente")

    def _placed(self, match: re.Match[str]) -> Mention:
        """A body named after a place; only words of the place belong to its name, not a person's that follows."""
        words = match.group("place")
        place = next((place for place in self._places if words.lower().replace("&", "en").startswith(place)), None)
        unknown = re.match(r"[A-Z]\w+- en [A-Z]\w+-[A-Z]\w+|\S+ van [A-Z]\w+|\S+(?: (?:Noord|Oost|Zuid|West|Midden|Stad)\w*(?:-\w+)?)*", words)
        length = len(place) + (1 if "&" in words else 0) if place else len(unknown.group() if unknown else words)
        if place and "&" in words[: len(place)]:
            length = len(place) - 1
        end = match.start("place") + length
        head = {"VR": "Veiligheidsregio"}.get(match.group("head"), match.group("head"))
        name = f"{head[:1].upper()}{head[1:]}{match.string[match.end('head') : end].replace('&', 'en')}"
        return Mention(match.start(), end, name, self.gazetteer.kind(name))

    @cached_property
    def _places(self) -> tuple[str, ...]:
        """Names of places that bodies are called after, longest first, in lower case."""
        return tuple(sorted(self.gazetteer.places, key=lambda place: (-len(place), place)))

    def _is_place(self, name: str) -> bool:
        return name.lower() in self.gazetteer.places or self.gazetteer.police_region(name) is not None

    def is_common(self, name: str) -> bool:
        """Whether words with a capital name a place, a theme or a plan rather than an organisation."""
        place = self._is_place(name) or name in PROVINCES or bool(self.gazetteer.municipality(name))
        return place or bool(DOCUMENT.search(name)) or self.reading.thesaurus.match(name) is not None

    def _named(self, text: str, start: int, words: str) -> Iterator[Mention]:
        """A body by its words, when they are a name: not a head alone, a document, or what criminals form."""
        while lead := STOP_FIRST.match(words):
            words, start = words[lead.end() :], start + lead.end()
        if cut := TWO_BODIES.search(words):
            yield from self._named(text, start + cut.end(), words[cut.end() :])
            words = words[: cut.start("en") if cut.group("en") else cut.start("and")]
        if last := LAST_INSTITUTE.search(words):
            words, start = words[last.start("name") :], start + last.start("name")
        first = re.match(r"(?P<one>.+?) en (?=[A-ZÀ-Ý])", words)
        if first and self._is_known(first.group("one").removeprefix("Bureau ")):  # "Bureau Halt en Jongerenwerk Veldrijk"
            yield from self._named(text, start + first.end(), words[first.end() :])
            words = first.group("one")
        owner = re.search(r" van (?:de|het) (?P<owner>.+)$", words)
        if owner and self._is_known(owner.group("owner")):
            words = words[: owner.start()]
        if not self._is_name(words):
            return
        short = re.match(r" \((\w+)\)", text[start + len(words) :])
        name = self.reading.abbreviations.get(short.group(1), "") if short else ""
        name = "" if name.lower() in words.lower() else name  # "team Openbare Orde (OO)"
        name = name or re.sub(r" \([^)]*\)(?= \w+$)", "", words)
        yield self._mention(start, start + len(words), name)

    def _is_name(self, words: str) -> bool:
        if not words or NOT_BODIES.search(words) or CRIMINAL.search(words):
            return False
        if DOCUMENT.search(words) and not re.match(r"bureau\b", words, re.I):
            return False
        if not BARE_HEAD.search(words) or (words[0].islower() and not re.search(r" [A-ZÀ-Ý]", words)):
            return False
        if " " not in words and not WITH_HEAD.search(words):
            return False  # a head alone at the beginning of a sentence names nobody
        whose = re.match(r"(?:team|dienst|afdeling|kamer|raad) (?P<region>.+)", words)
        return not (whose and self.gazetteer.police_region(whose.group("region")))

    def _is_known(self, words: str) -> bool:
        return words.lower() in self.gazetteer.by_name or words in self.reading.abbreviations

    def _group(self, match: re.Match[str]) -> Iterator[Mention]:
        words = _lower_first(match.group())
        words = re.sub(r"^(?:(?:alle|andere(?! veiligheidsn| overheden)|betrokken|relevante),? )+", "", words)
        words = words.replace("uit onder meer ", "uit ").replace("publiek- private", "publiek-private")
        words = words.replace(" maar ook ", " en ").replace("gemeente(rade)n", "gemeenteraden")
        if words in ("partners", "partijen", "organisaties") or in_a_title(match) or IN_LAW.search(match.string[: match.start()]):
            return
        words = {"district": "districten", "gemeenten": f"gemeenten {self.home}".strip()}.get(words, words)
        yield Mention(match.start(), match.end(), words, self.gazetteer.kind(words), group=True)


def _lower_first(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
