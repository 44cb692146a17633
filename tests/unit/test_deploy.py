"""What `deploy/` says is what there is: an image whose build misses a folder is found out where nobody looks."""

from __future__ import annotations

import re
import shlex
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.app import create_app
from cli.main import cli
from kg.config import ROOT, Settings
from tests.http.client import Client
from tests.http.sample import BASE, sample_store

DEPLOY = ROOT / "deploy"
PREFIX = "VEILIGHEIDSGRAAF_"


def text_of(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with what stands behind them, comments out and lines joined."""
    lines = "\n".join(line for line in text_of("Dockerfile").splitlines() if not line.startswith("#"))
    joined = lines.replace("\\\n", " ").splitlines()
    return [(word, rest.strip()) for line in joined if line.strip() for word, _, rest in [line.strip().partition(" ")]]


def copied() -> list[str]:
    """What the image takes from the checkout."""
    taken = [rest.split() for word, rest in instructions() if word == "COPY" and not rest.startswith("--from")]
    return [source for words in taken for source in words[:-1]]


def is_left_out(path: str) -> bool:
    """Whether `Dockerfile.dockerignore` keeps a path of the top folder away from the build; the last line that fits
    counts."""
    out = False
    for line in text_of("Dockerfile.dockerignore").split():
        if fnmatch(path, line.removeprefix("!").replace("**", "*")):
            out = not line.startswith("!")
    return out


def test_what_the_image_copies_is_there_and_is_sent_to_the_build() -> None:
    assert copied()
    assert [path for path in copied() if not (ROOT / path).exists()] == []
    assert [path for path in copied() if is_left_out(path)] == []


def test_nothing_else_is_sent_to_the_build() -> None:
    """Wrong would be: a folder of tests, or a key somebody left in the checkout, in an image."""
    named = {line.removeprefix("!") for line in text_of("Dockerfile.dockerignore").split() if line.startswith("!")}
    assert named == set(copied())
    assert is_left_out("notes.txt")


def test_the_image_has_every_folder_the_program_reads() -> None:
    """Wrong would be: a shape or query that is there in a checkout and missing in the image."""
    layers = [path for layer in ("kg", "loaders", "api", "cli") for path in (ROOT / layer).rglob("*.py")]
    read = {name for path in layers for name in re.findall(r'\bROOT / "(\w+)"', path.read_text(encoding="utf-8"))}
    assert {"data", "ontology", "shapes", "queries"} <= read
    assert read - {"build"} <= set(copied())


@pytest.mark.parametrize("name", ["Dockerfile", "veiligheidsgraaf.service"])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    named = set(re.findall(rf"{PREFIX}([A-Z_]+)", text_of(name)))
    assert "STORE" in named
    assert named <= {name.upper() for name in Settings.__dataclass_fields__}


def test_the_image_looks_for_health_where_it_listens() -> None:
    told = dict(instructions())
    address = re.search(r"http://127\.0\.0\.1:(\d+)(/[\w/]+)", told["HEALTHCHECK"])
    assert address is not None
    assert int(address[1]) == int(told["EXPOSE"]) == Settings().port
    assert Client(create_app(Settings(base=BASE), sample_store()))("GET", address[2]).status_code in (200, 503)


def test_the_image_runs_as_nobody_in_particular() -> None:
    assert dict(instructions())["USER"] not in ("", "0", "root")


def commands() -> list[list[str]]:
    """The commands of the program that the unit and the image run, without the program itself."""
    started = re.findall(r"^ExecStart\w*=.*/veiligheidsgraaf (.+?)'?$", text_of("veiligheidsgraaf.service"), re.MULTILINE)
    image = [rest for _, rest in instructions() if rest.startswith("/opt/venv/bin/veiligheidsgraaf")]
    cmd = " ".join(re.findall(r'"([^"]+)"', dict(instructions())["CMD"]))
    return [shlex.split(line) for line in [*started, *(rest.partition(" ")[2] for rest in image), cmd]]


def test_the_commands_exist_with_their_options() -> None:
    assert [words[0] for words in commands()] == ["build", "serve", "build", "serve"]
    for words in commands():
        help_text = CliRunner().invoke(cli, [words[0], "--help"]).output
        assert [word for word in words[1:] if word.startswith("--") and word not in help_text] == []


def test_the_unit_builds_a_store_only_where_there_is_none(tmp_path: Path) -> None:
    line = re.search(r"^ExecStartPre=(.+)$", text_of("veiligheidsgraaf.service"), re.MULTILINE)
    assert line is not None
    command = shlex.split(line[1].replace("/opt/veiligheidsgraaf/.venv/bin/veiligheidsgraaf", "echo"))
    for store, said in ((tmp_path / "none", f"build --out {tmp_path / 'none'}\n"), (tmp_path, "")):
        (tmp_path / "CURRENT").touch()
        done = subprocess.run(command, env={f"{PREFIX}STORE": str(store)}, capture_output=True, text=True, check=True)
        assert done.stdout == said
