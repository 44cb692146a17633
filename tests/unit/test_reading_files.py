"""A file taken for what it is not is read as nonsense, and nonsense gives facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from loaders.reading.files import read_file
from loaders.reading.markdown import markdown_text
from loaders.reading.text import SourceText
from tests.pdf_maker import lines_page, made_pdf


def test_a_text_and_a_plain_markdown_file_stay_as_they_are(tmp_path: Path) -> None:
    words = "# Plan\r\n\r\nDe gemeente [Veldrijk] doet mee.\r\n"
    for name in ("plan.txt", "plan.md"):
        (tmp_path / name).write_bytes(words.encode())
    read = read_file(tmp_path / "plan.txt")
    assert (read.source.name, read.source.text, read.same, read.notes) == ("plan.txt", words, True, ())
    assert read_file(tmp_path / "plan.md").source.name == "plan.txt"


@pytest.mark.parametrize(
    ("data", "note"),
    [("coördinatie".encode("cp1252"), "cp1252"), ("coördinatie".encode("utf-16"), "UTF-16")],
    ids=["Windows", "UTF-16"],
)
def test_another_encoding_is_told(tmp_path: Path, data: bytes, note: str) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(data)
    read = read_file(file)
    assert read.source.text == "coördinatie"
    assert not read.same
    assert note in read.notes[0]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("plan.docx", b"PK\x03\x04...", "a Word, OpenDocument or ZIP file.*PDF or HTML"),
        ("plan.txt", b"PK\x03\x04...", "a Word, OpenDocument or ZIP file"),
        ("plan.doc", b"\xd0\xcf\x11\xe0....", "old version of Word"),
        ("plan.rtf", b"{\\rtf1 tekst}", "Rich Text"),
        ("plan.png", b"\x89PNG....", "a picture.*text recognition"),
        ("plan.csv", b"a,b", r"\.csv: not a kind of file that is read.*\.pdf"),
        ("plan", b"tekst", "no extension"),
        ("plan.txt", b"", "empty"),
        ("plan.txt", b"tekst\x00", "NUL"),
        ("plan.txt", b"\x81\x8d\x8f tekst", "unknown encoding"),
        ("plan.pdf", b"tekst", "is no PDF"),
    ],
)
def test_what_is_not_read_says_what_it_is_and_what_to_do(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(SourceError, match=says):
        read_file(file)


def test_a_pdf_with_another_name_is_still_one(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(made_pdf([list(lines_page(["De gemeente stelt ieder jaar een plan op."]))]))
    assert read_file(file).source.text.startswith("De gemeente stelt")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    with file.open("wb") as stream:
        stream.truncate(60_000_000)  # takes no room on disk
    with pytest.raises(SourceError, match="is 60 MB; at most 50 MB"):
        read_file(file)


def test_markdown_is_taken_out_of_the_width_of_an_editor() -> None:
    text = """---
title: Plan
---
Het plan
========

Dit is een [koppeling](https://voorbeeld.nl/a) in een alinea die door de schrijver op
tachtig tekens is afgebroken en hier dus verder gaat op de volgende
regel van dezelfde alinea.[^1] <!-- weg
ermee -->

* eerste punt van een lijst dat ook al is afgebroken omdat het zo lang
  doorloopt
* tweede punt

| a | b |
|---|---|
| 1 | 2 |
"""
    made = markdown_text(SourceText("plan.txt", text))
    assert not made.same
    assert made.source.text == (
        "# Het plan\n\n"
        "Dit is een koppeling in een alinea die door de schrijver op tachtig tekens is afgebroken en hier dus verder gaat "
        "op de volgende regel van dezelfde alinea.<sup>1</sup>\n\n"
        "- eerste punt van een lijst dat ook al is afgebroken omdat het zo lang doorloopt\n- tweede punt\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
