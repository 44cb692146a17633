"""Who asks: the address of a client behind proxies that are believed, and the shortened forms that are kept of it."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.types import Scope

from kg.public import Network

UNKNOWN = "unknown"
_KNOWN = 4_096  # addresses whose forms are remembered
_MOST_HOPS = 32  # of X-Forwarded-For; what stands further off is not looked at
_log = logging.getLogger("veiligheidsgraaf.api")


class Clients:
    """Reads the client of a request. trusted: networks of proxies; style: `Settings.log_clients`."""

    def __init__(self, trusted: Sequence[Network] = (), style: str = "network") -> None:
        self._trusted = tuple(trusted)
        self._style, self._salt = style, secrets.token_bytes(16)
        self._warned = False
        self.is_trusted = lru_cache(_KNOWN)(self._is_trusted)
        self.key = lru_cache(_KNOWN)(limit_key)
        self.shown = lru_cache(_KNOWN)(self._shown)

    def address(self, scope: Scope) -> str:
        """The address the limits count: that of the connection, or what a believed proxy says.

        Of X-Forwarded-For the last entry that is no believed proxy counts: whatever stands before it the client may
        have written itself.
        """
        peer = scope.get("client")
        if not peer:
            return UNKNOWN
        said = _values(scope["headers"], b"x-forwarded-for")
        if not said:
            return str(peer[0])
        if not self.is_trusted(peer[0]):
            self._warn(peer[0])
            return str(peer[0])
        found = str(peer[0])
        for hop in reversed(",".join(said).split(",")[-_MOST_HOPS:]):
            address = _parsed(hop)
            if address is None:
                break
            found = str(address)
            if not self.is_trusted(found):
                break
        return found

    def is_secure(self, scope: Scope) -> bool:
        """Whether the client speaks TLS: with us, or with a believed proxy that says so."""
        if scope.get("scheme") == "https":
            return True
        said = _values(scope["headers"], b"x-forwarded-proto")
        peer = scope.get("client")
        return bool(said and peer and self.is_trusted(peer[0])) and said[-1].split(",")[-1].strip().lower() == "https"

    def is_direct_loopback(self, scope: Scope) -> bool:
        """Whether the request was made on this machine, and by no proxy."""
        peer = scope.get("client")
        if not peer or _values(scope["headers"], b"x-forwarded-for") or _values(scope["headers"], b"forwarded"):
            return False
        address = _parsed(str(peer[0]))
        return address is not None and address.is_loopback

    def _is_trusted(self, text: str) -> bool:
        address = _parsed(text)
        return address is not None and any(address in network for network in self._trusted)

    def _shown(self, address: str) -> str:
        """As it may stand in a log: nobody can be told from it."""
        if self._style == "none" or address == UNKNOWN:
            return "-"
        if self._style == "hash":
            return hashlib.blake2b(address.encode(), key=self._salt, digest_size=6).hexdigest()
        parsed = _parsed(address)
        if parsed is None:
            return "-"
        return str(ip_network((parsed, 24 if parsed.version == 4 else 48), strict=False))

    def _warn(self, peer: str) -> None:
        """Said once: limits by client make no sense when all come from one address."""
        if not self._warned:
            self._warned = True
            _log.warning(
                "requests come through %s, which adds X-Forwarded-For but is not among the trusted proxies: all its "
                "clients count as one. If it is yours, name it in VEILIGHEIDSGRAAF_TRUSTED_PROXIES",
                self.shown(peer),
            )


def limit_key(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 that one subscriber has of IPv6.

    >>> limit_key("2001:db8:1:2:3:4:5:6"), limit_key("::ffff:192.0.2.7"), limit_key("192.0.2.7")
    ('2001:db8:1:2::/64', '192.0.2.7', '192.0.2.7')
    """
    parsed = _parsed(address)
    if parsed is None:
        return UNKNOWN
    return str(parsed) if parsed.version == 4 else str(ip_network((parsed, 64), strict=False))


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """An address; with a port, brackets or a zone around it too. IPv4 inside IPv6 is IPv4."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def _values(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key == name]
