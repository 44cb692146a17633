"""A PDF read in the wrong order, or its cells run together, gives facts that no page states."""

from __future__ import annotations

import resource
import time
import zlib
from pathlib import Path

import pytest

from kg.errors import SourceError
from loaders.reading.apart import Limits
from loaders.reading.pdf import read_pdf
from loaders.reading.pdf_layout import Glyph, page_lines
from tests.pdf_maker import Piece, lines_page, made_file, made_pdf, made_stream

COLUMNS = (70.0, 250.0, 330.0, 410.0)
TABLE = [
    ["Indicator", "Nulmeting", "Doel 2031", "Bron"],
    ["Branden (aantal)", "3.412", "2.700", "brandweer"],
    ["Overstromingen", "214", "170", "waterschap"],
]


def text_of(tmp_path: Path, *pages: list[Piece], image: bool = False) -> str:
    file = tmp_path / "plan.pdf"
    file.write_bytes(made_pdf(pages, image=image))
    return read_pdf(file).source.text


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def page(*lines: str) -> list[Piece]:
    return list(lines_page(lines))


def test_lines_of_a_paragraph_are_joined_and_broken_words_made_whole(tmp_path: Path) -> None:
    text = text_of(
        tmp_path,
        page(
            "# Waterplan Veldrijk 2031-2034",
            "",
            "De gemeenten en het waterschap werken samen aan een veilig gebied waar inwo-",
            "ners droge voeten houden. In de eenheid Midden-",
            "Nederland gebeurt dat al jaren met alle partners die daarbij een rol kunnen spelen.",
            "",
            "Een tweede alinea begint na een witregel en is in twee regels gezet, zodat te zien",
            "is waar zij eindigt.",
        ),
    )
    assert paragraphs(text) == [
        "# Waterplan Veldrijk 2031-2034",
        "De gemeenten en het waterschap werken samen aan een veilig gebied waar inwoners droge voeten houden. In de "
        "eenheid Midden-Nederland gebeurt dat al jaren met alle partners die daarbij een rol kunnen spelen.",
        "Een tweede alinea begint na een witregel en is in twee regels gezet, zodat te zien is waar zij eindigt.",
    ]


def test_items_of_a_list_stay_apart_and_a_dash_in_a_sentence_is_no_item(tmp_path: Path) -> None:
    text = text_of(
        tmp_path,
        page(
            "Wat we gaan doen in de komende vier jaar, samen met alle partners in het gebied:",
            "• dijken ophogen langs de rivier;",
            "• pompen vervangen.",
            "",
            "Het is ondenkbaar dat alleen de gemeenten en het waterschap deze opgave",
            "- en andere opgaven - zonder inwoners zouden aanpakken.",
        ),
    )
    assert "- dijken ophogen langs de rivier;\n- pompen vervangen." in text
    assert "deze opgave - en andere opgaven - zonder inwoners" in text


@pytest.mark.parametrize("by_column", [False, True], ids=["drawn by row", "drawn by column"])
def test_cells_of_a_table_stay_in_their_columns(tmp_path: Path, by_column: bool) -> None:
    cells = [(x, 600 - 14 * n, 10, row[at]) for n, row in enumerate(TABLE) for at, x in enumerate(COLUMNS)]
    if by_column:
        cells.sort(key=lambda piece: (piece[0], -piece[1]))
    text = text_of(tmp_path, [*page("Dit staat in de volgende tabel, die de gemeenten samen hebben opgesteld:"), *cells])
    assert "\n".join("\t".join(row) for row in TABLE) in text


def test_two_columns_of_text_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = ["De gemeenten stellen elk jaar", "een plan op waarin staat wat", "zij doen tegen hoog water in", "de dorpen."]
    right = ["Het waterschap controleert de", "dijken langs de rivier en de", "plassen, en meldt wat het ziet", "aan de raad."]
    text = text_of(
        tmp_path,
        [(70, 700 - 13 * n, 10, line) for n, line in enumerate(left)]
        + [(320, 700 - 13 * n, 10, line) for n, line in enumerate(right)],
    )
    first, second = paragraphs(text)
    assert first.startswith("De gemeenten stellen elk jaar een plan op")
    assert second.startswith("Het waterschap controleert de dijken langs")


def test_bold_lines_that_stand_apart_are_titles_below_the_larger_ones(tmp_path: Path) -> None:
    text = text_of(
        tmp_path, page("# Het plan", "", "**Onze ambitie", "", "Niemand krijgt natte voeten in het dorp.", "", "**Aanpak")
    )
    assert paragraphs(text)[:3] == ["# Het plan", "## Onze ambitie", "Niemand krijgt natte voeten in het dorp."]


def test_a_small_raised_figure_is_the_sign_of_a_footnote(tmp_path: Path) -> None:
    text = text_of(tmp_path, [(70, 700, 10, "De inwoners"), (123.3, 704, 6, "1"), (130, 700, 10, "van het dorp doen mee aan het plan.")])
    assert "De inwoners¹ van het dorp doen mee aan het plan." in text


def test_pages_are_counted_by_form_feeds_and_empty_ones_told(tmp_path: Path) -> None:
    words = "Deze bladzijde heeft tekst genoeg om gelezen te worden."
    file = tmp_path / "plan.pdf"
    file.write_bytes(made_pdf([page(words + " Een."), [], page(words + " Drie.")]))
    told: list[tuple[int, int]] = []
    converted = read_pdf(file, lambda done, total: told.append((done, total)))
    assert converted.page_of(converted.source.text.index("Een.")) == 1
    assert converted.page_of(converted.source.text.index("Drie.")) == 3
    assert converted.notes == ("page 2 holds no text: blank, or a picture whose words could not be read",)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_scan_is_refused_with_advice(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(made_pdf([[], [], [(70, 700, 10, "3")]], image=True))
    with pytest.raises(SourceError, match=r"looks like a scan: 0 of 3 pages .*ocrmypdf"):
        read_pdf(file)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"geen pdf", "is no PDF"),
        (b"%PDF-1.5\nonzin", "damaged PDF|without pages"),
        (made_pdf([]), "without pages"),
        (made_pdf([page("Deze tekst is van niemand te lezen zonder woord.")], locked=True), "locked with a password"),
        (made_pdf([page("x" * 60)])[:-200], "damaged PDF|no text layer|without pages"),
    ],
    ids=["text", "broken", "empty", "locked", "cut off"],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, says: str) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=says) as error:
        read_pdf(file)
    assert "plan.pdf" in str(error.value)
    assert error.value.hint


def with_content(content: bytes, *more: bytes) -> bytes:
    """A PDF of one page that shows the form object 5 and the text of `content`."""
    kid = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return made_file([b"<< /Type /Catalog /Pages 2 0 R >>", pages, kid, content, *more])


def test_a_form_that_holds_itself_ends(tmp_path: Path) -> None:
    form = made_stream(b"/F Do", compressed=False, more=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    form = form.replace(b"/BBox", b"/Resources << /XObject << /F 5 0 R >> >> /BBox")
    file = tmp_path / "circle.pdf"
    file.write_bytes(with_content(made_stream(b"/F Do", compressed=False), form))
    with pytest.raises(SourceError, match="0 of 1 pages"):
        read_pdf(file)


def test_a_page_that_swells_when_unpacked_takes_no_memory_here(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    blanks = b" " * 10_000_000
    data = b"".join(packer.compress(blanks) for _ in range(40)) + packer.flush()
    file = tmp_path / "bomb.pdf"
    file.write_bytes(with_content(made_stream(data, compressed=True)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SourceError, match=r"bomb\.pdf"):
        read_pdf(file, limits=Limits(memory=300 * 1024 * 1024, seconds=30))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # KiB


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "slow.pdf"
    file.write_bytes(made_pdf([page(*["lange regel " * 8] * 55)] * 400))
    start = time.monotonic()
    with pytest.raises(SourceError, match="took longer"):
        read_pdf(file, limits=Limits(seconds=1))
    assert time.monotonic() - start < 30


def test_a_wide_gap_is_a_cell_and_a_justified_line_is_not() -> None:
    def word(text: str, x: float) -> list[Glyph]:
        return [Glyph(char, x + 5 * n, x + 5 * n + 5, 100, 10) for n, char in enumerate(text)]

    justified = page_lines([*word("een", 10), *word("ruime", 34), *word("regel", 68)])
    assert [line.text for line in justified] == ["een ruime regel"]
    cells = page_lines([*word("Utrecht", 10), *word("12", 54), *word("3", 74)])
    assert [line.text for line in cells] == ["Utrecht\t12\t3"]
