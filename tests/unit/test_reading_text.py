"""A normalised character that led to the wrong place would put a wrong quote beside a right fact."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Span
from loaders.reading.normalise import clean, join_lines
from loaders.reading.repairs import repaired
from loaders.reading.text import MappedText, SourceText, read_source

LINES = st.lists(st.text(alphabet="abc DE-.’“*¹²\u00adﬁ12%", max_size=30), min_size=1, max_size=8)


def mapped(text: str) -> MappedText:
    return MappedText.of(SourceText("t.txt", text), 0, len(text))


@given(LINES)
def test_every_character_stands_where_it_says(lines: list[str]) -> None:
    source = "\n".join(lines)
    pieces, at = [], 0
    for line in lines:
        pieces.append(MappedText.of(SourceText("t", source), at, at + len(line)))
        at += len(line) + 1
    text = clean(join_lines(pieces))
    assert len(text.text) == len(text.starts) == len(text.ends)
    assert list(text.starts) == sorted(text.starts)
    for char, start, end in zip(text.text, text.starts, text.ends, strict=True):
        raw = source[start:end]
        signs = {"'": "’'", '"': '“"', "f": "ﬁf", "i": "ﬁi"}
        assert char == " " or any(sign in raw for sign in signs.get(char, char)), (char, raw)


@given(st.text(alphabet="ondermijg effct ", max_size=60))
def test_repair_leaves_the_span_of_the_raw_word(text: str) -> None:
    source = f"{text} Ondernijning {text}"
    cleaned = clean(mapped(source))
    match = re.search("Ondermijning", cleaned.text)
    assert match is not None
    span = cleaned.match_span(match)
    assert source[span.start : span.end] == "Ondernijning"


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        (["inter-", "ventie"], "interventie"),
        (["Midden-", "Nederland"], "Midden-Nederland"),
        (["woon- en", "leefomgeving"], "woon- en leefomgeving"),
        (["woon-", "en leefomgeving"], "woon- en leefomgeving"),
        (["2015-", "2018"], "2015-2018"),
        (["RIEC-", "structuur"], "RIEC-structuur"),
        (["lik-op-stuk-", "aanpak"], "lik-op-stuk-aanpak"),
        (["burgerparticipatie-", "initiatieven"], "burgerparticipatie-initiatieven"),
        (["veiligheidsdomein/", "strafketen"], "veiligheidsdomein/strafketen"),
        (["P. van Hartkamp-", "de Jong"], "P. van Hartkampde Jong"),
    ],
)
def test_words_broken_over_lines(raw: list[str], joined: str) -> None:
    assert join_lines([mapped(line) for line in raw]).text == joined


def test_a_hyphen_written_elsewhere_is_kept() -> None:
    assert join_lines([mapped("niet-"), mapped("operationele")], frozenset(["niet-operationele"])).text == (
        "niet-operationele"
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**Meer focus:** keuzes¹ maken", "Meer focus: keuzes maken"),
        ("de *Veiligheidsagenda* van 2019", "de Veiligheidsagenda van 2019"),
        ("361 fte*", "361 fte*"),
        ("leden van de DVO's<sup>1</sup>", "leden van de DVO's"),
        ("een  dubbele\tspatie", "een dubbele spatie"),
        ("5 * 3", "5 * 3"),
    ],
)
def test_markup_is_dropped_and_nothing_else(raw: str, text: str) -> None:
    assert clean(mapped(raw)).text.rstrip("*") == text.rstrip("*")


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("Ondernijning", "Ondermijning"),
        ("ondermijnd effect", "ondermijnend effect"),
        ("ondernijnde criminaliteit", "ondermijnende criminaliteit"),
        ("anti-ondernijningsfonds", "anti-ondermijningsfonds"),
        ("Ondermijning ondermijnd", "Ondermijning ondermijnd"),  # a title that is right as it stands
        ("onderneming", "onderneming"),
    ],
)
def test_ocr_slips(slip: str, word: str) -> None:
    assert repaired(slip) == word


def test_offsets_of_an_empty_slice_are_refused() -> None:
    with pytest.raises(ValueError, match="no characters"):
        mapped("abc").span(2, 2)
    with pytest.raises(ValueError, match="span"):
        Span(3, 3)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        ("één\n".encode() + b"twee \xe9\n", r"x\.txt:2: not UTF-8: byte 0xe9"),
        (b"a\n\nb\x00c", r"x\.txt:3: holds a NUL"),
    ],
)
def test_bad_files_are_named_with_their_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message):
        read_source(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.txt", tmp_path):
        with pytest.raises(SourceError, match="cannot be read"):
            read_source(path)


def test_lines_are_counted_from_one() -> None:
    source = SourceText("t", "a\nbb\n\nc")
    assert [source.line_of(at) for at in range(len(source.text))] == [1, 1, 2, 2, 2, 3, 4]
