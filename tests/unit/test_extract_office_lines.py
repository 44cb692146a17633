"""A name that gets the office of the one beside it is worse than a name without an office."""

from __future__ import annotations

import pytest

from kg.model import OfficialFact, PartyFact, PriorityFact
from tests.support import read_text, rows

SIGNED = """Aldus vastgesteld te Helmond op 14 december 2030,

J.P. van Roosmalen                  A. Verschuren-Kok             H.M. Ouwerkerk
burgemeester van Helmond            hoofdofficier van justitie    politiechef
voorzitter Stuurgroep Veiligheid    parket Oost-Brabant           eenheid Oost-Brabant
"""


def officials(text: str) -> list[tuple[object, ...]]:
    return rows(read_text(text, ("abbreviations", "documents", "officials")), OfficialFact, "person", "role", "organisation")


def test_offices_stand_under_their_own_names() -> None:
    assert officials(SIGNED) == [
        ("J.P. van Roosmalen", "burgemeester", "Gemeente Helmond"),
        ("J.P. van Roosmalen", "voorzitter", "Stuurgroep Veiligheid"),
        ("A. Verschuren-Kok", "hoofdofficier van justitie", "parket Oost-Brabant"),
        ("H.M. Ouwerkerk", "politiechef", "Politie Oost-Brabant"),
    ]


def test_one_name_taken_out_leaves_the_others() -> None:
    shorter = SIGNED.replace("A. Verschuren-Kok  ", "                   ").replace("hoofdofficier van justitie", " " * 26)
    assert ("H.M. Ouwerkerk", "politiechef", "Politie Oost-Brabant") in officials(
        shorter.replace("parket Oost-Brabant", " " * 19)
    )


@pytest.mark.parametrize(
    "text",
    [
        "J. de Vries\nbeleidsadviseur openbare orde\n\nE. Jansen\ncommunicatie\n",
        "J. de Vries\n\nDe burgemeester van Helmond is portefeuillehouder van dit thema en legt verantwoording af.\n",
        "De burgemeester\nvan Helmond\n",
    ],
    ids=["contact persons", "running text", "no name"],
)
def test_other_lines_under_a_name_are_no_offices(text: str) -> None:
    assert officials(text) == []


def test_who_signs_is_a_party_and_a_chair_is_not() -> None:
    reading = read_text(SIGNED, ("documents", "parties"))
    assert set(rows(reading, PartyFact, "actor", "type")) == {
        ("Helmond", "gemeente"),
        ("parket Oost-Brabant", "openbaar-ministerie"),
        ("Politie Oost-Brabant", "politie-eenheid"),
    }


def test_priorities_of_several_in_one_sentence_keep_to_whom_they_are() -> None:
    text = (
        "De gemeenteraden noemden drugs, jeugd en woninginbraken het vaakst als lokale prioriteit. Het district Helmond "
        "geeft daarnaast voorrang aan uitgaansgeweld, het district Eindhoven aan drugsdumpingen en afpersing."
    )
    reading = read_text(text, ("documents", "priorities"))
    assert set(rows(reading, PriorityFact, "set_by", "level", "theme")) == {
        ("gemeenteraden", "lokaal", "Drugs"),
        ("gemeenteraden", "lokaal", "Jeugd"),
        ("gemeenteraden", "lokaal", "Woninginbraken"),
        ("district Helmond", "districtelijk", "Uitgaansgeweld"),
        ("district Eindhoven", "districtelijk", "Drugsdumpingen"),
        ("district Eindhoven", "districtelijk", "Afpersing"),
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A. Water-\nman, voorzitter van het Regionaal Beraad", ("A. Waterman", "voorzitter", "Regionaal Beraad")),
        ("Anna Waterman\nburgemeester van Helmond", ("Anna Waterman", "burgemeester", "Gemeente Helmond")),
        ("Anna Waterman, wethouder", ("Anna Waterman", "wethouder", "")),
    ],
)
def test_a_name_and_its_office_stand_alone_at_the_foot_of_a_foreword(text: str, wanted: tuple[str, str, str]) -> None:
    prose = "Wij gaan samen aan de slag en rekenen op iedereen die in onze gemeenten woont en werkt, om zo het\n"
    assert officials(f"Voorwoord\n\n{prose * 3}doel te halen.\n\n{text}\n\nInleiding\n\n{prose * 3}doel te halen.\n") == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Regionaal Overleg, voorzitter",  # no person: the words stand elsewhere without their capitals
        "Gemeente Helmond, burgemeester",
        "Anna Waterman, adviseur van de burgemeester",
        "Anna Waterman, voorzitter van de buurtclub: zo begon het.",
    ],
)
def test_an_organisation_or_a_sentence_holds_no_office(text: str) -> None:
    assert officials(f"Het regionaal overleg komt bijeen.\n\n{text}\n") == []
