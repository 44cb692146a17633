"""A server that may be written, for the tests of /update and /graphs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from kg.snapshots import create_empty
from tests.http.client import server

TOKEN = "a-token-for-tests-only"
BASE = "https://example.org/graaf"
UPDATE, FORM = "application/sparql-update", "application/x-www-form-urlencoded"


class Api:
    """Requests with the token."""

    def __init__(self, address: str, token: str | None = TOKEN) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.address = address
        self.client = httpx.Client(base_url=address, headers=headers, timeout=60)

    def __call__(self, method: str, url: str, **arguments: Any) -> httpx.Response:
        return self.client.request(method, url, **arguments)

    def update(self, text: str, **headers: str) -> httpx.Response:
        return self("POST", "/update", content=text.encode(), headers={"Content-Type": UPDATE, **headers})

    def ask(self, pattern: str) -> bool:
        answer = self("GET", "/sparql", params={"query": f"ASK {{ {pattern} }}"}, headers={"Accept": "application/json"})
        assert answer.status_code == 200, answer.text
        return bool(answer.json()["boolean"])

    def values(self, pattern: str) -> set[str]:
        """What ?x is in a pattern."""
        answer = self("GET", "/sparql", params={"query": f"SELECT ?x {{ {pattern} }}", "format": "json"})
        assert answer.status_code == 200, answer.text
        return {row["x"]["value"] for row in answer.json()["results"]["bindings"]}


@contextlib.contextmanager
def writable(store: Path, **settings: str) -> Iterator[Api]:
    """A server over a store that begins empty, whose default graph stands alone."""
    create_empty(store, BASE)
    with server(store, **{"WRITE_TOKEN": TOKEN, **settings}) as (address, _):
        yield Api(address)
