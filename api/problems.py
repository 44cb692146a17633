"""Errors as answers: one table from what went wrong to status and title, one shape for all of them (RFC 9457).

    {"type": "/problems#query-syntax", "title": "…", "status": 400, "detail": "…", "instance": "/sparql", …}

`type` points into a page that is made from the same table.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from api.error_pages import error_page
from api.middleware import SAFETY_HEADERS
from api.record import record_of
from api.texts_problems import parameter_words
from kg import errors

MEDIA_TYPE = "application/problem+json"
_IRI_SIGNS = "%/:=&?~#+!$,;'@()*[]"
_log = logging.getLogger("veiligheidsgraaf.api")


class UnsupportedMediaTypeError(errors.UsageError):
    """A body of a type that is not taken here. `accepted`: the types that are."""

    def __init__(self, message: str, accepted: tuple[str, ...]) -> None:
        self.accepted = accepted
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem. title says what it is, advice what to do about it."""

    slug: str
    status: int
    title: str
    advice: str


# The most particular class first: the first that fits is the answer.
TABLE: tuple[tuple[type[Exception], Problem], ...] = (
    (
        errors.GoneError,
        Problem("gone", 410, "No longer described", "See its successor, or the last release that described it."),
    ),
    (errors.NotFoundError, Problem("not-found", 404, "Not found", "Search for its name at /search.")),
    (
        errors.FormatError,
        Problem("not-acceptable", 406, "No such format", "Ask for one of the formats named, by Accept or ?format=."),
    ),
    (
        UnsupportedMediaTypeError,
        Problem("unsupported-media-type", 415, "Unsupported media type", "Send a Content-Type that is named."),
    ),
    (
        errors.ParameterError,
        Problem("parameter", 422, "Parameter that does not fit", "See the parameters at /docs."),
    ),
    (errors.UsageError, Problem("bad-request", 400, "Bad request", "See the parameters at /docs.")),
    (
        errors.RdfSyntaxError,
        Problem("rdf-syntax", 400, "RDF that does not parse", "Mend it at the place named, or check its Content-Type."),
    ),
    (errors.InputError, Problem("unreadable", 400, "Unreadable input", "Mend it at the place named.")),
    (
        errors.QuerySyntaxError,
        Problem("query-syntax", 400, "Query that does not parse", "Mend the query at the line and column named."),
    ),
    (
        errors.QueryRefusedError,
        Problem("query-refused", 403, "Query not allowed", "Name only allowed servers in SERVICE; change no data."),
    ),
    (
        errors.QueryTooComplexError,
        Problem("query-too-complex", 400, "Query too complex", "Ask in parts; give lists of values as VALUES."),
    ),
    (
        errors.OutsideError,
        Problem("outside", 502, "Another server gave no answer", "Try later; SERVICE SILENT goes on without it."),
    ),
    (
        errors.QueryFileError,
        Problem("query-file", 500, "Named query out of order", "Use another query, or /sparql; /queries says more."),
    ),
    (errors.QueryError, Problem("query", 400, "Query that cannot be run", "See the detail.")),
    (errors.BodyTooLargeError, Problem("too-large", 413, "Body too large", "Send less at once.")),
    (
        errors.TargetTooLongError,
        Problem("target-too-long", 414, "Address too long", "Send a long query by POST (SPARQL 1.1 Protocol, 2.1.2)."),
    ),
    (errors.HeadersTooLargeError, Problem("headers-too-large", 431, "Headers too large", "Send fewer, or shorter.")),
    (errors.SlowRequestError, Problem("slow-request", 408, "Request came in too slowly", "Send it again, quicker.")),
    (
        errors.TooManyRequestsError,
        Problem("too-many", 429, "Too many requests", "Wait as Retry-After says; ask for more at once instead."),
    ),
    (
        errors.QueryTimeoutError,
        Problem("timeout", 503, "Query took too long", "Ask for less: add conditions, a LIMIT, or count first."),
    ),
    (errors.OverloadedError, Problem("overloaded", 503, "Too busy", "Try again after the time in Retry-After.")),
    (
        errors.ResultTooLargeError,
        Problem("result-too-large", 507, "Answer too large", "Ask in parts with LIMIT and OFFSET."),
    ),
    (
        errors.QueryMemoryError,
        Problem("memory", 507, "Query needs too much memory", "Add conditions, or sort and group fewer rows."),
    ),
    (errors.LimitError, Problem("limit", 503, "Limit met", "Ask for less.")),
    (
        errors.QueryCrashedError,
        Problem("crashed", 500, "The engine failed on this query", "It was started again. Report the query, please."),
    ),
    (
        errors.NoTokenError,
        Problem("unauthorized", 401, "Token needed", "Send a token that is known: Authorization: Bearer TOKEN."),
    ),
    (errors.AccessError, Problem("forbidden", 403, "Not allowed", "See the detail; ask whoever keeps this server.")),
    (
        errors.PreconditionError,
        Problem("precondition", 412, "Changed in the meantime", "Read it again and send the write with the new ETag."),
    ),
    (errors.StoreFullError, Problem("disk-full", 507, "No room on disk", "Nothing was changed. Try later.")),
    (errors.StoreError, Problem("store", 503, "Store out of reach", "The server needs its keeper.")),
    (errors.ConformanceError, Problem("conformance", 422, "Data that does not conform", "See the report.")),
    (errors.InconsistencyError, Problem("inconsistency", 422, "Inconsistent data", "See the explanation.")),
    (errors.ReasonerError, Problem("reasoner", 503, "No answer from the reasoner", "Allow it more time.")),
    (errors.GraphError, Problem("error", 500, "Error", "Report it.")),
)
HTTP_PROBLEMS = {
    404: Problem("not-found", 404, "Not found", "See / for what there is."),
    405: Problem("method-not-allowed", 405, "Method not allowed", "Use a method named in Allow."),
    422: Problem("parameter", 422, "Parameter that does not fit", "See the parameters at /docs."),
    500: Problem("internal", 500, "Internal error", "Report it, with the time and the address."),
}


def problem_for(error: Exception) -> Problem:
    """The row of the table for a domain error."""
    return next(problem for kind, problem in TABLE if isinstance(error, kind))


def respond(
    request: Request,
    problem: Problem,
    detail: str,
    *,
    headers: dict[str, str] | None = None,
    dutch: dict[str, str] | None = None,
    **members: Any,
) -> Response:
    """The answer for a problem; `members` are the extra members of its JSON. dutch: for a page, what is wrong with each
    parameter."""
    body = {
        "type": f"/problems#{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": detail,
        "instance": request.url.path,
        "advice": problem.advice,
        **{name: value for name, value in members.items() if value is not None},
    }
    if (record := record_of(request.scope)) is not None:
        record.problem = problem.slug
    page = error_page(request, problem.slug, body, dutch)
    if page is not None:
        page.headers.update(headers or {})
        return page
    text = json.dumps(body, ensure_ascii=False)
    return Response(text.encode(errors="replace"), problem.status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Makes every error of `app` an answer of this shape."""
    app.add_exception_handler(errors.GraphError, domain)
    app.add_exception_handler(RequestValidationError, _parameters)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def refuse(error: errors.GraphError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with `error` in middleware, which no handler of errors is outside of."""
    response = await domain(Request(scope), error)
    await response(scope, receive, send)


async def domain(request: Request, error: Exception) -> Response:
    """The answer for a domain error, by the table."""
    problem = problem_for(error)
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, errors.OverloadedError) else {}
    if isinstance(error, errors.BodyTooLargeError | errors.SlowRequestError):
        headers["Connection"] = "close"  # the rest of the body is not read
    if isinstance(error, UnsupportedMediaTypeError):
        headers["Accept-Post"] = ", ".join(error.accepted)
    detail = str(error)
    if problem.status >= 500 and not isinstance(error, errors.LimitError):
        _log.error("%s %s: %s", request.method, request.url.path, error)
        if not isinstance(error, errors.QueryFileError):  # may name files of this machine
            detail = f"{problem.title.lower()}; the reason has been logged"
    if isinstance(error, errors.NoTokenError):
        headers["WWW-Authenticate"] = 'Bearer realm="veiligheidsgraaf"'
    place: dict[str, Any] = {"line": getattr(error, "line", None), "column": getattr(error, "column", None)}
    if isinstance(error, errors.ParameterError):
        allowed = {"allowed": list(error.allowed)} if error.allowed else {}
        place["parameters"] = [{"parameter": error.parameter, "reason": error.reason, **allowed}]
    if isinstance(error, errors.UnknownThingError):
        place["near"] = [{"iri": iri, "label": label} for iri, label in error.near]
    if isinstance(error, errors.ConformanceError) and error.results:
        place["results"] = list(error.results)
    if isinstance(error, errors.GoneError):
        place |= {"last_release": error.last_release, "successor": error.successor or None}
        if error.successor:
            headers["Link"] = f'<{quote(error.successor, safe=_IRI_SIGNS)}>; rel="successor-version"'
    return respond(request, problem, detail, headers=headers, **place)


async def _parameters(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    places = [{"parameter": str(f["loc"][-1]), "reason": str(f["msg"])} for f in faults]
    detail = "; ".join(f"{place['parameter']}: {place['reason']}" for place in places)
    dutch = {str(f["loc"][-1]): parameter_words(f["type"], f.get("ctx", {})) for f in faults}
    return respond(request, HTTP_PROBLEMS[422], detail, parameters=places, dutch=dutch)


async def _http(request: Request, error: Exception) -> Response:
    """What the framework says by itself: no such route, no such method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    if status == 405:
        allowed = {method.strip() for method in headers.get("Allow", "GET").split(",")} | {"OPTIONS"}
        headers["Allow"] = ", ".join(sorted(allowed | ({"HEAD"} if "GET" in allowed else set())))
        detail = f"{request.method} is not possible here; allowed: {headers['Allow']}"
    elif status == 404:
        detail = f"nothing at {request.url.path[:200]}"
    problem = HTTP_PROBLEMS.get(status) or Problem(f"http-{status}", status, detail or "Error", "See the detail.")
    return respond(request, problem, detail, headers=headers)


async def _unexpected(request: Request, error: Exception) -> Response:
    """A fault of ours: logged with its trace, told without it."""
    _log.error("%s %s: %r", request.method, request.url.path, error, exc_info=error)
    detail = "the server met something it did not expect; it has been logged"
    headers = dict(SAFETY_HEADERS)  # no middleware is outside
    if (record := record_of(request.scope)) is not None:
        headers["X-Request-Id"] = record.request_id
    return respond(request, HTTP_PROBLEMS[500], detail, headers=headers)
