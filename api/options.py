"""OPTIONS where no browser asks: which methods there are (RFC 9110, 9.3.7). A preflight of CORS is answered before."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LEFT_OUT = ("content-type", "content-length")


class OptionsRequests:
    """Makes 204 of the 405 with `Allow` that every route gives for a method it does not know."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "OPTIONS":
            await self.app(scope, receive, send)
            return
        refused = False

        async def send_allowed(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] == 405:
                refused = True
                headers = MutableHeaders(raw=list(message["headers"]))
                for name in _LEFT_OUT:
                    del headers[name]
                message = {**message, "status": 204, "headers": headers.raw}
            elif refused and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app(scope, receive, send_allowed)
