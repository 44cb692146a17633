"""The notebooks run from top to bottom against a server with the real texts and a table of CBS beside them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kg.config import ROOT
from loaders.cbs.importing import import_table
from loaders.cbs.service import TableService
from loaders.reference import REFERENCE
from tests.cbs_service import serving, table
from tests.http.client import server

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

pytestmark = pytest.mark.slow  # a kernel for each


@pytest.fixture(scope="module")
def address(built_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("notebooks")
    store = folder / "store"
    shutil.copytree(built_store, store)
    with (REFERENCE / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["police_unit"] == "Midden-Nederland"]
    areas = {"NL01": "Nederland"} | {row["cbs_code"]: row["name"] for row in rows}
    with serving(table(areas, range(2010, 2023)), page=10_000) as (url, _):
        import_table(TableService("83648NED", folder / "cache", service=url), store, REFERENCE, lambda *_: None)
    with server(store) as (url, _):
        yield url


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VEILIGHEIDSGRAAF_SERVER", address)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_answers(path: Path) -> None:
    """Answers belong to a release; what is kept is how to get them."""
    nbformat.validate(nbformat.read(path, as_version=4))
    assert all(not cell.get("outputs") for cell in nbformat.read(path, as_version=4).cells)


def test_there_are_three() -> None:
    assert len(NOTEBOOKS) == 3
