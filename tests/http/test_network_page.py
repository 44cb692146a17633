"""The page of the network explorer and the terms for the editor, without a browser. It would be wrong if a table were cut
without a way to the rest, if a path went against what the data says, if a wish were passed over in silence, or if a
name out of the data became markup."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from api import network_view as view
from kg.network.model import Edge, NetworkData, Node, Passage, Period, Predicate, Projection, Relation, Release
from tests.http.client import BROWSER, Client
from tests.http.sample import BASE

PAGE = "/network?projection=all"


def _node(name: str, **attributes: float) -> Node:
    return Node(name, "kind:a", {"nl": name.upper(), "en": f"the {name}"}, "", attributes)


def _edge(source: str, target: str, weight: float = 1.0, directed: bool = True) -> Edge:
    relation = Relation("p:knows", (Predicate("p:knows"),))
    return Edge(source, target, (relation,), weight, directed, ("doc-1",), Period(2019, 2022))


def _network(nodes: list[Node], edges: list[Edge]) -> NetworkData:
    terms: Mapping[str, Mapping[str, str]] = {"kind:a": {"nl": "Soort", "en": "Kind"}, "p:knows": {"nl": "kent", "en": "knows"}}
    return NetworkData(Projection("test"), Release("1"), tuple(nodes), tuple(edges), True, terms=terms)


# rows


def test_degree_and_weight_are_counted_once_for_each_end() -> None:
    data = _network([_node("a"), _node("b"), _node("c")], [_edge("a", "b", 2), _edge("b", "c", 3), _edge("c", "c", 5)])
    rows = {row.iri: row for row in view.node_rows(data, "nl", "degree")}
    assert [(rows[name].degree, rows[name].weight) for name in "abc"] == [(1, 2), (2, 5), (2, 8)]
    assert rows["a"].label == "A"
    assert rows["a"].kind == "Soort"


@pytest.mark.parametrize(("order", "expected"), [("label", "abc"), ("-label", "cba"), ("value", "cab"), ("-value", "bac")])
def test_nodes_are_sorted_as_asked(order: str, expected: str) -> None:
    """What has no value comes last of the largest and first of the smallest."""
    data = _network([_node("a", core=1), _node("b", core=2), _node("c")], [])
    part = view.node_part(view.node_rows(data, "en", "core"), order, 0)
    assert "".join(row.iri for row in part.rows) == expected
    assert part.aria(order.removeprefix("-")) == ("descending" if order.startswith("-") else "ascending")


def test_a_cut_table_leads_to_the_rest() -> None:
    rows = view.node_rows(_network([_node(f"n{number:04}") for number in range(600)], []), "nl", "degree")
    first, middle, last = (view.node_part(rows, "label", start) for start in (0, 250, 9_999_999))
    assert (first.previous, first.next, len(first.rows)) == (None, 250, 250)
    assert (middle.previous, middle.next) == (0, 500)
    assert (last.previous, last.next, len(last.rows)) == (250, None, 100)
    assert not first.is_whole
    assert {row.iri for part in (first, middle, last) for row in part.rows} == {row.iri for row in rows}


def test_keys_of_edges_outlive_sorting() -> None:
    data = _network([_node("a"), _node("b"), _node("c")], [_edge("a", "b", 1), _edge("b", "c", 9)])
    part = view.edge_part(view.edge_rows(data, "nl"), "-weight", 0)
    assert [(row.key, row.source) for row in part.rows] == [("e1", "b"), ("e0", "a")]
    assert part.rows[0].years == "2019–2022"


@pytest.mark.parametrize(
    ("period", "said"), [(Period(), ""), (Period(2019, 2019), "2019"), (Period(None, 2022), "–2022"), (Period(2019), "2019–")]
)
def test_open_years_stay_open(period: Period, said: str) -> None:
    assert view.years_of(Edge("a", "b", (), period=period)) == said


def test_steps_say_which_way_their_edge_goes() -> None:
    passage = Passage("p", "words", "doc-1", "d")
    ahead = Edge("a", "b", (Relation("p:knows", ()),), directed=True, passages=(passage,))
    data = _network([_node("a"), _node("b"), _node("c")], [ahead, _edge("c", "b"), _edge("b", "d", directed=False)])
    path = {
        "nodes": ["a", "b", "c", "b", "d"],
        "steps": [
            {"source": "a", "target": "b", "reversed": False},
            {"source": "c", "target": "b", "reversed": True},
            {"source": "c", "target": "b", "reversed": False},
            {"source": "b", "target": "d", "reversed": False},
        ],
    }
    steps = view.steps_of(data, path, "en")
    assert [step.arrow for step in steps] == ["→", "←", "→", "—"]
    assert steps[0].passages == (passage,)
    assert steps[3].target_label == "d"  # no node of the network: its IRI


# the page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_table_and_data_are_one_network(client: Client, language: str) -> None:
    page = client.get(f"{PAGE}&lang={language}", BROWSER)
    assert page.status_code == 200
    data = client.get("/network/graph", projection="all").json()
    assert data["edges"]
    assert set(re.findall(r'data-node="([^"]+)"', page.text)) == {node["iri"] for node in data["nodes"]}
    assert page.text.count("data-edge=") == len(data["edges"])


def test_the_address_of_the_drawing_is_that_of_the_table(client: Client) -> None:
    page = client.get(f"{PAGE}&kinds=Municipality&kinds=Theme&min_weight=1&size=core", BROWSER).text
    address = re.search(r'data-graph="([^"]+)"', page)
    if address is None:
        assert "tr data-edge" not in page
        page = client.get(f"{PAGE}&size=core", BROWSER).text
        address = re.search(r'data-graph="([^"]+)"', page)
    assert address is not None
    asked = address[1].replace("&amp;", "&")
    assert asked.startswith("/network/graph.json?")
    assert "measures=core" in asked
    assert client.get(asked).status_code == 200


def test_a_path(client: Client) -> None:
    data = client.get("/network/graph", projection="all").json()
    edge = data["edges"][0]
    page = client.get(f"{PAGE}&from={edge['source']}&to={edge['target']}", BROWSER).text
    assert f'data-source="{edge["source"]}" data-target="{edge["target"]}"' in page
    same = client.get(f"{PAGE}&from={edge['source']}&to={edge['source']}", BROWSER).text
    assert "Dat is dezelfde" in same


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ("projection=nowhere", 422), ("year=soon", 422), ("kinds=Unicorn", 422), ("min_weight=-1", 422), ("size=large", 400),
        ("nodes_from=x", 400), ("edges_from=-3", 400), ("documents=nowhere", 422),
        (f"projection=all&from={BASE}/id/theme/nowhere&to={BASE}/id/theme/nowhere", 404),
    ],
)  # fmt: skip
def test_a_wish_that_cannot_be_met_is_an_error(client: Client, parameters: str, status: int) -> None:
    assert client.get(f"/network?{parameters}", BROWSER).status_code == status


def test_sorting_by_what_is_no_column_keeps_the_order(client: Client) -> None:
    assert client.get(f"{PAGE}&nodes_by=%3Cscript%3E&edges_by=nothing", BROWSER).status_code == 200
    assert "<script>" not in client.get(f"{PAGE}&nodes_by=%3Cscript%3E", BROWSER).text


# the terms for the editor


@pytest.mark.parametrize(("language", "label"), [("nl", "Gemeente"), ("en", "Municipality")])
def test_terms_come_from_the_graph(client: Client, language: str, label: str) -> None:
    body = client.get("/sparql/terms", lang=language).json()
    classes = {term["name"]: term for term in body["classes"]}
    assert classes["vg:Municipality"]["label"] == label
    assert classes["vg:Municipality"]["number"] == 1
    unused = [term for term in body["classes"] if term["number"] == 0]
    assert unused, "what the ontology declares is offered before anything uses it"
    assert body["prefixes"]["vg"].endswith("/def/")
    assert {graph["iri"] for graph in body["graphs"]} >= {f"{BASE}/graph/plan-a"}
    counted = client.get(
        "/sparql", "text/csv", query="SELECT (COUNT(*) AS ?n) { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o }"
    ).text.split()[1]
    assert next(t["number"] for t in body["properties"] if t["name"] == "rdfs:label") == int(counted)


def test_an_example_stands_in_the_form(client: Client) -> None:
    page = client.get("/sparql?example=targets", BROWSER).text
    assert "vg:Target" in page
    assert client.get("/sparql?example=nowhere", BROWSER).status_code == 404


def test_the_fault_stands_at_its_place(client: Client) -> None:
    page = client.get("/sparql", BROWSER, query="SELECT *\nWHERE { ?s ?p }")
    assert page.status_code == 400
    shown = re.search(r'<pre class="fault">.*?</span>\n(.*?)\n(.*?)</pre>', page.text, re.DOTALL)
    assert shown is not None
    problem = client.get("/sparql", query="SELECT *\nWHERE { ?s ?p }").json()
    assert shown[1] == "WHERE { ?s ?p }"
    assert shown[2] == " " * (problem["column"] - 1) + "^"


def test_what_is_missing_at_the_end_is_shown_behind_the_last_line(client: Client) -> None:
    page = client.get("/sparql", BROWSER, query="SELECT *\nWHERE { ?s ?p ?o\n\n")
    shown = re.search(r'<pre class="fault">.*?</span>\n(.*?)</pre>', page.text, re.DOTALL)
    assert shown is not None
    assert shown[1].endswith("^")
