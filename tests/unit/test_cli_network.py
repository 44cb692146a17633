"""Networks on the command line: the same questions as over HTTP, and the same files.

Wrong would be: a file that differs from the server's, a part that passes for the whole, or a place on this machine in a
file one publishes.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

from cli.main import run
from cli.network import FORMATS, network
from kg.network.export import FORMATS as FORMS
from kg.snapshots import new_snapshot
from tests.http.sample import BASE, sample_quads


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("network") / "store"
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(sample_quads())
    return directory


TOWN, OFFICE = "municipality/lutjestad", "prosecution-office/openbaar-ministerie"


def ask(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    code = run(["network", *arguments])
    out, error = capfd.readouterr()
    assert code == 0, error
    return out


def test_every_command_has_help_with_an_example(capfd: pytest.CaptureFixture[str]) -> None:
    for name in network.commands:
        assert run(["network", name, "--help"]) == 0
        assert f"veiligheidsgraaf network {name}" in capfd.readouterr().out


def test_every_form_can_be_named() -> None:
    assert set(FORMATS) == {"table", *(form.name for form in FORMS)}


def test_a_table_shows_who_what_whom_and_the_words(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = ask(capfd, "graph", "--store", str(store))
    for part in ("Lutjestad", "lid van", "Coördinatieoverleg", "plan-a:31", "2 rows", "3 nodes", "release"):
        assert part in out, part
    assert "change" not in out


@pytest.mark.parametrize("form", [form for form in FORMS if form.name != "png"], ids=lambda form: form.name)
def test_the_name_of_the_file_says_the_form(form: object, store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from kg.network.export import NetworkFormat

    assert isinstance(form, NetworkFormat)
    file = tmp_path / f"out.{form.suffix}"
    assert ask(capfd, "graph", "--out", str(file), "--store", str(store)) == ""
    assert file.read_bytes().decode() == ask(capfd, "graph", "--format", form.name, "--store", str(store))
    assert str(tmp_path) not in file.read_text(encoding="utf-8")
    assert str(store) not in file.read_text(encoding="utf-8")


def test_a_file_says_by_which_command_it_was_made(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = ask(capfd, "graph", "--year", "2019", "--min-weight", "1", "-f", "graphml", "--store", str(store))
    read = nx.read_graphml(io.StringIO(out))
    assert read.graph["address"] == "veiligheidsgraaf network graph --year 2019 --min-weight 1"
    assert ask(capfd, *read.graph["address"].split()[2:], "-f", "graphml", "--store", str(store)) == out


def test_the_same_file_as_over_http(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from api.app import create_app
    from kg.config import Settings
    from kg.snapshots import open_current
    from tests.http.client import Client

    client = Client(create_app(Settings(base=BASE), open_current(store)))
    served = client.get("/network/graph.json?documents=plan-a").json()
    made = json.loads(ask(capfd, "graph", "--document", "plan-a", "-f", "json", "--store", str(store)))
    for answer in (served, made):
        answer["graph"].pop("address")
        answer["graph"].pop("release")
    assert made == served


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["neighbours", "body/coordinatieoverleg"], "Lutjestad"),
        (["ego", "body/coordinatieoverleg"], "3 nodes"),
        (["component", TOWN], "3 nodes"),
        (["common-neighbours", TOWN, OFFICE], "Coördinatieoverleg"),
        (["subgraph", TOWN, "body/coordinatieoverleg"], "1 row"),
        (["path", TOWN, OFFICE], "length 2"),
        (["paths", TOWN, OFFICE, "-k", "2"], "path 1 of 1"),
        (["measures", "--measures", "degree,pagerank"], "pagerank"),
        (["difference", "--before", "plan-a", "--after", "plan-b"], "came"),
        (["graph", "--edges", "governance", "--projection", "custom", "--lang", "en"], "projection {\"projection\": \"custom\""),
    ],
)
def test_every_question_has_an_answer_for_people(
    arguments: list[str], says: str, store: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert says in ask(capfd, *arguments, "--store", str(store))


def test_a_step_against_an_edge_is_shown_as_such(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "← " in ask(capfd, "path", TOWN, OFFICE, "--store", str(store))


def test_a_subgraph_of_what_a_query_finds(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "all.rq"
    for query in ("SELECT ?s { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        file.write_text(query, encoding="utf-8")
        found = json.loads(ask(capfd, "subgraph", "--query", str(file), "-f", "json", "--store", str(store)))
        assert len(found["nodes"]) == 3
        assert found["graph"]["projection"]["parameters"]["query"] == query


def test_a_table_of_measures_is_a_table_of_nodes(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = ask(capfd, "measures", "--measures", "degree", "-f", "csv", "--store", str(store))
    assert [row["degree"] for row in csv.DictReader(io.StringIO(out))] == ["2", "1", "1"]


def test_what_there_is_to_choose_from(capfd: pytest.CaptureFixture[str]) -> None:
    out = ask(capfd, "projections", "--lang", "en")
    for part in ("actors-governance", "national-to-regional", "territory", "betweenness", "governance"):
        assert part in out, part


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["graph", "--projection", "nope"], "actors-governance"),
        (["graph", "--year", "soon"], "2019-2022"),
        (["graph", "--document", "nope"], "plan-a"),
        (["graph", "--measures", "nope"], "betweenness"),
        (["neighbours", "municipality/lutjestat"], "lutjestad"),
        (["graph", "--out", "{tmp}/who.doc"], "gexf"),
        (["graph", "--out", "{tmp}/who"], "--format"),
        (["graph", "--format", "table", "--out", "{tmp}/who.txt"], "for the screen"),
        (["graph", "--out", "{tmp}/no/such/who.gexf"], "Choose another file"),
        (["subgraph"], "one of the two"),
        (["difference", "--before", "2019", "--after", "plan-b"], "both years"),
        (["difference", "--before", "2019"], "Missing option"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(
    arguments: list[str], says: str, store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["network", *[a.format(tmp=tmp_path) for a in arguments], "--store", str(store)]) == 2
    out, error = capfd.readouterr()
    assert out == ""
    assert says in error
    assert "Traceback" not in error


def test_a_part_does_not_pass_for_the_whole(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for more in ([], ["--out", str(tmp_path / "part.svg")]):
        assert run(["network", "graph", "--max-nodes", "1", "--lang", "en", "--store", str(store), *more]) == 0
        assert "warning: Incomplete: stopped at 1 nodes" in capfd.readouterr().err
