"""The figure of the README, and the networks of the five texts in the forms other programs read.

Wrong would be: a README with a figure nobody can make again, or one whose GEXF does not hold what the picture shows.
"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import networkx as nx
import pytest
from lxml import etree

from api.app import create_app
from kg.config import ROOT, Settings
from kg.network.budget import Budget
from kg.network.export import Origin, require, write
from kg.network.export.fields import edge_fields, node_fields
from kg.network.index import NetworkIndex
from kg.network.model import NetworkData
from kg.network.projections import PROJECTIONS
from kg.network.questions import whole
from kg.network.request import parse
from kg.snapshots import open_current
from tests.http.client import Client
from tests.unit.test_network_layout import assert_apart
from tests.unit.test_network_xml import agree, check_references, schema

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def client(built_store: Path) -> Client:
    return Client(create_app(Settings(), open_current(built_store)))


@pytest.fixture(scope="module")
def index(built_store: Path) -> NetworkIndex:
    return NetworkIndex(open_current(built_store))


def figure() -> tuple[str, Path]:
    """The URL of the README's figure, and the file that shows it."""
    url = re.search(r"http://127\.0\.0\.1:8000(/network/\S+?\.svg\S*?)['\"`)\s]", README)
    shown = re.search(r"!\[[^\]]+\]\((docs/figures/\S+\.svg)\)", README)
    assert url, "the README names the URL of its figure"
    assert shown, "the README shows its figure"
    return url[1], ROOT / shown[1]


def test_the_figure_of_the_readme_is_what_its_url_gives(client: Client) -> None:
    """The same picture, but for what another day's data change; a server under another address says its own."""
    url, file = figure()
    shown = etree.parse(file).getroot()
    said = json.loads(shown.findtext("{*}metadata"))
    assert urlsplit(said["address"])[2:4] == urlsplit(url)[2:4]
    made = etree.fromstring(client.get(url).content)
    now = json.loads(made.findtext("{*}metadata"))
    for key in ("complete", "licence", "generator"):
        assert now[key] == said[key], key
    for key in ("name", "parameters"):
        assert now["projection"][key] == said["projection"][key], key
    assert said["release"]["version"]
    assert said["release"]["version"] in "".join(shown.itertext())
    assert file.stat().st_size < 60_000


def test_the_same_url_as_gexf_loads_with_all_attributes_and_keeps_the_element_rules(
    client: Client, index: NetworkIndex
) -> None:
    url, _ = figure()
    answer = client.get(url.replace(".svg", ".gexf"))
    assert answer.headers["content-type"] == "application/gexf+xml"
    document = etree.fromstring(answer.content)
    rules = schema("gexf.rng")
    assert rules.validate(document), rules.error_log
    check_references("gexf", document)
    read = nx.read_gexf(io.BytesIO(answer.content))
    query = dict(pair.split("=") for pair in urlsplit(url).query.split("&"))
    data = whole(index, parse(query), Budget())
    assert (read.number_of_nodes(), read.number_of_edges()) == (len(data.nodes), len(data.edges))
    for node in data.nodes:
        agree(read.nodes[node.iri], node_fields(data, node))
        assert read.nodes[node.iri]["viz"]["position"]
    for edge in data.edges:
        found = read.edges[edge.source, edge.target]
        agree(found, edge_fields(data, edge))
        assert found["weight"] == edge.weight
        assert json.loads(found["passages"])[0]["quote"]


def data_of(index: NetworkIndex, name: str) -> NetworkData:
    return whole(index, parse({"projection": name}), Budget())


@pytest.mark.parametrize("name", sorted(PROJECTIONS))
def test_every_declared_projection_comes_out_whole(name: str, index: NetworkIndex) -> None:
    data = data_of(index, name)
    origin = Origin("http://example.org/", "http://example.org/licence")
    for form in ("gexf", "graphml"):
        written = write(data, require(form), origin)
        rules = schema(f"{form}.rng")
        document = etree.fromstring(written)
        assert rules.validate(document), rules.error_log
        read = (nx.read_gexf if form == "gexf" else nx.read_graphml)(io.BytesIO(written))
        assert (read.number_of_nodes(), read.number_of_edges()) == (len(data.nodes), len(data.edges)), form
    assert len(etree.fromstring(write(data, require("svg"), origin)).findall(".//{*}a")) == len(data.nodes)
    assert_apart(data)
