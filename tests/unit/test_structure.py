"""A block cut in the wrong place splits a sentence, and a fact with it."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import ROOT
from kg.privacy import ADDRESS
from loaders.reading.text import MappedText, SourceText, read_source
from loaders.structure import DocumentText, Kind, Role, build_document
from loaders.structure.roles import role_of, without_number
from loaders.structure.sentences import sentences

DOCUMENTS = sorted((ROOT / "data" / "documents").glob("*.txt"))


def document(text: str) -> DocumentText:
    return build_document("doc", SourceText("doc.txt", textwrap.dedent(text)))


def shape(doc: DocumentText) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text.text) for block in doc.blocks]


FLOWED = """
    # Regionaal plan 2031-2034

    Inhoudsopgave

    1. Water\t2
    2. Vuur\t4

    1. Water

    De opgave

    Dit is een lange zin over water die op een pagina begint en die doorloopt tot op de volgende

    pagina, waar hij eindigt.

    - eerste punt;
    - **tweede** punt
     - onderpunt

    Tabel\t2031\t2032
    Noord\t1\t
    """


def test_flowed_text_is_cut_into_its_pieces() -> None:
    doc = document(FLOWED)
    assert not doc.wrapped
    assert shape(doc) == [
        ("heading", "Regionaal plan 2031-2034"),
        ("heading", "Inhoudsopgave"),
        ("contents", "1. Water 2"),
        ("contents", "2. Vuur 4"),
        ("heading", "1. Water"),
        ("heading", "De opgave"),
        (
            "paragraph",
            "Dit is een lange zin over water die op een pagina begint en die doorloopt tot op de volgende pagina, "
            "waar hij eindigt.",
        ),
        ("item", "eerste punt;"),
        ("item", "tweede punt"),
        ("item", "onderpunt"),
        ("row", "Tabel 2031 2032"),
        ("row", "Noord 1"),
    ]
    rows = doc.of_kind(Kind.ROW)
    assert [[cell.text for cell in row.cells] for row in rows] == [["Tabel", "2031", "2032"], ["Noord", "1", ""]]
    assert [block.depth for block in doc.of_kind(Kind.ITEM)] == [1, 1, 2]


WRAPPED = """\
 Meer veiligheid
De gemeente voert de regie op de aanpak van woning-
inbraken en werkt daarbij samen met politie en het
Openbaar Ministerie, in het bijzonder in Midden-
Nederland.
Een tweede alinea begint waar de vorige regel niet
vol was. Ook die loopt gewoon door over regels heen.

Ambitie: daling vasthouden en
uitbreiden
•\t Het aantal overvallen daalt met 41% van 213 in

2011 naar maximaal 125 in 2018.

•\t De aanpak wordt voortgezet
- waar nodig - met partners.
 Volgende pagina
De tekst van de volgende pagina is weer gewoon een
alinea met genoeg woorden om de breedte te kennen.
"""


def test_wrapped_text_is_joined_again() -> None:
    doc = document(WRAPPED)
    assert doc.wrapped
    assert shape(doc) == [
        ("heading", "Meer veiligheid"),
        (
            "paragraph",
            "De gemeente voert de regie op de aanpak van woninginbraken en werkt daarbij samen met politie en het "
            "Openbaar Ministerie, in het bijzonder in Midden-Nederland.",
        ),
        ("paragraph", "Een tweede alinea begint waar de vorige regel niet vol was. Ook die loopt gewoon door over "
                      "regels heen."),
        ("heading", "Ambitie: daling vasthouden en uitbreiden"),
        ("item", "Het aantal overvallen daalt met 41% van 213 in 2011 naar maximaal 125 in 2018."),
        ("item", "De aanpak wordt voortgezet - waar nodig - met partners."),
        ("heading", "Volgende pagina"),
        ("paragraph", "De tekst van de volgende pagina is weer gewoon een alinea met genoeg woorden om de breedte te "
                      "kennen."),
    ]  # fmt: skip


def test_a_title_left_at_the_end_of_its_page_opens_it() -> None:
    page = "De tekst van een pagina met een aantal woorden zodat\nde breedte van de kolom bekend is geworden.\n\n"
    text = "".join(f" Aanpak nummer {n}\n{page}•\t Wij doen dit op de pagina met nummer {n}.\n\nVeilige dorpen\n"
                   for n in (1, 2)) + " Slot\n" + page  # fmt: skip
    doc = document(text)
    items = doc.of_kind(Kind.ITEM)
    assert [[section.title for section in doc.section_of(item).ancestors()][-2] for item in items] == [
        "Veilige dorpen",
        "Veilige dorpen",
    ]


def test_rows_of_figures_keep_their_empty_cells() -> None:
    doc = document(WRAPPED + "\nDienst Bedrijfsvoering 49  49 \n\nLeiding  4 4\n\n12. Utrecht 1 1 1\n\n2 521 523\n")
    rows = [[cell.text for cell in block.cells] for block in doc.of_kind(Kind.ROW)]
    assert rows == [
        ["Dienst Bedrijfsvoering", "49", "", "49"],
        ["Leiding", "", "4", "4"],
        ["12. Utrecht", "1", "1", "1"],
        ["", "2", "521", "523"],
    ]


def test_a_sentence_that_ends_in_figures_is_no_row() -> None:
    doc = document(WRAPPED.replace("213 in\n", "213 in 2011\n"))
    assert not doc.of_kind(Kind.ROW)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Onze ambitie", Role.AMBITIONS),
        ("Ambities: buurtveiligheid", Role.AMBITIONS),
        ("Wat willen we bereiken?", Role.AMBITIONS),
        ("Doelstelling", Role.AMBITIONS),
        ("De aanpak", Role.APPROACH),
        ("Wat gaan we doen?", Role.APPROACH),
        ("2a Ondermijning", None),
        ("Waarom een eenheidsbrede prioriteit?", Role.ANALYSIS),
        ("b. De prioriteiten van het Openbaar Ministerie", Role.PRIORITIES),
        ("6. Sterkteverdeling politie", Role.FORMATION),
        ("Informatiepositie aan de voorkant", None),
    ],
)
def test_roles_of_headings(heading: str, role: Role | None) -> None:
    assert role_of(heading) is role


def test_numbers_are_taken_off_headings() -> None:
    titles = ["2a Ondermijning", "5.1.1 Landelijke prioriteiten", "Ad 2) Ondermijning", "b. Criteria", "2019 en verder"]
    assert [without_number(title) for title in titles] == [
        "Ondermijning", "Landelijke prioriteiten", "Ondermijning", "Criteria", "2019 en verder",
    ]  # fmt: skip


def test_sentences_survive_abbreviations() -> None:
    text = "Volgens art. 20 van de wet, d.d. 3 mei, stelt mr. J. de Vries dit vast. Daarna (o.a. in 2018) volgt meer."
    mapped = MappedText.of(SourceText("t", text), 0, len(text))
    assert [sentence.text for sentence in sentences(mapped)] == [
        "Volgens art. 20 van de wet, d.d. 3 mei, stelt mr. J. de Vries dit vast.",
        "Daarna (o.a. in 2018) volgt meer.",
    ]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_nothing_of_a_real_text_is_lost(path):  # type: ignore[no-untyped-def]
    """Every letter of the source stands in some block (mark-up, the letter of a list item and addresses aside)."""
    source = read_source(path)
    doc = build_document("doc", source)
    covered = set()
    for block in doc.blocks:
        covered.update(range(block.span.start, block.span.end))
    masked = re.sub(r"</?\w+>|<sup>\w+</sup>|(?m:^#+ +\**[a-z]\. )", lambda match: " " * len(match.group()), source.text)
    masked = ADDRESS.sub(lambda match: " " * len(match.group()), masked)
    lost = [at for at, char in enumerate(masked) if char.isalpha() and at not in covered]
    assert not lost, [source.text[at - 10 : at + 10] for at in lost[:5]]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aAbB .:;-•\t\n#*1¹,", max_size=300))
def test_any_text_can_be_cut(text: str) -> None:
    doc = build_document("doc", SourceText("t", text or " "))
    assert all(block.text.text == block.text.text.strip() for block in doc.blocks)
    for block in doc.blocks:
        assert 0 <= block.span.start < block.span.end <= len(text)


def test_a_page_header_inside_a_sentence_does_not_cut_it() -> None:
    """The words of the header used to be read as part of the sentence."""
    text = WRAPPED.replace("daalt met 41% van 213 in\n\n2011", "daalt met 41% van 213 in\n\nSamen sterk\n\n2011")
    doc = build_document("doc", SourceText("doc.txt", text), furniture=[re.compile("^Samen sterk$")])
    assert "Het aantal overvallen daalt met 41% van 213 in 2011 naar maximaal 125 in 2018." in [
        block.text.text for block in doc.of_kind(Kind.ITEM)
    ]
    flowed = build_document(
        "doc",
        SourceText("doc.txt", textwrap.dedent(FLOWED).replace("volgende\n\n", "volgende\n\nSamen sterk\n\n")),
        furniture=[re.compile("^Samen sterk$")],
    )
    assert any(block.text.text.endswith("op de volgende pagina, waar hij eindigt.") for block in flowed.blocks)


def test_a_footnote_belongs_to_the_section_that_calls_it() -> None:
    """Its list used to count for the chapter it happened to be printed in."""
    doc = document(
        """
        1. Water

        De politie geeft advies over de inzet van duikers en boten op het meer en in de haven.⁴

        2. Vuur

        De brandweer oefent ieder jaar met alle gemeenten in de regio en met de politie samen.

        ⁴ Daarbij kan gebruik worden gemaakt van:
         - duikboten;
         - netten.

        Slot van het hoofdstuk, met genoeg woorden om een lopende alinea te zijn in dit stuk.
        """
    )
    titles = {block.text.text: doc.section_of(block).title for block in doc.body}
    assert titles["netten."] == "Water"
    assert titles["Slot van het hoofdstuk, met genoeg woorden om een lopende alinea te zijn in dit stuk."] == "Vuur"
