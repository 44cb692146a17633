"""Faults that a person might make: each is found by the shape that should, and the person is told what to change where."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.shacl.report import SHAPE_NS
from kg.validation import Finding, load_shapes, tell, validate_data, with_ours
from tests.shapes.twins import changed, good

FAULTS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("faults.toml").read_text(encoding="utf-8")
)


def told(fault: dict[str, Any]) -> list[Finding]:
    data = changed(fault)
    return tell(validate_data(data).results, with_ours(data), load_shapes())


def test_there_are_enough_and_nothing_is_found_in_the_good_twin() -> None:
    assert len(FAULTS) >= 35
    assert list(validate_data(good()).results) == []


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_planted_fault_is_found_and_explained(name: str) -> None:
    fault = FAULTS[name]
    findings = told(fault)
    shapes = {finding.result.shape.removeprefix(SHAPE_NS) for finding in findings}
    assert shapes == {fault["shape"], *fault.get("also", [])}
    finding = next(f for f in findings if f.result.shape == SHAPE_NS + fault["shape"])
    assert finding.severity.label == fault["severity"]
    for language, says, do in zip(("nl", "en"), fault["says"].split(" | "), fault["do"].split(" | "), strict=True):
        assert says in finding.message_in(language)
        assert do in finding.hint_in(language)
    assert finding.focus_label
    assert "://" not in finding.focus_label, "a person is told a name"
    if "label" in fault:
        assert finding.focus_label == fault["label"]
    for part in ("document", "line"):
        if part in fault:
            assert finding.place is not None
            assert getattr(finding.place, part) == fault[part]
