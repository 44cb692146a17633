"""Every term that is used is declared, and every term that is declared is used or has a reason.

Wrong would be: `vg:actorname` in a query, which finds nothing and says nothing; a term kept alive by nobody.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kg import vocab
from kg.config import DEF, ROOT
from kg.vocab_build import NAMESPACES
from tests.ontology.support import ontology, own

OWN = {term.removeprefix(DEF) for term in own(ontology())}
QUERIES = sorted((ROOT / "queries").glob("*.rq"))
RDF_FILES = sorted(
    path
    for folder, pattern in (("queries", "*.rq"), ("shapes", "*.ttl"), ("ontology", "*.ttl"))
    for path in (ROOT / folder).rglob(pattern)
)
SPARQL_FILES = [path for path in RDF_FILES if path.suffix == ".rq"]
PYTHON_FILES = sorted(path for folder in ("kg", "loaders", "api") for path in (ROOT / folder).rglob("*.py"))
CHECKED = {prefix.lower() for prefix in NAMESPACES} - {"sh", "rdf", "rdfs", "owl", "xsd", "vg"}


def code(path: Path) -> str:
    """The file without comments and IRIs, so that words in them are no terms."""
    lines = [line.split(" #")[0] for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return re.sub(r"<[^<>\s]*>", "<>", "\n".join(lines))


@pytest.mark.parametrize("path", [*RDF_FILES, *PYTHON_FILES], ids=lambda path: str(path.relative_to(ROOT)))
def test_own_terms_in_use_are_declared(path: Path) -> None:
    used = set(re.findall(r"\bvg:([A-Za-z]\w*)", code(path)))
    assert used - OWN == set()


@pytest.mark.parametrize("path", SPARQL_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_outside_terms_in_queries_exist(path: Path) -> None:
    for prefix, local in re.findall(r"\b([a-z]+):([A-Za-z]\w*)", code(path)):
        if prefix in CHECKED:
            assert hasattr(getattr(vocab, prefix.upper()), local), f"{prefix}:{local}"


def exceptions() -> dict[str, str]:
    """Reason by term."""
    table = tomllib.loads((ROOT / "ontology" / "exceptions.toml").read_text(encoding="utf-8"))
    return {term: entry["reason"] for entry in table["exception"] for term in entry["terms"]}


def test_each_term_earns_its_place_in_a_named_query_or_has_a_reason() -> None:
    asked = {term for path in QUERIES for term in re.findall(r"\bvg:([A-Za-z]\w*)", code(path))}
    assert OWN - asked - exceptions().keys() == set()


def test_exceptions_are_about_terms_there_are_and_say_why() -> None:
    assert exceptions().keys() - OWN == set()
    assert all(len(reason.split()) > 4 for reason in exceptions().values())


def test_every_term_stands_in_the_documentation() -> None:
    text = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert {term for term in OWN if not re.search(rf"`{term}`", text)} == set()
