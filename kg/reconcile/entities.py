"""The things a name can mean, read from a store: organisations, regions, themes, classes of crimes, laws, documents.

Persons are left out: they are in the graph as holders of an office only, and no list of names should lead to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.config import DEF
from kg.store import GraphStore
from kg.vocab import DCT, ELI, ORG, RDF, RDFS, SKOS, VG, segment

PREFERRED, OTHER, PRINTED = "preferred", "other", "printed"
_CLASSES = (VG.Organisation, VG.Region, VG.PolicyDocument, VG.Indicator, SKOS.Concept, ELI.LegalResource)
_LABELS = (
    (SKOS.prefLabel, PREFERRED), (DCT.title, PREFERRED), (RDFS.label, PREFERRED), (SKOS.altLabel, OTHER),
    (SKOS.hiddenLabel, OTHER),
)  # fmt: skip
# What an entity says of itself: property of the service, predicate of the graph.
_VALUES: tuple[tuple[str, NamedNode], ...] = (
    ("cbs", VG.cbsCode), ("exactMatch", SKOS.exactMatch), ("closeMatch", SKOS.closeMatch),
    ("broadMatch", SKOS.broadMatch), ("seeAlso", RDFS.seeAlso), ("bwb", ELI.id_local),
    ("identifier", DCT.identifier), ("notation", SKOS.notation), ("province", VG.inProvince),
    ("policeUnit", VG.inPoliceUnit), ("policeDistrict", VG.inPoliceDistrict), ("partOf", VG.partOf),
    ("broader", SKOS.broader), ("validFrom", VG.validFrom), ("validUntil", VG.validUntil),
    ("definition", SKOS.definition), ("altLabel", SKOS.altLabel),
)  # fmt: skip
# Kinds that no class of ours names: how they are called, Dutch and English.
KIND_NAMES: Mapping[str, tuple[str, str]] = {
    "theme": ("Thema", "Theme"),
    "crime-class": ("Klasse van misdrijven", "Class of crimes"),
    "core-policy-theme": ("Thema van het Kernbeleid Veiligheid", "Theme of the municipal core safety policy"),
    "law": ("Wet", "Law"),
    "law-article": ("Wetsartikel", "Law article"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A merger or division. day: the first on which `into` (IRIs) stand in the place of the thing."""

    day: date
    into: tuple[str, ...]


@dataclass(slots=True)
class Entity:
    """One thing. id: its IRI without `{base}/id/`; kind: the first part of that; types: most particular first; names:
    text and where it comes from; values: by property, as texts, IRIs of other things whole."""

    iri: str
    id: str
    kind: str
    types: tuple[str, ...]
    name: str = ""
    english: str = ""
    names: list[tuple[str, str]] = field(default_factory=list)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    origins: tuple[str, ...] = ()

    @property
    def is_registered(self) -> bool:
        """Whether a register outside knows it: what only a document names may be a slip for one that is."""
        return any(self.values.get(name) for name in ("cbs", "exactMatch", "seeAlso", "bwb", "notation"))

    @property
    def begins(self) -> date | None:
        return _day(self.values.get("validFrom", ("",))[0])

    @property
    def ends(self) -> date | None:
        """The last day, that day included."""
        return _day(self.values.get("validUntil", ("",))[0])

    def lasts(self, first: date, last: date) -> bool:
        """Whether it existed on a day between `first` and `last`."""
        return (self.begins is None or self.begins <= last) and (self.ends is None or self.ends >= first)


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of thing. names: Dutch, English; broader: ids."""

    id: str
    names: tuple[str, str]
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Things:
    """All that can be found, by IRI, and the types they have."""

    base: str
    entities: Mapping[str, Entity]
    types: Mapping[str, Type]


def read_things(store: GraphStore) -> Things:
    """Reads the entities of a store: a pass over each predicate, 0.2 s for five documents. Not for the event loop."""
    above = _hierarchy(store)
    prefix = f"{store.base}/id/"
    entities: dict[str, Entity] = {}
    for iri, classes in sorted(_classes(store, prefix, above).items()):
        if any(root.value in classes for root in _CLASSES):
            identifier = iri.removeprefix(prefix)
            kind = identifier.partition("/")[0]
            entities[iri] = Entity(iri, identifier, kind, _types(kind, classes, above))
    _names(store, entities)
    for name, predicate in _VALUES:
        gathered: dict[str, set[str]] = defaultdict(set)
        for quad in store.quads(None, predicate):
            if isinstance(quad.subject, NamedNode) and quad.subject.value in entities:
                gathered[quad.subject.value].add(quad.object.value)  # type: ignore[union-attr]
        for iri, values in gathered.items():
            entities[iri].values[name] = tuple(sorted(values))
    _changes(store, entities)
    named = {iri: entity for iri, entity in entities.items() if entity.name}
    return Things(store.base, named, _type_table(store, named.values(), above))


def _hierarchy(store: GraphStore) -> dict[str, set[str]]:
    """Own classes above each own class, itself included."""
    direct: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads(None, RDFS.subClassOf):
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            direct[quad.subject.value].add(quad.object.value)
    above: dict[str, set[str]] = {}
    for start in list(direct):
        found, waiting = {start}, [start]
        while waiting:
            for further in direct.get(waiting.pop(), ()):
                if further not in found:
                    found.add(further)
                    waiting.append(further)
        above[start] = found
    return above


def _classes(store: GraphStore, prefix: str, above: Mapping[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads(None, RDF.type):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(prefix):
            kind = quad.object.value  # type: ignore[union-attr]
            found[quad.subject.value] |= above.get(kind, {kind})
    return found


def _types(kind: str, classes: set[str], above: Mapping[str, set[str]]) -> tuple[str, ...]:
    own = [c for c in classes if c.startswith(DEF) and c != VG.Actor.value and c != VG.EvidencedResource.value]
    own.sort(key=lambda c: (-len(above.get(c, ())), c))
    named = [segment(NamedNode(c)) for c in own]
    return tuple(dict.fromkeys([kind, *named] if kind in KIND_NAMES or not named else [*named, kind]))


def _names(store: GraphStore, entities: Mapping[str, Entity]) -> None:
    for predicate, rank in _LABELS:
        for quad in store.quads(None, predicate):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
                continue
            entity, text = entities.get(quad.subject.value), quad.object.value
            if entity is None or not text:
                continue
            if rank == PREFERRED and quad.object.language == "en":
                entity.english = entity.english or text
            elif rank == PREFERRED and (not entity.name or (predicate == SKOS.prefLabel and text < entity.name)):
                entity.name = text
            entity.names.append((text, rank))
    for entity in entities.values():
        entity.names = sorted(set(entity.names))
    for iri, text in _printed(store):
        if iri in entities:
            entities[iri].names.append((text, PRINTED))


def _printed(store: GraphStore) -> Iterator[tuple[str, str]]:
    """Names that documents use, where one name is used for one thing only: "de politie" is of each region its own."""
    of_fact: dict[str, str] = {}
    for quad in store.quads(None, VG.actor):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            of_fact[quad.subject.value] = quad.object.value
    used: dict[str, set[str]] = defaultdict(set)
    for predicate in (VG.actorName, VG.abbreviation):
        for quad in store.quads(None, predicate):
            if isinstance(quad.subject, NamedNode) and quad.subject.value in of_fact:
                used[quad.object.value].add(of_fact[quad.subject.value])  # type: ignore[union-attr]
    for text in sorted(used):
        if len(used[text]) == 1:
            yield next(iter(used[text])), text


def _changes(store: GraphStore, entities: Mapping[str, Entity]) -> None:
    into: dict[str, list[str]] = defaultdict(list)
    came: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads(None, ORG.resultingOrganization):
        into[str(quad.subject)].append(quad.object.value)  # type: ignore[union-attr]
    days = {str(quad.subject): _day(quad.object.value) for quad in store.quads(None, DCT.date)}  # type: ignore[union-attr]
    for quad in store.quads(None, ORG.originalOrganization):
        event, old = str(quad.subject), quad.object.value  # type: ignore[union-attr]
        day, new = days.get(event), tuple(sorted(one for one in into[event] if one in entities))
        if old in entities and day is not None and new:
            entities[old].changes.append(Change(day, new))
            for one in new:
                came[one].append(old)
    for iri, origins in came.items():
        entities[iri].origins = tuple(sorted(origins))


def _type_table(store: GraphStore, entities: Iterable[Entity], above: Mapping[str, set[str]]) -> dict[str, Type]:
    used = {kind for entity in entities for kind in entity.types}
    by_id = {segment(NamedNode(c)): c for c in above if c.startswith(DEF) and "/" not in c.removeprefix(DEF)}
    found: dict[str, Type] = {}
    for kind in sorted(used):
        if kind in KIND_NAMES:
            found[kind] = Type(kind, KIND_NAMES[kind])
        elif kind in by_id:
            wider = (segment(NamedNode(c)) for c in above[by_id[kind]] if c.startswith(DEF) and c != by_id[kind])
            labels = {"nl": kind, "en": kind}
            for quad in store.quads(NamedNode(by_id[kind]), RDFS.label):
                if isinstance(quad.object, Literal) and quad.object.language in labels:
                    labels[quad.object.language] = quad.object.value
            found[kind] = Type(kind, (labels["nl"], labels["en"]), tuple(sorted(w for w in wider if w in used)))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
