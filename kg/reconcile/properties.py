"""The properties of the service: what narrows a question, and what can be fetched for a thing that was found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.errors import ParameterError
from kg.identifiers import ASKED, BY_KEY, normalised
from kg.reconcile.entities import Entity, Things
from kg.reconcile.names import parse

MOST_VALUES = 20  # of one property in one question
_DENIED = 0.02
_YEAR = re.compile(r"(?:1[89]|2[01])\d\d", re.ASCII)
_FLOAT_YEAR = re.compile(r"((?:1[89]|2[01])\d\d)\.0", re.ASCII)  # as spreadsheets write a year
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", re.ASCII)
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Property:
    """One property. names: Dutch, English; kind: of its values: text, thing, day; asked, given: whether it narrows a
    question, and whether its values can be fetched."""

    id: str
    names: tuple[str, str]
    kind: str = "text"
    asked: bool = True
    given: bool = True


PROPERTIES: Final[tuple[Property, ...]] = (
    Property("year", ("jaar waarin het bestond", "year in which it existed"), given=False),
    Property("date", ("dag waarop het bestond", "day on which it existed"), given=False),
    Property("cbs", ("CBS-code", "CBS code")),
    Property("tooi", ("TOOI", "TOOI")),
    Property("wikidata", ("Wikidata", "Wikidata")),
    Property("roo", ("Register van Overheidsorganisaties", "Register of Government Organisations")),
    Property("wetten", ("wetten.overheid.nl", "wetten.overheid.nl")),
    Property("province", ("provincie", "province"), "thing"),
    Property("policeUnit", ("politie-eenheid", "police unit"), "thing"),
    Property("policeDistrict", ("politiedistrict", "police district"), "thing"),
    Property("partOf", ("deel van", "part of"), "thing", asked=False),
    Property("broader", ("breder begrip", "broader concept"), "thing", asked=False),
    Property("validFrom", ("geldig vanaf", "valid from"), "day", asked=False),
    Property("validUntil", ("geldig tot en met", "valid until"), "day", asked=False),
    Property("successor", ("opgegaan in", "merged into"), "thing", asked=False),
    Property("predecessor", ("ontstaan uit", "came from"), "thing", asked=False),
    Property("current", ("nu", "now"), "thing", asked=False),
    Property("notation", ("code in de eigen indeling", "code in its classification")),
    Property("altLabel", ("andere naam", "other name"), asked=False),
    Property("exactMatch", ("gelijk aan", "exact match"), asked=False),
    Property("closeMatch", ("bijna gelijk aan", "close match"), asked=False),
    Property("broadMatch", ("valt onder", "broad match"), asked=False),
    Property("definition", ("omschrijving", "definition"), asked=False),
    Property("iri", ("IRI", "IRI"), asked=False),
)
BY_ID: Final[Mapping[str, Property]] = {one.id: one for one in PROPERTIES}
_LINKED = {"exactMatch": ("tooi", "wikidata", "wetten"), "seeAlso": ("roo",)}


@dataclass(frozen=True, slots=True)
class Condition:
    """A property (name: its id) that narrows a question. values: any of them does, or with `quantifier` all or none;
    required: a thing that does not fit is no candidate at all."""

    name: str
    values: tuple[str, ...]
    required: bool = False
    quantifier: str = "any"

    def __post_init__(self) -> None:
        """Raises ParameterError for a property, number of values or quantifier that there is not."""
        told = BY_ID.get(self.name)
        if told is None or not told.asked:
            known = ", ".join(one.id for one in PROPERTIES if one.asked)
            raise ParameterError("properties", f"no property {self.name[:80]!r} to ask by; there are {known}")
        if len(self.values) > MOST_VALUES:
            raise ParameterError(self.name, f"{len(self.values)} values; at most {MOST_VALUES} are compared")
        if self.quantifier not in ("any", "all", "none"):
            raise ParameterError("matchQuantifier", f"{self.quantifier[:40]!r} is none of any, all, none")
        if self.is_time:
            for value in self.values:
                span(value)

    @property
    def is_time(self) -> bool:
        return self.name in ("year", "date")


def span(text: str) -> tuple[date, date]:
    """First and last day of what `text` names: a year, or a day as 2015-01-31 or 31-1-2015.

    Raises ParameterError for anything else.
    """
    bare = text.strip()
    try:
        if (year := _YEAR.fullmatch(bare) or _FLOAT_YEAR.fullmatch(bare)) is not None:
            number = int(year[0][:4])
            return date(number, 1, 1), date(number, 12, 31)
        if (found := _DAY.fullmatch(bare)) is not None:
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return day, day
        if (found := _DUTCH_DAY.fullmatch(bare)) is not None:
            day = date(int(found[3]), int(found[2]), int(found[1]))
            return day, day
    except ValueError:
        pass
    raise ParameterError("year", f"{text[:40]!r} is no year (2015) and no day (2015-01-31)")


def agreement(entity: Entity, condition: Condition, things: Things, *, known: bool = False) -> float:
    """1 where the entity fits a condition, or says nothing of it and it need not be `known`; else near 0."""
    values = tuple(value for value in condition.values if value.strip())
    if not values:
        return 1.0
    fits = [_fits(entity, condition.name, value, things) for value in values]
    told = [fit for fit in fits if fit is not None]
    if not told:
        return _DENIED if condition.required or known else 1.0
    held = {"any": any(told), "all": all(told), "none": not any(told)}[condition.quantifier]
    return 1.0 if held else _DENIED


def _fits(entity: Entity, name: str, value: str, things: Things) -> bool | None:
    """None where the entity says nothing that could be compared."""
    if name in ("year", "date"):
        return entity.lasts(*span(value))
    own = values_of(entity, name)
    if not own:
        return None
    if name in ASKED:
        try:
            return normalised(name, value) in own
        except ParameterError:
            return False
    if BY_ID[name].kind == "thing":
        asked = parse(value.rsplit("/", 1)[-1] if "/" in value else value)
        linked = [things.entities[iri] for iri in own if iri in things.entities]
        return any(
            value in (one.iri, one.id) or asked.bare == parse(text).bare for one in linked for text, _ in one.names
        )
    return value.strip() in own


def values_of(entity: Entity, name: str) -> tuple[str, ...]:
    """The values of a property: texts, days, IRIs of things. "current" is not among them: see `Reconciler.followed`."""
    if name == "iri":
        return (entity.iri,)
    if name == "successor":
        return tuple(iri for change in entity.changes for iri in change.into)
    if name == "predecessor":
        return entity.origins
    if name == "altLabel":
        return tuple(dict.fromkeys(text for text, _ in entity.names if text not in (entity.name, entity.english)))
    for stored, registers in _LINKED.items():
        if name in registers:
            space = BY_KEY[name].space
            return tuple(value for value in entity.values.get(stored, ()) if value.startswith(space))
    return entity.values.get(name, ())
