"""A quote is cut in a word, is longer than a reader wants, or no longer stands in the source as it is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.quotes import clip, fold
from loaders.reading.text import SourceText

LIMIT = 300


def clipped(text: str, start: int = 0, end: int | None = None) -> str:
    source = SourceText("t.txt", text)
    first, last = clip(source, start, len(text) if end is None else end)
    return text[first:last]


def test_white_space_of_all_kinds_is_folded_and_none_is_left_at_the_ends() -> None:
    assert fold("  een\n\ntwee \t drie\u00a0vier ") == "een twee drie vier"
    assert fold("\n \t") == ""


def test_a_short_piece_stays_as_it_stands_without_the_blanks_around_it() -> None:
    assert clipped("  De raad\n stelt vast. \n") == "De raad\n stelt vast."
    assert clipped("xx een twee yy", 3, 11) == "een twee"


def test_a_long_piece_ends_at_a_word() -> None:
    text = "woord " * 100
    found = clipped(text)
    assert text.startswith(found)
    assert len(fold(found)) <= LIMIT
    assert fold(found).endswith("woord")  # no half word
    assert len(fold(found)) > LIMIT - 7  # and no more was left out than needed


def test_blanks_that_fold_do_not_count() -> None:
    text = ("woord" + " \n" * 20) * 80
    found = clipped(text)
    assert len(found) > LIMIT
    assert LIMIT - 6 < len(fold(found)) <= LIMIT


def test_a_word_longer_than_a_quote_is_cut_all_the_same() -> None:
    assert clipped("x" * 1000) == "x" * LIMIT
    assert len(clipped("kort " + "x" * 1000)) == LIMIT  # a blank near the beginning is no place to stop


def test_exactly_as_long_as_a_quote_is_not_cut() -> None:
    text = "x" * 149 + " " + "y" * 150
    assert clipped(text) == text
    assert clipped(f"{text}z") == "x" * 149 + " " + "y" * 150 or clipped(f"{text}z") == "x" * 149


@given(st.text(alphabet="ab \n\t\u00a0", max_size=900), st.integers(0, 40))
def test_whatever_the_text_a_quote_is_a_piece_of_it_and_short_enough(text: str, start: int) -> None:
    start = min(start, len(text))
    if not text[start:].strip():
        return
    source = SourceText("t.txt", text)
    first, last = clip(source, start, len(text))
    assert start <= first < last <= len(text)
    assert len(fold(text[first:last])) <= LIMIT
    assert not text[first].isspace()
