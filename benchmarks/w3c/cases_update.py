"""The update operation: SPARQL 1.1 Protocol 2.2, with the `version` of 1.2."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.w3c.cases import (
    BAD,
    D1,
    D2,
    D3,
    FORM,
    NEW,
    OK,
    UPDATE,
    Case,
    Cases,
    E,
    Step,
    ask,
    direct,
    form,
    header,
    preflight,
    status,
    there,
)

COPY = f"INSERT {{ GRAPH <{NEW}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
COPY_NAMED = f"INSERT {{ GRAPH <{NEW}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"
COPY_BOTH = f"INSERT {{ GRAPH <{NEW}> {{ ?s ?p ?o }} }} WHERE {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
ADD = f"INSERT DATA {{ <{E}s0> <{E}p> 1 }}"


def cases() -> Iterator[Case]:
    """All of them; those that may change data say so."""
    for name, *steps in (*_w3c_update(), *_update()):
        yield Case(name, tuple(steps), writes=True)
    for name, *steps in _http():
        yield Case(name, tuple(steps))


def _update_form(text: str, *checks: object, **graph: str | list[str]) -> Step:
    pairs = [("update", text)]
    for name, value in graph.items():
        pairs += [(name.replace("_", "-"), one) for one in (value if isinstance(value, list) else [value])]
    return form("update", pairs, *checks, accept=None)  # type: ignore[arg-type]


def _w3c_update() -> Cases:
    def in_new(number: int) -> Step:
        return ask(there(NEW, f"<{E}s{number}> ?p ?o"))

    def not_new(number: int) -> Step:
        return ask(there(NEW, f"<{E}s{number}> ?p ?o"), False)

    relative = f"INSERT DATA {{ GRAPH <{NEW}> {{ <{E}s> <{E}p> <test> }} }}"
    return [
        (
            "update w3c update_dataset_default_graph",
            _update_form(COPY, OK, using_graph_uri=D1),
            in_new(1),
            not_new(2),
            not_new(0),
        ),
        (
            "update w3c update_dataset_default_graphs",
            _update_form(COPY, OK, using_graph_uri=[D1, D2]),
            in_new(1),
            in_new(2),
            not_new(3),
        ),
        (
            "update w3c update_dataset_named_graphs",
            _update_form(COPY_NAMED, OK, using_named_graph_uri=[D1, D2]),
            in_new(1),
            in_new(2),
            not_new(3),
        ),
        (
            "update w3c update_dataset_full",
            _update_form(COPY_BOTH, OK, using_graph_uri=D1, using_named_graph_uri=D2),
            in_new(1),
            in_new(2),
            not_new(3),
            not_new(0),
        ),
        ("update w3c update_post_form", _update_form(ADD, OK), ask(f"<{E}s0> <{E}p> 1")),
        ("update w3c update_post_direct", direct("update", ADD, OK, accept=None), ask(f"<{E}s0> <{E}p> 1")),
        (
            "update w3c update_base_uri",
            direct("update", relative, OK, accept=None),
            ask(there(NEW, "?s ?p ?o FILTER(ISIRI(?o) && STRSTARTS(STR(?o), 'http'))")),
        ),
        (
            "update w3c bad_update_get",
            Step("GET", "update", "update=CLEAR%20ALL", checks=(BAD,)),
            ask(f"<{E}s0> ?p ?o"),
        ),
        (
            "update w3c bad_multiple_updates",
            form("update", [("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")], BAD),
            ask(f"<{E}s0> ?p ?o"),
        ),
        (
            "update w3c bad_update_wrong_media_type",
            direct("update", "CLEAR ALL", BAD, kind="text/plain"),
            ask(f"<{E}s0> ?p ?o"),
        ),
        (
            "update w3c bad_update_missing_form_type",
            form("update", [("update", "CLEAR ALL")], BAD, kind=None),
            ask(f"<{E}s0> ?p ?o"),
        ),
        (
            "update w3c bad_update_non_utf8",
            direct("update", "CLEAR ALL".encode("utf-16"), BAD, kind=f"{UPDATE}; charset=UTF-16"),
            ask(f"<{E}s0> ?p ?o"),
        ),
        ("update w3c bad_update_syntax", direct("update", "CLEAR XYZ", status(400)), ask(f"<{E}s0> ?p ?o")),
        (
            "update w3c bad_update_dataset_conflict",
            _update_form(COPY.replace(" WHERE", f" USING <{D2}> WHERE"), status(400), using_graph_uri=D1),
            ask(there(NEW), False),
        ),
        (
            "update w3c 1.2 update_post_form_with_version",
            _update_form(ADD, OK, version="1.2"),
            ask(f"<{E}s0> <{E}p> 1"),
        ),
        (
            "update w3c 1.2 update_post_direct_with_version_param",
            direct("update", ADD, OK, kind=f"{UPDATE}; version=1.2", accept=None),
            ask(f"<{E}s0> <{E}p> 1"),
        ),
        (
            "update w3c 1.2 bad_update_multiple_versions",
            _update_form(ADD, BAD, version=["1.1", "1.2"]),
            ask(f"<{E}s0> <{E}p> 1", False),
        ),
    ]


def _update() -> Cases:
    kept = ask(f"<{E}s0> ?p ?o")
    return [
        ("update 2.2.1 charset", form("update", [("update", ADD)], OK, accept=None, kind=f"{FORM}; charset=utf-8")),
        ("update 2.2.1 no update", form("update", [("x", "y")], status(400))),
        ("update 2.2.2 charset", direct("update", ADD, OK, accept=None, kind=f"{UPDATE}; charset=utf-8")),
        (
            "update 2.2.2 UTF-8",
            direct("update", f"INSERT DATA {{ <{E}s0> <{E}p> 'é' }}", OK, accept=None),
            ask(f"<{E}s0> <{E}p> '\\u00E9'"),
        ),
        ("update 2.2.2 no UTF-8", direct("update", b"INSERT DATA { <http://e/a> <http://e/p> '\xff' }", status(400))),
        (
            "update 2.2.2 graphs in the URL",
            direct("update", COPY, OK, accept=None, using_graph_uri=D1),
            ask(there(NEW, f"<{E}s1> ?p ?o")),
        ),
        (
            "update 2.2.2 two updates",
            Step("POST", "update", "update=CLEAR%20ALL", (("Content-Type", UPDATE),), ADD.encode(), (BAD,)),
            kept,
        ),
        ("update 2.2.2 no type", direct("update", "CLEAR ALL", BAD, kind=""), kept),
        ("update 2.2.2 a query is no update", direct("update", "ASK {}", status(400)), kept),
        ("update 2.2.2 the type of a query", direct("update", "CLEAR ALL", BAD, kind="application/sparql-query"), kept),
        (
            "update 2.2.3 WITH and using-graph-uri",
            _update_form(f"WITH <{D1}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}", status(400), using_graph_uri=D2),
            ask(there(D1)),
        ),
        (
            "update 2.2.3 USING NAMED and using-named-graph-uri",
            _update_form(
                COPY_NAMED.replace(" WHERE", f" USING NAMED <{D3}> WHERE"), status(400), using_named_graph_uri=D1
            ),
            ask(there(NEW), False),
        ),
        (
            "update 2.2.3 only a named graph: the default one is empty",
            _update_form(COPY, OK, using_named_graph_uri=D1),
            ask(there(NEW), False),
        ),
        ("update 2.2.3 no IRI", _update_form(COPY, status(400), using_graph_uri="no iri")),
        (
            "update 2.2.4 all or nothing",
            direct("update", f"{ADD} ; CREATE GRAPH <{D1}>", status(4, 5)),
            ask(f"<{E}s0> <{E}p> 1", False),
        ),
        ("update 2.2.4 seen by the next query", direct("update", ADD, OK, accept=None), ask(f"<{E}s0> <{E}p> 1")),
        (
            "update PREFIX after a semicolon",
            direct("update", f"{ADD} ; PREFIX e: <{E}> INSERT DATA {{ e:a e:p 2 }}", OK, accept=None),
            ask(f"<{E}a> <{E}p> 2"),
        ),
        ("update an empty one", direct("update", "", OK, accept=None), kept),
        ("update LOAD that may not be", direct("update", "LOAD <http://127.0.0.1:9/x>", status(4, 5)), kept),
    ]


def _http() -> Cases:
    step = preflight("update", "POST", OK, header("access-control-allow-methods", "POST"))
    return [
        *(
            (f"update HTTP {m}: 405 with Allow", Step(m, "update", checks=(status(405), header("allow", "POST"))))
            for m in ("GET", "PUT", "DELETE")
        ),
        ("update HTTP OPTIONS", Step("OPTIONS", "update", checks=(OK, header("allow", "POST")))),
        ("update HTTP CORS preflight", step),
    ]
