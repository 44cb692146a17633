"""Nobody is found by a name that is not public, and no address gets into a fact. Wrong would be a resident in the index,
a telephone number in a measure, and as well: an official, a place or a year that is taken for one of these."""

from __future__ import annotations

from dataclasses import fields

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Fact
from kg.privacy import HIDDEN, without_private
from kg.search import SearchIndex
from kg.search_terms import words
from kg.store import GraphStore
from loaders.reading.contacts import without_contacts
from loaders.reading.text import MappedText
from tests.http.sample import BASE, sample_store
from tests.support import read_text

PUBLIC = frozenset(words("W. de Jong burgemeester Gemeente Utrecht Midden-Nederland Van der Steur J. Wiene"))


def mapped(text: str) -> MappedText:
    return MappedText(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna Bakker - bewoner", f"{HIDDEN} - bewoner"),
        ("Zo is het veilig.\nAnna van den Berg, wijkagent", f"Zo is het veilig.\n{HIDDEN}, wijkagent"),
        ("Mevrouw Pietersen durft niet meer", f"Mevrouw {HIDDEN} durft niet meer"),
        ("de familie Van Dam-Smit sliep", f"de familie {HIDDEN} sliep"),
        ("volgens P.J. Bakker is dat zo", f"volgens {HIDDEN} is dat zo"),
        ("mail anna@voorbeeld.nl of bel 030-2861000", f"mail {HIDDEN} of bel {HIDDEN}"),
    ],
)
def test_private_names_and_addresses_are_hidden(text: str, shown: str) -> None:
    assert without_private(text, PUBLIC) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Utrecht, W. de Jong",
        "De heer drs. J. Wiene",
        "Midden-Nederland - Gemeente Utrecht",
        "In 2018 waren er 1200 woninginbraken, in 2014 2000-2100",
        "De politie, het OM en de gemeente, samen",
    ],
)
def test_public_names_stay(text: str) -> None:
    assert without_private(text, PUBLIC) == text


def _store_with_passage(said: str) -> GraphStore:
    store = sample_store(ontology=False)
    passage = f"{BASE}/id/passage/plan-a/900-990"
    quads = f'<{passage}> <https://w3id.org/veiligheidsgraaf/def/quote> "{said}" <{BASE}/graph/plan-a> .'
    store.load(ox.parse(quads.encode(), ox.RdfFormat.N_QUADS))
    return store


def test_the_index_does_not_know_private_persons() -> None:
    index = SearchIndex(_store_with_passage("Tiberius Klaverblad - bewoner van de Zonnehof (t.klaverblad@voorbeeld.nl)"))
    for name in ("Klaverblad", "Tiberius", "voorbeeld"):
        assert index.search(name).hits == []
    assert [hit.matched for hit in index.search("Zonnehof").hits] == [f"{HIDDEN} - bewoner van de Zonnehof ({HIDDEN})"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We starten een meldpunt (meldpunt@voorbeeld.nl).", "We starten een meldpunt."),
        ("We bellen elke melder terug via 0341-654321.", "We bellen elke melder terug."),
        ("Gemeente Veldrijk, Postbus 12, 3850 AA Veldrijk", "Gemeente Veldrijk"),
        ("Vragen: tel. 06-12345678, a.b@voorbeeld.nl of 030 286 10 00", "Vragen"),
        ("Bel 0900-8844 bij overlast", "Bel 0900-8844 bij overlast"),  # how that service is called
        ("van 213 in 2011 naar 125 in 2018-2022", "van 213 in 2011 naar 125 in 2018-2022"),
        ("0,35% van 06 gemeenten", "0,35% van 06 gemeenten"),
        ("info@voorbeeld.nl", "info@voorbeeld.nl"),
    ],
)
def test_contact_details_leave_the_text(text: str, left: str) -> None:
    assert without_contacts(mapped(text)).text == left


@given(st.text(alphabet="a1@.-( ),Postbus 0", max_size=80))
def test_what_is_left_is_part_of_the_text_in_order(text: str) -> None:
    left = without_contacts(mapped(text))
    assert "".join(text[start] for start in left.starts) == left.text
    assert list(left.starts) == sorted(left.starts)


def test_no_fact_of_a_document_holds_a_contact_detail() -> None:
    plan = """Integraal Veiligheidsplan Veldrijk 2023-2026

Contact
Voor vragen over dit plan: Petra Klaverblad, beleidsadviseur veiligheid, tel. 0341-123456, p.klaverblad@voorbeeld.nl
Gemeente Veldrijk, Postbus 12, 3850 AA Veldrijk
Opsteller: P. Klaverblad (p.klaverblad@voorbeeld.nl)

1 Ondermijning
De burgemeester is verantwoordelijk voor de aanpak van ondermijning (contact: burgemeester@voorbeeld.nl, 06-12345678).

Wat gaan we doen?
- We bellen elke melder terug via 0341-654321.
- We starten een meldpunt ondermijning (meldpunt@voorbeeld.nl).
"""
    facts: list[Fact] = list(read_text(plan).facts)
    said = [str(getattr(fact, field.name)) for fact in facts for field in fields(fact) if field.name != "evidence"]
    assert "We starten een meldpunt ondermijning" in said
    assert not [text for text in said if "@" in text or "0341" in text or "Postbus" in text or "1234" in text]
