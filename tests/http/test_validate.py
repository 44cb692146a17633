"""`/validate` as a server does it: exactly the validator's report, in every form, from every way in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyshacl
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import SH

from kg.config import ROOT
from kg.shacl.report import SHAPE_NS
from kg.validation import load_shapes, validate_data
from tests.http.client import BROWSER, server
from tests.http.sample import BASE
from tests.shapes.component_cases import PREFIXES, Case, cases, direct, parsed

GOOD = (ROOT / "tests" / "shapes" / "good.ttl").read_text(encoding="utf-8")
WRONG = GOOD.replace("vg:line 3", "vg:line 2", 1)
TURTLE = {"Content-Type": "text/turtle"}
VG = "PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/>"


@pytest.fixture(scope="module")
def address(small_store: Path) -> Iterator[str]:
    with server(small_store) as (url, _):
        yield url


def post(address: str, content: str | bytes, query: str = "", **headers: str) -> httpx.Response:
    return httpx.post(f"{address}/validate{query}", content=content, headers={**TURTLE, **headers}, timeout=60)


def test_every_component_gets_exactly_the_validators_report(address: str) -> None:
    """One test, so that one server answers: a case is a few milliseconds, a server some seconds."""
    different = []
    with httpx.Client(timeout=60) as client:
        for case in cases():
            for which in ("valid", "failing"):
                answer = client.post(f"{address}/validate", params=_advanced(case), files=_parts(case, which))
                assert answer.status_code == 200, (case.name, answer.text)
                expected = direct(getattr(case, which), case.shapes, advanced=case.advanced)
                if not isomorphic(parsed(answer.content), expected):
                    different.append(f"{case.name} ({which})")
    assert different == []


def _advanced(case: Case) -> dict[str, str]:
    return {"advanced": "1"} if case.advanced else {}


def _parts(case: Case, which: str) -> dict[str, tuple[str, str, str]]:
    return {
        "data": ("data.ttl", getattr(case, which), "text/turtle"),
        "shapes": ("shapes.ttl", case.shapes, "text/turtle"),
    }


def test_our_shapes_give_the_report_and_what_we_add_to_it(address: str) -> None:
    """Wrong would be: a report that lacks a triple of the validator's, or adds one outside our namespace."""
    plain, full = post(address, WRONG, "?plain"), post(address, WRONG)
    expected = validate_data(parsed(WRONG)).to_graph()
    assert isomorphic(parsed(plain.content), expected)
    more = rdflib.Graph()
    told = parsed(full.content)
    for triple in told:
        if str(triple[1]).startswith(SHAPE_NS):
            more.add(triple)
    assert isomorphic(told - more, expected)
    assert len(list(more.objects(None, rdflib.URIRef(SHAPE_NS + "hint")))) == 2 * len(list(told.objects(None, SH.result)))
    assert full.headers["x-conforms"] == full.headers["x-accepted"] == "false"


def test_with_the_published_shapes_anybody_gets_the_same(address: str) -> None:
    """Wrong would be: shapes at /shapes that are not those data is checked against."""
    published = parsed(httpx.get(f"{address}/shapes", headers={"Accept": "text/turtle"}).content)
    data = parsed(WRONG)
    from kg.shacl.shapes import context

    for triple in context():
        data.add(triple)
    _, report, _ = pyshacl.validate(data, shacl_graph=published)
    own = {str(node) for node in report.objects(None, SH.sourceShape)}
    ours = parsed(post(address, WRONG, "?plain").content)
    assert own == {str(node) for node in ours.objects(None, SH.sourceShape)}
    assert len(list(report.objects(None, SH.result))) == len(list(ours.objects(None, SH.result)))


@pytest.mark.parametrize(
    ("accept", "query", "content_type"),
    [
        (None, "", "text/turtle; charset=utf-8"),
        ("text/turtle", "", "text/turtle; charset=utf-8"),
        ("application/ld+json", "", "application/ld+json"),
        ("application/n-triples", "", "application/n-triples"),
        ("application/rdf+xml", "", "application/rdf+xml"),
        ("application/json", "", "application/json"),
        ("text/csv", "", "text/csv; charset=utf-8"),
        ("text/plain", "", "text/plain; charset=utf-8"),
        (BROWSER, "", "text/html; charset=utf-8"),
        (BROWSER, "?format=json", "application/json"),
        (BROWSER, "?format=ttl", "text/turtle; charset=utf-8"),
        ("text/turtle", "?format=text", "text/plain; charset=utf-8"),
        ("text/turtle", "?format=html", "text/html; charset=utf-8"),
        ("text/turtle", "?format=jsonld", "application/ld+json"),
    ],
)
def test_every_form_of_the_report(address: str, accept: str | None, query: str, content_type: str) -> None:
    answer = post(address, WRONG, query, **({} if accept is None else {"Accept": accept}))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    assert "Aantal overvallen daalt" in answer.content.decode().encode().decode("unicode_escape", "ignore") or (
        "Aantal overvallen daalt" in answer.text
    )


def test_a_form_nobody_writes(address: str) -> None:
    assert post(address, GOOD, Accept="image/png").status_code == 406
    assert post(address, GOOD, "?format=yaml").status_code == 406


def test_the_json_says_what_to_change_where(address: str) -> None:
    told = post(address, WRONG, "?format=json").json()
    assert (told["conforms"], told["accepted"], told["counts"]["Violation"]) == (False, False, 1)
    (result,) = told["results"]
    assert result["shape"] == SHAPE_NS + "PolicyDocument-line"
    assert result["severity"] == "Violation"
    assert result["focusNode"] == {"value": "https://example.org/id/doc", "label": "Strategie 2019-2022"}
    assert result["value"]["type"] == "uri"
    assert result["messages"]["nl"] == "Passage “Aantal overvallen daalt.” begint niet op de regel die zij noemt."
    assert set(result["messages"]) == set(result["hints"]) == {"nl", "en"}
    place = {name: result["place"][name] for name in ("document", "line", "quote")}
    assert place == {"document": "strategie-2019", "line": 2, "quote": "Aantal overvallen daalt."}


def test_csv_and_text_say_the_same(address: str) -> None:
    (row,) = csv.DictReader(io.StringIO(post(address, WRONG, "?format=csv").text))
    assert (row["document"], row["line"]) == ("strategie-2019", "2")
    assert row["hint_nl"] in post(address, WRONG, "?format=text").text
    english = post(address, WRONG, "?format=text&lang=en").text
    assert row["hint_en"] in english
    assert "strategie-2019, line 2" in english
    assert "Voldoet" in post(address, GOOD, "?format=text").text


def test_pages_in_both_languages(address: str) -> None:
    form = httpx.get(f"{address}/validate", headers={"Accept": BROWSER})
    assert "<script>" not in form.text
    assert 'name="shapes"' in form.text
    assert "Check data" in httpx.get(f"{address}/validate?lang=en", headers={"Accept": BROWSER}).text
    page = post(address, WRONG, "?lang=en", Accept=BROWSER).text
    assert "Count the line feeds" in page
    assert "Violation" in page
    nasty = GOOD.replace('"Aantal overvallen daalt."', '"<script>alert(1)</script>"', 1)
    assert "<script>" not in post(address, nasty, Accept=BROWSER).text


@pytest.mark.parametrize(
    "fields",
    [
        {"data": ("x", GOOD, "text/turtle")},
        {"data": (None, GOOD, "text/turtle")},
        {"data": ("x.ttl", GOOD, "application/octet-stream")},
        {"data": (None, GOOD)},
        {"data": (None, GOOD), "data-type": (None, "text/turtle"), "shapes": ("", b"", "application/octet-stream")},
    ],
    ids=["file", "typed-field", "by-suffix", "text", "page"],
)
def test_ways_to_send_a_part(address: str, fields: dict[str, tuple[object, ...]]) -> None:
    answer = httpx.post(f"{address}/validate", files=fields, timeout=60)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    assert answer.headers["x-conforms"] == "true"


def test_parts_in_several_formats_are_one_graph(address: str) -> None:
    """Wrong would be: blank nodes of two parts taken for one, or a second part that is not looked at."""
    shapes = PREFIXES + "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] ."
    parts = [
        ("data", ("a.ttl", PREFIXES + "_:x a ex:T ; ex:p 1 .", "text/turtle")),
        ("data", ("b.jsonld", json.dumps({"@id": "_:x", "https://example.org/p": 2}), "application/ld+json")),
        ("shapes", ("s.ttl", shapes, "text/turtle")),
        ("shapes", ("t.nt", "<urn:a> <urn:b> <urn:c> .", "application/n-triples")),
    ]
    assert httpx.post(f"{address}/validate", files=parts, timeout=60).headers["x-conforms"] == "true"
    parts[1] = ("data", ("b.ttl", PREFIXES + "ex:y a ex:T ; ex:p 1 , 2 .", "text/turtle"))
    assert httpx.post(f"{address}/validate", files=parts, timeout=60).headers["x-conforms"] == "false"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/trig", f"{PREFIXES} GRAPH ex:g {{ ex:a a ex:T }}"),
        ("application/n-quads", "<https://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/T> <urn:g> ."),
        ("application/ld+json", '{"@id": "https://example.org/a", "@type": "https://example.org/T"}'),
        ("application/rdf+xml", '<T xmlns="https://example.org/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="https://example.org/a"/>'),
    ],
)  # fmt: skip
def test_data_in_any_format(address: str, content_type: str, body: str) -> None:
    shapes = PREFIXES + "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."
    fields = {"data": ("data", body, content_type), "shapes": ("s", shapes, "text/turtle")}
    answer = httpx.post(f"{address}/validate?format=json", files=fields, timeout=60)
    assert [r["focusNode"]["value"] for r in answer.json()["results"]] == ["https://example.org/a"]


# --- a graph of the store, and an update that is not carried out


def test_a_graph_of_the_store_by_name(address: str) -> None:
    graph = f"{BASE}/graph/plan-a"
    answer = httpx.get(f"{address}/validate", params={"graph": graph, "format": "json"}, timeout=60)
    assert answer.status_code == 200, answer.text
    whole = httpx.get(f"{address}/validate", params={"graph": "default", "format": "json"}, timeout=60).json()
    own = answer.json()["results"]
    assert own
    assert len(own) <= len(whole["results"])
    stored = {str(quad["s"]["value"]) for quad in _subjects(address, graph)}
    assert {result["focusNode"]["value"] for result in own} <= stored
    assert httpx.get(f"{address}/validate", params={"graph": f"{BASE}/graph/none"}).status_code == 404
    assert httpx.get(f"{address}/validate", params={"graph": "no iri"}).status_code == 400


def _subjects(address: str, graph: str) -> list[dict[str, dict[str, str]]]:
    query = f"SELECT DISTINCT ?s {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    found = httpx.get(f"{address}/sparql", params={"query": query, "format": "json"}).json()
    return found["results"]["bindings"]


def test_a_graph_of_the_store_against_shapes_of_the_users(address: str) -> None:
    graph = f"{BASE}/graph/plan-a"
    shapes = f"""{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass <https://w3id.org/veiligheidsgraaf/def/Measure> ;
        sh:property [ sh:path ex:nothing ; sh:minCount 1 ] ."""
    answer = httpx.post(
        f"{address}/validate", params={"graph": graph}, files={"shapes": ("s.ttl", shapes, "text/turtle")}, timeout=60
    )
    data = parsed(httpx.get(f"{address}/graphs", params={"graph": graph}, headers={"Accept": "text/turtle"}).content)
    _, expected, _ = pyshacl.validate(data, shacl_graph=parsed(shapes))
    assert isomorphic(parsed(answer.content), expected)


@pytest.mark.parametrize("way", ["body", "form", "multipart"])
def test_an_update_is_tried_and_not_carried_out(address: str, way: str) -> None:
    where = f"WITH <{BASE}/graph/plan-a>"
    text = f"{VG} {where} DELETE {{ ?p vg:line ?l }} INSERT {{ ?p vg:line 0 }} WHERE {{ ?p vg:line ?l }}"
    url = f"{address}/validate?format=json"
    before = httpx.get(f"{address}/graphs?graph={BASE}/graph/plan-a").headers["etag"]
    if way == "body":
        answer = httpx.post(url, content=text, headers={"Content-Type": "application/sparql-update"}, timeout=60)
    elif way == "form":
        answer = httpx.post(url, data={"update": text}, timeout=60)
    else:
        answer = httpx.post(url, files={"update": (None, text)}, timeout=60)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["update"]
    assert not told["accepted"]
    new = [result for result in told["results"] if result["change"] == "new"]
    assert {result["shape"].removeprefix(SHAPE_NS) for result in new} >= {"Passage-line", "PolicyDocument-line"}
    assert answer.headers["x-accepted"] == "false"
    assert httpx.get(f"{address}/graphs?graph={BASE}/graph/plan-a").headers["etag"] == before
    lines = httpx.get(f"{address}/sparql", params={"query": f"{VG} ASK {{ ?p vg:line 0 }}", "format": "json"}).json()
    assert lines["boolean"] is False


def test_an_update_that_causes_nothing_is_accepted_and_one_that_mends_says_so(address: str) -> None:
    graph = f"{BASE}/graph/plan-a"
    nothing = f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:x-test:a> <urn:x-test:b> 1 }} }}"
    told = httpx.post(f"{address}/validate?format=json", data={"update": nothing}, timeout=60).json()
    assert told["accepted"]
    gone = f"{VG} WITH <{graph}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s a vg:Measure ; ?p ?o }}"
    told = httpx.post(f"{address}/validate?format=json", data={"update": gone}, timeout=60).json()
    assert {result["change"] for result in told["results"]} >= {"gone"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("INSERT DATA {", 400),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", 403),  # the default graph is a union
        ("LOAD <http://127.0.0.1:9/x> INTO GRAPH <urn:g>", 403),
        ("INSERT { <urn:a> <urn:b> ?o } WHERE { SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }", 403),
        ("DROP GRAPH <urn:x-test:nothing>", 400),
    ],
)
def test_an_update_that_cannot_be_run(address: str, text: str, status: int) -> None:
    answer = httpx.post(f"{address}/validate", data={"update": text}, timeout=60)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


# --- shapes for others, and the report of the build


def test_the_shapes_are_published(address: str) -> None:
    listed = httpx.get(f"{address}/shapes", headers={"Accept": BROWSER}).text
    assert 'id="PolicyDocument-line"' in listed
    everything = parsed(httpx.get(f"{address}/shapes").content)
    assert len(everything) == len(load_shapes.__wrapped__())  # the validator adds to the one that is kept
    module = httpx.get(f"{address}/shapes/themes.ttl")
    assert module.content == (ROOT / "shapes" / "themes.ttl").read_bytes()
    assert module.headers["content-type"].startswith("text/turtle")
    assert parsed(httpx.get(f"{address}/shapes/themes.jsonld").content, "json-ld")
    one = parsed(httpx.get(f"{address}/shapes/PolicyDocument-line", headers={"Accept": "text/turtle"}).content)
    assert (rdflib.URIRef(SHAPE_NS + "PolicyDocument-line"), SH.severity, SH.Violation) in one
    page = httpx.get(f"{address}/shapes/PolicyDocument-line", headers={"Accept": BROWSER})
    assert page.status_code == 303
    assert page.headers["location"].endswith("#PolicyDocument-line")
    for wrong in ("nothing", "..%2fapi%2fapp.py", "profiles", "evidence.py"):
        assert httpx.get(f"{address}/shapes/{wrong}").status_code == 404


def test_the_report_of_the_build(address: str) -> None:
    for accept in ("text/turtle", "application/json", "text/csv", "text/plain", BROWSER):
        answer = httpx.get(f"{address}/validate/report", headers={"Accept": accept})
        assert answer.status_code == 200, accept
        etag = answer.headers.get("etag")
        if etag:
            again = httpx.get(f"{address}/validate/report", headers={"Accept": accept, "If-None-Match": etag})
            assert again.status_code == 304


@pytest.mark.parametrize(("language", "said"), [("nl", "nog geen eerdere bouw"), ("en", "no earlier build yet")])
def test_before_there_is_a_second_build_the_changes_say_so(address: str, language: str, said: str) -> None:
    """An address that pages link to was an error until something was built again."""

    def ask(name: str, **more: str) -> httpx.Response:
        return httpx.get(f"{address}/validate/changes", params={"format": name, "lang": language, **more})

    page, told = ask("html"), ask("json").json()
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f'<html lang="{language}">' in page.text
    assert said in page.text
    assert (told["before"], told["changes"]) == (None, None)
    assert said in told["note"]
    assert said in ask("text").text
    assert ask("csv").status_code == 200
    for name in ("html", "json"):
        assert ask(name, against="20200101T000000000000Z").status_code == 404
