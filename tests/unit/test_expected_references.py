"""The rows a reader wrote down of documents, abbreviations, laws, agreements, funds and relations between documents.

Wrong would be a row more or less, another value, or evidence that begins on another line or cannot be quoted.
"""

from __future__ import annotations

import csv
from dataclasses import fields
from functools import cache

import pytest

from kg.config import ROOT
from kg.model import (
    AbbreviationFact,
    AgreementFact,
    DocumentFact,
    DocumentRelationFact,
    Fact,
    FundFact,
    LegalFact,
)
from loaders.context import Reading
from tests.support import facts_of, line, quote, read_all

EXPECTED = ROOT / "tests" / "queries" / "expected"
FAMILIES: dict[str, type[Fact]] = {
    "documents": DocumentFact,
    "abbreviations": AbbreviationFact,
    "legal": LegalFact,
    "agreements": AgreementFact,
    "funds": FundFact,
    "document_relations": DocumentRelationFact,
}


@cache
def readings() -> dict[str, Reading]:
    return read_all(tuple(FAMILIES))


def as_row(reading: Reading, fact: Fact) -> tuple[str, ...]:
    values = [getattr(fact, field.name) for field in fields(fact) if field.name != "evidence"]
    return (reading.doc.id, *("" if value is None else str(value) for value in values), str(line(reading, fact)))


@pytest.mark.parametrize("family", FAMILIES)
def test_exactly_the_rows_of_a_careful_reader(family: str) -> None:
    with (EXPECTED / f"{family}.csv").open(encoding="utf-8", newline="") as file:
        wanted = [tuple(row) for row in list(csv.reader(file))[1:]]
    found = [as_row(reading, fact) for reading in readings().values() for fact in facts_of(reading, FAMILIES[family])]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("family", FAMILIES)
def test_evidence_can_be_quoted(family: str) -> None:
    for reading in readings().values():
        for fact in facts_of(reading, FAMILIES[family]):
            assert 0 < len(quote(reading, fact)) <= 300
