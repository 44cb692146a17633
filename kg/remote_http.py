"""HTTP with a SPARQL engine of ours: query, update, Graph Store Protocol. Terms and datasets are `kg.remote`'s.

A query always goes as a form (`application/x-www-form-urlencoded`): Virtuoso may never answer one that is posted as
it is, and a URL may grow too long. Rows are asked as JSON, graphs as N-Triples, whatever the client wants: they can be
read while they come and tell when they break off, and every engine writes them (not XML: our parser of it trims the
white space of literals); the formats that clients get are then written by one hand, for all engines the same. Nothing
is read from the environment (proxies, passwords), no redirect is followed: the keeper names the engine by its address.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import httpx

from kg.errors import QueryError, QueryTimeoutError, ResultTooLargeError, StoreError, UsageError

RESULTS = "application/sparql-results+json"
GRAPH = "application/n-triples"
_ACCEPT_GRAPH = f"{GRAPH}, text/turtle;q=0.5"
_TEXT = 500  # characters of an engine's own message that are passed on
_NODE_ID = re.compile(rb'("type": ?"bnode", ?"value": ?")nodeID://')
_NODE_ID_LENGTH = 40  # bytes; longer than what it matches, so that one that is cut in two is found in the next part
_LIMIT = re.compile(r"timeout|time limit|timed out|S1T00|estimated execution time", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RemoteEngine:
    """Where an engine listens.

    query, update, graphs: URLs of the SPARQL Protocol and the Graph Store Protocol; the last two may be empty.
    auth: `basic:USER:PASSWORD`, `digest:USER:PASSWORD`, `bearer:TOKEN` or empty.
    timeout: seconds to wait for the first byte, and for each next.
    """

    query: str
    update: str = ""
    graphs: str = ""
    auth: str = ""
    timeout: float = 60.0

    def __post_init__(self) -> None:
        """Raises UsageError for what is no URL and an `auth` of no known kind."""
        for url in filter(None, (self.query, self.update, self.graphs)):
            try:
                parsed = httpx.URL(url)
            except httpx.InvalidURL as error:
                raise UsageError(f"{url!r} is no address of an engine: {error}") from error
            if parsed.scheme not in ("http", "https") or not parsed.host:
                raise UsageError(f"{url!r} is no address of an engine; expected http:// or https://")
        self.credentials()

    def credentials(self) -> tuple[httpx.Auth | None, dict[str, str]]:
        """What authenticates a request, and its headers. Raises UsageError; never shows a password."""
        kind, _, rest = self.auth.partition(":")
        user, colon, password = rest.partition(":")
        match kind:
            case "":
                return None, {}
            case "basic" if colon:
                return httpx.BasicAuth(user, password), {}
            case "digest" if colon:
                return httpx.DigestAuth(user, password), {}
            case "bearer" if rest:
                return None, {"Authorization": f"Bearer {rest}"}
        raise UsageError("the credentials of the engine: expected basic:USER:PASSWORD, digest:… or bearer:TOKEN")


class Body(io.RawIOBase):
    """The body of an answer as a file that is read while it comes. Errors on the way are StoreError."""

    def __init__(self, response: httpx.Response, url: str) -> None:
        self._response, self._url = response, url
        parts = response.iter_bytes()
        self._parts = _mended(parts) if "virtuoso" in response.headers.get("server", "").lower() else parts
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            try:
                self._rest = next(self._parts)
            except StopIteration:
                return 0
            except httpx.HTTPError as error:
                raise StoreError(f"{self._url}: the answer broke off ({error or type(error).__name__})") from error
        taken = min(len(buffer), len(self._rest))
        buffer[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken

    def close(self) -> None:
        """Ends the request: an engine that looks stops working on it."""
        if not self.closed:
            self._response.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer whose head is there. rows: the most rows the engine gives, when it said so."""

    media_type: str
    body: Body
    rows: int | None


class RemoteClient:
    """Requests to one engine. Safe for threads."""

    def __init__(self, engine: RemoteEngine) -> None:
        self.engine = engine
        self._auth, headers = engine.credentials()
        self._client = httpx.Client(
            trust_env=False,
            follow_redirects=False,
            headers={"User-Agent": "veiligheidsgraaf", **headers},
            timeout=httpx.Timeout(engine.timeout, connect=10.0, pool=10.0),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16),
        )

    def close(self) -> None:
        self._client.close()

    def query(
        self, text: str, default_graphs: Sequence[str], named_graphs: Sequence[str], *, graph: bool
    ) -> Reply:
        """Asks a query; graph: whether its answer is one.

        Raises StoreError when the engine is out of reach or fails, QueryError when it refuses the query,
        QueryTimeoutError and ResultTooLargeError when it says that it gave only a part.
        """
        form = {"query": text, "default-graph-uri": list(default_graphs), "named-graph-uri": list(named_graphs)}
        accept = _ACCEPT_GRAPH if graph else RESULTS
        request = self._client.build_request("POST", self.engine.query, data=form, headers={"Accept": accept})
        response = self._send(request, stream=True)
        try:
            _whole(response, self.engine.query)
        except BaseException:  # whatever ends it, the connection must not stay open
            response.close()
            raise
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        most = response.headers.get("x-sparql-maxrows", "")  # Virtuoso's word for: more rows than this are left out
        return Reply(media_type, Body(response, self.engine.query), int(most) if most.isdigit() else None)

    def update(self, text: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> None:
        """Runs a SPARQL update. Raises as `query`; UsageError when the engine has no address for it."""
        form: dict[str, str | list[str]] = {"update": text, "using-graph-uri": [*using]}
        form["using-named-graph-uri"] = [*using_named]
        self._done("POST", _needed(self.engine.update, "updates"), data=form)

    def put(self, graph: str, triples: Iterable[bytes]) -> None:
        """Puts triples (lines of N-Triples) in the place of a graph. Raises as `update`."""
        self._write("PUT", graph, triples)

    def post(self, graph: str, triples: Iterable[bytes]) -> None:
        """Adds triples to a graph. Raises as `update`."""
        self._write("POST", graph, triples)

    def delete(self, graph: str) -> bool:
        """Takes a graph away; whether it was there. Raises as `update`."""
        url = _needed(self.engine.graphs, "graphs")
        return self._done("DELETE", url, params={"graph": graph}, missing=True) != 404

    def _write(self, method: str, graph: str, triples: Iterable[bytes]) -> None:
        url = _needed(self.engine.graphs, "graphs")
        # N-Triples is Turtle, and that is the type every engine takes
        headers = {"Content-Type": "text/turtle; charset=utf-8"}
        self._done(method, url, params={"graph": graph}, content=b"".join(triples), headers=headers)

    def _done(
        self,
        method: str,
        url: str,
        *,
        params: dict[str, str] | None = None,
        data: dict[str, str | list[str]] | None = None,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
        missing: bool = False,
    ) -> int:
        place = httpx.URL(url).copy_merge_params(params or {})
        request = self._client.build_request(method, place, data=data, content=content, headers=headers)
        response = self._send(request, stream=False)
        if not (missing and response.status_code == 404):
            _succeeded(response, url)
        return response.status_code

    def _send(self, request: httpx.Request, *, stream: bool) -> httpx.Response:
        try:
            return self._client.send(request, stream=stream, auth=self._auth)
        except httpx.ReadTimeout as error:
            raise QueryTimeoutError(f"the engine gave no answer in {self.engine.timeout:g} s") from error
        except httpx.HTTPError as error:
            raise StoreError(
                f"{request.url.copy_with(query=None)}: the engine cannot be reached "
                f"({error or type(error).__name__}). Is it running?"
            ) from error


def _mended(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Virtuoso 7 writes `nodeID://b1` for the label of a blank node, which is none. The place is told by what stands
    before it: within a string its quotes would be escaped."""
    rest = b""
    for part in parts:
        rest = _NODE_ID.sub(rb"\1", rest + part)
        cut = max(len(rest) - _NODE_ID_LENGTH, 0)
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _whole(response: httpx.Response, url: str) -> None:
    """Raises for a failure, and for an answer of which the engine says that it is a part."""
    _succeeded(response, url)
    state = response.headers.get("x-sql-state", "")
    if state or response.status_code == 206:
        message = response.headers.get("x-sql-message", state or "status 206")
        raise QueryTimeoutError(f"the engine gave only a part of the answer: {message[:_TEXT]}")


def _succeeded(response: httpx.Response, url: str) -> None:
    if response.is_success:
        return
    try:
        text = " ".join(response.read().decode("utf-8", "replace").split())[:_TEXT]
    except httpx.HTTPError:
        text = ""
    status = response.status_code
    if status in (401, 403):
        raise StoreError(f"{url}: the engine refuses our credentials (status {status})")
    if status == 413:
        raise ResultTooLargeError(f"the engine says that this is too much: {text}")
    if status in (408, 504) or (status >= 500 and _LIMIT.search(text)):
        raise QueryTimeoutError(f"the engine gave up: {text}")
    if status == 400 or (status == 500 and text):
        raise QueryError(f"the engine does not run this: {text}")
    raise StoreError(f"{url}: the engine answered with status {status}: {text}")


def _needed(url: str, what: str) -> str:
    if not url:
        settings = "VEILIGHEIDSGRAAF_REMOTE_UPDATE and VEILIGHEIDSGRAAF_REMOTE_GRAPHS"
        raise UsageError(f"no address is known where this engine takes {what}; see {settings}")
    return url


def lines_in_parts(lines: Iterable[bytes], size: int) -> Iterator[list[bytes]]:
    """`lines` in lists of about `size` bytes; at least one list, which may be empty."""
    part: list[bytes] = []
    held, given = 0, False
    for line in lines:
        part.append(line)
        held += len(line)
        if held >= size:
            yield part
            part, held, given = [], 0, True
    if part or not given:
        yield part
