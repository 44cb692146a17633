"""`/sparql`: the query operation of the SPARQL 1.1 Protocol (section 2.1), and a form for people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response

from api import negotiation, problems
from api.problems import UnsupportedMediaTypeError
from api.results import JSON, PAGE_BYTES, PAGE_ROWS, TURTLE, Table, send, table
from api.state import State, state_of
from kg.engine.formats import GRAPH_FORMATS, RESULT_FORMATS, by_name
from kg.engine.runner import Answer, QueryRequest
from kg.errors import FormatError, GraphError, QueryRefusedError, UsageError

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
_MAX_FIELDS = 1_000

EXAMPLE = """PREFIX vg: <https://w3id.org/veiligheidsgraaf/def/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?kind (COUNT(*) AS ?number)
WHERE { ?fact vg:statedIn ?document ; a ?kind }
GROUP BY ?kind
ORDER BY DESC(?number)
"""

router = APIRouter(tags=["sparql"])


@dataclass(frozen=True, slots=True)
class Operation:
    """One query operation as the protocol describes it; query is None when none was sent."""

    query: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    format: str | None


@router.api_route("/sparql", methods=["GET", "POST"], include_in_schema=False)
async def sparql(request: Request) -> Response:
    state = state_of(request)
    operation = await read_operation(request)
    page = _wants_page(request, operation)
    if page:
        return await _answer_page(request, state, operation)
    if operation.query is None:
        raise UsageError("parameter 'query' is missing (SPARQL 1.1 Protocol, section 2.1)")
    results = negotiation.choose(request, RESULT_FORMATS, name=operation.format)
    graph = negotiation.choose(request, GRAPH_FORMATS, name=operation.format)
    if results is None and graph is None:
        negotiation.require(request, (*RESULT_FORMATS, *GRAPH_FORMATS), html=True)
    asked = _request(operation, operation.query)
    asked = replace(asked, results=results.format if results else None, graph=graph.format if graph else None)
    answer = await state.engine.query(asked)
    chosen = results if results is not None and results.format == answer.format else graph
    return send(answer, chosen.content_type if chosen else None)


async def read_operation(request: Request) -> Operation:
    """GET, POST with a form, or POST with the query itself (2.1.1 to 2.1.3).

    Raises UsageError for what the protocol answers with 400, UnsupportedMediaTypeError for 415.
    """
    in_url = _pairs(request.scope.get("query_string", b""))
    if request.method != "POST":
        return _operation(in_url)
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type == FORM:
        if any(name == "query" for name, _ in in_url):
            raise UsageError("'query' stands in the URL of a POST with a form; put it in the form")
        return _operation(in_url + _pairs(await request.body()))
    if content_type == DIRECT:
        if any(name == "query" for name, _ in in_url):
            raise UsageError("'query' stands in the URL and in the body; send one of them")
        return _operation([*in_url, ("query", _utf8(await request.body(), "the query"))])
    if content_type == "application/sparql-update":
        raise QueryRefusedError("updates are not taken here: this endpoint only answers queries")
    raise UnsupportedMediaTypeError(
        f"Content-Type {content_type[:100]!r} is not taken; send {FORM} or {DIRECT}", (FORM, DIRECT)
    )


def _operation(pairs: list[tuple[str, str]]) -> Operation:
    def only(name: str) -> str | None:
        values = [value for key, value in pairs if key == name]
        if len(values) > 1:
            raise UsageError(f"parameter '{name}' is given {len(values)} times; give it once")
        return values[0] if values else None

    if any(name == "update" for name, _ in pairs):
        raise QueryRefusedError("updates are not taken here: this endpoint only answers queries")
    defaults = tuple(value for name, value in pairs if name == "default-graph-uri")
    named = tuple(value for name, value in pairs if name == "named-graph-uri")
    # no part of the protocol, so no strictness: SPARQLWrapper sends the name of its format several times
    wanted = next((value for name, value in pairs if name in ("format", "output") and value), None)
    return Operation(only("query"), defaults or None, named or None, wanted)


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        pairs = parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise UsageError(f"the parameters are not percent-encoded UTF-8 ({error.reason})") from error
    except ValueError as error:
        raise UsageError(f"the parameters cannot be read ({error}); at most {_MAX_FIELDS} are taken") from error
    return pairs


def _utf8(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{what} is not UTF-8 (byte {error.start})") from error


def _request(operation: Operation, query: str) -> QueryRequest:
    return QueryRequest(query, default_graphs=operation.default_graphs, named_graphs=operation.named_graphs)


# --- the form


def _wants_page(request: Request, operation: Operation) -> bool:
    """A page for a browser. A format that was named but is none of ours is an error, for whoever asks."""
    name = operation.format
    formats = (*RESULT_FORMATS, *GRAPH_FORMATS)
    if name is not None and name.lower() != "html" and by_name(name, formats) is None:
        raise FormatError(f"no format {name[:40]!r}; there are {', '.join(f.name for f in formats)}, html")
    choice = negotiation.choose(request, formats, html=True, name=name)
    return choice is not None and choice.format is None


async def _answer_page(request: Request, state: State, operation: Operation) -> Response:
    """The form, with the answer or the error below it."""
    if operation.query is None:
        return _page(request, EXAMPLE)
    asked = _request(operation, operation.query)
    try:
        answer = await state.engine.query(replace(asked, results=JSON, graph=TURTLE, max_result=PAGE_BYTES))
        shown = await state.engine.lookup(lambda _: table(answer))
    except GraphError as error:
        return _page(request, operation.query, error=str(error), status=problems.problem_for(error).status)
    return _page(request, operation.query, shown=shown, answer=answer)


def _page(
    request: Request,
    query: str,
    *,
    shown: Table | None = None,
    answer: Answer | None = None,
    error: str = "",
    status: int = 200,
) -> Response:
    formats = (RESULT_FORMATS if answer.format.kind is JSON.kind else GRAPH_FORMATS) if answer else ()
    return state_of(request).pages.render(
        request,
        "sparql.html",
        status=status,
        query=query,
        table=shown,
        error=error,
        formats=[f.name for f in formats],
        page_rows=PAGE_ROWS,
    )
