"""Errors as pages, for people; programs get problem+json of the same status (`api.problems`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

from api import negotiation
from api.pages import Pages, language_of
from api.record import record_of
from api.texts_problems import words_for

_DATA_SUFFIXES = (".json", ".csv", ".tsv", ".xml", ".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf", ".svg", ".txt")


def error_page(
    request: Request, slug: str, body: Mapping[str, Any], dutch: Mapping[str, str] | None = None
) -> Response | None:
    """The page for a problem when a person asks for one; None for a program.

    A person's browser asks for text/html before anything else, by GET, and names no other format. body: the problem
    details, as RFC 9457 has them. dutch: what is wrong with each parameter, for a Dutch page.
    """
    pages = _pages(request)
    if pages is None or request.method not in ("GET", "HEAD") or not _wants_page(request):
        return None
    language = language_of(request)
    record = record_of(request.scope)
    return pages.render(
        request,
        "error.html",
        status=int(body["status"]),
        problem=body,
        slug=slug,
        said=words_for(slug, language, body["title"], body.get("advice", "")),
        reasons=(dutch or {}) if language == "nl" else {},
        request_id=record.request_id if record is not None else "",
        guess=request.url.path.rstrip("/").rpartition("/")[2].replace("-", " ")[:100],
    )


def _wants_page(request: Request) -> bool:
    asked = request.query_params.get("format", "").lower()
    if asked not in ("", "html") or request.url.path.lower().endswith(_DATA_SUFFIXES):
        return asked == "html"
    ranges = negotiation.parse_accept(", ".join(request.headers.getlist("accept")))
    page = max((r.quality for r in ranges if (r.type, r.subtype) == ("text", "html")), default=0.0)
    data = max(
        (r.quality for r in ranges if r.subtype in ("json", "problem+json") and r.type == "application"), default=0.0
    )
    return page > 0 and page >= data


def _pages(request: Request) -> Pages | None:
    live = getattr(getattr(request.scope.get("app"), "state", None), "graph", None)
    pages = getattr(getattr(live, "current", None), "pages", None)
    return pages if isinstance(pages, Pages) else None
