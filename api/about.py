"""`/about/server`: what this server lets everybody do, what it does not, and what it keeps. Made from the settings it
runs with, so that it cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import negotiation
from api.pages import language_of
from api.results import JSON
from api.state import live_of, state_of
from kg.config import Settings
from kg.public import proxies

router = APIRouter(tags=["health"])
OPEN, LIMITED, CLOSED = "open", "limited", "closed"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the server does or does not. state: open to everybody, limited (by a token, or so far), or closed."""

    id: str
    state: str
    title: tuple[str, str]
    text: tuple[str, str]

    def as_json(self) -> dict[str, str]:
        return {"id": self.id, "state": self.state, "title": self.title[1], "text": self.text[1]}


def items(settings: Settings) -> list[Item]:
    """The whole list, in Dutch and English."""
    return [*_asking(settings), *_changing(settings), *_limits(settings), *_watching(settings)]


def _asking(s: Settings) -> Iterator[Item]:
    yield Item(
        "query", OPEN,
        ("Vragen stellen", "Asking"),
        (
            f"Iedereen mag vragen stellen, in SPARQL en met de vaste vragen. Een vraag krijgt {s.query_timeout:g} "
            f"seconden, {_size(s.query_memory)} geheugen en een antwoord van ten hoogste {_size(s.max_result)}; een "
            "antwoord is heel of het is een fout.",
            f"Everybody may ask, in SPARQL and by the named queries. A query gets {s.query_timeout:g} seconds, "
            f"{_size(s.query_memory)} of memory and an answer of at most {_size(s.max_result)}; an answer is whole or "
            "it is an error.",
        ),
    )  # fmt: skip
    yield Item(
        "origins", OPEN,
        ("Vanuit andere websites", "From other websites"),
        (
            "Webpagina's van elk adres mogen dit adres lezen (CORS); er zijn geen cookies en geen inlog.",
            "Web pages of any address may read this one (CORS); there are no cookies and no sign-in.",
        ),
    )  # fmt: skip
    yield from _outside(s)


def _outside(s: Settings) -> Iterator[Item]:
    """SERVICE and LOAD."""
    for name, word in (("services", "SERVICE"), ("load_from", "LOAD")):
        allowed = _list(getattr(s, name))
        if allowed:
            text = (f"{word} bereikt alleen: {', '.join(allowed)}.", f"{word} reaches only: {', '.join(allowed)}.")
        else:
            text = (
                f"{word} bereikt geen enkele andere server; FROM haalt nooit iets op.",
                f"{word} reaches no other server; FROM never fetches.",
            )
        yield Item(name, LIMITED if allowed else CLOSED, (f"Andere servers ({word})", f"Other servers ({word})"), text)


def _changing(s: Settings) -> Iterator[Item]:
    if not (s.write_token or s.tokens):
        yield Item(
            "write", CLOSED,
            ("Schrijven", "Writing"),
            (
                "Niemand kan via het web iets veranderen: er is geen token ingesteld.",
                "Nobody can change anything over the web: no token is configured.",
            ),
        )  # fmt: skip
        return
    checked = s.validate_writes == "on"
    yield Item(
        "write", LIMITED,
        ("Schrijven", "Writing"),
        (
            "Veranderen (/update, /graphs) kan alleen met een token. "
            + ("Wat een SHACL-vorm schendt, wordt geweigerd." if checked else "Er wordt niet aan vormen getoetst."),
            "Changing (/update, /graphs) takes a token. "
            + ("What violates a SHACL shape is refused." if checked else "Nothing is checked against SHACL shapes."),
        ),
    )  # fmt: skip


def _limits(s: Settings) -> Iterator[Item]:
    parts_nl, parts_en = [], []
    if s.client_rate:
        parts_nl.append(f"{s.client_rate:g} verzoeken per seconde, en {s.client_burst} ineens na een pauze")
        parts_en.append(f"{s.client_rate:g} requests a second, and {s.client_burst} at once after a rest")
    if s.client_queries:
        parts_nl.append(f"{s.client_queries} vragen tegelijk")
        parts_en.append(f"{s.client_queries} queries at the same time")
    if s.client_connections:
        parts_nl.append(f"{s.client_connections} verbindingen")
        parts_en.append(f"{s.client_connections} connections")
    yield Item(
        "clients", LIMITED if parts_nl else OPEN,
        ("Per gebruiker", "Per client"),
        (
            f"Eén adres (bij IPv6 een /64) krijgt: {'; '.join(parts_nl)}. Daarboven: 429 met Retry-After."
            if parts_nl else "Er is geen grens per gebruiker.",
            f"One address (of IPv6 a /64) gets: {'; '.join(parts_en)}. Above that: 429 with Retry-After."
            if parts_en else "There is no limit per client.",
        ),
    )  # fmt: skip
    yield Item(
        "sizes", LIMITED,
        ("Omvang", "Sizes"),
        (
            f"Een adres is ten hoogste {_size(s.max_url)}, kopregels {_size(s.max_headers)}, een inhoud "
            f"{_size(s.max_body)}, een vraag {s.max_query} tekens. Een verzoek moet binnen "
            f"{s.head_timeout:g} + {s.body_timeout:g} seconden binnen zijn.",
            f"An address has at most {_size(s.max_url)}, headers {_size(s.max_headers)}, a body {_size(s.max_body)}, "
            f"a query {s.max_query} characters. A request must have come in within {s.head_timeout:g} + "
            f"{s.body_timeout:g} seconds.",
        ),
    )  # fmt: skip


def _watching(s: Settings) -> Iterator[Item]:
    yield _metrics(s)
    yield _log(s)
    believed = proxies(s)
    yield Item(
        "proxies", LIMITED if believed else CLOSED,
        ("Tussenliggende servers", "Proxies"),
        (
            "Het adres van een gebruiker wordt geloofd van de proxy's van de beheerder."
            if believed else "Geen proxy wordt geloofd: het adres van de verbinding telt.",
            "The address of a client is believed from the keeper's proxies."
            if believed else "No proxy is believed: the address of the connection counts.",
        ),
    )  # fmt: skip


def _metrics(s: Settings) -> Item:
    title = ("Meetwaarden (/metrics)", "Metrics (/metrics)")
    if s.metrics == "open":
        return Item("metrics", OPEN, title, ("Iedereen mag ze lezen.", "Everybody may read them."))
    if s.metrics == "off":
        return Item("metrics", CLOSED, title, ("Er zijn geen meetwaarden.", "There are none."))
    local = s.public == "off"
    if s.metrics_token:
        return Item(
            "metrics", LIMITED, title,
            (
                "Met een token" + (", of vanaf deze machine zelf." if local else "."),
                "With a token" + (", or from this machine itself." if local else "."),
            ),
        )  # fmt: skip
    if local:
        return Item("metrics", LIMITED, title, ("Alleen vanaf deze machine zelf.", "From this machine itself only."))
    return Item("metrics", CLOSED, title, ("Niemand kan ze lezen.", "Nobody can read them."))


def _log(s: Settings) -> Item:
    title = ("Wat er wordt bewaard", "What is kept")
    if s.log_requests == "off":
        return Item(
            "log", CLOSED, title,
            ("Van verzoeken wordt niets in een logboek gezet.", "Nothing of a request is put in a log."),
        )  # fmt: skip
    client = {
        "network": ("het adres zonder zijn laatste deel", "the address without its last part"),
        "hash": ("een kenmerk waaruit het adres niet is af te leiden", "a mark from which the address cannot be told"),
        "none": ("geen adres", "no address"),
    }[s.log_clients]
    query = (
        ("De tekst van vragen wordt ook bewaard.", "The text of queries is kept too.")
        if s.log_queries == "on"
        else ("De tekst van vragen wordt niet bewaard.", "The text of queries is not kept.")
    )
    return Item(
        "log", LIMITED if s.log_queries == "off" else OPEN, title,
        (
            f"Van elk verzoek: tijd, soort adres, status, omvang, duur en {client[0]}. {query[0]}",
            f"Of each request: time, kind of address, status, size, duration and {client[1]}. {query[1]}",
        ),
    )  # fmt: skip


def _list(value: object) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [str(part) for part in value] if isinstance(value, tuple | list) else []


def _size(number: int) -> str:
    """Bytes as people read them.

    >>> _size(65_536), _size(8_000_000), _size(2_000_000_000)
    ('65.5 kB', '8 MB', '2 GB')
    """
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if number >= factor:
            return f"{number / factor:.3g} {unit}"
    return f"{number} bytes"


@router.get("/about/server", summary="What this server lets everybody do, and what it keeps")
async def server(request: Request, format: str | None = None) -> Response:
    settings = live_of(request).settings
    choice = negotiation.require(request, (JSON,), html=True, name=format)
    listed = items(settings)
    if choice.format is None:
        at = 0 if language_of(request) == "nl" else 1
        return state_of(request).pages.render(request, "server.html", items=listed, at=at)
    body = {"public": settings.public == "on", "items": [item.as_json() for item in listed]}
    return JSONResponse(body, headers={"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"})
