"""Who is responsible for a theme. It would be wrong if a word that only contains the theme's name counted ("jeugdzorg" for
"jeugd"), if any relation counted as being responsible, or if a sign in a name broke the search."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.embedded import OxigraphStore
from kg.responsible import responsible_for
from kg.vocab import SKOS, VG, concept

BASE = "https://voorbeeld.nl/graaf"
THEME = NamedNode(f"{BASE}/id/theme/jeugd")


def store(names: list[Literal], *statements: tuple[str, str]) -> OxigraphStore:
    """A theme with these names (the first preferred), and statements: kind of relation, what it is about."""
    made = OxigraphStore(BASE)
    quads = [Quad(THEME, SKOS.altLabel if at else SKOS.prefLabel, name) for at, name in enumerate(names)]
    for number, (kind, words) in enumerate(statements):
        statement = NamedNode(f"{BASE}/id/governance/x/{number}")
        quads.append(Quad(statement, VG.relationKind, concept("relation-kind", kind)))
        quads.append(Quad(statement, VG.objectName, Literal(words)))
    made.engine.extend(quads)
    return made


def found(names: list[Literal], *statements: tuple[str, str]) -> list[int]:
    return [int(iri.value.rpartition("/")[2]) for iri in responsible_for(store(names, *statements), THEME)]


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("aanpak van jeugd in de wijk", True),
        ("Jeugd", True),
        ("de (jeugd)", True),
        ("jeugdzorg", False),
        ("de aanpak van verjeugd", False),
        ("jongeren in de wijk", True),
        ("", False),
    ],
)
def test_the_theme_is_named_in_whole_words(words: str, counts: bool) -> None:
    names = [Literal("Jeugd", language="nl"), Literal("jongeren", language="nl")]
    assert found(names, ("verantwoordelijk-voor", words)) == [0] * counts


def test_only_being_responsible_and_directing_count() -> None:
    kinds = ("verantwoordelijk-voor", "regisseert", "adviseert", "werkt-samen-met", "ondersteunt")
    assert found([Literal("Jeugd", language="nl")], *((kind, "jeugd") for kind in kinds)) == [0, 1]


@pytest.mark.parametrize("name", ["(", ".*", "a|b|", "[0", "\\"])
def test_signs_in_a_name_are_signs(name: str) -> None:
    names = [Literal(name, language="nl"), Literal(f"{name} en meer", language="nl")]
    assert found(names, ("regisseert", "iets anders"), ("regisseert", f"over {name} en meer")) == [1]


@pytest.mark.parametrize("names", [[], [Literal("Youth", language="en")], [Literal("ab", language="nl")]])
def test_a_theme_without_a_name_to_look_for_has_nobody(names: list[Literal]) -> None:
    assert found(names, ("regisseert", "youth, ab en de rest")) == []
