"""Figures: every value lies within its frame, and no text of a document becomes markup."""

from __future__ import annotations

import doctest
import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api import figures
from api.figures import Bar, Mark, bars, heat, years

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("x")</script> & "quoted"'
value = st.floats(-1e9, 1e12, allow_nan=False).map(lambda v: round(v, 2))


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(figures).failed == 0


@pytest.mark.parametrize("language", ["nl", "en"])
def test_text_of_documents_is_never_markup(language: str) -> None:
    drawn = [
        bars([Bar(HOSTILE, ((3.0, "f-bar", HOSTILE),))], HOSTILE, language),
        heat([(HOSTILE, [(3, HOSTILE, HOSTILE)])], [HOSTILE], HOSTILE),
        years([Mark(2019, 3.0, "f-target", HOSTILE, HOSTILE, HOSTILE)], HOSTILE, language, unit=HOSTILE),
    ]
    for svg in drawn:
        tree = ElementTree.fromstring(str(svg))
        assert not tree.findall(f".//{SVG}script")
        assert "<script" not in svg


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.integers(1990, 2040), value), min_size=1, max_size=12))
def test_every_mark_lies_within_the_frame(points: list[tuple[int, float]]) -> None:
    """Falls in per cent, which are negative, were drawn below the picture."""
    svg = str(years([Mark(y, v, "f-observed", "x") for y, v in points], "t", "nl"))
    tree = ElementTree.fromstring(svg)
    width, height = (float(n) for n in tree.attrib["viewBox"].split()[2:])
    for mark in tree.findall(f".//{SVG}circle"):
        assert 0 <= float(mark.attrib["cx"]) <= width
        assert 0 <= float(mark.attrib["cy"]) <= height


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1e9, allow_nan=False), min_size=1, max_size=8))
def test_bars_are_as_long_as_their_values(values: list[float]) -> None:
    svg = str(bars([Bar(f"r{n}", ((v, "f-bar", ""),)) for n, v in enumerate(values)], "t", "en"))
    wide = [float(w) for w in re.findall(r'<rect [^>]*?width="([\d.]+)"', svg)]
    longest = max(values)
    for length, v in zip(wide, values, strict=True):
        assert abs(length - (v / longest if longest else 0) * max(wide)) < 0.2
