"""Names of organisations: what kind of body a name stands for, and how its name is written in full.

The lists are means of reading. A name in no list is still a name: its kind is told from its words.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.config import ROOT

REFERENCE = ROOT / "data" / "reference"

# First match wins; matched on the name in lower case. Notations of ontology/vocabularies: organisation-kind.
_KINDS: tuple[tuple[str, str], ...] = (
    (r"^(?:politie\s?)?district\b|politiedistrict", "politie-district"),
    (r"basisteam", "politie-basisteam"),
    (r"^(?:dienst|staf|leiding|afdeling|afd\.)\b|politiedienstencentrum|meldkamer", "politie-dienst"),
    (r"flexteam|recherche\b|\bteam (?:high tech|zsm|veiligheid, integriteit)|quick response|zeehavenpolitie|\bavim\b", "politie-team"),
    (r"^(?:regionale |landelijke |politie)?eenhe(?:id|den)\b|^politie (?:eenheid )?[a-z-]+|landelijke eenheid", "politie-eenheid"),
    (r"openbaar ministerie|parket|procureurs-generaal|officier", "openbaar-ministerie"),
    (r"\briecs?\b|\bliec\b|informatie- en expertise", "riec-liec"),
    (r"veiligheidshui", "veiligheidshuis"),
    (r"veilig thuis|meldpunt(?:en)? huiselijk", "veilig-thuis"),
    (r"taskforce|flexforce|aanjaagteam", "taskforce"),
    (r"^ministerie|departement", "ministerie"),
    (r"veiligheidsregio", "veiligheidsregio"),
    (r"belastingdienst|douane|fiod|defensie|marechaussee|inspectie|nctv|terrorismebestrijding|rijk\b|raad voor de kinderbescherming|reclassering|dienst justiti|kabinet|tweede kamer", "rijksdienst"),
    (r"college\b|overleg|driehoek|beraad|begeleidingsgroep|\bcommissie|tafel", "overleg"),
    (r"bureau|secretariaat", "bureau"),
    (r"\bggd|\bggz|ghor|zorg|jeugdhulp|kliniek|huisarts", "zorgpartner"),
    (r"school|scholen|onderwijs|hogeschool|universiteit|academie|lector", "onderwijs"),
    (r"^gemeenten?\b|gemeentera", "gemeente"),
    (r"inwoner|bewoner|burger(?!meester)|slachtoffer(?!hulp)|ouders", "inwoners"),
    (r"onderneme|bedrijf|bedrijven|middenstand|verzekera|banken|winkel", "bedrijfsleven"),
    (r"europol|interpol|eurojust|duitsland|europese", "internationaal"),
    (r"coalitie|samenwerkingsverband|netwerk|partnerschap|programma|kenniscentrum", "samenwerkingsverband"),
    (r"stichting|vereniging|corporatie|slachtofferhulp|halt\b|centrum voor|maatschappelijke|ngo|brandweer", "maatschappelijke-organisatie"),
)  # fmt: skip
_COMPILED_KINDS = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)


@dataclass(frozen=True, slots=True)
class Municipality:
    """One row of the register: the name and the years it existed (None: not bounded in the register)."""

    name: str
    code: str
    valid_from: str
    valid_until: str
    police_unit: str


class Gazetteer:
    """Names known from the registers in `data/reference/`, read once."""

    def __init__(self, folder: Path = REFERENCE) -> None:
        self.folder = folder

    @cached_property
    def municipalities(self) -> Mapping[str, Municipality]:
        """By name in lower case."""
        rows = _rows(self.folder / "municipalities.csv")
        return {
            row["name"].lower(): Municipality(
                row["name"], row["cbs_code"], row["valid_from"], row["valid_until"], row["police_unit"]
            )
            for row in rows
        }

    @cached_property
    def organisations(self) -> Mapping[str, str]:
        """Name in full by name or abbreviation in lower case; an abbreviation shared by several is left out."""
        known: dict[str, str] = {}
        shared: set[str] = set()
        for row in _rows(self.folder / "organisations.csv"):
            known.setdefault(row["name"].lower(), row["name"])
            short = row["abbreviation"].lower()
            if short and known.setdefault(short, row["name"]) != row["name"]:
                shared.add(short)
        return {key: name for key, name in known.items() if key not in shared}

    def municipality(self, name: str) -> str | None:
        """The register's name for a municipality, one letter off repaired ("Wijdmeren"); None when it is none.

        A slip is repaired only in a name of seven letters or more that is one edit from exactly one in the register.
        """
        wanted = re.sub(r"^gemeente\s+", "", name.strip(), flags=re.I).lower()
        if wanted in self.municipalities:
            return self.municipalities[wanted].name
        if len(wanted) < 7:
            return None
        near = [known.name for key, known in self.municipalities.items() if _one_edit(wanted, key)]
        return near[0] if len(near) == 1 else None

    def kind(self, name: str) -> str:
        """The notation of organisation-kind for a name; "overig" when its words tell nothing."""
        if self.municipality(name):
            return "gemeente"
        lower = name.lower()
        for pattern, kind in _COMPILED_KINDS:
            if pattern.search(lower):
                return kind
        return "overig"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _one_edit(left: str, right: str) -> bool:
    """Whether one letter added, dropped or changed makes the one the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return left == right
    if len(left) > len(right):
        left, right = right, left
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    return left[at:] == right[at + 1 :] or (len(left) == len(right) and left[at + 1 :] == right[at + 1 :])
