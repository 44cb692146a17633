"""The findings as a whole: canonical, traceable, and every rule documented."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from kg.config import DEF, ROOT
from kg.errors import QueryError
from kg.findings import construct, rule_files, run_rules, working_store
from kg.iris import Iris, slug
from tests.findings_facts import BASE
from tests.unit.test_findings_figures import target_table
from tests.unit.test_findings_tables import allocations, formation_2018, formation_2019, matrix


def everything() -> list[Quad]:
    graphs = [allocations(), formation_2019(), formation_2018(), target_table(), matrix(4)]
    return [quad for facts in graphs for quad in facts.quads]


def test_findings_are_canonical() -> None:
    """Wrong would be: other IRIs or another order because the facts came in another order; blank nodes."""
    quads = everything()
    found = run_rules(quads, BASE)
    assert found == run_rules(reversed(quads), BASE)
    assert found == sorted(set(found), key=str)
    assert {quad.graph_name for quad in found} == {NamedNode(f"{BASE}/graph/findings")}
    assert not any(isinstance(term, BlankNode) for quad in found for term in (quad.subject, quad.object))
    assert all(quad.subject.value.startswith(BASE + "/id/") for quad in found)


def test_every_finding_can_be_traced() -> None:
    """Wrong would be: a finding without document, passage, confidence, rule or words."""
    found = run_rules(everything(), BASE)
    has: dict[str, set[str]] = {}
    for quad in found:
        has.setdefault(quad.subject.value, set()).add(quad.predicate.value.rpartition("/")[2].rpartition("#")[2])
    wanted = {"type", "label", "what", "statedIn", "evidence", "confidence", "extractor", "wasDerivedFrom"}
    rules = {q.object.value for q in found if q.predicate.value == DEF + "extractor"}
    assert rules <= has.keys()
    for subject, predicates in has.items():
        assert wanted <= predicates or subject in rules, subject


def test_a_change_of_base_changes_nothing_but_the_base() -> None:
    assert {slug(q.subject.value.rpartition("/")[2]) for q in run_rules(everything(), BASE)}
    assert all(
        q.graph_name.value.startswith("https://other.example/")
        for q in run_rules(everything(), "https://other.example")
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("CONSTRUCT {", "rule.rq"), ("SELECT * {}", "SELECT"), ("ASK {}", "ASK"),
     ("CONSTRUCT { ?s ?p [] } { ?s ?p ?o }", "blank node")],
)  # fmt: skip
def test_a_rule_that_cannot_be_used_is_named(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "rule.rq"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=words):
        construct(working_store(allocations().quads), [file], Iris(BASE).graph("findings"))


def test_every_rule_file_says_what_it_is_and_names_its_rule() -> None:
    files = rule_files()
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# "), file
        assert f"rule-{file.stem}" in text, f"{file}: vg:extractor must name the rule"
        assert "Severity: Info" in text, file


def test_every_rule_and_hygiene_query_is_documented() -> None:
    """Documentation is tested: a rule that docs/checks.md does not name has no policy."""
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    queries = [*rule_files(), *rule_files(inferred=True), *(ROOT / "queries" / "hygiene").glob("*.rq")]
    assert [file.stem for file in queries if f"`{file.stem}`" not in text] == []
