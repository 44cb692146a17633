"""What a page about a thing shows first: by what kind of thing it is, which kinds of fact come under which heading, and
which of its properties belong together. Everything that is not named here is shown as well, further down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.describe import Description, Group
from kg.fact_tables import FactTable
from kg.vocab import DCT, OWL, RDFS, SKOS, VG

# Kind of thing, by the first of its classes that is here: the most particular first.
_VIEWS: tuple[tuple[NamedNode, str], ...] = (
    (VG.Municipality, "municipality"),
    (VG.Actor, "actor"),
    (VG.PolicyDocument, "document"),
    (VG.Target, "target"),
)
_ACTOR = (
    ("actor_wants", (VG.Priority,)),
    ("actor_does", (VG.Measure,)),
    ("actor_relations", (VG.GovernanceRelation,)),
    ("actor_people", (VG.OfficeHolding,)),
    ("actor_numbers", (VG.FormationCell, VG.Allocation, VG.PriorityCount)),
    ("actor_named", (VG.Party, VG.ActorMention)),
)
# Headings of a view, each with the kinds of fact under it.
_SECTIONS: Mapping[str, Sequence[tuple[str, tuple[NamedNode, ...]]]] = {
    "theme": (
        ("theme_who", (VG.Priority,)),
        ("theme_measure", (VG.Target, VG.Statistic)),
        ("theme_want", (VG.Ambition, VG.Agreement)),
        ("theme_do", (VG.Measure,)),
        ("theme_named", (VG.ThemeMention,)),
    ),
    "actor": _ACTOR,
    "municipality": _ACTOR,
}
# Which projection of the network shows what is around a thing.
NETWORKS: Mapping[str, str] = {
    "theme": "actors-themes",
    "actor": "all",
    "municipality": "all",
    "document": "documents",
}
_ALWAYS = {"theme_who": "theme_who_none", "theme_measure": "theme_measure_none"}  # an empty one says so

# Properties that belong together; own ones that are nowhere here are what the source says.
_NAMES = (SKOS.prefLabel, RDFS.label, SKOS.altLabel, SKOS.definition, RDFS.comment, SKOS.notation, SKOS.scopeNote,
          DCT.title, DCT.identifier, VG.abbreviation)  # fmt: skip
_PLACES = (SKOS.broader, SKOS.narrower, SKOS.related, SKOS.inScheme, SKOS.topConceptOf, VG.organisationKind,
           VG.inPoliceUnit, VG.inPoliceDistrict, VG.inProvince, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain,
           RDFS.range, VG.cbsCode)  # fmt: skip
_TIMES = (VG.startYear, VG.endYear, VG.period, DCT.issued, DCT.date, DCT.temporal)
_OUTSIDE = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch, RDFS.seeAlso,
            OWL.sameAs)  # fmt: skip
_ORIGIN = (VG.evidence, VG.furtherEvidence, VG.confidence, VG.extractor, VG.statedIn, VG.sourceFile, DCT.source)
_GROUPS = (("group_name", _NAMES), ("group_place", _PLACES), ("group_time", _TIMES), ("group_outside", _OUTSIDE),
           ("group_origin", _ORIGIN))  # fmt: skip
_ORDER = ("group_said", "group_name", "group_place", "group_time", "group_outside", "group_other", "group_origin")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the tables under it. empty: key of what is said when there are none."""

    key: str
    tables: list[FactTable]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """name: "theme", "actor", "municipality", "document", "target", or "" for anything else. sections: the headings
    that are its own; others: the tables under none of them. documents: number of facts by document and kind."""

    name: str
    sections: list[Section]
    others: list[FactTable]
    documents: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def view_of(description: Description, tables: Sequence[FactTable], scheme: str) -> View:
    """How the page of a thing is laid out. scheme: IRI of the themes' scheme."""
    name = view_name(description, scheme)
    left = {table.kind: table for table in tables}
    sections = []
    for key, kinds in _SECTIONS.get(name, ()):
        own = [left.pop(kind.value) for kind in kinds if kind.value in left]
        if own or key in _ALWAYS:
            sections.append(Section(key, own, _ALWAYS.get(key, "")))
    documents: dict[str, dict[str, int]] = {}
    for table in tables:
        for document, number in table.documents.items():
            documents.setdefault(document, {})[table.kind] = number
    return View(name, sections, list(left.values()), dict(sorted(documents.items())))


def grouped(groups: Sequence[Group]) -> list[tuple[str, list[Group]]]:
    """Properties under their headings, in order; every property is under one."""
    found: dict[str, list[Group]] = {key: [] for key in _ORDER}
    for group in groups:
        found[_heading(group.predicate)].append(group)
    return [(key, found[key]) for key in _ORDER if found[key]]


def _heading(predicate: str) -> str:
    for key, predicates in _GROUPS:
        if any(predicate == known.value for known in predicates):
            return key
    return "group_said" if predicate.startswith(VG.Actor.value.rpartition("/")[0]) else "group_other"


def view_name(description: Description, scheme: str) -> str:
    """Which view a thing has; "" for none of its own."""
    kinds = {kind.iri for kind in description.kinds}
    if any(g.predicate == SKOS.inScheme.value and scheme in (v.iri for v in g.values) for g in description.outgoing):
        return "theme"
    return next((name for kind, name in _VIEWS if kind.value in kinds), "")
