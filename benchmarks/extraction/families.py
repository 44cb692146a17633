"""The families that are measured: which columns decide whether two rows are one, and how each is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from kg import model


class Compare(Enum):
    """How the values of a column are compared."""

    CODE = auto()  # value of a code list, or an article or date: the same characters
    NUMBER = auto()  # the same number, however written
    NAME = auto()  # the same name, spelling apart
    PHRASE = auto()  # the same name, or enough word stems in common
    SENTENCE = auto()  # enough word stems in common


@dataclass(frozen=True, slots=True)
class Family:
    """deciding: columns that must agree for rows to be one. rest: columns whose agreement is counted among those."""

    fact: type[model.Fact]
    deciding: Mapping[str, Compare]
    rest: Mapping[str, Compare]


_YEARS = {"baseline_year": Compare.NUMBER, "target_year": Compare.NUMBER}

FAMILIES: Mapping[str, Family] = {
    "documents": Family(
        model.DocumentFact,
        {"title": Compare.PHRASE},
        {
            "kind": Compare.CODE,
            "region": Compare.NAME,
            "start_year": Compare.NUMBER,
            "end_year": Compare.NUMBER,
            "status": Compare.CODE,
            "date": Compare.CODE,
            "publisher": Compare.NAME,
        },
    ),
    "document_relations": Family(
        model.DocumentRelationFact, {"relation": Compare.CODE, "target": Compare.PHRASE}, {}
    ),
    "parties": Family(model.PartyFact, {"actor": Compare.NAME}, {"type": Compare.CODE}),
    "actors": Family(model.ActorFact, {"actor": Compare.NAME}, {"abbreviation": Compare.NAME, "type": Compare.CODE}),
    "officials": Family(
        model.OfficialFact, {"person": Compare.NAME, "organisation": Compare.NAME}, {"role": Compare.PHRASE}
    ),
    "governance": Family(
        model.GovernanceFact,
        {"relation": Compare.CODE, "subject": Compare.NAME, "object": Compare.PHRASE},
        {},
    ),
    "themes": Family(model.ThemeFact, {"theme": Compare.NAME}, {"broader": Compare.NAME}),
    "priorities": Family(
        model.PriorityFact,
        {"theme": Compare.NAME, "level": Compare.CODE, "rank": Compare.NUMBER, "set_by": Compare.PHRASE},
        {},
    ),
    "principles": Family(
        model.PrincipleFact, {"kind": Compare.CODE, "principle": Compare.SENTENCE}, {"rank": Compare.NUMBER}
    ),
    "ambitions": Family(model.AmbitionFact, {"ambition": Compare.SENTENCE}, {"theme": Compare.NAME}),
    "targets": Family(
        model.TargetFact,
        {
            "indicator": Compare.SENTENCE,
            "scope": Compare.NAME,
            "direction": Compare.CODE,
            "baseline_value": Compare.NUMBER,
            "target_value": Compare.NUMBER,
            "change_pct": Compare.NUMBER,
            **_YEARS,
        },
        {"theme": Compare.NAME, "unit": Compare.NAME},
    ),
    "agreements": Family(
        model.AgreementFact,
        {"agreement": Compare.SENTENCE, "monitoring": Compare.CODE},
        {"theme": Compare.NAME},
    ),
    "measures": Family(
        model.MeasureFact, {"measure": Compare.SENTENCE}, {"theme": Compare.NAME, "actor": Compare.PHRASE}
    ),
    "statistics": Family(
        model.StatisticFact,
        {
            "indicator": Compare.SENTENCE,
            "scope": Compare.NAME,
            "from_year": Compare.NUMBER,
            "to_year": Compare.NUMBER,
            "value": Compare.NUMBER,
        },
        {"unit": Compare.NAME},
    ),
    "trends": Family(model.TrendFact, {"trend": Compare.SENTENCE, "direction": Compare.CODE}, {}),
    "formation": Family(
        model.FormationFact,
        {"unit": Compare.NAME, "category": Compare.CODE, "date": Compare.CODE, "fte": Compare.NUMBER},
        {"parent": Compare.NAME},
    ),
    "funds": Family(
        model.FundFact, {"amount_eur": Compare.NUMBER}, {"period": Compare.PHRASE, "purpose": Compare.SENTENCE}
    ),
    "legal": Family(model.LegalFact, {"law": Compare.NAME, "article": Compare.NAME}, {"topic": Compare.SENTENCE}),
    "abbreviations": Family(
        model.AbbreviationFact, {"abbreviation": Compare.NAME}, {"expansion": Compare.NAME}
    ),
}
