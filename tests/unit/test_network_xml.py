"""GraphML and GEXF, read back with networkx and held against the element rules of the published schemas.

Wrong would be: a file another program refuses, or one that it takes and in which a label, a weight, a year or a passage
is gone or changed.
"""

from __future__ import annotations

import io
import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from lxml import etree

from kg.network.export import Origin, require, write
from kg.network.export.fields import edge_fields, label, node_fields
from kg.network.export.text import clean
from kg.network.model import Edge, NetworkData, Node
from tests.network_cases import networks, town_network

ORIGIN = Origin("https://example.org/network/graph.gexf?projection=any&year=2019", "https://example.org/licence", "nl")
SCHEMAS = Path(__file__).parent.parent / "network_schemas"
MANY = settings(max_examples=60, deadline=None, derandomize=True)


@lru_cache(maxsize=2)
def schema(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / name))


def read_graphml(data: NetworkData) -> Any:
    return nx.read_graphml(io.BytesIO(write(data, require("graphml"), ORIGIN)), force_multigraph=True)


def read_gexf(data: NetworkData) -> Any:
    return nx.read_gexf(io.BytesIO(write(data, require("gexf"), ORIGIN)))


def same(read: object, said: object) -> bool:
    """A value as it was written; lists are JSON arrays; numbers of more than 64 bits, or beside text, are text."""
    if isinstance(said, tuple):
        return json.loads(str(read)) == [clean(item) for item in said]
    if isinstance(said, str):
        return read == clean(said)
    assert isinstance(said, int | float)
    number = float(str(read))
    return number == float(said) or (math.isnan(number) and math.isnan(said))


def agree(read: dict[str, Any], said: dict[str, Any], *, but: tuple[str, ...] = ()) -> None:
    for name, value in said.items():
        if name in but or (isinstance(value, str) and not clean(value)):
            continue
        assert same(read[name], value), (name, read.get(name), value)


@MANY
@given(networks())
def test_graphml_comes_back_from_networkx_with_everything(data: NetworkData) -> None:
    read = read_graphml(data)
    assert read.is_directed() is data.directed
    assert read.number_of_nodes() == len(data.nodes)
    assert read.number_of_edges() == len(data.edges)
    ids = {node.iri: f"n{number}" for number, node in enumerate(data.nodes)}
    for node in data.nodes:
        agree(read.nodes[ids[node.iri]], node_fields(data, node))
        assert read.nodes[ids[node.iri]].get("label", "") == clean(label(node.labels, "nl"))
    for number, edge in enumerate(data.edges):
        found = read.get_edge_data(ids[edge.source], ids[edge.target], f"e{number}")
        agree(found, edge_fields(data, edge))
        assert found["weight"] == edge.weight
    assert read.graph["projection"] == "any"
    assert json.loads(read.graph["parameters"])["documents"] == ["a", "b"]
    assert read.graph["complete"] == ("true" if data.complete else "false")
    assert ("stopped" in read.graph) is not data.complete
    assert (read.graph["release"], read.graph["licence"]) == ("2026-11-22-1234", ORIGIN.licence)


@MANY
@given(networks())
def test_gexf_comes_back_from_networkx_with_everything(data: NetworkData) -> None:
    read = read_gexf(data)
    assert read.is_directed() is data.directed
    assert read.number_of_nodes() == len(data.nodes)
    assert read.number_of_edges() == len(data.edges)
    for node in data.nodes:
        found = read.nodes[node.iri]
        agree(found, node_fields(data, node), but=("x", "y"))
        assert found["label"] == clean(label(node.labels, "nl"))
        assert set(found["viz"]) == {"color", "size", "position", "shape"}
    several = read.is_multigraph()
    for number, edge in enumerate(data.edges):
        found = read.get_edge_data(edge.source, edge.target, **({"key": str(number)} if several else {}))
        agree(found, edge_fields(data, edge))
        assert found["weight"] == edge.weight
        assert found.get("start") == (f"{edge.period.first}-01-01" if edge.period.first else None)
        assert found.get("end") == (f"{edge.period.last}-12-31" if edge.period.last else None)


@MANY
@given(networks())
def test_both_keep_the_element_rules(data: NetworkData) -> None:
    for name in ("graphml", "gexf"):
        document = etree.fromstring(write(data, require(name), ORIGIN))
        rules = schema(f"{name}.rng")
        assert rules.validate(document), rules.error_log
        check_references(name, document)


def check_references(name: str, document: Any) -> None:
    """What RELAX NG cannot say and XML Schema's keys do: identifiers are unique, and what is referred to is there."""
    space = {"g": document.nsmap[None]}
    declared = document.xpath("//g:key/@id | //g:attribute/@id", namespaces=space)
    used = document.xpath("//g:data/@key | //g:attvalue/@for", namespaces=space)
    nodes = document.xpath("//g:node/@id", namespaces=space)
    ends = document.xpath("//g:edge/@source | //g:edge/@target", namespaces=space)
    edges = document.xpath("//g:edge/@id", namespaces=space)
    for unique in (declared, nodes, edges):
        assert len(unique) == len(set(unique)), name
    assert set(used) <= set(declared)
    assert set(ends) <= set(nodes)
    for owner in document.iter(f"{{{space['g']}}}node", f"{{{space['g']}}}edge"):
        keys = owner.xpath("g:data/@key | g:attvalues/g:attvalue/@for", namespaces=space)
        assert len(keys) == len(set(keys)), "a value is said once"


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("graphml", ("<graph ", "<graphs ", "</graph>", "</graphs>")),
        ("graphml", ('<node id="n0">', "<node>", "", "")),
        ("graphml", ('id="n0"', 'id="https://a/b"', 'source="n0"', 'source="https://a/b"')),
        ("graphml", ('attr.type="double"', 'attr.type="number"', "", "")),
        ("gexf", ("<nodes", "<knots", "</nodes>", "</knots>")),
        ("gexf", ('type="liststring"', 'type="list"', "", "")),
        ("gexf", ('version="1.3"', 'version="1.2"', "", "")),
        ("gexf", ('start="2019-01-01"', 'start="2019-13-01"', "", "")),
        ("gexf", ("viz:size", "viz:width", "", "")),
    ],
)
def test_the_rules_refuse_what_breaks_them(name: str, broken: tuple[str, str, str, str]) -> None:
    """A schema that takes anything checks nothing."""
    good = write(town_network(), require(name), ORIGIN).decode()
    bad = good.replace(broken[0], broken[1])
    bad = bad.replace(broken[2], broken[3]) if broken[2] else bad
    assert bad != good
    assert schema(f"{name}.rng").validate(etree.fromstring(good.encode()))
    assert not schema(f"{name}.rng").validate(etree.fromstring(bad.encode()))


def test_years_are_the_time_of_edges_and_nodes() -> None:
    read = read_gexf(town_network())
    assert read.graph["mode"] == "dynamic"
    ends = [node.iri for node in town_network().nodes]
    assert read.nodes[ends[0]]["spells"] == [("2015-01-01", "2022-12-31")]
    assert read.nodes[ends[3]]["spells"] == [("2019-01-01", "2022-12-31")]
    assert read.edges[ends[1], ends[0]]["start"] == "2015-01-01"


def test_a_node_with_an_edge_of_unknown_years_is_there_always() -> None:
    from dataclasses import replace

    from kg.network.model import Period

    town = town_network()
    edges = (*town.edges[:-1], replace(town.edges[-1], period=Period(2019, None)))
    read = read_gexf(replace(town, edges=edges))
    assert "spells" not in read.nodes[town.nodes[3].iri]
    assert "spells" in read.nodes[town.nodes[0].iri]


def test_what_a_file_holds_is_said_in_it() -> None:
    said = write(town_network(), require("gexf"), ORIGIN).decode()
    for part in ("actors-governance", "2026-11-22-1234", "complete: true", ORIGIN.licence, "projection=any&amp;year"):
        assert part in said


def test_the_same_network_gives_the_same_bytes() -> None:
    for name in ("graphml", "gexf"):
        assert write(town_network(), require(name), ORIGIN) == write(town_network(), require(name), ORIGIN)


def test_an_empty_network_is_a_file_too() -> None:
    from dataclasses import replace

    empty = replace(town_network(), nodes=(), edges=())
    assert read_graphml(empty).number_of_nodes() == read_gexf(empty).number_of_nodes() == 0


def test_a_name_that_is_taken_gets_an_underscore() -> None:
    from dataclasses import replace

    town = town_network()
    node = replace(town.nodes[0], attributes={"iri": "other", "label": 3, "kind": 0.5})
    read = read_graphml(replace(town, nodes=(node, *town.nodes[1:])))
    assert read.nodes["n0"]["iri"] == node.iri
    assert (read.nodes["n0"]["iri_"], read.nodes["n0"]["label_"], read.nodes["n0"]["kind_"]) == ("other", 3, 0.5)


def test_numbers_beside_text_are_text_and_whole_numbers_beside_others_too() -> None:
    def one(values: tuple[object, ...]) -> list[object]:
        nodes = tuple(
            Node(f"urn:x:{n}", "", {"nl": "a", "en": "a"}, attributes={"m": value})  # type: ignore[dict-item]
            for n, value in enumerate(values)
        )
        from dataclasses import replace

        read = read_graphml(replace(town_network(), nodes=nodes, edges=()))
        return [read.nodes[f"n{n}"]["m"] for n in range(len(values))]

    assert one((1, 2.5)) == [1.0, 2.5]
    assert one((1, "een")) == ["1", "een"]
    assert one((2**63, 1)) == [str(2**63), "1"]


def test_an_edge_may_have_no_relation_and_no_words() -> None:
    from dataclasses import replace

    town = town_network()
    bare = replace(town, edges=(Edge(town.nodes[0].iri, town.nodes[1].iri, (), directed=True),))
    assert read_graphml(bare).number_of_edges() == read_gexf(bare).number_of_edges() == 1
