"""Reading an operation of the SPARQL 1.1 Protocol from a request (sections 2.1 and 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request

from api.problems import UnsupportedMediaTypeError
from kg.engine.request import QueryRequest
from kg.errors import UsageError

FORM = "application/x-www-form-urlencoded"
_MAX_FIELDS = 1_000
_UTF8 = ("", "utf-8", "utf8", "us-ascii")


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update as it was sent; text is None when none was.

    default_graphs, named_graphs: None when the request names none. parameters: all others, by name.
    """

    text: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """What tells a query from an update: name of the parameter, media type, names of the graph parameters."""

    parameter: str
    media_type: str
    default_graphs: str
    named_graphs: str
    other: str  # the parameter of the other operation, and where it goes
    elsewhere: str


QUERY = Kind("query", "application/sparql-query", "default-graph-uri", "named-graph-uri", "update", "/update")
UPDATE = Kind("update", "application/sparql-update", "using-graph-uri", "using-named-graph-uri", "query", "/sparql")


async def read_operation(request: Request, kind: Kind) -> Operation:
    """GET, POST with a form, or POST with the text itself.

    Raises UsageError for what the protocol answers with 400, UnsupportedMediaTypeError for 415.
    """
    in_url = read_pairs(request.scope.get("query_string", b""))
    if request.method != "POST":
        return operation_of(in_url, kind)
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type not in (FORM, kind.media_type):
        taken = f"send {FORM} or {kind.media_type}"
        raise UnsupportedMediaTypeError(
            f"Content-Type {media_type[:100]!r} is not taken; {taken}", (FORM, kind.media_type)
        )
    charset = _charset(parameters)
    if charset not in _UTF8:
        raise UnsupportedMediaTypeError(f"charset {charset[:40]!r} is not taken; send UTF-8", (FORM, kind.media_type))
    if any(name == kind.parameter for name, _ in in_url):
        raise UsageError(f"'{kind.parameter}' stands in the URL of a POST; put it in the body")
    body = await request.body()
    if media_type == FORM:
        return operation_of(in_url + read_pairs(body), kind)
    return operation_of([*in_url, (kind.parameter, _utf8(body, kind.parameter))], kind)


def read_pairs(encoded: bytes) -> list[tuple[str, str]]:
    """Names and values of a query string or a form. Raises UsageError for what is not percent-encoded UTF-8."""
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise UsageError(f"the parameters are not percent-encoded UTF-8 ({error.reason})") from error
    except ValueError as error:
        raise UsageError(f"the parameters cannot be read ({error}); at most {_MAX_FIELDS} are taken") from error


def seconds(parameters: dict[str, str]) -> float | None:
    """`timeout`, which may shorten the server's own limit. Raises UsageError when it is no number above 0."""
    given = parameters.get("timeout")
    if given is None or not given.strip():
        return None
    try:
        value = float(given)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise UsageError(f"timeout {given[:40]!r}: expected seconds, more than 0")
    return value


def is_plain(operation: Operation) -> bool:
    """Whether the query is just to be answered, and not to be explained."""
    return operation.parameters.get("explain", "").lower() not in ("1", "true", "yes")


def request_of(operation: Operation, query: str) -> QueryRequest:
    """The query operation for the engine, without its formats. Raises UsageError for a timeout that is none."""
    return QueryRequest(
        query,
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
        timeout=seconds(operation.parameters),
    )


def operation_of(pairs: list[tuple[str, str]], kind: Kind) -> Operation:
    """The operation that these parameters make. Raises UsageError for what the protocol answers with 400."""
    texts = [value for name, value in pairs if name == kind.parameter]
    if len(texts) > 1:
        raise UsageError(f"parameter '{kind.parameter}' is given {len(texts)} times; give it once")
    if sum(name == "version" for name, _ in pairs) > 1:
        raise UsageError("parameter 'version' is given more than once; give it once (SPARQL 1.2 Protocol, 2.2)")
    if any(name == kind.other for name, _ in pairs):
        raise UsageError(f"'{kind.other}' is not taken here; send it to {kind.elsewhere}")
    defaults = tuple(value for name, value in pairs if name == kind.default_graphs)
    named = tuple(value for name, value in pairs if name == kind.named_graphs)
    # no part of the protocol, so no strictness: SPARQLWrapper sends the name of its format several times
    others = {name: value for name, value in reversed(pairs) if value}
    return Operation(texts[0] if texts else None, defaults or None, named or None, others)


def _charset(parameters: str) -> str:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return ""


def _utf8(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"the {what} is not UTF-8 (byte {error.start})") from error
