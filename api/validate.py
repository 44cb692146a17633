"""`/validate`: RDF in, SHACL report out.

What is sent is parsed by the engine, which fetches nothing: a remote JSON-LD context is an error, an external XML
entity too. Entities within XML, which a few lines can blow up to gigabytes, and deeply nested triple terms, which
overflow the parser's stack, are refused before it sees them.
"""

from __future__ import annotations

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from api import negotiation
from api.problems import UnsupportedMediaTypeError
from api.state import state_of
from kg.engine.formats import GRAPH_FORMATS, Format, Kind, by_name
from kg.errors import RdfSyntaxError

FORMATS = tuple(f for f in GRAPH_FORMATS if f.kind is Kind.GRAPH and f.name != "n3")
_ACCEPTED = tuple(f.media_type for f in GRAPH_FORMATS if f.name != "n3")
_MAX_TRIPLE_TERMS = 1_000

router = APIRouter(tags=["validate"])


@router.post("/validate", summary="Check RDF against the shapes of this graph: RDF in, SHACL report out")
async def validate(request: Request, format: str | None = None) -> Response:
    """The body is RDF, named by its Content-Type; the report comes as Turtle, JSON-LD, N-Triples or RDF/XML by Accept.
    The answer is 200 whether or not the data conforms: see `sh:conforms`, or the header X-Conforms."""
    choice = negotiation.require(request, FORMATS, name=format)
    given = _format_of(request)
    body = await request.body()
    conforms, report = await state_of(request).engine.check(lambda: _report(body, given, choice.format or FORMATS[0]))
    headers = {"Vary": "Accept", "X-Conforms": str(conforms).lower()}
    return Response(report, 200, headers, choice.content_type)


def _format_of(request: Request) -> Format:
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    found = by_name(content_type, GRAPH_FORMATS) if "/" in content_type else None
    if found is None or found.name == "n3":
        what = f"Content-Type {content_type[:100]!r} is not taken" if content_type else "there is no Content-Type"
        raise UnsupportedMediaTypeError(f"{what}; send one of {', '.join(_ACCEPTED)}", _ACCEPTED)
    return found


def _report(body: bytes, given: Format, wanted: Format) -> tuple[bool, bytes]:
    """Parses, validates and writes the report. Slow imports and slow work: for the lane of checks."""
    import rdflib

    from kg.validation import validate_data

    data = rdflib.Graph()
    data.parse(data=parse(body, given), format="nt")
    report = validate_data(data)
    triples = ox.parse(report.to_graph().serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)
    assert isinstance(wanted.engine, ox.RdfFormat)
    prefixes = {"sh": "http://www.w3.org/ns/shacl#"}
    written = ox.serialize((quad.triple for quad in triples), format=wanted.engine, prefixes=prefixes)
    return bool(report.conforms), written or b""


def parse(body: bytes, given: Format) -> bytes:
    """`body` as N-Triples; named graphs are put together. Raises RdfSyntaxError with line and column."""
    if given.engine == ox.RdfFormat.RDF_XML and b"<!ENTITY" in body:
        raise RdfSyntaxError("XML entities are not taken", hint="Write them out and send it again")
    if body.count(b"<<") > _MAX_TRIPLE_TERMS:
        raise RdfSyntaxError(f"more than {_MAX_TRIPLE_TERMS} triple terms are not taken", hint="Send less at once")
    assert isinstance(given.engine, ox.RdfFormat)
    try:
        quads = list(ox.parse(body, given.engine))
    except SyntaxError as error:
        line = error.lineno if isinstance(error.lineno, int) else None
        raise RdfSyntaxError(
            str(error.msg), file="body", line=line, hint=f"It was read as {given.media_type}"
        ) from error
    return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
