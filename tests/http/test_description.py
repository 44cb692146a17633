"""What the server says of itself. Wrong would be: a number that is not that of the graph, a claim the server does not
keep, a catalogue that harvesters refuse."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from fastapi import Request, Response
from rdflib import DCAT, DCTERMS, RDF, VOID, Namespace, URIRef

from api.app import create_app
from api.description import service_description
from kg.config import ROOT, Settings
from kg.description import citation
from kg.description.about import About
from kg.description.service import EXTENSIONS
from kg.description.statistics import Statistics, measure
from kg.description.terms import term
from kg.embedded import OxigraphStore
from kg.iris import Iris
from kg.ontology import ontology_quads
from kg.snapshots import new_snapshot, open_current
from tests.http.client import BROWSER, Client, server
from tests.http.sample import BASE, sample_quads, sample_store

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
DATASET = URIRef(f"{BASE}/.well-known/void#dataset")
RDF_TYPES = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}
DUMPS = {"nq": "nquads", "trig": "trig", "nt": "nt", "ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("described") / "store"
    with new_snapshot(folder, BASE) as draft:
        draft.store.load(sample_quads())
        draft.store.load(ontology_quads(Iris(BASE)))
        draft.built_from["plan-a.txt"] = "0" * 64
    return folder


@pytest.fixture(scope="module")
def address(directory: Path) -> Iterator[str]:
    with server(directory, PUBLISHER_NAME="Uitgever & Zn.", PUBLISHER_CONTACT="post@example.org") as (url, _):
        yield url


def graph(address: str, path: str, accept: str = "text/turtle") -> rdflib.Graph:
    answer = httpx.get(address + path, headers={"Accept": accept}, timeout=60)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == accept
    return rdflib.Graph().parse(data=answer.content, format=RDF_TYPES[accept])


def count(store: OxigraphStore, pattern: str, what: str = "*") -> int:
    (row,) = store.query(f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}")  # type: ignore[misc]
    return int(row["n"].value)


def number(found: rdflib.Graph, subject: object, predicate: object) -> int:
    (value,) = found.objects(subject, predicate)  # type: ignore[arg-type]
    return int(str(value))


@pytest.mark.parametrize("path", ["/.well-known/void", "/dcat", "/releases", "/queries"])
def test_every_form_says_the_same(address: str, path: str) -> None:
    forms = [graph(address, path, accept) for accept in RDF_TYPES]
    assert len({frozenset(form) for form in forms}) == 1
    assert not any(isinstance(node, rdflib.BNode) for triple in forms[0] for node in triple)


@pytest.mark.parametrize("path", ["/.well-known/void", "/dcat", "/citation", "/releases", "/queries"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page(address: str, path: str, language: str) -> None:
    answer = httpx.get(f"{address}{path}?lang={language}", headers={"Accept": BROWSER}, timeout=60)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert "&lt;script" not in answer.text


def test_void_counts_what_sparql_counts(address: str, directory: Path) -> None:
    store = open_current(directory)
    found = graph(address, "/.well-known/void")
    assert number(found, DATASET, VOID.triples) == count(store, "?s ?p ?o")
    assert number(found, DATASET, VOID.distinctSubjects) == count(store, "?s ?p ?o", "DISTINCT ?s")
    assert number(found, DATASET, VOID.distinctObjects) == count(store, "?s ?p ?o", "DISTINCT ?o")
    things = f'?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}/id/"))'
    assert number(found, DATASET, VOID.entities) == count(store, things, "DISTINCT ?s")
    classes = {(str(found.value(part, VOID["class"])), number(found, part, VOID.entities)) for part in found.objects(DATASET, VOID.classPartition)}
    assert len(classes) == number(found, DATASET, VOID.classes) == count(store, "?s a ?c FILTER(ISIRI(?c))", "DISTINCT ?c")
    for iri, members in classes:
        assert members == count(store, f"?s a <{iri}>", "DISTINCT ?s"), iri
    for part in found.objects(DATASET, VOID.propertyPartition):
        iri = found.value(part, VOID.property)
        assert number(found, part, VOID.triples) == count(store, f"?s <{iri}> ?o"), iri
        assert number(found, part, VOID.distinctSubjects) == count(store, f"?s <{iri}> ?o", "DISTINCT ?s"), iri
        assert number(found, part, VOID.distinctObjects) == count(store, f"?s <{iri}> ?o", "DISTINCT ?o"), iri
    for linkset in found.subjects(RDF.type, VOID.Linkset):
        target = found.value(found.value(linkset, VOID.objectsTarget), VOID.uriSpace)
        predicates = " ".join(f"<{predicate}>" for predicate in found.objects(linkset, VOID.linkPredicate))
        links = f'VALUES ?p {{ {predicates} }} ?s ?p ?o FILTER(STRSTARTS(STR(?o), "{target}"))'
        assert number(found, linkset, VOID.triples) == count(store, links), linkset
    targets = [found.value(linkset, VOID.objectsTarget) for linkset in found.subjects(RDF.type, VOID.Linkset)]
    assert targets
    assert len(set(targets)) == len(targets)  # one linkset for each target
    for example in found.objects(DATASET, VOID.exampleResource):
        assert count(store, f"<{example}> ?p ?o")


def test_the_service_describes_every_graph(address: str, directory: Path) -> None:
    found = described(directory)
    (service,) = found.subjects(RDF.type, SD.Service)
    store = open_current(directory)
    dataset = found.value(service, SD.defaultDataset)
    named = {str(found.value(g, SD.name)): g for g in found.objects(dataset, SD.namedGraph)}
    assert set(named) == set(store.graph_names())
    for name, node in named.items():
        assert number(found, found.value(node, SD.graph), VOID.triples) == store.manifest().graphs[name]
    default = found.value(dataset, SD.defaultGraph)
    assert number(found, default, VOID.triples) == store.manifest().triples
    store.close()
    assert str(found.value(service, SD.endpoint)) == "http://testserver/sparql"


def described(directory: Path, **settings: str) -> rdflib.Graph:
    """The service description, asked of the application itself."""
    opened = open_current(directory)
    app = create_app(Settings(base=BASE, store=directory, **settings), opened)  # type: ignore[arg-type]

    async def route(request: Request) -> Response:
        return await service_description(request)

    app.add_api_route("/described", route)
    answer = Client(app).get("/described", "text/turtle")
    assert answer.status_code == 200, answer.text
    opened.close()
    return rdflib.Graph().parse(data=answer.content, format="turtle")


def test_only_what_is_allowed_is_claimed(directory: Path) -> None:
    closed, writable = described(directory), described(directory, write_token="a-token-of-some-length")
    for found, update in ((closed, False), (writable, True)):
        (querying,) = found.subjects(SD.supportedLanguage, SD.SPARQL11Query)
        assert str(found.value(querying, SD.endpoint)) == "http://testserver/sparql"
        updating = [str(found.value(s, SD.endpoint)) for s in found.subjects(SD.supportedLanguage, SD.SPARQL11Update)]
        assert updating == (["http://testserver/update"] if update else [])
        features = set(found.objects(None, SD.feature))
        assert SD.DereferencesURIs not in features
        assert SD.BasicFederatedQuery not in features
        assert bool(set(found.objects(None, SD.inputFormat))) == update


def test_federation_is_claimed_for_the_endpoints_that_are_allowed(directory: Path) -> None:
    found = described(directory, services="https://query.example.org/sparql")
    (service,) = found.subjects(SD.feature, SD.BasicFederatedQuery)
    assert "https://query.example.org/sparql" in str(found.value(service, rdflib.RDFS.comment))


def test_the_default_graph_is_a_union_only_when_it_is() -> None:
    """The report graph is left out of it: then it is no union of all, and nothing says it is."""
    store = sample_store(ontology=False)
    counts = measure(store)
    about = About(BASE, "http://x", store.manifest(), counts, "T", "v")
    whole = all(g.name != f"{BASE}/graph/report" for g in counts.graphs)
    assert about.is_whole_union == whole
    assert ("behalve" in about.default_graph()["nl"]) == (not whole)
    alone = replace(about, manifest=replace(about.manifest, default_graph="own"))
    assert not alone.is_whole_union
    assert "of its own" in alone.default_graph()["en"]


@pytest.mark.parametrize("iri", EXTENSIONS)
def test_the_engine_has_the_extensions_that_are_claimed(iri: str) -> None:
    tries = {
        "SEP-0002": 'SELECT (ADJUST(NOW(), "PT0S"^^<http://www.w3.org/2001/XMLSchema#dayTimeDuration>) AS ?x) {}',
        "SEP-0006": "SELECT * { VALUES ?a { 1 } LATERAL { SELECT ?b { BIND(2 AS ?b) } LIMIT 1 } }",
    }
    query = next(text for name, text in tries.items() if name in iri)
    assert list(ox.Store().query(query))  # type: ignore[arg-type]


def test_the_catalogue_passes_dcat_ap_nl(address: str) -> None:
    catalogue = graph(address, "/dcat")
    shapes = rdflib.Graph().parse(ROOT / "shapes" / "profiles" / "dcat-ap-nl.ttl", format="turtle")
    conforms, _, report = pyshacl.validate(catalogue, shacl_graph=shapes, meta_shacl=True)
    assert conforms, report
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.DataService, DCAT.Distribution):
        assert list(catalogue.subjects(RDF.type, kind)), kind


@pytest.mark.parametrize("predicate", [DCTERMS.publisher, DCAT.contactPoint, DCTERMS.license, DCAT.theme, DCTERMS.accessRights])
def test_the_rules_see_what_is_missing(address: str, predicate: URIRef) -> None:
    """Rules that never fire would let any catalogue pass."""
    catalogue = graph(address, "/dcat")
    catalogue.remove((None, predicate, None))
    shapes = rdflib.Graph().parse(ROOT / "shapes" / "profiles" / "dcat-ap-nl.ttl", format="turtle")
    assert not pyshacl.validate(catalogue, shacl_graph=shapes)[0]


def test_every_shacl_term_of_the_rules_exists() -> None:
    shapes = rdflib.Graph().parse(ROOT / "shapes" / "profiles" / "dcat-ap-nl.ttl", format="turtle")
    used = {str(p).rpartition("#")[2] for p in shapes.predicates() if str(p).startswith("http://www.w3.org/ns/shacl#")}
    assert used <= {"targetClass", "property", "path", "minCount", "maxCount", "class", "datatype", "nodeKind", "alternativePath"}


def test_the_publisher_is_as_configured(address: str) -> None:
    catalogue = graph(address, "/dcat")
    names = {str(name) for name in catalogue.objects(None, URIRef("http://xmlns.com/foaf/0.1/name"))}
    assert names == {"Uitgever & Zn."}
    assert (None, URIRef("http://www.w3.org/2006/vcard/ns#hasEmail"), URIRef("mailto:post@example.org")) in catalogue


def test_every_download_of_the_catalogue_is_there(address: str, directory: Path) -> None:
    catalogue = graph(address, "/dcat")
    manifest = open_current(directory).manifest()
    urls = {str(url) for url in catalogue.objects(None, DCAT.downloadURL)}
    assert {url.rsplit(".", 1)[1] for url in urls} == set(DUMPS)
    for url in urls:
        answer = httpx.get(url, timeout=60)
        assert answer.status_code == 200
        parsed = rdflib.Dataset().parse(data=answer.content, format=DUMPS[url.rsplit(".", 1)[1]])
        total = sum(1 for _ in parsed.quads())
        assert total == (manifest.quads if url.endswith(("nq", "trig")) else manifest.triples), url


def test_the_n_quads_have_the_digest_of_the_release(address: str, directory: Path) -> None:
    body = httpx.get(f"{address}/dump.nq", timeout=60)
    digest = hashlib.sha256(body.content).hexdigest()
    assert digest == open_current(directory).manifest().digest
    values = graph(address, "/dcat").objects(None, URIRef("http://spdx.org/rdf/terms#checksumValue"))
    assert [str(value) for value in values] == [digest]
    again = httpx.get(f"{address}/dump.nq", headers={"If-None-Match": body.headers["etag"]})
    assert again.status_code == 304
    assert httpx.get(f"{address}/dump.xls").status_code == 404
    assert httpx.get(f"{address}/dump", headers={"Accept": "image/png"}).status_code == 406


def test_a_description_is_not_sent_twice(address: str) -> None:
    first = httpx.get(f"{address}/dcat", headers={"Accept": "text/turtle"})
    again = httpx.get(f"{address}/dcat", headers={"Accept": "text/turtle", "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_citations(address: str, directory: Path) -> None:
    manifest = open_current(directory).manifest()
    version = f"{manifest.created[:10]}-{manifest.digest[:8]}"
    cff = httpx.get(f"{address}/citation.cff").text
    fields = dict(line.split(": ", 1) for line in cff.splitlines() if ": " in line and not line.startswith(" "))
    assert json.loads(fields["version"]) == version
    assert fields["date-released"] == manifest.created[:10]
    assert fields["license"] == "EUPL-1.2"
    assert '- name: "Uitgever & Zn."' in cff
    bibtex = httpx.get(f"{address}/citation.bib").text
    assert r"Uitgever \& Zn." in bibtex
    assert bibtex.count("{") == bibtex.count("}")
    dutch, english = (httpx.get(f"{address}/citation.txt?lang={language}").text for language in ("nl", "en"))
    assert f"versie {version}" in dutch
    assert f"version {version}" in english


def test_a_citation_without_a_digest_names_none() -> None:
    """After a write nobody has counted the digest out: an empty one would be worse than none."""
    store = sample_store(ontology=False)
    manifest = replace(store.manifest(), digest="", created="2026-03-04T05:06:07+00:00")
    about = About(BASE, "http://x", manifest, measure(store), "T", "2026-03-04-abc")
    for text in (citation.cff(about), citation.bibtex(about), citation.sentence(about, "nl")):
        assert "sha" not in text.lower()
    assert "versie 2026-03-04-abc, 4 maart 2026" in citation.sentence(about, "nl")
    assert "version 2026-03-04-abc, 4 March 2026" in citation.sentence(about, "en")


def test_the_counts_are_kept_and_the_server_started_again(directory: Path, address: str) -> None:
    graph(address, "/.well-known/void")
    (file,) = (directory / "descriptions").glob("*.json")
    store = open_current(directory)
    assert Statistics.from_json(file.read_text(encoding="utf-8")) == measure(store)


def test_a_host_that_is_none(client: Client) -> None:
    answer = client("GET", "/dcat", headers={"Host": "a b<>", "Accept": "text/turtle"})
    assert answer.status_code == 400


def test_a_store_of_any_data_is_described() -> None:
    """No term of ours in it: no error, and no claim about documents or licence."""
    store = OxigraphStore("https://example.org/none")
    store.load([ox.Quad(ox.NamedNode("http://data.org/a"), ox.NamedNode("http://v.org/p"), ox.Literal("x"), ox.NamedNode("http://data.org/g"))])
    client = Client(create_app(Settings(base="https://example.org/none"), store))
    found = rdflib.Graph().parse(data=client.get("/.well-known/void", "text/turtle").content, format="turtle")
    dataset = URIRef("https://example.org/none/.well-known/void#dataset")
    assert str(found.value(dataset, VOID.uriSpace)) == "http://data.org/"
    assert number(found, dataset, VOID.entities) == 1
    assert found.value(dataset, DCTERMS.license) is None
    assert client.get("/dcat", BROWSER).status_code == 200
    empty = Client(create_app(Settings(), OxigraphStore("https://example.org/none")))
    for path in ("/.well-known/void", "/dcat", "/releases", "/citation"):
        assert empty.get(path, BROWSER).status_code == 200, path


def test_a_term_that_does_not_exist_is_an_error() -> None:
    assert term("void:triples").value.endswith("#triples")
    with pytest.raises(KeyError):
        term("void:tripels")
