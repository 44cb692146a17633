"""The other routes: named queries, search, network, validation, pages."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from api.app import create_app
from kg.config import Settings
from kg.snapshots import open_current
from tests.http.client import BROWSER, Client
from tests.http.sample import BASE, sample_store

TOWN, CYBER = f"{BASE}/id/municipality/lutjestad", f"{BASE}/id/theme/cybercrime"

QUERY = """# title: Namen
# title@en: Names
# question: Hoe heten dingen?
# columns: s, name
# param: name nl optional  -- only this name
SELECT ?s ?name { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?name FILTER(STRSTARTS(STR(?s), STR(<BASE/id/>))) }
ORDER BY ?name
""".replace("BASE", BASE)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """An application with three queries of its own, one of them broken."""
    folder = tmp_path_factory.mktemp("queries")
    (folder / "names.rq").write_text(QUERY, encoding="utf-8")
    needy = QUERY.replace("optional", "required")
    (folder / "needy.rq").write_text(needy, encoding="utf-8")
    (folder / "broken.rq").write_text(QUERY.replace("SELECT", "SELEKT"), encoding="utf-8")
    return Client(create_app(Settings(base=BASE, queries=folder), sample_store(ontology=False)))


# named queries


def names(body: str) -> list[str]:
    return [row["name"] for row in csv.DictReader(io.StringIO(body))]


@pytest.mark.parametrize(
    ("url", "accept", "expected"),
    [
        ("/queries/names", None, "application/sparql-results+json"),
        ("/queries/names", "text/csv", "text/csv; charset=utf-8"),
        ("/queries/names.csv", BROWSER, "text/csv; charset=utf-8"),
        ("/queries/names.json", None, "application/sparql-results+json"),
        ("/queries/names.srx", None, "application/sparql-results+xml"),
        ("/queries/names?format=tsv", BROWSER, "text/tab-separated-values; charset=utf-8"),
        ("/queries/names", "application/json", "application/json"),
        ("/queries/names", BROWSER, "text/html; charset=utf-8"),
        ("/queries/names.html", None, "text/html; charset=utf-8"),
        ("/queries/names.rq", None, "application/sparql-query; charset=utf-8"),
    ],
)
def test_a_named_query_in_every_form(own: Client, url: str, accept: str | None, expected: str) -> None:
    answer = own.get(url, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == expected
    assert "Lutjestad" in answer.text or url.endswith(".rq")


def test_the_command_line_and_the_endpoint_give_the_same_bytes(
    own: Client, small_store: Path, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    from cli.main import run

    file = tmp_path / "names.rq"
    file.write_text(QUERY, encoding="utf-8")
    assert run(["query", str(file), "--store", str(small_store), "--format", "csv"]) == 0
    assert capfdbinary.readouterr().out == own.get("/queries/names.csv").content
    assert own.get("/sparql", "text/csv", query=QUERY).content == own.get("/queries/names.csv").content


def test_parameters_restrict_and_are_never_text(own: Client) -> None:
    assert len(names(own.get("/queries/names.csv").text)) == 6
    assert names(own.get("/queries/names.csv", name="Lutjestad").text) == ["Lutjestad"]
    assert names(own.get("/queries/names.csv", name="' } UNION { ?s ?p ?name } #").text) == []
    page = own.get("/queries/names", BROWSER, name="Lutjestad")
    assert 'value="Lutjestad"' in page.text
    assert "1 rijen" in page.text
    assert 'href="/queries/names.csv?name=Lutjestad"' in page.text


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/queries/nope", 404),
        ("/queries/name", 404),
        ("/queries/nope.csv", 404),
        ("/queries/names?x=1", 400),
        ("/queries/names?name=a&name=b", 400),
        ("/queries/needy", 400),
        ("/queries/needy.csv?name=", 400),
        ("/queries/broken", 500),
        ("/queries/names?format=yaml", 406),
        ("/queries/names.ttl", 404),
    ],
)
def test_what_is_wrong_with_a_named_query(own: Client, url: str, status: int) -> None:
    assert own.get(url).status_code == status


def test_a_query_that_needs_a_parameter_shows_its_form(own: Client) -> None:
    page = own.get("/queries/needy", BROWSER)
    assert page.status_code == 200
    assert " required" in page.text
    assert names(own.get("/queries/needy.csv", name="Lutjestad").text) == ["Lutjestad"]


def test_the_list_says_what_each_answers_and_what_is_broken(own: Client) -> None:
    body = own.get("/queries").json()
    assert [query["name"] for query in body["queries"]] == ["names", "needy"]
    assert body["queries"][0]["columns"] == ["s", "name"]
    assert body["queries"][0]["parameters"][0]["type"] == "nl"
    assert body["broken"][0]["name"] == "broken"
    page = own.get("/queries", BROWSER).text
    assert "Hoe heten dingen?" in page
    assert "broken.rq" in page
    assert "/tmp" not in page, "where this machine keeps its files is nobody's business"
    assert "Names" in own.get("/queries", BROWSER, lang="en").text


# search


def test_search_as_json_and_as_a_page(client: Client) -> None:
    body = client.get("/search", q="om").json()
    assert body["hits"][0]["label"] == "Openbaar Ministerie"
    assert body["hits"][0]["matched"] == "OM"
    assert body["hits"][0]["href"] == "/doc/prosecution-office/openbaar-ministerie"
    page = client.get("/search", BROWSER, q="COORDINATIE").text
    assert "Coördinatieoverleg" in page
    assert client.get("/search", BROWSER).status_code == 200
    assert "Niets gevonden" in client.get("/search", BROWSER, q="zzzz").text


def test_pages_of_search(client: Client) -> None:
    first = client("GET", "/search", params={"q": "o", "limit": 2})
    assert first.headers["link"] == '</search?q=o&limit=2&offset=2>; rel="next"'
    assert len(first.json()["hits"]) == 2
    last = client("GET", "/search", params={"q": "o", "limit": 200})
    assert "link" not in last.headers


@pytest.mark.parametrize("q", ["", " ", "!", "x" * 201])
def test_nothing_to_search_for(client: Client, q: str) -> None:
    assert client.get("/search", q=q).status_code == 400


# network


def test_a_path_with_predicates_and_evidence(client: Client) -> None:
    body = client.get("/network/path", **{"from": TOWN, "to": CYBER}).json()
    assert body["found"]
    assert body["complete"]
    assert body["length"] == 3
    assert [step["from"]["label"] for step in body["steps"]] == [
        "Lutjestad",
        "Coördinatieoverleg",
        "Openbaar Ministerie",
    ]
    first, _, last = body["steps"]
    place = first["evidence"][0]["passage"].rsplit("/", 1)[1]
    assert first["predicates"][0]["label"] == "lid van"
    assert first["evidence"][0] | {"passage": "", "document_iri": ""} == {
        "quote": "Lutjestad is lid van het coördinatieoverleg",
        "document": "plan-a", "document_iri": "", "file": "plan-a.txt", "line": 31, "passage": "",
        "href": f"/documents/plan-a?at={place.split('-')[0]}#passage-{place}",
    }  # fmt: skip
    assert last["via"]["label"] == "Voorlichting geven"
    assert [p["direction"] for p in last["predicates"]] == ["inverse", "forward"]
    assert "Nodes" in body["projection"]["description"]


def test_neighbours(client: Client) -> None:
    body = client.get("/network/neighbours", resource=TOWN, depth="2").json()
    assert body["nodes"][0] == {**body["resource"], "distance": 0}
    assert {node["label"]: node["distance"] for node in body["nodes"]}["Openbaar Ministerie"] == 2
    assert all(edge["evidence"] for edge in body["edges"] if edge["via"])
    assert not client.get("/network/neighbours", resource=TOWN, limit="1").json()["complete"]


def test_no_path_is_an_answer_and_no_node_is_none(client: Client) -> None:
    lonely = f"{BASE}/id/theme/eenzaam"
    assert client.get("/network/path", **{"from": TOWN, "to": lonely}).json()["found"] is False
    assert client.get("/network/path", **{"from": TOWN, "to": f"{BASE}/id/x/y"}).status_code == 404
    assert client.get("/network/neighbours", resource="javascript:alert(1)").status_code == 404


# validation


BAD = b"<http://example.org/x> a <https://w3id.org/veiligheidsgraaf/def/Target> ."
GOOD = b"<http://example.org/x> <http://example.org/p> 1 ."


def validate(client: Client, content: bytes, content_type: str = "text/turtle", **headers: str) -> tuple[int, str, str]:
    answer = client("POST", "/validate", content=content, headers={"Content-Type": content_type, **headers})
    return answer.status_code, answer.headers.get("x-conforms", ""), answer.text


def test_rdf_in_report_out(client: Client) -> None:
    status, conforms, report = validate(client, GOOD)
    assert (status, conforms) == (200, "true")
    status, conforms, report = validate(client, BAD)
    assert (status, conforms) == (200, "false")
    graph = rdflib.Graph().parse(data=report, format="turtle")
    assert list(graph.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_the_report_in_every_form(client: Client, accept: str, name: str) -> None:
    _, _, report = validate(client, BAD, Accept=accept)
    graph = rdflib.Graph().parse(data=report, format=name)
    assert (None, rdflib.RDF.type, rdflib.SH.ValidationReport) in graph


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (GOOD, "application/n-triples"),
        (b"<http://g> { <http://e/s> <http://e/p> 1 }", "application/trig"),
        (b'{"@id": "http://e/s", "http://e/p": 1}', "application/ld+json; charset=utf-8"),
        (b"<http://e/s> <http://e/p> <http://e/o> <http://e/g> .", "application/n-quads"),
    ],
)
def test_rdf_of_every_type_is_read(client: Client, content: bytes, content_type: str) -> None:
    if content is GOOD:
        content = b'<http://e/s> <http://e/p> "1" .'
    assert validate(client, content, content_type)[:2] == (200, "true")


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">
<rdf:Description rdf:about="http://x/"><e:p>&a;</e:p></rdf:Description></rdf:RDF>"""
HOSTILE = {
    "no RDF": (b"<http://e/s> a\n .", "text/turtle", 400),
    "no UTF-8": (b"<http://e/s> <http://e/p> '\xff' .", "text/turtle", 400),
    "entities": (ENTITIES, "application/rdf+xml", 400),
    "a file of ours": (ENTITIES.replace(b'"aaaaaaaaaa"', b'SYSTEM "file:///etc/passwd"'), "application/rdf+xml", 400),
    "a remote context": (b'{"@context": "http://127.0.0.1:9/c", "@id": "http://e/s"}', "application/ld+json", 400),
    "deep triple terms": (b"<http://e/s> <http://e/p> " + b"<<( <e:s> <e:p> " * 9_000, "text/turtle", 400),
    "deep JSON": (b"[" * 100_000, "application/ld+json", 400),
    "no type": (GOOD, "", 415),
    "another type": (GOOD, "text/html", 415),
    "a form without data": (GOOD, "application/x-www-form-urlencoded", 400),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_rdf_is_refused(client: Client, case: str) -> None:
    content, content_type, expected = HOSTILE[case]
    status, _, text = validate(client, content, content_type)
    assert status == expected, text
    if case == "no RDF":
        assert json.loads(text)["line"] == 2


def test_deep_lists_do_not_end_the_process(client: Client) -> None:
    deep = b"<http://e/s> <http://e/p> " + b"(" * 3_000 + b")" * 3_000 + b" ."
    assert validate(client, deep)[0] in (200, 400, 503)


# pages


PAGES = ["/", "/queries", "/queries/targets", "/sparql", "/search?q=om", "/docs", "/problems", "/def", "/def/Target"]
PAGES += ["/documents", "/documents/plan-a", "/documents/plan-b"]
PAGES += ["/doc/municipality/lutjestad", "/doc/theme/eenzaam", "/doc/document/plan-a", "/doc/passage/plan-a/20-55"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("url", PAGES)
def test_pages_need_nothing_from_elsewhere(client: Client, url: str, language: str) -> None:
    """No script, no style, no font, no picture of another host; nothing inline either: a script is a file of ours."""
    page = client.get(f"{url}{'&' if '?' in url else '?'}lang={language}", BROWSER)
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    loaded = re.findall(r'<(?:script|img|iframe|link|source|object)[^>]*?(?:src|href)="([^"]*)"', page.text)
    assert loaded
    assert all(address.startswith(("/static/", "/network/ego.svg?")) for address in loaded)
    scripts = re.findall(r"<script[^>]*>[^<]*", page.text)
    assert all(re.fullmatch(r'<script type="module" src="/static/built/[^"]+">', script) for script in scripts)
    assert not re.search(r"\son\w+=|style=|javascript:[^<]*\"", page.text.replace("&#34;", ""))
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("url", PAGES)
def test_links_of_pages_lead_somewhere(client: Client, url: str) -> None:
    page = client.get(url, BROWSER).text
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)"', page)}
    links = {link for link in links if not link.startswith("/explain?")}  # what follows is made up in this graph
    assert links
    for link in sorted(links)[:60]:
        assert client.get(link, BROWSER).status_code == 200, link


def test_data_is_text_and_never_markup(client: Client) -> None:
    page = client.get("/doc/theme/eenzaam", BROWSER).text
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    for url in (
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/sparql?query=%3Cscript%3E",
        "/queries?lang=%3Cscript%3E",
    ):
        assert "<script>" not in client.get(url, BROWSER).text
    rows = client.get("/sparql", BROWSER, query="SELECT (<javascript:alert(1)> AS ?x) ('<b>x</b>' AS ?y) {}").text
    assert "&lt;b&gt;x&lt;/b&gt;" in rows
    assert 'href="javascript' not in rows


def test_home_says_what_is_in_here(client: Client) -> None:
    page = client.get("/", BROWSER).text
    assert "Plan A" in page
    assert "Plan B" in page
    body = client.get("/").json()
    assert len(body["examples"]) == 5
    for language in ("nl", "en"):
        shown = client.get("/", BROWSER, lang=language).text
        listed = shown.split('class="questions"')[1].split("</ol>")[0]
        asked = re.findall(r'href="(/compare/\w+)\?', listed)
        assert len(asked) == 5
        assert all(client.get(path, BROWSER, lang=language).status_code == 200 for path in asked)
    assert [document["id"] for document in body["documents"]] == ["plan-a", "plan-b"]
    counted = {kind["iri"].rsplit("/", 1)[1]: kind["number"] for kind in body["classes"]}
    assert counted["GovernanceRelation"] == 2
    assert counted["RegionalStrategy"] == 1
    assert body["graphs"][f"{BASE}/graph/report"] == 1


def test_home_says_when_it_was_built(small_store: Path) -> None:
    """"Built …" and "Checksum" stood together without a space."""
    with contextlib.closing(open_current(small_store)) as store:
        page = Client(create_app(Settings(base=BASE), store)).get("/", BROWSER).text
    assert re.search(r'Gebouwd <time datetime="[^"]+">[0-9-]{10} [0-9:]{5} UTC</time>\. \s*Controlegetal ', page)


def test_the_description_names_every_address(client: Client) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert set(described["paths"]["/sparql"]) == {"get", "post"}
    page = client.get("/docs", BROWSER).text
    for path in described["paths"]:
        assert path in page
    identifiers = [o["operationId"] for methods in described["paths"].values() for o in methods.values()]
    assert len(identifiers) == len(set(identifiers))


def test_other_sites_may_ask(client: Client) -> None:
    answer = client("GET", "/health", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    preflight = client("OPTIONS", "/sparql", headers={**asked, "Access-Control-Request-Headers": "content-type"})
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    "url", ["/", "/health", "/queries/targets.csv", "/doc/municipality/lutjestad", "/static/style.css"]
)
def test_head_of_every_kind_of_answer(client: Client, url: str) -> None:
    whole, head = client("GET", url), client("HEAD", url)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_two_applications_share_nothing() -> None:
    settings = Settings(base=BASE)
    one = create_app(settings, sample_store(ontology=False))
    other = create_app(replace(settings, max_query=3), sample_store(ontology=False))
    assert Client(one).get("/sparql", query="ASK {}").status_code == 200
    assert Client(other).get("/sparql", query="ASK {}").status_code == 400
