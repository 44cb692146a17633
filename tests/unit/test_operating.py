"""Limits per client, addresses behind proxies, log lines and settings: what goes wrong on the open internet first."""

from __future__ import annotations

import io
import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.clients import Clients, limit_key
from api.limits import Buckets
from api.logs import LineWriter, RequestLog
from api.middleware import request_id
from api.record import Record, form_of
from kg.config import Settings
from kg.errors import TooManyRequestsError, UsageError
from kg.public import PUBLIC, proxies


def scope(peer: str, *forwarded: str, **headers: str) -> dict[str, object]:
    pairs = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    pairs += [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http", "client": (peer, 1234), "headers": pairs, "scheme": "http"}


def behind(networks: str) -> Clients:
    return Clients(proxies(Settings(trusted_proxies=networks)))


# --- who asks


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "address"),
    [
        ("", "192.0.2.1", [], "192.0.2.1"),
        ("", "192.0.2.1", ["198.51.100.7"], "192.0.2.1"),  # nobody is believed unasked
        ("10.0.0.0/8", "10.0.0.2", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.0/8", "192.0.2.1", ["198.51.100.7"], "192.0.2.1"),
        ("10.0.0.0/8", "10.0.0.2", ["1.2.3.4, 198.51.100.7"], "198.51.100.7"),  # the first is the client's own word
        ("10.0.0.0/8", "10.0.0.2", ["1.2.3.4", "198.51.100.7"], "198.51.100.7"),  # the header twice
        ("10.0.0.0/8", "10.0.0.2", ["198.51.100.7, 10.0.0.3, 10.0.0.4"], "198.51.100.7"),
        ("10.0.0.0/8", "10.0.0.2", ["198.51.100.7, nonsense"], "10.0.0.2"),
        ("10.0.0.0/8", "10.0.0.2", [""], "10.0.0.2"),
        ("10.0.0.0/8", "10.0.0.2", ["198.51.100.7:4711"], "198.51.100.7"),
        ("::1", "::1", ['"[2001:db8::7]:4711"'], "2001:db8::7"),
        ("10.0.0.0/8", "::ffff:10.0.0.2", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.0/8", "10.0.0.2", ["10.0.0.3"], "10.0.0.3"),
    ],
)
def test_only_a_trusted_proxy_says_who_its_client_is(
    trusted: str, peer: str, forwarded: list[str], address: str
) -> None:
    """A client that writes X-Forwarded-For itself had a new bucket with each request."""
    assert behind(trusted).address(scope(peer, *forwarded)) == address


@given(st.lists(st.text(st.characters(codec="latin-1", exclude_characters="\r\n"), max_size=60), max_size=5))
def test_no_header_breaks_the_reading_of_addresses(values: list[str]) -> None:
    asked = scope("10.0.0.2")
    asked["headers"] = [(b"x-forwarded-for", value.encode("latin-1")) for value in values]
    limit_key(behind("10.0.0.0/8").address(asked))


def test_a_subscriber_cannot_walk_through_the_addresses_of_its_ipv6_network() -> None:
    assert limit_key("2001:db8:1:2::1") == limit_key("2001:db8:1:2:ffff::9")
    assert limit_key("2001:db8:1:2::1") != limit_key("2001:db8:1:3::1")
    assert limit_key("192.0.2.1") != limit_key("192.0.2.2")


def test_tls_is_believed_from_a_trusted_proxy_only() -> None:
    said = {"x_forwarded_proto": "https"}
    assert behind("10.0.0.0/8").is_secure(scope("10.0.0.2", **said))
    assert not behind("10.0.0.0/8").is_secure(scope("192.0.2.1", **said))
    assert not behind("").is_secure(scope("127.0.0.1", **said))


def test_what_a_proxy_on_this_machine_passes_on_is_not_from_this_machine() -> None:
    """Behind a proxy on the same machine every client of the internet came from the loopback, and read the metrics."""
    clients = behind("")
    assert clients.is_direct_loopback(scope("127.0.0.1"))
    assert clients.is_direct_loopback(scope("::1"))
    assert not clients.is_direct_loopback(scope("127.0.0.1", "127.0.0.1"))
    assert not clients.is_direct_loopback(scope("127.0.0.1", forwarded="for=192.0.2.1"))
    assert not clients.is_direct_loopback(scope("192.0.2.1"))


@pytest.mark.parametrize(
    ("style", "shown"), [("network", {"192.0.2.0/24", "2001:db8:1::/48"}), ("none", {"-"})]
)
def test_a_log_does_not_tell_one_subscriber_from_another(style: str, shown: set[str]) -> None:
    clients = Clients((), style)
    assert {clients.shown(a) for a in ("192.0.2.1", "192.0.2.200", "2001:db8:1:2::1", "2001:db8:1:9::1")} == shown
    hashed = Clients((), "hash")
    assert hashed.shown("192.0.2.1") == hashed.shown("192.0.2.1") != hashed.shown("192.0.2.2")
    assert hashed.shown("192.0.2.1") != Clients((), "hash").shown("192.0.2.1"), "a mark that lasts is an address"


# --- how much


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_fills_again_at_its_rate_and_no_further() -> None:
    clock = Clock()
    buckets = Buckets(2.0, 3, 0, clock=clock)
    for _ in range(3):
        buckets.take("a")
    with pytest.raises(TooManyRequestsError) as caught:
        buckets.take("a")
    assert caught.value.retry_after == 1
    buckets.take("b")
    clock.now = 0.5
    buckets.take("a")
    clock.now = 1000.0
    for _ in range(3):
        buckets.take("a")
    with pytest.raises(TooManyRequestsError):
        buckets.take("a")


def test_retry_after_is_long_enough() -> None:
    clock = Clock()
    buckets = Buckets(0.1, 1, 0, clock=clock)
    buckets.take("a")
    with pytest.raises(TooManyRequestsError) as caught:
        buckets.take("a")
    clock.now += caught.value.retry_after
    buckets.take("a")


def test_queries_at_the_same_time_are_counted_and_given_back() -> None:
    buckets = Buckets(0, 1, 2)
    buckets.enter("a")
    buckets.enter("a")
    with pytest.raises(TooManyRequestsError):
        buckets.enter("a")
    buckets.enter("b")
    buckets.leave("a")
    buckets.enter("a")


def test_a_crowd_of_addresses_takes_no_more_memory_than_its_bound() -> None:
    buckets = Buckets(1.0, 5, 1, most=100)
    buckets.enter("runs")
    for number in range(10_000):
        buckets.take(f"client {number}")
    assert len(buckets) == 100
    with pytest.raises(TooManyRequestsError):  # what runs is not forgotten
        buckets.enter("runs")


# --- what is written down


def test_a_line_of_the_log_holds_no_words_of_the_request() -> None:
    stream = io.StringIO()
    writer = LineWriter(stream)
    record = Record("id-1", "192.0.2.77", "/sparql", form="SELECT", query="secret", status=200, size=5, complete=True)
    RequestLog(Settings(), Clients(), writer)(record, "GET", 0.0123)
    RequestLog(Settings(log_queries="on"), Clients(), writer)(record, "GET", 0.0123)
    writer.close()
    closed, opened = map(json.loads, stream.getvalue().splitlines())
    assert "secret" not in json.dumps(closed)
    assert "192.0.2.77" not in stream.getvalue()
    assert opened["query"] == "secret"
    assert closed["ms"] == 12.3
    assert (closed["outcome"], closed["form"], closed["request"]) == ("complete", "SELECT", "id-1")


def test_a_reader_of_the_log_that_stands_still_holds_nothing_up() -> None:
    """stderr into a pipe that nobody reads stopped the event loop."""
    gate = threading.Event()

    class Stuck(io.StringIO):
        def write(self, text: str) -> int:
            gate.wait(10)
            return super().write(text)

    stream = Stuck()
    writer = LineWriter(stream, most=50)
    for number in range(1_000):
        writer.write(f"line {number}")
    assert writer.dropped >= 900
    gate.set()
    writer.close()
    assert stream.getvalue().startswith("line 0\n")


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (Record(status=200, complete=True), "complete"),
        (Record(status=200), "incomplete"),
        (Record(status=200, gone=True), "gone"),
        (Record(status=503, problem="timeout", complete=True), "timeout"),
        (Record(status=200, problem="timeout"), "timeout"),
        (Record(status=404, complete=True), "status-404"),
        (Record(), "incomplete"),
    ],
)
def test_an_answer_that_broke_off_is_not_counted_as_complete(record: Record, outcome: str) -> None:
    assert record.outcome == outcome


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select * {}", "SELECT"),
        ("# ask\nPREFIX ask: <http://x/#describe>\nBASE <http://x/>\nConstruct where {}", "CONSTRUCT"),
        ("prefix:x", "OTHER"),
        ("", "OTHER"),
        ("ASK{}", "ASK"),
        ("DESCRIBE <x>", "DESCRIBE"),
        ("SELECTED", "OTHER"),
        ("#" * 100_000, "OTHER"),
        ("PREFIX " * 50_000, "OTHER"),
    ],
)
def test_the_form_of_a_query_is_read_past_its_prologue(text: str, form: str) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize(("sent", "kept"), [("abc-1.2_3", True), ("a" * 64, True), ("a" * 65, False), ("a\tb", False)])
def test_only_a_sane_request_id_is_taken(sent: str, kept: bool) -> None:
    assert (request_id(scope("x", x_request_id=sent)) == sent) is kept


# --- settings


def test_public_changes_what_was_not_said_and_nothing_else() -> None:
    found = Settings.from_environment({"VEILIGHEIDSGRAAF_PUBLIC": "on", "VEILIGHEIDSGRAAF_CLIENT_RATE": "0"})
    assert found.client_rate == 0
    assert found.client_queries == PUBLIC["client_queries"]
    assert found.log_requests == "on"
    assert found.log_queries == "off"
    assert Settings.from_environment({}).client_rate == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"public": "yes"},
        {"trusted_proxies": "proxy.example"},
        {"trusted_proxies": "0.0.0.0/0"},
        {"metrics_token": "short"},
        {"metrics": "on"},
        {"max_url": 0},
        {"client_rate": -1.0},
        {"log_clients": "full"},
    ],
)
def test_a_setting_that_would_not_be_safe_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Settings(**wrong)  # type: ignore[arg-type]


def test_a_token_never_shows_in_the_settings() -> None:
    assert "0123456789abcdef" not in repr(Settings(metrics_token="0123456789abcdef"))
