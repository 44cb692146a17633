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

from kg.errors import UsageError

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "VEILIGHEIDSGRAAF_"
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`?#]*[^\s<>\"{}|\\^`?#/]")
DEF = "https://w3id.org/veiligheidsgraaf/def/"


@dataclass(frozen=True, slots=True)
class Settings:
    """Typed settings; `from_environment` reads them.

    base: IRI all our identifiers start with (no slash at the end).
    documents: folder of source texts, each with its profile beside it.
    store: folder of the built store.
    host, port: where `serve` listens.
    query_timeout: seconds after which a query is given up by the server.
    query_workers: queries of users that run at the same time.
    query_waiting: queries of users that may wait for a worker; one more is answered 503.
    max_body: bytes of a request body.
    max_query: characters of a query.
    max_result: bytes of an answer.
    queries: folder of the named queries (`*.rq`).
    """

    base: str = "https://w3id.org/veiligheidsgraaf"
    documents: Path = field(default=ROOT / "data" / "documents")
    store: Path = field(default=ROOT / "build" / "store")
    host: str = "127.0.0.1"
    port: int = 8000
    query_timeout: float = 60.0
    query_workers: int = 4
    query_waiting: int = 32
    max_body: int = 8_000_000
    max_query: int = 1_000_000
    max_result: int = 256_000_000
    queries: Path = field(default=ROOT / "queries")

    def __post_init__(self) -> None:
        """Raises UsageError for a value nothing could work with."""
        if not _BASE.fullmatch(self.base):
            raise UsageError(f"base {self.base!r}: expected an http(s) address without '?', '#' and '/' at its end")
        for name in ("query_timeout", "query_workers", "max_body", "max_query", "max_result"):
            if not getattr(self, name) > 0:
                raise UsageError(f"{name} {getattr(self, name)!r}: expected more than 0")
        if self.query_waiting < 0 or not 0 <= self.port <= 65535:
            raise UsageError(f"query_waiting {self.query_waiting} or port {self.port}: out of range")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Settings from the environment over the defaults.

        Raises UsageError for an unknown variable or a value that does not fit its type.
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
        return cls(**values)  # type: ignore[arg-type]


def _convert(name: str, text: str, kind: object) -> object:
    converters = {"str": str, "Path": Path, "int": int, "float": float}
    try:
        value = converters[str(kind)](text)
    except ValueError as error:
        raise UsageError(f"{name}={text!r}: expected {kind}") from error
    return value.rstrip("/") if name == f"{PREFIX}BASE" and isinstance(value, str) else value
