"""The SPARQL 1.1 Graph Store HTTP Protocol, by its sections."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.w3c.cases import (
    BAD,
    D1,
    D2,
    LOCATION,
    NEW,
    OK,
    ORIGIN,
    TURTLE,
    Case,
    Cases,
    E,
    Step,
    ask,
    at,
    empty,
    graphs,
    has,
    header,
    preflight,
    status,
    there,
    triples,
    typed,
)

PERSON = f'<{E}john> a <{E}Person> ; <{E}card> [ a <{E}Card> ; <{E}name> "John" ] .'
OTHER = f'<{E}jane> a <{E}Person> ; <{E}card> [ a <{E}Card> ; <{E}name> "Jane" ] .'
MORE = f'<{E}john> <{E}name> "John" .'
FORMATS = {
    TURTLE: PERSON,
    "application/n-triples": f'<{E}a> <{E}p> "x" .\n<{E}a> <{E}p> "y" .\n<{E}a> <{E}p> "z" .\n<{E}a> <{E}p> "w" .\n',
    "application/rdf+xml": f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="{E}">
      <rdf:Description rdf:about="{E}a"><e:p>x</e:p><e:p>y</e:p><e:p>z</e:p><e:p>w</e:p></rdf:Description></rdf:RDF>""",
    "application/ld+json": f'{{"@id": "{E}a", "{E}p": ["x", "y", "z", "w"]}}',
}
MULTIPART = "multipart/form-data; boundary=AaB03x"
PARTS = (
    "".join(
        f'--AaB03x\r\nContent-Disposition: form-data; name="graph"; filename="{name}.ttl"\r\n'
        "Content-Type: text/turtle\r\n\r\n"
        f'<{E}john> <{E}{name}> "{name}" .\r\n'
        for name in ("family", "given")
    )
    + "--AaB03x--\r\n"
)


def cases() -> Iterator[Case]:
    """All of them; those that may change data say so."""
    for name, *steps in (*_w3c_graphs(), *_graphs()):
        yield Case(name, tuple(steps), writes=True)
    for name, *steps in _http():
        yield Case(name, tuple(steps))


def _w3c_graphs() -> Cases:
    path, four = "/person/1.ttl", triples(4)
    put = graphs("PUT", path, status(201), body=PERSON)
    return [
        ("graphs w3c PUT, initial state", put),
        (
            "graphs w3c GET of PUT, initial state",
            put,
            graphs("GET", path, status(200), typed(TURTLE), four, Accept=TURTLE),
        ),
        ("graphs w3c PUT, graph already in store", put, graphs("PUT", path, status(200, 204), body=OTHER)),
        (
            "graphs w3c GET of PUT, graph already in store",
            put,
            graphs("PUT", path, OK, body=OTHER),
            graphs(
                "GET",
                path,
                status(200),
                four,
                lambda a: b"Jane" in a.content and b"John" not in a.content,
                Accept=TURTLE,
            ),
        ),
        ("graphs w3c PUT, default graph", graphs("PUT", "?default", status(200, 201, 204), body=PERSON)),
        (
            "graphs w3c GET of PUT, default graph",
            graphs("PUT", "?default", OK, body=PERSON),
            graphs("GET", "?default", status(200), four, Accept=TURTLE),
        ),
        (
            "graphs w3c PUT, mismatched payload",
            put,
            graphs("PUT", path, status(400), body=PERSON, kind="application/rdf+xml"),
            graphs("GET", path, four),
        ),
        ("graphs w3c PUT, empty graph", graphs("PUT", "/person/2.ttl", OK, body="")),
        (
            "graphs w3c GET of PUT, empty graph",
            graphs("PUT", "/person/2.ttl", OK, body=""),
            graphs("GET", "/person/2.ttl", status(200), triples(0), Accept=TURTLE),
        ),
        ("graphs w3c DELETE, existing graph", put, graphs("DELETE", path, OK)),
        ("graphs w3c GET of DELETE, existing graph", put, graphs("DELETE", path, OK), graphs("GET", path, status(404))),
        ("graphs w3c DELETE, non-existent graph", graphs("DELETE", "/person/none", status(404))),
        ("graphs w3c POST, existing graph", put, graphs("POST", path, status(200, 204), body=MORE)),
        (
            "graphs w3c GET of POST, existing graph",
            put,
            graphs("POST", path, OK, body=MORE),
            graphs("GET", path, status(200), triples(5), Accept=TURTLE),
        ),
        ("graphs w3c POST, multipart/form-data", put, graphs("POST", path, OK, body=PARTS, kind=MULTIPART)),
        (
            "graphs w3c GET of POST, multipart/form-data",
            put,
            graphs("POST", path, OK, body=PARTS, kind=MULTIPART),
            graphs("GET", path, status(200), triples(6), Accept=TURTLE),
        ),
        ("graphs w3c POST, create new graph", graphs("POST", "", status(201), has("location"), body=PERSON)),
        (
            "graphs w3c GET of POST, create new graph",
            graphs("POST", "", status(201), body=PERSON),
            Step("GET", LOCATION, "", (("Accept", TURTLE),), None, (status(200), four)),
        ),
        ("graphs w3c POST, empty graph to existing graph", put, graphs("POST", path, OK, body="")),
        (
            "graphs w3c GET of POST, after noop",
            put,
            graphs("POST", path, OK, body=""),
            graphs("GET", path, status(200), four, Accept=TURTLE),
        ),
        ("graphs w3c HEAD on an existing graph", put, graphs("HEAD", path, status(200), empty)),
        ("graphs w3c HEAD on a non-existing graph", graphs("HEAD", "/person/none", status(404), empty)),
    ]


def _graphs() -> Cases:
    found: Cases = []
    for media, body in FORMATS.items():
        found.append(
            (
                f"graphs 5.3 PUT {media}",
                graphs("PUT", at(NEW), status(201), body=body, kind=media),
                graphs("GET", at(NEW), triples(4), Accept=TURTLE),
            )
        )
        found.append(
            (
                f"graphs 5.5 POST {media}",
                graphs("POST", at(NEW), status(200, 201, 204), body=body, kind=media),
                graphs("GET", at(NEW), triples(4), Accept=TURTLE),
            )
        )
        found.append(
            (
                f"graphs 5.2 GET as {media}",
                graphs("GET", at(D1), status(200), typed(media), triples(1), has("vary"), Accept=media),
            )
        )
    for method, text in (
        ("GET", ""),
        ("PUT", ""),
        ("DELETE", ""),
        ("GET", "?default&graph=http%3A%2F%2Fe%2Fx"),
        ("GET", "?graph=http%3A%2F%2Fe%2Fx&graph=http%3A%2F%2Fe%2Fy"),
        ("GET", "?graph="),
        ("PUT", "?graph=http%3A%2F%2Fe%2F%3E"),
    ):
        nothing = "" if method == "PUT" else None
        step = graphs(method, text, status(400), body=nothing)
        found.append((f"graphs 4 {method} {text or 'without a graph'}", step))
    return [
        *found,
        ("graphs 4.2 GET of a graph by its IRI", graphs("GET", at(D1), status(200), triples(1), Accept=TURTLE)),
        ("graphs 4.2 GET of the default graph", graphs("GET", "?default", status(200), triples(1), Accept=TURTLE)),
        ("graphs 5.2 GET of what is not there", graphs("GET", at(f"{E}none"), status(404))),
        ("graphs 5.2 HEAD of what is there", graphs("HEAD", at(D1), status(200), empty, has("content-type"))),
        ("graphs 5.2 GET, nothing acceptable", graphs("GET", at(D1), status(406), Accept="image/png")),
        (
            "graphs 5.2 GET, q=0",
            graphs(
                "GET",
                at(D1),
                status(200),
                typed("application/n-triples"),
                Accept="text/turtle;q=0, application/n-triples",
            ),
        ),
        (
            "graphs 5.3 PUT takes the place",
            graphs("PUT", at(D1), status(200, 204), body=PERSON),
            graphs("GET", at(D1), triples(4), Accept=TURTLE),
            ask(there(D2)),
        ),
        (
            "graphs 5.3 PUT without a type",
            graphs("PUT", at(D1), BAD, body=PERSON, kind=""),
            graphs("GET", at(D1), triples(1)),
        ),
        (
            "graphs 5.3 PUT of another type",
            graphs("PUT", at(D1), status(415), body=PERSON, kind="application/sparql-results+json"),
            graphs("GET", at(D1), triples(1)),
        ),
        (
            "graphs 5.3 PUT of what does not parse",
            graphs("PUT", at(D1), status(400), body="<x"),
            graphs("GET", at(D1), triples(1)),
        ),
        (
            "graphs 5.3 relative IRIs",
            graphs("PUT", at(NEW), status(201), body=f"<> <{E}p> 1 ."),
            ask(there(NEW, f"<{NEW}> <{E}p> 1")),
        ),
        (
            "graphs 5.4 DELETE of a named graph",
            graphs("DELETE", at(D1), OK),
            graphs("GET", at(D1), status(404)),
            ask(there(D2)),
        ),
        (
            "graphs 5.4 DELETE of the default graph",
            graphs("DELETE", "?default", OK),
            graphs("GET", "?default", status(200), triples(0), Accept=TURTLE),
            ask(there(D1)),
        ),
        ("graphs 5.4 DELETE of what is not there", graphs("DELETE", at(f"{E}none"), status(404))),
        (
            "graphs 5.5 POST merges",
            graphs("POST", at(D1), status(200, 204), body=PERSON),
            graphs("GET", at(D1), triples(5), Accept=TURTLE),
        ),
        (
            "graphs 5.5 POST keeps blank nodes apart",
            graphs("POST", at(NEW), OK, body=f"_:b <{E}p> 1 ."),
            graphs("POST", at(NEW), OK, body=f"_:b <{E}p> 1 ."),
            graphs("GET", at(NEW), triples(2), Accept=TURTLE),
        ),
        ("graphs 5.5 POST makes a graph", graphs("POST", at(NEW), status(201), body=PERSON)),
        (
            "graphs 5.5 POST to the default graph",
            graphs("POST", "?default", status(200, 204), body=PERSON),
            graphs("GET", "?default", triples(5), Accept=TURTLE),
        ),
        (
            "graphs 5.5 POST, multipart to a graph by its IRI",
            graphs("POST", at(NEW), OK, body=PARTS, kind=MULTIPART),
            graphs("GET", at(NEW), triples(2), Accept=TURTLE),
        ),
    ]


def _http() -> Cases:
    every = ("GET", "HEAD", "PUT", "POST", "DELETE")
    allowed = has("access-control-allow-origin")
    return [
        ("graphs HTTP PATCH: 405 with Allow", graphs("PATCH", at(D1), status(405), header("allow", *every), body="")),
        ("graphs HTTP OPTIONS", graphs("OPTIONS", at(D1), OK, header("allow", *every))),
        *(
            (f"graphs HTTP CORS preflight {m}", preflight("graphs", m, OK, header("access-control-allow-methods", m)))
            for m in ("PUT", "DELETE", "POST")
        ),
        ("graphs HTTP CORS preflight: headers", preflight("graphs", "PUT", OK, _authorization)),
        ("graphs HTTP CORS of 404", graphs("GET", at(f"{E}none"), status(404), allowed, Origin=ORIGIN[1])),
    ]


def _authorization(answer: object) -> bool:
    """A wildcard does not stand for Authorization (Fetch, 4.8)."""
    return "authorization" in answer.headers.get("access-control-allow-headers", "").lower()  # type: ignore[attr-defined]
