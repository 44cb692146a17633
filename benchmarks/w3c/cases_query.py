"""The query operation: SPARQL 1.1 Protocol 2.1, the form of answers, and HTTP."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.w3c.cases import (
    BAD,
    D1,
    D2,
    D3,
    FORM,
    JSON,
    OK,
    QUERY,
    TURTLE,
    XML,
    Case,
    Cases,
    E,
    Step,
    direct,
    empty,
    form,
    get,
    has,
    header,
    holds,
    lacks,
    row_count,
    says,
    status,
    there,
    triples,
    typed,
)

ONE, TWO, THREE = (f"<{E}s{n}> <{E}p> ?o{n}" for n in (1, 2, 3))
BOTH = f"{ONE} . {TWO}"
NONE_NAMED = "FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } }"
SELECT, ASK = "SELECT ?s { ?s ?p ?o }", "ASK { ?s ?p ?o }"
CONSTRUCT, DESCRIBE = "CONSTRUCT WHERE { ?s ?p ?o }", f"DESCRIBE <{E}s0>"
ROWS = {
    JSON: (JSON,),
    XML: (XML,),
    "text/csv": ("text/csv",),
    "text/tab-separated-values": ("text/tab-separated-values",),
    "application/json": ("application/json", JSON),
    "application/xml": ("application/xml", XML),
}
GRAPHS = (
    TURTLE,
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
)
ORIGIN = (("Origin", "https://elsewhere.example"),)


def cases() -> Iterator[Case]:
    for name, *steps in (*_w3c(), *_ways(), *_dataset(), *_answers(), *_http()):
        yield Case(f"query {name}", tuple(steps))


def _w3c() -> Cases:
    named = f"{there(D1, ONE)} {there(D2, TWO)} FILTER NOT EXISTS {{ ?s ?p ?o }}"
    full = f"{THREE} . {there(D1, ONE)} {there(D2, TWO)}"
    from_other = f"ASK FROM <{D2}> {{ {ONE} FILTER NOT EXISTS {{ {TWO} }} }}"
    both = [("default-graph-uri", D1), ("default-graph-uri", D2)]
    two = [("named-graph-uri", D1), ("named-graph-uri", D2)]
    return [
        ("w3c query_get", get("ASK {}", OK, says(True))),
        ("w3c query_post_form", form("query", [("query", "ASK {}")], OK, says(True))),
        ("w3c query_post_direct", direct("query", "ASK {}", OK, says(True))),
        (
            "w3c query_dataset_default_graphs_get",
            get(f"ASK {{ {BOTH} {NONE_NAMED} }}", OK, says(True), default_graph_uri=(D1, D2)),
        ),
        (
            "w3c query_dataset_default_graphs_post",
            form("query", [("query", f"ASK {{ {BOTH} {NONE_NAMED} }}"), *both], OK, says(True)),
        ),
        ("w3c query_dataset_named_graphs_get", get(f"ASK {{ {named} }}", OK, says(True), named_graph_uri=(D1, D2))),
        ("w3c query_dataset_named_graphs_post", form("query", [("query", f"ASK {{ {named} }}"), *two], OK, says(True))),
        (
            "w3c query_dataset_full",
            get(f"ASK {{ {full} }}", OK, says(True), default_graph_uri=D3, named_graph_uri=(D1, D2)),
        ),
        ("w3c query_multiple_dataset", get(from_other, OK, says(True), default_graph_uri=D1)),
        ("w3c query_content_type_select", get("SELECT (1 AS ?v) {}", OK, typed(JSON, XML, "text/csv"), accept=None)),
        ("w3c query_content_type_ask", get("ASK {}", OK, typed(JSON, XML), accept=None)),
        ("w3c query_content_type_describe", get(f"DESCRIBE <{E}>", OK, typed(*GRAPHS), accept=None)),
        ("w3c query_content_type_construct", get("CONSTRUCT {} {}", OK, typed(*GRAPHS), accept=None)),
        ("w3c bad_query_method", Step("PUT", "query", "query=ASK%20%7B%7D", checks=(BAD,))),
        (
            "w3c bad_multiple_queries",
            Step("GET", "query", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", checks=(BAD,)),
        ),
        ("w3c bad_query_wrong_media_type", direct("query", "ASK {}", BAD, kind="text/plain")),
        ("w3c bad_query_missing_form_type", form("query", [("query", "ASK {}")], BAD, kind=None)),
        ("w3c bad_query_missing_direct_type", direct("query", "ASK {}", BAD, kind="")),
        ("w3c bad_query_non_utf8", direct("query", "ASK {}".encode("utf-16"), BAD, kind=f"{QUERY}; charset=UTF-16")),
        ("w3c bad_query_syntax", get("ASK {", status(400))),
        ("w3c 1.2 query_get_with_version", get("ASK {}", OK, says(True), version="1.2")),
        (
            "w3c 1.2 query_post_direct_with_version_param",
            direct("query", "ASK {}", OK, says(True), kind=f"{QUERY}; version=1.2"),
        ),
        ("w3c 1.2 bad_query_multiple_versions", get("ASK {}", BAD, version=("1.1", "1.2"))),
    ]


def _ways() -> Cases:
    twice = [("query", "ASK {}"), ("query", "ASK {}")]
    return [
        (
            "2.1.1 a plus is a space",
            Step("GET", "query", "query=ASK+%7B+%7D", (("Accept", JSON),), None, (OK, says(True))),
        ),
        ("2.1.1 other parameters do not matter", get("ASK {}", OK, says(True), nothing="1")),
        ("2.1.1 UTF-8", get("ASK { FILTER('é' = '\\u00E9') }", OK, says(True))),
        ("2.1.1 no UTF-8", Step("GET", "query", "query=ASK%20%7B%7D%20%23%FF", checks=(status(400),))),
        ("2.1.1 no query, only a dataset", get(None, status(400), default_graph_uri=D1)),
        ("2.1.1 an empty query", get("", status(400))),
        ("2.1.2 charset", form("query", [("query", "ASK {}")], OK, says(True), kind=f"{FORM}; charset=UTF-8")),
        ("2.1.2 the type in capitals", form("query", [("query", "ASK {}")], OK, says(True), kind=FORM.upper())),
        ("2.1.2 no query", form("query", [("x", "y")], status(400))),
        ("2.1.2 two queries", form("query", twice, status(400))),
        ("2.1.2 multipart is not taken", direct("query", "--x--", status(415), kind="multipart/form-data; boundary=x")),
        ("2.1.3 charset", direct("query", "ASK {}", OK, says(True), kind=f"{QUERY};charset=utf-8")),
        ("2.1.3 UTF-8", direct("query", "ASK { FILTER(STRLEN('é') = 1) }", OK, says(True))),
        ("2.1.3 no UTF-8", direct("query", b"ASK { FILTER('\xff' = '') }", status(400))),
        ("2.1.3 graphs in the URL", direct("query", f"ASK {{ {ONE} }}", OK, says(True), default_graph_uri=D1)),
        ("2.1.3 an empty body", direct("query", "", status(400))),
        ("2.1.3 an update is no query", direct("query", "CLEAR ALL", status(400, 403))),
        ("2.1.3 the type of an update, to read", direct("query", ASK, BAD, kind="application/sparql-updates")),
        ("2.1.3 RDF is no query", direct("query", f"<{E}> <{E}> 1 .", status(415), kind=TURTLE)),
        (
            "2.1 a query and a query in the URL",
            Step("POST", "query", "query=ASK%7B%7D", (("Content-Type", QUERY),), b"ASK {}", (status(400),)),
        ),
    ]


def _dataset() -> Cases:
    count = "SELECT * { ?s ?p ?o }"
    named = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    found: Cases = []
    for way in ("get", "form", "direct"):
        for what, graphs, default, others in (
            ("one default graph", {"default-graph-uri": [D1]}, 1, 0),
            ("two default graphs", {"default-graph-uri": [D1, D2]}, 2, 0),
            ("the same one twice", {"default-graph-uri": [D1, D1]}, 1, 0),
            ("one named graph", {"named-graph-uri": [D1]}, 0, 1),
            ("two named graphs", {"named-graph-uri": [D1, D2]}, 0, 2),
            ("both", {"default-graph-uri": [D1], "named-graph-uri": [D2, D3]}, 1, 2),
            ("one that is not there", {"default-graph-uri": [f"{E}none"]}, 0, 0),
        ):
            steps = [_way(way, text, graphs, rows) for text, rows in ((count, default), (named, others))]
            found.append((f"2.1.4 {what} ({way})", *steps))
    return [
        *found,
        ("2.1.4 FROM", get(f"SELECT * FROM <{D1}> {{ ?s ?p ?o }}", OK, row_count(1))),
        ("2.1.4 FROM NAMED", get(f"SELECT * FROM NAMED <{D1}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", OK, row_count(1))),
        (
            "2.1.4 the request goes before FROM NAMED",
            get(
                f"SELECT * FROM NAMED <{D1}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", OK, row_count(2), named_graph_uri=(D2, D3)
            ),
        ),
        ("2.1.4 no IRI", get("ASK {}", status(400), default_graph_uri="no iri")),
        ("2.1.4 a relative IRI or its own", get("ASK {}", status(400, 200), named_graph_uri="x")),
    ]


def _way(way: str, text: str, graphs: dict[str, list[str]], rows: int) -> Step:
    pairs = [(name, graph) for name, many in graphs.items() for graph in many]
    if way == "form":
        return form("query", [("query", text), *pairs], OK, row_count(rows))
    more = {name.replace("-", "_"): many for name, many in graphs.items()}
    if way == "direct":
        return direct("query", text, OK, row_count(rows), accept=JSON, kind=None, **more)
    return get(text, OK, row_count(rows), **more)  # type: ignore[arg-type]


def _answers() -> Cases:
    found: Cases = []
    for accept, types in ROWS.items():
        found.append((f"2.1.6 SELECT as {accept}", get(SELECT, OK, typed(*types), accept=accept)))
        if not accept.startswith("text/"):
            found.append((f"2.1.6 ASK as {accept}", get(ASK, OK, typed(*types), accept=accept)))
    for accept in GRAPHS:
        found.append((f"2.1.6 CONSTRUCT as {accept}", get(CONSTRUCT, OK, typed(accept), triples(1), accept=accept)))
        found.append((f"2.1.6 DESCRIBE as {accept}", get(DESCRIBE, OK, typed(accept), triples(1), accept=accept)))
    for accept, types in {
        "*/*": (JSON, XML),
        "application/*": (JSON, XML),
        "text/*": ("text/csv", "text/tab-separated-values"),
        f"{XML};q=0.9, {JSON};q=0.1": (XML,),
        f"{JSON};q=0, */*": (XML, "text/csv", "text/tab-separated-values"),
        f"{JSON};q=0.5, */*;q=0.1": (JSON,),
        "image/png, text/csv;q=0.1": ("text/csv",),
        "TEXT/CSV": ("text/csv",),
        f"text/html;q=0, {XML}": (XML,),
        "text/turtle, text/csv;q=0.2": ("text/csv",),
        f"{XML};charset=utf-8": (XML,),
    }.items():
        found.append((f"2.1.6 SELECT, Accept: {accept}", get(SELECT, OK, typed(*types), has("vary"), accept=accept)))
    for accept in (
        "application/rdf+xml;q=0.9, text/turtle;q=0.1",
        "application/sparql-results+json, application/rdf+xml",
    ):
        step = get(CONSTRUCT, OK, typed("application/rdf+xml"), accept=accept)
        found.append((f"2.1.6 CONSTRUCT, Accept: {accept}", step))
    for accept, text in (
        ("image/png", SELECT),
        ("*/*;q=0", SELECT),
        ("text/turtle", SELECT),
        ("text/csv", CONSTRUCT),
        (f"{JSON};q=0, {XML};q=0, text/*;q=0, application/*;q=0", SELECT),
    ):
        found.append((f"2.1.6 nothing of {accept}: 406", get(text, status(406), accept=accept)))
    return [
        *found,
        ("2.1.7 a syntax error", get("SELECT", status(400))),
        ("2.1.7 an undeclared prefix", get("ASK { ?s x:y 1 }", status(400))),
        ("2.1.7 SERVICE that may not be", get("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", status(4, 5))),
        (
            "2.1.7 an unknown function is an error of the expression",
            get(f"SELECT (COALESCE(<{E}f>(1), 'other') AS ?x) {{}}", OK, row_count(1)),
        ),
        ("2.1.5 FROM fetches nothing", get("SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }", OK, row_count(0))),
    ]


def _http() -> Cases:
    def step(
        method: str, *checks: object, text: str = "query=ASK%7B%7D", headers: tuple[tuple[str, str], ...] = ()
    ) -> Step:
        return Step(method, "query", text, headers, None, checks)  # type: ignore[arg-type]

    preflight = (*ORIGIN, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"))
    allowed = ("GET", "POST")
    return [
        *(
            (f"HTTP {method}: 405 with Allow", step(method, status(405), header("allow", *allowed)))
            for method in ("PUT", "DELETE", "PATCH")
        ),
        ("HTTP HEAD", step("HEAD", OK, empty, has("content-type"))),
        ("HTTP OPTIONS", step("OPTIONS", OK, header("allow", *allowed))),
        ("HTTP OPTIONS without a query", step("OPTIONS", OK, header("allow", *allowed), text="")),
        ("HTTP CORS", step("GET", OK, has("access-control-allow-origin"), headers=ORIGIN)),
        ("HTTP CORS of an error", step("GET", BAD, has("access-control-allow-origin"), text="query=x", headers=ORIGIN)),
        ("HTTP CORS preflight: origin", step("OPTIONS", OK, has("access-control-allow-origin"), headers=preflight)),
        (
            "HTTP CORS preflight: methods",
            step("OPTIONS", OK, header("access-control-allow-methods", "POST"), headers=preflight),
        ),
        ("HTTP CORS preflight: headers", step("OPTIONS", OK, has("access-control-allow-headers"), headers=preflight)),
        (
            "HTTP no credentials with any origin",
            step("GET", OK, lacks("access-control-allow-credentials"), headers=ORIGIN),
        ),
        (
            "HTTP If-None-Match with another tag",
            step("GET", OK, says(True), headers=(("If-None-Match", '"x"'), ("Accept", JSON))),
        ),
        ("HTTP an unknown path", Step("GET", "query/nothing/here", checks=(status(404),))),
        ("SD 2 GET without a query gives RDF", get(None, OK, typed(*GRAPHS), triples_any, accept=TURTLE)),
        ("w3c returns-rdf", get(None, OK, typed(*GRAPHS), accept=None)),
        (
            "w3c has-endpoint-triple",
            get(None, OK, holds("http://www.w3.org/ns/sparql-service-description#endpoint"), accept=TURTLE),
        ),
        ("w3c conforms-to-schema", get(None, OK, _conforms, accept=TURTLE)),
        *((f"SD 2 as {accept}", get(None, OK, typed(accept), accept=accept)) for accept in GRAPHS[:4]),
        *(
            (
                f"SD 3.2 says {name}",
                get(None, OK, holds(f"http://www.w3.org/ns/sparql-service-description#{name}"), accept=TURTLE),
            )
            for name in ("supportedLanguage", "resultFormat", "defaultDataset", "defaultGraph")
        ),
        ("SD 2 HEAD", step("HEAD", OK, empty, text="")),
    ]


def triples_any(answer: object) -> bool:
    return bool(getattr(answer, "content", b""))


def _conforms(answer: object) -> bool:
    """Service Description 3: one service whose endpoint this is, with values of the kinds that its terms ask for."""
    import pyoxigraph as ox

    sd = "http://www.w3.org/ns/sparql-service-description#"
    kind = ox.RdfFormat.from_media_type(answer.headers["content-type"])  # type: ignore[attr-defined]
    store = ox.Store()
    store.load(answer.content, kind, base_iri=str(answer.request.url))  # type: ignore[attr-defined]
    here = str(answer.request.url.copy_with(query=None))  # type: ignore[attr-defined]
    services = [q.subject for q in store if q.predicate.value == f"{sd}endpoint" and q.object == ox.NamedNode(here)]
    if len(services) != 1:
        return False
    iris = ("endpoint", "supportedLanguage", "resultFormat", "inputFormat", "feature", "languageExtension")
    told = list(store.quads_for_pattern(services[0], None, None))
    types = [q.object for q in told if q.predicate.value.endswith("#type")]
    values = [q.object for q in told if q.predicate.value in {sd + name for name in iris}]
    return ox.NamedNode(f"{sd}Service") in types and all(isinstance(value, ox.NamedNode) for value in values)
