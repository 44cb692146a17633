"""What is taken away says the same as the graph, in forms whose rules are those of their specifications."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from lxml import etree

from api.app import create_app
from cli.main import cli
from kg.config import ROOT, Settings
from kg.embedded import OxigraphStore
from kg.queries import load_catalogue
from kg.snapshots import open_current
from kg.takeaway import stratml
from kg.takeaway.tables import table_of

HERE = Path(__file__).parent
NS = {"s": stratml.NAMESPACE}
PARSERS: dict[str, Any] = {
    "integer": int, "decimal": Decimal, "number": Decimal, "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat, "datetime": datetime.fromisoformat,
    "gYear": lambda text: re.fullmatch(r"\d{4}", text) and int(text), "year": int,
    "gYearMonth": lambda text: date.fromisoformat(text + "-01"), "yearmonth": lambda text: date.fromisoformat(text + "-01"),
    "boolean": lambda text: {"true": True, "false": False}[text], "string": str,
    "anyURI": lambda text: ox.NamedNode(text),
}  # fmt: skip


@pytest.fixture(scope="module")
def package(built_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("takeaway") / "release"
    done = CliRunner().invoke(cli, ["package", "--store", str(built_store), "--out", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="module")
def store(built_store: Path) -> OxigraphStore:
    return open_current(built_store)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_every_table_keeps_the_types_its_metadata_states(package: Path) -> None:
    """A column called decimal with a text in it breaks the reader of whoever trusted it."""
    files = sorted((package / "csv").glob("*.csv"))
    assert {file.stem for file in files} == set(load_catalogue(ROOT / "queries").queries)
    for file in files:
        metadata = json.loads(file.with_name(f"{file.name}-metadata.json").read_text(encoding="utf-8"))
        assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
        assert metadata["url"] == file.name
        columns = metadata["tableSchema"]["columns"]
        rows = rows_of(file.read_bytes())
        for row in rows:
            assert list(row) == [column["name"] for column in columns]
            for column in columns:
                text = row[column["name"]]
                assert text or not column["required"], f"{file.stem}: {column['name']}"
                if text:
                    PARSERS[column["datatype"]](text)
    targets = json.loads((package / "csv" / "targets.csv-metadata.json").read_text(encoding="utf-8"))
    types = {column["name"]: column["datatype"] for column in targets["tableSchema"]["columns"]}
    assert (types["target_value"], types["target_year"], types["line"]) == ("decimal", "gYear", "integer")


def test_the_data_package_describes_what_lies_beside_it(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    names = [resource["name"] for resource in descriptor["resources"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in [descriptor["name"], *names])
    for resource in descriptor["resources"]:
        content = (package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = resource["schema"]["fields"]
        for row in rows_of(content):
            for field in fields:
                if row[field["name"]]:
                    PARSERS[field["type"]](row[field["name"]])
                else:
                    assert not field.get("constraints", {}).get("required")


def test_the_graph_is_the_same_in_all_its_forms(package: Path, store: OxigraphStore) -> None:
    import pyarrow.parquet

    lines = gzip.decompress((package / "graph.nq.gz").read_bytes())
    assert hashlib.sha256(lines).hexdigest() == store.manifest().digest
    quads = list(ox.parse(lines, ox.RdfFormat.N_QUADS))
    trig = list(ox.parse(gzip.decompress((package / "graph.trig.gz").read_bytes()), ox.RdfFormat.TRIG))
    rows = pyarrow.parquet.read_table(package / "quads.parquet").to_pylist()
    assert len(quads) == len(trig) == len(rows)
    same = named(quads) == named(trig)  # not compared within the assert: the difference of 100,000 quads is no message
    assert same
    same = named(quads) == named(_quad(row) for row in rows)
    assert same


def named(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Those without blank nodes, whose names differ from file to file."""
    return {q for q in quads if not isinstance(q.subject, ox.BlankNode) and not isinstance(q.object, ox.BlankNode)}


def _quad(row: dict[str, Any]) -> ox.Quad:
    value: Any = ox.NamedNode(row["object"]) if row["object_kind"] == "iri" else ox.BlankNode()
    if row["object_kind"] == "literal":
        if row["language"]:
            value = ox.Literal(row["object"], language=row["language"])
        else:
            value = ox.Literal(row["object"], datatype=ox.NamedNode(row["datatype"]))
    subject = ox.BlankNode() if row["subject"].startswith("_:") else ox.NamedNode(row["subject"])
    return ox.Quad(subject, ox.NamedNode(row["predicate"]), value, ox.NamedNode(row["graph"]))


def test_every_strategy_keeps_the_structure_of_the_standard_and_says_what_the_graph_says(package: Path, store: OxigraphStore) -> None:
    schema = etree.RelaxNG(etree.parse(HERE / "stratml.rng"))
    catalogue = load_catalogue(ROOT / "queries")
    measures = table_of(store, catalogue.get("measures"))
    at = {column.name: number for number, column in enumerate(measures.columns)}
    files = sorted((package / "stratml").glob("*.xml"))
    documents = table_of(store, catalogue.get("documents"))
    assert len(files) == len(documents.rows)
    for file in files:
        tree = etree.parse(file)
        assert schema.validate(tree), f"{file.stem}: {schema.error_log.last_error}"
        identifiers = [node.text for node in tree.iterfind(".//s:Identifier", NS)]
        assert len(set(identifiers)) == len(identifiers), "identifiers are of one thing each"
        said = {node.findtext("s:Name", namespaces=NS) for node in tree.iterfind(".//s:Objective", NS)
                if node.findtext("s:OtherInformation", namespaces=NS).startswith("maatregel")}  # fmt: skip
        assert said == {row[at["measure"]] for row in measures.rows if row[at["doc"]] == file.stem}


def test_a_package_is_not_written_over_another(package: Path, built_store: Path) -> None:
    done = CliRunner().invoke(cli, ["package", "--store", str(built_store), "--out", str(package)])
    assert done.exit_code != 0
    assert "already" in str(done.exception)


def test_over_http(built_store: Path) -> None:
    store = open_current(built_store)
    with TestClient(create_app(Settings(), store), base_url="http://graph.example") as client:
        package = client.get("/takeaway/datapackage.json").json()
        paths = {resource["name"]: resource["path"] for resource in package["resources"]}
        assert paths["targets"] == "http://graph.example/queries/targets.csv"
        metadata = client.get("/takeaway/csv/targets.csv-metadata.json")
        assert metadata.headers["content-type"] == "application/csvm+json"
        header = client.get(metadata.json()["url"]).text.splitlines()[0]
        assert header.split(",") == [column["name"] for column in metadata.json()["tableSchema"]["columns"]]
        plan = client.get("/takeaway/stratml/rvs-mn-2015-2018.xml")
        assert plan.headers["content-type"] == "application/xml"
        assert etree.fromstring(plan.content).tag == f"{{{stratml.NAMESPACE}}}StrategicPlan"
        again = client.get("/takeaway/stratml/rvs-mn-2015-2018.xml", headers={"If-None-Match": plan.headers["etag"]})
        assert again.status_code == 304
        for path in ("csv/nothing.csv-metadata.json", "stratml/nothing.xml"):
            assert client.get(f"/takeaway/{path}").status_code == 404


def test_text_that_xml_cannot_hold_does_not_break_the_file() -> None:
    store = OxigraphStore("https://example.org/graaf")
    store.load(ox.parse("""
        @prefix vg: <https://w3id.org/veiligheidsgraaf/def/> . @prefix dct: <http://purl.org/dc/terms/> .
        <https://example.org/graaf/graph/d> { <https://example.org/graaf/id/document/d> a vg:PolicyDocument ; dct:identifier "d" ;
            dct:title "A \\u0001 & <b> ]]> \\uFFFE"@nl . }""", ox.RdfFormat.TRIG))
    xml = stratml.strategy(store, "d", "https://example.org/d")
    assert etree.RelaxNG(etree.parse(HERE / "stratml.rng")).validate(etree.fromstring(xml).getroottree())
    assert etree.fromstring(xml).findtext("s:Name", namespaces=NS) == "A \ufffd & <b> ]]> \ufffd"
