"""The worked example of docs/shapes.md conforms, and goes wrong as the page says it does."""

from __future__ import annotations

import re
from pathlib import Path

from kg.config import ROOT
from kg.engine.formats import FORMATS
from kg.shacl.job import Question, answer

PAGE = (ROOT / "docs" / "shapes.md").read_text(encoding="utf-8")


def told(turtle: str, scratch: Path) -> str:
    question = Question(data=((FORMATS["ttl"], turtle.encode()),), format="text")
    return answer(question, scratch).body.decode()


def test_the_example_is_as_the_page_says(tmp_path: Path) -> None:
    """Wrong would be: an example that people copy and that does not conform."""
    found = re.search(r"<!-- example -->\n```turtle\n(.*?)```", PAGE, re.DOTALL)
    assert found
    turtle = found[1]
    assert told(turtle, tmp_path).strip() in PAGE
    assert turtle.count("vg:line 2") == 1
    wrong = told(turtle.replace("vg:line 2", "vg:line 3"), tmp_path)
    assert wrong.strip() in PAGE, wrong
