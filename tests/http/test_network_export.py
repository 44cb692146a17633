"""Networks over HTTP in every form: by suffix, by ?format= and by Accept.

Wrong would be: a form under another's name, a browser that gets a file it cannot show, a part that passes for the whole,
or an address in a file that does not give that file again.
"""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit

import networkx as nx
import pytest
from lxml import etree

from kg.network.export import FORMATS
from tests.http.client import BROWSER, Client

GRAPH = "/network/graph"


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_suffix_a_format_and_a_media_type_give_the_same_form(client: Client, form: object) -> None:
    from kg.network.export import NetworkFormat

    assert isinstance(form, NetworkFormat)
    by_suffix = client.get(f"{GRAPH}.{form.suffix}?projection=actors-governance")
    by_name = client.get(GRAPH, projection="actors-governance", format=form.name)
    assert by_suffix.status_code == by_name.status_code == 200
    assert by_suffix.content == by_name.content
    assert by_suffix.headers["content-type"] == form.content_type
    assert f'.{form.suffix}"' in by_suffix.headers["content-disposition"]
    if form.name != "nodes":  # CSV is asked for as the list of edges
        by_accept = client.get(f"{GRAPH}?projection=actors-governance", accept=form.media_type)
        assert by_accept.content == by_suffix.content
    assert "accept" in by_suffix.headers["vary"].lower()
    assert by_suffix.headers["network-complete"] == "true"


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        (BROWSER, "application/json"),
        ("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", "image/svg+xml"),
        ("image/png", "image/png"),
        ("text/csv;q=0.5, application/gexf+xml", "application/gexf+xml"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_who_asks_gets_what_they_can_read(client: Client, accept: str | None, given: str) -> None:
    assert client.get(GRAPH, accept=accept).headers["content-type"] == given


@pytest.mark.parametrize(
    ("url", "accept"), [(f"{GRAPH}?format=xls", None), (f"{GRAPH}.xls", None), (GRAPH, "application/pdf"), (GRAPH, "application/json;q=0, text/plain")]
)
def test_what_there_is_not_is_told_with_what_there_is(client: Client, url: str, accept: str | None) -> None:
    answer = client.get(url, accept=accept)
    assert answer.status_code == 406
    assert "graphml" in answer.json()["detail"]


def test_a_part_says_so_in_header_and_body_of_every_form(client: Client) -> None:
    for form in FORMATS:
        answer = client.get(f"{GRAPH}.{form.suffix}?max_nodes=1&lang=en")
        assert answer.headers["network-complete"] == "false", form.name
        assert answer.headers["network-stopped"] == "nodes; limit=1"
        if form.name in ("png", "csv"):  # a picture in pixels, and a list of edges without an edge
            continue
        assert "Incomplete: stopped at 1 nodes" in answer.text, form.name


def test_the_address_in_a_file_gives_the_file_again(client: Client) -> None:
    asked = client.get(f"{GRAPH}?projection=actors-governance&documents=plan-a", accept="application/gexf+xml")
    document = etree.fromstring(asked.content)
    said = document.findtext(".//{*}description").splitlines()
    address = next(line.removeprefix("address: ") for line in said if line.startswith("address: "))
    assert urlsplit(address).path == f"{GRAPH}.gexf"
    assert parse_qs(urlsplit(address).query)["documents"] == ["plan-a"]
    assert client.get(address).content == asked.content


def test_other_forms_are_linked(client: Client) -> None:
    links = client.get(f"{GRAPH}.svg?projection=actors-governance").headers["link"]
    assert '<graph.gexf?projection=actors-governance>; rel="alternate"; type="application/gexf+xml"' in links
    assert "graph.svg" not in links


def test_every_question_has_its_forms(client: Client) -> None:
    base = "https://example.org/graaf/id"
    town, board = f"{base}/municipality/lutjestad", f"{base}/body/coordinatieoverleg"
    for question in (
        f"neighbours.graphml?projection=actors-governance&resource={board}",
        f"ego.graphml?resource={board}",
        f"component.graphml?resource={board}",
        f"path.graphml?projection=actors-governance&from={town}&to={board}",
        f"paths.graphml?from={town}&to={board}",
        f"common-neighbours.graphml?resource={town}&resource={board}",
        f"subgraph.graphml?resource={town}&resource={board}",
        "difference.graphml?before=plan-a&after=plan-b",
        "measures.graphml?measures=degree",
    ):
        answer = client.get(f"/network/{question}")
        assert answer.status_code == 200, (question, answer.text)
        read = nx.read_graphml(io.BytesIO(answer.content))
        assert read.number_of_nodes() > 0, question
        assert read.graph["release"]
        assert read.graph["projection"] == "actors-governance"


def test_measures_as_a_table_are_a_table_of_nodes(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/network/measures.csv?measures=degree").text)))
    assert rows
    assert {"iri", "label_nl", "degree"} <= rows[0].keys()


def test_passages_and_labels_are_those_of_the_documents(client: Client) -> None:
    data = client.get(f"{GRAPH}?documents=plan-a").json()
    edge = next(e for e in data["edges"] if e["target"].endswith("coordinatieoverleg"))
    assert edge["passages"][0]["quote"] == "Lutjestad is lid van het coördinatieoverleg"
    assert (edge["passages"][0]["document"], edge["passages"][0]["line"]) == ("plan-a", 31)
    label = {n["id"]: n["labels"]["nl"] for n in data["nodes"]}
    assert label[edge["target"]] == "Coördinatieoverleg"
    rows = csv.DictReader(io.StringIO(client.get(f"{GRAPH}.csv?documents=plan-a").text))
    assert any(json.loads(row["passages"])[0]["line"] == 31 for row in rows)


def test_the_picture_is_in_the_language_asked_for(client: Client) -> None:
    assert "Governance relations between actors" in client.get(f"{GRAPH}.svg?lang=en").text
    assert "Bestuurlijke betrekkingen tussen actoren" in client.get(f"{GRAPH}.svg?lang=nl").text


def test_a_hostile_address_stays_text(client: Client) -> None:
    answer = client.get(f"{GRAPH}.svg", documents='plan-a,"><script>alert(1)</script>')
    assert answer.status_code == 422, "there is no such document"
    answer = client("GET", f"{GRAPH}.svg", headers={"Host": "a\"><script>"})
    assert "<script>" not in answer.text
