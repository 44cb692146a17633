"""Wrong would be: a slip repaired into another municipality, or a kind told from the wrong word of a name."""

from __future__ import annotations

import pytest

from loaders.names import organisation_name
from tests.support import gazetteer, read_text


@pytest.mark.parametrize(
    ("printed", "name"),
    [("Wijdmeren", "Wijdemeren"), ("gemeente Utrecht", "Utrecht"), ("Noordostpolder", "Noordoostpolder")],
)
def test_a_municipality_one_letter_off_is_repaired(printed: str, name: str) -> None:
    assert gazetteer().municipality(printed) == name


@pytest.mark.parametrize("printed", ["Veiligheid", "Urp", "Openbaar Ministerie", "Zeist-Noord", ""])
def test_what_is_no_municipality_is_none(printed: str) -> None:
    assert gazetteer().municipality(printed) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Regionaal Veiligheidscollege", "overleg"),
        ("Taskforce Veilige Buurten", "taskforce"),
        ("Basisteam Alkmaar", "politie-basisteam"),
        ("District Kennemerland", "politie-district"),
        ("Dienst Regionale Recherche", "politie-dienst"),
        ("Districtsrecherche Kennemerland", "politie-team"),
        ("politie Oost-Brabant", "politie-eenheid"),
        ("Arrondissementsparket Limburg", "openbaar-ministerie"),
        ("Veiligheidshuis Flevoland", "veiligheidshuis"),
        ("gemeenteraden", "gemeente"),
        ("woningcorporaties", "maatschappelijke-organisatie"),
        ("burgers", "inwoners"),
        ("burgemeesters", "gemeente"),
        ("Burgernet", "samenwerkingsverband"),
        ("Stichting Vreedzaam", "maatschappelijke-organisatie"),
        ("iets heel anders", "overig"),
    ],
)
def test_the_kind_is_told_from_the_words(name: str, kind: str) -> None:
    assert gazetteer().kind(name) == kind


def test_an_abbreviation_is_written_out_only_where_the_document_does_so() -> None:
    spelled = read_text("Het Landelijk Overleg Veiligheid en Politie (LOVP) kwam bijeen. Het LOVP besloot.", [])
    bare = read_text("Het LOVP besloot.", [])
    assert spelled.expand("LOVP") == "Landelijk Overleg Veiligheid en Politie"
    assert bare.expand("LOVP") == "LOVP"


def test_the_police_of_a_regional_document_is_its_unit() -> None:
    regional = read_text(
        "# Plan Oost-Brabant\n\nDe eenheid Oost-Brabant werkt hieraan. Oost-Brabant wordt veiliger.\n", []
    )
    national = read_text("De politie werkt hieraan.", [])
    assert organisation_name(regional, "de politie") == "Politie Oost-Brabant"
    assert organisation_name(national, "de politie") == "Politie"
