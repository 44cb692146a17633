"""Cells that lose their column give figures to the wrong year, and columns of text read across give sentences nobody wrote."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.text import SourceText
from loaders.structure import DocumentText, Kind, Role, build_document
from loaders.structure.aligned import table_rows, unfolded
from loaders.structure.lines import split_lines
from loaders.structure.roles import role_of, without_number


def document(text: str) -> DocumentText:
    return build_document("doc", SourceText("doc.txt", textwrap.dedent(text)))


def cells(doc: DocumentText) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in doc.of_kind(Kind.ROW)]


PROSE = """
    De gemeenten in de streek werken al jaren samen aan het tegengaan van hoog water in de dorpen langs
    de rivier. Zij doen dat met het waterschap, dat de dijken onderhoudt, en met de inwoners die bij hoog
    water zelf de straat op gaan om zandzakken te leggen en elkaar te helpen waar dat nodig is in het dorp.
"""
SPACED = """
    Indicator                             Nulmeting 2029   Doel 2034   Bron
    Overstromingen (aantal)                        1.412         700   waterschap
    Dijken onder de norm (%)                          31               waterschap
    Inwoners met natte voeten                        214         170
"""


@pytest.mark.parametrize("before", ["", PROSE], ids=["one paragraph on a line", "broken at a width"])
def test_cells_parted_by_blanks_stay_in_their_columns_also_the_empty_ones(before: str) -> None:
    assert cells(document(before + SPACED)) == [
        ["Indicator", "Nulmeting 2029", "Doel 2034", "Bron"],
        ["Overstromingen (aantal)", "1.412", "700", "waterschap"],
        ["Dijken onder de norm (%)", "31", "", "waterschap"],
        ["Inwoners met natte voeten", "214", "170", ""],
    ]


@pytest.mark.parametrize("before", ["", PROSE], ids=["one paragraph on a line", "broken at a width"])
def test_tables_drawn_with_strokes_are_rows_and_their_lines_are_not(before: str) -> None:
    doc = document(before + "\n    | Soort | 2029 | |\n    |:---|---:|---|\n    | brand \\| rook | 12 | – |\n\n    Slot van het stuk.\n")
    assert cells(doc) == [["Soort", "2029", ""], ["brand \\| rook", "12", "–"]]
    assert doc.blocks[-1].text.text == "Slot van het stuk."


@pytest.mark.parametrize(
    "text",
    [
        "Een zin met   drie blanco's midden in de regel.\n",
        "Een zin  met dubbele  blanco's.\nEn nog  een zin  met dubbele  blanco's.\n",
        "- punt   een\n- nummer   twee\n",
        "1.   Jeugd\n2.   Drugs\n3.   Water\n",
        "1. Inleiding ..........   3\n2. Aanpak .............   5\n",
    ],
    ids=["one line", "double blanks", "other places", "markers", "contents"],
)
def test_other_lines_with_blanks_are_no_table(text: str) -> None:
    assert cells(document(text)) == []


def test_signatures_side_by_side_are_read_one_after_the_other() -> None:
    doc = document(
        PROSE
        + """
        J. de Vries                  A.B. van der Meer-Kok
        burgemeester van Veldrijk    dijkgraaf
        voorzitter                   waterschap De Plas
        """
    )
    assert [block.text.text for block in doc.blocks[1:]] == [
        "J. de Vries", "burgemeester van Veldrijk", "voorzitter", "A.B. van der Meer-Kok", "dijkgraaf", "waterschap De Plas",
    ]  # fmt: skip


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    left = ["De gemeenten stellen elk jaar een plan", "op waarin staat wat zij doen tegen hoog", "water in de dorpen en", "langs de plassen."]
    right = ["Het waterschap controleert de dijken", "langs de rivier en meldt wat het daar", "ziet aan de raad en aan", "alle inwoners."]
    doc = document("\n".join(f"{one:<44}{two}" for one, two in zip(left, right, strict=True)))
    assert [block.text.text for block in doc.blocks] == [" ".join(left), " ".join(right)]


def test_lettered_titles_in_order_are_chapters_and_initials_are_not() -> None:
    doc = document(f"A. Waar staan we?\n{PROSE}\nB. Waar gaan we voor?\n{PROSE}\nF. Weerwind\n\nThema 2: Water\n{PROSE}")
    titles = [(section.title, section.depth) for section in doc.sections if section.heading]
    assert titles[:2] == [("Waar staan we?", 1), ("Waar gaan we voor?", 1)]
    assert ("Water", 2) in titles
    assert not any(block.kind is Kind.HEADING for block in document(f"E. Jansen\n{PROSE}\nA. Pietersen\n{PROSE}").blocks[:1] if block.depth == 1)


def test_a_list_with_roman_numerals_has_numbers() -> None:
    doc = document("Wij kiezen vier thema's:\n\nI    Water\nII   Vuur\nIII  Lucht\nIV   Aarde\n")
    items = doc.of_kind(Kind.ITEM)
    assert [(item.number, item.text.text) for item in items] == [(1, "Water"), (2, "Vuur"), (3, "Lucht"), (4, "Aarde")]


def test_lines_of_contents_with_dots_are_no_titles() -> None:
    doc = document("Inhoud\n\nVooraf .......... 3\nA. Waar staan we? .... 4\nB. Wat doen we? . . . . . 5\n")
    assert [block.kind for block in doc.blocks] == [Kind.HEADING, Kind.CONTENTS, Kind.CONTENTS, Kind.CONTENTS]


@pytest.mark.parametrize(
    ("heading", "words", "role"),
    [
        ("Thema I  Water", "Water", None),
        ("Hoofdstuk 3 – Aanpak", "Aanpak", Role.APPROACH),
        ("IV. Doelstelling", "Doelstelling", Role.AMBITIONS),
        ("Thema Water", "Thema Water", None),
        ("C. Dit willen we bereiken", "Dit willen we bereiken", Role.AMBITIONS),
        ("2.1 Hoe pakken we dat aan?", "Hoe pakken we dat aan?", Role.APPROACH),
        ("Wat zien we?", "Wat zien we?", Role.ANALYSIS),
        ("Wie doet wat?", "Wie doet wat?", Role.GOVERNANCE),
        ("Waar zetten we op in?", "Waar zetten we op in?", Role.PRIORITIES),
        ("Cijfers en doelen", "Cijfers en doelen", Role.AMBITIONS),
    ],
)
def test_headings_of_other_regions_say_what_stands_under_them(heading: str, words: str, role: Role | None) -> None:
    assert without_number(" ".join(heading.split())) == words
    assert role_of(heading) is role


LINES = st.lists(st.text(alphabet="aB1 .|-\t,", max_size=30), max_size=12)


@given(LINES)
def test_every_cell_stands_where_it_says_and_no_word_is_lost(raws: list[str]) -> None:
    source = SourceText("doc.txt", "\n".join(raws))
    lines = split_lines(source, 0, len(source.text))
    for at, cuts in table_rows(lines).items():
        raw = lines[at].raw
        assert all(0 <= start <= end <= len(raw) for start, end in cuts)
        if cuts and "|" not in raw:
            assert "".join("".join(raw[start:end].split()) for start, end in cuts) == "".join(raw.split())
    parts = unfolded(lines)
    assert all(source.text[part.start : part.end] == part.raw for part in parts)
    assert sorted("".join(part.raw for part in parts).replace(" ", "")) == sorted("".join(raws).replace(" ", ""))
