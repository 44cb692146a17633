"""Two texts beside one another: nothing is lost, and only words count as a difference."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.side_by_side import Pair, beside, marked, sentences

OLD = "Wij willen minder inbraken. De politie doet mee. Dit vervalt.\n\nSlot."
NEW = "Wij willen 20% minder inbraken. De politie doet\nmee. Slot. Dit is nieuw."


def kinds(pairs: Sequence[Pair]) -> list[str]:
    return [pair.kind for pair in pairs]


def test_a_sentence_is_the_same_changed_gone_or_new() -> None:
    pairs = beside(OLD, NEW)
    assert kinds(pairs) == ["changed", "same", "went", "same", "came"]
    assert ("came", "20% ") in pairs[0].new
    assert not [piece for piece in pairs[0].old if piece[0] != "same"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("De samen-\nwerking blijft.", "De samenwerking blijft."),
        ("‘Wie praat, die gaat.’", "'Wie praat, die gaat.'"),
        ("De  politie\ndoet mee", "De politie doet mee"),
        ("DE POLITIE DOET MEE.", "De politie doet mee."),
    ],
)
def test_lines_signs_and_capitals_are_no_difference(old: str, new: str) -> None:
    assert set(kinds(beside(old, new))) == {"same"}


def test_a_number_is_a_difference() -> None:
    """ "10%" and "20%" are alike to the eye and everything to the reader."""
    went, came = marked("Een daling van 10% in 2018", "Een daling van 20% in 2018")
    assert [words.strip() for kind, words in went if kind == "went"] == ["10"]
    assert [words.strip() for kind, words in came if kind == "came"] == ["20"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab .\n-É1", max_size=120), st.text(alphabet="ab .\n-É1", max_size=120))
def test_every_sentence_of_both_stands_there_once_and_in_order(old: str, new: str) -> None:
    pairs = beside(old, new)
    left = ["".join(words for _, words in pair.old) for pair in pairs if pair.old]
    right = ["".join(words for _, words in pair.new) for pair in pairs if pair.new]
    assert left == sentences(old)
    assert right == sentences(new)


def test_a_long_stretch_without_anything_alike_ends_soon() -> None:
    old = " ".join(f"Zin nummer {n} over het een." for n in range(400))
    new = " ".join(f"Tekst {n} gaat ergens anders heen." for n in range(400))
    assert set(kinds(beside(old, new))) == {"went", "came"}
