"""The whole line. A build that lets one bad file spoil the rest, or that gives other bytes the second time, is no base
for anything that is published."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from kg.config import ROOT, Settings
from kg.errors import GraphError, InputError
from kg.snapshots import current_name, open_current
from loaders import pipeline
from loaders.pipeline import build

DOCUMENTS = ROOT / "data" / "documents"
SMALL = "veiligheidsstrategie-oost-nederland-2019-2022-voorstel"

PLAIN = """# Integraal veiligheidsplan Waterdorp 2031-2034

Vastgesteld op 3 maart 2031

## Prioriteiten

1. Veilig varen
2. Fietsendiefstal

## Onze ambitie

Het aantal fietsendiefstallen daalt met 10% van 200 in 2030 naar maximaal 180 in 2034.

## De aanpak

- De gemeente Waterdorp werkt samen met de politie.
"""


def folder_with(tmp_path: Path, **texts: str | bytes) -> Path:
    """A folder of source texts with these names."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def digest(folder: Path) -> str:
    store = open_current(folder)
    try:
        return hashlib.sha256(b"\n".join(store.canonical_nquads())).hexdigest()
    finally:
        store.close()


def ids(report: pipeline.BuildReport) -> list[str]:
    return sorted(document.id for document in report.documents)


def test_a_bad_file_is_named_and_the_others_load(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, plain=PLAIN, empty="", latin="één\nétat\n".encode("latin-1"), zero=b"a\x00b")
    report = build(Settings(), folder, tmp_path / "store")
    assert ids(report) == ["plain"]
    assert len(report.unreadable) == 3
    said = "\n".join(report.unreadable)
    assert "empty.txt: empty" in said
    assert "latin.txt:1: not UTF-8" in said
    assert "zero.txt:1" in said
    store = open_current(tmp_path / "store")
    assert any(name.endswith("/graph/plain") for name in store.graph_names())
    store.close()


def test_a_profile_that_names_a_heading_that_is_not_there(tmp_path: Path) -> None:
    """The text loads no document; the message names profile and text, and the other file still loads."""
    folder = folder_with(tmp_path, plain=PLAIN, other=PLAIN.replace("Waterdorp", "Veenstad"))
    (folder / "other.toml").write_text(
        '[[document]]\nid = "a"\n\n[[document]]\nid = "b"\nstart = \'^Hoofdstuk dat er niet is$\'\n', encoding="utf-8"
    )
    report = build(Settings(), folder, tmp_path / "store")
    assert ids(report) == ["plain"]
    assert len(report.unreadable) == 1
    assert "other.toml" in report.unreadable[0]
    assert "other.txt" in report.unreadable[0]
    assert "Hoofdstuk dat er niet is" in report.unreadable[0]


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ("[[document]\n", "cannot be read"),
        ("furniture = []\n", "no \\[\\[document\\]\\]"),
        ('[[document]]\nid = "x"\ncolour = "red"\n', "unknown key 'colour'"),
        ('[[document]]\nid = "x"\n[document.roles]\n"^A" = "nonsense"\n', "unknown role 'nonsense'"),
        ("[[document]]\nid = \"x\"\ntitle = '('\n", "bad regular expression"),
    ],
)
def test_a_profile_that_cannot_be_used(tmp_path: Path, profile: str, message: str) -> None:
    folder = folder_with(tmp_path, plain=PLAIN)
    (folder / "plain.toml").write_text(profile, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        build(Settings(), folder, tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_two_files_of_one_id(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, one=PLAIN, two=PLAIN)
    for name in ("one", "two"):
        (folder / f"{name}.toml").write_text('[[document]]\nid = "same"\n', encoding="utf-8")
    report = build(Settings(), folder, tmp_path / "store")
    assert ids(report) == ["same"]
    assert "two.txt" in report.unreadable[0]
    assert "one.txt" in report.unreadable[0]


def test_nothing_to_build_from(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        build(Settings(), tmp_path / "nothing", tmp_path / "store")
    (tmp_path / "void").mkdir()
    with pytest.raises(InputError, match=r"no \.txt files"):
        build(Settings(), tmp_path / "void", tmp_path / "store")


def test_a_failing_build_leaves_the_old_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_with(tmp_path, plain=PLAIN)
    out = tmp_path / "store"
    build(Settings(), folder, out)
    before, name = digest(out), current_name(out)
    (folder / "plain.txt").write_text("", encoding="utf-8")
    with pytest.raises(GraphError):
        build(Settings(), folder, out)
    assert (digest(out), current_name(out)) == (before, name)

    (folder / "plain.txt").write_text(PLAIN + "\n- Nog een maatregel.\n", encoding="utf-8")

    def broken(*_: object, **__: object) -> list[object]:
        raise RuntimeError("power cut")

    monkeypatch.setattr("kg.embedded.OxigraphStore.flush", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        build(Settings(), folder, out)
    assert (digest(out), current_name(out)) == (before, name)
    assert [path.name for path in (out / "snapshots").iterdir() if path.is_dir()] == [name]


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """From the same texts, in files made in another order, in a fresh folder."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, order in ((first, 1), (second, -1)):
        folder.mkdir()
        for path in [DOCUMENTS / f"{SMALL}.txt", DOCUMENTS / "rvs-midden-nederland-2019-2022-concept.txt"][::order]:
            shutil.copy(path, folder)
        build(Settings(), folder, folder / "store")
    assert digest(first / "store") == digest(second / "store")


def test_a_text_without_a_profile_takes_the_projects_own(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    shutil.copy(DOCUMENTS / f"{SMALL}.txt", folder)
    assert ids(build(Settings(), folder, tmp_path / "store")) == ["vs-on-2019-2022-voorstel"]


def test_the_base_is_a_setting(tmp_path: Path) -> None:
    """No IRI of an instance keeps the default base; terms of the ontology keep theirs."""
    folder = folder_with(tmp_path, plain=PLAIN)
    base = "https://voorbeeld.nl/graaf"
    report = build(Settings(base=base), folder, tmp_path / "store")
    assert not report.errors
    store = open_current(tmp_path / "store")
    lines = b"\n".join(store.canonical_nquads())
    store.close()
    assert b"<https://voorbeeld.nl/graaf/id/target/plain/" in lines
    assert b"<https://w3id.org/veiligheidsgraaf/id/" not in lines
    assert b"<https://w3id.org/veiligheidsgraaf/def/Target>" in lines


def test_facts_of_an_unknown_text_are_read_and_marked_less_sure(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, plain=PLAIN)
    report = build(Settings(), folder, tmp_path / "store")
    counts = report.documents[0].counts
    assert counts["priority"] == 2
    assert counts["target"] == 1
    store = open_current(tmp_path / "store")
    rows = list(
        store.engine.query(
            "PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
            "SELECT ?base ?target ?sure { ?t a vg:Target ; vg:baselineValue ?base ; vg:targetValue ?target ;"
            " vg:confidence/skos:notation ?sure }"
        )
    )
    assert [[term.value for term in row] for row in rows] == [["200", "180", "middel"]]
    store.close()


def test_progress_and_report(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, plain=PLAIN)
    said: list[tuple[str, int, int]] = []
    report = build(Settings(), folder, tmp_path / "store", progress=lambda *step: said.append(step))
    assert [name for name, _ in report.stages] == [
        "read", "compare", "rdf", "findings", "validation and entailment", "store",
    ]  # fmt: skip
    assert said[0] == ("read", 0, 1)
    assert said[-1] == ("store", 1, 1)
    assert report.validation["Violation"] == 0
    assert report.quads > 1000
