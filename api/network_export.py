"""In which form a network is asked for, and the answer that carries it: by a suffix (`/network/graph.gexf`), by
`?format=gexf`, or by the Accept header (RFC 9110, section 12.5.1), in that order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from api.negotiation import parse_accept, quality_of
from api.pages import language_of
from api.published import address_of
from api.state import State
from kg.errors import FormatError
from kg.network.export import FORMATS, NetworkFormat, by_name, require
from kg.network.export.licence import licence_in
from kg.network.service import Reply

COMPLETE, STOPPED = "Network-Complete", "Network-Stopped"
_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def wanted_form(request: Request, suffix: str = "") -> NetworkFormat:
    """The form asked for; node-link JSON for whoever has no wish.

    Raises FormatError, which lists the forms, for a name nobody knows and for an Accept header that takes none of them.
    """
    name = suffix or request.query_params.get("format", "")
    if name:
        return require(name)
    header = ", ".join(request.headers.getlist("accept"))
    if not header.strip():
        return FORMATS[0]
    ranges = parse_accept(header)
    best = max(FORMATS, key=lambda form: max(quality_of(ranges, media) for media in _media_types(form)))
    if max(quality_of(ranges, media) for media in _media_types(best)) > 0:
        return best
    offered = ", ".join(f"{form.name} ({form.media_type})" for form in FORMATS)
    raise FormatError(f"a network cannot be had as {header[:200]!r}; there are {offered}")


def _media_types(form: NetworkFormat) -> list[str]:
    return [form.media_type, *(name for name in form.also if "/" in name)]


def split_suffix(reference: str) -> tuple[str, str]:
    """`graph.nodes.csv` as ("graph", "nodes.csv"): a question and the form it is asked in, "" when it has none. A
    suffix that is no form stays: it is part of a name."""
    name, dot, suffix = reference.partition(".")
    return (name, suffix) if dot and by_name(suffix) is not None else (reference, "")


def form_arguments(request: Request, state: State, form: NetworkFormat) -> dict[str, Any]:
    """What the process that writes the answer has to know: arguments of a question (`kg.network.export.reply`)."""
    return {
        "format": form.name,
        "origin": {
            "address": own_address(request, state, form),
            "licence": licence_of(state),
            "language": language_of(request),
        },
    }


def own_address(request: Request, state: State, form: NetworkFormat) -> str:
    """The URL that gives the same answer to anybody, whatever their headers: with its suffix and its language. Budgets
    and the data may differ another day, which is why the release stands beside it."""
    question, _ = split_suffix(request.url.path.rsplit("/", 1)[-1])
    path = f"{request.url.path.rsplit('/', 1)[0]}/{question}.{form.suffix}"
    asked = [(name, value) for name, value in request.query_params.multi_items() if name not in ("format", "lang")]
    query = urlencode([*asked, ("lang", language_of(request))])
    return f"{address_of(request, state.settings)}{path}?{query}"


def licence_of(state: State) -> str:
    """IRI of the licence of the data: what the keeper of the server set, else what the graph says of itself."""
    return state.settings.licence or licence_in(state.store)


def exported(request: Request, reply: Reply, form: NetworkFormat) -> Response:
    """The answer. `Network-Complete: false` and `Network-Stopped` say the same as its body when a budget was met."""
    return Response(reply.body, headers=export_headers(request, reply.head, form), media_type=form.content_type)


def export_headers(request: Request, head: Mapping[str, Any], form: NetworkFormat) -> dict[str, str]:
    """What is said of a network in headers. head: of `kg.network.export.reply.head_of`."""
    question, _ = split_suffix(request.url.path.rsplit("/", 1)[-1])
    name = _NOT_NAME.sub("-", f"{question}-{head['projection']}-{head['release']}")[:120].strip("-.")
    headers = {
        "Vary": "Accept, Accept-Language",
        "Content-Disposition": f'inline; filename="{name}.{form.suffix}"',
        "Link": ", ".join(_alternates(request, question, form)),
        COMPLETE: "true" if head["complete"] else "false",
        "X-Content-Type-Options": "nosniff",
    }
    if not head["complete"]:
        why = head["stopped"] or {}
        headers[STOPPED] = f"{why.get('budget', 'unknown')}; limit={why.get('limit', 0):g}"
    return headers


def _alternates(request: Request, question: str, form: NetworkFormat) -> list[str]:
    """The same network in every other form (RFC 8288)."""
    query = urlencode([pair for pair in request.query_params.multi_items() if pair[0] != "format"])
    return [
        f'<{question}.{other.suffix}{"?" + query if query else ""}>; rel="alternate"; type="{other.media_type}"'
        for other in FORMATS
        if other is not form
    ]
