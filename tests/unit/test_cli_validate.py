"""`veiligheidsgraaf validate` with shapes of one's own, in every format, and beside an earlier report."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.compare import isomorphic

from cli.main import run
from kg.snapshots import new_snapshot, open_current
from kg.validation import report_quads, validate_told
from tests.shapes.component_cases import cases, direct, parsed
from tests.shapes.twins import GOOD
from tests.unit.test_validation import as_quads

BASE = "https://example.org"


def written(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_shapes_of_ones_own_give_the_validators_report(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    case = next(case for case in cases() if case.name == "datatype-as-sent")
    data, shapes = written(tmp_path, "data.ttl", case.failing), written(tmp_path, "shapes.ttl", case.shapes)
    assert run(["validate", data, "--shapes", shapes, "--format", "ttl"]) == 1
    assert isomorphic(parsed(capfdbinary.readouterr().out), direct(case.failing, case.shapes))
    rule = next(case for case in cases() if case.name == "af-rule")
    data, shapes = written(tmp_path, "rule.ttl", rule.failing), written(tmp_path, "rules.ttl", rule.shapes)
    assert run(["validate", data, "--shapes", shapes]) == 0
    assert run(["validate", data, "--shapes", shapes, "--advanced"]) == 1


def test_every_format(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    bad = written(tmp_path, "bad.ttl", GOOD.replace("vg:line 3", "vg:line 2", 1))
    out = {}
    for name in ("ttl", "nt", "jsonld", "rdfxml", "json", "csv", "text"):
        assert run(["validate", bad, "--format", name, "--language", "en"]) == 1
        out[name] = capfd.readouterr().out
    assert json.loads(out["json"])["counts"]["Violation"] == 1
    assert len(list(csv.DictReader(io.StringIO(out["csv"])))) == 1
    assert "Count the line feeds" in out["text"]
    assert "repairHint" not in out["ttl"]
    assert "shapes/hint" in out["nt"]
    assert run(["validate", bad, "--format", "nt", "--plain"]) == 1
    assert "shapes/hint" not in capfd.readouterr().out


def test_a_place_of_a_fault_has_line_and_column(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", written(tmp_path, "broken.ttl", "<urn:a> <urn:b>\n  .")]) == 2
    assert "broken.ttl:2:3" in capfd.readouterr().err


def test_beside_an_earlier_report(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    graph = ox.NamedNode(f"{BASE}/graph/report")
    names = []
    for change in (("vg:line 3", "vg:line 2"), ("vg:statedTotal 39.0", "vg:statedTotal 40.5")):
        with new_snapshot(tmp_path, BASE, keep=5) as draft:
            draft.store.load(report_quads(validate_told(as_quads(*change))[1], graph))
        names.append(open_current(tmp_path).name)
    for against in ("previous", names[0]):
        assert run(["validate", "--store", str(tmp_path), "--against", against]) == 0, "nothing new is a Violation"
        assert "1 new, 1 gone, 0 still there" in capfd.readouterr().out
    assert run(["validate", "--store", str(tmp_path), "--against", "previous", "--format", "json"]) == 0
    changes = {result["change"] for result in json.loads(capfd.readouterr().out)["results"]}
    assert changes == {"new", "gone"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--against", "previous"], "give files or --store"),
        (["{file}", "--against", "previous"], "give --store"),
        (["--store", "{tmp}", "--against", "previous", "--format", "ttl"], "format is one of"),
        (["--store", "{tmp}", "--shapes", "{file}"], "--shapes goes with files"),
    ],
)
def test_what_does_not_go_together(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    file = written(tmp_path, "fine.ttl", GOOD)
    assert run(["validate", *(a.replace("{file}", file).replace("{tmp}", str(tmp_path)) for a in arguments)]) != 0
    assert message in capfd.readouterr().err
