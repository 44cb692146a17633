"""What a build leaves out is told by the store it made. It would be wrong if only who ran the build knew of a file that
could not be read, if the record named a folder of the machine, or if a page said that all is there when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import escape
from pyoxigraph import Quad

from api.app import create_app
from kg.config import DEF, Settings
from kg.errors import SourceError
from kg.left_out import BuildRecord, Kind, build_record
from kg.snapshots import open_current
from loaders import pipeline, to_rdf
from tests.http.client import BROWSER, Client

PLAN = """# Integraal veiligheidsplan Waterdorp 2031-2034

## Prioriteiten

1. Veilig varen
2. Fietsendiefstal
"""


def build(tmp_path: Path, **texts: str | bytes) -> pipeline.BuildReport:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return pipeline.build(Settings(), folder, tmp_path / "store")


def record_in(tmp_path: Path) -> BuildRecord:
    store = open_current(tmp_path / "store")
    found = build_record(store)
    store.close()
    assert found is not None
    return found


def pages(tmp_path: Path) -> Client:
    return Client(create_app(Settings(store=tmp_path / "store"), open_current(tmp_path / "store")))


def test_a_build_that_left_out_nothing_says_so(tmp_path: Path) -> None:
    build(tmp_path, plan=PLAN)
    assert record_in(tmp_path) == BuildRecord(1)
    client = pages(tmp_path)
    assert client.get("/quality", format="json").json()["left_out"] == {
        "files": 1, "unreadable": [], "refused": [], "partly": [],
    }  # fmt: skip
    assert "Alles is gelezen en geladen" in client.get("/quality", BROWSER, lang="nl").text


def test_files_that_cannot_be_read_and_documents_that_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A loader at fault: facts without words, which a shape forbids; a text in another encoding; a place in a table."""
    honest, reads = to_rdf.document_quads, pipeline.read_folder

    def without_words(*args: object) -> dict[str, list[Quad]]:
        graphs = honest(*args)  # type: ignore[arg-type]
        graphs["bad"] = [quad for quad in graphs["bad"] if quad.predicate.value != f"{DEF}evidence"]
        return graphs

    def with_a_problem(folder: Path, *args: object) -> object:
        readings = reads(folder, *args)  # type: ignore[arg-type]
        plan = next(reading for reading in readings if reading.doc.id == "plan")
        plan.problems.append(SourceError("this row fits in no way", file="plan.txt", line=6))
        return readings

    monkeypatch.setattr(pipeline, "document_quads", without_words)
    monkeypatch.setattr(pipeline, "read_folder", with_a_problem)
    report = build(tmp_path, plan=PLAN, bad=PLAN.replace("Waterdorp", "Veenstad"), latin="één".encode("latin-1"))
    assert [document.id for document in report.documents] == ["plan"]
    found = record_in(tmp_path)
    assert found.files == 3
    assert found.of(Kind.UNREADABLE)[0].startswith("latin.txt:1: not UTF-8")
    assert found.of(Kind.REFUSED)[0].startswith("bad: not loaded")
    assert found.of(Kind.PARTLY) == ["plan.txt:6: this row fits in no way"]
    client = pages(tmp_path)
    told = client.get("/quality", format="json").json()["left_out"]
    for language, heading in (("nl", "Documenten die zijn tegengehouden"), ("en", "Documents that were refused")):
        page = client.get("/quality", BROWSER, lang=language).text
        assert heading in page
        for reasons in (told["unreadable"], told["refused"], told["partly"]):
            assert len(reasons) == 1
            assert escape(reasons[0]) in page
        assert str(tmp_path) not in page
