"""The command line: what it prints, what it ends with, what it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import cli, run
from kg.config import ROOT
from kg.snapshots import new_snapshot
from tests.http.sample import BASE, sample_quads


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("cli") / "store"
    with new_snapshot(directory, BASE) as draft:
        draft.store.load(sample_quads())
    return directory


def test_help_names_every_command_and_every_command_has_an_example(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    overview = capfd.readouterr().out
    for name in cli.commands:
        assert name in overview
        assert run([name, "--help"]) == 0
        text = capfd.readouterr().out
        assert f"veiligheidsgraaf {name}" in text
        assert text.index("Usage:") < text.index("Options:")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nope"], "No such command"),
        (["query"], "Missing argument"),
        (["query", "targets", "--format", "yaml"], "is not one of"),
        (["query", "targets", "--store", "{tmp}/none"], "veiligheidsgraaf build --out"),
        (["serve", "--store", "{tmp}/none"], "veiligheidsgraaf build --out"),
        (["export", "--store", "{tmp}/none"], "there is no store here"),
        (["query", "targts", "--store", "{store}"], "did you mean targets"),
        (["query", "{tmp}/no.rq", "--store", "{store}"], "no.rq: cannot be read"),
        (["query", "targets", "--param", "doc", "--store", "{store}"], "expected NAME=VALUE"),
        (["query", "targets", "--param", "x=1", "--store", "{store}"], "parameters: doc"),
        (["query", "targets", "-p", "doc=1", "-p", "doc=2", "--store", "{store}"], "more than once"),
        (["query", "targets", "--format", "ttl", "--store", "{store}"], "rows"),
        (["export", "--graph", "nope", "--store", "{store}"], "there are inferred, plan-a"),
        (["export", "--out", "{tmp}/no/such/file", "--store", "{store}"], "Choose another file"),
        (["validate"], "give files or --store"),
        (["validate", "{tmp}/nope.ttl"], "does not exist"),
        (["reason", "{tmp}/nope.ttl"], "does not exist"),
        (["build", "--documents", "{tmp}/none"], "none"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(
    arguments: list[str], says: str, store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([a.format(tmp=tmp_path, store=store) for a in arguments]) == 2
    out, error = capfd.readouterr()
    assert out == ""
    assert says in error
    assert "Traceback" not in error


def test_a_setting_with_a_typo_is_told(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("VEILIGHEIDSGRAAF_PROT", "1")
    assert run(["query", "targets"]) == 2
    assert "VEILIGHEIDSGRAAF_PROT: no such setting" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("QUERY_WORKERS", "0"), ("QUERY_TIMEOUT", "nan"), ("QUERY_TIMEOUT", "soon"), ("PORT", "99999")],
        *[("QUERY_WAITING", "-1"), ("MAX_BODY", "1e6"), ("BASE", "no address"), ("BASE", "http://x/#")],
    ],
)
def test_a_setting_that_cannot_work_is_told(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"VEILIGHEIDSGRAAF_{name}", value)
    assert run(["query", "targets"]) == 2
    error = capfd.readouterr().err
    assert name.lower() in error.lower()
    assert value in error


def test_a_fault_of_the_program_is_no_verdict_on_the_data(
    monkeypatch: pytest.MonkeyPatch, store: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Python ends with 1 for any exception, which here would say that the data does not conform."""

    def fault(*_: object, **__: object) -> None:
        raise AssertionError("a fault")

    monkeypatch.setattr("kg.snapshots.open_current", fault)
    assert run(["query", "targets", "--store", str(store)]) == 70
    assert "please report" in capfd.readouterr().err


FILE_QUERY = "SELECT ?s ?label { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } ORDER BY ?label"


def ask(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["query", *arguments]) == 0
    return capfd.readouterr().out


def test_a_query_in_a_file_in_every_format(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labels.rq"
    file.write_text(FILE_QUERY, encoding="utf-8")
    given = [str(file), "--store", str(store)]
    rows = list(csv.DictReader(io.StringIO(ask(capfd, *given, "--format", "csv"))))
    labels = [row["label"] for row in rows]
    assert labels == [
        "Coördinatieoverleg",
        "Cybercrime",
        "Eenzaam",
        "Lutjestad",
        "Openbaar Ministerie",
        "Woninginbraken",
    ]
    bindings = json.loads(ask(capfd, *given, "--format", "json"))["results"]["bindings"]
    assert [b["label"]["value"] for b in bindings] == labels
    assert ask(capfd, *given, "--format", "xml").count("<result>") == len(labels)
    assert ask(capfd, *given, "--format", "tsv").count("@nl") == len(labels)
    table = ask(capfd, *given)
    assert "Coördinatieoverleg" in table
    assert f"{len(labels)} rows" in table


def test_other_forms_of_query(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "q.rq"
    file.write_text("ASK { ?s ?p ?o }")
    assert ask(capfd, str(file), "--store", str(store)).strip() == "true"
    file.write_text(f"CONSTRUCT WHERE {{ <{BASE}/id/theme/cybercrime> ?p ?o }}")
    assert "Cybercrime" in ask(capfd, str(file), "--store", str(store))
    assert ask(capfd, str(file), "--store", str(store), "--format", "nt").startswith(f"<{BASE}")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * {", "line 1, column 11"),
        ("ASK { SERVICE <http://x/> {} }", "SERVICE"),
        ("DELETE WHERE {}", "changes"),
    ],
)
def test_a_bad_query_is_told_with_its_place(
    text: str, says: str, store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.rq"
    file.write_text(text)
    assert run(["query", str(file), "--store", str(store)]) == 2
    assert says in capfd.readouterr().err


def test_a_named_query_with_a_parameter(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = ask(capfd, "documents", "--store", str(store), "--format", "csv")
    assert text.startswith("doc,title,kind,")
    both = ask(capfd, "governance", "--store", str(store), "--format", "csv")
    one = ask(capfd, "governance", "--store", str(store), "--format", "csv", "--param", "doc=plan-b")
    assert len(one.splitlines()) <= len(both.splitlines())


def test_cells_are_no_markup(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A value like "[bold]" vanished from the table, and "[/x]" ended the program."""
    file = tmp_path / "q.rq"
    file.write_text("SELECT ('[bold]a[/x]' AS ?v) {}")
    assert "[bold]a[/x]" in ask(capfd, str(file), "--store", str(store))


WIDE = "SELECT (1 AS ?line) " + " ".join(f"('{'woord ' * 9}{n}' AS ?column_{n})" for n in range(12)) + " {}"


def test_rows_too_wide_for_a_table_come_one_value_a_line(
    store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Fourteen columns on a terminal were fourteen columns of three letters, every value cut."""
    file = tmp_path / "q.rq"
    file.write_text(WIDE, encoding="utf-8")
    out = ask(capfd, str(file), "--store", str(store))
    for number in range(12):
        assert re.search(rf"^column_{number} +(woord ){{9}}{number}\s*$", out, re.M)
    assert "…" not in out
    assert out.rstrip().endswith("1 row")
    file.write_text("SELECT ?s ?o { ?s a ?o FILTER(false) }", encoding="utf-8")
    assert ask(capfd, str(file), "--store", str(store)).strip() == "0 rows"


@pytest.mark.parametrize(("width", "table"), [(200, True), (90, True), (40, False)])
def test_a_table_shows_every_value_whole(width: int, table: bool) -> None:
    from rich.console import Console

    from cli.rows import fits, print_rows

    columns = ["doc", "baseline_year", "quote"]
    rows = [["rvs-mn-2015-2018", "2011", "een " * 20 + "[b]slot[/x]"], ["plan", "", "kort"]]
    assert fits(columns, rows, width) is table
    out = Console(file=io.StringIO(), width=width)
    print_rows(out, columns, rows)
    assert isinstance(out.file, io.StringIO)
    text = out.file.getvalue()
    for word in ("rvs-mn-2015-2018", "2011", "[b]slot[/x]", "kort", "2 rows"):
        assert word in text
    assert text.count("een") == 20
    assert all(len(line.rstrip()) <= width for line in text.splitlines())


def test_the_list_of_queries(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "--list"]) == 0
    assert "targets" in capfd.readouterr().out


def test_export_gives_the_same_bytes_and_each_format_parses(
    store: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    import pyoxigraph as ox

    assert run(["export", "--store", str(store)]) == 0
    first = capfdbinary.readouterr().out
    assert first.splitlines() == sorted(first.splitlines())
    assert len(set(ox.parse(first, ox.RdfFormat.N_QUADS))) == len(first.splitlines())
    other = tmp_path / "other"
    with new_snapshot(other, BASE) as draft:
        draft.store.load(reversed(list(sample_quads())))
    assert run(["export", "--store", str(other)]) == 0
    assert capfdbinary.readouterr().out == first
    report = BASE.encode() + b"/graph/report"
    triples = {line.rsplit(b" <", 1)[0] for line in first.splitlines() if report not in line}
    formats = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "trig": ox.RdfFormat.TRIG}
    formats |= {"jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML}
    for name, syntax in formats.items():
        out = tmp_path / f"graph.{name}"
        assert run(["export", "--store", str(store), "--format", name, "--out", str(out)]) == 0
        read = {quad.triple for quad in ox.parse(path=str(out), format=syntax)}
        assert len(read) >= len(triples), name
    assert run(["export", "--store", str(store), "--format", "nt", "--graph", "plan-b"]) == 0
    assert b"plan-a" not in capfdbinary.readouterr().out


def test_validate_and_its_exit_codes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fine, bad, broken = (tmp_path / f"{name}.ttl" for name in ("fine", "bad", "broken"))
    fine.write_text("<http://example.org/x> <http://example.org/p> 1 .")
    bad.write_text("<http://example.org/x> a <https://w3id.org/veiligheidsgraaf/def/Target> .")
    broken.write_text("<http://example.org/x> a\n .")
    assert run(["validate", str(fine)]) == 0
    assert "Conforms" in capfd.readouterr().out
    assert run(["validate", str(bad)]) == 1
    out = capfd.readouterr().out
    assert "Does not conform" in out
    assert re.search(r"Violation +│ Statement-\S+ +│ +1 │", out), "counted by severity and shape"
    assert run(["validate", str(bad), "--format", "ttl"]) == 1
    assert "ValidationReport" in capfd.readouterr().out
    assert run(["validate", str(broken)]) == 2
    assert "broken.ttl:2" in capfd.readouterr().err
    other = tmp_path / "data.xyz"
    other.write_text("")
    assert run(["validate", str(other)]) == 2
    assert ".ttl" in capfd.readouterr().err


def test_reason_and_its_exit_codes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    head = "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix e: <http://example.org/> .\n"
    both = "e:A a owl:Class . e:B a owl:Class ; owl:disjointWith e:A .\n"
    fine, bad = tmp_path / "fine.ttl", tmp_path / "bad.ttl"
    fine.write_text(f"{head}{both}e:x a owl:NamedIndividual , e:A .")
    bad.write_text(f"{head}{both}e:x a owl:NamedIndividual , e:A , e:B .")
    assert run(["reason", str(fine)]) == 0
    assert capfd.readouterr().out.startswith("Verdict: consistent (")
    assert run(["reason", str(bad)]) == 1
    assert capfd.readouterr().out.startswith("Verdict: inconsistent (")


def test_serve_says_when_the_port_is_taken(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["serve", "--store", str(store), "--port", str(taken.getsockname()[1])]) == 2
    assert "Choose another with --port" in capfd.readouterr().err


def test_a_reader_that_stops_early_gets_no_trace(store: Path) -> None:
    """`… | head` printed a traceback."""
    command = f"{sys.executable} -c 'from cli.main import main; main()' export --store {store} | head -c 10"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""


def test_build_prints_counts_times_and_the_validation(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from loaders import pipeline

    def report(unreadable: list[str], refused: list[str]) -> pipeline.BuildReport:
        documents = [pipeline.DocumentReport(f"doc-{n}", f"{n}.txt", {"target": n, "measure": 10}) for n in (1, 2)]
        return pipeline.BuildReport(
            documents, [("read", 1.5), ("store", 0.25)], unreadable, refused,
            validation={"Violation": len(refused), "Warning": 3}, out=tmp_path, quads=1234,
        )  # fmt: skip

    def pretend(made: pipeline.BuildReport) -> None:
        def build(*arguments: object) -> pipeline.BuildReport:
            tell = arguments[3]
            assert callable(tell)
            tell("read", 0, 2)
            tell("read", 2, 2)
            return made

        monkeypatch.setattr(pipeline, "build", build)

    pretend(report([], []))
    assert run(["build", "--documents", str(tmp_path), "--out", str(tmp_path)]) == 0
    out, error = capfd.readouterr()
    assert re.search(r"target\s+│\s+1 │\s+2 │\s+3", out)
    assert re.search(r"total\s+│\s+11 │\s+12 │\s+23", out)
    assert re.search(r"read\s+│\s+1\.50", out)
    assert "0 Violation, 3 Warning" in out
    assert "1234 quads" in out
    assert error == "read …\n"
    unreadable, refused = "x.txt:3: no", "doc-3: not loaded, 1 violations"
    for given, code in ((([unreadable], []), 2), (([], [refused]), 1), (([unreadable], [refused]), 2)):
        pretend(report(*given))
        assert run(["build"]) == code
        error = capfd.readouterr().err
        assert [line for line in error.splitlines() if line.startswith("error: ")] == [
            f"error: {text}" for texts in given for text in texts
        ]
