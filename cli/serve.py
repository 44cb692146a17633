"""`veiligheidsgraaf serve`: a store over HTTP."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common import store_option
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.store import GraphStore

BACKLOG = 2048  # connections that may wait to be taken


@click.command()
@store_option
@click.option("--remote", metavar="URL", help="Serve what another SPARQL engine answers there, not a store.")
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 takes a free one.  [default: 8000]")
@click.option("--workers", type=click.IntRange(1, 256), help="Short queries at the same time.  [default: 2]")
@click.option("--public", is_flag=True, help="Safe defaults for a server on the open internet.")
def serve(
    store: Path | None, remote: str | None, host: str | None, port: int | None, workers: int | None, public: bool
) -> None:
    """Serve a store: pages, SPARQL and the other addresses listed at /docs.

    \b
      veiligheidsgraaf serve
      veiligheidsgraaf serve --store my-store --port 9000
      veiligheidsgraaf serve --public               behind a proxy on this machine that does TLS

    A new snapshot (by build or load) takes over while the server runs. With --public each client gets its share,
    requests are logged without the text of queries, and metrics are for the bearer of a token; what a server
    allows stands at its address /about/server, how to run one in docs/operating.md.
    """
    from api.app import create_app
    from api.server import run

    given = {"store": store, "host": host, "port": port, "query_workers": workers, "remote_query": remote}
    given["public"] = "on" if public else None
    known = _settings(**given)
    opened = _open(known)
    listening = _listen(known.host, known.port)
    app = create_app(replace(known, base=opened.base), opened)
    manifest = opened.manifest()
    shown = f"[{known.host}]" if ":" in known.host else known.host
    click.echo(
        f"Veiligheidsgraaf on http://{shown}:{listening.getsockname()[1]} "
        f"({manifest.triples} triples, snapshot {manifest.name}). Stop with Ctrl-C.",
        err=True,
    )
    for line in warnings(known):
        click.echo(f"note: {line}", err=True)
    run(app, known, listening)


def warnings(known: Settings) -> list[str]:
    """What whoever starts the server should know about these settings."""
    from kg.public import is_loopback, proxies

    if known.public == "off":
        if is_loopback(known.host):
            return []
        return [
            f"{known.host} can be reached from other machines, and nothing limits a client. "
            "On the open internet use --public"
        ]
    said = []
    if not is_loopback(known.host) and not proxies(known):
        said.append(
            "no proxy is trusted and this program does no TLS. Put it behind one that does, and name it in "
            "VEILIGHEIDSGRAAF_TRUSTED_PROXIES; see docs/operating.md"
        )
    if known.metrics == "open":
        said.append("everybody can read /metrics")
    if known.log_queries == "on":
        said.append("the text of queries is logged; /about/server says so")
    return said


def _open(known: Settings) -> GraphStore:
    """The store that is served: another engine's when one is set, else the folder's; an empty one is made where there
    is none and writing is on. Raises StoreError."""
    from kg.remote import RemoteStore
    from kg.remote_http import RemoteEngine
    from kg.snapshots import create_empty, open_current

    if known.remote_query:
        engine = RemoteEngine(known.remote_query, known.remote_update, known.remote_graphs, known.remote_auth)
        return RemoteStore(known.base, engine)
    if known.write_token or known.tokens:
        create_empty(known.store, known.base)
    return open_current(known.store)


def _settings(**given: object) -> Settings:
    from kg.config import Settings

    return Settings.from_environment(None, **{name: value for name, value in given.items() if value is not None})


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises UsageError that says what to do when the address cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)  # from here on clients wait for the server instead of being refused
    except OSError as error:
        raise UsageError(f"cannot listen on {host}:{port} ({error}). Choose another with --port or --host") from error
    return listening
