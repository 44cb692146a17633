"""Conditional requests and compression: strong ETags, 304, and the coding of the body (RFC 9110, sections 8.8 and 13).

An ETag names bytes, so each content coding of an answer has its own: the coding stands at its end.
"""

from __future__ import annotations

from fastapi import Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from kg.engine.formats import FORMATS

CODINGS = ("gzip", "br", "zstd")
CACHE_CONTROL = "public, no-cache"  # may be kept, but is asked after each time: a new snapshot changes it at once
SMALLEST = 1_000  # bytes; less is sent as it is


def tag(key: str) -> str:
    """The ETag of what `key` names."""
    return f'"{key}"'


def is_known(request: Request, etag: str) -> bool:
    """Whether the client has what `etag` names (If-None-Match; compared weakly, as 13.1.2 has it)."""
    header = ", ".join(request.headers.getlist("if-none-match")).strip()
    if not header:
        return False
    known = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in known or etag in known


def not_modified(etag: str, vary: str) -> Response:
    """304, with the headers the full answer would have had (15.4.5)."""
    return Response(None, 304, {"ETag": etag, "Vary": vary, "Cache-Control": CACHE_CONTROL})


class Compression:
    """gzip, br or zstd by Accept-Encoding, with an ETag for each.

    Inside, the application knows plain ETags only: a coding is taken off those that come in and put on those that
    go out.
    """

    def __init__(self, app: ASGIApp) -> None:
        for wanted in FORMATS.values():  # a register of the package, which knows the usual types only
            add_compress_type(wanted.media_type)
        self.app = CompressMiddleware(app, minimum_size=SMALLEST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("if-none-match")
        if asked is not None:
            scope = {**scope, "headers": [(n, _plain(v) if n == b"if-none-match" else v) for n, v in scope["headers"]]}

        async def send_with_tag(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                etag, coding = headers.get("etag"), headers.get("content-encoding")
                if etag is not None and coding in CODINGS:
                    headers["etag"] = f'{etag[:-1]}-{coding}"'
                elif etag is not None and asked is not None and message["status"] == 304:
                    headers["etag"] = _as_asked(etag, asked)
            await send(message)

        await self.app(scope, receive, send_with_tag)


def _plain(value: bytes) -> bytes:
    for coding in CODINGS:
        value = value.replace(f'-{coding}"'.encode(), b'"')
    return value


def _as_asked(etag: str, asked: str) -> str:
    """The form of `etag` that the client has."""
    return next((named for c in CODINGS if (named := f'{etag[:-1]}-{c}"') in asked), etag)
