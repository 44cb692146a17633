"""`/resolve`. Wrong would be: a guess told as certain, a merger not followed, a redirect to somewhere else."""

from __future__ import annotations

from typing import Any

import pytest

from api.app import create_app
from kg.config import Settings
from tests.http.client import BROWSER, Client
from tests.reference_store import BASE, reference_store


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(create_app(Settings(base=BASE), reference_store()))


def results(client: Client, status: int = 200, **asked: str) -> list[dict[str, Any]]:
    answer = client.get("/resolve", **asked)
    assert answer.status_code == status, answer.text
    found = answer.json()["results"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("register", "value", "expected"),
    [
        ("cbs", "GM0344", "municipality/utrecht"),
        ("cbs", "gm344", "municipality/utrecht"),
        ("cbs", "344", "municipality/utrecht"),
        ("cbs", "PV26", "province/utrecht"),
        ("cbs", "VR09", "safety-region/utrecht"),
        ("tooi", "https://identifier.overheid.nl/tooi/id/gemeente/gm0344", "municipality/utrecht"),
        ("tooi", "mnre1058", "ministry/justitie-en-veiligheid"),
        ("tooi", "so0588", "safety-region/utrecht"),
        ("wikidata", "Q803", "municipality/utrecht"),
        ("wikidata", "https://www.wikidata.org/wiki/Q803", "municipality/utrecht"),
        ("roo", "29150940", "police-unit/midden-nederland"),
        ("roo", "https://organisaties.overheid.nl/13333/", "prosecution-office/openbaar-ministerie"),
        ("wetten", "BWBR0031788", "law/politiewet-2012"),
        ("wetten", "https://wetten.overheid.nl/BWBR0031788/2019-01-01", "law/politiewet-2012"),
        ("wetten", "jci1.3:c:BWBR0001854&artikel=138ab&z=2019-01-01&g=2019-01-01", "law-article/wetboek-van-strafrecht/138ab"),
        ("iri", f"{BASE}/id/municipality/utrecht", "municipality/utrecht"),
        ("name", "Gem. Utrecht", "municipality/utrecht"),
    ],
)
def test_an_identifier_in_any_form_leads_to_our_iri(client: Client, register: str, value: str, expected: str) -> None:
    (one,) = results(client, **{register: value})
    assert one["iri"] == f"{BASE}/id/{expected}"
    assert one["reasons"]


def test_a_municipality_of_2015_and_what_it_became(client: Client) -> None:
    (one,) = results(client, name="Bussum", year="2015")
    assert (one["id"], one["valid_until"], one["instead_of"]) == ("municipality/bussum", "2015-12-31", None)
    assert [(b["name"], b["since"], b["identifiers"]["cbs"]) for b in one["became"]] == [("Gooise Meren", "2016-01-01", ["GM1942"])]


@pytest.mark.parametrize("asked", [{"name": "Bussum"}, {"cbs": "GM0381"}, {"wikidata": "Q106363816"}])
def test_in_a_later_year_its_successor_stands_for_it_and_says_so(client: Client, asked: dict[str, str]) -> None:
    (one,) = results(client, **asked, year="2020")
    assert one["id"] == "municipality/gooise-meren"
    assert one["instead_of"]["name"] == "Bussum"
    assert one["since"] == "2016-01-01"
    assert [reason["code"] for reason in one["reasons"]] == ["successor"]


def test_in_an_earlier_year_what_it_came_from_is_listed(client: Client) -> None:
    found = results(client, 300, cbs="GM1961", year="2015")
    assert {one["name"] for one in found} == {"Vianen", "Leerdam", "Zederik"}


def test_one_that_was_divided_gives_all_its_successors(client: Client) -> None:
    found = results(client, 300, name="Haaren", year="2022")
    assert len(found) == 4
    assert sum(one["score"] for one in found) == pytest.approx(97, abs=3)


def test_more_than_one_is_a_choice_with_reasons(client: Client) -> None:
    found = results(client, 300, name="Utrecht")
    assert [one["id"] for one in found] == ["municipality/utrecht", "province/utrecht"]
    assert all(one["reasons"] and one["score"] < 85 for one in found)
    (one,) = results(client, name="Utrecht", type="province")
    assert one["id"] == "province/utrecht"
    page = client.get("/resolve", BROWSER, name="Utrecht", lang="en")
    assert page.status_code == 300
    assert "This can be more than one thing" in page.text


def test_one_thing_is_a_redirect_for_a_browser_or_when_asked_for(client: Client) -> None:
    for answer in (client.get("/resolve", BROWSER, cbs="GM0344"), client.get("/resolve", cbs="GM0344", redirect="true")):
        assert answer.status_code == 303
        assert answer.headers["location"] == "/id/municipality/utrecht"
    assert client.get("/resolve", name="Utrecht", redirect="true").status_code == 300


def test_nothing_is_404_with_near_names(client: Client) -> None:
    answer = client.get("/resolve", name="Leeuwarderadeel")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Leeuwarden" in answer.json()["near"]
    assert client.get("/resolve", cbs="GM9999").status_code == 404
    assert client.get("/resolve", cbs="GM0344", type="province").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [{}, {"cbs": "GM0344", "name": "Utrecht"}, {"cbs": "XX1"}, {"cbs": ""}, {"wikidata": "803"}, {"tooi": "gm344x-y"},
     {"roo": "x"}, {"wetten": "BWBR1"}, {"name": ""}, {"name": "x" * 250}, {"name": "x" * 301}, {"name": "Utrecht", "year": "MMXV"},
     {"name": "Utrecht", "type": "zoo"}, {"name": "Utrecht", "redirect": "perhaps"}, {"tooi": "https://evil.example/gm0344"}],
    ids=range(15),
)  # fmt: skip
def test_a_parameter_that_does_not_fit_is_422(client: Client, asked: dict[str, str]) -> None:
    answer = client.get("/resolve", **asked)
    assert answer.status_code == 422, answer.text
    assert answer.json()["parameters"][0]["reason"]
