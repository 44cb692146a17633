"""The examples of federation, asked of a second endpoint that holds a few triples in each service's documented form.

Wrong would be: an example that no allow-list entry of its header lets run, that sends our data along, or that joins on
something the other side does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from kg.config import ROOT, Settings
from kg.engine.calls import Service, find_calls
from tests.engines.servers import oxigraph
from tests.http.client import Client
from tests.reference_store import BASE, reference_store

FOLDER = ROOT / "queries" / "examples" / "federated"
FILES = sorted(FOLDER.glob("*.rq"))
THERE = Path(__file__).with_name("federated.ttl")


def header(path: Path) -> dict[str, str]:
    lines = re.findall(r"^# ([a-z]+(?:@en)?): (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(lines)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    services = sorted({header(path)["service"] for path in FILES})
    with oxigraph(tmp_path_factory.mktemp("services")) as url:
        data = THERE.read_bytes()
        httpx.post(f"{url}/store?default", content=data, headers={"Content-Type": "text/turtle"}, trust_env=False).raise_for_status()
        mirrors = ",".join(f"{service}>{url}/query" for service in services)
        settings = Settings(base=BASE, services=",".join(services), service_mirrors=mirrors)
        yield Client(create_app(settings, reference_store()))


def rows(client: Client, name: str) -> list[dict[str, str]]:
    answer = client.get("/sparql", query=(FOLDER / f"{name}.rq").read_text(encoding="utf-8"), format="json")
    assert answer.status_code == 200, answer.text
    assert ",".join(answer.json()["head"]["vars"]) == header(FOLDER / f"{name}.rq")["columns"].replace(" ", "")
    return [{key: cell["value"].removeprefix(f"{BASE}/id/") for key, cell in row.items()} for row in answer.json()["results"]["bindings"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_example_says_what_it_needs_and_gives(path: Path) -> None:
    text, told = path.read_text(encoding="utf-8"), header(path)
    assert {"title", "title@en", "question", "question@en", "columns", "service"} <= told.keys()
    assert {call.endpoint for call in find_calls(text) if isinstance(call, Service)} == {told["service"]}
    assert f"VEILIGHEIDSGRAAF_SERVICES={told['service']}" in text
    assert all(f"# {word}  " in text for word in ("Needs", "Sends", "Gives"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_asked_that_is_not_listed(path: Path) -> None:
    answer = Client(create_app(Settings(base=BASE), reference_store())).get("/sparql", query=path.read_text(encoding="utf-8"))
    assert answer.status_code == 403
    assert header(path)["service"] in answer.json()["detail"]


def test_inhabitants_by_wikidata(client: Client) -> None:
    assert rows(client, "wikidata-inhabitants") == [
        {"municipality": "municipality/utrecht", "code": "GM0344", "item": "http://www.wikidata.org/entity/Q803",
         "inhabitants": "361000", "place": "Point(5.12 52.09)"},
        {"municipality": "municipality/zeist", "code": "GM0355", "item": "http://www.wikidata.org/entity/Q10056",
         "inhabitants": "66000"},
    ]  # fmt: skip


def test_mergers_beside_wikidata(client: Client) -> None:
    """Wrong would be: silence of Wikidata that looks like agreement."""
    found = {row["municipality"].removeprefix("municipality/"): row for row in rows(client, "wikidata-mergers")}
    assert found["bussum"]["agrees"] == "true"
    assert found["muiden"]["agrees"] == "false"
    assert "agrees" not in found["naarden"]
    assert found["vianen"]["date"] == "2019-01-01"


def test_names_and_dates_by_tooi(client: Client) -> None:
    found = {row["municipality"].removeprefix("municipality/"): row for row in rows(client, "tooi-register")}
    assert found.keys() == {"utrecht", "bussum", "zeist"}
    assert {name: row["agrees"] for name, row in found.items()} == {"utrecht": "true", "bussum": "false", "zeist": "false"}
    assert (found["bussum"]["until"], found["bussum"]["registerUntil"]) == ("2015-12-31", "2016-12-31")


def test_inhabitants_by_the_cbs(client: Client) -> None:
    assert rows(client, "cbs-inhabitants") == [
        {"municipality": "municipality/utrecht", "code": "GM0344", "policeUnit": "Politie Midden-Nederland", "inhabitants": "361000"}
    ]


def test_areas_by_the_kadaster(client: Client) -> None:
    (row,) = rows(client, "kadaster-areas")
    assert row["municipality"] == "municipality/utrecht"
    assert (row["district"], row["province"]) == ("District Utrecht-Stad", "Utrecht")
