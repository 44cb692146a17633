"""Wrong would be: one body on two nodes, two bodies on one, or one node with two kinds (the ontology forbids it)."""

from __future__ import annotations

import csv
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import ROOT
from loaders.linking import SEGMENTS, ActorRef, Linker
from tests.support import gazetteer

MN, NH = "Midden-Nederland", "Noord-Holland"


def ref(name: str, region: str = "", kind: str = "", document: str = "d") -> ActorRef:
    return Linker(gazetteer()).actor(name, region, kind, document)


def place(found: ActorRef) -> tuple[str, tuple[str, ...]]:
    return found.segment, found.slug_parts


@pytest.mark.parametrize(
    ("region", "names"),
    [
        (MN, ("RIEC-MN", "RIEC-MNL", "RIEC Midden-Nederland", "RIEC", "het RIEC", "RIEC-MN-structuur")),
        (NH, ("RIEC", "Regionaal Informatie- en Expertisecentrum", "RIEC Noord-Holland")),
        (MN, ("OM", "het openbaar ministerie", "Openbaar Ministerie")),
        (MN, ("politie", "Politie Midden-Nederland", "de eenheid", "eenheid Midden-Nederland", "de politie")),
        ("Nederland", ("Politie", "de politie", "Nationale Politie")),
        (MN, ("District Stad-Utrecht", "District Utrecht-Stad")),
        (MN, ("Veiligheidscoalitie", "Veiligheidscoalitie Midden-Nederland")),
        (MN, ("gemeenten", "41 gemeenten", "de 39 gemeenten", "gemeenten Midden-Nederland")),
        (MN, ("VR Gooi & Vechtstreek", "Veiligheidsregio Gooi en Vechtstreek")),
        (MN, ("Ministerie van V en J", "minister van Veiligheid en Justitie", "Minister V&J")),
        (MN, ("Gemeente Wijdemeren", "Wijdmeren", "Wijdemeren")),
    ],
)
def test_names_of_one_body_are_one_node(region: str, names: tuple[str, ...]) -> None:
    assert len({place(ref(name, region)) for name in names}) == 1
    assert len({ref(name, region).kind for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Bussum", MN), ("Gooise Meren", MN)),
        (("Vianen", MN), ("Vijfheerenlanden", MN)),
        (("Regionaal Veiligheidscollege", MN), ("Regionaal Veiligheidscollege", "Oost-Brabant")),
        (("politie", MN), ("politie", NH)),
        (("politie", MN), ("Nationale Politie", MN)),
        (("Openbaar Ministerie", MN), ("Functioneel Parket", MN)),
        (("inwoners", MN), ("inwoners", NH)),
        (("Ministerie van Veiligheid en Justitie", ""), ("Ministerie van Justitie en Veiligheid", "")),
        (("RIEC", MN), ("LIEC", MN)),
    ],
)
def test_two_bodies_are_two_nodes(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert place(ref(*one)) != place(ref(*other))


def test_a_municipality_in_no_register_is_one_node_under_both_its_names() -> None:
    assert place(ref("Blauwestad", MN, "gemeente")) == place(ref("Gemeente Blauwestad", MN))
    assert ref("Gemeenten Oost", "", "gemeente").segment == "party"


def test_a_place_alone_is_what_the_fact_says_it_is() -> None:
    assert ref("Amsterdam", kind="politie-eenheid").label == "Politie Amsterdam"
    assert ref("Amsterdam").segment == "municipality"
    assert ref("Oost Nederland").label == "Politie Oost-Nederland"


def test_a_name_that_could_be_any_body_stays_with_its_document_and_is_reported() -> None:
    linker = Linker(gazetteer())
    first, second = linker.actor("taskforce", document="a"), linker.actor("taskforce", document="b")
    assert place(first) != place(second)
    assert first.ambiguous
    assert linker.ambiguous == {("a", "taskforce"), ("b", "taskforce")}


def test_the_label_of_a_node_does_not_depend_on_which_name_came_first() -> None:
    linker = Linker(gazetteer())
    labels = {linker.actor(name, MN).label for name in ("taskforce Ondermijning", "Taskforce ondermijning")}
    assert len(labels) == 1


def test_one_node_has_one_kind_over_all_names_of_the_registers() -> None:
    linker = Linker(gazetteer())
    kinds: dict[tuple[str, tuple[str, ...]], str] = {}
    for row in csv.DictReader((ROOT / "data/reference/organisations.csv").open(encoding="utf-8")):
        for name in filter(None, (row["name"], row["abbreviation"])):
            for region in ("", MN):
                found = linker.actor(name, region, document="d")
                assert kinds.setdefault(place(found), found.kind) == found.kind, name


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(min_size=1, max_size=40), st.sampled_from(["", MN, "Nederland"]), st.sampled_from(["", *SEGMENTS]))
def test_any_name_gets_a_node_with_a_known_kind(name: str, region: str, kind: str) -> None:
    found = ref(name, region, kind)
    assert found.kind in SEGMENTS
    assert found.slug_parts


def test_initials_fit_one_region_only() -> None:
    regions = ("MN", "NH", "ON", "OB", "NN", "ZWB")
    found = [gazetteer().region_of_initials(letters) for letters in regions]
    assert all(found)
    assert all(one != other for one, other in combinations(found, 2))
