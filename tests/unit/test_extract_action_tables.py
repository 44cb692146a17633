"""An action lost, or given to a partner who only helps."""

from __future__ import annotations

import pytest

from kg.model import MeasureFact
from loaders.action_tables import action_rows
from tests.support import facts_of, line, quote, read_text

HEAD = "Nr    Actie                              Trekker            Partners              Planning"
TABLE = f"""Maatregelen

{HEAD}
1.1   Avonden houden over inbraak        Politie            Veldwonen, Stadszorg  2024
1.2   Verlichting plaatsen               Gemeente           -                     2025
1.3   Boten labelen in de haven          Havendienst        politie en douane     doorlopend
"""


def measures(text: str) -> list[tuple[str, str]]:
    return [(fact.measure, fact.actor) for fact in facts_of(read_text(text, ["action_tables"]), MeasureFact)]


def test_each_row_is_a_measure_of_who_leads_it() -> None:
    assert measures(TABLE) == [
        ("Avonden houden over inbraak", "Politie"),
        ("Verlichting plaatsen", "Gemeente"),
        ("Boten labelen in de haven", "Havendienst"),
    ]


def test_the_words_of_a_measure_are_its_row() -> None:
    reading = read_text(TABLE, ["action_tables"])
    last = facts_of(reading, MeasureFact)[-1]
    assert line(reading, last) == 6
    assert quote(reading, last).startswith("1.3 Boten labelen in de haven Havendienst")


def test_partners_are_named_one_by_one_and_a_dash_is_nobody() -> None:
    partners = [[name.text for name in row.partners] for row in action_rows(read_text(TABLE, []))]
    assert partners == [["Veldwonen", "Stadszorg"], [], ["politie", "douane"]]


def test_two_who_lead_are_both_named() -> None:
    text = TABLE.replace("Gemeente           -", "Gemeente, Politie  -")
    assert ("Verlichting plaatsen", "Gemeente en Politie") in measures(text)


@pytest.mark.parametrize(
    "head",
    [
        "Nr    Onderwerp                          Trekker            Partners              Planning",
        "Nr    Actie                              Kosten             Soort                 Planning",
    ],
)
def test_a_table_without_actions_or_without_anyone_who_acts_holds_no_measures(head: str) -> None:
    assert measures(TABLE.replace(HEAD, head)) == []


def test_columns_in_another_order_are_read_by_their_headers() -> None:
    text = """Wat gaan we doen?

Wie            Maatregel                        Met wie
Politie        Avonden houden over inbraak      Veldwonen
Gemeente       Verlichting plaatsen             -
"""
    assert measures(text) == [("Avonden houden over inbraak", "Politie"), ("Verlichting plaatsen", "Gemeente")]


def test_a_page_end_does_not_end_the_table_but_running_text_does() -> None:
    last = "1.3   Boten labelen in de haven          Havendienst        politie en douane     doorlopend\n"
    more = "1.4   Keten verhuren aan vissers         Gemeente           Havendienst           2026\n"
    page = TABLE.replace(last, f"\n\n                pagina 4 van 9\n\n{last}{more}")
    assert measures(page) == [*measures(TABLE), ("Keten verhuren aan vissers", "Gemeente")]
    sentence = "In de tabel hierboven staat wat de partners in de komende vier jaar samen doen en wie dat leidt.\n"
    assert len(measures(TABLE.replace(last, f"\n{sentence}\n{last}{more}"))) == 2
