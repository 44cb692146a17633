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
from loaders.kinds import kind_of_words

REFERENCE = ROOT / "data" / "reference"

# What the register of organisations calls a kind -> notation of organisation-kind.
_REGISTER_KINDS: Mapping[str, str] = {
    "landelijk politiekorps": "politie-dienst",
    "voormalig politiekorps": "politie-dienst",
    "politie-onderdeel": "politie-dienst",
    "regionale politie-eenheid": "politie-eenheid",
    "landelijke politie-eenheid": "politie-eenheid",
    "politiedistrict": "politie-district",
    "openbaar ministerie": "openbaar-ministerie",
    "OM-leiding": "openbaar-ministerie",
    "OM-hoofdkantoor": "openbaar-ministerie",
    "arrondissementsparket": "openbaar-ministerie",
    "landelijk parket": "openbaar-ministerie",
    "ressortsparket": "openbaar-ministerie",
    "ministerie": "ministerie",
    "ministerie (historische versie)": "ministerie",
    "veiligheidsregio": "veiligheidsregio",
    "zorg- en veiligheidshuis": "veiligheidshuis",
    "agentschap": "rijksdienst",
    "inspectie": "rijksdienst",
    "krijgsmachtdeel": "rijksdienst",
    "onderdeel ministerie": "rijksdienst",
    "opsporingsdienst": "rijksdienst",
    "uitvoeringsorganisatie": "rijksdienst",
    "kennisinstituut": "rijksdienst",
    "zbo": "rijksdienst",
    "koepelorganisatie": "maatschappelijke-organisatie",
    "stichting": "maatschappelijke-organisatie",
}
_ARTICLE = re.compile(r"^(?:de|het|een|onze|ons)\s+", re.I)
_MINISTRY = re.compile(r"^(?:minister(?:ie)?|staatssecretaris) (?:van|voor) (?P<field>.+)$", re.I)


@dataclass(frozen=True, slots=True)
class Municipality:
    """One row of the register: the name and the years it existed (None: not bounded in the register)."""

    name: str
    code: str
    valid_from: str
    valid_until: str
    police_unit: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """A known organisation: its name, how else it is called, its kind, and whether it is one for the whole country."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    national: bool


class Gazetteer:
    """Names known from the registers in `data/reference/`, read once."""

    def __init__(self, folder: Path = REFERENCE) -> None:
        self.folder = folder
        self._repaired: dict[str, str | None] = {}  # names looked up before, as the register spells them
        self._kinds: dict[str, str] = {}

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
    def known(self) -> tuple[Organisation, ...]:
        """The organisations of the register and of the list of further names."""
        found = [
            Organisation(row["name"], (row["abbreviation"],) if row["abbreviation"] else (), _register_kind(row), True)
            for row in _rows(self.folder / "organisations.csv")
        ]
        extra = self.folder / "actor_names.csv"
        for row in _rows(extra) if extra.is_file() else []:
            aliases = tuple(alias for alias in row["aliases"].split(";") if alias)
            national = row["scope"] == "landelijk"
            same = next((n for n, old in enumerate(found) if old.name == row["name"]), None)
            if same is None:
                found.append(Organisation(row["name"], aliases, row["kind"], national))
            else:
                found[same] = Organisation(row["name"], found[same].aliases + aliases, row["kind"], national)
        return tuple(found)

    @cached_property
    def by_name(self) -> Mapping[str, Organisation]:
        """Organisation by name or other name in lower case; one shared by several is left out."""
        known: dict[str, Organisation] = {}
        shared: set[str] = set()
        for organisation in self.known:
            known[organisation.name.lower()] = organisation
        for organisation in self.known:
            for alias in organisation.aliases:
                if known.setdefault(alias.lower(), organisation) is not organisation:
                    shared.add(alias.lower())
        names = {organisation.name.lower() for organisation in self.known}
        return {key: value for key, value in known.items() if key not in shared or key in names}

    @cached_property
    def organisations(self) -> Mapping[str, str]:
        """Name in full by name or abbreviation in lower case; an abbreviation shared by several is left out."""
        return {key: value.name for key, value in self.by_name.items()}

    @cached_property
    def police_regions(self) -> tuple[str, ...]:
        """The regions that have a police unit of their own ("Midden-Nederland"), in the order of the register."""
        prefix = "Regionale eenheid "
        return tuple(one.name.removeprefix(prefix) for one in self.known if one.name.startswith(prefix))

    @cached_property
    def places(self) -> frozenset[str]:
        """Names that bodies are called after, in lower case: of municipalities, districts, regions of the police and of safety."""
        heads = ("District ", "Veiligheidsregio ", "Regionale eenheid ", "Rechtbank ")
        named = {one.name.removeprefix(head) for one in self.known for head in heads if one.name.startswith(head)}
        return frozenset(name.lower() for name in (*named, *(one.name for one in self.municipalities.values())))

    def police_region(self, name: str) -> str | None:
        """The region of a police unit by its name, hyphen or not ("Oost Nederland" is Oost-Nederland), or None."""
        wanted = _plain(name)
        return next((region for region in self.police_regions if _plain(region) == wanted), None)

    def region_of_initials(self, letters: str, home: str = "") -> str | None:
        """The police region that "MN", "MNL" or "NHN" stand for: `home` when its initials fit, else the only fit."""
        fits = [region for region in self.police_regions if _initials_fit(letters, region)]
        if home in fits:
            return home
        return fits[0] if len(fits) == 1 else None

    def municipality(self, name: str) -> str | None:
        """The register's name for a municipality, one letter off repaired ("Wijdmeren"); None when it is none.

        A slip is repaired only in a name of seven letters or more that is one edit from exactly one in the register.
        """
        wanted = re.sub(r"^gemeente\s+", "", name.strip(), flags=re.I).lower()
        for written in (wanted, f"de {wanted}", f"het {wanted}"):  # an article in front may have been taken off before
            if written in self.municipalities:
                return self.municipalities[written].name
        if len(wanted) < 7:
            return None
        if wanted not in self._repaired:
            near = [known.name for key, known in self.municipalities.items() if _one_edit(wanted, key)]
            self._repaired[wanted] = near[0] if len(near) == 1 else None
        return self._repaired[wanted]

    def ministry(self, name: str) -> str | None:
        """The ministry that "Ministerie van JenV", "minister van V en J" or "Minister V&J" name, or None."""
        match = _MINISTRY.match(_ARTICLE.sub("", name.strip())) or re.match(
            r"^(?i:minister(?:ie)?) (?P<field>[A-Z][\w&]*(?: en [A-Z]\w*)?)$", name.strip()
        )
        if not match:
            return None
        field = match.group("field").strip()
        short = field.replace("&", "en").replace(" ", "").lower()
        for one in self.known:
            if one.kind != "ministerie":
                continue
            initials = {alias.replace("&", "en").lower() for alias in one.aliases}
            if short in initials | {alias.replace("en", "") for alias in initials}:
                return one.name
            if one.name.lower() == f"ministerie van {field.lower()}":
                return one.name
        return f"Ministerie van {field[:1].upper()}{field[1:]}" if " " in field or len(field) > 5 else None

    def full_name(self, name: str, region: str = "") -> str:
        """`name` without article, a known name as its register spells it, a police unit as "Politie <region>".

        region: where the document is about; what it calls "RIEC-MN" then becomes "RIEC Midden-Nederland".
        """
        bare = _ARTICLE.sub("", " ".join(name.split()))
        if bare.lower() in ("politie", "openbaar ministerie", "om"):
            return {"politie": "Politie"}.get(bare.lower(), "Openbaar Ministerie")
        if match := re.match(
            r"^(?i:(?:de )?(?:regionale |politie-?\s?)?(?:eenheid|politie)) (?P<region>[A-Z].+)$", bare
        ):
            unit = self.police_region(match.group("region"))
            return f"Politie {unit}" if unit else bare
        if match := re.match(r"^(?P<head>RIEC)[- ](?P<letters>[A-Z]{2,4})$", bare):
            unit = self.region_of_initials(match.group("letters"), region)
            return f"{match.group('head')} {unit}" if unit else bare
        return self.organisations.get(bare.lower(), bare)

    def kind(self, name: str) -> str:
        """The notation of organisation-kind for a name; "overig" when its words tell nothing."""
        bare = _ARTICLE.sub("", name.strip())
        if bare not in self._kinds:
            known = self.by_name.get(bare.lower())
            told = "gemeente" if self.municipality(bare) else kind_of_words(bare)
            self._kinds[bare] = known.kind if known else told
        return self._kinds[bare]


def _register_kind(row: Mapping[str, str]) -> str:
    if row["name"].startswith(("RIEC ", "Regionale Informatie", "Landelijk Informatie")):
        return "riec-liec"
    if row["type"] == "samenwerkingsverband":
        return "samenwerkingsverband"
    if row["name"] == "Politieacademie":
        return "onderwijs"
    return _REGISTER_KINDS.get(row["type"], "overig")


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]+", " ", name.lower()).strip()


def _initials_fit(letters: str, region: str) -> bool:
    """Whether letters are the initials of a region's words, each word giving one letter or more ("MNL")."""
    words = [word for word in re.split(r"[- ]", region) if word[:1].isupper()]
    if len(words) < 2:
        return False
    pattern = "".join(rf"{word[0]}(?:{'|'.join(sorted(set(word[1:]), key=word.index))})?" for word in words)
    return re.fullmatch(pattern, letters, re.I) is not None


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
