"""What holds for every request: its id, HEAD, the size and speed of bodies, the headers of safety. All pure ASGI."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import Callable, Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.clients import Clients
from api.record import KEY, Record
from kg.errors import BodyTooLargeError, SlowRequestError

# Nothing of a page comes from elsewhere, nothing written in it runs, and nothing frames it: the data shown is hostile
# until proven. Scripts are our own files; what they ask, they ask of this server.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFETY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
STRICT_TRANSPORT = b"max-age=31536000"
_SANE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class HeadRequests:
    """HEAD as GET without the body: the same status and headers, the length included (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        asked = {**scope, "method": "GET"}
        try:
            await self.app(asked, receive, send_without_body)
        finally:
            if "route" in asked:  # whoever is outside wants to know it too
                scope["route"] = asked["route"]


class BodyLimit:
    """Stops reading a body at `limit` bytes, said beforehand or not, and when it takes longer than `seconds`."""

    def __init__(self, app: ASGIApp, limit: int, seconds: float = 30.0) -> None:
        self.app, self.limit, self.seconds = app, limit, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = chunked = b""
        for name, value in scope["headers"]:
            if name == b"content-length":
                announced = value
            elif name == b"transfer-encoding":
                chunked = value
        if (not announced or announced == b"0") and not chunked:
            await self.app(scope, receive, send)  # there is no body
            return
        too_much = announced.isdigit() and (len(announced) > 18 or int(announced) > self.limit)
        size, whole = 0, False
        deadline = asyncio.get_running_loop().time() + self.seconds

        async def receive_limited() -> Message:
            nonlocal size, whole
            if too_much:
                raise self._error(announced.decode("latin-1"))
            if whole:  # what comes now is that the client has gone
                return await receive()
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise SlowRequestError(
                    f"the body did not come within {self.seconds:g} s ({size} bytes did)"
                ) from None
            if message["type"] == "http.request":
                size += len(message.get("body", b""))
                if size > self.limit:
                    raise self._error(f"more than {self.limit}")
                whole = not message.get("more_body", False)
            return message

        await self.app(scope, receive_limited, send)

    def _error(self, size: str) -> BodyTooLargeError:
        return BodyTooLargeError(f"the body has {size[:20]} bytes; at most {self.limit} are taken")


class SafetyHeaders:
    """The headers above on every answer, errors included.

    secure: says of a request whether it came by TLS; those answers tell browsers to keep to it (RFC 6797).
    """

    def __init__(self, app: ASGIApp, secure: Callable[[Scope], bool] | None = None) -> None:
        self.app, self.secure = app, secure
        self._plain = [(name.encode(), value.encode()) for name, value in SAFETY_HEADERS.items()]
        self._strict = [*self._plain, (b"strict-transport-security", STRICT_TRANSPORT)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        ours = self._strict if self.secure is not None and self.secure(scope) else self._plain

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                there = {name.lower() for name, _ in headers}
                message["headers"] = headers + [pair for pair in ours if pair[0] not in there]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Observe:
    """The outermost: gives each request its id and its client, and tells `listeners` what came of it.

    An id that the client sent is taken when it could be one; it is sent back as X-Request-Id.
    listeners: called with the record, the method and the seconds, once the answer is out.
    """

    def __init__(
        self,
        app: ASGIApp,
        clients: Clients,
        listeners: Sequence[Callable[[Record, str, float], None]],
        running: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.app, self.clients, self.listeners, self.running = app, clients, tuple(listeners), running

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, record = time.perf_counter(), Record(request_id(scope), self.clients.address(scope))
        scope[KEY] = record
        header = (b"x-request-id", record.request_id.encode("ascii"))

        async def send_noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
                message["headers"] = [*message.get("headers", ()), header]
            elif message["type"] == "http.response.body":
                record.size += len(message.get("body", b""))
                record.complete = not message.get("more_body", False)
            await send(message)

        async def receive_noted() -> Message:
            message = await receive()
            if message["type"] == "http.disconnect" and not record.complete:
                record.gone = True
            return message

        self.running(1)
        try:
            await self.app(scope, receive_noted, send_noted)
        except BaseException:  # noted whatever it is, and passed on
            record.status = record.status or 500
            record.problem = record.problem or "internal"
            raise
        finally:
            self.running(-1)
            record.route = record.route or route_of(scope)
            seconds = time.perf_counter() - began
            for listener in self.listeners:
                listener(record, scope["method"], seconds)


def request_id(scope: Scope) -> str:
    """The id the client gave, when it is short and plain; else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SANE_ID.fullmatch(value):
            return str(value.decode("ascii"))
    return secrets.token_hex(8)


def route_of(scope: Scope) -> str:
    """The pattern of the address that answered: few of them, whatever is asked for."""
    path = getattr(scope.get("route"), "path", "")
    if path:
        return str(path)
    return "/static" if scope["path"].startswith("/static/") else "none"
