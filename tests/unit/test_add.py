"""`add` is what a user meets first: it must not lose what it read, and not hide what it did not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cli.main import run
from kg.snapshots import new_snapshot
from loaders.newcomers import FAMILIES, read_new
from loaders.pipeline import BuildReport, read_folder
from tests.http.sample import BASE, sample_quads
from tests.pdf_maker import lines_page, made_pdf

PLAN = """# Integraal veiligheidsplan Veldrijk 2031-2034

Vastgesteld door de gemeenteraad op 12 december 2030

## Wat willen we bereiken?

- Het aantal woninginbraken daalt van 120 in 2030 naar maximaal 80 in 2034.

## Wat gaan we doen?

- De gemeente stelt ieder jaar een plan op tegen woninginbraken.

## Overige

Dit stuk gaat nergens over en heeft toch veel woorden nodig om dat te zeggen, want het is een stuk waarin niemand iets
wil, niemand iets doet en niemand iets weet te melden over wat dan ook in de wereld.

| Kleur | Vorm | Smaak |
|---|---|---|
| rood | rond | zoet |
| geel | krom | zuur |
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.md"
    file.write_text(PLAN, encoding="utf-8")
    return file


def test_it_shows_what_was_found_and_what_was_not(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["add", str(plan)]) == 0
    out, error = capfd.readouterr()
    assert "plan: Integraal veiligheidsplan Veldrijk 2031-2034 (2031-2034): integraal veiligheidsplan" in out
    assert [cell.strip() for cell in next(line for line in out.splitlines() if "targets" in line).split("│")[1:-1]] == [
        "targets", "", "1", "", "1",
    ]  # fmt: skip
    assert "table at line 18 (3 rows): Kleur | Vorm | Smaak" in out
    assert "section at line 13 (40 words; nothing but names, or what is said elsewhere too): Overige" in out
    assert "proposed = true" in out
    assert error == "reading …\n"
    assert [file.name for file in plan.parent.iterdir()] == ["plan.md"]


def test_rows_are_shown_with_their_line_and_words(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["add", str(plan), "--rows", "targets", "--rows", "formation"]) == 0
    out = capfd.readouterr().out
    words = " ".join(out.replace("│", " ").split())
    assert "afname 120 2030 80 2034" in words
    assert "formation: none found" in out
    (row,) = read_new(plan).rows("targets")
    assert row["line"] == "7"
    assert row["quote"] == "Het aantal woninginbraken daalt van 120 in 2030 naar maximaal 80 in 2034."


def test_every_family_can_be_shown(plan: Path) -> None:
    new = read_new(plan)
    for family in FAMILIES:
        for row in new.rows(family):
            assert PLAN.splitlines()[int(row["line"]) - 1].find(row["quote"][:12]) >= 0


def test_a_profile_beside_the_file_is_used_and_not_overwritten(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    own = '[[document]]\nid = "ivp-veldrijk"\nkind = "integraal veiligheidsplan"\n'
    plan.with_suffix(".toml").write_text(own, encoding="utf-8")
    assert run(["add", str(plan), "--save-profile"]) == 0
    out = capfd.readouterr().out
    assert out.startswith("ivp-veldrijk: ")
    assert "Read with the profile" in out
    assert plan.with_suffix(".toml").read_text(encoding="utf-8") == own
    (document,) = read_new(plan).rows("documents")
    assert document["confidence"] == "hoog"  # a person has said how to read it


def test_the_proposed_profile_is_saved_beside_the_file(plan: Path) -> None:
    assert run(["add", str(plan), "--save-profile", "--id", "ivp-veldrijk-2031"]) == 0
    data = tomllib.loads(plan.with_suffix(".toml").read_text(encoding="utf-8"))
    assert data["proposed"] is True
    assert data["document"][0]["id"] == "ivp-veldrijk-2031"


def test_into_a_folder_it_can_be_built_from_and_reads_the_same(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert run(["add", str(plan), "--into", str(folder)]) == 0
    assert sorted(file.name for file in folder.iterdir()) == ["plan.toml", "plan.txt"]
    assert (folder / "plan.txt").read_text(encoding="utf-8") == PLAN
    report = BuildReport()
    (reading,) = read_folder(folder, report)
    assert report.unreadable == []
    (first,) = read_new(plan).readings
    assert reading.facts == first.facts


def test_what_is_there_already_is_not_overwritten(plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert run(["add", str(plan), "--into", str(folder)]) == 0
    assert run(["add", str(plan), "--into", str(folder)]) == 0  # the same again is no change
    (folder / "plan.toml").write_text("proposed = true\n", encoding="utf-8")
    assert run(["add", str(plan), "--into", str(folder)]) == 2
    assert "is there already and differs. Use --force" in capfd.readouterr().err
    assert run(["add", str(plan), "--into", str(folder), "--force"]) == 0
    assert "[[document]]" in (folder / "plan.toml").read_text(encoding="utf-8")


def test_a_pdf_is_kept_as_the_text_that_evidence_refers_to(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.pdf"
    first = ["# Integraal veiligheidsplan Veldrijk 2031-2034", "", "Dit plan is van alle inwoners van de gemeente Veldrijk."]
    second = ["## Wat willen we bereiken?", "", "• Het aantal woninginbraken daalt van 120 in 2030 naar 80 in 2034."]
    file.write_bytes(made_pdf([list(lines_page(first)), list(lines_page(second))]))
    folder = tmp_path / "mine"
    assert run(["add", str(file), "--rows", "targets", "--into", str(folder)]) == 0
    out, error = capfd.readouterr()
    assert "page" in out
    assert "pages …" in error
    (row,) = read_new(file).rows("targets")
    text = (folder / "plan.txt").read_text(encoding="utf-8")
    assert (row["page"], text.split("\n")[int(row["line"]) - 1]) == ("2", f"- {row['quote']}")


@pytest.mark.parametrize(
    ("name", "data", "arguments", "says"),
    [
        ("scan.pdf", made_pdf([[], []], image=True), [], "looks like a scan: 0 of 2 pages"),
        ("plan.docx", b"PK\x03\x04", [], "Save it as PDF or HTML"),
        ("plan.txt", b"Een plan.", ["--rows", "doelen"], "there are documents, document_relations"),
        ("plan.txt", b"Een plan.", ["--id", "Mijn Plan"], "small letters"),
        ("plan.txt", b"\n \n", [], "empty"),
        ("plan.txt", b"Een plan.", ["--store", "{tmp}/none"], "veiligheidsgraaf build --out"),
        ("plan.txt", b"Een plan.", ["--into", "{tmp}/plan.txt/x"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_advice(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, data: bytes, arguments: list[str], says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert run(["add", str(file), *(one.format(tmp=tmp_path) for one in arguments)]) == 2
    error = capfd.readouterr().err
    assert says in error
    assert "Traceback" not in error


def test_a_store_is_asked_and_left_alone(plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "store"
    with new_snapshot(store, BASE) as draft:
        draft.store.load(sample_quads())
        draft.built_from["plan.txt"] = read_new(plan).converted.source.sha256
    before = sorted((file.name, file.stat().st_size) for file in store.rglob("*"))
    assert run(["add", str(plan), "--store", str(store)]) == 0
    assert "was built from this very text" in capfd.readouterr().out
    plan.write_text(PLAN + "\nEn nog een zin.\n", encoding="utf-8")
    assert run(["add", str(plan), "--store", str(store)]) == 0
    assert "does not hold this document yet" in capfd.readouterr().out
    assert run(["add", str(plan), "--store", str(store), "--id", "plan-a"]) == 0
    assert "holds another document as 'plan-a'" in capfd.readouterr().out
    assert sorted((file.name, file.stat().st_size) for file in store.rglob("*")) == before
