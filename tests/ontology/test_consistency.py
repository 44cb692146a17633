"""The ontology is consistent and catches wrong data, by HermiT.

Wrong would be: an ontology that contradicts itself, a class nothing can be in, or an ontology so weak that a
municipality may be a police unit and nobody hears of it.
"""

from __future__ import annotations

import pytest

from tests.ontology.support import run_hermit


def restriction(own_property: str, what: str) -> str:
    return f"[ a owl:Restriction ; owl:onProperty vg:{own_property} ; owl:{what} ]"


# A class expression nothing may be in; each is made a class of its own, and one run judges them all.
IMPOSSIBLE = {
    "municipality-and-police-unit": "vg:Municipality vg:PoliceUnit",
    "municipality-and-ministry": "vg:Municipality vg:Ministry",
    "police-unit-and-district": "vg:PoliceUnit vg:PoliceDistrict",
    "police-district-and-basic-team": "vg:PoliceDistrict vg:BasicPoliceTeam",
    "office-holder-and-organisation": "vg:OfficeHolder vg:Organisation",
    "task-force-and-municipality": "vg:TaskForce vg:Municipality",
    "target-and-ambition": "vg:Target vg:Ambition",
    "allocation-and-statistic": "vg:Allocation vg:Statistic",
    "finding-and-target": "vg:Inconsistency vg:Target",
    "strategy-and-proposal": "vg:RegionalStrategy vg:StrategyProposal",
    "document-and-statement": "vg:PolicyDocument vg:Statement",
    "document-and-organisation": "vg:PolicyDocument vg:Organisation",
    "passage-and-statement": "vg:Passage vg:Statement",
    "region-and-organisation": "vg:Region vg:Organisation",
    "theme-and-indicator": "skos:Concept vg:Indicator",
    "strategy-as-law": "vg:RegionalStrategy eli:LegalResource",
    "selector-of-two-kinds": "oa:TextPositionSelector oa:TextQuoteSelector",
    "actor-with-rank": f"vg:Actor {restriction('rank', 'minCardinality 1')}",
    "ambition-with-baseline": f"vg:Ambition {restriction('baselineValue', 'minCardinality 1')}",
    "actor-is-a-theme": f"vg:Party {restriction('actor', 'someValuesFrom skos:Concept')}",
    "set-by-a-document": f"vg:Priority {restriction('setBy', 'someValuesFrom vg:PolicyDocument')}",
    "evidence-is-a-document": f"vg:Target {restriction('evidence', 'someValuesFrom vg:PolicyDocument')}",
    "two-target-values": f"{restriction('targetValue', 'hasValue 125.0')} "
    f"{restriction('targetValue', 'hasValue 126.0')}",
    "two-directions": f"{restriction('direction', 'hasValue direction:afname')} "
    f"{restriction('direction', 'hasValue direction:toename')}",
    "value-in-words": restriction("value", 'hasValue "veel"'),
    "rank-zero": restriction("rank", "hasValue 0"),
    "negative-count": restriction("count", "hasValue -1"),
}

# What the data legitimately does, and no axiom may forbid.
LEGITIMATE = """
x:doc a vg:RegionalStrategy ; vg:evidence x:p1 , x:p2 ; vg:startYear "2019"^^xsd:gYear .
x:p1 a vg:Passage ; vg:line 4 ; vg:inDocument x:doc . x:p2 a vg:Passage ; vg:line 9 ; vg:inDocument x:doc .
x:hold1 a vg:OfficeHolding ; vg:statedIn x:doc ; vg:evidence x:p1 ; vg:holder x:person ; vg:organisation x:body .
x:hold2 a vg:OfficeHolding ; vg:statedIn x:doc ; vg:evidence x:p2 ; vg:holder x:person ; vg:organisation x:town .
x:person a vg:OfficeHolder . x:town a vg:Municipality ; vg:memberOf x:body ; vg:cooperatesWith x:body .
x:body a vg:ConsultationBody , vg:Partnership ; vg:partOf x:body2 ; vg:supports x:body .
x:body2 a vg:Partnership ; vg:partOf x:body3 . x:body3 a vg:CollaborativeBody .
x:team a vg:PoliceTeam , vg:BasicPoliceTeam .
x:t a vg:Target ; vg:statedIn x:doc ; vg:evidence x:p1 , x:p2 ; vg:targetValue 125 ; vg:targetYear "2018"^^xsd:gYear .
x:cell a vg:FormationCell ; vg:date "2018-12-31"^^xsd:date ; vg:value 26.00 .
x:total a vg:TableTotal ; vg:statedTotal 190 ; vg:computedTotal 189.0 .
"""


@pytest.fixture(scope="module")
def unsatisfiable() -> set[str] | None:
    probes = "".join(
        f"x:{name} a owl:Class ; rdfs:subClassOf {', '.join(_parts(parts))} .\n" for name, parts in IMPOSSIBLE.items()
    )
    return run_hermit(probes + LEGITIMATE)


def _parts(text: str) -> list[str]:
    """The class expressions of a line: names, IRIs and bracketed restrictions."""
    parts: list[str] = []
    depth = 0
    for word in text.split():
        if depth:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
        depth += word.count("[") - word.count("]")
    return parts


def test_legitimate_data_is_consistent(unsatisfiable: set[str] | None) -> None:
    assert unsatisfiable is not None


def test_no_class_of_the_ontology_is_unsatisfiable(unsatisfiable: set[str] | None) -> None:
    assert unsatisfiable is not None
    assert {iri for iri in unsatisfiable if not iri.startswith("https://example.org/")} == set()


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_nothing_can_be(name: str, unsatisfiable: set[str] | None) -> None:
    assert unsatisfiable is not None
    assert f"https://example.org/{name}" in unsatisfiable


def test_a_wrong_fact_makes_the_graph_inconsistent() -> None:
    assert run_hermit("x:utrecht a vg:Municipality , vg:PoliceUnit .") is None
