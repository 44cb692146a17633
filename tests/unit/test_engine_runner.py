"""Answers: written by the engine, whole or not at all."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from kg.embedded import OxigraphStore
from kg.engine.execution import check_xml_name, execute
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS, Format, Kind, by_name, require
from kg.engine.request import QueryRequest
from kg.engine.runner import Engine, Runtime
from kg.errors import FormatError, QueryTooComplexError, ResultTooLargeError, StoreError
from kg.store import TripleStream

BASE = "https://example.org/graaf"
JSON, XML, CSV, TSV = RESULT_FORMATS
TURTLE = GRAPH_FORMATS[0]


def store(number: int = 3, predicate: str = "p") -> OxigraphStore:
    made = OxigraphStore(BASE)
    graph = NamedNode(f"{BASE}/graph/one")
    name = NamedNode(f"http://example.org/{predicate}")
    made.load(Quad(NamedNode(f"{BASE}/id/{i}"), name, Literal(f'v{i}, "é"'), graph) for i in range(number))
    return made


def body(text: str, results: Format | None = JSON, graph: Format | None = TURTLE) -> bytes:
    return execute(store(), QueryRequest(text, results, graph), max_result=10**6).body


SELECT = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"


def test_rows_in_every_format() -> None:
    expected = [f'v{i}, "é"' for i in range(3)]
    assert [b["o"]["value"] for b in json.loads(body(SELECT))["results"]["bindings"]] == expected
    assert [r["o"] for r in csv.DictReader(io.StringIO(body(SELECT, CSV).decode()))] == expected
    for results, name in ((XML, "xml"), (TSV, "tsv")):
        engine = results.engine
        assert isinstance(engine, ox.QueryResultsFormat)
        parsed = ox.parse_query_results(body(SELECT, results), engine)
        assert [row["o"].value for row in parsed] == expected, name  # type: ignore[union-attr]


@pytest.mark.parametrize("wanted", [f for f in GRAPH_FORMATS if f.name != "n3"], ids=lambda f: f.name)
def test_graphs_in_every_format(wanted: Format) -> None:
    written = body("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", graph=wanted)
    names = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdfxml": "xml", "trig": "trig", "nq": "nquads"}
    parsed = rdflib.Dataset(default_union=True)
    parsed.parse(data=written, format=names[wanted.name])
    assert len(parsed) == 3


@pytest.mark.parametrize("wanted", RESULT_FORMATS, ids=lambda f: f.name)
def test_ask_in_every_format(wanted: Format) -> None:
    assert b"true" in body("ASK { ?s ?p ?o }", wanted)


def test_a_form_without_a_format_is_an_error() -> None:
    with pytest.raises(FormatError, match="graph"):
        body("CONSTRUCT WHERE { ?s ?p ?o }", graph=None)
    with pytest.raises(FormatError, match="rows"):
        body(SELECT, results=None)


def test_an_answer_over_the_limit_is_an_error_and_no_part() -> None:
    with pytest.raises(ResultTooLargeError, match="LIMIT"):
        execute(store(5_000), QueryRequest(SELECT, JSON), max_result=10_000)


def test_a_function_nobody_knows_fails_its_expression_and_not_the_query() -> None:
    """SPARQL 1.1 Query, 17.6: an error of the expression leaves the variable unbound."""
    assert json.loads(body("SELECT (<http://example.org/no-function>(1) AS ?x) {}"))["results"]["bindings"] == [{}]


def test_a_fault_on_the_way_is_an_error_and_no_part() -> None:
    class Broken(OxigraphStore):
        def query(self, text: str, **_: object) -> TripleStream:  # type: ignore[override]
            def triples() -> Iterator[ox.Triple]:
                yield ox.Triple(NamedNode("http://e/a"), NamedNode("http://e/p"), Literal("v"))
                raise StoreError("the line went dead")

            return TripleStream(triples())

    with pytest.raises(StoreError, match="dead"):
        execute(Broken(BASE), QueryRequest("CONSTRUCT WHERE { ?s ?p ?o }", JSON, TURTLE), max_result=10**6)


def test_rdf_xml_is_refused_where_it_cannot_be_written() -> None:
    """The engine wrote an element without a name, which no reader takes."""
    rdfxml = by_name("rdfxml", GRAPH_FORMATS)
    request = QueryRequest("CONSTRUCT WHERE { ?s ?p ?o }", graph=rdfxml)
    with pytest.raises(FormatError, match="Turtle"):
        execute(store(predicate="123"), request, max_result=10**6)
    for fine in ("http://e/a#b", "http://e/1a", "http://e/a-b.c", "http://e/_1"):
        check_xml_name(NamedNode(fine))


def test_the_engine_runs_queries_beside_the_event_loop() -> None:
    engine = Engine(store(), Runtime(max_query=1_000))
    answer = asyncio.run(engine.query(QueryRequest(SELECT, CSV)))
    assert answer.format is CSV
    assert asyncio.run(engine.lookup(lambda s: len(list(s.quads())))) == 3
    assert engine.query_now(QueryRequest(SELECT, CSV)).body == answer.body
    with pytest.raises(QueryTooComplexError):
        asyncio.run(engine.query(QueryRequest("ASK {}" + " " * 1_000, CSV)))
    asyncio.run(engine.runtime.close())


@pytest.mark.parametrize(
    ("name", "expected"),
    [("json", "jsonld"), ("turtle", "ttl"), ("JSON-LD", "jsonld"), ("application/n-quads", "nq"), ("rdf", "rdfxml")],
)
def test_graph_formats_by_the_names_clients_use(name: str, expected: str) -> None:
    found = by_name(name, GRAPH_FORMATS)
    assert found is not None
    assert found.name == expected


def test_an_unknown_format_lists_the_known() -> None:
    with pytest.raises(FormatError, match="json, xml, csv, tsv"):
        require("yaml", RESULT_FORMATS)


def test_media_types_stand_for_one_format_of_a_kind() -> None:
    for formats in (RESULT_FORMATS, GRAPH_FORMATS):
        types = [media for f in formats for media in (f.media_type, *f.also)]
        assert len(types) == len(set(types))
    assert {f.kind for f in RESULT_FORMATS} == {Kind.RESULTS}
