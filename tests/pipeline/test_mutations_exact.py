"""Changes whose every consequence is known beforehand: exactly these rows go, exactly those come.

Families that the drawn changes can only test loosely (one row, closed lists, matrices) are tested here to the letter.
"""

from __future__ import annotations

import re

import pytest

from kg.model import Span
from tests.pipeline.mutations import Change, Row, difference, original
from tests.pipeline.mutations_check import rank_free
from tests.pipeline.mutations_text import exchanged

EAST = "veiligheidsstrategie-oost-nederland-2019-2022-voorstel"
NORTH = "imv-noord-holland-2019-2022"  # holds the national agenda and the letter as well
MIDDLE_15 = "rvs-midden-nederland-2015-2018"
MIDDLE_19 = "rvs-midden-nederland-2019-2022"
Rows = list[tuple[str, ...]]


def edited(stem: str, old: str, new: str) -> Change:
    """`new` in the place of `old`, which stands once in the text."""
    text = original(stem)
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {stem}"
    at = text.index(old)
    return Change(f"{old} -> {new}", text.replace(old, new), (Span(at, at + len(old)),))


def moved(stem: str, change: Change, *families: str) -> tuple[Rows, Rows]:
    """The columns of the rows of these families that went and that came."""
    went, came = difference(stem, change)
    assert went or came, f"{change.name}: nothing changed"
    return _columns(went - came, families), _columns(came - went, families)


def _columns(rows: dict[Row, int], families: tuple[str, ...]) -> Rows:
    return sorted(row[2:] for row in rows if row[1] in families)


def others(stem: str, change: Change, *families: str) -> list[Row]:
    """Rows of other families that went or came."""
    went, came = difference(stem, change)
    return [row for row in (*(went - came), *(came - went)) if row[1] not in families]


@pytest.mark.parametrize(
    ("stem", "old", "new", "column", "value"),
    [
        (EAST, "Datum: 20 april 2018", "Datum: 3 mei 2017", 6, "2017-05-03"),
        (EAST, "Van: De Bestuurlijke Begeleidingsgroep", "Van: De Ambtelijke Werkgroep", 7, "Ambtelijke Werkgroep"),
        (EAST, "## Voorstel prioriteiten", "## Concept prioriteiten", 0, "Concept prioriteiten voor de nieuwe Veiligheidsstrategie 2019-2022"),
        (NORTH, "Datum 20 september 2019", "Datum 11 oktober 2020", 6, "2020-10-11"),
        (NORTH, "- bijgaande verdeling vast.", "- bijgaande verdeling voor.", 5, ""),
        (NORTH, "Onderwerp Vaststelling regionale verdeling", "Onderwerp Vaststelling lokale verdeling", 0, "Vaststelling lokale verdeling afspraken Veiligheidsagenda"),
    ],
)  # fmt: skip
def test_one_thing_a_document_says_of_itself(stem: str, old: str, new: str, column: int, value: str) -> None:
    (before,), (after,) = moved(stem, edited(stem, old, new), "DocumentFact")
    differing = [at for at, (was, now) in enumerate(zip(before, after, strict=True)) if was != now]
    assert differing == [column]
    assert after[column] == value


def test_the_period_of_a_title() -> None:
    change = edited(EAST, "de nieuwe Veiligheidsstrategie 2019-2022\n\n---", "de nieuwe Veiligheidsstrategie 2023-2026\n\n---")
    (before,), (after,) = moved(EAST, change, "DocumentFact")
    assert (before[3:5], after[3:5]) == (("2019", "2022"), ("2023", "2026"))
    assert after[0].endswith("2023-2026")


def test_another_article_is_another_reference() -> None:
    change = edited(NORTH, "Art. 139c Sr:", "Art. 147f Sr:")
    went, came = moved(NORTH, change, "LegalFact")
    assert [row[1] for row in went] == ["139c"]
    assert [(row[0], row[1], row[2]) for row in came] == [("Wetboek van Strafrecht", "147f", went[0][2])]
    assert not others(NORTH, change, "LegalFact")


def test_a_reference_taken_out_or_put_in() -> None:
    line = "Art. 139e Sr: "
    text = original(NORTH)
    at = text.index(line)
    start, end = text.rfind("\n", 0, at) + 1, text.index("\n", at) + 1
    without = Change("without 139e", text[:start] + text[end:], (Span(start, end),))
    went, came = moved(NORTH, without, "LegalFact")
    assert ([row[1] for row in went], came) == (["139e"], [])
    more = text[start:at] + "Art. 139h Sr: Openbaar maken van beeldmateriaal.\n"
    went, came = moved(NORTH, Change("put in 139h", text[:end] + more + text[end:], (Span(end, end + 1),)), "LegalFact")
    assert (went, came) == ([], [("Wetboek van Strafrecht", "139h", "Openbaar maken van beeldmateriaal")])


def test_a_law_in_no_register() -> None:
    change = edited(NORTH, "naleving van de Vreemdelingenwet", "naleving van de Zwartewoudwet")
    went, came = moved(NORTH, change, "LegalFact")
    assert [row[0] for row in went] == ["Vreemdelingenwet 2000"]
    assert [row[0] for row in came] == ["Zwartewoudwet"]


def test_a_law_of_another_year_is_another_law() -> None:
    """A row that says 2012 where the text says 2031 contradicts its own words."""
    change = edited(NORTH, "Volgend uit artikel 18 van de Politiewet 2012 stelt de Minister van Justitie en Veiligheid, gehoord",
                    "Volgend uit artikel 18 van de Politiewet 2031 stelt de Minister van Justitie en Veiligheid, gehoord")  # fmt: skip
    _, came = difference(NORTH, change)
    assert [row[2] for row in came if row[1] == "LegalFact"] == ["Politiewet 2031"]


@pytest.mark.parametrize(
    ("old", "new", "went", "came"),
    [
        # ZHP stands in another place as well, and is not spelled out there.
        ("Zeehavenpolitie (ZHP)", "Luchthavenpolitie (LHP)", [("ZHP", "Zeehavenpolitie")], [("LHP", "Luchthavenpolitie"), ("ZHP", "")]),
        ("Zeehavenpolitie (ZHP)", "Zeehavenpolitie (ZHP) en Regionaal Rivieren Team (RRT)", [], [("RRT", "Regionaal Rivieren Team")]),
        ("interbestuurlijk programma (IBP)", "interbestuurlijk programma", [("IBP", "interbestuurlijk programma")], []),
    ],
)  # fmt: skip
def test_an_abbreviation_with_other_letters_taken_out_or_put_in(old: str, new: str, went: Rows, came: Rows) -> None:
    assert moved(NORTH, edited(NORTH, old, new), "AbbreviationFact") == (went, came)


def matrix(old: str, new: str) -> tuple[Rows, Rows]:
    return moved(MIDDLE_15, edited(MIDDLE_15, old, new), "PriorityCountFact")


def test_marks_of_the_matrix() -> None:
    assert matrix("7. Bussum 1 1 1\n", "7. Bussum 1 1 1 1\n") == ([("Bussum", "3")], [("Bussum", "4")])
    assert matrix("41. Zeist 1 1 1 1 1 1 1 1 1\n", "41. Zeist 1 1 1 1 1 1 1 1 1\n\n42. Zwartewoude 1 1\n") == (
        [], [("Zwartewoude", "2")],
    )  # fmt: skip
    assert matrix("26. Renswoude 1\n\n", "") == ([("Renswoude", "1")], [])
    assert matrix("3. Baarn 1 1 1 1\n", "3. Zwartewoude 1 1 1 1\n") == ([("Baarn", "4")], [("Zwartewoude", "4")])


@pytest.mark.sweep
def test_a_column_of_the_matrix_more_or_less() -> None:
    """Totals are known by the place of their column: those after it move up."""
    totals = "TOTAAL 11 12 40 15 9 7 20 7 2 4 3 14 31 13 5 6 2 18 2 2"
    went, came = matrix(totals, f"{totals} 17")
    assert (went, came) == ([], [("TOTAAL kolom 21", "17")])
    went, came = matrix(totals, totals.removesuffix(" 2"))
    assert (went, came) == ([("TOTAAL kolom 20", "2")], [])
    went, came = matrix("Politie 1 1 1 1 1 1 1 1\n", "Politie 1 1 1 1 1 1 1\n")
    assert ([row[1] for row in went], [row[1] for row in came]) == (["8"], ["7"])


def card(name: str) -> Span:
    match = re.search(rf"^{name},\n.+$", original(MIDDLE_19), re.M)
    assert match is not None
    return Span(*match.span())


def test_signatures_in_another_order_are_the_same() -> None:
    went, came = difference(MIDDLE_19, exchanged(MIDDLE_19, card("Almere"), card("Zeist")))
    assert not rank_free(went) - rank_free(came)
    assert not rank_free(came) - rank_free(went)


def test_signatures_taken_out_put_in_and_signed_by_another() -> None:
    text, urk = original(MIDDLE_19), card("Urk")
    without = Change("without Urk", text[: urk.start] + text[urk.end :].lstrip("\n"), (urk,))
    went, came = moved(MIDDLE_19, without, "OfficialFact", "PartyFact")
    assert went == [("P. van Maaren", "burgemeester", "Gemeente Urk"), ("Urk", "gemeente")]
    assert came == []
    more = Change("put in", f"{text[: urk.end]}\n\n\n\nZwartewoude,\nA. de Vries{text[urk.end :]}", (urk,))
    went, came = moved(MIDDLE_19, more, "OfficialFact", "PartyFact")
    assert (went, came) == ([], [("A. de Vries", "burgemeester", "Gemeente Zwartewoude"), ("Zwartewoude", "gemeente")])
    other = edited(MIDDLE_19, "P. van Maaren", "Q. ter Zandhuis")
    went, came = moved(MIDDLE_19, other, "OfficialFact", "PartyFact")
    assert went == [("P. van Maaren", "burgemeester", "Gemeente Urk")]
    assert came == [("Q. ter Zandhuis", "burgemeester", "Gemeente Urk")]


def test_a_longer_line_leaves_the_words_of_a_picture_together() -> None:
    line = "De geregistreerde criminaliteit blijft minimaal gelijk of is afgenomen\n"
    change = edited(f"{MIDDLE_19}-concept", line, f"{line}De zware geregistreerde criminaliteit blijft minimaal gelijk of is afgenomen\n")
    went, came = difference(f"{MIDDLE_19}-concept", change)
    assert not went - came
