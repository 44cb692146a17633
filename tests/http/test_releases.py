"""Releases over HTTP, with writes, switches and things that went. Wrong would be: 404 for what was published, 410 for
what never was, a page that names another release than the one that is served."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import DCTERMS, PROV, RDF, VOID, URIRef

from api.app import create_app
from kg.config import Settings
from kg.releases import Register
from kg.snapshots import new_snapshot, open_current
from tests.http.client import BROWSER, Client
from tests.http.sample import BASE, sample_quads

GRAPH = NamedNode(f"{BASE}/graph/extra")
LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
BODY = NamedNode("https://w3id.org/veiligheidsgraaf/def/ConsultationBody")


def body(name: str, label: str) -> list[Quad]:
    iri = NamedNode(f"{BASE}/id/body/{name}")
    return [Quad(iri, TYPE, BODY, GRAPH), Quad(iri, LABEL, Literal(label, language="nl"), GRAPH)]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases: a body that was renamed in its IRI, one that went for good, one that came."""
    folder = tmp_path_factory.mktemp("releases") / "store"
    for extra in (
        [*body("driehoek", "Regionale driehoek"), *body("weg", "Opgeheven overleg")],
        [*body("regionale-driehoek", "Regionale driehoek"), *body("nieuw", "Nieuw <b>overleg</b>")],
    ):
        with new_snapshot(folder, BASE) as draft:
            draft.store.load([*sample_quads(), *extra])
    return folder


@pytest.fixture(scope="module")
def served(directory: Path) -> Client:
    return Client(create_app(Settings(base=BASE, store=directory), open_current(directory)))


@pytest.fixture(scope="module")
def versions(directory: Path) -> list[str]:
    return [release.version for release in Register.read(directory).releases]


def test_the_list_names_the_one_that_is_served(served: Client, versions: list[str]) -> None:
    told = served.get("/releases").json()
    assert [release["version"] for release in told["releases"]] == list(reversed(versions))
    assert told["served"] == versions[1]
    assert told["releases"][0]["families"][BODY.value] == {"came": 2, "went": 2, "changed": 0}
    page = served.get("/releases?lang=en", BROWSER).text
    assert "served now" in page
    assert all(version in page for version in versions)


def test_the_releases_as_rdf(served: Client, versions: list[str]) -> None:
    found = rdflib.Graph().parse(data=served.get("/releases", "text/turtle").content, format="turtle")
    first, second = (URIRef(f"{BASE}/releases/{version}") for version in versions)
    assert (second, PROV.wasRevisionOf, first) in found
    assert {str(x) for x in found.objects(second, VOID.triples)} == {str(_manifest_triples(served))}


def _manifest_triples(served: Client) -> int:
    triples: int = served.get("/").json()["triples"]
    return triples


def test_a_difference_in_every_form(served: Client, versions: list[str]) -> None:
    path = f"/releases/{versions[0]}...{versions[1]}"
    told = served.get(path).json()
    assert told["triples"] == {"came": 4, "went": 4}
    assert {t["iri"].rsplit("/", 1)[1] for t in told["things"]["came"]} == {"regionale-driehoek", "nieuw"}
    (renamed,) = (t for t in told["things"]["went"] if t["iri"].endswith("/driehoek"))
    assert renamed["successor"] == f"{BASE}/id/body/regionale-driehoek"
    rows = list(csv.DictReader(io.StringIO(served.get(f"{path}.csv").text)))
    assert len(rows) == 4
    assert {row["change"] for row in rows} == {"came", "went"}
    for accept, syntax in (("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")):
        found = rdflib.Graph().parse(data=served.get(path, accept).content, format=syntax)
        went = URIRef(f"{BASE}{path}#went")
        assert str(found.value(went, VOID.entities)) == "2"
        assert found.value(URIRef(renamed["iri"]), DCTERMS.isReplacedBy) == URIRef(renamed["successor"])
        assert (went, RDF.type, VOID.Dataset) in found
    patch = served.get(f"{path}.patch").text.splitlines()
    assert (patch[0], patch[-1]) == ("TX .", "TC .")
    assert sum(1 for line in patch if line.startswith("A ")) == 4
    assert list(ox.parse("\n".join(line[2:] for line in patch[1:-1]).encode(), ox.RdfFormat.N_QUADS))
    page = served.get(path, BROWSER).text
    assert "Opgeheven overleg" in page
    assert "Nieuw &lt;b&gt;overleg" in page


def test_a_patch_leads_from_one_release_to_the_other(served: Client, versions: list[str], directory: Path) -> None:
    """Applied to the newer one backwards it gives the older one, to the last quad."""
    lines = set(open_current(directory).canonical_nquads())
    for line in served.get(f"/releases/{versions[1]}...{versions[0]}?format=patch").text.splitlines()[1:-1]:
        (lines.add if line[0] == "A" else lines.remove)(line[2:].encode() + b"\n")
    digest = hashlib.sha256(b"".join(sorted(lines))).hexdigest()
    assert digest == Register.read(directory).get(versions[0]).digest


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/releases/nope", 404),
        ("/releases/nope...nope", 404),
        ("/releases/nope.csv", 404),
        ("/releases/{0}...{1}?format=xls", 406),
        ("/releases/{0}", 200),
        ("/releases/{1}", 200),
        ("/releases/{1}...{1}", 200),
        ("/releases/...", 404),
    ],
)
def test_what_is_there_and_what_is_not(served: Client, versions: list[str], path: str, status: int) -> None:
    for accept in (None, BROWSER, "text/turtle"):
        assert served.get(path.format(*versions), accept).status_code == status


def test_what_went_is_gone_and_leads_on(served: Client, versions: list[str]) -> None:
    for route in ("id", "doc"):
        answer = served.get(f"/{route}/body/driehoek", "text/turtle")
        assert answer.status_code == 410
        told = json.loads(answer.content)
        assert told["last_release"] == versions[0]
        assert told["successor"] == f"{BASE}/id/body/regionale-driehoek"
        assert answer.headers["link"] == f'<{BASE}/id/body/regionale-driehoek>; rel="successor-version"'
    answer = served.get("/doc/body/weg.ttl")
    assert answer.status_code == 410
    assert "successor" not in json.loads(answer.content)


def test_what_went_has_a_page(served: Client, versions: list[str]) -> None:
    for language, words in (("nl", "Niet meer beschreven"), ("en", "No longer described")):
        answer = served.get(f"/doc/body/driehoek?lang={language}", BROWSER)
        assert answer.status_code == 410
        assert words in answer.text
        assert "Regionale driehoek" in answer.text
        assert versions[0] in answer.text
        assert "/doc/body/regionale-driehoek" in answer.text


@pytest.mark.parametrize("path", ["body/nooit", "body/drie", "thing/x", "body/driehoek/x", quote("body/<script>")])
def test_what_never_was_is_not_found(served: Client, path: str) -> None:
    assert served.get(f"/id/{path}").status_code == 404
    assert served.get(f"/doc/{path}", BROWSER).status_code == 404


def test_a_store_in_memory_has_no_releases(client: Client) -> None:
    assert client.get("/releases").json() == {"served": "", "releases": []}
    assert client.get("/releases", BROWSER).status_code == 200


def test_a_new_release_is_seen_without_a_restart(directory: Path) -> None:
    """The register is read again when it has grown, and the snapshot that is served stays named rightly."""
    app = create_app(Settings(base=BASE, store=directory), open_current(directory))
    client = Client(app)
    before = client.get("/releases").json()
    with new_snapshot(directory, BASE) as draft:
        draft.store.load([*sample_quads(), *body("nog-een", "Nog een overleg")])
    after = client.get("/releases").json()
    assert len(after["releases"]) == len(before["releases"]) + 1
    assert after["served"] == before["served"]
    assert client.get("/id/body/nieuw").status_code == 303, "the snapshot that is served still describes it"


def test_a_damaged_register_breaks_nothing_else(tmp_path: Path) -> None:
    with new_snapshot(tmp_path, BASE) as draft:
        draft.store.load(sample_quads())
    client = Client(create_app(Settings(base=BASE, store=tmp_path), open_current(tmp_path)))
    (tmp_path / "releases" / "register.jsonl").write_bytes(b"\xff\xfe")
    assert client.get("/releases").status_code == 503
    assert client.get("/dcat", "text/turtle").status_code == 200
    assert client.get("/", BROWSER).status_code == 200
