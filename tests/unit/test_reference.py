"""The registers as a graph.

Wrong would be: a municipality that a document links to under another IRI than the register's, a merger on the wrong
day, a claim where the register's cell is empty.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import SourceError
from kg.iris import Iris
from kg.vocab import DCT, ELI, ORG, RDF, RDFS, SKOS, VG, XSD, concept
from loaders.gazetteer import Gazetteer
from loaders.linking import Linker
from loaders.reference import REFERENCE, municipality_iris, reference_quads
from loaders.to_rdf import actor_iri

BASE = "https://example.org/graph"
IRIS = Iris(BASE)
QUADS = reference_quads(IRIS)


def values(subject: NamedNode, predicate: NamedNode, quads: list[Quad] = QUADS) -> set[str]:
    return {q.object.value for q in quads if q.subject == subject and q.predicate == predicate}


def of_type(kind: NamedNode) -> set[NamedNode]:
    return {q.subject for q in QUADS if q.predicate == RDF.type and q.object == kind}


def municipality(name: str) -> NamedNode:
    return IRIS.resource("municipality", name)


def test_everything_is_in_one_graph_under_the_base_without_blank_nodes() -> None:
    assert {q.graph_name for q in QUADS} == {IRIS.graph("reference")}
    assert all(isinstance(q.subject, NamedNode) and q.subject.value.startswith(f"{BASE}/id/") for q in QUADS)
    assert not any(isinstance(q.object, BlankNode) for q in QUADS)


def test_the_same_files_give_the_same_quads_in_the_same_order() -> None:
    assert reference_quads(IRIS) == QUADS
    assert sorted(QUADS, key=str) == QUADS


def test_a_municipality_is_described_and_linked() -> None:
    utrecht = municipality("Utrecht")
    assert len(of_type(VG.Municipality)) == 366
    assert values(utrecht, SKOS.prefLabel) == {"Utrecht"}
    assert values(utrecht, VG.cbsCode) == {"GM0344"}
    assert values(utrecht, SKOS.exactMatch) == {
        "https://identifier.overheid.nl/tooi/id/gemeente/gm0344",
        "http://www.wikidata.org/entity/Q803",
    }
    assert values(utrecht, VG.inProvince) == {f"{BASE}/id/province/utrecht"}
    assert values(utrecht, VG.inPoliceUnit) == {f"{BASE}/id/police-unit/midden-nederland"}
    assert values(utrecht, VG.inPoliceDistrict) == {f"{BASE}/id/police-district/utrecht-stad"}
    assert values(utrecht, VG.organisationKind) == {concept("organisation-kind", "gemeente").value}
    assert values(utrecht, DCT.source)


def test_an_empty_cell_says_nothing() -> None:
    assert values(municipality("Utrecht"), VG.validFrom) == set()
    assert values(municipality("Utrecht"), VG.validUntil) == set()
    assert values(municipality("De Fryske Marren"), SKOS.exactMatch) == {
        "https://identifier.overheid.nl/tooi/id/gemeente/gm1940"
    }
    assert values(municipality("Amsterdam"), VG.inPoliceDistrict) == set()
    assert not any(isinstance(q.object, Literal) and not q.object.value for q in QUADS)
    assert not any(q.object.value.endswith("/") and "id/" in q.object.value[-5:] for q in QUADS)


def test_a_merger_is_an_event_on_the_day_after_the_last() -> None:
    event = IRIS.resource("change-event", "2016-01-01", "Gooise Meren")
    assert event in of_type(ORG.ChangeEvent)
    assert values(event, ORG.originalOrganization) == {municipality(n).value for n in ("Bussum", "Muiden", "Naarden")}
    assert values(event, ORG.resultingOrganization) == {municipality("Gooise Meren").value}
    assert values(event, DCT.date) == {"2016-01-01"}
    assert values(municipality("Bussum"), VG.validUntil) == {"2015-12-31"}
    dates = [q.object for q in QUADS if q.predicate == VG.validUntil]
    assert {d.datatype for d in dates if isinstance(d, Literal)} == {XSD.date}


def test_a_municipality_divided_over_four_has_four_successors() -> None:
    events = {
        q.subject for q in QUADS if q.predicate == ORG.originalOrganization and q.object == municipality("Haaren")
    }
    assert len(events) == 1
    assert len(values(events.pop(), ORG.resultingOrganization)) == 4


@pytest.mark.parametrize(
    ("said", "region"),
    [("Utrecht", ""), ("Gemeente Wijdmeren", ""), ("politie Midden-Nederland", ""), ("RIEC-MN", "Midden-Nederland"), ("De Bilt", ""), ("gemeente De Ronde Venen", ""),
     ("Eenheid Noord-Holland", ""), ("OM", "Midden-Nederland"), ("District Flevoland", ""), ("NCTV", ""), ("VNG", ""),
     ("Ministerie van JenV", ""), ("Veiligheidsregio Utrecht", ""), ("Belastingdienst", "Oost-Nederland")],
)  # fmt: skip
def test_a_name_in_a_document_links_to_the_register(said: str, region: str) -> None:
    iri = actor_iri(IRIS, Linker(Gazetteer()).actor(said, region))
    assert iri in {q.subject for q in QUADS}


def test_each_thing_has_one_name_and_one_class() -> None:
    names: dict[object, set[str]] = defaultdict(set)
    classes: dict[object, set[object]] = defaultdict(set)
    for quad in QUADS:
        if quad.predicate == SKOS.prefLabel:
            names[quad.subject].add(quad.object.value)
        if quad.predicate == RDF.type:
            classes[quad.subject].add(quad.object)
    assert {key: value for key, value in names.items() if len(value) > 1} == {}
    assert {key: value for key, value in classes.items() if len(value) > 1} == {}


def test_laws_are_linked_where_the_id_is_known() -> None:
    politiewet, huisverbod = (IRIS.resource("law", name) for name in ("Politiewet 2012", "Wet tijdelijk huisverbod"))
    assert values(politiewet, SKOS.exactMatch) == {"https://wetten.overheid.nl/BWBR0031788"}
    assert values(politiewet, ELI.id_local) == {"BWBR0031788"}
    assert "Politiewet" in values(politiewet, SKOS.altLabel)
    assert values(huisverbod, RDFS.label) == {"Wet tijdelijk huisverbod"}
    assert values(huisverbod, SKOS.exactMatch) == set()
    for quad in QUADS:
        if quad.predicate == ELI.id_local:
            assert f"https://wetten.overheid.nl/{quad.object.value}" in values(quad.subject, SKOS.exactMatch)


def accounts() -> list[dict[str, str]]:
    """Each vg:ExternalLink as a row."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    links = {subject.value for subject in of_type(VG.ExternalLink)}
    for quad in QUADS:
        if isinstance(quad.subject, NamedNode) and quad.subject.value in links:
            found[quad.subject.value][quad.predicate.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]] = quad.object.value
    return list(found.values())


def test_every_link_outside_has_an_account_and_every_account_its_link() -> None:
    """Wrong would be: a link nobody can say the source of, or an account of a link the graph does not make."""
    plain = {
        (q.subject.value, q.object.value)  # type: ignore[union-attr]
        for q in QUADS
        if q.predicate in (SKOS.exactMatch, RDFS.seeAlso, VG.cbsCode)
        or (q.predicate == DCT.identifier and "/crime-class/" in str(q.subject))
    }
    told = {(row["linkSubject"], row.get("linkTarget") or row["linkCode"]) for row in accounts()}
    assert len(told) == len(accounts())
    assert plain <= told
    assert {pair for pair in told - plain if "/id/theme/" not in pair[0]} == set()  # those stand in the thesaurus
    levels = {concept("confidence", level).value for level in ("hoog", "middel", "laag")}
    assert {row["linkConfidence"] for row in accounts()} <= levels
    assert all(row["source"] for row in accounts())


@pytest.mark.parametrize(
    ("subject", "register", "identifier", "confidence"),
    [
        ("municipality/utrecht", "tooi", "https://identifier.overheid.nl/tooi/id/gemeente/gm0344", "hoog"),
        ("municipality/zoeterwoude", "wikidata", "http://www.wikidata.org/entity/Q218259", "middel"),
        ("province/utrecht", "cbs", "PV26", "hoog"),
        ("province/utrecht", "wikidata", "http://www.wikidata.org/entity/Q776", "laag"),
        ("safety-region/utrecht", "cbs", "VR09", "laag"),
        ("police-unit/midden-nederland", "roo", "https://organisaties.overheid.nl/29150940/", "hoog"),
        ("law/politiewet-2012", "wetten", "https://wetten.overheid.nl/BWBR0031788", "hoog"),
        ("crime-class/1", "cbs-odata", "CRI1000", "middel"),
        ("theme/heling", "scm", f"{BASE}/id/crime-class/14", "middel"),
    ],
)
def test_a_link_says_how_sure_it_is(subject: str, register: str, identifier: str, confidence: str) -> None:
    (row,) = (
        row
        for row in accounts()
        if row["linkSubject"] == f"{BASE}/id/{subject}" and row["inRegister"] == f"{BASE}/id/register/{register}"
        and identifier in (row.get("linkTarget"), row.get("linkCode"))
    )
    assert row["linkConfidence"] == concept("confidence", confidence).value


def test_every_identifier_has_the_form_of_its_register_and_is_of_one_thing() -> None:
    """The shapes of shapes/identifiers.ttl over the registers as they are."""
    import rdflib

    from kg.ontology import thesaurus_quads
    from kg.validation import validate_data

    graph = rdflib.Graph()
    lines = "\n".join(f"{q.triple} ." for q in [*QUADS, *thesaurus_quads(IRIS)])
    graph.parse(data=lines, format="nt")
    found = [r for r in validate_data(graph).results if "shapes/Register" in r.shape or "Link" in r.shape]
    assert found == []


@pytest.mark.parametrize("scheme", ["kernbeleid-veiligheid", "standaardclassificatie-misdrijven"])
def test_a_classification_follows_nl_sbb(scheme: str) -> None:
    iri = IRIS.resource("scheme", scheme)
    members = {q.subject for q in QUADS if q.predicate == SKOS.inScheme and q.object == iri}
    assert len(members) > 20
    codes = [value for member in members for value in values(member, SKOS.notation)]
    assert len(set(codes)) == len(codes) == len(members)
    for member in members:
        assert len(values(member, SKOS.prefLabel)) == 1
        assert len(values(member, SKOS.definition)) == 1
        broader = values(member, SKOS.broader)
        assert broader <= {one.value for one in members}
        assert bool(broader) != bool(values(member, SKOS.topConceptOf))


#### Rows that are not as they should be


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(REFERENCE, tmp_path / "reference")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("municipalities.csv", "Aalsmeer,GM0358", "Aalsmeer,GM0358,extra", r"ties\.csv:3: 10 cells expected, not 11"),
        ("laws.csv", "Opiumwet,Ow,BWBR0001941,https://wetten.overheid.nl/BWBR0001941", "Opiumwet,Ow", r"laws\.csv:5: 6 cells expected, not 4"),
        ("municipalities.csv", "2015-12-31", "31-12-2015", r"ties\.csv:59: '31-12-2015' is no date.*yyyy-mm-dd"),
        ("municipalities.csv", "2015-12-31,GM1942", "2015-12-31,GM9999", r"ties\.csv:59: successor GM9999 has no row"),
    ],
)  # fmt: skip
def test_a_bad_row_is_reported_with_its_place(folder: Path, file: str, old: str, new: str, message: str) -> None:
    edit(folder / file, old, new)
    with pytest.raises(SourceError, match=message):
        reference_quads(IRIS, folder)


def test_a_changed_row_changes_its_own_quads_only(folder: Path) -> None:
    edit(folder / "municipalities.csv", "Aalten,GM0197", "Aaltenveld,GM0197")
    changed = set(reference_quads(IRIS, folder)) ^ set(QUADS)
    things = {q.subject.value for q in changed if "/id/external-link/" not in str(q.subject)}
    assert things == {municipality("Aalten").value, municipality("Aaltenveld").value}
    links = {str(q.subject).rpartition("/external-link/")[2].split("/")[0] for q in changed if "/external-link/" in str(q.subject)}
    assert links == {"municipality-aalten", "municipality-aaltenveld"}


def row(name: str, code: str, until: str = "") -> dict[str, str]:
    return {"name": name, "cbs_code": code, "valid_from": "", "valid_until": until}


def test_of_two_of_one_name_the_valid_one_keeps_it() -> None:
    known = municipality_iris([row("Bergen", "GM0001", "2015-12-31"), row("Bergen", "GM0002")], IRIS)
    assert known == {"GM0002": municipality("Bergen"), "GM0001": municipality("Bergen GM0001")}
    known = municipality_iris([row("Bergen", "GM0001", "2015-12-31"), row("Bergen", "GM0002", "2012-12-31")], IRIS)
    assert known["GM0001"] == municipality("Bergen")


NAMES = st.sampled_from(["Bergen", "bergen", "Súdwest", "'s-Graven"])


@settings(derandomize=True)
@given(st.lists(st.tuples(NAMES, st.sampled_from(["", "2015-12-31"]))))
def test_every_municipality_has_an_iri_of_its_own(names: list[tuple[str, str]]) -> None:
    rows = [row(name, f"GM{number:04}", until) for number, (name, until) in enumerate(names)]
    known = municipality_iris(list(rows), IRIS)
    assert len(set(known.values())) == len(rows)
