"""No query leads this server where its keeper did not say it may go."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Settings
from kg.errors import (
    GraphError,
    OutsideError,
    OverloadedError,
    QueryRefusedError,
    QueryTimeoutError,
    ResultTooLargeError,
    UsageError,
)
from kg.outside import Fetched, Outside
from kg.outside_rules import Address, Rules, is_public, normal_form
from tests.engines.servers import Asked, Said, scripted


def ask(outside: Outside, url: str, seconds: float = 5.0) -> Fetched:
    return asyncio.run(outside.ask(url, "SELECT * {}", deadline=time.monotonic() + seconds))


def leading_to(*addresses: str) -> Callable[[str, int], Awaitable[list[Address]]]:
    async def resolve(host: str, port: int) -> list[Address]:
        return [ipaddress.ip_address(address) for address in addresses]

    return resolve


# --- the lists


@pytest.mark.parametrize(
    "text",
    ["*", "https://*.example.org/sparql", "https://example.org/*", "example.org", "ftp://example.org/", "http://", "http://a:b@h/",
     "http://h/#x", "http://h:99999/", "http://h:0/", "http://h h/", "http://h/../x", "http://h/%2e%2e/x", "file:///etc/passwd"],
)  # fmt: skip
def test_a_list_that_cannot_be_meant_is_an_error_at_the_start(text: str) -> None:
    with pytest.raises(UsageError, match="VEILIGHEIDSGRAAF_SERVICES"):
        Settings(services=f"https://example.org/sparql, {text}")


def test_nothing_is_allowed_when_nothing_was_said() -> None:
    with pytest.raises(QueryRefusedError, match="allows no other server"):
        Rules.parse(Settings().services).service("https://query.wikidata.org/sparql")


@pytest.mark.parametrize(
    "url",
    ["HTTPS://Example.ORG/sparql", "https://example.org:443/sparql", "https://example.org/sparql"],
)
def test_an_endpoint_is_known_by_its_normal_form(url: str) -> None:
    assert Rules.parse("https://example.org/sparql").service(url) == "https://example.org/sparql"


@pytest.mark.parametrize(
    "url",
    ["http://example.org/sparql", "https://example.org/sparql/", "https://example.org/sparql?x=1", "https://example.org/sparql/../x",
     "https://example.org:444/sparql", "https://example.org.evil.net/sparql", "https://example.org@evil.net/sparql", "https://evil.net/sparql#https://example.org/sparql",
     "https://example.org/SPARQL", "https://example.org./sparql", "https:\\\\example.org\\sparql", "//example.org/sparql", "https://example.org/sparql\n", "https://example.org /sparql"],
)  # fmt: skip
def test_another_address_is_another_endpoint(url: str) -> None:
    with pytest.raises(QueryRefusedError):
        Rules.parse("https://example.org/sparql").service(url)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [("https://e.org/data/a.ttl", True), ("https://e.org/data/", True), ("https://e.org/data/a.ttl#me", True), ("https://e.org/one.ttl", True),
     ("https://e.org/data", False), ("https://e.org/database/a", False), ("https://e.org/data/../x", False), ("https://e.org/data/%2E%2e/x", False),
     ("https://e.org/data/..%2fx", False), ("https://e.org/data/%252e%252e/x", False), ("https://e.org/data/..\\x", False), ("https://e.org/one.ttl2", False)],
)  # fmt: skip
def test_load_reads_below_a_prefix_and_nowhere_else(url: str, allowed: bool) -> None:
    rules = Rules.parse("", "https://e.org/data/, https://e.org/one.ttl")
    if allowed:
        assert rules.load(url)
    else:
        with pytest.raises(QueryRefusedError):
            rules.load(url)


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="htps:/.@#?%2e\\[]exampl.org*é \n", max_size=40))
def test_any_text_has_a_normal_form_that_is_its_own_or_none(text: str) -> None:
    try:
        normal = normal_form(text)
    except ValueError:
        return
    assert normal_form(normal) == normal


# --- addresses

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "100.64.0.1",
    "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
    "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:db8::1", "fec0::1", "2001:0:7f00:1::",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_a_network_of_its_own_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "91.198.174.192", "2a00:1450:400e::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("addresses", [*([a] for a in PRIVATE), ["8.8.8.8", "127.0.0.1"]])
def test_a_name_that_leads_to_a_private_address_is_refused(addresses: list[str]) -> None:
    with scripted() as server:
        url = server.url.replace("127.0.0.1", "endpoint.example.org") + "/sparql"
        with pytest.raises(QueryRefusedError, match="leads to"):
            ask(Outside(Rules.parse(url), resolve=leading_to(*addresses)), url)
        assert not server.asked


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1"])
def test_this_machine_is_not_reached_under_another_name(host: str) -> None:
    """The resolver takes all of these for 127.0.0.1."""
    with scripted() as server:
        url = server.url.replace("127.0.0.1", host) + "/"
        with pytest.raises((QueryRefusedError, OutsideError)):
            ask(Outside(Rules.parse(url)), url)
        assert not server.asked


def test_a_name_is_looked_up_once_and_the_answer_is_what_is_connected_to() -> None:
    """A name that gave a public address to the check gave 127.0.0.1 to the connection."""
    looked_up: list[str] = []

    async def changing(host: str, port: int) -> list[Address]:
        looked_up.append(host)
        return [ipaddress.ip_address("192.0.0.9" if len(looked_up) == 1 else "127.0.0.1")]

    with scripted() as server:
        url = server.url.replace("127.0.0.1", "rebinding.example.org") + "/"
        with pytest.raises((OutsideError, QueryTimeoutError, QueryRefusedError)):
            ask(Outside(Rules.parse(url), resolve=changing, timeout=0.3), url)
        assert not server.asked
    assert len(looked_up) == 1


def test_an_address_that_is_listed_as_such_is_reached_and_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    with scripted() as server:
        url = server.url + "/sparql"
        assert ask(Outside(Rules.parse(url)), url).media_type == "application/sparql-results+json"
        sent = {name.lower() for name in server.asked[0].headers}
    assert server.asked[0].query == "SELECT * {}"
    assert sent == {"host", "accept", "content-type", "accept-encoding", "user-agent", "connection", "content-length"}


# --- answers


def redirect(to: str, status: int = 307) -> Said:
    return Said(b"", status, {"Location": to, "Content-Length": "0"})


@pytest.mark.parametrize("target", ["/other", "http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "gopher://x/", "//evil/"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_allowed_what_a_query_is(target: str, status: int) -> None:
    with scripted(lambda _: redirect(target, status)) as server:
        url = server.url + "/sparql"
        with pytest.raises(QueryRefusedError):
            ask(Outside(Rules.parse(url)), url)
        assert len(server.asked) == 1


def test_a_redirect_to_a_listed_endpoint_is_followed_and_a_ring_of_them_ends() -> None:
    def answer(asked: Asked) -> Said:
        return redirect("/b") if asked.path == "/a" else Said() if asked.path == "/b" else redirect("/ring")

    with scripted(answer) as server:
        outside = Outside(Rules.parse(f"{server.url}/a,{server.url}/b,{server.url}/ring"))
        assert ask(outside, f"{server.url}/a").url == f"{server.url}/b"
        assert server.asked[1].query == "SELECT * {}"
        with pytest.raises(OutsideError, match="redirects"):
            ask(outside, f"{server.url}/ring")
        assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (Said(b"x", 500), OutsideError),
        (Said(b"x", 204), OutsideError),
        (Said(b"<html>", 200, {"Content-Type": "text/html"}), OutsideError),
        (Said(b"x", 200, {}), OutsideError),
        (Said(b"\x1f\x8b", 200, {"Content-Type": "application/sparql-results+json", "Content-Encoding": "gzip"}), OutsideError),
        (Said(b" " * 5000), ResultTooLargeError),
        (Said(b"", 302, {}), OutsideError),
    ],
)
def test_an_answer_that_cannot_be_used_is_an_error(said: Said, error: type[GraphError]) -> None:
    with scripted(lambda _: said) as server, pytest.raises(error):
        ask(Outside(Rules.parse(server.url + "/"), max_bytes=4000), server.url + "/")


def test_an_endpoint_that_drips_is_given_up_in_time() -> None:
    """Each byte came within the time-out of a read; the whole never ended."""
    with scripted(lambda _: Said(b"{", 200, {"Content-Type": "application/json", "Content-Length": "100000"})) as server:
        outside = Outside(Rules.parse(server.url + "/"), timeout=0.3)
        begin = time.monotonic()
        with pytest.raises(GraphError):
            ask(outside, server.url + "/")
        assert time.monotonic() - begin < 3


def test_the_deadline_of_the_query_goes_before_the_time_out_of_the_endpoint() -> None:
    with scripted(lambda _: (time.sleep(1), Said())[1]) as server:
        outside = Outside(Rules.parse(server.url + "/"), timeout=10)
        with pytest.raises(QueryTimeoutError):
            ask(outside, server.url + "/", seconds=0.2)
        with pytest.raises(QueryTimeoutError, match="no time"):
            ask(outside, server.url + "/", seconds=-1)
        with pytest.raises(OutsideError, match=r"0\.2 s"):
            ask(Outside(Rules.parse(server.url + "/"), timeout=0.2), server.url + "/")


def test_only_so_many_requests_are_under_way() -> None:
    async def many(outside: Outside, url: str) -> list[Fetched | BaseException]:
        one = [outside.ask(url, "ASK {}", deadline=time.monotonic() + 5) for _ in range(4)]
        return await asyncio.gather(*one, return_exceptions=True)

    with scripted(lambda _: (time.sleep(0.2), Said())[1]) as server:
        outside = Outside(Rules.parse(server.url + "/"), at_once=2)
        results = asyncio.run(many(outside, server.url + "/"))
        assert sum(isinstance(result, OverloadedError) for result in results) == 2
        assert ask(outside, server.url + "/").body
