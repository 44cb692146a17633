"""Bodies that come packed: whole or not at all. Wrong would be: the first half of an upload, stored as if it were all."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.engine.formats import FORMATS
from kg.errors import BodyTooLargeError, RdfSyntaxError, UsageError
from kg.rdf_input import decoded, read_quads

TRIPLES = b"".join(b"<urn:a> <urn:b> <urn:c%d> .\n" % number for number in range(200))
LIMIT = 1_000_000
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "zstd": lambda data: zstandard.ZstdCompressor().compress(data),
}
JOINED = ("gzip", "zstd")  # what may follow one another in one body


@pytest.mark.parametrize("encoding", PACKERS)
@settings(max_examples=30, deadline=None)
@given(data=st.binary(max_size=3_000))
def test_what_was_packed_comes_out(encoding: str, data: bytes) -> None:
    assert decoded(PACKERS[encoding](data), f" {encoding.upper()} ", LIMIT) == data


@pytest.mark.parametrize("encoding", PACKERS)
def test_a_body_that_breaks_off_is_none_wherever_it_does(encoding: str) -> None:
    packed = PACKERS[encoding](TRIPLES)
    for end in range(len(packed)):
        with pytest.raises(UsageError, match="no"):
            decoded(packed[:end], encoding, LIMIT)


@pytest.mark.parametrize("encoding", JOINED)
def test_members_that_follow_one_another_are_one_body(encoding: str) -> None:
    half = len(TRIPLES) // 2
    packed = PACKERS[encoding](TRIPLES[:half]) + PACKERS[encoding](b"") + PACKERS[encoding](TRIPLES[half:])
    assert decoded(packed, encoding, LIMIT) == TRIPLES
    with pytest.raises(UsageError):
        decoded(packed[:-1], encoding, LIMIT)


@pytest.mark.parametrize("encoding", PACKERS)
def test_what_follows_the_end_and_is_no_member_is_an_error(encoding: str) -> None:
    with pytest.raises(UsageError):
        decoded(PACKERS[encoding](TRIPLES) + b"<urn:a> <urn:b> 1 .", encoding, LIMIT)


@pytest.mark.parametrize("encoding", PACKERS)
@pytest.mark.parametrize("size", [LIMIT + 1, 300 * LIMIT])
def test_a_bomb_stays_small(encoding: str, size: int) -> None:
    assert len(decoded(PACKERS[encoding](bytes(LIMIT)), encoding, LIMIT)) == LIMIT
    with pytest.raises(BodyTooLargeError, match=f"more than {LIMIT} bytes"):
        decoded(PACKERS[encoding](bytes(size)), encoding, LIMIT)


@pytest.mark.parametrize("encoding", JOINED)
def test_a_body_of_very_many_members_is_refused(encoding: str) -> None:
    with pytest.raises(UsageError, match="too much follows"):
        decoded(PACKERS[encoding](b"") * 100_000, encoding, LIMIT)


def test_the_place_of_a_context_is_found_in_time_in_proportion() -> None:
    """Looking for the context behind a million spaces took hours."""
    body = b'{"@context":' + b" " * 1_000_000 + b'{},\n"urn:x": {"@context": "http://127.0.0.1:1/c"}}'
    begin = time.process_time()
    with pytest.raises(RdfSyntaxError, match="remote JSON-LD context") as caught:
        list(read_quads(body, FORMATS["jsonld"]))
    assert caught.value.line == 2
    assert time.process_time() - begin < 20, "a moment, even on a busy machine"
