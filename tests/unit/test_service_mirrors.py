"""An endpoint asked at another address. Wrong would be: a mirror that lets something be asked that nobody listed."""

from __future__ import annotations

import asyncio
import time

import pytest

from kg.config import Settings
from kg.errors import QueryRefusedError, UsageError
from kg.outside import Outside
from kg.outside_rules import Rules
from tests.engines.servers import Said, scripted

WIKIDATA = "https://query.wikidata.org/sparql"
EMPTY = Said(b'{"head": {"vars": []}, "results": {"bindings": []}}')


def ask(outside: Outside, url: str) -> str:
    return asyncio.run(outside.ask(url, "SELECT * {}", deadline=time.monotonic() + 5)).url


def test_an_endpoint_is_asked_at_its_mirror_and_only_there() -> None:
    with scripted(lambda _: EMPTY) as server:
        rules = Rules.parse(f"{WIKIDATA}, https://example.org/sparql", "", f" {WIKIDATA} > {server.url}/copy ")
        assert ask(Outside(rules), WIKIDATA) == f"{server.url}/copy"
        assert rules.address("https://example.org/sparql") == "https://example.org/sparql"
        with pytest.raises(QueryRefusedError):
            ask(Outside(rules), f"{server.url}/copy")  # the mirror itself is no endpoint a query may name


@pytest.mark.parametrize(
    ("mirrors", "message"),
    [
        (WIKIDATA, "not ENDPOINT>ADDRESS"),
        (f"{WIKIDATA}>", "needs one address"),
        (f">{WIKIDATA}", "not in VEILIGHEIDSGRAAF_SERVICES"),
        ("https://example.org/>http://127.0.0.1:1/", "not in VEILIGHEIDSGRAAF_SERVICES"),
        (f"{WIKIDATA}>file:///etc/passwd", "only http and https"),
        (f"{WIKIDATA}>http://127.0.0.1:1/*", "wildcard"),
        (f"{WIKIDATA}>http://user:word@127.0.0.1/", "credentials"),
        (f"{WIKIDATA}>http://127.0.0.1:1/,{WIKIDATA}>http://127.0.0.1:2/", "needs one address"),
    ],
    ids=range(8),
)
def test_a_mirror_that_cannot_be_meant_is_refused_at_the_start(mirrors: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Settings(services=WIKIDATA, service_mirrors=mirrors)
