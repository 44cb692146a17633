"""Who may write what: tokens, and the graphs each of them may change. Reading is open to all.

Nobody may write until a token is configured: one that may write everything (`VEILIGHEIDSGRAAF_WRITE_TOKEN`), or a file
of named ones (`VEILIGHEIDSGRAAF_TOKENS`), which holds no token but its SHA-256:

    [editors]
    sha256 = "9f86d0…"
    graphs = ["https://example.org/graph/notes", "https://example.org/graph/import/*"]
    default = false      # whether it may write the default graph, where that stands alone
    update = true        # whether it may use /update, or only /graphs

`veiligheidsgraaf token` makes both. A hash without salt or stretching is enough for what that command makes: 256 random
bits are in no dictionary.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import NotAllowedError, NoTokenError, UsageError

_SHA256 = re.compile(r"[0-9a-f]{64}")
_KEYS = {"sha256", "graphs", "default", "update"}
HOW = (
    "Writing is off here. To turn it on, start the server with VEILIGHEIDSGRAAF_WRITE_TOKEN, or with "
    "VEILIGHEIDSGRAAF_TOKENS naming a file made with: veiligheidsgraaf token"
)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a token may do.

    graphs: IRIs of named graphs; one that ends in * stands for all that begin so. default: the default graph too.
    update: SPARQL updates too.
    """

    name: str
    graphs: tuple[str, ...] = ("*",)
    default: bool = True
    update: bool = True

    def allow(self, graph: str) -> bool:
        """Whether this token may change the graph; "" is the default graph."""
        if not graph:
            return self.default
        return any(graph.startswith(one[:-1]) if one.endswith("*") else graph == one for one in self.graphs)

    def require(self, graphs: Iterable[str]) -> None:
        """Raises NotAllowedError naming the graphs that may not be changed."""
        refused = sorted(graph for graph in graphs if not self.allow(graph))
        if refused:
            named = ", ".join(f"<{graph}>" if graph else "the default graph" for graph in refused[:5])
            more = f" and {len(refused) - 5} more" if len(refused) > 5 else ""
            raise NotAllowedError(f"token '{self.name}' may not change {named}{more}; nothing was changed")


@dataclass(slots=True)
class Access:
    """The tokens of one server. file: read again when it changes, so that a token can be taken back at once."""

    write_token: str = field(default="", repr=False)
    file: Path | None = None
    _known: list[tuple[bytes, Rights]] = field(default_factory=list, repr=False)
    _seen: tuple[int, int] | None = None

    @property
    def configured(self) -> bool:
        return bool(self.write_token) or self.file is not None

    def rights(self, authorization: str | None) -> Rights:
        """What the bearer of an Authorization header may do.

        Raises NotAllowedError when writing is off, NoTokenError without a known token, UsageError for a damaged file.
        """
        if not self.configured:
            raise NotAllowedError(HOW)
        scheme, _, token = (authorization or "").strip().partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token:
            raise NoTokenError("writing needs a token. Send it as: Authorization: Bearer TOKEN")
        digest = hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
        found: Rights | None = None
        for known, rights in self._tokens():  # all of them: the time taken tells nothing
            if hmac.compare_digest(digest, known):
                found = rights
        if found is None:
            raise NoTokenError("this token is not known")
        return found

    def check(self) -> None:
        """Raises UsageError for a file of tokens that cannot be used; for the start of a server."""
        self._tokens()

    def _tokens(self) -> list[tuple[bytes, Rights]]:
        own = [(hashlib.sha256(self.write_token.encode()).digest(), Rights("write"))] if self.write_token else []
        if self.file is None:
            return own
        try:
            status = self.file.stat()
            if (stamp := (status.st_mtime_ns, status.st_size)) != self._seen:
                self._known, self._seen = read_tokens(self.file), stamp
        except OSError as error:
            raise UsageError(f"{self.file}: cannot be read ({error.strerror})") from error
        return own + self._known


def read_tokens(file: Path) -> list[tuple[bytes, Rights]]:
    """The tokens of a file: digest and rights. Raises UsageError naming what is wrong, OSError."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: {error}") from error
    return [_token(file, name, table) for name, table in tables.items()]


def _token(file: Path, name: str, table: Any) -> tuple[bytes, Rights]:
    if not isinstance(table, dict) or (unknown := sorted(set(table) - _KEYS)):
        what = f"unknown key {unknown[0]!r}" if isinstance(table, dict) else "is no table"
        raise UsageError(f"{file}: [{name}]: {what}; there are {', '.join(sorted(_KEYS))}")
    digest, graphs = table.get("sha256"), table.get("graphs", [])
    if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
        raise UsageError(f"{file}: [{name}]: sha256 is no SHA-256. Make one with: veiligheidsgraaf token")
    if not isinstance(graphs, list) or not all(isinstance(graph, str) and graph for graph in graphs):
        raise UsageError(f"{file}: [{name}]: graphs is no list of IRIs")
    default, update = table.get("default", False), table.get("update", True)
    if not isinstance(default, bool) or not isinstance(update, bool):
        raise UsageError(f"{file}: [{name}]: default and update are true or false")
    return bytes.fromhex(digest), Rights(name, tuple(graphs), default, update)


def new_token() -> tuple[str, str]:
    """A token, and its SHA-256 for the file."""
    token = secrets.token_urlsafe(32)
    return token, hashlib.sha256(token.encode()).hexdigest()
