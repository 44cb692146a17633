"""The table of rules in the documentation is what is found, and every rule that is to hold does."""

from __future__ import annotations

from benchmarks.reasoning import BEGIN, END, PAGE, table
from benchmarks.rl_rules import CLASH, RULES

# OWL 2 Profiles, section 4.3, tables 4 to 9: the number of rules in each.
NUMBERS = {"eq": 9, "prp": 20, "cls": 19, "cax": 5, "dt": 5, "scm": 20}


def test_the_rules_are_those_of_the_profile() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert {part: sum(name.startswith(f"{part}-") for name in names) for part in NUMBERS} == NUMBERS


def test_the_table_says_what_is_found_and_no_rule_is_missing() -> None:
    """Wrong would be: a table that was true once; a rule that neither the closure nor HermiT applies, without a reason."""
    found = table()
    said = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip()
    assert said == found, "run: python -m benchmarks.reasoning --table"
    cells = {line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")] for line in found.splitlines()[2:]}
    for rule in RULES:
        closure, hermit = cells[rule.name][5], cells[rule.name][6]
        if rule.follows == CLASH:
            assert hermit == "inconsistent", rule.name
        else:
            assert closure == (f"no: {rule.why_not}" if rule.why_not else "yes"), rule.name
