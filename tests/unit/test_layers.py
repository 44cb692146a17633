"""Layers only look down. An import the wrong way round makes the next change cost twice."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from kg.config import ROOT

FORBIDDEN = {"kg": {"loaders", "api", "cli"}, "loaders": {"api", "cli"}, "api": {"loaders", "cli"}}
MODULES = [path for layer in FORBIDDEN for path in sorted((ROOT / layer).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """Top-level packages a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_below(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    assert not imported(path) & FORBIDDEN[layer]


@pytest.mark.parametrize("path", sorted((ROOT / "loaders" / "extractors").glob("*.py")), ids=lambda path: path.stem)
def test_extractors_never_see_rdf(path: Path) -> None:
    assert not imported(path) & {"rdflib", "pyoxigraph", "owlready2"}


def test_nothing_is_done_at_import() -> None:
    """Importing the layers opens no store and reads no document."""
    import subprocess

    code = (
        "import builtins, sys, pathlib\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import kg.store, kg.queries, kg.network, loaders.pipeline, api\n"
        f"root = {str(ROOT)!r}\n"
        "bad = [p for p in opened if p.startswith(root) and not p.endswith(('.py', '.pyc')) and '.venv' not in p"
        " and '__pycache__' not in p and not pathlib.Path(p).is_dir()]\n"
        "print(bad); sys.exit(bool(bad))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
