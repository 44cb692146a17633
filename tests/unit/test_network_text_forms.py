"""The forms that are not XML: node-link and Cytoscape JSON, JSON-LD, CSV, DOT.

Wrong would be: a file its readers refuse, a label that runs in a spreadsheet or breaks out of its quotes, or a form in
which something is missing that another has.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import replace
from typing import Any

import networkx as nx
import pydot
import pytest
from hypothesis import given, settings

from kg.network.export import FORMATS, Origin, by_name, require, write
from kg.network.export.fields import edge_fields, edge_object, node_fields, node_object
from kg.network.export.text import clean, csv_cell, dot_string, plain
from kg.network.model import NetworkData
from tests.network_cases import HOSTILE, networks, town_network

ORIGIN = Origin("https://example.org/network/graph?projection=any", "https://example.org/licence", "en")
MANY = settings(max_examples=50, deadline=None, derandomize=True)


def as_json(data: NetworkData, name: str) -> Any:
    def refuse(constant: str) -> object:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(write(data, require(name), ORIGIN), parse_constant=refuse)


def without_place(thing: dict[str, Any]) -> dict[str, Any]:
    attributes = {name: value for name, value in thing["attributes"].items() if name not in ("x", "y")}
    return {**thing, "attributes": attributes}


@MANY
@given(networks())
def test_node_link_comes_back_from_networkx_with_everything(data: NetworkData) -> None:
    made = as_json(data, "json")
    read = nx.node_link_graph(made, edges="edges")
    assert (read.is_directed(), read.number_of_nodes()) == (data.directed, len(data.nodes))
    assert read.number_of_edges() == len(data.edges)
    for node in data.nodes:
        found = dict(read.nodes[node.iri])
        assert without_place({k: found[k] for k in node_object(data, node)}) == plain(node_object(data, node))
    for edge, found in zip(data.edges, made["edges"], strict=True):
        assert {name: found[name] for name in edge_object(data, edge)} == plain(edge_object(data, edge))
    about = read.graph
    assert about["projection"]["name"] == "any"
    assert about["complete"] is data.complete
    assert (about["stopped"] is None) is data.complete
    assert (about["release"]["version"], about["licence"]) == ("2026-11-22-1234", ORIGIN.licence)


@MANY
@given(networks())
def test_cytoscape_has_everything_in_its_own_shape(data: NetworkData) -> None:
    made = as_json(data, "cyjs")
    nodes, edges = made["elements"]["nodes"], made["elements"]["edges"]
    assert [node["data"]["id"] for node in nodes] == [node.iri for node in data.nodes]
    assert len({edge["data"]["id"] for edge in edges}) == len(data.edges)
    assert all(math.isfinite(node["position"]["x"] + node["position"]["y"]) for node in nodes)
    for node, found in zip(data.nodes, nodes, strict=True):
        assert without_place({k: found["data"][k] for k in node_object(data, node)}) == plain(node_object(data, node))
    for edge, found in zip(data.edges, edges, strict=True):
        assert {name: found["data"][name] for name in edge_object(data, edge)} == plain(edge_object(data, edge))
    assert made["data"]["release"]["version"] == "2026-11-22-1234"


@MANY
@given(networks())
def test_csv_comes_back_row_by_row(data: NetworkData) -> None:
    for name, things, fields in (
        ("nodes", data.nodes, [node_fields(data, node) for node in data.nodes]),
        ("csv", data.edges, [edge_fields(data, edge) for edge in data.edges]),
    ):
        rows = list(csv.DictReader(io.StringIO(write(data, require(name), ORIGIN).decode(), newline="")))
        assert len(rows) == len(things)
        for row, said in zip(rows, fields, strict=True):
            for column, value in said.items():
                if column in ("x", "y"):
                    continue
                cell = row[csv_cell(column)]
                if isinstance(value, str):
                    assert uncell(cell) == clean(value)
                elif isinstance(value, tuple):
                    assert json.loads(cell) == [clean(item) for item in value]
                else:
                    assert float(cell) == float(value) or math.isnan(value)
            assert row["network_projection"] == "any"
            assert row["network_complete"] == ("true" if data.complete else "false")
            assert row["network_release"] == "2026-11-22-1234"
            assert row["network_licence"] == ORIGIN.licence


def uncell(cell: str) -> str:
    """What the documentation says a reader does who wants the text back."""
    return cell[1:] if re.match("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", cell) else cell


@MANY
@given(networks())
def test_no_cell_is_a_formula(data: NetworkData) -> None:
    for name in ("nodes", "csv"):
        text = write(data, require(name), ORIGIN).decode()
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r", "＝", "＋", "＠", "－"))
                assert not cell.startswith("-") or re.fullmatch(r"-[\d.e+INF-]+", cell), "a number may be below zero"


def test_a_table_has_its_columns_without_rows() -> None:
    empty = replace(town_network(), nodes=(), edges=())
    for name, column in (("nodes", "iri"), ("csv", "passages")):
        lines = write(empty, require(name), ORIGIN).decode().splitlines()
        assert len(lines) == 1
        assert column in lines[0].split(",")


@settings(max_examples=25, deadline=None, derandomize=True)
@given(networks())
def test_dot_is_read_by_a_parser_of_its_grammar(data: NetworkData) -> None:
    text = write(data, require("dot"), ORIGIN).decode()
    (graph,) = pydot.graph_from_dot_data(text)
    assert graph.get_type() == ("digraph" if data.directed else "graph")
    named = {
        node.get_name(): node for node in graph.get_node_list() if node.get_name() not in ("node", "edge", "graph")
    }
    assert set(named) == {dot_string(node.iri) for node in data.nodes}
    assert len(graph.get_edge_list()) == len(data.edges)
    for node in data.nodes:
        assert unquoted(named[dot_string(node.iri)].get("label")) == folded(node.labels["en"] or node.labels["nl"])
        assert unquoted(named[dot_string(node.iri)].get("iri")) == node.iri
    said = graph.get_graph_defaults()[0]
    assert unquoted(said["release"]) == "2026-11-22-1234"


def unquoted(text: str) -> str:
    inner = text[1:-1]
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], inner, flags=re.DOTALL)


def folded(text: str) -> str:
    return clean(text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_a_quoted_string_of_dot_ends_where_it_ends(label: str) -> None:
    """A backslash at the end would take the closing quote with it."""
    assert re.fullmatch(r'"(?:[^"\\\n\r]|\\["\\n])*"', dot_string(label))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(networks())
def test_json_ld_is_rdf_without_blank_nodes(data: NetworkData) -> None:
    from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store

    store = Store()
    store.load(write(data, require("jsonld"), ORIGIN), format=RdfFormat.JSON_LD)
    assert not any(isinstance(term, BlankNode) for quad in store for term in (quad.subject, quad.object))
    statement = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement"
    edges = list(store.quads_for_pattern(None, None, NamedNode(statement), None))
    assert len(edges) == len(data.edges)


def test_json_ld_says_of_an_edge_what_the_others_say() -> None:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.load(write(town_network(), require("jsonld"), ORIGIN), format=RdfFormat.JSON_LD)
    rows = list(store.query("""
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/>
        PREFIX dct: <http://purl.org/dc/terms/> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?from ?to ?weight ?first ?last ?quote ?line ?doc ?fact ?english WHERE {
          <https://example.org/network/graph?projection=any> dct:hasPart ?edge ; dct:license <https://example.org/licence> .
          ?edge rdf:subject ?from ; rdf:object ?to ; rdf:value ?weight ; vg:startYear ?first ; vg:endYear ?last ;
            rdf:predicate vg:memberOf ; dct:source ?doc ; prov:wasDerivedFrom ?fact ; vg:evidence ?passage .
          ?passage vg:quote ?quote ; vg:line ?line . ?from rdfs:label ?english FILTER(lang(?english) = 'en')
        } ORDER BY ?from ?to"""))  # fmt: skip
    assert len(rows) == len(town_network().edges)
    first = rows[0]
    assert [first[name].value for name in ("weight", "first", "last", "line", "doc")] == [
        "2",
        "2019",
        "2022",
        "12",
        "plan-a",
    ]
    assert first["quote"].value == "De gemeente ]]> neemt deel"
    assert first["english"].value == "Gemeente Súdwest-Fryslân (en)"
    assert first["fact"].value == "https://example.org/id/fact/1"


def test_every_form_says_when_it_is_not_all() -> None:
    """An early stop must not pass as the whole network, in any form."""
    from kg.network.model import Stopped

    why = Stopped("nodes", 4, {"nl": "er zijn meer dan 4 knopen", "en": "there are more than 4 nodes"})
    part = replace(town_network(), complete=False, stopped=why)
    for form in FORMATS:
        if form.name == "png":
            continue
        whole, some = (write(data, form, ORIGIN).decode() for data in (town_network(), part))
        assert "there are more than 4 nodes" in some, form.name
        assert "there are more than 4 nodes" not in whole, form.name


def test_names_suffixes_and_media_types_lead_to_one_form() -> None:
    for form in FORMATS:
        assert by_name(form.name) is form
        assert by_name(f".{form.suffix}".upper()) is form
        assert form.media_type == "text/csv" or by_name(form.media_type) is form
    assert by_name("cytoscape") is require("cyjs")
    assert by_name("doc") is None
