"""A page whose menu is read as policy, or whose table loses a cell, gives facts that nobody stated."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from loaders.reading.apart import Limits
from loaders.reading.html import html_text, read_html

PAGE = """<!doctype html><html lang=nl><head><title>Titel</title><style>p {color: red}</style></head><body>
<nav><ul><li>Home<li>Contact</ul></nav>
<main><h1>Integraal veiligheidsplan Veldrijk 2031&ndash;2034</h1>
<p>De gemeente&nbsp;Veldrijk<sup>1</sup> telt <b>31.000</b>
   inwoners.</p>
<div><h2>Prioriteiten</h2>
<ol><li>Jeugd<ul><li>overlast</li><li>wapens</li></ul></li><li><p>Ondermijning</p></li></ol>
<table><caption>Tabel 1</caption><tr><th></th><th>2029<th>2030</tr>
<tr><td>Woning<br>inbraken<td><p>12</p></td><td></td></tr><tr><td colspan=2>samen</td><td>3</td></tr></table>
Los &amp; vast<br>nieuwe regel</div></main><script>alert("x")</script></body></html>"""


def test_titles_lists_and_tables_keep_their_form() -> None:
    text, left_out = html_text(PAGE)
    assert text == (
        "# Integraal veiligheidsplan Veldrijk 2031–2034\n\n"
        "De gemeente Veldrijk¹ telt 31.000 inwoners.\n\n"
        "## Prioriteiten\n\n"
        "1. Jeugd\n - overlast\n - wapens\n2. Ondermijning\n\n"
        "Tabel 1\n\n"
        "\t2029\t2030\nWoning inbraken\t12\t\nsamen\t\t3\n\n"
        "Los & vast\nnieuwe regel\n"
    )
    assert left_out == ["nav"]


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_text("<p>De gemeente stelt een plan vast.</p><img src=x><form>Zoek</form>", encoding="utf-8")
    converted = read_html(file)
    assert converted.source.text == "De gemeente stelt een plan vast.\n"
    assert converted.source.name == "plan.txt"
    assert converted.notes == ("left out of the page: form, img elements",)


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=iso-8859-1><p>coördinatie".encode("latin-1"),
        "<p>coördinatie".encode(),
        "<p>coördinatie".encode("utf-8-sig"),
        "<p>coördinatie".encode("utf-16"),
        "<p>coördinatie".encode("cp1252"),
        "<meta charset='geen-codering'><p>coördinatie".encode(),
        b"<meta charset=zip><p>co\xc3\xb6rdinatie",
    ],
)
def test_the_encoding_is_found(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "plan.html"
    file.write_bytes(data)
    assert read_html(file).source.text == "coördinatie\n"


@pytest.mark.parametrize("markup", ["", "<script>let a = 1</script>", "<p>&nbsp;</p><img>"])
def test_a_page_without_words_is_refused(tmp_path: Path, markup: str) -> None:
    file = tmp_path / "plan.html"
    file.write_text(markup, encoding="utf-8")
    with pytest.raises(SourceError, match="holds no text") as error:
        read_html(file)
    assert "print it to PDF" in error.value.hint


def test_hostile_markup_neither_grows_nor_hangs(tmp_path: Path) -> None:
    """Deep nesting, entities that would expand in XML, a cell over ten thousand columns."""
    file = tmp_path / "plan.html"
    entities = '<!DOCTYPE a [<!ENTITY x "xxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]>' + "<p>&y;&y;&y;</p>"
    wide = "<table><tr><td colspan=10000>cel</td><td colspan=99999999999999999999>twee</td></tr></table>"
    file.write_text(entities + wide + "<div>" * 50_000 + "einde" + "</div>" * 50_000, encoding="utf-8")
    text = read_html(file).source.text
    assert len(text) < 500
    assert text.endswith("einde\n")


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_text("</a " * 200_000, encoding="utf-8")
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"took longer|no text"):
        read_html(file, Limits(seconds=1))
    assert time.monotonic() - start < 30


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "<th>", "</table>", "<li>", "<ol>", "</ul>", "<h2>",
                                 "<!--", "-->", "<script>", "</script>", "&amp;", "<sup>", "woord ", "12", "\n", "<br>"])))  # fmt: skip
def test_any_soup_of_tags_gives_lines_without_tags(parts: list[str]) -> None:
    text, _ = html_text("".join(parts))
    assert not any(tag in text for tag in ("<p>", "<td>", "<li>", "</p>"))
    assert "\n\n\n" not in text
