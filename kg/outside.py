"""The one place that opens connections to servers a query names (SERVICE) or an update reads from (LOAD).

Why httpcore and not httpx: here every convenience is a risk. httpx follows redirects, reads proxies and passwords from
the environment, keeps cookies and unpacks what is compressed, each of which would have to be turned off again, and it
gives no public way to say how a connection is opened. httpcore has none of these, and takes a network backend: its
`connect_tcp` is the one point every connection goes through. It gets the name, resolves it once, judges the addresses
and connects to the address it judged; nothing looks the name up a second time, so a name that changes its mind (DNS
rebinding) changes nothing. TLS is still checked against the name.

An address that is not of the open internet is refused, unless the allow-list names that very address (a cluster's
engine as `http://10.0.0.7:7200/…`, a test's as `http://127.0.0.1:…/`). A name never leads to one.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode, urljoin

import httpcore

from kg.errors import OutsideError, OverloadedError, QueryRefusedError, QueryTimeoutError, ResultTooLargeError
from kg.outside_rules import Address, Rules, is_public, literal_address

Resolver = Callable[[str, int], Awaitable[list[Address]]]

REDIRECTS = 3
RESULT_TYPES = ("application/sparql-results+json", "application/json")  # not XML: our parser trims its white space
GRAPH_TYPES = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/n-quads",
    "application/trig",
    "application/ld+json",
)
_ALSO_GRAPHS = ("text/plain", "application/x-turtle", "text/n3")
_KEEP_METHOD = (301, 302, 307, 308)
_GET_AFTER = 303


@dataclass(frozen=True, slots=True)
class Fetched:
    """What another server gave. url: where it came from, after redirects. media_type: without parameters."""

    url: str
    media_type: str
    body: bytes


@dataclass(slots=True)
class Outside:
    """The way out, for one server.

    timeout: seconds for one request with its redirects. max_bytes: of one answer. at_once: requests at the same time.
    resolve: gives the addresses of a name; for tests.
    """

    rules: Rules = field(default_factory=Rules)
    timeout: float = 30.0
    max_bytes: int = 32_000_000
    at_once: int = 16
    resolve: Resolver | None = None
    _running: int = 0

    async def ask(self, url: str, query: str, *, deadline: float) -> Fetched:
        """The results of a SPARQL query (SELECT or ASK) at an allowed endpoint, as JSON.

        deadline: on the clock of `time.monotonic`.
        Raises QueryRefusedError for an endpoint or address that is not allowed, OutsideError when it gives no usable
        answer, ResultTooLargeError when it gives too much, QueryTimeoutError when the deadline is over,
        OverloadedError when too many requests are under way.
        """
        body = urlencode({"query": query}).encode()
        headers = {
            "Accept": RESULT_TYPES[0],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        place = self.rules.address(self.rules.service(url))
        return await self._within("POST", place, self.rules.asked, headers, body, frozenset(RESULT_TYPES), deadline)

    async def load(self, url: str, *, deadline: float) -> Fetched:
        """An RDF document from an allowed place. Raises as `ask`."""
        headers = {"Accept": ", ".join(f"{kind};q={1 - n / 10:.1f}" for n, kind in enumerate(GRAPH_TYPES))}
        allowed = self.rules.load(url)
        types = frozenset((*GRAPH_TYPES, *_ALSO_GRAPHS))
        return await self._within("GET", allowed, self.rules.load, headers, b"", types, deadline)

    async def _within(
        self,
        method: str,
        url: str,
        check: Callable[[str], str],
        headers: dict[str, str],
        body: bytes,
        types: frozenset[str],
        deadline: float,
    ) -> Fetched:
        left = deadline - time.monotonic()
        if left <= 0:
            raise QueryTimeoutError(f"no time was left to ask {url}")
        if self._running >= self.at_once:
            raise OverloadedError(f"{self._running} requests to other servers are under way; try later")
        self._running += 1
        try:
            async with asyncio.timeout(min(left, self.timeout)):
                return await self._follow(method, url, check, headers, body, types)
        except TimeoutError:
            if left <= self.timeout:
                raise QueryTimeoutError(f"{url} gave no answer in the {left:.1f} s that were left") from None
            raise OutsideError(f"{url} gave no answer in {self.timeout:g} s") from None
        finally:
            self._running -= 1

    async def _follow(
        self,
        method: str,
        url: str,
        check: Callable[[str], str],
        headers: dict[str, str],
        body: bytes,
        types: frozenset[str],
    ) -> Fetched:
        for _ in range(REDIRECTS + 1):
            async with self._open(method, url, headers, body) as response:
                if response.status in (*_KEEP_METHOD, _GET_AFTER):
                    target = _header(response, "location")
                    if not target:
                        raise OutsideError(f"{url} answered {response.status} without saying where to go")
                    url = check(urljoin(url, target))  # a redirect is allowed what a query is allowed
                    if response.status == _GET_AFTER:
                        method, body = "GET", b""
                    continue
                return await self._read(url, response, types)
        raise OutsideError(f"{url}: more than {REDIRECTS} redirects")

    @asynccontextmanager
    async def _open(
        self, method: str, url: str, headers: dict[str, str], body: bytes
    ) -> AsyncIterator[httpcore.Response]:
        sent = {**headers, "Accept-Encoding": "identity", "User-Agent": "veiligheidsgraaf", "Connection": "close"}
        if not body:
            sent.pop("Content-Type", None)
        backend = _Judged(self.resolve or resolve)
        try:
            async with (
                httpcore.AsyncConnectionPool(
                    ssl_context=_tls(), network_backend=backend, max_connections=1
                ) as pool,
                pool.stream(method, url, headers=list(sent.items()), content=body or None) as response,
            ):
                yield response
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
            raise OutsideError(f"{url} cannot be asked ({type(error).__name__}: {error})") from error

    async def _read(self, url: str, response: httpcore.Response, types: frozenset[str]) -> Fetched:
        if response.status != 200:
            raise OutsideError(f"{url} answered with status {response.status}")
        if _header(response, "content-encoding") not in ("", "identity"):
            raise OutsideError(f"{url} sent its answer compressed, which was not asked for")
        media_type = _header(response, "content-type").partition(";")[0].strip().lower()
        if media_type not in types:
            raise OutsideError(f"{url} answered with {media_type or 'no content type'}, which holds no such data")
        parts, size = [], 0
        async for part in response.aiter_stream():
            size += len(part)
            if size > self.max_bytes:
                raise ResultTooLargeError(f"{url} gave more than {self.max_bytes} bytes. Ask it for less")
            parts.append(part)
        return Fetched(url, media_type, b"".join(parts))


class _Judged(httpcore.AsyncNetworkBackend):
    """Opens connections to addresses it has judged, and to nothing else."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolve = resolver
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failed: Exception | None = None
        for address in await self._addresses(host, port):
            try:
                return await self._inner.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"{host} has no address")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[Address]:
        literal = literal_address(host.strip("[]"))
        if literal is not None:
            return [literal]  # the allow-list holds this very address
        addresses = await self._resolve(host, port)
        for address in addresses:
            if not is_public(address):
                raise QueryRefusedError(
                    f"{host} leads to {address}, an address of a machine or network of its own; "
                    "such an endpoint must be listed by its address"
                )
        return addresses


async def resolve(host: str, port: int) -> list[Address]:
    """The addresses of a name, by this machine's resolver. Raises OutsideError when it has none."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise OutsideError(f"{host}: no such host ({error})") from error
    literals = (literal_address(str(info[4][0])) for info in found)
    return list(dict.fromkeys(address for address in literals if address is not None))


@cache
def _tls() -> ssl.SSLContext:
    """Made once: reading the certificates takes longer than a request."""
    return ssl.create_default_context()


def _header(response: httpcore.Response, name: str) -> str:
    values = [value.decode("latin-1") for key, value in response.headers if key.decode("latin-1").lower() == name]
    return values[0].strip() if values else ""
