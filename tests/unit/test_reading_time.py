"""No text of a user keeps the server busy: what reads it takes time in proportion to its length."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from kg.engine.cache import canonical, is_volatile
from kg.engine.calls import find_calls
from kg.engine.guard import check_query
from kg.errors import GraphError
from kg.update_text import parse


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX" + " " * 100_000 + "x INSERT",
        "service" * 100_000,
        "service silent" * 50_000,
        "service:" * 50_000 + "x {",
        "SELECT * { service " + "'a\\" * 200_000,
        "\\'''" * 100_000,
        "_:a." * 100_000,
        "a:b." * 100_000,
        "1." * 200_000,
        "a." * 200_000,
    ],
    ids=lambda text: text[:20],
)
@pytest.mark.parametrize("read", [check_query, find_calls, canonical, is_volatile, lambda text: list(parse(text))])
def test_every_reader_of_a_text_takes_time_in_proportion(read: Callable[[str], object], text: str) -> None:
    """4 kB of spaces behind PREFIX took a minute, 100 kB of open strings hours: in the thread that serves all others."""
    begin = time.process_time()
    with suppress(GraphError):
        read(text)
    assert time.process_time() - begin < 20, "a second or two, even on a busy machine"
