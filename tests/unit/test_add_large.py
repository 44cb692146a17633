"""A report of hundreds of pages must not take the machine with it, nor leave its reader waiting without a word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.config import ROOT
from tests.pdf_maker import Piece, lines_page, made_pdf

PAGES = 500
MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
sys.stderr.write(done.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(done.returncode)
"""


def large_pdf() -> bytes:
    """A made-up strategy over and over, its numbers different on every page."""
    text = (ROOT / "tests" / "pipeline" / "unseen" / "rvs-oost-brabant-2023-2026.txt").read_text(encoding="utf-8")
    body = text.splitlines()[28:208]

    def page(number: int) -> list[Piece]:
        lines = [body[(number * 40 + at) % len(body)] for at in range(44)]
        numbered = [line.replace("%", f"{number}%").replace("In 2021", f"In {2021 + number % 5}") for line in lines]
        header = (70.0, 815.0, 8.0, "Regionale Veiligheidsstrategie Oost-Brabant 2023-2026")
        return [header, *lines_page(numbered), (500.0, 30.0, 8.0, f"Pagina {number + 1} van {PAGES}")]

    return made_pdf(map(page, range(PAGES)))


@pytest.mark.slow
def test_five_hundred_pages_stay_under_a_gibibyte_and_show_progress(tmp_path: Path) -> None:
    file = tmp_path / "rapport.pdf"
    file.write_bytes(large_pdf())
    command = [sys.executable, "-c", MEASURED, sys.executable, "-c", "from cli.main import main; main()", "add", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1024  # MiB, of the largest process
    told = done.stderr.splitlines()
    assert [line for line in told if line.startswith("pages")] == [
        "pages …", *(f"pages {PAGES * fifth // 5} of {PAGES} …" for fifth in range(1, 6)),
    ]  # fmt: skip
    assert told[-1] == "reading …"
