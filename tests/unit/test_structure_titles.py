"""A title that ends in a small word swallows the text below it; an item in brackets, or a lettered one, is no item."""

from __future__ import annotations

import re
import textwrap

import pytest

from loaders.proposal import page_headers
from loaders.reading.text import SourceText
from loaders.structure import DocumentText, Kind, Role, build_document
from loaders.structure.lines import item_number
from loaders.structure.roles import part_name, role_of, without_number

HEADER = re.compile(r"^Koers op Veilig\s+- \d+ -$", re.MULTILINE)


def document(text: str) -> DocumentText:
    return build_document("doc", SourceText("doc.txt", textwrap.dedent(text)), furniture=[HEADER])


def shape(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text.text) for block in document(text).blocks]


WRAPPED = """\
    {above}

    {title}

    In de regio daalde het aantal straatroven in drie jaar tijd sterk en dat
    is vooral te danken aan de aanpak op straat. De politie en de gemeenten
    gaan daarmee door, ook nu er minder mensen voor beschikbaar zijn, want de
    cijfers kunnen zo weer oplopen als de aandacht verslapt en men stilzit.
"""


@pytest.mark.parametrize("title", ["4.1 Geen jongere met een wapen de straat op", "2.3. Een stad die wij willen zijn"])
def test_a_title_with_the_number_of_a_section_ends_at_a_blank_line_whatever_its_last_word(title: str) -> None:
    blocks = shape(WRAPPED.format(above="4 Jeugd", title=title))
    assert blocks[1] == ("heading", title)
    assert blocks[2][1].startswith("In de regio")


def test_a_page_header_that_ends_in_a_dash_takes_no_title_along() -> None:
    blocks = shape(WRAPPED.format(above="Koers op Veilig                  - 1 -", title="Ten geleide"))
    assert blocks[:2] == [("furniture", "Koers op Veilig - 1 -"), ("heading", "Ten geleide")]


def test_items_with_their_number_in_brackets() -> None:
    text = WRAPPED.format(above="4 Jeugd", title="4.2 Doelen waar we aan werken") + (
        "\n    (1) het aantal verdachten halveert tussen 2023 en 2028 en dat geldt voor elke\n        gemeente;\n"
        "    (2) op alle scholen is een coördinator actief.\n"
    )
    items = [block for block in document(text).blocks if block.kind is Kind.ITEM]
    assert [(item.number, item.text.text[:12]) for item in items] == [(1, "het aantal v"), (2, "op alle scho")]


@pytest.mark.parametrize(("marker", "number"), [("3.", 3), ("12)", 12), ("(4)", 4), ("a.", None), ("(b)", None), ("•", None), ("-", None)])
def test_the_number_of_an_item_by_its_marker(marker: str, number: int | None) -> None:
    assert item_number(marker) == number


def test_lines_lettered_in_order_with_a_gap_are_a_ranked_list_and_no_table() -> None:
    text = "# Plan\n\nDe raad koos:\nA   Een veilige haven\nB   Digitaal vaardig\nC   Samen zonder overlast\n"
    items = [block for block in document(text).blocks if block.kind is Kind.ITEM]
    assert [(item.number, item.text.text) for item in items] == [
        (1, "Een veilige haven"), (2, "Digitaal vaardig"), (3, "Samen zonder overlast"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        "B   Een veilige haven\nC   Digitaal vaardig\n",  # not from A on
        "A   Een veilige haven\n\nB   Digitaal vaardig\n",  # apart: titles
        "A   Delft     12   14\nB   Rijswijk   8    9\n",  # a table of figures
        "A. Jansen\nB. Pietersen\n",  # names
    ],
)
def test_other_lines_that_begin_with_a_capital_are_no_such_list(lines: str) -> None:
    assert not [b for b in document(f"# Plan\n\nDe raad koos:\n{lines}").blocks if b.kind is Kind.ITEM and b.number == 1]


@pytest.mark.parametrize(
    ("heading", "name", "role"),
    [
        ("4.1 Accent A: Een veilige haven", "Een veilige haven", None),
        ("3.2 Waar we op uit willen komen", "Waar we op uit willen komen", Role.AMBITIONS),
        ("3.3 Wat we daarvoor doen", "Wat we daarvoor doen", Role.APPROACH),
        ("Resultaten in 2028", "Resultaten in 2028", Role.AMBITIONS),
        ("Stappen", "Stappen", Role.APPROACH),
        ("2 Zo willen wij werken", "Zo willen wij werken", Role.PRINCIPLES),
        ("Vier leidende gedachten", "Vier leidende gedachten", Role.PRINCIPLES),
        ("Waar kiezen we voor?", "Waar kiezen we voor?", Role.PRIORITIES),
        ("Wat de cijfers vertellen", "Wat de cijfers vertellen", Role.ANALYSIS),
        ("Wat we beloven", "Wat we beloven", None),
        ("Resultaten van het onderzoek", "Resultaten van het onderzoek", None),
    ],
)
def test_what_headings_of_other_plans_promise(heading: str, name: str, role: Role | None) -> None:
    assert without_number(heading) == name
    assert role_of(heading) is role


def test_the_name_of_a_part_stands_behind_the_number_of_its_section() -> None:
    assert part_name("4.1 Accent A: Een veilige haven") == "Accent A: Een veilige haven"
    assert part_name("4.1 Een veilige haven") == "4.1 Een veilige haven"


def test_titles_of_sections_that_come_back_in_each_chapter_are_no_page_headers() -> None:
    body = "\n".join(["Hier staat een zin die lang genoeg is om geen titel te zijn."] * 8)
    text = "".join(f"{n} Hoofdstuk\n\n{n}.2 Wat we daarvoor doen\n\n{body}\n\n\n" for n in range(3, 9))
    assert not any("doen" in pattern for pattern in page_headers(SourceText("plan.txt", text)))


def test_labels_of_a_picture_promise_no_part_of_the_text() -> None:
    wrapped = WRAPPED.format(above="4 Jeugd", title="Ambities")
    picture = "\n    Minder drugs op straat\n    Aanpak op districtelijke thema's\n    Betere zorg voor jongeren\n"
    (label,) = [one for one in document(wrapped + picture).sections if one.title.startswith("Aanpak op")]
    assert label.role is None
    alone = "\n    Aanpak op districtelijke thema's\n\n    De politie controleert elke week.\n"
    (title,) = [one for one in document(wrapped + alone).sections if one.title.startswith("Aanpak op")]
    assert title.role is Role.APPROACH
