"""What operating a server asks of the settings: the values they may have, and the safe ones for the open internet."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Settings

Network = IPv4Network | IPv6Network

# What `public` changes, where nothing else was said.
PUBLIC: Mapping[str, object] = {
    "client_rate": 10.0,
    "client_burst": 100,
    "client_queries": 4,
    "client_connections": 64,
    "log_requests": "on",
    "query_timeout": 30.0,
    "drain": 1.0,
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "public": ("off", "on"),
    "log_requests": ("off", "on"),
    "log_queries": ("off", "on"),
    "log_clients": ("network", "hash", "none"),
    "metrics": ("auto", "open", "off"),
}
_POSITIVE = ("max_url", "max_headers", "max_connections", "head_timeout", "body_timeout", "client_burst")
_FROM_ZERO = ("client_rate", "client_queries", "client_connections", "grace", "drain")
MIN_TOKEN = 16  # characters


def check(settings: Settings) -> None:
    """Raises UsageError for a value nothing could work with, or that would not be safe."""
    for name, choices in CHOICES.items():
        if getattr(settings, name) not in choices:
            raise UsageError(f"{name} {getattr(settings, name)!r}: expected one of {', '.join(choices)}")
    for name in _POSITIVE:
        if not getattr(settings, name) > 0:
            raise UsageError(f"{name} {getattr(settings, name)!r}: expected more than 0")
    for name in _FROM_ZERO:
        if not getattr(settings, name) >= 0:
            raise UsageError(f"{name} {getattr(settings, name)!r}: expected 0 or more")
    if settings.metrics_token and len(settings.metrics_token) < MIN_TOKEN:
        length = len(settings.metrics_token)
        raise UsageError(f"metrics_token: has {length} characters; expected at least {MIN_TOKEN}")
    proxies(settings)


def proxies(settings: Settings) -> tuple[Network, ...]:
    """The networks whose X-Forwarded-For is believed.

    A public server on the loopback can be reached by a proxy on the same machine only: that one is believed unasked.
    Raises UsageError for what is no address or network.
    """
    parts = [part.strip() for part in settings.trusted_proxies.split(",") if part.strip()]
    if not parts and settings.public == "on" and is_loopback(settings.host):
        parts = ["127.0.0.0/8", "::1"]
    try:
        found = tuple(ip_network(part, strict=False) for part in parts)
    except ValueError as error:
        raise UsageError(f"trusted_proxies: {error}. Expected addresses or networks, with commas") from error
    if any(network.prefixlen == 0 for network in found):
        raise UsageError("trusted_proxies: a network of all addresses lets every client choose its own address")
    return found


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host in ("localhost", ""):
        return host == "localhost"
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
