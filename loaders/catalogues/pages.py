"""A DCAT catalogue page by page, as CKAN portals such as data.overheid.nl give it.

A page is RDF in any format; it names the next one with Hydra (`hydra:next` or the older `hydra:nextPage`,
https://www.hydra-cg.com/spec/latest/core/#collections). Only the server that was named is asked. The parser fetches
nothing: a JSON-LD page with a context elsewhere is an error.
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.engine.formats import GRAPH_FORMATS, by_name
from kg.errors import ServiceError
from loaders.web import TIMEOUT, Progress, body_of, check_address, following

LARGEST = 100_000_000  # bytes of one page
MOST_PAGES = 5_000
REDIRECTS = 3
ACCEPT = "text/turtle, application/rdf+xml;q=0.9, application/n-triples;q=0.8, application/ld+json;q=0.7"
_HYDRA = "http://www.w3.org/ns/hydra/core#"
_NEXT = (NamedNode(_HYDRA + "next"), NamedNode(_HYDRA + "nextPage"))
_REDIRECTED = (301, 302, 303, 307, 308)
_SMALLER = "ask the portal for smaller ones"


def pages(url: str, progress: Progress, most: int = MOST_PAGES) -> Iterator[list[Quad]]:
    """The triples of each page from `url` on. Raises ServiceError for what cannot be read, or leads in a circle."""
    check_address(url, "catalogue")
    seen: set[str] = set()
    with httpx.Client(timeout=TIMEOUT, headers={"Accept": ACCEPT}) as client:
        page: str | None = url
        while page is not None:
            if page in seen:
                raise ServiceError(f"{page}: the pages of the catalogue lead in a circle")
            if len(seen) >= most:
                raise ServiceError(f"{url}: more than {most} pages; name a narrower address, or raise --pages")
            seen.add(page)
            quads, place = _page(client, page)
            progress("pages", len(seen), 0)
            yield quads
            page = _next(quads, place, page)


def _page(client: httpx.Client, url: str) -> tuple[list[Quad], str]:
    """A page and where it came from, after redirects at the same server."""
    place = url
    for _ in range(REDIRECTS + 1):
        try:
            with client.stream("GET", place) as response:
                if response.status_code in _REDIRECTED:
                    place = following(place, response.headers.get("location", ""))
                    continue
                if response.status_code != 200:
                    raise ServiceError(f"{place}: status {response.status_code}; is this the address of a catalogue?")
                kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
                return _parsed(place, kind, body_of(place, response, LARGEST, _SMALLER)), place
        except httpx.HTTPError as error:
            raise ServiceError(f"{place}: {type(error).__name__}: {error}. Nothing was loaded") from error
    raise ServiceError(f"{url}: more than {REDIRECTS} redirects")


def _parsed(url: str, kind: str, body: bytes) -> list[Quad]:
    found = by_name(kind, GRAPH_FORMATS) if "/" in kind else None
    if found is None or not isinstance(found.engine, ox.RdfFormat):
        raise ServiceError(f"{url}: what came is {kind or 'of no stated type'}, which is no RDF")
    try:
        return [q for q in ox.parse(body, found.engine, base_iri=url) if isinstance(q, Quad)]
    except (SyntaxError, ValueError, OSError) as error:
        raise ServiceError(f"{url}: the page does not parse ({error})") from error


def _next(quads: list[Quad], place: str, asked: str) -> str | None:
    """The page after this one. A page may speak of others too: what counts is said of the page itself, else of one."""
    said = [q for q in quads if q.predicate in _NEXT]
    own = [q for q in said if getattr(q.subject, "value", "") in (place, asked)] or said
    targets = {q.object.value for q in own if not isinstance(q.object, ox.Triple)}
    if len(targets) > 1:
        raise ServiceError(f"{place}: it names {len(targets)} next pages: {', '.join(sorted(targets))[:300]}")
    return following(place, targets.pop()) if targets else None
