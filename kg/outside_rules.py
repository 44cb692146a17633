"""Which addresses beyond this machine may be asked: the rules alone, without a connection.

Two lists from the settings, empty by default. SERVICE reaches the endpoints listed, each by its whole URL; LOAD reads
what lies under the prefixes listed. A URL is compared in its normal form; nothing matches by pattern, and a wildcard
in a list is an error. A third setting says which of the endpoints are asked at another address than their own: a copy
of Wikidata in one's own network, or a register that its keeper offers as a file only.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from kg.errors import QueryRefusedError, UsageError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}
_CHARACTERS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*")  # RFC 3986; all else must be percent-encoded
_NAME = re.compile(r"[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNICAST = ipaddress.IPv6Network("2000::/3")  # all that was ever given out


@dataclass(frozen=True, slots=True)
class Rules:
    """The two lists, in normal form.

    services: endpoints a query may name in SERVICE. load_from: a prefix that ends in `/` allows all that lies under
    it, another allows itself only. mirrors: of endpoints, the address each is asked at.
    """

    services: tuple[str, ...] = ()
    load_from: tuple[str, ...] = ()
    mirrors: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, services: str, load_from: str = "", mirrors: str = "") -> Rules:
        """Reads the settings: URLs with commas between them; mirrors as `ENDPOINT>ADDRESS` (no URL holds a `>`).

        Raises UsageError for one that cannot be meant.
        """
        allowed = _list("VEILIGHEIDSGRAAF_SERVICES", services)
        return cls(allowed, _list("VEILIGHEIDSGRAAF_LOAD_FROM", load_from), _mirrors(mirrors, allowed))

    def service(self, url: str) -> str:
        """`url` in normal form. Raises QueryRefusedError when it is not on the list."""
        normal = _normal_or_refuse(url, "SERVICE")
        if normal not in self.services:
            raise QueryRefusedError(f"SERVICE <{url}> is not allowed here. {self._offered(self.services)}")
        return normal

    def address(self, endpoint: str) -> str:
        """Where an allowed endpoint (in normal form) is asked: its mirror, or itself."""
        return dict(self.mirrors).get(endpoint, endpoint)

    def asked(self, url: str) -> str:
        """As `service`, for where a request goes: to an endpoint that is allowed, or to its mirror."""
        if any(url == address for _, address in self.mirrors):
            return url
        return self.service(url)

    def load(self, url: str) -> str:
        """As `service`, for what LOAD reads; a fragment is left out, as when it is fetched."""
        normal = _normal_or_refuse(url.partition("#")[0], "LOAD")
        below = (p for p in self.load_from if normal == p or (p.endswith("/") and normal.startswith(p)))
        if next(below, None) is None or _climbs(normal):
            raise QueryRefusedError(f"LOAD <{url}> is not allowed here. {self._offered(self.load_from)}")
        return normal

    @staticmethod
    def _offered(urls: tuple[str, ...]) -> str:
        return f"Allowed: {', '.join(urls)}" if urls else "The keeper of this server allows no other server"


def normal_form(url: str) -> str:
    """`url` with scheme and host in lower case, without its default port, and with a path.

    Raises ValueError, saying why, for what is no http(s) URL, holds credentials or a fragment.
    """
    if not _CHARACTERS.fullmatch(url):
        raise ValueError("it holds a character that no URL may hold as it is")
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise ValueError("only http and https are known")
    if "@" in parts.netloc:
        raise ValueError("it holds credentials")
    if "#" in url:
        raise ValueError("it holds a fragment")
    port = parts.port  # raises ValueError when it is no number, or too large
    if port == 0:
        raise ValueError("port 0 is none")
    host = _host(parts.hostname or "")
    shown = f"[{host}]" if ":" in host else host
    place = shown if port is None or port == _PORTS[scheme] else f"{shown}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{scheme}://{place}{parts.path or '/'}{query}"


def literal_address(host: str) -> Address | None:
    """The address when `host` is written as one, else None."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(address: Address) -> bool:
    """Whether an address belongs to a host of the open internet, and not to this machine, its network or nobody.

    An IPv6 address that carries an IPv4 address (mapped, 6to4, Teredo, NAT64) is judged by that one too.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = _carried(address)
        if any(not is_public(one) for one in inner):
            return False
        if address.ipv4_mapped is not None:
            return True
        if address in _NAT64 and address.scope_id is None:
            return True
        if address.scope_id is not None or address not in _UNICAST:
            return False
    doubtful = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )
    return address.is_global and not doubtful


def _carried(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in found if one is not None]


def _host(host: str) -> str:
    literal = literal_address(host)
    if literal is not None:
        return str(literal)
    if not _NAME.fullmatch(host):
        raise ValueError(f"{host!r} is no name of a host (an international name is written in its xn-- form)")
    return host


def _climbs(url: str) -> bool:
    """Whether a server could read the path as leading out of its prefix."""
    path = unquote(unquote(urlsplit(url).path)).replace("\\", "/")
    return any(step in (".", "..") for step in path.split("/"))


def _normal_or_refuse(url: str, what: str) -> str:
    try:
        return normal_form(url)
    except ValueError as error:
        raise QueryRefusedError(f"{what} <{url}> is not allowed here: {error}") from error


def _mirrors(text: str, services: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    setting, found = "VEILIGHEIDSGRAAF_SERVICE_MIRRORS", {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        endpoint, arrow, address = (part.strip() for part in pair.partition(">"))
        if not arrow:
            raise UsageError(f"{setting}: {pair!r} is not ENDPOINT>ADDRESS")
        ((named,), (asked,)) = _list(setting, endpoint) or ("",), _list(setting, address) or ("",)
        if named not in services:
            raise UsageError(f"{setting}: {endpoint!r} is not in VEILIGHEIDSGRAAF_SERVICES, so nobody may ask it")
        if not asked or named in found:
            raise UsageError(f"{setting}: {endpoint!r} needs one address")
        found[named] = asked
    return tuple(found.items())


def _list(setting: str, text: str) -> tuple[str, ...]:
    urls = []
    for url in filter(None, (part.strip() for part in text.split(","))):
        if "*" in url:
            raise UsageError(f"{setting}: {url!r} holds a wildcard; name each address in full")
        try:
            urls.append(normal_form(url))
        except ValueError as error:
            raise UsageError(f"{setting}: {url!r} cannot be used: {error}") from error
        if _climbs(url):
            raise UsageError(f"{setting}: {url!r} cannot be used: its path holds '.' or '..'")
    return tuple(dict.fromkeys(urls))
