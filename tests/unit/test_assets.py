"""The browser parts may be missing. It would be wrong if a page broke without them, kept quiet about it, or if a browser
kept a file for ever whose name does not change with its content."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from api import assets
from api.app import create_app
from api.assets import FOR_EVER, Assets
from kg.config import ROOT, Settings
from tests.http.client import BROWSER, Client
from tests.http.sample import BASE, sample_store


def _built(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(text)
    return folder


def test_names_come_from_the_manifest(tmp_path: Path) -> None:
    found = Assets(_built(tmp_path / "built", '{"site.js": "site-ABCD1234.js"}'))
    assert found.path("site.js") == "/static/built/site-ABCD1234.js"
    assert found.path("sparql.js") == ""


def test_a_new_build_is_seen_without_a_restart(tmp_path: Path) -> None:
    folder = _built(tmp_path / "built", '{"site.js": "site-ABCD1234.js"}')
    found = Assets(folder)
    assert found.path("site.js").endswith("ABCD1234.js")
    _built(folder, '{"site.js": "site-WXYZ5678.js"}')
    os.utime(folder / "manifest.json", ns=(1, 1))
    assert found.path("site.js").endswith("WXYZ5678.js")
    (folder / "manifest.json").unlink()
    assert found.path("site.js") == ""


@pytest.mark.parametrize("text", ["", "[]", "{", '"x"'])
def test_a_broken_manifest_counts_as_none(tmp_path: Path, text: str) -> None:
    assert Assets(_built(tmp_path / "built", text)).path("site.js") == ""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_say_which_part_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    client = Client(create_app(Settings(base=BASE), sample_store()))
    page = client.get(f"/sparql?lang={language}", BROWSER)
    assert page.status_code == 200
    assert "make web" in page.text
    assert "<script" not in page.text
    answer = client.get("/sparql", BROWSER, query="ASK { ?s ?p ?o }", lang=language)
    assert "state complete" in answer.text


def test_pages_load_the_parts_that_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = '{"sparql.js": "sparql-ABCD1234.js", "sparql.css": "sparql-ABCD1234.css"}'
    monkeypatch.setattr(assets, "BUILT", _built(tmp_path / "built", names))
    page = Client(create_app(Settings(base=BASE), sample_store())).get("/sparql", BROWSER).text
    assert '<script type="module" src="/static/built/sparql-ABCD1234.js"></script>' in page
    assert "make web" not in page
    assert "site-" not in page


def test_only_files_named_by_their_content_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "built").mkdir()
    for name in ("site-ABCD1234.js", "manifest.json"):
        (tmp_path / "built" / name).write_text("0")
    (tmp_path / "style.css").write_text("a { color: red }")
    parts = assets.StaticParts(directory=tmp_path)
    client = Client(parts)  # type: ignore[arg-type]
    assert client.get("/built/site-ABCD1234.js").headers["cache-control"] == FOR_EVER
    for other in ("/built/manifest.json", "/style.css"):
        assert "immutable" not in client.get(other).headers.get("cache-control", "")


def test_a_machine_that_cannot_build_them_goes_on(tmp_path: Path) -> None:
    """`make serve` and `make test` go by way of `web-if-possible`: it says what is missing and does not fail."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "web", tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    binaries = tmp_path / ".venv" / "bin"
    binaries.mkdir(parents=True)
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / ".venv" / ".ready").touch()
    npm = binaries / "npm"
    npm.write_text("#!/bin/sh\necho 'no registry here' >&2\nexit 1\n")
    npm.chmod(0o755)

    def make(target: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["make", target], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)

    alone, tried = make("web"), make("web-if-possible")
    assert alone.returncode != 0
    assert tried.returncode == 0, tried.stderr
    assert "no registry here" in tried.stderr
    assert "could not be built" in tried.stdout
    assert not (tmp_path / "api" / "static" / "built").exists()
