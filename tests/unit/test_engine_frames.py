"""What server and workers say to each other, and what a worker cannot do."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.config import ROOT
from kg.engine.cache import AnswerCache, canonical, is_volatile, key_of
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS
from kg.engine.frames import LARGEST, FrameReader, Kind, frame, pack_query, unpack_query
from kg.engine.request import Answer, QueryRequest

CSV = RESULT_FORMATS[2]
XSD = "http://www.w3.org/2001/XMLSchema#"
plain = st.text(st.characters(exclude_categories=["Cs"]))
terms = st.one_of(
    st.sampled_from([NamedNode("http://example.org/a"), BlankNode("b"), Literal("x", language="nl")]),
    plain.map(Literal),
    st.integers().map(Literal),
    plain.map(lambda text: Literal(text, datatype=NamedNode(f"{XSD}token"))),
)


@given(st.lists(st.tuples(st.sampled_from(Kind), st.binary(max_size=300))), st.integers(1, 50))
def test_frames_come_out_as_they_went_in_however_they_are_cut(frames: list[tuple[Kind, bytes]], size: int) -> None:
    sent = b"".join(frame(kind, payload) for kind, payload in frames)
    reader = FrameReader()
    received = [f for at in range(0, len(sent), size) for f in reader.feed(sent[at : at + size])]
    assert received == frames


def test_what_is_no_frame_is_an_error() -> None:
    with pytest.raises(ValueError, match="99"):
        list(FrameReader().feed(b"\x63\0\0\0\0"))
    with pytest.raises(ValueError, match=str(LARGEST)):
        list(FrameReader().feed(b"\x04\xff\xff\xff\xff"))


@given(
    plain,
    st.none() | st.lists(plain).map(tuple),
    st.none() | st.lists(plain).map(tuple),
    st.dictionaries(plain, terms),
)
def test_a_query_arrives_as_it_was_asked(
    text: str, defaults: tuple[str, ...] | None, named: tuple[str, ...] | None, bindings: dict[str, Literal]
) -> None:
    asked = QueryRequest(text, CSV, GRAPH_FORMATS[0], defaults, named, bindings or None)
    (message,) = FrameReader().feed(pack_query(asked, seconds=1.5, max_result=10))
    got = unpack_query(message[1])
    assert (got.text, got.results, got.graph) == (text, CSV, GRAPH_FORMATS[0])
    assert (got.default_graphs, got.named_graphs, got.bindings) == (defaults, named, bindings or None)
    assert (got.timeout, got.max_result) == (1.5, 10)


def test_no_socket_can_be_made_after_they_were_given_up() -> None:
    script = (
        "import socket, sys\nfrom kg.engine.sandbox import refuse_sockets\nheld = refuse_sockets()\n"
        "try: socket.socket()\nexcept OSError: sys.exit(0)\nsys.exit(3 if held else 0)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=60, check=False).returncode == 0


def test_memory_over_the_limit_is_refused() -> None:
    script = (
        "from kg.engine.sandbox import limit_memory\nlimit_memory(100_000_000)\nbytearray(50_000_000)\n"
        "try: bytearray(200_000_000)\nexcept MemoryError: print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, timeout=60, check=True, capture_output=True)
    assert done.stdout == b"refused\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT *  {\n ?s ?p ?o }", "SELECT * { ?s ?p ?o } # all"),
        ("# first\nASK {}", " ASK\t{}\n"),
    ],
)
def test_queries_written_alike_share_an_answer(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT * { ?s ?p 'a  b' }", "SELECT * { ?s ?p 'a b' }"),
        ('SELECT * { ?s ?p """a\n#b""" }', 'SELECT * { ?s ?p """a """ }'),
        ("SELECT * { <http://a#b> ?p ?o }", "SELECT * { <http://a#c> ?p ?o }"),
        ('SELECT * { ?s ?p "\\"  #x" }', 'SELECT * { ?s ?p "\\" " }'),
        ("SELECT * { FILTER(?a<'x>y' && ?b='a  b') }", "SELECT * { FILTER(?a<'x>y' && ?b='a b') }"),  # `<'x>` is no IRI
    ],
)
def test_queries_that_differ_in_a_string_or_an_iri_do_not(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_a_key_tells_apart_all_that_changes_the_answer() -> None:
    asked = QueryRequest("ASK {}", CSV)
    others = [
        QueryRequest("ASK {}", RESULT_FORMATS[0]),
        QueryRequest("ASK {}", CSV, GRAPH_FORMATS[0]),
        QueryRequest("ASK {}", CSV, default_graphs=("http://a",)),
        QueryRequest("ASK {}", CSV, named_graphs=("http://a",)),
        QueryRequest("ASK {}", CSV, default_graphs=()),
        QueryRequest("ASK {}", CSV, bindings={"a": Literal("1")}),
        QueryRequest("ASK {}", CSV, bindings={"a": Literal(1)}),
    ]
    keys = {key_of(request, "one") for request in (asked, *others)} | {key_of(asked, "two")}
    assert len(keys) == len(others) + 2


@pytest.mark.parametrize("call", ["RAND()", "now ()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_differs_each_time_is_known(call: str) -> None:
    assert is_volatile(f"SELECT ({call} AS ?x) {{}}")
    assert not is_volatile("SELECT ?now ?brand { ?now ?p ?brand }")


def test_the_cache_stays_within_its_size_and_forgets_what_was_not_asked_for() -> None:
    cache = AnswerCache(20_000)
    for n in range(30):
        cache.put(str(n), Answer(b"x" * 1_000, CSV))
        cache.get("0")
    assert cache.size <= 20_000
    assert cache.get("0") is not None
    assert cache.get("1") is None
    cache.put("large", Answer(b"x" * 10_000, CSV))
    assert cache.get("large") is None, "one answer may not push out all others"
    cache.clear()
    assert (len(cache), cache.size) == (0, 0)
