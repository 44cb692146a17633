"""Names of organisations to organisations: one body is one node, whatever a document calls it.

A name is looked up in the registers first. One that stands in none is told from the others by its words and by the
region of the document it was read in: "Regionaal Veiligheidscollege" of one region is not that of the next. A name
that could be any body (just "taskforce", in a document of no region) stays with its own document and is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.iris import slug
from loaders.gazetteer import Gazetteer, Organisation

NATIONAL = frozenset({"", "nederland", "landelijk"})

# Segment of the IRI by notation of organisation-kind.
SEGMENTS = {
    "gemeente": "party",
    "politie-eenheid": "police-unit",
    "politie-district": "police-district",
    "politie-basisteam": "police-team",
    "politie-team": "police-team",
    "politie-dienst": "police-service",
    "openbaar-ministerie": "prosecution-office",
    "riec-liec": "riec",
    "veiligheidshuis": "safety-house",
    "veilig-thuis": "organisation",
    "taskforce": "task-force",
    "overleg": "body",
    "samenwerkingsverband": "partnership",
    "bureau": "bureau",
    "ministerie": "ministry",
    "rijksdienst": "government-service",
    "veiligheidsregio": "safety-region",
    "zorgpartner": "organisation",
    "onderwijs": "organisation",
    "maatschappelijke-organisatie": "organisation",
    "bedrijfsleven": "party",
    "inwoners": "party",
    "internationaal": "organisation",
    "overig": "organisation",
}
_LEAD = re.compile(r"^(?:(?:de|het|een|onze|ons|alle|haar|zijn|hun|\d+|twee|drie|vier|vijf|tien)\s+)+", re.I)
_RIEC = re.compile(r"^(?:RIEC|Regionaal Informatie-? en Expertise ?-?centrum)(?: ?\(RIEC\))?(?P<rest>[- ]\S.*)?$", re.I)
_SAFETY_HOUSE = re.compile(r"^(?:zorg- en )?veiligheidshuis (?:regio )?(?P<place>\S.*)$", re.I)
_SAFETY_REGION = re.compile(r"^(?:VR|veiligheidsregio) (?P<place>\S.*)$", re.I)
# Groups and organs of municipalities, which are no municipality themselves.
_COLLECTIVE = re.compile(r"gemeente|burgemeester|wethouder|bestuur|overhe|steden|\braad|\braden", re.I)
_UNIT = re.compile(
    r"^(?:politie|(?:regionale |politie-?)*eenheid)(?:[- ]eenheid)?(?: (?:in |van )?(?P<region>\S.*))?$", re.I
)
_DISTRICT = re.compile(r"^(?:politie\s?)?district (?P<place>\S.*)$", re.I)
_RIECS = re.compile(r"^(?:RIEC'?s|Regionale Informatie-? en Expertise ?-?centra)(?: \(RIEC'?s\))?$", re.I)
_LOCAL_KINDS = frozenset(
    {"politie-eenheid", "politie-district", "politie-basisteam", "politie-team", "politie-dienst"}
)  # of no region: still of one document only


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An organisation: segment and parts of its IRI, Dutch label of the thesaurus, notation of organisation-kind.

    ambiguous: nothing tells which body of this name is meant; the reference then holds for one document only.
    """

    segment: str
    slug_parts: tuple[str, ...]
    label: str
    kind: str
    ambiguous: bool = False


class Linker:
    """Links names of organisations. `ambiguous` lists what could not be told, for the report of a build."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.ambiguous: set[tuple[str, str]] = set()  # (document, name)
        self._labels: dict[tuple[str, tuple[str, ...]], str] = {}

    def actor(self, name: str, region: str = "", kind: str = "", document: str = "") -> ActorRef:
        """The organisation that `name` stands for in a document about `region`.

        kind: notation of organisation-kind where the fact knows it; it decides only what the name leaves open
        ("Amsterdam" as a police unit or a municipality). document: id, keeps ambiguous names of two documents apart.
        """
        bare = _LEAD.sub("", " ".join(name.split())).strip(" .,;:")
        home = "" if region.lower() in NATIONAL else region
        apart = document if not region else ""  # of no region: any body of this name may be meant
        found = self._registered(bare, home, kind) or self._described(bare, home, kind, apart)
        if found.ambiguous:
            self.ambiguous.add((document, name))
        key = (found.segment, tuple(slug(part) for part in found.slug_parts))  # one IRI, whatever the capitals
        label = self._labels.setdefault(key, found.label)
        return ActorRef(found.segment, found.slug_parts, label, found.kind, found.ambiguous)

    def _registered(self, bare: str, home: str, kind: str) -> ActorRef | None:
        for attempt in (self._police, self._riec, self._by_place, self._municipality, self._ministry):
            found = attempt(bare, home, kind)
            if found is not None:
                return found
        for words in (f"{bare} {home}", bare):
            known = self.gazetteer.by_name.get(words.strip().lower())
            if known is not None and known.national:
                return self._of(known)
        return None

    def _police(self, bare: str, home: str, kind: str) -> ActorRef | None:
        """A unit of the police; "politie" alone is the unit of the region the document is about."""
        place = self.gazetteer.police_region(bare)
        if place is not None and kind in ("", "politie-eenheid") and not (kind == "" and self._is_municipality(bare)):
            return _unit(place)
        match = _UNIT.match(bare)
        if not match:
            return None
        wanted = match.group("region") or ""
        if wanted.lower() in ("nederland", "nationaal"):
            wanted = home = ""
        place = self.gazetteer.police_region(wanted) if wanted else self.gazetteer.police_region(home)
        if place is not None:
            return _unit(place)
        if wanted or bare.lower() != "politie":
            return None
        return ActorRef("police-service", ("Politie",), "Politie", "politie-dienst")

    def _riec(self, bare: str, home: str, kind: str) -> ActorRef | None:
        del kind
        if bare.lower() in ("liec", "landelijk informatie- en expertisecentrum"):
            return ActorRef("riec", ("liec",), "Landelijk Informatie- en Expertisecentrum", "riec-liec")
        if _RIECS.match(bare):
            return self._of(self.gazetteer.by_name["riecs"])
        match = _RIEC.match(bare)
        if not match:
            return None
        rest = re.sub(r"-?samenwerkingsverband|-?structuur|-?samenwerking", "", match.group("rest") or "").strip(" -")
        place = self.gazetteer.police_region(rest) if rest else home
        place = place or self.gazetteer.region_of_initials(rest, home) or rest
        return ActorRef("riec", (place,), f"RIEC {place}", "riec-liec") if place else None

    def _by_place(self, bare: str, home: str, kind: str) -> ActorRef | None:
        """Districts, safety houses and safety regions, which bear the name of a place."""
        called = bare if kind != "politie-district" or _DISTRICT.match(bare) else f"District {bare}"
        if match := _DISTRICT.match(called):
            place = _district(match.group("place"))
            registered = self.gazetteer.by_name.get(f"district {place}".lower())
            parts = (place,) if registered or not home else (home, place)
            return ActorRef("police-district", parts, f"District {place}", "politie-district")
        for pattern, segment, head, kind_ in (
            (_SAFETY_HOUSE, "safety-house", "Zorg- en Veiligheidshuis", "veiligheidshuis"),
            (_SAFETY_REGION, "safety-region", "Veiligheidsregio", "veiligheidsregio"),
        ):
            if match := pattern.match(bare):
                place = match.group("place").replace("&", "en")
                regional = f"{head} Regio {place}"
                label = regional if regional.lower() in self.gazetteer.by_name else f"{head} {place}"
                return ActorRef(segment, (place,), label, kind_)
        return None

    def _municipality(self, bare: str, home: str, kind: str) -> ActorRef | None:
        del home
        if kind not in ("", "gemeente"):
            return None
        name = self.gazetteer.municipality(bare)
        if name is None and (kind == "gemeente" or bare.startswith("Gemeente ")):  # in no register, but called one
            place = bare.removeprefix("Gemeente ")
            name = place if place[:1].isupper() and not _COLLECTIVE.search(place) else None
        return ActorRef("municipality", (name,), name, "gemeente") if name else None

    def _ministry(self, bare: str, home: str, kind: str) -> ActorRef | None:
        del home, kind
        if re.match(r"ministeries\b", bare, re.I):
            return None
        name = self.gazetteer.ministry(bare)
        if name is None:
            return None
        return ActorRef("ministry", (re.sub(r"^Ministerie van ", "", name),), name, "ministerie")

    def _of(self, known: Organisation) -> ActorRef:
        name = re.sub(r"^Ministerie van ", "", known.name) if known.kind == "ministerie" else known.name
        return ActorRef(SEGMENTS[known.kind], (name,), known.name, known.kind)

    def _is_municipality(self, bare: str) -> bool:
        return bare.lower() in self.gazetteer.municipalities

    def _described(self, bare: str, home: str, kind: str, document: str) -> ActorRef:
        """A body that stands in no register: by its words, and by its region unless the name says which."""
        told = self.gazetteer.kind(bare)
        kind = told if told != "overig" or not kind else kind
        known = self.gazetteer.by_name.get(bare.lower())
        label = known.name if known else bare[:1].upper() + bare[1:]
        segment = SEGMENTS[kind]
        if home and (shorter := _without_region(label, home)) != label:
            return ActorRef(segment, (home, shorter), f"{shorter} {home}", kind)
        if _names_itself(bare) or kind in ("internationaal", "ministerie"):
            return ActorRef(segment, (label,), label, kind)
        if home:
            return ActorRef(segment, (home, label), f"{label} {home}", kind)
        generic = kind in _LOCAL_KINDS or not re.search(r"\b[A-Z]", bare[1:])
        if generic and document and kind not in ("inwoners", "bedrijfsleven"):
            return ActorRef(segment, (document, label), f"{label} ({document})", kind, ambiguous=True)
        return ActorRef(segment, (label,), label, kind)


def _unit(region: str) -> ActorRef:
    return ActorRef("police-unit", (region,), f"Politie {region}", "politie-eenheid")


def _district(place: str) -> str:
    """The name of a district in one spelling: "Gooi- en Vechtstreek" is Gooi en Vechtstreek, "Stad-X" is X-Stad."""
    place = place.replace("&", "en").replace("- en ", " en ")
    return re.sub(r"^Stad-(\w+)$", r"\1-Stad", place)


def _without_region(name: str, home: str) -> str:
    """ "Gemeenten in Midden-Nederland" is "Gemeenten" of that region; the name itself when it does not end in it."""
    place = re.escape(home).replace(r"\-", "[- ]")
    return re.sub(rf"\s+(?:in |van |regio |eenheid )*{place}$", "", name)


def _names_itself(bare: str) -> bool:
    """Whether a name tells which body it is without its region: it is national, or one's own name."""
    lower = bare.lower()
    if re.match(r"(?:landelijke?|nationaa?le?|interbestuurlijke?|interdepartementale?)\b", lower):
        return True
    return bool(re.match(r"(?:stichting|vereniging|hogeschool|universiteit)\s+\w", lower))
