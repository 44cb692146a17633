"""Content negotiation: which of the things we can send the client wants most (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fastapi import Request

from kg.engine.formats import Format, Kind, by_name
from kg.errors import FormatError

HTML = "text/html"
_SHORT = 500  # characters of an Accept header whose outcome is remembered: programs send the same one each time
_MAX_RANGES = 100  # a longer Accept header is no browser's


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One part of an Accept header. quality: 0 to 1; 0 means never."""

    type: str
    subtype: str
    quality: float
    parameters: int = 0

    def fits(self, media_type: str) -> bool:
        main, _, sub = media_type.partition("/")
        return self.type in ("*", main) and self.subtype in ("*", sub)

    @property
    def precision(self) -> tuple[bool, bool, int]:
        """Of two ranges that fit, the more precise one decides."""
        return (self.type != "*", self.subtype != "*", self.parameters)


def parse_accept(header: str) -> list[MediaRange]:
    """The ranges of an Accept header; parts that are no media range are passed over, as RFC 9110 lets us."""
    ranges = []
    for part in header.split(",")[:_MAX_RANGES]:
        media, *parameters = (piece.strip() for piece in part.split(";"))
        main, slash, sub = media.lower().partition("/")
        if media == "*":  # what some old clients send for */*
            main, slash, sub = "*", "/", "*"
        if not (main and slash and sub):
            continue
        quality, others = 1.0, 0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _quality(value)
            else:
                others += 1
        ranges.append(MediaRange(main, sub, quality, others))
    return ranges


def quality_of(ranges: Sequence[MediaRange], media_type: str) -> float:
    """How much the client wants `media_type`; 0 when it does not."""
    fitting = [r for r in ranges if r.fits(media_type)]
    return max(fitting, key=lambda r: r.precision).quality if fitting else 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What to send: a format or (None) an HTML page, and the Content-Type to send it under."""

    format: Format | None
    content_type: str


def choose(
    request: Request, formats: Iterable[Format], *, html: bool = False, name: str | None = None
) -> Choice | None:
    """The best of `formats` (best first among equals) and, with `html`, a page; None when the client takes none.

    name: what `?format=` or a suffix says; it goes before the Accept header. A name that none of `formats` has is
    answered by the header: clients name a format for rows and one for graphs at once.
    Without an Accept header the first of `formats` is sent.
    """
    offered = tuple(formats)
    if name is not None:
        if html and name.lower() == "html":
            return Choice(None, HTML)
        wanted = by_name(name, offered)
        if wanted is not None:
            return Choice(wanted, wanted.content_type)
    header = ", ".join(request.headers.getlist("accept"))
    return (_chosen if len(header) <= _SHORT else _chosen.__wrapped__)(header, offered, html)


@lru_cache(maxsize=1_000)
def _chosen(header: str, offered: tuple[Format, ...], html: bool) -> Choice | None:
    if not header.strip():
        return Choice(offered[0], offered[0].content_type)
    ranges = parse_accept(header)
    named = [r for r in ranges if r.subtype != "*"]
    best: tuple[float, Choice] | None = None
    for choice, media_type, own in _candidates(offered, html):
        quality = quality_of(ranges if own else named, media_type)
        if quality > 0 and (best is None or quality > best[0]):
            best = (quality, choice)
    return best[1] if best else None


def require(request: Request, formats: Iterable[Format], *, html: bool = False, name: str | None = None) -> Choice:
    """As `choose`; raises FormatError that lists what can be sent. A name nobody knows is an error too."""
    offered = tuple(formats)
    if name is not None and name.lower() != "html" and by_name(name, offered) is None:
        raise FormatError(f"no format {name[:40]!r} here; there are {_offer(offered, html)}")
    choice = choose(request, offered, html=html, name=name)
    if choice is None:
        accept = request.headers.get("accept", "")
        raise FormatError(f"nothing here is of the type asked for ({accept[:200]}); there are {_offer(offered, html)}")
    return choice


def _candidates(formats: Sequence[Format], html: bool) -> Iterable[tuple[Choice, str, bool]]:
    """What can be sent, the media type it is asked for by, and whether a wildcard means it too.

    A wildcard means a format by its own name only, and never the page: curl and libraries, which send `*/*`, get data;
    a browser names text/html.
    """
    for wanted in formats:
        yield Choice(wanted, wanted.content_type), wanted.media_type, True
        for other in wanted.also:
            # RDF/XML for application/xml is sent as what it is; JSON under the name the client parses
            sent = other if other.endswith("/json") and wanted.kind is Kind.RESULTS else wanted.content_type
            yield Choice(wanted, sent), other, False
    if html:
        yield Choice(None, HTML), HTML, False
        yield Choice(None, HTML), "application/xhtml+xml", False


def _offer(formats: Sequence[Format], html: bool) -> str:
    return ", ".join([f"{f.name} ({f.media_type})" for f in formats] + (["html (text/html)"] if html else []))


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
