"""What joins two nodes: each kind of edge as a pattern over the snapshot.

A pattern binds ?source and ?target, and for what a document says also ?statement (the fact, or the thing itself where
it is its own statement) and ?document. It may bind ?relation; else every row is of the one relation the kind names.
Every solution is one statement. The same pattern finds all edges of a kind, and, with its ends bound, the statements
behind one edge: so that nothing but the ends has to be kept for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.config import DEF
from kg.network.model import Labels, Predicate
from kg.vocab import OA, SKOS, VG, concept, notations, relation_property

PROLOGUE = f"""PREFIX vg: <{DEF}>
PREFIX skos: <{SKOS.broader.value.removesuffix("broader")}>
PREFIX oa: <{OA.start.value.removesuffix("start")}>
"""
_AREAS = (VG.inPoliceUnit, VG.inPoliceDistrict, VG.inProvince)
_NATIONAL = "VALUES ?national { vg:NationalAgenda vg:AllocationLetter } ?document a ?national ."
_CLASSES = (VG.Priority, VG.Target, VG.Ambition, VG.Agreement, VG.Measure)  # facts by which a document takes a theme up
_RELATIONS = tuple(term.value for term in _CLASSES)
_ABOUT = f"VALUES ?relation {{ {' '.join(map(str, _CLASSES))} }}"
_NOT_NATIONAL = (
    "FILTER NOT EXISTS { ?document a vg:NationalAgenda } FILTER NOT EXISTS { ?document a vg:AllocationLetter }"
)


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A way in which two nodes are joined.

    name: as in the parameter `edges`. sides: what the source and the target are, by names of a bipartite network.
    relation: IRI of the property or of the class of facts; "" where ?relation is bound, to one of `relations` (or of
    the keys of `names`, which stand for their values). predicates: from source to target; empty where the relation is
    the property between them. stated: whether documents say it. pattern: SPARQL. facts: the class of the facts that
    `pattern` is about; bulk: the same solutions, for when these are very many, by joining whole columns, which takes
    half the time and more memory; "" for none.
    """

    name: str
    label: Labels
    sides: tuple[str, str]
    pattern: str
    relation: str = ""
    predicates: tuple[Predicate, ...] = ()
    stated: bool = True
    relations: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict, hash=False, compare=False)
    facts: str = ""
    bulk: str = ""

    def named(self, relation: str) -> str:
        """The relation that a value of ?relation stands for."""
        return self.names.get(relation, relation)

    def steps(self, relation: str) -> tuple[Predicate, ...]:
        """The properties walked along for a relation of this kind."""
        return self.predicates or (Predicate(relation),)


def _chain(*properties: tuple[str, bool]) -> tuple[Predicate, ...]:
    return tuple(Predicate(iri, inverse) for iri, inverse in properties)


def _fact(
    name: str, nl: str, en: str, sides: tuple[str, str], cls: str, first: str, second: str, extra: str = ""
) -> EdgeKind:
    """Facts of one class that name two things, each by a property of its own."""
    iri = {key: getattr(VG, key).value for key in (cls, first, second)}
    own_source = first == "statedIn"
    source = "" if own_source else f"vg:{first} ?source ; "
    document = "vg:statedIn ?source, ?document" if own_source else "vg:statedIn ?document"
    pattern = f"?statement {source}vg:{second} ?target ; a vg:{cls} ; {document} {extra}"
    bulk = "" if own_source or extra else _bulk(cls, source=first, target=second)
    steps = _chain((iri[first], True), (iri[second], False))
    return EdgeKind(name, {"nl": nl, "en": en}, sides, pattern, iri[cls], steps, facts=cls, bulk=bulk)


def _bulk(cls: str, **ends: str) -> str:
    """Pattern: facts of a class, each variable by its property. Each property is a query of its own, so that the engine
    reads it in one go instead of once for each fact."""
    parts = (f"{{ SELECT ?statement ?{end} {{ ?statement vg:{name} ?{end} }} }}" for end, name in ends.items())
    return f"?statement a vg:{cls} ; vg:statedIn ?document {' '.join(parts)}"


def _in_measure(end: str) -> str:
    """Pattern: `end` is an actor of a fact whose words lie within those of the measure ?statement; the measure itself
    is such a fact, and so are a mention and a relation that is stated there.

    Each part is a query of its own: the engine then looks every place up once, not once for each measure.
    """
    place = "vg:evidence/oa:hasSelector ?place . ?place oa:start"
    return (
        f"{{ SELECT DISTINCT ?statement ?document {end} {{"
        " { SELECT ?statement ?document ?from ?to {"
        f" ?statement a vg:Measure ; vg:statedIn ?document ; {place} ?from ; oa:end ?to }} }}"
        f" {{ SELECT DISTINCT ?document {end} ?first ?last {{"
        f" ?fact vg:actor|vg:subject|vg:object {end} ; vg:statedIn ?document ; {place} ?first ; oa:end ?last }} }}"
        " FILTER(?first >= ?from && ?last <= ?to) } }"
    )


def _kinds() -> Iterator[EdgeKind]:
    stated_in, theme = VG.statedIn.value, VG.theme.value
    yield EdgeKind(
        "governance",
        {"nl": "bestuurlijke betrekking", "en": "governance relation"},
        ("actors", "actors"),
        "?statement vg:subject ?source ; vg:object ?target ; vg:relationKind ?relation ; a vg:GovernanceRelation ;"
        " vg:statedIn ?document",
        predicates=_chain((VG.subject.value, True), (VG.object.value, False)),
        names={concept("relation-kind", n).value: relation_property(n).value for n in notations("relation-kind")},
        facts="GovernanceRelation",
        bulk=_bulk("GovernanceRelation", source="subject", target="object", relation="relationKind"),
    )
    yield _fact(
        "office", "ambtsdrager van", "holds an office in", ("persons", "actors"), "OfficeHolding", "holder",
        "organisation",
    )  # fmt: skip
    yield _fact(
        "priority", "stelt als prioriteit", "sets as a priority", ("actors", "themes"), "Priority", "setBy", "theme"
    )
    yield _fact(
        "measure",
        "voert een maatregel uit over",
        "carries out a measure on",
        ("actors", "themes"),
        "Measure",
        "actor",
        "theme",
    )
    yield EdgeKind(
        "same-measure",
        {"nl": "samen genoemd in een maatregel", "en": "named together in a measure"},
        ("actors", "actors"),
        f"{_in_measure('?source')} {_in_measure('?target')} FILTER(STR(?source) < STR(?target))",
        VG.Measure.value,
        _chain((VG.actor.value, True), (VG.evidence.value, False), (VG.evidence.value, True), (VG.actor.value, False)),
    )
    yield _fact("party", "heeft als partij", "has as a party", ("documents", "actors"), "Party", "statedIn", "actor")
    yield _fact("mention", "noemt", "mentions", ("documents", "actors"), "ActorMention", "statedIn", "actor")
    yield _fact(
        "law", "verwijst naar de wet", "refers to the law", ("documents", "laws"), "LegalReference", "statedIn", "law"
    )
    yield _fact(
        "allocation",
        "krijgt toebedeeld",
        "is allocated",
        ("units", "indicators"),
        "Allocation",
        "organisationalUnit",
        "indicator",
    )
    yield _fact(
        "formation",
        "valt in de formatie onder",
        "is placed under in the formation",
        ("units", "units"),
        "FormationCell",
        "organisationalUnit",
        "parentUnit",
    )
    yield _fact(
        "target", "heeft als doel bij", "has a target on", ("indicators", "themes"), "Target", "indicator", "theme"
    )
    yield EdgeKind(
        "document-theme",
        {"nl": "gaat over", "en": "is about"},
        ("documents", "themes"),
        f"{_ABOUT} ?statement vg:theme ?target ; a ?relation ; vg:statedIn ?source, ?document",
        predicates=_chain((stated_in, True), (theme, False)),
        relations=_RELATIONS,
    )
    yield EdgeKind(
        "theme-mention",
        {"nl": "noemt als thema", "en": "names as a theme"},
        ("documents", "themes"),
        "?statement vg:theme ?target ; a vg:ThemeMention ; vg:statedIn ?source, ?document",
        VG.ThemeMention.value,
        _chain((stated_in, True), (theme, False)),
    )
    yield EdgeKind(
        "region-theme",
        {"nl": "heeft als thema", "en": "has as a theme"},
        ("regions", "themes"),
        f"{_ABOUT} ?statement vg:theme ?target ; a ?relation ; vg:statedIn ?document . ?document vg:region ?source ."
        f" {_NOT_NATIONAL}",
        predicates=_chain((VG.region.value, True), (stated_in, True), (theme, False)),
        relations=_RELATIONS,
    )
    yield from _kinds_of_documents()
    yield from _kinds_from_country_to_region()
    yield from _kinds_without_document()


def _kinds_of_documents() -> Iterator[EdgeKind]:
    yield EdgeKind(
        "document-region",
        {"nl": "geldt voor de regio", "en": "holds for the region"},
        ("documents", "regions"),
        "?source vg:region ?target . BIND(?source AS ?document) BIND(?source AS ?statement)",
        VG.region.value,
    )
    yield EdgeKind(
        "document",
        {"nl": "betrekking tussen documenten", "en": "relation between documents"},
        ("documents", "documents"),
        "?statement vg:targetDocument ?target ; vg:documentRelationKind ?relation ; a vg:DocumentRelation ;"
        " vg:statedIn ?source, ?document",
        predicates=_chain((VG.statedIn.value, True), (VG.targetDocument.value, False)),
        relations=tuple(concept("document-relation", n).value for n in notations("document-relation")),
    )
    yield EdgeKind(
        "theme-broader",
        {"nl": "valt als thema onder", "en": "is part of the theme"},
        ("themes", "themes"),
        "?statement vg:broaderTheme ?target ; vg:theme ?source ; a vg:ThemeMention ; vg:statedIn ?document",
        VG.broaderTheme.value,
        _chain((VG.theme.value, True), (VG.broaderTheme.value, False)),
    )


def _kinds_from_country_to_region() -> Iterator[EdgeKind]:
    """A national document and a region, each joined to its themes."""
    yield EdgeKind(
        "national-theme",
        {"nl": "legt landelijk vast", "en": "sets for the country"},
        ("national", "themes"),
        f"{_ABOUT} {_NATIONAL} ?statement vg:statedIn ?document, ?source ; vg:theme ?target ; a ?relation",
        predicates=_chain((VG.statedIn.value, True), (VG.theme.value, False)),
        relations=_RELATIONS,
    )
    yield EdgeKind(
        "theme-region",
        {"nl": "wordt opgenomen door de regio", "en": "is taken up by the region"},
        ("themes", "regions"),
        f"{_ABOUT} ?statement vg:theme ?source ; a ?relation ; vg:statedIn ?document . ?document vg:region ?target ."
        f" {_NOT_NATIONAL}",
        predicates=_chain((VG.theme.value, True), (VG.statedIn.value, False), (VG.region.value, False)),
        relations=_RELATIONS,
    )


def _kinds_without_document() -> Iterator[EdgeKind]:
    """What registers say, not documents."""
    yield EdgeKind(
        "territory",
        {"nl": "ligt in", "en": "lies in"},
        ("areas", "areas"),
        f"VALUES ?relation {{ {' '.join(map(str, _AREAS))} }} ?source ?relation ?target",
        stated=False,
        relations=tuple(area.value for area in _AREAS),
    )
    yield EdgeKind(
        "thesaurus",
        {"nl": "valt in de thesaurus onder", "en": "is broader in the thesaurus"},
        ("themes", "themes"),
        "?source skos:broader ?target ; a skos:Concept",
        SKOS.broader.value,
        stated=False,
    )


KINDS: dict[str, EdgeKind] = {kind.name: kind for kind in _kinds()}
