"""The registers in `data/reference/` as the graph `reference`: what is known outside the documents, for linking.

Each file is one pure function from its rows to triples. Organisations get their IRIs from the same linker as the
names in documents, so that both are one node. Where a cell is empty, nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.config import ROOT
from kg.errors import SourceError
from kg.identifiers import BY_KEY
from kg.iris import Iris
from kg.vocab import DCT, ORG, RDF, RDFS, SKOS, VG, XSD, concept
from loaders.gazetteer import Gazetteer
from loaders.linking import Linker
from loaders.reference_concepts import core_policy_triples, crime_triples, law_triples
from loaders.reference_links import (
    FAIRLY,
    SURE,
    Link,
    Triple,
    link_triples,
    register_triples,
    source_triples,
    theme_links,
)
from loaders.reference_rows import Row, named, read_day, read_rows
from loaders.to_rdf import actor_class, actor_iri

REFERENCE = ROOT / "data" / "reference"

_WIKIDATA, _ROO = BY_KEY["wikidata"].space, BY_KEY["roo"].space
_MUNICIPALITY_SOURCE = "Register gemeenten compleet (TOOI, KOOP)"
_QID_OF_MUNICIPALITIES = "Wikidata-koppeling van gemeenten"
_TWO_SOURCES = "two sources"  # as municipalities_evidence.csv says it
_CBS_CODE_SOURCE = "GM en de gemeentecode van het Register gemeenten compleet (TOOI, KOOP)"
_PART_OF = re.compile(r"^part of (?P<whole>.+)$")


def reference_quads(iris: Iris, folder: Path = REFERENCE) -> list[Quad]:
    """Municipalities and their mergers, provinces, organisations, laws, two outside classifications, the registers and
    an account of each link to them, sorted.

    Raises SourceError, naming file and line, for a row with too few or too many cells or a cell that does not fit.
    """
    linker = Linker(Gazetteer(folder))
    graph = iris.graph("reference")
    triples = {
        *register_triples(iris),
        *_municipalities(folder, iris, linker),
        *_organisations(folder, iris, linker),
        *_further_links(folder, iris, linker),
        *_name_variants(folder, iris, linker),
        *theme_links(iris),
        *law_triples(folder, iris),
        *core_policy_triples(folder, iris),
        *crime_triples(folder, iris),
    }
    return sorted((Quad(s, p, o, graph) for s, p, o in triples), key=str)


#### Municipalities


def municipality_iris(rows: list[Row], iris: Iris) -> dict[str, NamedNode]:
    """The IRI of each municipality by its CBS code.

    It is made of the name. Of two of the same name the one that lasted longest keeps it; the other gets its code added.
    """
    found: dict[str, NamedNode] = {}
    by_name: dict[NamedNode, list[Row]] = defaultdict(list)
    for row in rows:
        by_name[iris.resource("municipality", row["name"])].append(row)
    for iri, same in by_name.items():
        latest = max(same, key=lambda row: (row["valid_until"] or "9999", row["valid_from"], row["cbs_code"]))
        for row in same:
            code = row["cbs_code"]
            found[code] = iri if row is latest else iris.resource("municipality", f"{row['name']} {code}")
    return found


def _municipalities(folder: Path, iris: Iris, linker: Linker) -> Iterator[Triple]:
    file = folder / "municipalities.csv"
    rows = read_rows(file)
    evidence = {row["cbs_code"]: row for row in read_rows(folder / "municipalities_evidence.csv")}
    known = municipality_iris(rows, iris)
    for line, row in enumerate(rows, 2):
        iri = known[row["cbs_code"]]
        yield from named(iri, VG.Municipality, row["name"])
        yield iri, VG.organisationKind, concept("organisation-kind", "gemeente")
        yield from _municipality_links(iri, row, evidence.get(row["cbs_code"], {}), iris)
        if row["province"]:
            province = iris.resource("province", row["province"])
            yield iri, VG.inProvince, province
            yield from named(province, VG.Province, row["province"])
        for column, place, kind in (
            ("police_unit", VG.inPoliceUnit, "politie-eenheid"),
            ("police_district", VG.inPoliceDistrict, "politie-district"),
        ):
            if row[column]:
                name = row[column] if kind == "politie-eenheid" else f"District {row[column]}"
                unit, described = _organisation(iris, linker, name, kind)
                yield iri, place, unit
                yield from described
        for column, when in (("valid_from", VG.validFrom), ("valid_until", VG.validUntil)):
            if row[column]:
                yield iri, when, Literal(read_day(row[column], file, line).isoformat(), datatype=XSD.date)
        yield from source_triples(iri, _MUNICIPALITY_SOURCE, iris)
        yield from _municipality_sources(iri, evidence.get(row["cbs_code"], {}), iris)
    yield from _mergers(rows, known, iris, file)


def _municipality_links(iri: NamedNode, row: Row, evidence: Row, iris: Iris) -> Iterator[Triple]:
    name = row["name"]
    yield from link_triples(Link(iri, name, "cbs", row["cbs_code"], VG.cbsCode, _CBS_CODE_SOURCE, SURE), iris)
    if row["tooi_iri"]:
        tooi = Link(iri, name, "tooi", row["tooi_iri"], SKOS.exactMatch, _MUNICIPALITY_SOURCE, SURE)
        yield from link_triples(tooi, iris)
    if row["wikidata_qid"]:
        said = evidence.get("qid_evidence", "")
        sure = SURE if said == _TWO_SOURCES else FAIRLY
        yield from link_triples(
            _wikidata(iri, name, row["wikidata_qid"], f"{_QID_OF_MUNICIPALITIES}: {said}", sure), iris
        )


def _municipality_sources(iri: NamedNode, evidence: Row, iris: Iris) -> Iterator[Triple]:
    for column, what in (
        ("qid_evidence", _QID_OF_MUNICIPALITIES),
        ("police_unit_evidence", "Politie-eenheid van gemeenten"),
        ("police_district_evidence", "Politiedistrict van gemeenten"),
    ):
        if evidence.get(column):
            yield from source_triples(iri, f"{what}: {evidence[column]}", iris)


def _mergers(rows: list[Row], known: Mapping[str, NamedNode], iris: Iris, file: Path) -> Iterator[Triple]:
    """One org:ChangeEvent for all that went into the same successors on the same day.

    The register's last day is inclusive: the change is dated the day after.
    """
    names = {row["cbs_code"]: row["name"] for row in rows}
    for line, row in enumerate(rows, 2):
        successors = [code for code in row["successor"].split(";") if code]
        if not successors:
            continue
        unknown = [code for code in successors if code not in known]
        if unknown:
            raise SourceError(f"successor {unknown[0]} has no row", file=file, line=line, hint="Add it to the register")
        day = (read_day(row["valid_until"], file, line) + timedelta(days=1)).isoformat()
        event = iris.resource("change-event", day, " ".join(names[code] for code in successors))
        yield event, RDF.type, ORG.ChangeEvent
        title = f"Herindeling {day}: {', '.join(names[code] for code in successors)}"
        yield event, RDFS.label, Literal(title, language="nl")
        yield event, DCT.date, Literal(day, datatype=XSD.date)
        yield event, ORG.originalOrganization, known[row["cbs_code"]]
        for code in successors:
            yield event, ORG.resultingOrganization, known[code]


#### Organisations, and what no other file has a column for


def _organisations(folder: Path, iris: Iris, linker: Linker) -> Iterator[Triple]:
    evidence = {row["name"]: row for row in read_rows(folder / "organisations_evidence.csv")}
    for row in read_rows(folder / "organisations.csv"):
        iri, described = _organisation(iris, linker, row["name"])
        yield from described
        for other in (row["name"], row["abbreviation"]):
            if other and Literal(other, language="nl") not in {value for _, _, value in described}:
                yield iri, SKOS.altLabel, Literal(other, language="nl")
        found = evidence.get(row["name"], {})
        yield from _organisation_links(iri, row, found, iris)
        if found.get("source"):
            yield from source_triples(iri, found["source"], iris)
        if match := _PART_OF.match(found.get("note", "")):
            whole, described = _organisation(iris, linker, match.group("whole"))
            yield iri, VG.partOf, whole
            yield from described


def _organisation_links(iri: NamedNode, row: Row, found: Row, iris: Iris) -> Iterator[Triple]:
    """The page in the register of organisations is about the thing, not the thing: hence rdfs:seeAlso."""
    name, source = row["name"], found.get("source", "")
    if row["iri"]:
        yield from link_triples(Link(iri, name, "tooi", row["iri"], SKOS.exactMatch, source, SURE), iris)
    if row["wikidata_qid"]:
        yield from link_triples(_wikidata(iri, name, row["wikidata_qid"], found.get("qid_source", ""), FAIRLY), iris)
    if found.get("roo_id"):
        yield from link_triples(Link(iri, name, "roo", f"{_ROO}{found['roo_id']}/", RDFS.seeAlso, source, SURE), iris)


def _further_links(folder: Path, iris: Iris, linker: Linker) -> Iterator[Triple]:
    """`links.csv`: what the other files have no column for. A subject it describes is one that they describe too, but
    for ministries."""
    file = folder / "links.csv"
    for line, row in enumerate(read_rows(file), 2):
        iri, described = _thing(iris, linker, row["kind"], row["name"])
        yield from described
        if row["register"] not in BY_KEY:
            known = ", ".join(BY_KEY)
            raise SourceError(f"no register {row['register']!r}", file=file, line=line, hint=f"There are {known}")
        predicate = SKOS.exactMatch if BY_KEY[row["register"]].space else VG.cbsCode
        link = Link(iri, row["name"], row["register"], row["identifier"], predicate, row["source"], row["confidence"])
        yield from link_triples(link, iris)


def _name_variants(folder: Path, iris: Iris, linker: Linker) -> Iterator[Triple]:
    """Other names by which tables call things: for finding them, no claim that this is their name."""
    for row in read_rows(folder / "name_variants.csv"):
        iri, _ = _thing(iris, linker, row["kind"], row["name"])
        yield iri, SKOS.hiddenLabel, Literal(row["variant"], language="nl")


def _thing(iris: Iris, linker: Linker, kind: str, name: str) -> tuple[NamedNode, list[Triple]]:
    if kind == "provincie":
        return iris.resource("province", name), []
    if kind == "gemeente":
        return iris.resource("municipality", name), []
    return _organisation(iris, linker, name, kind)


def _organisation(iris: Iris, linker: Linker, name: str, kind: str = "") -> tuple[NamedNode, list[Triple]]:
    ref = linker.actor(name, "", kind)
    iri = actor_iri(iris, ref)
    described = [*named(iri, actor_class(ref), ref.label)]
    described.append((iri, VG.organisationKind, concept("organisation-kind", ref.kind)))
    return iri, described


def _wikidata(iri: NamedNode, name: str, item: str, source: str, confidence: str) -> Link:
    """skos:exactMatch, not owl:sameAs: some items are city and municipality at once."""
    return Link(iri, name, "wikidata", _WIKIDATA + item, SKOS.exactMatch, source, confidence)
