"""`veiligheidsgraaf serve`: a store over HTTP."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import click

from cli.common import settings, store_option
from kg.errors import UsageError

BACKLOG = 2048  # connections that may wait to be taken
GRACE = 5  # seconds that running requests get when the server is stopped


@click.command()
@store_option
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 takes a free one.  [default: 8000]")
def serve(store: Path | None, host: str | None, port: int | None) -> None:
    """Serve a store: pages, SPARQL and the other addresses listed at /docs.

    \b
      veiligheidsgraaf serve
      veiligheidsgraaf serve --store my-store --port 9000

    The store that is current at the start is served until the server is started again.
    """
    import uvicorn

    from api.app import create_app
    from kg.snapshots import open_current

    known = settings()
    host = host or known.host
    folder = store or known.store
    opened = open_current(folder)
    listening = _listen(host, known.port if port is None else port)
    app = create_app(replace(known, store=folder, base=opened.base), opened)
    manifest = opened.manifest()
    shown = f"[{host}]" if ":" in host else host
    click.echo(
        f"Veiligheidsgraaf on http://{shown}:{listening.getsockname()[1]} "
        f"({manifest.triples} triples, snapshot {manifest.name}). Stop with Ctrl-C.",
        err=True,
    )
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, date_header=True, timeout_graceful_shutdown=GRACE
    )
    uvicorn.Server(config).run(sockets=[listening])


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
