"""The registers in `data/reference/` as the graph `reference`: what is known outside the documents, for linking.

Each file is one pure function from its rows to triples. Organisations get their IRIs from the same linker as the
names in documents, so that both are one node. Where a cell is empty, nothing is said.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from kg.config import ROOT
from kg.errors import SourceError
from kg.iris import Iris
from kg.vocab import DCT, ELI, FOAF, ORG, RDF, RDFS, SKOS, VG, XSD, concept
from loaders.gazetteer import Gazetteer
from loaders.linking import Linker
from loaders.to_rdf import actor_class, actor_iri

REFERENCE = ROOT / "data" / "reference"
Row: TypeAlias = Mapping[str, str]
_Triple: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]

_WIKIDATA = "http://www.wikidata.org/entity/"
_ROO = "https://organisaties.overheid.nl/"  # pages of the register of government organisations
_MUNICIPALITY_SOURCE = "Register gemeenten compleet (TOOI, KOOP)"
_CBS_SOURCE = "Standaardclassificatie Misdrijven 2010 (CBS), zoals gebruikt in tabel 83648NED"
_PART_OF = re.compile(r"^part of (?P<whole>.+)$")


def reference_quads(iris: Iris, folder: Path = REFERENCE) -> list[Quad]:
    """Municipalities and their mergers, organisations, laws and two outside classifications, sorted.

    Raises SourceError, naming file and line, for a row with too few or too many cells or a cell that does not fit.
    """
    linker = Linker(Gazetteer(folder))
    graph = iris.graph("reference")
    triples = {
        *_municipalities(folder, iris, linker),
        *_organisations(folder, iris, linker),
        *_laws(folder, iris),
        *_kernbeleid(folder, iris),
        *_crimes(folder, iris),
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


def _municipalities(folder: Path, iris: Iris, linker: Linker) -> Iterator[_Triple]:
    file = folder / "municipalities.csv"
    rows = _rows(file)
    evidence = {row["cbs_code"]: row for row in _rows(folder / "municipalities_evidence.csv")}
    known = municipality_iris(rows, iris)
    for line, row in enumerate(rows, 2):
        iri = known[row["cbs_code"]]
        yield from _named(iri, VG.Municipality, row["name"])
        yield iri, VG.organisationKind, concept("organisation-kind", "gemeente")
        yield iri, VG.cbsCode, Literal(row["cbs_code"])
        yield from _outside(iri, row["tooi_iri"], row["wikidata_qid"])
        if row["province"]:
            province = iris.resource("province", row["province"])
            yield iri, VG.inProvince, province
            yield province, RDF.type, VG.Province
            yield province, RDFS.label, Literal(row["province"], language="nl")
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
                yield iri, when, Literal(_day(row[column], file, line).isoformat(), datatype=XSD.date)
        yield from _source(iri, _MUNICIPALITY_SOURCE, iris)
        yield from _municipality_sources(iri, evidence.get(row["cbs_code"], {}), iris)
    yield from _mergers(rows, known, iris, file)


def _municipality_sources(iri: NamedNode, evidence: Row, iris: Iris) -> Iterator[_Triple]:
    for column, what in (
        ("qid_evidence", "Wikidata-koppeling van gemeenten"),
        ("police_unit_evidence", "Politie-eenheid van gemeenten"),
        ("police_district_evidence", "Politiedistrict van gemeenten"),
    ):
        if evidence.get(column):
            yield from _source(iri, f"{what}: {evidence[column]}", iris)


def _mergers(rows: list[Row], known: Mapping[str, NamedNode], iris: Iris, file: Path) -> Iterator[_Triple]:
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
        day = (_day(row["valid_until"], file, line) + timedelta(days=1)).isoformat()
        event = iris.resource("change-event", day, " ".join(names[code] for code in successors))
        yield event, RDF.type, ORG.ChangeEvent
        title = f"Herindeling {day}: {', '.join(names[code] for code in successors)}"
        yield event, RDFS.label, Literal(title, language="nl")
        yield event, DCT.date, Literal(day, datatype=XSD.date)
        yield event, ORG.originalOrganization, known[row["cbs_code"]]
        for code in successors:
            yield event, ORG.resultingOrganization, known[code]


#### Organisations and laws


def _organisations(folder: Path, iris: Iris, linker: Linker) -> Iterator[_Triple]:
    evidence = {row["name"]: row for row in _rows(folder / "organisations_evidence.csv")}
    for row in _rows(folder / "organisations.csv"):
        iri, described = _organisation(iris, linker, row["name"])
        yield from described
        for other in (row["name"], row["abbreviation"]):
            if other and Literal(other, language="nl") not in {value for _, _, value in described}:
                yield iri, SKOS.altLabel, Literal(other, language="nl")
        yield from _outside(iri, row["iri"], row["wikidata_qid"])
        found = evidence.get(row["name"], {})
        if found.get("roo_id"):
            yield iri, RDFS.seeAlso, NamedNode(f"{_ROO}{found['roo_id']}/")
        if found.get("source"):
            yield from _source(iri, found["source"], iris)
        if match := _PART_OF.match(found.get("note", "")):
            whole, described = _organisation(iris, linker, match.group("whole"))
            yield iri, VG.partOf, whole
            yield from described


def _organisation(iris: Iris, linker: Linker, name: str, kind: str = "") -> tuple[NamedNode, list[_Triple]]:
    ref = linker.actor(name, "", kind)
    iri = actor_iri(iris, ref)
    described = [*_named(iri, actor_class(ref), ref.label)]
    described.append((iri, VG.organisationKind, concept("organisation-kind", ref.kind)))
    return iri, described


def _laws(folder: Path, iris: Iris) -> Iterator[_Triple]:
    for row in _rows(folder / "laws.csv"):
        law = iris.resource("law", row["name"])
        yield from _named(law, ELI.LegalResource, row["name"])
        for other in row["aliases"].split(";"):
            if other:
                yield law, SKOS.altLabel, Literal(other, language="nl")
        if row["bwb_id"]:
            yield law, ELI.id_local, Literal(row["bwb_id"])
        yield from _outside(law, row["iri"])
        yield from _source(law, row["source"], iris)


#### Classifications


def _kernbeleid(folder: Path, iris: Iris) -> Iterator[_Triple]:
    scheme = iris.resource("scheme", "kernbeleid-veiligheid")
    yield from _scheme(scheme, "Kernbeleid Veiligheid", "De vijf velden van het Kernbeleid Veiligheid en hun thema's.")
    for row in _rows(folder / "themes_kernbeleid.csv"):
        theme = iris.resource("core-policy-theme", row["code"])
        field, _, number = row["code"].partition(".")
        broader = iris.resource("core-policy-theme", field) if number else None
        what = f"Thema van het veld {row['field']}" if number else "Veld"
        definition = f"{what} van het Kernbeleid Veiligheid: {row['theme']}."
        yield from _classified(theme, scheme, row["code"], row["theme"], definition, broader)
        yield from _source(theme, row["source"], iris)


def _crimes(folder: Path, iris: Iris) -> Iterator[_Triple]:
    scheme = iris.resource("scheme", "standaardclassificatie-misdrijven")
    comment = "Indeling van misdrijven van het CBS, waarmee geregistreerde criminaliteit wordt geteld."
    yield from _scheme(scheme, "Standaardclassificatie Misdrijven", comment)
    yield from _source(scheme, _CBS_SOURCE, iris)
    for row in _rows(folder / "crime_classification.csv"):
        crime = iris.resource("crime-class", row["code"])
        broader = iris.resource("crime-class", row["broader_code"]) if row["broader_code"] else None
        definition = f"Klasse {row['code']} van de Standaardclassificatie Misdrijven: {row['label']}."
        yield from _classified(crime, scheme, row["code"], row["label"], definition, broader)
        yield from _source(crime, _CBS_SOURCE, iris)
        if row["cbs_odata_key"]:
            yield crime, DCT.identifier, Literal(row["cbs_odata_key"])


def _scheme(scheme: NamedNode, title: str, comment: str) -> Iterator[_Triple]:
    yield scheme, RDF.type, SKOS.ConceptScheme
    yield scheme, DCT.title, Literal(title, language="nl")
    yield scheme, RDFS.comment, Literal(comment, language="nl")


def _classified(
    iri: NamedNode, scheme: NamedNode, code: str, label: str, definition: str, broader: NamedNode | None
) -> Iterator[_Triple]:
    yield iri, RDF.type, SKOS.Concept
    yield iri, SKOS.inScheme, scheme
    yield iri, SKOS.notation, Literal(code)
    yield iri, SKOS.prefLabel, Literal(label, language="nl")
    yield iri, SKOS.definition, Literal(definition, language="nl")
    if broader is None:
        yield iri, SKOS.topConceptOf, scheme
    else:
        yield iri, SKOS.broader, broader


#### Shared


def _named(iri: NamedNode, kind: NamedNode, name: str) -> Iterator[_Triple]:
    label = Literal(name, language="nl")
    yield iri, RDF.type, kind
    yield iri, SKOS.prefLabel, label
    yield iri, RDFS.label, label


def _outside(iri: NamedNode, register_iri: str, wikidata: str = "") -> Iterator[_Triple]:
    """Links to the same thing elsewhere; skos:exactMatch, since e.g. Wikidata mixes city and municipality."""
    if register_iri:
        yield iri, SKOS.exactMatch, NamedNode(register_iri)
    if wikidata:
        yield iri, SKOS.exactMatch, NamedNode(_WIKIDATA + wikidata)


def _source(iri: NamedNode, words: str, iris: Iris) -> Iterator[_Triple]:
    source = iris.resource("source", words)
    yield iri, DCT.source, source
    yield source, RDF.type, FOAF.Document
    yield source, DCT.title, Literal(words, language="nl")


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restkey="", restval="\0")
        rows: list[Row] = []
        for row in reader:
            if "" in row or "\0" in row.values():
                what = f"{len(reader.fieldnames or ())} cells expected, not {_cells(row)}"
                hint = "Quote cells that hold a comma"
                raise SourceError(what, file=path, line=reader.line_num, hint=hint)
            rows.append(row)
        return rows


def _cells(row: Mapping[str, object]) -> int:
    extra = row.get("", ())
    return sum(value != "\0" for key, value in row.items() if key) + (len(extra) if isinstance(extra, list) else 0)


def _day(text: str, file: Path, line: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SourceError(f"{text!r} is no date", file=file, line=line, hint="Write yyyy-mm-dd") from error
