"""The one table of settings: where things are and what the graph is called.

Every setting has an environment variable `VEILIGHEIDSGRAAF_<NAME>`; an unknown variable with that prefix is an
error, so that a typo is not silently ignored.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from kg import public
from kg.errors import UsageError
from kg.outside_rules import Rules

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "VEILIGHEIDSGRAAF_"
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`?#]*[^\s<>\"{}|\\^`?#/]")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_POSITIVE = (
    "query_timeout",
    "query_workers",
    "query_budget",
    "query_slow",
    "query_memory",
    "max_body",
    "max_query",
    "max_result",
    "write_timeout",
    "write_memory",
    "keep_snapshots",
)
MIN_TOKEN = 16  # characters of a token; a shorter one can be guessed
DEF = "https://w3id.org/veiligheidsgraaf/def/"


@dataclass(frozen=True, slots=True)
class Settings:
    """Typed settings; `from_environment` reads them.

    base: IRI all our identifiers start with (no slash at the end).
    documents: folder of source texts, each with its profile beside it.
    store: folder of the built store.
    host, port: where `serve` listens.
    query_timeout: seconds after which a query is given up by the server.
    query_workers: short queries that run at the same time, each in a process of its own.
    query_budget: seconds after which a query counts as long.
    query_slow: long queries that run at the same time.
    query_parked: long queries that may be stopped half-way until there is room for them.
    query_waiting: queries that may wait for a worker; one more is answered 503.
    query_memory: bytes that one query may use.
    cache: bytes of answers that are kept; 0 keeps none.
    columns: "on" has columns made beside a served snapshot, which answer aggregates quicker (docs/aggregates.md).
    max_body: bytes of a request body.
    max_query: characters of a query.
    max_result: bytes of an answer.
    queries: folder of the named queries (`*.rq`).
    write_token: the token that may write everything; "" for none. At least 16 characters.
    tokens: file of named tokens with their rights (TOML); "" for none. With neither writing is off.
    validate_writes: "on" refuses a write that causes a Violation of the shapes, "off" takes any data.
    write_timeout: seconds one write may take.
    write_waiting: seconds it may wait for the one before it.
    write_memory: bytes one write may use.
    keep_snapshots: snapshots that stay when a new one is made; those in use stay in any case.
    public: "on" for a server on the open internet: other defaults (`kg.public.PUBLIC`), and metrics by token only.
    trusted_proxies: addresses and networks, with commas, whose X-Forwarded-For and X-Forwarded-Proto are believed.
    client_rate: requests a second one client may go on making; 0 for no limit. client_burst: at once, after a rest.
    client_queries: queries of one client at the same time; 0 for no limit.
    client_connections: of one address; 0 for no limit. max_connections: of all together.
    max_url: bytes of a request's target. max_headers: bytes of its headers.
    head_timeout: seconds in which a request's head must come. body_timeout: seconds for its body.
    grace: seconds that running requests get when the server stops. drain: seconds before that in which it says it is
    not ready and still answers.
    log_requests: "on" writes a line of JSON for each request. log_queries: "on" puts the text of queries in it.
    log_clients: how a client's address stands in it: "network" (shortened), "hash" (the same for this run), "none".
    metrics: "auto" (this machine, or with the token; a public server only with the token), "open" or "off".
    metrics_token: the Bearer token for /metrics; "" for none.
    title: what the dataset is called in its descriptions and citations.
    publisher_iri, publisher_name, publisher_contact: who publishes it; contact is an e-mail address or a page.
    licence: IRI of the licence of the data; "" for what the ontology in the graph says.
    theme: IRI of its theme in the EU list of data themes.
    public_url: where the public reaches the server; "" for the address a request came to.
    services: endpoints that a query may ask by SERVICE, whole URLs with commas between them; none by default.
    service_mirrors: where some of those are asked instead: `ENDPOINT>ADDRESS`, with commas between them.
    load_from: what LOAD may read, as URLs; one that ends in `/` allows what lies under it.
    remote_query, remote_update, remote_graphs: addresses of the SPARQL engine that is served in the place of a store.
    remote_auth: its credentials, `basic:USER:PASSWORD`, `digest:USER:PASSWORD` or `bearer:TOKEN`.
    """

    base: str = "https://w3id.org/veiligheidsgraaf"
    documents: Path = field(default=ROOT / "data" / "documents")
    store: Path = field(default=ROOT / "build" / "store")
    host: str = "127.0.0.1"
    port: int = 8000
    query_timeout: float = 60.0
    query_workers: int = 2
    query_budget: float = 0.1
    query_slow: int = 2
    query_parked: int = 8
    query_waiting: int = 32
    query_memory: int = 2_000_000_000
    cache: int = 64_000_000
    columns: str = "on"
    max_body: int = 8_000_000
    max_query: int = 1_000_000
    max_result: int = 256_000_000
    queries: Path = field(default=ROOT / "queries")
    write_token: str = field(default="", repr=False)
    tokens: str = ""
    validate_writes: str = "on"
    write_timeout: float = 60.0
    write_waiting: float = 30.0
    write_memory: int = 4_000_000_000
    keep_snapshots: int = 5
    public: str = "off"
    trusted_proxies: str = ""
    client_rate: float = 0.0
    client_burst: int = 100
    client_queries: int = 0
    client_connections: int = 0
    max_connections: int = 1_000
    max_url: int = 65_536
    max_headers: int = 32_768
    head_timeout: float = 15.0
    body_timeout: float = 30.0
    grace: float = 5.0
    drain: float = 0.0
    log_requests: str = "off"
    log_queries: str = "off"
    log_clients: str = "network"
    metrics: str = "auto"
    metrics_token: str = field(default="", repr=False)
    title: str = "Veiligheidsgraaf"
    publisher_iri: str = ""
    publisher_name: str = ""
    publisher_contact: str = ""
    licence: str = ""
    theme: str = "http://publications.europa.eu/resource/authority/data-theme/JUST"
    public_url: str = ""
    services: str = ""
    service_mirrors: str = ""
    load_from: str = ""
    remote_query: str = ""
    remote_update: str = ""
    remote_graphs: str = ""
    remote_auth: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Raises UsageError for a value nothing could work with."""
        if not _BASE.fullmatch(self.base):
            raise UsageError(f"base {self.base!r}: expected an http(s) address without '?', '#' and '/' at its end")
        for name in _POSITIVE:
            if not getattr(self, name) > 0:
                raise UsageError(f"{name} {getattr(self, name)!r}: expected more than 0")
        for name in ("query_parked", "query_waiting", "cache", "write_waiting"):
            if getattr(self, name) < 0:
                raise UsageError(f"{name} {getattr(self, name)!r}: expected 0 or more")
        if self.write_token and len(self.write_token) < MIN_TOKEN:
            raise UsageError(f"write_token: has {len(self.write_token)} characters; expected at least {MIN_TOKEN}")
        for name in ("validate_writes", "columns"):
            if getattr(self, name) not in ("on", "off"):
                raise UsageError(f"{name} {getattr(self, name)!r}: expected 'on' or 'off'")
        for name in ("publisher_iri", "licence", "theme", "public_url"):
            value = getattr(self, name)
            if value and not _IRI.fullmatch(value):
                raise UsageError(f"{name} {value!r}: expected an absolute IRI")
        if not 0 <= self.port <= 65535:
            raise UsageError(f"port {self.port}: out of range")
        Rules.parse(self.services, self.load_from, self.service_mirrors)
        public.check(self)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None, **given: object) -> Settings:
        """Settings from the environment over the defaults.

        given: settings that go before those of the environment. Raises UsageError for an unknown variable or a value
        that does not fit its type.
        """
        values: dict[str, object] = {}
        known = {f.name: f for f in fields(cls)}
        for name, text in (os.environ if environ is None else environ).items():
            if not name.startswith(PREFIX):
                continue
            key = name.removeprefix(PREFIX).lower()
            if key not in known:
                raise UsageError(f"{name}: no such setting; known are {', '.join(sorted(known))}")
            values[key] = _convert(name, text, known[key].type)
        values |= given
        if values.get("public") == "on":
            values = {**public.PUBLIC, **values}
        return cls(**values)  # type: ignore[arg-type]


def _convert(name: str, text: str, kind: object) -> object:
    converters = {"str": str, "Path": Path, "int": int, "float": float}
    try:
        value = converters[str(kind)](text)
    except ValueError as error:
        raise UsageError(f"{name}={text!r}: expected {kind}") from error
    return value.rstrip("/") if name == f"{PREFIX}BASE" and isinstance(value, str) else value
