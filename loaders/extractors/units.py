"""Names of units of the police as tables and sentences give them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import ActorFact
from loaders.context import Reading

_REGION = r"[A-Z][\w']*(?:[- ](?:en|de|den|het|van) ?)?(?:[- ][A-Z][\w']*)*"
_UNIT_LABEL = re.compile(rf"^(?:(?i:de|politie|regionale|politie-?) ?)*(?i:eenheid|politie) (?P<region>{_REGION})$")
_UNIT_IN_TEXT = re.compile(rf"\b(?i:(?:politie[- ]?)?eenheid|politie) (?P<region>{_REGION})")
_ARTICLE = re.compile(r"^(?:de|het|een)\s+", re.I)
_SHORT = ((re.compile(r"^Afd\.\s+"), "Afdeling "), (re.compile(r"^Distr\.\s+"), "District "))


def police_unit(name: str, reading: Reading) -> str:
    """A unit of the police by its region: "Eenheid Oost Nederland" is "Politie Oost-Nederland"; else empty."""
    match = _UNIT_LABEL.match(name.strip())
    return f"Politie {region_name(match.group('region'), reading)}" if match else ""


def region_name(name: str, reading: Reading) -> str:
    """A police region as the register spells it ("Oost Nederland" is "Oost-Nederland"); another name unchanged."""
    return reading.gazetteer.police_region(name) or name


def unit_in(text: str, reading: Reading) -> str:
    """The last unit of the police that a piece of running text names, or its region alone; empty when none is."""
    found = ""
    for match in _UNIT_IN_TEXT.finditer(text):
        found = f"Politie {region_name(match.group('region'), reading)}"
    if found:
        return found
    region = next((name for name in reading.gazetteer.police_regions if re.search(rf"\b{name}\b", text)), "")
    return f"Politie {region}" if region else ""


def unit_name(label: str, reading: Reading) -> str:
    """The name of a unit as a table prints it: a unit of the police by its region, "Afd." written out."""
    name = _ARTICLE.sub("", " ".join(label.split())).rstrip("*: ")
    for pattern, full in _SHORT:
        name = pattern.sub(full, name)
    return police_unit(name, reading) or name[:1].upper() + name[1:]


def home_unit(reading: Reading, texts: Iterable[str] = ()) -> str:
    """The unit of the police that `texts` (titles, headers) name, else that of the region the document is about, else the
    only one that a document on another region names."""
    for text in texts:
        match = _UNIT_IN_TEXT.search(text)
        if match:
            return f"Politie {region_name(match.group('region'), reading)}"
    region = reading.gazetteer.police_region(reading.region) if reading.region else None
    if region or reading.region in ("", "Nederland"):
        return f"Politie {region}" if region else ""
    units = {fact.actor for fact in reading.facts if isinstance(fact, ActorFact) and fact.type == "politie-eenheid"}
    named = {unit for unit in units if reading.gazetteer.police_region(unit.removeprefix("Politie "))}
    return named.pop() if len(named) == 1 else ""
