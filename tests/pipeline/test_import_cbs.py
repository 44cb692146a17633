"""A table of CBS beside our targets, from a service in the documented form on the loopback."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.main import cli
from kg.config import ROOT
from kg.engine.formats import RESULT_FORMATS
from kg.engine.request import QueryRequest
from kg.engine.runner import Engine
from kg.errors import ServiceError
from kg.snapshots import current_name, open_current
from loaders.cbs.importing import Imported, import_table
from loaders.cbs.service import TableService
from loaders.reference import REFERENCE
from tests.cbs_service import BURGLARY, TOTAL, Asked, Json, figure, serving, table

YEARS = range(2010, 2019)
QUERY = (ROOT / "queries" / "target_vs_outcome.rq").read_text(encoding="utf-8")
JSON, XML, CSV, TSV = RESULT_FORMATS


def municipalities(unit: str) -> list[dict[str, str]]:
    with (REFERENCE / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["police_unit"] == unit]


def there_in(rows: list[dict[str, str]], year: int) -> list[str]:
    """Codes of the municipalities that were there in a year."""
    return [
        row["cbs_code"] for row in rows
        if (not row["valid_from"] or row["valid_from"] <= f"{year}-12-31")
        and (not row["valid_until"] or row["valid_until"] >= f"{year}-01-01")
    ]  # fmt: skip


UNIT = municipalities("Midden-Nederland")
AREAS = {"NL01": "Nederland"} | {row["cbs_code"]: row["name"] for row in UNIT}


@pytest.fixture
def store(built_store: Path, tmp_path: Path) -> Path:
    """A copy of the built store, to write into."""
    folder = tmp_path / "store"
    shutil.copytree(built_store, folder)
    return folder


def run(url: str, store: Path, cache: Path, *, where: str = "") -> Imported:
    service = TableService("83648NED", cache, service=url, where=where, wait=0.0)
    try:
        return import_table(service, store, REFERENCE, lambda *_: None)
    finally:
        service.close()


def rows(store: Path, query: str) -> list[dict[str, str]]:
    opened = open_current(store)
    try:
        body = Engine(opened).query_now(QueryRequest(query, CSV)).body.decode()
    finally:
        opened.close()
    return list(csv.DictReader(body.splitlines()))


def test_the_outcome_stands_beside_the_target(store: Path, tmp_path: Path) -> None:
    """Sums of the wrong municipalities would look just as good: they are those that were there in the year."""
    with serving(table(AREAS, YEARS)) as (url, _):
        found = run(url, store, tmp_path / "cache")
    assert found.areas == len(UNIT)
    assert found.read == found.kept == 2 * len(AREAS) * 4 * len(YEARS)
    answer = rows(store, QUERY)
    mine = [r for r in answer if "woninginbraken" in r["indicator"].lower() and r["scope"] == "Midden-Nederland"]
    assert mine
    assert {r["same_measure"] for r in mine} == {"ja", "nee"}
    for row in mine:
        if row["same_measure"] == "ja" and row["target_year"]:
            expected = sum(figure(code, BURGLARY, int(row["target_year"])) for code in there_in(UNIT, int(row["target_year"])))
            assert float(row["outcome"]) == expected
            began = sum(figure(code, BURGLARY, int(row["baseline_year"])) for code in there_in(UNIT, int(row["baseline_year"])))
            assert float(row["baseline_outcome"]) == began
            assert ("uitgangswaarde" in row["remark"]) is bool(row["baseline"]), "the figures of the table are invented"
            change = 100 * (float(row["outcome"]) / float(row["baseline_outcome"]) - 1)
            assert float(row["outcome_change_pct"]) == pytest.approx(change, abs=0.051)
    assert all(row["remark"] for row in mine if row["same_measure"] == "nee")
    later = [r for r in answer if r["outcome_year"] > "2018"]
    assert later
    assert all(not r["outcome"] and "geen cijfer" in r["remark"] for r in later), "no figure is no zero"
    assert all("no figure" in r["remark_en"] and not r["outcome_change_pct"] for r in later)
    assert all(bool(r["remark"]) is bool(r["remark_en"]) for r in answer), "whoever reads English is told the same"


def test_a_sum_that_lacks_what_no_register_holds_says_so(store: Path, tmp_path: Path) -> None:
    """Stichtse Vecht began in 2011, and its forerunners are not in the register: the sum of 2010 is too low by theirs."""
    with serving(table(AREAS, YEARS)) as (url, _):
        run(url, store, tmp_path / "cache")
    answer = rows(store, QUERY)
    unknown = [row["name"] for row in UNIT if row["valid_from"] > "2010-12-31" and row["valid_from"] < "2015"]
    assert unknown == ["Stichtse Vecht"]
    for row in answer:
        lacking = row["baseline_year"] == "2010" and row["scope"] == "Midden-Nederland"
        assert ("Stichtse Vecht (2010)" in row["remark"]) is lacking, row
        assert ("forerunners of Stichtse Vecht (2010)" in row["remark_en"]) is lacking, row
    assert any(row["baseline_year"] == "2010" for row in answer)


def test_two_sums_of_different_areas_say_so(store: Path, tmp_path: Path) -> None:
    """Leerdam and Zederik came from another police unit in 2019, Weesp went to one in 2022."""
    with serving(table(AREAS, range(2018, 2023))) as (url, _):
        run(url, store, tmp_path / "cache")
    across = [r for r in rows(store, QUERY) if (r["baseline_year"], r["outcome_year"]) == ("2018", "2022")]
    assert across
    moved = "Leerdam > Vijfheerenlanden (2019-01-01), Weesp > Amsterdam (2022-03-24), Zederik > Vijfheerenlanden (2019-01-01)"
    assert all(f"veranderde tussen beide jaren: {moved}." in r["remark"] for r in across)
    assert all(f"changed between the two years: {moved}." in r["remark_en"] for r in across)
    assert all(r["outcome_change_pct"] for r in across)


def test_an_area_without_a_figure_makes_the_sum_incomplete_and_says_so(store: Path, tmp_path: Path) -> None:
    with serving(table(AREAS, YEARS, without=("GM0344",))) as (url, _):
        found = run(url, store, tmp_path / "cache")
    assert found.empty == 2 * 4 * len(YEARS)
    answer = rows(store, QUERY)
    sums = [r for r in answer if r["outcome"] and r["scope"] == "Midden-Nederland"]
    assert sums
    assert all("Onvolledig" in r["remark"] and "Incomplete" in r["remark_en"] for r in sums)
    began = [r for r in sums if r["baseline_outcome"]]
    assert began
    assert all(f"Onvolledig in {r['baseline_year']}" in r["remark"] for r in began), "the base year lacks it too"


def test_the_cube_says_where_it_comes_from_and_reading_it_again_changes_nothing_else(store: Path, tmp_path: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = rows(store, count)
    with serving(table(AREAS, YEARS)) as (url, asked):
        first = run(url, store, tmp_path / "cache")
        asked.clear()
        second = run(url, store, tmp_path / "cache")
    assert asked == ["/CBS/83648NED/Properties"], "the same state of a table is not fetched twice"
    assert first.triples == second.triples
    told = rows(store, f"""PREFIX dct: <http://purl.org/dc/terms/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX qb: <http://purl.org/linked-data/cube#>
        SELECT ?licence ?at ?from {{ GRAPH <{first.graph}> {{ ?set a qb:DataSet ; dct:license ?licence ; prov:wasDerivedFrom ?from ; prov:wasGeneratedBy/prov:endedAtTime ?at }} }}""")
    assert [row["licence"] for row in told] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert told[0]["from"] == f"{url}/83648NED"
    with serving(table({"NL01": "Nederland"}, range(2010, 2011))) as (url, _):
        smaller = run(url, store, tmp_path / "cache")
    left = rows(store, f"PREFIX qb: <http://purl.org/linked-data/cube#> SELECT (COUNT(*) AS ?n) {{ GRAPH <{smaller.graph}> {{ ?o a qb:Observation }} }}")
    assert left == [{"n": str(2 * 4)}], "what stood there before is gone, from the default graph too"
    everywhere = rows(store, "PREFIX qb: <http://purl.org/linked-data/cube#> SELECT (COUNT(*) AS ?n) { ?o a qb:Observation ; qb:dataSet ?set FILTER(CONTAINS(STR(?set), 'cbs-')) }")
    assert everywhere == left
    assert int(rows(store, count)[0]["n"]) < int(before[0]["n"]) + 400


def test_a_broken_download_goes_on_where_it_was(store: Path, tmp_path: Path) -> None:
    name = current_name(store)
    with serving(table(AREAS, range(2010, 2012)), page=100) as (url, asked):
        asked.break_at = 3
        with pytest.raises(ServiceError, match="run it again"):
            run(url, store, tmp_path / "cache")
        assert current_name(store) == name, "nothing half loaded"
        asked.break_at = None
        asked.clear()
        run(url, store, tmp_path / "cache")
    skips = [path for path in asked if "skip" in path]
    assert "/CBS/83648NED/Observations?$skip=300" in skips
    assert not any(path.endswith(("skip=100", "skip=200")) for path in skips), "pages that were there are not fetched again"


def broken(change: str) -> Any:
    def spoil(name: str, answer: Json) -> Any:
        if change == "no json" and name == "Dimensions":
            return b"<html>"
        if change == "no rows" and name == "MeasureCodes":
            del answer["value"]
        if change == "unknown kind" and name == "Dimensions":
            answer["value"][0] = answer["value"][0] | {"Kind": "Hologram"}
        if change == "code twice" and name == "SoortMisdrijfCodes":
            answer["value"] = [*answer["value"], answer["value"][0]]
        if change == "unknown code" and name == "Observations":
            answer["value"] = [row | {"RegioS": "GM9999"} for row in answer["value"]]
        if change == "no dimension" and name == "Observations":
            answer["value"] = [{k: v for k, v in row.items() if k != "Perioden"} for row in answer["value"]]
        if change == "observation twice" and name == "Observations":
            answer["value"] = [*answer["value"], answer["value"][0]]
        if change == "half" and name == "Observations":
            answer.pop("@odata.nextLink", None)
        if change == "elsewhere" and name == "Observations" and "@odata.nextLink" in answer:
            answer["@odata.nextLink"] = "http://127.0.0.2:9/CBS/83648NED/Observations?$skip=50"
        if change == "circle" and name == "Observations" and "@odata.nextLink" in answer:
            answer["@odata.nextLink"] = answer["@odata.nextLink"].split("?")[0]
        if change == "no number" and name == "Observations":
            answer["value"] = [row | {"Value": "veel"} for row in answer["value"]]
        return answer

    return spoil


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("no json", "no JSON"), ("no rows", "no list of rows"), ("unknown kind", "Hologram"), ("code twice", "twice"),
        ("unknown code", "GM9999"), ("no dimension", "has no Perioden"), ("observation twice", "two observations"),
        ("half", "pages are missing"), ("elsewhere", "another server"), ("circle", "circle"), ("no number", "no number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_loaded(store: Path, tmp_path: Path, change: str, said: str) -> None:
    name = current_name(store)
    with serving(table({"NL01": "Nederland"}, YEARS)) as (url, asked):
        asked.spoil = broken(change)
        with pytest.raises(ServiceError, match=said):
            run(url, store, tmp_path / "cache")
    assert current_name(store) == name


def test_the_command(store: Path, tmp_path: Path) -> None:
    with serving(table(AREAS, range(2018, 2019))) as (url, _):
        arguments = ["import", "cbs", "83648NED", "--service", url, "--store", str(store), "--cache", str(tmp_path / "c")]
        done = CliRunner().invoke(cli, arguments)
        assert done.exit_code == 0, done.output
        assert "Geregistreerde criminaliteit; proef (licence: https://creativecommons.org/licenses/by/4.0/)" in done.output
        gone = CliRunner().invoke(cli, [*arguments[:2], "no-such/table", *arguments[3:]])
    assert isinstance(gone.exception, ServiceError)


@pytest.fixture
def nobody() -> str:
    """An address where nobody listens."""
    with serving(table({"NL01": "Nederland"}, YEARS)) as (url, _):
        pass
    return url


def test_an_unreachable_service_is_an_error(store: Path, tmp_path: Path, nobody: str) -> None:
    with pytest.raises(ServiceError, match="ConnectError"):
        run(nobody, store, tmp_path / "cache")


def test_asked_is_a_list_of_paths() -> None:
    """The service of these tests itself: a page, and the total it documents."""
    assert Asked(["x"]) == ["x"]
    document = table({"NL01": "Nederland"}, YEARS)
    assert document["Properties"]["ObservationCount"] == len(document["Observations"])
    assert figure("NL01", TOTAL, 2010) != figure("NL01", BURGLARY, 2010)
