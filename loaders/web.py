"""What comes from a server that a user named: read within a limit, and followed to no other server."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import httpx

from kg.errors import ServiceError

TIMEOUT = 60.0  # seconds for one page
Progress = Callable[[str, int, int], None]  # what, how many are done, how many in all (0: not known)


def check_address(url: str, what: str) -> None:
    """Raises ServiceError for what is no address on the web. what: that it is the address of, for people."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise ServiceError(f"{url!r}: a {what} is an address with http or https")


def body_of(url: str, response: httpx.Response, largest: int, hint: str) -> bytes:
    """The body of an answer that is being streamed. largest: bytes it may have. hint: what to do when it has more.

    Raises ServiceError, and what httpx raises.
    """
    parts, size = [], 0
    for part in response.iter_bytes():
        size += len(part)
        if size > largest:
            raise ServiceError(f"{url}: more than {largest} bytes in one page; {hint}")
        parts.append(part)
    return b"".join(parts)


def following(place: str, named: str) -> str:
    """The address that the answer at `place` leads to. Raises ServiceError for one at another server."""
    found = urljoin(place, named)
    if urlsplit(found)[:2] != urlsplit(place)[:2]:
        raise ServiceError(f"{place}: leads to another server ({found[:200]}), which is not asked")
    return found
