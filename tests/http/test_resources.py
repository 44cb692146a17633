"""Every IRI can be looked up, in the form the client wants."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from api.app import create_app
from kg.config import Settings
from kg.describe import LONG_TEXT
from kg.embedded import OxigraphStore
from tests.http.client import BROWSER, Client
from tests.http.sample import BASE, sample_text

TOWN = "municipality/lutjestad"


def test_a_thing_redirects_to_its_document(client: Client) -> None:
    answer = client.get(f"/id/{TOWN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/doc/{TOWN}"
    assert client.get(f"/id/{TOWN}?lang=en").headers["location"] == f"/doc/{TOWN}?lang=en"
    assert client("HEAD", f"/id/{TOWN}").status_code == 303


@pytest.mark.parametrize(
    "path", ["/id/municipality/atlantis", "/doc/municipality/atlantis", "/def/NoSuchTerm", "/id/", "/doc/"]
)
def test_what_is_not_in_the_graph_is_not_found(client: Client, path: str) -> None:
    for accept in ("text/turtle", BROWSER):
        answer = client.get(path, accept)
        assert answer.status_code == 404
        person = accept == BROWSER
        assert answer.headers["content-type"] == ("text/html; charset=utf-8" if person else "application/problem+json")


@pytest.mark.parametrize(
    ("accept", "suffix", "expected"),
    [
        (None, "", "text/turtle; charset=utf-8"),
        ("*/*", "", "text/turtle; charset=utf-8"),
        (BROWSER, "", "text/html; charset=utf-8"),
        ("text/html", "", "text/html; charset=utf-8"),
        ("application/ld+json", "", "application/ld+json"),
        ("application/n-triples", "", "application/n-triples"),
        ("application/rdf+xml", "", "application/rdf+xml"),
        ("application/n-triples;q=0.2, application/ld+json;q=0.8", "", "application/ld+json"),
        (BROWSER, ".ttl", "text/turtle; charset=utf-8"),
        (BROWSER, ".jsonld", "application/ld+json"),
        (BROWSER, ".nt", "application/n-triples"),
        ("text/turtle", ".html", "text/html; charset=utf-8"),
        (BROWSER, "?format=ttl", "text/turtle; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("path", [f"/doc/{TOWN}", "/def/Target", "/def/confidence/hoog"])
def test_forms_of_a_document(client: Client, path: str, accept: str | None, suffix: str, expected: str) -> None:
    answer = client("GET", path + suffix, headers={"Accept": accept} if accept else {})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == expected
    assert "Accept" in answer.headers["vary"]


def test_an_unknown_form_is_not_acceptable(client: Client) -> None:
    assert client.get(f"/doc/{TOWN}", "image/png").status_code == 406
    assert client.get(f"/doc/{TOWN}", format="pdf").status_code == 406


def test_all_forms_say_the_same(client: Client) -> None:
    formats = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
    formats |= {"rdfxml": ox.RdfFormat.RDF_XML}
    said = [set(ox.parse(client.get(f"/doc/{TOWN}", format=n).content, syntax)) for n, syntax in formats.items()]
    assert said[0]
    assert all(one == said[0] for one in said)


def test_a_description_holds_both_directions_labels_and_evidence(client: Client) -> None:
    text = client.get("/doc/priority/plan-a/woninginbraken.nt").text
    assert (
        f"<{BASE}/id/priority/plan-a/woninginbraken> <https://w3id.org/veiligheidsgraaf/def/setBy> <{BASE}/id/{TOWN}>"
        in text
    )
    assert '"Lutjestad kiest voor woninginbraken"' in text
    assert "#position>" in text
    assert '"Lutjestad"@nl' in text
    assert "/def/setBy>" in client.get(f"/doc/{TOWN}.nt").text


def test_a_page_shows_evidence_with_document_and_line(client: Client) -> None:
    page = client.get("/doc/priority/plan-a/woninginbraken", BROWSER).text
    assert "Lutjestad kiest voor woninginbraken" in page
    assert "Plan A" in page
    assert "regel 12" in page
    other = client.get(f"/doc/{TOWN}", BROWSER).text
    assert "Lutjestad kiest voor woninginbraken" in other, "what refers to a thing shows its words too"


@pytest.mark.parametrize(
    ("header", "parameter", "expected"),
    [
        (None, None, "gesteld door"),
        ("en", None, "set by"),
        ("en-GB,en;q=0.9,nl;q=0.8", None, "set by"),
        ("fr, nl;q=0.5, en;q=0.4", None, "gesteld door"),
        ("en;q=0, nl", None, "gesteld door"),
        ("en", "nl", "gesteld door"),
        ("nl", "en", "set by"),
        ("*", "xx", "gesteld door"),
        (";;,,q=", None, "gesteld door"),
    ],
)
def test_labels_in_the_language_of_the_reader(
    client: Client, header: str | None, parameter: str | None, expected: str
) -> None:
    headers = {"Accept": BROWSER, **({"Accept-Language": header} if header else {})}
    parameters = {"lang": parameter} if parameter else None
    page = client("GET", "/doc/priority/plan-a/woninginbraken", headers=headers, params=parameters)
    assert f">{expected}</a>" in page.text
    assert "Accept-Language" in page.headers["vary"]


def test_long_texts_are_cut_on_a_page_and_say_so(client: Client) -> None:
    page = client.get("/doc/source-file/plan-a", BROWSER).text
    assert f"{len(sample_text('a')) - LONG_TEXT} tekens meer in de Turtle" in page
    assert client.get("/doc/source-file/plan-a").text.count("tekst ") == 2_000


def test_long_lists_are_cut_on_a_page_and_say_so(client: Client) -> None:
    page = client.get("/doc/document/plan-a", BROWSER, limit=1).text
    assert "1 getoond van 4" in page
    assert "1 getoond van 4" not in client.get("/doc/document/plan-a", BROWSER, limit=10).text
    assert client.get("/doc/document/plan-a.nt").text.count("inDocument") >= 4


def test_the_ontology_as_a_whole(client: Client) -> None:
    page = client.get("/def", BROWSER)
    assert "vg:Target" in page.text
    for path in ("/def", "/def/"):
        data = client.get(path, "application/n-triples")
        assert "<https://w3id.org/veiligheidsgraaf/def/Target>" in data.text
    assert f"<{BASE}/id/" not in data.text


def test_iris_with_signs_that_are_sent_encoded() -> None:
    """An IRI may hold percent signs or letters beyond ASCII; both are one thing when asked for."""
    store = OxigraphStore(BASE)
    graph = ox.NamedNode(f"{BASE}/graph/x")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    for path in ("café", "a%20b", "a:b;c=(d)", "x.ttl"):
        store.load([ox.Quad(ox.NamedNode(f"{BASE}/id/thing/{path}"), label, ox.Literal(path), graph)])
    other = Client(create_app(Settings(base=BASE), store))
    for sent in ("caf%C3%A9", "a%20b", "a:b;c=(d)", "a%3Ab%3Bc%3D(d)"):
        assert other.get(f"/doc/thing/{sent}").status_code == 200, sent
        assert other.get(f"/id/thing/{sent}").headers["location"] == f"/doc/thing/{sent}"
    whole = other.get("/doc/thing/x.ttl", "application/n-triples")
    assert whole.headers["content-type"] == "application/n-triples", "a name that ends like a suffix is a name first"


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "a b", "%00", "%FF", "<script>", "x" * 5000]
)
def test_hostile_paths_are_not_found(client: Client, path: str) -> None:
    for route in ("/id/", "/doc/", "/def/", "/static/", "/queries/"):
        answer = client.get(route + path)
        assert answer.status_code == 404, (route, answer.status_code)
        assert answer.headers["content-type"] == "application/problem+json"


def test_the_same_store_is_served_under_any_host(client: Client) -> None:
    for host in ("localhost:8000", "graaf.example.org", "w3id.org"):
        answer = client("GET", f"/id/{TOWN}", headers={"Host": host})
        assert answer.headers["location"] == f"/doc/{TOWN}"
