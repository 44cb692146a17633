"""Named queries as REST: parts of the rows, what is said of them, and how others find them. Wrong would be: a "next"
that leads nowhere, an example that does not work, one bad file that takes the others along."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCTERMS, RDF, RDFS, SKOS, Namespace

from api.app import create_app
from kg.config import Settings
from kg.embedded import OxigraphStore
from kg.queries import load_catalogue
from kg.snapshots import new_snapshot
from tests.http.client import BROWSER, Client, server
from tests.http.sample import BASE, sample_quads

SH, SCHEMA = Namespace("http://www.w3.org/ns/shacl#"), Namespace("https://schema.org/")
NAMES = """# title: Namen
# title@en: Names
# question: Hoe heten dingen?
# question@en: What are things called?
# group: Woorden
# group@en: Words
# columns: s, name
# param: name nl optional  -- only this name
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?s ?name { ?s skos:prefLabel ?name FILTER(STRSTARTS(STR(?s), "BASE/id/")) } ORDER BY ?name
""".replace("BASE", BASE)
FILES = {
    "names": NAMES,
    "needy": NAMES.replace("optional", "required"),
    "given": NAMES.replace("optional", "default Lutjestad"),
    "none": NAMES.replace("STRSTARTS", "!STRSTARTS"),
    "broken": NAMES.replace("SELECT", "SELEKT"),
    "taken": NAMES.replace("param: name", "param: limit").replace("s, name", "s, limit").replace("?name", "?limit"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("parts")
    (folder / "queries").mkdir()
    for name, text in FILES.items():
        (folder / "queries" / f"{name}.rq").write_text(text, encoding="utf-8")
    with new_snapshot(folder / "store", BASE) as draft:
        draft.store.load(sample_quads())
    with server(folder / "store", QUERIES=str(folder / "queries")) as (url, _):
        yield url


def get(address: str, path: str, accept: str | None = None) -> httpx.Response:
    return httpx.get(address + path, headers={"Accept": accept} if accept else {}, timeout=60)


def rows(body: str) -> list[str]:
    return [row["name"] for row in csv.DictReader(io.StringIO(body))]


def test_following_next_gives_every_row_once(address: str) -> None:
    whole = rows(get(address, "/queries/names.csv").text)
    assert len(whole) == 6
    for limit in (1, 2, 4, 5, 6, 7):
        found: list[str] = []
        url: str | None = f"{address}/queries/names.csv?limit={limit}"
        while url:
            answer = httpx.get(url)
            part = rows(answer.text)
            assert part, "a next that leads to no rows"
            assert answer.headers["x-total-count"] == "6"
            found += part
            url = answer.links.get("next", {}).get("url")
        assert found == whole


def test_what_is_said_of_a_part(address: str) -> None:
    answer = get(address, "/queries/names?limit=2&offset=2&format=json&lang=en")
    links = {relation: dict(parse_qsl(urlsplit(link["url"]).query)) for relation, link in answer.links.items()}
    assert {relation: link.get("offset") for relation, link in links.items()} == {
        "first": None, "prev": None, "next": "4", "last": "4",
    }  # fmt: skip
    assert all(link["format"] == "json" and link["lang"] == "en" and link["limit"] == "2" for link in links.values())
    told = answer.json()["head"]
    assert told["vars"] == ["s", "name"]
    assert (told["page"]["limit"], told["page"]["offset"], told["page"]["total"]) == (2, 2, 6)
    assert told["link"] == [answer.links["next"]["url"]]
    last = get(address, "/queries/names.json?limit=2&offset=4")
    assert "next" not in last.links
    assert last.json()["head"]["link"] == []
    xml = get(address, "/queries/names.xml?limit=2")
    assert f'<link href="{xml.links["next"]["url"].replace("&", "&amp;")}"/></head>' in xml.text
    assert len(rdflib.query.Result.parse(io.BytesIO(xml.content), format="xml")) == 2


def test_the_whole_when_nothing_is_asked(address: str) -> None:
    answer = get(address, "/queries/names.json")
    assert "link" not in answer.headers
    assert "x-total-count" not in answer.headers
    assert set(answer.json()["head"]) == {"vars"}
    assert rows(get(address, "/queries/names.csv?offset=4").text) == rows(get(address, "/queries/names.csv").text)[4:]


def test_a_part_beyond_the_end_is_empty_and_leads_back(address: str) -> None:
    answer = get(address, "/queries/names.json?limit=2&offset=100")
    assert answer.status_code == 200
    assert answer.json()["results"]["bindings"] == []
    assert "next" not in answer.links
    assert parse_qsl(urlsplit(answer.links["prev"]["url"]).query) == [("limit", "2"), ("offset", "4")]


def test_parts_of_a_restricted_query(address: str) -> None:
    answer = get(address, "/queries/names.csv?name=Lutjestad&limit=1")
    assert (rows(answer.text), answer.headers["x-total-count"]) == (["Lutjestad"], "1")
    assert "next" not in answer.links
    assert get(address, "/queries/none.csv?limit=1").headers["x-total-count"] == "0"


@pytest.mark.parametrize("part", ["limit=0", "limit=-1", "limit=x", "limit=1.5", "offset=-1", "limit=1&limit=2", "limit=100001",
                                  "limit=%C2%B2", "offset=9999999999999999"])  # fmt: skip
def test_a_part_that_is_none(address: str, part: str) -> None:
    for suffix in (".csv", ".html"):
        assert get(address, f"/queries/names{suffix}?{part}").status_code == 400


def test_the_page_leads_on(address: str) -> None:
    page = get(address, "/queries/names?limit=2&lang=en", BROWSER).text
    assert "Rows 1–2 of 6" in page.replace("\n", " ")
    assert 'rel="next"' in page
    assert 'rel="prev"' not in page
    assert "Rows 5–6" in get(address, "/queries/names?limit=2&offset=4&lang=en", BROWSER).text
    assert 'rel="next"' not in get(address, "/queries/names?lang=en", BROWSER).text


def test_the_examples_of_the_description_work(address: str) -> None:
    described = get(address, "/openapi.json").json()["paths"]
    assert "/queries/broken" not in described
    for name in ("names", "needy", "given", "none"):
        entry = described[f"/queries/{name}"]["get"]
        parameters = {p["name"]: p for p in entry["parameters"]}
        assert {"name", "limit", "offset", "format"} == set(parameters)
        assert parameters["name"]["required"] == (name == "needy")
        example = entry["responses"]["200"]["content"]["application/sparql-results+json"].get("example")
        if name == "none":
            assert not example["results"]["bindings"]
            continue
        value = parameters["name"]["example"]
        answer = httpx.get(f"{address}/queries/{name}.json", params={"name": value, "limit": 3}, timeout=60).json()
        assert answer["results"]["bindings"] == example["results"]["bindings"] != []
    assert described["/queries/given"]["get"]["parameters"][0]["schema"]["default"] == "Lutjestad"
    operations = [o["operationId"] for methods in described.values() for o in methods.values() if "operationId" in o]
    assert len(operations) == len(set(operations))


def test_a_bad_file_is_told_and_the_others_stay(address: str) -> None:
    listed = get(address, "/queries").json()
    assert [query["name"] for query in listed["queries"]] == ["given", "names", "needy", "none"]
    told = {entry["name"]: entry["error"] for entry in listed["broken"]}
    assert set(told) == {"broken", "taken"}
    assert "limit" in told["taken"]
    assert get(address, "/queries/names.csv").status_code == 200


def test_editors_find_the_queries(address: str) -> None:
    """By the query that the editor of the SIB asks."""
    found = rdflib.Graph().parse(data=get(address, "/queries", "text/turtle").content, format="turtle")
    asked = """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      SELECT DISTINCT ?sq ?comment ?query
      WHERE { ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct ?query } ORDER BY ?sq"""
    examples = {str(row.sq): str(row.query) for row in found.query(asked)}  # type: ignore[union-attr]
    assert set(examples) == {f"{BASE}/queries/{name}" for name in ("given", "names", "needy", "none")}
    assert examples[f"{BASE}/queries/names"] == NAMES
    names = rdflib.URIRef(f"{BASE}/queries/names")
    assert (names, RDF.type, SH.SPARQLSelectExecutable) in found
    assert {str(label) for label in found.objects(names, RDFS.label)} == {"Namen", "Names"}
    assert {str(word) for word in found.objects(names, SCHEMA.keywords)} == {"Woorden", "Words"}
    group = found.value(names, DCTERMS.subject)
    assert rdflib.Literal("Words", lang="en") in set(found.objects(group, SKOS.prefLabel))
    assert str(found.value(names, SCHEMA.target)) == f"{address}/sparql"
    for text in examples.values():
        answer = httpx.get(f"{address}/sparql", params={"query": text}, timeout=60)
        assert answer.status_code == 200


@pytest.mark.parametrize(("language", "group"), [("nl", "Woorden"), ("en", "Words")])
def test_the_list_is_by_group(address: str, language: str, group: str) -> None:
    assert f"<h2>{group}</h2>" in get(address, f"/queries?lang={language}", BROWSER).text
    assert {query["group"] for query in get(address, f"/queries?lang={language}").json()["queries"]} == {group}


def test_every_query_of_ours_has_a_group() -> None:
    for query in load_catalogue(Settings().queries).queries.values():
        assert set(query.groups) == {"nl", "en"}, query.name


def test_values_with_line_feeds_count_as_one_row(tmp_path: Path) -> None:
    """The number of rows is counted by lines of TSV, in which a value has none."""
    text = '# columns: x\nSELECT ?x { VALUES ?x { "a\\nb" "c\\r\\n" "d\\te" } }'
    (tmp_path / "lines.rq").write_text(text, encoding="utf-8")
    client = Client(create_app(Settings(base=BASE, queries=tmp_path), OxigraphStore(BASE, ox.Store())))
    answer = client.get("/queries/lines.json?limit=2")
    assert answer.headers["x-total-count"] == "3"
    assert len(json.loads(answer.content)["results"]["bindings"]) == 2
