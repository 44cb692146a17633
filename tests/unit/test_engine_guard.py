"""Nothing reaches another server, and no text ends the process."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.engine.guard import MAX_DEPTH, MAX_STEPS, check_query
from kg.engine.lanes import Lane
from kg.engine.tokens import AmbiguousText, tokens
from kg.errors import QueryError, QueryRefusedError, QueryTooComplexError

# What stands before a call, chosen to lead a reader of the text astray; each is valid SPARQL before `SERVICE …`.
BEFORE = [
    "",
    "?s ?p ?o . ",
    "?s ?p 'a'",
    '?s ?p """a"b"""',
    "?s ?p '''it's'''",
    "?s ?p 'a\\'b'",
    "?s ?p true",
    "?s ?p 1",
    "?s ?p e:it\\'s ",
    "?s ?p e:a\\#b ",
    "FILTER(?o<'>')",
    "FILTER(1<2 && 3>2)",
    "FILTER('a'<'#' || 'b'>'#')",
    "FILTER(e:x<e:y)",
    "# comment <\n",
    "# it's a comment\n",
    "<#'> ?p ?o .",
    "<http://example.org/a#b> ?p 'x'@en ",
    "?s ?p <<( ?a ?b ?c )>> . ",
    "OPTIONAL { ?s ?p ?o }",
    "{ ?s ?p ?o } UNION",  # not valid before a bare call; refused all the same
]
CALLS = [
    "SERVICE <IRI> { ?a ?b ?c }",
    "service <IRI> { ?a ?b ?c }",
    "SERVICE SILENT <IRI> { ?a ?b ?c }",
    "SeRvIcE<IRI>{?a ?b ?c '}'}",
    "SERVICE # <\n <IRI> { ?a ?b '' }",
    "SERVICE e:x { ?a ?b ?c }",
    "SERVICESILENTe:x{?a ?b ?c}",
    "service:x{?a ?b '''}'''}",
    "SERVICE?v{ ?a ?b ?c }",
    "SERVICE $v { ?a ?b ?c # '\n }",
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("before", BEFORE)
def test_service_is_refused_however_it_is_written(before: str, call: str) -> None:
    text = "BASE <http://example.org/> PREFIX e: <http://example.org/> PREFIX : <http://example.org/> SELECT * { "
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        check_query(text + before + call.replace("IRI", "http://example.org/x") + " }")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT $my_service { $my_service ?p ?o }",
        "SELECT * { ?s a <http://example.org/Service#service> }",
        "PREFIX e: <http://example.org/> SELECT * { ?s a e:Service ; e:service-name ?n }",
        "SELECT * { ?s ?p 'SERVICE <http://example.org/> {}' }",
        'SELECT * { ?s ?p """a "service" is\nhere""" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> {}",
        "SELECT * { ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?service FILTER(?o < 5 && ?o > 3) }",
        "PREFIX service: <http://e/> SELECT * { service:a service:p ?o . ?s service:q service:b OPTIONAL { ?o a service:C } }",
        "PREFIX my-service: <http://e/> SELECT * { ?s my-service:p/my-service:q* ?o FILTER(?o IN (my-service:a)) }",
        "PREFIX services: <http://e/> SELECT * { ?s services:p ?o . { services:a ?p ?o } UNION { ?s ?p services:b } }",
        "PREFIX service: <http://e/> SELECT * { GRAPH ?g { service:x ?p ?o } VALUES ?s { service:y } }",
    ],
)
def test_the_word_service_is_allowed_where_it_is_no_call(text: str) -> None:
    """A researcher may ask about services."""
    check_query(text)
    ox.Store().query(text)  # and these are SPARQL


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://a> <http://b> 1 }",
        "  # a comment\n PREFIX e: <http://example.org/> BASE <http://x/> delete where { ?s ?p ?o }",
        "LOAD <http://example.org/>",
        "CLEAR ALL",
        "WITH <http://g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DROP GRAPH <http://g>",
    ],
)
def test_updates_are_refused_by_name(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="changes data"):
        check_query(text)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A server that only counts who connects."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        stop = threading.Event()

        def accept() -> None:
            while not stop.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                calls.append(address)
                connection.close()

        thread = threading.Thread(target=accept)
        thread.start()
        yield server.getsockname()[1], calls
        stop.set()
        thread.join()


def test_the_engine_does_connect_so_the_guard_is_needed(listener: tuple[int, list[object]]) -> None:
    port, calls = listener
    text = f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    list(ox.Store().query(text))  # type: ignore[arg-type]
    assert calls


_WORDS = ["SERVICE ", "SILENT ", "service", "service:", "SERVICE:x", "e:service", "aservice:y", "<IRI>", "e:x", ":x", "e:"]
_SIGNS = ["{", "}", " . ", "'", "\'\'\'", '"""', "#", "\n", "\r", "<", ">", "\\", "\\'", "FILTER(", ")", " ", '"', "{ ?s ?p ?o }"]
_TERMS = ["?s ?p ?o", "1", "true", "?v", "@en", "'a'", "<#'>", "?a<e:x", ">?b", "VALUES ?v", "\u0301", "\u00b7", "\u00aa", "%41"]
_SPELLED = ["\\u0053ERVICE ", "\\u003C", "\\u0027"]
PIECES = st.sampled_from(_WORDS + _SIGNS + _TERMS + _SPELLED)


def test_no_text_that_passes_reaches_a_server(listener: tuple[int, list[object]]) -> None:
    """Random texts from the pieces that confuse readers: whatever passes is run, and nobody may have called."""
    port, calls = listener
    store = ox.Store()

    @settings(max_examples=2500, deadline=None, derandomize=True)
    @given(st.lists(PIECES, max_size=16))
    def try_one(pieces: list[str]) -> None:
        iri = f"http://127.0.0.1:{port}/"
        inner = "".join(pieces).replace("<IRI>", f"<{iri}>")
        text = f"PREFIX e: <{iri}> PREFIX : <{iri}> SELECT * {{ {inner} SERVICE SILENT <{iri}> {{ ?x ?y ?z }} #'\n}}"
        bare = f"PREFIX e: <{iri}> PREFIX service: <{iri}> PREFIX : <{iri}> SELECT * {{ {inner} }}"
        for candidate in (text, text.replace("SERVICE SILENT", "# SERVICE\n"), bare):
            try:
                check_query(candidate)
                results = store.query(candidate)
                list(results)  # type: ignore[arg-type]
            except (QueryError, SyntaxError, OSError, RuntimeError):
                continue

    try_one()
    assert not calls


def nested(opening: str, inner: str, closing: str, depth: int) -> str:
    return opening * depth + inner + closing * depth


DEEP = {
    "groups": "SELECT * {" + nested("{", "?s ?p ?o", "}", MAX_DEPTH + 1) + "}",
    "parentheses": "SELECT * { FILTER(" + nested("(", "1", ")", MAX_DEPTH + 1) + ") }",
    "functions": "SELECT (" + nested("CONCAT(", "'a'", ")", 5_000) + " AS ?x) {}",
    "optional": "SELECT * {" + nested("OPTIONAL { ?s ?p ?o ", "", "}", 5_000) + "}",
    "exists": "SELECT * {" + nested("FILTER EXISTS {", "?s ?p ?o", "}", 5_000) + "}",
    "lists": "SELECT * {" + nested("(", "1", ")", 5_000) + " ?p ?o }",
    "triple terms": "SELECT * {" + nested("<< ", "?s ?p ?o", " >>", 5_000) + " ?p ?o }",
    "not": "SELECT * { FILTER(" + "!" * (MAX_STEPS + 1) + "true) }",
    "or": "SELECT * { FILTER(" + "||".join(["true"] * 20_000) + ") }",
    "sum": "SELECT (" + "+".join(["1"] * 20_000) + " AS ?x) {}",
    "path": "SELECT * { ?s " + "/".join(["<http://e/p>"] * 20_000) + " ?o }",
    "union": "SELECT * {" + "UNION".join(["{ ?s ?p ?o }"] * 20_000) + "}",
    "bind": "SELECT * {" + "".join(f"BIND(1 AS ?x{i})" for i in range(20_000)) + "}",
}


@pytest.mark.parametrize("kind", DEEP)
def test_texts_that_would_end_the_process_are_refused(kind: str) -> None:
    """Each of these overflowed the engine's stack, which is a segmentation fault."""
    with pytest.raises(QueryTooComplexError, match="at most"):
        check_query(DEEP[kind])


SURVIVED = {
    "groups": "SELECT * {" + nested("{", "?s ?p ?o", "}", MAX_DEPTH - 1) + "}",
    "functions": "SELECT (" + nested("CONCAT(", "'a'", ")", MAX_DEPTH - 2) + " AS ?x) {}",
    "not": "SELECT * { FILTER(" + "!" * (MAX_STEPS - 10) + "true) }",
    "bind": "SELECT * {" + "".join(f"BIND(1 AS ?x{i})" for i in range(MAX_STEPS - 10)) + "}",
    "values": "SELECT * { VALUES ?x {" + " <http://example.org/a#b>" * 30_000 + "} }",
    "in": "SELECT * { ?s ?p ?o FILTER(?o IN (" + ",".join(["1.5"] * 5_000) + ")) }",
}


@pytest.mark.parametrize("kind", SURVIVED)
def test_what_is_just_allowed_is_survived_by_the_threads_of_a_lane(kind: str) -> None:
    check_query(SURVIVED[kind])
    lane = Lane("test", 1, 1)
    store = ox.Store()
    lane.call(lambda _: list(store.query(SURVIVED[kind])))  # type: ignore[arg-type]
    lane.close()


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    check_query("ASK {}", max_length=6)
    with pytest.raises(QueryTooComplexError, match="at most 6"):
        check_query("ASK {} ", max_length=6)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="'\"\\<>#?:{}()aservicSERVIC \n", max_size=60))
def test_any_text_passes_or_is_refused_and_nothing_else(text: str) -> None:
    try:
        check_query(text)
    except QueryError:
        return


_UPDATES = st.sampled_from(["INSERT DATA {", "delete ", "WITH <IRI> ", "ADD ", "adder", "LOAD<IRI>", "(" * 120, "<" * 150, ";" * 1_600])


def _refusal(text: str) -> type[QueryError] | None:
    try:
        check_query(text)
    except QueryError as error:
        return type(error)
    return None


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(PIECES | _UPDATES, max_size=12))
def test_what_is_passed_unread_would_pass_when_read(pieces: list[str]) -> None:
    """A text in ASCII that looks harmless is passed at a glance; with another letter behind it, it is read."""
    text = "".join(pieces)
    assert _refusal(text) == _refusal(f"{text} \u00e9")


LONG = ["'" * 200_000, '"' + '\\"' * 100_000, "< " * 100_000, "'''" + "a'" * 100_000, "?a " * 99_000]


@pytest.mark.parametrize("text", LONG)
def test_reading_a_text_takes_time_in_proportion(text: str) -> None:
    """A pattern that goes back over the text would take minutes here."""
    check_query(text)


@st.composite
def hidden_calls(draw: st.DrawFn) -> str:
    """Valid SPARQL around a call, nested at random among what looks like other things."""
    noise = st.sampled_from(
        [
            "?s ?p 'SERVICE <http://x/> {' . ", '?s ?p """}"\' # """ . ', "# SERVICE <http://x/> { \n", "?s <http://x/#service'> ?o . ",
            "FILTER(1 < 2) ", "FILTER(?s > ?o) ", "?s e:a\\'b\\#c ?o . ", "?service ?p ?o . ", "VALUES ?s { 1 'a' } ", "?s ?p '\\'' . ", "service:a ?p ?o . ",
        ]
    )  # fmt: skip
    call = draw(st.sampled_from(["SERVICE<IRI>{}", "service?x{ }", "SERVICE SILENT e:x { ?s ?p '}' }", "serviceservice:x{}", "SERVICE#'\n<IRI>#\"\n{}"]))
    text = call.replace("IRI", "http://example.org/x")
    for opening in draw(st.lists(st.sampled_from(["", "OPTIONAL ", "MINUS ", "{} UNION ", "GRAPH ?g ", "FILTER EXISTS "]), max_size=5)):
        text = f"{draw(noise)}{opening}{{ {draw(noise)}{text} {draw(noise)}\n}} {draw(noise)}"
    return f"PREFIX e: <http://e/> PREFIX service: <http://e/> SELECT * {{ {text}\n}}"


@settings(max_examples=400, deadline=None, derandomize=True)
@given(hidden_calls())
def test_a_call_is_found_wherever_it_is_nested(text: str) -> None:
    with pytest.raises(QueryRefusedError):
        check_query(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="'\"\\<>#?:{}()a.-_@1sERVICE \n", max_size=60))
def test_tokens_cover_the_text_in_order(text: str) -> None:
    try:
        found = list(tokens(text))
    except AmbiguousText:
        return
    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("text", ["a." * 50_000, "a-" * 50_000, "a.:" * 50_000, ":." * 50_000, "_:" * 50_000])
def test_names_are_read_in_time_in_proportion(text: str) -> None:
    """A prefix that was tried at each of its dots took minutes."""
    begin = time.process_time()
    list(tokens(text))
    assert time.process_time() - begin < 5
