"""The same words broken at another width are another document."""

from __future__ import annotations

import textwrap

import pytest

from loaders.reading.text import SourceText
from loaders.structure import DocumentText, Kind, build_document

SENTENCES = (
    "De gemeenteraad stelt elke vier jaar een plan vast waarin staat wat de gemeente en haar partners willen bereiken en "
    "wat zij daarvoor doen, in de wijken en in het uitgaansgebied. ",
    "De politie en de woningcorporaties houden samen avonden over het voorkomen van inbraak en het melden van wat "
    "bewoners in hun buurt zien gebeuren; de boa's controleren elke week. ",
)
ITEMS = ("Brandmeesters houden elke maand een avond in de wijk over rookmelders en vluchtwegen voor bewoners van oude flats.",
         "De boa's controleren elke week")  # fmt: skip
TITLES = ("1. Aanleiding", "2. Doelen", "3. Aanpak", "4. Organisatie")


def printed(width: int) -> str:
    """A plan whose paragraphs and items are broken at a width; its third chapter ends with a numbered list."""
    parts = []
    for at, title in enumerate(TITLES):
        parts += [title, "", *textwrap.wrap(SENTENCES[at % 2] * 3, width, break_on_hyphens=False), ""]
        if title.endswith("Aanpak"):
            for number, item in enumerate(ITEMS, 1):
                parts += textwrap.wrap(f"{number}. {item}", width, subsequent_indent="   ", break_on_hyphens=False)
            parts.append("")
    return "\n".join(parts)


def document(text: str) -> DocumentText:
    return build_document("doc", SourceText("doc.txt", text))


def shape(text: str) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text.text) for block in document(text).blocks]


@pytest.mark.parametrize("width", [55, 70, 95, 120, 140, 160, 180])
def test_blocks_are_the_same_at_every_width(width: int) -> None:
    assert document(printed(width)).wrapped
    assert shape(printed(width)) == shape(printed(100_000))


def test_a_table_wider_than_the_column_beside_it_does_not_widen_it() -> None:
    rows = [f"Wijk {name:<20}{at:>20}{at * 2:>20}{at * 3:>30}" for at, name in enumerate(("Oost", "West", "Zuid", "Noord"), 10)]
    text = "\n".join([*textwrap.wrap(SENTENCES[0] * 4, 60), "", *rows, "", *textwrap.wrap(
        "Dit doet het Bureau Regionale Zaken van Waterstad en Bureau Vlekkeloze Stad van Veldrijk en Bureau Noord. " * 3, 60)])  # fmt: skip
    paragraphs = [block for block in document(text).blocks if block.kind is Kind.PARAGRAPH]
    assert len(paragraphs) == 2


def test_figures_at_the_end_of_a_line_of_prose_make_no_row() -> None:
    text = "\n".join([*textwrap.wrap(SENTENCES[0] * 4, 80), "",
                      "Steeds vaker vragen mensen om inzet van de politie. De eenheid kreeg in 2021 11.700",
                      "meldingen over overlast."])  # fmt: skip
    assert not document(text).of_kind(Kind.ROW)


def test_starred_lines_together_are_a_list_and_one_alone_a_note() -> None:
    line = "Dit is een hele zin op een regel van zijn eigen, die lang genoeg is om niet op een titel te lijken, en nog langer dan dat. "
    listed = f"{line * 2}\n\n* Online fraude neemt toe.\n* Meer jongeren dragen een mes.\n\n{line * 2}\n"
    assert [block.kind for block in document(listed).blocks].count(Kind.ITEM) == 2
    alone = f"{line * 2}\n\n* Online fraude neemt toe.\n\n{line * 2}\n"
    assert [block.kind for block in document(alone).blocks].count(Kind.FOOTNOTE) == 1


def test_a_part_is_named_right_above_its_text() -> None:
    line = "Buren kennen elkaar en lossen kleine problemen samen op, en waar dat niet lukt staat de gemeente naast hen met raad en daad. "
    found = shape(f"{line * 2}\n\nAmbitie\n{line * 2}\n\nBuurman\n{line * 2}\n")
    assert [text for kind, text in found if kind is Kind.HEADING] == ["Ambitie"]
