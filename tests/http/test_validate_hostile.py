"""What strangers send to `/validate`: nothing is fetched, nothing runs on, and every refusal says where and why."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.http.client import server
from tests.loopback import Quiet, listening
from tests.shapes.component_cases import PREFIXES

SECONDS = 6
MEMORY = 400_000_000


class Counter(Quiet):
    """Counts whoever comes."""

    came: list[str]

    def do_GET(self) -> None:
        type(self).came.append(self.path)
        self.answer(200, {"Content-Type": "text/turtle"}, b"<urn:a> <urn:b> <urn:c> .")

    do_POST = do_HEAD = do_GET


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """A server of somebody else's, and the requests it gets."""
    came: list[str] = []
    handler = type("Handler", (Counter,), {"came": came})
    with listening(handler) as url:
        yield url, came


@pytest.fixture(scope="module")
def address(small_store: Path) -> Iterator[str]:
    limits = {"QUERY_TIMEOUT": str(SECONDS), "QUERY_MEMORY": str(MEMORY), "MAX_BODY": "2000000"}
    with server(small_store, **limits) as (url, _):
        # the first question waits for a worker to come up: not part of any budget that is measured here
        httpx.post(f"{url}/validate", content="", headers={"Content-Type": "text/turtle"}, timeout=60)
        yield url


def send(address: str, shapes: str, data: str = "ex:a a ex:T .", query: str = "", kind: str = "text/turtle") -> httpx.Response:
    fields = {"data": ("d", PREFIXES + data, "text/turtle"), "shapes": ("s", shapes, kind)}
    return httpx.post(f"{address}/validate{query}", files=fields, timeout=60)


def problem(answer: httpx.Response) -> dict[str, object]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    told: dict[str, object] = answer.json()
    assert told["status"] == answer.status_code
    assert told["advice"]
    return told


@pytest.mark.parametrize(
    ("content_type", "body", "line", "column"),
    [
        ("text/turtle", "@prefix ex: <https://example.org/> .\nex:a ex:b ; .\n", 2, 11),
        ("application/n-triples", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n", 2, 17),
        ("application/trig", "<urn:g> {\n<urn:a> <urn:b> }", 2, 17),
        ("application/ld+json", '{"@id": "urn:a",\n "urn:b": }', 2, 11),
        ("application/rdf+xml", '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n <r:x></r:y></r:RDF>', 2, 9),
        ("application/rdf+xml", "<rdf>\n</rdf>", 1, 1),
    ],
)  # fmt: skip
def test_rdf_that_does_not_parse_has_a_line_and_a_column(
    address: str, content_type: str, body: str, line: int, column: int
) -> None:
    answer = httpx.post(f"{address}/validate", content=body, headers={"Content-Type": content_type}, timeout=60)
    assert answer.status_code == 400
    told = problem(answer)
    assert told["type"] == "/problems#rdf-syntax"
    assert (told["line"], told["column"]) == (line, column)
    assert "data" in str(told["detail"])


def test_shapes_that_do_not_parse_are_told_from_data(address: str) -> None:
    told = problem(send(address, "ex:a"))
    assert told["status"] == 400
    assert "shapes" in str(told["detail"])
    assert told["line"] == 1


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({"Content-Type": "text/turtle"}, b"#" * 2_100_000, 413),
        ({"Content-Type": "text/n3"}, b"x", 415),
        ({"Content-Type": "image/png"}, b"x", 415),
        ({}, b"x", 415),
        ({"Content-Type": "multipart/form-data"}, b"x", 400),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\nnonsense", 400),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"", 400),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"data=%ff", 400),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"data=x&update=y", 400),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"data=<urn:a>+<urn:b>+1&data-type=nonsense", 400),
        ({"Content-Type": "text/turtle", "Content-Encoding": "gzip"}, b"no gzip", 400),
        ({"Content-Type": "text/turtle", "Content-Encoding": "rot13"}, b"x", 415),
    ],
)
def test_what_is_not_taken(address: str, headers: dict[str, str], content: bytes, status: int) -> None:
    answer = httpx.post(f"{address}/validate", content=content, headers=headers, timeout=60)
    assert answer.status_code == status, answer.text
    problem(answer)


def test_nothing_is_fetched(address: str, elsewhere: tuple[str, list[str]]) -> None:
    """Wrong would be: a line in what somebody sends that makes this server ask another one."""
    url, came = elsewhere
    context = f'{{"@context": "{url}/context", "@id": "urn:a", "b": 1}}'
    answer = httpx.post(
        f"{address}/validate", content=context, headers={"Content-Type": "application/ld+json"}, timeout=60
    )
    told = problem(answer)
    assert answer.status_code == 400
    assert "not fetched" in str(told["detail"])
    assert told["line"] == 1
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    for inside in (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{url}/entity">]>',
        f'<!DOCTYPE r [<!ENTITY % x SYSTEM "{url}/entity"> %x;]>',
        f'<!DOCTYPE r SYSTEM "{url}/dtd">',
    ):
        body = f'<?xml version="1.0"?>{inside}<r:RDF xmlns:r="{rdf}"/>'
        httpx.post(f"{address}/validate", content=body, headers={"Content-Type": "application/rdf+xml"}, timeout=60)
    imports = f"{PREFIXES} <urn:o> a owl:Ontology ; owl:imports <{url}/ontology> ; sh:shapesGraph <{url}/shapes> ."
    answer = httpx.post(f"{address}/validate", content=imports, headers={"Content-Type": "text/turtle"}, timeout=60)
    assert answer.status_code == 200
    shape = f"""{imports} ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:class ex:C ;
        sh:js [ sh:jsFunctionName "f" ; sh:jsLibrary [ sh:jsLibraryURL "{url}/f.js"^^xsd:anyURI ] ] ."""
    for query in ("", "?advanced=1"):
        assert send(address, shape, query=query).headers["x-conforms"] == "false"
    for pattern in (
        f"SELECT $this WHERE {{ SERVICE <{url}/sparql> {{ ?s ?p ?o }} }}",
        f"SELECT $this WHERE {{ \\\\u0053ERVICE <{url}/sparql> {{ ?s ?p ?o }} }}",
        f"SELECT $this FROM <{url}/data> WHERE {{ ?s ?p ?o }}",
        "SELECT $this FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    ):
        text = f'{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select """{pattern}""" ] .'
        answer = send(address, text)
        assert answer.status_code == 403, (pattern, answer.text)
        problem(answer)
    assert came == []


@pytest.mark.parametrize(
    "construct",
    [
        'sh:rule [ a sh:SPARQLRule ; sh:construct "CONSTRUCT { $this ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }" ]',
        'sh:target [ a sh:SPARQLTarget ; sh:select "SELECT ?this WHERE { SERVICE <http://127.0.0.1:9/> { ?this ?p ?o } }" ]',
    ],
    ids=["rule", "target"],
)
def test_no_shape_reaches_another_server_by_af_either(address: str, construct: str) -> None:
    answer = send(address, f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:T ; {construct} .", query="?advanced=1")
    assert answer.status_code == 403
    assert "SERVICE" in str(problem(answer)["detail"])


def test_rules_are_not_run_unasked(address: str) -> None:
    shapes = f"""{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:T ;
        sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate ex:p ; sh:object ex:made ] ;
        sh:property [ sh:path ex:p ; sh:maxCount 0 ] ."""
    assert send(address, shapes).headers["x-conforms"] == "true"
    assert send(address, shapes, query="?advanced=1").headers["x-conforms"] == "false"


@pytest.mark.parametrize(
    ("name", "shape", "data"),
    [
        ("regular-expression", 'sh:property [ sh:path ex:p ; sh:pattern "^(a+)+$" ]', f'ex:a a ex:T ; ex:p "{"a" * 60}!" .'),
        (
            "product",
            'sh:sparql [ sh:select "SELECT $this WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?a = ?l) }" ]',
            " ".join(f"ex:n{n} a ex:T ; ex:p {n} ." for n in range(200)),
        ),
    ],
    ids=["regular-expression", "product"],
)  # fmt: skip
def test_what_never_ends_is_stopped_and_says_so(address: str, name: str, shape: str, data: str) -> None:
    """Wrong would be: a request that holds a worker for good, or one that is answered as if all were well."""
    begun = time.monotonic()
    answer = send(address, f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:T ; {shape} .", data)
    assert answer.status_code == 503, (name, answer.text)
    assert "stopped" in str(problem(answer)["detail"])
    assert time.monotonic() - begun < SECONDS + 10
    fine = send(address, f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .")
    assert fine.status_code == 200, "the next question is answered"


def test_too_much_memory_is_stopped_and_says_so(address: str) -> None:
    """A string that doubles thirty times, in a query of a shape."""
    grown = "?v0"
    binds = ""
    for step in range(1, 40):
        binds += f" BIND(CONCAT(?v{step - 1}, ?v{step - 1}) AS ?v{step})"
        grown = f"?v{step}"
    select = f'SELECT $this WHERE {{ BIND(STR($this) AS ?v0) {binds} FILTER(STRLEN({grown}) > 0) }}'
    answer = send(address, f'{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select "{select}" ] .')
    assert answer.status_code == 507, answer.text
    assert "memory" in str(problem(answer)["detail"])
    assert send(address, f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .").status_code == 200


@pytest.mark.parametrize(
    "shape",
    [
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:node ex:S .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:not ex:U . ex:U a sh:NodeShape ; sh:not ex:S .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path _:p ; sh:minCount 1 ] . _:p sh:inversePath _:p .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:minCount 1 ] .",
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:minCount 1 .",
        'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select "SELECT nonsense" ] .',
        'ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:pattern "(" ] .',
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:closed 3 .",
    ],
)
def test_shapes_that_go_round_or_cannot_be_used(address: str, shape: str) -> None:
    """Wrong would be: a fault of the program. A report, a 400 that names the fault, or a 503 when time is over."""
    answer = send(address, PREFIXES + shape, "ex:a a ex:T ; ex:p 1 .")
    assert answer.status_code in (200, 400, 503), answer.text
    if answer.status_code != 200:
        problem(answer)


def test_a_client_that_goes_away_leaves_nothing_running(address: str) -> None:
    shape = f'{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:pattern "^(a+)+$" ] .'
    fields = {
        "data": ("d", PREFIXES + f'ex:a a ex:T ; ex:p "{"a" * 60}!" .', "text/turtle"),
        "shapes": ("s", shape, "text/turtle"),
    }
    for _ in range(3):
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{address}/validate", files=fields, timeout=0.7)
    begun = time.monotonic()
    fine = send(address, f"{PREFIXES} ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:nodeKind sh:IRI .")
    assert fine.status_code == 200, fine.text
    assert time.monotonic() - begun < SECONDS, "a worker was free, or a new one came up"
